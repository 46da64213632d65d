//! The resource plan and the risk register.

use super::super::super::facts::funding;
use super::super::super::{Passage, Tongue, Value};
use super::notes::{NoteView, Notes};
use crate::model::{Grant, Resource, Risk};
use crate::value::{Decimal, Stated};
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct MoneyView {
    options: Vec<Passage>,
    rows: Vec<ResourceRow>,
    total: String,
    stated: Value,
}

#[derive(Serialize)]
struct ResourceRow {
    id: String,
    work: Passage,
    resource: Option<Passage>,
    quantity: Option<Value>,
    amount: Value,
    /// Who pays, by funding option.
    funding: Vec<String>,
    notes: Vec<NoteView>,
}

/// One row of the risk register.
#[derive(Serialize)]
pub(super) struct RiskRow {
    id: String,
    number: String,
    factor: Option<Passage>,
    title: Passage,
    impact: Option<Value>,
    probability: Option<Value>,
    score: Option<Value>,
    level: Option<String>,
    mitigation: Option<Passage>,
    strategy: Option<Passage>,
    owner: Option<Passage>,
    notes: Vec<NoteView>,
}

pub(super) fn money(tongue: &Tongue<'_>, grant: &Grant, notes: &Notes) -> Option<MoneyView> {
    if grant.resources.is_empty() {
        return None;
    }
    let known = grant.resources.iter().filter_map(|resource| resource.amount.known());
    let total = known.fold(Decimal::ZERO, |sum, amount| sum.saturating_add(*amount));
    Some(MoneyView {
        options: grant.funding_options.iter().map(|option| tongue.words(&option.name)).collect(),
        rows: grant.resources.iter().map(|resource| resource_row(tongue, grant, resource, notes)).collect(),
        total: tongue.locale.money(&total, &grant.currency),
        stated: tongue.money(&grant.amount, &grant.currency),
    })
}

fn resource_row(tongue: &Tongue<'_>, grant: &Grant, resource: &Resource, notes: &Notes) -> ResourceRow {
    let options: Vec<Option<usize>> = if grant.funding_options.is_empty() {
        vec![None]
    } else {
        (0..grant.funding_options.len()).map(Some).collect()
    };
    ResourceRow {
        id: resource.id.clone(),
        work: tongue.words(&resource.work),
        resource: tongue.optional(resource.resource.as_ref()),
        quantity: tongue.optional_value(resource.quantity.as_ref(), resource.unit.as_ref()),
        amount: tongue.money(&resource.amount, &grant.currency),
        funding: options.into_iter().map(|option| funding(tongue, grant, resource, option)).collect(),
        notes: notes.about(&resource.id),
    }
}

pub(super) fn risks(tongue: &Tongue<'_>, grant: &Grant, notes: &Notes) -> Vec<RiskRow> {
    let rows = grant.risks.iter().enumerate();
    rows.map(|(at, risk)| risk_row(tongue, at, risk, notes)).collect()
}

fn risk_row(tongue: &Tongue<'_>, at: usize, risk: &Risk, notes: &Notes) -> RiskRow {
    let value = |value: &Option<Stated<crate::value::Quantity>>| tongue.optional_value(value.as_ref(), None);
    RiskRow {
        id: risk.id.clone(),
        number: tongue.locale.number(&(at + 1).into()),
        factor: tongue.optional(risk.factor.as_ref()),
        title: tongue.words(&risk.title),
        impact: value(&risk.impact),
        probability: value(&risk.probability),
        score: value(&risk.score),
        level: risk.level.map(|level| tongue.choice("risk_level", level.code())),
        mitigation: tongue.optional(risk.mitigation.as_ref()),
        strategy: tongue.optional(risk.strategy.as_ref()),
        owner: tongue.optional(risk.owner.as_ref()),
        notes: notes.about(&risk.id),
    }
}
