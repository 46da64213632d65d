//! Grants, and lots: what the state asks for before there is a grantee.

use super::Of;
use super::cell::{Cell, Said};
use super::column::Holds::{Code, Codes, Count, Date, Id, Number, Page, Quantity, Reference, Text, Texts, Words};
use super::column::{plain, stated};
use super::row::{Owner, Row, each};
use crate::derive::{Reported, State, Totals};
use crate::model::{Grant, Lot, Report, Who};
use crate::read::{self, PartyRole};
use crate::value::Stated;

/// One row for each grant.
pub(super) static GRANTS: Of<Grant> = Of {
    name: "grants",
    columns: &[
        plain("id", Id, |row| Cell::text(row.it.slug.as_str())),
        plain("title", Words, |row| Cell::Said(Said::Words(&row.it.title))),
        plain("summary", Words, |row| Cell::Said(Said::Words(&row.it.summary))),
        plain("status", Code("grant_status"), |row| Cell::code(row.it.status.code())),
        plain("grantees", Texts, grantees),
        stated("amount", Number, |row| Cell::money(&row.it.amount)),
        plain("currency", Text, |row| Cell::text(row.it.currency.as_str())),
        plain("start", Date, |row| Cell::start(row.it.period.as_deref())),
        plain("end", Date, |row| Cell::end(row.it.period.as_deref())),
        stated("duration", Quantity, |row| Cell::maybe_quantity(row.it.duration_days.as_deref(), Some(&DAYS))),
        plain("regions", Codes("region"), |row| Cell::codes(row.it.regions.iter().map(|it| it.code))),
        stated("town", Words, |row| Cell::maybe_words(row.it.town.as_ref())),
        plain("themes", Codes("theme"), |row| row.themes(&row.it.themes)),
        plain("lot", Reference("lots"), answered_lot),
        plain("indicators_planned", Count, |row| states(row, |all| all.planned())),
        plain("indicators_reported", Count, |row| states(row, |all| all.reported())),
        plain("indicators_met", Count, |row| states(row, |all| all.get(State::Met) + all.get(State::Exceeded))),
        plain("people_planned", Number, |row| total(row, |totals| totals.people_planned)),
        plain("people_reached", Number, |row| total(row, |totals| totals.people_reached)),
        plain("reported", Code("yes_no"), |row| Cell::flag(row.it.report.is_some())),
        stated("report_date", Date, |row| Cell::maybe_date(report(row).map(|report| &report.date))),
        stated("goal", Words, |row| Cell::maybe_words(row.it.goal.as_ref())),
        stated("problem", Words, |row| Cell::maybe_words(row.it.problem.as_ref())),
        stated("priority", Words, |row| Cell::maybe_words(row.it.priority.as_ref())),
        stated("long_term", Words, |row| Cell::maybe_words(row.it.long_term.as_ref())),
        stated("deviation", Words, |row| report(row).map_or(Cell::Blank, |report| deviation(&report.deviation))),
        stated("long_term_reported", Words, |row| {
            Cell::maybe_words(report(row).and_then(|report| report.long_term.as_ref()))
        }),
        stated("follow_up", Words, |row| {
            Cell::maybe_words(report(row).and_then(|report| Some(&report.follow_up.as_ref()?.text)))
        }),
        stated("follow_up_amount", Number, |row| {
            let amount = report(row).and_then(|report| report.follow_up.as_ref()?.amount.as_ref());
            amount.map_or(Cell::Blank, Cell::money)
        }),
        plain("no_partners", Code("yes_no"), |row| Cell::flag(row.it.no_partners)),
        plain("risk_scale", Count, |row| risk_scale(row.it)),
        plain("note", Texts, |row| {
            Cell::texts(row.it.notes.iter().filter(|note| note.about.is_none()).map(|note| &note.text))
        }),
        stated("updated", Date, |row| Cell::of(&row.it.updated, |date| Cell::Date(*date))),
        plain("check_code", Text, |row| Cell::text(row.source.figures.ledger.page_code(&row.home()).to_string())),
        plain("page", Page, |row| Cell::text(format!("{}/", row.home()))),
        plain("former_slugs", Text, |row| Cell::former(&row.it.former_slugs)),
    ],
    places: |_, owner| match owner {
        Owner::Grant(at, grant) => vec![super::Place { it: grant, at, part: None }],
        Owner::Portal | Owner::Lot(..) => Vec::new(),
    },
};

