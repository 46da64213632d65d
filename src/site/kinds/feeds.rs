//! `/<lang>/feed.xml` and `/sitemap.xml`: what is new, and every page, for programs.

use super::super::frame::{Alternate, alternates};
use super::super::{Body, PageKind, Passage, Site, Subject, Tongue};
use crate::value::PartialDate;
use serde::Serialize;

/// The feed of a language (Atom, RFC 4287): grants and stories, the latest first.
pub(super) const FEED: PageKind = PageKind {
    name: "feed",
    template: "feed.xml",
    pages: |_| vec![(Subject::Whole, "feed.xml".to_owned())],
    body: feed,
    per_language: true,
    listed: false,
};

/// Every page with its counterparts.
pub(super) const SITEMAP: PageKind = PageKind {
    name: "sitemap",
    template: "sitemap.xml",
    pages: |_| vec![(Subject::Whole, "sitemap.xml".to_owned())],
    body: sitemap,
    per_language: false,
    listed: false,
};

/// How many entries a feed has at most.
const FEED_LENGTH: usize = 50;

#[derive(Serialize)]
struct FeedView {
    /// Permanent name of the feed.
    id: String,
    /// Its address.
    own: String,
    /// The page that it belongs to.
    home: String,
    updated: String,
    author: String,
    entries: Vec<FeedEntry>,
}

#[derive(Serialize)]
struct FeedEntry {
    id: String,
    title: Passage,
    summary: Passage,
    address: String,
    updated: String,
}

#[derive(Serialize)]
struct SitemapView {
    pages: Vec<SitemapEntry>,
}

#[derive(Serialize)]
struct SitemapEntry {
    address: String,
    alternates: Vec<Alternate>,
}

/// The full address; without a known origin the address from the root.
fn full(site: &Site<'_>, address: &str) -> String {
    site.portal.base_url.absolute(address)
}

/// A date as RFC 3339 wants it: midnight in UTC, because the day is all that is known.
fn timestamp(date: Option<&PartialDate>, site: &Site<'_>) -> String {
    let day = date.map_or(site.generated, |date| date.last_day());
    format!("{day}T00:00:00Z")
}

fn feed(site: &Site<'_>, tongue: &Tongue<'_>, _: Subject) -> Body {
    let entries = feed_entries(site, tongue);
    let portal = tongue.words(&site.portal.title);
    let home = full(site, &tongue.here(""));
    let own = full(site, &tongue.here("feed.xml"));
    let operator = site.portal.operator.and_then(|at| site.portal.organisations.get(at));
    let view = FeedView {
        id: if site.portal.base_url.origin.is_empty() {
            format!("urn:esep:feed:{}", tongue.lang.code())
        } else {
            own.clone()
        },
        own,
        home,
        updated: entries.first().map_or_else(|| timestamp(None, site), |entry| entry.updated.clone()),
        author: operator.map_or_else(|| portal.text.clone(), |it| tongue.words(&it.name).text),
        entries,
    };
    Body::new(portal, tongue.words(&site.portal.description).text, &view)
}

fn feed_entries(site: &Site<'_>, tongue: &Tongue<'_>) -> Vec<FeedEntry> {
    let entry = |title, summary, below: String, updated| {
        let address = full(site, &tongue.here(&below));
        let id = if site.portal.base_url.origin.is_empty() {
            format!("urn:esep:{}", tongue.here(&below))
        } else {
            address.clone()
        };
        FeedEntry { id, title, summary, address, updated }
    };
    let mut entries: Vec<FeedEntry> = Vec::new();
    for grant in &site.portal.grants {
        let updated = timestamp(grant.updated.known(), site);
        let below = format!("grants/{}/", grant.slug);
        entries.push(entry(tongue.words(&grant.title), tongue.words(&grant.summary), below, updated.clone()));
        for story in &grant.stories {
            let below = format!("stories/{}/", story.slug);
            entries.push(entry(tongue.words(&story.title), tongue.words(&story.summary), below, updated.clone()));
        }
    }
    entries.sort_by(|a, b| b.updated.cmp(&a.updated).then_with(|| a.address.cmp(&b.address)));
    entries.truncate(FEED_LENGTH);
    entries
}

fn sitemap(site: &Site<'_>, _: &Tongue<'_>, _: Subject) -> Body {
    let listed = site.entries().iter().filter(|entry| entry.kind.listed);
    let page = |entry: &super::super::Entry| SitemapEntry {
        address: full(site, &entry.address),
        alternates: alternates(site, entry),
    };
    let view = SitemapView { pages: listed.map(page).collect() };
    Body::new(String::new(), String::new(), &view)
}
