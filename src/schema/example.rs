//! What an editor may write, for example.

use super::name;
use crate::language::Lang;
use crate::read::{Key, Record, Shape, placeholder};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Values as they are written in TOML, by table and key: `Grant.region` is `["KZ-47"]`.
type Examples = BTreeMap<String, String>;

fn examples() -> &'static Examples {
    static EXAMPLES: OnceLock<Examples> = OnceLock::new();
    EXAMPLES.get_or_init(|| {
        let file = include_str!("examples.toml").parse::<toml_edit::DocumentMut>().unwrap_or_default();
        let mut examples = Examples::new();
        gather(file.as_table(), "", &mut examples);
        examples
    })
}

fn gather(table: &toml_edit::Table, path: &str, examples: &mut Examples) {
    for (key, item) in table {
        match item {
            toml_edit::Item::Table(inner) => gather(inner, &format!("{path}{key}."), examples),
            item => drop(examples.insert(format!("{path}{key}"), item.to_string().trim().to_owned())),
        }
    }
}

fn of(table: &str, key: &Key) -> Option<&'static str> {
    examples().get(&format!("{table}.{}", key.name)).map(String::as_str)
}

/// An example of a value as it is written in TOML: `["KZ-47"]`, `{ start = "2024-08", end = "2024-11" }`.
///
/// `None` for texts per language, in whose place stands what to write, and for tables with a section of their own.
pub fn example(record: &Record, key: &Key) -> Option<&'static str> {
    let shared = || (!is_section(&(key.shape)())).then(|| of("shared", key)).flatten();
    of(name(record), key).or_else(shared)
}

/// An example that holds for a key only where its table stands in this one: the source of a report is a report.
pub fn example_within(record: &Record, table: &Key, key: &Key) -> Option<&'static str> {
    of(&format!("within.{}.{}", name(record), table.name), key)
}

/// What holds where the key is absent, where a value can say it.
pub(super) fn default(record: &Record, key: &Key) -> Option<&'static str> {
    of(&format!("default.{}", name(record)), key)
}

/// Whether there is nothing to show as a value.
fn is_section(shape: &Shape) -> bool {
    match shape {
        Shape::Words => true,
        Shape::Record(record) => record.name != "PeriodDraft",
        Shape::List(of) => is_section(&of()),
        _ => false,
    }
}

/// A line with this key as an editor may write it: `status = "running"`; texts are those of this language.
///
/// Tables that have a section of their own are shown by its head: `[[indicator]]`.
pub fn line(record: &str, key: &str, lang: Lang) -> Option<String> {
    let record = super::records().into_iter().find(|known| known.name == record)?;
    let key = record.keys.iter().find(|known| known.name == key)?;
    if let Some(example) = example(record, key) {
        return Some(format!("{} = {example}", key.name));
    }
    Some(match (key.shape)() {
        Shape::Words => format!("{}.{} = \"{}\"", key.name, lang.code(), placeholder(key.name, lang)),
        Shape::Record(_) => format!("[{}]", key.name),
        Shape::List(of) if matches!(of(), Shape::Record(_)) => format!("[[{}]]", key.name),
        Shape::List(_) => format!("{} = [{{ {} = \"{}\" }}]", key.name, lang.code(), placeholder(key.name, lang)),
        // The title of a page, whose file has one language.
        Shape::Text if matches!(key.name, "title" | "summary") => {
            format!("{} = \"{}\"", key.name, placeholder(key.name, lang))
        }
        _ => format!("{} = \"…\"", key.name),
    })
}
