//! How single facts are said: what lists, tables and charts have in common.

use super::tongue::text;
use super::{Passage, Tongue, Value};
use crate::model::{Grant, Indicator, Part, Resource, ResourceFrom, Unit};
use crate::read::Change;
use crate::value::{Amount, Bound, Quantity, Stated};

/// What is promised, in words: bound, amount, unit, for each of what, rise or fall.
pub fn planned(tongue: &Tongue<'_>, indicator: &Indicator) -> Value {
    if indicator.planned.known().is_some_and(|planned| planned.amount == Amount::Done(true)) {
        return Value::known(tongue.t("value.to_be_done"));
    }
    let value = change(tongue, indicator, &indicator.planned);
    let (Some(per), "known") = (&indicator.per, value.state) else { return value };
    let count = per.count.as_ref().and_then(Stated::known).and_then(|count| count.number());
    Value::known(tongue.per(&value.text, &per.unit, count.as_ref())).sorted_by(value.plain)
}

/// What was achieved. What a report does not state is not given; without a report it is not reported yet.
pub fn result(tongue: &Tongue<'_>, of: &Indicator, result: &Stated<Quantity>, unit: Option<&Unit>) -> Value {
    match result {
        Stated::NotReported if of.in_report => not_given(tongue),
        _ => tongue.value(result, unit),
    }
}

/// What is said in place of a result that the report does not state.
pub fn not_given(tongue: &Tongue<'_>) -> Value {
    Value::absent(tongue.t("state.not-reported"), "not-reported")
}

/// A quantity that may be a promised rise or fall.
pub fn change(tongue: &Tongue<'_>, indicator: &Indicator, quantity: &Stated<Quantity>) -> Value {
    let unit = indicator.unit.as_ref();
    match (indicator.change, quantity) {
        (Some(change), Stated::Known(quantity)) => {
            let amount = tongue.quantity(&Quantity { bound: Bound::Exactly, ..*quantity }, unit);
            let said = tongue.say(change_key(change, quantity.bound), &[("amount", text(amount))]);
            Value::known(said).sorted_by(quantity.number())
        }
        _ => tongue.value(quantity, unit),
    }
}

fn change_key(change: Change, bound: Bound) -> &'static str {
    match (change, bound) {
        (Change::Rise, Bound::Exactly) => "change.rise",
        (Change::Rise, Bound::AtLeast) => "change.rise_at_least",
        (Change::Rise, Bound::AtMost) => "change.rise_at_most",
        (Change::Fall, Bound::Exactly) => "change.fall",
        (Change::Fall, Bound::AtLeast) => "change.fall_at_least",
        (Change::Fall, Bound::AtMost) => "change.fall_at_most",
    }
}

/// The name of a part of a breakdown.
pub fn part_name(tongue: &Tongue<'_>, part: &Part) -> Passage {
    match part {
        Part::Sex(sex) => tongue.choice("sex", sex.code()).into(),
        Part::Age(age) => tongue.age(age).into(),
        Part::Group(name) => tongue.words(name),
    }
}

/// Who pays under one option: "regional budget 70 %, entrepreneur 30 %".
pub fn funding(tongue: &Tongue<'_>, grant: &Grant, resource: &Resource, option: Option<usize>) -> String {
    let payers = resource.from.iter().filter(|from| from.option == option || from.option.is_none());
    let payer = |from: &ResourceFrom| {
        let name = grant.funding_sources.get(from.source).map(|source| tongue.words(&source.name).text)?;
        let share = from.share.as_ref().and_then(Stated::known).map(|share| tongue.quantity(share, None));
        Some(share.map_or_else(|| name.clone(), |share| format!("{name} {share}")))
    };
    payers.filter_map(payer).collect::<Vec<_>>().join(", ")
}
