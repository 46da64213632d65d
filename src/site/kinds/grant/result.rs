//! Who took part, what the report says beside its figures, and where everything comes from.

use super::super::super::{Passage, Site, Tongue, Value};
use super::super::parts::{self, DocumentView, LinkView};
use super::notes::{NoteView, Notes};
use crate::model::{FollowUp, Grant, Party, Recommendation, Who};
use crate::read::PartyRole;
use crate::value::Stated;
use serde::Serialize;

/// Those who take part in one role.
#[derive(Serialize)]
pub(super) struct PartyGroup {
    role: String,
    code: &'static str,
    parties: Vec<PartyView>,
}

#[derive(Serialize)]
struct PartyView {
    name: Passage,
    address: Option<String>,
    does: Option<Passage>,
}

/// What a report says beside its figures.
#[derive(Default, Serialize)]
pub(super) struct ReportView {
    date: Option<Value>,
    /// What differs from the plan, as the report states it.
    deviation: Option<Passage>,
    long_term: Option<Passage>,
    recommendations: Vec<RecommendationView>,
    follow_up: Option<FollowUpView>,
}

#[derive(Serialize)]
struct RecommendationView {
    id: String,
    to: Option<LinkView>,
    text: Passage,
    number: Option<Value>,
    date: Option<Value>,
    notes: Vec<NoteView>,
}

#[derive(Serialize)]
struct FollowUpView {
    text: Passage,
    amount: Option<Value>,
    regions: Vec<LinkView>,
}

/// Where the facts come from.
#[derive(Serialize)]
pub(super) struct SourceView {
    plan: DocumentView,
    report: Option<DocumentView>,
    basis: Vec<DocumentView>,
    updated: Value,
    version: &'static str,
}

/// Those who take part, by role.
pub(super) fn parties(site: &Site<'_>, tongue: &Tongue<'_>, grant: &Grant) -> Vec<PartyGroup> {
    let group = |role: &PartyRole| {
        let parties = grant.parties.iter().filter(|party| party.role == *role);
        let parties: Vec<PartyView> = parties.filter_map(|party| party_view(site, tongue, party)).collect();
        let role = PartyGroup { role: tongue.choice("party_role", role.code()), code: role.code(), parties };
        (!role.parties.is_empty()).then_some(role)
    };
    PartyRole::ALL.iter().filter_map(group).collect()
}

fn party_view(site: &Site<'_>, tongue: &Tongue<'_>, party: &Party) -> Option<PartyView> {
    let (name, address) = match &party.who {
        Who::Organisation(at) => {
            let link = parts::organisation_link(site, tongue, *at)?;
            (link.title, Some(link.address))
        }
        Who::Group(name) => (tongue.words(name), None),
    };
    Some(PartyView { name, address, does: tongue.optional(party.does.as_ref()) })
}

/// What the report says beside its figures; empty where there is no report.
pub(super) fn report(site: &Site<'_>, tongue: &Tongue<'_>, grant: &Grant, notes: &Notes) -> ReportView {
    let Some(report) = &grant.report else { return ReportView::default() };
    ReportView {
        date: Some(tongue.date(&report.date)),
        deviation: match &report.deviation {
            Stated::Known(words) => Some(tongue.words(words)),
            Stated::NotApplicable => Some(tongue.t("report.no_deviation").into()),
            _ => None,
        },
        long_term: tongue.optional(report.long_term.as_ref()),
        recommendations: report.recommendations.iter().map(|it| recommendation(site, tongue, it, notes)).collect(),
        follow_up: report.follow_up.as_ref().map(|it| follow_up(tongue, grant, it)),
    }
}

fn recommendation(site: &Site<'_>, tongue: &Tongue<'_>, it: &Recommendation, notes: &Notes) -> RecommendationView {
    RecommendationView {
        id: it.id.clone(),
        to: it.to.and_then(|at| parts::organisation_link(site, tongue, at)),
        text: tongue.words(&it.text),
        number: it.letter_number.as_ref().map(|number| tongue.stated(number, Clone::clone)),
        date: it.letter_date.as_ref().map(|date| tongue.date(date)),
        notes: notes.about(&it.id),
    }
}

fn follow_up(tongue: &Tongue<'_>, grant: &Grant, it: &FollowUp) -> FollowUpView {
    FollowUpView {
        text: tongue.words(&it.text),
        amount: it.amount.as_ref().map(|amount| tongue.money(amount, &grant.currency)),
        regions: parts::region_links(tongue, it.regions.iter().copied()),
    }
}

/// Where the facts come from.
pub(super) fn source(site: &Site<'_>, tongue: &Tongue<'_>, grant: &Grant) -> SourceView {
    let report = grant.report.as_ref().and_then(|report| report.source.as_ref());
    SourceView {
        plan: parts::document(site, tongue, &grant.source),
        report: report.map(|source| parts::document(site, tongue, source)),
        basis: grant.basis.iter().map(|it| parts::document(site, tongue, it)).collect(),
        updated: tongue.date(&grant.updated),
        version: env!("CARGO_PKG_VERSION"),
    }
}
