//! `/<lang>/completeness/` and `/<lang>/completeness/organisations/`: what is not published yet, page by page.

use super::super::tongue::number;
use super::super::{Body, PageKind, Site, Subject, Tongue};
use super::paging::{self, Paging};
use super::parts::{LinkView, grant_link, organisation_link};
use crate::derive::completeness::{Part, Share, Shares, Whole};
use serde::Serialize;

/// Grants of which something is not published yet.
pub(super) const GRANTS: PageKind = PageKind {
    name: "completeness",
    template: "completeness.html",
    pages: |site| paging::pages(OF_GRANTS, gaps(&site.completeness().grants).len()),
    body: grants,
    per_language: true,
    listed: true,
};

/// Organisations of which something is not published yet.
pub(super) const ORGANISATIONS: PageKind = PageKind {
    name: "completeness-organisations",
    template: "completeness.html",
    pages: |site| paging::pages(OF_ORGANISATIONS, gaps(&site.completeness().organisations).len()),
    body: organisations,
    per_language: true,
    listed: true,
};

const OF_GRANTS: &str = "completeness/";
const OF_ORGANISATIONS: &str = "completeness/organisations/";

#[derive(Serialize)]
struct View {
    /// Of how many everything is published, in words.
    whole: String,
    /// Of which grants nothing is expected yet, and of how many.
    due: Vec<String>,
    /// What is counted, and where it is missing; on the first page only.
    parts: Vec<PartView>,
    /// Name of the list.
    heading: String,
    rows: Vec<Row>,
    paging: Paging,
    /// The same for organisations, or for grants.
    other: LinkView,
}

#[derive(Serialize)]
struct PartView {
    name: String,
    meaning: String,
    /// In how many grants or organisations it is missing, in words.
    missing: String,
}

/// A grant or an organisation of which something is not published yet.
#[derive(Serialize)]
struct Row {
    link: LinkView,
    gaps: Vec<GapView>,
}

#[derive(Serialize)]
struct GapView {
    name: String,
    /// How much is missing, in words.
    missing: String,
}

/// The places in a list where something is missing.
fn gaps(all: &[Shares]) -> Vec<usize> {
    all.iter().enumerate().filter(|(_, shares)| shares.has_gaps()).map(|(at, _)| at).collect()
}

fn grants(site: &Site<'_>, tongue: &Tongue<'_>, subject: Subject) -> Body {
    let all = &site.completeness().grants;
    let order = site.grants_by_title(tongue, &gaps(all));
    let link = |at: &usize| Some((grant_link(tongue, site.portal.grants.get(*at)?), all.get(*at)?));
    let view = View {
        whole: whole(tongue, "completeness.whole_grants", all),
        due: due(tongue, all),
        parts: parts(tongue, all, &Part::OF_GRANTS, subject),
        heading: tongue.t("completeness.grants"),
        rows: paging::slice(&order, subject).iter().filter_map(link).map(|it| row(tongue, it)).collect(),
        paging: Paging::new(tongue, OF_GRANTS, order.len(), subject),
        other: other(tongue, "completeness.organisations_title", OF_ORGANISATIONS),
    };
    Body::new(tongue.t("completeness.title"), tongue.t("completeness.description"), &view)
}

fn organisations(site: &Site<'_>, tongue: &Tongue<'_>, subject: Subject) -> Body {
    let all = &site.completeness().organisations;
    let link = |at: usize| Some((organisation_link(site, tongue, at)?, all.get(at)?));
    let mut links: Vec<(LinkView, &Shares)> = gaps(all).into_iter().filter_map(link).collect();
    tongue.sort(&mut links, |(link, _)| &link.title.text);
    let count = links.len();
    let shown = paging::range(count, subject);
    let view = View {
        whole: whole(tongue, "completeness.whole_organisations", all),
        due: Vec::new(),
        parts: parts(tongue, all, &Part::OF_ORGANISATIONS, subject),
        heading: tongue.t("completeness.organisations"),
        rows: links.into_iter().skip(shown.start).take(shown.len()).map(|it| row(tongue, it)).collect(),
        paging: Paging::new(tongue, OF_ORGANISATIONS, count, subject),
        other: other(tongue, "completeness.title", OF_GRANTS),
    };
    let title = tongue.t("completeness.organisations_title");
    Body::new(title, tongue.t("completeness.organisations_description"), &view)
        .below(tongue.t("completeness.title"), tongue.here(OF_GRANTS))
}

fn other(tongue: &Tongue<'_>, title: &str, below: &str) -> LinkView {
    LinkView { title: tongue.t(title).into(), address: tongue.here(below) }
}

fn whole(tongue: &Tongue<'_>, key: &str, all: &[Shares]) -> String {
    let Whole { due, whole, .. } = Whole::of(all);
    tongue.say(key, &[("count", number(whole)), ("of", number(due))])
}

fn due(tongue: &Tongue<'_>, all: &[Shares]) -> Vec<String> {
    let not_due = Whole::of(all).not_due;
    let count = (not_due > 0).then(|| tongue.count("completeness.not_due_grants", not_due));
    [tongue.t("completeness.due")].into_iter().chain(count).collect()
}

/// What is counted stands on the first page of the list.
fn parts(tongue: &Tongue<'_>, all: &[Shares], parts: &[Part], subject: Subject) -> Vec<PartView> {
    let shown = if paging::part(subject) == 0 { parts } else { &[] };
    shown.iter().map(|part| part_view(tongue, all, *part)).collect()
}

fn part_view(tongue: &Tongue<'_>, all: &[Shares], part: Part) -> PartView {
    let shares: Vec<Share> = all.iter().map(|it| it.share(part)).filter(|share| *share != Share::NotDue).collect();
    let missing = shares.iter().filter(|share| share.is_gap()).count();
    PartView {
        name: name(tongue, part),
        meaning: tongue.t(&format!("completeness.meaning.{}", part.code())),
        missing: match missing {
            _ if shares.is_empty() => tongue.t("completeness.not_due"),
            0 => tongue.t("completeness.all"),
            missing => some_of(tongue, missing, shares.len()),
        },
    }
}

fn row(tongue: &Tongue<'_>, (link, shares): (LinkView, &Shares)) -> Row {
    let gap = |(part, share): &(Part, Share)| {
        let missing = match share {
            Share::NotDue | Share::Whole => return None,
            Share::Missing { missing, of } => some_of(tongue, *missing, *of),
            Share::Absent => tongue.t("completeness.nothing"),
            Share::Untranslated(count) => tongue.count("completeness.untranslated", *count),
        };
        Some(GapView { name: name(tongue, *part), missing })
    };
    Row { link, gaps: shares.parts.iter().filter_map(gap).collect() }
}

fn name(tongue: &Tongue<'_>, part: Part) -> String {
    tongue.t(&format!("completeness.part.{}", part.code()))
}

fn some_of(tongue: &Tongue<'_>, missing: usize, of: usize) -> String {
    tongue.say("completeness.some", &[("count", number(missing)), ("of", number(of))])
}
