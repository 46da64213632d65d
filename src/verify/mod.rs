//! A copy of a site, held against a manifest: which files are changed, missing or added.
//!
//! Nothing that a manifest or a copy says is trusted: paths that could leave the folder make the manifest useless,
//! links are never followed, and only plain files are opened.

mod code;
mod read;

pub use code::{NoCodes, Stands, stands_for};
pub use read::{Damage, read};

use crate::output::manifest::{Manifest, Mark, PATH, digest};
use crate::read::SEAL;
use crate::write::{LIST, list_of};
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io;
use std::path::{MAIN_SEPARATOR, Path};
use walkdir::WalkDir;

/// What hosts and `git` put into the folder of a site; it is named and not looked into.
const OF_HOSTS: [&str; 2] = [".git", "CNAME"];

/// How a file of a copy differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// It has other bytes.
    Changed,
    /// It is not there.
    Missing,
    /// It is not in the manifest.
    Added,
    /// A link or a device stands in its place.
    NoFile,
    /// The system does not let it be read, for this reason.
    Unreadable(String),
    /// The list of the manifest was changed: the digest is not its digest.
    NotOfDigest,
}

/// What became of a check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// How many files the manifest lists.
    pub files: usize,
    /// What differs, by path.
    pub differences: BTreeMap<String, Difference>,
    /// What the host put there, by path.
    pub of_host: BTreeSet<String>,
}

impl Verdict {
    /// How many files differ in one of these ways.
    pub fn count(&self, is: impl Fn(&Difference) -> bool) -> usize {
        self.differences.values().filter(|difference| is(difference)).count()
    }
}

/// What stands at a path of a copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    File,
    Other,
}

/// Holds the copy in `folder` against a manifest, whose own bytes are `bytes` and which may lie in the copy at
/// `manifest_at`. `seen` is told of each file when it has been looked at, from several threads.
///
/// # Errors
/// The folder cannot be listed.
pub fn verify(
    manifest: &Manifest,
    bytes: &[u8],
    folder: &Path,
    manifest_at: Option<&str>,
    seen: &(dyn Fn() + Sync),
) -> io::Result<Verdict> {
    let Standing { mut kinds, of_host } = standing(folder, manifest)?;
    if manifest_at != Some(PATH) {
        manifest_at.and_then(|path| kinds.remove(path));
    }
    let look = |mark: &Mark| {
        let difference = compare(folder, mark, kinds.get(&mark.path).copied());
        seen();
        difference.map(|difference| (mark.path.clone(), difference))
    };
    let mut differences: BTreeMap<String, Difference> = manifest.files.par_iter().filter_map(look).collect();
    differences.extend(own_files(manifest, bytes, folder, &kinds, manifest_at));
    differences.extend(beside(manifest, kinds).map(|path| (path, Difference::Added)));
    Ok(Verdict { files: manifest.files.len(), differences, of_host })
}

/// What somebody put into the folder of a site, by path; not what hosts and `git` put there.
///
/// # Errors
/// The folder cannot be listed.
pub fn added(manifest: &Manifest, folder: &Path) -> io::Result<Vec<String>> {
    Ok(beside(manifest, standing(folder, manifest)?.kinds).collect())
}

/// What the build did not put there.
fn beside(manifest: &Manifest, kinds: BTreeMap<String, Kind>) -> impl Iterator<Item = String> {
    let known = manifest.files.iter().map(|mark| mark.path.as_str()).chain([PATH, LIST]);
    let known: BTreeSet<&str> = known.chain(manifest.edition.as_ref().map(|_| SEAL)).collect();
    kinds.into_keys().filter(move |path| !known.contains(path.as_str()))
}

/// What stands in a copy.
struct Standing {
    /// Everything but folders, by path.
    kinds: BTreeMap<String, Kind>,
    of_host: BTreeSet<String>,
}

