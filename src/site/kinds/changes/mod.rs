//! `/<lang>/changes/` and `/<lang>/changes.xml`: which figure changed from what to what, when and why.

mod entry;
mod feed;

use super::super::tongue::text;
use super::super::{Body, PageKind, Site, Subject, Tongue};
use super::paging::{self, Paging};
use super::parts::LinkView;
use crate::derive::history::Step;
use crate::value::PartialDate;
use entry::{Entry, Row, entries};
use serde::Serialize;

/// The pages of changes; there is none as long as nothing can have changed.
pub(super) const KIND: PageKind = PageKind {
    name: "changes",
    template: "changes.html",
    pages: |site| if is_there(site) { paging::pages(BELOW, entries(site).len()) } else { Vec::new() },
    body,
    per_language: true,
    listed: true,
};

/// The feed of changes (Atom, RFC 4287).
pub(super) const FEED: PageKind = PageKind {
    name: "changes-feed",
    template: super::feed::TEMPLATE,
    pages: |site| if is_there(site) { vec![(Subject::Whole, "changes.xml".to_owned())] } else { Vec::new() },
    body: feed::body,
    per_language: true,
    listed: false,
};

const BELOW: &str = "changes/";

#[derive(Serialize)]
struct View {
    steps: Vec<StepView>,
    /// Corrections that belong to no change between editions, and what was taken off without one.
    corrections: Vec<Row>,
    feed: String,
    editions: Option<LinkView>,
    paging: Paging,
}

/// What changed between two states of the portal.
#[derive(Serialize)]
struct StepView {
    title: String,
    /// How much changed, in sentences.
    says: Vec<String>,
    rows: Vec<Row>,
}

fn is_there(site: &Site<'_>) -> bool {
    let grants = site.portal.grants.iter();
    let in_grants = || {
        grants.clone().any(|it| !it.corrections.is_empty() || it.stories.iter().any(|it| !it.corrections.is_empty()))
    };
    let in_lots = || site.portal.lots.iter().any(|lot| !lot.corrections.is_empty());
    !site.portal.editions.is_empty() || !site.portal.withdrawn.is_empty() || in_grants() || in_lots()
}

fn body(site: &Site<'_>, tongue: &Tongue<'_>, subject: Subject) -> Body {
    let editions = LinkView { title: tongue.t("editions.title").into(), address: tongue.here("editions/") };
    let all = entries(site);
    let shown = paging::slice(&all, subject);
    let of_one_step = shown.chunk_by(|one, other| one.step() == other.step());
    let rows = |entries: &[Entry<'_>]| entries.iter().filter_map(|it| it.row(site, tongue)).collect();
    let step = |entries: &[Entry<'_>]| Some(step_view(site, tongue, entries.first()?.step()?, rows(entries)));
    let loose: Vec<Entry<'_>> = shown.iter().filter(|it| it.step().is_none()).copied().collect();
    let view = View {
        steps: of_one_step.filter_map(step).collect(),
        corrections: rows(&loose),
        feed: tongue.here("changes.xml"),
        editions: Some(editions).filter(|link| site.has(&link.address)),
        paging: Paging::new(tongue, BELOW, all.len(), subject),
    };
    Body::new(tongue.t("changes.title"), tongue.t("changes.description"), &view)
}

fn step_view(site: &Site<'_>, tongue: &Tongue<'_>, step: usize, rows: Vec<Row>) -> StepView {
    let Some(step) = site.figures.history.steps().get(step) else {
        return StepView { title: String::new(), says: Vec::new(), rows };
    };
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
    StepView { title, says: says(tongue, step), rows }
}

/// How many rows the step has, and how many figures are new.
fn says(tongue: &Tongue<'_>, step: &Step) -> Vec<String> {
    let (changed, gone) = (step.changed(), step.pages_gone());
    let unexplained = step.changes.iter().filter(|change| change.is_unexplained()).count();
    let counts = [
        ("changes.count", changed),
        ("changes.pages_gone", gone),
        ("changes.added", step.added),
        ("changes.unexplained", unexplained),
    ];
    let none = (changed + gone == 0).then(|| tongue.t("changes.none"));
    let counts = counts.into_iter().filter(|(_, count)| *count > 0).map(|(key, count)| tongue.count(key, count));
    none.into_iter().chain(counts).collect()
}
