//! Bounds that the content's own grammar does not know: documents have more words for them than editors.

use super::words::{Bounds, words};
use crate::value::Bound;
use crate::value::quantity::QuantityFault;

/// Takes a bound off the words.
pub(super) fn take(rest: &mut Vec<String>) -> Result<Option<Bound>, QuantityFault> {
    let before = phrase(rest, &words().before, true);
    let after = phrase(rest, &words().after, false);
    match (before, after) {
        (Some(_), Some(_)) => Err(QuantityFault::TwoBounds),
        (None, None) => Ok(None),
        (Some((bound, place, count)), None) => {
            rest.drain(place..place + count);
            Ok(Some(bound))
        }
        (None, Some((bound, place, _))) => {
            rest.truncate(place);
            trim_case(rest);
            Ok(Some(bound))
        }
    }
}

/// The longest phrase that the words begin or end with: its bound, its place, how many words it takes.
fn phrase(rest: &[String], bounds: &Bounds, at_start: bool) -> Option<(Bound, usize, usize)> {
    let least = bounds.at_least.iter().map(|phrase| (Bound::AtLeast, phrase));
    let most = bounds.at_most.iter().map(|phrase| (Bound::AtMost, phrase));
    let found = least.chain(most).filter_map(|(bound, phrase)| {
        let parts: Vec<&str> = phrase.split(' ').collect();
        let place = if at_start { 0 } else { rest.len().checked_sub(parts.len())? };
        let here = rest.get(place..place + parts.len())?;
        let more = here.len() < rest.len();
        (more && here.iter().zip(&parts).all(|(word, part)| word == part)).then_some((bound, place, parts.len()))
    });
    found.max_by_key(|(_, _, count)| *count)
}

/// Endings of the ablative and the dative after a number: 50-ден, 30-ға, 60 % га.
const CASES: [&str; 22] = [
    "дан", "ден", "тан", "тен", "нан", "нен", "дон", "дөн", "тон", "төн", "ға", "ге", "қа", "ке", "га", "го", "гө",
    "ка", "ко", "кө", "на", "не",
];

/// Takes the ending of a case off a number: `50-ден`, `50 ден`.
fn trim_case(rest: &mut Vec<String>) {
    let Some(last) = rest.last_mut() else { return };
    let after_number = !last.starts_with(char::is_alphabetic) || CASES.contains(&last.as_str());
    let Some(stem) = CASES.iter().find_map(|case| last.strip_suffix(case)).filter(|_| after_number) else { return };
    *last = stem.trim_end_matches(['-', '‑', '–']).to_owned();
    if last.is_empty() {
        rest.pop();
    }
}
