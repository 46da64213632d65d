//! `/<lang>/changes/` and `/<lang>/changes.xml`: which figure changed from what to what, when and why.

use super::super::history::{HistoryLine, change_line, correction_line, frozen_address, page_title};
use super::super::said::said;
use super::super::tongue::text;
use super::super::{Body, PageKind, Passage, Site, Subject, Tongue};
use super::parts::LinkView;
use crate::derive::history::{Change, Kind, Step, corrections};
use crate::model::Correction;
use crate::value::PartialDate;
use serde::Serialize;

/// The page of changes; there is none as long as nothing can have changed.
pub(super) const KIND: PageKind = PageKind {
    name: "changes",
    template: "changes.html",
    pages: |site| pages(site, "changes/"),
    body,
    per_language: true,
    listed: true,
};

/// The feed of changes (Atom, RFC 4287).
pub(super) const FEED: PageKind = PageKind {
    name: "changes-feed",
    template: "changes.xml",
    pages: |site| pages(site, "changes.xml"),
    body: feed,
    per_language: true,
    listed: false,
};

/// How many entries the feed has at most.
const FEED_LENGTH: usize = 100;

#[derive(Serialize)]
struct View {
    steps: Vec<StepView>,
    /// Corrections that belong to no change between editions.
    corrections: Vec<Row>,
    feed: String,
    editions: Option<LinkView>,
}

/// What changed between two states of the portal.
#[derive(Serialize)]
struct StepView {
    title: String,
    /// How much changed, in sentences.
    says: Vec<String>,
    rows: Vec<Row>,
}

/// A figure that changed, or what was corrected.
#[derive(Serialize)]
struct Row {
    figure: LinkView,
    /// The grant or lot.
    of: Option<Passage>,
    line: HistoryLine,
    /// The permanent name of the change.
    #[serde(skip)]
    name: String,
}

#[derive(Serialize)]
struct FeedView {
    id: String,
    own: String,
    home: String,
    title: String,
    updated: String,
    author: String,
    entries: Vec<FeedEntry>,
}

#[derive(Serialize)]
struct FeedEntry {
    id: String,
    title: Passage,
    summary: String,
    address: String,
    updated: String,
}

fn pages(site: &Site<'_>, below: &str) -> Vec<(Subject, String)> {
    let grants = site.portal.grants.iter();
    let in_grants = || {
        grants.clone().any(|it| !it.corrections.is_empty() || it.stories.iter().any(|it| !it.corrections.is_empty()))
    };
    let in_lots = || site.portal.lots.iter().any(|lot| !lot.corrections.is_empty());
    let any = !site.portal.editions.is_empty() || in_grants() || in_lots();
    if any { vec![(Subject::Whole, below.to_owned())] } else { Vec::new() }
}

fn body(site: &Site<'_>, tongue: &Tongue<'_>, _: Subject) -> Body {
    let editions = LinkView { title: tongue.t("editions.title").into(), address: tongue.here("editions/") };
    let view = View {
        steps: site.figures.history.steps().iter().rev().map(|step| step_view(site, tongue, step)).collect(),
        corrections: loose(site, tongue),
        feed: tongue.here("changes.xml"),
        editions: Some(editions).filter(|link| site.has(&link.address)),
    };
    Body::new(tongue.t("changes.title"), tongue.t("changes.description"), &view)
}

fn step_view(site: &Site<'_>, tongue: &Tongue<'_>, step: &Step) -> StepView {
    let edition = |at: usize| site.portal.editions.get(at);
    let name = |at| text(edition(at).map_or("", |it| it.name.as_str()));
    let date = |at| text(edition(at).map_or_else(String::new, |it| tongue.locale.date(&PartialDate::Day(it.date))));
    let (before, before_date) = (("before", name(step.before)), ("before_date", date(step.before)));
    let title = match step.after {
        None => tongue.say("changes.since", &[before, before_date]),
        Some(after) => {
            tongue.say("changes.between", &[before, before_date, ("after", name(after)), ("after_date", date(after))])
        }
    };
    StepView {
        title,
        says: says(tongue, step),
        rows: step.changes.iter().map(|change| change_row(site, tongue, step, change)).collect(),
    }
}

