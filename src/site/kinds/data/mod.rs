//! `/<lang>/data/`: everything as files; `/<lang>/data/<table>/`: the dictionary of one table;
//! `/<lang>/grants/<slug>/data/`: the files of one grant.

mod files;
mod table_page;

use super::super::cite::{self, CiteView};
use super::super::data::MANIFEST;
use super::super::linked::{self, Told};
use super::super::{Body, PageKind, Passage, Site, Subject, Tongue};
use super::parts::{self, LinkView};
use crate::table::{self, Absence};
use crate::value::PartialDate;
use files::{FileView, KindView, Meaning, by_kind, in_order, is_of_tables, view};
use serde::Serialize;
pub(super) use table_page::KIND as TABLE;

/// All files of the portal.
pub(super) const KIND: PageKind = PageKind {
    name: "data",
    template: "data.html",
    pages: |_| vec![(Subject::Whole, "data/".to_owned())],
    body,
    per_language: true,
    listed: true,
};

/// The files of one grant, where each has tables of its own.
pub(super) const OF_GRANT: PageKind = PageKind {
    name: "grant-data",
    template: "grant-data.html",
    pages: |site| {
        if !site.portal.each_grant_has_tables() {
            return Vec::new();
        }
        let grants = site.portal.grants.iter().enumerate();
        grants.map(|(at, grant)| (Subject::One(at), format!("grants/{}/data/", grant.slug))).collect()
    },
    body: of_grant,
    per_language: true,
    listed: false,
};

#[derive(Serialize)]
struct View {
    about: About,
    /// The workbook in the words of this language.
    workbook: Option<FileView>,
    /// The same in other languages.
    other_workbooks: Vec<FileView>,
    tables: Vec<TableRow>,
    /// The archives of all tables, where tables have no files of their own.
    packed: Vec<FileView>,
    standards: Vec<KindView>,
    /// The file with the sums of all files, which no list of sums can have the sum of.
    manifest: &'static str,
    /// Whether each grant has a page of its files.
    of_grants: bool,
    /// What stands in place of a value: for people, for programs.
    absences: Vec<Meaning>,
    cite: CiteView,
}

/// What is true of every file.
#[derive(Serialize)]
struct About {
    licence: Option<Passage>,
    licence_link: Option<String>,
    /// When the content was last brought up to date.
    date: Option<String>,
}

/// One table and its two files.
#[derive(Serialize)]
struct TableRow {
    link: LinkView,
    about: String,
    rows: String,
    /// What its file is called.
    name: String,
    for_people: Option<FileView>,
    for_programs: Option<FileView>,
}

#[derive(Serialize)]
struct GrantView {
    about: About,
    files: Vec<FileView>,
}

fn body(site: &Site<'_>, tongue: &Tongue<'_>, _: Subject) -> Body {
    let file = |path: String| site.data_file(&path).map(|file| view(tongue, file));
    let workbook = |lang: &crate::language::Lang| file(format!("data/{lang}/portal.xlsx"));
    let others = site.interface_languages().iter().filter(|lang| **lang != tongue.lang);
    let view = View {
        about: about(site, tongue),
        workbook: workbook(&tongue.lang),
        other_workbooks: others.filter_map(workbook).collect(),
        tables: table::ALL.iter().map(|table| table_row(site, tongue, *table)).collect(),
        packed: packed(site, tongue),
        standards: by_kind(site, tongue),
        manifest: MANIFEST,
        of_grants: site.portal.each_grant_has_tables() && !site.portal.grants.is_empty(),
        absences: absences(tongue),
        cite: cite::view(tongue, &cite::data(site, tongue), "cite", cite::Length::Written),
    };
    Body::new(tongue.t("data.title"), tongue.t("data.description"), &view)
        .telling(Told::of([linked::dataset(site, tongue)]))
}

fn about(site: &Site<'_>, tongue: &Tongue<'_>) -> About {
    let licence = site.portal.licence.as_ref();
    About {
        licence: licence.map(|licence| tongue.words(&licence.name)),
        licence_link: licence.and_then(|licence| licence.link.clone()),
        date: site.portal.updated().map(|date: PartialDate| tongue.locale.date(&date)),
    }
}

fn packed(site: &Site<'_>, tongue: &Tongue<'_>) -> Vec<FileView> {
    let archives = site.data.iter().filter(|file| is_of_tables(file.kind));
    in_order(site, tongue, archives).into_iter().map(|file| view(tongue, file)).collect()
}

fn table_row(site: &Site<'_>, tongue: &Tongue<'_>, table: &dyn table::Table) -> TableRow {
    let name = format!("{}.csv", table.name());
    let file = |path: String| site.data_file(&path).map(|file| view(tongue, file));
    TableRow {
        link: LinkView { title: tongue.table_title(table).into(), address: table_page::address(tongue, table) },
        about: tongue.table_about(table),
        rows: tongue.locale.number(&site.rows(table).into()),
        for_people: file(format!("data/{}/{name}", tongue.lang)),
        for_programs: file(format!("data/{name}")),
        name,
    }
}

/// The four kinds of having no value, as files for people and files for programs write them.
fn absences(tongue: &Tongue<'_>) -> Vec<Meaning> {
    let unclear = Absence::Unclear("…".to_owned());
    let all = [Absence::NotStated, Absence::NotApplicable, Absence::NotReported, unclear];
    let meaning = |absence: &Absence| Meaning {
        code: absence.code().to_owned(),
        text: tongue.locale.absent(&absence.stated()).unwrap_or_default(),
    };
    all.iter().map(meaning).collect()
}

fn of_grant(site: &Site<'_>, tongue: &Tongue<'_>, subject: Subject) -> Body {
    let Subject::One(at) = subject else { return Body::empty() };
    let Some(grant) = site.portal.grants.get(at) else { return Body::empty() };
    let files = in_order(site, tongue, site.data_of_grant(at)).into_iter().map(|file| view(tongue, file));
    let view = GrantView { about: about(site, tongue), files: files.collect() };
    let link = parts::grant_link(tongue, grant);
    let title = tongue.say("data.of_grant_title", &[("title", link.title.text.as_str().into())]);
    let mut body = Body::new(title, tongue.t("data.of_grant_description"), &view)
        .below(tongue.t("menu.grants"), tongue.here("grants/"));
    body.crumbs.push((link.title, link.address));
    body
}
