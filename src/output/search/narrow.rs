//! Cyrillic texts in files of the index, at one byte a letter.
//!
//! In UTF-8 a Cyrillic letter takes two bytes, a Latin one takes one. In the files of Kazakh, Russian and Kyrgyz the two
//! change places, so that nearly every letter is one byte: `browser/parts.js` changes them back.

use crate::language::Lang;
use std::borrow::Cow;
use std::sync::LazyLock;

/// Latin letters, and the Cyrillic ones that they stand for: all small ones of the three languages, and capitals that many
/// sentences begin with.
const PAIRS: [(&str, &str); 2] = [
    ("abcdefghijklmnopqrstuvwxyz", "абвгдежзийклмнопрстуфхцчшщ"),
    ("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "ъыьэюяәғқңөұүһіёКҚБТАОМСЖП"),
];

/// Behind the Cyrillic letters that have a partner.
const END: usize = 0x500;

/// The letter that is written in place of each.
static PARTNERS: LazyLock<Vec<char>> = LazyLock::new(|| {
    let mut partners: Vec<char> = (0..END).filter_map(|code| char::from_u32(u32::try_from(code).ok()?)).collect();
    for (latin, cyrillic) in PAIRS.iter().flat_map(|(latin, cyrillic)| latin.chars().zip(cyrillic.chars())) {
        for (from, to) in [(latin, cyrillic), (cyrillic, latin)] {
            if let Some(partner) = partners.get_mut(from as usize) {
                *partner = to;
            }
        }
    }
    partners
});

/// Letters as the files of a language have them; what was written so is read in the same way.
pub(super) fn narrow(lang: Lang, text: &str) -> Cow<'_, str> {
    if lang == Lang::En {
        return Cow::Borrowed(text);
    }
    let partner = |letter: char| PARTNERS.get(letter as usize).copied().unwrap_or(letter);
    Cow::Owned(text.chars().map(partner).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearly_every_letter_takes_one_byte_and_comes_back() {
        for text in ["Қоғамдық көмек, 2020", "ёлка и \u{301}Њ", "Google-да", ""] {
            let narrowed = narrow(Lang::Kk, text);
            assert_eq!(narrow(Lang::Kk, &narrowed), text);
        }
        let text = "қазақстандағы әйелдердің құқығы, съезд, эң жакшы күн, һіё";
        assert_eq!(narrow(Lang::Ru, text).len(), text.chars().count());
        assert_eq!(narrow(Lang::En, "Grants"), "Grants");
    }

    #[test]
    fn signs_that_part_keys_stay() {
        assert_eq!(narrow(Lang::Kk, " =\n0123456789"), " =\n0123456789");
    }

    #[test]
    fn every_letter_has_one_partner() {
        assert!(PAIRS.iter().all(|(latin, cyrillic)| latin.len() == 26 && cyrillic.chars().count() == 26));
        let letters: std::collections::BTreeSet<char> =
            PAIRS.iter().flat_map(|(_, cyrillic)| cyrillic.chars()).collect();
        assert_eq!(letters.len(), 52);
    }
}
