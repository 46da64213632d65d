//! `/data/catalog.jsonld`: the entry with which data portals collect the data, DCAT-AP 3.
//!
//! Each table is a data set with one distribution per file; what holds all of them is a data set of its own. The
//! context stands in the file, so that nothing has to be fetched to read it.

use super::portal::{full, updated, version, written};
use crate::language::Lang;
use crate::model::{Organisation, Portal};
use crate::read::{ContactKind, OrganisationKind, Words};
use crate::site::data::DataFile;
use crate::site::{Site, Tongue};
use crate::table::{self, Table};
use crate::value::PartialDate;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// Lists of the Publications Office of the European Union.
const AUTHORITY: &str = "http://publications.europa.eu/resource/authority";
/// Files that are no form of the data: parts of others, schemas, this very description.
const NO_FORMS: [&str; 8] = ["json-lot", "json-schema", "csvw", "csvw-table", "dcat", "bib", "ris", "csl"];

/// The catalogue.
pub(super) fn catalogue(site: &Site<'_>, files: &[DataFile]) -> Value {
    let whole: Vec<&DataFile> = files.iter().filter(|file| file.grant.is_none() && is_form(file)).collect();
    let of = |table: &dyn Table| whole.iter().copied().filter(|file| is_of(file, table)).collect::<Vec<_>>();
    let others = whole.iter().copied().filter(|file| !table::ALL.iter().any(|table| is_of(file, *table)));
    let everything = everything(site, &others.collect::<Vec<_>>());
    let tables = table::ALL.iter().filter(|table| !of(**table).is_empty());
    let tables = tables.map(|table| of_table(site, *table, &of(*table)));
    let mut written = thing("dcat:Catalog", &place(site, "/data/catalog.jsonld", "catalog"));
    written.insert("title".into(), words(&site.portal.title));
    written.insert("description".into(), words(&site.portal.description));
    written.extend(common(site));
    written.extend(full(site, "/").map(|home| ("homepage".into(), json!({"@id": home, "@type": "foaf:Document"}))));
    written.insert("dataset".into(), [everything].into_iter().chain(tables).collect());
    let mut document = Map::from_iter([("@context".to_owned(), context())]);
    document.extend(written);
    Value::Object(document)
}

fn is_form(file: &DataFile) -> bool {
    !NO_FORMS.iter().any(|kind| file.kind.starts_with(kind))
}

/// Whether a file is the table as CSV, for programs or in the words of a language.
fn is_of(file: &DataFile, table: &dyn Table) -> bool {
    let name = file.path.rsplit('/').next().and_then(|name| name.strip_suffix(".csv"));
    name == Some(table.name())
}

