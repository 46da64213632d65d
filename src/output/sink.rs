//! Where finished files go. Pages, charts, exports and pictures are made in parallel and put into
//! a [`Sink`] one by one, so that memory grows with the model and not with the number of pages.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Mutex, PoisonError};

/// Takes finished files, from many threads at once.
pub trait Sink: Sync {
    /// Takes one file. `path` is relative to the root of the site, its parts separated by `/`,
    /// and already checked to be an address of this site.
    ///
    /// # Errors
    /// What the medium says: no space, no permission, or a second file at the same path.
    fn put(&self, path: &str, bytes: &[u8]) -> io::Result<()>;

    /// Whether anybody will see what is put. Where nobody does, what is expensive to make is only looked at
    /// for mistakes.
    fn is_read(&self) -> bool {
        true
    }
}

/// Keeps the site in memory, for tests and for the server.
#[derive(Debug, Default)]
pub struct MemorySink {
    files: Mutex<BTreeMap<String, Vec<u8>>>,
}

impl MemorySink {
    /// The files put so far, by path.
    pub fn into_files(self) -> BTreeMap<String, Vec<u8>> {
        self.files.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sink for MemorySink {
    fn put(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        if files.insert(path.to_owned(), bytes.to_owned()).is_some() {
            return Err(io::Error::new(io::ErrorKind::AlreadyExists, path.to_owned()));
        }
        Ok(())
    }
}

/// Keeps the one file that is wanted: for the server, which is asked for one at a time.
#[derive(Debug)]
pub struct WantedSink<'p> {
    path: &'p str,
    bytes: Mutex<Option<Vec<u8>>>,
}

impl<'p> WantedSink<'p> {
    /// Waits for the file at this path.
    pub fn new(path: &'p str) -> Self {
        Self { path, bytes: Mutex::default() }
    }

    /// The file, if it was put.
    pub fn into_bytes(self) -> Option<Vec<u8>> {
        self.bytes.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sink for WantedSink<'_> {
    fn put(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        if path == self.path {
            *self.bytes.lock().unwrap_or_else(PoisonError::into_inner) = Some(bytes.to_owned());
        }
        Ok(())
    }
}

/// Forgets everything: for `check`, which makes the whole site only to find what is wrong with it.
#[derive(Debug, Default)]
pub struct NullSink;

impl Sink for NullSink {
    fn put(&self, _path: &str, _bytes: &[u8]) -> io::Result<()> {
        Ok(())
    }

    fn is_read(&self) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_put_by_many_threads_come_out_sorted() {
        let sink = MemorySink::default();
        std::thread::scope(|scope| {
            for path in ["b/index.html", "a.css", "b/a.svg"] {
                let sink = &sink;
                scope.spawn(move || sink.put(path, path.as_bytes()));
            }
        });
        let paths: Vec<String> = sink.into_files().into_keys().collect();
        assert_eq!(paths, ["a.css", "b/a.svg", "b/index.html"]);
    }

    #[test]
    fn a_second_file_at_one_path_is_refused() {
        let sink = MemorySink::default();
        assert!(sink.put("a", b"1").is_ok());
        let refused = sink.put("a", b"2").map_err(|error| error.kind());
        assert_eq!(refused, Err(io::ErrorKind::AlreadyExists));
    }
}
