//! A text as a row of letters, so that looking to both sides is simple.

use std::ops::Range;

/// A text and where each of its letters begins.
pub(super) struct Letters<'t> {
    text: &'t str,
    letters: Vec<(usize, char)>,
}

impl<'t> Letters<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, letters: text.char_indices().collect() }
    }

    pub(super) fn len(&self) -> usize {
        self.letters.len()
    }

    /// The letter at this position.
    pub(super) fn at(&self, position: usize) -> Option<char> {
        self.letters.get(position).map(|(_, letter)| *letter)
    }

    /// The bytes that these letters take.
    pub(super) fn bytes(&self, letters: Range<usize>) -> Range<usize> {
        let byte = |position: usize| self.letters.get(position).map_or(self.text.len(), |(byte, _)| *byte);
        byte(letters.start)..byte(letters.end)
    }

    /// The text of these bytes.
    pub(super) fn text(&self, bytes: Range<usize>) -> &'t str {
        self.text.get(bytes).unwrap_or_default()
    }

    /// The letters before `position`, nearest first.
    pub(super) fn backwards(&self, position: usize) -> impl Iterator<Item = char> {
        self.letters[..position.min(self.letters.len())].iter().rev().map(|(_, letter)| *letter)
    }
}

/// Whether it is a space on a line. Signs that nobody sees count as spaces too.
pub(super) fn is_space(letter: char) -> bool {
    matches!(letter, ' ' | '\t' | '\u{a0}' | '\u{2000}'..='\u{200b}' | '\u{202f}' | '\u{205f}' | '\u{2060}' | '\u{ad}')
}
