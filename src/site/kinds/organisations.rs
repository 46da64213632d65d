//! `/<lang>/organisations/` and `/<lang>/organisations/<slug>/`: who takes part, and in what.

use super::super::frame::{ContactView, contact_link};
use super::super::{Body, PageKind, Passage, Site, Subject, Tongue};
use super::paging::{self, Paging};
use super::parts::{self, GrantCard, KeyFigure, LinkView, LotCard};
use crate::model::{Contact, Organisation, Who};
use crate::read::PartyRole;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

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
    shares: Vec<ShareView>,
    grants: Vec<WithRoles>,
    paging: Paging,
    lots: Vec<LotCard>,
    outlets: Vec<LinkView>,
    recommendations: Vec<RecommendationRow>,
}

/// The grants in which the organisation is something of one sort, and what they come to.
#[derive(Serialize)]
struct ShareView {
    /// Which grants are counted, and how many they are.
    title: String,
    /// None where the grants are those of others.
    figures: Vec<KeyFigure>,
}

/// What a grant is to an organisation.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Share {
    /// It received the grant, carries it out or proposes it.
    Own,
    /// It pays for the grant, orders or administers it.
    Given,
    /// The grant is that of others.
    TakesPart,
}

impl Share {
    fn of(site: &Site<'_>, organisation: usize, grant: usize, roles: &BTreeSet<PartyRole>) -> Self {
        use PartyRole::{Customer, Funder, Grantee, Operator};
        let lead = site.portal.grants.get(grant).and_then(parts::lead_party);
        let leads = lead.is_some_and(|it| matches!(it.who, Who::Organisation(at) if at == organisation));
        match roles {
            _ if leads || roles.contains(&Grantee) => Self::Own,
            _ if [Funder, Operator, Customer].iter().any(|role| roles.contains(role)) => Self::Given,
            _ => Self::TakesPart,
        }
    }

    /// The key of its words.
    fn word(self) -> &'static str {
        match self {
            Self::Own => "organisation.own",
            Self::Given => "organisation.given",
            Self::TakesPart => "organisation.takes_part",
        }
    }
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
        number: it.number.as_deref().cloned(),
        website: it.website.as_ref().map(|link| link.value.clone()),
        contacts: it.contacts.iter().map(|it| contact(tongue, it)).collect(),
        description: tongue.optional(it.description.as_ref()),
        shares: grants.map(|grants| shares(site, tongue, at, grants)).unwrap_or_default(),
        grants: with_roles.collect(),
        paging: Paging::new(tongue, &format!("organisations/{}/", it.slug), order.len(), subject),
        lots: lots.filter_map(|(lot, _)| parts::lot_card(site, tongue, lot)).collect(),
        outlets: outlets(site, tongue, at),
        recommendations: recommendations(site, tongue, at),
    }
}

/// What the grants of an organisation come to, by what it is in them: the money of others is not its own.
fn shares(
    site: &Site<'_>,
    tongue: &Tongue<'_>,
    at: usize,
    grants: &BTreeMap<usize, BTreeSet<PartyRole>>,
) -> Vec<ShareView> {
    let view = |share: Share| {
        let of_share = grants.iter().filter(|(grant, roles)| Share::of(site, at, **grant, roles) == share);
        let places: Vec<usize> = of_share.map(|(grant, _)| *grant).collect();
        let figures = match share {
            Share::TakesPart => Vec::new(),
            _ => parts::key_figures(tongue, &site.figures.totals_of(&places)),
        };
        (!places.is_empty()).then(|| ShareView { title: tongue.count(share.word(), places.len()), figures })
    };
    [Share::Own, Share::Given, Share::TakesPart].into_iter().filter_map(view).collect()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::content_laid_out;

    /// What is counted for the organisation with this slug, and how many figures there are of it.
    fn counted(site: &Site<'_>, slug: &str) -> Vec<(String, usize)> {
        let tongue = site.tongue(Some(crate::language::Lang::En)).expect("English");
        let at = site.portal.organisations.iter().position(|it| it.slug == slug).expect("an organisation");
        let view = one_view(site, tongue, at, &site.portal.organisations[at], Subject::One(at));
        view.shares.into_iter().map(|it| (it.title, it.figures.len())).collect()
    }

    #[test]
    fn money_and_results_of_a_grant_count_for_those_whose_grant_it_is() {
        content_laid_out(|site| {
            let own = "Its own grants and proposals: 1".to_owned();
            assert_eq!(counted(site, "adamgershilik"), [(own, 3)]);
            let others = "Grants of others in which it takes part: 1. \
                          Their money and results are not counted as its own.";
            assert_eq!(counted(site, "atyrau-television"), [(others.to_owned(), 0)]);
        });
    }
}
