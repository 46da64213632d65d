//! The values that stand beside the titles of indicators.

use super::form::at_text;
use super::header::Columns;
use super::lines::{self, Line};
use crate::import::Origin;
use crate::import::target::{self, Target};
use crate::import::word::{Cell, Table};
use crate::value::Stated;

/// The values of a row of indicators: the lines of one cell, or of several that stand beside a merged title.
pub(super) struct Values<'t> {
    table: &'t Table,
    cell: &'t Cell,
    pub lines: Vec<Line>,
    blanks: Vec<String>,
    /// Whether the cell stands beside other titles too, and does not tell them apart.
    shared: bool,
}

impl<'t> Values<'t> {
    /// The values of these rows, in the first of these columns that there is.
    pub fn of(columns: &Columns<'t>, rows: std::ops::Range<usize>, means: &[&str]) -> Option<Self> {
        let in_row = |row| means.iter().find_map(|means| columns.cell(row, means));
        let cell = in_row(rows.start)?;
        let mut cells: Vec<&Cell> = rows.clone().filter_map(in_row).collect();
        cells.dedup_by_key(|cell| cell.row);
        let lines: Vec<Line> = cells.iter().flat_map(|cell| lines::of_cell(cell)).collect();
        // One cell of values beside several titles, each in a row of its own: the line of this row.
        let more = cell.rows > rows.len();
        let own = more && lines.len() == cell.rows;
        let (lines, blanks) = if own {
            (lines.into_iter().skip(rows.start - cell.row).take(1).collect(), Vec::new())
        } else {
            (lines, blanks(&cells))
        };
        Some(Self { table: columns.table, cell, lines, blanks, shared: more && !own })
    }

    /// The target of one of so many titles: a blank line is a blank value; another number of lines is not understood.
    pub fn target(&self, at: usize, titles: usize) -> Option<(Result<Target, String>, Origin)> {
        let texts: Vec<&str> = self.lines.iter().map(|line| line.text.as_str()).collect();
        let text = match (titles, texts.as_slice()) {
            (_, []) => "",
            (1, all) => &all.join(" "),
            (_, all) if all.len() == titles => all.get(at)?,
            _ if self.blanks.len() == titles => self.blanks.get(at)?,
            (_, all) => &all.join(" / "),
        };
        let origin = at_text(self.table, self.cell, text);
        let matched = titles == 1 || texts.len() == titles || self.blanks.len() == titles || texts.is_empty();
        let target = if matched { read(text) } else { Err(text.to_owned()) };
        // One number beside several titles may be that of each or of all.
        let target = target.and_then(|target| match target.value {
            Stated::Known(_) if self.shared => Err(text.to_owned()),
            _ => Ok(target),
        });
        Some((target, origin))
    }
}

/// The paragraphs of cells with the empty ones between them, for cells in which one of the values is left blank.
fn blanks(cells: &[&Cell]) -> Vec<String> {
    let all = cells.iter().flat_map(|cell| cell.paragraphs());
    all.flat_map(|paragraph| paragraph.text.split('\n').map(|text| text.trim().to_owned()).collect::<Vec<_>>())
        .collect()
}

/// A blank value is one that the document does not state.
fn read(text: &str) -> Result<Target, String> {
    let text = if text.trim().is_empty() { "?" } else { text };
    target::parse(text).map_err(|_| text.to_owned())
}
