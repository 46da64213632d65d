//! `/<lang>/regions/<code>/`: what happens in a region.

use super::super::{Body, PageKind, Site, Subject, Tongue};
use super::paging::{self, Paging};
use super::parts::{GrantCard, KeyFigure, LotCard, grant_card, key_figures, lot_card};
use crate::language::Region;
use serde::Serialize;
use std::collections::BTreeMap;

/// A page for each region that a grant, lot, organisation or outlet names.
pub(super) const KIND: PageKind = PageKind {
    name: "region",
    template: "region.html",
    pages: |site| {
        let regions = all(site).into_iter().enumerate();
        let count = |region: &Region| site.figures.index.regions.get(region.code).map_or(0, Vec::len);
        regions
            .flat_map(|(at, region)| paging::pages_of(&format!("regions/{}/", region.code), at, count(region)))
            .collect()
    },
    body,
    per_language: true,
    listed: true,
};

/// Every region that something names, by code.
pub(in crate::site) fn all(site: &Site<'_>) -> Vec<&'static Region> {
    let portal = site.portal;
    let grants = portal.grants.iter().flat_map(|grant| grant.regions.iter().map(|region| region.value));
    let follow_ups = portal.grants.iter().filter_map(|grant| grant.report.as_ref()?.follow_up.as_ref());
    let lots = portal.lots.iter().flat_map(|lot| lot.regions.iter().map(|region| region.value));
    let organisations = portal.organisations.iter().filter_map(|it| it.region);
    let outlets = portal.outlets.iter().filter_map(|it| it.region);
    let named = grants.chain(lots).chain(organisations).chain(outlets);
    let named = named.chain(follow_ups.flat_map(|follow_up| follow_up.regions.iter().copied()));
    let by_code: BTreeMap<&str, &'static Region> = named.map(|region| (region.code, region)).collect();
    by_code.into_values().collect()
}

#[derive(Serialize)]
struct View {
    code: &'static str,
    /// From when or until when the region exists in this form, in words.
    validity: Option<String>,
    figures: Vec<KeyFigure>,
    /// Whether it is the first page of the list: totals and lots stand there only.
    first: bool,
    grants: Vec<GrantCard>,
    paging: Paging,
    lots: Vec<LotCard>,
}

fn body(site: &Site<'_>, tongue: &Tongue<'_>, subject: Subject) -> Body {
    let regions = all(site);
    let region = super::parts::one(&regions, subject).copied();
    let code = region.map_or("", |region| region.code);
    let none = Vec::new();
    let index = &site.figures.index;
    let grants = index.regions.get(code).unwrap_or(&none);
    let order = site.grants_by_title(tongue, grants);
    let lots = index.lots_by_region.get(code).unwrap_or(&none);
    let view = View {
        code,
        validity: region.and_then(|region| validity(tongue, region)),
        figures: key_figures(tongue, &site.figures.totals_of(grants)),
        first: paging::part(subject) == 0,
        grants: paging::slice(&order, subject).iter().filter_map(|at| grant_card(site, tongue, *at)).collect(),
        paging: Paging::new(tongue, &format!("regions/{code}/"), order.len(), subject),
        lots: lots.iter().filter_map(|at| lot_card(site, tongue, *at)).collect(),
    };
    let title = region.map(|region| tongue.region(region)).unwrap_or_default();
    let description = tongue.say("region.description", &[("region", super::super::tongue::text(title.clone()))]);
    Body::new(title, description, &view).below(tongue.t("regions.title"), tongue.here("regions/"))
}

fn validity(tongue: &Tongue<'_>, region: &Region) -> Option<String> {
    let date = |date| super::super::tongue::text(tongue.locale.date(&crate::value::PartialDate::Day(date)));
    match (region.since, region.until) {
        (Some(since), _) => Some(tongue.say("region.since", &[("date", date(since))])),
        (None, Some(until)) => Some(tongue.say("region.until", &[("date", date(until))])),
        (None, None) => None,
    }
}
