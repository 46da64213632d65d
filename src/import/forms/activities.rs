//! Tables of activities: what was done, according to a report; the plan of work by months.

use super::form::{Form, GRANT, Part, REPORT, at, at_text, date};
use super::header::Columns;
use super::lines::{self, Line};
use super::plan;
use super::when;
use super::words::{find, plain, words};
use crate::import::target;
use crate::import::word::{Cell, Table};
use crate::import::{Origin, Record, Value, What};
use crate::value::Stated;

/// The columns that are read.
pub(super) const COLUMNS: &[&str] =
    &["task", "activity", "when", "where", "participants", "planned", "actual", "completion", "evidence", "expected"];

/// Reads a table of activities.
pub(super) fn activities(form: &mut Form<'_>, columns: &Columns<'_>) {
    let reported = columns.has("completion") || columns.has("actual");
    let mut seen = plan::Seen::default();
    for row in columns.rows() {
        let task = plan::task(form, columns, row, None, &mut seen);
        let Some(cell) = columns.cell(row, "activity").filter(|cell| cell.row == row) else { continue };
        let lines = lines::joined(lines::of_cell(cell), 1);
        let Some(line) = lines.first().filter(|line| !line.text.is_empty()) else {
            form.row_not_taken_over(columns.table, row);
            continue;
        };
        let line =
            Line { text: lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" "), ..line.clone() };
        let id = plan::activity(form, &line, task.as_deref(), at_text(columns.table, cell, &line.text));
        row_of(form, columns, row, &id);
        if reported {
            report(form, columns, row, &id, at(columns.table, cell));
        }
        if let Some(cell) = columns.cell(row, "evidence") {
            evidence(form, columns.table, cell, &id, if reported { REPORT } else { GRANT });
        }
    }
}

/// What is planned for an activity.
fn row_of(form: &mut Form<'_>, columns: &Columns<'_>, row: usize, id: &str) {
    let table = columns.table;
    if let Some(cell) = columns.cell(row, "number") {
        let number = cell.text().trim_end_matches(['.', ')']).to_owned();
        add_text(form, "activity", id, "number", &number, at(table, cell));
    }
    if let Some(cell) = columns.cell(row, "where") {
        place(form, table, cell, "activity", id);
    }
    if let Some(cell) = columns.cell(row, "when") {
        time(form, table, cell, "activity", id);
    }
    let planned = columns.under(row, "participants", "planned");
    if let Some(cell) = planned.or_else(|| columns.cell(row, "participants")) {
        participants(form, table, cell, GRANT, id);
    }
    if let Some(cell) = columns.cell(row, "expected") {
        let key = form.in_lang("result");
        let text = lines::of_cell(cell).iter().map(|line| line.text.clone()).collect::<Vec<_>>().join("; ");
        add_text(form, "activity", id, &key, &text, at(table, cell));
    }
}

/// What became of an activity.
fn report(form: &mut Form<'_>, columns: &Columns<'_>, row: usize, id: &str, origin: Origin) {
    let mut record = Record::new("activity", origin).with("activity", Value::text(id));
    if let Some(cell) = columns.cell(row, "completion").filter(|cell| !target::is_blank(&cell.text())) {
        let origin = at(columns.table, cell);
        match find(&words().completion, &cell.text()) {
            Some(completion) => record.put("completion", Value::text(completion), origin),
            None => {
                record.put(&form.in_lang("comment"), Value::text(cell.text()), origin.clone());
                form.ask(What::WordNotInList, &origin, REPORT, &format!("activity.{id}.completion"));
            }
        }
    }
    form.report.records.push(record);
    if let Some(cell) = columns.under(row, "participants", "actual") {
        participants(form, columns.table, cell, REPORT, id);
    }
}

fn participants(form: &mut Form<'_>, table: &Table, cell: &Cell, file: &'static str, id: &str) {
    let (text, origin) = (cell.text(), at(table, cell));
    if text.is_empty() {
        return;
    }
    let Ok(target) = target::parse(&text) else {
        let (key, kept) = if file == REPORT { ("activity", "comment") } else { ("id", "who") };
        let kept = form.in_lang(kept);
        let part = form.part(file);
        if let Some(record) = find_record(part, key, id) {
            record.put(&kept, Value::text(&text), origin.clone());
        }
        form.ask(What::no_quantity(&origin.text), &origin, file, &format!("activity.{id}.participants"));
        return;
    };
    let key = if file == REPORT { "activity" } else { "id" };
    if let Some(record) = find_record(form.part(file), key, id)
        && record.get("participants").is_none()
    {
        record.put("participants", Value::Quantity(target.value), origin);
    }
}

