//! Quantities as contracts and reports write them: a bound, an amount, perhaps a percent sign.

use super::Stated;
use rust_decimal::Decimal;
use serde::{Serialize, Serializer};
use std::fmt;

/// Which way a promised amount binds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bound {
    /// Just this amount.
    Exactly,
    /// This amount or more.
    AtLeast,
    /// This amount or less.
    AtMost,
}

/// What is promised or achieved, without its unit. Serialised exactly: `"12.5"`, `["3", "4"]`, `true`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Amount {
    /// A number.
    Number(Decimal),
    /// Two numbers that belong together: `15/15`, `3/4`.
    Pair(Decimal, Decimal),
    /// Whether something was or is to be done.
    Done(bool),
}

/// An amount with its bound. The unit is stated elsewhere, save for the percent sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Quantity {
    /// Which way the amount binds.
    pub bound: Bound,
    /// The amount; with `percent`, in percent (80 for 80 %).
    pub amount: Amount,
    /// Whether it was written with a percent sign.
    pub percent: bool,
}

/// What is wrong with a quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum QuantityFault {
    /// Nothing is written.
    Empty,
    /// There is no number in it.
    NoNumber,
    /// Words beside the number that are no bound: a unit belongs into a key of its own.
    Words,
    /// Two bounds at once.
    TwoBounds,
    /// A range such as `50-60`, which is no single quantity.
    Range,
    /// Spaces or underscores that do not part the number into groups of three digits.
    Grouping,
    /// More than one decimal mark: `1,206.50`.
    Marks,
    /// A mark that may part thousands or decimals: `350,000`.
    TwoReadings,
    /// Not two plain numbers around one slash.
    Pair,
    /// A bracket that is not closed, holds more than words, or stands before the number.
    Bracket,
    /// More digits than can be kept exactly (28).
    TooLong,
    /// Signs that mean nothing here.
    Malformed,
}

/// Reads a quantity, `?` (left blank) or `-` (not applicable).
///
/// `50`, `1 206 432`, `12,5`, `-20 %`, `>= 50`, `кемінде 50`, `не менее 50`, `50-ден кем емес`, `at most 5`, `15/15`,
/// `50 (елу)`. A comma and a full stop are both decimal marks; thousands are parted by spaces or underscores.
pub fn parse(text: &str) -> Result<Stated<Quantity>, QuantityFault> {
    match Stated::from_mark(text) {
        Some(mark) => Ok(mark),
        None => Quantity::parse(text).map(Stated::Known),
    }
}

impl Quantity {
    /// Just this number, without a percent sign.
    pub fn exactly(number: impl Into<Decimal>) -> Quantity {
        Quantity { bound: Bound::Exactly, amount: Amount::Number(number.into()), percent: false }
    }

    /// Done, or not done.
    pub fn done(done: bool) -> Quantity {
        Quantity { bound: Bound::Exactly, amount: Amount::Done(done), percent: false }
    }

    /// The same with zeros at the end of decimals left out: `12.50` and `12.5` are one number.
    pub fn normalized(&self) -> Quantity {
        let amount = match self.amount {
            Amount::Number(number) => Amount::Number(number.normalize()),
            Amount::Pair(first, second) => Amount::Pair(first.normalize(), second.normalize()),
            done @ Amount::Done(_) => done,
        };
        Quantity { amount, ..*self }
    }

    /// The number, if the amount is a single one.
    pub fn number(&self) -> Option<Decimal> {
        match self.amount {
            Amount::Number(number) => Some(number),
            Amount::Pair(..) | Amount::Done(_) => None,
        }
    }

    pub(super) fn parse(text: &str) -> Result<Quantity, QuantityFault> {
        let text = without_bracket(&tidy(text))?;
        if text.is_empty() {
            return Err(QuantityFault::Empty);
        }
        let (bound, rest) = bound(&text)?;
        let (percent, rest) = match rest.strip_suffix('%') {
            Some(rest) => (true, rest.trim_end()),
            None => (false, rest),
        };
        let amount = amount(rest)?;
        if percent && matches!(amount, Amount::Pair(..)) {
            return Err(QuantityFault::Pair);
        }
        Ok(Quantity { bound, amount, percent })
    }
}