/// Prefixes, and words whose values are texts, dates or things that say themselves what they are.
const PLAIN: [(&str, &str); 25] = [
    ("dcat", "http://www.w3.org/ns/dcat#"),
    ("dct", "http://purl.org/dc/terms/"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("spdx", "http://spdx.org/rdf/terms#"),
    ("vcard", "http://www.w3.org/2006/vcard/ns#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
    ("availability", "http://data.europa.eu/r5r/availability"),
    ("algorithm", "spdx:algorithm"),
    ("checksum", "spdx:checksum"),
    ("fn", "vcard:fn"),
    ("format", "dct:format"),
    ("homepage", "foaf:homepage"),
    ("identifier", "dct:identifier"),
    ("language", "dct:language"),
    ("license", "dct:license"),
    ("mediaType", "dcat:mediaType"),
    ("modified", "dct:modified"),
    ("packageFormat", "dcat:packageFormat"),
    ("publisher", "dct:publisher"),
    ("temporal", "dct:temporal"),
    ("theme", "dcat:theme"),
    ("type", "dct:type"),
    ("version", "dcat:version"),
    ("name", "foaf:name"),
];
/// Words that stand for several values.
const SETS: [(&str, &str); 9] = [
    ("contactPoint", "dcat:contactPoint"),
    ("dataset", "dcat:dataset"),
    ("description", "dct:description"),
    ("distribution", "dcat:distribution"),
    ("keyword", "dcat:keyword"),
    ("landingPage", "dcat:landingPage"),
    ("prefLabel", "skos:prefLabel"),
    ("spatial", "dct:spatial"),
    ("title", "dct:title"),
];
/// Words whose values are of one type; `@id` is an address.
const TYPED: [(&str, &str, &str); 7] = [
    ("accessURL", "dcat:accessURL", "@id"),
    ("downloadURL", "dcat:downloadURL", "@id"),
    ("hasEmail", "vcard:hasEmail", "@id"),
    ("byteSize", "dcat:byteSize", "xsd:nonNegativeInteger"),
    ("checksumValue", "spdx:checksumValue", "xsd:hexBinary"),
    ("startDate", "dcat:startDate", "xsd:date"),
    ("endDate", "dcat:endDate", "xsd:date"),
];

/// What every word in the file means.
fn context() -> Value {
    let plain = PLAIN.map(|(word, means)| (word.to_owned(), json!(means)));
    let sets = SETS.map(|(word, means)| (word.to_owned(), json!({"@id": means, "@container": "@set"})));
    let typed = TYPED.map(|(word, means, kind)| (word.to_owned(), json!({"@id": means, "@type": kind})));
    plain.into_iter().chain(sets).chain(typed).collect()
}

fn thing(kind: &str, id: &str) -> Map<String, Value> {
    Map::from_iter([("@id".to_owned(), json!(id)), ("@type".to_owned(), json!(kind))])
}

/// An entry of a public list, with its English name.
fn concept(id: &str, name: &str) -> Value {
    let mut concept = thing("skos:Concept", id);
    concept.insert("prefLabel".into(), json!([{"@language": "en", "@value": name}]));
    Value::Object(concept)
}

/// A name for something in the catalogue. Where the address of the portal is not known, it is a fragment of the
/// catalogue, wherever that is.
fn place(site: &Site<'_>, file: &str, fragment: &str) -> String {
    format!("{}#{fragment}", full(site, file).unwrap_or_default())
}

/// What catalogue and data sets have in common: who answers, when, in which languages, under which licence.
fn common(site: &Site<'_>) -> Map<String, Value> {
    let mut written = Map::new();
    written.insert("publisher".into(), publisher(site));
    let languages = site.interface_languages().iter().map(|lang| language(*lang));
    written.insert("language".into(), languages.collect());
    written.extend(updated(site.portal).map(|date| ("modified".into(), dated(&date))));
    written.extend(licence(site.portal).map(|licence| ("license".into(), licence)));
    written
}

fn licence(portal: &Portal) -> Option<Value> {
    let licence = portal.licence.as_ref()?;
    let mut written = thing("dct:LicenseDocument", licence.link.as_ref()?);
    written.insert("title".into(), words(&licence.name));
    Some(Value::Object(written))
}

/// The organisation that answers for the portal, otherwise the portal itself.
fn publisher(site: &Site<'_>) -> Value {
    let operator = site.portal.operator.and_then(|at| site.portal.organisations.get(at));
    let mut written = thing("foaf:Agent", &place(site, "/data/catalog.jsonld", "publisher"));
    written.insert("name".into(), words(operator.map_or(&site.portal.title, |operator| &operator.name)));
    written.extend(
        operator
            .and_then(publisher_type)
            .map(|(code, name)| ("type".into(), concept(&format!("http://purl.org/adms/publishertype/{code}"), name))),
    );
    Value::Object(written)
}

/// The kinds of publishers of ADMS that ours are for certain.
fn publisher_type(operator: &Organisation) -> Option<(&'static str, &'static str)> {
    match operator.kind {
        OrganisationKind::PublicFoundation | OrganisationKind::PublicAssociation => {
            Some(("NonProfitOrganisation", "Non-Profit Organisation"))
        }
        OrganisationKind::CityHall => Some(("LocalAuthority", "Local Authority")),
        OrganisationKind::Company => Some(("Company", "Company")),
        OrganisationKind::Academy => Some(("Academia-ScientificOrganisation", "Academia/Scientific organisation")),
        _ => None,
    }
}

/// What data sets have in common.
fn data_set(site: &Site<'_>, name: &str, files: &[&DataFile]) -> Map<String, Value> {
    let id = place(site, "/data/catalog.jsonld", name);
    let mut written = thing("dcat:Dataset", &id);
    written.insert("identifier".into(), json!(if id.starts_with('#') { name } else { &id }));
    written.extend(common(site));
    written.remove("license");
    written.extend(version(site).map(|version| ("version".into(), json!(version))));
    written.insert("keyword".into(), keywords(site.portal));
    let theme = concept(&format!("{AUTHORITY}/data-theme/GOVE"), "Government and public sector");
    written.insert("theme".into(), theme);
    written.insert("spatial".into(), countries(site.portal));
    written.extend(temporal(site.portal).map(|period| ("temporal".into(), period)));
    let contacts = contacts(site.portal);
    written.extend((!contacts.is_empty()).then(|| ("contactPoint".to_owned(), Value::Array(contacts))));
    let pages = landing_pages(site);
    written.extend((!pages.is_empty()).then(|| ("landingPage".to_owned(), Value::Array(pages))));
    written.insert("distribution".into(), files.iter().map(|file| distribution(site, file)).collect());
    written
}

fn everything(site: &Site<'_>, files: &[&DataFile]) -> Value {
    let mut written = data_set(site, "everything", files);
    written.insert("title".into(), words(&site.portal.title));
    written.insert("description".into(), words(&site.portal.description));
    Value::Object(written)
}

fn of_table(site: &Site<'_>, table: &dyn Table, files: &[&DataFile]) -> Value {
    let mut written = data_set(site, table.name(), files);
    written.insert("title".into(), said(site, |tongue| tongue.table_title(table)));
    written.insert("description".into(), said(site, |tongue| tongue.table_about(table)));
    Value::Object(written)
}

fn distribution(site: &Site<'_>, file: &DataFile) -> Value {
    let name = file.path.strip_prefix("data/").unwrap_or(&file.path);
    let address = full(site, &format!("/{}", file.path)).unwrap_or_else(|| name.to_owned());
    let mut written = thing("dcat:Distribution", &place(site, "/data/catalog.jsonld", &name.replace('/', "-")));
    written.insert("title".into(), said(site, |tongue| tongue.t(&format!("data.file.{}", file.kind))));
    written.insert("accessURL".into(), json!(address));
    written.insert("downloadURL".into(), json!(address));
    let (media, kind) = media_type(packed_kind(file.kind).unwrap_or(&file.path));
    written.insert("mediaType".into(), of_iana(media));
    written.extend(packed_kind(file.kind).map(|_| ("packageFormat".into(), of_iana("application/zip"))));
    let format = format!("{AUTHORITY}/file-type/{kind}");
    written.insert("format".into(), json!({"@id": format, "@type": "dct:MediaTypeOrExtent"}));
    // Addresses of the portal stay.
    written.insert("availability".into(), concept(&format!("{AUTHORITY}/planned-availability/STABLE"), "stable"));
    written.insert("byteSize".into(), json!(file.bytes.to_string()));
    let algorithm = json!({"@id": "spdx:checksumAlgorithm_sha256", "@type": "spdx:ChecksumAlgorithm"});
    let checksum = json!({"@type": "spdx:Checksum", "algorithm": algorithm, "checksumValue": file.sha256});
    written.insert("checksum".into(), checksum);
    written.extend(file.language.map(|lang| ("language".into(), language(lang))));
    written.extend(licence(site.portal).map(|licence| ("license".into(), licence)));
    Value::Object(written)
}

fn of_iana(media: &str) -> Value {
    json!({"@id": format!("http://www.iana.org/assignments/media-types/{media}"), "@type": "dct:MediaType"})
}

/// A file such as an archive of this kind holds.
fn packed_kind(kind: &str) -> Option<&'static str> {
    match kind {
        "tables" | "tables-words" => Some("x.csv"),
        "json-records" => Some("x.json"),
        "iati-packed" => Some("x.xml"),
        _ => None,
    }
}

/// The media type of IANA and the file type of the Publications Office.
fn media_type(path: &str) -> (&'static str, &'static str) {
    match path.rsplit('.').next() {
        Some("csv") => ("text/csv", "CSV"),
        Some("xlsx") => ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "XLSX"),
        Some("xml") => ("application/xml", "XML"),
        Some("json") => ("application/json", "JSON"),
        _ => ("application/octet-stream", "BIN"),
    }
}

