//! Everything that can be cited of a grant or a lot.

use super::super::{Site, Tongue};
use super::{Reference, chart, figure, grant, lot, story};
use crate::derive::ledger::Owner;

/// The pages that can be cited, each with what is on it: `grants/x`, `lots/y`.
pub fn pages(site: &Site<'_>) -> Vec<(String, Owner)> {
    let grants = site.portal.grants.iter().enumerate();
    let grants = grants.map(|(at, grant)| (format!("grants/{}", grant.slug), Owner::Grant(at)));
    let lots = site.portal.lots.iter().enumerate().map(|(at, lot)| (format!("lots/{}", lot.slug), Owner::Lot(at)));
    grants.chain(lots).collect()
}

/// The whole, its stories, its charts, its figures.
pub fn of_page(site: &Site<'_>, tongue: &Tongue<'_>, owner: Owner) -> Vec<Reference> {
    let mut references = match owner {
        Owner::Grant(at) => of_grant(site, tongue, at),
        Owner::Lot(at) => site.portal.lots.get(at).map(|it| lot(site, tongue, it)).into_iter().collect(),
    };
    let page = references.first().map(|it| it.number.clone()).unwrap_or_default();
    references.extend(site.figures.ledger.of_page(&page).iter().filter_map(|it| figure(site, tongue, it)));
    references
}

fn of_grant(site: &Site<'_>, tongue: &Tongue<'_>, at: usize) -> Vec<Reference> {
    let (Some(it), Some(figures)) = (site.portal.grants.get(at), site.figures.grants.get(at)) else {
        return Vec::new();
    };
    let charts = super::super::kinds::charts_of(site, tongue, it, figures);
    let charts = charts.iter().map(|(name, drawn)| chart(site, tongue, it, name, drawn.title()));
    let stories = it.stories.iter().map(|one| story(site, tongue, it, one));
    [grant(site, tongue, it)].into_iter().chain(stories).chain(charts).collect()
}
