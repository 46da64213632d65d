//! What the work needs, and what may go wrong.

use super::text::{Code, Pen, Text};
use super::value::{Money, Value};
use crate::model::{
    Grant as ModelGrant, Named as ModelNamed, Resource as ModelResource, ResourceFrom, Risk as ModelRisk,
};
use crate::read::RiskLevel;
use schemars::JsonSchema;
use serde::Serialize;

/// A thing with an id and a name.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Named {
    /// The id, unique in the grant.
    id: String,
    /// The name.
    name: Text,
}

/// Something that the work needs.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Resource {
    /// The id: the fragment of its address on the page of the grant.
    id: String,
    /// The work that needs it.
    work: Text,
    /// What is needed.
    resource: Option<Text>,
    /// How many.
    quantity: Option<Value>,
    /// What is counted.
    unit: Option<String>,
    /// What it costs.
    amount: Money,
    /// Who pays.
    from: Vec<Payer>,
}

/// Who pays for a resource.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Payer {
    /// The id of the funding option; absent: under every option.
    option: Option<String>,
    /// The id of the funding source.
    source: String,
    /// The share that it pays.
    share: Option<Value>,
}

/// A risk.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Risk {
    /// The id: the fragment of its address on the page of the grant.
    id: String,
    /// Where it comes from.
    factor: Option<Text>,
    /// What may happen.
    title: Text,
    /// Impact, at most `risk_scale`.
    impact: Option<Value>,
    /// Probability, at most `risk_scale`.
    probability: Option<Value>,
    /// The score that the document states.
    score: Option<Value>,
    /// The level that the document states.
    level: Option<Code<RiskLevel>>,
    /// What is done against it.
    mitigation: Option<Text>,
    /// How it is treated.
    strategy: Option<Text>,
    /// Who looks after it.
    owner: Option<Text>,
}

impl Pen<'_> {
    pub(super) fn named(&self, named: &ModelNamed) -> Named {
        let ModelNamed { id, name } = named;
        Named { id: id.clone(), name: self.words(name) }
    }

    pub(super) fn resource(&self, grant: &ModelGrant, resource: &ModelResource) -> Resource {
        let ModelResource { id, place: _, work, resource, quantity, unit, amount, from } = resource;
        Resource {
            id: id.clone(),
            work: self.words(work),
            resource: self.optional(resource.as_ref()),
            quantity: self.optional_value(quantity.as_ref(), unit.as_ref()),
            unit: unit.as_ref().map(|unit| self.unit(unit)),
            amount: self.money(amount, &grant.currency),
            from: from.iter().filter_map(|from| self.payer(grant, from)).collect(),
        }
    }

    fn payer(&self, grant: &ModelGrant, from: &ResourceFrom) -> Option<Payer> {
        let ResourceFrom { option, source, share } = from;
        let option = option.and_then(|at| grant.funding_options.get(at)).map(|named| named.id.clone());
        let source = grant.funding_sources.get(*source)?.id.clone();
        Some(Payer { option, source, share: self.optional_value(share.as_ref(), None) })
    }

    pub(super) fn risk(&self, risk: &ModelRisk) -> Risk {
        let ModelRisk { id, place: _, factor, title, impact, probability, score, level, mitigation, strategy, owner } =
            risk;
        Risk {
            id: id.clone(),
            factor: self.optional(factor.as_ref()),
            title: self.words(title),
            impact: self.optional_value(impact.as_ref(), None),
            probability: self.optional_value(probability.as_ref(), None),
            score: self.optional_value(score.as_ref(), None),
            level: level.map(|level| self.choice(level)),
            mitigation: self.optional(mitigation.as_ref()),
            strategy: self.optional(strategy.as_ref()),
            owner: self.optional(owner.as_ref()),
        }
    }
}
