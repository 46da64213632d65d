use super::{Finding, Severity};

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

/// Sorts findings by place and code, once each.
pub fn settle(findings: &mut Findings) {
    findings.sort();
    findings.dedup();
}

/// Makes errors of the warnings, as `--strict` asks.
pub fn strict(findings: &mut Findings) {
    for finding in findings.iter_mut().filter(|finding| finding.severity == Severity::Warning) {
        finding.severity = Severity::Error;
    }
}
