//! Tables by the titles of their columns, wherever the columns stand.

use super::words::{find, words};
use crate::import::word::{Cell, Table};

/// A title is not longer than this; what is longer says something.
const LONGEST_TITLE: usize = 90;
/// How many rows may stand above the titles: captions that go over the whole table.
const MOST_ABOVE: usize = 3;

/// A table whose columns are known.
pub(super) struct Columns<'t> {
    /// The table.
    pub table: &'t Table,
    /// For each column what its titles mean, from the upper to the lower.
    means: Vec<Vec<&'static str>>,
    /// The first row below the titles.
    first: usize,
}

impl<'t> Columns<'t> {
    /// The columns of a table that has titles.
    pub fn of(table: &'t Table) -> Option<Self> {
        let top = (0..table.rows().min(MOST_ABOVE)).find(|row| is_titles(table, *row))?;
        let below = table.row(top).map(|cell| cell.row + cell.rows).max()?;
        let split = table.row(top).any(|cell| cell.columns > 1 && cell.row + cell.rows < below);
        // Titles over several columns without a merged one beside them: the next row tells the columns apart.
        let alone = below == top + 1 && table.row(top).any(|cell| cell.columns > 1) && is_titles(table, below);
        let end = if alone && !split { below + 1 } else { below };
        let means = (0..table.columns()).map(|column| meanings(table, top..end, column)).collect();
        let mut columns = Self { table, means, first: end };
        if columns.is_counted(end) {
            columns.first += 1;
        }
        Some(columns)
    }

    /// Whether some column means this.
    pub fn has(&self, means: &str) -> bool {
        self.means.iter().any(|column| column.contains(&means))
    }

    /// The cell of a row in the column that means this and nothing more; of planned and actual those that no title
    /// above gives to the participants.
    pub fn cell(&self, row: usize, means: &str) -> Option<&'t Cell> {
        let plain = |column: &&Vec<&str>| {
            column.last() == Some(&means) && (column.len() == 1 || !column.contains(&"participants"))
        };
        let at = self.means.iter().position(|column| plain(&column))?;
        self.table.cell(row, at)
    }

    /// The cell of a row in the column with the lower of these titles under the upper.
    pub fn under(&self, row: usize, upper: &str, lower: &str) -> Option<&'t Cell> {
        let at = self.means.iter().position(|column| column.contains(&upper) && column.last() == Some(&lower))?;
        self.table.cell(row, at)
    }

    /// The rows below the titles that say something, without those that repeat the titles on another page.
    pub fn rows(&self) -> impl Iterator<Item = usize> {
        (self.first..self.table.rows()).filter(|row| !is_titles(self.table, *row))
    }

    /// The cells that say something in columns that mean none of these, each once.
    pub fn not_read(&self, read: &[&str]) -> Vec<&'t Cell> {
        let known = |means: &Vec<&str>| means.last().is_some_and(|means| read.contains(means) || *means == "number");
        let columns = self.means.iter().enumerate().filter(|(_, means)| !known(means)).map(|(column, _)| column);
        let places = columns.flat_map(|column| self.rows().map(move |row| (row, column)));
        let own = |(row, column): &(usize, usize)| {
            self.table.cell(*row, *column).filter(|cell| (cell.row, cell.column) == (*row, *column))
        };
        let cells = places.filter_map(|place| own(&place));
        cells
            .filter(|cell| !matches!(cell.text().as_str(), "" | "-" | "–" | "—") && self.group(cell.row).is_none())
            .collect()
    }

    /// The text of a row that is one cell over the whole table.
    pub fn group(&self, row: usize) -> Option<String> {
        let mut cells = self.table.row(row);
        let only = cells.next().filter(|cell| cell.columns > 1 && cell.columns + 1 >= self.table.columns())?;
        if cells.any(|cell| !cell.text().is_empty()) { None } else { Some(only.text()) }
    }

    /// Whether the row counts the columns: 1, 2, 3 …
    fn is_counted(&self, row: usize) -> bool {
        let texts: Vec<String> = self.table.row(row).map(Cell::text).collect();
        texts.len() > 2 && texts.iter().zip(1..).all(|(text, number): (&String, usize)| *text == number.to_string())
    }
}

fn meaning(cell: &Cell) -> Option<&'static str> {
    let text = cell.text();
    if text.chars().count() > LONGEST_TITLE { None } else { find(&words().column, &text) }
}

/// Whether most cells of the row are titles of columns, and at least two different ones.
fn is_titles(table: &Table, row: usize) -> bool {
    let cells: Vec<&Cell> = table.row(row).filter(|cell| !cell.text().is_empty()).collect();
    let mut known: Vec<&str> = cells.iter().filter_map(|cell| meaning(cell)).collect();
    let count = known.len();
    known.sort_unstable();
    known.dedup();
    let numbers = cells.iter().any(|cell| cell.text().parse::<f64>().is_ok());
    known.len() >= 2 && count * 3 >= cells.len() * 2 && !numbers
}

fn meanings(table: &Table, rows: std::ops::Range<usize>, column: usize) -> Vec<&'static str> {
    let mut found: Vec<&'static str> = Vec::new();
    for means in rows.filter_map(|row| meaning(table.cell(row, column)?)) {
        if found.last() != Some(&means) {
            found.push(means);
        }
    }
    found
}
