//! What editions have and content has no longer: things that were renamed, withdrawn, or lost, and lost editions.
//!
//! The address of a grant, a story, an organisation that stands in an edition has been cited. It leads somewhere for good:
//! to the page itself, from a former slug to the new one, or to the reason of a withdrawal.

use super::linker::Linker;
use super::{Correction, Indicator, Portal};
use crate::finding::{Arg, Code, FileName, Finding, Place};
use crate::read::{EDITIONS, Edition, FrozenPage, LostEdition, Placed, Words};
use std::collections::BTreeMap;
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
    pub(super) stories: Names,
    pub(super) organisations: Names,
    pub(super) outlets: Names,
    pub(super) pages: Names,
}

impl Named {
    /// The things of the kind of a page, and its slug. Only a page of text has no folder in its address.
    fn of<'p>(&self, page: &'p str) -> Option<(&Names, &'p str)> {
        let Some((folder, slug)) = page.split_once('/') else { return Some((&self.pages, page)) };
        let names = match folder {
            "grants" => &self.grants,
            "lots" => &self.lots,
            "stories" => &self.stories,
            "organisations" => &self.organisations,
            "outlets" => &self.outlets,
            _ => return None,
        };
        Some((names, slug))
    }

    fn place(&self, page: &str) -> Option<&Place> {
        let (names, slug) = self.of(page)?;
        names.places.get(slug)
    }
}

/// The address of an edition below that of the portal.
pub(super) fn address(edition: &str) -> String {
    format!("{}/{edition}", crate::output::edition::FOLDER)
}

