//! `/data/<table>.csv-metadata.json` and `/data/csv-metadata.json`: CSV on the Web, <https://www.w3.org/TR/tabular-metadata/>.
//!
//! A file alone cannot refer to others: its keys into other tables stand in the description of all of them together.

use super::datapackage::DATE;
use super::portal::by_language;
use crate::site::Site;
use crate::table::{self, Field, Holds, Table, Type, fields};
use serde_json::{Map, Value, json};

/// The description of each table, with the path where programs look for it, seen from the table.
pub(super) fn tables(site: &Site<'_>) -> Vec<(String, Value)> {
    let described = |table: &&'static dyn Table| {
        let mut written = with_context(site);
        written.extend(described(site, *table, false));
        (format!("{}.csv-metadata.json", table.name()), Value::Object(written))
    };
    table::ALL.iter().map(described).collect()
}

/// The description of all tables together.
pub(super) fn group(site: &Site<'_>) -> Value {
    let mut written = with_context(site);
    let tables = table::ALL.iter().map(|table| Value::Object(described(site, *table, true))).collect();
    written.insert("tables".into(), tables);
    Value::Object(written)
}

fn with_context(site: &Site<'_>) -> Map<String, Value> {
    let language = site.interface_languages().first().map_or("und", |lang| lang.code());
    let context = json!(["http://www.w3.org/ns/csvw", {"@language": language}]);
    Map::from_iter([("@context".to_owned(), context)])
}

fn described(site: &Site<'_>, table: &dyn Table, with_others: bool) -> Map<String, Value> {
    let fields = fields(table, site.interface_languages());
    let mut written = Map::new();
    written.insert("url".into(), json!(format!("{}.csv", table.name())));
    written.insert("dc:title".into(), Value::Object(by_language(site, |tongue| tongue.table_title(table))));
    written.insert("dc:description".into(), Value::Object(by_language(site, |tongue| tongue.table_about(table))));
    let licence = site.portal.licence.as_ref().and_then(|licence| licence.link.as_ref());
    written.extend(licence.map(|link| ("dc:license".into(), json!({"@id": link}))));
    let mut schema = Map::new();
    schema.insert("columns".into(), fields.iter().map(|field| column(site, field)).collect());
    schema.extend(fields.iter().find(|field| field.is_key()).map(|key| ("primaryKey".into(), json!(key.name))));
    if with_others {
        schema.insert("foreignKeys".into(), fields.iter().filter_map(foreign_key).collect());
    }
    written.insert("tableSchema".into(), Value::Object(schema));
    written
}

fn foreign_key(field: &Field) -> Option<Value> {
    let other = format!("{}.csv", field.refers_to()?);
    Some(json!({"columnReference": field.name, "reference": {"resource": other, "columnReference": "id"}}))
}

/// The head of the column itself stands among its titles, in no language.
fn column(site: &Site<'_>, field: &Field) -> Value {
    let mut titles = Map::from_iter([("und".to_owned(), json!(field.name))]);
    titles.extend(by_language(site, |tongue| tongue.field_title(field)));
    let mut written = Map::new();
    written.insert("name".into(), json!(field.name));
    written.insert("titles".into(), Value::Object(titles));
    written.insert("dc:description".into(), Value::Object(by_language(site, |tongue| tongue.field_about(field))));
    written.insert("datatype".into(), datatype(site, field));
    written.insert("null".into(), json!([""]));
    written.extend(field.is_key().then(|| ("required".into(), json!(true))));
    written.extend(matches!(field.holds, Type::Codes(_)).then(|| ("separator".into(), json!(";"))));
    if let crate::table::Part::In(lang) = field.part {
        written.insert("lang".into(), json!(lang.code()));
    }
    Value::Object(written)
}

/// Addresses of the portal are full ones only where its own is known.
fn datatype(site: &Site<'_>, field: &Field) -> Value {
    let is_full = field.column.holds != Holds::Page || !site.portal.base_url.origin.is_empty();
    match field.holds {
        Type::Number => json!("decimal"),
        Type::Integer => json!("integer"),
        Type::Date => json!({"base": "string", "format": DATE}),
        Type::Link if is_full => json!("anyURI"),
        _ => json!("string"),
    }
}
