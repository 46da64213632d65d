//! Explanations beside figures: what editors wrote, and what checking found and nobody explained yet.

use super::super::super::history::{GoneFigure, change_line, correction_line, gone_of};
use super::super::super::{Passage, Site, Tongue};
use crate::derive::history::{Kind, corrections};
use crate::finding::{Arg, Code, Finding, Severity, reader_message};
use crate::model::{Breakdown, Correction, Note, Within};
use serde::Serialize;
use std::collections::BTreeMap;

/// One explanation.
#[derive(Debug, Clone, Serialize)]
pub(in crate::site::kinds) struct NoteView {
    /// The fragment of the figure that it is about, where the figure itself is gone.
    id: Option<String>,
    /// The explanation.
    text: Passage,
    /// When it was written.
    date: Option<String>,
    /// What it is, where it is no note: "Correction".
    word: Option<String>,
    /// What stood there before it was corrected, in a sentence.
    was: Option<String>,
    /// The record of the figure with its whole history.
    record: Option<String>,
}

impl NoteView {
    /// Whether it is an explanation, and not a part of the history of a figure.
    pub(in crate::site::kinds) fn is_note(&self) -> bool {
        self.word.is_none()
    }

    fn written(tongue: &Tongue<'_>, note: &Note) -> Self {
        Self::plain(tongue.words(&note.text), note.date.as_ref().map(|it| tongue.date(it).text))
    }

    fn plain(text: Passage, date: Option<String>) -> Self {
        Self { id: None, text, date, word: None, was: None, record: None }
    }
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
            notes.add(note.about.as_deref(), NoteView::written(tongue, note));
        }
        for finding in site.findings_about(subject) {
            let id = finding.about.as_ref().and_then(|about| about.id.as_deref());
            // A brief portal says it in the state of the figure alone.
            if !(site.portal.is_brief() && finding.code == Code::ResultMissing) {
                notes.add_finding(tongue, finding, id, written);
            }
        }
        notes.add_corrections(site, tongue, subject);
        notes.add_changes(site, tongue, subject);
        notes
    }

    /// What was found about the thing with this id. What only concerns one of its breakdowns stands there: as it was
    /// found, or as the editors explain it.
    fn add_finding(&mut self, tongue: &Tongue<'_>, finding: &Finding, id: Option<&str>, written: &[Note]) {
        let fragment = id.and_then(|id| fragment(finding, id));
        if finding.severity != Severity::Note {
            let message = reader_message(finding, tongue.lang);
            message.into_iter().for_each(|text| self.add_once(fragment.as_deref().or(id), text));
        } else if let Some(fragment) = fragment {
            let explains = |note: &&Note| note.about.as_deref() == id && note.code.as_deref() == Some(&finding.code);
            let notes = written.iter().filter(explains);
            notes.for_each(|note| self.add(Some(&fragment), NoteView::written(tongue, note)));
        }
    }

    /// Adds a message, unless another finding already said the same of the same thing.
    fn add_once(&mut self, id: Option<&str>, text: String) {
        let others = id.map_or(Some(&self.general), |id| self.by_id.get(id));
        if !others.is_some_and(|others| others.iter().any(|other| other.text.text == text)) {
            self.add(id, NoteView::plain(text.into(), None));
        }
    }

    /// What was corrected; corrections of a whole story stand with the story.
    fn add_corrections(&mut self, site: &Site<'_>, tongue: &Tongue<'_>, subject: &str) {
        let of_page = |it: &&Correction| it.about.is_some() || it.within != Within::Story;
        let gone = gone_of(site, tongue, subject);
        let mut said: Vec<&str> = Vec::new();
        for (at, it) in corrections(site.portal, subject).into_iter().enumerate().filter(|(_, it)| of_page(it)) {
            if let Some(figure) = gone.iter().find(|figure| figure.corrections.contains(&at)) {
                let first = !said.contains(&figure.id);
                said.push(figure.id);
                self.add(None, gone_view(site, tongue, subject, it, figure, first));
                continue;
            }
            let id = it.about.as_ref().map(|about| about.as_str());
            let line = correction_line(site, tongue, subject, it);
            let view = NoteView {
                id: None,
                text: tongue.words(&it.text),
                date: Some(line.when),
                word: Some(line.word),
                was: line.says.into_iter().next(),
                record: id.and_then(|id| record(site, tongue, subject, id)),
            };
            self.add(id.filter(|id| has_row(site, subject, id)), view);
        }
    }

    /// What changed from one edition to the next without a word of the editors.
    fn add_changes(&mut self, site: &Site<'_>, tongue: &Tongue<'_>, subject: &str) {
        for step in site.figures.history.steps() {
            let own = step.changes.iter().filter(|change| change.page == subject && change.kind == Kind::Changed);
            for change in own.filter(|change| change.corrections.is_empty()) {
                let line = change_line(site, tongue, step, change);
                let view = NoteView {
                    id: None,
                    text: line.says.join(" ").into(),
                    date: Some(line.when),
                    word: Some(line.word),
                    was: None,
                    record: record(site, tongue, subject, &change.id),
                };
                self.add(Some(change.id.as_str()).filter(|id| has_row(site, subject, id)), view);
            }
        }
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

/// Why a figure is gone, at the fragment that the figure had. The last value is said once.
fn gone_view(
    site: &Site<'_>,
    tongue: &Tongue<'_>,
    subject: &str,
    it: &Correction,
    figure: &GoneFigure<'_>,
    first: bool,
) -> NoteView {
    NoteView {
        id: first.then(|| figure.id.to_owned()),
        text: tongue.words(&it.text),
        date: Some(tongue.date(&it.date).text),
        word: Some(tongue.t("changes.gone")),
        was: first.then(|| figure.last(site, tongue)),
        record: record(site, tongue, subject, figure.id),
    }
}

/// Figures at the head of the page, sums, and breakdowns that are there no more have no row for explanations: those stand
/// with what concerns the whole.
fn has_row(site: &Site<'_>, page: &str, id: &str) -> bool {
    let is_gone = || id.starts_with("breakdown-") && site.figures.ledger.find(page, id).is_none();
    !id.starts_with("figure-") && !is_gone()
}

/// The fragment of the only breakdown of the figure with this id that a finding concerns.
fn fragment(finding: &Finding, id: &str) -> Option<String> {
    let by = finding.args.iter().find(|(name, _)| finding.code == Code::BreakdownSum && *name == "by");
    by.and_then(|(_, by)| match by {
        Arg::Text(by) => Some(Breakdown::fragment_of(id, by)),
        _ => None,
    })
}

fn record(site: &Site<'_>, tongue: &Tongue<'_>, page: &str, id: &str) -> Option<String> {
    super::super::parts::record(site, tongue, page).map(|record| format!("{record}#{id}"))
}