/// How many rows the step has, and how many figures are new.
fn says(tongue: &Tongue<'_>, step: &Step) -> Vec<String> {
    let (changed, gone) = (step.changed(), step.pages_gone());
    let counts = [("changes.count", changed), ("changes.pages_gone", gone), ("changes.added", step.added)];
    let none = (changed + gone == 0).then(|| tongue.t("changes.none"));
    let counts = counts.into_iter().filter(|(_, count)| *count > 0).map(|(key, count)| tongue.count(key, count));
    none.into_iter().chain(counts).collect()
}

fn change_row(site: &Site<'_>, tongue: &Tongue<'_>, step: &Step, change: &Change) -> Row {
    let frozen = site.portal.editions.get(step.before);
    let figure = frozen.and_then(|edition| edition.figures.get(change.figure));
    let of = page_title(site, tongue, &change.page);
    if change.kind == Kind::PageGone {
        return page_row(site, tongue, step, change, of.unwrap_or_else(|| change.page.clone().into()));
    }
    let title = || {
        let title = figure.and_then(|it| it.title.get(tongue.lang.code()).or_else(|| it.title.values().next()));
        title.cloned().unwrap_or_else(|| change.id.clone())
    };
    let now = site.figures.ledger.find(&change.page, &change.id);
    let link = match (now.and_then(|figure| said(site, tongue, figure)), frozen) {
        (None, Some(edition)) => {
            let page = figure.map_or(change.page.as_str(), |figure| figure.page.as_str());
            let address = frozen_address(edition, tongue.lang, page, &change.id);
            LinkView { title: title().into(), address }
        }
        (said, _) => LinkView {
            title: said.map_or_else(|| title().into(), |said| said.title),
            address: record(site, tongue, &change.page, &change.id),
        },
    };
    Row {
        figure: link,
        of,
        line: change_line(site, tongue, step, change),
        name: format!("{}:{}", change.page, change.id),
    }
}

/// A grant or lot that is gone: one row, whatever it stated.
fn page_row(site: &Site<'_>, tongue: &Tongue<'_>, step: &Step, change: &Change, title: Passage) -> Row {
    let edition = site.portal.editions.get(step.before);
    let page = edition.and_then(|it| it.figures.get(change.figure)).map_or(change.page.as_str(), |it| it.page.as_str());
    let address = edition.map_or_else(String::new, |edition| frozen_address(edition, tongue.lang, page, ""));
    Row {
        figure: LinkView { title, address },
        of: None,
        line: change_line(site, tongue, step, change),
        name: change.page.clone(),
    }
}

/// The record of a figure, or the place on its page where there is no record.
fn record(site: &Site<'_>, tongue: &Tongue<'_>, page: &str, id: &str) -> String {
    let record = tongue.here(&format!("{page}/figures/"));
    if site.has(&record) { format!("{record}#{id}") } else { format!("{}#{id}", tongue.here(&format!("{page}/"))) }
}

/// Corrections that explain no change between editions: of texts, and from before the first edition.
fn loose(site: &Site<'_>, tongue: &Tongue<'_>) -> Vec<Row> {
    let steps = site.figures.history.steps();
    let grants = site.portal.grants.iter().map(|it| format!("grants/{}", it.slug));
    let pages = grants.chain(site.portal.lots.iter().map(|it| format!("lots/{}", it.slug)));
    let mut rows = Vec::new();
    for page in pages {
        let changes = steps.iter().flat_map(|step| &step.changes).filter(|change| change.page == page);
        let told: Vec<usize> = changes.flat_map(|change| change.corrections.iter().copied()).collect();
        let corrections = corrections(site.portal, &page).into_iter().enumerate();
        let loose = corrections.filter(|(at, _)| !told.contains(at));
        rows.extend(loose.map(|(at, it)| correction_row(site, tongue, &page, at, it)));
    }
    rows.sort_by(|one, other| other.line.date.cmp(&one.line.date).then_with(|| one.name.cmp(&other.name)));
    rows
}

