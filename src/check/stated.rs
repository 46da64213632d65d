//! What the document itself computed, computed again: risk scores, changes, durations.

use super::subject::Subject;
use super::sums::number;
use super::{Around, Part};
use crate::finding::{Code, Finding, Findings};
use crate::model::{ContextFigure, Grant, Risk};
use crate::value::{Decimal, PartialDate, Period, Quantity};

pub(super) fn run(part: Part<'_>, _: &Around) -> Findings {
    let Part::Grant(grant) = part else { return Findings::new() };
    of_grant(grant)
}

fn of_grant(grant: &Grant) -> Findings {
    let mut findings: Findings = grant.risks.iter().filter_map(|risk| score(grant, risk)).collect();
    findings.extend(grant.context.iter().filter_map(|figure| change(grant, figure)));
    findings.extend(duration(grant));
    findings
}

fn score(grant: &Grant, risk: &Risk) -> Option<Finding> {
    let [impact, probability, score] =
        [&risk.impact, &risk.probability, &risk.score].map(|value| value.as_ref().and_then(number));
    let (impact, probability, score) = (impact?, probability?, score?);
    let product = impact.checked_mul(probability)?;
    let finding = Subject::grant(grant)
        .finding(Code::RiskScoreDiffers, &risk.place, &risk.id)
        .with("score", score)
        .with("product", product)
        .with("impact", impact)
        .with("probability", probability);
    (product != score).then_some(finding)
}

/// How far a stated change may be from the computed one: documents round, and round the figures too.
const TOLERANCE: Decimal = Decimal::from_parts(5, 0, 0, false, 1);

fn change(grant: &Grant, figure: &ContextFigure) -> Option<Finding> {
    let stated = figure.change.as_ref().and_then(number)?;
    let from = figure.change_from.as_ref()?;
    let from = grant.context.iter().find(|it| it.id == from.value)?;
    let computed = percent_change(number(&from.value)?, number(&figure.value)?)?;
    let finding = Subject::grant(grant)
        .finding(Code::ChangeDiffers, &figure.place, &figure.id)
        .also(&from.place)
        .with("stated", percent(stated))
        .with("computed", percent(computed.round_dp(1).normalize()));
    (stated.checked_sub(computed)?.abs() > TOLERANCE).then_some(finding)
}

fn percent(percent: Decimal) -> Quantity {
    Quantity { percent: true, ..Quantity::exactly(percent) }
}

/// By how many percent `to` is more than `from`; nothing grows from zero.
fn percent_change(from: Decimal, to: Decimal) -> Option<Decimal> {
    to.checked_sub(from)?.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(from)
}

fn duration(grant: &Grant) -> Option<Finding> {
    let duration = grant.duration_days.as_ref()?;
    let stated = number(&duration.value)?;
    let days = days(grant.period.as_ref()?.value)?;
    let finding = Subject::grant(grant)
        .finding_on_all(Code::DurationDiffers, &duration.place)
        .with("stated", stated)
        .with("period", days);
    (stated != days).then_some(finding)
}

/// From the first day to the last, both included, where both are known.
fn days(period: Period) -> Option<Decimal> {
    let (PartialDate::Day(first), PartialDate::Day(last)) = (period.start, period.end) else { return None };
    let between = (last - first).get_days();
    Some(Decimal::from(i64::from(between) + 1))
}

#[cfg(test)]
mod tests {
    use super::super::testing::Content;
    use super::run;

    fn risk(rating: &str) -> Vec<String> {
        Content::grant(&format!("[[risk]]\nid = \"r\"\ntitle = \"R\"\n{rating}")).found(run)
    }

    #[test]
    fn a_score_is_impact_times_probability() {
        let differs = ["risk-score-differs r score=6 product=9 impact=3 probability=3"];
        assert_eq!(risk("impact = 3\nprobability = 3\nscore = 6"), differs);
        assert!(risk("impact = 3\nprobability = 2\nscore = 6").is_empty());
        assert!(risk("impact = 3\nprobability = \"?\"\nscore = 6").is_empty());
    }

    fn change(from: &str, stated: &str) -> Vec<String> {
        let figure = |id: &str, rest: &str| format!("[[context]]\nid = \"{id}\"\ntitle = \"T\"\n{rest}\n");
        let from = figure("before", &format!("value = {from}"));
        let to = figure("after", &format!("value = 684\nchange = \"{stated}\"\nchange_from = \"before\""));
        Content::grant(&(from + &to)).found(run)
    }

    #[test]
    fn a_change_follows_from_its_two_figures() {
        assert_eq!(change("671", "+21 %"), ["change-differs after stated=21 % computed=1.9 %"]);
        assert!(change("671", "+2 %").is_empty() && change("671", "+1.5 %").is_empty());
        assert!(change("0", "+21 %").is_empty() && change("\"?\"", "+21 %").is_empty());
        assert_eq!(change("800", "+14.5 %"), ["change-differs after stated=14.5 % computed=-14.5 %"]);
    }

    fn duration(period: &str) -> Vec<String> {
        Content::grant(&format!("duration_days = 184\nperiod = {period}")).found(run)
    }

    #[test]
    fn a_duration_is_counted_with_both_ends() {
        assert!(duration("{ start = \"2021-03-01\", end = \"2021-08-31\" }").is_empty());
        assert!(duration("{ start = \"2021-03\", end = \"2021-05\" }").is_empty());
        let longer = duration("{ start = \"2021-03-01\", end = \"2021-09-01\" }");
        assert_eq!(longer, ["duration-differs - stated=184 period=185"]);
    }
}