/// What a host puts there is its own only where the manifest does not list it.
fn standing(folder: &Path, manifest: &Manifest) -> io::Result<Standing> {
    let is_listed = |path: &str| manifest.files.iter().any(|mark| mark.path == path);
    let mut standing = Standing { kinds: BTreeMap::new(), of_host: BTreeSet::new() };
    let mut entries = WalkDir::new(folder).min_depth(1).into_iter();
    while let Some(entry) = entries.next() {
        let entry = entry?;
        let path = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let path = path.to_string_lossy().replace(MAIN_SEPARATOR, "/");
        let is_folder = entry.file_type().is_dir();
        if OF_HOSTS.contains(&path.as_str()) && !is_listed(&path) {
            standing.of_host.insert(path);
            if is_folder {
                entries.skip_current_dir();
            }
        } else if !is_folder {
            let kind = if entry.file_type().is_file() { Kind::File } else { Kind::Other };
            standing.kinds.insert(path, kind);
        }
    }
    Ok(standing)
}

fn compare(folder: &Path, mark: &Mark, kind: Option<Kind>) -> Option<Difference> {
    match kind {
        Some(Kind::File) => match hash(&folder.join(&mark.path)) {
            Ok(found) => (found != (mark.bytes, mark.sha256.clone())).then_some(Difference::Changed),
            Err(error) => Some(Difference::Unreadable(error.to_string())),
        },
        Some(Kind::Other) => Some(Difference::NoFile),
        None => Some(Difference::Missing),
    }
}

/// What stands at a path, without following a link anywhere on the way to it.
fn kind_of(folder: &Path, path: &str) -> Option<Kind> {
    let mut place = folder.to_owned();
    let mut kind = None;
    for part in path.split('/') {
        place.push(part);
        let found = std::fs::symlink_metadata(&place).ok()?.file_type();
        if found.is_symlink() {
            return Some(Kind::Other);
        }
        kind = Some(if found.is_file() { Kind::File } else { Kind::Other });
    }
    kind
}

/// Length and SHA-256 of a file, which is never in memory as a whole.
fn hash(path: &Path) -> io::Result<(u64, String)> {
    let mut hasher = Sha256::new();
    let bytes = io::copy(&mut File::open(path)?, &mut hasher)?;
    Ok((bytes, format!("{:x}", hasher.finalize())))
}

/// The manifest itself and the list of files that the build keeps: no manifest can list them.
fn own_files(
    manifest: &Manifest,
    bytes: &[u8],
    folder: &Path,
    kinds: &BTreeMap<String, Kind>,
    manifest_at: Option<&str>,
) -> Vec<(String, Difference)> {
    let paths = manifest.files.iter().map(|mark| mark.path.clone()).chain([PATH.to_owned()]).collect();
    let list = list_of(&paths);
    let own = [(PATH, bytes), (LIST, list.as_bytes())];
    let of_bytes = |(path, bytes): &(&str, &[u8])| Mark {
        path: (*path).to_owned(),
        bytes: bytes.len() as u64,
        sha256: format!("{:x}", Sha256::digest(bytes)),
    };
    let there = own.iter().map(of_bytes).filter_map(|mark| {
        let kind = kinds.get(&mark.path)?;
        compare(folder, &mark, Some(*kind)).map(|difference| (mark.path, difference))
    });
    let altered = digest(&manifest.files) != manifest.digest;
    let altered = altered.then(|| (manifest_at.unwrap_or(PATH).to_owned(), Difference::NotOfDigest));
    there.chain(altered).chain(seal(manifest, bytes, folder, kinds)).collect()
}

