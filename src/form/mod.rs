//! The official forms, filled from the content: what is handed in and what the portal shows cannot differ.
//!
//! [`form`] lays a grant out as a [`Form`], which is data; [`docx`] and [`html`] write it. Words are those of the
//! portal's look, section `form`, so that an authority with headings of its own changes them there.

mod annex;
mod carried;
pub mod docx;
mod effect;
mod facts;
mod filler;
pub mod html;
mod needs;
mod people;
mod publicity;
mod report;
mod results;
mod text;
mod work;

use crate::language::Lang;
use crate::site::{Passage, Site};
pub use carried::Carried;
use filler::Filler;
use serde::Serialize;

/// Which of the official forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Kind {
    /// The report on a programme: what was promised and what became of it.
    Report,
    /// The full description of a project with its monitoring plan, as annexed to the contract.
    Plan,
}

impl Kind {
    /// Its part of the name of a file.
    pub fn code(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::Plan => "plan",
        }
    }
}

/// A form, filled.
#[derive(Debug, Clone, Serialize)]
pub struct Form {
    /// Its language.
    pub lang: &'static str,
    /// What form it is.
    pub title: String,
    /// The name of the grant.
    pub subject: Passage,
    /// What it says, in order.
    pub sections: Vec<Section>,
    /// What the marks for missing values mean, one a line.
    pub marks: Vec<String>,
    /// Lines to be signed.
    pub signatures: Vec<String>,
    /// "Page", before its number.
    pub page: String,
    /// The content behind it, which the Word document carries.
    #[serde(skip)]
    pub carried: Option<Carried>,
}

/// Pages that stand or lie.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Section {
    /// They lie: the tables are wide.
    pub landscape: bool,
    /// What stands on them.
    pub blocks: Vec<Block>,
}

/// A heading, a paragraph or a table.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Block {
    /// A heading; level 1 or 2.
    Heading {
        /// The level.
        level: u8,
        /// The text.
        text: Passage,
    },
    /// A paragraph.
    Paragraph {
        /// The text.
        text: Passage,
    },
    /// An item of a list.
    Item {
        /// The text.
        text: Passage,
    },
    /// A table.
    Table(Table),
}

impl Block {
    fn paragraph(text: impl Into<Passage>) -> Self {
        Self::Paragraph { text: text.into() }
    }

    fn below(text: impl Into<Passage>) -> Self {
        Self::Heading { level: 2, text: text.into() }
    }
}

/// A table. Every row has a cell for each column.
#[derive(Debug, Clone, Serialize)]
pub struct Table {
    /// What it is about, for those who do not see it.
    pub title: String,
    /// The columns. A table of keys and values has no heads: its first column says what the second one states.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
}

/// A column.
#[derive(Debug, Clone, Serialize)]
pub struct Column {
    /// What stands at its head; empty in a table of keys and values.
    pub head: String,
    /// Its part of the width; only what it is beside the others counts.
    pub width: usize,
    /// Whether it holds figures, which stand in the middle.
    pub figures: bool,
}

/// A cell.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// Its lines.
    pub lines: Vec<Passage>,
    /// Over how many rows it goes; 0: it belongs to the one above.
    pub rows: usize,
}

impl Cell {
    fn of(text: impl Into<Passage>) -> Self {
        Self::lines([text.into()])
    }

    fn lines(lines: impl IntoIterator<Item = Passage>) -> Self {
        Self { lines: lines.into_iter().collect(), rows: 1 }
    }
}

impl Table {
    fn with_heads(&self) -> bool {
        self.columns.iter().any(|column| !column.head.is_empty())
    }

    /// Cells of this column that say the same as the one above become one, where those of the columns before do too.
    fn gathered(mut self, columns: usize) -> Self {
        for column in 0..columns {
            let mut first = 0;
            for row in 1..self.rows.len() {
                let left_goes_on = column == 0 || self.cell(row, column - 1).is_some_and(|left| left.rows == 0);
                if left_goes_on && self.cell(row, column) == self.text_at(first, column).as_ref() {
                    self.join(first, row, column);
                } else {
                    first = row;
                }
            }
        }
        self
    }

    fn cell(&self, row: usize, column: usize) -> Option<&Cell> {
        self.rows.get(row)?.get(column)
    }

    /// The cell as it was before any below joined it.
    fn text_at(&self, row: usize, column: usize) -> Option<Cell> {
        self.cell(row, column).map(|cell| Cell { rows: 1, ..cell.clone() })
    }

    fn join(&mut self, first: usize, row: usize, column: usize) {
        if let Some(below) = self.rows.get_mut(row).and_then(|row| row.get_mut(column)) {
            *below = Cell::default();
        }
        if let Some(above) = self.rows.get_mut(first).and_then(|row| row.get_mut(column)) {
            above.rows += 1;
        }
    }
}

/// Fills a form for the grant with this place in the portal's list. `None`: there is no such grant, or the portal has
/// no interface in this language.
pub fn form(site: &Site<'_>, lang: Lang, grant: usize, kind: Kind) -> Option<Form> {
    let filler = Filler::new(site, lang, grant)?;
    Some(Form {
        lang: lang.code(),
        title: filler.t(match kind {
            Kind::Report => "form.report",
            Kind::Plan => "form.plan",
        }),
        subject: filler.tongue.words(&filler.grant.title),
        sections: match kind {
            Kind::Report => report::sections(&filler),
            Kind::Plan => annex::sections(&filler),
        },
        marks: filler.marks(),
        signatures: vec![filler.t("form.signature")],
        page: filler.t("form.page"),
        carried: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[[&str; 3]]) -> Table {
        let column = || Column { head: "x".to_owned(), width: 1, figures: false };
        let rows = rows.iter().map(|row| row.map(|text| Cell::of(text.to_owned())).to_vec()).collect();
        Table { title: String::new(), columns: (0..3).map(|_| column()).collect(), rows }
    }

    #[test]
    fn cells_that_say_the_same_become_one_within_the_cell_before_them() {
        let all =
            [["1", "a", "x"], ["1", "a", "x"], ["1", "b", "x"], ["2", "b", "x"], ["2", "b", "x"], ["1", "a", "x"]];
        let rows: Vec<Vec<usize>> =
            table(&all).gathered(2).rows.iter().map(|row| row.iter().map(|cell| cell.rows).collect()).collect();
        assert_eq!(rows, [[3, 2, 1], [0, 0, 1], [0, 1, 1], [2, 2, 1], [0, 0, 1], [1, 1, 1]]);
    }
}
