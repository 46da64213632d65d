//! `/<lang>/`: what the portal is, totals, and the ways in.

use super::super::card;
use super::super::tongue::number;
use super::super::{Body, PageKind, Passage, Site, Subject, Tongue};
use super::lists::{self, Way};
use super::parts::{GrantCard, KeyFigure, grant_card, money_figures};
use super::pledge::{self, Pledge};
use super::tile_map::{self, TileMap};
use serde::Serialize;

/// The home page.
pub(super) const KIND: PageKind = PageKind {
    name: "home",
    template: "home.html",
    pages: |_| vec![(Subject::Whole, String::new())],
    body,
    per_language: true,
    listed: true,
};

#[derive(Serialize)]
struct View {
    about: Passage,
    /// What the totals include, in one sentence.
    includes: String,
    /// Money, each figure with what it includes.
    money: Vec<KeyFigure>,
    /// People and indicators, promised and done.
    pledges: Vec<Pledge>,
    latest: Vec<GrantCard>,
    /// The regions, country by country.
    maps: Vec<TileMap>,
    /// Whether a region on a map was divided after a grant that stands there.
    former_borders: bool,
    themes: Vec<Way>,
    years: Vec<Way>,
}

fn body(site: &Site<'_>, tongue: &Tongue<'_>, _: Subject) -> Body {
    let totals = &site.figures.totals;
    let view = View {
        about: tongue.words(&site.portal.description),
        includes: tongue.say("home.includes", &[("count", number(totals.grants)), ("reports", number(totals.reports))]),
        money: money_figures(tongue, totals),
        pledges: pledge::of_totals(tongue, totals),
        latest: latest(site).into_iter().filter_map(|at| grant_card(site, tongue, at)).collect(),
        maps: tile_map::maps(site, tongue),
        former_borders: tile_map::has_former_borders(site),
        themes: lists::themes(site, tongue),
        years: lists::years(site, tongue),
    };
    let body = Body::new(tongue.words(&site.portal.title), tongue.words(&site.portal.description).text, &view);
    Body { card: Some(card::home(site, tongue)), ..body }
}

/// The six grants that were brought up to date last; of equally new ones those with a report first.
fn latest(site: &Site<'_>) -> Vec<usize> {
    let mut order: Vec<usize> = (0..site.portal.grants.len()).collect();
    order.sort_by_key(|at| {
        let grant = &site.portal.grants[*at];
        let updated = grant.updated.known().map(|date| date.last_day());
        let ends = grant.period.as_ref().map(|period| period.value.last_day());
        std::cmp::Reverse((updated, grant.report.is_some(), ends))
    });
    order.truncate(6);
    order
}
