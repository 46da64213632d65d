//! The outside world as far as reading needs it.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

/// Where files come from: a folder, the memory of a test.
///
/// Paths are relative to the portal folder and use `/`.
pub trait Files: Sync {
    /// Every file below `folder`, sorted, and every symbolic link (which nobody follows).
    fn list(&self, folder: &str) -> Vec<Listed>;
    /// The bytes of one file.
    fn read(&self, path: &str) -> io::Result<Vec<u8>>;
    /// How many bytes a file has, without reading it where that is possible.
    fn size(&self, path: &str) -> io::Result<u64> {
        self.read(path).map(|bytes| bytes.len() as u64)
    }
}

/// One entry of a listing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Listed {
    /// The path, relative to the portal folder.
    pub path: String,
    /// What is there.
    pub kind: ListedKind,
}

/// What a listing found at a path.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum ListedKind {
    /// A file.
    File,
    /// A symbolic link; it may lead anywhere, so it is reported and not followed.
    Link,
    /// Something that cannot be looked at, with the reason.
    Unreadable(String),
}

/// A folder on disk.
#[derive(Debug, Clone)]
pub struct Folder {
    root: PathBuf,
}

impl Folder {
    /// The portal folder at `root`.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    fn relative(&self, path: &Path) -> String {
        let relative = path.strip_prefix(&self.root).unwrap_or(path);
        let parts: Vec<_> = relative.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        parts.join("/")
    }

    fn listed(&self, entry: Result<walkdir::DirEntry, walkdir::Error>) -> Option<Listed> {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => None,
            Ok(entry) => {
                let kind = if entry.file_type().is_file() { ListedKind::File } else { ListedKind::Link };
                Some(Listed { path: self.relative(entry.path()), kind })
            }
            Err(error) => Some(Listed {
                path: error.path().map(|path| self.relative(path)).unwrap_or_default(),
                kind: ListedKind::Unreadable(error.to_string()),
            }),
        }
    }
}

impl Files for Folder {
    fn list(&self, folder: &str) -> Vec<Listed> {
        let start = self.root.join(folder);
        let is_there = std::fs::symlink_metadata(&start).is_ok_and(|it| it.is_dir() || it.is_symlink());
        if !is_there {
            return Vec::new();
        }
        let hidden = |entry: &walkdir::DirEntry| entry.file_name().to_string_lossy().starts_with('.');
        // A link is listed as one, and not followed: neither within the folder nor in its own place.
        let mut found: Vec<_> = walkdir::WalkDir::new(start)
            .follow_root_links(false)
            .into_iter()
            .filter_entry(|entry| entry.depth() == 0 || !hidden(entry))
            .filter_map(|entry| self.listed(entry))
            .collect();
        found.sort();
        found
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        std::fs::read(self.root.join(path))
    }

    fn size(&self, path: &str) -> io::Result<u64> {
        std::fs::metadata(self.root.join(path)).map(|file| file.len())
    }
}

/// Files in memory, for tests.
#[derive(Debug, Clone, Default)]
pub struct Memory {
    /// Contents by path.
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Memory {
    /// Adds a file.
    pub fn with(mut self, path: &str, text: impl Into<Vec<u8>>) -> Self {
        self.files.insert(path.to_owned(), text.into());
        self
    }
}

impl Files for Memory {
    fn list(&self, folder: &str) -> Vec<Listed> {
        let below = format!("{folder}/");
        let inside = self.files.keys().filter(|path| path.starts_with(&below));
        inside.map(|path| Listed { path: path.clone(), kind: ListedKind::File }).collect()
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        self.files.get(path).cloned().ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}
