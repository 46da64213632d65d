//! Known words: those by which the ways through a table are judged.

use super::source::Source;
use super::table::{Table, signless};
use std::collections::HashMap;

/// Known words by what suffixes leave of them. Only for looking up; the first word with a shape has it.
#[derive(Debug, Default)]
pub(super) struct Known {
    nouns: HashMap<Vec<char>, Vec<char>>,
    verbs: HashMap<Vec<char>, Vec<char>>,
    /// Verbs whose narrow vowel is one letter with the suffix: «оқы» and «у» are «оқу».
    merged: HashMap<Vec<char>, Vec<char>>,
    irregular: HashMap<Vec<char>, Vec<char>>,
    endings: Vec<Vec<char>>,
}

/// How a word that a way has come to may be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Readings {
    pub(super) noun: bool,
    pub(super) verb: bool,
    /// Nothing was taken off yet.
    pub(super) bare: bool,
    /// The letter after it takes up a narrow vowel.
    pub(super) merged: bool,
}

impl Known {
    pub(super) fn new(table: &Table, source: &Source) -> Self {
        let mut known = Self::of(
            table,
            [source.words(&source.keep), source.words(&source.nouns)].concat(),
            [source.words(&source.keep), source.words(&source.verbs)].concat(),
        );
        known.irregular =
            source.irregular.iter().map(|(form, stem)| (source.split(form), source.split(stem))).collect();
        known.endings = source.words(&source.keep_endings);
        known
    }

    /// Words that may be nouns or verbs.
    pub(super) fn any(table: &Table, words: &[String]) -> Self {
        let words: Vec<Vec<char>> = words.iter().map(|word| table.split(word)).collect();
        Self::of(table, words.clone(), words)
    }

    fn of(table: &Table, nouns: Vec<Vec<char>>, verbs: Vec<Vec<char>>) -> Self {
        let mut known = Self::default();
        for (map, words) in [(&mut known.nouns, &nouns), (&mut known.verbs, &verbs)] {
            words.iter().for_each(|word| know(map, table, word.clone(), word));
        }
        nouns.iter().for_each(|word| know(&mut known.nouns, table, table.elided(word.clone()), word));
        for word in &verbs {
            let short = table.narrowed(word.clone());
            if short != *word {
                know(&mut known.merged, table, short, word);
            }
        }
        known
    }

    /// The stems of a word that a way has come to, each with its weight: as a noun, as a verb, as a verb with its vowel in
    /// the suffix.
    pub(super) fn stems(&self, table: &Table, word: &[char], readings: Readings) -> Vec<(usize, Vec<char>)> {
        let length = word.len();
        if let Some(stem) = self.irregular.get(word) {
            return vec![(length, stem.clone())];
        }
        if self.endings.iter().any(|end| word.ends_with(end)) {
            return vec![(length, word.to_vec())];
        }
        let shape = table.ended(word.to_vec());
        // The bare stem of a verb is rarer than a noun with a suffix: «бағытта».
        let as_verb = if readings.bare { 0 } else { length };
        let maps = [
            (length, &self.nouns, readings.noun),
            (as_verb, &self.verbs, readings.verb),
            (length, &self.merged, readings.merged),
        ];
        let may = maps.into_iter().filter(|(_, _, may)| *may);
        may.filter_map(|(weight, map, _)| Some((weight, map.get(&shape)?.clone()))).collect()
    }
}

fn know(map: &mut HashMap<Vec<char>, Vec<char>>, table: &Table, shape: Vec<char>, word: &[char]) {
    map.entry(table.ended(shape)).or_insert_with(|| table.hardened(signless(word.to_vec())));
}
