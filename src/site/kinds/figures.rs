//! `/<lang>/grants/<slug>/figures/` and the same of lots: the record of every single figure, with its check code, its
//! permanent address and ready citations. Sections have the ids that the figures have on their own page.

use super::super::history::{GoneFigure, HistoryLine, gone_of, history_of};
use super::super::linked::{self, Told};
use super::super::report_error::{ReportWay, Subject as Reported, report_ways};
use super::super::said::{Said, said};
use super::super::tongue::text;
use super::super::{Body, PageKind, Passage, Site, Subject, Tongue, Value, cite};
use super::grant::{NoteView, Notes, state};
use super::parts::{self, Badge, DocumentView, LinkView};
use crate::derive::Progress;
use crate::derive::ledger::{Figure, Owner, What};
use crate::model::{Document, Indicator, Note};
use serde::Serialize;

/// The records of grants; none in a brief portal. Search engines are led to the grants themselves, which say the same in
/// full.
pub(super) const GRANT: PageKind = PageKind {
    name: "figures",
    template: "figures.html",
    pages: |site| {
        let grants = site.portal.grants.iter().enumerate().filter(|_| !site.portal.is_brief());
        grants.map(|(at, grant)| (Subject::One(at), format!("grants/{}/figures/", grant.slug))).collect()
    },
    body: of_grant,
    per_language: true,
    listed: false,
};

/// The records of lots.
pub(super) const LOT: PageKind = PageKind {
    name: "lot-figures",
    template: "figures.html",
    pages: |site| {
        let lots = site.portal.lots.iter().enumerate().filter(|_| !site.portal.is_brief());
        lots.map(|(at, lot)| (Subject::One(at), format!("lots/{}/figures/", lot.slug))).collect()
    },
    body: of_lot,
    per_language: true,
    listed: false,
};

#[derive(Serialize)]
struct View {
    /// The page whose figures these are.
    of: LinkView,
    sources: Vec<DocumentView>,
    updated: Value,
    /// Which state of the portal this is.
    version: String,
    /// The check code of all figures together.
    code: String,
    /// Files that hold the same figures.
    files: Vec<FileView>,
    /// The whole page, for reference managers, where no file has it.
    cite: Option<cite::CiteView>,
    figures: Vec<FigureView>,
    /// Figures that editions have and the page has no longer.
    gone: Vec<GoneView>,
}

/// A figure that is gone, at the fragment that it had.
#[derive(Serialize)]
struct GoneView {
    id: String,
    title: Passage,
    history: Vec<HistoryLine>,
}

/// A file of data.
#[derive(Serialize)]
struct FileView {
    address: String,
    name: String,
}

/// One figure.
#[derive(Serialize)]
struct FigureView {
    id: String,
    title: Passage,
    /// Its place on the page of the grant or lot.
    place: String,
    /// The same as a full address.
    address: String,
    code: String,
    facts: Vec<FactView>,
    percent: Option<Value>,
    state: Option<Badge>,
    date: Option<String>,
    notes: Vec<NoteView>,
    /// What became of it from edition to edition, and why.
    history: Vec<HistoryLine>,
    /// How readers report an error in it.
    report: Vec<ReportWay>,
    cite: cite::CiteView,
}

/// One thing that a figure states.
#[derive(Serialize)]
struct FactView {
    label: String,
    value: Value,
}

/// What the records of grants and of lots have in common.
struct Source<'a> {
    of: LinkView,
    /// `grants/x`.
    page: String,
    documents: Vec<&'a Document>,
    updated: Value,
    notes: &'a [Note],
    reference: cite::Reference,
}

fn of_grant(site: &Site<'_>, tongue: &Tongue<'_>, subject: Subject) -> Body {
    let Some(grant) = parts::place(subject).and_then(|at| site.portal.grants.get(at)) else { return Body::empty() };
    let report = grant.report.as_ref().and_then(|report| report.source.as_ref());
    let source = Source {
        of: parts::grant_link(tongue, grant),
        page: format!("grants/{}", grant.slug),
        documents: [&grant.source].into_iter().chain(report).collect(),
        updated: tongue.date(&grant.updated),
        notes: &grant.notes,
        reference: cite::grant(site, tongue, grant),
    };
    let way = (tongue.t("menu.grants"), tongue.here("grants/"));
    body(site, tongue, source, way)
}

fn of_lot(site: &Site<'_>, tongue: &Tongue<'_>, subject: Subject) -> Body {
    let Some(lot) = parts::one(&site.portal.lots, subject) else { return Body::empty() };
    let source = Source {
        of: parts::lot_link(tongue, lot),
        page: format!("lots/{}", lot.slug),
        documents: vec![&lot.source],
        updated: tongue.date(&lot.updated),
        notes: &lot.notes,
        reference: cite::lot(site, tongue, lot),
    };
    let way = (tongue.t("menu.lots"), tongue.here("lots/"));
    body(site, tongue, source, way)
}

