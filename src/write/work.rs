//! The work folder beside the output, `.<name>.esep`, held by one build at a time.
//!
//! It stands on the same file system as the output, so that folders can change places. In it:
//! - `lock`, locked while the build lives; the system unlocks it when the build dies. It is also
//!   the mark by which we know the folder;
//! - `new`, the site while it grows: nothing in it was ever published;
//! - `next`, the site when it is complete; after the exchange, the site that stood before;
//! - `old`, the site that stood before, where the system has no exchange.

use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::error::{WriteError, at};
use super::platform;
use super::survey::Survey;
use super::tree;

const LOCK: &str = "lock";

/// How often to begin again when another build clears the work folder away at the same moment.
const TRIES: u32 = 100;

/// The work folder of one output folder, locked.
#[derive(Debug)]
pub struct Work {
    folder: PathBuf,
    /// Folders above the output that we made, outermost first.
    made: Vec<PathBuf>,
    _lock: File,
}

impl Work {
    /// Makes and locks the work folder for `output`, an absolute path.
    ///
    /// # Errors
    /// [`WriteError::Busy`]; [`WriteError::NotOurs`] when a folder of that name has no mark of
    /// ours; what the system says.
    pub fn enter(output: &Path) -> Result<Self, WriteError> {
        let folder = beside(output);
        let made = make_parents(&folder)?;
        let entered = enter(&folder, output);
        if entered.is_err() {
            // What we just made is empty; anything else stays.
            let _ = fs::remove_dir(&folder);
            remove_parents(&made);
        }
        Ok(Self { folder, made, _lock: entered? })
    }

    /// Where the site grows.
    pub fn new_site(&self) -> PathBuf {
        self.folder.join("new")
    }

    /// Where the complete site waits for the exchange.
    pub fn next_site(&self) -> PathBuf {
        self.folder.join("next")
    }

    /// Where the old site goes when there is no exchange.
    pub fn old_site(&self) -> PathBuf {
        self.folder.join("old")
    }

    /// Clears what a killed build left, so that `output` is again a whole site, with all that was
    /// added to it by hand. (Something that was deleted by hand right after the kill may come back:
    /// the safe way to be wrong.)
    ///
    /// # Errors
    /// What [`tree::retire`] says.
    pub fn recover(&self, output: &Path) -> Result<(), WriteError> {
        tree::remove(&self.new_site())?;
        let old = self.old_site();
        if old.exists() && !output.exists() {
            fs::rename(&old, output).map_err(at(output))?;
        }
        for left in [old, self.next_site()] {
            clear(&left, output)?;
        }
        Ok(())
    }
}

/// A complete site that nobody sees. What was added to it by hand goes to the output; when there
/// is no output any more, the site goes back as a whole.
fn clear(left: &Path, output: &Path) -> Result<(), WriteError> {
    if output.exists() {
        return tree::retire(left, output);
    }
    if Survey::of(left)?.foreign.is_empty() {
        return tree::remove(left);
    }
    fs::rename(left, output).map_err(at(output))
}

fn enter(folder: &Path, output: &Path) -> Result<File, WriteError> {
    for _ in 0..TRIES {
        match fs::create_dir(folder) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => refuse_foreign(folder)?,
            other => other.map_err(at(folder))?,
        }
        if let Some(lock) = lock(folder, output)? {
            return Ok(lock);
        }
    }
    Err(WriteError::Busy { output: output.to_owned() })
}

fn beside(output: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(output.file_name().unwrap_or_default());
    name.push(".esep");
    output.with_file_name(name)
}

fn make_parents(folder: &Path) -> Result<Vec<PathBuf>, WriteError> {
    let missing = folder.ancestors().skip(1).take_while(|parent| !parent.exists());
    let mut made: Vec<PathBuf> = missing.map(Path::to_owned).collect();
    made.reverse();
    for parent in &made {
        fs::create_dir(parent).map_err(at(parent))?;
    }
    Ok(made)
}

/// Removes the folders that we made above the output, unless something stands in them now.
fn remove_parents(made: &[PathBuf]) {
    for parent in made.iter().rev() {
        let _ = fs::remove_dir(parent);
    }
}

/// A folder with our name that is neither empty nor has our mark belongs to somebody else. One that
/// is gone by now was cleared away by another build.
fn refuse_foreign(folder: &Path) -> Result<(), WriteError> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            return Err(WriteError::NotAFolder { path: folder.to_owned() });
        }
        other => other.map_err(at(folder))?,
    };
    let names = entries.map(|entry| entry.map(|entry| entry.file_name()));
    let names: Vec<OsString> = names.collect::<io::Result<_>>().map_err(at(folder))?;
    match names.iter().min() {
        Some(first) if !names.iter().any(|name| name == LOCK) => {
            Err(WriteError::NotOurs { folder: folder.to_owned(), example: first.into() })
        }
        _ => Ok(()),
    }
}

/// Locks the work folder. `None` when the build before took the lock file or the folder away
/// between our opening and our locking: what we hold is then no lock at all.
fn lock(folder: &Path, output: &Path) -> Result<Option<File>, WriteError> {
    let path = folder.join(LOCK);
    let open = File::options().create(true).truncate(false).write(true).open(&path);
    let file = match open {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        other => other.map_err(at(&path))?,
    };
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Err(WriteError::Busy { output: output.to_owned() }),
        Err(TryLockError::Error(error)) => return Err(at(&path)(error)),
    }
    let held = file.metadata().map_err(at(&path))?;
    let is_there = fs::symlink_metadata(&path).is_ok_and(|there| platform::is_same_file(&held, &there));
    Ok(is_there.then_some(file))
}

impl Drop for Work {
    /// Leaves nothing behind, unless something is in the folder that the next build has to clear.
    /// The lock is let go last, when the field is dropped.
    fn drop(&mut self) {
        let is_ours = |entry: io::Result<fs::DirEntry>| entry.is_ok_and(|entry| entry.file_name() == LOCK);
        if fs::read_dir(&self.folder).is_ok_and(|mut entries| entries.all(is_ours)) {
            let _ = fs::remove_file(self.folder.join(LOCK));
            let _ = fs::remove_dir(&self.folder);
        }
        remove_parents(&self.made);
    }
}
