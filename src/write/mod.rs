//! Stage 7: the files become the published folder, all at once or not at all.
//!
//! [`Staging`] takes the files into a work folder beside the output. [`Staging::publish`] adds what
//! people put into the output by hand and lets the two folders change places. Whatever goes wrong
//! before, the site that stood there is untouched; whatever goes wrong after, the new site stands
//! and the next build clears up.

mod cache;
mod changes;
mod error;
mod list;
mod place;
mod platform;
mod survey;
mod swap;
mod tree;
mod work;

pub use cache::{FolderCache, own, put_own};
pub use changes::Changes;
pub use error::{PathFault, WriteError};
pub use list::{LIST, check as check_path, text as list_of};
pub use place::overlap;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::output::sink::Sink;
use crate::read::{EDITION_LIST, EDITIONS};
use changes::Fate;
use error::at;
use survey::Survey;
use work::Work;

/// A site that grows beside the output folder. Dropped without [`Staging::publish`] it goes away
/// without a trace.
#[derive(Debug)]
pub struct Staging {
    output: PathBuf,
    before: Survey,
    progress: Mutex<Progress>,
    /// The folder to remove when this is dropped: what grew and was not published.
    unpublished: Option<PathBuf>,
    work: Work,
}

/// What was put so far.
#[derive(Debug, Default)]
struct Progress {
    files: BTreeMap<String, Fate>,
    folders: BTreeSet<PathBuf>,
    failed: Option<String>,
}

impl Staging {
    /// Begins a site that will stand in `output`. `portal` is the folder that holds `content/`.
    ///
    /// Clears what a killed build left, and holds a lock until the value is dropped.
    ///
    /// # Errors
    /// An output folder that is not ours, that endangers the sources, or that another build is
    /// writing to; no space, no permission.
    pub fn begin(output: &Path, portal: &Path) -> Result<Self, WriteError> {
        let output = place::resolve(output, portal)?;
        let work = Work::enter(&output)?;
        work.recover(&output)?;
        let before = Survey::of_output(&output)?;
        let new = work.new_site();
        platform::create_folder(&new).map_err(at(&new))?;
        Ok(Self { output, before, progress: Mutex::default(), unpublished: Some(new), work })
    }

    /// Begins an edition that will lie in `editions/<name>/` of the portal folder. Nothing may stand there yet.
    ///
    /// # Errors
    /// [`WriteError::Busy`] while another build freezes the same edition; no space, no permission.
    pub fn edition(portal: &Path, name: &str) -> Result<Self, WriteError> {
        let output = std::path::absolute(portal.join(EDITIONS).join(name)).map_err(at(portal))?;
        let work = Work::enter(&output)?;
        tree::remove(&work.new_site())?;
        let new = work.new_site();
        platform::create_folder(&new).map_err(at(&new))?;
        let (before, progress) = (Survey::default(), Mutex::default());
        Ok(Self { output, before, progress, unpublished: Some(new), work })
    }

    /// Puts an edition in its place, in one step. There is no list of own files in it: nobody will ever change it.
    ///
    /// # Errors
    /// A file that could not be put, an edition that stands there by now, no space, no permission. Then there is no
    /// edition.
    pub fn freeze(mut self) -> Result<(), WriteError> {
        if let Some(path) = self.progress().failed.take() {
            return Err(WriteError::Unfinished { path });
        }
        let new = self.work.new_site();
        platform::sync(&new).map_err(at(&new))?;
        fs::rename(&new, &self.output).map_err(at(&self.output))?;
        self.unpublished = None;
        keep_bytes(&self.output)
    }

