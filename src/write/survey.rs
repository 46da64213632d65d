//! What stands in a folder: what we wrote there and what somebody else put beside it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::error::{WriteError, at};
use super::list::{self, LIST};

/// What stands in a folder.
#[derive(Debug, Default)]
pub struct Survey {
    /// What the list of files says; `None` without a list.
    pub listed: Option<BTreeSet<String>>,
    /// The files that are listed and still there.
    pub own: BTreeSet<String>,
    /// Everything else, sorted, a folder before what is in it.
    pub foreign: Vec<Foreign>,
}

/// Something that we did not write.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Foreign {
    /// Where, relative to the folder surveyed.
    pub path: PathBuf,
    /// Whether it is a folder, and not a file or a link.
    pub folder: bool,
}

impl Survey {
    /// Looks at an output folder.
    ///
    /// # Errors
    /// [`WriteError::NotOurs`] when it has files but no list, [`WriteError::DamagedList`], and what
    /// the system says.
    pub fn of_output(folder: &Path) -> Result<Self, WriteError> {
        let survey = Self::of(folder)?;
        match (&survey.listed, survey.foreign.first()) {
            (None, Some(first)) => Err(WriteError::NotOurs { folder: folder.to_owned(), example: first.path.clone() }),
            _ => Ok(survey),
        }
    }

    /// Looks at any folder; without a list nothing in it is ours. Links are never followed.
    ///
    /// # Errors
    /// [`WriteError::DamagedList`], and what the system says.
    pub fn of(folder: &Path) -> Result<Self, WriteError> {
        if fs::symlink_metadata(folder).is_err() {
            return Ok(Self::default());
        }
        let listed = list::read(folder)?;
        let mut survey = Self::default();
        survey.walk(folder, listed.as_ref().unwrap_or(&BTreeSet::new()))?;
        survey.listed = listed;
        Ok(survey)
    }

    fn walk(&mut self, folder: &Path, listed: &BTreeSet<String>) -> Result<(), WriteError> {
        let our_folders = folders_of(listed);
        for entry in WalkDir::new(folder).min_depth(1) {
            let entry = entry.map_err(|error| walk_error(folder, error))?;
            let path = entry.path().strip_prefix(folder).unwrap_or(entry.path());
            if entry.file_type().is_dir() {
                if !our_folders.contains(path) {
                    self.foreign.push(Foreign { path: path.to_owned(), folder: true });
                }
            } else if entry.file_type().is_file() && holds(listed, path) {
                self.own.extend(path.to_str().map(str::to_owned));
            } else if !(entry.file_type().is_file() && path == Path::new(LIST)) {
                self.foreign.push(Foreign { path: path.to_owned(), folder: false });
            }
        }
        self.foreign.sort();
        Ok(())
    }

    /// What was added by hand where one of the files `own` is to be, sorted.
    pub fn collisions(&self, own: &BTreeSet<String>) -> Vec<PathBuf> {
        let folders = folders_of(own);
        let in_the_way = |foreign: &&Foreign| {
            let under_a_file = foreign.path.ancestors().any(|path| holds(own, path));
            under_a_file || (!foreign.folder && folders.contains(foreign.path.as_path()))
        };
        self.foreign.iter().filter(in_the_way).map(|foreign| foreign.path.clone()).collect()
    }
}

fn holds(paths: &BTreeSet<String>, path: &Path) -> bool {
    path.to_str().is_some_and(|path| paths.contains(path))
}

/// The folders that these files need.
fn folders_of(files: &BTreeSet<String>) -> BTreeSet<&Path> {
    files.iter().flat_map(|file| Path::new(file).ancestors().skip(1)).collect()
}

/// What the system said during a walk through `folder`.
pub fn walk_error(folder: &Path, error: walkdir::Error) -> WriteError {
    let path = error.path().unwrap_or(folder).to_owned();
    at(&path)(error.into())
}
