//! Which figures a grant and a lot have, and under which fragments their pages show them.

use super::written::{money, quantity, unit};
use super::{Figure, Owner, Part, What};
use crate::derive::{GrantFigures, State};
use crate::model::{
    Activity, Breakdown, ContextFigure, Evidence, Grant, Indicator, Lot, Publication, Resource, Risk, TargetGroup, Unit,
};
use crate::value::{Decimal, Quantity, Stated};
use std::sync::Arc;

/// The fragment of the money of a grant or lot.
const AMOUNT: &str = "figure-amount";
/// The fragment of the count of indicators by state.
const STATES: &str = "figure-indicators";
/// The fragment of the sum of all works.
const TOTAL: &str = "figure-total";
/// The fragment of the money that the time after needs.
const NEEDED: &str = "figure-needed";

type Values = Vec<(Part, String)>;

/// The figures of a grant.
pub(super) fn of_grant(at: usize, grant: &Grant, figures: &GrantFigures) -> Vec<Figure> {
    let page: Arc<str> = format!("grants/{}", grant.slug).into();
    let figure = |id: &str, what: What, values: Values| Figure::new(&page, id, Owner::Grant(at), what, values);
    let mut all = vec![figure(AMOUNT, What::Amount, vec![(Part::Value, money(&grant.amount, &grant.currency))])];
    if figures.states.planned() > 0 {
        all.push(figure(STATES, What::States, states(figures)));
    }
    for (at, it) in grant.indicators.iter().enumerate() {
        all.push(figure(&it.id, What::Indicator(at), indicator(it)));
    }
    for (at, it) in grant.activities.iter().enumerate() {
        all.extend(activity(it).map(|values| figure(&it.id, What::Activity(at), values)));
    }
    for (at, it) in grant.evidence.iter().enumerate() {
        all.extend(evidence(it).map(|(id, values)| figure(id, What::Evidence(at), values)));
    }
    for (at, it) in grant.target_groups.iter().enumerate() {
        all.extend(target_group(it).map(|values| figure(&it.id, What::TargetGroup(at), values)));
    }
    all.extend(breakdowns(grant).into_iter().map(|(id, at, values)| figure(&id, What::Breakdown(at), values)));
    for (at, it) in grant.context.iter().enumerate() {
        all.push(figure(&it.id, What::Context(at), context(it)));
    }
    for (at, it) in grant.publications.iter().flatten().enumerate() {
        all.push(figure(&it.id, What::Publication(at), publication(it)));
    }
    for (at, it) in grant.resources.iter().enumerate() {
        all.push(figure(&it.id, What::Resource(at), resource(it, &grant.currency)));
    }
    all.extend(resources_total(grant).map(|values| figure(TOTAL, What::ResourcesTotal, values)));
    for (at, it) in grant.risks.iter().enumerate() {
        all.extend(risk(it).map(|values| figure(&it.id, What::Risk(at), values)));
    }
    all.extend(follow_up(grant).map(|values| figure(NEEDED, What::FollowUp, values)));
    all
}

/// The figures of a lot.
pub(super) fn of_lot(at: usize, lot: &Lot) -> Vec<Figure> {
    let page: Arc<str> = format!("lots/{}", lot.slug).into();
    let figure = |id: &str, what: What, values: Values| Figure::new(&page, id, Owner::Lot(at), what, values);
    let amount = figure(AMOUNT, What::Amount, vec![(Part::Value, money(&lot.amount, &lot.currency))]);
    let indicators = lot.indicators.iter().enumerate();
    let indicators = indicators.map(|(at, it)| figure(&it.id, What::Indicator(at), indicator(it)));
    [amount].into_iter().chain(indicators).collect()
}

/// Values that there are: a part that the content does not have leaves no trace in the code.
fn present<'a>(parts: impl IntoIterator<Item = (Part, Option<&'a Stated<Quantity>>)>) -> Values {
    parts.into_iter().filter_map(|(part, value)| Some((part, quantity(value?)))).collect()
}

fn counted(values: Values, of: Option<&Unit>) -> Values {
    values.into_iter().chain(of.map(|it| (Part::Unit, unit(it)))).collect()
}

