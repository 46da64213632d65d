//! What happens in which month.

use super::{Cell, Label, TableTwin};
use serde::Serialize;

/// Tasks and activities over months.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MonthPlan {
    /// What is shown.
    pub title: String,
    /// Kind and message.
    pub description: String,
    /// The months from left to right, without a gap.
    pub months: Vec<Month>,
    /// The activities, by task if they have one.
    pub groups: Vec<PlanGroup>,
    /// Explains the hatching: "the month is not stated".
    pub imprecise: String,
    /// The table's head.
    pub head: MonthPlanHead,
}

/// One month of the axis.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Month {
    /// Its short name: "Sept".
    pub written: String,
    /// Its year, written.
    pub year: String,
}

/// The activities of one task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlanGroup {
    /// The task, if the activities belong to one.
    pub title: Option<Label>,
    /// Its activities.
    pub rows: Vec<PlanRow>,
}

/// One activity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlanRow {
    /// The activity.
    pub label: Label,
    /// When; empty if no date is stated.
    pub spans: Vec<Span>,
    /// When, in words; where no date is stated, the words that say so.
    pub written: String,
}

/// A stretch of months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Span {
    /// First month: a place in [`MonthPlan::months`], from 0.
    pub first: usize,
    /// Last month, included.
    pub last: usize,
    /// False if only the year is known and the span stands for "some time in these months".
    pub precise: bool,
}

/// The table's head.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct MonthPlanHead {
    /// Column of the tasks; left out if no group has a title.
    pub group: String,
    /// Column of the activities, of tasks that stand alone, or of both.
    pub activity: String,
    /// Column of the times.
    pub when: String,
}

impl MonthPlan {
    pub(super) fn table(&self) -> TableTwin {
        let grouped = self.groups.iter().any(|group| group.title.is_some());
        let task = grouped.then(|| Cell::name(self.head.group.as_str()));
        let rest = [Cell::name(self.head.activity.as_str()), Cell::name(self.head.when.as_str())];
        TableTwin {
            caption: self.title.clone(),
            head: task.into_iter().chain(rest).collect(),
            rows: self.groups.iter().flat_map(|group| group.cells(grouped)).collect(),
            ids: Vec::new(),
        }
    }
}

impl PlanGroup {
    fn cells(&self, grouped: bool) -> impl Iterator<Item = Vec<Cell>> {
        self.rows.iter().map(move |row| {
            let task = grouped.then(|| Cell::words(self.title.clone().unwrap_or_default()));
            let rest = [Cell::name(row.label.clone()), Cell::words(row.written.as_str())];
            task.into_iter().chain(rest).collect()
        })
    }
}
