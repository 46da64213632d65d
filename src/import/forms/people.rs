//! People: target groups, the team, participants told apart by sex, age and status.

use super::form::{Form, GRANT, REPORT, at};
use super::header::Columns;
use super::lines;
use super::words::{find, plain, words};
use crate::import::target;
use crate::import::word::{Cell, Table};
use crate::import::{Origin, Record, Value, What};
use crate::value::AgeRange;

/// Reads a table of target groups.
pub(super) fn target_groups(form: &mut Form<'_>, columns: &Columns<'_>) {
    for row in columns.rows() {
        let Some(cell) = columns.cell(row, "target-group").filter(|cell| !cell.text().is_empty()) else { continue };
        let id = target_group(form, &cell.text().replace('\n', " "), at(columns.table, cell));
        for (means, key) in
            [("population", "population"), ("reach", "coverage"), ("planned", "coverage"), ("value", "coverage")]
        {
            if let Some(cell) = columns.cell(row, means).filter(|cell| !cell.text().is_empty()) {
                amount(form, columns.table, cell, &id, key);
            }
        }
        if let Some(cell) = columns.cell(row, "age").filter(|cell| !target::is_blank(&cell.text())) {
            let origin = at(columns.table, cell);
            match age(&cell.text()) {
                Some(age) => put(form, &id, "age", Value::Age(age), origin),
                None => form.ask(What::AgeNotUnderstood, &origin, GRANT, &format!("target_group.{id}.age")),
            }
        }
    }
}

fn amount(form: &mut Form<'_>, table: &Table, cell: &Cell, id: &str, key: &str) {
    let origin = at(table, cell);
    match target::parse(&cell.text()) {
        Ok(target) => put(form, id, key, Value::Quantity(target.value), origin),
        Err(_) => form.ask(What::no_quantity(&origin.text), &origin, GRANT, &format!("target_group.{id}.{key}")),
    }
}

fn put(form: &mut Form<'_>, id: &str, key: &str, value: Value, origin: Origin) {
    if let Some(group) = form.grant.record("target_group", id).filter(|group| group.get(key).is_none()) {
        group.put(key, value, origin);
    }
}

/// Adds a target group and gives its id. An age after the last comma is its age.
pub(super) fn target_group(form: &mut Form<'_>, text: &str, origin: Origin) -> String {
    let (name, age) = match text.rsplit_once(',').and_then(|(name, rest)| Some((name, age(rest)?))) {
        Some((name, age)) => (name.trim(), Some(age)),
        None => (text.trim(), None),
    };
    let id = form.ids.new_id("target_group", name);
    let record = Record::new("target_group", origin).with("id", Value::text(&id));
    let mut record = record.with(&form.in_lang("name"), Value::text(name));
    if let Some(age) = age {
        record = record.with("age", Value::Age(age));
    }
    form.grant.records.push(record);
    id
}

/// An age in whatever words: `13–16`, `59 және одан үлкен`, `18 жастан 65+ жасқа дейін`.
pub(super) fn age(text: &str) -> Option<AgeRange> {
    let text = plain(text);
    let numbers: Vec<&str> =
        text.split(|char: char| !char.is_ascii_digit()).filter(|number| !number.is_empty()).collect();
    let open = text.contains('+') || find(&words().open_age, &text).is_some();
    let sign = if open { "+" } else { "" };
    match numbers.as_slice() {
        [only] if open => AgeRange::parse(&format!("{only}+")).ok(),
        [from, to] => AgeRange::parse(&format!("{from}-{to}{sign}")).ok(),
        _ => None,
    }
}

