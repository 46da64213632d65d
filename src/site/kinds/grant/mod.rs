//! `/<lang>/grants/<slug>/`: what was promised and what was done.
//!
//! The sections stand in the order of the page. A section without data is left out; results that are
//! missing are said to be missing.

mod answer;
mod facts;
mod money;
mod notes;
mod people;
mod plan;
mod reach;
mod result;

use super::super::linked::{self, Told};
use super::super::photo::PhotoView;
use super::super::{Body, PageKind, Site, Subject, Tongue};
use super::super::{card, charts, cite};
use super::parts::{self, ProseView, StateView, StoryCard};
use super::pledge::{self, Pledge};
use super::stories::{self, StoryView};
use crate::model::Grant;
use crate::read::BreakdownBy;
pub(super) use notes::{NoteView, Notes};
pub(in crate::site) use people::figure_name;
pub(super) use plan::{IndicatorRow, indicator_row, state};
pub(super) use reach::{PublicationRow, publication};
use serde::Serialize;

/// A page for each grant.
pub(super) const KIND: PageKind = PageKind {
    name: "grant",
    template: "grant.html",
    pages: |site| {
        let grants = site.portal.grants.iter().enumerate();
        grants.map(|(at, grant)| (Subject::One(at), format!("grants/{}/", grant.slug))).collect()
    },
    body,
    per_language: true,
    listed: true,
};

#[derive(Serialize)]
struct View {
    /// What was promised and done, in one sentence.
    answer: String,
    summary: super::super::Passage,
    facts: facts::Facts,
    outcome: String,
    states: Vec<StateView>,
    /// Promise and result at a glance.
    pledges: Vec<Pledge>,
    /// Promised and achieved figures, block by block.
    blocks: Vec<plan::Block>,
    /// Whether a report exists.
    reported: bool,
    activities: Vec<plan::ActivityView>,
    evidence: Vec<plan::EvidenceGroup>,
    people: people::People,
    context: Vec<people::ContextRow>,
    stories: Vec<StoryCard>,
    /// Stories in full: in a brief portal they have no pages.
    told: Vec<StoryView>,
    reach: Option<reach::ReachView>,
    money: Option<money::MoneyView>,
    risks: Vec<money::RiskRow>,
    parties: Vec<result::PartyGroup>,
    no_partners: Option<String>,
    outcome_text: result::ReportView,
    text: Option<ProseView>,
    pictures: Vec<PhotoView>,
    notes: Vec<NoteView>,
    source: result::SourceView,
    /// Where the data of this grant are.
    data: Option<String>,
    /// The record of its figures.
    record: Option<String>,
    /// How to cite the page.
    cite: cite::CiteView,
}

