//! The list of files that we wrote, kept inside the site: one path a line, sorted, no times, so
//! that the same site has the same list. What is not in it was added by hand and is never deleted.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::error::{PathFault, WriteError, at};
use super::platform;

/// The name of the list, at the root of the site.
pub const LIST: &str = ".esep-files";

/// Whether a file of the site may have this path.
///
/// # Errors
/// What is wrong with the path: it would leave the folder, or mean different files on different
/// systems, or could not be a line of the list.
pub fn check(path: &str) -> Result<(), PathFault> {
    let part_is_bad = |part: &str| matches!(part, "" | "." | "..");
    match path {
        "" => Err(PathFault::Empty),
        LIST => Err(PathFault::Reserved),
        _ if path.contains(char::is_control) => Err(PathFault::Control),
        _ if path.contains('\\') => Err(PathFault::Backslash),
        _ if path.starts_with('/') => Err(PathFault::Absolute),
        _ if path.split('/').any(part_is_bad) => Err(PathFault::Part),
        _ => Ok(()),
    }
}

/// The paths that we wrote into `folder`; `None` when it has no list. Only a regular file is one:
/// a link would let somebody else say what we may delete.
///
/// # Errors
/// [`WriteError::DamagedList`] when a line is not a path of a site, and what the system says.
pub fn read(folder: &Path) -> Result<Option<BTreeSet<String>>, WriteError> {
    let list = folder.join(LIST);
    if !fs::symlink_metadata(&list).is_ok_and(|entry| entry.is_file()) {
        return Ok(None);
    }
    let bytes = fs::read(&list).map_err(at(&list))?;
    let mut paths = BTreeSet::new();
    for (above, line) in bytes.split_inclusive(|byte| *byte == b'\n').enumerate() {
        let Some(path) = path_of(line) else {
            return Err(WriteError::DamagedList { list, line: above + 1 });
        };
        paths.insert(path.to_owned());
    }
    Ok(Some(paths))
}

fn path_of(line: &[u8]) -> Option<&str> {
    let line = str::from_utf8(line).ok()?;
    let path = line.trim_end_matches(['\r', '\n']);
    check(path).is_ok().then_some(path)
}

/// Writes the list of `paths` into `folder`.
///
/// # Errors
/// What the system says.
pub fn write(folder: &Path, paths: &BTreeSet<String>) -> Result<(), WriteError> {
    let list = folder.join(LIST);
    platform::create_file(&list, text(paths).as_bytes()).map_err(at(&list))
}

/// The list of `paths` as it is written.
pub fn text(paths: &BTreeSet<String>) -> String {
    paths.iter().flat_map(|path| [path.as_str(), "\n"]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_of_the_site_stays_in_the_site() {
        assert_eq!(check("kk/grants/жаңа жол/index.html"), Ok(()));
        assert_eq!(check(".nojekyll"), Ok(()));
        assert_eq!(check("a/..b"), Ok(()));
        let refused = [
            ("", PathFault::Empty),
            ("/etc/hosts", PathFault::Absolute),
            ("..", PathFault::Part),
            ("a/../../b", PathFault::Part),
            ("./a", PathFault::Part),
            ("a//b", PathFault::Part),
            ("a/", PathFault::Part),
            ("a\\b", PathFault::Backslash),
            ("a\0b", PathFault::Control),
            ("a\nb", PathFault::Control),
            (LIST, PathFault::Reserved),
        ];
        for (path, fault) in refused {
            assert_eq!(check(path), Err(fault), "{path:?}");
        }
    }

    #[test]
    fn a_list_reads_back_and_a_missing_one_is_none() -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        assert_eq!(read(folder.path())?, None);
        let paths = BTreeSet::from(["ru/index.html".to_owned(), "a.css".to_owned()]);
        write(folder.path(), &paths)?;
        assert_eq!(fs::read_to_string(folder.path().join(LIST))?, "a.css\nru/index.html\n");
        assert_eq!(read(folder.path())?, Some(paths));
        Ok(())
    }

    #[test]
    fn a_list_that_points_elsewhere_is_not_trusted() -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let cases: [(&[u8], usize); 3] =
            [(b"index.html\n../../precious\n", 2), (b"/etc/hosts\n", 1), (b"a\nb\n\xff\n", 3)];
        for (bytes, expected) in cases {
            fs::write(folder.path().join(LIST), bytes)?;
            let line = match read(folder.path()) {
                Err(WriteError::DamagedList { line, .. }) => Some(line),
                _ => None,
            };
            assert_eq!(line, Some(expected));
        }
        Ok(())
    }
}
