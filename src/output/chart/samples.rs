//! Charts for the tests and for the gallery.

mod hostile;
mod money;
mod people;
mod results;

use crate::site::chart::Chart;

/// A chart with a name of its own.
pub type Sample = (&'static str, fn() -> Chart);

/// Charts as portals publish them, in several languages.
pub const REAL: &[Sample] = &[
    ("progress-report", results::report),
    ("progress-mixed", results::mixed),
    ("progress-plan-only", results::plan_only),
    ("progress-many", results::many),
    ("states", results::states),
    ("states-one", results::states_one),
    ("sex", people::sex),
    ("age", people::age),
    ("status", people::status),
    ("resources", money::resources),
    ("resources-plain", money::resources_plain),
    ("risks", money::risks),
    ("targets", money::targets),
    ("month-plan", results::month_plan),
    ("month-plan-years", results::month_plan_years),
    ("publications", people::publications),
    ("publications-undated", people::publications_undated),
    ("reach", people::reach),
];

/// A chart of each kind with so many rows, all of this value and this label.
pub const ALL: &[fn(usize, f64, &str) -> Chart] = &[
    hostile::progress,
    hostile::states,
    hostile::demographics,
    hostile::resources,
    hostile::risk_matrix,
    hostile::targets,
    hostile::month_plan,
    hostile::publications,
    hostile::reach,
];
