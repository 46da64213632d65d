//! What editions have and content has no longer: grants and lots that were renamed, withdrawn, or lost.
//!
//! The address of a grant or lot that stands in an edition has been cited. It leads somewhere for good: to the page
//! itself, from a former slug to the new one, or to the reason of a withdrawal.

use super::linker::Linker;
use super::{Indicator, Portal};
use crate::finding::{Arg, Code, Finding, Place};
use crate::read::{EDITIONS, Placed};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The slugs of one kind of things in `content/`.
pub(super) struct Names {
    /// Where each is written.
    pub(super) places: BTreeMap<String, Place>,
    /// Whether all of them can be read: former slugs of a broken one are not known.
    pub(super) complete: bool,
}

/// What `content/` has, broken or sound.
pub(super) struct Named {
    pub(super) grants: Names,
    pub(super) lots: Names,
}

impl Named {
    fn of(&self, page: &str) -> Option<(&Names, &'static str)> {
        match page.split_once('/')?.0 {
            "grants" => Some((&self.grants, "grants/")),
            "lots" => Some((&self.lots, "lots/")),
            _ => None,
        }
    }

    fn place(&self, page: &str) -> Option<&Place> {
        let (names, folder) = self.of(page)?;
        names.places.get(page.strip_prefix(folder)?)
    }
}

/// Reports former slugs that are taken, withdrawals of what is still there, and what is gone without a word. Former slugs
/// that cannot be kept are taken out, so that they do not count for anything else.
pub(super) fn check(portal: &mut Portal, named: &Named, linker: &mut Linker) {
    let mut former = BTreeMap::new();
    for grant in portal.grants.held_mut() {
        let mut slugs = grant.former_slugs.clone();
        keep_free("grants/", &mut slugs, &named.grants.places, &mut former, linker);
        if slugs.len() < grant.former_slugs.len() {
            Arc::make_mut(grant).former_slugs = slugs;
        }
    }
    for lot in &mut portal.lots {
        keep_free("lots/", &mut lot.former_slugs, &named.lots.places, &mut former, linker);
    }
    withdrawn(portal, named, &former, linker);
    lost(portal, named, &former, linker);
}

/// Keeps the former slugs that nothing else has or had; `former` are those that were kept, by page.
fn keep_free(
    folder: &str,
    slugs: &mut Vec<Placed<String>>,
    places: &BTreeMap<String, Place>,
    former: &mut BTreeMap<String, Place>,
    linker: &mut Linker,
) {
    slugs.retain(|slug| {
        let page = format!("{folder}{}", slug.value);
        let living = places.get(slug.as_str()).map(|place| (Code::StillThere, page.as_str(), place.clone()));
        let taken = former.get(&page).map(|place| (Code::DuplicateSlug, slug.as_str(), place.clone()));
        if let Some((code, value, place)) = living.or(taken) {
            linker.report(Finding::new(code).at(&slug.place).with("value", value).also(&place));
            return false;
        }
        former.insert(page, slug.place.clone());
        true
    });
}

fn withdrawn(portal: &mut Portal, named: &Named, former: &BTreeMap<String, Place>, linker: &mut Linker) {
    let mut seen: BTreeMap<String, Place> = BTreeMap::new();
    portal.withdrawn.retain(|withdrawal| {
        let Some(about) = &withdrawal.about else { return false };
        let still = named.place(about).or_else(|| former.get(about.as_str()));
        let finding = match (still, seen.get(about.as_str())) {
            (Some(place), _) => Finding::new(Code::StillThere).with("value", about.as_str()).also(place),
            (None, Some(first)) => Finding::new(Code::DuplicateId).with("value", about.as_str()).also(first),
            (None, None) if linker.around.frozen.contains_key(about.as_str()) => {
                seen.insert(about.value.clone(), about.place.clone());
                return true;
            }
            (None, None) => Finding::new(Code::UnknownReference)
                .with("value", about.as_str())
                .with("kind", Arg::Term("frozen-page"))
                .near(about, linker.around.frozen.keys().map(String::as_str)),
        };
        linker.report(finding.at(&about.place));
        false
    });
}

/// Pages of editions that nothing in the content explains. Where a file cannot be read, nothing is known of its kind.
fn lost(portal: &Portal, named: &Named, former: &BTreeMap<String, Place>, linker: &mut Linker) {
    let explained: BTreeSet<&str> =
        portal.withdrawn.iter().filter_map(|it| Some(it.about.as_ref()?.as_str())).collect();
    let is_lost = |page: &str| {
        let complete = named.of(page).is_some_and(|(names, _)| names.complete);
        complete && named.place(page).is_none() && !former.contains_key(page) && !explained.contains(page)
    };
    for (page, edition) in last_editions(portal).into_iter().filter(|(page, _)| is_lost(page)) {
        let (_, slug) = page.split_once('/').unwrap_or_default();
        let successor = successor(portal, page, linker);
        let portal_file = || Place::file(&Arc::from("content/portal.toml"));
        let place = successor.as_ref().map_or_else(portal_file, |(_, place)| place.clone());
        let finding = Finding::new(Code::PageGone).at(&place).with("value", page).with("slug", slug);
        let also = Place::file(&Arc::from(format!("{EDITIONS}/{edition}/{}", crate::read::LEDGER)));
        let mut finding = finding.with("edition", edition).also(&also);
        finding.did_you_mean = successor.map(|(name, _)| name);
        linker.report(finding);
    }
}

/// Every page with figures, with the name of the last edition that has it.
fn last_editions(portal: &Portal) -> BTreeMap<&str, &str> {
    let pages = portal.editions.iter().flat_map(|edition| edition.figures.iter().map(move |it| (edition, it)));
    pages.map(|(edition, figure)| (figure.page.as_str(), edition.name.as_str())).collect()
}

/// A grant or lot that no edition has and that promises the same figures: probably the same under another name.
fn successor(portal: &Portal, page: &str, linker: &Linker) -> Option<(String, Place)> {
    let ids = linker.around.frozen.get(page)?;
    let shares = |indicators: &[Indicator]| indicators.iter().filter(|it| ids.contains(&it.id)).count();
    let grants = portal.grants.iter().map(|it| (format!("grants/{}", it.slug), &it.place, &it.indicators));
    let lots = portal.lots.iter().map(|it| (format!("lots/{}", it.slug), &it.place, &it.indicators));
    let folder = page.split('/').next();
    let same_kind = grants.chain(lots).filter(|(name, ..)| name.split('/').next() == folder);
    let new = same_kind.filter(|(name, ..)| !linker.around.frozen.contains_key(name));
    let scored = new.map(|(name, place, indicators)| (shares(indicators), name, place));
    let best = scored.filter(|(score, ..)| *score > 0).max_by(|one, other| (one.0, &other.1).cmp(&(other.0, &one.1)));
    best.map(|(_, name, place)| (name, place.clone()))
}
