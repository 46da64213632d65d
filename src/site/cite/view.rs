//! Citations as templates get them.

use super::super::{Site, Tongue};
use super::{Reference, apa, biblatex, csl, gost, ris};
use serde::Serialize;

/// Stands in a citation where the date of access is to be, after the titles.
pub(super) const ACCESSED: &str = "\0";

/// Up to so many figures a record writes the entries of each out; a longer one is linked to the files that hold them.
const LONG_RECORD: usize = 40;

/// A text with a date of access in it, which a script sets to the reader's day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Dated {
    /// What stands before the date.
    pub before: String,
    /// The date of access.
    pub date: String,
    /// What stands after it.
    pub after: String,
}

impl Dated {
    pub(super) fn new(text: &str, date: String) -> Self {
        let (before, after) = text.rsplit_once(ACCESSED).unwrap_or((text, ""));
        Self { before: before.to_owned(), after: after.to_owned(), date }
    }

    /// The whole text.
    pub fn text(&self) -> String {
        format!("{}{}{}", self.before, self.date, self.after)
    }
}

/// How one thing is cited.
#[derive(Debug, Clone, Serialize)]
pub struct CiteView {
    /// The fragment that the parts of the panel are called after, unique on the page.
    id: String,
    /// GOST R 7.0.5.
    pub gost: Dated,
    /// APA 7.
    pub apa: Option<String>,
    /// What reference managers call it.
    key: String,
    /// Whether the entries are written out.
    written: bool,
    /// For reference managers.
    formats: Vec<Format>,
}

/// A format of reference managers.
#[derive(Debug, Clone, Serialize)]
struct Format {
    /// Its name, the same in every language.
    name: &'static str,
    /// What it is called in ids.
    code: &'static str,
    /// The file that holds the entry among those of the same grant or lot.
    file: String,
    /// The entry.
    text: Option<String>,
}

/// How much a panel says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Length {
    /// Both texts, and the entries for reference managers.
    Written,
    /// Both texts, and links to the files for reference managers.
    Linked,
    /// Both texts.
    Texts,
    /// One text: GOST.
    Line,
}

impl Length {
    /// For a page that says much else.
    pub fn short(site: &Site<'_>) -> Self {
        match has_files(site) {
            true => Self::Linked,
            false if site.portal.is_brief() => Self::Line,
            false => Self::Texts,
        }
    }

    /// For each of the figures of a record.
    pub fn of_record(site: &Site<'_>, figures: usize) -> Self {
        match (has_files(site), figures <= LONG_RECORD) {
            (true, true) => Self::Written,
            (true, false) => Self::Linked,
            (false, _) => Self::Line,
        }
    }
}

/// Whether the portal has files for reference managers.
pub fn has_files(site: &Site<'_>) -> bool {
    site.portal.has_citation_files()
}

/// How `reference` is cited; its parts have ids that begin with `id`.
pub fn view(tongue: &Tongue<'_>, reference: &Reference, id: &str, length: Length) -> CiteView {
    let written = length == Length::Written;
    let format = |name, code, text: &dyn Fn(&Reference) -> String| Format {
        name,
        code,
        file: format!("/{}", file_path(&reference.number, tongue.lang, code)),
        text: written.then(|| text(reference)),
    };
    let formats = vec![
        format("BibLaTeX", "bib", &biblatex::entry),
        format("RIS", "ris", &ris::record),
        format("CSL-JSON", "csl.json", &csl::entry),
    ];
    CiteView {
        id: id.to_owned(),
        gost: gost::gost(tongue, reference),
        apa: (length != Length::Line).then(|| apa::apa(tongue, reference)),
        key: reference.key.clone(),
        written,
        formats: if matches!(length, Length::Written | Length::Linked) { formats } else { Vec::new() },
    }
}

/// The file with the entries of a page: `data/cite/grants/x.kk.bib`.
pub fn file_path(page: &str, lang: crate::language::Lang, ending: &str) -> String {
    format!("data/cite/{page}.{lang}.{ending}")
}
