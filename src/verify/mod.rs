//! A copy of a site, held against a manifest: which files are changed, missing or added.
//!
//! Nothing that a manifest or a copy says is trusted: paths that could leave the folder make the manifest useless,
//! links are never followed, and only plain files are opened.

mod read;

pub use read::{Damage, read};

use crate::output::manifest::{Manifest, Mark, PATH, digest};
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
    let Standing { mut kinds, of_host } = standing(folder)?;
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
    let known: BTreeSet<&str> = manifest.files.iter().map(|mark| mark.path.as_str()).chain([PATH, LIST]).collect();
    let added = kinds.into_keys().filter(|path| !known.contains(path.as_str()));
    differences.extend(added.map(|path| (path, Difference::Added)));
    Ok(Verdict { files: manifest.files.len(), differences, of_host })
}

/// What stands in a copy.
struct Standing {
    /// Everything but folders, by path.
    kinds: BTreeMap<String, Kind>,
    of_host: BTreeSet<String>,
}

fn standing(folder: &Path) -> io::Result<Standing> {
    let mut standing = Standing { kinds: BTreeMap::new(), of_host: BTreeSet::new() };
    let mut entries = WalkDir::new(folder).min_depth(1).into_iter();
    while let Some(entry) = entries.next() {
        let entry = entry?;
        let path = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let path = path.to_string_lossy().replace(MAIN_SEPARATOR, "/");
        let is_folder = entry.file_type().is_dir();
        if OF_HOSTS.contains(&path.as_str()) {
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
    there.chain(altered).collect()
}
