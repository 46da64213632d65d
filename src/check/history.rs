//! Figures held against the editions.

use super::corrections::is_disputed;
use crate::derive::Figures;
use crate::derive::history::{Change, Kind, PartChange, Step};
use crate::derive::ledger::{Figure, Owner, What};
use crate::finding::{About, Arg, Code, Finding, Findings, Place};
use crate::model::{Grant, Portal};
use crate::read::Edition;
use crate::value::quantity;

/// Every change that nobody has explained, also between two editions: that the later one is frozen explains nothing.
pub(super) fn run(portal: &Portal, figures: &Figures) -> Findings {
    let unexplained = |step: &'_ Step| -> Findings {
        let Some(edition) = portal.editions.get(step.before) else { return Findings::new() };
        let changes = step.changes.iter().filter(|it| it.is_unexplained() && !is_disputed(portal, &it.page, &it.id));
        changes.filter_map(|change| without_correction(portal, figures, change, edition)).collect()
    };
    figures.history.steps().iter().flat_map(unexplained).collect()
}

/// A page that is gone as a whole has been found where the portal was linked.
fn without_correction(portal: &Portal, figures: &Figures, change: &Change, edition: &Edition) -> Option<Finding> {
    let part = telling(change)?;
    let figure = figures.ledger.find(&change.page, &change.id);
    let finding = match (change.kind, figure) {
        (Kind::Changed, figure) => {
            let place =
                figure.and_then(|figure| place(portal, figure, part)).or_else(|| page_place(portal, &change.page));
            Finding::new(Code::ChangeWithoutCorrection).at(place?).with("now", said(&part.after))
        }
        (Kind::Gone, None) => gone(portal, figures, change, edition)?,
        _ => return None,
    };
    let about = About { subject: change.page.clone(), id: Some(change.id.clone()), languages: Vec::new() };
    let finding = finding.about(about).with("id", change.id.as_str());
    Some(finding.with("edition", edition.name.as_str()).with("was", said(&part.before)))
}

/// The value by which a change is told: a unit, or that there was no report yet, only where there is nothing else.
fn telling(change: &Change) -> Option<&PartChange> {
    let is_value = |it: &&PartChange| !["unit", "per"].contains(&it.part.as_str());
    let was_there = |it: &&PartChange| it.before.as_deref().is_some_and(|before| before != "not reported");
    let values = || change.parts.iter().filter(is_value);
    values().find(was_there).or_else(|| values().next()).or_else(|| change.parts.first())
}

/// A figure that is gone has no place: it is told beside the figure that has its values now, or else beside the one that
/// it stood next to.
fn gone(portal: &Portal, figures: &Figures, change: &Change, edition: &Edition) -> Option<Finding> {
    let finding = Finding::new(Code::FigureGone);
    let was = edition.figures.get(change.figure)?;
    let of_edition = || edition.figures.iter().filter(|it| it.page == was.page);
    let had = |id: &str| of_edition().any(|it| it.id == id);
    let new = figures.ledger.of_page(&change.page).iter().filter(|it| !had(&it.id));
    let value = |figure: &Figure| -> Vec<(String, String)> {
        figure.values.iter().map(|(part, text)| (part.to_string(), text.clone())).collect()
    };
    let part = PartChange { part: String::new(), before: None, after: None };
    if let Some(same) = new.into_iter().find(|figure| value(figure) == was.values) {
        let mut finding = finding.at(place(portal, same, &part)?);
        finding.did_you_mean = Some(same.id.clone());
        return Some(finding);
    }
    let at = of_edition().position(|it| it.id == was.id)?;
    let (before, after): (Vec<_>, Vec<_>) = of_edition().enumerate().partition(|(other, _)| *other < at);
    let near = before.into_iter().rev().chain(after).map(|(_, it)| it.id.as_str());
    let own = near.filter(|id| !id.starts_with("figure-"));
    let neighbour = own.filter_map(|id| figures.ledger.find(&change.page, id)).next();
    let file = || page_place(portal, &change.page);
    Some(finding.at(neighbour.and_then(|figure| place(portal, figure, &part)).or_else(file)?))
}

pub(super) fn said(value: &Option<String>) -> Arg {
    match value.as_deref() {
        None => Arg::from("—"),
        Some("not reported") => Arg::Term("not-reported"),
        Some(text) => match quantity::parse(text).ok().and_then(|value| value.known().copied()) {
            Some(quantity) => quantity.into(),
            None => Arg::from(text),
        },
    }
}

fn page_place<'p>(portal: &'p Portal, page: &str) -> Option<&'p Place> {
    let (folder, slug) = page.split_once('/')?;
    match folder {
        "grants" => portal.grant(slug).map(|grant| &grant.place),
        _ => portal.lot(slug).map(|lot| &lot.place),
    }
}

/// Where the changed value of a figure is written.
fn place<'p>(portal: &'p Portal, figure: &Figure, part: &PartChange) -> Option<&'p Place> {
    match (figure.owner, figure.what) {
        (Owner::Grant(at), what) => portal.grants.get(at).map(|grant| in_grant(grant, what, part)),
        (Owner::Lot(at), What::Indicator(indicator)) => {
            let lot = portal.lots.get(at)?;
            Some(lot.indicators.get(indicator).map_or(&lot.place, |it| &it.place))
        }
        (Owner::Lot(at), _) => portal.lots.get(at).map(|lot| &lot.place),
    }
}

fn in_grant<'p>(grant: &'p Grant, what: What, part: &PartChange) -> &'p Place {
    let report = grant.report.as_ref();
    let place = match what {
        What::Amount => grant.amount_place.as_ref(),
        What::Indicator(at) => grant.indicators.get(at).map(|it| match (part.part.as_str(), &it.result_place) {
            ("achieved" | "total", Some(place)) => place,
            _ => &it.place,
        }),
        What::Activity(at) => grant.activities.get(at).map(|it| &it.written_at),
        What::Evidence(at) => grant.evidence.get(at).map(|it| &it.place),
        What::TargetGroup(at) => grant.target_groups.get(at).map(|it| &it.place),
        What::Breakdown(at) => report.and_then(|report| report.breakdowns.get(at)).map(|it| &it.place),
        What::Context(at) => grant.context.get(at).map(|it| &it.place),
        What::Publication(at) => grant.publications.iter().flatten().nth(at).map(|it| &it.place),
        What::Resource(at) => grant.resources.get(at).map(|it| &it.place),
        What::Risk(at) => grant.risks.get(at).map(|it| &it.place),
        What::FollowUp => report.map(|report| &report.place),
        What::States | What::ResourcesTotal => None,
    };
    place.unwrap_or(&grant.place)
}
