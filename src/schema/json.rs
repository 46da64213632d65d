//! One kind of file as JSON Schema, draft 7: the newest that Taplo and Even Better TOML check with.

use super::words::{key_words, record_words};
use super::{Known, example, kind, name};
use crate::language::Lang;
use crate::read::{Key, Record, Shape};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The schema of a file.
pub(super) fn schema(file: &Record, lang: Lang, known: &Known) -> Value {
    let writer = Writer { lang, known };
    let mut tables = BTreeMap::new();
    writer.gather(file, &mut tables);
    let mut schema = json!({ "$schema": "http://json-schema.org/draft-07/schema#" });
    if let (Some(schema), Value::Object(table)) = (schema.as_object_mut(), writer.table(file)) {
        schema.extend(table);
        schema.insert("definitions".to_owned(), tables.into_iter().collect::<Map<_, _>>().into());
    }
    schema
}

struct Writer<'a> {
    lang: Lang,
    known: &'a Known,
}

impl Writer<'_> {
    /// The schemas of the tables inside a table, by name.
    fn gather(&self, record: &Record, tables: &mut BTreeMap<String, Value>) {
        for inner in record.keys.iter().filter_map(|key| (key.shape)().table()) {
            if !tables.contains_key(name(inner)) {
                tables.insert(name(inner).to_owned(), self.table(inner));
                self.gather(inner, tables);
            }
        }
    }

    fn table(&self, record: &Record) -> Value {
        let words = record_words(record, self.lang);
        let title = words.split([':', '.']).next().unwrap_or_default().trim();
        let keys: Map<String, Value> =
            record.keys.iter().map(|key| (key.name.to_owned(), self.key(record, key))).collect();
        let required: Vec<&str> = record.keys.iter().filter(|key| (key.required)()).map(|key| key.name).collect();
        let mut table = json!({
            "title": title,
            "description": words,
            "type": "object",
            "properties": keys,
            "required": required,
            "additionalProperties": false,
        });
        if let (Some(table), Some(either)) = (table.as_object_mut(), either(name(record))) {
            table.insert("anyOf".to_owned(), either);
        }
        table
    }

    fn key(&self, record: &Record, key: &Key) -> Value {
        let shape = (key.shape)();
        let offers = self.known.offers(key.name, self.lang);
        let kind = kind::kind(key.name, &shape, &offers, self.lang);
        let mut schema = Map::new();
        schema.insert("description".to_owned(), key_words(record, key, self.lang).into());
        match (shape, kind) {
            // What stands beside a reference would be ignored.
            (Shape::Record(_), reference) => drop(schema.insert("allOf".to_owned(), json!([reference]))),
            (_, Value::Object(kind)) => schema.extend(kind),
            _ => {}
        }
        let example = example::example(record, key).and_then(as_json);
        schema.extend(example.map(|example| ("examples".to_owned(), json!([example]))));
        let default = example::default(record, key).and_then(as_json);
        schema.extend(default.map(|default| ("default".to_owned(), default)));
        schema.into()
    }
}

/// Tables in which one of several keys has to be there.
fn either(record: &str) -> Option<Value> {
    match record {
        "Indicator" => Some(json!([{ "required": ["standard"] }, { "required": ["id", "title"] }])),
        "Party" => Some(json!([{ "required": ["organisation"] }, { "required": ["name"] }])),
        _ => None,
    }
}

/// A value as it is written in TOML, for JSON.
fn as_json(written: &str) -> Option<Value> {
    let table: Map<String, Value> = toml::from_str(&format!("value = {written}")).ok()?;
    table.into_iter().next().map(|(_, value)| value)
}
