//! `/<lang>/lots/` and `/<lang>/lots/<slug>/`: what the state asks for, what was contracted, what was achieved.

use super::super::facts::{planned, result};
use super::super::photo::PhotoView;
use super::super::{Body, PageKind, Passage, Site, Subject, Tongue, Value, cite};
use super::grant::{IndicatorRow, NoteView, Notes, indicator_row};
use super::paging::{self, Paging};
use super::parts::{self, DocumentView, GrantCard, LinkView, LotCard, ProseView};
use crate::derive::{Progress, State};
use crate::model::{Grant, Lot};
use crate::read::IndicatorKind;
use serde::Serialize;

/// The list of lots.
pub(super) const LIST: PageKind = PageKind {
    name: "lots",
    template: "lots.html",
    pages: |site| if site.portal.lots.is_empty() { Vec::new() } else { paging::pages("lots/", site.portal.lots.len()) },
    body: list,
    per_language: true,
    listed: true,
};

/// A page for each lot.
pub(super) const ONE: PageKind = PageKind {
    name: "lot",
    template: "lot.html",
    pages: |site| {
        let lots = site.portal.lots.iter().enumerate();
        lots.map(|(at, lot)| (Subject::One(at), format!("lots/{}/", lot.slug))).collect()
    },
    body: one,
    per_language: true,
    listed: true,
};

#[derive(Serialize)]
struct ListView {
    count: String,
    lots: Vec<LotCard>,
    paging: Paging,
}

#[derive(Serialize)]
struct OneView {
    summary: Passage,
    number: Value,
    row: Option<String>,
    amount: Value,
    period: Option<String>,
    place: Option<Passage>,
    regions: Vec<LinkView>,
    themes: Vec<LinkView>,
    customer: Option<LinkView>,
    priority: Option<Passage>,
    topic: Option<Passage>,
    problem: Option<Passage>,
    requirements: Option<Requirements>,
    targets: Vec<IndicatorRow>,
    expected: Vec<IndicatorRow>,
    other: Vec<IndicatorRow>,
    grants: Vec<GrantCard>,
    /// Asked, contracted, achieved: a grant for each column.
    comparison: Option<Comparison>,
    text: Option<ProseView>,
    pictures: Vec<PhotoView>,
    notes: Vec<NoteView>,
    source: DocumentView,
    updated: Value,
    /// The record of its figures.
    record: Option<String>,
    /// How to cite the page.
    cite: cite::CiteView,
}

/// What a grantee must have, or in words that the document leaves it empty.
#[derive(Serialize)]
struct Requirements {
    words: Passage,
    stated: bool,
}

/// What was asked beside what the grants that answer the lot promise and have done.
#[derive(Serialize)]
struct Comparison {
    grants: Vec<LinkView>,
    rows: Vec<ComparisonRow>,
}

#[derive(Serialize)]
struct ComparisonRow {
    title: Passage,
    asked: Value,
    /// One cell for each grant.
    cells: Vec<ComparisonCell>,
}

/// What one grant promises and has done for one thing that was asked; nothing where it promises nothing.
#[derive(Default, Serialize)]
struct ComparisonCell {
    contracted: Option<Value>,
    achieved: Option<Value>,
}

fn list(site: &Site<'_>, tongue: &Tongue<'_>, subject: Subject) -> Body {
    let lots = &site.portal.lots;
    let mut order: Vec<(String, usize)> =
        lots.iter().enumerate().map(|(at, lot)| (tongue.words(&lot.title).text, at)).collect();
    tongue.sort(&mut order, |(title, _)| title);
    let view = ListView {
        count: tongue.count("lots.count", order.len()),
        lots: paging::slice(&order, subject).iter().filter_map(|(_, at)| parts::lot_card(site, tongue, *at)).collect(),
        paging: Paging::new(tongue, "lots/", order.len(), subject),
    };
    Body::new(tongue.t("lots.title"), tongue.t("lots.description"), &view)
}

fn one(site: &Site<'_>, tongue: &Tongue<'_>, subject: Subject) -> Body {
    let (Subject::One(at), Some(lot)) = (subject, parts::one(&site.portal.lots, subject)) else { return Body::empty() };
    let view = one_view(site, tongue, at, lot);
    Body::new(tongue.words(&lot.title), tongue.words(&lot.summary).text, &view)
        .below(tongue.t("menu.lots"), tongue.here("lots/"))
}

