//! What must hold for files of data, whatever the content: programs read them, texts come back as they were written,
//! and no spreadsheet takes one for a formula.

use super::markup::{Scheme, scheme};
use calamine::{Data, Reader, Xlsx};
use esep::output::export::unguarded;
use regex::Regex;
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::sync::LazyLock;

/// What was written, by the mark in it.
pub type Written = BTreeMap<u32, String>;

/// The mark of an attack.
static MARK: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"73[1-9]\d{4}").unwrap());

/// The marks in a text.
pub fn marks(text: &str) -> impl Iterator<Item = u32> + '_ {
    MARK.find_iter(text).filter_map(|found| found.as_str().parse().ok())
}

/// Signs with which a spreadsheet begins a formula.
const SIGNS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
/// Keys whose values programs follow.
const FOLLOWED: [&str; 17] = [
    "@id",
    "url",
    "item",
    "sameAs",
    "license",
    "licence_link",
    "contentUrl",
    "isBasedOn",
    "link",
    "archived",
    "website",
    "href",
    "path",
    "URL",
    "web",
    "archivedAt",
    "accessURL",
];

/// What is wrong with a text that holds attacks: they stand there as they were written.
fn altered(text: &str, written: &Written, told: fn(&str) -> String) -> Option<String> {
    let text = told(text);
    marks(&text).find_map(|mark| {
        let wanted = told(written.get(&mark)?);
        (!text.contains(&wanted)).then(|| difference(&text, &wanted))
    })
}

/// Where a text leaves what was written.
fn difference(text: &str, wanted: &str) -> String {
    let ends = (0..wanted.len()).filter(|at| wanted.is_char_boundary(*at));
    let same = ends.take_while(|end| text.contains(&wanted[..*end])).last().unwrap_or_default();
    let from = text.find(&wanted[..same]).unwrap_or_default() + same;
    let piece = |text: &str| text.chars().take(30).collect::<String>();
    format!("{:?} stands in the place of {:?}", piece(&text[from..]), piece(&wanted[same..]))
}

/// What is wrong with a JSON file.
pub fn json(text: &str, written: &Written) -> Vec<String> {
    match serde_json::from_str::<Value>(text) {
        Err(error) => vec![error.to_string()],
        Ok(data) => {
            let mut wrong = addresses(&data);
            let snippet = data.get("html").and_then(Value::as_str);
            wrong.extend(snippet.into_iter().flat_map(super::markup::snippet));
            strings(&data, &mut |text| {
                wrong.extend(altered(text, written, str::to_owned).filter(|_| snippet != Some(text)));
            });
            wrong
        }
    }
}

fn strings(data: &Value, see: &mut dyn FnMut(&str)) {
    match data {
        Value::String(text) => see(text),
        Value::Array(items) => items.iter().for_each(|item| strings(item, see)),
        Value::Object(fields) => fields.values().for_each(|value| strings(value, see)),
        _ => {}
    }
}

/// Addresses in it that lead neither to a page nor to the web, a mail box or a telephone.
pub fn addresses(data: &Value) -> Vec<String> {
    match data {
        Value::Array(items) => items.iter().flat_map(addresses).collect(),
        Value::Object(fields) => fields.iter().flat_map(|(key, value)| followed(key, value)).collect(),
        _ => Vec::new(),
    }
}

fn followed(key: &str, value: &Value) -> Vec<String> {
    match value.as_str() {
        Some(target) if FOLLOWED.contains(&key) && is_dangerous(target) => {
            vec![format!("{key}: {target}")]
        }
        _ => addresses(value),
    }
}

/// Names of vocabularies have a colon too.
fn is_dangerous(target: &str) -> bool {
    let named = ["urn:", "dcat:", "dct:", "skos:", "spdx:", "vcard:"].iter().any(|name| target.starts_with(name));
    !named && scheme(target) == Scheme::Other
}

