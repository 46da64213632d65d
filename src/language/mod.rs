//! Languages: codes, words, plural forms, numbers, dates, alphabetical order, names of regions.

mod lang;

pub use lang::Lang;
pub mod regions;
pub use regions::Region;