fn body(site: &Site<'_>, tongue: &Tongue<'_>, source: Source<'_>, (list, address): (String, String)) -> Body {
    let of = source.of.clone();
    let title = tongue.say("record.title", &[("title", text(of.title.text.as_str()))]);
    let observations = linked::observations(site, tongue, &source.page);
    let view = view(site, tongue, source);
    let body =
        Body::new(title, tongue.t("record.description"), &view).below(list, address).telling(Told::of(observations));
    Body { crumbs: body.crumbs.into_iter().chain([(of.title, of.address)]).collect(), ..body }
}

fn view(site: &Site<'_>, tongue: &Tongue<'_>, source: Source<'_>) -> View {
    let notes = Notes::of(site, tongue, &source.page, source.notes);
    let figures = site.figures.ledger.of_page(&source.page);
    let length = cite::Length::of_record(site, figures.len());
    let figure = |it: &Figure| figure_view(site, tongue, it, length, &notes);
    View {
        of: source.of,
        sources: sources(site, tongue, &source.documents),
        updated: source.updated,
        version: source.reference.version.clone(),
        code: site.figures.ledger.page_code(&source.page).to_string(),
        files: files(site, &source.page),
        cite: (!cite::has_files(site)).then(|| cite::view(tongue, &source.reference, "cite", cite::Length::Written)),
        figures: figures.iter().filter_map(figure).collect(),
        gone: gone_of(site, tongue, &source.page)
            .into_iter()
            .map(|it| gone_view(site, tongue, &source.page, it))
            .collect(),
    }
}

fn gone_view(site: &Site<'_>, tongue: &Tongue<'_>, page: &str, gone: GoneFigure<'_>) -> GoneView {
    let history = history_of(site, tongue, page, gone.id);
    GoneView { id: gone.id.to_owned(), title: gone.title, history }
}

/// One document may state both the plan and the result.
fn sources(site: &Site<'_>, tongue: &Tongue<'_>, documents: &[&Document]) -> Vec<DocumentView> {
    let mut sources: Vec<DocumentView> = documents.iter().map(|it| parts::document(site, tongue, it)).collect();
    sources.dedup();
    sources
}

/// The files that hold the figures of a page and of no other.
fn files(site: &Site<'_>, page: &str) -> Vec<FileView> {
    let start = format!("data/{page}");
    let first = site.data.partition_point(|file| file.path < start);
    let same = site.data.iter().skip(first).take_while(|file| file.path.starts_with(&start));
    let of_page = same.filter(|file| file.language.is_none() && is_of(&file.path, &start));
    of_page
        .map(|file| FileView {
            address: format!("/{}", file.path),
            name: file.path.rsplit('/').next().unwrap_or(&file.path).to_owned(),
        })
        .collect()
}

/// `data/grants/x.json` and `data/grants/x/indicators.csv` belong to `data/grants/x`, `data/grants/x-2.json` does not.
fn is_of(path: &str, start: &str) -> bool {
    path.strip_prefix(start).is_some_and(|rest| rest.starts_with(['.', '/']))
}

fn figure_view(
    site: &Site<'_>,
    tongue: &Tongue<'_>,
    figure: &Figure,
    length: cite::Length,
    notes: &Notes,
) -> Option<FigureView> {
    let Said { title, facts, date } = said(site, tongue, figure)?;
    let reference = cite::figure(site, tongue, figure)?;
    let fact = |fact: super::super::said::Fact| FactView {
        label: fact.label.unwrap_or_else(|| tongue.t("grant.value")),
        value: fact.value,
    };
    let progress = progress(site, figure);
    Some(FigureView {
        id: figure.id.clone(),
        title,
        place: tongue.here(&format!("{}/#{}", figure.page, figure.id)),
        address: reference.address.clone(),
        code: figure.code.to_string(),
        facts: facts.into_iter().map(fact).collect(),
        percent: progress.and_then(|(_, it)| it.percent).map(|percent| tongue.percent(&percent)),
        state: progress.map(|(indicator, it)| state(tongue, indicator, it)),
        date: date.map(|date| tongue.locale.date(&date)),
        notes: notes.about(&figure.id).into_iter().filter(NoteView::is_note).collect(),
        history: history_of(site, tongue, &figure.page, &figure.id),
        report: report_ways(
            site,
            tongue,
            Reported { page: &figure.page, id: Some(&figure.id), code: Some(figure.code) },
        ),
        cite: cite::view(tongue, &reference, &format!("cite-{}", figure.id), length),
    })
}

/// How far a promised figure of a grant is.
fn progress<'s>(site: &'s Site<'_>, figure: &Figure) -> Option<(&'s Indicator, &'s Progress)> {
    match (figure.owner, figure.what) {
        (Owner::Grant(grant), What::Indicator(at)) => {
            let indicator = site.portal.grants.get(grant)?.indicators.get(at)?;
            Some((indicator, site.figures.grants.get(grant)?.progress.get(at)?))
        }
        _ => None,
    }
}
