//! What stands beside figures: explanations, corrections, permanent names.

use super::text::{Pen, Text};
use super::value::Date;
use crate::derive::corrected::{Corrected, corrected};
use crate::derive::history;
use crate::model::{Correction as ModelCorrection, Note as ModelNote};
use crate::read::Placed;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// An explanation that readers see beside a figure.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Note {
    /// The id of what it explains; absent: the whole.
    about: Option<String>,
    /// The code of the contradiction or gap that it explains.
    code: Option<String>,
    /// The explanation.
    text: Text,
    /// When it was written.
    date: Option<Date>,
}

/// A correction of what had been published.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Correction {
    /// Its permanent name, the same as in the table of corrections.
    id: String,
    /// The id of what was corrected; absent: the whole.
    about: Option<String>,
    /// When it was corrected.
    date: Date,
    /// What stood there, as it was written.
    was: Option<String>,
    /// What stands in its place, in the written form of check codes; absent: nothing, or it is about no figure.
    now: Option<String>,
    /// The unit of that value, a code of the list `unit` of the table of codes.
    unit: Option<String>,
    /// The first edition that has the correction; absent: none has it yet.
    edition: Option<String>,
    /// Why it was corrected.
    text: Text,
}

impl Pen<'_> {
    pub(super) fn note(&self, note: &ModelNote) -> Note {
        let ModelNote { place: _, about, code, text, date } = note;
        Note {
            about: about.clone(),
            code: code.as_deref().map(|code| code.name().to_owned()),
            text: self.words(text),
            date: date.as_ref().map(|date| self.date(date)),
        }
    }

    /// Some of the corrections of a page.
    pub(super) fn corrections(&self, page: &str, some: &[ModelCorrection]) -> Vec<Correction> {
        if some.is_empty() {
            return Vec::new();
        }
        let (portal, figures) = (self.portal(), self.site.figures);
        let all = history::corrections(portal, page).into_iter();
        let outcomes = corrected(portal, &figures.ledger, &figures.history, page);
        let named = all.zip(history::correction_names(portal, page)).zip(outcomes);
        let of_page = named.filter(|((it, _), _)| some.iter().any(|one| std::ptr::eq(one, *it)));
        of_page.map(|((it, name), outcome)| self.correction(it, format!("{page}/correction/{name}"), outcome)).collect()
    }

    fn correction(&self, correction: &ModelCorrection, id: String, outcome: Corrected) -> Correction {
        let ModelCorrection { place: _, about, within: _, date, was, text } = correction;
        let Corrected { now, unit, edition } = outcome;
        let edition = edition.and_then(|at| self.portal().editions.get(at));
        Correction {
            id,
            about: about.as_deref().cloned(),
            date: self.date(date),
            was: was.as_deref().cloned(),
            now,
            unit,
            edition: edition.map(|edition| edition.name.clone()),
            text: self.words(text),
        }
    }

    /// The check codes of the figures of a page.
    pub(super) fn check_codes(&self, page: &str) -> BTreeMap<String, String> {
        let figures = self.site.figures.ledger.of_page(page).iter();
        figures.map(|figure| (figure.id.clone(), figure.code.to_string())).collect()
    }
}

/// Slugs that a thing had before.
pub(super) fn former(slugs: &[Placed<String>]) -> Vec<String> {
    slugs.iter().map(|slug| slug.value.clone()).collect()
}
