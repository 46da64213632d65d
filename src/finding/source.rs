//! Files read again, to show the lines that findings speak of.

use super::place::FileName;
use super::visible::visible;
use std::collections::BTreeMap;
use std::ops::Range;

/// A line and a column, both from 1; columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Position {
    pub(super) line: usize,
    pub(super) column: usize,
}

/// The text of a file and where its lines begin.
///
/// It may have changed since the findings were made, so any position is allowed.
pub(super) struct Source {
    text: String,
    starts: Vec<usize>,
}

impl Source {
    pub(super) fn new(text: &str) -> Self {
        // Reading passes over a byte order mark, so places do not count it.
        let text = visible(text.strip_prefix('\u{feff}').unwrap_or(text));
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { text, starts }
    }

    /// The nearest position before `byte` at which a letter begins.
    fn letter_at(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        (0..=byte).rev().find(|byte| self.text.is_char_boundary(*byte)).unwrap_or(0)
    }

    fn line_at(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| *start <= byte).max(1)
    }

    /// The bytes of a line (from 1), without its end.
    fn line(&self, number: usize) -> Range<usize> {
        let start = self.starts.get(number - 1).copied().unwrap_or(self.text.len());
        let end = self.starts.get(number).map_or(self.text.len(), |next| next - 1);
        let line = &self.text[start..end.max(start)];
        start..start + line.trim_end_matches('\r').len()
    }

    /// Where `byte` is.
    pub(super) fn position(&self, byte: usize) -> Position {
        let byte = self.letter_at(byte);
        let line = self.line_at(byte);
        let start = self.line(line).start;
        Position { line, column: self.text[start..byte].chars().count() + 1 }
    }

    /// The text of these bytes.
    pub(super) fn text(&self, bytes: Range<usize>) -> &str {
        let start = self.letter_at(bytes.start);
        &self.text[start..self.letter_at(bytes.end).max(start)]
    }

    /// The line on which `bytes` begin, its number, and which of its bytes they are.
    pub(super) fn first_line(&self, bytes: Range<usize>) -> (&str, usize, Range<usize>) {
        let start = self.letter_at(bytes.start);
        let number = self.line_at(start);
        let line = self.line(number);
        let start = start.min(line.end);
        let end = self.letter_at(bytes.end).clamp(start, line.end);
        (&self.text[line.clone()], number, start - line.start..end - line.start)
    }
}

/// The files that findings speak of, each read once.
pub(super) struct Sources<'t> {
    texts: &'t dyn Fn(&str) -> Option<String>,
    read: BTreeMap<FileName, Option<Source>>,
}

impl<'t> Sources<'t> {
    pub(super) fn new(texts: &'t dyn Fn(&str) -> Option<String>) -> Self {
        Self { texts, read: BTreeMap::new() }
    }

    /// The file at this path, if it can still be read.
    pub(super) fn get(&mut self, file: &FileName) -> Option<&Source> {
        let read = || (self.texts)(file).map(|text| Source::new(&text));
        self.read.entry(file.clone()).or_insert_with(read).as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_lines_and_characters() {
        let source = Source::new("\u{feff}бір\r\nекі = 1\n");
        let position = |byte| (source.position(byte).line, source.position(byte).column);
        assert_eq!(position(0), (1, 1));
        assert_eq!(position(8), (2, 1));
        assert_eq!(position(10), (2, 2));
        assert_eq!(position(11), (2, 2));
        assert_eq!(source.first_line(8..14), ("екі = 1", 2, 0..6));
        assert_eq!(source.first_line(0..100), ("бір", 1, 0..6));
        assert_eq!(source.text(8..14), "екі");
    }

    #[test]
    fn places_of_another_text_do_no_harm() {
        for text in ["", "ә", "\n", "a\nb", "\r\n\r\n"] {
            let source = Source::new(text);
            for start in 0..10 {
                for end in 0..10 {
                    let (line, number, span) = source.first_line(start..end);
                    assert!(line.get(span).is_some(), "{text:?} {start}..{end}");
                    assert_eq!(number, source.position(start).line);
                    source.text(start..end);
                }
            }
        }
    }
}
