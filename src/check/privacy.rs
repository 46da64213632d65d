//! Personal data in texts: telephone numbers, e-mail addresses, personal identification numbers.
//!
//! The rules of writing are those of Kazakhstan and Kyrgyzstan. A finding of this kind stops
//! publication and no note can answer it, so a number is reported only where its form leaves little
//! doubt; amounts, dates, business numbers and the numbers of contracts and lots are left alone.
//! The time grows with the length of the text, whatever the text is.

mod digits;
mod email;
mod introduction;
mod letters;
mod personal;
mod phone;

use crate::finding::Code;
use digits::Window;
use letters::Letters;
pub(crate) use personal::check_digit;
use std::ops::Range;

/// Something in a text that looks like personal data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// What it is.
    pub code: Code,
    /// The bytes of the text.
    pub span: Range<usize>,
    /// The text as it was written.
    pub value: String,
}

/// Everything in `text` that looks like personal data, in the order of the text.
///
/// `public` says whether a contact is declared as public. It is asked with the forms that
/// [`contacts`] gives: telephone numbers as digits with the code of the country (`77292505152`), short
/// and local numbers as they are dialled (`1414`), e-mail addresses in small letters.
pub fn personal_data(text: &str, public: &dyn Fn(&str) -> bool) -> Vec<Hit> {
    let letters = Letters::new(text);
    let mut found = email::addresses(&letters);
    found.extend(numbers(&letters, false));
    found.retain(|found| found.code == Code::PersonalNumber || !public(&found.normal));
    found.sort_by_key(|found| (found.letters.start, found.letters.end));
    found.into_iter().map(|found| found.hit(&letters)).collect()
}

/// The contacts in the value of a `[[contact]]`, in the form in which [`personal_data`] asks for them.
///
/// The value is known to be a contact, so every number in it counts: `"109"`, `"50-51-52"`.
pub fn contacts(value: &str) -> Vec<String> {
    let letters = Letters::new(value);
    let mut found = email::addresses(&letters);
    found.extend(numbers(&letters, true));
    found.into_iter().filter(|found| found.code != Code::PersonalNumber).map(|found| found.normal).collect()
}

/// A hit in the making: what it is, the letters of the text that it covers, its normal form.
struct Found {
    code: Code,
    letters: Range<usize>,
    normal: String,
}

impl Found {
    fn hit(self, letters: &Letters<'_>) -> Hit {
        let span = letters.bytes(self.letters);
        Hit { code: self.code, value: letters.text(span.clone()).to_owned(), span }
    }
}

/// The most groups of digits that one number is written in: `+7 7 0 1 …` is not seen in practice.
const MOST_GROUPS: usize = 8;

fn numbers(letters: &Letters<'_>, introduced: bool) -> Vec<Found> {
    let mut found = Vec::new();
    for chain in digits::chains(letters) {
        let mut first = 0;
        while first < chain.len() {
            let longest = (chain.len() - first).min(MOST_GROUPS);
            let number = (1..=longest).rev().find_map(|count| {
                let window = Window::new(letters, &chain, first, count)?;
                Some((number(&window, introduced)?, count))
            });
            first += number.as_ref().map_or(1, |(_, count)| *count);
            found.extend(number.map(|(number, _)| number));
        }
    }
    found
}

fn number(window: &Window<'_>, introduced: bool) -> Option<Found> {
    let found = |code, normal| Found { code, letters: window.letters(), normal };
    if personal::is_personal(window) {
        return Some(found(Code::PersonalNumber, window.digits.clone()));
    }
    phone::normal(window, introduced).map(|normal| found(Code::PhoneNumber, normal))
}

#[cfg(test)]
mod tests;
