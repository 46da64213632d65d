//! `/data/datapackage.json`: the tables as a Data Package 2, <https://datapackage.org/standard/data-package/>.
//!
//! Where tables are packed, the archive is a package by itself, with its own description; the one beside it says in which
//! file of the archive each table is, in the keys `compression` and `innerpath` that Frictionless reads.

use super::portal::{by_language, codes, full, tongues, version};
use crate::model::{Licence, Portal};
use crate::site::{Site, Tongue};
use crate::table::{self, Field, Table, Type, fields};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// A year, a month or a day: the standard has no such type.
pub(super) const DATE: &str = "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$";

type Lists = BTreeMap<String, Vec<String>>;

/// A file of a package: where it is, seen from the package, its size and its sum.
#[derive(Clone)]
pub(super) struct Place {
    pub(super) path: String,
    pub(super) bytes: u64,
    pub(super) sha256: String,
    /// The path in it, where it is an archive.
    pub(super) inside: Option<String>,
}

/// The package: every table for programs that has a place.
pub(super) fn package(site: &Site<'_>, place: impl Fn(&dyn Table) -> Option<Place>) -> Value {
    let portal = site.portal;
    let lists = codes(portal, site.figures);
    let resource = |table: &&'static dyn Table| Some(resource(site, *table, place(*table)?, &lists));
    let mut package = Map::new();
    package.insert("$schema".into(), json!("https://datapackage.org/profiles/2.0/datapackage.json"));
    package.insert("name".into(), json!(name(portal)));
    titled(site, &mut package, "title", |tongue| tongue.words(&portal.title).text);
    titled(site, &mut package, "description", |tongue| tongue.words(&portal.description).text);
    package.extend(full(site, "/").map(|home| ("homepage".into(), json!(home))));
    package.extend(version(site).map(|version| ("version".into(), json!(version))));
    package.extend(portal.licence.as_ref().and_then(|it| licence(site, it)).map(|it| ("licenses".into(), json!([it]))));
    package.extend(contributor(site).map(|it| ("contributors".into(), json!([it]))));
    package.extend(sources(site, &place).map(|it| ("sources".into(), json!([it]))));
    package.insert("resources".into(), table::ALL.iter().filter_map(resource).collect());
    Value::Object(package)
}

/// A text in the default language, and under `<key>_<language>` in each.
fn titled(site: &Site<'_>, into: &mut Map<String, Value>, key: &str, write: impl Fn(&Tongue<'_>) -> String) {
    let texts = by_language(site, write);
    into.extend(texts.values().next().map(|first| (key.to_owned(), first.clone())));
    into.extend(texts.into_iter().map(|(lang, text)| (format!("{key}_{lang}"), text)));
}

/// Host and path of the portal, in the letters that the standard allows.
fn name(portal: &Portal) -> String {
    let address = portal.base_url.absolute("");
    let place = address.split_once("://").map_or("", |(_, place)| place).to_lowercase();
    let allowed = |sign: char| if sign.is_ascii_alphanumeric() || "._-".contains(sign) { sign } else { '-' };
    if place.is_empty() { "portal".to_owned() } else { place.chars().map(allowed).collect() }
}

/// A licence has to have a name of Latin letters or an address.
fn licence(site: &Site<'_>, licence: &Licence) -> Option<Value> {
    let title = tongues(site).first().map(|tongue| tongue.words(&licence.name).text)?;
    let name = title.replace(' ', "-");
    let is_name = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(&byte));
    let mut written = Map::new();
    written.extend(is_name.then(|| ("name".into(), json!(name))));
    written.extend(licence.link.as_ref().map(|link| ("path".into(), json!(link))));
    let is_enough = !written.is_empty();
    written.insert("title".into(), json!(title));
    is_enough.then_some(Value::Object(written))
}

/// Who answers for the portal.
fn contributor(site: &Site<'_>) -> Option<Value> {
    let operator = site.portal.organisations.get(site.portal.operator?)?;
    let mut written = Map::new();
    titled(site, &mut written, "title", |tongue| tongue.words(&operator.name).text);
    written.extend(operator.website.as_ref().map(|website| ("path".into(), json!(website.value))));
    written.insert("roles".into(), json!(["publisher"]));
    Some(Value::Object(written))
}

