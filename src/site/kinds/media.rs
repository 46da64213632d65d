//! `/<lang>/media/` and `/<lang>/outlets/<slug>/`: what was published, where, and how many it reached.

use super::super::charts;
use super::super::linked::{self, Told};
use super::super::{Body, PageKind, Passage, Site, Subject, Tongue};
use super::grant::{Notes, PublicationRow, publication};
use super::paging::{self, Paging};
use super::parts::{self, LinkView};
use crate::model::Publication;
use serde::Serialize;

/// Everything that was published.
pub(super) const LIST: PageKind = PageKind {
    name: "media",
    template: "media.html",
    pages: |site| paging::pages("media/", with_publications(site).len()),
    body: list,
    per_language: true,
    listed: true,
};

/// A page for each outlet.
pub(super) const OUTLET: PageKind = PageKind {
    name: "outlet",
    template: "outlet.html",
    pages: |site| {
        let outlets = site.portal.outlets.iter().enumerate();
        outlets.map(|(at, outlet)| (Subject::One(at), format!("outlets/{}/", outlet.slug))).collect()
    },
    body: outlet,
    per_language: true,
    listed: true,
};

/// The publications of one grant.
#[derive(Serialize)]
struct OfGrant {
    grant: LinkView,
    rows: Vec<PublicationRow>,
}

#[derive(Serialize)]
struct ListView {
    /// "n of m grants report this".
    includes: String,
    /// Whether it is the first page of the list: charts and outlets stand there only.
    first: bool,
    grants: Vec<OfGrant>,
    paging: Paging,
    outlets: Vec<OutletRow>,
}

/// The grants that something was published about.
fn with_publications(site: &Site<'_>) -> Vec<usize> {
    let grants = site.portal.grants.iter().enumerate();
    grants.filter(|(_, grant)| grant.publications.as_ref().is_some_and(|it| !it.is_empty())).map(|(at, _)| at).collect()
}

#[derive(Serialize)]
struct OutletRow {
    link: LinkView,
    kind: String,
    grants: String,
}

#[derive(Serialize)]
struct OutletView {
    kind: String,
    organisation: Option<LinkView>,
    region: Option<LinkView>,
    website: Option<String>,
    description: Option<Passage>,
    grants: Vec<OfGrant>,
}

fn of_grant(site: &Site<'_>, tongue: &Tongue<'_>, at: usize, wanted: impl Fn(&Publication) -> bool) -> Option<OfGrant> {
    let grant = site.portal.grants.get(at)?;
    let notes = Notes::of(site, tongue, &format!("grants/{}", grant.slug), &grant.notes);
    let publications = grant.publications.iter().flatten().filter(|it| wanted(it));
    let rows: Vec<PublicationRow> = publications.map(|it| publication(site, tongue, it, &notes)).collect();
    (!rows.is_empty()).then(|| OfGrant { grant: parts::grant_link(tongue, grant), rows })
}

fn list(site: &Site<'_>, tongue: &Tongue<'_>, subject: Subject) -> Body {
    let totals = &site.figures.totals;
    let order = site.grants_by_title(tongue, &with_publications(site));
    let shown = paging::slice(&order, subject).iter();
    let first = paging::part(subject) == 0;
    let view = ListView {
        includes: parts::includes(tongue, &totals.publications, totals.grants),
        first,
        grants: shown.filter_map(|at| of_grant(site, tongue, *at, |_| true)).collect(),
        paging: Paging::new(tongue, "media/", order.len(), subject),
        outlets: if first { outlets(site, tongue) } else { Vec::new() },
    };
    let mut body = Body::new(tongue.t("media.title"), tongue.t("media.description"), &view);
    if !first {
        return body;
    }
    let grants: Vec<&crate::model::Grant> = site.portal.grants.iter().collect();
    body.charts.extend(charts::publications(tongue, &grants).map(|chart| ("publications", chart)));
    body.charts.extend(charts::reach(site, tongue, &grants, false).map(|chart| ("reach", chart)));
    body
}

fn outlets(site: &Site<'_>, tongue: &Tongue<'_>) -> Vec<OutletRow> {
    let mut outlets: Vec<OutletRow> = (0..site.portal.outlets.len()).filter_map(|at| row(site, tongue, at)).collect();
    tongue.sort(&mut outlets, |row| &row.link.title.text);
    outlets
}

fn row(site: &Site<'_>, tongue: &Tongue<'_>, at: usize) -> Option<OutletRow> {
    let outlet = site.portal.outlets.get(at)?;
    let grants = site.figures.index.outlets.get(&at).map_or(0, Vec::len);
    Some(OutletRow {
        link: LinkView {
            title: tongue.words(&outlet.name),
            address: tongue.here(&format!("outlets/{}/", outlet.slug)),
        },
        kind: tongue.choice("outlet_kind", outlet.kind.code()),
        grants: tongue.count("grants.count", grants),
    })
}

fn outlet(site: &Site<'_>, tongue: &Tongue<'_>, subject: Subject) -> Body {
    let (Subject::One(at), Some(outlet)) = (subject, parts::one(&site.portal.outlets, subject)) else {
        return Body::empty();
    };
    let none = Vec::new();
    let grants = site.figures.index.outlets.get(&at).unwrap_or(&none);
    let here = |it: &Publication| it.outlet == Some(at);
    let view = OutletView {
        kind: tongue.choice("outlet_kind", outlet.kind.code()),
        organisation: outlet.organisation.and_then(|at| parts::organisation_link(site, tongue, at)),
        region: parts::region_links(tongue, outlet.region).pop(),
        website: outlet.website.as_ref().map(|link| link.value.clone()),
        description: tongue.optional(outlet.description.as_ref()),
        grants: grants.iter().filter_map(|grant| of_grant(site, tongue, *grant, here)).collect(),
    };
    let description = view.description.as_ref().map_or_else(|| view.kind.clone(), |it| it.text.clone());
    let grants = grants.iter().filter_map(|at| site.portal.grants.get(*at));
    let published = grants.flat_map(|grant| grant.publications.iter().flatten().map(move |it| (grant, it)));
    Body::new(tongue.words(&outlet.name), description, &view)
        .below(tongue.t("menu.media"), tongue.here("media/"))
        .telling(Told::of(linked::publications(site, tongue, published.filter(|(_, it)| here(it)))))
}
