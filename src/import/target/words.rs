//! The words of targets, from `target.toml`.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Words of the grammar, by what they mean.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Words {
    pub before: Bounds,
    pub after: Bounds,
    pub mark: Marks,
    pub each: Each,
    pub per: BTreeMap<String, Vec<String>>,
    pub unit: BTreeMap<String, Vec<String>>,
    pub number: BTreeMap<String, Vec<String>>,
    pub times: BTreeMap<String, Vec<String>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Bounds {
    pub at_least: Vec<String>,
    pub at_most: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Marks {
    pub not_applicable: Vec<String>,
    pub not_stated: Vec<String>,
    pub done: Vec<String>,
    pub not_done: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Each {
    pub words: Vec<String>,
    pub small: Vec<String>,
    pub in_all: Vec<String>,
}

/// The words of the grammar. A test reads the table, so that it is never the empty one.
pub(super) fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| toml::from_str(SOURCE).unwrap_or_default())
}

pub(super) const SOURCE: &str = include_str!("../target.toml");

impl Words {
    /// The unit that the words at this place name, and how many words that takes. The longest word of the table counts.
    pub fn unit_at(&'static self, words: &[String], at: usize) -> Option<(&'static str, usize)> {
        longest(&self.unit, words, at)
    }

    /// What the words at this place name, of those for each of which something can be promised.
    pub fn per_at(&'static self, words: &[String], at: usize) -> Option<(&'static str, usize)> {
        longest(&self.per, words, at)
    }
}

fn longest(
    table: &'static BTreeMap<String, Vec<String>>,
    words: &[String],
    at: usize,
) -> Option<(&'static str, usize)> {
    let entries = table.iter().flat_map(|(id, stems)| stems.iter().map(move |stem| (id.as_str(), stem)));
    let fitting = entries.filter_map(|(id, stem)| Some((stem.chars().count(), id, count(stem, words, at)?)));
    fitting.max_by_key(|(length, ..)| *length).map(|(_, id, count)| (id, count))
}

/// How many words the stem takes here: all but its last word as they are, the last one with any ending.
fn count(stem: &str, words: &[String], at: usize) -> Option<usize> {
    let parts: Vec<&str> = stem.split(' ').collect();
    let here = words.get(at..at + parts.len())?;
    let (last, before) = parts.split_last()?;
    let sound = before.iter().zip(here).all(|(part, word)| part == word) && is_form(last, here.last()?);
    sound.then_some(parts.len())
}

/// Endings of cases and of the plural, which are all that follows a short word.
const ENDINGS: [&str; 38] = [
    "а", "е", "у", "ы", "и", "ов", "ам", "ах", "тар", "тер", "дар", "дер", "лар", "лер", "тан", "тен", "нан", "нен",
    "дан", "ден", "тон", "төн", "дон", "дөн", "қа", "ке", "ға", "ге", "га", "го", "ко", "ка", "та", "те", "да", "де",
    "ші", "чы",
];

fn is_form(stem: &str, word: &str) -> bool {
    match word.strip_prefix(stem) {
        None => false,
        Some("") => true,
        Some(ending) if stem.chars().count() <= 3 => ENDINGS.contains(&ending) || is_kazakh_genitive(ending),
        Some(ending) => ending.chars().count() <= 9 && ending.chars().all(|char| char.is_alphabetic() || char == '.'),
    }
}

fn is_kazakh_genitive(ending: &str) -> bool {
    ["тың", "тің", "ның", "нің", "дың", "дің", "тун", "дун", "нын", "нин", "тын", "тин", "дын", "дин"].contains(&ending)
}
