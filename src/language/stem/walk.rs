//! The interpreter of a table: takes suffixes off a word until nothing fits.

use super::table::{Harmony, Rule, Table, Verb};
use std::collections::BTreeSet;

/// A word on its way to a key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct State {
    word: Vec<char>,
    /// Only suffixes of a lower level are taken off.
    level: u8,
    /// A suffix of verbs was taken off.
    verbal: bool,
}

impl Table {
    /// The key of a form: at every step the first suffix that fits is taken off. `keep`: words that are left whole.
    pub(super) fn key(&self, form: &str, keep: &BTreeSet<Vec<char>>) -> String {
        let mut state = self.start(form);
        while !self.stays(&state.word, keep) {
            let Some(next) = self.steps(&state).next() else { break };
            state = next;
        }
        self.finished(state.word)
    }

    /// The keys of a form on every way through the table, the longest word first.
    pub(super) fn ladder(&self, form: &str) -> Vec<String> {
        let (mut open, mut seen) = (vec![self.start(form)], BTreeSet::new());
        while let Some(state) = open.pop() {
            if seen.insert(state.clone()) {
                open.extend(self.steps(&state));
            }
        }
        let mut words: Vec<Vec<char>> = seen.into_iter().map(|state| state.word).collect();
        words.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        let mut keys = Vec::new();
        for key in words.into_iter().map(|word| self.finished(word)) {
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        keys
    }

    fn start(&self, form: &str) -> State {
        State { word: self.split(form), level: u8::MAX, verbal: false }
    }

    fn stays(&self, word: &[char], keep: &BTreeSet<Vec<char>>) -> bool {
        self.keeps(word) || keep.contains(word)
    }

    fn steps(&self, state: &State) -> impl Iterator<Item = State> {
        let rules = state.word.last().map(|last| self.ending_in(self.projected(*last)));
        rules.into_iter().flatten().filter(|rule| self.fits(rule, state)).map(|rule| State {
            word: self.rest(&state.word, rule.cut),
            level: rule.to,
            verbal: state.verbal || rule.verb != Verb::No,
        })
    }

    /// The word without its last letters.
    fn rest(&self, word: &[char], cut: usize) -> Vec<char> {
        let mut rest = word.get(..word.len() - cut).unwrap_or_default().to_vec();
        self.harden(&mut rest);
        rest
    }

    fn harden(&self, word: &mut [char]) {
        let long = word.len() > 2;
        if let Some(last) = word.last_mut().filter(|_| long) {
            *last = self.hardened(*last);
        }
    }

    /// Whether a suffix can be taken off.
    fn fits(&self, rule: &Rule, state: &State) -> bool {
        let word = &state.word[..];
        let left = word.len().saturating_sub(rule.cut);
        if rule.level >= state.level || left < rule.left || (rule.verb == Verb::Inside && !state.verbal) {
            return false;
        }
        let Some(before) = word.len().checked_sub(rule.suffix.len() + 1) else { return false };
        let (head, end) = word.split_at(before + 1);
        if !end.iter().zip(&rule.suffix).all(|(letter, wanted)| self.projected(*letter) == *wanted) {
            return false;
        }
        let silent = head.iter().skip(1).rev().take_while(|letter| is_sign(**letter)).count();
        let head = head.get(..head.len() - silent).unwrap_or_default();
        let Some(last) = head.last() else { return false };
        let Some(vowel) = head.iter().rposition(|letter| self.vowels.has(*letter)) else { return false };
        (rule.after.is_empty() || rule.after.has(*last))
            && !(left == 2 && vowel == 1)
            && !(rule.verb != Verb::No && self.wide_at(word, left) && self.ends_in_cluster(head))
            && self.agrees(rule.harmony, head.get(vowel).copied())
    }

    fn agrees(&self, harmony: Harmony, vowel: Option<char>) -> bool {
        match (harmony, vowel) {
            (Harmony::Back, Some(vowel)) => !self.front.has(vowel),
            (Harmony::Front, Some(vowel)) => !self.back.has(vowel),
            _ => true,
        }
    }

    fn wide_at(&self, word: &[char], place: usize) -> bool {
        word.get(place).is_some_and(|letter| self.wide.has(self.projected(*letter)))
    }

    /// Whether a word ends in two consonants of which the second is voiced, which no stem of a verb does.
    fn ends_in_cluster(&self, head: &[char]) -> bool {
        matches!(head, [.., first, last] if self.voiced.has(*last) && !self.open.has(*first))
    }

    /// The key of what is left: without signs and a narrow vowel at its end, hardened, a narrow vowel inside dropped.
    fn finished(&self, mut word: Vec<char>) -> String {
        while word.len() > 3 && word.last().is_some_and(|last| is_sign(*last)) {
            word.pop();
        }
        if let [short @ .., last] = &word[..]
            && word.len() > 2
            && self.narrow.has(*last)
            && self.has_vowel(short)
        {
            word.pop();
        }
        if let Some(last) = word.last_mut() {
            *last = self.projected(*last);
        }
        self.harden(&mut word);
        if self.drops_vowel(&word) {
            word.remove(word.len() - 2);
        }
        word.into_iter().collect()
    }

    fn drops_vowel(&self, word: &[char]) -> bool {
        let [vowels, consonants] = &self.elided;
        matches!(word, [short @ .., before, vowel, last] if consonants.has(*last)
            && vowels.has(*vowel)
            && !self.vowels.has(*before)
            && self.has_vowel(short))
    }

    fn has_vowel(&self, word: &[char]) -> bool {
        word.iter().any(|letter| self.vowels.has(*letter))
    }
}

fn is_sign(letter: char) -> bool {
    matches!(letter, 'ь' | 'ъ')
}
