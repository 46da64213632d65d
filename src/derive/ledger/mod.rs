//! The ledger: every single figure that the portal publishes, under its permanent name.
//!
//! A figure's name is the page that shows it and the fragment on that page: `grants/bright-future` and
//! `target-schools` are the figure at `/<lang>/grants/bright-future/#target-schools`. Citations, check codes,
//! editions and the data files speak of figures by these names, and of their values in one written form that no
//! language and no theme changes.

mod code;
mod entries;
mod written;

pub use code::CheckCode;
pub use written::{Part, canonical};

use super::GrantFigures;
use crate::kept::{Kept, Same};
use crate::model::{Grant, Portal};
use std::sync::Arc;

/// Every figure, in the order of the portal: grants by slug, lots by slug, and within a page the order of the model.
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    /// By name.
    pages: Vec<(Arc<str>, Page)>,
}

/// The figures of a page.
type Page = Arc<[Figure]>;

/// The figures of grants as they were written down the last time: they follow from the grant, from what was computed of
/// it, and from its place in the list.
pub(super) type Written = Kept<(usize, Same<Grant>, Same<GrantFigures>), (), Page>;

/// One figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// The page below the language, without a slash at its ends: `grants/bright-future`.
    pub page: Arc<str>,
    /// The fragment on that page.
    pub id: String,
    /// Whose figure it is.
    pub owner: Owner,
    /// Which figure it is.
    pub what: What,
    /// What is stated, part by part, as it is written into check codes and editions.
    pub values: Vec<(Part, String)>,
    /// The check code of name and values together: another value has another code.
    pub code: CheckCode,
}

/// Whose figure it is: a place in the portal's list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Owner {
    /// A grant's.
    Grant(usize),
    /// A lot's.
    Lot(usize),
}

/// Which figure of its owner it is; numbers are places in the owner's lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// The money of the grant or lot.
    Amount,
    /// How many indicators are in which state.
    States,
    /// A promised figure and its result.
    Indicator(usize),
    /// How many take part in an activity, planned and counted.
    Activity(usize),
    /// What proves the work.
    Evidence(usize),
    /// For how many the work is done.
    TargetGroup(usize),
    /// All breakdowns of one figure by one quality; the number is that of the first.
    Breakdown(usize),
    /// A figure that describes the situation.
    Context(usize),
    /// How often something was published, and whom it reached.
    Publication(usize),
    /// What a work costs.
    Resource(usize),
    /// What all works together cost.
    ResourcesTotal,
    /// Impact, probability and score of a risk.
    Risk(usize),
    /// The money that the proposal for the time after needs.
    FollowUp,
}

impl Owner {
    /// The grant, as a place in the portal's list.
    pub fn grant(self) -> Option<usize> {
        match self {
            Self::Grant(at) => Some(at),
            Self::Lot(_) => None,
        }
    }
}

impl Ledger {
    /// Writes the ledger of a portal; `figures` are those of its grants.
    pub(super) fn of(portal: &Portal, figures: &[Arc<GrantFigures>], written: &mut Written) -> Self {
        let same = |((at, grant), figures): ((usize, &Arc<Grant>), &Arc<GrantFigures>)| {
            (at, Same(Arc::clone(grant)), Same(Arc::clone(figures)))
        };
        let grants = portal.grants.held().iter().enumerate().zip(figures).map(same).collect();
        let of_grant = |(at, grant, figures): (usize, Same<Grant>, Same<GrantFigures>), (): &()| {
            Page::from(entries::of_grant(at, &grant.0, &figures.0))
        };
        let grants = written.renew(grants, (), of_grant).into_iter();
        let lots = portal.lots.iter().enumerate().map(|(at, lot)| Page::from(entries::of_lot(at, lot)));
        let named = |page: Page| page.first().map(|first| (Arc::clone(&first.page), Arc::clone(&page)));
        let mut pages: Vec<(Arc<str>, Page)> = grants.chain(lots).filter_map(named).collect();
        pages.sort_by(|(one, _), (other, _)| one.cmp(other));
        Self { pages }
    }

    /// Every figure, by page.
    pub fn figures(&self) -> Vec<&Figure> {
        self.pages.iter().flat_map(|(_, figures)| figures.iter()).collect()
    }

    /// How many figures there are.
    pub fn len(&self) -> usize {
        self.pages.iter().map(|(_, figures)| figures.len()).sum()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The figures of one page, such as `grants/bright-future`, in the order of the model.
    pub fn of_page(&self, page: &str) -> &[Figure] {
        let at = self.pages.binary_search_by(|(name, _)| (**name).cmp(page));
        at.ok().and_then(|at| self.pages.get(at)).map_or(&[], |(_, figures)| figures)
    }

    /// One figure by its name.
    pub fn find(&self, page: &str, id: &str) -> Option<&Figure> {
        self.of_page(page).iter().find(|figure| figure.id == id)
    }

    /// The check code of a whole page: of all its figures together.
    pub fn page_code(&self, page: &str) -> CheckCode {
        CheckCode::of([page.to_owned()].into_iter().chain(self.codes_of(page)))
    }

    /// The check code of a chart: which chart it is, and all figures of its page.
    pub fn chart_code(&self, page: &str, chart: &str) -> CheckCode {
        CheckCode::of([format!("{page} {chart}")].into_iter().chain(self.codes_of(page)))
    }

    fn codes_of(&self, page: &str) -> impl Iterator<Item = String> {
        self.of_page(page).iter().map(|figure| figure.code.to_string())
    }
}

impl Figure {
    /// The figure under its name, with its check code.
    fn new(page: &Arc<str>, id: impl Into<String>, owner: Owner, what: What, values: Vec<(Part, String)>) -> Self {
        let id = id.into();
        let name = format!("{page}#{id}");
        let code = CheckCode::of([name].into_iter().chain(values.iter().map(|(part, text)| format!("{part}={text}"))));
        Self { page: Arc::clone(page), id, owner, what, values, code }
    }
}

#[cfg(test)]
mod tests;
