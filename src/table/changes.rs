//! What changed: corrections, editions, what changed from one to the next, and what was taken off.

use super::Of;
use super::cell::{Cell, Said};
use super::column::Holds::{Code, Count, Date, Id, Reference, Text, Words};
use super::column::{plain, stated};
use super::row::{Owner, Place, Row, each};
use crate::derive::corrected::{Corrected, corrected, is_value};
use crate::derive::history::{Change, Kind, PartChange, correction_names, corrections};
use crate::derive::ledger;
use crate::model::Correction;
use crate::read::{Edition, FrozenFigure};
use crate::value::PartialDate;

/// One row for each correction, of a grant, a lot or a story.
pub(super) static CORRECTIONS: Of<Correction> = Of {
    name: "corrections",
    columns: &[
        plain("id", Id, |row| row.correction(&row.home(), row.at).map_or(Cell::Blank, Cell::text)),
        plain("grant", Reference("grants"), |row| row.grant()),
        plain("lot", Reference("lots"), |row| row.lot()),
        plain("about", Text, what),
        stated("date", Date, |row| Cell::of(&row.it.date, |date| Cell::Date(*date))),
        plain("was", Text, |row| row.it.was.as_ref().map_or(Cell::Blank, |was| Cell::text(was.value.as_str()))),
        plain("now", Text, |row| outcome(row).now.map_or(Cell::Blank, Cell::text)),
        plain("unit", Code("unit"), |row| outcome(row).unit.map_or(Cell::Blank, |unit| Cell::Code(unit.into()))),
        plain("edition", Text, |row| row.edition(outcome(row).edition)),
        stated("text", Words, |row| Cell::words(&row.it.text)),
    ],
    places: |_, owner| {
        let all: Vec<(&Correction, Option<usize>)> = match owner {
            Owner::Grant(_, grant) => {
                let stories = grant.stories.iter().enumerate();
                let stories = stories.flat_map(|(at, story)| story.corrections.iter().map(move |it| (it, Some(at))));
                grant.corrections.iter().map(|it| (it, None)).chain(stories).collect()
            }
            Owner::Lot(_, lot) => lot.corrections.iter().map(|it| (it, None)).collect(),
            Owner::Portal => Vec::new(),
        };
        all.into_iter().enumerate().map(|(at, (it, part))| Place { it, at, part }).collect()
    },
};

/// One row for each edition, the oldest first.
pub(super) static EDITIONS: Of<Edition> = Of {
    name: "editions",
    columns: &[
        plain("id", Id, |row| Cell::text(row.it.name.as_str())),
        plain("date", Date, |row| Cell::Date(PartialDate::Day(row.it.date))),
        plain("grants_count", Count, |row| Cell::count(row.it.grants)),
        plain("figures_count", Count, |row| Cell::count(row.it.figures.len())),
        plain("files_count", Count, |row| Cell::count(row.it.files.len())),
        plain("checksum", Text, |row| Cell::text(row.it.sha256.as_str())),
    ],
    places: |source, owner| match owner {
        Owner::Portal => each(&source.portal.editions),
        Owner::Grant(..) | Owner::Lot(..) => Vec::new(),
    },
};

