//! The files of data that one page speaks of, so that a single page can be made without all of them.

use super::{Shelf, cite, json, tables};
use crate::derive::ledger::Owner;
use crate::output::sink::{NullSink, Sink, WantedSink};
use crate::site::data::{DataFile, RECORDS, TABLES};
use crate::site::{Entry, Site};
use crate::table;
use std::io;

/// Pages that tell size and sum of files of the whole portal.
const OF_ALL: [&str; 2] = ["data", "data-table"];
/// The page that tells them of the files of its grant; other pages only lead to files.
const OF_GRANT: &str = "grant-data";

/// Whether the page tells size and sum of files of the whole portal.
pub fn is_of_all(entry: &Entry) -> bool {
    OF_ALL.contains(&entry.kind.name)
}

/// Every file of data that the page speaks of, with size and sum where the page tells them; of the files of the whole
/// portal only that they are there. `None` where the page tells more of them.
///
/// # Errors
/// A file that cannot be made.
pub fn of_page(site: &Site<'_>, entry: &Entry) -> io::Result<Option<Vec<DataFile>>> {
    if is_of_all(entry) {
        return Ok(None);
    }
    // Files that somebody reads are made, and here forgotten once their sums are known.
    let (made, only_listed) = (WantedSink::new(""), NullSink);
    let sink: &dyn Sink = if entry.kind.name == OF_GRANT { &made } else { &only_listed };
    let shelf = Shelf::new(sink);
    if let Some(owner) = owner(site, &entry.below) {
        match owner {
            Owner::Grant(at) => json::of_grant(site, &shelf, at).and_then(|()| tables::of_grant(site, &shelf, at))?,
            Owner::Lot(at) => json::of_lot(site, &shelf, at)?,
        }
        cite::of_owner(site, &shelf, owner)?;
    }
    let mut files = shelf.into_lists().0;
    files.extend(of_portal(site));
    files.sort();
    Ok(Some(files))
}

/// Whose page this is: `grants/<slug>/…` or `lots/<slug>/…`.
fn owner(site: &Site<'_>, below: &str) -> Option<Owner> {
    let (folder, rest) = below.split_once('/')?;
    let (slug, _) = rest.split_once('/')?;
    match folder {
        "grants" => site.portal.grants.iter().position(|grant| grant.slug == slug).map(Owner::Grant),
        "lots" => site.portal.lots.iter().position(|lot| lot.slug == slug).map(Owner::Lot),
        _ => None,
    }
}

/// The files of the whole portal that pages lead to.
fn of_portal(site: &Site<'_>) -> impl Iterator<Item = DataFile> {
    let tables: Vec<String> = match site.portal.is_brief() {
        true => vec![TABLES.to_owned()],
        false => table::ALL.iter().map(|table| format!("data/{}.csv", table.name())).collect(),
    };
    let with_books = site.interface_languages().iter().filter(|_| site.portal.has_workbooks());
    let books = with_books.map(|lang| format!("data/{lang}/portal.xlsx"));
    let records = json::is_packed(site).then(|| RECORDS.to_owned());
    let paths = tables.into_iter().chain(books).chain(records).chain(["data/index.json".to_owned()]);
    paths.map(|path| DataFile {
        path,
        kind: "",
        language: None,
        grant: None,
        rows: None,
        bytes: 0,
        sha256: String::new(),
    })
}
