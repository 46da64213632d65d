//! What the files of data are, in the words of those who collect and read data: Data Package 2, CSVW and DCAT-AP 3.
//!
//! All of it is told from the declarations of the tables and from the list of files, so that it runs after them.
//! Addresses of files are relative, as Data Package and CSVW have it; a catalogue has full addresses where the
//! portal's is known, and otherwise such as lead from the catalogue's own place.

mod csvw;
mod datapackage;
mod dcat;
mod portal;

use super::{Export, Shelf, Tag};
use crate::site::Site;
use serde_json::Value;
use std::io;

/// Every description of the files.
pub const EXPORT: Export = Export { name: "catalogue", publish };

fn publish(site: &Site<'_>, shelf: &Shelf<'_>) -> io::Result<()> {
    let files = shelf.files();
    put(shelf, "datapackage", "data/datapackage.json", &datapackage::package(site, &files))?;
    for (path, table) in csvw::tables(site) {
        put(shelf, "csvw-table", &path, &table)?;
    }
    put(shelf, "csvw", "data/csv-metadata.json", &csvw::group(site))?;
    put(shelf, "dcat", "data/catalog.jsonld", &dcat::catalogue(site, &shelf.files()))
}

fn put(shelf: &Shelf<'_>, kind: &'static str, path: &str, content: &Value) -> io::Result<()> {
    shelf.put(Tag { kind, ..Tag::default() }, path, || {
        let mut bytes = serde_json::to_vec(content)?;
        bytes.push(b'\n');
        Ok(bytes)
    })
}
