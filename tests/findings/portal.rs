//! The portal of a case: the sound one with the files of the case laid over it.

use crate::case::{Block, Case};
use esep::World;
use esep::finding::Findings;
use esep::output::sink::{NullSink, Sink};
use esep::read::{Files, Listed, ListedKind};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;
use std::{fs, io};

/// Files in memory, with what a disk can have beside files.
#[derive(Default)]
pub struct Portal {
    entries: BTreeMap<String, Entry>,
}

enum Entry {
    File(Vec<u8>),
    Link,
    Unreadable(String),
}

/// What is found in the portal of a case. Several tests ask for it, so it is found once.
pub fn findings(case: &Case) -> Findings {
    static FOUND: Mutex<BTreeMap<String, Findings>> = Mutex::new(BTreeMap::new());
    let known = || FOUND.lock().ok()?.get(&case.text).cloned();
    known().unwrap_or_else(|| {
        let found = compile(case);
        FOUND.lock().expect("no test panics here").insert(case.text.clone(), found.clone());
        found
    })
}

fn compile(case: &Case) -> Findings {
    found(case, &NullSink)
}

/// What is found while files are made for `sink`.
pub fn found(case: &Case, sink: &dyn Sink) -> Findings {
    let world = World { today: jiff::civil::date(2024, 12, 1), base_url: None, strict: false, edition: None };
    esep::compile(&Portal::of(case), &world, sink).expect("memory takes everything")
}

impl Portal {
    /// The portal of a case.
    pub fn of(case: &Case) -> Self {
        let mut portal = Self::default();
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/portal");
        for entry in
            walkdir::WalkDir::new(&root).into_iter().filter_map(Result::ok).filter(|it| it.file_type().is_file())
        {
            let path = entry.path().strip_prefix(&root).expect("below the root").to_string_lossy().replace('\\', "/");
            portal.entries.insert(path, Entry::File(fs::read(entry.path()).expect("a file of the sound portal")));
        }
        for block in case.blocks.iter().filter(|block| !block.path.is_empty()) {
            portal.lay_over(block, case.body(block));
        }
        portal
    }

    /// The texts of all files.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.entries.values().filter_map(|entry| match entry {
            Entry::File(bytes) => std::str::from_utf8(bytes).ok(),
            _ => None,
        })
    }

    fn lay_over(&mut self, block: &Block, body: &str) {
        let path = block.path.clone();
        let entry = match block.kind.as_str() {
            "absent" => {
                self.entries.remove(&path);
                return;
            }
            "link" => Entry::Link,
            "unreadable" => Entry::Unreadable(body.trim().to_owned()),
            "hex" => Entry::File(bytes(body)),
            _ => Entry::File(self.text(block, body).into_bytes()),
        };
        self.entries.insert(path, entry);
    }

    fn text(&self, block: &Block, body: &str) -> String {
        let sound = || match self.entries.get(&block.path) {
            Some(Entry::File(bytes)) => String::from_utf8_lossy(bytes).into_owned(),
            _ => panic!("{} is no file of the sound portal", block.path),
        };
        match block.how.as_str() {
            "" => body.to_owned(),
            "added" => sound() + "\n" + body,
            "changed" => changed(&sound(), body),
            how => panic!("how is a file {how}?"),
        }
    }
}

/// The lines of `body` in place of those with the same key; new keys come first.
fn changed(sound: &str, body: &str) -> String {
    let key = |line: &str| line.split('=').next().unwrap_or_default().trim().to_owned();
    let mut lines: Vec<String> = sound.lines().map(str::to_owned).collect();
    let mut new = Vec::new();
    for line in body.lines() {
        match lines.iter_mut().find(|old| key(old) == key(line)) {
            Some(old) => *old = line.to_owned(),
            None => new.push(line.to_owned()),
        }
    }
    new.extend(lines);
    new.join("\n") + "\n"
}

fn bytes(hex: &str) -> Vec<u8> {
    let byte = |pair: &str| u8::from_str_radix(pair, 16).unwrap_or_else(|_| panic!("no byte: {pair}"));
    hex.split_whitespace().map(byte).collect()
}

impl Files for Portal {
    fn list(&self, folder: &str) -> Vec<Listed> {
        let below = format!("{folder}/");
        let inside = self.entries.iter().filter(|(path, _)| path.starts_with(&below));
        let kind = |entry: &Entry| if matches!(entry, Entry::Link) { ListedKind::Link } else { ListedKind::File };
        inside.map(|(path, entry)| Listed { path: path.clone(), kind: kind(entry) }).collect()
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        match self.entries.get(path) {
            Some(Entry::File(bytes)) => Ok(bytes.clone()),
            Some(Entry::Unreadable(reason)) => Err(io::Error::other(reason.clone())),
            Some(Entry::Link) | None => Err(io::ErrorKind::NotFound.into()),
        }
    }
}
