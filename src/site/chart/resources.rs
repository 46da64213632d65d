//! What the works cost and who pays.

use super::{Cell, Label, TableTwin};
use serde::Serialize;

/// The amounts by work, and for each way of funding who pays which part.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Resources {
    /// What is shown.
    pub title: String,
    /// Kind and message.
    pub description: String,
    /// Who pays: what [`Share::source`] counts.
    pub sources: Vec<Label>,
    /// The alternative ways of funding; empty if nothing is known about them.
    pub options: Vec<Label>,
    /// Explains a bar of several sources whose shares are not stated: "shares not stated".
    pub undivided: String,
    /// The works.
    pub rows: Vec<Work>,
    /// The total of the stated amounts, written.
    pub total: Option<String>,
    /// The table's head.
    pub head: ResourcesHead,
}

/// One work of the plan.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Work {
    /// The work.
    pub label: Label,
    /// What it needs: "programmer, 2 people"; may be empty.
    pub resource: Label,
    /// What it costs; `None` if not stated.
    pub amount: Option<f64>,
    /// The amount written; where it is not stated, the words that say so.
    pub written: String,
    /// One per option, in the order of [`Resources::options`].
    pub funding: Vec<Funding>,
}

/// Who pays for a work under one option.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Funding {
    /// The sources. Where one of several has no percentage, the bar is not divided.
    pub shares: Vec<Share>,
    /// The sources with their shares, written: "regional budget 70 %, entrepreneur 30 %".
    pub written: Label,
}

/// What one source pays.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Share {
    /// Place in [`Resources::sources`], from 0.
    pub source: usize,
    /// Percent of the amount; `None` if not stated.
    pub percent: Option<f64>,
}

/// The table's head. The options follow with their own names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ResourcesHead {
    /// Column of the works.
    pub work: String,
    /// Column of what they need.
    pub resource: String,
    /// Column of the amounts.
    pub amount: String,
    /// Row of the total.
    pub total: String,
}

impl Resources {
    pub(super) fn table(&self) -> TableTwin {
        let ResourcesHead { work, resource, amount, .. } = &self.head;
        let named = [Cell::name(work.as_str()), Cell::name(resource.as_str()), Cell::figure(amount.as_str())];
        TableTwin {
            caption: self.title.clone(),
            head: named.into_iter().chain(self.options.iter().cloned().map(Cell::name)).collect(),
            rows: self.rows.iter().map(|row| self.work_row(row)).chain(self.total_row()).collect(),
            ids: Vec::new(),
        }
    }

    fn work_row(&self, row: &Work) -> Vec<Cell> {
        let cells =
            [Cell::name(row.label.clone()), Cell::words(row.resource.clone()), Cell::figure(row.written.as_str())];
        let funding = (0..self.options.len()).map(|option| {
            Cell::words(row.funding.get(option).map(|funding| funding.written.clone()).unwrap_or_default())
        });
        cells.into_iter().chain(funding).collect()
    }

    fn total_row(&self) -> Option<Vec<Cell>> {
        let total = self.total.as_deref()?;
        let cells = [Cell::name(self.head.total.as_str()), Cell::words(""), Cell::figure(total)];
        Some(cells.into_iter().chain(self.options.iter().map(|_| Cell::words(""))).collect())
    }
}
