//! What the page of changes and its feed tell: one entry for each change, correction and withdrawal.

use super::super::super::history::{HistoryLine, came_about, change_line, correction_line, frozen_address, page_title};
use super::super::super::said::said;
use super::super::super::tongue::text;
use super::super::super::{Passage, Site, Tongue};
use super::super::parts::LinkView;
use crate::derive::history::{Change, Kind, Step, correction_names, corrections};
use crate::model::Correction;
use crate::output::edition::FOLDER;
use crate::read::Placed;
use crate::value::PartialDate;
use serde::Serialize;
use std::collections::BTreeSet;

/// Something to tell.
#[derive(Clone, Copy)]
pub(super) enum Entry<'s> {
    /// A change, by the places of its step and of itself in it.
    Change(usize, usize),
    /// That nothing changed in a step.
    Nothing(usize),
    /// A correction that explains no change between editions: of a text, or from before the first edition.
    Loose(Owner<'s>, usize),
    /// A page without figures or an edition that was taken off.
    Withdrawn(&'s Correction),
}

/// Whose corrections they are: a grant or lot by its slug, with its former slugs.
#[derive(Clone, Copy)]
pub(super) struct Owner<'s> {
    folder: &'static str,
    slug: &'s str,
    former: &'s [Placed<String>],
}

/// A figure that changed, or what was corrected.
#[derive(Serialize)]
pub(super) struct Row {
    pub(super) figure: LinkView,
    /// The grant or lot.
    pub(super) of: Option<Passage>,
    pub(super) line: HistoryLine,
}

impl Owner<'_> {
    fn page(self) -> String {
        format!("{}/{}", self.folder, self.slug)
    }

    /// The first name that it had, which no later one changes.
    fn first_name(self) -> String {
        format!("{}/{}", self.folder, self.former.first().map_or(self.slug, |old| old.value.as_str()))
    }
}

/// Every entry: steps with the latest first, then what belongs to none, the latest first as well.
pub(super) fn entries<'s>(site: &'s Site<'_>) -> Vec<Entry<'s>> {
    let steps = site.figures.history.steps().iter().enumerate().rev();
    let of_step = |(at, step): (usize, &Step)| match step.changes.len() {
        0 => vec![Entry::Nothing(at)],
        count => (0..count).map(|change| Entry::Change(at, change)).collect(),
    };
    steps.flat_map(of_step).chain(without_step(site)).collect()
}

fn without_step<'s>(site: &'s Site<'_>) -> Vec<Entry<'s>> {
    let portal = site.portal;
    let history = &site.figures.history;
    let grants = portal.grants.iter().map(|it| Owner { folder: "grants", slug: &it.slug, former: &it.former_slugs });
    let lots = portal.lots.iter().map(|it| Owner { folder: "lots", slug: &it.slug, former: &it.former_slugs });
    let of_owner = |owner: Owner<'s>| {
        let page = owner.page();
        let all = 0..corrections(portal, &page).len();
        all.filter(|at| !history.is_told(&page, *at)).map(|at| Entry::Loose(owner, at)).collect::<Vec<_>>()
    };
    let loose = grants.chain(lots).flat_map(of_owner);
    let changes = history.steps().iter().flat_map(|step| &step.changes);
    let gone = changes.filter(|change| change.kind == Kind::PageGone).map(|change| change.page.as_str());
    let gone: BTreeSet<&str> = gone.collect();
    let is_told = |it: &&Correction| it.about.as_ref().is_some_and(|about| gone.contains(about.as_str()));
    let withdrawn = portal.withdrawn.iter().filter(|it| !is_told(it)).map(Entry::Withdrawn);
    let mut all: Vec<(String, String, Entry<'s>)> =
        loose.chain(withdrawn).map(|it| (it.date(site), it.name(site), it)).collect();
    all.sort_by(|one, other| other.0.cmp(&one.0).then_with(|| one.1.cmp(&other.1)));
    all.into_iter().map(|(_, _, entry)| entry).collect()
}

fn change<'s>(site: &'s Site<'_>, step: usize, change: usize) -> Option<(&'s Step, &'s Change)> {
    let step = site.figures.history.steps().get(step)?;
    Some((step, step.changes.get(change)?))
}

