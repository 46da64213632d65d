//! For whom the work is done, who takes part, and the situation that it answers.

use super::Of;
use super::cell::{Cell, Said};
use super::column::Holds::{Code, Count, Date, Id, Page, Quantity, Reference, Text, Texts, Words};
use super::column::{plain, stated};
use super::indicators::name_of;
use super::row::{Owner, Place, Row, of_grant, region};
use crate::model::{Breakdown, BreakdownPart, ContextFigure, Part, TargetGroup, TeamRole};
use crate::value::AgeRange;

/// One row for each part of a breakdown.
pub(super) static BREAKDOWNS: Of<Breakdown> = Of {
    name: "breakdowns",
    columns: &[
        plain("id", Id, |row| {
            let breakdown = format!("{}/breakdown/{}", row.home(), row.at + 1);
            Cell::text(row.part.map_or_else(|| breakdown.clone(), |part| format!("{breakdown}/{}", part + 1)))
        }),
        plain("grant", Reference("grants"), |row| row.grant()),
        plain("figure", Text, |row| row.id(&row.it.of.value)),
        plain("figure_title", Words, figure_title),
        plain("by", Code("breakdown_by"), |row| Cell::code(row.it.by.code())),
        plain("part", Words, |row| part(row).map_or(Cell::Blank, |part| part_name(&part.part))),
        plain("sex", Code("sex"), |row| match part(row).map(|part| &part.part) {
            Some(Part::Sex(sex)) => Cell::code(sex.code()),
            _ => Cell::Blank,
        }),
        plain("age_from", Count, |row| age_of(row).map_or(Cell::Blank, |age| Cell::Number(age.from.into()))),
        plain("age_to", Count, |row| upper(age_of(row).as_ref())),
        plain("age_open", Code("yes_no"), |row| age_of(row).map_or(Cell::Blank, |age| Cell::flag(age.open))),
        stated("value", Quantity, |row| part(row).map_or(Cell::Blank, |part| Cell::quantity(&part.value, None))),
        stated("total", Quantity, |row| Cell::maybe_quantity(row.it.total.as_ref(), None)),
        plain("check_code", Text, |row| row.check_code(&fragment(row))),
        plain("page", Page, |row| row.page(&fragment(row))),
    ],
    places: |_, owner| {
        let Owner::Grant(_, grant) = owner else { return Vec::new() };
        let breakdowns = grant.report.iter().flat_map(|report| &report.breakdowns).enumerate();
        breakdowns.flat_map(|(at, it)| parts(it).map(move |part| Place { it, at, part })).collect()
    },
};

/// One row for each group for whom the work is done.
pub(super) static TARGET_GROUPS: Of<TargetGroup> = Of {
    name: "target_groups",
    columns: &[
        plain("id", Id, |row| row.id(&row.it.id)),
        plain("grant", Reference("grants"), |row| row.grant()),
        plain("title", Words, |row| Cell::Said(Said::Words(&row.it.name))),
        plain("age_from", Count, |row| row.it.age.map_or(Cell::Blank, |age| Cell::Number(age.from.into()))),
        plain("age_to", Count, |row| upper(row.it.age.as_ref())),
        plain("age_open", Code("yes_no"), |row| row.it.age.map_or(Cell::Blank, |age| Cell::flag(age.open))),
        stated("population", Quantity, |row| Cell::maybe_quantity(row.it.population.as_ref(), None)),
        stated("coverage", Quantity, |row| Cell::maybe_quantity(row.it.coverage.as_ref(), None)),
        stated("detail", Words, |row| Cell::maybe_words(row.it.detail.as_ref())),
        plain("note", Texts, |row| row.notes(&row.it.id)),
        plain("check_code", Text, |row| row.check_code(&row.it.id)),
        plain("page", Page, |row| row.page(&row.it.id)),
    ],
    places: |_, owner| of_grant(owner, |grant| &grant.target_groups),
};

