//! Figures held against the last edition, and corrections against what stands now.

use super::subject::Subject;
use crate::derive::Figures;
use crate::derive::history::{Change, Kind, PartChange, corrections};
use crate::derive::ledger::{Figure, Owner, What, canonical};
use crate::finding::{About, Arg, Code, Finding, Findings, Place};
use crate::model::{Correction, Grant, Portal, Within};
use crate::value::quantity;

pub(super) fn run(portal: &Portal, figures: &Figures) -> Findings {
    let latest = figures.history.latest();
    let edition = latest.and_then(|step| portal.editions.get(step.before));
    let changes = latest.map_or(&[][..], |step| step.changes.as_slice());
    let unexplained = changes.iter().filter(|change| needs_correction(change) && change.corrections.is_empty());
    let unexplained = unexplained
        .filter_map(|change| without_correction(portal, figures, change, edition.map_or("", |edition| &edition.name)));
    let idle = pages(portal).into_iter().flat_map(|page| idle(portal, figures, &page));
    unexplained.chain(idle).collect()
}

/// What was not known before is news, and what is computed follows from the rest.
fn needs_correction(change: &Change) -> bool {
    matches!(change.kind, Kind::Changed | Kind::Gone)
}

/// A figure of a page that is gone as a whole has no place any more where a correction could stand.
fn without_correction(portal: &Portal, figures: &Figures, change: &Change, edition: &str) -> Option<Finding> {
    let part = change.parts.first()?;
    let place = match figures.ledger.find(&change.page, &change.id) {
        Some(figure) => place(portal, figure, part)?,
        None => page_place(portal, &change.page)?,
    };
    let about = About { subject: change.page.clone(), id: Some(change.id.clone()) };
    let finding = Finding::new(Code::ChangeWithoutCorrection).at(place).about(about).with("id", change.id.as_str());
    Some(finding.with("edition", edition).with("was", said(&part.before)).with("now", said(&part.after)))
}

fn said(value: &Option<String>) -> Arg {
    match value.as_deref() {
        None => Arg::from("—"),
        Some("not reported") => Arg::Term("not-reported"),
        Some(text) => match quantity::parse(text).ok().and_then(|value| value.known().copied()) {
            Some(quantity) => quantity.into(),
            None => Arg::from(text),
        },
    }
}

fn pages(portal: &Portal) -> Vec<String> {
    let grants = portal.grants.iter().map(|grant| Subject::grant(grant).about(None).subject);
    grants.chain(portal.lots.iter().map(|lot| Subject::lot(lot).about(None).subject)).collect()
}

fn page_place<'p>(portal: &'p Portal, page: &str) -> Option<&'p Place> {
    let (folder, slug) = page.split_once('/')?;
    match folder {
        "grants" => portal.grants.iter().find(|grant| grant.slug == slug).map(|grant| &grant.place),
        _ => portal.lots.iter().find(|lot| lot.slug == slug).map(|lot| &lot.place),
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

/// Corrections of a page that have not changed anything: what they say to have stood there stands there still.
fn idle(portal: &Portal, figures: &Figures, page: &str) -> Findings {
    let idle = |correction: &&Correction| -> Option<Finding> {
        let (about, was) = (correction.about.as_ref()?, correction.was.as_ref()?);
        let figure = figures.ledger.find(page, about)?;
        still_stands(figure, correction.within, &canonical(was)).then(|| {
            let subject = About { subject: page.to_owned(), id: Some(about.value.clone()) };
            let finding = Finding::new(Code::CorrectionChangesNothing).at(&was.place).about(subject);
            finding.with("id", about.as_str()).with("was", was.as_str())
        })
    };
    corrections(portal, page).iter().filter_map(idle).collect()
}

/// Whether each value that a file can state of the figure is the one that is said to be corrected.
fn still_stands(figure: &Figure, within: Within, was: &str) -> bool {
    let own = figure.values.iter().map(|(part, text)| (part.to_string(), text.as_str()));
    let mut own = own.filter(|(part, _)| is_written_in(figure.what, within, part)).peekable();
    let is_it = |text: &str| text == was || text.split_once(' ').is_some_and(|(amount, _)| amount == was);
    own.peek().is_some() && own.all(|(_, text)| is_it(text))
}

/// Results stand in the report, plans in the grant: a correction speaks of the values of its own file.
fn is_written_in(what: What, within: Within, part: &str) -> bool {
    let is_of_report = part == "achieved" || (part == "total" && matches!(what, What::Indicator(_)));
    let is_value = part != "unit" && part != "per";
    let both = matches!(what, What::Indicator(_) | What::Activity(_));
    is_value && (!both || (within == Within::Report) == is_of_report)
}
