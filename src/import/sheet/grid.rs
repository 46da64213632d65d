//! Sheets as grids of cells, from whichever file they come.

use super::cell::Given;
use crate::import::{Fault, Origin, Spot};
use std::collections::BTreeMap;

/// A sheet: its cells by row and column, both from 1.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Grid {
    /// Its name; of CSV the name of the file without its ending.
    pub(crate) name: String,
    /// Whether it comes from lines of text.
    pub(crate) is_text: bool,
    /// Rows that have cells, by number.
    pub(crate) rows: BTreeMap<u32, BTreeMap<u32, Given>>,
    /// Columns that are hidden.
    pub(crate) hidden: Vec<u32>,
    /// Cells that cover others: first row and column, last row and column.
    pub(crate) merged: Vec<(u32, u32, u32, u32)>,
}

/// How many rows with something in them a sheet may have: what an officer can look through after an import, and more.
pub(crate) const ROWS: usize = 50_000;
/// How many cells a document may have.
pub(crate) const CELLS: usize = 2_000_000;

impl Grid {
    pub(crate) fn new(name: impl Into<String>, is_text: bool) -> Self {
        Self { name: name.into(), is_text, ..Self::default() }
    }

    /// Puts a cell in; blank ones are left out.
    ///
    /// # Errors
    /// Its row is one too many.
    pub(crate) fn put(&mut self, row: u32, column: u32, cell: Given) -> Result<(), Fault> {
        if !cell.is_blank() {
            self.rows.entry(row).or_default().insert(column, cell);
        }
        if self.rows.len() > ROWS { Err(Fault::TooLong(ROWS)) } else { Ok(()) }
    }

    /// Where a cell is, with what stands in it.
    pub(crate) fn origin(&self, row: u32, column: u32, cell: &Given) -> Origin {
        Origin::new(self.spot(row, column), cell.text())
    }

    /// Where a cell is.
    pub(crate) fn spot(&self, row: u32, column: u32) -> Spot {
        if self.is_text {
            Spot::Line { line: row, column }
        } else {
            Spot::Cell { sheet: self.name.clone(), row, column }
        }
    }
}
