//! Stage 3: what follows from the portal: achievement, totals, and who belongs where.
//!
//! Nothing here reports anything: unknown is a result. How achievement is computed is told to readers
//! on the methodology page; the two change together.

mod achievement;
pub mod completeness;
pub mod corrected;
pub mod history;
mod index;
pub mod ledger;
mod totals;

pub use achievement::{Progress, State, StateCounts, compared, progress};
pub use completeness::Completeness;
pub use history::History;
pub use index::Index;
pub(crate) use index::years;
pub use ledger::{CheckCode, Ledger};
pub use totals::{Money, Reported, Totals};

use crate::kept::{Kept, Same};
use crate::model::{Grant, Portal, Shared, Thresholds};
use std::sync::Arc;

/// Everything that is computed from the portal once.
#[derive(Debug, Clone)]
pub struct Figures {
    /// What follows from each grant, in the order of the portal's grants.
    pub grants: Shared<GrantFigures>,
    /// What follows from all grants together.
    pub totals: Totals,
    /// Which grants belong to which region, theme, year, organisation, outlet, lot.
    pub index: Index,
    /// Every single figure under its permanent name.
    pub ledger: Ledger,
    /// What became of the figures from one edition to the next.
    pub history: History,
}

/// What follows from one grant.
#[derive(Debug, Clone)]
pub struct GrantFigures {
    /// How far each indicator is, in the order of the grant's indicators.
    pub progress: Vec<Progress>,
    /// How many indicators are in which state.
    pub states: StateCounts,
    /// Totals of this grant alone.
    pub totals: Totals,
}

/// Computes everything once.
pub fn derive(portal: &Portal) -> Figures {
    Deriving::once().derive(portal)
}

/// What followed from each grant the last time.
#[derive(Debug, Default)]
pub struct Deriving {
    grants: Kept<Same<Grant>, Thresholds, Arc<GrantFigures>>,
    written: ledger::Written,
}

impl Deriving {
    /// For one time: nothing is kept.
    pub fn once() -> Self {
        Self { grants: Kept::nothing(), written: Kept::nothing() }
    }

    /// Computes everything, and what follows from a single grant only where the grant or the thresholds are others than
    /// the last time.
    pub fn derive(&mut self, portal: &Portal) -> Figures {
        let grants = portal.grants.held().iter().cloned().map(Same).collect();
        let of_grant = |grant: Same<Grant>, thresholds: &Thresholds| Arc::new(grant_figures(&grant.0, thresholds));
        let grants: Shared<_> = self.grants.renew(grants, portal.thresholds.clone(), of_grant).into();
        let totals = || Totals::over(grants.iter().map(|figures: &GrantFigures| &figures.totals));
        let mut ledger = || Ledger::of(portal, grants.held(), &mut self.written);
        let (index, (totals, ledger)) = rayon::join(|| Index::of(portal), || (totals(), ledger()));
        Figures { totals, index, history: History::of(portal, &ledger), ledger, grants }
    }
}

impl Figures {
    /// Totals over some grants.
    pub fn totals_of(&self, grants: &[usize]) -> Totals {
        Totals::over(grants.iter().filter_map(|grant| self.grants.get(*grant)).map(|figures| &figures.totals))
    }
}

fn grant_figures(grant: &Grant, thresholds: &Thresholds) -> GrantFigures {
    let progress: Vec<Progress> = grant.indicators.iter().map(|indicator| progress(indicator, thresholds)).collect();
    let states = StateCounts::of(progress.iter().map(|progress| progress.state));
    GrantFigures { totals: Totals::of(grant, states), states, progress }
}
