//! Lists of lots: what the state asks for, one row each.

use super::facts::region_and_place;
use super::form::{Form, Part, at, at_text};
use super::header::Columns;
use super::ids::{self, Ids};
use super::lines;
use super::people::one_line;
use super::plan::{self, Found, Kind};
use super::words::{begins_word, plain, words};
use crate::import::word::Cell;
use crate::import::{Entry, File, Origin, Record, Value, What};
use crate::read::{LotDraft, Named};

/// The columns that are read.
pub(super) const COLUMNS: &[&str] = &[
    "lot-number",
    "priority",
    "topic",
    "problem",
    "where",
    "territory",
    "target-indicators",
    "expected",
    "requirements",
];

/// Reads a list of lots; `title` is that of the document.
pub(super) fn lots(form: &mut Form<'_>, columns: &Columns<'_>, title: &str) {
    for row in columns.rows() {
        let name = columns.cell(row, "priority").or_else(|| columns.cell(row, "topic"));
        match name.filter(|cell| !cell.text().is_empty()) {
            Some(name) => lot(form, columns, row, name, title),
            None => form.row_not_taken_over(columns.table, row),
        }
    }
}

fn lot(form: &mut Form<'_>, columns: &Columns<'_>, row: usize, name: &Cell, document: &str) {
    let title = one_line(name);
    let place = columns.cell(row, "number").map(|cell| cell.text().trim_end_matches(['.', ')']).to_owned());
    let number = columns.cell(row, "lot-number").map(Cell::text).filter(|text| !text.is_empty());
    let place = place.filter(|place| !place.is_empty());
    let slug = slug(form, &title, number.as_deref(), place.as_deref());
    let path = path(&slug);

    // Indicators of a lot are read like those of a grant, with ids of their own.
    let grant = (std::mem::take(&mut form.grant), std::mem::replace(&mut form.ids, Ids::of_lot(form.request, &slug)));
    let asked = form.questions.len();
    results(form, columns, row, "target-indicators", Kind::Target);
    results(form, columns, row, "expected", Kind::Expected);
    let (found, _) = (std::mem::replace(&mut form.grant, grant.0), std::mem::replace(&mut form.ids, grant.1));
    form.questions.iter_mut().skip(asked).for_each(|question| question.file = Some(path.clone()));

    let mut file = File { path, entries: Vec::new() };
    let origin = at(columns.table, name);
    file.put("number", Value::text(number.unwrap_or_else(|| "?".to_owned())), origin.clone());
    if let Some(place) = place {
        file.put("row", Value::text(place), origin.clone());
    }
    file.put(&form.in_lang("title"), Value::text(&title), origin.clone());
    summary(form, &mut file, columns, row, &title, &origin);
    texts(form, &mut file, columns, row);
    territory(form, &mut file, columns, row);
    let blank = columns.cell(row, "requirements").map(Cell::text).filter(|text| !text.is_empty());
    match blank {
        Some(text) => file.put(&form.in_lang("requirements"), Value::text(text), origin.clone()),
        None if columns.has("requirements") => file.put("requirements", Value::text("?"), origin.clone()),
        None => {}
    }
    file.put(
        "updated",
        Value::Date(crate::value::Stated::Known(crate::value::PartialDate::Day(form.request.today))),
        origin.clone(),
    );
    file.put("source.kind", Value::text("lot-list"), origin.clone());
    file.put(
        &form.in_lang("source.title"),
        Value::text(if document.is_empty() { &title } else { document }),
        origin.clone(),
    );
    file.put("source.language", Value::text(form.lang.code()), origin);
    let Part { records, .. } = found;
    file.entries.extend(records.into_iter().map(Entry::Record));
    form.beside.push(file);
}

/// The address of a lot: that of the lot of this title and number on the portal, or one made of both. A title alone names
/// no lot, for it is that of a priority, and a list has several lots of one.
fn slug(form: &Form<'_>, title: &str, number: Option<&str>, row: Option<&str>) -> String {
    let free = |slug: &str| form.beside.iter().all(|file| file.path != path(slug));
    let same = |lot: &&Named<LotDraft>| {
        let Some(draft) = lot.draft.as_ref().filter(|_| free(&lot.slug)) else { return false };
        let known = draft.number.as_ref().and_then(|number| number.value.known()).map(String::as_str);
        let numbers = number.zip(known).or(row.zip(draft.row.as_ref().map(|row| row.value.as_str())));
        numbers.is_none_or(|(one, other)| one == other)
            && draft.title.texts().into_iter().any(|(_, text, _)| plain(text) == plain(title))
    };
    if let Some(lot) = form.request.portal.lots.iter().find(same) {
        return lot.slug.clone();
    }
    let new = ids::slug(&format!("lot {} {title}", number.or(row).unwrap_or_default()), "lot");
    let numbered = (2..).map(|number| format!("{new}-{number}"));
    std::iter::once(new.clone()).chain(numbered).find(|slug| free(slug)).unwrap_or_default()
}

