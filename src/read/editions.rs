//! The frozen editions of a portal, in `editions/<name>/`: whole sites that earlier builds made.
//!
//! An edition has two files of its own beside its pages: [`SEAL`] lists every file with its SHA-256, [`LEDGER`] keeps
//! every figure as it stood. Here both are read, and the files that there are held against the list; whether the bytes
//! are still the same is seen when they are published.
//!
//! That a whole edition is gone is known from two records: [`LIST`] beside the editions names all of them, and each seal
//! names those that were there when it was made, with the SHA-256 of their seals.

use super::files::{Files, Listed, ListedKind};
use crate::finding::{Code, FileName, Finding, Findings, Place};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::io;

/// The folder of editions in the portal folder.
pub const EDITIONS: &str = "editions";
/// The list of the files of an edition.
pub const SEAL: &str = "edition.json";
/// The figures of an edition.
pub const LEDGER: &str = "ledger.json";
/// The file beside the editions that names all of them.
pub const LIST: &str = "list.json";
/// What a program writes that knows this form of these files.
pub const FORMAT: u32 = 1;

/// What `editions/` has.
#[derive(Debug, Clone, Default)]
pub struct Editions {
    /// The editions that can be read, the oldest first.
    pub all: Vec<Edition>,
    /// Those that were frozen once and have no folder any more, by name.
    pub lost: Vec<LostEdition>,
}

/// An edition that was frozen and is not there any more.
#[derive(Debug, Clone)]
pub struct LostEdition {
    /// Its name.
    pub name: String,
    /// The record that names it.
    pub place: Place,
}

/// A frozen edition.
#[derive(Debug, Clone)]
pub struct Edition {
    /// Its name, which is the end of its address.
    pub name: String,
    /// Its list of files.
    pub place: Place,
    /// SHA-256 of its list of files, in hexadecimal digits.
    pub sha256: String,
    /// When it was frozen.
    pub date: Date,
    /// How many grants it has.
    pub grants: usize,
    /// Its files, by path.
    pub files: Vec<Sealed>,
    /// What it has of the content, and what that is called; an edition of an older program says less or nothing.
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
    /// The editions that were there when it was frozen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub before: Vec<Recorded>,
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

/// What [`LIST`] says.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct EditionList {
    /// The form of the file.
    pub format: u32,
    /// Every edition that was ever frozen, by name.
    pub editions: Vec<Recorded>,
}

/// An edition, as a record names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    /// Its name.
    pub edition: String,
    /// SHA-256 of its list of files, in hexadecimal digits.
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
    /// Its grants, lots, stories, organisations, outlets and pages of text, and what they are called.
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
    /// The fragment on that page; empty: the whole.
    pub about: String,
    /// What stood there before; empty where it does not say.
    pub was: String,
    /// Its date, ISO 8601; empty where there is none, and in editions of an older program.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub date: String,
}

/// A thing of the content that an edition has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrozenPage {
    /// The page below the language: `grants/bright-future`, `stories/first-step`, `about`.
    pub page: String,
    /// The page of the grant that a story is part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<String>,
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

/// Folders of addresses in which every page is one thing of the content.
const OF_CONTENT: [&str; 3] = ["stories", "organisations", "outlets"];

impl Edition {
    /// What a page of the content was called, by language; `None` where the edition does not say it.
    pub fn title(&self, page: &str) -> Option<&BTreeMap<String, String>> {
        self.page(page).map(|it| &it.title)
    }

    /// A page of the content; `None` where the edition does not have or not list it.
    pub fn page(&self, page: &str) -> Option<&FrozenPage> {
        self.pages.iter().find(|it| it.page == page)
    }

    /// Everything of the content that has a page in it: `grants/bright-future`, `about`. Of an edition of an older
    /// program pages of text are not known.
    pub fn shown(&self) -> BTreeSet<&str> {
        let listed = self.pages.iter().map(|it| it.page.as_str());
        let figures = self.figures.iter().map(|it| it.page.as_str());
        listed.chain(figures).chain(self.files.iter().filter_map(|file| of_content(&file.path))).collect()
    }

    /// Whether the edition has a file at this path.
    pub fn has(&self, path: &str) -> bool {
        self.files.binary_search_by(|file| file.path.as_str().cmp(path)).is_ok()
    }
}

/// The page of one thing of the content: `stories/x` of `kk/stories/x/index.html`. Numbers are pages of lists.
fn of_content(path: &str) -> Option<&str> {
    let (_, page) = path.strip_suffix("/index.html")?.split_once('/')?;
    let (folder, slug) = page.split_once('/')?;
    let is_thing = OF_CONTENT.contains(&folder) && !slug.contains('/') && slug.parse::<u32>().is_err();
    is_thing.then_some(page)
}

/// Names that Windows keeps for itself, with any ending.
const KEPT: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2",
    "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// Whether no file or folder can have this name on Windows.
pub fn is_kept_by_windows(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).to_ascii_lowercase();
    KEPT.contains(&stem.as_str())
}

/// Whether an edition can have this name on every system and in an address: Latin letters, digits, `-` and `.`, at
/// most 50, a letter or digit at both ends, never two dots in a row.
pub fn is_edition_name(name: &str) -> bool {
    let letters = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'.');
    let ends = |end: Option<char>| end.is_some_and(|end| end.is_ascii_alphanumeric());
    let sound = letters && ends(name.chars().next()) && ends(name.chars().last()) && name != LIST;
    sound && name.len() <= 50 && !name.contains("..") && !is_kept_by_windows(name)
}

