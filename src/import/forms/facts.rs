//! Particulars: tables and lines that say "label: value".

use super::form::{Form, GRANT, REPORT, at, date};
use super::lines::unquoted;
use super::others::{numbered, party};
use super::people;
use super::when;
use super::words::{find, plain, says, words};
use crate::import::target;
use crate::import::word::{Cell, Table};
use crate::import::{Field, Origin, Record, Value, What};
use crate::language::{Lang, regions};
use crate::value::Stated;

/// A label is not longer than this.
const LONGEST_LABEL: usize = 90;

/// What a label stands for.
pub(super) fn label(text: &str) -> Option<&'static str> {
    if text.chars().count() > LONGEST_LABEL { None } else { find(&words().fact, text) }
}

/// Reads a table of particulars; `false` where it is no such table.
pub(super) fn table(form: &mut Form<'_>, table: &Table, in_follow_up: bool) -> bool {
    let rows: Vec<(usize, Option<(&Cell, &Cell)>)> = (0..table.rows()).map(|row| (row, sides(table, row))).collect();
    let known = |sides: &Option<(&Cell, &Cell)>| sides.as_ref().is_some_and(|(left, _)| label(&left.text()).is_some());
    let count = rows.iter().filter(|(_, sides)| known(sides)).count();
    if count == 0 || count * 2 < rows.len() {
        return false;
    }
    for (row, sides) in rows {
        match sides.and_then(|(left, right)| Some((label(&left.text())?, right))) {
            Some((means, cell)) => fact(form, means, &cell.text(), at(table, cell), in_follow_up),
            None => form.row_not_taken_over(table, row),
        }
    }
    true
}

/// The label and the value of a row; a number before them does not count.
fn sides(table: &Table, row: usize) -> Option<(&Cell, &Cell)> {
    let counts = |cell: &&Cell| {
        let text = cell.text();
        let number = text.trim_end_matches(['.', ')']);
        !number.is_empty() && number.chars().all(|char| char.is_ascii_digit() || char == '.')
    };
    let mut cells: Vec<&Cell> = table.row(row).collect();
    if cells.len() > 2 && cells.first().is_some_and(counts) {
        cells.remove(0);
    }
    match cells.as_slice() {
        [left, right] => Some((left, right)),
        _ => None,
    }
}

/// A line `label: value`.
pub(super) fn in_line(text: &str) -> Option<(&'static str, &str)> {
    let (left, right) = text.split_once(':')?;
    let is_time = right.starts_with(|char: char| char.is_ascii_digit());
    if is_time { None } else { Some((label(left)?, right.trim())) }
}

/// Takes one fact over.
pub(super) fn fact(form: &mut Form<'_>, means: &str, text: &str, origin: Origin, in_follow_up: bool) {
    let text = text.trim();
    if means == "contacts" {
        return form.contacts_left_out(&origin);
    }
    // A line for a signature.
    let blank = text.chars().filter(|char| *char == '_').count() > 3;
    if text.is_empty() || (blank && means != "contract") {
        return;
    }
    match (means, in_follow_up) {
        ("proposed-topic" | "needed-amount" | "justification", _) | ("amount" | "territory" | "title", true) => {
            follow_up(form, means, text, origin);
        }
        ("title", _) => put_words(form, GRANT, "title", unquoted(text), origin),
        ("goal" | "summary" | "problem" | "priority", _) => put_words(form, GRANT, means, text, origin),
        ("long-term", _) => put_words(form, REPORT, "long_term", text, origin),
        ("deviation", _) => deviation(form, text, origin),
        ("report-date", _) => report_date(form, text, origin),
        ("contract", _) => contract(form, text, origin),
        ("amount", _) => amount(form, text, origin),
        ("period", _) => period(form, text, origin),
        ("territory", _) => territory(form, text, origin),
        ("target-group", _) => {
            people::target_group(form, &text.replace('\n', " "), origin);
        }
        ("grantee" | "customer" | "implementer", _) => organisation(form, means, text, origin),
        ("partners", _) => partners(form, text, origin),
        ("total", _) => match target::parse(text) {
            Ok(target) => form.total = Some((target.value, origin)),
            Err(_) => form.keep(text, origin),
        },
        _ => form.keep(text, origin),
    }
}

fn put_words(form: &mut Form<'_>, file: &str, key: &str, text: &str, origin: Origin) {
    let key = form.in_lang(key);
    let text = text.replace('\n', " ");
    if !form.part(file).put(&key, Value::text(&text), origin.clone()) {
        form.keep(&text, origin);
    }
}

fn deviation(form: &mut Form<'_>, text: &str, origin: Origin) {
    let none =
        Stated::<()>::from_mark(text).is_some() || find(&words().nothing, text).is_some() && text.chars().count() < 30;
    if none {
        form.report.put("deviation", Value::text("-"), origin);
    } else {
        put_words(form, REPORT, "deviation", text, origin);
    }
}

fn report_date(form: &mut Form<'_>, text: &str, origin: Origin) {
    match when::date(text) {
        Some(found) => {
            form.report.put("date", date(found), origin.clone());
            form.report.put("source.date", date(found), origin.clone());
            form.grant.put("source.date", date(found), origin);
        }
        None => form.ask(What::DateNotUnderstood, &origin, REPORT, "date"),
    }
}

