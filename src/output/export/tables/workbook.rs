//! Workbooks: a sheet for each table, with numbers, dates and links as such.

use super::people::{Sheet, Shown};
use crate::site::{Site, Tongue};
use crate::table::{ALL, Owner};
use crate::value::{Decimal, PartialDate};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Url, Workbook, Worksheet, XlsxError};
use std::io;
use std::str::FromStr;

/// What a sheet can hold, heads included.
const ROWS: u32 = 1_048_576;
/// What a cell can hold, in UTF-16 units.
const LETTERS: usize = 32_767;
/// The longest name of a sheet, in UTF-16 units.
const NAME: usize = 31;
/// How many links a sheet can hold; further addresses stand there as text.
const LINKS: usize = 65_000;
/// The longest address that can be a link.
const ADDRESS: usize = 2_000;
/// With more rows than this, a workbook keeps its cells in files of its own until it is complete: in memory each takes
/// about a hundred bytes.
const MANY: usize = 50_000;
/// Widths of columns, in letters.
const WIDTHS: (usize, usize) = (8, 60);

/// The workbook of these owners in one language, with so many rows in all. The same content gives the same bytes: the time of its making is the
/// day on which the content was last brought up to date.
pub(super) fn bytes(site: &Site<'_>, tongue: &Tongue<'_>, owners: &[Owner<'_>], rows: usize) -> io::Result<Vec<u8>> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(site, tongue)?);
    for table in ALL {
        let title = tongue.table_title(*table);
        let pages = Pages::new(&mut workbook, &title, rows > MANY);
        pages.write(site, tongue, &Sheet::new(*table), owners)?;
    }
    workbook.save_to_buffer().map_err(failed)
}

fn properties(site: &Site<'_>, tongue: &Tongue<'_>) -> io::Result<DocProperties> {
    let portal = site.portal;
    let operator = portal.operator.and_then(|at| portal.organisations.get(at));
    let operator = operator.map(|operator| tongue.words(&operator.name).text).unwrap_or_default();
    let licence = portal.licence.as_ref().map(|licence| tongue.words(&licence.name).text).unwrap_or_default();
    let properties = DocProperties::new()
        .set_title(tongue.words(&portal.title).text)
        .set_subject(tongue.words(&portal.description).text)
        .set_author(operator)
        .set_comment(licence)
        .set_hyperlink_base(portal.base_url.origin.clone());
    Ok(properties.set_creation_datetime(&made_on(site)?))
}

/// The last day on which anything was brought up to date.
fn made_on(site: &Site<'_>) -> io::Result<ExcelDateTime> {
    let last = site.portal.updated().and_then(|date| day(date.first_day()));
    last.map_or_else(|| ExcelDateTime::from_ymd(2000, 1, 1).map_err(failed), Ok)
}

/// One table, on as many sheets as its rows need.
struct Pages<'w> {
    workbook: &'w mut Workbook,
    title: &'w str,
    /// Whether cells are kept in files.
    is_large: bool,
    formats: Formats,
    sheets: Vec<Worksheet>,
    row: u32,
    links: usize,
    widths: Vec<usize>,
}

/// How cells look.
struct Formats {
    head: Format,
    text: Format,
    count: Format,
    day: Format,
    month: Format,
    /// By the number of decimal places.
    numbers: Vec<Format>,
}

impl Formats {
    fn new() -> Self {
        let top = || Format::new().set_align(FormatAlign::Top);
        let number = |places: usize| {
            let places = if places == 0 { String::new() } else { format!(".{}", "0".repeat(places)) };
            top().set_num_format(format!("#,##0{places}"))
        };
        Self {
            head: top().set_bold().set_text_wrap(),
            text: top(),
            count: top().set_num_format("0"),
            day: top().set_num_format("dd\\.mm\\.yyyy").set_align(FormatAlign::Left),
            month: top().set_num_format("mm\\.yyyy").set_align(FormatAlign::Left),
            numbers: (0..=6).map(number).collect(),
        }
    }

