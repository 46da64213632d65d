//! One JSON object. Its keys are permanent.

use super::{Page, count};
use crate::finding::visible::on_one_line;
use crate::finding::{About, Code, Finding, Severity, wording};
use serde::Serialize;
use std::io;

/// Everything that was found.
#[derive(Serialize)]
struct Report {
    findings: Vec<Item>,
    errors: usize,
    warnings: usize,
    /// Warnings that a note explains to the readers.
    notes: usize,
}

#[derive(Serialize)]
struct Item {
    /// As it is reached from the current folder; absent where no file is to blame.
    file: Option<String>,
    /// From 1, like the column, which counts characters.
    line: Option<usize>,
    column: Option<usize>,
    end: Option<End>,
    code: Code,
    severity: Severity,
    message: String,
    hint: String,
    did_you_mean: Option<String>,
    /// What was written.
    text: String,
    /// Whether a note explains it to the readers.
    documented: bool,
    /// The grant or lot, and the id of the figure.
    about: Option<About>,
    also: Vec<Also>,
}

/// One past the last character.
#[derive(Serialize)]
struct End {
    line: usize,
    column: usize,
}

/// Another place that belongs to the finding.
#[derive(Serialize)]
struct Also {
    file: String,
    line: usize,
    column: usize,
}

pub(super) fn print(findings: &[Finding], page: &mut Page<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let report = Report {
        errors: count(findings, Severity::Error),
        warnings: count(findings, Severity::Warning),
        notes: count(findings, Severity::Note),
        findings: findings.iter().map(|finding| item(finding, page)).collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &report)?;
    writeln!(out)
}

fn item(finding: &Finding, page: &mut Page<'_>) -> Item {
    let also = finding.also.iter().map(|place| page.place(place));
    let also = also.map(|spot| Also { file: spot.file, line: spot.start.line, column: spot.start.column }).collect();
    let spot = finding.place.as_ref().map(|place| page.place(place));
    let start = spot.as_ref().map(|spot| spot.start);
    Item {
        line: start.map(|start| start.line),
        column: start.map(|start| start.column),
        end: spot.as_ref().map(|spot| End { line: spot.end.line, column: spot.end.column }),
        text: spot.as_ref().map(|spot| spot.text.clone()).unwrap_or_default(),
        file: spot.map(|spot| spot.file),
        code: finding.code,
        severity: finding.severity,
        message: wording::message(finding, page.lang),
        hint: wording::hint(finding, page.lang),
        did_you_mean: finding.did_you_mean.as_deref().map(on_one_line),
        documented: finding.severity == Severity::Note,
        about: finding.about.clone(),
        also,
    }
}