fn contract(form: &mut Form<'_>, text: &str, origin: Origin) {
    let (number, rest) = numbered(text);
    let mut record = Record::new("basis", origin).with("kind", Value::text("contract"));
    record = record.with(&form.in_lang("title"), Value::text(says("contract", form.lang)));
    record = record.with("number", Value::text(number.unwrap_or_else(|| "?".to_owned())));
    if let Some(found) = when::date(&rest) {
        record = record.with("date", date(found));
    }
    form.grant.records.push(record);
}

fn amount(form: &mut Form<'_>, text: &str, origin: Origin) {
    let Ok(target) = target::parse(text) else {
        form.ask(What::no_quantity(&origin.text), &origin, GRANT, "amount");
        return;
    };
    form.grant.put("amount", Value::Quantity(target.value), origin.clone());
    if let Some(currency) = target.unit.filter(|unit| unit.chars().all(char::is_uppercase)) {
        form.grant.put("currency", Value::text(currency), origin);
    }
}

fn period(form: &mut Form<'_>, text: &str, origin: Origin) {
    let Some((start, end)) = when::read(text) else {
        return form.ask(What::DateNotUnderstood, &origin, GRANT, "period");
    };
    form.grant.put("period.start", date(start), origin.clone());
    if let Some(end) = end {
        form.grant.put("period.end", date(end), origin);
    }
}

fn territory(form: &mut Form<'_>, text: &str, origin: Origin) {
    let (region, place) = region_and_place(text);
    match region {
        Some(code) => {
            form.grant.put("region", Value::texts([code]), origin.clone());
        }
        None => form.ask(What::WordNotInList, &origin, GRANT, "region"),
    }
    let key = form.in_lang("place");
    form.grant.put(&key, Value::text(place), origin);
}

/// The region that a text names, and the place: what stands after the region, or all of it.
pub(super) fn region_and_place(text: &str) -> (Option<&'static str>, String) {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let said = plain(&text);
    let named = |region: &regions::Region| Lang::ALL.iter().any(|lang| said.contains(&plain(region.name(*lang))));
    let found = regions::all().filter(|region| region.kind != regions::RegionKind::Country && named(region));
    // «Ош» is a part of «Ошская область»: the longer name counts.
    let found = found.max_by_key(|region| {
        Lang::ALL
            .iter()
            .map(|lang| plain(region.name(*lang)))
            .filter(|name| said.contains(name))
            .map(|name| name.len())
            .max()
    });
    let rest = text.split_once(',').filter(|(first, _)| {
        found.is_some_and(|region| {
            region.kind == regions::RegionKind::Region
                && Lang::ALL.iter().any(|lang| plain(first) == plain(region.name(*lang)))
        })
    });
    let place = rest.map_or(text.as_str(), |(_, rest)| rest.trim()).to_owned();
    (found.map(|region| region.code), place)
}

fn organisation(form: &mut Form<'_>, role: &str, text: &str, origin: Origin) {
    let there = form.grant.records.iter().any(|it| it.array == "party" && it.get("role") == Some(&Value::text(role)));
    if !there {
        party(form, role, &text.replace('\n', " "), None, origin);
    }
}

fn partners(form: &mut Form<'_>, text: &str, origin: Origin) {
    if Stated::<()>::from_mark(text).is_some() || find(&words().nothing, text).is_some() && text.chars().count() < 20 {
        form.grant.put("partners", Value::text("-"), origin);
        return;
    }
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        party(form, "partner", super::lines::trimmed(line), None, origin.clone());
    }
}

fn follow_up(form: &mut Form<'_>, means: &str, text: &str, origin: Origin) {
    let key = form.in_lang("follow_up.text");
    match means {
        "needed-amount" | "amount" => match target::parse(text) {
            Ok(target) => {
                form.report.put("follow_up.amount", Value::Quantity(target.value), origin);
            }
            Err(_) => form.ask(What::no_quantity(&origin.text), &origin, REPORT, "follow_up.amount"),
        },
        "territory" => {
            if let (Some(code), _) = region_and_place(text) {
                form.report.put("follow_up.region", Value::texts([code]), origin);
            } else {
                form.ask(What::WordNotInList, &origin, REPORT, "follow_up.region");
            }
        }
        _ => {
            let sentence = if text.ends_with(['.', '!', '?']) { text.to_owned() } else { format!("{text}.") };
            match form.report.fields.iter_mut().find(|field| field.key == key) {
                Some(Field { value: Value::Text(said), .. }) => *said = format!("{said} {sentence}"),
                _ => {
                    form.report.put(&key, Value::text(sentence), origin);
                }
            }
        }
    }
}

/// What a document is based on, from the lines above its title: number and date of a contract, a resolution, a protocol.
pub(super) fn basis(form: &mut Form<'_>, text: &str, origin: Origin) -> bool {
    let Some(kind) = find(&words().basis, text) else { return false };
    let (number, rest) = numbered(text);
    let mut record = Record::new("basis", origin).with("kind", Value::text(kind));
    record = record.with(&form.in_lang("title"), Value::text(says(kind, form.lang)));
    if let Some(number) = number {
        record = record.with("number", Value::text(number));
    }
    if let Some(found) = when::date(&rest) {
        record = record.with("date", date(found));
    }
    form.grant.records.push(record);
    true
}
