//! CSL-JSON, as reference managers exchange it.

use super::{Kind, Reference};
use crate::value::PartialDate;
use serde_json::{Map, Value, json};

/// The items of a file, one a line.
pub fn file(references: &[Reference]) -> String {
    let items: Vec<String> = references.iter().map(|it| item(it).to_string()).collect();
    format!("[\n{}\n]\n", items.join(",\n"))
}

/// One item as readers copy it, a field a line.
pub fn entry(it: &Reference) -> String {
    let Value::Object(fields) = item(it) else { return String::new() };
    let lines: Vec<String> = fields.iter().map(|(name, value)| format!("  {}: {value}", json!(name))).collect();
    format!("{{\n{}\n}}", lines.join(",\n"))
}

/// One item.
pub fn item(it: &Reference) -> Value {
    let is_report = it.kind == Kind::Grant;
    let within = it.within.as_deref().unwrap_or(&it.portal);
    let fields = [
        ("id", Some(json!(it.key))),
        ("type", Some(json!(if is_report { "report" } else { "webpage" }))),
        ("title", Some(json!(it.full_title()))),
        ("container-title", (!is_report).then(|| json!(within))),
        ("author", it.organisation.as_ref().map(|name| json!([{ "literal": name }]))),
        ("publisher", Some(json!(it.portal))),
        ("genre", Some(json!(it.type_word))),
        ("number", is_report.then(|| json!(it.number))),
        ("version", Some(json!(it.version))),
        ("issued", it.data.map(date)),
        ("accessed", Some(date(PartialDate::Day(it.made)))),
        ("language", Some(json!(it.language.code()))),
        ("URL", Some(json!(it.address))),
        ("note", it.note.as_ref().map(|note| json!(note))),
        ("custom", values(it)),
    ];
    let fields = fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    Value::Object(fields.collect::<Map<String, Value>>())
}

/// What the figure states, as the document writes it: the same in every language.
fn values(it: &Reference) -> Option<Value> {
    let values = it.values.iter().map(|(part, value)| (part.clone(), json!(value)));
    (!it.values.is_empty()).then(|| Value::Object(values.collect()))
}

fn date(date: PartialDate) -> Value {
    let parts = match date {
        PartialDate::Year(year) => json!([year]),
        PartialDate::Month(year, month) => json!([year, month]),
        PartialDate::Day(day) => json!([day.year(), day.month(), day.day()]),
    };
    json!({ "date-parts": [parts] })
}
