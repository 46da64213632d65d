//! Damaged input: thousands of broken copies of `content/` give findings, never a panic.
//!
//! The damage is random and always the same: the seed of each copy is its number.

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

/// A small generator of random numbers (SplitMix64): the same numbers on every machine.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % (limit.max(1) as u64)) as usize
    }

    fn one_of<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }
}

/// What editors and accidents put into files.
const SPLINTERS: &[&str] = &[
    "\"",
    "'''",
    "[[",
    "]]",
    "=",
    "{",
    "}",
    "\n",
    "\n\n[[indicator]]\n",
    "\n[[note]]\n",
    "?",
    "-",
    "-1",
    "0",
    "99999999999999999999999999999",
    "1e400",
    "nan",
    "true",
    "2024-02-30",
    "0000",
    "9999-12-31",
    "2024-13",
    ">= ",
    "15/0",
    "0/0",
    "%",
    "<script>",
    "\u{202e}",
    "\u{0}",
    "\r",
    "\u{feff}",
    "+++\n",
    "```",
    "[^1]",
    "![](x)",
    "[a](javascript:1)",
    "[a](//x)",
    "[a](#x)",
    "| - |",
    "* ",
    "> > > ",
    "#######",
    "kz",
    "\u{fffd}",
    "ә",
    "😀",
    "e\u{301}",
    "https://",
    "..",
    "/",
    "\\",
    "&amp;",
    "{{ 1 }}",
    "{% raw %}",
    "79228162514264337593543950335",
    "0.0000000000000000000000000001",
];

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
        let bytes = damage(&mut random, sound.files[&path].clone());
        (path, bytes)
    });
    Broken { sound, files: files.collect() }
}

/// Breaks a file in one to three places; sometimes the file is gone.
fn damage(random: &mut Random, mut bytes: Vec<u8>) -> Option<Vec<u8>> {
    if random.below(40) == 0 {
        return None;
    }
    for _ in 0..=random.below(3) {
        let at = random.below(bytes.len());
        let end = (at + random.below(40)).min(bytes.len());
        match random.below(7) {
            0 => drop(bytes.drain(at..end)),
            1 => drop(bytes.splice(at..at, random.one_of(SPLINTERS).bytes())),
            2 => drop(bytes.splice(at..end, random.one_of(SPLINTERS).bytes())),
            3 => bytes.truncate(at),
            4 => {
                let copy = bytes[at..end].to_vec();
                let to = random.below(bytes.len());
                drop(bytes.splice(to..to, copy));
            }
            5 => swap_lines(random, &mut bytes),
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = (random.next() & 0xff) as u8;
                }
            }
        }
    }
    Some(bytes)
}

fn swap_lines(random: &mut Random, bytes: &mut Vec<u8>) {
    let mut lines: Vec<Vec<u8>> = bytes.split(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    let (one, other) = (random.below(lines.len()), random.below(lines.len()));
    lines.swap(one, other);
    *bytes = lines.join(&b'\n');
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
