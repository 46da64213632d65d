//! What became of each correction: the value that took the place of the old one, and the first edition that has it.

use super::history::{History, corrections};
use super::ledger::{Ledger, canonical};
use crate::model::{Correction, Portal, Within};
use crate::read::{Edition, FrozenCorrection};
use jiff::civil::Date;

/// What became of one correction.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Corrected {
    /// What stands in the place of the old value, in the written form of the ledger; absent: it corrects no figure, or the
    /// figure was taken off.
    pub now: Option<String>,
    /// The id of the unit of that value; money has its currency within the value.
    pub unit: Option<String>,
    /// The first edition that has the correction, as a place in the portal's list; absent: none has it yet.
    pub edition: Option<usize>,
}

/// What became of each of the [`corrections`] of a page, in their order.
pub fn corrected(portal: &Portal, ledger: &Ledger, history: &History, page: &str) -> Vec<Corrected> {
    let all = corrections(portal, page);
    let names = names(portal, page);
    let of = |(at, it): (usize, &&Correction)| {
        let edition = portal.editions.iter().position(|edition| has(edition, &names, it));
        let values = it.about.as_ref().map(|id| stated(portal, ledger, &names, edition, id)).unwrap_or_default();
        let next = next(&all, at).map(|was| Some(canonical(was)));
        let now = next.or_else(|| changed(history, page, at)).unwrap_or_else(|| main_value(&values, it.within));
        let unit = values.iter().find(|(part, _)| part == "unit").map(|(_, unit)| unit.clone());
        Corrected { unit: unit.filter(|_| now.is_some()), now, edition }
    };
    all.iter().enumerate().map(of).collect()
}

/// The names that a page has and had.
fn names(portal: &Portal, page: &str) -> Vec<String> {
    let (folder, slug) = page.split_once('/').unwrap_or(("", page));
    let former = match folder {
        "grants" => portal.grant(slug).map(|it| &it.former_slugs),
        _ => portal.lot(slug).map(|it| &it.former_slugs),
    };
    let former = former.into_iter().flatten().map(|old| format!("{folder}/{}", old.value));
    [page.to_owned()].into_iter().chain(former).collect()
}

/// Whether the edition was frozen with this correction in it.
pub fn has(edition: &Edition, names: &[String], it: &Correction) -> bool {
    let text = |text: Option<&String>| text.map_or("", String::as_str).to_owned();
    let (about, was) = (text(it.about.as_deref()), text(it.was.as_deref()));
    let date = it.date.known();
    let is_this = |frozen: &FrozenCorrection| {
        let same_day = frozen.date.is_empty() || date.is_some_and(|date| date.to_string() == frozen.date);
        frozen.about == about && frozen.was == was && same_day
    };
    // Editions of an older program have only those that say what stood there.
    let later = |day: Date| edition.corrections.iter().all(|it| it.date.is_empty()) && day <= edition.date;
    let unlisted = was.is_empty() && date.is_some_and(|date| later(date.last_day()));
    unlisted || edition.corrections.iter().filter(|it| names.contains(&it.page)).any(is_this)
}

/// What the edition, or the portal of today, states of a figure.
fn stated(
    portal: &Portal,
    ledger: &Ledger,
    names: &[String],
    edition: Option<usize>,
    id: &str,
) -> Vec<(String, String)> {
    let frozen = edition.and_then(|at| portal.editions.get(at));
    match frozen {
        Some(edition) => {
            let figure = edition.figures.iter().find(|it| it.id == id && names.contains(&it.page));
            figure.map(|it| it.values.clone()).unwrap_or_default()
        }
        None => {
            let figure = names.first().and_then(|page| ledger.find(page, id));
            let values = figure.map_or(&[][..], |it| it.values.as_slice());
            values.iter().map(|(part, text)| (part.to_string(), text.clone())).collect()
        }
    }
}

/// What the next correction of the same value says to have stood there.
fn next<'c>(all: &[&'c Correction], at: usize) -> Option<&'c str> {
    let it = all.get(at)?;
    let day = |it: &Correction, at: usize| (it.date.known().map(|date| date.last_day()), at);
    let of_value = |other: &Correction| {
        other.within == it.within && other.about.as_deref() == it.about.as_deref() && other.about.is_some()
    };
    let later = all.iter().enumerate().filter(|(place, other)| of_value(other) && day(other, *place) > day(it, at));
    let next = later.filter(|(_, other)| other.was.is_some()).min_by_key(|(place, other)| day(other, *place));
    next.and_then(|(_, other)| other.was.as_ref()).map(|was| was.as_str())
}

/// What the change that this correction explains led to; `Some(None)` where the figure was taken off.
fn changed(history: &History, page: &str, correction: usize) -> Option<Option<String>> {
    let mut changes = history.steps().iter().flat_map(|step| step.of_page(page));
    let change = changes.find(|it| it.corrections.contains(&correction))?;
    let values = || change.parts.iter().filter(|it| is_value(&it.part));
    let told = values().find(|it| it.before.as_deref().is_some_and(|before| before != "not reported"));
    Some(told.or_else(|| values().next())?.after.clone())
}

/// The value of a figure that a file with corrections is about: of a report the result, of a plan the rest.
pub fn main_value(values: &[(String, String)], within: Within) -> Option<String> {
    let values = || values.iter().filter(|(part, _)| is_value(part));
    let reported = |part: &str| part == "achieved" || part == "total";
    let own = values().find(|(part, _)| reported(part) == (within == Within::Report));
    own.or_else(|| values().next()).map(|(_, text)| text.clone())
}

/// Whether a part of a figure is a value, and does not say what is counted.
pub fn is_value(part: &str) -> bool {
    part != "unit" && part != "per"
}
