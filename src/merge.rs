//! The shares of a site, which several machines built, become the one site that a single machine would have built.
//!
//! Nothing that lies in the folders is trusted: every file is held against the manifest of its share while it is carried
//! over, and shares of different content, days or addresses are refused.

use crate::output::manifest::{Manifest, Mark, PATH};
use crate::output::share::{SLIP, Share, Slip};
use crate::output::sink::Sink;
use crate::verify::{self, Damage};
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Why shares do not become a site.
#[derive(Debug)]
pub enum Unfit {
    /// No share of a site lies in this folder.
    NoShare(PathBuf),
    /// The manifest in this folder is of no use.
    Damaged(PathBuf, Damage),
    /// This file is missing or not as it was built.
    Changed(PathBuf),
    /// The two folders hold shares of different sites: of other content, of another day, address or number of shares.
    OfOther(PathBuf, PathBuf),
    /// The two folders hold the same share, or different files at one path.
    Twice(PathBuf, PathBuf),
    /// These shares, of so many, are in none of the folders.
    Missing(Vec<usize>, usize),
}

/// What was put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Merged {
    /// How many files.
    pub files: usize,
    /// How long they are together.
    pub bytes: u64,
}

/// A share, as it lies in a folder.
struct Part {
    folder: PathBuf,
    slip: Slip,
    manifest: Manifest,
}

/// Puts the shares that lie in `folders` into `sink` as one site.
///
/// # Errors
/// What the sink says. Everything that is unfit is told together; then the sink holds no site.
pub fn merge(folders: &[PathBuf], sink: &dyn Sink) -> io::Result<Result<Merged, Vec<Unfit>>> {
    let (parts, mut unfit) = parts(folders);
    unfit.extend(fit_together(&parts));
    if !unfit.is_empty() {
        return Ok(Err(unfit));
    }
    let carried: io::Result<Vec<Option<Unfit>>> = parts
        .par_iter()
        .flat_map_iter(|part| own(part).map(move |mark| (part, mark)))
        .map(|(part, mark)| carry(part, mark, sink))
        .collect();
    let unfit: Vec<Unfit> = carried?.into_iter().flatten().collect();
    if !unfit.is_empty() {
        return Ok(Err(unfit));
    }
    Ok(Ok(seal(parts, sink)?))
}

/// The shares by number, and folders that hold none.
fn parts(folders: &[PathBuf]) -> (Vec<Part>, Vec<Unfit>) {
    let (mut parts, mut unfit) = (Vec::new(), Vec::new());
    for folder in folders {
        match part(folder) {
            Ok(part) => parts.push(part),
            Err(why) => unfit.push(why),
        }
    }
    parts.sort_by_key(|part| part.slip.share);
    (parts, unfit)
}

fn part(folder: &Path) -> Result<Part, Unfit> {
    let no_share = || Unfit::NoShare(folder.to_owned());
    let slip: Slip =
        fs::read(folder.join(SLIP)).ok().and_then(|it| serde_json::from_slice(&it).ok()).ok_or_else(no_share)?;
    Share::new(slip.share, slip.of).ok_or_else(no_share)?;
    let manifest = fs::read(folder.join(PATH)).map_err(|_| no_share())?;
    let manifest = verify::read(&manifest).map_err(|damage| Unfit::Damaged(folder.to_owned(), damage))?;
    Ok(Part { folder: folder.to_owned(), slip, manifest })
}

/// Whether the shares are all shares of one site, and each is there once.
fn fit_together(parts: &[Part]) -> Vec<Unfit> {
    let Some((first, others)) = parts.split_first() else { return Vec::new() };
    let pair = |part: &Part| (first.folder.clone(), part.folder.clone());
    let strange = others.iter().filter(|part| !first.is_of_same_site(part)).map(|part| {
        let (one, other) = pair(part);
        Unfit::OfOther(one, other)
    });
    let strange: Vec<Unfit> = strange.collect();
    if !strange.is_empty() {
        return strange;
    }
    let twice = parts.windows(2).filter_map(|pair| match pair {
        [one, other] if one.slip.share == other.slip.share => {
            Some(Unfit::Twice(one.folder.clone(), other.folder.clone()))
        }
        _ => None,
    });
    let there: BTreeSet<usize> = parts.iter().map(|part| part.slip.share).collect();
    let missing: Vec<usize> = (1..=first.slip.of).filter(|number| !there.contains(number)).collect();
    let missing = (!missing.is_empty()).then_some(Unfit::Missing(missing, first.slip.of));
    twice.chain(clashes(parts)).chain(missing).collect()
}

impl Part {
    fn is_of_same_site(&self, other: &Self) -> bool {
        let site = |part: &Self| {
            let Manifest { manifest, title, address, date, edition, .. } = part.manifest.clone();
            (manifest, title, address, date, edition, part.slip.of, part.slip.program.clone(), part.slip.source.clone())
        };
        site(self) == site(other)
    }
}

/// Shares that hold the same path.
fn clashes(parts: &[Part]) -> Vec<Unfit> {
    let mut holders: BTreeMap<&str, &Part> = BTreeMap::new();
    let mut pairs = BTreeSet::new();
    for part in parts {
        for mark in own(part) {
            if let Some(holder) = holders.insert(&mark.path, part).filter(|it| it.slip.share != part.slip.share) {
                pairs.insert((&holder.folder, &part.folder));
            }
        }
    }
    pairs.into_iter().map(|(one, other)| Unfit::Twice(one.clone(), other.clone())).collect()
}

/// The files of a share that become files of the site.
fn own(part: &Part) -> impl Iterator<Item = &Mark> {
    part.manifest.files.iter().filter(|mark| mark.path != SLIP)
}

/// Carries a file over, if it is as it was built.
fn carry(part: &Part, mark: &Mark, sink: &dyn Sink) -> io::Result<Option<Unfit>> {
    let path = part.folder.join(&mark.path);
    match fs::read(&path) {
        Ok(bytes) if format!("{:x}", Sha256::digest(&bytes)) == mark.sha256 => {
            sink.put(&mark.path, &bytes).map(|()| None)
        }
        _ => Ok(Some(Unfit::Changed(path))),
    }
}

/// Puts the manifest of the whole.
fn seal(parts: Vec<Part>, sink: &dyn Sink) -> io::Result<Merged> {
    let mut files: Vec<Mark> = parts.iter().flat_map(own).cloned().collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let Some(first) = parts.into_iter().next() else { return Ok(Merged { files: 0, bytes: 0 }) };
    let manifest = first.manifest.of_files(files);
    let text = manifest.text();
    sink.put(PATH, text.as_bytes())?;
    Ok(Merged { files: manifest.count + 1, bytes: manifest.bytes + text.len() as u64 })
}
