//! The portal as tables: what data users get as CSV, as a workbook and described by metadata, declared once.
//!
//! A table is a file here and a line in [`ALL`]. Each column stands with its name, with what it holds and with how its
//! cells are read from the model, and nowhere else: the columns of every file, the data dictionary and the metadata of
//! all formats come from this declaration by way of [`fields`]. Titles and descriptions are words of the interface,
//! `data.table.<name>` and `data.column.<name>`; a column that means the same in two tables has the same name.
//!
//! Rows have permanent names: `grants/x#people` is the figure at `/<lang>/grants/x/#people`. What has no address of its
//! own is numbered: `grants/x/party/2`.

mod activities;
mod cell;
mod changes;
mod codes;
mod column;
mod field;
mod grants;
mod indicators;
mod media;
mod money;
mod organisations;
mod outcome;
mod people;
mod row;

pub use cell::{Absence, Cell, Said};
pub use codes::{CODES, List, plain};
pub use column::{Column, Holds};
pub use field::{Field, Part, Type, fields, for_people};
pub use row::{Owner, Source, unit_code};

use column::Read;
use row::{Place, Row};

/// A table of the open data.
pub trait Table: Sync {
    /// The name in files and in `data.table.<name>`: lower-case ASCII.
    fn name(&self) -> &'static str;

    /// What each column is, in order. The first one, `id`, names the row.
    fn columns(&self) -> Vec<&'static Column>;

    /// Gives the rows that belong to `owner`, in the order of the model. A row has a cell for each column.
    fn rows<'p>(&self, source: Source<'p>, owner: Owner<'p>, row: &mut dyn FnMut(&[Cell<'p>]));

    /// How many rows belong to `owner`.
    fn count(&self, source: Source<'_>, owner: Owner<'_>) -> usize {
        let mut rows = 0;
        self.rows(source, owner, &mut |_| rows += 1);
        rows
    }
}

/// Every table, in the order in which people read them.
pub const ALL: &[&dyn Table] = &[
    &grants::GRANTS,
    &indicators::INDICATORS,
    &people::BREAKDOWNS,
    &activities::ACTIVITIES,
    &media::STORIES,
    &media::PUBLICATIONS,
    &organisations::ORGANISATIONS,
    &grants::LOTS,
    &money::RISKS,
    &money::RESOURCES,
    &money::PAYERS,
    &organisations::PARTIES,
    &people::TARGET_GROUPS,
    &people::CONTEXT_FIGURES,
    &people::TEAM,
    &activities::TASKS,
    &activities::EVIDENCE,
    &outcome::RECOMMENDATIONS,
    &outcome::NOTES,
    &changes::CORRECTIONS,
    &changes::CHANGES,
    &changes::EDITIONS,
    &changes::WITHDRAWALS,
    &outcome::DOCUMENTS,
    &organisations::OUTLETS,
    &CODES,
];

/// The table with this name.
pub fn find(name: &str) -> Option<&'static dyn Table> {
    ALL.iter().copied().find(|table| table.name() == name)
}

/// A table whose rows are things of one type.
struct Of<T: 'static> {
    name: &'static str,
    columns: &'static [Read<T>],
    places: for<'p> fn(Source<'p>, Owner<'p>) -> Vec<Place<'p, T>>,
}

impl<T: Sync> Table for Of<T> {
    fn name(&self) -> &'static str {
        self.name
    }

    fn columns(&self) -> Vec<&'static Column> {
        self.columns.iter().map(|read| &read.column).collect()
    }

    fn rows<'p>(&self, source: Source<'p>, owner: Owner<'p>, row: &mut dyn FnMut(&[Cell<'p>])) {
        let mut cells = Vec::with_capacity(self.columns.len());
        for place in (self.places)(source, owner) {
            let of = Row { source, owner, it: place.it, at: place.at, part: place.part };
            cells.clear();
            cells.extend(self.columns.iter().map(|read| (read.cell)(&of)));
            row(&cells);
        }
    }

    fn count(&self, source: Source<'_>, owner: Owner<'_>) -> usize {
        (self.places)(source, owner).len()
    }
}

#[cfg(test)]
mod tests;
