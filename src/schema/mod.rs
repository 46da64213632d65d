//! What may be written where, told to editors: JSON Schemas for programs that complete and check while somebody types,
//! and every key explained in the language of the editor.
//!
//! All of it comes from the records that read the files (`record!` and `choice!`), so schemas and reader know the same
//! keys. English words are the doc comments there; the other languages are in `words/`. `examples.toml` says what is
//! written, for example.

mod editor;
mod example;
mod json;
mod kind;
mod known;
mod words;

pub use editor::{FOLDER, settings};
pub use example::{example, example_within, line};
pub use known::Known;
pub use words::{choice_words, choices, key_words, record_words};

use crate::language::Lang;
use crate::read::{FILES, Record};

/// The schema of every kind of file: path in the portal folder and text. Same portal, same bytes.
pub fn schemas(lang: Lang, known: &Known) -> Vec<(String, String)> {
    let text = |file: &'static Record| format!("{:#}\n", json::schema(file, lang, known));
    FILES.iter().map(|file| (format!("{FOLDER}/{}", editor::file_name(file)), text(file))).collect()
}

/// The name of a record without what it is called among the types: `GrantDraft` is `Grant`.
fn name(record: &Record) -> &'static str {
    record.name.trim_end_matches("Draft").trim_end_matches("Front")
}

/// Every record that a file can hold, each once, in the order of the reference.
pub fn records() -> Vec<&'static Record> {
    let mut records: Vec<&'static Record> = Vec::new();
    for file in FILES {
        let mut waiting = vec![file];
        while let Some(record) = waiting.pop() {
            if records.iter().all(|known| known.name != record.name) {
                records.push(record);
                waiting.extend(record.keys.iter().rev().filter_map(|key| (key.shape)().table()));
            }
        }
    }
    records
}

#[cfg(test)]
mod tests;
