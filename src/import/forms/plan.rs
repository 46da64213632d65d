//! Tables of indicators: the monitoring plan, planned and actual figures of a report, social and economic effect.

use super::form::{Form, GRANT, REPORT, at, at_text, notes, number};
use super::header::Columns;
use super::lines::{self, Line};
use super::values::Values;
use super::words::{find, words};
use crate::import::target::{self, Target};
use crate::import::word::Cell;
use crate::import::{Origin, Record, Value, What};
use crate::language::Lang;
use crate::value::{Amount, Stated};
use std::collections::BTreeMap;

/// What indicators of a table are for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Of a task.
    Output,
    /// A target indicator.
    Target,
    /// An expected result.
    Expected,
    /// Social and economic effect.
    Effect,
}

impl Kind {
    pub fn code(self) -> Option<&'static str> {
        match self {
            Kind::Output => None,
            Kind::Target => Some("target"),
            Kind::Expected => Some("expected"),
            Kind::Effect => Some("effect"),
        }
    }
}

/// An indicator in the making.
pub(super) struct Found {
    pub title: String,
    pub number: Option<String>,
    pub kind: Kind,
    pub task: Option<String>,
    pub activity: Option<String>,
    pub method: Option<String>,
    pub unit: Option<&'static str>,
    /// The target, or the words that are none.
    pub planned: Option<(Result<Target, String>, Origin)>,
    pub origin: Origin,
}

/// Tasks and activities of the table, by the place of their cells: a merged cell is one task.
#[derive(Default)]
pub(super) struct Seen {
    tasks: BTreeMap<(usize, usize), String>,
    activities: BTreeMap<(usize, usize), Vec<String>>,
}

/// The columns that are read.
pub(super) const COLUMNS: &[&str] =
    &["task", "activity", "indicator", "expected", "planned", "value", "actual", "unit", "method", "where", "when"];

/// Reads a table of indicators.
pub(super) fn indicators(form: &mut Form<'_>, columns: &Columns<'_>, kind: Kind) {
    let mut seen = Seen::default();
    let mut group = None;
    for row in columns.rows() {
        if let Some(text) = columns.group(row) {
            group = Some(text);
            continue;
        }
        let task = task(form, columns, row, group.as_deref(), &mut seen);
        let activities = activities(form, columns, row, task.as_deref(), &mut seen);
        place_and_time(form, columns, row, task.as_deref(), &activities);
        let activity = if let [only] = activities.as_slice() { Some(only.clone()) } else { None };
        row_of_indicators(form, columns, row, kind, task, activity);
    }
}

/// What is said by a cell: its lines, unless it is blank or crossed out.
fn said(cell: Option<&Cell>) -> Vec<Line> {
    let lines = cell.map(lines::of_cell).unwrap_or_default();
    let crossed_out = |line: &Line| matches!(line.text.as_str(), "-" | "–" | "—");
    if lines.iter().all(crossed_out) { Vec::new() } else { lines }
}

