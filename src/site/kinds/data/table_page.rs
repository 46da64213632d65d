//! `/<lang>/data/<table>/`: what each column of a table means.

use super::super::super::data::{TABLES, tables_in};
use super::super::super::{Body, PageKind, Site, Subject, Tongue};
use super::super::parts::LinkView;
use super::files::{FileView, Meaning, refers, view};
use crate::site::data::DataFile;
use crate::table::{self, ALL, CODES, Field, Part, Table, Type, fields};
use serde::Serialize;

/// A page for each table.
pub(in crate::site::kinds) const KIND: PageKind = PageKind {
    name: "data-table",
    template: "data-table.html",
    pages: |_| ALL.iter().enumerate().map(|(at, table)| (Subject::One(at), below(*table))).collect(),
    body,
    per_language: true,
    listed: true,
};

#[derive(Serialize)]
struct View {
    files: Vec<FileView>,
    columns: Vec<ColumnView>,
    /// Endings of names, and which part of a column each is.
    parts: Vec<Meaning>,
    /// On the page of the table `codes`: every list.
    lists: Vec<ListView>,
}

/// One column, with the names of its fields in files for programs.
#[derive(Serialize)]
struct ColumnView {
    title: String,
    about: String,
    names: Vec<String>,
    holds: String,
    /// The table that it refers to, or the list of its codes.
    link: Option<LinkView>,
}

#[derive(Serialize)]
struct ListView {
    name: &'static str,
    codes: Vec<Meaning>,
}

fn below(table: &dyn Table) -> String {
    format!("data/{}/", table.name().replace('_', "-"))
}

/// The address of the dictionary of a table.
pub(super) fn address(tongue: &Tongue<'_>, table: &dyn Table) -> String {
    tongue.here(&below(table))
}

fn body(site: &Site<'_>, tongue: &Tongue<'_>, subject: Subject) -> Body {
    let Subject::One(at) = subject else { return Body::empty() };
    let Some(table) = ALL.get(at).copied() else { return Body::empty() };
    let name = table.name();
    let fields = fields(table, site.interface_languages());
    let view = View {
        files: files(site, tongue, table),
        columns: columns(tongue, table, &fields),
        parts: parts(tongue, &fields),
        lists: if name == "codes" { lists(site, tongue) } else { Vec::new() },
    };
    Body::new(tongue.table_title(table), tongue.table_about(table), &view)
        .below(tongue.t("data.title"), tongue.here("data/"))
}

/// The files of the table for people and for programs, or the archives that hold them.
fn files(site: &Site<'_>, tongue: &Tongue<'_>, table: &dyn Table) -> Vec<FileView> {
    let name = format!("{}.csv", table.name());
    let own = [format!("data/{}/{name}", tongue.lang), format!("data/{name}")];
    let archives = [tables_in(tongue.lang), TABLES.to_owned()];
    let there = |paths: [String; 2]| paths.into_iter().filter_map(|path| site.data_file(&path));
    let titled =
        |file: &DataFile| FileView { title: tongue.t(&format!("data.file.{}", file.kind)), ..view(tongue, file) };
    let rows = tongue.locale.number(&site.rows(table).into());
    let inside = |file: &DataFile| FileView { inside: Some(name.clone()), rows: Some(rows.clone()), ..titled(file) };
    there(own).map(titled).chain(there(archives).map(inside)).collect()
}

fn columns(tongue: &Tongue<'_>, table: &dyn Table, fields: &[Field]) -> Vec<ColumnView> {
    let columns = table.columns().into_iter().enumerate();
    let of = |at: usize| fields.iter().filter(move |field| field.at == at);
    columns
        .filter_map(|(at, column)| Some((column, of(at).next()?, names(of(at)))))
        .map(|(column, first, names)| ColumnView {
            title: tongue.column_title(column),
            about: tongue.column_about(column),
            names,
            holds: holds(tongue, first),
            link: link(tongue, first),
        })
        .collect()
}

/// The names of the fields of a column; of those that are there for each language, the first.
fn names<'f>(fields: impl Iterator<Item = &'f Field>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut in_languages = false;
    for field in fields {
        let is_text = matches!(field.part, Part::In(_));
        if is_text && !in_languages {
            names.push(format!("{} …", field.name));
        } else if !is_text {
            names.push(field.name.clone());
        }
        in_languages |= is_text;
    }
    names
}

/// What the value is.
fn holds(tongue: &Tongue<'_>, first: &Field) -> String {
    let numbers = matches!(first.column.holds, table::Holds::Quantity);
    let key = match first.holds {
        _ if numbers => "number",
        _ if first.is_key() => "id",
        Type::Text => "text",
        Type::Number => "number",
        Type::Integer => "integer",
        Type::Date => "date",
        Type::Code(_) => "code",
        Type::Codes(_) => "codes",
        Type::Link => "link",
    };
    tongue.t(&format!("data.type.{key}"))
}

fn link(tongue: &Tongue<'_>, first: &Field) -> Option<LinkView> {
    if let Some(table) = first.refers_to().and_then(table::find) {
        return Some(LinkView { title: refers(tongue, table).into(), address: address(tongue, table) });
    }
    match first.holds {
        Type::Code(list) | Type::Codes(list) if first.part == Part::Value => {
            let address = format!("{}#list-{list}", address(tongue, &CODES));
            Some(LinkView { title: list.to_owned().into(), address })
        }
        _ => None,
    }
}

/// The endings that names of this table have.
fn parts(tongue: &Tongue<'_>, fields: &[Field]) -> Vec<Meaning> {
    let known = [("bound", Part::Bound), ("second", Part::Second), ("unit", Part::Unit), ("status", Part::Status)];
    let there = known.into_iter().filter(|(_, part)| fields.iter().any(|field| field.part == *part));
    there
        .map(|(name, _)| Meaning { code: format!("_{name}"), text: tongue.t(&format!("data.part_about.{name}")) })
        .collect()
}

fn lists(site: &Site<'_>, tongue: &Tongue<'_>) -> Vec<ListView> {
    let codes = |list: &table::List| list.written(site.portal).into_iter();
    let list = |list: &'static table::List| ListView {
        name: list.name,
        codes: codes(list).map(|code| Meaning { text: tongue.label(list.name, &code), code }).collect(),
    };
    CODES.lists().map(list).collect()
}