fn states(figures: &GrantFigures) -> Values {
    let count = |state: State| (Part::Of(state.code().to_owned()), figures.states.get(state).to_string());
    State::ALL.into_iter().map(count).collect()
}

fn indicator(it: &Indicator) -> Values {
    let values = present([
        (Part::Planned, Some(&it.planned)),
        (Part::Achieved, Some(&it.achieved)),
        (Part::Total, it.achieved_total.as_ref()),
        (Part::Baseline, it.baseline.as_ref().map(|baseline| &baseline.value)),
        (Part::PerCount, it.per.as_ref().and_then(|per| per.count.as_ref())),
    ]);
    let targets = it.targets.iter().map(|target| (Part::Target(target.year), quantity(&target.planned)));
    let per = it.per.as_ref().map(|per| (Part::Per, per.unit.clone()));
    counted(values.into_iter().chain(targets).chain(per).collect(), it.unit.as_ref())
}

fn activity(it: &Activity) -> Option<Values> {
    let achieved = it.report.as_ref().and_then(|report| report.participants.as_ref());
    let values = present([(Part::Planned, it.participants.as_ref()), (Part::Achieved, achieved)]);
    (!values.is_empty()).then_some(values)
}

fn evidence(it: &Evidence) -> Option<(&str, Values)> {
    let value = it.quantity.as_ref()?;
    Some((it.id.as_deref()?, counted(vec![(Part::Value, quantity(value))], it.unit.as_ref())))
}

fn target_group(it: &TargetGroup) -> Option<Values> {
    let values = present([(Part::Population, it.population.as_ref()), (Part::Coverage, it.coverage.as_ref())]);
    (!values.is_empty()).then_some(values)
}

/// Breakdowns of one figure by one quality stand under one fragment, which is that of the first.
fn breakdowns(grant: &Grant) -> Vec<(String, usize, Values)> {
    let mut all: Vec<(String, usize, Values)> = Vec::new();
    for (at, it) in grant.report.iter().flat_map(|report| &report.breakdowns).enumerate() {
        let id = it.fragment();
        match all.iter_mut().find(|(known, ..)| *known == id) {
            Some((_, _, values)) => values.extend(breakdown(it)),
            None => all.push((id, at, breakdown(it))),
        }
    }
    all
}

fn breakdown(it: &Breakdown) -> Values {
    let parts = it.parts.iter().enumerate();
    let parts = parts.map(|(at, part)| (Part::Of((at + 1).to_string()), quantity(&part.value)));
    present([(Part::Total, it.total.as_ref())]).into_iter().chain(parts).collect()
}

fn context(it: &ContextFigure) -> Values {
    let values = present([(Part::Value, Some(&it.value)), (Part::Change, it.change.as_ref())]);
    counted(values, it.unit.as_ref())
}

fn publication(it: &Publication) -> Values {
    present([(Part::Count, it.count.as_ref()), (Part::Reach, it.reach.as_ref())])
}

fn resource(it: &Resource, currency: &str) -> Values {
    let amount = (Part::Value, money(&it.amount, currency));
    counted([amount].into_iter().chain(present([(Part::Count, it.quantity.as_ref())])).collect(), it.unit.as_ref())
}

fn risk(it: &Risk) -> Option<Values> {
    let values = present([
        (Part::Impact, it.impact.as_ref()),
        (Part::Probability, it.probability.as_ref()),
        (Part::Score, it.score.as_ref()),
    ]);
    (!values.is_empty()).then_some(values)
}

/// What all works together cost: the sum of those amounts that are stated.
fn resources_total(grant: &Grant) -> Option<Values> {
    let mut known = grant.resources.iter().filter_map(|resource| resource.amount.known()).peekable();
    known.peek()?;
    let sum = known.fold(Decimal::ZERO, |sum, amount| sum.saturating_add(*amount));
    Some(vec![(Part::Value, money(&Stated::Known(sum), &grant.currency))])
}

fn follow_up(grant: &Grant) -> Option<Values> {
    let amount = grant.report.as_ref()?.follow_up.as_ref()?.amount.as_ref()?;
    Some(vec![(Part::Value, money(amount, &grant.currency))])
}
