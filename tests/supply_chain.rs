//! What esep is made of: few libraries, each with its reason, none from elsewhere than the public registry, nothing unsafe
//! of our own.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use toml::{Table, Value};

fn text(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

fn toml(path: &str) -> Table {
    text(path).parse().unwrap()
}

/// The crates that a manifest names in this table.
fn named(manifest: &Table, table: &str) -> BTreeSet<String> {
    let table = manifest.get(table).and_then(Value::as_table);
    table.into_iter().flat_map(|table| table.keys().cloned()).collect()
}

/// The crates in the first column of the table below this heading of CONTRIBUTING.
fn justified(heading: &str) -> Vec<String> {
    let text = text("CONTRIBUTING.md");
    let (_, below) =
        text.split_once(&format!("\n{heading}\n\n| crate | why |\n|---|---|\n")).expect("a table of crates");
    let rows = below.lines().take_while(|line| line.starts_with('|'));
    let cells = rows.map(|row| row.split('|').nth(1).unwrap_or_default());
    cells.flat_map(|cell| cell.split(',').map(|name| name.trim().to_owned())).collect()
}

#[test]
fn every_dependency_is_there_for_a_reason_that_is_told() {
    let manifest = toml("Cargo.toml");
    for (table, heading) in
        [("dependencies", "## Why each dependency is there"), ("dev-dependencies", "In tests and benchmarks only:")]
    {
        let listed = justified(heading);
        assert_eq!(listed.len(), listed.iter().collect::<BTreeSet<_>>().len(), "{heading}: a crate twice");
        assert_eq!(listed.into_iter().collect::<BTreeSet<_>>(), named(&manifest, table), "CONTRIBUTING.md: {heading}");
    }
    assert!(named(&manifest, "build-dependencies").is_empty(), "build scripts run on the machines of others");
}

#[test]
fn unsafe_code_is_forbidden() {
    assert_eq!(toml("Cargo.toml")["lints"]["rust"]["unsafe_code"].as_str(), Some("forbid"));
    let sources = walkdir::WalkDir::new(Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    for entry in sources.into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file()) {
        let text = fs::read_to_string(entry.path()).unwrap_or_default();
        assert!(!text.contains("allow(unsafe_code"), "{}", entry.path().display());
    }
}

#[test]
fn every_library_comes_from_the_public_registry_with_its_check_sum() {
    for path in ["Cargo.lock", "tests/fuzz/cargo-fuzz/Cargo.lock"] {
        let lock = toml(path);
        let packages = lock["package"].as_array().unwrap();
        let own = ["esep", "esep-fuzz"];
        let foreign: Vec<&Value> = packages.iter().filter(|it| !own.contains(&it["name"].as_str().unwrap())).collect();
        let sources: BTreeSet<_> = foreign.iter().map(|it| it.get("source").and_then(Value::as_str)).collect();
        assert_eq!(sources.len(), 1, "{path}: {sources:?}");
        assert!(sources.iter().flatten().all(|source| source.starts_with("registry+https://")), "{path}: {sources:?}");
        assert!(foreign.iter().all(|it| it.get("checksum").is_some()), "{path}");
    }
}

/// What is fuzzed is what is published: both lock files have the same versions.
#[test]
fn fuzzing_is_done_with_the_same_libraries() {
    let versions = |path: &str| -> BTreeSet<(String, String)> {
        let lock = toml(path);
        let name = |it: &Value, key: &str| it[key].as_str().unwrap().to_owned();
        lock["package"].as_array().unwrap().iter().map(|it| (name(it, "name"), name(it, "version"))).collect()
    };
    let (own, fuzzed) = (versions("Cargo.lock"), versions("tests/fuzz/cargo-fuzz/Cargo.lock"));
    let names: BTreeSet<&String> = own.iter().map(|(name, _)| name).collect();
    let differing: Vec<_> = fuzzed.iter().filter(|it| names.contains(&it.0) && !own.contains(it)).collect();
    assert!(differing.is_empty(), "copy Cargo.lock to tests/fuzz/cargo-fuzz/ and run cargo check there: {differing:?}");
}
