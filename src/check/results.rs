//! Plans and results: one without the other, and years without a target.

use super::shown;
use super::subject::Subject;
use crate::derive::Figures;
use crate::finding::{Code, Finding, Findings};
use crate::model::{Grant, Indicator, Portal, YearTarget};
use crate::read::GrantStatus;
use crate::value::Stated;

pub(super) fn run(portal: &Portal, _: &Figures) -> Findings {
    let grants = portal.grants.iter().flat_map(of_grant);
    let lots = portal.lots.iter().flat_map(|lot| target_years(Subject::lot(lot), &lot.indicators));
    grants.chain(lots).collect()
}

fn of_grant(grant: &Grant) -> Findings {
    let mut findings = target_years(Subject::grant(grant), &grant.indicators);
    findings.extend(grant.indicators.iter().filter_map(|indicator| without_plan(grant, indicator)));
    if grant.status == GrantStatus::Completed {
        findings.extend(grant.indicators.iter().filter_map(|indicator| without_result(grant, indicator)));
    }
    findings
}

fn without_plan(grant: &Grant, indicator: &Indicator) -> Option<Finding> {
    let total = indicator.achieved_total.as_ref().and_then(Stated::known);
    let result = indicator.achieved.known().or(total)?;
    let planned = matches!(indicator.planned, Stated::Known(_) | Stated::Unclear(_));
    let place = indicator.result_place.as_ref().unwrap_or(&indicator.place);
    let finding = Subject::grant(grant)
        .finding(Code::ResultWithoutPlan, place, &indicator.id)
        .with("id", indicator.id.as_str())
        .with("value", shown::quantity(result));
    (!planned && indicator.targets.is_empty()).then_some(finding)
}

fn without_result(grant: &Grant, indicator: &Indicator) -> Option<Finding> {
    let is_open = |value: &Stated<_>| matches!(value, Stated::NotReported | Stated::NotStated);
    let open = is_open(&indicator.achieved) && indicator.achieved_total.as_ref().is_none_or(is_open);
    let place = indicator.result_place.as_ref().unwrap_or(&indicator.place);
    let finding = Subject::grant(grant).finding(Code::ResultMissing, place, &indicator.id);
    (indicator.planned.known().is_some() && open).then(|| finding.with("id", indicator.id.as_str()))
}

/// Targets that were left blank, and years for which all other indicators of the kind have a target.
fn target_years(subject: Subject<'_>, indicators: &[Indicator]) -> Findings {
    let mut findings = Findings::new();
    for indicator in indicators.iter().filter(|indicator| !indicator.targets.is_empty()) {
        let finding = |year: i64, place| {
            let finding = subject.finding(Code::TargetYearMissing, place, &indicator.id);
            finding.with("id", indicator.id.as_str()).with("year", year.to_string())
        };
        let blank = |target: &&YearTarget| target.planned == Stated::NotStated;
        let blank = indicator.targets.iter().filter(blank);
        findings.extend(blank.map(|target| finding(target.year, &target.place)));
        let years = years_of_all_others(indicator, indicators).into_iter();
        let absent = years.filter(|year| indicator.targets.iter().all(|target| target.year != *year));
        findings.extend(absent.map(|year| finding(year, &indicator.place)));
    }
    findings
}

fn years_of_all_others(indicator: &Indicator, indicators: &[Indicator]) -> Vec<i64> {
    let is_sibling = |other: &&Indicator| {
        other.kind == indicator.kind && other.id != indicator.id && !other.targets.is_empty()
    };
    let siblings: Vec<&Indicator> = indicators.iter().filter(is_sibling).collect();
    let in_all = |year: &i64| siblings.iter().all(|other| other.targets.iter().any(|target| target.year == *year));
    let years = siblings.first().into_iter().flat_map(|first| first.targets.iter().map(|target| target.year));
    years.filter(in_all).collect()
}
