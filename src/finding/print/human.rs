//! For a person at a terminal: the line, what to do, and a summary.

use super::runs::{self, Shown};
use super::{Page, SHOWN_PLACES, count, page_of};
use crate::finding::visible::{on_one_line, visible};
use crate::finding::wording::{answer, did_you_mean, message, text};
use crate::finding::{Arg, Finding, Place, Severity};
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::collections::BTreeSet;
use std::io;

pub(super) fn print(findings: &[Finding], page: &mut Page<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let renderer = Renderer::styled().hyperlink(false);
    let mut answers = BTreeSet::new();
    for Shown { finding, left } in runs::shown(findings) {
        // One note answers all findings of its kind about one thing.
        let answer = answer(finding, page.lang).filter(|note| answers.insert(note.clone()));
        let group = group(finding, answer, page);
        writeln!(out, "{}\n", renderer.render(&[group]))?;
        if left > 0 {
            writeln!(out, "{}\n", more(finding, left, page))?;
        }
    }
    by_kind(findings, page, out)?;
    writeln!(out, "{}", summary(findings, page))?;
    let first = |severity| findings.iter().find(|finding| finding.severity == severity);
    match first(Severity::Error).or_else(|| first(Severity::Warning)) {
        Some(first) => writeln!(out, "{}", page.words.say("frame.explain", &[("code", text(first.code.name()))])),
        None => Ok(()),
    }
}

/// How many findings like this one are not shown, and which format lists them.
fn more(finding: &Finding, left: usize, page: &Page<'_>) -> String {
    let key = if finding.is_error() { "frame.more-in-file" } else { "frame.more-of-kind" };
    page.words.say(key, &[("count", Arg::Count(left as u64)), ("code", text(finding.code.name()))])
}

/// How many findings there are of each kind, where they are too many to be counted at a glance.
fn by_kind(findings: &[Finding], page: &Page<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let kinds = runs::kinds(findings);
    let counts: Vec<String> = kinds.iter().map(|kind| page.words.count(kind.count)).collect();
    let width = counts.iter().map(|count| count.chars().count()).max().unwrap_or_default();
    for (kind, count) in kinds.iter().zip(&counts) {
        writeln!(out, "{count:>width$} {}[{}]", page.words.severity(kind.severity), kind.code.name())?;
    }
    if kinds.is_empty() { Ok(()) } else { writeln!(out) }
}

fn group(finding: &Finding, answer: Option<String>, page: &mut Page<'_>) -> Group<'static> {
    let level = if finding.severity == Severity::Error { Level::ERROR } else { Level::WARNING };
    let level = level.with_name(page.words.severity(finding.severity));
    let help = Level::HELP.with_name(page.words.say("frame.hint", &[]));
    let mut group = Group::with_title(level.primary_title(message(finding, page.lang)).id(finding.code.name()));
    group = match &finding.place {
        Some(place) => shown(group, place, AnnotationKind::Primary, None, page),
        None => page_of(finding).map_or_else(|| group.clone(), |page| group.clone().element(Origin::path(page))),
    };
    for place in finding.also.iter().filter(|_| finding.also.len() <= SHOWN_PLACES) {
        let label = page.words.say("frame.see-also", &[]);
        group = shown(group, place, AnnotationKind::Context, Some(label), page);
    }
    if let Some(question) = did_you_mean(finding, page.lang) {
        group = group.element(help.clone().message(question));
    }
    group = group.element(help.message(page.advice(finding)));
    match answer {
        Some(note) => group.element(Level::NOTE.with_name(page.words.say("frame.answer", &[])).message(visible(&note))),
        None => group,
    }
}

/// A longer line is not shown: nobody reads it, and laying it out takes long.
const LONGEST_LINE: usize = 20_000;

/// Adds a place: its first line with the text underlined, or only the name of the file where the whole
/// file is meant or its text is gone.
fn shown(
    group: Group<'static>,
    place: &Place,
    kind: AnnotationKind,
    label: Option<String>,
    page: &mut Page<'_>,
) -> Group<'static> {
    let path = on_one_line(&place.file);
    let is_whole = place.start == 0 && place.end == 0;
    match page.sources.get(&place.file).filter(|_| !is_whole) {
        None => group.element(Origin::path(path).line(1).char_column(1)),
        Some(source) => {
            let (line, number, span) = source.first_line(place.start as usize..place.end as usize);
            if line.len() > LONGEST_LINE {
                let column = source.position(place.start as usize).column;
                return group.element(Origin::path(path).line(number).char_column(column));
            }
            let annotation: Annotation<'static> = kind.span(span).label(label);
            let snippet = Snippet::source(line.to_owned()).line_start(number).path(path).annotation(annotation);
            group.element(snippet)
        }
    }
}

pub(super) fn summary(findings: &[Finding], page: &Page<'_>) -> String {
    let found = super::summary(findings, page.lang);
    match count(findings, Severity::Note) {
        0 => found,
        notes => format!("{found} {}", page.words.say("frame.answered", &[("count", Arg::Count(notes as u64))])),
    }
}
