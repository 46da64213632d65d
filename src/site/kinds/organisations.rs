//! `/<lang>/organisations/` and `/<lang>/organisations/<slug>/`: who takes part, and in what.

use super::super::frame::{ContactView, contact_link};
use super::super::{Body, PageKind, Passage, Site, Subject, Tongue};
use super::paging::{self, Paging};
use super::parts::{self, GrantCard, KeyFigure, LinkView, LotCard};
use crate::model::{Contact, Organisation};
use serde::Serialize;

/// The list of organisations.
pub(super) const LIST: PageKind = PageKind {
    name: "organisations",
    template: "organisations.html",
    pages: |site| paging::pages("organisations/", site.portal.organisations.len()),
    body: list,
    per_language: true,
    listed: true,
};

/// A page for each organisation.
pub(super) const ONE: PageKind = PageKind {
    name: "organisation",
    template: "organisation.html",
    pages: |site| {
        let organisations = site.portal.organisations.iter().enumerate();
        let count = |at: usize| site.figures.index.organisations.get(&at).map_or(0, |grants| grants.len());
        organisations
            .flat_map(|(at, it)| paging::pages_of(&format!("organisations/{}/", it.slug), at, count(at)))
            .collect()
    },
    body: one,
    per_language: true,
    listed: true,
};

#[derive(Serialize)]
struct ListView {
    count: String,
    organisations: Vec<Row>,
    paging: Paging,
}

#[derive(Serialize)]
struct Row {
    link: LinkView,
    kind: String,
    place: Option<Passage>,
    region: Option<LinkView>,
    grants: String,
}

#[derive(Serialize)]
struct OneView {
    kind: String,
    short_name: Option<Passage>,
    region: Option<LinkView>,
    place: Option<Passage>,
    number: Option<String>,
    website: Option<String>,
    contacts: Vec<ContactView>,
    description: Option<Passage>,
    figures: Vec<KeyFigure>,
    grants: Vec<WithRoles>,
    paging: Paging,
    lots: Vec<LotCard>,
    outlets: Vec<LinkView>,
    recommendations: Vec<RecommendationRow>,
}

/// A grant and what the organisation is in it.
#[derive(Serialize)]
struct WithRoles {
    card: GrantCard,
    roles: String,
}

/// A recommendation that was made to the organisation.
#[derive(Serialize)]
struct RecommendationRow {
    text: Passage,
    grant: LinkView,
    address: String,
}

fn list(site: &Site<'_>, tongue: &Tongue<'_>, subject: Subject) -> Body {
    let order = site.organisations_by_name(tongue);
    let view = ListView {
        count: tongue.count("organisations.count", order.len()),
        organisations: paging::slice(order, subject).iter().filter_map(|at| row(site, tongue, *at)).collect(),
        paging: Paging::new(tongue, "organisations/", order.len(), subject),
    };
    Body::new(tongue.t("organisations.title"), tongue.t("organisations.description"), &view)
}

fn row(site: &Site<'_>, tongue: &Tongue<'_>, at: usize) -> Option<Row> {
    let it = site.portal.organisations.get(at)?;
    let grants = site.figures.index.organisations.get(&at).map_or(0, |grants| grants.len());
    Some(Row {
        link: parts::organisation_link(site, tongue, at)?,
        kind: tongue.choice("organisation_kind", it.kind.code()),
        place: tongue.optional(it.town.as_ref()),
        region: parts::region_links(tongue, it.region).pop(),
        grants: tongue.count("grants.count", grants),
    })
}

fn one(site: &Site<'_>, tongue: &Tongue<'_>, subject: Subject) -> Body {
    let (Some(at), Some(it)) = (parts::place(subject), parts::one(&site.portal.organisations, subject)) else {
        return Body::empty();
    };
    let view = one_view(site, tongue, at, it, subject);
    let description = view.description.as_ref().map_or_else(|| view.kind.clone(), |it| it.text.clone());
    Body::new(tongue.words(&it.name), description, &view)
        .below(tongue.t("menu.organisations"), tongue.here("organisations/"))
}

fn one_view(site: &Site<'_>, tongue: &Tongue<'_>, at: usize, it: &Organisation, subject: Subject) -> OneView {
    let grants = site.figures.index.organisations.get(&at);
    let places: Vec<usize> = grants.into_iter().flat_map(|grants| grants.keys().copied()).collect();
    let order = site.grants_by_title(tongue, &places);
    let with_roles = paging::slice(&order, subject).iter().filter_map(|grant| {
        let roles = grants?.get(grant)?;
        let names: Vec<String> = roles.iter().map(|role| tongue.choice("party_role", role.code())).collect();
        Some(WithRoles { card: parts::grant_card(site, tongue, *grant)?, roles: names.join(", ") })
    });
    let lots = site.portal.lots.iter().enumerate().filter(|(_, lot)| lot.customer == Some(at));
    OneView {
        kind: tongue.choice("organisation_kind", it.kind.code()),
        short_name: tongue.optional(it.short_name.as_ref()),
        region: parts::region_links(tongue, it.region).pop(),
        place: tongue.optional(it.town.as_ref()),
        number: it.number.clone(),
        website: it.website.as_ref().map(|link| link.value.clone()),
        contacts: it.contacts.iter().map(|it| contact(tongue, it)).collect(),
        description: tongue.optional(it.description.as_ref()),
        figures: parts::key_figures(tongue, &site.figures.totals_of(&places)),
        grants: with_roles.collect(),
        paging: Paging::new(tongue, &format!("organisations/{}/", it.slug), order.len(), subject),
        lots: lots.filter_map(|(lot, _)| parts::lot_card(site, tongue, lot)).collect(),
        outlets: outlets(site, tongue, at),
        recommendations: recommendations(site, tongue, at),
    }
}

fn contact(tongue: &Tongue<'_>, contact: &Contact) -> ContactView {
    ContactView {
        title: tongue.optional(contact.title.as_ref()),
        value: tongue.words(&contact.value),
        link: contact_link(contact.kind, &tongue.words(&contact.value).text),
    }
}

fn outlets(site: &Site<'_>, tongue: &Tongue<'_>, organisation: usize) -> Vec<LinkView> {
    let own = site.portal.outlets.iter().filter(|outlet| outlet.organisation == Some(organisation));
    own.map(|outlet| LinkView {
        title: tongue.words(&outlet.name),
        address: tongue.here(&format!("outlets/{}/", outlet.slug)),
    })
    .collect()
}

fn recommendations(site: &Site<'_>, tongue: &Tongue<'_>, organisation: usize) -> Vec<RecommendationRow> {
    let of_grant = |grant: &'_ crate::model::Grant| -> Vec<RecommendationRow> {
        let report = grant.report.iter().flat_map(|report| &report.recommendations);
        report
            .filter(|it| it.to == Some(organisation))
            .map(|it| RecommendationRow {
                text: tongue.words(&it.text),
                grant: parts::grant_link(tongue, grant),
                address: format!("{}#{}", parts::grant_address(tongue, grant), it.id),
            })
            .collect()
    };
    site.portal.grants.iter().flat_map(of_grant).collect()
}
