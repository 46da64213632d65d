//! Where the site goes: the output folder, resolved once, and never over the sources.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::error::{WriteError, at};

/// The folders of a portal that a site is made from.
const SOURCES: [&str; 3] = ["content", "editions", "themes"];

/// The absolute path of the output folder, links followed here and never again.
///
/// # Errors
/// [`WriteError::OverSources`] when the folder is or holds the portal, or lies in its sources;
/// [`WriteError::NotAFolder`]; what the system says.
pub fn resolve(output: &Path, portal: &Path) -> Result<PathBuf, WriteError> {
    let absolute = std::path::absolute(output).map_err(at(output))?;
    let resolved = follow(&absolute)?;
    refuse_sources(&resolved, portal)?;
    match fs::metadata(&resolved) {
        Ok(entry) if !entry.is_dir() => Err(WriteError::NotAFolder { path: resolved }),
        _ => Ok(resolved),
    }
}

/// Whether two folders are one, or one of them lies in the other; links are followed.
///
/// # Errors
/// What the system says.
pub fn overlap(one: &Path, other: &Path) -> Result<bool, WriteError> {
    let resolved = |path: &Path| follow(&std::path::absolute(path).map_err(at(path))?);
    let (one, other) = (resolved(one)?, resolved(other)?);
    Ok(one.starts_with(&other) || other.starts_with(&one))
}

/// Like [`fs::canonicalize`], also for a path whose last parts do not exist yet.
fn follow(path: &Path) -> Result<PathBuf, WriteError> {
    let missing = match fs::canonicalize(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => error,
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            return Err(WriteError::NotAFolder { path: path.to_owned() });
        }
        other => return other.map_err(at(path)),
    };
    // A link to nothing, or `..` after a folder that does not exist: no way to tell what is meant.
    match (path.parent(), path.file_name()) {
        (Some(parent), Some(name)) if !path.is_symlink() => Ok(follow(parent)?.join(name)),
        _ => Err(at(path)(missing)),
    }
}

fn refuse_sources(output: &Path, portal: &Path) -> Result<(), WriteError> {
    let portal = follow(&std::path::absolute(portal).map_err(at(portal))?)?;
    let refuse =
        |sources: &Path| Err(WriteError::OverSources { output: output.to_owned(), sources: sources.to_owned() });
    if portal.starts_with(output) {
        return refuse(&portal);
    }
    for name in SOURCES {
        let sources = follow(&portal.join(name))?;
        if output.starts_with(&sources) || sources.starts_with(output) {
            return refuse(&sources);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::symlink;

    type Tested = Result<(), Box<dyn std::error::Error>>;

    #[test]
    fn the_sources_are_never_the_output() -> Tested {
        let temp = tempfile::tempdir()?;
        let portal = temp.path().join("portal");
        fs::create_dir_all(portal.join("content/grants"))?;
        symlink(portal.join("content"), temp.path().join("shortcut"))?;
        let refused = [
            "",
            "..",
            ".",
            "content",
            "content/public",
            "content/grants",
            "themes",
            "themes/mine",
            "../shortcut",
            "../shortcut/public",
            "public/../content",
        ];
        fs::create_dir(portal.join("public"))?;
        for output in refused {
            let got = resolve(&portal.join(output), &portal);
            assert!(matches!(got, Err(WriteError::OverSources { .. })), "{output}: {got:?}");
        }
        for output in ["public", "content-public", "../site", "a/b/c"] {
            assert!(resolve(&portal.join(output), &portal).is_ok(), "{output}");
        }
        Ok(())
    }

    #[test]
    fn a_link_to_a_folder_is_followed_once() -> Tested {
        let temp = tempfile::tempdir()?;
        let real = fs::canonicalize(temp.path())?.join("real");
        fs::create_dir(&real)?;
        symlink(&real, temp.path().join("link"))?;
        let portal = temp.path().join("portal");
        assert_eq!(resolve(&temp.path().join("link"), &portal)?, real);
        assert_eq!(resolve(&temp.path().join("link/new"), &portal)?, real.join("new"));
        Ok(())
    }

    #[test]
    fn a_file_and_a_link_to_nothing_are_refused() -> Tested {
        let temp = tempfile::tempdir()?;
        let portal = temp.path().join("portal");
        fs::write(temp.path().join("file"), "")?;
        symlink("nowhere", temp.path().join("link"))?;
        for output in ["file", "file/site"] {
            let got = resolve(&temp.path().join(output), &portal);
            assert!(matches!(got, Err(WriteError::NotAFolder { .. })), "{output}: {got:?}");
        }
        let got = resolve(&temp.path().join("link"), &portal);
        assert!(matches!(got, Err(WriteError::Io { .. })), "{got:?}");
        Ok(())
    }
}