/// Facts come from the documents of grants and lots, which a table lists.
fn sources(site: &Site<'_>, place: impl Fn(&dyn Table) -> Option<Place>) -> Option<Value> {
    let documents = table::find("documents")?;
    let mut written = Map::new();
    titled(site, &mut written, "title", |tongue| tongue.table_title(documents));
    written.insert("path".into(), json!(place(documents)?.path));
    Some(Value::Object(written))
}

fn resource(site: &Site<'_>, table: &dyn Table, place: Place, lists: &Lists) -> Value {
    let fields = fields(table, site.interface_languages());
    let mut written = Map::new();
    written.insert("name".into(), json!(table.name()));
    written.insert("type".into(), json!("table"));
    written.insert("path".into(), json!(place.path));
    if let Some(inside) = place.inside {
        written.insert("compression".into(), json!("zip"));
        written.insert("innerpath".into(), json!(inside));
    }
    titled(site, &mut written, "title", |tongue| tongue.table_title(table));
    titled(site, &mut written, "description", |tongue| tongue.table_about(table));
    written.insert("format".into(), json!("csv"));
    written.insert("mediatype".into(), json!("text/csv"));
    written.insert("encoding".into(), json!("utf-8"));
    written.insert("bytes".into(), json!(place.bytes));
    written.insert("hash".into(), json!(format!("sha256:{}", place.sha256)));
    written.insert("schema".into(), schema(site, table, &fields, lists));
    Value::Object(written)
}

fn schema(site: &Site<'_>, table: &dyn Table, fields: &[Field], lists: &Lists) -> Value {
    let keys: Vec<&str> = fields.iter().filter(|field| field.is_key()).map(|field| field.name.as_str()).collect();
    let foreign: Vec<Value> = fields.iter().filter_map(|field| foreign_key(table, field)).collect();
    let described: Vec<Value> = fields.iter().map(|field| described(site, field, lists)).collect();
    let mut schema = Map::new();
    schema.insert("$schema".into(), json!("https://datapackage.org/profiles/2.0/tableschema.json"));
    schema.insert("fields".into(), json!(described));
    schema.insert("missingValues".into(), json!([""]));
    schema.insert("primaryKey".into(), json!(keys));
    schema.extend((!foreign.is_empty()).then(|| ("foreignKeys".to_owned(), Value::Array(foreign))));
    Value::Object(schema)
}

/// Within one table the standard leaves the name of the resource out.
fn foreign_key(table: &dyn Table, field: &Field) -> Option<Value> {
    let other = field.refers_to()?;
    let reference =
        if other == table.name() { json!({"fields": ["id"]}) } else { json!({"resource": other, "fields": ["id"]}) };
    Some(json!({"fields": [field.name], "reference": reference}))
}

fn described(site: &Site<'_>, field: &Field, lists: &Lists) -> Value {
    let mut written = Map::new();
    written.insert("name".into(), json!(field.name));
    let kind = match field.holds {
        Type::Number => "number",
        Type::Integer => "integer",
        _ => "string",
    };
    written.insert("type".into(), json!(kind));
    titled(site, &mut written, "title", |tongue| tongue.field_title(field));
    titled(site, &mut written, "description", |tongue| tongue.field_about(field));
    if let Type::Code(list) = field.holds {
        written.insert("categories".into(), categories(site, list, lists));
    }
    let constraints = constraints(field, lists);
    if !constraints.is_empty() {
        written.insert("constraints".into(), Value::Object(constraints));
    }
    Value::Object(written)
}

fn constraints(field: &Field, lists: &Lists) -> Map<String, Value> {
    let mut constraints = Map::new();
    if field.is_key() {
        constraints.insert("required".into(), json!(true));
        constraints.insert("unique".into(), json!(true));
    }
    match field.holds {
        Type::Date => drop(constraints.insert("pattern".into(), json!(DATE))),
        Type::Code(list) => drop(constraints.insert("enum".into(), json!(lists.get(list)))),
        _ => {}
    }
    constraints
}

/// What the codes of a list are called, in the default language; the table `codes` has all languages.
fn categories(site: &Site<'_>, list: &str, lists: &Lists) -> Value {
    let tongues = tongues(site);
    let codes = lists.get(list).into_iter().flatten();
    let label = |code: &String| tongues.first().map(|tongue| tongue.label(list, code));
    codes.map(|code| json!({"value": code, "label": label(code)})).collect()
}
