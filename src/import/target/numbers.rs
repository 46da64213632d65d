//! Numbers in words.

use super::words::words;
use crate::value::Decimal;
use std::collections::BTreeMap;

/// The number that all these words are: `бір миллион екі жүз алты мың`.
pub(super) fn read(rest: &[String]) -> Option<Decimal> {
    let (mut whole, mut part) = (Decimal::ZERO, None);
    for word in rest {
        if let Some(number) = find(&words().number, word) {
            part = Some(part.unwrap_or(Decimal::ZERO) + number);
            continue;
        }
        let times = find(&words().times, word)?;
        let counted = part.take().unwrap_or(Decimal::ONE).checked_mul(times)?;
        // A hundred may yet be counted by thousands: екі жүз мың.
        if times == Decimal::ONE_HUNDRED { part = Some(counted) } else { whole = whole.checked_add(counted)? }
    }
    if rest.is_empty() { None } else { whole.checked_add(part.unwrap_or(Decimal::ZERO)) }
}

/// Puts a number in words into digits, where there are none: кемінде елу.
pub(super) fn to_digits(rest: &mut Vec<String>) {
    if has_digits(rest) {
        return;
    }
    let spans = (0..rest.len()).flat_map(|start| (start + 1..=rest.len()).rev().map(move |end| (start, end)));
    let found = spans.filter_map(|(start, end)| Some((start, end, read(rest.get(start..end)?)?))).next();
    if let Some((start, end, number)) = found {
        rest.splice(start..end, [number.to_string()]);
    }
}

fn has_digits(rest: &[String]) -> bool {
    rest.iter().any(|word| word.contains(|char: char| char.is_ascii_digit()))
}

/// Takes the one word off that multiplies a number in digits: `1,5 млн`.
pub(super) fn take_times(rest: &mut Vec<String>) -> Option<Decimal> {
    if !has_digits(rest) {
        return None;
    }
    let at = rest.iter().position(|word| find(&words().times, word).is_some())?;
    find(&words().times, &rest.remove(at))
}

fn find(table: &BTreeMap<String, Vec<String>>, word: &str) -> Option<Decimal> {
    let stem = without_case(word);
    let fits = |known: &String| known == word || known == stem;
    let (number, _) = table.iter().find(|(_, known)| known.iter().any(fits))?;
    number.parse().ok()
}

/// A Kazakh or Kyrgyz number without the ending of the ablative: елуден, элүүдөн.
fn without_case(word: &str) -> &str {
    const ABLATIVE: [&str; 10] = ["дан", "ден", "тан", "тен", "нан", "нен", "дон", "дөн", "тон", "төн"];
    ABLATIVE.iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word)
}
