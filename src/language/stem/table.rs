//! Tables of suffixes: how they are written, and what the interpreter and the browser get.
//!
//! A table says which letters are vowels, then what is taken off words:
//!
//! ```toml
//! [sets]                      # letters by their name, one capital Latin letter
//! V = "аәе…"
//! T = "птқкс…"
//! [letters]                   # letters of suffixes by the vowel before: after a back one, after a front one
//! "А" = "ае"
//! [[suffix]]
//! name = "plural"             # for people
//! level = 60                  # suffixes are taken off by falling levels
//! to = 60                     # the level that the rest begins with; absent: `level`
//! left = 2                    # how many letters must remain; absent: 2
//! verb = "marks"              # the rest is a verb; "inside": stands only before what marks a verb; "either"
//! weak = true                 # taken off only where a known word is left
//! forms = ["T тАр", "шЫ|сЫ"]  # [after which sets] [what stays in place|]suffix
//! ```
//!
//! and which words are known: `nouns`, `verbs` (found behind their own suffixes) and `keep` (behind any).
//!
//! Longer suffixes are tried first; of equally long ones that of the higher level, then in the order of the table.

use super::letters::{Letters, VARIANTS, folds, place};
use crate::language::{Lang, script};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::LazyLock;

/// The file as written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Source {
    vowels: String,
    back: String,
    front: String,
    /// Vowels that begin no verbal suffix after two consonants.
    wide: String,
    voiced: String,
    /// Vowels that are dropped at the end of a key.
    narrow: String,
    /// Vowels and the consonants after them between which a vowel is dropped: «орын», «орны».
    elided: [String; 2],
    /// Ends of words that are left whole, separated by spaces.
    #[serde(default)]
    keep_endings: String,
    /// Known words, nouns and verbs alike.
    #[serde(default)]
    keep: String,
    /// Known words with suffixes of nouns.
    #[serde(default)]
    nouns: String,
    /// Known words with suffixes of verbs.
    #[serde(default)]
    verbs: String,
    /// Forms that the rules do not explain, and their stems.
    #[serde(default)]
    irregular: BTreeMap<String, String>,
    /// Consonants that a key does not end in, and what it ends in instead.
    #[serde(default, rename = "final")]
    hardened: BTreeMap<char, char>,
    /// Letters that are two sounds.
    #[serde(default)]
    split: BTreeMap<char, String>,
    /// Letters that suffixes have instead of those of the table, by labial harmony.
    #[serde(default)]
    projected: BTreeMap<char, char>,
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

