//! `/<lang>/`: what the portal is, totals, and the ways in.

use super::super::charts;
use super::super::tongue::number;
use super::super::{Body, PageKind, Passage, Site, Subject, Tongue};
use super::parts::{GrantCard, KeyFigure, StateView, grant_card, key_figures, outcome, state_views};
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
    figures: Vec<KeyFigure>,
    outcome: String,
    states: Vec<StateView>,
    latest: Vec<GrantCard>,
    regions: Vec<Way>,
    themes: Vec<Way>,
    years: Vec<Way>,
}

/// A way into the portal: a region, a theme, a year.
#[derive(Serialize)]
struct Way {
    title: Passage,
    address: String,
    /// How many grants are there, in words.
    grants: String,
    /// How many grants are there.
    count: usize,
}

fn body(site: &Site<'_>, tongue: &Tongue<'_>, _: Subject) -> Body {
    let totals = &site.figures.totals;
    let view = View {
        about: tongue.words(&site.portal.description),
        includes: tongue.say("home.includes", &[("count", number(totals.grants)), ("reports", number(totals.reports))]),
        figures: key_figures(tongue, totals),
        outcome: outcome(tongue, &totals.states),
        states: state_views(tongue, &totals.states),
        latest: latest(site).into_iter().filter_map(|at| grant_card(site, tongue, at)).collect(),
        regions: regions(site, tongue),
        themes: themes(site, tongue),
        years: years(site, tongue),
    };
    Body {
        title: tongue.words(&site.portal.title),
        description: tongue.words(&site.portal.description).text,
        crumbs: Vec::new(),
        view: tera::Value::from_serializable(&view),
        charts: charts::states(tongue, &totals.states).map(|chart| ("states", chart)).into_iter().collect(),
    }
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

fn way(tongue: &Tongue<'_>, title: Passage, below: String, count: usize) -> Way {
    Way { title, address: tongue.here(&below), grants: tongue.count("grants.count", count), count }
}

fn regions(site: &Site<'_>, tongue: &Tongue<'_>) -> Vec<Way> {
    let index = &site.figures.index;
    let mut ways: Vec<Way> = super::region::all(site)
        .into_iter()
        .map(|region| {
            let count = index.regions.get(region.code).map_or(0, Vec::len);
            way(tongue, tongue.region(region).into(), format!("regions/{}/", region.code), count)
        })
        .collect();
    tongue.sort(&mut ways, |way| &way.title.text);
    ways
}

fn themes(site: &Site<'_>, tongue: &Tongue<'_>) -> Vec<Way> {
    let themes = site.portal.themes.iter().enumerate();
    let mut ways: Vec<Way> = themes
        .map(|(at, theme)| {
            let count = site.figures.index.themes.get(&at).map_or(0, Vec::len);
            way(tongue, tongue.words(&theme.name), format!("themes/{}/", theme.id), count)
        })
        .collect();
    tongue.sort(&mut ways, |way| &way.title.text);
    ways
}

fn years(site: &Site<'_>, tongue: &Tongue<'_>) -> Vec<Way> {
    let years = site.figures.index.years.iter().rev();
    years.map(|(year, grants)| way(tongue, year.to_string().into(), format!("years/{year}/"), grants.len())).collect()
}
