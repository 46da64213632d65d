//! The shares of a site, which several machines built, become the one site that a single machine would have built.
//!
//! Nothing that lies in the folders is trusted: every file is held against the manifest of its share while it is carried
//! over, and shares of different content, days or addresses are refused.

use crate::finding::Finding;
use crate::output::manifest::{Manifest, Mark, PATH};
use crate::output::share::{SLIP, Share, Slip};
use crate::output::sink::Sink;
use crate::output::size;
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
    /// This file is not there.
    Gone(PathBuf),
    /// This file is not as it was built.
    Changed(PathBuf),
    /// The two folders hold shares of different sites.
    OfOther(PathBuf, PathBuf, Differs),
    /// The two folders hold the same share, of this number.
    Twice(PathBuf, PathBuf, usize),
    /// The two folders hold different shares with a file of the same path.
    Clash(PathBuf, PathBuf, String),
    /// These shares, of so many, are in none of the folders.
    Missing(Vec<usize>, usize),
}

/// In what two shares differ that belong to different sites.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Differs {
    /// How many shares there are.
    Count(usize, usize),
    /// The files that they were made from.
    Content,
    /// The date of the site.
    Date(String, String),
    /// Where the site is published.
    Address(Option<String>, Option<String>),
    /// The version of the program.
    Program(String, String),
}

/// What was put together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// How many files.
    pub files: usize,
    /// How long they are together.
    pub bytes: u64,
    /// Files that somebody put into the shares: they are no part of the site.
    pub left_out: Vec<PathBuf>,
    /// That the host may not take so much.
    pub near_limit: Option<Finding>,
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
    // Where there will be no site, files are looked at all the same: whoever mends the one mends the other in one go.
    let sink_of_sound = unfit.is_empty().then_some(sink);
    let folders: BTreeMap<&Path, &Part> = parts.iter().map(|part| (part.folder.as_path(), part)).collect();
    let carried: io::Result<Vec<Option<Unfit>>> = folders
        .into_par_iter()
        .flat_map_iter(|(_, part)| own(part).map(move |mark| (part, mark)))
        .map(|(part, mark)| carry(part, mark, sink_of_sound))
        .collect();
    unfit.extend(carried?.into_iter().flatten());
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

/// The slip of the share that lies in `folder`; nothing where none does.
pub fn slip_in(folder: &Path) -> Option<Slip> {
    let path = folder.join(SLIP);
    // Neither a link nor a device is a slip.
    fs::symlink_metadata(&path).ok().filter(fs::Metadata::is_file)?;
    let slip: Slip = serde_json::from_slice(&fs::read(path).ok()?).ok()?;
    Share::new(slip.share, slip.of).map(|_| slip)
}

fn part(folder: &Path) -> Result<Part, Unfit> {
    let no_share = || Unfit::NoShare(folder.to_owned());
    let slip = slip_in(folder).ok_or_else(no_share)?;
    let manifest = fs::read(folder.join(PATH)).map_err(|_| no_share())?;
    let manifest = verify::read(&manifest).map_err(|damage| Unfit::Damaged(folder.to_owned(), damage))?;
    Ok(Part { folder: folder.to_owned(), slip, manifest })
}

/// Whether the shares are all shares of one site, and each is there once.
fn fit_together(parts: &[Part]) -> Vec<Unfit> {
    let Some((first, others)) = parts.split_first() else { return Vec::new() };
    let strange = others.iter().flat_map(|part| {
        let pair = move |differs| Unfit::OfOther(first.folder.clone(), part.folder.clone(), differs);
        first.differences(part).into_iter().map(pair)
    });
    let mut unfit: Vec<Unfit> = strange.collect();
    let are_of_one_site = unfit.is_empty();
    unfit.extend(twice(parts));
    if are_of_one_site {
        unfit.extend(clashes(parts));
    }
    unfit.extend(missing(parts, first.slip.of));
    unfit
}

/// Shares that several folders hold.
fn twice(parts: &[Part]) -> impl Iterator<Item = Unfit> {
    let same = |one: &Part, other: &Part| (one.slip.share, one.slip.of) == (other.slip.share, other.slip.of);
    parts.windows(2).filter_map(move |pair| match pair {
        [one, other] if same(one, other) => {
            Some(Unfit::Twice(one.folder.clone(), other.folder.clone(), one.slip.share))
        }
        _ => None,
    })
}

