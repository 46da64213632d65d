//! The frozen editions of a portal, in `editions/<name>/`: whole sites that earlier builds made.
//!
//! An edition has two files of its own beside its pages: [`SEAL`] lists every file with its SHA-256, [`LEDGER`] keeps
//! every figure as it stood. Here both are read, and the files that there are held against the list; whether the bytes
//! are still the same is seen when they are published.

use super::files::{Files, Listed, ListedKind};
use crate::finding::{Code, Finding, Findings, Place};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The folder of editions in the portal folder.
pub const EDITIONS: &str = "editions";
/// The list of the files of an edition.
pub const SEAL: &str = "edition.json";
/// The figures of an edition.
pub const LEDGER: &str = "ledger.json";
/// What a program writes that knows this form of both files.
pub const FORMAT: u32 = 1;

/// A frozen edition.
#[derive(Debug, Clone)]
pub struct Edition {
    /// Its name, which is the end of its address.
    pub name: String,
    /// Its list of files.
    pub place: Place,
    /// When it was frozen.
    pub date: Date,
    /// How many grants it has.
    pub grants: usize,
    /// Its files, by path.
    pub files: Vec<Sealed>,
    /// What its grants and lots are called, by page; an edition of an older program does not say it.
    pub pages: Vec<FrozenPage>,
    /// Its figures, by page.
    pub figures: Vec<FrozenFigure>,
    /// What had been corrected in it before it was frozen.
    pub corrections: Vec<FrozenCorrection>,
}

/// What the list of files says of the edition.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Seal {
    /// The form of the file.
    pub format: u32,
    /// The name of the edition.
    pub edition: String,
    /// When it was frozen, ISO 8601.
    pub date: String,
    /// The program that froze it.
    pub generator: String,
    /// How many grants it has.
    pub grants: usize,
    /// Every file but the list itself, by path.
    pub files: Vec<Sealed>,
}

/// A file of an edition.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Sealed {
    /// The path within the edition.
    pub path: String,
    /// Its size.
    pub bytes: u64,
    /// SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
}

/// The figures of an edition.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct FrozenLedger {
    /// The form of the file.
    pub format: u32,
    /// The name of the edition.
    pub edition: String,
    /// When it was frozen, ISO 8601.
    pub date: String,
    /// What its grants and lots are called, by page.
    #[serde(default)]
    pub pages: Vec<FrozenPage>,
    /// Every figure, by page.
    pub figures: Vec<FrozenFigure>,
    /// What had been corrected before it was frozen, by page.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<FrozenCorrection>,
}

/// A correction of an edition: its figures are those after it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrozenCorrection {
    /// The page below the language: `grants/bright-future`.
    pub page: String,
    /// The fragment on that page.
    pub about: String,
    /// What stood there before.
    pub was: String,
}

/// A grant or lot of an edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrozenPage {
    /// The page below the language: `grants/bright-future`.
    pub page: String,
    /// What it is called, by language of the content; `und`: in every language.
    pub title: BTreeMap<String, String>,
}

/// A figure as it stood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrozenFigure {
    /// The page below the language: `grants/bright-future`.
    pub page: String,
    /// The fragment on that page.
    pub id: String,
    /// Its check code.
    pub code: String,
    /// What it is called, by language.
    pub title: BTreeMap<String, String>,
    /// What it states, part by part, as it is written into check codes.
    pub values: Vec<(String, String)>,
}

impl Edition {
    /// What a grant or lot was called, by language; `None` where the edition does not say it.
    pub fn title(&self, page: &str) -> Option<&BTreeMap<String, String>> {
        self.pages.iter().find(|it| it.page == page).map(|it| &it.title)
    }

    /// Whether the edition has a file at this path.
    pub fn has(&self, path: &str) -> bool {
        self.files.binary_search_by(|file| file.path.as_str().cmp(path)).is_ok()
    }
}

/// Names that Windows keeps for itself, with any ending.
const KEPT: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2",
    "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// Whether an edition can have this name on every system and in an address: Latin letters, digits, `-` and `.`, at
/// most 50, a letter or digit at both ends, never two dots in a row.
pub fn is_edition_name(name: &str) -> bool {
    let letters = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'.');
    let ends = |end: Option<char>| end.is_some_and(|end| end.is_ascii_alphanumeric());
    let stem = name.split('.').next().unwrap_or(name).to_ascii_lowercase();
    let sound = letters && ends(name.chars().next()) && ends(name.chars().last());
    sound && name.len() <= 50 && !name.contains("..") && !KEPT.contains(&stem.as_str())
}

