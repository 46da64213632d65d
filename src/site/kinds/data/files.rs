//! Files of data as a reader sees them: what it is, how large, how many rows, and the sum to check it by.

use super::super::super::data::DataFile;
use super::super::super::history::page_title;
use super::super::super::tongue::text;
use super::super::super::{Passage, Site, Tongue};
use super::super::parts::{self, LinkView};
use crate::language::Arg;
use crate::table;
use crate::value::Decimal;
use serde::Serialize;
use std::collections::BTreeMap;

/// More files of one kind than this are folded under a line that counts them.
const OPEN: usize = 6;
/// More than this are only counted: each of them is linked from the page that it is about.
const LISTED: usize = 200;
/// The order in which formats are offered: what is of use to most first. Kinds that are not named here come after them.
const ORDER: [&str; 15] = [
    "json-index",
    "json-records",
    "iati",
    "iati-packed",
    "360giving",
    "json-organisations",
    "json-lot",
    "json-withdrawn",
    "json-schema",
    "datapackage",
    "csvw",
    "csvw-table",
    "dcat",
    "bib",
    "ris",
];
/// Grants that a format cannot hold: so many are named, the others counted.
const NAMED: usize = 20;

/// One file.
#[derive(Debug, Clone, Serialize)]
pub(super) struct FileView {
    /// What it is.
    pub(super) title: String,
    /// The lot, table or grant that it is about, where files of one kind stand together.
    pub(super) of: Option<Passage>,
    /// The name of the language of its words.
    pub(super) language: Option<String>,
    /// The path from the root of the site.
    pub(super) path: String,
    /// The path in it, where it is an archive and one of its files is spoken of.
    pub(super) inside: Option<String>,
    /// The address from the root.
    pub(super) address: String,
    /// The size, written out.
    pub(super) size: String,
    /// The number of rows, written out.
    pub(super) rows: Option<String>,
    /// The first digits of its SHA-256.
    pub(super) short: String,
    /// SHA-256.
    pub(super) sum: String,
}

/// A code or a name, and what it means.
#[derive(Debug, Serialize)]
pub(super) struct Meaning {
    pub(super) code: String,
    pub(super) text: String,
}

/// Files of one kind.
#[derive(Debug, Serialize)]
pub(super) struct KindView {
    kind: &'static str,
    title: String,
    files: Vec<FileView>,
    /// How many there are and how large they are together, where they are too many to stand open.
    many: Option<String>,
    /// "This format cannot hold 2 grants".
    left_out: Option<String>,
    /// Those grants, and what is not stated of each.
    without: Vec<Without>,
}

/// A grant that a format cannot hold.
#[derive(Debug, Serialize)]
struct Without {
    grant: LinkView,
    reasons: String,
}

/// A file in the words of one language. Tables are called by their names.
pub(super) fn view(tongue: &Tongue<'_>, file: &DataFile) -> FileView {
    let name = file.path.rsplit('/').next().and_then(|name| name.strip_suffix(".csv"));
    let table = name.filter(|_| is_table(file.kind)).and_then(table::find);
    FileView {
        title: table.map_or_else(|| tongue.t(&format!("data.file.{}", file.kind)), |it| tongue.table_title(it)),
        of: None,
        language: file.language.map(|lang| tongue.label("language", lang.code())),
        address: format!("/{}", file.path),
        path: file.path.clone(),
        inside: None,
        size: size(tongue, file.bytes),
        rows: file.rows.map(|rows| tongue.locale.number(&rows.into())),
        short: file.sha256.chars().take(8).collect(),
        sum: file.sha256.clone(),
    }
}

/// Whether files of this kind are tables, which stand in a list of their own.
pub(super) fn is_table(kind: &str) -> bool {
    matches!(kind, "table" | "table-words" | "grant-table")
}

/// Whether files of this kind are archives of tables, which stand before the list of tables.
pub(super) fn is_of_tables(kind: &str) -> bool {
    matches!(kind, "tables" | "tables-words")
}

/// The size in thousands or millions of bytes.
fn size(tongue: &Tongue<'_>, bytes: u64) -> String {
    let (unit, key) = if bytes < 1_000_000 { (1_000, "data.kilobytes") } else { (1_000_000, "data.megabytes") };
    let number = Decimal::from(bytes).checked_div(Decimal::from(unit)).unwrap_or_default();
    let number = if number < Decimal::TEN { number.round_dp(1).normalize() } else { number.round() };
    tongue.say(key, &[("number", Arg::Text(tongue.locale.number(&number)))])
}

