//! Languages: codes, words, plural forms, numbers, dates, alphabetical order, names of regions.
//!
//! [`stem`] is the analysis of words for the search. [`Catalogue`] holds the words of one language, key by key; [`Locale`] writes with them.

mod amounts;
mod dates;
mod lang;
mod locale;
pub mod regions;
pub mod script;
pub mod stem;
pub mod template;
pub mod tiles;
pub mod words;

pub use lang::Lang;
pub use locale::{Arg, Locale, MissingWord};
pub use regions::Region;
pub use words::{Catalogue, Entry};

#[cfg(test)]
mod locale_test;
#[cfg(test)]
mod words_test;
