//! What all feeds have in common (Atom, RFC 4287).

use super::super::{Body, Passage, Site, Tongue};
use serde::Serialize;

/// The template of every feed.
pub(super) const TEMPLATE: &str = "feed.xml";

/// A feed of this portal.
pub(super) struct Feed {
    /// Its file below the language, without the ending.
    pub(super) name: &'static str,
    /// The page that it belongs to, below the language.
    pub(super) of: &'static str,
    pub(super) title: Passage,
    /// The latest first.
    pub(super) entries: Vec<Entry>,
}

#[derive(Serialize)]
pub(super) struct Entry {
    /// Permanent name of the entry.
    pub(super) id: String,
    pub(super) title: Passage,
    pub(super) summary: Passage,
    pub(super) address: String,
    /// RFC 3339.
    pub(super) updated: String,
}

#[derive(Serialize)]
struct View {
    /// Permanent name of the feed.
    id: String,
    /// Its address.
    own: String,
    /// The page that it belongs to.
    home: String,
    title: Passage,
    updated: String,
    author: String,
    entries: Vec<Entry>,
}

/// The feed as a page.
pub(super) fn body(site: &Site<'_>, tongue: &Tongue<'_>, feed: Feed, description: String) -> Body {
    let base = &site.portal.base_url;
    let own = base.absolute(&tongue.here(&format!("{}.xml", feed.name)));
    let portal = tongue.words(&site.portal.title);
    let operator = site.portal.operator.and_then(|at| site.portal.organisations.get(at));
    let latest = feed.entries.first().map(|entry| entry.updated.clone());
    let view = View {
        id: match base.origin.is_empty() {
            true => format!("urn:esep:{}:{}", feed.name, tongue.lang.code()),
            false => own.clone(),
        },
        own,
        home: base.absolute(&tongue.here(feed.of)),
        title: feed.title,
        updated: latest.unwrap_or_else(|| midnight(site.generated)),
        author: operator.map_or_else(|| portal.text.clone(), |it| tongue.words(&it.name).text),
        entries: feed.entries,
    };
    Body::new(portal, description, &view)
}

/// A day as RFC 3339 wants it: midnight in UTC, because the day is all that is known.
pub(super) fn midnight(day: jiff::civil::Date) -> String {
    format!("{day}T00:00:00Z")
}
