//! Values as TOML.

use super::schema;
use crate::import::{Field, Record, Value};
use crate::read::{self, Shape};
use crate::value::{Amount, Bound, Quantity, Stated, written};

/// A value as it is written after `key = `.
pub(crate) fn value(value: &Value) -> String {
    match value {
        Value::Text(text) => text_of(text),
        Value::Quantity(stated) => stated_of(stated, quantity),
        Value::Date(stated) => stated_of(stated, |date| text_of(&date.to_string())),
        // With the sign that is on keyboards.
        Value::Age(age) => text_of(&age.to_string().replace('–', "-")),
        Value::Whole(whole) => whole.to_string(),
        Value::Flag(flag) => flag.to_string(),
        Value::Words(words) => {
            let texts: Vec<String> =
                words.iter().map(|(lang, text)| format!("{} = {}", lang.code(), text_of(text))).collect();
            format!("{{ {} }}", texts.join(", "))
        }
        Value::List(values) if values.iter().any(|value| matches!(value, Value::Words(_))) => {
            lines(values.iter().map(self::value))
        }
        Value::List(values) => format!("[{}]", values.iter().map(self::value).collect::<Vec<_>>().join(", ")),
    }
}

/// Records as a list of inline tables.
pub(super) fn records(of: Option<&read::Record>, records: &[&Record]) -> String {
    lines(records.iter().map(|record| inline(of, &record.fields.iter().collect::<Vec<_>>())))
}

/// Keys as an inline table, in the order of the model.
pub(super) fn inline(of: Option<&read::Record>, fields: &[&Field]) -> String {
    let entries: Vec<String> = grouped(of, fields).into_iter().map(|group| group.inline()).collect();
    format!("{{ {} }}", entries.join(", "))
}

/// Keys that begin alike.
pub(super) struct Group<'f> {
    /// The first part of the keys.
    pub(super) key: &'f str,
    /// Its place in the order of the model.
    pub(super) rank: usize,
    /// The record that the key holds, where it holds one.
    pub(super) record: Option<&'static read::Record>,
    /// The rest of the keys; empty for a key of one part.
    pub(super) fields: Vec<(&'f str, &'f Field)>,
}

/// Keys by their first part, in the order of the model.
pub(super) fn grouped<'f>(of: Option<&read::Record>, fields: &[&'f Field]) -> Vec<Group<'f>> {
    grouped_below(of, fields.iter().map(|field| (field.key.as_str(), *field)))
}

pub(super) fn grouped_below<'f>(
    of: Option<&read::Record>,
    fields: impl Iterator<Item = (&'f str, &'f Field)>,
) -> Vec<Group<'f>> {
    let mut groups: Vec<Group<'f>> = Vec::new();
    for (path, field) in fields {
        let (key, rest) = path.split_once('.').unwrap_or((path, ""));
        match groups.iter_mut().find(|group| group.key == key) {
            Some(group) => group.fields.push((rest, field)),
            None => {
                let record = of.and_then(|of| schema::shape(of, key)).and_then(|shape| match shape {
                    Shape::Record(record) => Some(record),
                    _ => None,
                });
                groups.push(Group { key, rank: schema::rank(of, key), record, fields: vec![(rest, field)] });
            }
        }
    }
    groups.sort_by_key(|group| group.rank);
    groups
}

impl Group<'_> {
    /// Its lines in a table: dotted keys for words, an inline table for a record.
    pub(super) fn lines(&self) -> Vec<String> {
        if self.record.is_some() {
            return vec![self.inline()];
        }
        let line = |(rest, field): &(&str, &Field)| {
            let dot = if rest.is_empty() { "" } else { "." };
            format!("{}{dot}{rest} = {}", self.key, value(&field.value))
        };
        self.fields.iter().map(line).collect()
    }

    /// `key = value` as it stands in an inline table.
    fn inline(&self) -> String {
        match self.fields.as_slice() {
            [("", field)] => format!("{} = {}", self.key, value(&field.value)),
            fields => {
                let entries = grouped_below(self.record, fields.iter().copied());
                let entries: Vec<String> = entries.iter().map(Group::inline).collect();
                format!("{} = {{ {} }}", self.key, entries.join(", "))
            }
        }
    }
}

fn text_of(text: &str) -> String {
    toml_edit::Value::from(text.trim()).to_string()
}

fn stated_of<T>(stated: &Stated<T>, known: impl FnOnce(&T) -> String) -> String {
    match stated {
        Stated::Known(value) => known(value),
        Stated::NotStated | Stated::NotReported => text_of("?"),
        Stated::NotApplicable => text_of("-"),
        Stated::Unclear(text) => text_of(text),
    }
}

/// A number as such where TOML holds it exactly; everything else as a text.
fn quantity(quantity: &Quantity) -> String {
    match quantity.amount {
        Amount::Done(done) => done.to_string(),
        Amount::Number(number) if quantity.bound == Bound::Exactly && !quantity.percent => {
            let digits = surely(number.to_string());
            let fits = i64::try_from(number.mantissa()).is_ok();
            if fits { digits } else { text_of(&digits) }
        }
        _ => text_of(&surely(quantity.to_string())),
    }
}

/// `1.1250` for `1.125`, which might be thousands.
fn surely(text: String) -> String {
    written::two_readings(&text).map_or(text, |(_, decimals)| decimals)
}

fn lines(items: impl Iterator<Item = String>) -> String {
    let items: String = items.map(|item| format!("    {item},\n")).collect();
    format!("[\n{items}]")
}
