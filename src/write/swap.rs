//! The one step in which readers get the new site.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::error::{WriteError, at};
use super::platform;

/// How two folders change places; [`platform::exchange`] outside tests.
pub type Exchange = fn(&Path, &Path) -> io::Result<bool>;

/// Puts the folder `next` in the place of `site` and says where the old site is now. Where folders
/// cannot be exchanged, the old site goes to `aside` first, and readers may find nothing for a
/// moment; a build that is killed in that moment is made good by the next.
///
/// # Errors
/// [`WriteError::CannotReplace`], or no permission; `site` is then as it was.
pub fn swap(next: &Path, site: &Path, aside: &Path, exchange: Exchange) -> Result<Option<PathBuf>, WriteError> {
    try_swap(next, site, aside, exchange).map_err(|error| match at(site)(error) {
        WriteError::Io { path: output, source } => WriteError::CannotReplace { output, source },
        other => other,
    })
}

fn try_swap(next: &Path, site: &Path, aside: &Path, exchange: Exchange) -> io::Result<Option<PathBuf>> {
    if fs::symlink_metadata(site).is_err() {
        return fs::rename(next, site).map(|()| None);
    }
    if exchange(next, site)? {
        return Ok(Some(next.to_owned()));
    }
    fs::rename(site, aside)?;
    if let Err(error) = fs::rename(next, site) {
        fs::rename(aside, site)?;
        return Err(error);
    }
    Ok(Some(aside.to_owned()))
}

/// The exchange of this system.
pub const EXCHANGE: Exchange = platform::exchange;

#[cfg(test)]
mod tests {
    use super::*;

    type Tested = Result<(), Box<dyn std::error::Error>>;

    fn two_sites() -> io::Result<(tempfile::TempDir, [PathBuf; 3])> {
        let temp = tempfile::tempdir()?;
        let paths = ["next", "site", "old"].map(|name| temp.path().join(name));
        for folder in &paths[..2] {
            fs::create_dir(folder)?;
            fs::write(folder.join("index.html"), folder.display().to_string())?;
        }
        Ok((temp, paths))
    }

    fn swaps(exchange: Exchange) -> Tested {
        let (_temp, [next, site, old]) = two_sites()?;
        let replaced = swap(&next, &site, &old, exchange)?.ok_or("there was a site")?;
        let read = |folder: &Path| fs::read_to_string(folder.join("index.html"));
        assert_eq!(read(&site)?, next.display().to_string());
        assert_eq!(read(&replaced)?, site.display().to_string());
        Ok(())
    }

    #[test]
    fn folders_change_places() -> Tested {
        swaps(EXCHANGE)
    }

    #[test]
    fn folders_change_places_without_an_exchange() -> Tested {
        swaps(|_, _| Ok(false))
    }

    #[test]
    fn the_old_site_comes_back_when_the_new_one_cannot_come() -> Tested {
        let (_temp, [next, site, old]) = two_sites()?;
        fs::remove_dir_all(&next)?;
        let refused = swap(&next, &site, &old, |_, _| Ok(false));
        assert!(matches!(refused, Err(WriteError::CannotReplace { .. })), "{refused:?}");
        assert_eq!(fs::read_to_string(site.join("index.html"))?, site.display().to_string());
        assert!(!old.exists());
        Ok(())
    }
}
