//! Numbers as people write them: with marks between thousands, with a unit behind them, in two readings; and how they are to
//! be written.

use super::quantity::{QuantityFault, parse};
use super::{Amount, Bound, Quantity, Stated};

/// Reads a quantity, as [`parse`] does. A text with [`two_readings`] is a fault.
pub fn parse_surely(text: &str) -> Result<Stated<Quantity>, QuantityFault> {
    if two_readings(text).is_some() { Err(QuantityFault::TwoReadings) } else { parse(text) }
}

/// Two readings of a text such as `350,000`: thousands parted by the mark, or a whole number with three decimals.
///
/// Gives the text as it can be written for both, `350000` and `350`. A number whose thousands are parted by spaces has its
/// decimals behind the mark, and so has a percentage or one that begins with zero.
pub fn two_readings(text: &str) -> Option<(String, String)> {
    if text.contains('%') {
        return None;
    }
    let with = |mend: fn(&str) -> Option<String>| with_first_number(text, mend);
    Some((with(thousands)?, with(decimals)?))
}

/// The text without the marks that part the thousands of its numbers, where there is no doubt: `3.249.000` is `3249000`,
/// `3,249.50` is `3249.50`.
pub fn without_marks(text: &str) -> Option<String> {
    let once = |text: &str| with_first_number(text, ungrouped_marks);
    std::iter::successors(once(text), |text| once(text)).last()
}

/// The text with something in place of the first number for which there is something.
fn with_first_number(text: &str, mend: fn(&str) -> Option<String>) -> Option<String> {
    let is_number = |char: char| char.is_ascii_digit() || " .,_\u{a0}\u{202f}".contains(char);
    let (mut before, mut rest) = (String::new(), text);
    loop {
        let (head, tail) = rest.split_at(rest.find(|char: char| char.is_ascii_digit())?);
        let (run, tail) = tail.split_at(tail.find(|char| !is_number(char)).unwrap_or(tail.len()));
        let (number, spaces) = run.split_at(run.trim_end().len());
        before += head;
        if let Some(mended) = mend(number) {
            return Some(format!("{before}{mended}{spaces}{tail}"));
        }
        before += run;
        rest = tail;
    }
}

/// `350000` for `350,000`.
fn thousands(number: &str) -> Option<String> {
    in_two_ways(number).map(|(whole, rest)| format!("{whole}{rest}"))
}

/// `350` for `350,000`, `3.2490` for `3,249`: with a zero more it is no group of three digits.
fn decimals(number: &str) -> Option<String> {
    let (whole, rest) = in_two_ways(number)?;
    Some(if rest == "000" { whole.to_owned() } else { format!("{whole}.{rest}0") })
}

/// What stands before and behind the one mark of a number that is followed by three digits.
fn in_two_ways(number: &str) -> Option<(&str, &str)> {
    let (whole, rest) = number.split_once(['.', ','])?;
    let is_group = rest.len() == 3 && is_digits(rest) && is_digits(whole) && (1..=3).contains(&whole.len());
    (is_group && !whole.starts_with('0')).then_some((whole, rest))
}

