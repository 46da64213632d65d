//! Status, money, period, place, organisations.

use super::super::super::{Passage, Site, Tongue, Value};
use super::super::parts::{self, Badge, LinkView};
use crate::model::{Grant, OrganisationRef, Who};
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct Facts {
    status: Badge,
    amount: Value,
    /// The word for the amount: of the grant, or of what is proposed.
    amount_label: String,
    period: Option<String>,
    duration: Option<Value>,
    place: Option<Passage>,
    regions: Vec<LinkView>,
    themes: Vec<LinkView>,
    lot: Option<LinkView>,
    /// Who leads: an organisation with a page.
    lead: Option<LinkView>,
    /// Who leads: a group without a page.
    lead_group: Option<Passage>,
    goal: Option<Passage>,
    problem: Option<Passage>,
    priority: Option<Passage>,
    long_term: Option<Passage>,
}

fn lead_organisation(grant: &Grant) -> Option<OrganisationRef> {
    match parts::lead_party(grant)?.who {
        Who::Organisation(at) => Some(at),
        Who::Group(_) => None,
    }
}

pub(super) fn facts(site: &Site<'_>, tongue: &Tongue<'_>, grant: &Grant) -> Facts {
    let proposed = grant.status == crate::read::GrantStatus::Proposed;
    let days = crate::model::Unit { name: crate::model::UnitName::BuiltIn("days") };
    Facts {
        status: parts::status(tongue, grant),
        amount: tongue.money(&grant.amount, &grant.currency),
        amount_label: tongue.t(if proposed { "fact.cost" } else { "fact.amount" }),
        period: grant.period.as_ref().map(|period| tongue.period(&period.value)),
        duration: grant.duration_days.as_ref().map(|duration| tongue.value(&duration.value, Some(&days))),
        place: tongue.optional(grant.town.as_ref()),
        regions: parts::region_links(tongue, grant.regions.iter().map(|region| region.value)),
        themes: parts::theme_links(site, tongue, &grant.themes),
        lot: grant.lot.and_then(|at| site.portal.lots.get(at)).map(|lot| parts::lot_link(tongue, lot)),
        lead: lead_organisation(grant).and_then(|at| parts::organisation_link(site, tongue, at)),
        lead_group: parts::lead(site, tongue, grant).filter(|_| lead_organisation(grant).is_none()),
        goal: tongue.optional(grant.goal.as_ref()),
        problem: tongue.optional(grant.problem.as_ref()),
        priority: tongue.optional(grant.priority.as_ref()),
        long_term: tongue.optional(grant.long_term.as_ref()),
    }
}