fn language(lang: Lang) -> Value {
    let code = match lang {
        Lang::Kk => "KAZ",
        Lang::Ru => "RUS",
        Lang::Ky => "KIR",
        Lang::En => "ENG",
    };
    json!({"@id": format!("{AUTHORITY}/language/{code}"), "@type": "dct:LinguisticSystem"})
}

fn countries(portal: &Portal) -> Value {
    let regions = portal.grants.iter().flat_map(|it| &it.regions).chain(portal.lots.iter().flat_map(|it| &it.regions));
    let codes: BTreeSet<&str> = regions.map(|region| region.value.country()).collect();
    let place = |code| json!({"@id": format!("{AUTHORITY}/country/{code}"), "@type": "dct:Location"});
    codes.iter().filter_map(|code| three_letters(code)).map(place).collect()
}

/// ISO 3166-1 alpha-3.
fn three_letters(country: &str) -> Option<&'static str> {
    match country {
        "KZ" => Some("KAZ"),
        "KG" => Some("KGZ"),
        _ => None,
    }
}

/// From the first to the last day of all grants.
fn temporal(portal: &Portal) -> Option<Value> {
    let periods = || portal.grants.iter().filter_map(|grant| grant.period.as_deref());
    let start = periods().map(|period| period.first_day()).min()?;
    let end = periods().map(|period| period.last_day()).max()?;
    Some(json!({"@type": "dct:PeriodOfTime", "startDate": start.to_string(), "endDate": end.to_string()}))
}