fn one_view(site: &Site<'_>, tongue: &Tongue<'_>, at: usize, lot: &Lot) -> OneView {
    let notes = Notes::of(site, tongue, &format!("lots/{}", lot.slug), &lot.notes);
    let asked = Progress { state: State::NotReported, percent: None };
    let rows = |wanted: &dyn Fn(IndicatorKind) -> bool| -> Vec<IndicatorRow> {
        let indicators = lot.indicators.iter().filter(|it| wanted(it.kind));
        indicators.map(|it| indicator_row(tongue, &lot.indicators, it, &asked, &notes)).collect()
    };
    let text = parts::prose_view(site, tongue, &lot.narratives, &lot.pictures, 3);
    let none = Vec::new();
    let grants = site.figures.index.lots.get(&at).unwrap_or(&none);
    OneView {
        summary: tongue.words(&lot.summary),
        number: tongue.stated(&lot.number, Clone::clone),
        row: lot.row.clone(),
        amount: tongue.money(&lot.amount, &lot.currency),
        period: lot.period.as_ref().map(|period| tongue.period(&period.value)),
        place: tongue.optional(lot.territory.as_ref()),
        regions: parts::region_links(tongue, lot.regions.iter().map(|region| region.value)),
        themes: parts::theme_links(site, tongue, &lot.themes),
        customer: lot.customer.and_then(|at| parts::organisation_link(site, tongue, at)),
        priority: tongue.optional(lot.priority.as_ref()),
        topic: tongue.optional(lot.topic.as_ref()),
        problem: tongue.optional(lot.problem.as_ref()),
        requirements: lot.requirements.as_ref().map(|it| requirements(tongue, it)),
        targets: rows(&|kind| kind == IndicatorKind::Target),
        expected: rows(&|kind| kind == IndicatorKind::Expected),
        other: rows(&|kind| !matches!(kind, IndicatorKind::Target | IndicatorKind::Expected)),
        grants: grants.iter().filter_map(|grant| parts::grant_card(site, tongue, *grant)).collect(),
        comparison: comparison(site, tongue, lot, grants),
        pictures: parts::pictures(tongue, &lot.pictures, text.as_ref()),
        text,
        notes: notes.general(),
        source: parts::document(site, tongue, &lot.source),
        updated: tongue.date(&lot.updated),
        record: parts::record(site, tongue, &format!("lots/{}", lot.slug)),
        cite: cite::view(tongue, &cite::lot(site, tongue, lot), "cite", cite::Length::Written),
    }
}

fn requirements(tongue: &Tongue<'_>, written: &crate::value::Stated<crate::read::Words>) -> Requirements {
    match written.known() {
        Some(words) => Requirements { words: tongue.words(words), stated: true },
        None => Requirements { words: tongue.stated(written, |_| String::new()).text.into(), stated: false },
    }
}

/// A figure of a grant answers a figure of the lot when it has the same id or names the same standard indicator.
fn comparison(site: &Site<'_>, tongue: &Tongue<'_>, lot: &Lot, grants: &[usize]) -> Option<Comparison> {
    let grants: Vec<&Grant> = grants.iter().filter_map(|at| site.portal.grants.get(*at)).collect();
    if grants.is_empty() {
        return None;
    }
    let row = |asked: &crate::model::Indicator| ComparisonRow {
        title: tongue.indicator(asked),
        asked: planned(tongue, asked),
        cells: grants.iter().map(|grant| cell(tongue, grant, asked)).collect(),
    };
    Some(Comparison {
        rows: lot.indicators.iter().map(row).collect(),
        grants: grants.iter().map(|grant| parts::grant_link(tongue, grant)).collect(),
    })
}

fn cell(tongue: &Tongue<'_>, grant: &Grant, asked: &crate::model::Indicator) -> ComparisonCell {
    let answers =
        |it: &&crate::model::Indicator| it.id == asked.id || (it.standard.is_some() && it.standard == asked.standard);
    let Some(indicator) = grant.indicators.iter().find(answers) else { return ComparisonCell::default() };
    let achieved = indicator.achieved_total.as_ref().unwrap_or(&indicator.achieved);
    ComparisonCell {
        contracted: Some(planned(tongue, indicator)),
        achieved: Some(result(tongue, indicator, achieved, indicator.unit.as_ref())),
    }
}