/// Reports former slugs that are taken, withdrawals of what is still there, and what is gone without a word. Former slugs
/// that cannot be kept are taken out, so that they do not count for anything else.
pub(super) fn check(portal: &mut Portal, named: &Named, lost_editions: &[LostEdition], linker: &mut Linker) {
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
    former.extend(other_former(portal));
    withdrawn(portal, named, &former, linker);
    lost(portal, named, &former, linker);
    for edition in lost_editions.iter().filter(|it| !is_withdrawn(portal, &address(&it.name))) {
        let finding = Finding::new(Code::EditionGone).at(&edition.place).with("edition", edition.name.as_str());
        linker.report(finding);
    }
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

/// The former addresses of everything else: where one is taken, the site reports the collision.
fn other_former(portal: &Portal) -> BTreeMap<String, Place> {
    let stories = portal.grants.iter().flat_map(|grant| &grant.stories).map(|it| ("stories/", &it.former_slugs));
    let organisations = portal.organisations.iter().map(|it| ("organisations/", &it.former_slugs));
    let outlets = portal.outlets.iter().map(|it| ("outlets/", &it.former_slugs));
    let pages = portal.pages.iter().map(|it| ("", &it.former_slugs));
    let all = stories.chain(organisations).chain(outlets).chain(pages);
    all.flat_map(|(folder, slugs)| slugs.iter().map(move |it| (format!("{folder}{}", it.value), it.place.clone())))
        .collect()
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

fn is_withdrawn(portal: &Portal, page: &str) -> bool {
    portal.withdrawn.iter().any(|it| it.about.as_ref().is_some_and(|about| **about == page))
}

impl Portal {
    /// When and why a page of an edition was taken off the portal; a story goes with its grant.
    pub fn withdrawals(&self, page: &str) -> Vec<&Correction> {
        let frozen = self.editions.iter().rev().find_map(|edition| edition.page(page));
        let pages: Vec<&str> = [page].into_iter().chain(frozen.and_then(|it| it.within.as_deref())).collect();
        let is_of = |it: &&Correction| it.about.as_ref().is_some_and(|about| pages.contains(&about.as_str()));
        self.withdrawn.iter().filter(is_of).collect()
    }
}

/// Pages of editions that nothing in the content explains. Where a file cannot be read, nothing is known of its kind.
fn lost(portal: &Portal, named: &Named, former: &BTreeMap<String, Place>, linker: &mut Linker) {
    let is_lost = |page: &str| {
        let complete = named.of(page).is_some_and(|(names, _)| names.complete);
        complete && named.place(page).is_none() && !former.contains_key(page)
    };
    for (page, edition) in last_editions(portal).into_iter().filter(|(page, _)| is_lost(page)) {
        if !portal.withdrawals(page).is_empty() {
            continue;
        }
        let (_, slug) = page.rsplit_once('/').unwrap_or(("", page));
        let successor = successor(portal, page, edition, linker);
        let portal_file = || Place::file(&FileName::from("content/portal.toml"));
        let place = successor.as_ref().map_or_else(portal_file, |it| it.place.clone());
        let finding = Finding::new(Code::PageGone).at(&place).with("value", page).with("slug", slug);
        let also = Place::file(&FileName::from(format!("{EDITIONS}/{}/{}", edition.name, crate::read::LEDGER)));
        let mut finding = finding.with("edition", edition.name.as_str()).also(&also);
        finding.did_you_mean = successor.map(|it| it.page);
        linker.report(finding);
    }
}

/// Every page of something in the content, with the last edition that has it.
fn last_editions(portal: &Portal) -> BTreeMap<&str, &Edition> {
    let pages = portal.editions.iter().flat_map(|edition| edition.shown().into_iter().map(move |page| (page, edition)));
    pages.collect()
}

/// Something that may be what a lost page has become.
struct Candidate<'p> {
    page: String,
    place: Place,
    titles: Vec<&'p str>,
    indicators: &'p [Indicator],
}

/// A thing of the same kind that no edition has, and that promises the same figures or is called the same: probably the
/// same under another name.
fn successor<'p>(portal: &'p Portal, page: &str, edition: &Edition, linker: &Linker) -> Option<Candidate<'p>> {
    let ids = linker.around.frozen.get(page)?;
    let titles = edition.page(page).map(|FrozenPage { title, .. }| title.values().collect::<Vec<_>>());
    let titles = titles.unwrap_or_default();
    let alike = |it: &Candidate<'_>| {
        let figures = it.indicators.iter().filter(|it| ids.contains(&it.id)).count();
        figures + it.titles.iter().filter(|title| titles.iter().any(|old| old == *title)).count()
    };
    let new = candidates(portal, page.split_once('/').map_or("", |(folder, _)| folder));
    let new = new.into_iter().filter(|it| !linker.around.frozen.contains_key(&it.page));
    let scored = new.map(|it| (alike(&it), it)).filter(|(score, _)| *score > 0);
    let best = scored.max_by(|one, other| (one.0, &other.1.page).cmp(&(other.0, &one.1.page)));
    best.map(|(_, it)| it)
}

fn candidates<'p>(portal: &'p Portal, folder: &str) -> Vec<Candidate<'p>> {
    let named = |slug: &str, place: &Place, title: &'p Words, indicators: &'p [Indicator]| Candidate {
        page: format!("{folder}/{slug}"),
        place: place.clone(),
        titles: title.texts().map(|(_, text, _)| text).collect(),
        indicators,
    };
    let stories = || portal.grants.iter().flat_map(|grant| &grant.stories);
    let page = |it: &'p super::Page| {
        let text = it.texts.values().next()?;
        let titles = it.texts.values().map(|text| text.title.value.as_str()).collect();
        Some(Candidate { page: it.slug.clone(), place: text.title.place.clone(), titles, indicators: &[] })
    };
    match folder {
        "grants" => portal.grants.iter().map(|it| named(&it.slug, &it.place, &it.title, &it.indicators)).collect(),
        "lots" => portal.lots.iter().map(|it| named(&it.slug, &it.place, &it.title, &it.indicators)).collect(),
        "stories" => stories().map(|it| named(&it.slug, &it.place, &it.title, &[])).collect(),
        "organisations" => portal.organisations.iter().map(|it| named(&it.slug, &it.place, &it.name, &[])).collect(),
        "outlets" => portal.outlets.iter().map(|it| named(&it.slug, &it.place, &it.name, &[])).collect(),
        _ => portal.pages.iter().filter_map(page).collect(),
    }
}
