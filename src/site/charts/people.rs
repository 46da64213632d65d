//! Who took part.

use super::super::Tongue;
use super::super::chart::{Chart, Demographics, DemographicsHead, Part};
use super::super::facts::part_name;
use super::super::tongue::{number, text};
use super::{length, number_of, share};
use crate::model::{Breakdown, BreakdownPart, Grant};
use crate::read::BreakdownBy;
use crate::value::Decimal;

/// Participants told apart by one quality.
pub fn breakdown(tongue: &Tongue<'_>, grant: &Grant, by: BreakdownBy) -> Option<Chart> {
    let breakdowns = grant.report.iter().flat_map(|report| &report.breakdowns);
    let breakdown = breakdowns.into_iter().find(|breakdown| breakdown.by == by)?;
    let whole = sum(breakdown);
    let parts: Vec<Part> = breakdown.parts.iter().map(|it| part(tongue, it, whole)).collect();
    let largest = breakdown.parts.iter().max_by_key(|part| number_of(&part.value))?;
    let args = [
        ("quality", text(tongue.choice("breakdown_by", by.code()))),
        ("count", number(parts.len())),
        ("largest", text(part_name(tongue, &largest.part).text)),
        ("value", text(tongue.value(&largest.value, None).text)),
    ];
    Some(Chart::Demographics(Demographics {
        title: tongue.t(&format!("chart.breakdown.{}", by.code())),
        description: tongue.say("chart.breakdown.description", &args),
        parts,
        remark: remark(tongue, breakdown, whole),
        head: DemographicsHead {
            part: tongue.choice("breakdown_by", by.code()),
            value: tongue.t("chart.head.people"),
            share: tongue.t("chart.head.share"),
        },
    }))
}

fn sum(breakdown: &Breakdown) -> Decimal {
    breakdown.parts.iter().filter_map(|part| number_of(&part.value)).fold(Decimal::ZERO, Decimal::saturating_add)
}

fn part(tongue: &Tongue<'_>, part: &BreakdownPart, whole: Decimal) -> Part {
    let value = number_of(&part.value);
    let share = value.and_then(|value| share(value, whole));
    Part {
        label: part_name(tongue, &part.part).into(),
        value: value.map(length),
        written: tongue.value(&part.value, None).text,
        share: share.map(|share| tongue.locale.percent(&share)).unwrap_or_default(),
    }
}

/// Said where the parts are not the whole that the document states.
fn remark(tongue: &Tongue<'_>, breakdown: &Breakdown, whole: Decimal) -> Option<String> {
    let total = breakdown.total.as_ref().and_then(number_of).filter(|total| *total != whole)?;
    let args = [("sum", text(tongue.locale.number(&whole))), ("total", text(tongue.locale.number(&total)))];
    Some(tongue.say("chart.breakdown.remark", &args))
}
