//! Tables of suffixes as they are written.
//!
//! A table says which letters are vowels, which words are known, and what is taken off words:
//!
//! ```toml
//! nouns = """ адам ана … """  # known words, found behind suffixes of nouns; likewise `verbs`; `keep`: behind any
//! [irregular]                 # forms that the rules do not explain
//! "боп" = "бол"
//! [sets]                      # letters by a name of one capital Latin letter
//! V = "аәе…"
//! T = "птқкс…"
//! [letters]                   # letters of suffixes by the vowel before: after a back one, after a front one
//! "А" = "ае"
//! [[suffix]]
//! name = "plural"             # for people
//! level = 60                  # suffixes are taken off by falling levels, from below 255
//! to = 60                     # the level that the rest begins with; absent: `level`
//! left = 2                    # how many letters remain at least, unless the rest is a known word; absent: 2
//! verb = "marks"              # the rest is a verb; "inside": stands only before such a suffix; "either": noun or verb
//! weak = true                 # taken off only where a known word is left
//! forms = ["T тАр", "шЫ|сЫ"]  # [after which sets ][what stays in place|]suffix
//! ```
//!
//! Longer suffixes are tried first; of equally long ones that of the higher level, then in the order of the table.

use super::letters::Letters;
use super::packed::packed;
use super::table::{Harmony, Rule, Verb};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// The file as written. Lists of words are separated by white space.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub(super) struct Source {
    pub(super) vowels: String,
    pub(super) back: String,
    pub(super) front: String,
    /// Vowels that hardly begin a suffix of verbs after two consonants.
    pub(super) wide: String,
    pub(super) voiced: String,
    /// Vowels that are dropped at the end of a key.
    pub(super) narrow: String,
    /// Letters of suffixes that take up the narrow vowel of a verb: «оқы» and «у» are «оқу».
    pub(super) merging: String,
    /// Vowels, and the consonants after them, of an end that loses its vowel before a suffix: «орын», «орны».
    pub(super) elided: [String; 2],
    /// Ends of words that are known, whatever stands before.
    pub(super) keep_endings: String,
    pub(super) keep: String,
    pub(super) nouns: String,
    pub(super) verbs: String,
    pub(super) irregular: BTreeMap<String, String>,
    /// Consonants that a key does not end in, and what it ends in instead.
    #[serde(rename = "final")]
    pub(super) hardened: BTreeMap<char, char>,
    /// Letters that are two sounds.
    pub(super) split: BTreeMap<char, String>,
    /// Letters that suffixes have instead of those of the table, by labial harmony.
    pub(super) projected: BTreeMap<char, char>,
    sets: BTreeMap<char, String>,
    letters: BTreeMap<char, String>,
    suffix: Vec<Group>,
}

/// Suffixes that are treated alike.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    #[serde(rename = "name")]
    _name: String,
    level: u8,
    to: Option<u8>,
    #[serde(default = "two")]
    left: usize,
    #[serde(default)]
    verb: Verb,
    #[serde(default)]
    weak: bool,
    forms: Vec<String>,
}

fn two() -> usize {
    2
}

impl Source {
    /// # Errors
    /// What is wrong with the text of a table.
    pub(super) fn read(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }

    /// A word, letter by letter, with letters that are two sounds written as two.
    pub(super) fn split(&self, word: &str) -> Vec<char> {
        let mut letters = Vec::with_capacity(word.len());
        for letter in word.chars() {
            match self.split.get(&letter) {
                Some(sounds) => letters.extend(sounds.chars()),
                None => letters.push(letter),
            }
        }
        letters
    }

    /// The words of a list, letter by letter.
    pub(super) fn words(&self, list: &str) -> Vec<Vec<char>> {
        list.split_whitespace().map(|word| self.split(word)).collect()
    }

    /// All suffixes in all their shapes, in the order in which they are tried.
    pub(super) fn rules(&self) -> Vec<Rule> {
        let forms = self.suffix.iter().flat_map(|group| group.forms.iter().map(move |form| (group, form)));
        let mut rules: Vec<Rule> = forms.flat_map(|(group, form)| self.shapes(group, form)).collect();
        rules.sort_by_key(|rule| (std::cmp::Reverse(rule.suffix.len()), std::cmp::Reverse(rule.level)));
        rules
    }

    fn shapes(&self, group: &Group, form: &str) -> Vec<Rule> {
        let (sets, body) = form.split_once(' ').unwrap_or(("", form));
        let harmonies: &[(usize, Harmony)] = if body.chars().any(|letter| self.letters.contains_key(&letter)) {
            &[(0, Harmony::Back), (1, Harmony::Front)]
        } else {
            &[(0, Harmony::Any)]
        };
        let rule = |(number, harmony)| self.rule(group, sets, &self.shape(body, number), harmony);
        harmonies.iter().copied().map(rule).collect()
    }

    fn shape(&self, body: &str, number: usize) -> String {
        let letter = |name| self.letters.get(&name).and_then(|letters| letters.chars().nth(number)).unwrap_or(name);
        body.chars().map(letter).collect()
    }

    fn rule(&self, group: &Group, sets: &str, shape: &str, harmony: Harmony) -> Rule {
        let (stays, cut) = shape.rsplit_once('|').unwrap_or(("", shape));
        let after: String = sets.chars().filter_map(|name| self.sets.get(&name)).map(String::as_str).collect();
        Rule {
            suffix: stays.chars().chain(cut.chars()).collect(),
            level: group.level,
            to: group.to.unwrap_or(group.level),
            after: Letters::of(&after),
            after_text: after,
            harmony,
            left: group.left,
            verb: group.verb,
            weak: group.weak,
            cut: cut.chars().count(),
        }
    }

    /// The table for the browser, with these rules.
    pub(super) fn as_json(&self, rules: &[Rule]) -> Value {
        let sets: BTreeSet<&str> = rules.iter().map(|rule| rule.after_text.as_str()).collect();
        let sets: Vec<&str> = sets.into_iter().collect();
        let words = |list: &str| list.split_whitespace().collect::<Vec<_>>().join(" ");
        json!({
            "vowels": self.vowels, "back": self.back, "front": self.front, "wide": self.wide,
            "voiced": self.voiced, "narrow": self.narrow, "merging": self.merging, "elided": self.elided,
            "final": self.hardened, "split": self.split, "projected": self.projected,
            "keepEndings": words(&self.keep_endings), "keep": words(&self.keep),
            "nouns": packed(self.nouns.split_whitespace()), "verbs": packed(self.verbs.split_whitespace()),
            "irregular": self.irregular,
            "sets": sets,
            "rules": rules.iter().map(|rule| rule.as_json(&sets)).collect::<Vec<_>>(),
        })
    }
}

impl Rule {
    fn as_json(&self, sets: &[&str]) -> Value {
        let set = sets.binary_search(&self.after_text.as_str()).unwrap_or_default();
        let harmony = match self.harmony {
            Harmony::Any => "",
            Harmony::Back => "b",
            Harmony::Front => "f",
        };
        let suffix: String = self.suffix.iter().collect();
        let (verb, weak) = (self.verb as u8, u8::from(self.weak));
        json!([suffix, self.level, self.to, set, harmony, self.left, verb, self.cut, weak])
    }
}
