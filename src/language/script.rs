//! Alphabets inside words, invisible signs and gaps inside texts: what checks of content and words need.

use std::collections::BTreeSet;
use std::ops::Range;

/// A word in which letters of one alphabet pass for letters of another: «Тiркелген» with a Latin `i`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MixedWord {
    /// The word as written.
    pub word: String,
    /// Its bytes in the text.
    pub span: Range<usize>,
    /// The letters of the wrong alphabet, in the order of the word.
    pub wrong: Vec<char>,
    /// The word with the right letters in their place.
    pub repaired: String,
}

#[derive(Clone, Copy, PartialEq)]
enum Script {
    Latin,
    Cyrillic,
}

/// Latin letters and the Cyrillic letters that look like them. The first pair with a letter counts.
pub(crate) const LOOKALIKES: [(char, char); 35] = [
    ('A', 'А'),
    ('B', 'В'),
    ('C', 'С'),
    ('E', 'Е'),
    ('H', 'Н'),
    ('I', 'І'),
    ('K', 'К'),
    ('M', 'М'),
    ('O', 'О'),
    ('P', 'Р'),
    ('T', 'Т'),
    ('X', 'Х'),
    ('Y', 'Ү'),
    ('a', 'а'),
    ('c', 'с'),
    ('e', 'е'),
    ('h', 'һ'),
    ('i', 'і'),
    ('k', 'к'),
    ('o', 'о'),
    ('p', 'р'),
    ('x', 'х'),
    ('y', 'у'),
    ('Ë', 'Ё'),
    ('ë', 'ё'),
    ('Ï', 'Ї'),
    ('ï', 'ї'),
    ('Ə', 'Ә'),
    ('ə', 'ә'),
    ('Ɵ', 'Ө'),
    ('ɵ', 'ө'),
    ('Y', 'У'),
    ('j', 'ј'),
    ('s', 'ѕ'),
    ('ı', 'і'),
];

/// Every mixed word of a text. A name with a suffix in another alphabet is one only if the suffix passes for the name's
/// alphabet, so «Googleда» is none.
pub fn mixed_words(text: &str) -> Vec<MixedWord> {
    if !has_both_scripts(text) {
        return Vec::new();
    }
    words(text).filter_map(|span| mixed(text.get(span.clone())?, span)).collect()
}

/// The same for a single word.
pub fn mixed_script(word: &str) -> Option<MixedWord> {
    mixed(word, 0..word.len())
}

/// Whether a text may have letters of both alphabets. Most have not, and their first bytes tell.
fn has_both_scripts(text: &str) -> bool {
    let is_latin = |byte: u8| byte.is_ascii_alphabetic() || (0xc3..=0xca).contains(&byte);
    let is_cyrillic = |byte: u8| (0xd0..=0xd4).contains(&byte);
    text.bytes().any(is_latin) && text.bytes().any(is_cyrillic)
}

fn mixed(word: &str, span: Range<usize>) -> Option<MixedWord> {
    let count = |script| word.chars().filter(|char| script_of(*char) == Some(script)).count();
    let (latin, cyrillic) = (count(Script::Latin), count(Script::Cyrillic));
    if latin == 0 || cyrillic == 0 {
        return None;
    }
    let stranger = if latin <= cyrillic { Script::Latin } else { Script::Cyrillic };
    let wrong: Vec<char> = word.chars().filter(|char| script_of(*char) == Some(stranger)).collect();
    wrong.iter().all(|char| lookalike(*char).is_some()).then(|| MixedWord {
        word: word.to_owned(),
        span,
        repaired: repair(word, stranger),
        wrong,
    })
}

fn repair(word: &str, stranger: Script) -> String {
    let right = |char| if script_of(char) == Some(stranger) { lookalike(char).unwrap_or(char) } else { char };
    word.chars().map(right).collect()
}

/// The letter of the other alphabet that looks the same.
fn lookalike(char: char) -> Option<char> {
    LOOKALIKES.iter().find_map(|(latin, cyrillic)| match char {
        _ if char == *latin => Some(*cyrillic),
        _ if char == *cyrillic => Some(*latin),
        _ => None,
    })
}

