//! CSV as RFC 4180 has it: commas, quotes where needed, lines that end with CR LF, UTF-8.

use std::borrow::Cow;
use std::io::{self, Write};

/// Begins files for people: with it, spreadsheets read the letters of every language.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// Writes one file.
pub(super) struct Writer<'w> {
    out: csv::Writer<&'w mut dyn Write>,
}

impl<'w> Writer<'w> {
    /// A file with these heads, for people or for programs.
    pub(super) fn new(
        file: &'w mut dyn Write,
        heads: impl IntoIterator<Item = String>,
        for_people: bool,
    ) -> io::Result<Self> {
        if for_people {
            file.write_all(BYTE_ORDER_MARK)?;
        }
        let mut out = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(file);
        out.write_record(heads.into_iter().map(|head| guard(&head).into_owned()))?;
        Ok(Self { out })
    }

    /// Adds a cell with text.
    pub(super) fn text(&mut self, text: &str) -> io::Result<()> {
        Ok(self.out.write_field(guard(text).as_bytes())?)
    }

    /// Adds a cell with a number, which no spreadsheet takes for a formula.
    pub(super) fn number(&mut self, number: &str) -> io::Result<()> {
        Ok(self.out.write_field(number)?)
    }

    /// Ends a row.
    pub(super) fn end(&mut self) -> io::Result<()> {
        Ok(self.out.write_record(None::<&[u8]>)?)
    }

    /// Hands on what is left.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Text that no spreadsheet takes for a formula: an apostrophe is put before `=`, `+`, `-`, `@` and their wide forms,
/// and before a tab or the end of a line, where the text begins with one, even behind other apostrophes. So
/// [`unguarded`] gives back every text.
pub fn guard(text: &str) -> Cow<'_, str> {
    if is_formula(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The text as it was before [`guard`]: one apostrophe is taken away where a formula would begin behind it.
pub fn unguarded(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| is_formula(rest)).unwrap_or(text)
}

fn is_formula(text: &str) -> bool {
    let signs = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    text.trim_start_matches('\'').starts_with(signs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_begins_a_formula_and_every_text_comes_back() {
        for text in ["=1+1", "+7 (000)", "-", "@x", "\t=1", "\r\n", "＝1", "'=1", "''-", "'a", "a=b", "", "−5", "'"]
        {
            let written = guard(text);
            assert!(!written.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']), "{text:?}");
            assert_eq!(unguarded(&written), text);
        }
        assert_eq!(guard("'a"), "'a");
        assert_eq!(guard("=1"), "'=1");
    }

    #[test]
    fn a_file_is_written_as_the_standard_has_it() {
        let mut file = Vec::new();
        let mut writer = Writer::new(&mut file, ["a".to_owned(), "b".to_owned()], true).unwrap();
        writer.text("one, \"two\"\nthree").unwrap();
        writer.number("-5.50").unwrap();
        writer.end().unwrap();
        writer.finish().unwrap();
        let text = String::from_utf8(file).unwrap();
        assert_eq!(text, "\u{feff}a,b\r\n\"one, \"\"two\"\"\nthree\",-5.50\r\n");
    }
}
