//! What the files of data are, in the words of those who collect and read data: Data Package 2, CSVW and DCAT-AP 3.
//!
//! All of it is told from the declarations of the tables and from the list of files, so that it runs after them.
//! Addresses of files are relative, as Data Package and CSVW have it; a catalogue has full addresses where the
//! portal's is known, and otherwise such as lead from the catalogue's own place. In a brief portal what describes the
//! tables lies beside them in their archive.

mod csvw;
mod datapackage;
mod dcat;
mod portal;

use super::archive::{Packed, pack};
use super::{Export, Shelf, Tag};
use crate::site::Site;
use crate::site::data::{DataFile, TABLES};
use crate::table::Table;
use datapackage::Place;
use serde_json::Value;
use std::io;

/// The Data Package.
const PACKAGE: &str = "datapackage.json";
/// The CSVW of all tables together.
const GROUP: &str = "csv-metadata.json";

/// Every description of the files.
pub const EXPORT: Export = Export { name: "catalogue", publish };

fn publish(site: &Site<'_>, shelf: &Shelf<'_>) -> io::Result<()> {
    let files = shelf.files();
    put(shelf, "datapackage", &format!("data/{PACKAGE}"), &datapackage::package(site, |table| place(&files, table)))?;
    if !site.portal.is_brief() {
        for (path, table) in csvw::tables(site) {
            put(shelf, "csvw-table", &format!("data/{path}"), &table)?;
        }
        put(shelf, "csvw", &format!("data/{GROUP}"), &csvw::group(site))?;
    }
    put(shelf, "dcat", "data/catalog.jsonld", &dcat::catalogue(site, &shelf.files()))
}

/// Where a table is: in a file of its own, or in the archive of all of them.
fn place(files: &[DataFile], table: &dyn Table) -> Option<Place> {
    let name = format!("{}.csv", table.name());
    let own = format!("data/{name}");
    let file = files.iter().find(|file| file.path == own || file.path == TABLES)?;
    let path = file.path.strip_prefix("data/").unwrap_or(&file.path).to_owned();
    let inside = (file.path != own).then_some(name);
    Some(Place { path, bytes: file.bytes, sha256: file.sha256.clone(), inside })
}

/// What describes packed tables, beside them in their archive.
pub(super) fn beside(site: &Site<'_>, tables: &[Packed]) -> io::Result<Vec<Packed>> {
    let place = |table: &dyn Table| {
        let path = format!("{}.csv", table.name());
        let file = tables.iter().find(|file| file.path == path)?;
        Some(Place { path, bytes: file.bytes, sha256: file.sha256.clone(), inside: None })
    };
    let package = (PACKAGE.to_owned(), datapackage::package(site, place));
    let described = csvw::tables(site).into_iter().chain([(GROUP.to_owned(), csvw::group(site)), package]);
    described.map(|(path, content)| pack(path, |file| file.write_all(&bytes(&content)?))).collect()
}

fn put(shelf: &Shelf<'_>, kind: &'static str, path: &str, content: &Value) -> io::Result<()> {
    shelf.put(Tag { kind, ..Tag::default() }, path, || bytes(content))
}

fn bytes(content: &Value) -> io::Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec(content)?;
    bytes.push(b'\n');
    Ok(bytes)
}