/// Reads every edition, the oldest first.
pub(super) fn read(files: &dyn Files) -> (Vec<Edition>, Findings) {
    let listed = files.list(EDITIONS);
    let mut findings = super::layout::unusable(&listed);
    let mut by_name: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for Listed { path, .. } in listed.iter().filter(|entry| entry.kind == ListedKind::File) {
        let inside = path.get(EDITIONS.len() + 1..).unwrap_or_default();
        match inside.split_once('/') {
            Some((name, inside)) => drop(by_name.entry(name).or_default().insert(inside)),
            None => findings.push(Finding::new(Code::StrayFile).at(&file(path))),
        }
    }
    let mut editions: Vec<Edition> =
        by_name.iter().filter_map(|(name, paths)| edition(files, name, paths, &mut findings)).collect();
    editions.sort_by(|one, other| (one.date, &one.name).cmp(&(other.date, &other.name)));
    (editions, findings)
}

fn file(path: &str) -> Place {
    Place::file(&Arc::from(path))
}

fn edition(files: &dyn Files, name: &str, paths: &BTreeSet<&str>, findings: &mut Findings) -> Option<Edition> {
    let path = |inside: &str| format!("{EDITIONS}/{name}/{inside}");
    let unreadable = |inside: &str, reason: String| {
        let finding = Finding::new(Code::EditionUnreadable).at(&file(&path(inside)));
        finding.with("edition", name).with("reason", reason)
    };
    let seal = match json::<Seal>(files, &path(SEAL)).and_then(|seal| checked(seal, name)) {
        Ok(seal) => seal,
        Err(reason) => {
            findings.push(unreadable(SEAL, reason));
            return None;
        }
    };
    findings.extend(altered(&seal.0, paths).into_iter().map(|inside| altered_file(name, inside)));
    let (Seal { grants, files: mut sealed, .. }, date) = seal;
    sealed.sort();
    let ledger = json::<FrozenLedger>(files, &path(LEDGER)).unwrap_or_else(|reason| {
        findings.push(unreadable(LEDGER, reason));
        FrozenLedger {
            format: FORMAT,
            edition: name.to_owned(),
            date: String::new(),
            pages: Vec::new(),
            figures: Vec::new(),
            corrections: Vec::new(),
        }
    });
    Some(Edition {
        name: name.to_owned(),
        place: file(&path(SEAL)),
        date,
        grants,
        files: sealed,
        pages: ledger.pages,
        figures: ledger.figures,
        corrections: ledger.corrections,
    })
}

/// A file of an edition that is not as it was frozen.
pub fn altered_file(edition: &str, inside: &str) -> Finding {
    let path = format!("{EDITIONS}/{edition}/{inside}");
    Finding::new(Code::EditionAltered).at(&file(&path)).with("edition", edition).with("path", inside)
}

/// Files that are gone, and files that were added.
fn altered<'a>(seal: &'a Seal, paths: &BTreeSet<&'a str>) -> Vec<&'a str> {
    let sealed: BTreeSet<&str> = seal.files.iter().map(|file| file.path.as_str()).collect();
    let gone: Vec<&str> = sealed.difference(paths).copied().collect();
    let added: Vec<&str> = paths.difference(&sealed).copied().filter(|path| *path != SEAL).collect();
    gone.into_iter().chain(added).collect()
}

fn json<T: serde::de::DeserializeOwned>(files: &dyn Files, path: &str) -> Result<T, String> {
    let bytes = files.read(path).map_err(|error| error.to_string())?;
    serde_json::from_slice(&bytes).map_err(|error| error.to_string())
}

/// The list with its date; it has to be that of the edition in whose folder it lies.
fn checked(seal: Seal, name: &str) -> Result<(Seal, Date), String> {
    if seal.format != FORMAT || seal.edition != name || !is_edition_name(name) {
        return Err(format!("format {}, edition {}", seal.format, seal.edition));
    }
    let date = seal.date.parse().map_err(|error: jiff::Error| error.to_string())?;
    Ok((seal, date))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fit_every_system_and_every_address() {
        for name in ["2026", "2026-1", "2026.11.21", "v1", "A-b.C"] {
            assert!(is_edition_name(name), "{name}");
        }
        for name in ["", ".", "..", "-a", "a-", "a.", ".a", "a..b", "a/b", "a\\b", "a b", "тест", "CON", "nul.1", "a_b"]
        {
            assert!(!is_edition_name(name), "{name}");
        }
        assert!(!is_edition_name(&"a".repeat(51)));
    }
}