fn script_of(char: char) -> Option<Script> {
    match char {
        'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{2af}' if char.is_alphabetic() => Some(Script::Latin),
        '\u{400}'..='\u{52f}' => Some(Script::Cyrillic),
        _ => None,
    }
}

/// The places of the words: runs of letters and digits.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut rest = 0;
    text.split(|char: char| !char.is_alphanumeric()).filter_map(move |word| {
        let start = rest;
        rest = start + word.len() + text.get(start + word.len()..)?.chars().next().map_or(0, char::len_utf8);
        (!word.is_empty()).then_some(start..start + word.len())
    })
}

/// The signs of a text that nobody sees, with their bytes: those that take no room, those that turn the order of reading
/// ([UAX #9](https://www.unicode.org/reports/tr9/)), tags and control characters. Soft hyphens and the signs that join
/// letters and emoji have a use and are none of them.
pub fn invisible_signs(text: &str) -> impl Iterator<Item = (Range<usize>, char)> {
    let signs = text.char_indices().filter(|(_, letter)| is_invisible(*letter));
    signs.map(|(at, letter)| (at..at + letter.len_utf8(), letter))
}

fn is_invisible(letter: char) -> bool {
    match letter {
        '\n' | '\r' | '\t' => false,
        '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{180e}' => true,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true,
        '\u{e0000}'..='\u{e007f}' => true,
        _ => letter.is_control(),
    }
}

/// The names of the gaps of a text: `{count}`. Braces that make no gap are passed over.
pub fn gaps(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_latin_letter_in_a_cyrillic_word_is_found_and_repaired() {
        let text = "Портал: Тiркелген ұйымдар";
        let [found] = &mixed_words(text)[..] else { panic!("one mixed word") };
        assert_eq!(text.get(found.span.clone()), Some("Тiркелген"));
        assert_eq!((found.wrong.as_slice(), found.repaired.as_str()), (&['i'][..], "Тіркелген"));
    }

    #[test]
    fn a_cyrillic_letter_in_a_latin_word_is_found() {
        let found = mixed_script("Faсebook").unwrap();
        assert_eq!((found.wrong.as_slice(), found.repaired.as_str()), (&['с'][..], "Facebook"));
    }

    #[test]
    fn the_schwa_of_other_alphabets_is_found() {
        assert_eq!(mixed_script("əлеумет").map(|found| found.repaired), Some("әлеумет".to_owned()));
    }

    #[test]
    fn ordinary_words_are_left_alone() {
        for text in
            ["IT-маман", "Facebook-тегі парақша", "Googleда", "COVID-19", "Өскемен", "№ 139", "A4", "", "3D-модель"]
        {
            assert_eq!(mixed_words(text), [], "{text}");
        }
    }

    #[test]
    fn every_pair_has_one_letter_of_each_alphabet() {
        for (latin, cyrillic) in LOOKALIKES {
            assert!(script_of(latin) == Some(Script::Latin), "{latin}");
            assert!(script_of(cyrillic) == Some(Script::Cyrillic), "{cyrillic}");
            assert!(has_both_scripts(&format!("{latin}{cyrillic}")), "{latin}{cyrillic}");
        }
    }

    #[test]
    fn signs_that_nobody_sees_are_found_and_those_of_use_are_left_alone() {
        let found = |text| invisible_signs(text).map(|(_, sign)| sign).collect::<String>();
        assert_eq!(
            found("ақ\u{200b}ша\u{202e}001\u{202c}\u{feff} \u{7}\u{e0041}"),
            "\u{200b}\u{202e}\u{202c}\u{feff}\u{7}\u{e0041}"
        );
        assert_eq!(found("10\u{a0}000 ₸\tқол\u{ad}дау\r\n👩\u{200d}🏫 «–» №"), "");
        assert_eq!(invisible_signs("ақ\u{200b}ша").next(), Some((4..7, '\u{200b}')));
    }

    #[test]
    fn gaps_are_named() {
        assert_eq!(gaps("{count} of {total}, {count}"), BTreeSet::from(["count", "total"]));
        assert_eq!(gaps("a } b { c"), BTreeSet::new());
    }
}