/// Reads a table of the team: roles, never names.
pub(super) fn team(form: &mut Form<'_>, columns: &Columns<'_>) {
    for row in columns.rows() {
        let Some(cell) = columns.cell(row, "position").filter(|cell| !cell.text().is_empty()) else { continue };
        let record = Record::new("team", at(columns.table, cell));
        let mut record = record.with(&form.in_lang("role"), Value::text(cell.text().replace('\n', " ")));
        if let Some(cell) = columns.cell(row, "engagement")
            && let Some(kind) = find(&words().engagement, &cell.text())
        {
            record.put("engagement", Value::text(kind), at(columns.table, cell));
        }
        for (means, key) in [("value", "count"), ("workload", "workload")] {
            let Some(cell) = columns.cell(row, means).filter(|cell| !cell.text().is_empty()) else { continue };
            let origin = at(columns.table, cell);
            match target::parse(&cell.text()) {
                Ok(target) => record.put(key, Value::Quantity(target.value), origin),
                Err(_) => form.ask(What::no_quantity(&origin.text), &origin, GRANT, &format!("team.{key}")),
            }
        }
        form.grant.records.push(record);
    }
}

/// Reads a table of participants told apart by one quality; `false` where it is no such table.
pub(super) fn breakdown(form: &mut Form<'_>, table: &Table, caption: Option<&str>) -> bool {
    let own = table.row(0).next().filter(|cell| cell.columns > 1 && cell.columns >= table.columns()).map(Cell::text);
    let first = usize::from(own.is_some());
    let Some(by) = own.as_deref().or(caption).and_then(|text| find(&words().breakdown, text)) else { return false };
    let Some(pairs) = pairs(table, first) else { return false };
    let origin = table.cell(0, 0).map(|cell| at(table, cell));
    let Some(origin) = origin else { return false };
    let mut record = Record::new("breakdown", origin).with("of", Value::text("")).with("by", Value::text(by));
    for (title, value) in pairs {
        part(form, &mut record, table, by, title, value);
    }
    if !record.records.is_empty() {
        form.report.records.push(record);
    }
    true
}

/// Titles and values: side by side in two columns, or one above the other in two rows.
fn pairs(table: &Table, first: usize) -> Option<Vec<(&Cell, &Cell)>> {
    // Titles of the two columns.
    let titled = |row| table.cell(row, 1).is_some_and(|cell| find(&words().column, &cell.text()) == Some("value"));
    let first = if table.columns() == 2 { first + usize::from(titled(first)) } else { first };
    let down = || (first..table.rows()).map(|row| Some((table.cell(row, 0)?, table.cell(row, 1)?))).collect();
    let above = |column| Some((table.cell(first, column)?, table.cell(first + 1, column)?));
    let pairs: Option<Vec<(&Cell, &Cell)>> = if table.columns() == 2 && table.rows() > first + 2 {
        down()
    } else if table.rows() == first + 2 {
        (0..table.columns()).map(above).collect()
    } else {
        None
    };
    let values =
        |all: &Vec<(&Cell, &Cell)>| all.iter().filter(|(_, value)| target::parse(&value.text()).is_ok()).count();
    pairs.filter(|all| values(all) * 2 > all.len())
}

fn part(form: &mut Form<'_>, record: &mut Record, table: &Table, by: &str, title: &Cell, value: &Cell) {
    let text = title.text().replace('\n', " ");
    let origin = at(table, value);
    let Ok(target) = target::parse(&value.text()) else {
        return form.ask(What::no_quantity(&origin.text), &origin, REPORT, &format!("breakdown.{by}"));
    };
    let quantity = Value::Quantity(target.value);
    if find(&words().fact, &text) == Some("total") {
        return record.put("total", quantity, origin);
    }
    let name = |form: &Form<'_>| (form.in_lang("name"), Value::text(text.trim()));
    let (key, told) = match by {
        "sex" => match find(&words().sex, &text) {
            Some(sex) => ("sex".to_owned(), Value::text(sex)),
            None => name(form),
        },
        "age" => match age(&text) {
            Some(age) => ("age".to_owned(), Value::Age(age)),
            None => {
                form.ask(What::AgeNotUnderstood, &at(table, title), REPORT, "breakdown.age");
                name(form)
            }
        },
        _ => name(form),
    };
    let mut part = Record::new("part", at(table, title)).with(&key, told);
    part.put("value", quantity, origin);
    record.records.push(part);
}

/// The lines of an item of a list as one text.
pub(super) fn one_line(cell: &Cell) -> String {
    lines::of_cell(cell).iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ")
}
