//! Foreign input of every kind, damaged at random and always in the same way: no reader panics, and what it gives is true.
//!
//! Each target of `targets/` reads its corpus and its seeds as they are, then so many damaged copies of them. Input at which
//! it fails is left in the tests' folder, and this reads it once more:
//!
//! ```text
//! FUZZ_INPUT=target/tmp/fuzz/docx/failed-17 cargo test --test fuzz docx
//! FUZZ_RUNS=1000000 cargo test --test fuzz
//! ```
//!
//! What once made a reader fail stays in `corpus/<target>/`. CONTRIBUTING tells how the programs in `cargo-fuzz/` are run.

#[path = "../support/damage.rs"]
mod damage;
mod seeds;
mod targets;

use damage::{IN_CONTENT, IN_DOCUMENTS, Random};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

/// How much of an input that fails is shown.
const SHOWN: usize = 300;

macro_rules! targets {
    ($($name:ident: $runs:literal times with $splinters:ident,)*) => {
        /// The targets that have a test.
        const TESTED: &[&str] = &[$(stringify!($name)),*];

        $(
            #[test]
            fn $name() {
                let fuzzing = Fuzzing::new(stringify!($name), seeds::$name(), $splinters);
                match std::env::var_os("FUZZ_INPUT") {
                    Some(path) => targets::run(fuzzing.name, &fs::read(path).expect("the input")),
                    None => fuzzing.run(std::env::var("FUZZ_RUNS").map_or($runs, |runs| runs.parse().expect("a number"))),
                }
            }
        )*
    };
}

targets! {
    content: 1_500 times with IN_CONTENT,
    csv: 300 times with IN_CONTENT,
    date: 20_000 times with IN_CONTENT,
    docx: 200 times with IN_DOCUMENTS,
    markdown: 8_000 times with IN_CONTENT,
    ods: 200 times with IN_DOCUMENTS,
    picture: 4_000 times with IN_DOCUMENTS,
    quantity: 20_000 times with IN_CONTENT,
    stem: 2_000 times with IN_CONTENT,
    xlsx: 200 times with IN_DOCUMENTS,
}

/// A target with what it is given.
struct Fuzzing {
    name: &'static str,
    inputs: Vec<Vec<u8>>,
    splinters: &'static [&'static str],
    /// Where the seeds lie for other programs, and what failed.
    folder: PathBuf,
}

impl Fuzzing {
    fn new(name: &'static str, seeds: Vec<Vec<u8>>, splinters: &'static [&'static str]) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fuzz").join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("seeds")).unwrap();
        for (number, seed) in seeds.iter().enumerate() {
            fs::write(folder.join("seeds").join(number.to_string()), seed).unwrap();
        }
        Self { name, inputs: [corpus(name), seeds].concat(), splinters, folder }
    }

    /// Reads every input as it is, and so many damaged ones.
    fn run(&self, times: u64) {
        let whole = (0..self.inputs.len() as u64).into_par_iter().map(|at| (at, self.inputs[at as usize].clone()));
        let first = self.inputs.len() as u64;
        let damaged = (first..first + times).into_par_iter().map(|number| (number, self.damaged(number)));
        let failed: Vec<u64> = whole.chain(damaged).filter_map(|(number, input)| self.failed(number, &input)).collect();
        assert!(failed.is_empty(), "{}: {} inputs, left in {}", self.name, failed.len(), self.folder.display());
    }

    fn damaged(&self, number: u64) -> Vec<u8> {
        let mut random = Random(number);
        let input = random.one_of(&self.inputs).clone();
        // An archive or a picture is damaged on its way; a text, by editors.
        match std::str::from_utf8(&input) {
            Err(_) if random.below(2) == 0 => damage::transmission(&mut random, input),
            _ => damage::damage(&mut random, input, self.splinters),
        }
    }

    /// Reads an input; gives its number where the target fails, and leaves it in the folder.
    fn failed(&self, number: u64, input: &[u8]) -> Option<u64> {
        // What ends the whole process, such as a stack that is full, can be found there too.
        let running = self.folder.join(format!("running-{}", rayon::current_thread_index().unwrap_or_default()));
        fs::write(&running, input).unwrap();
        catch_unwind(AssertUnwindSafe(|| targets::run(self.name, input))).err()?;
        fs::rename(running, self.folder.join(format!("failed-{number}"))).unwrap();
        let text = String::from_utf8_lossy(input);
        eprintln!("{} failed-{number}: {:?}", self.name, text.chars().take(SHOWN).collect::<String>());
        Some(number)
    }
}

/// What once was a mistake, and what takes a way of its own.
fn corpus(name: &str) -> Vec<Vec<u8>> {
    let folder = here().join("corpus").join(name);
    let files = walkdir::WalkDir::new(folder).min_depth(1).sort_by_file_name();
    let files = files.into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
    files.map(|entry| fs::read(entry.path()).unwrap()).collect()
}

fn here() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz")
}

/// The names of the files of a folder, without their endings.
fn names(folder: &str) -> BTreeSet<String> {
    let files = fs::read_dir(here().join(folder)).unwrap().map(|entry| entry.unwrap().path());
    files.filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned())).collect()
}

#[test]
fn every_target_has_a_test_and_a_program() {
    let all: BTreeSet<String> = targets::ALL.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(all, TESTED.iter().map(|name| (*name).to_owned()).collect());
    assert_eq!(all, names("cargo-fuzz/fuzz_targets"));
    let manifest = fs::read_to_string(here().join("cargo-fuzz/Cargo.toml")).unwrap();
    for name in &all {
        assert!(manifest.contains(&format!("path = \"fuzz_targets/{name}.rs\"")), "{name} is none of its programs");
    }
    assert!(names("corpus").is_subset(&all), "a corpus without a target");
}

/// Corpora are what a target once failed at, made small, and no collections.
#[test]
fn corpora_are_small() {
    for name in names("corpus") {
        let bytes: usize = corpus(&name).iter().map(Vec::len).sum();
        assert!(bytes < 20_000, "{name}: {bytes} bytes");
    }
}