/// Public e-mail contacts of the portal.
fn contacts(portal: &Portal) -> Vec<Value> {
    let emails = portal.contacts.iter().filter(|contact| contact.kind == ContactKind::Email);
    let contact = |contact: &crate::model::Contact| {
        let (_, address) = written(&contact.value).into_iter().next()?;
        let name = words(contact.title.as_ref().unwrap_or(&portal.title));
        Some(json!({"@type": "vcard:Kind", "fn": name, "hasEmail": format!("mailto:{address}")}))
    };
    emails.filter_map(contact).collect()
}

/// The data page of each language.
fn landing_pages(site: &Site<'_>) -> Vec<Value> {
    let pages = site.interface_languages().iter().map(|lang| format!("/{lang}/data/"));
    let pages = pages.filter(|page| site.has(page)).filter_map(|page| full(site, &page));
    pages.map(|page| json!({"@id": page, "@type": "foaf:Document"})).collect()
}

fn keywords(portal: &Portal) -> Value {
    let themes = portal.themes.iter().flat_map(|theme| written(&theme.name));
    themes.map(in_language).collect()
}

/// A date as exact as it is known.
fn dated(date: &PartialDate) -> Value {
    let kind = match date {
        PartialDate::Year(_) => "xsd:gYear",
        PartialDate::Month(..) => "xsd:gYearMonth",
        PartialDate::Day(_) => "xsd:date",
    };
    json!({"@value": date.to_string(), "@type": kind})
}

/// Words of the content, each in its language.
fn words(words: &Words) -> Value {
    written(words).into_iter().map(in_language).collect()
}

fn in_language((lang, text): (Option<Lang>, String)) -> Value {
    match lang {
        Some(lang) => json!({"@language": lang.code(), "@value": text}),
        None => json!({"@value": text}),
    }
}

/// Words of the interface, in each language.
fn said(site: &Site<'_>, write: impl Fn(&Tongue<'_>) -> String) -> Value {
    super::portal::tongues(site).into_iter().map(|tongue| in_language((Some(tongue.lang), write(tongue)))).collect()
}