/// Shares that no folder holds; nothing where it is not clear how many there are.
fn missing(parts: &[Part], of: usize) -> Option<Unfit> {
    let there: BTreeSet<usize> = parts.iter().map(|part| part.slip.share).collect();
    let missing: Vec<usize> = (1..=of).filter(|number| !there.contains(number)).collect();
    let is_clear = parts.iter().all(|part| part.slip.of == of);
    (is_clear && !missing.is_empty()).then_some(Unfit::Missing(missing, of))
}

impl Part {
    /// In what the sites differ that the two are shares of.
    fn differences(&self, other: &Self) -> Vec<Differs> {
        let ((slip, manifest), (its_slip, its)) = ((&self.slip, &self.manifest), (&other.slip, &other.manifest));
        let same_words =
            |one: &Manifest, other: &Manifest| (&one.title, &one.edition) == (&other.title, &other.edition);
        let count = (slip.of != its_slip.of).then_some(Differs::Count(slip.of, its_slip.of));
        let program = (slip.program != its_slip.program)
            .then(|| Differs::Program(slip.program.clone(), its_slip.program.clone()));
        let content = (slip.source != its_slip.source || !same_words(manifest, its)).then_some(Differs::Content);
        let date = (manifest.date != its.date).then(|| Differs::Date(manifest.date.clone(), its.date.clone()));
        let address =
            (manifest.address != its.address).then(|| Differs::Address(manifest.address.clone(), its.address.clone()));
        [count, program, content, date, address].into_iter().flatten().collect()
    }
}

/// Different shares that hold the same path, each pair once.
fn clashes(parts: &[Part]) -> Vec<Unfit> {
    let mut holders: BTreeMap<&str, &Part> = BTreeMap::new();
    let mut pairs = BTreeMap::new();
    for part in parts {
        for mark in own(part) {
            if let Some(holder) = holders.insert(&mark.path, part).filter(|it| it.slip.share != part.slip.share) {
                pairs.entry((&holder.folder, &part.folder)).or_insert(&mark.path);
            }
        }
    }
    let clash =
        |((one, other), path): ((&PathBuf, &PathBuf), &String)| Unfit::Clash(one.clone(), other.clone(), path.clone());
    pairs.into_iter().map(clash).collect()
}

/// The files of a share that become files of the site.
fn own(part: &Part) -> impl Iterator<Item = &Mark> {
    part.manifest.files.iter().filter(|mark| mark.path != SLIP)
}

/// Carries a file over, if it is as it was built and there is somewhere to carry it.
fn carry(part: &Part, mark: &Mark, sink: Option<&dyn Sink>) -> io::Result<Option<Unfit>> {
    let path = part.folder.join(&mark.path);
    match fs::read(&path) {
        Ok(bytes) if format!("{:x}", Sha256::digest(&bytes)) == mark.sha256 => {
            sink.map_or(Ok(()), |sink| sink.put(&mark.path, &bytes)).map(|()| None)
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Some(Unfit::Gone(path))),
        _ => Ok(Some(Unfit::Changed(path))),
    }
}

/// Puts the manifest of the whole.
fn seal(parts: Vec<Part>, sink: &dyn Sink) -> io::Result<Merged> {
    let left_out = left_out(&parts)?;
    let mut files: Vec<Mark> = parts.iter().flat_map(own).cloned().collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let Some(first) = parts.into_iter().next() else {
        return Ok(Merged { files: 0, bytes: 0, left_out, near_limit: None });
    };
    let manifest = first.manifest.of_files(files);
    let text = manifest.text();
    sink.put(PATH, text.as_bytes())?;
    let bytes = manifest.bytes + text.len() as u64;
    let near_limit = first.slip.limit.and_then(|limit| size::near(bytes, limit));
    Ok(Merged { files: manifest.count + 1, bytes, left_out, near_limit })
}

/// What somebody put into the folders of the shares.
fn left_out(parts: &[Part]) -> io::Result<Vec<PathBuf>> {
    let mut left_out = Vec::new();
    for part in parts {
        let added = verify::added(&part.manifest, &part.folder)?;
        left_out.extend(added.iter().map(|path| part.folder.join(path)));
    }
    Ok(left_out)
}
