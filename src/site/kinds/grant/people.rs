//! For whom the work is done, who took part, who does it, and what the situation is.

use super::super::super::facts::part_name;
use super::super::super::{Passage, Tongue, Value};
use super::notes::{NoteView, Notes};
use crate::model::{Breakdown, ContextFigure, Grant, TargetGroup, TeamRole, Unit, UnitName};
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct People {
    groups: Vec<GroupRow>,
    breakdowns: Vec<BreakdownView>,
    team: Vec<TeamRow>,
}

#[derive(Serialize)]
struct GroupRow {
    id: String,
    name: Passage,
    age: Option<String>,
    population: Option<Value>,
    coverage: Option<Value>,
    detail: Option<Passage>,
    notes: Vec<NoteView>,
}

/// Participants told apart by one quality. The chart of the same code has the parts.
#[derive(Serialize)]
struct BreakdownView {
    /// The fragment of its address: what is broken down, and by what.
    id: String,
    code: &'static str,
    title: String,
    /// What is broken down.
    of: Passage,
    total: Option<Value>,
    rows: Vec<BreakdownRow>,
    notes: Vec<NoteView>,
}

#[derive(Serialize)]
struct BreakdownRow {
    name: Passage,
    value: Value,
}

#[derive(Serialize)]
struct TeamRow {
    role: Passage,
    engagement: Option<String>,
    count: Option<Value>,
    workload: Option<Value>,
}

/// A figure that describes the situation.
#[derive(Serialize)]
pub(super) struct ContextRow {
    id: String,
    title: Passage,
    region: Option<String>,
    value: Value,
    date: Option<Value>,
    change: Option<String>,
    since: Option<Passage>,
    source: Option<Passage>,
    notes: Vec<NoteView>,
}

pub(super) fn people(tongue: &Tongue<'_>, grant: &Grant, notes: &Notes) -> People {
    let breakdowns = grant.report.iter().flat_map(|report| &report.breakdowns);
    People {
        groups: grant.target_groups.iter().map(|group| group_row(tongue, group, notes)).collect(),
        breakdowns: breakdowns.map(|it| breakdown(tongue, grant, it, notes)).collect(),
        team: grant.team.iter().map(|role| team_row(tongue, role)).collect(),
    }
}

fn unit_of_people() -> Unit {
    Unit { name: UnitName::BuiltIn("people") }
}

fn group_row(tongue: &Tongue<'_>, group: &TargetGroup, notes: &Notes) -> GroupRow {
    let people = unit_of_people();
    GroupRow {
        id: group.id.clone(),
        name: tongue.words(&group.name),
        age: group.age.as_ref().map(|age| tongue.age(age)),
        population: tongue.optional_value(group.population.as_ref(), Some(&people)),
        coverage: tongue.optional_value(group.coverage.as_ref(), Some(&people)),
        detail: tongue.optional(group.detail.as_ref()),
        notes: notes.about(&group.id),
    }
}

fn breakdown(tongue: &Tongue<'_>, grant: &Grant, breakdown: &Breakdown, notes: &Notes) -> BreakdownView {
    let people = unit_of_people();
    let (id, code) = (breakdown.fragment(), breakdown.by.code());
    BreakdownView {
        code,
        title: tongue.choice("breakdown_by", code),
        of: figure_name(tongue, grant, &breakdown.of.value),
        total: tongue.optional_value(breakdown.total.as_ref(), Some(&people)),
        rows: breakdown
            .parts
            .iter()
            .map(|part| BreakdownRow {
                name: part_name(tongue, &part.part),
                value: tongue.value(&part.value, Some(&people)),
            })
            .collect(),
        notes: notes.about(&id),
        id,
    }
}

/// The name of the figure with this id.
pub(in crate::site) fn figure_name(tongue: &Tongue<'_>, grant: &Grant, id: &str) -> Passage {
    let indicator = grant.indicators.iter().find(|it| it.id == id).map(|it| tongue.indicator(it));
    let activity = || grant.activities.iter().find(|it| it.id == id).map(|it| tongue.words(&it.title));
    let group = || grant.target_groups.iter().find(|it| it.id == id).map(|it| tongue.words(&it.name));
    indicator.or_else(activity).or_else(group).unwrap_or_default()
}

fn team_row(tongue: &Tongue<'_>, role: &TeamRole) -> TeamRow {
    TeamRow {
        role: tongue.words(&role.role),
        engagement: role.engagement.map(|it| tongue.choice("engagement", it.code())),
        count: tongue.optional_value(role.count.as_ref(), Some(&unit_of_people())),
        workload: tongue.optional_value(role.workload.as_ref(), None),
    }
}

pub(super) fn context(tongue: &Tongue<'_>, grant: &Grant, notes: &Notes) -> Vec<ContextRow> {
    grant.context.iter().map(|figure| context_row(tongue, figure, notes)).collect()
}

fn context_row(tongue: &Tongue<'_>, figure: &ContextFigure, notes: &Notes) -> ContextRow {
    let change = figure.change.as_ref().and_then(|change| change.known()).and_then(|change| change.number());
    ContextRow {
        id: figure.id.clone(),
        title: tongue.words(&figure.title),
        region: figure.region.map(|region| tongue.region(region)),
        value: tongue.value(&figure.value, figure.unit.as_ref()),
        date: figure.date.as_ref().map(|date| tongue.date(date)),
        change: change.map(|change| tongue.locale.signed_percent(&change)),
        since: tongue.optional(figure.change_since.as_ref()),
        source: tongue.optional(figure.source.as_ref()),
        notes: notes.about(&figure.id),
    }
}
