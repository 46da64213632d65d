//! Check codes: ten signs that say which figure with which value somebody has in hand.

use sha2::{Digest, Sha256};
use std::fmt;

/// The signs of a code: Crockford's base 32, which leaves out I, L, O and U.
const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// How many signs a code has, five bits each.
const LENGTH: usize = 10;

/// A check code, such as `7KQ2M-4F9XT`: the first 50 bits of a SHA-256. Who has the same figure with the same value
/// has the same code, in every language, edition and copy of the portal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CheckCode(u64);

impl CheckCode {
    /// The code of some lines of text.
    pub fn of(lines: impl IntoIterator<Item = String>) -> Self {
        let mut hash = Sha256::new();
        hash.update(b"esep check code 1\n");
        for line in lines {
            hash.update(line.as_bytes());
            hash.update(b"\n");
        }
        let first = hash.finalize().iter().take(8).fold(0_u64, |number, byte| (number << 8) | u64::from(*byte));
        Self(first >> (64 - 5 * LENGTH))
    }

    /// The first of its 50 bits, as a number.
    pub fn first_bits(self, bits: u32) -> u64 {
        self.0 >> (5 * LENGTH as u32).saturating_sub(bits)
    }

    /// Reads a code as people write it down: in any case, with spaces or dashes anywhere, O for 0, I and L for 1,
    /// Cyrillic letters for the Latin ones that look the same.
    pub fn parse(text: &str) -> Option<Self> {
        let signs = text.chars().filter(|sign| !sign.is_whitespace() && !"-–—‐‑".contains(*sign));
        let digits: Vec<u64> = signs.map(digit).collect::<Option<_>>()?;
        (digits.len() == LENGTH).then(|| Self(digits.iter().fold(0, |number, digit| (number << 5) | digit)))
    }
}

fn digit(sign: char) -> Option<u64> {
    let sign = match sign.to_uppercase().next().unwrap_or(sign) {
        'O' | 'О' => '0',
        'I' | 'L' => '1',
        'А' => 'A',
        'В' => 'B',
        'Е' => 'E',
        'К' => 'K',
        'М' => 'M',
        'Н' => 'H',
        'Р' => 'P',
        'С' => 'C',
        'Т' => 'T',
        'Х' => 'X',
        other => other,
    };
    SIGNS.iter().position(|known| char::from(*known) == sign).and_then(|at| u64::try_from(at).ok())
}

impl fmt::Display for CheckCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for at in 0..LENGTH {
            if at == LENGTH / 2 {
                out.write_str("-")?;
            }
            let digit = (self.0 >> (5 * (LENGTH - 1 - at))) & 31;
            let sign = usize::try_from(digit).ok().and_then(|digit| SIGNS.get(digit)).copied().unwrap_or(b'0');
            write!(out, "{}", char::from(sign))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_back_as_people_write_it() {
        let code = CheckCode::of(["grants/a#b".to_owned(), "planned=>= 50".to_owned()]);
        let written = code.to_string();
        assert_eq!(written.len(), LENGTH + 1);
        for text in [written.clone(), written.to_lowercase(), written.replace('-', " "), format!(" {written} ")] {
            assert_eq!(CheckCode::parse(&text), Some(code), "{text}");
        }
        assert_eq!(CheckCode::parse("OIL00-00000"), CheckCode::parse("01100-00000"));
        assert_eq!(CheckCode::parse("АВЕКМ-НОРСТ"), CheckCode::parse("ABEKM-H0PCT"));
    }

    #[test]
    fn what_is_no_code_is_none() {
        for text in ["", "7KQ2M", "7KQ2M-4F9XTT", "7KQ2M-4F9XU", "жетпіс бес", "75 адам"] {
            assert_eq!(CheckCode::parse(text), None, "{text}");
        }
    }

    #[test]
    fn another_value_has_another_code() {
        let of = |value: &str| CheckCode::of(["grants/a#b".to_owned(), format!("planned={value}")]);
        assert_ne!(of("50"), of("51"));
        assert_eq!(of("50"), of("50"));
    }

    /// Codes are printed on paper: what they are made of may never change.
    #[test]
    fn the_code_of_a_text_is_forever() {
        assert_eq!(CheckCode::of(["a".to_owned()]).to_string(), "P2K88-E90EN");
    }
}