/// The files of the portal that are no tables and no workbooks, by kind. Formats that hold nothing come last.
pub(super) fn by_kind(site: &Site<'_>, tongue: &Tongue<'_>) -> Vec<KindView> {
    let mut kinds: BTreeMap<&'static str, Vec<&DataFile>> = BTreeMap::new();
    let of_portal = site.data.iter().filter(|file| file.grant.is_none());
    for file in of_portal.filter(|file| !is_table(file.kind) && !is_of_tables(file.kind) && file.kind != "workbook") {
        kinds.entry(file.kind).or_default().push(file);
    }
    // A format that holds no grant at all has no file; which grants and why is said all the same.
    for left_out in &site.left_out {
        kinds.entry(left_out.kind).or_default();
    }
    let mut kinds: Vec<(&str, Vec<&DataFile>)> = kinds.into_iter().collect();
    let place = |kind: &str| ORDER.iter().position(|known| *known == kind).unwrap_or(ORDER.len());
    kinds.sort_by_key(|(kind, files)| (files.is_empty(), place(kind)));
    kinds.into_iter().map(|(kind, files)| kind_view(site, tongue, kind, in_order(site, tongue, files))).collect()
}

/// Files in the language of the page first, the others in the order of the portal's languages.
pub(super) fn in_order<'f>(
    site: &Site<'_>,
    tongue: &Tongue<'_>,
    files: impl IntoIterator<Item = &'f DataFile>,
) -> Vec<&'f DataFile> {
    let languages = site.interface_languages();
    let place = |file: &DataFile| {
        let its = file.language?;
        Some((its != tongue.lang, languages.iter().position(|lang| *lang == its)))
    };
    let mut files: Vec<&DataFile> = files.into_iter().collect();
    files.sort_by_key(|file| place(file));
    files
}

fn kind_view(site: &Site<'_>, tongue: &Tongue<'_>, kind: &'static str, files: Vec<&DataFile>) -> KindView {
    let bytes = files.iter().map(|file| file.bytes).sum();
    let many = || {
        let args = [("count", Arg::Number(files.len().into())), ("size", Arg::Text(size(tongue, bytes)))];
        tongue.say("data.more_files", &args)
    };
    let listed = if files.len() > LISTED { &[] } else { files.as_slice() };
    let mut without: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for left_out in site.left_out.iter().filter(|it| it.kind == kind) {
        without.entry(left_out.grant).or_default().push(tongue.t(&format!("data.left_out.{}", left_out.reason)));
    }
    KindView {
        kind,
        title: tongue.t(&format!("data.file.{kind}")),
        files: listed.iter().map(|file| FileView { of: of(site, tongue, file), ..view(tongue, file) }).collect(),
        many: (files.len() > OPEN).then(many),
        left_out: (!without.is_empty()).then(|| left_out_words(tongue, files.is_empty(), without.len())),
        without: without.into_iter().take(NAMED).filter_map(|(at, why)| left_out(site, tongue, at, &why)).collect(),
    }
}

/// What a file is about, as its path says: `data/lots/x.json`, `data/cite/lots/x.kk.ris`, `data/risks.csv-metadata.json`.
fn of(site: &Site<'_>, tongue: &Tongue<'_>, file: &DataFile) -> Option<Passage> {
    let path = file.path.strip_prefix("data/")?;
    let path = path.strip_prefix("cite/").unwrap_or(path);
    let name = path.split('.').next()?;
    match name.split_once('/') {
        Some(("schema", _)) => name.rsplit('/').next().map(|name| name.to_owned().into()),
        Some(_) => page_title(site, tongue, name),
        None if file.kind == "csvw-table" => Some(tongue.table_title(table::find(name)?).into()),
        None => None,
    }
}

/// "This format cannot hold 2 grants", or none at all.
fn left_out_words(tongue: &Tongue<'_>, all: bool, count: usize) -> String {
    if all { tongue.t("data.left_out_all") } else { tongue.count("data.left_out_count", count) }
}

fn left_out(site: &Site<'_>, tongue: &Tongue<'_>, at: usize, reasons: &[String]) -> Option<Without> {
    let grant = site.portal.grants.get(at)?;
    Some(Without { grant: parts::grant_link(tongue, grant), reasons: reasons.join("; ") })
}

/// The name of a column of another table: "column id of the table Grants".
pub(super) fn refers(tongue: &Tongue<'_>, table: &dyn table::Table) -> String {
    tongue.say("data.refers", &[("table", text(tongue.table_title(table)))])
}
