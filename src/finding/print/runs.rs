//! What a person is shown of very many findings: long runs of one kind must not drown the others.

use crate::finding::{Code, Finding, Severity};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// So many errors of a file are shown. Thousands mostly come from one mistake.
pub(super) const ERRORS: usize = 500;
/// So many warnings of one kind are shown.
pub(super) const WARNINGS: usize = 20;
/// So many findings are counted at a glance.
const AT_A_GLANCE: usize = 10;

/// A finding that is shown, and how many like it are not: told with the last of them that is.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Shown<'f> {
    pub(super) finding: &'f Finding,
    pub(super) left: usize,
}

/// Findings that are alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Run<'f> {
    /// Errors of one file.
    File(Option<&'f str>),
    /// Warnings of one kind.
    Kind(Code),
}

impl<'f> Run<'f> {
    fn of(finding: &'f Finding) -> Self {
        match finding.is_error() {
            true => Self::File(finding.place.as_ref().map(|place| &*place.file)),
            false => Self::Kind(finding.code),
        }
    }

    /// How many of it are shown.
    fn limit(self) -> usize {
        match self {
            Self::File(_) => ERRORS,
            Self::Kind(_) => WARNINGS,
        }
    }
}

/// Errors and warnings, in order, without the rest of long runs.
pub(super) fn shown(findings: &[Finding]) -> Vec<Shown<'_>> {
    let told = || findings.iter().filter(|finding| finding.severity != Severity::Note);
    let mut sizes: BTreeMap<Run<'_>, usize> = BTreeMap::new();
    told().for_each(|finding| *sizes.entry(Run::of(finding)).or_default() += 1);
    let mut seen: BTreeMap<Run<'_>, usize> = BTreeMap::new();
    let show = |finding| {
        let run = Run::of(finding);
        let (count, limit) = (seen.entry(run).or_default(), run.limit());
        *count += 1;
        let left = if *count == limit { sizes.get(&run).map_or(0, |size| size - limit) } else { 0 };
        (*count <= limit).then_some(Shown { finding, left })
    };
    told().filter_map(show).collect()
}

/// How many findings there are of a kind.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Kind {
    pub(super) severity: Severity,
    pub(super) code: Code,
    pub(super) count: usize,
}

/// Every kind of error and warning, errors first, then the most frequent; nothing where all of them are seen at a glance.
pub(super) fn kinds(findings: &[Finding]) -> Vec<Kind> {
    let mut counts: BTreeMap<(Severity, Code), usize> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| finding.severity != Severity::Note) {
        *counts.entry((finding.severity, finding.code)).or_default() += 1;
    }
    if counts.len() < 2 || counts.values().sum::<usize>() <= AT_A_GLANCE {
        return Vec::new();
    }
    let mut kinds: Vec<Kind> =
        counts.into_iter().map(|((severity, code), count)| Kind { severity, code, count }).collect();
    kinds.sort_by_key(|kind| (kind.severity, Reverse(kind.count), kind.code.name()));
    kinds
}
