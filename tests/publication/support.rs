//! Sites to publish, and what a folder holds afterwards.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::Command;

use esep::output::sink::Sink;
use esep::write::{Changes, Staging, WriteError};
use rayon::prelude::*;
use tempfile::TempDir;
use walkdir::WalkDir;

pub type Tested = Result<(), Box<dyn Error>>;

/// Files by path.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Says which part this process plays when a test starts its own program again.
const ROLE: &str = "ESEP_TEST_ROLE";

/// A portal folder, and the output beside its content.
pub struct Portal {
    _temp: TempDir,
    pub root: PathBuf,
}

impl Portal {
    pub fn new() -> Result<Self, Box<dyn Error>> {
        let temp = tempfile::tempdir()?;
        let root = fs::canonicalize(temp.path())?;
        fs::create_dir(root.join("content"))?;
        Ok(Self { _temp: temp, root })
    }

    pub fn output(&self) -> PathBuf {
        self.root.join("public")
    }

    /// The work folder, as the documentation of `write::work` names it.
    pub fn work(&self) -> PathBuf {
        self.root.join(".public.esep")
    }

    pub fn begin(&self) -> Result<Staging, WriteError> {
        Staging::begin(&self.output(), &self.root)
    }

    pub fn publish(&self, files: &Files) -> Result<Changes, WriteError> {
        publish(&self.output(), &self.root, files)
    }

    /// Puts a file into the output, as a person would.
    pub fn add_by_hand(&self, path: &str, text: &str) -> std::io::Result<()> {
        write(&self.output().join(path), text)
    }

    /// What is in the portal folder besides the sources, sorted.
    pub fn beside_the_content(&self) -> std::io::Result<Vec<String>> {
        let names = fs::read_dir(&self.root)?.map(|entry| Ok(entry?.file_name()));
        let names: Vec<_> = names.collect::<std::io::Result<_>>()?;
        let mut names: Vec<String> = names.iter().map(|name| name.to_string_lossy().into_owned()).collect();
        names.retain(|name| name != "content");
        names.sort();
        Ok(names)
    }
}

pub fn write(path: &Path, text: &str) -> std::io::Result<()> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::write(path, text)
}

/// Publishes in the way of a build: all files in parallel.
pub fn publish(output: &Path, portal: &Path, files: &Files) -> Result<Changes, WriteError> {
    let staging = Staging::begin(output, portal)?;
    put_all(&staging, files)?;
    staging.publish()
}

pub fn put_all(staging: &Staging, files: &Files) -> Result<(), WriteError> {
    files
        .par_iter()
        .try_for_each(|(path, bytes)| staging.put(path, bytes).map_err(|error| WriteError::from_sink(path, error)))
}

/// A site of `pages` pages. Some files are the same in every edition, some have other bytes and
/// another length, some are only there in this edition.
pub fn site(edition: &str, pages: usize) -> Files {
    let mut files = Files::new();
    for page in 0..pages {
        let text = |words: &str| format!("{words} {page}\n").repeat(40 + page).into_bytes();
        files.insert(format!("kk/grants/{page}/index.html"), text(&format!("бет {edition}")));
        files.insert(format!("assets/{page}.svg"), text("сурет"));
        files.insert(format!("{edition}/{page}.json"), text(edition));
    }
    files.insert("index.html".to_owned(), edition.as_bytes().to_vec());
    files.insert(".nojekyll".to_owned(), Vec::new());
    files
}

/// Everything below a folder. A link is shown as its target, a folder without files as nothing.
pub fn read_tree(folder: &Path) -> Result<Files, Box<dyn Error>> {
    let mut files = Files::new();
    for entry in WalkDir::new(folder) {
        let entry = entry?;
        let path = entry.path().strip_prefix(folder)?.to_string_lossy().into_owned();
        if entry.file_type().is_symlink() {
            let target = fs::read_link(entry.path())?;
            files.insert(path, format!("-> {}", target.display()).into_bytes());
        } else if entry.file_type().is_file() {
            files.insert(path, fs::read(entry.path())?);
        }
    }
    Ok(files)
}

/// The paths at which two trees differ; the files themselves are too long to show.
pub fn difference(a: &Files, b: &Files) -> Vec<String> {
    let paths: BTreeSet<&String> = a.keys().chain(b.keys()).collect();
    paths.into_iter().filter(|path| a.get(*path) != b.get(*path)).cloned().collect()
}

/// Stops the test when two trees differ.
pub fn same_tree(got: &Files, expected: &Files) {
    assert_eq!(difference(got, expected), Vec::<String>::new());
}

/// What a folder must hold after `site` was published into it: the files and their list.
pub fn published(site: &Files) -> Files {
    let list: String = site.keys().map(|path| format!("{path}\n")).collect();
    let mut files = site.clone();
    files.insert(esep::write::LIST.to_owned(), list.into_bytes());
    files
}

pub fn mode(path: &Path) -> std::io::Result<u32> {
    Ok(fs::symlink_metadata(path)?.permissions().mode() & 0o7777)
}

/// The part that this process plays in the test, when the test started it.
pub fn role() -> Option<PathBuf> {
    std::env::var_os(ROLE).map(PathBuf::from)
}

/// This test program again, running only `test`, with `folder` for its part.
pub fn again(test: &str, folder: &Path) -> std::io::Result<Command> {
    let mut command = Command::new(std::env::current_exe()?);
    command.args(["--exact", test, "--nocapture", "--test-threads=1"]).env(ROLE, folder);
    Ok(command)
}

pub fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
}

/// Says on the screen that something cannot be shown on this machine. Written past the test
/// harness, which would swallow it.
pub fn skipped(what: &str) {
    use std::io::Write;
    let _ = writeln!(std::io::stderr().lock(), "\nSKIPPED: {what}");
}

/// A number from 0 to 1 that looks random, the same in every run.
pub fn scattered(number: u64) -> f64 {
    let bits = number.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32;
    bits as f64 / f64::from(u32::MAX)
}
