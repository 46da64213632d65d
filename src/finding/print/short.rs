//! One line for each finding.

use super::{Page, Spot};
use crate::finding::Finding;
use std::io;

pub(super) fn print(findings: &[Finding], page: &mut Page<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    for finding in findings {
        let (severity, code) = (page.words.severity(finding.severity), finding.code.name());
        let spot = page.spot(finding);
        let place = spot
            .map_or_else(String::new, |Spot { file, start, .. }| format!("{file}:{}:{}: ", start.line, start.column));
        writeln!(out, "{place}{severity}[{code}]: {}", page.sentences(finding))?;
    }
    Ok(())
}
