//! Citations as templates get them.

use super::super::{Site, Tongue};
use super::{Reference, apa, biblatex, csl, gost, ris};
use serde::Serialize;

/// Stands in a citation where the date of access is to be, after the titles.
pub(super) const ACCESSED: &str = "\0";

/// Above so many grants the texts for reference managers are in files only: a portal has to fit its host.
const WRITTEN_OUT: usize = 500;

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
    pub apa: Dated,
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

/// How `reference` is cited; its parts have ids that begin with `id`. What is for reference managers is written out.
pub fn written(site: &Site<'_>, tongue: &Tongue<'_>, reference: &Reference, id: &str) -> CiteView {
    made(tongue, reference, id, site.portal.grants.len() <= WRITTEN_OUT)
}

/// The same for what has no files of its own for reference managers.
pub fn whole(tongue: &Tongue<'_>, reference: &Reference, id: &str) -> CiteView {
    made(tongue, reference, id, true)
}

/// The same with links to the files for reference managers, for pages that have much else to say.
pub fn short(tongue: &Tongue<'_>, reference: &Reference, id: &str) -> CiteView {
    made(tongue, reference, id, false)
}

fn made(tongue: &Tongue<'_>, reference: &Reference, id: &str, written: bool) -> CiteView {
    let format = |name, code, text: &dyn Fn(&Reference) -> String| Format {
        name,
        code,
        file: format!("/{}", file_path(&reference.number, tongue.lang, code)),
        text: written.then(|| text(reference)),
    };
    CiteView {
        id: id.to_owned(),
        gost: gost::gost(tongue, reference),
        apa: apa::apa(tongue, reference),
        key: reference.key.clone(),
        written,
        formats: vec![
            format("BibLaTeX", "bib", &biblatex::entry),
            format("RIS", "ris", &ris::record),
            format("CSL-JSON", "csl.json", &|it| format!("{:#}", csl::item(it))),
        ],
    }
}

/// The file with the entries of a page: `data/cite/grants/x.kk.bib`.
pub fn file_path(page: &str, lang: crate::language::Lang, ending: &str) -> String {
    format!("data/cite/{page}.{lang}.{ending}")
}
