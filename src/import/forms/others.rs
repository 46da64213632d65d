//! Partners, recommendations, publications.

use super::form::{Form, MEDIA, REPORT, at, at_text, date};
use super::header::Columns;
use super::lines;
use super::people::one_line;
use super::when;
use super::words::{find, words};
use crate::import::target;
use crate::import::word::Cell;
use crate::import::{Origin, Record, Value, What};
use crate::value::Stated;

/// Reads a table of partners.
pub(super) fn partners(form: &mut Form<'_>, columns: &Columns<'_>) {
    for row in columns.rows() {
        let Some(cell) = columns.cell(row, "organisation").filter(|cell| cell.row == row) else { continue };
        for line in lines::joined(lines::of_cell(cell), 1) {
            if Stated::<()>::from_mark(&line.text).is_some() {
                continue;
            }
            let origin = at_text(columns.table, cell, &line.text);
            let does = columns.cell(row, "cooperation").map(one_line);
            party(form, "partner", &line.text, does.as_deref(), origin);
        }
    }
}

/// Adds an organisation that takes part.
pub(super) fn party(form: &mut Form<'_>, role: &str, name: &str, does: Option<&str>, origin: Origin) {
    let slug = form.organisation(name, &origin);
    let record = Record::new("party", origin).with("organisation", Value::text(slug));
    let mut record = record.with("role", Value::text(role));
    if let Some(does) = does.filter(|text| !text.is_empty() && Stated::<()>::from_mark(text).is_none()) {
        record = record.with(&form.in_lang("does"), Value::text(does));
    }
    form.grant.records.push(record);
}

/// Reads a table of recommendations to state bodies.
pub(super) fn recommendations(form: &mut Form<'_>, columns: &Columns<'_>) {
    for row in columns.rows() {
        let Some(cell) = columns.cell(row, "recommendation").filter(|cell| !cell.text().is_empty()) else { continue };
        let text = one_line(cell);
        let id = form.ids.new_id("recommendation", &text);
        let mut record = Record::new("recommendation", at(columns.table, cell)).with("id", Value::text(&id));
        if let Some(body) = columns
            .cell(row, "state-body")
            .or_else(|| columns.cell(row, "organisation"))
            .filter(|cell| !cell.text().is_empty())
        {
            let origin = at(columns.table, body);
            let slug = form.organisation(&one_line(body), &origin);
            record.put("to", Value::text(slug), origin);
        }
        record = record.with(&form.in_lang("text"), Value::text(text));
        if let Some(cell) = columns.cell(row, "letter").filter(|cell| !cell.text().is_empty()) {
            letter(form, &mut record, &cell.text(), at(columns.table, cell), &id);
        }
        form.report.records.push(record);
    }
}

/// The number and the date of a letter: `№ 57, 24.10.2020`.
fn letter(form: &mut Form<'_>, record: &mut Record, text: &str, origin: Origin, id: &str) {
    let (number, rest) = numbered(text);
    if let Some(number) = &number {
        record.put("letter_number", Value::text(number), origin.clone());
    }
    match when::date(&rest) {
        Some(found) => record.put("letter_date", date(found), origin),
        None if number.is_none() => {
            form.ask(What::DateNotUnderstood, &origin, REPORT, &format!("recommendation.{id}.letter_date"))
        }
        None => {}
    }
}

/// The number after `№`, `?` where it is left blank, and the text without it.
pub(super) fn numbered(text: &str) -> (Option<String>, String) {
    let Some((before, after)) = text.split_once('№') else { return (None, text.to_owned()) };
    let after = after.trim_start();
    let end = after.find(|char: char| char.is_whitespace() || char == ',').unwrap_or(after.len());
    let (number, rest) = after.split_at(end);
    let blank = number.chars().all(|char| matches!(char, '_' | '…' | '.' | '-' | '«' | '»'));
    let number = if blank { "?".to_owned() } else { number.trim_end_matches(['.', ';']).to_owned() };
    (Some(number), format!("{before} {rest}"))
}

/// Reads a table of publications.
pub(super) fn publications(form: &mut Form<'_>, columns: &Columns<'_>) {
    for row in columns.rows() {
        let Some(cell) = columns.cell(row, "outlet").filter(|cell| !cell.text().is_empty()) else { continue };
        let origin = at(columns.table, cell);
        let name = one_line(cell);
        let text = |means: &str| columns.cell(row, means).map(one_line).filter(|text| !text.is_empty());
        let kind_cell = text("publication-kind");
        let title = text("publication").unwrap_or_else(|| match &kind_cell {
            Some(kind) => format!("{kind}: {name}"),
            None => name.clone(),
        });
        let id = form.ids.new_id("publication", &title);
        let mut record = Record::new("publication", origin.clone()).with("id", Value::text(&id));
        // Leaflets are handed out: no paper and no station published them.
        if !target::is_blank(&name) {
            record = record.with("outlet", Value::text(form.outlet(&name, &origin)));
        }
        let kind = kind_cell.as_deref().and_then(|text| find(&words().publication, text));
        if kind.is_none() {
            form.guessed("other", &origin, MEDIA, &format!("publication.{id}.kind"));
        }
        record =
            record.with("kind", Value::text(kind.unwrap_or("other"))).with(&form.in_lang("title"), Value::text(title));
        if let Some(cell) = columns.cell(row, "when").filter(|cell| when::read(&cell.text()).is_some()) {
            period(&mut record, cell, at(columns.table, cell));
        }
        let count = columns.cell(row, "value").or_else(|| columns.cell(row, "actual"));
        if let Some(cell) = count {
            amount(form, &mut record, cell, at(columns.table, cell), "count", &id);
        }
        if let Some(cell) = columns.cell(row, "reach").filter(|cell| !cell.text().is_empty()) {
            amount(form, &mut record, cell, at(columns.table, cell), "reach", &id);
        }
        form.media.records.push(record);
    }
}

fn period(record: &mut Record, cell: &Cell, origin: Origin) {
    if let Some((start, end)) = when::read(&cell.text()) {
        record.put("period.start", date(start), origin.clone());
        if let Some(end) = end {
            record.put("period.end", date(end), origin);
        }
    }
}

/// How many publications, or how many they reached. What the document does not state about the reach is left out.
fn amount(form: &mut Form<'_>, record: &mut Record, cell: &Cell, origin: Origin, key: &str, id: &str) {
    let text = cell.text();
    let text = if text.is_empty() { "?" } else { text.as_str() };
    // «Просмотры: 65»: what was counted stands before the number.
    let (counted, number) = text.split_once(':').map_or((None, text), |(label, number)| (target::unit(label), number));
    let Ok(target) = target::parse(number) else {
        record.put(&form.in_lang("detail"), Value::text(text), origin.clone());
        return form.ask(What::no_quantity(&origin.text), &origin, MEDIA, &format!("publication.{id}.{key}"));
    };
    let known = matches!(target.value, Stated::Known(_));
    if key == "reach" && !known {
        return;
    }
    record.put(key, Value::Quantity(target.value), origin.clone());
    let measured = match target.unit.or(counted) {
        Some("views") => Some("views"),
        Some("copies") => Some("copies"),
        _ => None,
    };
    if let (Some(measured), "reach") = (measured, key) {
        record.put("measured", Value::text(measured), origin);
    }
}
