//! The answer in one sentence, chosen by what is known and filled in; never put together from pieces.

use super::super::super::Tongue;
use super::super::super::tongue::{number, text};
use crate::derive::{GrantFigures, State};
use crate::language::Arg;
use crate::model::{Grant, Indicator, Unit, UnitName};
use crate::read::{GrantStatus, StandardIndicator};
use crate::value::{Quantity, Stated};

/// What was promised and done.
pub(super) fn answer(tongue: &Tongue<'_>, grant: &Grant, figures: &GrantFigures) -> String {
    let states = &figures.states;
    let met = states.get(State::Met) + states.get(State::Exceeded);
    let (count, met) = (("count", number(states.planned())), ("met", number(met)));
    let (planned, reached) = people(tongue, grant);
    match (grant.report.is_some(), grant.status, planned, reached) {
        (true, ..) if states.planned() == 0 => tongue.t("answer.nothing_planned"),
        (true, ..) if states.reported() == 0 => tongue.say("answer.not_given", &[count]),
        (true, _, Some(planned), Some(reached)) => {
            tongue.say("answer.people", &[("planned", planned), ("reached", reached), count, met])
        }
        (true, ..) => tongue.say("answer.indicators", &[count, met]),
        (false, GrantStatus::Proposed, ..) => {
            let amount = tongue.money(&grant.amount, &grant.currency);
            let key = if grant.amount.known().is_some() { "answer.proposal_with_cost" } else { "answer.proposal" };
            tongue.say(key, &[count, ("amount", text(amount.text))])
        }
        (false, _, Some(planned), _) => tongue.say("answer.planned_people", &[("planned", planned), count]),
        (false, ..) => tongue.say("answer.planned", &[count]),
    }
}

/// How many people were to be reached directly and how many were, with the bound that was promised.
fn people(tongue: &Tongue<'_>, grant: &Grant) -> (Option<Arg>, Option<Arg>) {
    let unit = Unit { name: UnitName::BuiltIn("people") };
    let written = |value: &Stated<Quantity>| {
        value.known().filter(|it| it.number().is_some()).map(|it| text(tongue.quantity(it, Some(&unit))))
    };
    let direct = |it: &&Indicator| it.standard == Some(StandardIndicator::DirectBeneficiaries);
    let Some(direct) = grant.indicators.iter().find(direct) else { return (None, None) };
    let total = direct.achieved_total.as_ref().and_then(written);
    (written(&direct.planned), total.or_else(|| written(&direct.achieved)))
}
