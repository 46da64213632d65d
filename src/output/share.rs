//! A share of a site, so that several machines build one site at the same time.
//!
//! Every machine reads all of the content and lays out all of the site, which is cheap beside printing; it prints every
//! n-th page with what belongs to it, and makes every n-th photo. What is made of all grants together – the files of data,
//! the pages that tell their sums, the search, the look, the editions – comes with the first share. [`crate::merge`]
//! puts the shares together again.

use super::{export, size};
use crate::read::Files;
use crate::site::data::DataFile;
use crate::site::{Entry, Site};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io;
use std::str::FromStr;

/// Where the slip of a share lies, from the root of the site.
pub const SLIP: &str = "share.json";
/// The folders that a site is made from.
const SOURCES: [&str; 3] = ["content", "themes", "editions"];

/// Which part of the site is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Share {
    /// From 1.
    number: usize,
    of: usize,
}

impl Share {
    /// All of it.
    pub const WHOLE: Self = Self { number: 1, of: 1 };

    /// The share `number` of `of`, both from 1.
    pub fn new(number: usize, of: usize) -> Option<Self> {
        (1..=of).contains(&number).then_some(Self { number, of })
    }

    /// Which of them it is, from 1.
    pub fn number(self) -> usize {
        self.number
    }

    /// How many there are.
    pub fn of(self) -> usize {
        self.of
    }

    /// Whether nothing is missing.
    pub fn is_whole(self) -> bool {
        self == Self::WHOLE
    }

    /// Whether what is made of all grants together is part of it.
    pub(super) fn is_first(self) -> bool {
        self.number == 1
    }

    /// Every n-th of a list.
    pub(super) fn of_list<T>(self, list: &[T]) -> impl Iterator<Item = &T> {
        list.iter().skip(self.number - 1).step_by(self.of)
    }

    /// The pages that are printed: every n-th, and those that tell of all files of data with the files.
    pub(super) fn pages<'s>(self, site: &'s Site<'_>) -> Vec<&'s Entry> {
        let (of_all, others): (Vec<&Entry>, Vec<&Entry>) = site.entries().iter().partition(|it| export::is_of_all(it));
        let of_all = if self.is_first() { of_all } else { Vec::new() };
        of_all.into_iter().chain(self.of_list(&others).copied()).collect()
    }
}

impl FromStr for Share {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parts = text.split_once('/').and_then(|(number, of)| Some((number.parse().ok()?, of.parse().ok()?)));
        parts.and_then(|(number, of)| Self::new(number, of)).ok_or("a share such as 2/4: the second of four")
    }
}

/// Lies in the folder of a share, at [`SLIP`]: which it is, and what it was made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slip {
    /// Which share it is, from 1.
    pub share: usize,
    /// How many there are.
    pub of: usize,
    /// The version of the program.
    pub program: String,
    /// BLAKE3 of all files that the site is made from, in hexadecimal digits: shares of different content are no site.
    pub source: String,
    /// What the host of the whole site takes, in megabytes; nothing where no limit is meant.
    pub limit: Option<u64>,
}

impl Slip {
    /// What tells a share of the site of this content.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub(super) fn of(share: Share, site: &Site<'_>, content: &dyn Files) -> io::Result<Self> {
        let (Share { number, of }, limit) = (share, size::limit(site));
        Ok(Self { share: number, of, program: env!("CARGO_PKG_VERSION").to_owned(), source: sum(content)?, limit })
    }

    /// As it lies there.
    ///
    /// # Errors
    /// None in practice: numbers and texts have a form in JSON.
    pub(super) fn text(&self) -> io::Result<String> {
        Ok(serde_json::to_string_pretty(self)? + "\n")
    }
}

/// One number for paths and bytes of everything that a site is made from.
fn sum(content: &dyn Files) -> io::Result<String> {
    let mut paths: Vec<String> =
        SOURCES.iter().flat_map(|folder| content.list(folder)).map(|listed| listed.path).collect();
    paths.sort();
    let sums: io::Result<Vec<blake3::Hash>> =
        paths.par_iter().map(|path| Ok(blake3::hash(&content.read(path)?))).collect();
    let mut hasher = blake3::Hasher::new();
    for (path, sum) in paths.iter().zip(sums?) {
        hasher.update(path.as_bytes()).update(&[0]).update(sum.as_bytes());
    }
    Ok(hasher.finalize().to_hex().to_string())
}

/// The files of data that these pages speak of, by path: what a share tells of files that come with the first one.
///
/// # Errors
/// A file that cannot be made.
pub(super) fn data_of(site: &Site<'_>, pages: &[&Entry]) -> io::Result<Vec<DataFile>> {
    let spoken_of: io::Result<Vec<Vec<DataFile>>> =
        pages.par_iter().map(|entry| Ok(export::of_page(site, entry)?.unwrap_or_default())).collect();
    let mut files: BTreeMap<String, DataFile> = BTreeMap::new();
    for file in spoken_of?.into_iter().flatten() {
        // The same file may be listed by one page and told with its sum by another.
        if files.get(&file.path).is_none_or(|known| known.bytes < file.bytes) {
            files.insert(file.path.clone(), file);
        }
    }
    Ok(files.into_values().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_a_number_and_how_many_there_are() {
        assert_eq!("2/4".parse(), Ok(Share { number: 2, of: 4 }));
        assert_eq!("1/1".parse(), Ok(Share::WHOLE));
        for wrong in ["", "2", "0/4", "5/4", "1/0", "-1/2", "a/b", "1/2/3"] {
            assert!(wrong.parse::<Share>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_shares_of_a_list_are_the_list() {
        let list: Vec<usize> = (0..10).collect();
        let mut together: Vec<usize> = (1..=3)
            .filter_map(|number| Share::new(number, 3))
            .flat_map(|share| share.of_list(&list).copied().collect::<Vec<_>>())
            .collect();
        together.sort_unstable();
        assert_eq!(together, list);
    }
}
