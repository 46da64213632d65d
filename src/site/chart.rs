//! What a chart says, as data.
//!
//! Every word and every figure arrives written out in the page's language; an `f64` only says how long
//! a bar is or how high a point stands. A figure that is unknown has no `f64`: it is never drawn as zero.
//! Each chart carries a title (what is shown), a description (its kind and its message, read aloud instead of
//! the picture) and the words that it needs, so that the drawing invents none.
//!
//! A chart can also be read as a table: [`Chart::table`]. The drawing itself is `output::chart`.

mod demographics;
mod month_plan;
mod progress;
mod publications;
mod reach;
mod resources;
mod risk_matrix;
mod states;
mod table;
mod targets;

pub use demographics::{Demographics, DemographicsHead, Part};
pub use month_plan::{Month, MonthPlan, MonthPlanHead, PlanGroup, PlanRow, Span};
pub use progress::{
    Bound, BoundWords, Measure, Progress, ProgressGroup, ProgressHead, ProgressRow, ProgressWords, Tick, percent_ticks,
};
pub use publications::{Kind, MonthCount, Publications, PublicationsHead};
pub use reach::{Outlet, Reach, ReachGroup, ReachHead};
pub use resources::{Funding, Resources, ResourcesHead, Share, Work};
pub use risk_matrix::{Risk, RiskMatrix, RiskMatrixHead, Scale};
pub use states::{State, StatePart, StateWords, States, StatesHead};
pub use table::{Cell, CellKind, TableTwin};
pub use targets::{Direction, TargetPanel, TargetValue, Targets, TargetsHead, Year};

use serde::Serialize;

/// A chart of any kind.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum Chart {
    /// Planned versus achieved, indicator by indicator.
    Progress(Progress),
    /// How many indicators were exceeded, met, partly met, not met, not reported.
    States(States),
    /// Who took part, by one characteristic.
    Demographics(Demographics),
    /// What the works cost and who pays.
    Resources(Resources),
    /// Risks by impact and probability.
    RiskMatrix(RiskMatrix),
    /// Targets over years.
    Targets(Targets),
    /// What happens in which month.
    MonthPlan(MonthPlan),
    /// Publications by month and by kind.
    Publications(Publications),
    /// How many people the publications reached, by outlet.
    Reach(Reach),
}

/// Words from the content, with their language where it is not the page's.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Label {
    /// The words.
    pub text: String,
    /// BCP 47 code, only if the words are not in the page's language.
    pub lang: Option<String>,
}

impl From<&str> for Label {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<String> for Label {
    fn from(text: String) -> Self {
        Self { text, lang: None }
    }
}

impl Chart {
    /// What is shown.
    pub fn title(&self) -> &str {
        match self {
            Self::Progress(chart) => &chart.title,
            Self::States(chart) => &chart.title,
            Self::Demographics(chart) => &chart.title,
            Self::Resources(chart) => &chart.title,
            Self::RiskMatrix(chart) => &chart.title,
            Self::Targets(chart) => &chart.title,
            Self::MonthPlan(chart) => &chart.title,
            Self::Publications(chart) => &chart.title,
            Self::Reach(chart) => &chart.title,
        }
    }

    /// The kind of chart and its message: what a reader who cannot see the picture is told.
    pub fn description(&self) -> &str {
        match self {
            Self::Progress(chart) => &chart.description,
            Self::States(chart) => &chart.description,
            Self::Demographics(chart) => &chart.description,
            Self::Resources(chart) => &chart.description,
            Self::RiskMatrix(chart) => &chart.description,
            Self::Targets(chart) => &chart.description,
            Self::MonthPlan(chart) => &chart.description,
            Self::Publications(chart) => &chart.description,
            Self::Reach(chart) => &chart.description,
        }
    }

    /// The same facts as a table. Every row has as many cells as the head.
    pub fn table(&self) -> TableTwin {
        match self {
            Self::Progress(chart) => chart.table(),
            Self::States(chart) => chart.table(),
            Self::Demographics(chart) => chart.table(),
            Self::Resources(chart) => chart.table(),
            Self::RiskMatrix(chart) => chart.table(),
            Self::Targets(chart) => chart.table(),
            Self::MonthPlan(chart) => chart.table(),
            Self::Publications(chart) => chart.table(),
            Self::Reach(chart) => chart.table(),
        }
    }
}
