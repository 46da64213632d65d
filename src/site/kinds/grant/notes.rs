//! Explanations beside figures: what editors wrote, and what checking found and nobody explained yet.

use super::super::super::{Passage, Site, Tongue};
use crate::finding::{Finding, Severity, reader_message};
use crate::model::Note;
use serde::Serialize;
use std::collections::BTreeMap;

/// One explanation.
#[derive(Debug, Clone, Serialize)]
pub(in crate::site::kinds) struct NoteView {
    /// The explanation.
    text: Passage,
    /// When it was written.
    date: Option<String>,
}

/// The explanations of one grant or lot, by the id of what they explain.
#[derive(Debug, Default)]
pub(in crate::site::kinds) struct Notes {
    general: Vec<NoteView>,
    by_id: BTreeMap<String, Vec<NoteView>>,
}

impl Notes {
    /// Gathers the editors' notes of `subject` (`grants/<slug>`) and the warnings that none of them answers.
    pub(in crate::site::kinds) fn of(site: &Site<'_>, tongue: &Tongue<'_>, subject: &str, written: &[Note]) -> Self {
        let mut notes = Self::default();
        for note in written {
            let view =
                NoteView { text: tongue.words(&note.text), date: note.date.as_ref().map(|it| tongue.date(it).text) };
            notes.add(note.about.as_deref(), view);
        }
        for finding in site.findings.iter().filter(|finding| is_open(finding, subject)) {
            if let Some(message) = reader_message(finding, tongue.lang) {
                let view = NoteView { text: message.into(), date: None };
                notes.add(finding.about.as_ref().and_then(|about| about.id.as_deref()), view);
            }
        }
        notes
    }

    fn add(&mut self, id: Option<&str>, note: NoteView) {
        match id {
            Some(id) => self.by_id.entry(id.to_owned()).or_default().push(note),
            None => self.general.push(note),
        }
    }

    /// What is explained about the whole.
    pub(in crate::site::kinds) fn general(&self) -> Vec<NoteView> {
        self.general.clone()
    }

    /// What is explained about the thing with this id.
    pub(in crate::site::kinds) fn about(&self, id: &str) -> Vec<NoteView> {
        self.by_id.get(id).cloned().unwrap_or_default()
    }
}

fn is_open(finding: &Finding, subject: &str) -> bool {
    finding.severity != Severity::Note && finding.about.as_ref().is_some_and(|about| about.subject == subject)
}
