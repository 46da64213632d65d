//! `/<lang>/grants/`: every grant, in the order of the language's alphabet, page by page.

use super::super::{Body, PageKind, Site, Subject, Tongue};
use super::paging::{self, Paging};
use super::parts::{GrantCard, KeyFigure, grant_card, key_figures};
use serde::Serialize;

/// The list of grants.
pub(super) const KIND: PageKind = PageKind {
    name: "grants",
    template: "grants.html",
    pages: |site| paging::pages("grants/", site.portal.grants.len()),
    body,
    per_language: true,
    listed: true,
};

#[derive(Serialize)]
struct View {
    count: String,
    figures: Vec<KeyFigure>,
    grants: Vec<GrantCard>,
    paging: Paging,
}

fn body(site: &Site<'_>, tongue: &Tongue<'_>, subject: Subject) -> Body {
    let all: Vec<usize> = (0..site.portal.grants.len()).collect();
    let order = site.grants_by_title(tongue, &all);
    let view = View {
        count: tongue.count("grants.count", order.len()),
        figures: key_figures(tongue, &site.figures.totals),
        grants: paging::slice(&order, subject).iter().filter_map(|at| grant_card(site, tongue, *at)).collect(),
        paging: Paging::new(tongue, "grants/", order.len(), subject),
    };
    Body::new(tongue.t("grants.title"), tongue.t("grants.description"), &view)
}
