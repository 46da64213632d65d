//! What tables, keys and choices mean, in the language of the editor.

use super::name;
use crate::language::{Catalogue, Lang};
use crate::read::{Choice, Key, Record, Shape};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Sections of a word file: `record` (tables by name), `shared` (keys that mean the same wherever they stand), one section
/// for the keys of each table, `choice.<name>` for words that pages do not have.
type Sections = BTreeMap<String, BTreeMap<String, String>>;

fn sections(lang: Lang) -> &'static Sections {
    static SECTIONS: [OnceLock<Sections>; 4] = [const { OnceLock::new() }; 4];
    SECTIONS[lang as usize].get_or_init(|| toml::from_str(source(lang)).unwrap_or_default())
}

/// The word file of this language.
pub(super) fn source(lang: Lang) -> &'static str {
    in_language!(lang, "words")
}

fn say(lang: Lang, section: &str, key: &str) -> Option<String> {
    sections(lang).get(section)?.get(key).cloned()
}

/// What a table is. The title is what stands before the first colon or full stop.
pub fn record_words(record: &Record, lang: Lang) -> String {
    match lang {
        Lang::En => one_line(record.doc),
        _ => say(lang, "record", name(record)).unwrap_or_else(|| one_line(record.doc)),
    }
}

/// What a key means and what is to be written.
pub fn key_words(record: &Record, key: &Key, lang: Lang) -> String {
    let own = || say(lang, name(record), key.name).or_else(|| say(lang, "shared", key.name));
    match lang {
        Lang::En => one_line(key.doc),
        _ => own().unwrap_or_else(|| one_line(key.doc)),
    }
}

/// What one of a few words means: as pages say it, or in words of the editors' own.
pub fn choice_words(choice: &Choice, code: &str, lang: Lang) -> String {
    let key = match choice.name {
        "StandardIndicator" => format!("standard.{code}"),
        name => format!("choice.{}.{code}", snake(name)),
    };
    say(lang, choice.name, code).or_else(|| page_words(&key, lang)).unwrap_or_else(|| code.to_owned())
}

/// The words that may stand under a key, each with what it means where that is another word: `completed – завершён`. Empty
/// where the key takes other values.
pub fn choices(record: &str, key: &str, lang: Lang) -> Vec<String> {
    let known = super::records().into_iter().find(|known| known.name == record);
    let shape = known.and_then(|record| record.keys.iter().find(|known| known.name == key)).map(|key| (key.shape)());
    let said = |choice: &Choice, code: &str| match choice_words(choice, code, lang) {
        words if words == code => words,
        words => format!("{code} {} {words}", lang.dash()),
    };
    let all = |choice: &Choice| choice.codes.iter().map(|code| said(choice, code)).collect();
    shape.and_then(choice_of).map_or_else(Vec::new, all)
}

fn choice_of(shape: Shape) -> Option<&'static Choice> {
    match shape {
        Shape::Choice(choice) => Some(choice),
        Shape::List(of) => choice_of(of()),
        _ => None,
    }
}

/// Words of pages: the name of a region or a unit is said as pages say it.
pub(super) fn page_words(key: &str, lang: Lang) -> Option<String> {
    static PAGES: [OnceLock<Catalogue>; 4] = [const { OnceLock::new() }; 4];
    let pages = PAGES[lang as usize].get_or_init(|| Catalogue::built_in(lang));
    pages.entry(key).map(|entry| entry.form("other").source())
}

/// `GrantStatus` is `grant_status`.
fn snake(name: &str) -> String {
    let parted = name.char_indices().map(|(at, letter)| match letter.is_uppercase() {
        true if at > 0 => format!("_{}", letter.to_lowercase()),
        _ => letter.to_lowercase().to_string(),
    });
    parted.collect()
}

fn one_line(doc: &str) -> String {
    doc.split_whitespace().collect::<Vec<_>>().join(" ")
}
