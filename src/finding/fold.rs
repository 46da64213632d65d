//! Missing translations, told as one where they are many: a document that was imported is in one language, and nobody
//! reads the same sentence ninety times.

use super::{About, Arg, Code, Finding, Findings, Severity};
use std::collections::BTreeMap;

/// So many missing translations of one folder into one language are told one by one.
const SINGLY: usize = 2;

/// Makes one finding of the texts of a folder that are missing in one language, at the first of them; the places of the
/// others stand beside it. What a note explains is told singly: the note says of what it speaks. Findings come sorted and
/// stay so.
pub(super) fn fold(findings: &mut Findings) {
    let mut groups: BTreeMap<(String, &'static str), Vec<usize>> = BTreeMap::new();
    for (at, finding) in findings.iter().enumerate() {
        if let Some(group) = group(finding) {
            groups.entry(group).or_default().push(at);
        }
    }
    let mut told_elsewhere = vec![false; findings.len()];
    for group in groups.values().filter(|group| group.len() > SINGLY) {
        let places: Vec<_> = group.iter().skip(1).filter_map(|at| findings.get(*at)?.place.clone()).collect();
        for at in group.iter().skip(1) {
            told_elsewhere[*at] = true;
        }
        if let Some(first) = group.first().and_then(|first| findings.get_mut(*first)) {
            first.also = places;
            first.args.extend([("slip", Arg::from("several")), ("count", Arg::from(group.len()))]);
            first.about = first.about.take().map(|about| About { id: None, ..about });
        }
    }
    let mut elsewhere = told_elsewhere.into_iter();
    findings.retain(|_| !elsewhere.next().unwrap_or_default());
}

/// The folder and the language in which a text is missing.
fn group(finding: &Finding) -> Option<(String, &'static str)> {
    if finding.code != Code::MissingTranslation || finding.severity == Severity::Note {
        return None;
    }
    let (folder, _) = finding.place.as_ref()?.file.rsplit_once('/')?;
    let language = finding.args.iter().find_map(|(name, arg)| match arg {
        Arg::Term(language) if *name == "language" => Some(*language),
        _ => None,
    });
    Some((folder.to_owned(), language?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Place;

    fn missing(file: &str, at: usize, language: &'static str) -> Finding {
        let place = Place::new(&file.into(), at..at + 1);
        let about = About { subject: "grants/x".to_owned(), id: Some("a".to_owned()), languages: Vec::new() };
        let finding = Finding::new(Code::MissingTranslation).at(&place).about(about);
        finding.with("key", format!("key{at}")).with("language", Arg::Term(language))
    }

    fn folded(mut findings: Findings) -> Findings {
        findings.sort();
        fold(&mut findings);
        findings
    }

    #[test]
    fn many_texts_of_a_folder_are_told_at_the_first_of_them() {
        let grant = |at| missing("content/grants/x/grant.toml", at, "ru");
        let report = missing("content/grants/x/report.toml", 7, "ru");
        let told = folded(vec![grant(20), grant(10), report.clone()]);
        let [one] = told.as_slice() else { panic!("{told:?}") };
        assert_eq!(one.place, grant(10).place);
        assert_eq!(one.also, [grant(20).place.clone().unwrap(), report.place.clone().unwrap()]);
        assert_eq!(one.slip(), Some("several"));
        assert!(one.args.contains(&("key", Arg::from("key10"))) && one.args.contains(&("count", Arg::Count(3))));
        assert_eq!(
            one.about.as_ref().map(|about| (about.subject.as_str(), about.id.as_deref())),
            Some(("grants/x", None))
        );
    }

    #[test]
    fn few_texts_are_told_singly() {
        let file = "content/grants/x/grant.toml";
        let few = vec![missing(file, 1, "kk"), missing(file, 2, "kk"), missing(file, 3, "ru"), missing(file, 4, "ru")];
        assert_eq!(folded(few.clone()), few);
        let story = |at| missing("content/grants/x/stories/y/story.toml", at, "kk");
        assert_eq!(folded([few[..2].to_vec(), vec![story(1), story(2)]].concat()).len(), 4);
    }

    #[test]
    fn what_a_note_explains_and_other_findings_stay() {
        let file = "content/grants/x/grant.toml";
        let explained = |at| missing(file, at, "kk").weighing(Severity::Note);
        let other = |at| {
            let mut finding = missing(file, at, "kk");
            finding.code = Code::IdenticalTranslation;
            finding
        };
        let all: Findings = (1..5).flat_map(|at| [explained(at), other(at)]).collect();
        assert_eq!(folded(all).len(), 8);
    }
}
