//! Numbers as messages show them: the same in every language.

use crate::value::{Amount, Bound, Decimal, Quantity};

const NO_BREAK_SPACE: char = '\u{a0}';

/// `19 082 000`, `1.9`: thousands parted by no-break spaces, no zeros at the end.
pub(super) fn number(number: Decimal) -> String {
    let plain = number.normalize().to_string();
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |digits| ("−", digits));
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, part)| (whole, Some(part)));
    let mut text = sign.to_owned();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            text.push(NO_BREAK_SPACE);
        }
        text.push(digit);
    }
    fraction.map_or_else(|| text.clone(), |fraction| format!("{text}.{fraction}"))
}

/// `21 %`.
pub(super) fn percent(percent: Decimal) -> String {
    format!("{}{NO_BREAK_SPACE}%", number(percent))
}

/// `≥ 50`, `80 %`, `15/15`.
pub(super) fn quantity(quantity: &Quantity) -> String {
    let bound = match quantity.bound {
        Bound::Exactly => String::new(),
        Bound::AtLeast => format!("≥{NO_BREAK_SPACE}"),
        Bound::AtMost => format!("≤{NO_BREAK_SPACE}"),
    };
    let amount = match quantity.amount {
        Amount::Number(amount) if quantity.percent => percent(amount),
        Amount::Number(amount) => number(amount),
        Amount::Pair(first, second) => format!("{}/{}", number(first), number(second)),
        Amount::Done(done) => done.to_string(),
    };
    bound + &amount
}

#[cfg(test)]
mod tests {
    use crate::value::{Quantity, quantity};

    fn shown(text: &str) -> String {
        let read: Quantity = quantity::parse(text).unwrap().known().copied().unwrap();
        super::quantity(&read).replace(super::NO_BREAK_SPACE, "_")
    }

    #[test]
    fn thousands_are_parted_and_bounds_are_signs() {
        for (written, expected) in [
            ("0", "0"),
            ("999", "999"),
            ("19082000", "19_082_000"),
            ("-1234,50", "−1_234.5"),
            (">= 80 %", "≥_80_%"),
            ("<= 5", "≤_5"),
            ("15/1500", "15/1_500"),
        ] {
            assert_eq!(shown(written), expected);
        }
    }
}
