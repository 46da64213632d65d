//! What calamine does not tell of a spreadsheet: hidden columns, and in `.ods` percentages, merged cells and formulas
//! without a result. What cannot be read here is left to calamine to complain about.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

/// What is marked in a sheet of an `.ods` file; rows and columns from 1.
#[derive(Debug, Default)]
pub(super) struct Marks {
    pub(super) hidden: Vec<u32>,
    pub(super) merged: Vec<(u32, u32, u32, u32)>,
    pub(super) percents: BTreeSet<(u32, u32)>,
    pub(super) without_result: Vec<(u32, u32)>,
}

/// The hidden columns of each sheet of an `.xlsx` file.
pub(super) fn hidden_in_xlsx(bytes: &[u8]) -> BTreeMap<String, Vec<u32>> {
    let workbook = entry(bytes, "xl/workbook.xml").unwrap_or_default();
    let relations = entry(bytes, "xl/_rels/workbook.xml.rels").unwrap_or_default();
    let mut targets = BTreeMap::new();
    each_tag(&relations, |name, tag| {
        if let ("Relationship", Some(id), Some(target)) = (name, attribute(tag, "Id"), attribute(tag, "Target")) {
            targets.insert(id, target);
        }
    });
    let mut hidden = BTreeMap::new();
    each_tag(&workbook, |name, tag| {
        let target = (name == "sheet").then(|| attribute(tag, "id")).flatten().and_then(|id| targets.get(&id));
        if let (Some(target), Some(sheet)) = (target, attribute(tag, "name")) {
            let path = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
            hidden.insert(sheet, hidden_columns(&entry(bytes, &path).unwrap_or_default()));
        }
    });
    hidden
}

fn hidden_columns(sheet: &str) -> Vec<u32> {
    // Columns stand before the cells.
    let head = sheet.split("<sheetData").next().unwrap_or_default();
    let mut hidden = Vec::new();
    each_tag(head, |name, tag| {
        let is_hidden = matches!(attribute(tag, "hidden").as_deref(), Some("1" | "true"));
        if let ("col", true, Some(min), Some(max)) = (name, is_hidden, number(tag, "min"), number(tag, "max")) {
            // However often columns are named, there are no more than these.
            let room = (COLUMNS as usize).saturating_sub(hidden.len());
            hidden.extend((min..=max.min(COLUMNS)).take(room));
        }
    });
    hidden
}

/// The last column of a spreadsheet.
pub(super) const COLUMNS: u32 = 16_384;

/// The marks of each sheet of an `.ods` file; `None` where its cells would take more room than `limit` of them.
pub(super) fn ods(bytes: &[u8], limit: usize) -> Option<BTreeMap<String, Marks>> {
    let content = entry(bytes, "content.xml").unwrap_or_default();
    let mut walk = Walk { limit: limit as u64, ..Walk::default() };
    each_tag(&content, |name, tag| walk.tag(name, tag));
    (!walk.too_large).then_some(walk.sheets)
}

/// Where a walk through an `.ods` file is.
#[derive(Default)]
struct Walk {
    sheets: BTreeMap<String, Marks>,
    sheet: String,
    row: u32,
    row_repeats: u32,
    column: u32,
    limit: u64,
    /// What the tables before this one take, and this one so far.
    taken: u64,
    extent: u64,
    too_large: bool,
}

impl Walk {
    fn tag(&mut self, name: &str, tag: &BytesStart<'_>) {
        match name {
            "table" => {
                self.sheet = attribute(tag, "name").unwrap_or_default();
                self.sheets.insert(self.sheet.clone(), Marks::default());
                (self.row, self.row_repeats, self.column) = (0, 1, 0);
                self.taken += std::mem::take(&mut self.extent);
            }
            "table-column" => {
                let from = self.column + 1;
                self.column = self.column.saturating_add(repeated(tag, "number-columns-repeated")).min(COLUMNS);
                if matches!(attribute(tag, "visibility").as_deref(), Some("collapse" | "filter")) {
                    let to = self.column;
                    self.taken += u64::from((to + 1).saturating_sub(from));
                    self.marks().hidden.extend(from..=to);
                }
            }
            "table-row" => {
                self.row = self.row.saturating_add(self.row_repeats);
                self.row_repeats = repeated(tag, "number-rows-repeated");
                self.column = 0;
            }
            "table-cell" | "covered-table-cell" => self.cell(tag),
            _ => {}
        }
    }

    fn marks(&mut self) -> &mut Marks {
        self.sheets.entry(self.sheet.clone()).or_default()
    }

    fn cell(&mut self, tag: &BytesStart<'_>) {
        // The first row is counted when it begins; `row` is the number of rows before it.
        let (row, column) = (self.row.max(1), self.column.saturating_add(1));
        let repeats = repeated(tag, "number-columns-repeated");
        self.column = self.column.saturating_add(repeats);
        let kind = attribute(tag, "value-type");
        let formula = attribute(tag, "formula").is_some();
        if kind.is_some() || formula {
            // Everything up to the last cell that is used takes room, in all tables together.
            let rows = u64::from(row) + u64::from(self.row_repeats);
            self.extent = self.extent.max(rows * u64::from(self.column));
            self.too_large |= self.taken + self.extent > self.limit * 5;
        }
        if self.too_large {
            return;
        }
        if kind.as_deref() == Some("percentage") {
            let columns = column..column + repeats.min(COLUMNS);
            self.marks().percents.extend(columns.map(|column| (row, column)));
        }
        if kind.is_none() && formula {
            self.marks().without_result.push((row, column));
        }
        let (rows, columns) = (repeated(tag, "number-rows-spanned"), repeated(tag, "number-columns-spanned"));
        if rows > 1 || columns > 1 {
            let (last_row, last_column) = (row.saturating_add(rows - 1), column.saturating_add(columns - 1));
            self.marks().merged.push((row, column, last_row, last_column));
        }
    }
}

pub(super) fn repeated(tag: &BytesStart<'_>, name: &str) -> u32 {
    number(tag, name).unwrap_or(1).clamp(1, 2_000_000)
}

pub(super) fn number(tag: &BytesStart<'_>, name: &str) -> Option<u32> {
    attribute(tag, name)?.parse().ok()
}

/// The value of an attribute, whatever its prefix.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|it| it.key.local_name().as_ref() == name)?;
    Some(quick_xml::escape::unescape(&found.value).ok()?.into_owned())
}

fn each_tag(text: &str, mut see: impl FnMut(&str, &BytesStart<'_>)) {
    let mut reader = Reader::from_str(text);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(tag) | Event::Empty(tag) => {
                let name = tag.local_name();
                see(name.as_ref(), &tag);
            }
            Event::Eof => break,
            _ => {}
        }
    }
}

/// A file of the archive; how large it is, was looked at before.
fn entry(bytes: &[u8], name: &str) -> Option<String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut text = String::new();
    archive.by_name(name).ok()?.read_to_string(&mut text).ok()?;
    Some(text)
}
