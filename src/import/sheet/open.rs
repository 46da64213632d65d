//! Files of spreadsheets as grids: `.xlsx` and `.ods` by way of calamine, `.csv` as text.

use super::cell::Given;
use super::grid::{CELLS, Grid};
use super::{marks, unpacked};
use crate::import::{Fault, Source};
use crate::value::{Decimal, PartialDate};
use calamine::{Data, DataType, Ods, Reader, Xlsx};
use std::io::Cursor;
use std::str::FromStr;

/// The largest file that is read, and the largest size of what is packed in it, in megabytes.
pub(super) const LARGEST: (u64, u64) = (30, 300);
pub(super) const MEGABYTE: u64 = 1_000_000;

/// The sheets of a file.
///
/// # Errors
/// It is too large, broken, or no text that can be read.
pub(crate) fn grids(source: &Source) -> Result<Vec<Grid>, Fault> {
    if source.bytes.len() as u64 > LARGEST.0 * MEGABYTE {
        return Err(Fault::TooLarge(LARGEST.0));
    }
    match source.extension().as_str() {
        "csv" | "tsv" => Ok(vec![super::csv::grid(source)?]),
        "ods" => unpacked::look_through(&source.bytes).and_then(|()| ods(source)),
        _ => unpacked::look_through(&source.bytes).and_then(|()| xlsx(source)),
    }
}

/// Cells are read one by one: a sheet with a single cell in its last corner takes no more room than one cell.
fn xlsx(source: &Source) -> Result<Vec<Grid>, Fault> {
    let broken = |error: calamine::XlsxError| Fault::Broken(error.to_string());
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(&source.bytes)).map_err(broken)?;
    let mut hidden = marks::hidden_in_xlsx(&source.bytes);
    let (mut room, mut letters) = (CELLS, LARGEST.1 * MEGABYTE);
    let mut grids = Vec::new();
    for name in workbook.sheet_names() {
        let mut grid = Grid::new(&name, false);
        grid.hidden = hidden.remove(&name).unwrap_or_default();
        let merged = workbook.merge_cells_by_sheet_name(&name).unwrap_or_default();
        grid.merged = merged.iter().map(|it| (it.start.0 + 1, it.start.1 + 1, it.end.0 + 1, it.end.1 + 1)).collect();
        let mut cells = workbook.worksheet_cells_reader(&name).map_err(broken)?;
        let shown: Vec<Shown> = cells.styles().iter().map(Shown::of).collect();
        while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(broken)? {
            let (row, column) = cell.get_position();
            let value = Data::from(cell.get_value().clone());
            // One text may stand in every cell.
            let long = value.get_string().map_or(0, |text| text.len() as u64);
            letters = letters.checked_sub(long).ok_or(Fault::TooLarge(LARGEST.1))?;
            if let Some(given) = given(&value) {
                grid.put(row + 1, column + 1, shown.get(style).copied().unwrap_or_default().given(given))?;
                room = room.checked_sub(1).ok_or(Fault::TooLarge(LARGEST.1))?;
            }
        }
        drop(cells);
        let mut formulas = workbook.worksheet_cells_reader(&name).map_err(broken)?;
        while let Some(cell) = formulas.next_formula().map_err(broken)? {
            let (row, column) = (cell.get_position().0 + 1, cell.get_position().1 + 1);
            let has_result = grid.rows.get(&row).is_some_and(|row| row.contains_key(&column));
            if !has_result && !cell.get_value().is_empty() {
                grid.put(row, column, Given::Formula(cell.get_value().clone()))?;
            }
        }
        grids.push(grid);
    }
    Ok(grids)
}

/// What the format of a cell says about its number.
#[derive(Debug, Clone, Copy, Default)]
struct Shown {
    percent: bool,
    /// A date without its day.
    month: bool,
}

impl Shown {
    fn of(style: &calamine::Style) -> Self {
        let format = style.number_format.as_ref().map(|format| format.format_code.to_lowercase()).unwrap_or_default();
        let (percent, date) = (format.contains('%'), format.contains('y') && format.contains('m'));
        Self { percent, month: date && !format.contains('d') }
    }

    fn given(self, given: Given) -> Given {
        match given {
            Given::Number(number) if self.percent => Given::Percent(number),
            Given::Day(PartialDate::Day(day)) if self.month && day.day() == 1 => {
                Given::Day(PartialDate::Month(day.year(), day.month()))
            }
            other => other,
        }
    }
}

fn ods(source: &Source) -> Result<Vec<Grid>, Fault> {
    let broken = |error: calamine::OdsError| Fault::Broken(error.to_string());
    let mut marks = marks::ods(&source.bytes, CELLS).ok_or(Fault::TooLarge(LARGEST.1))?;
    let mut workbook: Ods<_> = Ods::new(Cursor::new(&source.bytes)).map_err(broken)?;
    let mut grids = Vec::new();
    for name in workbook.sheet_names() {
        let mut grid = Grid::new(&name, false);
        let marks = marks.remove(&name).unwrap_or_default();
        let range = workbook.worksheet_range(&name).map_err(broken)?;
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, cell) in range.used_cells() {
            let (row, column) = (top + row as u32 + 1, left + column as u32 + 1);
            if let Some(given) = given(cell) {
                let shown = Shown { percent: marks.percents.contains(&(row, column)), month: false };
                grid.put(row, column, shown.given(given))?;
            }
        }
        for (row, column) in &marks.without_result {
            grid.put(*row, *column, Given::Formula(String::new()))?;
        }
        (grid.hidden, grid.merged) = (marks.hidden, marks.merged);
        grids.push(grid);
    }
    Ok(grids)
}

fn given(cell: &Data) -> Option<Given> {
    Some(match cell {
        Data::Empty => return None,
        Data::String(text) => Given::Text(text.clone()),
        // The shortest digits that give the same binary number are those that were typed.
        Data::Float(number) => decimal(&number.to_string()),
        Data::Int(number) => Given::Number(Decimal::from(*number)),
        Data::Bool(flag) => Given::Flag(*flag),
        Data::Error(error) => Given::Error(error.to_string()),
        Data::DateTime(date) => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            day_of(i16::try_from(year).ok(), month, day).unwrap_or_else(|| decimal(&date.as_f64().to_string()))
        }
        Data::DateTimeIso(text) => {
            let day = text.split('T').next().unwrap_or_default();
            PartialDate::parse(day).map_or_else(|_| Given::Text(text.clone()), Given::Day)
        }
        Data::DurationIso(text) => Given::Text(text.clone()),
    })
}

fn day_of(year: Option<i16>, month: u8, day: u8) -> Option<Given> {
    let date = jiff::civil::Date::new(year?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    Some(Given::Day(PartialDate::Day(date)))
}

fn decimal(number: &str) -> Given {
    Decimal::from_str(number).map_or_else(|_| Given::Text(number.to_owned()), Given::Number)
}
