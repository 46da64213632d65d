//! What an editor may write: one record per file, one field per key.
//!
//! The doc comments of records and fields are the content reference of the README; the order of
//! the fields is the order in which the reference lists them.

mod common;
mod grant;
mod others;
mod portal;
mod report;

pub use common::*;
pub use grant::*;
pub use others::*;
pub use portal::*;
pub use report::*;
