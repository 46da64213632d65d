//! Plans and results: one without the other, one far beyond the other, and years without a target.

use super::subject::Subject;
use super::{Around, Part};
use crate::derive::compared;
use crate::finding::{Code, Finding, Findings, Severity};
use crate::model::{Grant, Indicator, Unit, YearTarget};
use crate::read::GrantStatus;
use crate::value::{Decimal, Quantity, Stated};
use std::mem::discriminant;

pub(super) fn run(part: Part<'_>, _: &Around) -> Findings {
    match part {
        Part::Grant(grant) => of_grant(grant),
        Part::Lot(lot) => target_years(Subject::lot(lot), &lot.indicators),
        _ => Findings::new(),
    }
}

fn of_grant(grant: &Grant) -> Findings {
    let mut findings = target_years(Subject::grant(grant), &grant.indicators);
    findings.extend(grant.indicators.iter().filter_map(|indicator| without_plan(grant, indicator)));
    findings.extend(grant.indicators.iter().filter_map(|indicator| of_another_form(grant, indicator)));
    findings.extend(grant.indicators.iter().filter_map(|indicator| far_beyond_plan(grant, indicator)));
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
        .with("value", *result);
    (!planned && indicator.targets.is_empty()).then_some(finding)
}

/// A result in another form than the plan cannot be compared: the promise would drop out of the count.
fn of_another_form(grant: &Grant, indicator: &Indicator) -> Option<Finding> {
    let total = indicator.achieved_total.as_ref().and_then(Stated::known);
    let (planned, result) = (indicator.planned.known()?, indicator.achieved.known().or(total)?);
    let is_percent = |quantity: &Quantity| quantity.percent || indicator.unit.as_ref().is_some_and(Unit::is_percent);
    let form = |quantity: &Quantity| (discriminant(&quantity.amount), is_percent(quantity));
    let place = indicator.result_place.as_ref().unwrap_or(&indicator.place);
    let finding = Subject::grant(grant).finding(Code::ImplausibleValue, place, &indicator.id);
    let finding = finding.with("id", indicator.id.as_str()).with("value", *result);
    let finding = finding.with("planned", *planned).with("slip", "form");
    (form(planned) != form(result)).then_some(finding.weighing(Severity::Error))
}

/// A hundredfold result: more often two digits too many, or another unit, than a success.
fn far_beyond_plan(grant: &Grant, indicator: &Indicator) -> Option<Finding> {
    let (planned, result) = compared(indicator);
    let (planned, result) = (planned?, result?);
    let (plan, number) = (planned.number()?, result.number()?);
    let is_far = plan > Decimal::ZERO && plan.checked_mul(Decimal::ONE_HUNDRED).is_some_and(|most| number >= most);
    let place = indicator.result_place.as_ref().unwrap_or(&indicator.place);
    let finding = Subject::grant(grant).finding(Code::ImplausibleValue, place, &indicator.id);
    let finding = finding.with("id", indicator.id.as_str()).with("value", result);
    (is_far && planned.percent == result.percent).then(|| finding.with("planned", planned).with("slip", "far"))
}

