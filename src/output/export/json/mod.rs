//! The static JSON API: the model of a grant in plain words, with its schema.
//!
//! | file | what |
//! |---|---|
//! | `data/index.json` | the portal, and where everything is |
//! | `data/grants/<slug>.json`, `data/lots/<slug>.json` | everything about one grant or lot |
//! | `data/grants.zip` | the same of all grants and lots, where none has a file of its own |
//! | the same of what was withdrawn | when and why, and the editions that keep it |
//! | `data/organisations.json` | who takes part, and where things are published |
//! | `data/schema/1/*.schema.json` | what stands in those files |
//!
//! Every type here is written out key by key, and its doc comments are what the schema says of the key.

mod grant;
mod lot;
mod needs;
mod notes;
mod packed;
mod people;
mod plan;
mod portal;
mod schema;
mod text;
mod value;
mod withdrawn;

use super::{Export, Shelf, Tag};
use crate::model::Correction;
use crate::read::PerGrant;
use crate::site::Site;
use rayon::prelude::*;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;
use std::io;
use text::Pen;

/// Grants, lots and organisations, with the schemas.
pub const RECORDS: Export = Export { name: "json", publish: records };
/// The index, which lists the files of all exports before it.
pub const INDEX: Export = Export { name: "json-index", publish: index };

/// The name and version of the schema. Within 1.x keys and codes are only added.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Version {
    /// `esep`.
    name: &'static str,
    /// Major and minor version. Within one major version keys and codes are only added, never renamed, removed or given
    /// another meaning: who reads a file skips keys that it does not know.
    version: &'static str,
}

impl Default for Version {
    fn default() -> Self {
        Self { name: "esep", version: "1.2" }
    }
}

fn records(site: &Site<'_>, shelf: &Shelf<'_>) -> io::Result<()> {
    match is_packed(site) {
        true => packed::publish(site, shelf)?,
        false => {
            (0..site.portal.grants.len()).into_par_iter().try_for_each(|at| of_grant(site, shelf, at))?;
            (0..site.portal.lots.len()).into_par_iter().try_for_each(|at| of_lot(site, shelf, at))?;
        }
    }
    let count = site.portal.organisations.len();
    let tag = Tag { kind: "json-organisations", rows: Some(count), ..Tag::default() };
    put(shelf, tag, "data/organisations.json", &Pen::new(site).organisations())?;
    site.withdrawn().iter().try_for_each(|it| of_withdrawn(site, shelf, it))?;
    schemas(site, shelf)
}

/// What programs find at the address of a grant or lot that was withdrawn.
fn of_withdrawn(site: &Site<'_>, shelf: &Shelf<'_>, withdrawal: &Correction) -> io::Result<()> {
    let Some((folder, slug)) = withdrawn::page(withdrawal) else { return Ok(()) };
    let tag = Tag { kind: "json-withdrawn", ..Tag::default() };
    put(shelf, tag, &format!("data/{folder}/{slug}.json"), &Pen::new(site).withdrawn((folder, slug), withdrawal))
}

/// Whether grants and lots have no files of their own.
pub(super) fn is_packed(site: &Site<'_>) -> bool {
    site.portal.files_of_each_grant() == PerGrant::None
}

/// The file of a grant, where each has its own.
pub(super) fn of_grant(site: &Site<'_>, shelf: &Shelf<'_>, at: usize) -> io::Result<()> {
    let grant = site.portal.grants.get(at).filter(|_| !is_packed(site));
    let Some((grant, figures)) = grant.zip(site.figures.grants.get(at)) else { return Ok(()) };
    let tag = Tag { kind: "json-grant", grant: Some(at), ..Tag::default() };
    put(shelf, tag, &format!("data/grants/{}.json", grant.slug), &Pen::new(site).grant(grant, figures))
}

/// The file of a lot, where each has its own.
pub(super) fn of_lot(site: &Site<'_>, shelf: &Shelf<'_>, at: usize) -> io::Result<()> {
    let Some(lot) = site.portal.lots.get(at).filter(|_| !is_packed(site)) else { return Ok(()) };
    let tag = Tag { kind: "json-lot", ..Tag::default() };
    put(shelf, tag, &format!("data/lots/{}.json", lot.slug), &Pen::new(site).lot(at, lot))
}

fn index(site: &Site<'_>, shelf: &Shelf<'_>) -> io::Result<()> {
    let tag = Tag { kind: "json-index", rows: Some(site.portal.grants.len()), ..Tag::default() };
    put(shelf, tag, "data/index.json", &Pen::new(site).index(&shelf.files()))
}

fn schemas(site: &Site<'_>, shelf: &Shelf<'_>) -> io::Result<()> {
    for (name, schema) in SCHEMAS {
        let path = format!("data/schema/1/{name}.schema.json");
        let address = site.portal.base_url.absolute(&format!("/{path}"));
        put(shelf, Tag { kind: "json-schema", ..Tag::default() }, &path, &schema(&address))?;
    }
    Ok(())
}

/// Writes a schema that has this address.
type Schema = fn(&str) -> Value;

/// Every schema by the name of its file.
const SCHEMAS: [(&str, Schema); 5] = [
    ("grant", schema::of::<grant::Grant>),
    ("index", schema::of::<portal::Index>),
    ("lot", schema::of::<lot::Lot>),
    ("organisations", schema::of::<portal::Organisations>),
    ("withdrawn", schema::of::<withdrawn::Withdrawn>),
];

fn put(shelf: &Shelf<'_>, tag: Tag, path: &str, content: &impl Serialize) -> io::Result<()> {
    shelf.put(tag, path, || bytes(content))
}

fn bytes(content: &impl Serialize) -> io::Result<Vec<u8>> {
    let mut value = serde_json::to_value(content)?;
    drop_absent(&mut value);
    let mut bytes = serde_json::to_vec(&value)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// Takes out keys that have no value: what a thing does not have, its record does not name.
fn drop_absent(value: &mut Value) {
    match value {
        Value::Object(map) => {
            map.retain(|_, value| !value.is_null());
            map.values_mut().for_each(drop_absent);
        }
        Value::Array(list) => list.iter_mut().for_each(drop_absent),
        _ => {}
    }
}

#[cfg(test)]
mod tests;