fn find_record<'p>(part: &'p mut Part, key: &str, id: &str) -> Option<&'p mut Record> {
    part.records.iter_mut().find(|record| record.array == "activity" && record.get(key) == Some(&Value::text(id)))
}

/// Adds a text to a record, unless there is none or the record has the key.
fn add_text(form: &mut Form<'_>, array: &str, id: &str, key: &str, text: &str, origin: Origin) {
    let record = form.grant.record(array, id).filter(|record| record.get(key).is_none());
    if let Some(record) = record.filter(|_| !text.is_empty()) {
        record.put(key, Value::text(text), origin);
    }
}

/// The place of a task or an activity; lines with hours are its schedule.
pub(super) fn place(form: &mut Form<'_>, table: &Table, cell: &Cell, array: &str, id: &str) {
    let origin = at(table, cell);
    let text = cell.text();
    if find(&words().online, &text).is_some() && text.chars().count() <= 20 {
        if let Some(record) = form.grant.record(array, id).filter(|record| record.get("online").is_none()) {
            record.put("online", Value::Flag(true), origin);
        }
        return;
    }
    let (hours, places): (Vec<&str>, Vec<&str>) = text.lines().partition(|line| has_hours(line));
    let place = places.join(" ");
    if matches!(place.as_str(), "-" | "–" | "—") {
        return add_text(form, array, id, "place", "-", origin);
    }
    let key = form.in_lang("place");
    add_text(form, array, id, &key, lines::trimmed(&place), origin.clone());
    if array == "activity" {
        let key = form.in_lang("schedule");
        add_text(form, array, id, &key, &capital(&hours.join(" ")), origin);
    }
}

fn has_hours(line: &str) -> bool {
    let hour = |word: &str| {
        word.split_once(':')
            .is_some_and(|(hour, rest)| ends_with_digit(hour) && rest.starts_with(|char: char| char.is_ascii_digit()))
    };
    line.split_whitespace().any(hour)
}

fn ends_with_digit(text: &str) -> bool {
    text.ends_with(|char: char| char.is_ascii_digit())
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

/// When a task or an activity takes place.
pub(super) fn time(form: &mut Form<'_>, table: &Table, cell: &Cell, array: &str, id: &str) {
    let (text, origin) = (cell.text(), at(table, cell));
    if target::is_blank(&text) {
        return;
    }
    let Some((start, end)) = when::read(&text) else {
        let key = form.in_lang(if array == "activity" { "schedule" } else { "detail" });
        add_text(form, array, id, &key, &text, origin.clone());
        return form.ask(What::DateNotUnderstood, &origin, GRANT, &format!("{array}.{id}.period"));
    };
    if let Some(record) = form.grant.record(array, id).filter(|record| record.get("period.start").is_none()) {
        record.put("period.start", date(start), origin.clone());
        if let Some(end) = end {
            record.put("period.end", date(end), origin);
        }
    }
}

/// What proves an activity: a line for each, with how many at its end; a line `1-қосымша:` names the annex.
fn evidence(form: &mut Form<'_>, table: &Table, cell: &Cell, activity: &str, file: &'static str) {
    let mut annex = None;
    for line in lines::of_cell(cell) {
        if let Some(number) = annex_number(&line.text) {
            annex = Some(number);
            continue;
        }
        let (title, target) = lines::with_target(&line.text);
        if title.is_empty() || Stated::<()>::from_mark(title).is_some() {
            continue;
        }
        let mut record =
            Record::new("evidence", at_text(table, cell, &line.text)).with("activity", Value::text(activity));
        if let Some(annex) = &annex {
            record = record.with("annex", Value::text(annex));
        }
        record = record.with(&form.in_lang("title"), Value::text(title));
        if let Some(target) = target {
            record = record.with("quantity", Value::Quantity(target.value));
            if let Some(unit) = target.unit {
                record = record.with("unit", Value::text(unit));
            }
        }
        form.part(file).records.push(record);
    }
}

fn annex_number(text: &str) -> Option<String> {
    let text = plain(text);
    let words = text.trim_end_matches([':', '.']);
    find(&super::words::words().annex, words)?;
    let number: String = words.chars().filter(char::is_ascii_digit).collect();
    (!number.is_empty() && words.split_whitespace().count() <= 3).then_some(number)
}