fn without_result(grant: &Grant, indicator: &Indicator) -> Option<Finding> {
    let is_open = |value: &Stated<_>| matches!(value, Stated::NotReported | Stated::NotStated);
    let open = is_open(&indicator.achieved) && indicator.achieved_total.as_ref().is_none_or(is_open);
    let place = indicator.result_place.as_ref().unwrap_or(&indicator.place);
    let finding = Subject::grant(grant).finding(Code::ResultMissing, place, &indicator.id);
    let finding = finding.with("id", indicator.id.as_str());
    let finding = if indicator.result_place.is_some() { finding.with("slip", "blank") } else { finding };
    (indicator.planned.known().is_some() && open).then_some(finding)
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
    let is_sibling =
        |other: &&Indicator| other.kind == indicator.kind && other.id != indicator.id && !other.targets.is_empty();
    let siblings: Vec<&Indicator> = indicators.iter().filter(is_sibling).collect();
    let in_all = |year: &i64| siblings.iter().all(|other| other.targets.iter().any(|target| target.year == *year));
    let years = siblings.first().into_iter().flat_map(|first| first.targets.iter().map(|target| target.year));
    years.filter(in_all).collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::Content;
    use super::run;

    fn result(status: &str, plan: &str, result: &str) -> Vec<String> {
        let plan = format!("[[indicator]]\nid = \"a\"\ntitle = \"A\"\n{plan}\n");
        let result = format!("[[result]]\nindicator = \"a\"\n{result}\n");
        Content::with_status(status, &plan).report(&result).found(run)
    }

    #[test]
    fn a_result_needs_a_plan() {
        let found = ["result-without-plan a id=a value=100 %"];
        assert_eq!(result("running", "", "achieved = \"100 %\""), found);
        assert_eq!(result("running", "planned = \"-\"", "total = \"100 %\""), found);
        assert!(result("running", "planned = \"80 %\"", "achieved = \"100 %\"").is_empty());
        assert!(result("running", "", "achieved = \"?\"").is_empty());
    }

    #[test]
    fn a_completed_grant_has_its_results() {
        let found = ["result-missing a id=a slip=blank"];
        assert!(result("completed", "planned = 5", "comment = \"C\"") == found);
        assert!(result("completed", "planned = 5", "achieved = \"?\"") == found);
        for told in ["achieved = 0", "achieved = \"-\"", "total = 7"] {
            assert!(result("completed", "planned = 5", told).is_empty(), "{told}");
        }
        assert!(result("running", "planned = 5", "achieved = \"?\"").is_empty());
        assert!(result("completed", "planned = \"-\"", "achieved = \"?\"").is_empty());
    }

    #[test]
    fn a_hundredfold_result_is_asked_about() {
        let found =
            |value: &str, plan: &str| [format!("implausible-value a id=a value={value} planned={plan} slip=far")];
        assert_eq!(result("running", "planned = 3", "achieved = 300"), found("300", "3"));
        assert_eq!(result("running", "planned = \"at most 3\"", "achieved = 301"), found("301", "<= 3"));
        assert_eq!(result("running", "planned = \"0.5 %\"", "achieved = \"60 %\""), found("60 %", "0.5 %"));
        let per_group = "planned = 3\nper = \"group\"\nper_count = 4";
        assert!(result("running", per_group, "total = 1199").is_empty());
        assert_eq!(result("running", per_group, "total = 1200"), found("1200", "12"));
        for (plan, told) in [("0", "300"), ("3", "299"), ("3", "0"), ("\"3/4\"", "\"3/400\""), ("true", "true")] {
            let told = format!("achieved = {told}");
            assert!(result("running", &format!("planned = {plan}"), &told).is_empty(), "{plan}: {told}");
        }
    }

    fn years(of: &[&str]) -> Vec<String> {
        let indicator = |(at, targets): (usize, &&str)| {
            format!("[[indicator]]\nid = \"i{at}\"\ntitle = \"T\"\nkind = \"target\"\ntarget = [{targets}]\n")
        };
        Content::grant(&of.iter().enumerate().map(indicator).collect::<String>()).found(run)
    }

    #[test]
    fn targets_go_on_as_long_as_those_of_the_others() {
        let (to_2030, to_2025) =
            ("{ year = 2025, planned = 2 }, { year = 2030, planned = 3 }", "{ year = 2025, planned = 2 }");
        let blank = "{ year = 2025, planned = 2 }, { year = 2030 }";
        assert_eq!(years(&[to_2030, to_2030, blank]), ["target-year-missing i2 id=i2 year=2030"]);
        assert_eq!(years(&[to_2030, to_2025, to_2030]), ["target-year-missing i1 id=i1 year=2030"]);
        assert!(
            years(&[to_2030, to_2030]).is_empty() && years(&[to_2030, ""]).is_empty() && years(&[to_2025]).is_empty()
        );
    }
}
