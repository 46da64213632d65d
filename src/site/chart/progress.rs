//! Planned versus achieved.

use super::{Cell, Label, State, StateWords, TableTwin};
use serde::Serialize;

/// Planned versus achieved, one bar per indicator, on one axis: percent of the plan.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Progress {
    /// What is shown.
    pub title: String,
    /// Kind and message.
    pub description: String,
    /// The words on the chart and in its table.
    pub words: ProgressWords,
    /// Marks of the axis from left to right, see [`percent_ticks`]. The last one is where the axis ends;
    /// a bar that goes further is cut, visibly, and its percentage stands beside it.
    pub ticks: Vec<Tick>,
    /// The indicators, by task if they have one.
    pub groups: Vec<ProgressGroup>,
}

/// The words of a progress chart.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ProgressWords {
    /// At the line of 100 %: "plan".
    pub plan: String,
    /// Explains a bar that is cut at the end of the axis.
    pub off_scale: String,
    /// What the marks of the plan mean.
    pub bounds: BoundWords,
    /// What the states mean.
    pub states: StateWords,
    /// The table's head.
    pub head: ProgressHead,
}

/// What the marks of the plan mean.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct BoundWords {
    /// "the plan, exactly"
    pub exactly: String,
    /// "the plan, at least"
    pub at_least: String,
    /// "the plan, at most"
    pub at_most: String,
}

/// The table's head.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ProgressHead {
    /// Column of the groups' titles; left out if no group has one.
    pub group: String,
    /// Column of the indicators.
    pub indicator: String,
    /// Column of the plans.
    pub planned: String,
    /// Column of the results.
    pub achieved: String,
    /// Column of the percentages.
    pub percent: String,
    /// Column of the states.
    pub state: String,
}

/// A mark on the axis.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Tick {
    /// Percent of the plan.
    pub percent: f64,
    /// The same, written.
    pub written: String,
}

/// The indicators of one task.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ProgressGroup {
    /// The task, if the indicators belong to one.
    pub title: Option<Label>,
    /// Its indicators.
    pub rows: Vec<ProgressRow>,
}

/// One indicator.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ProgressRow {
    /// Its fragment id on the page.
    pub id: String,
    /// The indicator.
    pub label: Label,
    /// The verdict; `None` where there is no plan to compare with.
    pub state: Option<State>,
    /// How the plan binds; `None` where there is no plan.
    pub bound: Option<Bound>,
    /// What is drawn.
    pub measure: Measure,
    /// Both raw values as they stand beside the bar: "211 people, plan: at least 200".
    pub written: String,
    /// The plan, for the table.
    pub planned: String,
    /// The result, for the table; "not reported yet" where there is none.
    pub achieved: String,
    /// The percentage as written; empty where there is none.
    pub percent: String,
}

/// How a plan binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Bound {
    /// Neither more nor less.
    Exactly,
    /// More is welcome.
    AtLeast,
    /// Less is welcome.
    AtMost,
}

/// What can be drawn of an indicator.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub enum Measure {
    /// Nothing was reported yet: an empty track that says so.
    NotReported,
    /// The share of the plan, in percent, as it is written beside the bar: 100 is the plan, and more is better, also
    /// where less was wanted (of "at most 5", 4 is 125). Below zero: things went the wrong way.
    Percent(f64),
    /// Reported, but no percentage has a meaning (a plan of zero, a pair, done or not): the state and the words.
    Words,
}

/// Marks for an axis that holds these percentages: from 0 over 100 to at least 100 and at most 300.
/// Beyond 300 all other bars would shrink to nothing, so a longer bar is cut and says so.
pub fn percent_ticks(percents: impl IntoIterator<Item = f64>) -> Vec<f64> {
    let longest = percents.into_iter().filter(|percent| percent.is_finite()).fold(100.0, f64::max);
    let (step, marks): (f64, u32) = match longest {
        ..=100.0 => (50.0, 2),
        ..=150.0 => (50.0, 3),
        ..=200.0 => (100.0, 2),
        _ => (100.0, 3),
    };
    (0..=marks).map(|mark| f64::from(mark) * step).collect()
}

impl BoundWords {
    /// What the mark of a bound means.
    pub fn of(&self, bound: Bound) -> &str {
        match bound {
            Bound::Exactly => &self.exactly,
            Bound::AtLeast => &self.at_least,
            Bound::AtMost => &self.at_most,
        }
    }
}

impl Progress {
    pub(super) fn table(&self) -> TableTwin {
        let grouped = self.groups.iter().any(|group| group.title.is_some());
        TableTwin {
            caption: self.title.clone(),
            head: self.words.head.cells(grouped),
            rows: self
                .groups
                .iter()
                .flat_map(|group| group.rows.iter().map(move |row| self.table_row(group, row, grouped)))
                .collect(),
            ids: self.groups.iter().flat_map(|group| &group.rows).map(|row| row.id.clone()).collect(),
        }
    }

    fn table_row(&self, group: &ProgressGroup, row: &ProgressRow, grouped: bool) -> Vec<Cell> {
        let task = grouped.then(|| Cell::words(group.title.clone().unwrap_or_default()));
        let rest = [
            Cell::name(row.label.clone()),
            Cell::figure(row.planned.as_str()),
            Cell::figure(row.achieved.as_str()),
            Cell::figure(row.percent.as_str()),
            Cell::words(self.words.states.of(row.state)),
        ];
        task.into_iter().chain(rest).collect()
    }
}

impl ProgressHead {
    fn cells(&self, grouped: bool) -> Vec<Cell> {
        let task = grouped.then(|| Cell::name(self.group.as_str()));
        let rest = [
            Cell::name(self.indicator.as_str()),
            Cell::figure(self.planned.as_str()),
            Cell::figure(self.achieved.as_str()),
            Cell::figure(self.percent.as_str()),
            Cell::name(self.state.as_str()),
        ];
        task.into_iter().chain(rest).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::percent_ticks;

    #[test]
    fn the_axis_always_shows_the_plan_and_never_more_than_three_times_it() {
        assert_eq!(percent_ticks([]), [0.0, 50.0, 100.0]);
        assert_eq!(percent_ticks([-5.0, f64::NAN, f64::INFINITY]), [0.0, 50.0, 100.0]);
        assert_eq!(percent_ticks([105.5]), [0.0, 50.0, 100.0, 150.0]);
        assert_eq!(percent_ticks([200.0]), [0.0, 100.0, 200.0]);
        assert_eq!(percent_ticks([1e9]), [0.0, 100.0, 200.0, 300.0]);
    }
}
