//! `/<lang>/editions/`: the frozen editions of the portal, the latest first.

use super::super::tongue::text;
use super::super::{Body, PageKind, Passage, Site, Subject, Tongue, Value};
use super::parts::LinkView;
use crate::derive::history::Step;
use crate::model::Correction;
use crate::output::edition::FOLDER;
use crate::value::PartialDate;
use serde::Serialize;

/// The list of editions; there is none as long as there is no edition.
pub(super) const KIND: PageKind = PageKind {
    name: "editions",
    template: "editions.html",
    pages: |site| {
        let any = site.edition.is_some() || !site.portal.editions.is_empty() || withdrawn(site).next().is_some();
        if any { vec![(Subject::Whole, "editions/".to_owned())] } else { Vec::new() }
    },
    body,
    per_language: true,
    listed: true,
};

#[derive(Serialize)]
struct View {
    editions: Vec<EditionRow>,
    /// Editions that were taken off the portal.
    withdrawn: Vec<WithdrawnRow>,
    changes: Option<LinkView>,
}

/// An edition that was taken off the portal.
#[derive(Serialize)]
struct WithdrawnRow {
    name: String,
    date: Value,
    why: Passage,
}

/// An edition.
#[derive(Serialize)]
struct EditionRow {
    link: LinkView,
    date: String,
    date_iso: String,
    grants: String,
    /// What changed against the one before; empty for the first.
    changed: Vec<String>,
}

fn body(site: &Site<'_>, tongue: &Tongue<'_>, _: Subject) -> Body {
    let editions = site.portal.editions.iter().enumerate().rev();
    let row = |(at, edition): (usize, &crate::read::Edition)| {
        let home = format!("{}/index.html", tongue.lang.code());
        let below = if edition.has(&home) { format!("{}/", tongue.lang.code()) } else { String::new() };
        let step = site.figures.history.steps().iter().find(|step| step.after == Some(at));
        EditionRow {
            link: LinkView {
                title: tongue.say("edition.name", &[("edition", text(edition.name.as_str()))]).into(),
                address: format!("/e/{}/{below}", edition.name),
            },
            date: tongue.locale.date(&PartialDate::Day(edition.date)),
            date_iso: edition.date.to_string(),
            grants: tongue.count("grants.count", edition.grants),
            changed: step.map(|step| changed(tongue, step)).unwrap_or_default(),
        }
    };
    let changes = LinkView { title: tongue.t("changes.title").into(), address: tongue.here("changes/") };
    let changes = Some(changes).filter(|link| site.has(&link.address));
    let gone = |(name, it): (&str, &Correction)| WithdrawnRow {
        name: tongue.say("edition.name", &[("edition", text(name))]),
        date: tongue.date(&it.date),
        why: tongue.words(&it.text),
    };
    let withdrawn = withdrawn(site).map(gone).collect();
    let view = View { editions: editions.map(row).collect(), withdrawn, changes };
    Body::new(tongue.t("editions.title"), tongue.t("editions.description"), &view)
}

/// The editions that were taken off the portal, by name.
fn withdrawn<'s>(site: &'s Site<'_>) -> impl Iterator<Item = (&'s str, &'s Correction)> {
    let name = |it: &'s Correction| it.about.as_ref()?.strip_prefix(FOLDER)?.strip_prefix('/');
    site.portal.withdrawn.iter().filter_map(move |it| Some((name(it)?, it)))
}

/// How much changed against the edition before.
fn changed(tongue: &Tongue<'_>, step: &Step) -> Vec<String> {
    let counts = [("editions.changed", step.changed()), ("editions.pages_gone", step.pages_gone())];
    let said: Vec<String> =
        counts.into_iter().filter(|(_, count)| *count > 0).map(|(key, count)| tongue.count(key, count)).collect();
    if said.is_empty() { vec![tongue.t("editions.unchanged")] } else { said }
}
