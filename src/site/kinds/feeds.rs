//! `/<lang>/feed.xml` and `/sitemap.xml`: what is new, and every page, for programs.

use super::super::frame::{Alternate, alternates};
use super::super::{Body, PageKind, Site, Subject, Tongue};
use super::feed::{self, Entry, Feed};
use crate::value::PartialDate;
use serde::Serialize;

/// The feed of a language (Atom, RFC 4287): grants and stories, the latest first.
pub(super) const FEED: PageKind = PageKind {
    name: "feed",
    template: feed::TEMPLATE,
    pages: |_| vec![(Subject::Whole, "feed.xml".to_owned())],
    body: latest,
    per_language: true,
    listed: false,
};

/// Every page with its counterparts. What is too much for one file becomes several, and `sitemap.xml` lists them.
pub(super) const SITEMAP: PageKind = PageKind {
    name: "sitemap",
    template: "sitemap.xml",
    pages: sitemap_files,
    body: sitemap,
    per_language: false,
    listed: false,
};

/// How many entries a feed has at most.
const FEED_LENGTH: usize = 50;

/// How many pages one sitemap has at most. The protocol allows 50 000 and 50 MB; with the addresses in four languages
/// a page takes up to 1 kB.
const SITEMAP_LENGTH: usize = 20_000;

#[derive(Serialize)]
struct SitemapView {
    /// The addresses of the sitemaps, where this one only lists them.
    parts: Vec<String>,
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

/// When it was brought up to date. Of a month or a year it is the first day, because nothing is updated in the future.
fn timestamp(date: Option<&PartialDate>, site: &Site<'_>) -> String {
    feed::midnight(date.map_or(site.generated, |date| date.first_day()))
}

fn latest(site: &Site<'_>, tongue: &Tongue<'_>, _: Subject) -> Body {
    let title = tongue.words(&site.portal.title);
    let feed = Feed { name: "feed", of: "", title, entries: entries(site, tongue) };
    feed::body(site, tongue, feed, tongue.words(&site.portal.description).text)
}

fn entries(site: &Site<'_>, tongue: &Tongue<'_>) -> Vec<Entry> {
    let entry = |title, summary, below: String, updated| {
        let address = full(site, &tongue.here(&below));
        let id = if site.portal.base_url.origin.is_empty() {
            format!("urn:esep:{}", tongue.here(&below))
        } else {
            address.clone()
        };
        Entry { id, title, summary, address, updated }
    };
    let mut entries: Vec<Entry> = Vec::new();
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

/// How many sitemaps it takes, counted before the pages have their addresses.
fn sitemap_count(site: &Site<'_>) -> usize {
    let languages = site.interface_languages().len();
    let of_kind = |kind: &PageKind| (kind.pages)(site).len() * if kind.per_language { languages } else { 1 };
    let pages: usize = super::ALL.iter().filter(|kind| is_listed(site, kind)).map(of_kind).sum();
    pages.div_ceil(SITEMAP_LENGTH)
}

/// In a brief portal stories are on the pages of grants.
fn is_listed(site: &Site<'_>, kind: &PageKind) -> bool {
    kind.listed && !(kind.name == "story" && site.portal.is_brief())
}

fn sitemap_files(site: &Site<'_>) -> Vec<(Subject, String)> {
    let parts = Some(sitemap_count(site)).filter(|count| *count > 1).unwrap_or_default();
    let part = |at: usize| (Subject::Part(at), format!("sitemap-{}.xml", at + 1));
    [(Subject::Whole, "sitemap.xml".to_owned())].into_iter().chain((0..parts).map(part)).collect()
}

fn sitemap(site: &Site<'_>, _: &Tongue<'_>, subject: Subject) -> Body {
    let listed = site.entries().iter().filter(|entry| is_listed(site, entry.kind));
    let page = |entry: &super::super::Entry| SitemapEntry {
        address: full(site, &entry.address),
        alternates: alternates(site, entry),
    };
    let others = site.entries().iter().filter(|it| it.kind.name == SITEMAP.name && it.subject != Subject::Whole);
    let parts: Vec<String> = others.map(|it| full(site, &it.address)).collect();
    let view = match subject {
        Subject::Part(at) => {
            let pages = listed.skip(at * SITEMAP_LENGTH).take(SITEMAP_LENGTH).map(page).collect();
            SitemapView { parts: Vec::new(), pages }
        }
        _ if parts.is_empty() => SitemapView { parts, pages: listed.map(page).collect() },
        _ => SitemapView { parts, pages: Vec::new() },
    };
    Body::new(String::new(), String::new(), &view)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::World;
    use crate::read::Memory;

    /// A portal with so many themes, each of which has a page in each of two languages, and its sitemaps.
    fn sitemaps(themes: usize) -> Vec<(String, usize, usize)> {
        let theme = |at: usize| format!("[[theme]]\nid = \"t{at}\"\nname = \"T\"\n");
        let portal = "title = \"P\"\ndescription = \"D\"\nlanguages = [\"kk\", \"ru\"]\ncurrency = \"KZT\"\n";
        let text: String = [portal.to_owned()].into_iter().chain((0..themes).map(theme)).collect();
        let files = Memory::default().with("content/portal.toml", text);
        let world = World { today: jiff::civil::date(2025, 1, 1), base_url: None, strict: false, edition: None };
        crate::laid_out(&files, &world, |site, _| {
            let entries = site.entries().iter().filter(|entry| entry.kind.name == SITEMAP.name);
            let count = |view: &serde_json::Value, key: &str| view[key].as_array().map_or(0, Vec::len);
            let read = |entry: &crate::site::Entry| {
                let view =
                    site.page(entry).and_then(|page| serde_json::to_value(page.body.view).ok()).unwrap_or_default();
                (entry.address.clone(), count(&view, "parts"), count(&view, "pages"))
            };
            entries.map(read).collect()
        })
        .unwrap_or_default()
    }

    #[test]
    fn a_small_portal_has_one_sitemap() {
        let found = sitemaps(1);
        assert!(matches!(found.as_slice(), [(_, 0, pages)] if *pages > 2), "{found:?}");
    }

    #[test]
    fn what_is_too_much_for_one_sitemap_becomes_several() {
        let found = sitemaps(SITEMAP_LENGTH / 2);
        let addresses: Vec<&str> = found.iter().map(|(address, ..)| address.as_str()).collect();
        assert_eq!(addresses, ["/sitemap-1.xml", "/sitemap-2.xml", "/sitemap.xml"]);
        let [(_, _, first), (_, _, second), (_, parts, 0)] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!((*first, *parts), (SITEMAP_LENGTH, 2));
        assert!(*second > 0 && *second < 100, "{second}");
    }
}
