//! From figures to charts: what each chart of a page says.

use super::chart::Chart;
use super::{Site, Tongue};
use crate::derive::{GrantFigures, StateCounts};
use crate::model::{Grant, Indicator};
use crate::read::BreakdownBy;

/// How many indicators are in which state.
pub fn states(_: &Tongue<'_>, _: &StateCounts) -> Option<Chart> {
    None
}

/// Planned versus achieved.
pub fn progress(_: &Tongue<'_>, _: &Grant, _: &GrantFigures) -> Option<Chart> {
    None
}

/// Targets over years.
pub fn targets(_: &Tongue<'_>, _: &[Indicator]) -> Option<Chart> {
    None
}

/// Participants by one quality.
pub fn breakdown(_: &Tongue<'_>, _: &Grant, _: BreakdownBy) -> Option<Chart> {
    None
}

/// What happens in which month.
pub fn months(_: &Tongue<'_>, _: &Grant) -> Option<Chart> {
    None
}

/// What the work costs and who pays.
pub fn resources(_: &Tongue<'_>, _: &Grant) -> Option<Chart> {
    None
}

/// Risks by impact and probability.
pub fn risks(_: &Tongue<'_>, _: &Grant) -> Option<Chart> {
    None
}

/// Publications by month and kind.
pub fn publications(_: &Tongue<'_>, _: &[&Grant]) -> Option<Chart> {
    None
}

/// How many the publications reached.
pub fn reach(_: &Site<'_>, _: &Tongue<'_>, _: &[&Grant]) -> Option<Chart> {
    None
}
