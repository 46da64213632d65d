//! What is packed in a spreadsheet, looked through before calamine reads it.
//!
//! calamine waits for ends of elements that need not come, counts with the names of cells without asking whether any cell
//! can have them, and writes spaces and repeated cells as often as it is told to.

use super::marks::{COLUMNS, attribute, number, repeated};
use super::open::{LARGEST, MEGABYTE};
use crate::import::Fault;
use quick_xml::Reader;
use quick_xml::errors::IllFormedError;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Cursor, Read, copy, sink};
use zip::ZipArchive;

/// Looks through every file of an archive.
///
/// # Errors
/// They are too large together, unpacked or with all that is repeated; a part of XML has no end; a cell has a name that no
/// cell can have; a part is the sheet of two names, and would be read for each of them.
pub(super) fn look_through(bytes: &[u8]) -> Result<(), Fault> {
    sizes(bytes)?;
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    let mut room = LARGEST.1 * MEGABYTE;
    for at in 0..archive.len() {
        let file = archive.by_index(at).map_err(broken)?;
        if file.name().is_ok_and(|name| is_xml(&name)) {
            Part::new(&mut room).read(BufReader::new(file))?;
        }
    }
    Ok(())
}

/// What is packed may say of itself that it is small; only unpacking it tells.
fn sizes(bytes: &[u8]) -> Result<(), Fault> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    let mut left = LARGEST.1 * MEGABYTE;
    for at in 0..archive.len() {
        let file = archive.by_index(at).map_err(broken)?;
        let size = copy(&mut file.take(left + 1), &mut sink()).map_err(broken)?;
        left = left.checked_sub(size).ok_or(Fault::TooLarge(LARGEST.1))?;
    }
    Ok(())
}

/// The kinds of parts of a workbook that calamine reads as XML, whatever they are called.
const READ: [&str; 7] =
    ["officeDocument", "worksheet", "chartsheet", "dialogsheet", "sharedStrings", "styles", "theme"];

fn is_xml(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.ends_with(".xml") || name.ends_with(".rels")
}

fn broken(error: impl ToString) -> Fault {
    Fault::Broken(error.to_string())
}

/// A part of XML, while it is read.
struct Part<'r> {
    /// How many bytes may still be written by cells with what they repeat.
    room: &'r mut u64,
    /// How many elements are open.
    depth: usize,
    /// How often the row is repeated.
    rows: u64,
    /// The cell that is open: its depth, and how often what stands in it is written.
    cell: Option<(usize, u64)>,
    /// The parts that are sheets, and the sheets that are parts, as far as this part names any.
    sheets: BTreeSet<String>,
}

impl<'r> Part<'r> {
    fn new(room: &'r mut u64) -> Self {
        Self { room, depth: 0, rows: 1, cell: None, sheets: BTreeSet::new() }
    }

    fn read(mut self, from: impl BufRead) -> Result<(), Fault> {
        let mut reader = Reader::from_reader(from);
        let mut event = Vec::new();
        loop {
            event.clear();
            match reader.read_event_into(&mut event).map_err(broken)? {
                Event::Start(tag) => {
                    self.depth += 1;
                    self.tag(&tag)?;
                }
                Event::Empty(tag) => {
                    self.depth += 1;
                    self.tag(&tag)?;
                    self.end();
                }
                Event::End(_) => self.end(),
                Event::Text(text) => self.written(text.len() as u64)?,
                Event::GeneralRef(_) => self.written(char::MAX_LEN_UTF8 as u64)?,
                Event::Eof if self.depth == 0 => return Ok(()),
                Event::Eof => return Err(broken(IllFormedError::MissingEndTag(String::new()))),
                _ => {}
            }
        }
    }

    fn tag(&mut self, tag: &BytesStart<'_>) -> Result<(), Fault> {
        match tag.local_name().as_ref() {
            "c" | "row" => sound(attribute(tag, "r")),
            "dimension" | "mergeCell" | "f" => sound(attribute(tag, "ref")),
            "sheet" => self.sheet(attribute(tag, "id")),
            "Relationship" => self.relation(tag),
            "table-row" => {
                self.rows = repeated(tag, "number-rows-repeated").into();
                Ok(())
            }
            "table-cell" | "covered-table-cell" => {
                let has_value = attribute(tag, "value-type").is_some() || attribute(tag, "formula").is_some();
                let columns = repeated(tag, "number-columns-repeated").min(COLUMNS);
                self.cell = Some((self.depth, if has_value { self.rows * u64::from(columns) } else { 0 }));
                self.written(tag.len() as u64)
            }
            "s" => self.written(number(tag, "c").unwrap_or(1).into()),
            _ => Ok(()),
        }
    }

    fn relation(&mut self, tag: &BytesStart<'_>) -> Result<(), Fault> {
        let kind = attribute(tag, "Type").and_then(|kind| kind.rsplit('/').next().map(str::to_owned));
        let Some((kind, target)) = kind.zip(attribute(tag, "Target")) else { return Ok(()) };
        if READ.contains(&kind.as_str()) && !is_xml(&target) {
            return Err(broken(target));
        }
        if kind.ends_with("sheet") { self.sheet(Some(end_of_path(&target))) } else { Ok(()) }
    }

    /// No two sheets are one part: it would be read as often as it is named.
    fn sheet(&mut self, named: Option<String>) -> Result<(), Fault> {
        let Some(named) = named else { return Ok(()) };
        if self.sheets.insert(named.clone()) { Ok(()) } else { Err(broken(named)) }
    }

    fn end(&mut self) {
        self.cell = self.cell.filter(|(depth, _)| *depth != self.depth);
        self.depth = self.depth.saturating_sub(1);
    }