/// An edition is sealed with a list of its files, which is written after the manifest and has to say the same.
fn seal(
    manifest: &Manifest,
    bytes: &[u8],
    folder: &Path,
    kinds: &BTreeMap<String, Kind>,
) -> Option<(String, Difference)> {
    #[derive(serde::Deserialize)]
    struct Seal {
        files: Vec<Mark>,
    }
    manifest.edition.as_ref()?;
    let difference = match kinds.get(SEAL)? {
        Kind::Other => Difference::NoFile,
        Kind::File => match std::fs::read(folder.join(SEAL)) {
            Err(error) => Difference::Unreadable(error.to_string()),
            Ok(sealed) => {
                let mut files = serde_json::from_slice::<Seal>(&sealed).map_or_else(|_| Vec::new(), |seal| seal.files);
                let own = files.extract_if(.., |mark| mark.path == PATH).next();
                files.sort_by(|a, b| a.path.cmp(&b.path));
                let sum = format!("{:x}", Sha256::digest(bytes));
                let same = files == manifest.files && own.is_some_and(|own| own.sha256 == sum);
                return (!same).then(|| (SEAL.to_owned(), Difference::Changed));
            }
        },
    };
    Some((SEAL.to_owned(), difference))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::manifest::VERSION;
    use std::fs;
    use std::os::unix::fs::symlink;

    fn manifest(files: &[(&str, &str)]) -> Manifest {
        let mark = |(path, text): &(&str, &str)| Mark {
            path: (*path).to_owned(),
            bytes: text.len() as u64,
            sha256: format!("{:x}", Sha256::digest(text)),
        };
        let files: Vec<Mark> = files.iter().map(mark).collect();
        Manifest {
            manifest: VERSION,
            title: BTreeMap::new(),
            address: None,
            date: String::new(),
            edition: None,
            count: files.len(),
            bytes: 0,
            digest: digest(&files),
            files,
        }
    }

    fn differences(manifest: &Manifest, folder: &Path) -> Vec<(String, Difference)> {
        verify(manifest, b"", folder, None, &|| ()).unwrap().differences.into_iter().collect()
    }

    #[test]
    fn no_link_is_followed_out_of_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        let (inside, outside) = (folder.path().join("copy"), folder.path().join("outside"));
        fs::create_dir_all(&inside).unwrap();
        fs::create_dir_all(&outside).unwrap();
        fs::write(outside.join("index.html"), "secret").unwrap();
        symlink(&outside, inside.join("kk")).unwrap();
        symlink(outside.join("index.html"), inside.join("a")).unwrap();
        let manifest = manifest(&[("a", "secret"), ("kk/index.html", "secret")]);
        let expected = [("a", Difference::NoFile), ("kk", Difference::Added), ("kk/index.html", Difference::Missing)];
        assert_eq!(differences(&manifest, &inside), expected.map(|(path, it)| (path.to_owned(), it)));
    }

    #[test]
    fn a_byte_more_and_a_list_that_does_not_fit_its_digest_are_seen() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a"), "one").unwrap();
        assert_eq!(differences(&manifest(&[("a", "one")]), folder.path()), []);
        assert_eq!(differences(&manifest(&[("a", "ONE")]), folder.path()), [("a".to_owned(), Difference::Changed)]);
        let altered = Manifest { digest: "0".repeat(64), ..manifest(&[("a", "one")]) };
        assert_eq!(differences(&altered, folder.path()), [(PATH.to_owned(), Difference::NotOfDigest)]);
    }

    #[test]
    fn what_could_lead_elsewhere_is_refused() {
        let damage = |path: &str, sum: &str| {
            let file = serde_json::json!({"path": path, "bytes": 1, "sha256": sum});
            let text = serde_json::json!({"manifest": 1, "title": {}, "address": null, "date": "", "edition": null,
                "count": 2, "bytes": 2, "digest": "", "files": [{"path": "a", "bytes": 1, "sha256": "0".repeat(64)}, file]});
            read(text.to_string().as_bytes()).err()
        };
        let sum = "0".repeat(64);
        for path in ["/etc/hosts", "../a", "b/../../c", "b\\c", "b\nc", "", LIST] {
            assert!(matches!(damage(path, &sum), Some(Damage::Path(..))), "{path:?}");
        }
        for path in ["a", PATH] {
            assert_eq!(damage(path, &sum), Some(Damage::Twice(path.to_owned())));
        }
        assert_eq!(damage("b", "00"), Some(Damage::Hash("b".to_owned())));
        assert_eq!(damage("b", &sum), None);
    }
}
