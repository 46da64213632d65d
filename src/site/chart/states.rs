//! How many indicators are in which state.

use super::{Cell, TableTwin};
use serde::Serialize;

/// The verdict on one indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum State {
    /// More was done than planned.
    Exceeded,
    /// The plan was met.
    Met,
    /// Something was done, less than planned.
    Partly,
    /// Nothing was done, or a limit was broken.
    NotMet,
    /// Nothing is known yet.
    NotReported,
}

impl State {
    /// All of them, in the order in which charts show them. Neighbours in this order differ in lightness.
    pub const ALL: [Self; 5] = [Self::Exceeded, Self::Met, Self::Partly, Self::NotMet, Self::NotReported];
}

/// The states' names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct StateWords {
    /// "exceeded"
    pub exceeded: String,
    /// "met"
    pub met: String,
    /// "partly met"
    pub partly: String,
    /// "not met"
    pub not_met: String,
    /// "not reported yet"
    pub not_reported: String,
    /// "no plan to compare with"
    pub unjudged: String,
}

impl StateWords {
    /// The name of a state, or of having none.
    pub fn of(&self, state: Option<State>) -> &str {
        match state {
            Some(State::Exceeded) => &self.exceeded,
            Some(State::Met) => &self.met,
            Some(State::Partly) => &self.partly,
            Some(State::NotMet) => &self.not_met,
            Some(State::NotReported) => &self.not_reported,
            None => &self.unjudged,
        }
    }
}

/// How many indicators were exceeded, met, partly met, not met, not reported: one bar, and a list.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct States {
    /// What is shown.
    pub title: String,
    /// Kind and message.
    pub description: String,
    /// What the whole bar stands for: "34 indicators of 3 grants".
    pub whole: String,
    /// The parts in the order of [`State::ALL`]; one with a count of 0 is listed but takes no room in the bar.
    pub parts: Vec<StatePart>,
    /// The table's head.
    pub head: StatesHead,
}

/// The indicators in one state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StatePart {
    /// The state.
    pub state: State,
    /// Its name.
    pub label: String,
    /// How many indicators.
    pub count: u32,
    /// The same, written.
    pub written: String,
    /// Its share of the whole, written.
    pub share: String,
}

/// The table's head.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct StatesHead {
    /// Column of the states.
    pub state: String,
    /// Column of the counts.
    pub count: String,
    /// Column of the shares.
    pub share: String,
}

impl States {
    pub(super) fn table(&self) -> TableTwin {
        let StatesHead { state, count, share } = &self.head;
        TableTwin {
            caption: self.title.clone(),
            head: vec![Cell::name(state.as_str()), Cell::figure(count.as_str()), Cell::figure(share.as_str())],
            rows: self.parts.iter().map(StatePart::cells).collect(),
            ids: Vec::new(),
        }
    }
}

impl StatePart {
    fn cells(&self) -> Vec<Cell> {
        vec![Cell::name(self.label.as_str()), Cell::figure(self.written.as_str()), Cell::figure(self.share.as_str())]
    }
}