    fn progress(&self) -> MutexGuard<'_, Progress> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn store(&self, path: &str, bytes: &[u8]) -> Result<(), WriteError> {
        list::check(path).map_err(|fault| WriteError::BadPath { path: path.to_owned(), fault })?;
        let target = self.work.new_site().join(path);
        self.make_folder_of(path)?;
        let fate = self.fate(path, bytes);
        if !(fate == Fate::Same && self.reuse(path, &target)) {
            platform::create_file(&target, bytes).map_err(|error| refused(path, &target, error))?;
        }
        self.progress().files.insert(path.to_owned(), fate);
        Ok(())
    }

    fn make_folder_of(&self, path: &str) -> Result<(), WriteError> {
        let mut progress = self.progress();
        let mut missing: Vec<&Path> = Path::new(path)
            .ancestors()
            .skip(1)
            .take_while(|folder| !folder.as_os_str().is_empty() && !progress.folders.contains(*folder))
            .collect();
        while let Some(folder) = missing.pop() {
            let made = self.work.new_site().join(folder);
            platform::create_folder(&made).map_err(|error| refused(path, &made, error))?;
            progress.folders.insert(folder.to_owned());
        }
        Ok(())
    }

    fn fate(&self, path: &str, bytes: &[u8]) -> Fate {
        if !self.before.own.contains(path) {
            return Fate::New;
        }
        let before = self.output.join(path);
        let is_as_long = fs::metadata(&before).is_ok_and(|file| file.len() == bytes.len() as u64);
        match is_as_long && fs::read(&before).is_ok_and(|old| old == bytes) {
            true => Fate::Same,
            false => Fate::Changed,
        }
    }

    /// Gives the file of the old site a second name instead of writing it again: nothing to write,
    /// nothing to delete, and its date stays. Neither name is ever written to.
    fn reuse(&self, path: &str, target: &Path) -> bool {
        let before = self.output.join(path);
        fs::symlink_metadata(&before).is_ok_and(|file| platform::is_readable_by_all(&file))
            && fs::hard_link(&before, target).is_ok()
    }

    /// Puts the site in its place. A site that is equal to the one that stands there is not
    /// touched at all.
    ///
    /// # Errors
    /// A file that could not be put, a file added by hand where a page is to be, no space, no
    /// permission. The old site then stands as it was.
    pub fn publish(mut self) -> Result<Changes, WriteError> {
        let Progress { files, failed, .. } = std::mem::take(&mut *self.progress());
        if let Some(path) = failed {
            return Err(WriteError::Unfinished { path });
        }
        let own: BTreeSet<String> = files.keys().cloned().collect();
        let now = Survey::of_output(&self.output)?;
        self.refuse_collisions(&now, &own)?;
        let mut changes = Changes::between(&now.own, files);
        if !(changes.is_empty() && now.listed.as_ref() == Some(&own)) {
            let old = self.put_in_place(&now, &own)?;
            changes.leftover = old.filter(|old| tree::retire(old, &self.output).is_err());
        }
        Ok(changes)
    }

    fn refuse_collisions(&self, now: &Survey, own: &BTreeSet<String>) -> Result<(), WriteError> {
        let paths = now.collisions(own);
        if paths.is_empty() {
            return Ok(());
        }
        Err(WriteError::Collision { folder: self.output.clone(), paths })
    }

    /// Gives back where the old site is now.
    fn put_in_place(&mut self, now: &Survey, own: &BTreeSet<String>) -> Result<Option<PathBuf>, WriteError> {
        let (new, next) = (self.work.new_site(), self.work.next_site());
        list::write(&new, own)?;
        fs::rename(&new, &next).map_err(at(&next))?;
        self.unpublished = Some(next.clone());
        tree::carry(&self.output, &next, &now.foreign)?;
        platform::sync(&next).map_err(at(&next))?;
        let old = swap::swap(&next, &self.output, &self.work.old_site(), swap::EXCHANGE)?;
        self.unpublished = None;
        Ok(old)
    }
}

/// Tells git to leave the line ends of editions alone: a changed byte would be a damaged edition.
fn keep_bytes(edition: &Path) -> Result<(), WriteError> {
    let path = edition.with_file_name(".gitattributes");
    match platform::create_file(&path, b"* -text\n") {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(at(&path)(error)),
        _ => Ok(()),
    }
}

/// Puts the list of all editions into its place, in one step.
///
/// # Errors
/// No space, no permission.
pub fn put_edition_list(portal: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    let path = portal.join(EDITIONS).join(EDITION_LIST);
    let growing = path.with_file_name(format!(".{EDITION_LIST}"));
    fs::write(&growing, bytes).and_then(|()| fs::rename(&growing, &path)).map_err(at(&path))
}

/// A path that is taken within a fresh folder was put twice.
fn refused(path: &str, target: &Path, error: io::Error) -> WriteError {
    match error.kind() {
        io::ErrorKind::AlreadyExists => WriteError::Twice { path: path.to_owned() },
        _ => at(target)(error),
    }
}

impl Sink for Staging {
    fn put(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.store(path, bytes).map_err(|error| {
            self.progress().failed = Some(path.to_owned());
            error.into()
        })
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // What cannot be removed now is cleared by the next build.
        if let Some(folder) = &self.unpublished {
            let _ = tree::remove(folder);
        }
    }
}