/// The lines as one text.
fn text(lines: &[Line]) -> String {
    lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// The task of a row: of its cell, or of the line above that goes over the whole table.
pub(super) fn task(
    form: &mut Form<'_>,
    columns: &Columns<'_>,
    row: usize,
    group: Option<&str>,
    seen: &mut Seen,
) -> Option<String> {
    let cell = columns.cell(row, "task")?;
    if let Some(known) = seen.tasks.get(&(cell.row, cell.column)) {
        return Some(known.clone());
    }
    let lines = said(Some(cell));
    let title = if lines.is_empty() { group.unwrap_or_default().to_owned() } else { text(&lines) };
    if title.is_empty() {
        return None;
    }
    let number = columns.cell(row, "number").map(|cell| cell.text());
    let number = number.map(|text| text.trim_end_matches(['.', ')']).to_owned()).filter(|text| !text.is_empty());
    let id = form.ids.new_id("task", &title);
    let mut record = Record::new("task", at(columns.table, cell)).with("id", Value::text(&id));
    if let Some(number) = number {
        record = record.with("number", Value::text(number));
    }
    record = record.with(&form.in_lang("title"), Value::text(&title));
    if let Some(kind) = find(&words().task_kind, &title) {
        record = record.with("kind", Value::text(kind));
    }
    if let Some(note) = notes(&lines) {
        record = record.with(&form.in_lang("detail"), Value::text(note));
    }
    form.grant.records.push(record);
    seen.tasks.insert((cell.row, cell.column), id.clone());
    Some(id)
}

fn activities(
    form: &mut Form<'_>,
    columns: &Columns<'_>,
    row: usize,
    task: Option<&str>,
    seen: &mut Seen,
) -> Vec<String> {
    let Some(cell) = columns.cell(row, "activity") else { return Vec::new() };
    if let Some(known) = seen.activities.get(&(cell.row, cell.column)) {
        return known.clone();
    }
    let lines = said(Some(cell));
    let labelled = lines.iter().filter(|line| line.label.is_some()).count();
    // One title on several lines, unless a list or paragraphs tell them apart.
    let lines = if labelled == 0 { lines::joined(lines, 1) } else { lines };
    let ids: Vec<String> =
        lines.iter().map(|line| activity(form, line, task, at_text(columns.table, cell, &line.text))).collect();
    seen.activities.insert((cell.row, cell.column), ids.clone());
    ids
}

/// The activity with this title: the one that another table has named, or a new one.
pub(super) fn activity(form: &mut Form<'_>, line: &Line, task: Option<&str>, origin: Origin) -> String {
    let key = form.in_lang("title");
    let title = Value::text(&line.text);
    let known = form.grant.records.iter_mut().find(|it| it.array == "activity" && it.get(&key) == Some(&title));
    if let Some(known) = known
        && let Some(Value::Text(id)) = known.get("id").cloned()
    {
        if let (Some(task), None) = (task, known.get("task")) {
            known.put("task", Value::text(task), origin);
        }
        return id;
    }
    let id = form.ids.new_id("activity", &line.text);
    let mut record = Record::new("activity", origin).with("id", Value::text(&id));
    if let Some(task) = task {
        record = record.with("task", Value::text(task));
    }
    record = record.with(&key, title);
    if let Some(note) = notes(std::slice::from_ref(line)) {
        record = record.with(&form.in_lang("detail"), Value::text(note));
    }
    form.grant.records.push(record);
    id
}

/// Where and when: of the task, where one cell covers all of its rows, otherwise of the activity.
fn place_and_time(form: &mut Form<'_>, columns: &Columns<'_>, row: usize, task: Option<&str>, activities: &[String]) {
    let task_rows = columns.cell(row, "task").map_or(1, |cell| cell.rows);
    for means in ["where", "when"] {
        let Some(cell) = columns.cell(row, means).filter(|cell| cell.row == row) else { continue };
        let (array, id) = match (task, activities) {
            (Some(task), _) if cell.rows >= task_rows => ("task", task.to_owned()),
            (_, [only]) => ("activity", only.clone()),
            (Some(task), _) => ("task", task.to_owned()),
            _ => continue,
        };
        if means == "where" {
            super::activities::place(form, columns.table, cell, array, &id);
        } else {
            super::activities::time(form, columns.table, cell, array, &id);
        }
    }
}

fn row_of_indicators(
    form: &mut Form<'_>,
    columns: &Columns<'_>,
    row: usize,
    kind: Kind,
    task: Option<String>,
    activity: Option<String>,
) {
    let title = columns.cell(row, "indicator").or_else(|| columns.cell(row, "expected"));
    let Some(cell) = title.filter(|cell| cell.row == row) else { return };
    let rows = row..row + cell.rows;
    let planned = Values::of(columns, rows.clone(), &["planned", "value"]);
    let actual = Values::of(columns, rows, &["actual"]);
    let most = planned.iter().chain(&actual).map(|values| values.lines.len()).max().unwrap_or(1);
    let titles = lines::joined(said(Some(cell)), most);
    let own_number = columns.cell(row, "number").filter(|_| task.is_none() && titles.len() == 1).map(Cell::text);
    let unit = columns.cell(row, "unit").and_then(|cell| target::unit(&cell.text()));
    let method = columns.cell(row, "method").map(|cell| text(&said(Some(cell)))).filter(|text| !text.is_empty());
    for (at, line) in titles.iter().enumerate() {
        let found = Found {
            title: line.text.clone(),
            number: own_number
                .clone()
                .map(|text| text.trim_end_matches('.').to_owned())
                .filter(|text| !text.is_empty()),
            kind,
            task: task.clone(),
            activity: activity.clone(),
            method: method.clone(),
            unit,
            planned: planned.as_ref().and_then(|values| values.target(at, titles.len())),
            origin: at_text(columns.table, cell, &line.text),
        };
        let id = indicator(form, found, notes(std::slice::from_ref(line)));
        let achieved = actual.as_ref().and_then(|values| values.target(at, titles.len()));
        if let (Some(id), Some((achieved, origin))) = (id, achieved) {
            result(form, &id, achieved, origin);
        }
    }
}

/// Adds an indicator and gives its id; `None` where it says nothing, or is a standard one that is there already.
pub(super) fn indicator(form: &mut Form<'_>, mut found: Found, note: Option<String>) -> Option<String> {
    let standard = if found.kind == Kind::Effect { find(&words().standard, &found.title) } else { None };
    let mut detail: Vec<String> = note.into_iter().collect();
    let parts = brackets(&mut found, form.lang, standard.is_some(), &mut detail);
    if found.title.is_empty() {
        return None;
    }
    let mut record = Record::new("indicator", found.origin.clone());
    let id = match standard {
        Some(standard) if form.ids.take(standard) => {
            record = record.with("standard", Value::text(standard));
            standard.to_owned()
        }
        _ => {
            let id = form.ids.new_id("indicator", &found.title);
            record = record.with("id", Value::text(&id)).with(&form.in_lang("title"), Value::text(&found.title));
            id
        }
    };
    let own = [("number", found.number.as_deref()), ("kind", found.kind.code())];
    let links = [("task", found.task.as_deref()), ("activity", found.activity.as_deref())];
    for (key, value) in own.into_iter().chain(links) {
        if let Some(value) = value {
            record = record.with(key, Value::text(value));
        }
    }
    planned(form, &mut record, &id, &found, &mut detail);
    if let Some(parts) = parts {
        record = record.with("parts", parts);
    }
    if let Some(method) = &found.method {
        record = record.with(&form.in_lang("method"), Value::text(method));
    }
    if !detail.is_empty() {
        record = record.with(&form.in_lang("detail"), Value::text(detail.join(" ")));
    }
    form.grant.records.push(record);
    Some(id)
}

/// Takes off the title what stands in brackets at its end and is a method, or names the two numbers of a pair.
fn brackets(found: &mut Found, lang: Lang, standard: bool, detail: &mut Vec<String>) -> Option<Value> {
    let (title, bracket) = lines::with_bracket(&found.title)?;
    let (title, bracket) = (title.to_owned(), bracket.to_owned());
    let is_pair = found.planned.as_ref().is_some_and(|(target, _)| target.as_ref().is_ok_and(is_pair));
    let names = bracket.split_once('/').map(|(first, second)| [first.trim(), second.trim()]);
    if let (true, Some(names)) = (is_pair, names.filter(|names| names.iter().all(|name| !name.is_empty()))) {
        found.title = title;
        return Some(Value::List(names.iter().map(|name| Value::Words(vec![(lang, (*name).to_owned())])).collect()));
    }
    let short = bracket.split_whitespace().count() <= 2;
    if short && find(&words().method, &bracket).is_some() && found.method.is_none() {
        (found.title, found.method) = (title, Some(capital(&bracket)));
    } else if standard {
        found.title = title;
        detail.push(capital(&bracket));
    }
    None
}

fn is_pair(target: &Target) -> bool {
    matches!(target.value, Stated::Known(quantity) if matches!(quantity.amount, Amount::Pair(..)))
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

fn planned(form: &mut Form<'_>, record: &mut Record, id: &str, found: &Found, detail: &mut Vec<String>) {
    let mut unit = found.unit;
    if let Some((target, origin)) = &found.planned {
        match target {
            Ok(target) => {
                record.put("planned", Value::Quantity(target.value.clone()), origin.clone());
                unit = target.unit.or(unit);
                if let Some(per) = target.per {
                    record.put("per", Value::text(per), origin.clone());
                }
                if let Some(count) = target.per_count {
                    record.put("per_count", number(count), origin.clone());
                }
                detail.extend(target.detail.iter().map(|text| capital(text)));
            }
            // Kept as text, so that it is not lost, and asked about.
            Err(text) => {
                detail.extend((!form.ids.is_answered("planned", id)).then(|| text.clone()));
                form.ask(What::no_quantity(&origin.text), origin, GRANT, &format!("indicator.{id}.planned"));
            }
        }
    }
    if let Some(unit) = unit {
        record.put("unit", Value::text(unit), record.origin.clone());
    }
}

fn result(form: &mut Form<'_>, id: &str, achieved: Result<Target, String>, origin: Origin) {
    let mut record = Record::new("result", origin.clone()).with("indicator", Value::text(id));
    match achieved {
        // Left blank: nothing is reported.
        Ok(Target { value: Stated::NotStated, .. }) => return,
        Ok(target) => record = record.with("achieved", Value::Quantity(target.value)),
        Err(text) => {
            if !form.ids.is_answered("achieved", id) {
                record = record.with(&form.in_lang("comment"), Value::text(text));
            }
            form.ask(What::no_quantity(&origin.text), &origin, REPORT, &format!("result.{id}.achieved"));
        }
    }
    form.report.records.push(record);
}
