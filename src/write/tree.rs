//! Whole folders: what was added by hand goes over to the new site, what is no longer needed goes.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::WalkDir;

use super::error::{WriteError, at};
use super::list::{self, LIST};
use super::platform;
use super::survey::{Foreign, Survey, walk_error};

/// Gives the site in `to` a second name for everything in `from` that we did not write. Where the
/// file system has no second names, a copy.
///
/// # Errors
/// What the system says.
pub fn carry(from: &Path, to: &Path, foreign: &[Foreign]) -> Result<(), WriteError> {
    for entry in foreign {
        let (source, target) = (from.join(&entry.path), to.join(&entry.path));
        if entry.folder {
            fs::create_dir_all(&target).map_err(at(&target))?;
        } else {
            make_parent(&target)?;
            link_or_copy(&source, &target).map_err(at(&source))?;
        }
    }
    // Last and inmost first: a folder that nobody may write to must be filled before it is closed.
    for entry in foreign.iter().rev().filter(|entry| entry.folder) {
        let (source, target) = (from.join(&entry.path), to.join(&entry.path));
        let mode = fs::symlink_metadata(&source).map_err(at(&source))?.permissions();
        fs::set_permissions(&target, mode).map_err(at(&target))?;
    }
    Ok(())
}

fn make_parent(target: &Path) -> Result<(), WriteError> {
    let parent = target.parent().unwrap_or(target);
    fs::create_dir_all(parent).map_err(at(parent))
}

fn link_or_copy(source: &Path, target: &Path) -> io::Result<()> {
    let Err(error) = fs::hard_link(source, target) else {
        return Ok(());
    };
    let kind = fs::symlink_metadata(source)?.file_type();
    if error.kind() == io::ErrorKind::CrossesDevices {
        // Another disk, mounted inside the output: it would go away with the old folder.
        Err(error)
    } else if kind.is_symlink() {
        platform::copy_link(source, target)
    } else if kind.is_file() {
        fs::copy(source, target).map(drop)
    } else {
        Err(error)
    }
}

/// Removes `old`, a site that no reader sees any longer, and gives `site`, which took its place,
/// whatever was added to `old` by hand and did not arrive there yet.
///
/// # Errors
/// [`WriteError::Collision`] when something added by hand has no place left in the site: then
/// `old` stays as it is. What the system says.
pub fn retire(old: &Path, site: &Path) -> Result<(), WriteError> {
    rescue(old, site)?;
    remove(old)
}

fn rescue(old: &Path, site: &Path) -> Result<(), WriteError> {
    let late: Vec<Foreign> = Survey::of(old)?
        .foreign
        .into_iter()
        .filter(|entry| !arrived(&old.join(&entry.path), &site.join(&entry.path)))
        .collect();
    if late.is_empty() {
        return Ok(());
    }
    let own = list::read(site)?.unwrap_or_default();
    let paths = homeless(&late, &own);
    if !paths.is_empty() {
        return Err(WriteError::Collision { folder: old.to_owned(), paths });
    }
    late.iter().try_for_each(|entry| bring(old, site, entry))
}

fn homeless(late: &[Foreign], own: &BTreeSet<String>) -> Vec<PathBuf> {
    let survey = Survey { foreign: late.to_vec(), ..Survey::default() };
    survey.collisions(own)
}

fn bring(old: &Path, site: &Path, entry: &Foreign) -> Result<(), WriteError> {
    let (source, target) = (old.join(&entry.path), site.join(&entry.path));
    if entry.folder {
        return fs::create_dir_all(&target).map_err(at(&target));
    }
    make_parent(&target)?;
    fs::rename(&source, &target).map_err(at(&source))
}

/// Whether the site has what stands at `source`: the same thing, an equal one or a later one.
fn arrived(source: &Path, target: &Path) -> bool {
    let (Ok(old), Ok(new)) = (fs::symlink_metadata(source), fs::symlink_metadata(target)) else {
        return false;
    };
    if old.is_dir() || platform::is_same_file(&old, &new) {
        return new.is_dir() == old.is_dir();
    }
    let is_later = matches!((old.modified(), new.modified()), (Ok(old), Ok(new)) if new > old);
    is_later || is_equal(source, target).unwrap_or(false)
}

fn is_equal(a: &Path, b: &Path) -> io::Result<bool> {
    match (fs::read_link(a), fs::read_link(b)) {
        (Ok(a), Ok(b)) => Ok(a == b),
        (Err(_), Err(_)) => Ok(fs::read(a)? == fs::read(b)?),
        _ => Ok(false),
    }
}

/// Removes a folder and what is in it, several files at a time: one after the other, some file
/// systems need milliseconds for each. The list of files goes last, so that after a kill the rest is
/// still known to be ours.
///
/// # Errors
/// What the system says.
pub fn remove(root: &Path) -> Result<(), WriteError> {
    if fs::symlink_metadata(root).is_err() {
        return Ok(());
    }
    let (mut folders, mut files) = (Vec::new(), Vec::new());
    for entry in WalkDir::new(root) {
        let entry = entry.map_err(|error| walk_error(root, error))?;
        if entry.file_type().is_dir() {
            platform::open_folder(entry.path()).map_err(at(entry.path()))?;
            folders.push(entry.into_path());
        } else {
            files.push(entry.into_path());
        }
    }
    let list = root.join(LIST);
    let has_list = files.extract_if(.., |path| *path == list).next().is_some();
    files.par_iter().try_for_each(|path| fs::remove_file(path).map_err(at(path)))?;
    folders.iter().skip(1).rev().try_for_each(|path| fs::remove_dir(path).map_err(at(path)))?;
    if has_list {
        fs::remove_file(&list).map_err(at(&list))?;
    }
    fs::remove_dir(root).map_err(at(root))
}
