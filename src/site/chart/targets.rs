//! Targets over years.

use super::{Cell, Label, TableTwin};
use serde::Serialize;

/// Targets over years: one small panel per indicator, all over the same years, each with its own height.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Targets {
    /// What is shown.
    pub title: String,
    /// Kind and message.
    pub description: String,
    /// The years from left to right.
    pub years: Vec<Year>,
    /// At the place of a target that is missing: "not stated".
    pub missing: String,
    /// The indicators.
    pub panels: Vec<TargetPanel>,
    /// The table's head.
    pub head: TargetsHead,
}

/// A year of the axis.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Year {
    /// Where it stands: the year as a number.
    pub at: f64,
    /// The year, written.
    pub written: String,
}

/// One indicator.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TargetPanel {
    /// The indicator.
    pub label: Label,
    /// Which way is better.
    pub direction: Direction,
    /// The same in words: "lower is better".
    pub direction_written: String,
    /// One per year, in the order of [`Targets::years`].
    pub values: Vec<TargetValue>,
}

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Direction {
    /// Higher is better.
    Up,
    /// Lower is better.
    Down,
    /// Not stated.
    Open,
}

/// The target of one year.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TargetValue {
    /// How high; `None` if missing.
    pub value: Option<f64>,
    /// The figure alone, as it stands at its point: "20 %".
    pub short: String,
    /// The target in full, for the table: "fall by 20 %"; where it is missing, the words that say so.
    pub written: String,
}

/// The table's head. The years follow.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct TargetsHead {
    /// Column of the indicators.
    pub indicator: String,
    /// Column of the directions.
    pub direction: String,
}

impl Targets {
    pub(super) fn table(&self) -> TableTwin {
        let named = [Cell::name(self.head.indicator.as_str()), Cell::name(self.head.direction.as_str())];
        TableTwin {
            caption: self.title.clone(),
            head: named.into_iter().chain(self.years.iter().map(|year| Cell::figure(year.written.as_str()))).collect(),
            rows: self.panels.iter().map(|panel| self.table_row(panel)).collect(),
            ids: Vec::new(),
        }
    }

    fn table_row(&self, panel: &TargetPanel) -> Vec<Cell> {
        let named = [Cell::name(panel.label.clone()), Cell::words(panel.direction_written.as_str())];
        let values = (0..self.years.len())
            .map(|year| Cell::figure(panel.values.get(year).map_or(self.missing.as_str(), |value| &value.written)));
        named.into_iter().chain(values).collect()
    }
}
