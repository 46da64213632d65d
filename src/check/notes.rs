//! How editors answer findings: a `[[note]]` that explains a contradiction to the readers.

use super::subject::Subject;
use crate::finding::{About, Code, Finding, Findings, Severity};
use crate::language::Lang;
use crate::model::{Grant, Note, Portal};
use std::collections::{BTreeMap, BTreeSet};

/// Makes notes of the warnings that a `[[note]]` explains, and reports the notes that explain none.
///
/// A note answers the findings with its code about the same thing of the same grant or lot. One
/// without `about` answers those about the whole; and, so that a report with many gaps is explained
/// once, every missing result.
///
/// What is missing from a report that could not be read is no finding of its own, and a note may answer
/// what it would have caused.
pub fn answer(findings: &mut Findings, portal: &Portal) {
    let unread = unread(findings, portal);
    let is_unread = |finding: &Finding| finding.about.as_ref().is_some_and(|about| unread.contains(&about.subject));
    findings.retain(|finding| finding.code != Code::ResultMissing || !is_unread(finding));
    let grants = portal.grants.iter().map(|grant| (Subject::grant(grant), &grant.notes));
    let lots = portal.lots.iter().map(|lot| (Subject::lot(lot), &lot.notes));
    let noted: Vec<_> = grants.chain(lots).filter(|(_, notes)| !notes.is_empty()).collect();
    let mut unused = Findings::new();
    let mut by_subject = by_subject(findings, noted.iter().map(|(subject, _)| *subject));
    for (subject, notes) in noted {
        let mut own = by_subject.remove(&subject.about(None).subject).unwrap_or_default();
        let answering_nothing = notes.iter().filter(|note| !explain(&mut own, subject, note));
        unused.extend(answering_nothing.filter_map(|note| answers_nothing(subject, note)));
    }
    findings.extend(unused.into_iter().filter(|finding| !is_unread(finding)));
    in_languages(findings, &portal.languages);
}

/// Whoever is told to write a note learns in which languages.
pub(super) fn in_languages(findings: &mut Findings, languages: &[Lang]) {
    let is_told = |finding: &Finding| finding.about.as_ref().is_none_or(|about| about.languages == languages);
    for finding in findings.iter_mut().filter(|finding| !is_told(finding)) {
        finding.about = finding.about.take().map(|about| About { languages: languages.to_vec(), ..about });
    }
}

/// The grants whose report or publications could not be read as they are.
fn unread(findings: &Findings, portal: &Portal) -> BTreeSet<String> {
    let is_of_reading = |finding: &&Finding| finding.is_error() && finding.code < Code::MissingTranslation;
    let broken: BTreeSet<&str> =
        findings.iter().filter(is_of_reading).filter_map(|finding| Some(&*finding.place.as_ref()?.file)).collect();
    if broken.is_empty() {
        return BTreeSet::new();
    }
    let beside = |file: &str, name: &str| file.rsplit_once('/').map(|(folder, _)| format!("{folder}/{name}"));
    let is_broken = |grant: &&Grant| {
        let files = ["report.toml", "media.toml"].map(|name| beside(&grant.place.file, name));
        files.iter().flatten().any(|file| broken.contains(file.as_str()))
    };
    let grants = portal.grants.iter().filter(is_broken);
    grants.map(|grant| Subject::grant(grant).about(None).subject).collect()
}

