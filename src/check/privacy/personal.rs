//! Personal identification numbers of Kazakhstan and Kyrgyzstan.

use super::digits::Window;
use super::introduction;
use jiff::civil::Date;

/// Whether this is the identification number of a person.
pub(super) fn is_personal(window: &Window<'_>) -> bool {
    let digits: Vec<u32> = window.digits.chars().filter_map(|digit| digit.to_digit(10)).collect();
    let known = is_kazakh(&digits) || is_kyrgyz(&digits) || is_mistyped(&digits, window);
    known && window.is_plainly_grouped() && !window.plus() && !is_something_else(window)
}

/// A number that is called one and is as long, whatever its date and check digit: officers copy by hand, and a number with
/// one wrong digit still tells who is meant. Numbers of organisations are told by the digit that no person's number has.
fn is_mistyped(digits: &[u32], window: &Window<'_>) -> bool {
    let may_be_one = match digits {
        [_, _, _, _, day, ..] if digits.len() == 12 => *day < 4,
        [sex, ..] if digits.len() == 14 => matches!(sex, 1 | 2),
        _ => false,
    };
    may_be_one && introduction::is_called_personal(window.text(), window.letters().start)
}

fn is_something_else(window: &Window<'_>) -> bool {
    let start = window.letters().start;
    let amount = window.is_amount() && !introduction::is_called_personal(window.text(), start);
    amount || introduction::is_in_address(window.text(), start)
}

/// A Kazakh IIN: date of birth (YYMMDD), century and sex (1–6), number, check digit.
///
/// Source: rules for forming individual identification numbers, Government of Kazakhstan, resolution 853 of 2003-08-22.
/// A business number (BIN) has 4, 5 or 6 as its fifth digit, where a day of birth has 0 to 3.
pub(super) fn is_kazakh(digits: &[u32]) -> bool {
    let [y1, y2, m1, m2, d1, d2, century, .., check] = digits else { return false };
    let year = match century {
        1 | 2 => 1800,
        3 | 4 => 1900,
        5 | 6 => 2000,
        _ => return false,
    };
    digits.len() == 12
        && is_date(year + y1 * 10 + y2, m1 * 10 + m2, d1 * 10 + d2)
        && check_digit(&digits[..11]) == Some(*check)
}

/// The check digit of an IIN; `None` for numbers that are never given out.
pub(crate) fn check_digit(first: &[u32]) -> Option<u32> {
    const ONCE: [u32; 11] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
    const AGAIN: [u32; 11] = [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2];
    let weighed =
        |weights: [u32; 11]| first.iter().zip(weights).map(|(digit, weight)| digit * weight).sum::<u32>() % 11;
    [ONCE, AGAIN].into_iter().map(weighed).find(|rest| *rest < 10)
}

/// A Kyrgyz personal number: sex (1 or 2; 0 is an organisation), date of birth (DDMMYYYY), number.
fn is_kyrgyz(digits: &[u32]) -> bool {
    let [1 | 2, d1, d2, m1, m2, y1, y2, y3, y4, ..] = digits else { return false };
    let year = y1 * 1000 + y2 * 100 + y3 * 10 + y4;
    digits.len() == 14 && (1900..2100).contains(&year) && is_date(year, m1 * 10 + m2, d1 * 10 + d2)
}

fn is_date(year: u32, month: u32, day: u32) -> bool {
    let fits = |year, month, day| {
        Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    };
    fits(year, month, day).is_some()
}
