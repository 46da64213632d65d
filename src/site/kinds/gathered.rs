//! `/<lang>/themes/<id>/` and `/<lang>/years/<year>/`: the grants that have something in common.

use super::super::charts;
use super::super::tongue::text;
use super::super::{Body, PageKind, Passage, Site, Subject, Tongue};
use super::paging::{self, Paging};
use super::parts::{self, GrantCard, KeyFigure, LotCard, StoryCard};
use serde::Serialize;

/// A page for each theme.
pub(super) const THEME: PageKind = PageKind {
    name: "theme",
    template: "gathered.html",
    pages: |site| {
        let themes = site.portal.themes.iter().enumerate();
        let count = |at: usize| site.figures.index.themes.get(&at).map_or(0, Vec::len);
        themes.flat_map(|(at, theme)| paging::pages_of(&format!("themes/{}/", theme.id), at, count(at))).collect()
    },
    body: theme,
    per_language: true,
    listed: true,
};

/// A page for each year.
pub(super) const YEAR: PageKind = PageKind {
    name: "year",
    template: "gathered.html",
    pages: |site| {
        let years = site.figures.index.years.iter().enumerate();
        years.flat_map(|(at, (year, grants))| paging::pages_of(&format!("years/{year}/"), at, grants.len())).collect()
    },
    body: year,
    per_language: true,
    listed: true,
};

#[derive(Serialize)]
struct View {
    about: Option<Passage>,
    figures: Vec<KeyFigure>,
    outcome: String,
    /// Whether it is the first page of the list: totals, lots and stories stand there only.
    first: bool,
    grants: Vec<GrantCard>,
    paging: Paging,
    lots: Vec<LotCard>,
    stories: Vec<StoryCard>,
}

fn view(site: &Site<'_>, tongue: &Tongue<'_>, grants: &[usize], below: &str, subject: Subject) -> View {
    let totals = site.figures.totals_of(grants);
    let order = site.grants_by_title(tongue, grants);
    View {
        about: None,
        figures: parts::key_figures(tongue, &totals),
        outcome: parts::outcome(tongue, &totals),
        first: paging::part(subject) == 0,
        grants: paging::slice(&order, subject).iter().filter_map(|at| parts::grant_card(site, tongue, *at)).collect(),
        paging: Paging::new(tongue, below, order.len(), subject),
        lots: Vec::new(),
        stories: Vec::new(),
    }
}

fn with_states(body: Body, site: &Site<'_>, tongue: &Tongue<'_>, grants: &[usize], subject: Subject) -> Body {
    if paging::part(subject) > 0 {
        return body;
    }
    let states = charts::states(tongue, &site.figures.totals_of(grants).of_reports());
    Body { charts: states.map(|chart| ("states", chart)).into_iter().collect(), ..body }
}

fn theme(site: &Site<'_>, tongue: &Tongue<'_>, subject: Subject) -> Body {
    let (Some(at), Some(theme)) = (parts::place(subject), parts::one(&site.portal.themes, subject)) else {
        return Body::empty();
    };
    let none = Vec::new();
    let grants = site.figures.index.themes.get(&at).unwrap_or(&none);
    let lots = site.figures.index.lots_by_theme.get(&at).unwrap_or(&none);
    let mut view = view(site, tongue, grants, &format!("themes/{}/", theme.id), subject);
    view.about = tongue.optional(theme.description.as_ref());
    if view.first {
        view.lots = lots.iter().filter_map(|lot| parts::lot_card(site, tongue, *lot)).collect();
        view.stories = stories(site, tongue, at);
    }
    let name = tongue.words(&theme.name);
    let description = tongue.say("theme.description", &[("theme", text(name.text.clone()))]);
    let body = Body::new(name, description, &view).below(tongue.t("themes.title"), tongue.here("themes/"));
    with_states(body, site, tongue, grants, subject)
}

fn stories(site: &Site<'_>, tongue: &Tongue<'_>, theme: usize) -> Vec<StoryCard> {
    let stories = site.portal.grants.iter().flat_map(|grant| grant.stories.iter().map(move |story| (grant, story)));
    let of_theme = stories.filter(|(_, story)| story.themes.contains(&theme));
    of_theme.map(|(grant, story)| parts::story_card(site, tongue, grant, story)).collect()
}

fn year(site: &Site<'_>, tongue: &Tongue<'_>, subject: Subject) -> Body {
    let Some(at) = parts::place(subject) else { return Body::empty() };
    let Some((year, grants)) = site.figures.index.years.iter().nth(at) else { return Body::empty() };
    let title = tongue.say("year.title", &[("year", text(year.to_string()))]);
    let description = tongue.say("year.description", &[("year", text(year.to_string()))]);
    let body = Body::new(title, description, &view(site, tongue, grants, &format!("years/{year}/"), subject))
        .below(tongue.t("years.title"), tongue.here("years/"));
    with_states(body, site, tongue, grants, subject)
}