fn path(slug: &str) -> String {
    format!("lots/{slug}/lot.toml")
}

/// What a lot is about: its theme, for want of a summary in the document.
fn summary(form: &mut Form<'_>, file: &mut File, columns: &Columns<'_>, row: usize, title: &str, origin: &Origin) {
    let topic = columns.cell(row, "topic").filter(|cell| !cell.text().is_empty());
    let (text, origin) = match topic {
        Some(cell) => (one_line(cell), at(columns.table, cell)),
        None => (title.to_owned(), origin.clone()),
    };
    let key = form.in_lang("summary");
    file.put(&key, Value::text(&text), origin.clone());
    form.guessed(&text, &origin, &file.path, &key);
}

fn texts(form: &Form<'_>, file: &mut File, columns: &Columns<'_>, row: usize) {
    for key in ["priority", "topic", "problem"] {
        if let Some(cell) = columns.cell(row, key).filter(|cell| !cell.text().is_empty()) {
            file.put(&form.in_lang(key), Value::text(one_line(cell)), at(columns.table, cell));
        }
    }
}

fn territory(form: &mut Form<'_>, file: &mut File, columns: &Columns<'_>, row: usize) {
    let cell = columns.cell(row, "where").or_else(|| columns.cell(row, "territory"));
    let Some(cell) = cell.filter(|cell| !cell.text().is_empty()) else { return };
    let origin = at(columns.table, cell);
    let (region, place) = region_and_place(&cell.text());
    match region {
        Some(code) => file.put("region", Value::texts([code]), origin.clone()),
        None => form.ask(What::WordNotInList, &origin, &file.path, "region"),
    }
    file.put(&form.in_lang("place"), Value::text(place), origin);
}

/// Results, a line each: `title – at least 80, of them title – at least 30 %`; one without an amount is to be done.
fn results(form: &mut Form<'_>, columns: &Columns<'_>, row: usize, means: &str, kind: Kind) {
    let Some(cell) = columns.cell(row, means) else { return };
    for (at, line) in lines::of_cell(cell).iter().enumerate() {
        let origin = at_text(columns.table, cell, &line.text);
        let number = Some((at + 1).to_string());
        let (whole, part) = of_them(&line.text);
        let id = result(form, whole, kind, number.clone(), &origin);
        if let (Some(part), Some(whole)) = (part, id) {
            let share = result(form, part, kind, number, &origin);
            share_of(form, share.as_deref(), &whole);
        }
    }
}

fn result(form: &mut Form<'_>, text: &str, kind: Kind, number: Option<String>, origin: &Origin) -> Option<String> {
    let (title, target) = lines::with_target(text);
    let planned = match target {
        Some(target) => Some(target),
        None => crate::import::target::parse("✓").ok(),
    };
    let found = Found {
        title: title.to_owned(),
        number,
        kind,
        task: None,
        activity: None,
        method: None,
        unit: None,
        planned: planned.map(|target| (Ok(target), origin.clone())),
        origin: origin.clone(),
    };
    plan::indicator(form, found, None)
}

/// A result and the one that is a share of it, where both state an amount.
fn of_them(text: &str) -> (&str, Option<&str>) {
    let said = plain(text);
    let phrases = words().of_them.iter().flat_map(|entry| &entry.words);
    let Some(phrase) = phrases.into_iter().find(|phrase| begins_word(&said, phrase).is_some()) else {
        return (text, None);
    };
    let found = text.to_lowercase().find(phrase.as_str());
    let split = found.and_then(|at| Some((text.get(..at)?, text.get(at + phrase.len()..)?)));
    let Some((before, after)) = split else { return (text, None) };
    let whole = lines::trimmed(before);
    let both = lines::with_target(whole).1.is_some() && lines::with_target(after).1.is_some();
    if both { (whole, Some(after.trim_start_matches([':', ' ']))) } else { (text, None) }
}

/// A percentage of those who are counted before it is a share of them.
fn share_of(form: &mut Form<'_>, part: Option<&str>, whole: &str) {
    let Some(record) = part.and_then(|id| form.grant.record("indicator", id)) else { return };
    if record.get("unit") == Some(&Value::text("percent")) {
        let origin: Origin = Record::clone(record).origin;
        record.put("share_of", Value::text(whole), origin);
    }
}
