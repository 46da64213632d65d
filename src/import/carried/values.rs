//! A file of content as a draft: every value with the meaning that its key gives it.

use crate::import::apply::node::{Kind, Node};
use crate::import::apply::schema::{self, Holds};
use crate::import::apply::stated_quantity;
use crate::import::{Entry, Field, File, Origin, Record, Value};
use crate::language::Lang;
use crate::read::{self, Shape};
use crate::value::{AgeRange, date};

/// The file; `None` where no portal has such a file, or it cannot be read.
pub(super) fn file(path: &str, text: &str, origin: &Origin) -> Option<File> {
    let mut file = File { path: path.to_owned(), entries: Vec::new() };
    match schema::of(path)? {
        Holds::Markdown => file.write(text, origin.clone()),
        Holds::Keys(record) => {
            let mut all = Record::new("", origin.clone());
            keys(&Node::parse(text)?, record, "", &mut all);
            file.entries.extend(all.fields.into_iter().map(Entry::Field));
            file.entries.extend(all.records.into_iter().map(Entry::Record));
        }
    }
    Some(file)
}

/// Takes the keys of a table over, with those of tables in it; lists of tables become records.
fn keys(table: &Node, record: &read::Record, below: &str, into: &mut Record) {
    for (key, node) in table.entries() {
        let name = format!("{below}{key}");
        let origin = into.origin.clone();
        match schema::shape(record, key) {
            Some(Shape::Record(inner)) => keys(node, inner, &format!("{name}."), into),
            Some(Shape::List(of)) if node.items().iter().any(|item| item.form().is_some()) => {
                let Shape::Record(inner) = of() else {
                    into.fields.push(Field::new(name, value(node, &Shape::List(of)), origin));
                    continue;
                };
                let records = node.items().iter().map(|item| {
                    let mut found = Record::new(&name, origin.clone());
                    keys(item, inner, "", &mut found);
                    found
                });
                into.records.extend(records);
            }
            Some(Shape::Words) if node.form().is_some() => {
                let words = node.entries().iter().filter_map(|(lang, text)| Some((lang, text.written()?)));
                into.fields.extend(
                    words.map(|(lang, text)| Field::new(format!("{name}.{lang}"), Value::text(text), origin.clone())),
                );
            }
            Some(shape) => into.fields.push(Field::new(name, value(node, &shape), origin)),
            None => {}
        }
    }
}

fn value(node: &Node, shape: &Shape) -> Value {
    let written = node.written().unwrap_or_default();
    let meant = match shape {
        Shape::List(of) => Some(Value::List(node.items().iter().map(|item| value(item, &of())).collect())),
        Shape::Words if node.form().is_some() => {
            let words = node.entries().iter();
            let words = words.filter_map(|(code, text)| Some((Lang::from_code(code)?, text.written()?.to_owned())));
            Some(Value::Words(words.collect()))
        }
        Shape::Quantity => stated_quantity(node).map(Value::Quantity),
        Shape::Date => date::parse(written).ok().map(Value::Date),
        Shape::Age => AgeRange::parse(written).ok().map(Value::Age),
        _ => None,
    };
    meant.unwrap_or_else(|| match (&node.kind, written) {
        (Kind::Plain(_), "true") => Value::Flag(true),
        (Kind::Plain(_), "false") => Value::Flag(false),
        (Kind::Plain(_), text) => text.parse().map_or_else(|_| Value::text(text), Value::Whole),
        (_, text) => Value::text(text),
    })
}
