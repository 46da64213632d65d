//! Damaged input: thousands of broken copies of `content/` give findings, never a panic.
//!
//! The damage is random and always the same: the seed of each copy is its number.

#[path = "support/damage.rs"]
mod damage;

use damage::{IN_CONTENT, Random};
use esep::World;
use esep::finding::Format;
use esep::output::sink::NullSink;
use esep::read::{Files, Folder, Listed, Memory};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// How many broken copies are read, modelled, derived and checked.
const COPIES: u64 = 4_000;
/// Every so many copies hold all grants; the others hold one.
const ALL_GRANTS: u64 = 20;
/// Every so many copies become a whole site as well.
const WHOLE_SITE: u64 = 49;

/// `content/` with one or a few files broken.
struct Broken<'m> {
    sound: &'m Memory,
    files: Vec<(String, Option<Vec<u8>>)>,
}

impl Files for Broken<'_> {
    fn list(&self, folder: &str) -> Vec<Listed> {
        let gone = |path: &str| self.files.iter().any(|(broken, bytes)| broken == path && bytes.is_none());
        self.sound.list(folder).into_iter().filter(|entry| !gone(&entry.path)).collect()
    }

    fn read(&self, path: &str) -> std::io::Result<Vec<u8>> {
        match self.files.iter().find(|(broken, _)| broken == path) {
            Some((_, Some(bytes))) => Ok(bytes.clone()),
            _ => self.sound.read(path),
        }
    }
}

fn sound() -> Memory {
    let folder = Folder::new(env!("CARGO_MANIFEST_DIR"));
    let listed = folder.list("content");
    listed.iter().fold(Memory::default(), |memory, entry| memory.with(&entry.path, folder.read(&entry.path).unwrap()))
}

/// All of `content/`, and `content/` with one grant in turn.
struct Sound {
    whole: Memory,
    single: Vec<Memory>,
}

impl Sound {
    fn new() -> Self {
        let whole = sound();
        let grants: BTreeSet<&str> = whole.files.keys().filter_map(|path| grant_of(path)).collect();
        let single = grants.iter().map(|grant| {
            let files = whole.files.iter().filter(|(path, _)| grant_of(path).is_none_or(|of| of == *grant));
            files.fold(Memory::default(), |memory, (path, bytes)| memory.with(path, bytes.clone()))
        });
        let single = single.collect();
        Self { whole, single }
    }

    fn copy(&self, seed: u64) -> &Memory {
        if seed.is_multiple_of(ALL_GRANTS) { &self.whole } else { &self.single[seed as usize % self.single.len()] }
    }
}

/// The folder of the grant that a file belongs to: `content/grants/2020/adamgershilik`.
fn grant_of(path: &str) -> Option<&str> {
    let (year, inner) = path.strip_prefix("content/grants/")?.split_once('/')?;
    let (slug, _) = inner.split_once('/')?;
    path.get(.."content/grants/".len() + year.len() + 1 + slug.len())
}

fn damaged(sound: &Memory, seed: u64) -> Broken<'_> {
    let mut random = Random(seed);
    let paths: Vec<&String> = sound.files.keys().collect();
    let files = (0..=random.below(3)).map(|_| {
        let path = (*random.one_of(&paths)).clone();
        // Sometimes the file is gone.
        let is_there = random.below(40) != 0;
        let bytes = is_there.then(|| damage::damage(&mut random, sound.files[&path].clone(), IN_CONTENT));
        (path, bytes)
    });
    Broken { sound, files: files.collect() }
}

/// Reads, models, derives and checks; says whether anything was found.
fn findings(files: &dyn Files) -> usize {
    let outcome = esep::read::read(files).then(esep::model::model);
    let mut found = outcome.findings;
    if let Some(portal) = outcome.value {
        let figures = esep::derive::derive(&portal);
        found.extend(esep::check::check(&portal, &figures));
    }
    found.len()
}

#[test]
fn thousands_of_broken_copies_never_panic() {
    let sound = Sound::new();
    let world = World { today: jiff::civil::date(2026, 11, 20), base_url: None, strict: false, edition: None };
    let panicked: Vec<u64> = (0..COPIES)
        .into_par_iter()
        .filter(|seed| {
            let broken = damaged(sound.copy(*seed), *seed);
            catch_unwind(AssertUnwindSafe(|| {
                findings(&broken);
                if seed % WHOLE_SITE == 0 {
                    let found = esep::compile(&broken, &world, &NullSink).unwrap();
                    let texts =
                        |path: &str| broken.read(path).ok().map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
                    for format in [Format::Human, Format::Short, Format::Github, Format::Json] {
                        let mut out = Vec::new();
                        esep::finding::print(&found, format, esep::language::Lang::Kk, &texts, &mut out).unwrap();
                    }
                }
            }))
            .is_err()
        })
        .collect();
    assert!(panicked.is_empty(), "seeds that panic: {panicked:?}");
}

/// The damage is real: most broken copies are found out.
#[test]
fn damage_is_found() {
    let sound = sound();
    let before = findings(&sound);
    let told = (0..300u64).into_par_iter().filter(|seed| findings(&damaged(&sound, *seed)) != before).count();
    assert!(told > 200, "only {told} of 300 broken copies gave another number of findings");
}
