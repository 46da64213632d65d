//! Purpose codes of the DAC, by which aid is sorted everywhere.

use std::fmt;

/// A five-digit code of the list *Sector* of the DAC, such as `15130`. The first three digits are a category, 111 or more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DacSector(u32);

impl DacSector {
    /// Reads a code; `None` where it has not the form of one.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let digits = text.len() == 5 && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse().ok().filter(|code| digits && (11_100..=99_999).contains(code)).map(Self)
    }
}

impl fmt::Display for DacSector {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_digits_are_a_code_and_nothing_else_is() {
        assert_eq!(DacSector::parse(" 15130 ").map(|code| code.to_string()).as_deref(), Some("15130"));
        for text in ["", "1513", "151300", "+5130", "01513", "1513a", "１５１３０"] {
            assert_eq!(DacSector::parse(text), None, "{text}");
        }
    }
}
