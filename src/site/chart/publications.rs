//! Publications by month and by kind.

use super::{Cell, Label, Month, TableTwin};
use serde::Serialize;

/// How many publications there were in each month and of each kind.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Publications {
    /// What is shown.
    pub title: String,
    /// Kind and message.
    pub description: String,
    /// The kinds, the most frequent first.
    pub kinds: Vec<Kind>,
    /// The months from left to right, those without a publication included; empty if no date is known.
    pub months: Vec<MonthCount>,
    /// The number of all publications, the undated included, written.
    pub total: String,
    /// The publications of no single month, which only the kinds count.
    pub undated: Option<MonthCount>,
    /// What is not in the columns or not in the chart at all, and why, in a sentence each: "35 publications carry no
    /// date".
    pub remarks: Vec<String>,
    /// The table's head.
    pub head: PublicationsHead,
}

/// One kind of publication.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Kind {
    /// Newspaper, television, social network …
    pub label: Label,
    /// How many over all months, the undated included.
    pub count: u32,
    /// The same, written.
    pub written: String,
}

/// The publications of one month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MonthCount {
    /// The month; for those of no single month, the words "several months or no date" and no year.
    pub month: Month,
    /// The month in full, for the table.
    pub label: String,
    /// One per kind, in the order of [`Publications::kinds`].
    pub counts: Vec<u32>,
    /// The counts, written.
    pub counts_written: Vec<String>,
    /// Their sum, written.
    pub written: String,
}

/// The table's head. The kinds stand between the two columns.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct PublicationsHead {
    /// Column of the months.
    pub month: String,
    /// Column, and last row, of the sums.
    pub total: String,
}

impl Publications {
    pub(super) fn table(&self) -> TableTwin {
        let kinds = self.kinds.iter().map(|kind| Cell::figure(kind.label.clone()));
        let head = [Cell::name(self.head.month.as_str())].into_iter().chain(kinds);
        TableTwin {
            caption: self.title.clone(),
            head: head.chain([Cell::figure(self.head.total.as_str())]).collect(),
            rows: self
                .months
                .iter()
                .chain(&self.undated)
                .map(|month| self.month_row(month))
                .chain([self.total_row()])
                .collect(),
            ids: Vec::new(),
        }
    }

    fn total_row(&self) -> Vec<Cell> {
        let counts = self.kinds.iter().map(|kind| Cell::figure(kind.written.as_str()));
        let named = [Cell::name(self.head.total.as_str())].into_iter();
        named.chain(counts).chain([Cell::figure(self.total.as_str())]).collect()
    }

    fn month_row(&self, month: &MonthCount) -> Vec<Cell> {
        let counts =
            (0..self.kinds.len()).map(|kind| Cell::figure(month.counts_written.get(kind).map_or("", String::as_str)));
        let named = [Cell::name(month.label.as_str())].into_iter();
        named.chain(counts).chain([Cell::figure(month.written.as_str())]).collect()
    }
}
