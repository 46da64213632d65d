//! Ages as forms write them.

use serde::Serialize;
use std::fmt;

/// A range of ages in full years: `13-16`, `59+`, or `18-65+`, where the form names an upper age and leaves it open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct AgeRange {
    /// The youngest age.
    pub from: u8,
    /// The oldest age that is named.
    pub to: Option<u8>,
    /// Whether older people belong to it too.
    pub open: bool,
}

/// What is wrong with an age.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AgeFault {
    /// Neither `13-16` nor `59+` nor `18-65+`.
    Malformed,
    /// An age above 130.
    TooHigh,
    /// The second age is below the first.
    Reversed,
}

const OLDEST: u8 = 130;

impl AgeRange {
    /// Reads `13-16`, `13–16`, `59+`, `18-65+`.
    pub fn parse(text: &str) -> Result<AgeRange, AgeFault> {
        let text = text.trim();
        let (ages, open) = match text.strip_suffix('+') {
            Some(ages) => (ages, true),
            None => (text, false),
        };
        match ages.split_once(['-', '–']) {
            Some((from, to)) => Self::between(years(from)?, years(to)?, open),
            None if open => Ok(AgeRange { from: years(ages)?, to: None, open }),
            None => Err(AgeFault::Malformed),
        }
    }

    fn between(from: u8, to: u8, open: bool) -> Result<AgeRange, AgeFault> {
        if to < from {
            return Err(AgeFault::Reversed);
        }
        Ok(AgeRange { from, to: Some(to), open })
    }
}

fn years(text: &str) -> Result<u8, AgeFault> {
    let text = text.trim();
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(AgeFault::Malformed);
    }
    text.parse().ok().filter(|age| *age <= OLDEST).ok_or(AgeFault::TooHigh)
}

/// As print does it: an en dash between two ages, `+` for "and older".
impl fmt::Display for AgeRange {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.from)?;
        if let Some(to) = self.to {
            write!(out, "–{to}")?;
        }
        out.write_str(if self.open { "+" } else { "" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(from: u8, to: Option<u8>, open: bool) -> Result<AgeRange, AgeFault> {
        Ok(AgeRange { from, to, open })
    }

    #[test]
    fn the_forms_of_the_documents_are_read() {
        assert_eq!(AgeRange::parse("13-16"), range(13, Some(16), false));
        assert_eq!(AgeRange::parse(" 13 – 16 "), range(13, Some(16), false));
        assert_eq!(AgeRange::parse("59+"), range(59, None, true));
        assert_eq!(AgeRange::parse("18-65+"), range(18, Some(65), true));
    }

    #[test]
    fn anything_else_is_a_fault() {
        for text in ["", "+", "-", "16", "13-", "-16", "13-16-18", "a-b", "1.5-2", "59++"] {
            assert_eq!(AgeRange::parse(text), Err(AgeFault::Malformed), "{text}");
        }
        assert_eq!(AgeRange::parse("16-13"), Err(AgeFault::Reversed));
        assert_eq!(AgeRange::parse("5-131"), Err(AgeFault::TooHigh));
        assert_eq!(AgeRange::parse("99999999999+"), Err(AgeFault::TooHigh));
    }

    #[test]
    fn print_uses_an_en_dash() {
        for (written, printed) in [("13-16", "13–16"), ("59+", "59+"), ("18-65+", "18–65+")] {
            assert_eq!(AgeRange::parse(written).map(|range| range.to_string()), Ok(printed.into()));
        }
    }
}
