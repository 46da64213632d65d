//! Which grants belong to what.

use crate::model::{Portal, Who};
use crate::read::PartyRole;
use std::collections::{BTreeMap, BTreeSet};

/// Places in the portal's list of grants, by what they belong to. Lists are sorted and hold each once.
#[derive(Debug, Clone, Default)]
pub struct Index {
    /// By region code.
    pub regions: BTreeMap<&'static str, Vec<usize>>,
    /// By place in the list of themes.
    pub themes: BTreeMap<usize, Vec<usize>>,
    /// By year of the grant's period.
    pub years: BTreeMap<i16, Vec<usize>>,
    /// By place in the list of organisations, with the roles that each has.
    pub organisations: BTreeMap<usize, BTreeMap<usize, BTreeSet<PartyRole>>>,
    /// By place in the list of outlets.
    pub outlets: BTreeMap<usize, Vec<usize>>,
    /// By place in the list of lots.
    pub lots: BTreeMap<usize, Vec<usize>>,
    /// Lots by region code.
    pub lots_by_region: BTreeMap<&'static str, Vec<usize>>,
    /// Lots by place in the list of themes.
    pub lots_by_theme: BTreeMap<usize, Vec<usize>>,
}

impl Index {
    /// Looks at every grant and lot once.
    pub(super) fn of(portal: &Portal) -> Self {
        let mut index = Self::default();
        for (at, grant) in portal.grants.iter().enumerate() {
            add(&mut index.regions, grant.regions.iter().map(|region| region.code), at);
            add(&mut index.themes, grant.themes.iter().copied(), at);
            add(&mut index.years, years(grant.period.as_deref()), at);
            add(&mut index.lots, grant.lot, at);
            add(&mut index.outlets, grant.publications.iter().flatten().filter_map(|it| it.outlet), at);
            for party in &grant.parties {
                if let Who::Organisation(organisation) = party.who {
                    index.organisations.entry(organisation).or_default().entry(at).or_default().insert(party.role);
                }
            }
        }
        for (at, lot) in portal.lots.iter().enumerate() {
            add(&mut index.lots_by_region, lot.regions.iter().map(|region| region.code), at);
            add(&mut index.lots_by_theme, lot.themes.iter().copied(), at);
        }
        index
    }
}

/// The years that a period touches; none without a period.
pub(crate) fn years(period: Option<&crate::value::Period>) -> std::ops::RangeInclusive<i16> {
    #[expect(clippy::reversed_empty_ranges, reason = "a grant without a period belongs to no year")]
    let none = 1..=0;
    // A mistyped century must not make ten thousand pages.
    period.map_or(none, |period| period.start.year()..=period.end.year().min(period.start.year().saturating_add(20)))
}

fn add<K: Ord>(lists: &mut BTreeMap<K, Vec<usize>>, keys: impl IntoIterator<Item = K>, at: usize) {
    for key in keys {
        let list = lists.entry(key).or_default();
        if list.last() != Some(&at) {
            list.push(at);
        }
    }
}
