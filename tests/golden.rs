//! Small portals, one folder per feature, and what readers see of them.
//!
//! `golden/<feature>/content/` (and `themes/`) is a portal; `golden/<feature>/pages` lists what is compared, one
//! address a line; `golden/<feature>/expected/` is all that is expected: each page as an outline that keeps every
//! word and no style, feeds and the sitemap as they are, `files` (every file of the site) and `findings`.
//! What is missing and what is too much fail alike. `UPDATE=1 cargo test --test golden` writes the folder anew.

#[path = "golden/outline.rs"]
mod outline;
#[path = "support/photo.rs"]
mod photo;

use esep::World;
use esep::finding::{Format, print};
use esep::language::Lang;
use esep::output::sink::MemorySink;
use esep::read::{Files, Memory};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Texts by path.
type Tree = BTreeMap<String, String>;

fn folder(feature: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(feature)
}

/// Every file below a folder; nothing where there is no such folder.
fn files_below(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    let files = entries.filter(|entry| entry.file_type().is_file());
    let read = |entry: walkdir::DirEntry| {
        let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
        (path, fs::read(entry.path()).unwrap())
    };
    files.map(read).collect()
}

/// The portal of a feature, as it stands in its folder.
fn portal(feature: &str) -> Memory {
    let sources = files_below(&folder(feature)).into_iter();
    let sources = sources.filter(|(path, _)| path.starts_with("content/") || path.starts_with("themes/"));
    Memory { files: sources.collect() }
}

/// The site of a portal and what was found in it, in short lines.
fn built(portal: &Memory) -> (BTreeMap<String, Vec<u8>>, String) {
    let world = World { today: jiff::civil::date(2026, 11, 20), base_url: None, strict: false, edition: None };
    let sink = MemorySink::default();
    let findings = esep::compile(portal, &world, &sink).unwrap();
    let text = |path: &str| portal.read(path).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let mut told = Vec::new();
    print(&findings, Format::Short, Lang::En, &text, &mut told).unwrap();
    (sink.into_files(), String::from_utf8(told).unwrap())
}

/// The addresses to compare: `kk/grants/`, or a file with its ending.
fn compared(feature: &str) -> Vec<String> {
    let pages = fs::read_to_string(folder(feature).join("pages")).unwrap();
    pages.lines().map(str::to_owned).collect()
}

/// A name without the mark that changes with its bytes: `style-02cde0b396.css` is `style.css`, a folder is `…`.
fn without_mark(path: &str) -> String {
    let is_mark = |text: &str| text.len() == 10 && text.chars().all(|it| it.is_ascii_hexdigit());
    let folders: Vec<&str> = path.split('/').map(|part| if is_mark(part) { "…" } else { part }).collect();
    let path = folders.join("/");
    let marked = path.rsplit_once('-').and_then(|(name, rest)| Some((name, rest.split_once('.')?)));
    match marked {
        Some((name, (mark, ending))) if is_mark(mark) => format!("{name}.{ending}"),
        _ => path,
    }
}

fn actual(site: &BTreeMap<String, Vec<u8>>, findings: &str, compared: &[String]) -> Tree {
    let mut tree = Tree::new();
    // In the order of their names without marks, which change with every content.
    let files: BTreeSet<String> = site.keys().map(|path| without_mark(path) + "\n").collect();
    tree.insert("files".to_owned(), files.into_iter().collect());
    if !findings.is_empty() {
        tree.insert("findings".to_owned(), findings.to_owned());
    }
    for address in compared {
        let is_page = address.is_empty() || address.ends_with('/');
        let path = if is_page { format!("{address}index.html") } else { address.clone() };
        let bytes = site.get(&path).unwrap_or_else(|| panic!("the site has no {path}"));
        let text = String::from_utf8(bytes.clone()).unwrap();
        match path.strip_suffix(".html") {
            Some(page) => tree.insert(format!("{page}.txt"), outline::outline(&text)),
            None => tree.insert(path, text),
        };
    }
    tree
}

fn expected(feature: &str) -> Tree {
    let files = files_below(&folder(feature).join("expected")).into_iter();
    files.map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect()
}

