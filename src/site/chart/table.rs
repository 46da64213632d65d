//! A chart as a table.

use super::Label;
use serde::Serialize;

/// The facts of a chart, for readers who prefer or need a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TableTwin {
    /// The chart's title.
    pub caption: String,
    /// One cell per column.
    pub head: Vec<Cell>,
    /// Every row is as long as the head.
    pub rows: Vec<Vec<Cell>>,
    /// The fragment ids of the rows where another table of the page has them as well; otherwise empty.
    pub ids: Vec<String>,
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// The words or the figure.
    pub text: String,
    /// BCP 47 code, only if the words are not in the page's language.
    pub lang: Option<String>,
    /// What stands in the cell, and so how it is set.
    pub kind: CellKind,
}

/// What stands in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum CellKind {
    /// The row's (or, in the head, the column's) name: `<th>`.
    Name,
    /// Words.
    Words,
    /// A figure, set to the right; in the head, the name of such a column.
    Figure,
}

impl Cell {
    /// The name of a row or a column.
    pub fn name(label: impl Into<Label>) -> Self {
        Self::new(label, CellKind::Name)
    }

    /// Words.
    pub fn words(label: impl Into<Label>) -> Self {
        Self::new(label, CellKind::Words)
    }

    /// A figure.
    pub fn figure(label: impl Into<Label>) -> Self {
        Self::new(label, CellKind::Figure)
    }

    fn new(label: impl Into<Label>, kind: CellKind) -> Self {
        let Label { text, lang } = label.into();
        Self { text, lang, kind }
    }
}
