//! The interpreter of a table: every way of taking suffixes off a word.
//!
//! Where some of the ways come to known words, the longest known word is the stem. Otherwise it is what is left when at
//! every step the first suffix that fits is taken off; weak suffixes are passed over then.

use super::known::{Known, Readings};
use super::table::{Harmony, Rule, Table, Verb, is_sign, signless};
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
    /// Known words with their weights: how many letters of the form they take.
    known: Vec<(usize, Vec<char>)>,
}

impl Table {
    /// The key of a form. `keep`: words that are known beside those of the table.
    pub(super) fn key(&self, form: &str, keep: &Known) -> String {
        let walk = self.walk(form, keep);
        let known = walk.known.into_iter().min_by(longest_first).map(|(_, word)| word);
        known.unwrap_or_else(|| self.finished(walk.first.unwrap_or_default())).into_iter().collect()
    }

    /// Every key that a form could have, the longest word first: the known words, or every end of a way.
    pub(super) fn ladder(&self, form: &str, keep: &Known) -> Vec<String> {
        let walk = self.walk(form, keep);
        let mut found = walk.known;
        if found.is_empty() {
            found.extend(walk.ends.into_iter().map(|word| (word.len(), word)));
            found.sort_by(longest_first);
            found.iter_mut().for_each(|(_, word)| *word = self.finished(std::mem::take(word)));
        } else {
            found.sort_by(longest_first);
        }
        let mut keys = Vec::new();
        for key in found.into_iter().map(|(_, word)| word.into_iter().collect()) {
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        keys
    }

    fn walk(&self, form: &str, keep: &Known) -> Walk {
        let form = self.split(form);
        let start = State { word: form.clone(), level: u8::MAX, reading: Reading::Either, weak: false };
        let (mut walk, mut waiting, mut seen) = (Walk::default(), vec![start], Vec::new());
        while let Some(state) = waiting.pop() {
            if seen.contains(&state) {
                continue;
            }
            let length = state.word.len();
            walk.known.extend(self.stems(&state, form.get(length).copied(), keep));
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

    /// The known words that a state has come to, with their weights. `next`: the letter of the form after it.
    fn stems(&self, state: &State, next: Option<char>, keep: &Known) -> Vec<(usize, Vec<char>)> {
        let readings = Readings {
            noun: state.reading != Reading::Verb,
            verb: state.reading != Reading::Noun,
            bare: state.level == u8::MAX,
            merged: next.is_some_and(|next| self.merging.has(next)),
        };
        let own = keep.stems(self, &state.word, readings);
        if own.is_empty() { self.known.stems(self, &state.word, readings) } else { own }
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
        let word = self.hardened(word);
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

    /// The key of a stem that is not known: without signs and a narrow vowel at its end, hardened, a narrow vowel inside
    /// dropped.
    fn finished(&self, word: Vec<char>) -> Vec<char> {
        self.elided(self.hardened(self.ended(self.narrowed(signless(word)))))
    }
}

fn longest_first(a: &(usize, Vec<char>), b: &(usize, Vec<char>)) -> std::cmp::Ordering {
    (Reverse(a.0), &a.1).cmp(&(Reverse(b.0), &b.1))
}