/// One row for each figure that describes the situation.
pub(super) static CONTEXT_FIGURES: Of<ContextFigure> = Of {
    name: "context_figures",
    columns: &[
        plain("id", Id, |row| row.id(&row.it.id)),
        plain("grant", Reference("grants"), |row| row.grant()),
        plain("title", Words, |row| Cell::Said(Said::Words(&row.it.title))),
        plain("region", Code("region"), |row| region(row.it.region)),
        stated("value", Quantity, |row| Cell::quantity(&row.it.value, row.it.unit.as_ref())),
        stated("date", Date, |row| Cell::maybe_date(row.it.date.as_ref())),
        stated("change_value", Quantity, |row| Cell::maybe_quantity(row.it.change.as_ref(), row.it.unit.as_ref())),
        plain("change_from", Reference("context_figures"), change_from),
        stated("change_since", Words, |row| Cell::maybe_words(row.it.change_since.as_ref())),
        stated("source", Words, |row| Cell::maybe_words(row.it.source.as_ref())),
        plain("note", Texts, |row| row.notes(&row.it.id)),
        plain("check_code", Text, |row| row.check_code(&row.it.id)),
        plain("page", Page, |row| row.page(&row.it.id)),
    ],
    places: |_, owner| of_grant(owner, |grant| &grant.context),
};

/// One row for each role in the team.
pub(super) static TEAM: Of<TeamRole> = Of {
    name: "team",
    columns: &[
        plain("id", Id, |row| row.numbered("team")),
        plain("grant", Reference("grants"), |row| row.grant()),
        plain("title", Words, |row| Cell::Said(Said::Words(&row.it.role))),
        plain("engagement", Code("engagement"), |row| Cell::maybe_code(row.it.engagement.map(|it| it.code()))),
        stated("quantity", Quantity, |row| Cell::maybe_quantity(row.it.count.as_ref(), None)),
        stated("workload", Quantity, |row| Cell::maybe_quantity(row.it.workload.as_ref(), None)),
    ],
    places: |_, owner| of_grant(owner, |grant| &grant.team),
};

/// A breakdown without parts has a row as well: its total is a figure.
fn parts(breakdown: &Breakdown) -> impl Iterator<Item = Option<usize>> + use<> {
    let count = breakdown.parts.len();
    (0..count).map(Some).chain((count == 0).then_some(None))
}

fn part<'p>(row: &Row<'p, Breakdown>) -> Option<&'p BreakdownPart> {
    row.it.parts.get(row.part?)
}

fn part_name(part: &Part) -> Cell<'_> {
    match part {
        Part::Sex(sex) => Cell::Said(Said::Label("sex", sex.code().to_owned())),
        Part::Age(age) => Cell::Said(Said::Age(*age)),
        Part::Group(name) => Cell::Said(Said::Words(name)),
    }
}

fn age_of(row: &Row<'_, Breakdown>) -> Option<AgeRange> {
    match part(row).map(|part| &part.part) {
        Some(Part::Age(age)) => Some(*age),
        _ => None,
    }
}

fn upper<'p>(age: Option<&AgeRange>) -> Cell<'p> {
    age.and_then(|age| age.to).map_or(Cell::Blank, |to| Cell::Number(to.into()))
}

/// The fragment under which the page shows all breakdowns of one figure by one quality.
fn fragment(row: &Row<'_, Breakdown>) -> String {
    format!("breakdown-{}-{}", row.it.of.value, row.it.by.code())
}

/// How the figure that is broken down is called.
fn figure_title<'p>(row: &Row<'p, Breakdown>) -> Cell<'p> {
    let Some(grant) = row.of() else { return Cell::Blank };
    let id = row.it.of.value.as_str();
    let indicator = || grant.indicators.iter().find(|it| it.id == id).map(name_of);
    let activity = || grant.activities.iter().find(|it| it.id == id).map(|it| Said::Words(&it.title));
    let group = || grant.target_groups.iter().find(|it| it.id == id).map(|it| Said::Words(&it.name));
    indicator().or_else(activity).or_else(group).map_or(Cell::Blank, Cell::Said)
}

fn change_from<'p>(row: &Row<'p, ContextFigure>) -> Cell<'p> {
    let before = row.it.change_from.as_ref().and_then(|id| row.of()?.context.iter().find(|it| it.id == id.value));
    before.map_or(Cell::Blank, |before| row.beside(&before.id, &before.title))
}
