//! The tables of [`crate::table`] as files: CSV for programs, CSV and workbooks for people, of the portal and of each grant.
//! A brief portal has the CSV of all tables packed.
//!
//! How values are written, and why:
//!
//! | | for programs, `data/<table>.csv` | for people, `data/<lang>/…` |
//! |---|---|---|
//! | heads | ASCII names | words of the language |
//! | texts, labels of codes | a column per language | the language, or the one that there is |
//! | no value | the column is empty, and `<column>_status` says why | the reason in words, in place of the value |
//! | numbers | exact, with a full stop | the same; in workbooks as numbers |
//! | dates | `2024`, `2024-07`, `2024-07-30` | the same; in workbooks as dates |
//!
//! A companion column keeps the column itself of one type: a program that reads numbers never meets a word, and the
//! four reasons and zero stay apart. People look at the cell, and find the reason there.
//!
//! Text that a spreadsheet would take for a formula gets an apostrophe before it; see [`guard`].

mod csv;
mod packed;
mod people;
mod programs;
mod workbook;

pub use self::csv::{guard, unguarded};

use super::{Export, Shelf, Tag};
use crate::language::Lang;
use crate::site::{Site, Tongue};
use crate::table::{self, Field, Owner, Source, Table, fields, for_people};
use rayon::prelude::*;
use std::io;

/// Every table of the portal, in all forms.
pub(super) const EXPORT: Export = Export { name: "tables", publish };

/// A table as the portal publishes it: for programs, or for people in one language.
pub(crate) struct Published {
    /// The columns. Where texts may be in another language, the file has one more.
    pub(crate) fields: Vec<Field>,
    /// The heads of the columns.
    pub(crate) heads: Vec<String>,
    /// The language; absent: for programs.
    lang: Option<Lang>,
    table: &'static dyn Table,
}

/// Every form of a table.
pub(crate) fn published(site: &Site<'_>, table: &'static dyn Table) -> Vec<Published> {
    let fields = fields(table, site.interface_languages());
    let heads = fields.iter().map(|field| field.name.clone()).collect();
    let people = site.interface_languages().iter().filter_map(|lang| {
        let heads = people::Sheet::new(table).heads(site.tongue(Some(*lang))?);
        Some(Published { fields: for_people(table), heads, lang: Some(*lang), table })
    });
    [Published { fields, heads, lang: None, table }].into_iter().chain(people).collect()
}

impl Published {
    /// The name of the table.
    pub(crate) fn table(&self) -> &'static str {
        self.table.name()
    }

    /// The file, as CSV.
    pub(crate) fn csv(&self, site: &Site<'_>) -> io::Result<Vec<u8>> {
        let owners: Vec<Owner<'_>> = Source { portal: site.portal, figures: site.figures }.owners().collect();
        in_memory(|file| match self.lang.and_then(|lang| site.tongue(Some(lang))) {
            Some(tongue) => people::csv(site, tongue, self.table, &owners, file),
            None => programs::csv(site, self.table, &owners, file),
        })
    }
}

fn publish(site: &Site<'_>, shelf: &Shelf<'_>) -> io::Result<()> {
    let source = Source { portal: site.portal, figures: site.figures };
    let owners: Vec<Owner<'_>> = source.owners().collect();
    match site.portal.is_brief() {
        true => packed::publish(site, shelf, &owners)?,
        false => table::ALL.par_iter().try_for_each(|table| whole(site, shelf, *table, &owners))?,
    }
    let with_books: Vec<Lang> =
        site.interface_languages().iter().copied().filter(|_| site.portal.has_workbooks()).collect();
    with_books.par_iter().try_for_each(|lang| book(site, shelf, *lang, &owners, None))?;
    (0..site.portal.grants.len()).into_par_iter().try_for_each(|at| of_grant(site, shelf, at))
}

/// One table of the portal: for programs, and for people in each language.
fn whole(site: &Site<'_>, shelf: &Shelf<'_>, table: &dyn Table, owners: &[Owner<'_>]) -> io::Result<()> {
    let name = table.name();
    let rows = Some(count(site, table, owners));
    let tag = Tag { kind: "table", rows, ..Tag::default() };
    shelf.put(tag, &format!("data/{name}.csv"), || in_memory(|file| programs::csv(site, table, owners, file)))?;
    for lang in site.interface_languages() {
        let Some(tongue) = site.tongue(Some(*lang)) else { continue };
        let tag = Tag { kind: "table-words", language: Some(*lang), rows, grant: None };
        let path = format!("data/{lang}/{name}.csv");
        shelf.put(tag, &path, || in_memory(|file| people::csv(site, tongue, table, owners, file)))?;
        if !shelf.is_read() {
            ask(site, tongue, table, owners)?;
        }
    }
    Ok(())
}

/// What `write` writes.
fn in_memory(write: impl FnOnce(&mut dyn io::Write) -> io::Result<()>) -> io::Result<Vec<u8>> {
    let mut file = Vec::new();
    write(&mut file)?;
    Ok(file)
}

/// Asks for every word that the files of a table say, so that one which is missing is found without making them.
fn ask(site: &Site<'_>, tongue: &Tongue<'_>, table: &dyn Table, owners: &[Owner<'_>]) -> io::Result<()> {
    let sheet = people::Sheet::new(table);
    sheet.heads(tongue);
    sheet.rows(site, tongue, owners, &mut |_| Ok(()))
}

fn count(site: &Site<'_>, table: &dyn Table, owners: &[Owner<'_>]) -> usize {
    let source = Source { portal: site.portal, figures: site.figures };
    owners.iter().map(|owner| table.count(source, *owner)).sum()
}

/// The workbook of the portal or of a grant.
fn book(site: &Site<'_>, shelf: &Shelf<'_>, lang: Lang, owners: &[Owner<'_>], grant: Option<usize>) -> io::Result<()> {
    let Some(tongue) = site.tongue(Some(lang)) else { return Ok(()) };
    let slug = grant.and_then(|at| site.portal.grants.get(at)).map(|grant| grant.slug.as_str());
    let rows = table::ALL.iter().map(|table| count(site, *table, owners)).sum();
    let (kind, path) = match slug {
        None => ("workbook", format!("data/{lang}/portal.xlsx")),
        Some(slug) => ("grant-workbook", format!("data/{lang}/grants/{slug}.xlsx")),
    };
    shelf.put(Tag { kind, language: Some(lang), grant, rows: Some(rows) }, &path, || {
        workbook::bytes(site, tongue, owners, rows)
    })
}

/// The tables of one grant in which it has rows, where each grant has its own.
pub(super) fn of_grant(site: &Site<'_>, shelf: &Shelf<'_>, at: usize) -> io::Result<()> {
    if !site.portal.each_grant_has_tables() {
        return Ok(());
    }
    let source = Source { portal: site.portal, figures: site.figures };
    let Some((owner, grant)) = source.grant(at).zip(site.portal.grants.get(at)) else { return Ok(()) };
    for table in table::ALL {
        let rows = count(site, *table, &[owner]);
        if rows > 0 {
            let tag = Tag { kind: "grant-table", grant: Some(at), rows: Some(rows), language: None };
            let path = format!("data/grants/{}/{}.csv", grant.slug, table.name());
            shelf.put(tag, &path, || in_memory(|file| programs::csv(site, *table, &[owner], file)))?;
        }
    }
    site.interface_languages().iter().try_for_each(|lang| book(site, shelf, *lang, &[owner], Some(at)))
}
