//! Files of content on the disk.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// Writes files below `content/` of the portal in `dir`; each is there as a whole or not at all.
///
/// # Errors
/// A path leads out of `content/`, also by way of a link; or what the system says.
pub fn write(dir: &Path, files: &[(String, String)]) -> io::Result<()> {
    let content = dir.join("content");
    let inside = content.canonicalize()?;
    let paths: Vec<PathBuf> = files.iter().map(|(path, _)| content.join(path)).collect();
    for path in &paths {
        check(path, &inside)?;
    }
    for (path, (_, text)) in paths.iter().zip(files) {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let beside = path.with_extension("importing");
        put(&beside, text)?;
        fs::rename(&beside, path).inspect_err(|_| drop(fs::remove_file(&beside)))?;
    }
    Ok(())
}

/// Makes a file of its own: what a run that was broken off has left, or a link in its place, goes first.
fn put(path: &Path, text: &str) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    fs::OpenOptions::new().write(true).create_new(true).open(path)?.write_all(text.as_bytes())
}

/// What is there of the path already must lie in the content, and the file must not be a link.
fn check(path: &Path, inside: &Path) -> io::Result<()> {
    let outside = || io::Error::new(ErrorKind::InvalidInput, format!("{}: outside of content/", path.display()));
    let there = path.ancestors().find(|above| above.symlink_metadata().is_ok()).ok_or_else(outside)?;
    if there.symlink_metadata()?.file_type().is_symlink() || !there.canonicalize()?.starts_with(inside) {
        return Err(outside());
    }
    Ok(())
}
