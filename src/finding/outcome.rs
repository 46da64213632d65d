use super::fold::fold;
use super::{Arg, Code, Finding, Severity};
use std::collections::BTreeSet;

/// Findings in the making.
pub type Findings = Vec<Finding>;

/// What a stage made, and what it has to say.
///
/// A stage goes on with what is sound, so there is always a value; whether it may be published is
/// decided once, at the end.
#[derive(Debug)]
pub struct Outcome<T> {
    /// What was made of the sound parts.
    pub value: T,
    /// What is to be told.
    pub findings: Findings,
}

impl<T> Outcome<T> {
    /// Hands the value to the next stage and keeps what was found so far.
    pub fn then<U>(self, stage: impl FnOnce(T) -> Outcome<U>) -> Outcome<U> {
        let mut findings = self.findings;
        let next = stage(self.value);
        findings.extend(next.findings);
        Outcome { value: next.value, findings }
    }
}

/// Sorts findings by place and code, once each, without echoes, and folds those of which there are many alike.
///
/// An echo is what only follows from an error that is told already: a translation is missing because its
/// file cannot be read, its text is empty or its language code is wrong; two stories with one name want
/// one address; two things with one id stand on one page. A template that stumbles over broken content is not to blame.
pub fn settle(findings: &mut Findings) {
    findings.sort();
    findings.dedup_by(|second, first| second == first || is_same_link(second, first));
    let causes: BTreeSet<Cause> = findings.iter().filter_map(cause).collect();
    findings.retain(|finding| !is_echo(finding, &causes));
    let is_cause =
        |finding: &Finding| finding.code.severity() == Severity::Error && finding.code != Code::TemplateError;
    if findings.iter().any(is_cause) {
        findings.retain(|finding| finding.code != Code::TemplateError);
    }
    fold(findings);
}

/// A dead link is found in the text and again on the page.
fn is_same_link(second: &Finding, first: &Finding) -> bool {
    let is_link = |finding: &Finding| finding.code == Code::DeadLink && finding.place.is_some();
    is_link(second) && is_link(first) && second.place == first.place
}

/// What an error spoils.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Cause {
    /// A file.
    File(String),
    /// The text of a key in a file.
    Text(String, String),
    /// A short name that is taken twice.
    Slug(String),
    /// An id that is taken twice.
    Id(String),
}

fn cause(finding: &Finding) -> Option<Cause> {
    let file = finding.place.as_ref()?.file.to_string();
    let gap = |name| text(finding, name).to_owned();
    match finding.code {
        Code::KzForKk | Code::UnknownLanguage if gap("key").is_empty() => Some(Cause::File(file)),
        Code::EmptyText | Code::WrongType | Code::KzForKk | Code::UnknownLanguage => {
            Some(Cause::Text(file, gap("key")))
        }
        Code::UnreadableFile | Code::NotUtf8 | Code::FrontMatterSyntax | Code::TomlSyntax => Some(Cause::File(file)),
        Code::DuplicateSlug => Some(Cause::Slug(gap("value"))),
        Code::DuplicateId => Some(Cause::Id(gap("value"))),
        _ => None,
    }
}

fn is_echo(finding: &Finding, causes: &BTreeSet<Cause>) -> bool {
    match finding.code {
        Code::MissingTranslation => finding.place.as_ref().is_some_and(|place| {
            let folder = place.file.rsplit_once('/').map_or("", |(folder, _)| folder);
            let is_broken = |name: &str| causes.contains(&Cause::File(format!("{folder}/{name}")));
            match text(finding, "key") {
                file if file.ends_with(".md") => is_broken(file) || is_broken("kz.md"),
                key => causes.contains(&Cause::Text(place.file.to_string(), key.to_owned())),
            }
        }),
        Code::AddressCollision => {
            let slug = text(finding, "address").rsplit('/').nth(1);
            slug.is_some_and(|slug| causes.contains(&Cause::Slug(slug.to_owned())))
        }
        Code::TemplateError => {
            let id = text(finding, "reason").strip_prefix("id=\"").and_then(|rest| rest.split('"').next());
            id.is_some_and(|id| causes.contains(&Cause::Id(id.to_owned())))
        }
        _ => false,
    }
}

/// The text of a gap.
fn text<'f>(finding: &'f Finding, gap: &str) -> &'f str {
    let arg = finding.args.iter().find(|(name, _)| *name == gap);
    arg.map_or("", |(_, arg)| if let Arg::Text(text) = arg { text } else { "" })
}

/// Makes errors of the warnings, as `--strict` asks.
pub fn strict(findings: &mut Findings) {
    for finding in findings.iter_mut().filter(|finding| finding.severity == Severity::Warning) {
        finding.severity = Severity::Error;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Place;

    fn at(code: Code, file: &str, key: &str) -> Finding {
        Finding::new(code).at(&Place::file(&file.into())).with("key", key)
    }

    fn settled(mut findings: Findings) -> Vec<Code> {
        settle(&mut findings);
        findings.iter().map(|finding| finding.code).collect()
    }

    #[test]
    fn each_finding_is_told_once_in_order() {
        let findings =
            vec![at(Code::UnknownKey, "b", "x"), at(Code::MissingKey, "a", "x"), at(Code::UnknownKey, "b", "x")];
        assert_eq!(settled(findings), [Code::MissingKey, Code::UnknownKey]);
        let link = |target| at(Code::DeadLink, "a", "").with("target", target);
        assert_eq!(settled(vec![link("/x/"), link("/kk/x/")]), [Code::DeadLink]);
    }

    #[test]
    fn templates_are_not_to_blame_for_broken_content() {
        let template = || at(Code::TemplateError, "themes/x/base.html", "");
        assert_eq!(settled(vec![template(), at(Code::DuplicateId, "a", "x")]), [Code::DuplicateId]);
        assert_eq!(settled(vec![template(), at(Code::MissingTranslation, "a", "x")]).len(), 2);
    }

    #[test]
    fn echoes_are_left_out() {
        let missing = |key| at(Code::MissingTranslation, "content/grants/x/ru.md", key);
        let file = |code, name: &str| at(code, &format!("content/grants/x/{name}"), "");
        assert_eq!(settled(vec![missing("kk.md"), file(Code::NotUtf8, "kk.md")]), [Code::NotUtf8]);
        assert_eq!(settled(vec![missing("kk.md"), file(Code::KzForKk, "kz.md")]), [Code::KzForKk]);
        assert_eq!(settled(vec![missing("kk.md"), file(Code::NotUtf8, "ky.md")]).len(), 2);

        let goal = |code| at(code, "content/grants/x/grant.toml", "goal");
        let title = at(Code::MissingTranslation, "content/grants/x/grant.toml", "title");
        let told = settled(vec![goal(Code::MissingTranslation), goal(Code::EmptyText), title]);
        assert_eq!(told, [Code::EmptyText, Code::MissingTranslation]);

        let collision = |address| Finding::new(Code::AddressCollision).with("address", address);
        let twice = at(Code::DuplicateSlug, "content/grants/x/stories/x/story.toml", "").with("value", "x");
        assert_eq!(settled(vec![collision("/kk/stories/x/"), twice.clone()]), [Code::DuplicateSlug]);
        assert_eq!(settled(vec![collision("/kk/stories/"), twice]).len(), 2);

        let id = at(Code::DuplicateId, "content/grants/x/grant.toml", "").with("value", "a");
        let repeated = Finding::new(Code::TemplateError).with("reason", "id=\"a\" twice");
        assert_eq!(settled(vec![repeated, id]), [Code::DuplicateId]);
    }
}