/// Behind which suffixes a known word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Any,
    Noun,
    Verb,
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
    pub(super) suffix: Vec<char>,
    pub(super) level: u8,
    pub(super) to: u8,
    /// The letters after which it stands; none: after any.
    pub(super) after: Letters,
    after_text: String,
    pub(super) harmony: Harmony,
    pub(super) left: usize,
    pub(super) verb: Verb,
    pub(super) weak: bool,
    /// How many letters are taken off: the suffix without what stays in place.
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
    pub(super) narrow: Letters,
    pub(super) elided: [Letters; 2],
    pub(super) rules: Vec<Rule>,
    /// Rules by the last letter of their suffix, in the order in which they are tried.
    by_last: Vec<Vec<usize>>,
    /// Known words, as they are and with the vowel that they drop before a suffix. Only for looking up.
    known: HashMap<Vec<char>, Kind>,
    irregular: HashMap<Vec<char>, Vec<char>>,
    endings: Vec<Vec<char>>,
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
    if let (Lang::Kk | Lang::Ky, Some(all), Value::Object(own)) = (lang, all.as_object_mut(), table(lang).as_json()) {
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
        toml::from_str(text).map(Self::new)
    }

    fn new(source: Source) -> Self {
        let mut rules: Vec<Rule> = source.suffix.iter().flat_map(|group| source.rules(group)).collect();
        rules.sort_by_key(|rule| (std::cmp::Reverse(rule.suffix.len()), std::cmp::Reverse(rule.level)));
        let mut by_last = vec![Vec::new(); 0x100];
        for (number, rule) in rules.iter().enumerate() {
            if let Some(list) = rule.suffix.last().and_then(|last| by_last.get_mut(place(*last)?)) {
                list.push(number);
            }
        }
        let mut table = Self {
            vowels: Letters::of(&source.vowels),
            open: Letters::of(&format!("{}уи", source.vowels)),
            back: Letters::of(&source.back),
            front: Letters::of(&source.front),
            wide: Letters::of(&source.wide),
            voiced: Letters::of(&source.voiced),
            narrow: Letters::of(&source.narrow),
            elided: source.elided.each_ref().map(|letters| Letters::of(letters)),
            known: HashMap::new(),
            irregular: source.irregular.iter().map(|(form, stem)| (source.split(form), source.split(stem))).collect(),
            endings: source.words(&source.keep_endings),
            rules,
            by_last,
            source,
        };
        table.learn();
        table
    }

    fn learn(&mut self) {
        let lists =
            [(&self.source.nouns, Kind::Noun), (&self.source.verbs, Kind::Verb), (&self.source.keep, Kind::Any)];
        for (words, kind) in lists.map(|(words, kind)| (words.clone(), kind)) {
            for word in words.split_whitespace() {
                let [word, short] = self.shapes(word);
                // Verbs that drop a vowel are rare and written out.
                if kind != Kind::Verb {
                    self.know(short, kind);
                }
                self.know(word, kind);
            }
        }
    }

    /// A word, letter by letter: as it is, and with the vowel dropped that it drops before a suffix.
    pub(super) fn shapes(&self, word: &str) -> [Vec<char>; 2] {
        let word = self.split(word);
        let mut short = word.clone();
        self.elide(&mut short);
        [word, short]
    }

    fn know(&mut self, word: Vec<char>, kind: Kind) {
        let known = self.known.entry(word).or_insert(kind);
        if *known != kind {
            *known = Kind::Any;
        }
    }

    /// The rules whose suffix ends in this letter, in the order in which they are tried.
    pub(super) fn ending_in(&self, last: char) -> impl Iterator<Item = &Rule> {
        let numbers = place(last).and_then(|place| self.by_last.get(place));
        numbers.into_iter().flatten().filter_map(|number| self.rules.get(*number))
    }

    /// Behind which suffixes a word is known.
    pub(super) fn kind(&self, word: &[char]) -> Option<Kind> {
        let ends = || self.endings.iter().any(|end| word.ends_with(end)).then_some(Kind::Any);
        self.known.get(word).copied().or_else(ends)
    }

    /// The stem of a form that the rules do not explain.
    pub(super) fn irregular(&self, word: &[char]) -> Option<&[char]> {
        self.irregular.get(word).map(Vec::as_slice)
    }

    /// What stands for a letter at the end of a key.
    pub(super) fn hardened(&self, letter: char) -> char {
        self.source.hardened.get(&letter).copied().unwrap_or(letter)
    }

    /// The letter that suffixes of the table have for this one.
    pub(super) fn projected(&self, letter: char) -> char {
        if self.source.projected.is_empty() {
            return letter;
        }
        self.source.projected.get(&letter).copied().unwrap_or(letter)
    }

    /// A word, letter by letter, with letters that are two sounds written as two.
    pub(super) fn split(&self, word: &str) -> Vec<char> {
        self.source.split(word)
    }

    fn as_json(&self) -> Value {
        let source = &self.source;
        let sets: BTreeSet<&str> = self.rules.iter().map(|rule| rule.after_text.as_str()).collect();
        let sets: Vec<&str> = sets.into_iter().collect();
        json!({
            "vowels": source.vowels, "back": source.back, "front": source.front, "wide": source.wide,
            "voiced": source.voiced, "narrow": source.narrow, "elided": source.elided, "final": source.hardened,
            "split": source.split, "projected": source.projected,
            "keep": source.keep.split_whitespace().collect::<Vec<_>>(),
            "nouns": source.nouns.split_whitespace().collect::<Vec<_>>(),
            "verbs": source.verbs.split_whitespace().collect::<Vec<_>>(),
            "irregular": source.irregular,
            "keepEndings": source.keep_endings.split_whitespace().collect::<Vec<_>>(),
            "sets": sets,
            "rules": self.rules.iter().map(|rule| rule.as_json(&sets)).collect::<Vec<_>>(),
        })
    }
}

impl Source {
    fn split(&self, word: &str) -> Vec<char> {
        let mut letters = Vec::with_capacity(word.len());
        for letter in word.chars() {
            match self.split.get(&letter) {
                Some(sounds) => letters.extend(sounds.chars()),
                None => letters.push(letter),
            }
        }
        letters
    }

    fn words(&self, text: &str) -> Vec<Vec<char>> {
        text.split_whitespace().map(|word| self.split(word)).collect()
    }

    /// A group's suffixes in all their shapes.
    fn rules(&self, group: &Group) -> Vec<Rule> {
        group.forms.iter().flat_map(|form| self.shapes(group, form)).collect()
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
        json!([suffix, self.level, self.to, set, harmony, self.left, self.verb as u8, self.cut, u8::from(self.weak)])
    }
}
