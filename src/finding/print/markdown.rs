//! All findings as a list in Markdown, for the page of a run: a code host shows only the first remarks of each kind
//! beside the lines.

use super::{Page, Spot, human};
use crate::finding::{Finding, Severity};
use std::io;

/// The page of a run takes a megabyte at most.
const AT_MOST: usize = 500;

pub(super) fn print(findings: &[Finding], page: &mut Page<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out, "{}\n", plain(&human::summary(findings, page)))?;
    let told: Vec<&Finding> = findings.iter().filter(|finding| finding.severity != Severity::Note).collect();
    for finding in told.iter().take(AT_MOST) {
        let place = page
            .spot(finding)
            .map_or_else(String::new, |Spot { file, start, .. }| format!(" · {}:{}", plain(&file), start.line));
        let severity = page.words.severity(finding.severity);
        writeln!(out, "- **{}** {}{place}  ", plain(&severity), finding.code.name())?;
        let hint = page.advice(finding);
        writeln!(out, "  {} {}", plain(&page.sentences(finding)), plain(&hint))?;
    }
    if told.len() > AT_MOST { writeln!(out, "- …") } else { Ok(()) }
}

/// Text that Markdown and HTML leave as it is.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\r' | '\n' => plain.push(' '),
            '&' => plain.push_str("&amp;"),
            '<' => plain.push_str("&lt;"),
            _ if r"\`*_[]|~$@#".contains(letter) => plain.extend(['\\', letter]),
            _ => plain.push(letter),
        }
    }
    plain
}