    /// So many bytes stand here.
    fn written(&mut self, bytes: u64) -> Result<(), Fault> {
        let times = self.cell.map_or(0, |(_, times)| times);
        *self.room = self.room.checked_sub(bytes.saturating_mul(times)).ok_or(Fault::TooLarge(LARGEST.1))?;
        Ok(())
    }
}

/// The folder and the name of a part, by which sheets differ however the way to them is written.
fn end_of_path(target: &str) -> String {
    let target = target.trim_start_matches('/').to_ascii_lowercase();
    let folder = target.rmatch_indices('/').nth(1).map_or(0, |(at, _)| at + 1);
    target[folder..].to_owned()
}

/// Names of a cell, a row, a column or an area: `B7`, `7`, `B`, `A1:F9`. What else is wrong with one, calamine says.
fn sound(name: Option<String>) -> Result<(), Fault> {
    let Some(name) = name else { return Ok(()) };
    let corner = |text: &str| {
        let (column, row) = text.split_at(text.find(|char: char| char.is_ascii_digit()).unwrap_or(text.len()));
        let is_short = column.len() <= 3 && row.len() <= 7;
        is_short.then(|| ((column.len(), column.to_ascii_uppercase()), (row.len(), row.to_owned())))
    };
    let corners: Option<Vec<_>> = name.split(':').map(corner).collect();
    let is_sound = corners.is_some_and(|corners| {
        corners.windows(2).all(|pair| matches!(pair, [from, to] if from.0 <= to.0 && from.1 <= to.1))
    });
    if is_sound { Ok(()) } else { Err(broken(name.chars().take(40).collect::<String>())) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_cells_are_as_long_as_a_spreadsheet_has_them_and_in_order() {
        for name in ["A1", "b7", "XFD1048576", "7", "", "A:C", "A1:F9", "A9:A10", "A1:AA1", "B2:B2", "Z1:AA9", "A-1"] {
            assert_eq!(sound(Some(name.to_owned())), Ok(()), "{name}");
        }
        for name in ["AfillStyleLst", "AAAA1", "A12345678", "B9:A1", "AA1:Z1", "A10:A9", "A1:B2:A3", "жж1"] {
            assert_eq!(sound(Some(name.to_owned())), Err(Fault::Broken(name.to_owned())), "{name}");
        }
    }

    fn read(part: &str, mut room: u64) -> Result<(), Fault> {
        Part::new(&mut room).read(part.as_bytes())
    }

    #[test]
    fn a_part_is_one_sheet_and_named_as_xml() {
        let relations = |targets: [(&str, &str); 2]| {
            let relation = |(kind, target)| format!("<Relationship Type='http://x/{kind}' Target='{target}'/>");
            format!("<Relationships>{}</Relationships>", targets.map(relation).concat())
        };
        for targets in [
            [("worksheet", "worksheets/sheet1.xml"), ("worksheet", "worksheets/sheet2.xml")],
            [("worksheet", "worksheets/sheet1.xml"), ("chartsheet", "chartsheets/sheet1.xml")],
            [("styles", "Styles.XML"), ("vmlDrawing", "drawings/vmlDrawing1.vml")],
        ] {
            assert_eq!(read(&relations(targets), 0), Ok(()), "{targets:?}");
        }
        for (targets, named) in [
            (
                [("worksheet", "worksheets/sheet1.xml"), ("worksheet", "/xl/worksheets/Sheet1.xml")],
                "worksheets/sheet1.xml",
            ),
            ([("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "texts.bin")], "texts.bin"),
        ] {
            assert_eq!(read(&relations(targets), 0), Err(Fault::Broken(named.to_owned())), "{targets:?}");
        }
        assert_eq!(read("<sheets><sheet r:id='rId1'/><sheet r:id='rId2'/></sheets>", 0), Ok(()));
        let twice = read("<sheets><sheet r:id='rId1'/><sheet r:id='rId1'/></sheets>", 0);
        assert_eq!(twice, Err(Fault::Broken("rId1".to_owned())));
    }

    /// calamine reads no other encoding either.
    #[test]
    fn parts_that_are_no_utf_8_are_broken() {
        let wide: Vec<u8> = "\u{feff}<a/>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let cyrillic = b"<?xml version='1.0' encoding='windows-1251'?><a>\xCA</a>";
        for part in [wide.as_slice(), cyrillic] {
            assert!(matches!(Part::new(&mut 0).read(part), Err(Fault::Broken(_))), "{part:?}");
        }
    }

    #[test]
    fn a_part_has_an_end() {
        assert_eq!(read("<a><b/>text</a>", 0), Ok(()));
        for part in ["<a>", "<a><b></a>", "<a", "</a>"] {
            assert!(matches!(read(part, 0), Err(Fault::Broken(_))), "{part}");
        }
    }

    #[test]
    fn what_is_repeated_takes_its_room() {
        let cells = |attributes: &str, text: &str| {
            format!(
                "<r><table-row number-rows-repeated='10'><table-cell {attributes}>{text}</table-cell></table-row></r>"
            )
        };
        let typed = cells("value-type='string' number-columns-repeated='100'", "<p>abc<s c='9000'/></p>");
        assert_eq!(read(&typed, 10_000_000), Ok(()));
        assert_eq!(read(&typed, 9_000_000), Err(Fault::TooLarge(LARGEST.1)));
        assert_eq!(read(&cells("number-columns-repeated='16384'", ""), 0), Ok(()));
        assert_eq!(read("<a>text<s c='4000000000'/></a>", 0), Ok(()));
    }
}
