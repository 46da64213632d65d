//! The addresses that editions have and the portal has no longer: a page at each of them says so, leads to the last
//! edition that has it, and says why where editors have withdrawn a grant or lot.

use super::super::history::page_title;
use super::super::tongue::text;
use super::super::{Body, PageKind, Passage, Site, Subject, Tongue, Value};
use super::parts::LinkView;
use crate::value::PartialDate;
use serde::Serialize;
use std::collections::BTreeMap;

/// A page for each address of an edition; one stands only where no other page does.
pub(super) const KIND: PageKind =
    PageKind { name: "gone", template: "gone.html", pages, body, per_language: true, listed: false };

#[derive(Serialize)]
struct View {
    /// When and why it was withdrawn.
    withdrawn: Vec<WithdrawnView>,
    /// The page as it was frozen last.
    frozen: LinkView,
}

#[derive(Serialize)]
struct WithdrawnView {
    date: Value,
    why: Passage,
}

/// Every address below a language that an edition has, with the last edition that has it: an edition and one of its files.
fn pages(site: &Site<'_>) -> Vec<(Subject, String)> {
    let mut all: BTreeMap<&str, Subject> = BTreeMap::new();
    for (at, edition) in site.portal.editions.iter().enumerate() {
        for (file, sealed) in edition.files.iter().enumerate() {
            if let Some(below) = below(site, &sealed.path) {
                all.insert(below, Subject::OnePart(at, file));
            }
        }
    }
    all.into_iter().map(|(below, subject)| (subject, below.to_owned())).collect()
}

/// The address below the language: `kk/grants/x/index.html` stands at `grants/x/`.
fn below<'e>(site: &Site<'_>, path: &'e str) -> Option<&'e str> {
    let (language, rest) = path.split_once('/')?;
    let known = site.interface_languages().iter().any(|lang| lang.code() == language);
    rest.strip_suffix("index.html").filter(|below| known && !below.is_empty())
}

fn body(site: &Site<'_>, tongue: &Tongue<'_>, subject: Subject) -> Body {
    let Subject::OnePart(at, file) = subject else { return Body::empty() };
    let Some(edition) = site.portal.editions.get(at) else { return Body::empty() };
    let Some(path) = edition.files.get(file).map(|file| file.path.as_str()) else { return Body::empty() };
    let below = below(site, path).unwrap_or_default();
    let page = below.split('/').filter(|part| !part.is_empty()).take(2).collect::<Vec<_>>().join("/");
    let withdrawn =
        |it: &crate::model::Correction| WithdrawnView { date: tongue.date(&it.date), why: tongue.words(&it.text) };
    let withdrawals = site.portal.withdrawals(&page);
    let is_withdrawn = !withdrawals.is_empty();
    let own = format!("{}/{below}", tongue.lang.code());
    let address =
        if edition.has(&format!("{own}index.html")) { own } else { path.trim_end_matches("index.html").to_owned() };
    let date = tongue.locale.date(&PartialDate::Day(edition.date));
    let args = [("edition", text(edition.name.as_str())), ("date", text(date))];
    let frozen =
        LinkView { title: tongue.say("gone.frozen", &args).into(), address: format!("/e/{}/{address}", edition.name) };
    let view = View { withdrawn: withdrawals.into_iter().map(withdrawn).collect(), frozen };
    let name = page_title(site, tongue, &page);
    let description = match name.filter(|_| is_withdrawn) {
        Some(title) => tongue.say("gone.of", &[("title", text(title.text))]),
        None => tongue.t("gone.description"),
    };
    Body::new(tongue.t("gone.title"), description, &view)
}
