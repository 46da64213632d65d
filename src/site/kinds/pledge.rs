//! Promise and result, one below the other on one scale: the first thing that a reader sees.

use super::super::facts::result;
use super::super::{Tongue, Value};
use super::parts::{self, StateView, state_views};
use crate::derive::{GrantFigures, State, Totals};
use crate::model::{Grant, Indicator, Unit};
use crate::read::StandardIndicator;
use crate::value::{Decimal, Quantity, Stated};
use serde::Serialize;

/// The longer bar of a pair is this long.
const WHOLE: u32 = 1000;
const PEOPLE: &str = "figure-people";
const INDICATORS: &str = "figure-indicators";

/// What was promised and what was done, of one kind: people, indicators.
#[derive(Debug, Serialize)]
pub(super) struct Pledge {
    /// The fragment of its address.
    id: &'static str,
    label: String,
    planned: Value,
    achieved: Value,
    /// Length of the bar of the promise, of 1000; absent where no figure was promised.
    promise: Option<u32>,
    /// Length of the bar of the result, of 1000; absent where no figure is known.
    result: Option<u32>,
    /// The result by state, where it counts indicators: the bar is divided by it.
    states: Vec<StateView>,
    /// What the figures include.
    note: Option<String>,
}

/// A figure of a promise or of a result: as it is written, and as a length.
struct Figure {
    value: Value,
    number: Option<Decimal>,
}

impl Pledge {
    fn new(id: &'static str, label: String, planned: Figure, achieved: Figure) -> Self {
        let longer = planned.number.max(achieved.number).unwrap_or_default();
        let length = |number: Option<Decimal>| number.map(|number| length(number, longer));
        Self {
            id,
            label,
            promise: length(planned.number),
            result: length(achieved.number),
            planned: planned.value,
            achieved: achieved.value,
            states: Vec::new(),
            note: None,
        }
    }
}

/// `number` as a share of the longer one.
fn length(number: Decimal, longer: Decimal) -> u32 {
    let share = number.max(Decimal::ZERO).checked_mul(WHOLE.into()).and_then(|it| it.checked_div(longer));
    share.and_then(|share| u32::try_from(share.round()).ok()).unwrap_or(0)
}

/// What a grant promised and did: people reached directly, indicators met.
pub(super) fn of_grant(tongue: &Tongue<'_>, grant: &Grant, figures: &GrantFigures) -> Vec<Pledge> {
    let direct = |it: &&Indicator| it.standard == Some(StandardIndicator::DirectBeneficiaries);
    let people = grant.indicators.iter().find(direct).map(|it| people_of_grant(tongue, it));
    people.into_iter().chain(indicators(tongue, &figures.totals)).collect()
}

fn people_of_grant(tongue: &Tongue<'_>, direct: &Indicator) -> Pledge {
    let unit = Some(&Unit::PEOPLE);
    let number = |value: &Stated<Quantity>| value.known().and_then(Quantity::number);
    let achieved = direct.achieved_total.as_ref().unwrap_or(&direct.achieved);
    let promise = Figure { value: tongue.value(&direct.planned, unit), number: number(&direct.planned) };
    let result = Figure { value: result(tongue, direct, achieved, unit), number: number(achieved) };
    Pledge::new(PEOPLE, tongue.t("totals.people_reached"), promise, result)
}

/// What all grants together promised and did; what none of them counts is left out.
pub(super) fn of_totals(tongue: &Tongue<'_>, totals: &Totals) -> Vec<Pledge> {
    let note = |it| Pledge { note: Some(parts::indicators_note(tongue, totals)), ..it };
    let indicators = indicators(tongue, totals).map(note);
    people(tongue, totals).into_iter().chain(indicators).collect()
}

/// People, where any grant counts them: both sides of those grants only of which both are known.
fn people(tongue: &Tongue<'_>, totals: &Totals) -> Option<Pledge> {
    let planned =
        if totals.people_reached.of > 0 { totals.people_planned_where_reached } else { totals.people_planned };
    let known = |number: Decimal| Value::known(tongue.locale.number(&number));
    let (promised, done) = (planned.known(), totals.people_reached.known());
    let promise =
        Figure { value: promised.map_or_else(|| tongue.value(&Stated::NotStated, None), known), number: promised };
    let result =
        Figure { value: done.map_or_else(|| parts::open(tongue, totals.awaiting_people), known), number: done };
    let pledge = Pledge::new(PEOPLE, tongue.t("totals.people_reached"), promise, result);
    (totals.counting_people > 0).then(|| Pledge { note: parts::people_note(tongue, totals), ..pledge })
}

fn indicators(tongue: &Tongue<'_>, totals: &Totals) -> Option<Pledge> {
    let states = &totals.compared();
    let (planned, met) = (states.planned(), states.get(State::Met) + states.get(State::Exceeded));
    let figure =
        |count: usize| Figure { value: Value::known(tongue.locale.number(&count.into())), number: Some(count.into()) };
    let achieved = match states.reported() {
        0 => Figure { value: parts::open(tongue, totals.awaiting_results), number: None },
        _ => figure(met),
    };
    let pledge = Pledge::new(INDICATORS, tongue.t("totals.indicators_met"), figure(planned), achieved);
    let judged = state_views(tongue, states).into_iter().filter(|it| it.code != State::NoTarget.code());
    (planned > 0).then(|| Pledge { states: judged.collect(), ..pledge })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::content_laid_out;

    #[test]
    fn people_are_left_out_awaited_or_not_given() {
        content_laid_out(|site| {
            let tongue = site.tongue(Some(crate::language::Lang::En)).expect("English");
            let said = |counting_people, awaiting_people| {
                let totals = Totals { grants: 2, reports: 1, counting_people, awaiting_people, ..Totals::default() };
                people(tongue, &totals).map(|it| (it.planned.text, it.achieved.text))
            };
            let plan = || "not stated in the document".to_owned();
            assert_eq!(said(0, 0), None);
            assert_eq!(said(2, 1), Some((plan(), "not reported yet".to_owned())));
            assert_eq!(said(1, 0), Some((plan(), "no result given".to_owned())));
        });
    }

    #[test]
    fn the_longer_bar_is_whole_and_the_other_its_share() {
        let pair = |planned: i64, achieved: i64| {
            let longer = Decimal::from(planned).max(achieved.into());
            (length(planned.into(), longer), length(achieved.into(), longer))
        };
        assert_eq!(pair(200, 211), (948, 1000));
        assert_eq!(pair(200, 50), (1000, 250));
        assert_eq!(pair(0, 7), (0, 1000));
        assert_eq!(pair(0, 0), (0, 0));
        assert_eq!(pair(5, -5), (1000, 0));
    }
}