impl Entry<'_> {
    /// The step that it belongs to.
    pub(super) fn step(&self) -> Option<usize> {
        match self {
            Self::Change(step, _) | Self::Nothing(step) => Some(*step),
            Self::Loose(..) | Self::Withdrawn(_) => None,
        }
    }

    /// Its permanent name, by what it tells: no other entry that is added or explained changes it, and no new slug.
    pub(super) fn name(&self, site: &Site<'_>) -> String {
        match self {
            Self::Change(at, of) => change(site, *at, *of).map_or_else(String::new, |it| change_name(site, it)),
            Self::Nothing(_) => String::new(),
            Self::Loose(owner, at) => {
                let name = correction_names(site.portal, &owner.page()).into_iter().nth(*at);
                format!("correction:{}/{}", owner.first_name(), name.unwrap_or_default())
            }
            Self::Withdrawn(it) => format!("withdrawn:{}", about(it)),
        }
    }

    /// Its date, ISO 8601, to sort by; empty where it has none.
    pub(super) fn date(&self, site: &Site<'_>) -> String {
        match self {
            Self::Change(at, of) => change(site, *at, *of).map_or_else(String::new, |it| change_date(site, it)),
            Self::Nothing(_) => String::new(),
            Self::Loose(owner, at) => {
                corrections(site.portal, &owner.page()).get(*at).and_then(|it| dated(it)).unwrap_or_default()
            }
            Self::Withdrawn(it) => dated(it).unwrap_or_default(),
        }
    }

    /// What is told; nothing of a step in which nothing changed.
    pub(super) fn row(&self, site: &Site<'_>, tongue: &Tongue<'_>) -> Option<Row> {
        match self {
            Self::Change(at, of) => change(site, *at, *of).map(|(step, change)| change_row(site, tongue, step, change)),
            Self::Nothing(_) => None,
            Self::Loose(owner, at) => {
                let page = owner.page();
                Some(correction_row(site, tongue, &page, corrections(site.portal, &page).get(*at)?))
            }
            Self::Withdrawn(it) => Some(withdrawn_row(site, tongue, it)),
        }
    }
}

fn about(withdrawn: &Correction) -> &str {
    withdrawn.about.as_ref().map_or("", |about| about.as_str())
}

fn dated(it: &Correction) -> Option<String> {
    it.date.known().map(ToString::to_string)
}

/// The figure under the name that it had in the edition before.
fn change_name(site: &Site<'_>, (step, change): (&Step, &Change)) -> String {
    let edition = site.portal.editions.get(step.before);
    let figure = edition.and_then(|edition| edition.figures.get(change.figure));
    let page = figure.map_or(change.page.as_str(), |figure| figure.page.as_str());
    let edition = edition.map_or("", |edition| edition.name.as_str());
    format!("change:{edition}:{page}:{}", change.id)
}

fn change_date(site: &Site<'_>, (step, change): (&Step, &Change)) -> String {
    let corrections = corrections(site.portal, &change.page);
    let corrected = change.corrections.iter().filter_map(|at| corrections.get(*at)?.date.known()).max();
    corrected.copied().unwrap_or_else(|| PartialDate::Day(came_about(site, step, change))).to_string()
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
    Row { figure: link, of, line: change_line(site, tongue, step, change) }
}

/// A grant or lot that is gone: one row, whatever it stated.
fn page_row(site: &Site<'_>, tongue: &Tongue<'_>, step: &Step, change: &Change, title: Passage) -> Row {
    let edition = site.portal.editions.get(step.before);
    let page = edition.and_then(|it| it.figures.get(change.figure)).map_or(change.page.as_str(), |it| it.page.as_str());
    let address = edition.map_or_else(String::new, |edition| frozen_address(edition, tongue.lang, page, ""));
    Row { figure: LinkView { title, address }, of: None, line: change_line(site, tongue, step, change) }
}

/// The record of a figure, or the place on its page where there is no record.
fn record(site: &Site<'_>, tongue: &Tongue<'_>, page: &str, id: &str) -> String {
    let record = super::super::parts::record(site, tongue, page);
    format!("{}#{id}", record.unwrap_or_else(|| tongue.here(&format!("{page}/"))))
}

fn correction_row(site: &Site<'_>, tongue: &Tongue<'_>, page: &str, it: &Correction) -> Row {
    let id = it.about.as_ref().map(|about| about.as_str());
    let figure = id.and_then(|id| site.figures.ledger.find(page, id)).and_then(|figure| said(site, tongue, figure));
    let of = page_title(site, tongue, page);
    let title = figure.as_ref().map(|said| said.title.clone()).or_else(|| of.clone()).unwrap_or_default();
    let address = match (&figure, id) {
        (Some(_), Some(id)) => record(site, tongue, page, id),
        _ => tongue.here(&format!("{page}/")),
    };
    Row {
        figure: LinkView { title, address },
        of: of.filter(|_| figure.is_some()),
        line: correction_line(site, tongue, page, it),
    }
}

/// What was taken off: a page leads to its address, which says the same, and an edition to the list of editions.
fn withdrawn_row(site: &Site<'_>, tongue: &Tongue<'_>, it: &Correction) -> Row {
    let page = about(it);
    let figure = match page.strip_prefix(FOLDER).and_then(|rest| rest.strip_prefix('/')) {
        Some(edition) => LinkView {
            title: tongue.say("edition.name", &[("edition", text(edition))]).into(),
            address: tongue.here("editions/"),
        },
        None => LinkView {
            title: page_title(site, tongue, page).unwrap_or_else(|| page.to_owned().into()),
            address: tongue.here(&format!("{page}/")),
        },
    };
    let line = HistoryLine {
        when: tongue.date(&it.date).text,
        date: dated(it).unwrap_or_default(),
        word: tongue.t("changes.withdrawn"),
        says: Vec::new(),
        why: vec![tongue.words(&it.text)],
    };
    Row { figure, of: None, line }
}
