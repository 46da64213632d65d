//! For a page in the browser: what `esep serve` shows over the pages of the portal.

use super::{Page, count};
use crate::finding::source::Sources;
use crate::finding::wording::{Wording, nothing_published, text};
use crate::finding::{Arg, Finding, Severity};
use crate::language::Lang;
use serde_json::{Value, json};

/// How many findings of a kind are shown: nobody reads more on a page, and the console has all.
const SHOWN: usize = 100;

/// Findings as JSON for the page that shows them, with every word in it; `null` where there are none. `texts` as in
/// [`print`](super::print()); `stays`: the last good state is shown in place of this one.
///
/// The object has `lang`, `title`, `close`, `about`, and `errors` and `warnings`, each with `title`, `items` (`place`,
/// `message`, `hint`) and perhaps `more`.
pub fn overlay(findings: &[Finding], lang: Lang, texts: &dyn Fn(&str) -> Option<String>, stays: bool) -> String {
    let mut page = Page { words: Wording::of(lang), lang, sources: Sources::new(texts) };
    let errors = part(findings, Severity::Error, "frame.errors", &mut page);
    let warnings = part(findings, Severity::Warning, "frame.warnings", &mut page);
    if errors.is_null() && warnings.is_null() {
        return Value::Null.to_string();
    }
    let title = if errors.is_null() { &warnings } else { &errors };
    json!({
        "lang": lang.code(),
        "title": title.get("title"),
        "close": page.words.say("frame.close", &[]),
        "about": stays.then(|| nothing_published(lang)),
        "errors": errors,
        "warnings": warnings,
    })
    .to_string()
}

/// The findings that weigh so much.
fn part(findings: &[Finding], severity: Severity, title: &str, page: &mut Page<'_>) -> Value {
    let all = count(findings, severity);
    if all == 0 {
        return Value::Null;
    }
    let counted = |key: &str, count: usize| page.words.say(key, &[("count", Arg::Count(count as u64))]);
    let title = counted(title, all);
    let more = (all > SHOWN).then(|| counted("frame.first-shown", SHOWN));
    let those = findings.iter().filter(|finding| finding.severity == severity);
    let items: Vec<Value> = those.take(SHOWN).map(|finding| item(finding, page)).collect();
    json!({ "title": title, "items": items, "more": more })
}

fn item(finding: &Finding, page: &mut Page<'_>) -> Value {
    let place = page.spot(finding).map(|spot| match &finding.place {
        Some(_) => format!("{}:{}:{}", spot.file, spot.start.line, spot.start.column),
        None => spot.file,
    });
    json!({ "place": place, "message": page.sentences(finding), "hint": page.advice(finding) })
}

/// "2 errors, 3 warnings."
pub fn summary(findings: &[Finding], lang: Lang) -> String {
    let words = Wording::of(lang);
    let counted = |key: &str, count: usize| words.say(key, &[("count", Arg::Count(count as u64))]);
    let [errors, warnings] = [Severity::Error, Severity::Warning].map(|severity| count(findings, severity));
    if errors + warnings == 0 {
        return words.say("frame.nothing-found", &[]);
    }
    let (errors, warnings) = (counted("frame.errors", errors), counted("frame.warnings", warnings));
    words.say("frame.summary", &[("errors", text(&errors)), ("warnings", text(&warnings))])
}
