//! Who took part.

use super::{Cell, Label, TableTwin};
use serde::Serialize;

/// Who took part, by one characteristic: sex, or status, or age.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Demographics {
    /// What is shown.
    pub title: String,
    /// Kind and message.
    pub description: String,
    /// The parts in the order in which they are drawn. Two of them are drawn as a pair.
    pub parts: Vec<Part>,
    /// What a reader must know to judge the figures: "205 of 211 participants gave their age".
    pub remark: Option<String>,
    /// The table's head.
    pub head: DemographicsHead,
}

/// One part of the participants.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Part {
    /// Who.
    pub label: Label,
    /// How many; `None` if unknown.
    pub value: Option<f64>,
    /// How many, written; where unknown, the words that say so.
    pub written: String,
    /// The share of the whole, written; empty if unknown.
    pub share: String,
}

/// The table's head.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct DemographicsHead {
    /// Column of the parts.
    pub part: String,
    /// Column of the numbers.
    pub value: String,
    /// Column of the shares.
    pub share: String,
}

impl Demographics {
    pub(super) fn table(&self) -> TableTwin {
        let DemographicsHead { part, value, share } = &self.head;
        TableTwin {
            caption: self.title.clone(),
            head: vec![Cell::name(part.as_str()), Cell::figure(value.as_str()), Cell::figure(share.as_str())],
            rows: self.parts.iter().map(Part::cells).collect(),
            ids: Vec::new(),
        }
    }
}

impl Part {
    fn cells(&self) -> Vec<Cell> {
        vec![Cell::name(self.label.clone()), Cell::figure(self.written.as_str()), Cell::figure(self.share.as_str())]
    }
}