/// The findings about each of these grants and lots.
fn by_subject<'f, 's>(
    findings: &'f mut Findings,
    subjects: impl Iterator<Item = Subject<'s>>,
) -> BTreeMap<String, Vec<&'f mut Finding>> {
    let mut by_subject: BTreeMap<_, Vec<&'f mut Finding>> =
        subjects.map(|subject| (subject.about(None).subject, Vec::new())).collect();
    for finding in findings {
        let own = finding.about.as_ref().and_then(|about| by_subject.get_mut(&about.subject));
        if let Some(own) = own {
            own.push(finding);
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
    let same = |found: &About| found.subject == about.subject && (whole || found.id == about.id);
    finding.can_be_answered() && finding.code == code && finding.about.as_ref().is_some_and(same)
}

fn answers_nothing(subject: Subject<'_>, note: &Note) -> Option<Finding> {
    let code = note.code.as_ref()?;
    let finding = Finding::new(Code::NoteAnswersNothing).at(&code.place).with("code", code.value.name());
    Some(finding.about(subject.about(note.about.as_deref())))
}

#[cfg(test)]
mod tests {
    use super::super::testing::Content;
    use super::answer;
    use crate::finding::{Findings, Severity};

    /// What is found in a grant with two scores that are wrong and this note, and how much it weighs.
    fn answered(note: &str) -> Vec<(String, Severity)> {
        let risk =
            |id: &str| format!("[[risk]]\nid = \"{id}\"\ntitle = \"T\"\nimpact = 3\nprobability = 3\nscore = 6\n");
        let grant = format!("amount = 1\n{}{}[[note]]\ntext = \"N\"\n{note}", risk("a"), risk("b"));
        let resource = "\n[[resource]]\nid = \"r\"\nwork = \"W\"\namount = 2\n";
        let content = Content::grant(&(grant + resource));
        let weighed = |findings: &Findings| {
            findings.iter().map(|finding| (super::super::testing::line(finding), finding.severity)).collect()
        };
        let (portal, mut findings) = content.checked();
        answer(&mut findings, &portal);
        weighed(&findings)
    }

    fn severities(note: &str) -> Vec<Severity> {
        answered(note).into_iter().map(|(_, severity)| severity).collect()
    }

    use Severity::{Note, Warning};

    #[test]
    fn a_note_answers_its_code_about_the_same_thing() {
        let lines: Vec<String> = answered("").into_iter().map(|(line, _)| line).collect();
        assert!(lines.iter().map(|line| line.split(' ').take(2).collect::<Vec<_>>()).eq([
            ["resource-sum", "-"],
            ["risk-score-differs", "a"],
            ["risk-score-differs", "b"],
        ]));
        assert_eq!(severities("about = \"b\"\ncode = \"risk-score-differs\""), [Warning, Warning, Note]);
        assert_eq!(severities("code = \"resource-sum\""), [Note, Warning, Warning]);
        assert_eq!(severities("about = \"grant\"\ncode = \"resource-sum\""), [Note, Warning, Warning]);
        assert_eq!(severities("about = \"b\""), [Warning, Warning, Warning]);
    }

    #[test]
    fn a_note_that_answers_nothing_is_reported() {
        for (note, subject) in [
            ("code = \"risk-score-differs\"", "-"),
            ("about = \"r\"\ncode = \"risk-score-differs\"", "r"),
            ("about = \"r\"\ncode = \"resource-sum\"", "r"),
        ] {
            let last = answered(note).pop().map(|(line, _)| line).unwrap_or_default();
            assert!(last.starts_with(&format!("note-answers-nothing {subject} code=")), "{note}: {last}");
        }
    }

    #[test]
    fn one_note_explains_a_report_with_gaps() {
        let indicator = |id: &str| format!("[[indicator]]\nid = \"{id}\"\ntitle = \"T\"\nplanned = 1\n");
        let note = "[[note]]\ncode = \"result-missing\"\ntext = \"N\"";
        let content = Content::with_status("completed", &(indicator("a") + &indicator("b") + note));
        let (portal, mut findings) = content.checked();
        answer(&mut findings, &portal);
        assert!(findings.len() == 2 && findings.iter().all(|finding| finding.severity == Note));
    }

    #[test]
    fn a_report_that_cannot_be_read_causes_no_second_wave() {
        let grant = "[[indicator]]\nid = \"a\"\ntitle = \"T\"\nplanned = 1\n\
            [[note]]\nabout = \"a\"\ncode = \"breakdown-sum\"\ntext = \"N\"";
        let found = |report: &str| {
            let (portal, mut findings) = Content::with_status("completed", grant).report(report).checked_with_faults();
            answer(&mut findings, &portal);
            findings.iter().map(|finding| finding.code.name()).collect::<Vec<_>>()
        };
        assert_eq!(found("[[result]"), ["toml-syntax"]);
        assert_eq!(found("deviation = \"-\""), ["result-missing", "note-answers-nothing"]);
    }

    #[test]
    fn a_result_in_another_form_cannot_be_explained() {
        let grant = "[[indicator]]\nid = \"a\"\ntitle = \"T\"\nplanned = 300\nunit = \"items\"\n\
            [[note]]\nabout = \"a\"\ncode = \"implausible-value\"\ntext = \"N\"";
        let report = "[[result]]\nindicator = \"a\"\nachieved = \"90 %\"";
        let (portal, mut findings) = Content::grant(grant).report(report).checked();
        answer(&mut findings, &portal);
        let codes: Vec<_> = findings.iter().map(|finding| (finding.code.name(), finding.severity)).collect();
        assert_eq!(codes, [("implausible-value", Severity::Error), ("note-answers-nothing", Warning)]);
    }

    #[test]
    fn personal_data_cannot_be_explained() {
        let note = "goal = \"office@organisation.example\"\n[[note]]\ncode = \"email-address\"\ntext = \"N\"";
        let (portal, mut findings) = Content::grant(note).checked();
        answer(&mut findings, &portal);
        let codes: Vec<_> = findings.iter().map(|finding| (finding.code.name(), finding.severity)).collect();
        assert_eq!(codes, [("email-address", Severity::Error), ("note-answers-nothing", Warning)]);
    }
}
