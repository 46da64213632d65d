//! How editors answer findings: a `[[note]]` that explains a contradiction to the readers.

use super::subject::Subject;
use crate::finding::{About, Code, Finding, Findings, Severity};
use crate::model::{Note, Portal};
use std::collections::BTreeMap;

/// Makes notes of the warnings that a `[[note]]` explains, and reports the notes that explain none.
///
/// A note answers the findings with its code about the same thing of the same grant or lot. One
/// without `about` answers those about the whole; and, so that a report with many gaps is explained
/// once, every missing result.
pub fn answer(findings: &mut Findings, portal: &Portal) {
    let grants = portal.grants.iter().map(|grant| (Subject::grant(grant), &grant.notes));
    let lots = portal.lots.iter().map(|lot| (Subject::lot(lot), &lot.notes));
    let mut unused = Findings::new();
    let mut by_subject = by_subject(findings);
    for (subject, notes) in grants.chain(lots) {
        let mut own = by_subject.remove(&subject.about(None).subject).unwrap_or_default();
        let answering_nothing = notes.iter().filter(|note| !explain(&mut own, subject, note));
        unused.extend(answering_nothing.filter_map(|note| answers_nothing(subject, note)));
    }
    findings.extend(unused);
}

/// The findings about each grant and lot.
fn by_subject(findings: &mut Findings) -> BTreeMap<String, Vec<&mut Finding>> {
    let mut by_subject: BTreeMap<String, Vec<&mut Finding>> = BTreeMap::new();
    for finding in findings {
        if let Some(about) = &finding.about {
            by_subject.entry(about.subject.clone()).or_default().push(finding);
        }
    }
    by_subject
}

/// Gives whether the note names no code, or one that it answers.
fn explain(findings: &mut [&mut Finding], subject: Subject<'_>, note: &Note) -> bool {
    let Some(code) = note.code.as_ref().map(|code| code.value) else { return true };
    let about = subject.about(note.about.as_deref());
    let mut used = false;
    for finding in findings.iter_mut().filter(|finding| answers(code, &about, finding)) {
        finding.severity = Severity::Note;
        used = true;
    }
    used
}

fn answers(code: Code, about: &About, finding: &Finding) -> bool {
    let whole = about.id.is_none() && code == Code::ResultMissing;
    let same = |found: &About| found == about || (whole && found.subject == about.subject);
    code.can_be_answered() && finding.code == code && finding.about.as_ref().is_some_and(same)
}

fn answers_nothing(subject: Subject<'_>, note: &Note) -> Option<Finding> {
    let code = note.code.as_ref()?;
    let finding = Finding::new(Code::NoteAnswersNothing).at(&code.place).with("code", code.value.name());
    Some(finding.about(subject.about(note.about.as_deref())))
}
