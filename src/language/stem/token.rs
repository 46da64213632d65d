//! Words of a text, and the one way of writing them.

use super::letters::{VARIANTS, instead};
use crate::language::script;
use icu_normalizer::ComposingNormalizerBorrowed;
use std::borrow::Cow;

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// The word in the one way of writing: see [`normalised`].
    pub form: String,
    /// Where it begins, in bytes.
    pub start: usize,
    /// Where it ends, in bytes.
    pub end: usize,
}

/// The words of a text in reading order.
pub(super) fn tokens(text: &str) -> impl Iterator<Item = Token> + use<'_> {
    places(text).filter_map(|(start, end)| Some(Token { form: form(text.get(start..end)?), start, end }))
}

/// The words of a text in reading order, as they stand there.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> + use<'_> {
    places(text).filter_map(|(start, end)| text.get(start..end))
}

/// Where words begin and end, in bytes.
fn places(text: &str) -> impl Iterator<Item = (usize, usize)> + use<'_> {
    let mut place = 0;
    std::iter::from_fn(move || {
        let start = place + text.get(place..)?.find(is_word)?;
        let rest = text.get(start..)?;
        place = start + number_length(rest).unwrap_or_else(|| word_length(rest));
        Some((start, place))
    })
}

/// The form of a word as it stands in a text: see [`normalised`]; of a number in groups the digits alone.
pub(super) fn form(word: &str) -> String {
    // Gaps are no letters: only a number has them inside.
    if word.contains(is_gap) { word.chars().filter(char::is_ascii_digit).collect() } else { normalised(word) }
}

/// The one way of writing a word: composed (NFC), in lower case, without soft hyphens and stress marks, with е for ё,
/// and with the letters of one alphabet where those of another pass for them.
pub fn normalised(word: &str) -> String {
    if word.chars().all(is_plain) {
        return word.to_owned();
    }
    let composed = composed(word);
    let repaired = script::mixed_script(&composed).map_or(composed, |mixed| Cow::Owned(mixed.repaired));
    // A Turkish İ becomes an i with a dot of its own.
    let small = repaired.to_lowercase().replace('\u{307}', "");
    small.chars().map(|letter| instead(&VARIANTS, letter)).collect()
}

/// Letters that are written in one way only, as nearly all of a text are, and digits.
fn is_plain(char: char) -> bool {
    matches!(char, 'а'..='я' | '0'..='9' | 'ә' | 'ғ' | 'қ' | 'ң' | 'ө' | 'ұ' | 'ү' | 'һ' | 'і')
}

fn composed(word: &str) -> Cow<'_, str> {
    if !word.contains(is_silent) {
        // Letters below the combining marks are composed already.
        return if word.chars().all(is_composed) { Cow::Borrowed(word) } else { nfc(word) };
    }
    Cow::Owned(nfc(word).chars().filter(|char| !is_silent(*char)).collect())
}

fn nfc(word: &str) -> Cow<'_, str> {
    ComposingNormalizerBorrowed::new_nfc().normalize(word)
}

fn is_composed(char: char) -> bool {
    matches!(char, '\0'..'\u{300}' | '\u{400}'..'\u{483}' | '\u{48a}'..'\u{500}')
}

fn is_word(char: char) -> bool {
    match char {
        '\0'..'\u{80}' => char.is_ascii_alphanumeric(),
        // Nearly every letter of a text; Unicode's tables take their time.
        '\u{400}'..'\u{482}' | '\u{48a}'..'\u{530}' => true,
        _ => char.is_alphabetic() || char.is_numeric(),
    }
}

/// Marks and signs inside a word that say nothing about it, once letters are composed.
fn is_silent(char: char) -> bool {
    matches!(char, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}')
}

/// The length in bytes of the word at the beginning of the text.
fn word_length(text: &str) -> usize {
    text.find(|char| !is_word(char) && !is_silent(char)).unwrap_or(text.len())
}

/// The length in bytes of a number in groups of three digits at the beginning of the text: «19 082 000»,
/// "19,082,000".
fn number_length(text: &str) -> Option<usize> {
    let first = digits(text);
    let mut length = first;
    while let Some(group) = text.get(length..).and_then(group_length) {
        length += group;
    }
    ((1..=3).contains(&first) && length > first).then_some(length)
}

fn group_length(text: &str) -> Option<usize> {
    let gap = text.chars().next().filter(|char| is_gap(*char))?.len_utf8();
    let rest = text.get(gap..)?;
    let ends = rest.get(3..).is_some_and(|after| !after.starts_with(is_word));
    (digits(rest) == 3 && ends).then_some(gap + 3)
}

/// What stands between groups of digits.
fn is_gap(char: char) -> bool {
    matches!(char, ' ' | ',' | '\u{a0}' | '\u{2009}' | '\u{202f}')
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}
