//! Editions: what a frozen site has beside its pages, and how frozen sites are published again.

use super::sink::Sink;
use crate::derive::history;
use crate::finding::Findings;
use crate::language::Lang;
use crate::model::{Correction, Portal};
use crate::read::{
    EDITIONS, Edition, FORMAT, Files, FrozenCorrection, FrozenFigure, FrozenLedger, FrozenPage, LEDGER, Placed,
    Recorded, SEAL, Seal, Sealed, Words, altered_file, list_with, sum,
};
use crate::site::Site;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::io;
use std::sync::{Mutex, PoisonError};

/// Where editions stand on the portal.
pub const FOLDER: &str = "e";

/// Publishes every edition as it was frozen, byte for byte, and gives the addresses of its files. A file that is not
/// as it was frozen is found.
///
/// # Errors
/// What the sink says: no space, no permission.
pub fn publish(site: &Site<'_>, content: &dyn Files, sink: &dyn Sink) -> io::Result<(BTreeSet<String>, Findings)> {
    let editions = site.portal.editions.iter();
    let files: Vec<(&Edition, &Sealed)> =
        editions.flat_map(|edition| edition.files.iter().map(move |file| (edition, file))).collect();
    let published = files.par_iter().map(|(edition, file)| publish_file(edition, file, content, sink));
    let found: Vec<Findings> = published.collect::<io::Result<_>>()?;
    let seals = site.portal.editions.iter().map(|edition| publish_seal(edition, content, sink));
    seals.collect::<io::Result<()>>()?;
    let addresses = files.iter().flat_map(|(edition, file)| addresses(edition, &file.path)).collect();
    Ok((addresses, found.into_iter().flatten().collect()))
}

fn publish_file(edition: &Edition, file: &Sealed, content: &dyn Files, sink: &dyn Sink) -> io::Result<Findings> {
    let bytes = content.read(&format!("{EDITIONS}/{}/{}", edition.name, file.path));
    match bytes {
        Ok(bytes) if sum(&bytes) == file.sha256 => {
            sink.put(&format!("{FOLDER}/{}/{}", edition.name, file.path), &bytes).map(|()| Findings::new())
        }
        // One that is not there has been found by reading.
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Findings::new()),
        _ => Ok(vec![altered_file(&edition.name, &file.path)]),
    }
}

fn publish_seal(edition: &Edition, content: &dyn Files, sink: &dyn Sink) -> io::Result<()> {
    match content.read(&edition.place.file) {
        Ok(bytes) => sink.put(&format!("{FOLDER}/{}/{SEAL}", edition.name), &bytes),
        // Gone since it was read: nothing that follows is published either.
        Err(_) => Ok(()),
    }
}

/// The addresses of a file: a page is reached by its folder as well.
fn addresses(edition: &Edition, path: &str) -> Vec<String> {
    let address = format!("/{FOLDER}/{}/{path}", edition.name);
    let folder = address.strip_suffix("index.html").map(str::to_owned);
    [address].into_iter().chain(folder).collect()
}

/// Puts the figures of a site that is being frozen into the sink: what later builds compare theirs with.
///
/// # Errors
/// What the sink says: no space, no permission.
pub fn put_ledger(site: &Site<'_>, edition: &str, sink: &dyn Sink) -> io::Result<()> {
    let frozen = |figure: &crate::derive::ledger::Figure| FrozenFigure {
        page: figure.page.to_string(),
        id: figure.id.clone(),
        code: figure.code.to_string(),
        title: site.titles(figure),
        values: figure.values.iter().map(|(part, text)| (part.to_string(), text.clone())).collect(),
    };
    let figures = site.figures.ledger.figures().into_par_iter().map(frozen).collect();
    let (edition, date) = (edition.to_owned(), site.generated.to_string());
    let ledger =
        FrozenLedger { format: FORMAT, edition, date, pages: pages(site), figures, corrections: corrections(site) };
    sink.put(LEDGER, &one_a_line(&ledger, &["pages", "figures"])?)
}

/// What has been corrected of grants and lots.
fn corrections(site: &Site<'_>) -> Vec<FrozenCorrection> {
    let grants = site.portal.grants.iter().map(|it| format!("grants/{}", it.slug));
    let pages = grants.chain(site.portal.lots.iter().map(|it| format!("lots/{}", it.slug)));
    let text = |text: &Option<Placed<String>>| text.as_ref().map_or_else(String::new, |text| text.value.clone());
    let of_page = |page: String| {
        let frozen = |it: &Correction| FrozenCorrection {
            page: page.clone(),
            about: text(&it.about),
            was: text(&it.was),
            date: it.date.known().map(ToString::to_string).unwrap_or_default(),
        };
        history::corrections(site.portal, &page).into_iter().map(frozen).collect::<Vec<_>>()
    };
    pages.flat_map(of_page).collect()
}

