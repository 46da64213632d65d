//! "For each": a figure that is promised for each group, meeting, webinar, event.

use super::Target;
use super::words::words as words_of;
use crate::value::{Decimal, Stated, quantity};

/// Takes "for each of (so many) groups" off. In a bracket every number counts what it is promised for.
pub(super) fn take(rest: &mut Vec<String>, target: &mut Target, in_bracket: bool) {
    let Some(each) = rest.iter().position(|word| words_of().each.words.contains(word)) else { return };
    // Of several words that could be meant, the nearest one is.
    let named = (0..rest.len()).filter_map(|at| Some((at, words_of().per_at(rest, at)?)));
    let Some((at, (per, count))) = named.min_by_key(|(at, _)| at.abs_diff(each)) else { return };
    let before = at.checked_sub(1).and_then(|before| number(rest.get(before)?));
    let number = before.filter(|_| in_bracket || numbers(rest) > 1);
    let first = at - usize::from(number.is_some());
    let mut gone: Vec<usize> = (first..at + count).chain(marks(rest, each)).collect();
    add_small_words(rest, &mut gone);
    let mut at = 0;
    rest.retain(|_| {
        at += 1;
        !gone.contains(&(at - 1))
    });
    (target.per, target.per_count) = (Some(per), number);
}

/// How many there are of what something is promised for, where these words say just that: `2 топ`.
pub(super) fn counted(words: &[String], per: Option<&'static str>) -> Option<Decimal> {
    let (first, rest) = words.split_first()?;
    let (named, count) = words_of().per_at(rest, 0)?;
    number(first).filter(|_| Some(named) == per && count == rest.len())
}

/// Whether these words say "for each".
pub(super) fn is_each(words: &[String]) -> bool {
    words.iter().any(|word| words_of().each.words.contains(word))
}

fn numbers(rest: &[String]) -> usize {
    rest.iter().filter(|word| word.contains(|char: char| char.is_ascii_digit())).count()
}

fn number(word: &str) -> Option<Decimal> {
    // Russian numbers may have an ending: из 2-х групп.
    match quantity::parse(word.split('-').next()?) {
        Ok(Stated::Known(quantity)) => quantity.number(),
        _ => None,
    }
}

/// The words that say "each": `әр`, `ар бир`, `әр … сайын`.
fn marks(rest: &[String], each: usize) -> Vec<usize> {
    let is = |at: &usize| rest.get(*at).is_some_and(|word| words_of().each.words.contains(word));
    (each..rest.len()).filter(is).collect()
}

/// Small words that stand beside those that go: `из`, `на`, `бойынша`; and `по`, which says no more than "each".
fn add_small_words(rest: &[String], gone: &mut Vec<usize>) {
    loop {
        let beside =
            |at: usize| gone.contains(&(at + 1)) || at.checked_sub(1).is_some_and(|before| gone.contains(&before));
        let goes = |at: &usize| {
            let word = rest.get(*at).map_or("", String::as_str);
            let small = words_of().each.small.iter().any(|small| small == word);
            !gone.contains(at) && small && (word == "по" || beside(*at))
        };
        let Some(found) = (0..rest.len()).find(goes) else { return };
        gone.push(found);
    }
}