    /// As many decimal places as the number was stated with.
    fn number(&self, number: &Decimal) -> &Format {
        self.numbers.get(number.scale() as usize).or(self.numbers.last()).unwrap_or(&self.text)
    }
}

impl<'w> Pages<'w> {
    fn new(workbook: &'w mut Workbook, title: &'w str, is_large: bool) -> Self {
        let formats = Formats::new();
        Self { workbook, title, is_large, formats, sheets: Vec::new(), row: ROWS, links: 0, widths: Vec::new() }
    }

    /// Writes the rows; of a table without rows the heads, so that it is seen to have none.
    fn write(
        mut self,
        site: &Site<'_>,
        tongue: &Tongue<'_>,
        sheet: &Sheet<'_>,
        owners: &[Owner<'_>],
    ) -> io::Result<()> {
        let heads = sheet.heads(tongue);
        self.begin(&heads).map_err(failed)?;
        sheet.rows(site, tongue, owners, &mut |cells| self.add(&heads, cells).map_err(failed))?;
        let last = self.row;
        let sheets = self.sheets.len();
        for (at, mut sheet) in self.sheets.into_iter().enumerate() {
            let end = if at + 1 == sheets { last } else { ROWS };
            finish(&mut sheet, end.saturating_sub(1), &self.widths).map_err(failed)?;
            self.workbook.push_worksheet(sheet);
        }
        Ok(())
    }

    fn add(&mut self, heads: &[String], cells: &[Shown]) -> Result<(), XlsxError> {
        if self.row == ROWS {
            self.begin(heads)?;
        }
        for (at, cell) in cells.iter().enumerate() {
            self.cell(at, cell)?;
        }
        self.row += 1;
        Ok(())
    }

    /// Begins a sheet: the first one has the name of the table, the others a number behind it.
    fn begin(&mut self, heads: &[String]) -> Result<(), XlsxError> {
        let mut sheet = if self.is_large { self.workbook.new_worksheet_with_low_memory()? } else { Worksheet::new() };
        let number = self.sheets.len() + 1;
        sheet.set_name(name_of_sheet(self.title, number))?;
        for (column, head) in (0_u16..).zip(heads) {
            sheet.write_string_with_format(0, column, head, &self.formats.head)?;
        }
        self.widths = heads.iter().map(|head| longest_word(head)).collect();
        self.sheets.push(sheet);
        (self.row, self.links) = (1, 0);
        Ok(())
    }

    fn cell(&mut self, at: usize, cell: &Shown) -> Result<(), XlsxError> {
        let (Some(sheet), Ok(column)) = (self.sheets.last_mut(), u16::try_from(at)) else { return Ok(()) };
        let (row, formats) = (self.row, &self.formats);
        let width = match cell {
            Shown::Nothing => return Ok(()),
            Shown::Number(number) => {
                put_number(sheet, row, column, number, formats.number(number), &formats.text)?;
                number.to_string().len() + 3
            }
            Shown::Count(number) => {
                put_number(sheet, row, column, number, &formats.count, &formats.text)?;
                number.to_string().len() + 1
            }
            Shown::Date(date) => put_date(sheet, row, column, *date, formats)?,
            Shown::Link(address) if self.links < LINKS && is_link(address) => {
                self.links += 1;
                sheet.write_url(row, column, Url::new(address.as_str()))?;
                address.chars().count()
            }
            Shown::Text(text) | Shown::Link(text) => {
                let text = fitting(text);
                sheet.write_string_with_format(row, column, &text, &formats.text)?;
                text.lines().map(|line| line.chars().count()).max().unwrap_or_default()
            }
        };
        if let Some(widest) = self.widths.get_mut(at) {
            *widest = (*widest).max(width);
        }
        Ok(())
    }
}

/// Heads stay in sight and filter the rows; columns are as wide as what is in them, within reason.
fn finish(sheet: &mut Worksheet, last_row: u32, widths: &[usize]) -> Result<(), XlsxError> {
    sheet.set_freeze_panes(1, 0)?;
    for (column, width) in (0_u16..).zip(widths) {
        sheet.set_column_width(column, (*width).clamp(WIDTHS.0, WIDTHS.1) as f64 + 2.0)?;
    }
    let columns = u16::try_from(widths.len()).unwrap_or(u16::MAX);
    sheet.autofilter(0, 0, last_row, columns.saturating_sub(1))?;
    Ok(())
}

/// A workbook keeps numbers in binary with 15 digits. A number that it would change stands there as text.
fn put_number(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    number: &Decimal,
    format: &Format,
    text: &Format,
) -> Result<(), XlsxError> {
    match binary(number) {
        Some(value) => sheet.write_number_with_format(row, column, value, format)?,
        None => sheet.write_string_with_format(row, column, number.to_string(), text)?,
    };
    Ok(())
}

/// The binary number that is written with the same digits.
fn binary(number: &Decimal) -> Option<f64> {
    let digits = number.mantissa().unsigned_abs().to_string().len();
    let value = f64::from_str(&number.to_string()).ok()?;
    (digits <= 15).then_some(value)
}

/// A day is a date, a month the first day of it, shown as a month; a year is a whole number. Gives the width.
fn put_date(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    date: PartialDate,
    formats: &Formats,
) -> Result<usize, XlsxError> {
    let format = match date {
        PartialDate::Year(year) => {
            sheet.write_number_with_format(row, column, f64::from(year), &formats.count)?;
            return Ok(5);
        }
        PartialDate::Month(..) => &formats.month,
        PartialDate::Day(_) => &formats.day,
    };
    match day(date.first_day()) {
        Some(day) => sheet.write_datetime_with_format(row, column, &day, format)?,
        None => sheet.write_string_with_format(row, column, date.to_string(), &formats.text)?,
    };
    Ok(11)
}

/// Workbooks know no day before 1900.
fn day(date: jiff::civil::Date) -> Option<ExcelDateTime> {
    let year = u16::try_from(date.year()).ok().filter(|year| *year >= 1900)?;
    ExcelDateTime::from_ymd(year, u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?).ok()
}

fn is_link(address: &str) -> bool {
    let known = ["http://", "https://"].iter().any(|scheme| address.starts_with(scheme));
    known && address.encode_utf16().count() < ADDRESS
}

/// The name of a sheet, which may not be longer than a workbook allows nor have the signs that mean something in it.
fn name_of_sheet(title: &str, number: usize) -> String {
    let end = if number == 1 { String::new() } else { format!(" {number}") };
    let room = NAME.saturating_sub(end.len());
    let plain = title.chars().filter(|sign| !"[]:*?/\\'".contains(*sign));
    let mut letters = 0;
    let fits = |char: &char| {
        letters += char.len_utf16();
        letters <= room
    };
    format!("{}{end}", plain.take_while(fits).collect::<String>().trim_end())
}

/// The text without characters that XML forbids, cut where a cell is full.
fn fitting(text: &str) -> String {
    let allowed = |char: &char| !char.is_control() || matches!(char, '\n' | '\t');
    let mut letters = 0;
    let fits = |char: &char| {
        letters += char.len_utf16();
        letters <= LETTERS
    };
    text.chars().filter(allowed).take_while(fits).collect()
}

/// Heads are wrapped between words.
fn longest_word(text: &str) -> usize {
    text.split(' ').map(|word| word.chars().count()).max().unwrap_or_default() + 2
}

fn failed(error: impl std::error::Error + Send + Sync + 'static) -> io::Error {
    io::Error::other(error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_title_gives_a_name_that_a_workbook_takes() {
        assert_eq!(name_of_sheet("Көрсеткіштер", 1), "Көрсеткіштер");
        assert_eq!(name_of_sheet("Көрсеткіштер", 2), "Көрсеткіштер 2");
        let long = "What was asked: [of whom], and of how many / why?";
        for number in [1, 12] {
            let name = name_of_sheet(long, number);
            Worksheet::new().set_name(&name).unwrap();
            assert!(name.starts_with("What was asked of whom"), "{name}");
        }
    }
}
