//! Languages: codes, words, plural forms, numbers, dates, alphabetical order, names of regions.
//!
//! [`stem`] is the analysis of words for the search. [`Catalogue`] holds the words of one language, key by key; [`Locale`] writes with them.

/// The file `kk.toml`, `ru.toml`, `ky.toml` or `en.toml` of a folder beside the source that asks, by language.
macro_rules! in_language {
    ($lang:expr, $folder:literal) => {
        match $lang {
            $crate::language::Lang::Kk => include_str!(concat!($folder, "/kk.toml")),
            $crate::language::Lang::Ru => include_str!(concat!($folder, "/ru.toml")),
            $crate::language::Lang::Ky => include_str!(concat!($folder, "/ky.toml")),
            $crate::language::Lang::En => include_str!(concat!($folder, "/en.toml")),
        }
    };
}

mod amounts;
mod dates;
mod lang;
mod locale;
pub mod region_names;
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
