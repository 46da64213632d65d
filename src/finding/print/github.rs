//! Workflow commands of GitHub, which shows them beside the lines of a change.

use super::Page;
use crate::finding::{Finding, Severity};
use std::io;

pub(super) fn print(findings: &[Finding], page: &mut Page<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    for finding in findings {
        let command = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let text = format!("{}\n{}", page.sentences(finding), page.advice(finding));
        let properties = properties(finding, page);
        writeln!(out, "::{command} {properties}title={}::{}", finding.code.name(), message(&text))?;
    }
    Ok(())
}

/// The file and the lines; a page has none.
fn properties(finding: &Finding, page: &mut Page<'_>) -> String {
    if finding.place.is_none() {
        return String::new();
    }
    page.spot(finding).map_or_else(String::new, |spot| {
        let (start, end) = (spot.start, spot.end);
        let file = property(&spot.file);
        format!("file={file},line={},col={},endLine={},endColumn={},", start.line, start.column, end.line, end.column)
    })
}

/// A message, with the signs replaced that would end it.
fn message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property, with the signs replaced that would end it.
fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}
