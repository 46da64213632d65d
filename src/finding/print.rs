//! Findings, printed for a person, a line reader, a code host or a program: one file each.

mod github;
mod human;
mod json;
mod markdown;
mod overlay;
mod runs;
mod short;

pub use overlay::{overlay, summary};

use super::source::{Position, Sources};
use super::visible::{on_one_line, shortened};
use super::wording::{self, Wording};
use super::{Arg, Finding, Place, Severity};
use crate::language::Lang;
use std::io;

/// For whom findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Format {
    /// For a person: the line of the file, what to do, a summary.
    #[default]
    Human,
    /// One line each: `file:line:column: error[code]: message`.
    Short,
    /// Commands that the code host turns into remarks beside the lines.
    Github,
    /// One JSON object for programs.
    Json,
}

/// Prints findings in the order in which they are given.
///
/// `texts` gives the text of a file by its path, to show lines and count columns; files that cannot be
/// read any more or have changed meanwhile do no harm. Colours are always written with [`Format::Human`]:
/// `out` is expected to leave them out where they are not wanted, as `anstream` does.
///
/// # Errors
/// What `out` says.
pub fn print(
    findings: &[Finding],
    format: Format,
    lang: Lang,
    texts: &dyn Fn(&str) -> Option<String>,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let mut page = Page { words: Wording::of(lang), lang, sources: Sources::new(texts) };
    match format {
        Format::Human => human::print(findings, &mut page, out),
        Format::Short => short::print(findings, &mut page, out),
        Format::Github => github::print(findings, &mut page, out),
        Format::Json => json::print(findings, &mut page, out),
    }
}

/// Prints all findings as a list in Markdown, for the page of a run on a code host.
///
/// # Errors
/// What `out` says.
pub fn print_markdown(
    findings: &[Finding],
    lang: Lang,
    texts: &dyn Fn(&str) -> Option<String>,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let mut page = Page { words: Wording::of(lang), lang, sources: Sources::new(texts) };
    markdown::print(findings, &mut page, out)
}

/// So many further places of a finding are shown with their lines; of more, only the numbers of the lines are given.
const SHOWN_PLACES: usize = 3;

/// The numbers of lines take so many letters at most; programs are given all.
const LETTERS_OF_LINES: usize = 100;

/// What the printers have in common: a language and the files.
struct Page<'t> {
    words: &'static Wording,
    lang: Lang,
    sources: Sources<'t>,
}

/// Where a finding was made, ready to print.
struct Spot {
    /// The file, or the address of the page where no file is to blame.
    file: String,
    start: Position,
    end: Position,
    /// The text that it concerns, on one line.
    text: String,
}

impl Page<'_> {
    /// Where a finding was made; `None` where neither a file nor a page is known.
    fn spot(&mut self, finding: &Finding) -> Option<Spot> {
        match &finding.place {
            Some(place) => Some(self.place(place)),
            None => page_of(finding).map(|page| Spot {
                file: page,
                start: Position { line: 1, column: 1 },
                end: Position { line: 1, column: 1 },
                text: String::new(),
            }),
        }
    }

    fn place(&mut self, place: &Place) -> Spot {
        let (start, end) = (place.start as usize, place.end as usize);
        let first = Position { line: 1, column: 1 };
        let file = on_one_line(&place.file);
        match self.sources.get(&place.file) {
            None => Spot { file, start: first, end: first, text: String::new() },
            Some(source) => Spot {
                file,
                start: source.position(start),
                end: source.position(end.max(start)),
                text: shortened(&on_one_line(source.text(start..end))),
            },
        }
    }

    /// What to do next, and where else, where those places are too many to be shown.
    fn advice(&mut self, finding: &Finding) -> String {
        let hint = wording::hint(finding, self.lang);
        if finding.also.len() <= SHOWN_PLACES {
            return hint;
        }
        let folder =
            finding.place.as_ref().and_then(|place| place.file.rsplit_once('/')).map_or("", |(folder, _)| folder);
        let places = self.lines(&finding.also, folder);
        format!("{hint} {}", self.words.say("frame.further-lines", &[("lines", Arg::Text(places))]))
    }

    /// The numbers of the lines, file by file; files of this folder without it: `grant.toml: 2, 4, 6; report.toml: 5`.
    fn lines(&mut self, places: &[Place], folder: &str) -> String {
        let (mut lines, mut last) = (String::new(), None);
        for place in places {
            let spot = self.place(place);
            let inside = place.file.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/'));
            let line = match (&last, inside.map_or(spot.file, on_one_line)) {
                (Some(last), file) if *last == file => format!(", {}", spot.start.line),
                (_, file) => {
                    let between = if lines.is_empty() { "" } else { "; " };
                    let line = format!("{between}{file}: {}", spot.start.line);
                    last = Some(file);
                    line
                }
            };
            if lines.chars().count() + line.chars().count() > LETTERS_OF_LINES {
                return lines + "; …";
            }
            lines.push_str(&line);
        }
        lines
    }

    /// The message, and the question whether another word was meant.
    fn sentences(&self, finding: &Finding) -> String {
        let message = wording::message(finding, self.lang);
        match wording::did_you_mean(finding, self.lang) {
            Some(question) => format!("{message} {question}"),
            None => message,
        }
    }
}

/// The address of the page on which something was found.
fn page_of(finding: &Finding) -> Option<String> {
    let page = finding.args.iter().find(|(name, _)| *name == "page");
    page.and_then(|(_, page)| match page {
        super::Arg::Text(page) if !page.is_empty() => Some(on_one_line(page)),
        _ => None,
    })
}

/// How many findings weigh so much.
fn count(findings: &[Finding], severity: Severity) -> usize {
    findings.iter().filter(|finding| finding.severity == severity).count()
}

#[cfg(test)]
mod tests;
