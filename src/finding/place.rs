use std::borrow::Borrow;
use std::fmt;
use std::ops::{Deref, Range};
use std::sync::Arc;

/// The name of a file, relative to the portal folder, with `/` on every system.
///
/// Every value has its place, so that a name is a single address, however many values share it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileName(Arc<Box<str>>);

impl Deref for FileName {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for FileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

impl Borrow<str> for FileName {
    fn borrow(&self) -> &str {
        self
    }
}

impl<T: Into<Box<str>>> From<T> for FileName {
    fn from(name: T) -> Self {
        Self(Arc::new(name.into()))
    }
}

/// Where something was written: a file and the bytes in it.
///
/// Lines and columns are worked out from the file's text when a finding is printed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file.
    pub file: FileName,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Place {
    /// The bytes `span` of `file`. Positions beyond 4 GiB are cut; no content file is that long.
    pub fn new(file: &FileName, span: Range<usize>) -> Self {
        let cut = |position: usize| u32::try_from(position).unwrap_or(u32::MAX);
        Self { file: file.clone(), start: cut(span.start), end: cut(span.end) }
    }

    /// The whole of a file.
    pub fn file(file: &FileName) -> Self {
        Self::new(file, 0..0)
    }

    /// Whether the two overlap, or one begins where the other ends.
    pub fn touches(&self, other: &Self) -> bool {
        self.file == other.file && self.start <= other.end && other.start <= self.end
    }

    /// The line and column of the first byte in the file's `text`, both from 1, columns in characters.
    pub fn line_and_column(&self, text: &str) -> (usize, usize) {
        let mut start = (self.start as usize).min(text.len());
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        let before = &text[..start];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_touch_where_nothing_is_between_them() {
        let place = |file: &str, span| Place::new(&file.into(), span);
        assert!(place("a", 3..5).touches(&place("a", 5..9)) && place("a", 5..9).touches(&place("a", 3..5)));
        assert!(!place("a", 3..5).touches(&place("a", 6..9)) && !place("a", 3..5).touches(&place("b", 3..5)));
    }

    #[test]
    fn lines_and_columns_count_characters() {
        let file: FileName = "a.toml".into();
        let text = "бір\nекі = 1\n";
        assert_eq!(Place::new(&file, 7..10).line_and_column(text), (2, 1));
        assert_eq!(Place::new(&file, 9..10).line_and_column(text), (2, 2));
        assert_eq!(Place::new(&file, 900..901).line_and_column(text), (3, 1));
    }
}
