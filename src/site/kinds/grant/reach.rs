//! Media reach: what was published where, and how many it reached.

use super::super::super::{Passage, Site, Tongue, Value};
use super::super::parts::LinkView;
use super::notes::{NoteView, Notes};
use crate::model::{Grant, Publication, Unit};
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct ReachView {
    rows: Vec<PublicationRow>,
}

/// A publication, or several of one kind in one outlet.
#[derive(Serialize)]
pub(in crate::site::kinds) struct PublicationRow {
    id: String,
    outlet: Option<LinkView>,
    kind: String,
    title: Passage,
    when: Option<Value>,
    count: Value,
    reach: Option<Value>,
    measured: Option<String>,
    languages: String,
    link: Option<String>,
    archived: Option<String>,
    detail: Option<Passage>,
    notes: Vec<NoteView>,
}

pub(super) fn reach(site: &Site<'_>, tongue: &Tongue<'_>, grant: &Grant, notes: &Notes) -> Option<ReachView> {
    let publications = grant.publications.as_ref().filter(|list| !list.is_empty())?;
    Some(ReachView { rows: publications.iter().map(|it| publication(site, tongue, it, notes)).collect() })
}

/// One row of a table of publications.
pub(in crate::site::kinds) fn publication(
    site: &Site<'_>,
    tongue: &Tongue<'_>,
    it: &Publication,
    notes: &Notes,
) -> PublicationRow {
    let outlet = it.outlet.and_then(|at| site.portal.outlets.get(at));
    let names: Vec<&str> = it.languages.iter().map(|lang| lang.own_name()).collect();
    PublicationRow {
        id: it.id.clone(),
        outlet: outlet.map(|outlet| LinkView {
            title: tongue.words(&outlet.name),
            address: tongue.here(&format!("outlets/{}/", outlet.slug)),
        }),
        kind: tongue.choice("publication_kind", it.kind.code()),
        title: tongue.words(&it.title),
        when: it.period.as_ref().map(|period| tongue.when(&period.value)),
        count: tongue.value(it.number(), Some(Unit::of_publications(it.kind))),
        reach: tongue.optional_value(it.reach.as_ref(), None),
        measured: it.measured.map(|measured| tongue.choice("measured", measured.code())),
        languages: names.join(", "),
        link: it.link.as_ref().map(|link| link.value.clone()),
        archived: it.archived.as_ref().map(|link| link.value.clone()),
        detail: tongue.optional(it.detail.as_ref()),
        notes: notes.about(&it.id),
    }
}
