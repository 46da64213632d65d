//! The data of the portal as a `Dataset` of schema.org.

use super::super::{Site, Tongue};
use super::{codes, in_languages, media, object, organisation};
use crate::model::RegionRef;
use crate::site::data::DataFile;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// What the data page tells: all grants together, in the files that hold the whole portal.
pub fn dataset(site: &Site<'_>, tongue: &Tongue<'_>) -> Value {
    let address = site.address(&tongue.here("data/"));
    let whole = site.data.iter().filter(|file| file.grant.is_none() && is_for(file, tongue));
    let updated = site.portal.grants.iter().filter_map(|grant| grant.updated.known()).max();
    let fields = [
        ("@id", Some(json!(address))),
        ("name", in_languages(&site.portal.title)),
        ("description", in_languages(&site.portal.description)),
        ("url", Some(json!(address))),
        ("inLanguage", Some(codes(site.interface_languages().iter().copied()))),
        ("license", media::licence(site)),
        ("creator", site.portal.operator.and_then(|at| organisation(site, tongue, at))),
        ("dateModified", updated.map(|date| json!(date.to_string()))),
        ("version", site.edition.map(|edition| json!(edition))),
        ("temporalCoverage", period(site).map(|period| json!(period))),
        ("spatialCoverage", regions(site, tongue)),
        ("isAccessibleForFree", Some(json!(true))),
        ("distribution", Some(whole.map(|file| distribution(site, file)).collect())),
    ];
    object("Dataset", fields)
}

/// Files in the words of another language belong to that language's page; entries to cite are no data.
fn is_for(file: &DataFile, tongue: &Tongue<'_>) -> bool {
    file.language.is_none_or(|lang| lang == tongue.lang) && !file.path.starts_with("data/cite/")
}

fn distribution(site: &Site<'_>, file: &DataFile) -> Value {
    let fields = [
        ("contentUrl", Some(json!(site.address(&format!("/{}", file.path))))),
        ("encodingFormat", encoding(&file.path).map(|kind| json!(kind))),
        ("contentSize", Some(json!(format!("{} B", file.bytes)))),
        ("sha256", Some(json!(file.sha256))),
    ];
    object("DataDownload", fields)
}

fn encoding(path: &str) -> Option<&'static str> {
    let (_, ending) = path.rsplit_once('.')?;
    Some(match ending {
        "csv" => "text/csv",
        "json" => "application/json",
        "jsonld" => "application/ld+json",
        "zip" => "application/zip",
        "xml" => "application/xml",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => return None,
    })
}

/// From the first to the last day of any grant.
fn period(site: &Site<'_>) -> Option<String> {
    let periods = || site.portal.grants.iter().filter_map(|grant| grant.period.as_deref());
    let first = periods().map(|period| period.start).min()?;
    let last = periods().map(|period| period.end).max_by_key(|end| end.last_day())?;
    Some(format!("{first}/{last}"))
}

fn regions(site: &Site<'_>, tongue: &Tongue<'_>) -> Option<Value> {
    let all = site.portal.grants.iter().flat_map(|grant| grant.regions.iter().map(|region| region.value));
    let by_code: BTreeMap<&str, RegionRef> = all.map(|region| (region.code, region)).collect();
    let place =
        |region: RegionRef| json!({ "@type": "Place", "identifier": region.code, "name": tongue.region(region) });
    (!by_code.is_empty()).then(|| by_code.into_values().map(place).collect())
}
