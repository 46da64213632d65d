//! The words by which official forms are recognised, from `words.toml`.

use crate::language::Lang;
use crate::language::stem::normalised;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// An entry of a list: phrases, and what they mean.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    pub means: String,
    pub words: Vec<String>,
}

/// Lists of `words.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub(super) struct Words {
    pub column: Vec<Entry>,
    pub section: Vec<Entry>,
    pub fact: Vec<Entry>,
    pub document: Vec<Entry>,
    pub basis: Vec<Entry>,
    pub standard: Vec<Entry>,
    pub completion: Vec<Entry>,
    pub task_kind: Vec<Entry>,
    pub publication: Vec<Entry>,
    pub outlet: Vec<Entry>,
    pub organisation: Vec<Entry>,
    pub engagement: Vec<Entry>,
    pub breakdown: Vec<Entry>,
    pub sex: Vec<Entry>,
    pub annex: Vec<Entry>,
    pub method: Vec<Entry>,
    pub of_them: Vec<Entry>,
    pub online: Vec<Entry>,
    pub open_age: Vec<Entry>,
    pub nothing: Vec<Entry>,
    pub signature: Vec<Entry>,
    pub month: BTreeMap<String, Vec<String>>,
    pub says: BTreeMap<String, BTreeMap<String, String>>,
}

pub(super) const SOURCE: &str = include_str!("words.toml");

/// The words. A test reads the table, so that it is never the empty one.
pub(super) fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| toml::from_str(SOURCE).unwrap_or_default())
}

/// What the first entry means whose phrase is found in the text.
pub(super) fn find(list: &'static [Entry], text: &str) -> Option<&'static str> {
    let text = plain(text);
    let found = list.iter().find(|entry| entry.words.iter().any(|phrase| begins_word(&text, phrase).is_some()));
    found.map(|entry| entry.means.as_str())
}

/// Where the text, made [`plain`], has the phrase at the beginning of a word.
pub(super) fn begins_word(text: &str, phrase: &str) -> Option<usize> {
    let mut places = text.match_indices(phrase).map(|(at, _)| at);
    places.find(|at| !text.get(..*at).is_some_and(|before| before.ends_with(char::is_alphanumeric)))
}

/// A text in the one way of writing: small letters, letters of one alphabet, one space between words.
pub(super) fn plain(text: &str) -> String {
    let words = text.split_whitespace();
    words
        .map(|word| if word.contains(char::is_alphabetic) { normalised(word) } else { word.to_owned() })
        .collect::<Vec<_>>()
        .join(" ")
}

/// A word that the draft itself uses.
pub(super) fn says(what: &str, lang: Lang) -> &'static str {
    words().says.get(what).and_then(|said| said.get(lang.code())).map_or("", String::as_str)
}

/// The month (1 to 12) that a word names, in any case.
pub(super) fn month(word: &str) -> Option<i8> {
    let (number, _) =
        words().month.iter().find(|(_, stems)| stems.iter().any(|stem| word.starts_with(stem.as_str())))?;
    number.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_words_is_sound() {
        let read: Words = toml::from_str(SOURCE).expect("words.toml");
        let lists = [&read.column, &read.section, &read.fact, &read.standard, &read.breakdown, &read.document];
        for entry in lists.into_iter().flatten() {
            assert!(entry.words.iter().all(|phrase| plain(phrase) == *phrase), "{entry:?}");
        }
        assert!(!read.column.is_empty() && read.month.len() == 12);
        for said in read.says.values() {
            assert!(Lang::ALL.iter().all(|lang| said.contains_key(lang.code())));
        }
    }

    #[test]
    fn headings_are_recognised_in_three_languages() {
        let column = |text| find(&words().column, text);
        for (text, means) in [
            ("№ р/с", "number"),
            ("Іс-шараның атауы", "activity"),
            ("Қатысушылар саны", "participants"),
            ("Нақты орындалғаны", "actual"),
            ("Орындалуы", "completion"),
            ("Өткізілген мерзімі", "when"),
            ("Өткізілген орны", "where"),
            ("Растайтын құжаттар", "evidence"),
            ("Өлшем бiрлiгi", "unit"),
            ("Сандық мәні", "planned"),
            ("Наименование мероприятия", "activity"),
            ("Ожидаемые результаты", "expected"),
            ("Целевые индикаторы", "target-indicators"),
            ("План", "planned"),
            ("Иш-чаралар", "activity"),
            ("Өлчөө ыкмасы", "method"),
            ("Күтүлүүчү натыйжа", "expected"),
            ("Максаттуу топ", "target-group"),
        ] {
            assert_eq!(column(text), Some(means), "{text}");
        }
        assert_eq!(column("Ескерту"), None);
    }
}