/// What the site has of the content, and what it is called.
fn pages(site: &Site<'_>) -> Vec<FrozenPage> {
    let portal = site.portal;
    let code = |language: Option<Lang>| language.map_or("und", Lang::code).to_owned();
    let page = |folder: &str, slug: &str, title: &Words| FrozenPage {
        page: format!("{folder}/{slug}"),
        within: None,
        title: title.texts().map(|(language, text, _)| (code(language), text.to_owned())).collect(),
    };
    let grants = portal.grants.iter().map(|it| page("grants", &it.slug, &it.title));
    let lots = portal.lots.iter().map(|it| page("lots", &it.slug, &it.title));
    let stories = portal.grants.iter().flat_map(|grant| grant.stories.iter().map(move |story| (grant, story)));
    let stories = stories.map(|(grant, it)| FrozenPage {
        within: Some(format!("grants/{}", grant.slug)),
        ..page("stories", &it.slug, &it.title)
    });
    let organisations = portal.organisations.iter().map(|it| page("organisations", &it.slug, &it.name));
    let outlets = portal.outlets.iter().map(|it| page("outlets", &it.slug, &it.name));
    let texts = portal.pages.iter().map(|it| FrozenPage {
        page: it.slug.clone(),
        within: None,
        title: it.texts.iter().map(|(language, text)| (code(Some(*language)), text.title.value.clone())).collect(),
    });
    grants.chain(lots).chain(stories).chain(organisations).chain(outlets).chain(texts).collect()
}

/// JSON with each item of these lists on a line of its own, so that versions of the file can be compared.
fn one_a_line(value: &impl serde::Serialize, lists: &[&str]) -> io::Result<Vec<u8>> {
    let serde_json::Value::Object(mut object) = serde_json::to_value(value)? else { return Ok(Vec::new()) };
    let list = |name: &&str| {
        let items = object.remove(*name).and_then(|items| items.as_array().cloned()).unwrap_or_default();
        let lines: Vec<String> = items.iter().map(ToString::to_string).collect();
        format!(",\"{name}\":[\n{}\n]", lines.join(",\n"))
    };
    let lists: String = lists.iter().map(list).collect();
    let head = serde_json::Value::Object(object).to_string();
    let head = head.trim_end_matches('}');
    Ok(format!("{head}{lists}}}\n").into_bytes())
}

/// The list of all editions in the portal folder, with the one that was frozen last as `name`.
///
/// # Errors
/// What the system says of the seal of that edition.
pub fn list(content: &dyn Files, name: &str) -> io::Result<Vec<u8>> {
    let seal = content.read(&format!("{EDITIONS}/{name}/{SEAL}"))?;
    one_a_line(&list_with(content, name, &seal), &["editions"])
}

/// Hands everything on and remembers it: at the end it is written down which files the edition has.
pub struct Sealing<'s> {
    sink: &'s dyn Sink,
    files: Mutex<BTreeSet<Sealed>>,
}

impl<'s> Sealing<'s> {
    /// Begins an edition in `sink`.
    pub fn new(sink: &'s dyn Sink) -> Self {
        Self { sink, files: Mutex::default() }
    }

    /// Puts the list of all files into the sink, last of all.
    ///
    /// # Errors
    /// What the sink says: no space, no permission.
    pub fn seal(self, edition: &str, date: jiff::civil::Date, portal: &Portal) -> io::Result<()> {
        let files = self.files.into_inner().unwrap_or_else(PoisonError::into_inner).into_iter().collect();
        let generator = format!("esep {}", env!("CARGO_PKG_VERSION"));
        let (edition, date, grants) = (edition.to_owned(), date.to_string(), portal.grants.len());
        let before = portal.editions.iter();
        let before = before.map(|it| Recorded { edition: it.name.clone(), sha256: it.sha256.clone() }).collect();
        let seal = Seal { format: FORMAT, edition, date, generator, grants, before, files };
        self.sink.put(SEAL, &one_a_line(&seal, &["files"])?)
    }
}

impl Sink for Sealing<'_> {
    fn put(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let file = Sealed { path: path.to_owned(), bytes: bytes.len() as u64, sha256: sum(bytes) };
        self.files.lock().unwrap_or_else(PoisonError::into_inner).insert(file);
        self.sink.put(path, bytes)
    }

    fn is_read(&self) -> bool {
        self.sink.is_read()
    }
}