/// One row for each value that changed from one edition to the next, or since the last one. The place of a row is its step,
/// its part that of the value in the change.
pub(super) static CHANGES: Of<Change> = Of {
    name: "changes",
    columns: &[
        plain("id", Id, |row| Cell::text(change_id(row))),
        plain("grant", Reference("grants"), |row| row.grant()),
        plain("lot", Reference("lots"), |row| row.lot()),
        plain("about", Text, |row| Cell::text(changed(row.it))),
        plain("title", Words, |row| frozen(row).map_or(Cell::Blank, |it| Cell::Said(Said::Frozen(&it.title)))),
        plain("change_kind", Code("change_kind"), |row| Cell::code(kind(row.it.kind))),
        plain("before_edition", Text, |row| row.edition(row.step().map(|step| step.0))),
        plain("edition", Text, |row| row.edition(row.step().and_then(|step| step.1))),
        plain("figure_part", Code("figure_part"), |row| {
            change_of(row).map_or(Cell::Blank, |it| Cell::code(part(it).0))
        }),
        plain("year", Count, |row| year(row).map_or(Cell::Blank, |year| Cell::Number(year.into()))),
        plain("part_number", Text, |row| {
            let of = change_of(row).map(part).filter(|(name, _)| *name == "of");
            of.map_or(Cell::Blank, |(_, rest)| Cell::text(rest))
        }),
        plain("was", Text, |row| change_of(row).and_then(|it| it.before.as_deref()).map_or(Cell::Blank, Cell::text)),
        plain("now", Text, |row| change_of(row).and_then(|it| it.after.as_deref()).map_or(Cell::Blank, Cell::text)),
        plain("unit", Code("unit"), unit),
        plain("date", Date, day),
        plain("explained", Code("yes_no"), explained),
        plain("corrections", Text, |row| {
            let page = row.it.page.as_str();
            let ids: Vec<String> = row.it.corrections.iter().filter_map(|at| row.correction(page, *at)).collect();
            if ids.is_empty() || row.it.kind == Kind::PageGone { Cell::Blank } else { Cell::text(ids.join(";")) }
        }),
    ],
    places: |source, owner| {
        let page = match owner {
            Owner::Portal => None,
            Owner::Grant(_, grant) => Some(format!("grants/{}", grant.slug)),
            Owner::Lot(_, lot) => Some(format!("lots/{}", lot.slug)),
        };
        let mut places = Vec::new();
        for (at, step) in source.figures.history.steps().iter().enumerate() {
            let is_gone = |change: &&Change| change.kind == Kind::PageGone;
            let changes: Vec<&Change> = match &page {
                Some(page) => step.of_page(page).iter().filter(|it| !is_gone(it)).collect(),
                None => step.changes.iter().filter(is_gone).collect(),
            };
            let rows =
                |it: &Change| if it.parts.is_empty() { vec![None] } else { (0..it.parts.len()).map(Some).collect() };
            places.extend(
                changes.into_iter().flat_map(|it| rows(it).into_iter().map(move |part| Place { it, at, part })),
            );
        }
        places
    },
};

/// One row for each page or edition that was taken off.
pub(super) static WITHDRAWALS: Of<Correction> = Of {
    name: "withdrawals",
    columns: &[
        plain("id", Id, |row| Cell::text(withdrawn(row))),
        plain("title", Words, |row| {
            let titles = row.source.portal.editions.iter().rev().find_map(|edition| edition.title(withdrawn(row)));
            titles.map_or(Cell::Blank, |titles| Cell::Said(Said::Frozen(titles)))
        }),
        plain("last_edition", Text, |row| {
            let last = row.source.portal.editions.iter().rev().find(|edition| edition.shown().contains(withdrawn(row)));
            last.map_or(Cell::Blank, |edition| Cell::text(edition.name.as_str()))
        }),
        stated("date", Date, |row| Cell::of(&row.it.date, |date| Cell::Date(*date))),
        stated("text", Words, |row| Cell::words(&row.it.text)),
    ],
    places: |source, owner| match owner {
        Owner::Portal => each(&source.portal.withdrawn),
        Owner::Grant(..) | Owner::Lot(..) => Vec::new(),
    },
};

/// The permanent name of what was corrected; for a correction in a story that is the story.
fn what<'p>(row: &Row<'p, Correction>) -> Cell<'p> {
    let story = row.part.and_then(|at| row.of()?.stories.get(at));
    let home = story.map_or_else(|| row.home(), |story| format!("stories/{}", story.slug));
    match &row.it.about {
        Some(id) => Cell::text(format!("{home}#{}", id.value)),
        None if story.is_some() => Cell::text(home),
        None => Cell::Blank,
    }
}

fn outcome(row: &Row<'_, Correction>) -> Corrected {
    let figures = row.source.figures;
    let all = corrected(row.source.portal, &figures.ledger, &figures.history, &row.home());
    all.into_iter().nth(row.at).unwrap_or_default()
}

fn withdrawn<'p>(row: &Row<'p, Correction>) -> &'p str {
    row.it.about.as_ref().map_or("", |about| about.as_str())
}

