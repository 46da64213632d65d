//! The addresses that things had before: a page at each of them leads to the new one.

use super::super::tongue::text;
use super::super::{Body, PageKind, Passage, Site, Subject, Tongue};
use super::parts::LinkView;
use crate::finding::Place;
use crate::read::{PerGrant, Placed, Words};
use serde::Serialize;
use std::collections::BTreeMap;

/// A page for each former slug, which works without script and tells search engines the new address.
pub(super) const KIND: PageKind = PageKind {
    name: "moved",
    template: "moved.html",
    pages: |site| moves(site).into_iter().enumerate().map(|(at, it)| (Subject::One(at), it.from)).collect(),
    body,
    per_language: true,
    listed: false,
};

#[derive(Serialize)]
struct View {
    there: LinkView,
    /// Whether files stay at their former addresses.
    files: bool,
}

/// A page that has another address now; both below the language.
struct Move<'p> {
    from: String,
    to: String,
    place: &'p Place,
    name: Name<'p>,
}

/// What the page is called.
#[derive(Clone, Copy)]
enum Name<'p> {
    Words(&'p Words),
    Page(&'p crate::model::Page),
}

/// Every move: things in the order of the model, slugs as they are written.
fn moves<'p>(site: &Site<'p>) -> Vec<Move<'p>> {
    let portal = site.portal;
    let mut all = Vec::new();
    let mut add = |folder: &str, slug: &str, former: &'p [Placed<String>], name: Name<'p>| {
        let from = |old: &str| format!("{folder}{old}/");
        all.extend(former.iter().map(|old| Move { from: from(old), to: from(slug), place: &old.place, name }));
    };
    for grant in &portal.grants {
        add("grants/", &grant.slug, &grant.former_slugs, Name::Words(&grant.title));
        for story in &grant.stories {
            add("stories/", &story.slug, &story.former_slugs, Name::Words(&story.title));
        }
    }
    for lot in &portal.lots {
        add("lots/", &lot.slug, &lot.former_slugs, Name::Words(&lot.title));
    }
    for organisation in &portal.organisations {
        add("organisations/", &organisation.slug, &organisation.former_slugs, Name::Words(&organisation.name));
    }
    for outlet in &portal.outlets {
        add("outlets/", &outlet.slug, &outlet.former_slugs, Name::Words(&outlet.name));
    }
    for page in &portal.pages {
        add("", &page.slug, &page.former_slugs, Name::Page(page));
    }
    with_records(site, all)
}

/// Pages that stand below that of a grant or lot, and move with it: their kind, and their end of the address.
const BELOW: [(&str, &str); 2] = [("figures", "figures/"), ("grant-data", "data/")];

fn with_records<'p>(site: &Site<'p>, moves: Vec<Move<'p>>) -> Vec<Move<'p>> {
    let has = |kind: &str| super::ALL.iter().any(|known| known.name == kind);
    let mut all = Vec::new();
    for it in moves {
        let is_grant = it.from.starts_with("grants/");
        let tables = is_grant && site.portal.each_grant_has_tables();
        let records = !site.portal.is_brief() && (is_grant || it.from.starts_with("lots/"));
        let below = BELOW.iter().filter(|(kind, _)| has(kind) && if *kind == "figures" { records } else { tables });
        let moved =
            |end: &str| Move { from: it.from.clone() + end, to: it.to.clone() + end, place: it.place, name: it.name };
        let below: Vec<Move<'p>> = below.map(|(_, end)| moved(end)).collect();
        all.push(it);
        all.extend(below);
    }
    all
}

/// What is called otherwise today, with its former names: `grants/x`. A former address that something else has now is not
/// among them.
pub(in crate::site) fn former(site: &Site<'_>) -> BTreeMap<String, Vec<String>> {
    let moves = moves(site);
    let mut former: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let default = site.interface_languages().first().copied();
    for entry in site.entries().iter().filter(|entry| entry.kind.name == "moved" && entry.language == default) {
        let Subject::One(at) = entry.subject else { continue };
        let Some(it) = moves.get(at) else { continue };
        let (from, to) = (it.from.trim_end_matches('/'), it.to.trim_end_matches('/'));
        former.entry(to.to_owned()).or_default().push(from.to_owned());
    }
    former
}

/// Where the former slug of this page is written.
pub(in crate::site) fn place<'p>(site: &Site<'p>, subject: Subject) -> Option<&'p Place> {
    let Subject::One(at) = subject else { return None };
    moves(site).get(at).map(|it| it.place)
}

fn body(site: &Site<'_>, tongue: &Tongue<'_>, subject: Subject) -> Body {
    let Subject::One(at) = subject else { return Body::empty() };
    let Some(it) = moves(site).into_iter().nth(at) else { return Body::empty() };
    let title = title(site, tongue, it.name);
    let address = tongue.here(&it.to);
    let description = tongue.say("moved.description", &[("title", text(title.text.as_str()))]);
    let has_files = site.portal.files_of_each_grant() != PerGrant::None;
    let files = has_files && (it.from.starts_with("grants/") || it.from.starts_with("lots/"));
    let view = View { there: LinkView { title, address: address.clone() }, files };
    Body { stands_for: Some(address), ..Body::new(tongue.t("moved.title"), description, &view) }
}

fn title(site: &Site<'_>, tongue: &Tongue<'_>, name: Name<'_>) -> Passage {
    match name {
        Name::Words(words) => tongue.words(words),
        Name::Page(page) => match page.text_in(tongue.lang, &site.portal.languages) {
            Some((lang, page)) => {
                let lang = (lang != tongue.lang).then(|| lang.code());
                Passage { text: page.title.value.clone(), lang }
            }
            None => Passage::default(),
        },
    }
}