/// Lower case, with one plain space for each run of spaces of any kind.
fn tidy(text: &str) -> String {
    text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Leaves out number words in brackets, as in `50 (елу)`.
fn without_bracket(text: &str) -> Result<String, QuantityFault> {
    let Some((before, rest)) = text.split_once('(') else {
        return if text.contains(')') { Err(QuantityFault::Bracket) } else { Ok(text.to_owned()) };
    };
    let (words, after) = rest.split_once(')').ok_or(QuantityFault::Bracket)?;
    let are_words = words.chars().all(|char| char.is_alphabetic() || char == ' ') && !words.trim().is_empty();
    let more = after.contains(['(', ')']) || after.trim_start().starts_with(|char: char| char.is_ascii_digit());
    if !are_words || more || !before.contains(|char: char| char.is_ascii_digit()) {
        return Err(QuantityFault::Bracket);
    }
    Ok(format!("{}{after}", before.trim_end()))
}

/// Words and signs before the number; of two that begin alike, the longer one first.
const BEFORE: [(&str, Bound); 21] = [
    (">=", Bound::AtLeast),
    ("≥", Bound::AtLeast),
    ("<=", Bound::AtMost),
    ("≤", Bound::AtMost),
    ("кемінде", Bound::AtLeast),
    ("кем дегенде", Bound::AtLeast),
    ("не менее", Bound::AtLeast),
    ("не меньше", Bound::AtLeast),
    ("минимум", Bound::AtLeast),
    ("от", Bound::AtLeast),
    ("кеминде", Bound::AtLeast),
    ("жок дегенде", Bound::AtLeast),
    ("at least", Bound::AtLeast),
    ("ең көбі", Bound::AtMost),
    ("ең көп дегенде", Bound::AtMost),
    ("не более", Bound::AtMost),
    ("не больше", Bound::AtMost),
    ("максимум", Bound::AtMost),
    ("эң көп дегенде", Bound::AtMost),
    ("эң көп", Bound::AtMost),
    ("at most", Bound::AtMost),
];

const AFTER: [(&str, Bound); 6] = [
    ("кем емес", Bound::AtLeast),
    ("кем эмес", Bound::AtLeast),
    ("артық емес", Bound::AtMost),
    ("көп емес", Bound::AtMost),
    ("ашык эмес", Bound::AtMost),
    ("көп эмес", Bound::AtMost),
];

/// Endings of the ablative that stand between the number and the words of `AFTER`; longer ones first.
const ABLATIVE: [&str; 12] = ["ынан", "інен", "дан", "ден", "тан", "тен", "нан", "нен", "дон", "дөн", "тон", "төн"];

/// A regular expression that every text that [`parse`] reads matches, in the part of the notation that Rust, JavaScript and
/// Python share. It also matches some that [`parse`] refuses, such as wrongly grouped numbers.
pub fn pattern() -> String {
    let words = |words: &mut dyn Iterator<Item = &str>| words.map(in_any_case).collect::<Vec<_>>().join("|");
    let before = words(&mut BEFORE.iter().map(|(word, _)| *word));
    let after = words(&mut AFTER.iter().map(|(word, _)| *word));
    let ablative = words(&mut ABLATIVE.iter().copied());
    let number = r"[0-9][0-9\s_]*([.,][0-9]+)?";
    let behind = format!(r"(\s*(%|\([^()0-9]*\)|[‑–-]?\s*({ablative})))*(\s*[‑–-]?\s*({after}))?");
    format!(r"^\s*([?–—-]|({before})?\s*[+−–-]?\s*{number}(\s*/\s*{number})?{behind})\s*$")
}

/// `кем емес` with every letter small or capital and any spaces between the words.
fn in_any_case(words: &str) -> String {
    let letter = |letter: char| match letter {
        ' ' => r"\s+".to_owned(),
        letter if letter.is_lowercase() => format!("[{letter}{}]", letter.to_uppercase()),
        other => other.to_string(),
    };
    words.chars().map(letter).collect()
}

/// The bound before or after the number, and the number.
fn bound(text: &str) -> Result<(Bound, &str), QuantityFault> {
    let before = BEFORE.iter().find_map(|(word, bound)| {
        let rest = text.strip_prefix(word)?;
        (!rest.starts_with(char::is_alphabetic)).then_some((*bound, rest.trim_start()))
    });
    let rest = before.map_or(text, |(_, rest)| rest);
    let after = AFTER.iter().find_map(|(words, bound)| {
        let rest = rest.strip_suffix(words)?;
        Some((*bound, without_ablative(rest)))
    });
    match (before, after) {
        (Some(_), Some(_)) => Err(QuantityFault::TwoBounds),
        (Some(found), None) | (None, Some(found)) => Ok(found),
        (None, None) => Ok((Bound::Exactly, text)),
    }
}

fn without_ablative(text: &str) -> &str {
    let text = text.trim_end();
    let stem = ABLATIVE.iter().find_map(|ending| text.strip_suffix(ending)).unwrap_or(text).trim_end();
    stem.strip_suffix(['-', '‑', '–']).unwrap_or(stem).trim_end()
}

fn amount(text: &str) -> Result<Amount, QuantityFault> {
    match text.split_once('/') {
        Some((first, second)) => pair(first.trim(), second.trim()),
        None => signed(text).map(Amount::Number),
    }
}

fn pair(first: &str, second: &str) -> Result<Amount, QuantityFault> {
    let side = |text| match unsigned(text) {
        Err(QuantityFault::TooLong) => Err(QuantityFault::TooLong),
        other => other.map_err(|_| QuantityFault::Pair),
    };
    Ok(Amount::Pair(side(first)?, side(second)?))
}

fn signed(text: &str) -> Result<Decimal, QuantityFault> {
    if let Some(rest) = text.strip_prefix(['-', '−', '–']) {
        return unsigned(rest.trim_start()).map(|number| -number);
    }
    unsigned(text.strip_prefix('+').unwrap_or(text).trim_start())
}

fn unsigned(text: &str) -> Result<Decimal, QuantityFault> {
    if let Some(fault) = foreign(text) {
        return Err(fault);
    }
    let mut parts = text.split(['.', ',']);
    let whole = ungrouped(parts.next().unwrap_or_default())?;
    let number = match (parts.next(), parts.next()) {
        (None, _) => whole,
        (Some(fraction), None) => format!("{whole}.{}", plain(fraction)?),
        (Some(_), Some(_)) => return Err(QuantityFault::Marks),
    };
    Decimal::from_str_exact(&number).map_err(|_| QuantityFault::TooLong)
}

/// What is wrong with a text that holds other signs than a number's.
fn foreign(text: &str) -> Option<QuantityFault> {
    if !text.contains(|char: char| char.is_ascii_digit()) {
        return Some(QuantityFault::NoNumber);
    }
    if text.contains(char::is_alphabetic) {
        return Some(QuantityFault::Words);
    }
    let between = |side: Option<char>| side.is_some_and(|char| char.is_ascii_digit() || char == ' ');
    if let Some((first, second)) = text.split_once(['-', '–', '—'])
        && between(first.chars().last())
        && between(second.chars().next())
    {
        return Some(QuantityFault::Range);
    }
    let known = |char: char| char.is_ascii_digit() || " _.,".contains(char);
    (!text.chars().all(known)).then_some(QuantityFault::Malformed)
}

/// The digits of a whole number whose thousands may be parted.
fn ungrouped(text: &str) -> Result<String, QuantityFault> {
    let groups: Vec<&str> = text.split([' ', '_']).collect();
    let sound = match groups.as_slice() {
        [] | [""] => return Err(QuantityFault::Malformed),
        [_] => true,
        [first, rest @ ..] => (1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3),
    };
    if sound { Ok(groups.concat()) } else { Err(QuantityFault::Grouping) }
}

fn plain(fraction: &str) -> Result<&str, QuantityFault> {
    if fraction.is_empty() {
        return Err(QuantityFault::Malformed);
    }
    if fraction.contains([' ', '_']) { Err(QuantityFault::Grouping) } else { Ok(fraction) }
}

/// The form that [`parse`] reads back: `>= 12.5 %`, `15/15`. A done amount is `true` or `false`.
impl fmt::Display for Quantity {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self.bound {
            Bound::Exactly => "",
            Bound::AtLeast => ">= ",
            Bound::AtMost => "<= ",
        })?;
        match self.amount {
            Amount::Number(number) => write!(out, "{number}")?,
            Amount::Pair(first, second) => write!(out, "{first}/{second}")?,
            Amount::Done(done) => write!(out, "{done}")?,
        }
        out.write_str(if self.percent { " %" } else { "" })
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Amount::Number(number) => serializer.collect_str(number),
            Amount::Pair(first, second) => [first.to_string(), second.to_string()].serialize(serializer),
            Amount::Done(done) => serializer.serialize_bool(*done),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn canonical(text: &str) -> String {
        match parse(text) {
            Ok(Stated::Known(quantity)) => quantity.to_string(),
            other => format!("{other:?}"),
        }
    }

    fn assert_read(cases: &[(&str, &str)]) {
        for (text, expected) in cases {
            assert_eq!(canonical(text), *expected, "{text:?}");
        }
    }

    #[test]
    fn numbers_are_read_in_every_usual_writing() {
        assert_read(&[
            ("50", "50"),
            ("1 206 432", "1206432"),
            ("1\u{a0}206\u{202f}432", "1206432"),
            ("3_249_000", "3249000"),
            ("19 082 000,50", "19082000.50"),
            ("12,5", "12.5"),
            ("12.5", "12.5"),
            ("+1.2 %", "1.2 %"),
            ("-20 %", "-20 %"),
            ("−20", "-20"),
            ("80%", "80 %"),
            ("0", "0"),
        ]);
    }

    #[test]
    fn bounds_are_read_in_four_languages() {
        let at_least =
            ["≥50", ">= 50", "Кемінде 50", "кем дегенде 50", "не менее 50", "минимум 50", "от 50", "кеминде 50"];
        let more = [
            "жок дегенде 50",
            "At least 50",
            "50-ден кем емес",
            "50 ден кем емес",
            "50дөн кем эмес",
            "50-дөн кем эмес",
        ];
        for text in at_least.iter().chain(&more) {
            assert_eq!(canonical(text), ">= 50", "{text}");
        }
        for text in [
            "≤5",
            "<= 5",
            "ең көбі 5",
            "не более 5",
            "максимум 5",
            "эң көп 5",
            "эң көп дегенде 5",
            "at most 5",
            "5-тен артық емес",
        ] {
            assert_eq!(canonical(text), "<= 5", "{text}");
        }
        assert_read(&[("не менее 80 %", ">= 80 %"), ("80%-дан кем емес", ">= 80 %"), ("кемінде 15/15", ">= 15/15")]);
    }

    #[test]
    fn pairs_and_number_words_are_read() {
        assert_read(&[
            ("15/15", "15/15"),
            ("3 / 4", "3/4"),
            ("50 (елу)", "50"),
            ("кемінде 25 (жиырма бес)", ">= 25"),
            ("50 (елу) %", "50 %"),
            ("50 (елу)-ден кем емес", ">= 50"),
            ("50-ден (елуден) кем емес", ">= 50"),
        ]);
    }

    #[test]
    fn marks_are_read() {
        for mark in ["-", "–", " — "] {
            assert_eq!(parse(mark), Ok(Stated::NotApplicable), "{mark}");
        }
        assert_eq!(parse("?"), Ok(Stated::NotStated));
    }

    #[test]
    fn every_fault_is_named() {
        let cases = [
            ("", QuantityFault::Empty),
            ("елу", QuantityFault::NoNumber),
            (">=", QuantityFault::NoNumber),
            ("%", QuantityFault::NoNumber),
            ("50 адам", QuantityFault::Words),
            ("1e6", QuantityFault::Words),
            ("отсюда 5", QuantityFault::Words),
            ("не менее 50-ден кем емес", QuantityFault::TwoBounds),
            ("50-60", QuantityFault::Range),
            ("50 – 60", QuantityFault::Range),
            ("12 06", QuantityFault::Grouping),
            ("1206 432", QuantityFault::Grouping),
            ("1 206 43", QuantityFault::Grouping),
            ("1,206.50", QuantityFault::Marks),
            ("1.2.3", QuantityFault::Marks),
            ("15/", QuantityFault::Pair),
            ("1/2/3", QuantityFault::Pair),
            ("3/4 %", QuantityFault::Pair),
            ("50 (50)", QuantityFault::Bracket),
            ("50 (елу", QuantityFault::Bracket),
            ("(елу) 50", QuantityFault::Bracket),
            ("5 (бес) 000", QuantityFault::Bracket),
            ("99999999999999999999999999999", QuantityFault::TooLong),
            ("0,00000000000000000000000000001", QuantityFault::TooLong),
            ("50.", QuantityFault::Malformed),
            (",5", QuantityFault::Malformed),
            ("--5", QuantityFault::Malformed),
            ("50 %%", QuantityFault::Malformed),
            (">50", QuantityFault::Malformed),
        ];
        for (text, fault) in cases {
            assert_eq!(parse(text), Err(fault), "{text:?}");
        }
    }

    /// All texts of the tests above that are read, and some that are not.
    #[test]
    fn the_pattern_matches_what_is_read() {
        let pattern = regex::Regex::new(&pattern()).unwrap();
        let source = include_str!("quantity.rs").split("mod tests").nth(1).unwrap_or_default();
        let texts: Vec<&str> = source.split('"').skip(1).step_by(2).collect();
        let read: Vec<&&str> = texts.iter().filter(|text| parse(text).is_ok()).collect();
        assert!(read.len() > 50);
        for text in read {
            assert!(pattern.is_match(text), "{text}");
        }
        for text in ["", "елу", ">=", "50 адам", "3 249 000 теңге", "1e6", "отсюда 5", "1/2/3", "(елу) 50", ">50"]
        {
            assert!(!pattern.is_match(text), "{text}");
        }
    }

    #[test]
    fn the_displayed_form_is_read_back() {
        for text in ["≥ 12,50 %", "не более 1 000", "3/4", "-0,5"] {
            assert_eq!(canonical(&canonical(text)), canonical(text), "{text}");
        }
    }

    /// Every string of up to four signs that matter here is read or refused, without a panic.
    #[test]
    fn no_text_makes_it_panic() {
        let signs: Vec<char> = "5 0-–%/.,()>=_е\u{a0}ң+".chars().collect();
        let mut texts = vec![String::new()];
        for _ in 0..4 {
            let longer = texts.iter().flat_map(|text| signs.iter().map(move |sign| format!("{text}{sign}"))).collect();
            texts = longer;
            for text in &texts {
                if let Ok(Stated::Known(quantity)) = parse(text) {
                    assert_eq!(canonical(&quantity.to_string()), quantity.to_string(), "{text:?}");
                }
            }
        }
    }

    #[test]
    fn amounts_are_serialised_exactly() {
        let Ok(quantity) = parse(">= 12.50 %") else { panic!("a quantity") };
        let written = serde_json::to_string(&quantity).unwrap();
        assert_eq!(written, r#"{"state":"known","value":{"bound":"at-least","amount":"12.50","percent":true}}"#);
    }
}
