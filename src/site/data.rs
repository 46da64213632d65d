//! The files of open data, as pages speak of them.

use crate::language::Lang;
use serde::Serialize;

/// Where the manifest is, from the root of the site: the list of all files with their sums.
pub const MANIFEST: &str = "data/manifest.json";

/// Where a brief portal has its tables for programs.
pub const TABLES: &str = "data/tables.zip";
/// Where the records of grants and lots are, if none has a file of its own.
pub const RECORDS: &str = "data/grants.zip";

/// Where a brief portal has its tables in the words of a language.
pub fn tables_in(lang: Lang) -> String {
    format!("data/{lang}/tables.zip")
}

/// A file below `/data/` that the site has.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct DataFile {
    /// The path from the root of the site, without a slash before it.
    pub path: String,
    /// What it is: the key of its title, `data.file.<kind>`.
    pub kind: &'static str,
    /// The language of its words; `None`: all of them, or none.
    pub language: Option<Lang>,
    /// The grant that it is about, as a place in the portal's list; `None`: the portal.
    pub grant: Option<usize>,
    /// How many rows or records it has, where it is counted in them.
    pub rows: Option<usize>,
    /// Its size.
    pub bytes: u64,
    /// SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
}

/// A grant that a file cannot hold, because its format asks for something that the content does not state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct LeftOut {
    /// The kind of the file, as in [`DataFile::kind`].
    pub kind: &'static str,
    /// The grant, as a place in the portal's list.
    pub grant: usize,
    /// What is not stated: the key of its words, `data.left_out.<reason>`.
    pub reason: &'static str,
}