/// Reads every edition, and looks for those that are gone.
pub(super) fn read(files: &dyn Files) -> (Editions, Findings) {
    let listed = files.list(EDITIONS);
    let mut findings = super::layout::unusable(&listed);
    let mut by_name: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for Listed { path, .. } in listed.iter().filter(|entry| entry.kind == ListedKind::File) {
        let inside = path.get(EDITIONS.len() + 1..).unwrap_or_default();
        match inside.split_once('/') {
            Some((name, inside)) => drop(by_name.entry(name).or_default().insert(inside)),
            None if inside == LIST => {}
            None => findings.push(Finding::new(Code::StrayFile).at(&file(path))),
        }
    }
    let mut all = Vec::new();
    let (mut records, unreadable) = list(files);
    findings.extend(unreadable);
    for (name, paths) in &by_name {
        let Some((edition, before)) = edition(files, name, paths, &mut findings) else { continue };
        records.extend(before.into_iter().map(|it| (it, edition.place.clone())));
        all.push(edition);
    }
    all.sort_by(|one, other| (one.date, &one.name).cmp(&(other.date, &other.name)));
    let mut lost: BTreeMap<String, Place> = BTreeMap::new();
    for (record, place) in records {
        match all.iter().find(|it| it.name == record.edition) {
            Some(edition) if edition.sha256 != record.sha256 => findings.push(altered_file(&edition.name, SEAL)),
            _ if by_name.contains_key(record.edition.as_str()) => {}
            _ => drop(lost.entry(record.edition).or_insert(place)),
        }
    }
    let lost = lost.into_iter().map(|(name, place)| LostEdition { name, place }).collect();
    (Editions { all, lost }, findings)
}

/// What the list of editions names, with its place. A portal whose editions are of an older program has none.
fn list(files: &dyn Files) -> (Vec<(Recorded, Place)>, Option<Finding>) {
    let path = format!("{EDITIONS}/{LIST}");
    let place = file(&path);
    let reason = match files.read(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return (Vec::new(), None),
        Err(error) => error.to_string(),
        Ok(bytes) => match serde_json::from_slice::<EditionList>(&bytes) {
            Ok(EditionList { format: FORMAT, editions }) => {
                return (editions.into_iter().map(|it| (it, place.clone())).collect(), None);
            }
            Ok(EditionList { format, .. }) => format!("format {format}"),
            Err(error) => error.to_string(),
        },
    };
    let finding = Finding::new(Code::EditionUnreadable).at(&place).with("edition", LIST).with("reason", reason);
    (Vec::new(), Some(finding))
}

/// Whether there was ever an edition with this name, as far as the list of editions tells.
pub fn is_recorded(files: &dyn Files, name: &str) -> bool {
    list(files).0.iter().any(|(it, _)| it.edition == name)
}

/// The list of all editions with one more, whose list of files is `seal`. Whoever was named stays named.
pub fn list_with(files: &dyn Files, name: &str, seal: &[u8]) -> EditionList {
    let named = list(files).0.into_iter().map(|(it, _)| it);
    let there = read(files).0.all.into_iter().map(|it| Recorded { edition: it.name, sha256: it.sha256 });
    let new = Recorded { edition: name.to_owned(), sha256: sum(seal) };
    let all = there.chain([new]).chain(named).map(|it| (it.edition, it.sha256)).rev();
    let editions = all.collect::<BTreeMap<_, _>>().into_iter();
    EditionList { format: FORMAT, editions: editions.map(|(edition, sha256)| Recorded { edition, sha256 }).collect() }
}

/// SHA-256 in hexadecimal digits.
pub fn sum(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn file(path: &str) -> Place {
    Place::file(&FileName::from(path))
}

/// An edition, and the editions that it names.
fn edition(
    files: &dyn Files,
    name: &str,
    paths: &BTreeSet<&str>,
    findings: &mut Findings,
) -> Option<(Edition, Vec<Recorded>)> {
    let path = |inside: &str| format!("{EDITIONS}/{name}/{inside}");
    let unreadable = |inside: &str, reason: String| {
        let finding = Finding::new(Code::EditionUnreadable).at(&file(&path(inside)));
        finding.with("edition", name).with("reason", reason)
    };
    let bytes = files.read(&path(SEAL)).map_err(|error| error.to_string());
    let seal = bytes.and_then(|bytes| Ok((checked(parsed(&bytes)?, name)?, sum(&bytes))));
    let (seal, sha256) = match seal {
        Ok(seal) => seal,
        Err(reason) => {
            findings.push(unreadable(SEAL, reason));
            return None;
        }
    };
    findings.extend(altered(&seal.0, paths).into_iter().map(|inside| altered_file(name, inside)));
    let (Seal { grants, before, files: mut sealed, .. }, date) = seal;
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
    let edition = Edition {
        name: name.to_owned(),
        place: file(&path(SEAL)),
        sha256,
        date,
        grants,
        files: sealed,
        pages: ledger.pages,
        figures: ledger.figures,
        corrections: ledger.corrections,
    };
    Some((edition, before))
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
    files.read(path).map_err(|error| error.to_string()).and_then(|bytes| parsed(&bytes))
}

fn parsed<T: serde::de::DeserializeOwned>(bytes: &[u8]) -> Result<T, String> {
    serde_json::from_slice(bytes).map_err(|error| error.to_string())
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
