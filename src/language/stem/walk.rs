//! The interpreter of a table: every way of taking suffixes off a word.
//!
//! Where some of the ways come to known words, the longest known word is the stem. Otherwise it is what is left when at
//! every step the first suffix that fits is taken off; weak suffixes are passed over then.

use super::table::{Harmony, Kind, Rule, Table, Verb};
use std::cmp::Reverse;

/// A word on its way to a key.
#[derive(Clone, Debug, PartialEq, Eq)]
struct State {
    word: Vec<char>,
    /// Only suffixes of a lower level are taken off.
    level: u8,
    reading: Reading,
    /// A suffix was taken off that is one only before a known word.
    weak: bool,
}

/// What the suffixes that were taken off say about the word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reading {
    Noun,
    Verb,
    Either,
}

/// How well a suffix fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fit {
    /// Only if a known word is left.
    Weak,
    Strong,
}

/// Where the ways through the table end.
#[derive(Default)]
struct Walk {
    /// The end of the way of first suffixes.
    first: Option<Vec<char>>,
    /// What was left on any way without weak suffixes.
    ends: Vec<Vec<char>>,
    /// Known words, with how many letters of the form they take.
    known: Vec<(usize, Vec<char>)>,
}

impl Table {
    /// The key of a form. `keep`: words that are known beside those of the table.
    pub(super) fn key(&self, form: &str, keep: &[Vec<char>]) -> String {
        let walk = self.walk(form, keep);
        let known = walk.known.into_iter().min_by(longest_first).map(|(_, word)| word);
        self.finished(known.or(walk.first).unwrap_or_default())
    }