fn body(site: &Site<'_>, tongue: &Tongue<'_>, subject: Subject) -> Body {
    let Subject::One(at) = subject else { return Body::empty() };
    let (Some(grant), Some(figures)) = (site.portal.grants.get(at), site.figures.grants.get(at)) else {
        return Body::empty();
    };
    let notes = Notes::of(site, tongue, &format!("grants/{}", grant.slug), &grant.notes);
    let text = parts::prose_view(site, tongue, &grant.narratives, &grant.pictures, 3);
    let is_brief = site.portal.is_brief();
    let (elsewhere, here) = (grant.stories.iter().filter(|_| !is_brief), grant.stories.iter().filter(|_| is_brief));
    let view = View {
        answer: answer::answer(tongue, grant, figures),
        summary: tongue.words(&grant.summary),
        facts: facts::facts(site, tongue, grant),
        outcome: parts::outcome(tongue, &figures.totals),
        states: parts::state_views(tongue, &figures.states),
        pledges: pledge::of_grant(tongue, grant, figures),
        blocks: plan::blocks(tongue, grant, figures, &notes),
        reported: grant.report.is_some(),
        activities: plan::activities(tongue, grant, &notes),
        evidence: plan::evidence(tongue, grant, &notes),
        people: people::people(tongue, grant, &notes),
        context: people::context(tongue, grant, &notes),
        stories: elsewhere.map(|story| parts::story_card(site, tongue, grant, story)).collect(),
        told: here.map(|story| stories::view(site, tongue, grant, story)).collect(),
        reach: reach::reach(site, tongue, grant, &notes),
        money: money::money(tongue, grant, &notes),
        risks: money::risks(tongue, grant, &notes),
        parties: result::parties(site, tongue, grant),
        no_partners: grant.no_partners.then(|| tongue.t("grant.no_partners")),
        outcome_text: result::report(site, tongue, grant, &notes),
        pictures: parts::pictures(tongue, &grant.pictures, text.as_ref()),
        text,
        notes: notes.general(),
        source: result::source(site, tongue, grant),
        data: data(site, tongue, grant),
        record: parts::record(site, tongue, &format!("grants/{}", grant.slug)),
        cite: cite::view(tongue, &cite::grant(site, tongue, grant), "cite", cite::Length::short(site)),
    };
    let body = Body::new(tongue.words(&grant.title), tongue.words(&grant.summary).text, &view)
        .below(tongue.t("menu.grants"), tongue.here("grants/"))
        .telling(told(site, tongue, grant));
    let card = Some(card::grant(site, tongue, grant, figures));
    // Tables have a bar in each row; drawn charts weigh as much as the rest of the page.
    let charts = if is_brief { Vec::new() } else { charts_of(site, tongue, grant, figures) };
    Body { card, charts, ..body }
}

/// The page of the grant's files, or the only file that it has.
fn data(site: &Site<'_>, tongue: &Tongue<'_>, grant: &Grant) -> Option<String> {
    let page = site.portal.each_grant_has_tables().then(|| tongue.here(&format!("grants/{}/data/", grant.slug)));
    page.or_else(|| site.data_file(&format!("data/grants/{}.json", grant.slug)).map(|file| format!("/{}", file.path)))
}

/// A reference manager takes the page as a report.
fn told(site: &Site<'_>, tongue: &Tongue<'_>, grant: &Grant) -> Told {
    let tags = match site.portal.is_brief() {
        true => Vec::new(),
        false => linked::report(&cite::grant(site, tongue, grant)),
    };
    Told { objects: vec![linked::grant(site, tongue, grant)], tags, modified: linked::day(&grant.updated) }
}

/// Whether one picture of all indicators is an overview: there is a report, and the picture fits a screen or two.
/// Longer lists have their bars in the rows of the tables only, where each stands beside its figures.
fn is_overview(grant: &Grant) -> bool {
    grant.report.is_some() && grant.indicators.len() <= 14
}

/// The names of all charts that the page of a grant can have, which stand in their addresses; in the order of the page.
pub(in crate::site) const CHARTS: [&str; 11] =
    ["progress", "targets", "sex", "age", "status", "other", "months", "resources", "risks", "publications", "reach"];

/// The charts of a grant, by the names that its page gives them.
pub(in crate::site) fn charts_of(
    site: &Site<'_>,
    tongue: &Tongue<'_>,
    grant: &Grant,
    figures: &crate::derive::GrantFigures,
) -> Vec<(&'static str, super::super::chart::Chart)> {
    let by = |by| charts::breakdown(tongue, grant, by);
    let charts = [
        charts::progress(tongue, grant, figures).filter(|_| is_overview(grant)),
        charts::targets(tongue, &grant.indicators),
        by(BreakdownBy::Sex),
        by(BreakdownBy::Age),
        by(BreakdownBy::Status),
        by(BreakdownBy::Other),
        charts::months(tongue, grant),
        charts::resources(tongue, grant),
        charts::risks(tongue, grant),
        charts::publications(tongue, &[grant]),
        charts::reach(site, tongue, &[grant], true),
    ];
    let named = CHARTS.into_iter().zip(charts);
    named.filter_map(|(name, chart)| Some((name, chart?))).collect()
}