/// One row for each lot.
pub(super) static LOTS: Of<Lot> = Of {
    name: "lots",
    columns: &[
        plain("id", Id, |row| Cell::text(row.it.slug.as_str())),
        stated("number", Text, |row| Cell::of(&row.it.number, |number| Cell::text(number.as_str()))),
        plain("row", Text, |row| Cell::maybe_text(row.it.row.as_ref())),
        plain("title", Words, |row| Cell::Said(Said::Words(&row.it.title))),
        plain("summary", Words, |row| Cell::Said(Said::Words(&row.it.summary))),
        plain("organisation", Reference("organisations"), |row| row.organisation(row.it.customer)),
        stated("amount", Number, |row| Cell::money(&row.it.amount)),
        plain("currency", Text, |row| Cell::text(row.it.currency.as_str())),
        plain("start", Date, |row| Cell::start(row.it.period.as_deref())),
        plain("end", Date, |row| Cell::end(row.it.period.as_deref())),
        plain("regions", Codes("region"), |row| Cell::codes(row.it.regions.iter().map(|it| it.code))),
        stated("town", Words, |row| Cell::maybe_words(row.it.territory.as_ref())),
        plain("themes", Codes("theme"), |row| row.themes(&row.it.themes)),
        stated("topic", Words, |row| Cell::maybe_words(row.it.topic.as_ref())),
        stated("priority", Words, |row| Cell::maybe_words(row.it.priority.as_ref())),
        stated("problem", Words, |row| Cell::maybe_words(row.it.problem.as_ref())),
        stated("requirements", Words, |row| Cell::maybe(row.it.requirements.as_ref(), Cell::words)),
        plain("note", Texts, |row| {
            Cell::texts(row.it.notes.iter().filter(|note| note.about.is_none()).map(|note| &note.text))
        }),
        stated("updated", Date, |row| Cell::of(&row.it.updated, |date| Cell::Date(*date))),
        plain("check_code", Text, |row| Cell::text(row.source.figures.ledger.page_code(&row.home()).to_string())),
        plain("page", Page, |row| Cell::text(format!("{}/", row.home()))),
        plain("former_slugs", Text, |row| Cell::former(&row.it.former_slugs)),
    ],
    places: |_, owner| match owner {
        Owner::Lot(_, lot) => each([lot]),
        Owner::Portal | Owner::Grant(..) => Vec::new(),
    },
};

/// The unit of durations.
static DAYS: crate::model::Unit = crate::model::Unit { name: crate::model::UnitName::BuiltIn("days") };

/// That nothing differs from the plan is what a report says, and no gap.
fn deviation(stated: &Stated<read::Words>) -> Cell<'_> {
    match stated {
        Stated::NotApplicable => Cell::Said(Said::Label("report", "no_deviation".to_owned())),
        stated => Cell::of(stated, Cell::words),
    }
}

fn report<'p>(row: &Row<'p, Grant>) -> Option<&'p Report> {
    row.it.report.as_ref()
}

fn grantees<'p>(row: &Row<'p, Grant>) -> Cell<'p> {
    let portal = row.source.portal;
    let grantees = row.it.parties.iter().filter(|party| party.role == PartyRole::Grantee);
    Cell::texts(grantees.filter_map(|party| match &party.who {
        Who::Organisation(at) => portal.organisations.get(*at).map(|it| &it.name),
        Who::Group(name) => Some(name),
    }))
}

fn answered_lot<'p>(row: &Row<'p, Grant>) -> Cell<'p> {
    let lot = row.it.lot.and_then(|at| row.source.portal.lots.get(at));
    lot.map_or(Cell::Blank, |lot| Cell::Reference(lot.slug.as_str().into(), Said::Words(&lot.title)))
}

fn states<'p>(row: &Row<'p, Grant>, count: fn(&crate::derive::StateCounts) -> usize) -> Cell<'p> {
    row.source.figures.grants.get(row.at).map_or(Cell::Blank, |figures| Cell::count(count(&figures.states)))
}

fn total<'p>(row: &Row<'p, Grant>, which: fn(&Totals) -> Reported) -> Cell<'p> {
    let figures = row.source.figures.grants.get(row.at);
    figures.and_then(|figures| which(&figures.totals).known()).map_or(Cell::Blank, Cell::Number)
}

/// The scale means something only where there are risks.
fn risk_scale<'p>(grant: &Grant) -> Cell<'p> {
    if grant.risks.is_empty() { Cell::Blank } else { Cell::Number(grant.risk_scale.into()) }
}
