//! What stands beside figures: explanations, corrections, permanent names.

use super::text::{Pen, Text};
use super::value::Date;
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
    /// The id of what was corrected; absent: the whole.
    about: Option<String>,
    /// When it was corrected.
    date: Date,
    /// What stood there, as it was written.
    was: Option<String>,
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

    pub(super) fn correction(&self, correction: &ModelCorrection) -> Correction {
        let ModelCorrection { place: _, about, within: _, date, was, text } = correction;
        Correction {
            about: about.as_deref().cloned(),
            date: self.date(date),
            was: was.as_deref().cloned(),
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
