//! Promised figures and their results: one row for each indicator, and one for each of its targets by year.

use super::Of;
use super::cell::{Cell, Said};
use super::column::Holds::{Code, Count, Date, Id, Number, Page, Quantity, Reference, Text, Texts, Words};
use super::column::{plain, stated};
use super::row::{Owner, Place, Row, unit};
use crate::derive::Progress;
use crate::model::{Indicator, YearTarget};

/// The columns of results are empty in the rows of targets by year: results are reported for the whole.
pub(super) static INDICATORS: Of<Indicator> = Of {
    name: "indicators",
    columns: &[
        plain("id", Id, |row| match target(row) {
            Some(target) => Cell::text(format!("{}/{}", row.name(&row.it.id), target.year)),
            None => row.id(&row.it.id),
        }),
        plain("grant", Reference("grants"), |row| row.grant()),
        plain("lot", Reference("lots"), |row| row.lot()),
        plain("number", Text, |row| Cell::maybe_text(row.it.number.as_ref())),
        plain("title", Words, title),
        plain("year", Count, |row| target(row).map_or(Cell::Blank, |target| Cell::Number(target.year.into()))),
        stated("planned", Quantity, |row| {
            Cell::quantity(target(row).map_or(&row.it.planned, |target| &target.planned), row.it.unit.as_ref())
        }),
        stated("achieved", Quantity, |row| whole(row, |it| Cell::quantity(&it.achieved, it.unit.as_ref()))),
        plain("state", Code("state"), |row| {
            progress(row).map_or(Cell::Blank, |progress| Cell::code(progress.state.code()))
        }),
        plain("percent", Number, |row| {
            let percent = progress(row).and_then(|progress| progress.percent);
            percent.map_or(Cell::Blank, |percent| Cell::Number(percent.round_dp(1).normalize()))
        }),
        plain("unit", Code("unit"), |row| unit(row.it.unit.as_ref())),
        plain("per", Code("per"), |row| Cell::maybe_code(row.it.per.as_ref().map(|per| per.unit.as_str()))),
        stated("per_count", Quantity, |row| {
            Cell::maybe_quantity(row.it.per.as_ref().and_then(|per| per.count.as_ref()), None)
        }),
        stated("achieved_total", Quantity, |row| {
            whole(row, |it| Cell::maybe_quantity(it.achieved_total.as_ref(), it.unit.as_ref()))
        }),
        stated("baseline", Quantity, |row| {
            whole(row, |it| Cell::maybe_quantity(it.baseline.as_ref().map(|from| &from.value), it.unit.as_ref()))
        }),
        stated("baseline_date", Date, |row| {
            whole(row, |it| Cell::maybe_date(it.baseline.as_ref().and_then(|from| from.date.as_ref())))
        }),
        plain("direction", Code("direction"), |row| Cell::code(row.it.direction.code())),
        plain("change", Code("change"), |row| Cell::maybe_code(row.it.change.map(|it| it.code()))),
        plain("share_of", Reference("indicators"), share_of),
        plain("parts", Texts, |row| Cell::texts(&row.it.parts)),
        stated("measured_on", Date, |row| whole(row, |it| Cell::maybe_date(it.result_date.as_ref()))),
        plain("kind", Code("indicator_kind"), |row| Cell::code(row.it.kind.code())),
        plain("standard", Code("standard"), |row| Cell::maybe_code(row.it.standard.map(|it| it.code()))),
        plain("task", Reference("tasks"), |row| row.task(row.it.task)),
        plain("activity", Reference("activities"), |row| row.activity(row.it.activity)),
        stated("method", Words, |row| Cell::maybe_words(row.it.method.as_ref())),
        stated("detail", Words, |row| Cell::maybe_words(row.it.detail.as_ref())),
        stated("comment", Words, |row| whole(row, |it| Cell::maybe_words(it.comment.as_ref()))),
        plain("evidence", Texts, evidence),
        plain("note", Texts, |row| row.notes(&row.it.id)),
        plain("check_code", Text, |row| row.check_code(&row.it.id)),
        plain("page", Page, |row| row.page(&row.it.id)),
    ],
    places: |_, owner| {
        let indicators: &[Indicator] = match owner {
            Owner::Grant(_, grant) => &grant.indicators,
            Owner::Lot(_, lot) => &lot.indicators,
            Owner::Portal => &[],
        };
        let parts = |it: &Indicator| [None].into_iter().chain((0..it.targets.len()).map(Some));
        let rows = indicators.iter().enumerate();
        rows.flat_map(|(at, it)| parts(it).map(move |part| Place { it, at, part })).collect()
    },
};

/// The target that the row is about; none: the indicator as a whole.
fn target<'p>(row: &Row<'p, Indicator>) -> Option<&'p YearTarget> {
    row.it.targets.get(row.part?)
}

/// What is only said of the indicator as a whole.
fn whole<'p>(row: &Row<'p, Indicator>, cell: impl FnOnce(&'p Indicator) -> Cell<'p>) -> Cell<'p> {
    if row.part.is_none() { cell(row.it) } else { Cell::Blank }
}

/// Lots promise nothing yet, so that only grants have progress.
fn progress(row: &Row<'_, Indicator>) -> Option<Progress> {
    let Owner::Grant(grant, _) = row.owner else { return None };
    let figures = row.source.figures.grants.get(grant).filter(|_| row.part.is_none())?;
    figures.progress.get(row.at).copied()
}

fn title<'p>(row: &Row<'p, Indicator>) -> Cell<'p> {
    let standard = || row.it.standard.map(|it| Said::Label("standard", super::plain(it.code())));
    let said = row.it.title.as_ref().map(Said::Words).or_else(standard);
    said.map_or_else(|| Cell::text(row.it.id.as_str()), Cell::Said)
}

fn share_of<'p>(row: &Row<'p, Indicator>) -> Cell<'p> {
    let Some(id) = &row.it.share_of else { return Cell::Blank };
    let all: &[Indicator] = match row.owner {
        Owner::Grant(_, grant) => &grant.indicators,
        Owner::Lot(_, lot) => &lot.indicators,
        Owner::Portal => &[],
    };
    let whole = all.iter().find(|it| it.id == *id);
    whole.map_or(Cell::Blank, |whole| Cell::Reference(row.name(id).into(), name_of(whole)))
}

/// How an indicator is called.
pub(super) fn name_of(indicator: &Indicator) -> Said<'_> {
    let standard = || indicator.standard.map_or("", |it| it.code());
    indicator.title.as_ref().map_or_else(|| Said::Label("standard", super::plain(standard())), Said::Words)
}

/// What proves it: the evidence of its activity, or of its task where it belongs to no activity.
fn evidence<'p>(row: &Row<'p, Indicator>) -> Cell<'p> {
    let all = row.of().map_or(&[][..], |grant| &grant.evidence).iter();
    let proves = |evidence: &&crate::model::Evidence| match row.it.activity {
        Some(activity) => evidence.activity == Some(activity),
        None => row.it.task.is_some() && evidence.task == row.it.task,
    };
    Cell::texts(all.filter(proves).map(|evidence| &evidence.title))
}
