//! A table of suffixes that is ready for use, and what it does to the ends of words.

use super::known::Known;
use super::letters::{Letters, VARIANTS, folds, place};
use super::source::Source;
use crate::language::{Lang, script};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What a suffix says about verbs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Verb {
    /// Nothing.
    #[default]
    No,
    /// What is left is a verb.
    Marks,
    /// It stands only where a verb was marked.
    Inside,
    /// What is left may be a noun or a verb.
    Either,
}

/// The vowels after which a suffix stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Harmony {
    Any,
    Back,
    Front,
}

/// One suffix in one shape.
#[derive(Debug)]
pub(super) struct Rule {
    /// The suffix, after what stays in place before it.
    pub(super) suffix: Vec<char>,
    pub(super) level: u8,
    pub(super) to: u8,
    /// The letters after which it stands; none: after any.
    pub(super) after: Letters,
    pub(super) after_text: String,
    pub(super) harmony: Harmony,
    pub(super) left: usize,
    pub(super) verb: Verb,
    pub(super) weak: bool,
    /// How many letters are taken off.
    pub(super) cut: usize,
}

/// A table that is ready for use.
#[derive(Debug)]
pub(super) struct Table {
    source: Source,
    pub(super) vowels: Letters,
    /// Letters after which a consonant makes no cluster.
    pub(super) open: Letters,
    pub(super) back: Letters,
    pub(super) front: Letters,
    pub(super) wide: Letters,
    pub(super) voiced: Letters,
    pub(super) merging: Letters,
    narrow: Letters,
    elided: [Letters; 2],
    rules: Vec<Rule>,
    /// Numbers of rules by the last letter of their suffix.
    by_last: Vec<Vec<usize>>,
    pub(super) known: Known,
}

/// The table of a language that has one; of others an empty one.
pub(super) fn table(lang: Lang) -> &'static Table {
    static KK: LazyLock<Table> = LazyLock::new(|| Table::read(include_str!("kk.toml")).unwrap_or_default());
    static KY: LazyLock<Table> = LazyLock::new(|| Table::read(include_str!("ky.toml")).unwrap_or_default());
    static NONE: LazyLock<Table> = LazyLock::new(Table::default);
    match lang {
        Lang::Kk => &KK,
        Lang::Ky => &KY,
        Lang::Ru | Lang::En => &NONE,
    }
}

/// What the analyser in the browser needs for a language.
pub fn browser_table(lang: Lang) -> Value {
    let mut all = json!({
        "lang": lang.code(),
        "lookalikes": &script::LOOKALIKES[..],
        "variants": BTreeMap::from(VARIANTS),
        "folds": folds(lang).iter().copied().collect::<BTreeMap<char, char>>(),
    });
    let table = table(lang);
    if let (Lang::Kk | Lang::Ky, Some(all), Value::Object(own)) =
        (lang, all.as_object_mut(), table.source.as_json(&table.rules))
    {
        all.extend(own);
    }
    all
}

impl Default for Table {
    fn default() -> Self {
        Self::new(Source::default())
    }
}

impl Table {
    /// # Errors
    /// What is wrong with the text of a table.
    pub(super) fn read(text: &str) -> Result<Self, toml::de::Error> {
        Source::read(text).map(Self::new)
    }

    fn new(source: Source) -> Self {
        let rules = source.rules();
        let mut table = Self {
            vowels: Letters::of(&source.vowels),
            open: Letters::of(&format!("{}уи", source.vowels)),
            back: Letters::of(&source.back),
            front: Letters::of(&source.front),
            wide: Letters::of(&source.wide),
            voiced: Letters::of(&source.voiced),
            merging: Letters::of(&source.merging),
            narrow: Letters::of(&source.narrow),
            elided: source.elided.each_ref().map(|letters| Letters::of(letters)),
            by_last: by_last(&rules),
            rules,
            known: Known::default(),
            source,
        };
        table.known = Known::new(&table, &table.source);
        table
    }

    /// The rules whose suffix ends in this letter, in the order in which they are tried.
    pub(super) fn ending_in(&self, last: char) -> impl Iterator<Item = &Rule> {
        let numbers = place(last).and_then(|place| self.by_last.get(place));
        numbers.into_iter().flatten().filter_map(|number| self.rules.get(*number))
    }

    /// A word, letter by letter, with letters that are two sounds written as two.
    pub(super) fn split(&self, word: &str) -> Vec<char> {
        self.source.split(word)
    }

    /// The letter that suffixes of the table have for this one.
    pub(super) fn projected(&self, letter: char) -> char {
        let projected = &self.source.projected;
        if projected.is_empty() { letter } else { projected.get(&letter).copied().unwrap_or(letter) }
    }

    /// A word with its last vowel as suffixes have it: «сактоо» is «сакта» and «оо».
    pub(super) fn ended(&self, mut word: Vec<char>) -> Vec<char> {
        if let Some(last) = word.last_mut() {
            *last = self.projected(*last);
        }
        word
    }

    /// A word with a hard consonant at its end: «кітаб» is «кітап».
    pub(super) fn hardened(&self, mut word: Vec<char>) -> Vec<char> {
        let long = word.len() > 2;
        if let Some(last) = word.last_mut().filter(|_| long) {
            *last = self.source.hardened.get(last).copied().unwrap_or(*last);
        }
        word
    }

    /// A word without a narrow vowel at its end.
    pub(super) fn narrowed(&self, mut word: Vec<char>) -> Vec<char> {
        let drops = matches!(&word[..], [short @ .., last] if word.len() > 2 && self.narrow.has(*last) && self.has_vowel(short));
        if drops {
            word.pop();
        }
        word
    }

    /// A word without the vowel that it drops before a suffix: «орын» is «орн» in «орны».
    pub(super) fn elided(&self, mut word: Vec<char>) -> Vec<char> {
        let [vowels, consonants] = &self.elided;
        let drops = matches!(&word[..], [short @ .., before, vowel, last] if consonants.has(*last)
            && vowels.has(*vowel)
            && !self.vowels.has(*before)
            && self.has_vowel(short));
        if drops {
            word.remove(word.len() - 2);
        }
        word
    }

    fn has_vowel(&self, word: &[char]) -> bool {
        word.iter().any(|letter| self.vowels.has(*letter))
    }
}

fn by_last(rules: &[Rule]) -> Vec<Vec<usize>> {
    let mut by_last = vec![Vec::new(); 0x100];
    for (number, rule) in rules.iter().enumerate() {
        if let Some(list) = rule.suffix.last().and_then(|last| by_last.get_mut(place(*last)?)) {
            list.push(number);
        }
    }
    by_last
}

/// A word without signs at its end.
pub(super) fn signless(mut word: Vec<char>) -> Vec<char> {
    while word.len() > 3 && word.last().is_some_and(|last| is_sign(*last)) {
        word.pop();
    }
    word
}

/// Whether a letter is no sound.
pub(super) fn is_sign(letter: char) -> bool {
    matches!(letter, 'ь' | 'ъ')
}
