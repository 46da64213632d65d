//! Whether what stands in a file means the same as what a document says.

use super::node::{Kind, Node};
use crate::import::{Field, Record, Value};
use crate::value::{AgeRange, Quantity, Stated, date, quantity};

/// Whether the two mean the same.
pub(super) fn same(node: &Node, value: &Value) -> bool {
    match value {
        Value::Text(text) => node.written().is_some_and(|written| written.trim() == text.trim()),
        Value::Quantity(value) => stated_quantity(node) == Some(value.clone().map(|it| it.normalized())),
        Value::Date(value) => node.written().and_then(|text| date::parse(text).ok()).as_ref() == Some(value),
        Value::Age(age) => node.written().and_then(|text| AgeRange::parse(text).ok()).as_ref() == Some(age),
        Value::Whole(whole) => plain(node).is_some_and(|text| text.parse() == Ok(*whole)),
        Value::Flag(flag) => plain(node) == Some(if *flag { "true" } else { "false" }),
        Value::Words(words) => {
            let text = |(lang, text): &(crate::language::Lang, String)| {
                node.child(lang.code()).is_some_and(|node| same(node, &Value::text(text)))
            };
            node.entries().len() == words.len() && words.iter().all(text)
        }
        Value::List(values) => {
            let items = node.items();
            matches!(node.kind, Kind::List(_))
                && items.len() == values.len()
                && items.iter().zip(values).all(|(item, value)| same(item, value))
        }
    }
}

/// Whether every key of the record stands in this table and means the same.
pub(super) fn same_record(node: &Node, record: &Record) -> bool {
    let field = |field: &Field| node.find(&field.key).is_some_and(|node| same(node, &field.value));
    record.fields.iter().all(field)
}

/// Whether the list holds these records and no others.
pub(super) fn same_records(node: &Node, records: &[&Record]) -> bool {
    let items = node.items();
    items.len() == records.len() && items.iter().zip(records).all(|(node, record)| same_record(node, record))
}

fn plain(node: &Node) -> Option<&str> {
    match &node.kind {
        Kind::Plain(text) => Some(text),
        _ => None,
    }
}

/// The quantity that stands here, or the mark for a missing one.
pub(in crate::import) fn stated_quantity(node: &Node) -> Option<Stated<Quantity>> {
    match plain(node) {
        Some("true") => return Some(Stated::Known(Quantity::done(true))),
        Some("false") => return Some(Stated::Known(Quantity::done(false))),
        _ => {}
    }
    let text = node.written()?;
    let read = quantity::parse(text).unwrap_or_else(|_| Stated::Unclear(text.trim().to_owned()));
    Some(read.map(|quantity| quantity.normalized()))
}