impl<'p, T> Row<'p, T> {
    /// The `id` of a correction of a page.
    fn correction(&self, page: &str, at: usize) -> Option<String> {
        let name = correction_names(self.source.portal, page).into_iter().nth(at)?;
        Some(format!("{page}/correction/{name}"))
    }

    fn edition(&self, at: Option<usize>) -> Cell<'p> {
        let edition = at.and_then(|at| self.source.portal.editions.get(at));
        edition.map_or(Cell::Blank, |edition| Cell::text(edition.name.as_str()))
    }
}

impl Row<'_, Change> {
    /// The editions before and after.
    fn step(&self) -> Option<(usize, Option<usize>)> {
        self.source.figures.history.steps().get(self.at).map(|step| (step.before, step.after))
    }
}

/// The figure as the edition before has it.
fn frozen<'p>(row: &Row<'p, Change>) -> Option<&'p FrozenFigure> {
    let edition = row.source.portal.editions.get(row.step()?.0)?;
    edition.figures.get(row.it.figure).filter(|_| row.it.kind != Kind::PageGone)
}

/// The name under which the edition before has it, and which no later slug changes.
fn change_id(row: &Row<'_, Change>) -> String {
    let edition = row.step().and_then(|step| row.source.portal.editions.get(step.0));
    let figure = edition.and_then(|edition| edition.figures.get(row.it.figure));
    let page = figure.map_or(row.it.page.as_str(), |figure| figure.page.as_str());
    let edition = edition.map_or("", |edition| edition.name.as_str());
    let parts = [edition, page, row.it.id.as_str(), change_of(row).map_or("", |it| it.part.as_str())];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/")
}

/// The permanent name of what changed.
fn changed(change: &Change) -> String {
    if change.id.is_empty() { change.page.clone() } else { format!("{}#{}", change.page, change.id) }
}

fn change_of<'p>(row: &Row<'p, Change>) -> Option<&'p PartChange> {
    row.it.parts.get(row.part?)
}

/// The code of the part, and what comes after it: a year, a number.
fn part(change: &PartChange) -> (&str, &str) {
    let known =
        ["target", "of"].into_iter().find_map(|name| Some((name, change.part.strip_prefix(name)?.strip_prefix('-')?)));
    known.unwrap_or((&change.part, ""))
}

fn year(row: &Row<'_, Change>) -> Option<i64> {
    let (name, rest) = part(change_of(row)?);
    rest.parse().ok().filter(|_| name == "target")
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Changed => "changed",
        Kind::Reported => "reported",
        Kind::Computed => "computed",
        Kind::Gone => "gone",
        Kind::PageGone => "page-gone",
    }
}

fn unit<'p>(row: &Row<'p, Change>) -> Cell<'p> {
    let counts = change_of(row).is_some_and(|it| is_value(&it.part));
    let now = row.source.figures.ledger.find(&row.it.page, &row.it.id);
    let now = now.and_then(|it| it.values.iter().find(|(part, _)| *part == ledger::Part::Unit)).map(|(_, unit)| unit);
    let before = frozen(row).and_then(|it| it.values.iter().find(|(part, _)| part == "unit")).map(|(_, unit)| unit);
    let unit = before.or(now).filter(|_| counts);
    unit.map_or(Cell::Blank, |unit| Cell::Code(unit.as_str().into()))
}

/// The day of its correction, or else of the edition that has it; a change that no edition has and nobody explains has none.
fn day<'p>(row: &Row<'p, Change>) -> Cell<'p> {
    let corrections = corrections(row.source.portal, &row.it.page);
    let corrected = row.it.corrections.iter().filter_map(|at| corrections.get(*at)?.date.known()).max().copied();
    let edition = || row.source.portal.editions.get(row.step()?.1?).map(|edition| PartialDate::Day(edition.date));
    corrected.or_else(edition).map_or(Cell::Blank, Cell::Date)
}

/// Nothing has to explain what was not known before or follows from the rest.
fn explained<'p>(row: &Row<'p, Change>) -> Cell<'p> {
    match (row.it.is_unexplained(), row.it.corrections.is_empty()) {
        (true, _) => Cell::flag(false),
        (false, false) => Cell::flag(true),
        (false, true) => Cell::Blank,
    }
}
