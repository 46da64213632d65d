//! The outside world as far as reading needs it.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

/// The largest file that is opened, in bytes: more than any photo or any file of an edition has.
const LARGEST_FILE: u64 = 256 * 1024 * 1024;
/// The largest text that an editor writes, in megabytes: more than a hundred times the longest grant of any portal we know.
pub const LARGEST_TEXT: u64 = 4;
/// The reason why something that is neither file, folder nor link cannot be read.
const NO_FILE: &str = "not a file";

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
    /// The bytes of a text that an editor writes.
    ///
    /// # Errors
    /// [`ErrorKind::FileTooLarge`]: it is none that anybody writes. What the system says.
    fn read_text(&self, path: &str) -> io::Result<Vec<u8>> {
        match self.size(path)? > LARGEST_TEXT * 1_000_000 {
            true => Err(ErrorKind::FileTooLarge.into()),
            false => self.read(path),
        }
    }
    /// A text to be shown, with signs in place of what is no letter; `None` where it cannot be read.
    fn shown(&self, path: &str) -> Option<String> {
        Some(String::from_utf8_lossy(&self.read_text(path).ok()?).into_owned())
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
                let kind = match entry.file_type() {
                    kind if kind.is_file() => ListedKind::File,
                    kind if kind.is_symlink() => ListedKind::Link,
                    _ => ListedKind::Unreadable(NO_FILE.to_owned()),
                };
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
        let is_there = fs::symlink_metadata(&start).is_ok_and(|it| it.is_dir() || it.is_symlink());
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
        let path = self.root.join(path);
        // A pipe would let us wait for ever, and a device may have no end; a file may grow while it is read.
        if !fs::metadata(&path)?.is_file() {
            return Err(io::Error::other(NO_FILE));
        }
        let mut bytes = Vec::new();
        match File::open(&path)?.take(LARGEST_FILE + 1).read_to_end(&mut bytes)? as u64 > LARGEST_FILE {
            true => Err(ErrorKind::FileTooLarge.into()),
            false => Ok(bytes),
        }
    }

    fn size(&self, path: &str) -> io::Result<u64> {
        fs::metadata(self.root.join(path)).map(|file| file.len())
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
