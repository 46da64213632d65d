//! Where exports put their files: into the sink, and on the list that pages and later exports read.

use super::super::sink::Sink;
use crate::language::Lang;
use crate::site::data::{DataFile, LeftOut};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Takes the files of exports, from many threads at once.
pub struct Shelf<'s> {
    sink: &'s dyn Sink,
    files: Mutex<BTreeMap<String, DataFile>>,
    left_out: Mutex<BTreeSet<LeftOut>>,
}

/// What a file is.
#[derive(Debug, Clone, Copy, Default)]
pub struct Tag {
    /// The key of its title, `data.file.<kind>`.
    pub kind: &'static str,
    /// The language of its words.
    pub language: Option<Lang>,
    /// The grant that it is about, as a place in the portal's list.
    pub grant: Option<usize>,
    /// How many rows or records it has.
    pub rows: Option<usize>,
}

impl<'s> Shelf<'s> {
    pub(super) fn new(sink: &'s dyn Sink) -> Self {
        Self { sink, files: Mutex::default(), left_out: Mutex::default() }
    }

    /// Puts a file at `path`, from the root of the site. Where nobody reads files, it is listed and nothing is made.
    ///
    /// # Errors
    /// What `make` says, and the sink: no space, no permission, or a second file at the same path.
    pub fn put(&self, tag: Tag, path: &str, make: impl FnOnce() -> io::Result<Vec<u8>>) -> io::Result<()> {
        let bytes = if self.is_read() { make()? } else { Vec::new() };
        self.sink.put(path, &bytes)?;
        let Tag { kind, language, grant, rows } = tag;
        let sha256 = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        let path = path.to_owned();
        let file = DataFile { path: path.clone(), kind, language, grant, rows, bytes: bytes.len() as u64, sha256 };
        self.lock().insert(path, file);
        Ok(())
    }

    /// Whether anybody will see the files. Where nobody does, an export only looks for what can be wrong with them.
    pub fn is_read(&self) -> bool {
        self.sink.is_read()
    }

    /// Notes that the files of a kind do not hold a grant, and why: the data page says it.
    pub fn leave_out(&self, left_out: LeftOut) {
        self.left_out.lock().unwrap_or_else(PoisonError::into_inner).insert(left_out);
    }

    /// The files so far, by path.
    pub fn files(&self) -> Vec<DataFile> {
        self.lock().values().cloned().collect()
    }

    /// The files by path, and what was left out of them.
    pub(super) fn into_lists(self) -> (Vec<DataFile>, Vec<LeftOut>) {
        let files = self.files.into_inner().unwrap_or_else(PoisonError::into_inner);
        let left_out = self.left_out.into_inner().unwrap_or_else(PoisonError::into_inner);
        (files.into_values().collect(), left_out.into_iter().collect())
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, DataFile>> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::sink::{MemorySink, NullSink};

    #[test]
    fn a_file_is_put_and_listed_with_its_sum() {
        let sink = MemorySink::default();
        let shelf = Shelf::new(&sink);
        shelf.put(Tag { kind: "b", rows: Some(2), ..Tag::default() }, "data/b.csv", || Ok(b"abc".to_vec())).unwrap();
        shelf.put(Tag { kind: "a", ..Tag::default() }, "data/a.json", || Ok(Vec::new())).unwrap();
        assert!(shelf.put(Tag::default(), "data/a.json", || Ok(b"again".to_vec())).is_err());
        let (files, left_out) = shelf.into_lists();
        assert!(left_out.is_empty());
        let listed: Vec<(&str, u64)> = files.iter().map(|file| (file.path.as_str(), file.bytes)).collect();
        assert_eq!(listed, [("data/a.json", 0), ("data/b.csv", 3)]);
        let sum = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(files.get(1).map(|file| file.sha256.as_str()), Some(sum));
        assert_eq!(sink.into_files().len(), 2);
    }

    #[test]
    fn where_nobody_reads_a_file_is_listed_and_not_made() {
        let shelf = Shelf::new(&NullSink);
        let made = std::cell::Cell::new(false);
        let make = || {
            made.set(true);
            Ok(b"abc".to_vec())
        };
        shelf.put(Tag { kind: "a", ..Tag::default() }, "data/a.json", make).unwrap();
        assert!(!made.get());
        assert_eq!(shelf.files().len(), 1);
    }
}
