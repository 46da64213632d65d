//! Stage 2: drafts become the portal, which is what they mean: typed, linked, each thing once.
//!
//! A reference to nothing is reported and left out; the rest goes on. Lists keep the order of the
//! document; grants and everything named by slug are sorted by slug.

mod correction;
mod currency;
mod extent;
mod gone;
mod grant;
mod grant_link;
mod link;
mod linker;
mod lot;
mod meant;
mod organisation;
mod picture;
mod portal;
mod records;
mod report;
mod report_errors;
mod report_link;
mod search_link;
mod shared;
mod unit;

pub use correction::{Correction, Within};
pub use grant::*;
pub use link::{Linking, model};
pub use lot::*;
pub use organisation::*;
pub use picture::Picture;
pub use portal::*;
pub use report::*;
pub use shared::Shared;
pub use unit::{BUILT_IN, PER, Unit, UnitName};
