//! Changes to a text that leave every other byte of it as it is.

use std::ops::Range;

/// Where of several things that are put at the same byte one stands: keys before tables, then the order of the model.
pub(super) type Rank = (bool, usize);

/// A text and what is to be changed in it.
#[derive(Debug)]
pub(super) struct Edits<'t> {
    text: &'t str,
    edits: Vec<(Range<usize>, Rank, String)>,
}

impl<'t> Edits<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        Self { text, edits: Vec::new() }
    }

    /// What stands at these bytes.
    pub(super) fn slice(&self, span: Range<usize>) -> &'t str {
        self.text.get(span).unwrap_or_default()
    }

    /// Puts `new` in place of these bytes.
    pub(super) fn replace(&mut self, span: Range<usize>, new: String) {
        self.edits.push((span, (false, 0), new));
    }

    /// Puts text in at a byte.
    pub(super) fn insert(&mut self, at: usize, rank: Rank, new: String) {
        self.edits.push((at..at, rank, new));
    }

    /// Puts lines in at the end of a text that holds nothing but comments.
    pub(super) fn append(&mut self, rank: Rank, lines: &str) {
        let line_end = if self.text.is_empty() || self.text.ends_with('\n') { "" } else { "\n" };
        self.insert(self.text.len(), rank, format!("{line_end}{lines}"));
    }

    /// The end of the comments that stand right below the line of `at` and belong to it: keys that are not used yet.
    /// Those with something right below them belong to that.
    pub(super) fn after_comments(&self, at: usize) -> usize {
        let mut lines = self.text.get(at..).unwrap_or_default().split_inclusive('\n');
        let mut passed = at + lines.next().map_or(0, str::len);
        let mut end = at;
        for line in lines {
            match line.trim() {
                "" => return end,
                comment if comment.starts_with('#') => end = passed + line.trim_end().len(),
                _ => return at,
            }
            passed += line.len();
        }
        end
    }

    /// Puts lines in after the line in which `at` is the end of something.
    pub(super) fn insert_after(&mut self, at: usize, rank: Rank, lines: &str) {
        let rest = self.text.get(at..).unwrap_or_default();
        let end = at + rest.find('\n').unwrap_or(rest.len());
        let end = if end > at && self.text.as_bytes().get(end - 1) == Some(&b'\r') { end - 1 } else { end };
        self.insert(end, rank, format!("\n{lines}"));
    }

    /// The text with everything changed; with the line ends that it had.
    pub(super) fn done(mut self) -> String {
        self.edits.sort_by_key(|(span, rank, _)| (span.start, *rank));
        let line_end = if self.text.contains("\r\n") { "\r\n" } else { "\n" };
        let mut out = String::with_capacity(self.text.len());
        let mut at = 0;
        for (span, _, new) in &self.edits {
            out.push_str(self.text.get(at..span.start).unwrap_or_default());
            out.push_str(&new.replace('\n', line_end));
            at = at.max(span.end);
        }
        out.push_str(self.text.get(at..).unwrap_or_default());
        if self.text.is_empty() { format!("{}\n", out.trim()) } else { out }
    }
}