fn write(feature: &str, tree: &Tree) {
    let folder = folder(feature).join("expected");
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    for (path, text) in tree {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

/// The first lines in which two texts differ.
fn difference(expected: &str, actual: &str) -> String {
    let (mut left, mut right) = (expected.lines(), actual.lines());
    for line in 1.. {
        match (left.next(), right.next()) {
            (None, None) => return "only the end of the last line differs".to_owned(),
            (left, right) if left == right => {}
            (left, right) => {
                let (left, right) = (left.unwrap_or("(the end)"), right.unwrap_or("(the end)"));
                return format!("line {line}\n  expected: {left}\n  actual:   {right}");
            }
        }
    }
    unreachable!()
}

fn problems(expected: &Tree, actual: &Tree) -> Vec<String> {
    let missing = expected.keys().filter(|path| !actual.contains_key(*path)).map(|path| format!("{path}: missing"));
    let other = actual.iter().filter_map(|(path, text)| match expected.get(path) {
        None => Some(format!("{path}: not expected")),
        Some(wanted) if wanted == text => None,
        Some(wanted) => Some(format!("{path}: {}", difference(wanted, text))),
    });
    missing.chain(other).collect()
}

fn check(feature: &str, portal: &Memory) {
    let (site, findings) = built(portal);
    assert!(!findings.contains("error["), "{findings}");
    let actual = actual(&site, &findings, &compared(feature));
    if std::env::var_os("UPDATE").is_some() {
        write(feature, &actual);
        return;
    }
    let problems = problems(&expected(feature), &actual);
    assert!(problems.is_empty(), "tests/golden/{feature}/expected\n{}", problems.join("\n"));
}

macro_rules! features {
    ($($name:ident = $folder:literal),* $(,)?) => {
        /// The folders that have a test.
        const FEATURES: &[&str] = &[$($folder),*, "pagination", "photos"];

        $(#[test]
        fn $name() {
            check($folder, &portal($folder));
        })*
    };
}

features! {
    brief = "brief",
    english_interface = "english-interface",
    fallback_language = "fallback-language",
    iati_and_360giving = "iati-and-360giving",
    lot_and_grant = "lot-and-grant",
    notes_and_contradictions = "notes-and-contradictions",
    nothing_reported = "nothing-reported",
    own_look = "own-look",
    regions_and_dates = "regions-and-dates",
    sub_path = "sub-path",
    zero_is_not_missing = "zero-is-not-missing",
}

/// One organisation more than a page of the list holds.
#[test]
fn pagination() {
    let one = |portal: Memory, number: usize| {
        let text =
            format!("name.kk = \"{number:02}-мектеп\"\nname.ru = \"Школа {number:02}\"\nkind = \"institution\"\n");
        portal.with(&format!("content/organisations/school-{number:02}.toml"), text)
    };
    check("pagination", &(1..=51).fold(portal("pagination"), one));
}

/// Photos are made by code: none of them shows anything that could be taken for real.
#[test]
fn photos() {
    let portal = photo::ALBUM.iter().fold(portal("photos"), |portal, (path, make)| portal.with(path, make()));
    check("photos", &portal);
}

#[test]
fn the_styles_of_an_own_look_are_joined_to_the_built_in_ones() {
    let (site, _) = built(&portal("own-look"));
    let styles = site.iter().find(|(path, _)| without_mark(path) == "assets/style.css").unwrap().1;
    let styles = std::str::from_utf8(styles).unwrap();
    assert!(styles.contains("main { background: wheat; }"));
    assert!(styles.contains(".table-scroll"));
}

#[test]
fn every_folder_has_a_test() {
    let entries = fs::read_dir(folder("")).unwrap().map(|entry| entry.unwrap());
    let mut folders: Vec<String> = entries
        .filter(|entry| entry.file_type().unwrap().is_dir())
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    folders.sort();
    let mut features = FEATURES.to_vec();
    features.sort_unstable();
    assert_eq!(folders, features);
}

#[test]
fn what_is_missing_and_what_is_too_much_are_problems() {
    let tree = |files: &[(&str, &str)]| files.iter().map(|(path, text)| ((*path).into(), (*text).into())).collect();
    let expected = tree(&[("a", "1\n2\n"), ("b", "")]);
    let actual = tree(&[("a", "1\n3\n"), ("c", "")]);
    let problems = problems(&expected, &actual);
    assert_eq!(problems, ["b: missing", "a: line 2\n  expected: 2\n  actual:   3", "c: not expected"]);
}