fn correction_row(site: &Site<'_>, tongue: &Tongue<'_>, page: &str, at: usize, it: &Correction) -> Row {
    let id = it.about.as_ref().map(|about| about.as_str());
    let figure = id.and_then(|id| site.figures.ledger.find(page, id)).and_then(|figure| said(site, tongue, figure));
    let of = page_title(site, tongue, page);
    let title = figure.as_ref().map(|said| said.title.clone()).or_else(|| of.clone()).unwrap_or_default();
    let address = match (&figure, id) {
        (Some(_), Some(id)) => record(site, tongue, page, id),
        _ => tongue.here(&format!("{page}/")),
    };
    let name = format!("{page}:{}:{at}", id.unwrap_or("-"));
    Row {
        figure: LinkView { title, address },
        of: of.filter(|_| figure.is_some()),
        line: correction_line(site, tongue, page, it),
        name,
    }
}

fn feed(site: &Site<'_>, tongue: &Tongue<'_>, _: Subject) -> Body {
    let base = &site.portal.base_url;
    let (own, home) = (base.absolute(&tongue.here("changes.xml")), base.absolute(&tongue.here("changes/")));
    // What changed since the last edition without a word of the editors has no day yet.
    let is_told = |step: &Step, change: &Change| step.after.is_some() || !change.corrections.is_empty();
    let steps = site.figures.history.steps().iter();
    let changes = steps.flat_map(|step| step.changes.iter().map(move |change| (step, change)));
    let changes = changes.filter(|(step, change)| is_told(step, change));
    let rows = changes.map(|(step, change)| change_row(site, tongue, step, change)).chain(loose(site, tongue));
    let id = |name: &str| match base.origin.is_empty() {
        true => format!("urn:esep:{}:change:{name}", tongue.lang.code()),
        false => format!("{home}#{name}"),
    };
    let mut entries: Vec<FeedEntry> = rows.filter_map(|row| entry(site, row, &id)).collect();
    entries.sort_by(|one, other| other.updated.cmp(&one.updated).then_with(|| one.id.cmp(&other.id)));
    entries.truncate(FEED_LENGTH);
    let portal = tongue.words(&site.portal.title);
    let operator = site.portal.operator.and_then(|at| site.portal.organisations.get(at));
    let title = tongue.say("changes.feed_title", &[("portal", text(portal.text.as_str()))]);
    let view = FeedView {
        id: if base.origin.is_empty() { format!("urn:esep:changes:{}", tongue.lang.code()) } else { own.clone() },
        own,
        home: home.clone(),
        title,
        updated: entries.first().map_or_else(|| format!("{}T00:00:00Z", site.generated), |it| it.updated.clone()),
        author: operator.map_or_else(|| portal.text.clone(), |it| tongue.words(&it.name).text),
        entries,
    };
    Body::new(portal, tongue.t("changes.description"), &view)
}

/// What is not known to the day stands at the last day that it can mean.
fn entry(site: &Site<'_>, row: Row, id: &dyn Fn(&str) -> String) -> Option<FeedEntry> {
    let date = crate::value::date::parse(&row.line.date).ok()?;
    let day = date.known()?.last_day().min(site.generated);
    let says = row.line.says.iter().cloned().chain(row.line.why.iter().map(|why| why.text.clone()));
    let of = row.of.map(|of| format!(" – {}", of.text)).unwrap_or_default();
    Some(FeedEntry {
        id: id(&format!("{}:{}", row.line.date, row.name)),
        title: Passage { text: format!("{}{of}", row.figure.title.text), lang: row.figure.title.lang },
        summary: says.collect::<Vec<_>>().join(" "),
        address: site.portal.base_url.absolute(&row.figure.address),
        updated: format!("{day}T00:00:00Z"),
    })
}
