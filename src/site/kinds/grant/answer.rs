//! The answer in one sentence, chosen by what is known and filled in; never put together from pieces.

use super::super::super::Tongue;
use super::super::super::tongue::{number, text};
use crate::derive::{GrantFigures, State};
use crate::model::Grant;
use crate::read::GrantStatus;

/// What was promised and done.
pub(super) fn answer(tongue: &Tongue<'_>, grant: &Grant, figures: &GrantFigures) -> String {
    let states = &figures.states;
    let met = states.get(State::Met) + states.get(State::Exceeded);
    let people = |people: &crate::derive::Reported| people.known().map(|sum| text(tongue.locale.number(&sum)));
    let planned = people(&figures.totals.people_planned);
    let reached = people(&figures.totals.people_reached);
    let (count, met) = (("count", number(states.planned())), ("met", number(met)));
    match (grant.report.is_some(), grant.status, planned, reached) {
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