    /// Every key that a form could have, the longest word first: the known words, or every end of a way.
    pub(super) fn ladder(&self, form: &str, keep: &[Vec<char>]) -> Vec<String> {
        let walk = self.walk(form, keep);
        let mut found = walk.known;
        if found.is_empty() {
            found.extend(walk.ends.into_iter().map(|word| (word.len(), word)));
        }
        found.sort_by(longest_first);
        let mut keys = Vec::new();
        for key in found.into_iter().map(|(_, word)| self.finished(word)) {
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        keys
    }

    fn walk(&self, form: &str, keep: &[Vec<char>]) -> Walk {
        let start = State { word: self.split(form), level: u8::MAX, reading: Reading::Either, weak: false };
        let (mut walk, mut waiting, mut seen) = (Walk::default(), vec![start], Vec::new());
        while let Some(state) = waiting.pop() {
            if seen.contains(&state) {
                continue;
            }
            if let Some(known) = self.known(&state, keep) {
                walk.known.push((state.word.len(), known));
            }
            let before = waiting.len();
            self.steps(&state, &mut waiting);
            if !state.weak {
                let goes_on = waiting.iter().skip(before).any(|step| !step.weak);
                if !goes_on && walk.first.is_none() {
                    walk.first = Some(state.word.clone());
                }
                walk.ends.push(state.word.clone());
            }
            seen.push(state);
        }
        walk
    }

    /// The known word that a state has come to.
    fn known(&self, state: &State, keep: &[Vec<char>]) -> Option<Vec<char>> {
        let word = &state.word;
        if let Some(stem) = self.irregular(word) {
            return Some(stem.to_vec());
        }
        let fits = keep.contains(word)
            || self.kind(word).is_some_and(|kind| match kind {
                Kind::Any => true,
                Kind::Noun => state.reading != Reading::Verb,
                Kind::Verb => state.reading != Reading::Noun,
            });
        fits.then(|| word.clone())
    }

    /// Adds the states that one suffix less leads to, the most likely last.
    fn steps(&self, state: &State, waiting: &mut Vec<State>) {
        let Some(last) = state.word.last() else { return };
        let before = waiting.len();
        for rule in self.ending_in(self.projected(*last)) {
            if let Some(fit) = self.fit(rule, state) {
                waiting.push(self.step(state, rule, fit));
            }
        }
        if let Some(steps) = waiting.get_mut(before..) {
            steps.reverse();
        }
    }

    fn step(&self, state: &State, rule: &Rule, fit: Fit) -> State {
        let mut word = state.word.clone();
        word.truncate(word.len().saturating_sub(rule.cut));
        self.harden(&mut word);
        let reading = match (rule.verb, state.level, state.reading) {
            (Verb::Marks | Verb::Inside, ..) => Reading::Verb,
            (Verb::Either, _, Reading::Verb) => Reading::Verb,
            (Verb::Either, ..) => Reading::Either,
            // The whole word may be anything; what a suffix of nouns was taken off is none.
            (Verb::No, u8::MAX, _) => Reading::Noun,
            (Verb::No, ..) => state.reading,
        };
        State { word, level: rule.to, reading, weak: state.weak || fit == Fit::Weak }
    }

    fn harden(&self, word: &mut [char]) {
        let long = word.len() > 2;
        if let Some(last) = word.last_mut().filter(|_| long) {
            *last = self.hardened(*last);
        }
    }

    /// Whether and how well a suffix stands at the end of a word.
    fn fit(&self, rule: &Rule, state: &State) -> Option<Fit> {
        let word = &state.word[..];
        let left = word.len().checked_sub(rule.cut).filter(|left| *left >= 2)?;
        let marked = state.level != u8::MAX && state.reading != Reading::Noun;
        if rule.level >= state.level || (rule.verb == Verb::Inside && !marked) {
            return None;
        }
        let (head, end) = word.split_at(word.len().checked_sub(rule.suffix.len()).filter(|place| *place > 0)?);
        if !end.iter().zip(&rule.suffix).all(|(letter, wanted)| self.projected(*letter) == *wanted) {
            return None;
        }
        let signs = head.iter().skip(1).rev().take_while(|letter| is_sign(**letter)).count();
        let head = head.get(..head.len() - signs)?;
        let vowel = head.iter().rposition(|letter| self.vowels.has(*letter))?;
        if !(rule.after.is_empty() || rule.after.has(*head.last()?)) || !self.agrees(rule.harmony, *head.get(vowel)?) {
            return None;
        }
        let odd = rule.verb != Verb::No && self.wide_at(word, left) && self.ends_in_cluster(head);
        let short = left < rule.left || (left == 2 && vowel == 1);
        Some(if odd || short || rule.weak { Fit::Weak } else { Fit::Strong })
    }

    fn agrees(&self, harmony: Harmony, vowel: char) -> bool {
        match harmony {
            Harmony::Any => true,
            Harmony::Back => !self.front.has(vowel),
            Harmony::Front => !self.back.has(vowel),
        }
    }

    fn wide_at(&self, word: &[char], place: usize) -> bool {
        word.get(place).is_some_and(|letter| self.wide.has(self.projected(*letter)))
    }

    /// Whether a word ends in two consonants of which the second is voiced, which hardly a stem of a verb does.
    fn ends_in_cluster(&self, head: &[char]) -> bool {
        matches!(head, [.., first, last] if self.voiced.has(*last) && !self.open.has(*first))
    }

    /// The key of a stem: without signs and a narrow vowel at its end, hardened, a narrow vowel inside dropped.
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
        self.elide(&mut word);
        word.into_iter().collect()
    }

    /// Drops the vowel that a word drops before a suffix: «орын», «орны».
    pub(super) fn elide(&self, word: &mut Vec<char>) {
        let [vowels, consonants] = &self.elided;
        let drops = matches!(&word[..], [short @ .., before, vowel, last] if consonants.has(*last)
            && vowels.has(*vowel)
            && !self.vowels.has(*before)
            && self.has_vowel(short));
        if drops {
            word.remove(word.len() - 2);
        }
    }

    fn has_vowel(&self, word: &[char]) -> bool {
        word.iter().any(|letter| self.vowels.has(*letter))
    }
}

fn longest_first(a: &(usize, Vec<char>), b: &(usize, Vec<char>)) -> std::cmp::Ordering {
    (Reverse(a.0), &a.1).cmp(&(Reverse(b.0), &b.1))
}

fn is_sign(letter: char) -> bool {
    matches!(letter, 'ь' | 'ъ')
}