/// `3249000` for `3.249.000`, `3249.50` for `3,249.50`: of several marks, the last one begins the decimals where it is
/// another one.
fn ungrouped_marks(number: &str) -> Option<String> {
    let mark = number.chars().find(|char| ".,".contains(*char))?;
    let (whole, fraction) = match number.split_once(if mark == '.' { ',' } else { '.' }) {
        Some((whole, fraction)) => (whole, Some(fraction).filter(|fraction| is_digits(fraction))?),
        None => (number, ""),
    };
    let groups: Vec<&str> = whole.split(mark).collect();
    let [first, rest @ ..] = groups.as_slice() else { return None };
    let sound = (1..=3).contains(&first.len()) && !first.starts_with('0') && rest.iter().all(|group| group.len() == 3);
    let has_several_marks = rest.len() > 1 || !fraction.is_empty();
    let is_plain = sound && has_several_marks && groups.iter().all(|group| is_digits(group));
    let decimals = if fraction.is_empty() { String::new() } else { format!(".{fraction}") };
    is_plain.then(|| groups.concat() + &decimals)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The text as it is written in a file: a plain number without quotation marks, anything else within them. Nothing where
/// it cannot be read, or in two ways.
pub fn in_a_file(text: &str) -> Option<String> {
    let read = parse(text).ok()?.known().copied().filter(|_| two_readings(text).is_none())?;
    // `0350,125` is read in one way and would not be without its zero.
    let is_plain = read == Quantity { bound: Bound::Exactly, percent: false, ..read }
        && read.number().is_some()
        && two_readings(&read.to_string()).is_none();
    Some(if is_plain { read.to_string() } else { format!("\"{}\"", text.trim()) })
}

/// Where the words beside a number begin that are no bound: `адам` of `50 адам` and of `кемінде 50 адам`, with what stands
/// before them.
pub fn with_unit(text: &str) -> Option<(&str, &str)> {
    let text = text.trim();
    let spaces = text.char_indices().rev().filter(|(_, char)| char.is_whitespace()).map(|(at, _)| at);
    let ends = text.find(char::is_alphabetic).into_iter().chain(spaces);
    let parted = |at| (text[..at].trim_end(), text[at..].trim_start());
    ends.map(parted).find(|(number, words)| {
        let read = Quantity::parse(number);
        matches!(read, Ok(Quantity { amount: Amount::Number(_), .. }))
            && words.starts_with(char::is_alphabetic)
            && !words.contains(|char: char| char.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_before_three_digits_is_read_in_two_ways() {
        let readings = |text| two_readings(text).map(|(thousands, decimals)| format!("{thousands} {decimals}"));
        for (text, expected) in [
            ("350,000", "350000 350"),
            ("350.000", "350000 350"),
            ("1,200", "1200 1.2000"),
            (">= 1.234", ">= 1234 >= 1.2340"),
            ("3/1,500", "3/1500 3/1.5000"),
        ] {
            assert_eq!(readings(text).as_deref(), Some(expected), "{text}");
        }
        for text in ["350", "0,125", "12,5", "1,2000", "1 200,500", "1234.567", "12,345 %", "1.2.3", "30.07.2024"] {
            assert_eq!(readings(text), None, "{text}");
        }
    }

    #[test]
    fn marks_between_thousands_are_left_out_where_there_is_no_doubt() {
        for (text, expected) in [
            ("3.249.000", "3249000"),
            ("3,249,000", "3249000"),
            (">= 1,206,432.50 тг", ">= 1206432.50 тг"),
            ("1.206.432,5", "1206432.5"),
            ("1,206.500", "1206.500"),
            ("1.000.000/2.000.000", "1000000/2000000"),
        ] {
            assert_eq!(without_marks(text).as_deref(), Some(expected), "{text}");
        }
        for text in
            ["350,000", "12,5", "1.2.3", "30.07.2024", "0.123.456", "1,2345,678", "1,206.5.5", "12,", "", "1.000.00"]
        {
            assert_eq!(without_marks(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_advised_can_be_read() {
        for (text, expected) in [
            ("350 000", "350000"),
            ("12,5", "12.5"),
            (">= 3249", "\">= 3249\""),
            ("80 %", "\"80 %\""),
            ("3/4", "\"3/4\""),
        ] {
            assert_eq!(in_a_file(text).as_deref(), Some(expected), "{text}");
        }
        for text in ["350,000", "3.249.000", "50 адам", "?", ""] {
            assert_eq!(in_a_file(text), None, "{text}");
        }
    }

    #[test]
    fn a_unit_beside_the_number_is_seen() {
        assert_eq!(with_unit("50 адам"), Some(("50", "адам")));
        assert_eq!(with_unit(">= 1 200 шт."), Some((">= 1 200", "шт.")));
        assert_eq!(with_unit("кемінде 400 дана"), Some(("кемінде 400", "дана")));
        assert_eq!(with_unit("не менее 1 200 экземпляров книг"), Some(("не менее 1 200", "экземпляров книг")));
        for text in ["елу", "1e6", "50", "отсюда 5", "50-60 адам"] {
            assert_eq!(with_unit(text), None, "{text}");
        }
    }
}
