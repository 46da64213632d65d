//! Why a site could not be published. In every case the site that stood before is untouched.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::list::LIST;

/// Why a site could not be published, with everything that a message in the reader's language
/// needs. [`fmt::Display`] says it in English.
#[derive(Debug)]
pub enum WriteError {
    /// The output folder is, holds or lies in what the site is made from.
    OverSources {
        /// The output folder.
        output: PathBuf,
        /// The folder of sources that it would endanger.
        sources: PathBuf,
    },
    /// Something else than a folder stands where the site is to be.
    NotAFolder {
        /// Where.
        path: PathBuf,
    },
    /// The output folder holds files, and no list of files that we wrote.
    NotOurs {
        /// The output folder.
        folder: PathBuf,
        /// One of the entries in it, relative to the folder.
        example: PathBuf,
    },
    /// The list of files that we wrote was changed by hand and cannot be trusted.
    DamagedList {
        /// The list.
        list: PathBuf,
        /// The first line that cannot be a path of the site, counted from 1.
        line: usize,
    },
    /// Files that were added by hand stand where files of the site are to be.
    Collision {
        /// The folder that holds them.
        folder: PathBuf,
        /// The files, relative to the folder, sorted.
        paths: Vec<PathBuf>,
    },
    /// Another build is writing to the same output folder.
    Busy {
        /// The output folder.
        output: PathBuf,
    },
    /// A file of the site has a path that may not be written.
    BadPath {
        /// The path as it was given.
        path: String,
        /// What is wrong with it.
        fault: PathFault,
    },
    /// Two files of the site want the same place.
    Twice {
        /// The path within the site.
        path: String,
    },
    /// A file of the site could not be written, so the whole cannot be published.
    Unfinished {
        /// The path within the site.
        path: String,
    },
    /// The disk, or the share of it that the user may fill, is full.
    NoSpace {
        /// What was being written.
        path: PathBuf,
    },
    /// The user may not write here, or the disk is read-only.
    NoPermission {
        /// What was being read or written.
        path: PathBuf,
    },
    /// The output folder cannot change places with another one: it is a mount point, for example.
    CannotReplace {
        /// The output folder.
        output: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Anything else that the system said.
    Io {
        /// What was being read or written.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// What is wrong with a path within the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathFault {
    /// There is no text.
    Empty,
    /// It begins at the root of the file system.
    Absolute,
    /// A part is empty, `.` or `..`.
    Part,
    /// It has a backslash, which separates folders on some systems.
    Backslash,
    /// It has a NUL, a line break or another control character.
    Control,
    /// It is the path of the list of files.
    Reserved,
}

impl PathFault {
    fn words(self) -> &'static str {
        match self {
            Self::Empty => "it is empty",
            Self::Absolute => "it is absolute",
            Self::Part => "a part of it is empty, “.” or “..”",
            Self::Backslash => "it has a backslash",
            Self::Control => "it has a control character",
            Self::Reserved => "it is kept for the list of files",
        }
    }
}

impl WriteError {
    /// Gives back the error that went through a [`Sink`](crate::output::sink::Sink) as
    /// [`io::Error`]; `path` is what was being put.
    pub fn from_sink(path: &str, error: io::Error) -> Self {
        error.downcast().unwrap_or_else(|error| at(Path::new(path))(error))
    }

    fn kind(&self) -> io::ErrorKind {
        match self {
            Self::NoSpace { .. } => io::ErrorKind::StorageFull,
            Self::NoPermission { .. } => io::ErrorKind::PermissionDenied,
            Self::Twice { .. } | Self::Collision { .. } => io::ErrorKind::AlreadyExists,
            Self::BadPath { .. } => io::ErrorKind::InvalidInput,
            Self::Busy { .. } => io::ErrorKind::ResourceBusy,
            Self::CannotReplace { source, .. } | Self::Io { source, .. } => source.kind(),
            _ => io::ErrorKind::Other,
        }
    }
}

impl From<WriteError> for io::Error {
    fn from(error: WriteError) -> Self {
        Self::new(error.kind(), error)
    }
}

/// Makes what the system said about `path` an error of ours.
pub fn at(path: &Path) -> impl Fn(io::Error) -> WriteError {
    use io::ErrorKind::{PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, StorageFull};
    move |source| {
        let path = path.to_owned();
        match source.kind() {
            StorageFull | QuotaExceeded => WriteError::NoSpace { path },
            PermissionDenied | ReadOnlyFilesystem => WriteError::NoPermission { path },
            _ => WriteError::Io { path, source },
        }
    }
}

impl Error for WriteError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::CannotReplace { source, .. } | Self::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OverSources { output, sources } => write!(
                f,
                "the site cannot be written to {}: this would endanger the sources in {}",
                output.display(),
                sources.display()
            ),
            Self::NotAFolder { path } => write!(f, "{} is not a folder", path.display()),
            Self::NotOurs { folder, example } => write!(
                f,
                "{} holds files that esep did not write, such as {}; choose another folder, or put \
                 an empty file {LIST} there to publish beside them",
                folder.display(),
                example.display()
            ),
            Self::DamagedList { list, line } => {
                write!(f, "{}, line {line}: this is no path of the site; delete the line", list.display())
            }
            Self::Collision { folder, paths } => collision(f, folder, paths),
            Self::Busy { output } => {
                write!(f, "another build is writing to {}", output.display())
            }
            Self::BadPath { path, fault } => {
                write!(f, "{path:?} cannot be a file of the site: {}", fault.words())
            }
            Self::Twice { path } => write!(f, "two files of the site want the path {path}"),
            Self::Unfinished { path } => write!(f, "{path} could not be written"),
            Self::NoSpace { path } => write!(f, "no space left to write {}", path.display()),
            Self::NoPermission { path } => write!(f, "no permission for {}", path.display()),
            Self::CannotReplace { output, source } => {
                write!(f, "{} cannot be replaced in one step ({source}); choose a folder inside it", output.display())
            }
            Self::Io { path, source } => write!(f, "{}: {source}", path.display()),
        }
    }
}

fn collision(f: &mut fmt::Formatter<'_>, folder: &Path, paths: &[PathBuf]) -> fmt::Result {
    let folder = folder.display();
    write!(f, "in {folder}, files that esep did not write stand where pages are to be:")?;
    for path in paths {
        write!(f, " {}", path.display())?;
    }
    write!(f, "; move them away")
}
