//! Risks by impact and probability.

use super::{Cell, Label, TableTwin};
use serde::Serialize;

/// Risks by impact and probability: a grid with the risks' numbers, and the list of risks beside it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RiskMatrix {
    /// What is shown.
    pub title: String,
    /// Kind and message.
    pub description: String,
    /// From left to right.
    pub impact: Scale,
    /// From bottom to top.
    pub probability: Scale,
    /// The risks.
    pub risks: Vec<Risk>,
    /// Said of a risk that has no place in the grid: "impact or probability not stated".
    pub unplaced: String,
    /// The table's head.
    pub head: RiskMatrixHead,
}

/// One side of the grid.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Scale {
    /// "impact", "probability".
    pub title: String,
    /// The steps from low to high: "1", "2", "3", or words.
    pub levels: Vec<String>,
}

/// One risk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Risk {
    /// Its number, at most three characters: it stands in the grid.
    pub number: String,
    /// What may happen.
    pub label: Label,
    /// Step of the impact, from 1; `None` if not stated.
    pub impact: Option<usize>,
    /// Step of the probability, from 1; `None` if not stated.
    pub probability: Option<usize>,
    /// The impact, written.
    pub impact_written: String,
    /// The probability, written.
    pub probability_written: String,
    /// The score as the document states it; may be empty.
    pub stated: Label,
    /// Impact × probability, written; empty if unknown.
    pub product: String,
    /// Only where the two differ: "stated 6, impact × probability is 9".
    pub differs: Option<String>,
}

/// The table's head.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct RiskMatrixHead {
    /// Column of the numbers.
    pub number: String,
    /// Column of the risks.
    pub risk: String,
    /// Column of the impacts.
    pub impact: String,
    /// Column of the probabilities.
    pub probability: String,
    /// Column of the stated scores.
    pub stated: String,
    /// Column of impact × probability.
    pub product: String,
}

impl RiskMatrix {
    pub(super) fn table(&self) -> TableTwin {
        TableTwin {
            caption: self.title.clone(),
            head: self.head.cells(),
            rows: self.risks.iter().map(Risk::cells).collect(),
            ids: Vec::new(),
        }
    }
}

impl RiskMatrixHead {
    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::figure(self.number.as_str()),
            Cell::name(self.risk.as_str()),
            Cell::figure(self.impact.as_str()),
            Cell::figure(self.probability.as_str()),
            Cell::name(self.stated.as_str()),
            Cell::figure(self.product.as_str()),
        ]
    }
}

impl Risk {
    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::figure(self.number.as_str()),
            Cell::name(self.label.clone()),
            Cell::figure(self.impact_written.as_str()),
            Cell::figure(self.probability_written.as_str()),
            Cell::words(self.stated.clone()),
            Cell::figure(self.product.as_str()),
        ]
    }
}