/// What is wrong with a script that hands data to the search: calls with JSON and nothing else.
pub fn script(text: &str) -> Vec<String> {
    let is_call = |line: &str| {
        let inner =
            line.split_once('(').filter(|(name, _)| name.chars().all(|c| c.is_ascii_alphanumeric() || c == '.'));
        let inner = inner.and_then(|(_, rest)| rest.strip_suffix(");"));
        inner.is_some_and(|inner| serde_json::from_str::<Value>(&format!("[{inner}]")).is_ok())
    };
    let breaks = text.contains(['<', '\u{2028}', '\u{2029}', '\r']);
    let wrong = text.lines().find(|line| !is_call(line)).map(str::to_owned);
    wrong.into_iter().chain(breaks.then(|| "a sign that ends a script or a line".to_owned())).collect()
}

/// What is wrong with a CSV file.
pub fn csv(text: &str, written: &Written) -> Vec<String> {
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let mut wrong = Vec::new();
    for row in reader.records() {
        match row {
            Err(error) => wrong.push(error.to_string()),
            Ok(row) => wrong.extend(row.iter().flat_map(|cell| cell_of_csv(cell, written))),
        }
    }
    wrong
}

fn cell_of_csv(cell: &str, written: &Written) -> Vec<String> {
    let begins = cell.starts_with(SIGNS) && cell.parse::<f64>().is_err();
    let formula = begins.then(|| format!("a formula: {cell:?}"));
    formula.into_iter().chain(altered(unguarded(cell), written, str::to_owned)).collect()
}

/// What is wrong with a workbook.
pub fn workbook(bytes: &[u8], written: &Written) -> Vec<String> {
    let mut wrong: Vec<String> = package(bytes);
    let mut book = Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
    for sheet in book.sheet_names() {
        let formulas = book.worksheet_formula(&sheet).unwrap();
        wrong.extend(formulas.used_cells().map(|(_, _, formula)| format!("{sheet}: a formula: {formula}")));
        let cells = book.worksheet_range(&sheet).unwrap();
        let texts = cells.used_cells().filter_map(|(_, _, cell)| match cell {
            Data::String(text) => Some(text),
            _ => None,
        });
        wrong.extend(texts.filter_map(|text| altered(text, written, without_control)));
    }
    wrong
}

/// XML cannot hold signs that steer.
fn without_control(text: &str) -> String {
    text.chars().filter(|sign| *sign == '\n' || !sign.is_control()).collect()
}

/// What is wrong with the parts of a document of Word or a workbook: XML, with links to the web only.
pub fn package(bytes: &[u8]) -> Vec<String> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut wrong = Vec::new();
    for at in 0..zip.len() {
        let mut part = zip.by_index(at).unwrap();
        let name = part.name().unwrap().into_owned();
        if !(name.ends_with(".xml") || name.ends_with(".rels")) {
            continue;
        }
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        wrong.extend(super::markup::part(&text).into_iter().map(|it| format!("{name}: {it}")));
    }
    wrong
}

/// What is wrong with a file of references, beside its sound twin: as many entries, every line one of the format.
pub fn references(path: &str, text: &str, sound: &str) -> Vec<String> {
    let lines = |text: &str, start: &str| text.lines().filter(|line| line.starts_with(start)).count();
    let starts: &[&str] =
        if path.ends_with(".ris") { &["TY  - ", "ER  - ", "UR  - "] } else { &["@", "  url = ", "}"] };
    let counts = starts.iter().filter(|start| lines(text, start) != lines(sound, start));
    let mut wrong: Vec<String> = counts.map(|start| format!("another number of {start:?}")).collect();
    let line =
        if path.ends_with(".ris") { r"^([A-Z][A-Z0-9]  - .*)?$" } else { r"^(@[a-z]+\{.*,|  [a-z]+ = \{.*\},|\}|)$" };
    let line = Regex::new(line).unwrap();
    wrong.extend(text.lines().find(|it| !line.is_match(it)).map(|it| format!("no line of the format: {it}")));
    if path.ends_with(".bib") && text.matches('{').count() != text.matches('}').count() {
        wrong.push("braces that do not match".to_owned());
    }
    wrong.extend(text.chars().find(|sign| sign.is_control() && !"\r\n".contains(*sign)).map(|it| format!("{it:?}")));
    wrong
}
