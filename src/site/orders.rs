//! Alphabetical orders of long lists, worked out once for each language: every page of a list shows a part of one.

use super::{Site, Tongue};
use std::sync::OnceLock;

/// The orders of one language. Each is made when the first page asks for it.
#[derive(Debug, Default)]
pub(super) struct Orders {
    /// For each grant, how many come before it.
    grants: OnceLock<Vec<usize>>,
    stories: OnceLock<Vec<(usize, usize)>>,
    organisations: OnceLock<Vec<usize>>,
}

impl Site<'_> {
    /// Some grants, by title.
    pub(super) fn grants_by_title(&self, tongue: &Tongue<'_>, grants: &[usize]) -> Vec<usize> {
        let ranks = self.orders(tongue).map(|orders| orders.grants.get_or_init(|| ranks(self, tongue)));
        let mut order = grants.to_vec();
        order.sort_by_key(|at| ranks.and_then(|ranks| ranks.get(*at)));
        order
    }

    /// Every story, as places of its grant and of itself, by title.
    pub(super) fn stories_by_title(&self, tongue: &Tongue<'_>) -> &[(usize, usize)] {
        self.orders(tongue).map_or(&[], |orders| orders.stories.get_or_init(|| stories(self, tongue)))
    }

    /// Every organisation, by name.
    pub(super) fn organisations_by_name(&self, tongue: &Tongue<'_>) -> &[usize] {
        self.orders(tongue).map_or(&[], |orders| orders.organisations.get_or_init(|| organisations(self, tongue)))
    }

    fn orders(&self, tongue: &Tongue<'_>) -> Option<&Orders> {
        self.orders.get(&tongue.lang)
    }
}

fn ranks(site: &Site<'_>, tongue: &Tongue<'_>) -> Vec<usize> {
    let grants = site.portal.grants.iter().enumerate();
    let order = sorted(tongue, grants.map(|(at, grant)| (tongue.words(&grant.title).text, at)).collect());
    let mut ranks = vec![0; order.len()];
    for (rank, at) in order.into_iter().enumerate() {
        if let Some(place) = ranks.get_mut(at) {
            *place = rank;
        }
    }
    ranks
}

fn stories(site: &Site<'_>, tongue: &Tongue<'_>) -> Vec<(usize, usize)> {
    let of_grant = |(at, grant): (usize, &crate::model::Grant)| {
        let stories = grant.stories.iter().enumerate();
        stories.map(|(story, it)| (tongue.words(&it.title).text, (at, story))).collect::<Vec<_>>()
    };
    sorted(tongue, site.portal.grants.iter().enumerate().flat_map(of_grant).collect())
}

/// Names in quotation marks are found under their first letter.
fn organisations(site: &Site<'_>, tongue: &Tongue<'_>) -> Vec<usize> {
    let plain = |name: String| name.trim_start_matches(['«', '"', '“', '„']).to_owned();
    let organisations = site.portal.organisations.iter().enumerate();
    sorted(tongue, organisations.map(|(at, it)| (plain(tongue.words(&it.name).text), at)).collect())
}

/// Things by name; those of one name in the order of the portal.
fn sorted<T>(tongue: &Tongue<'_>, mut named: Vec<(String, T)>) -> Vec<T> {
    tongue.sort(&mut named, |(name, _)| name);
    named.into_iter().map(|(_, thing)| thing).collect()
}
