//! What goes into a folder while a site is built: how many files and bytes of each part, and when its last one came.

use esep::output::manifest;
use esep::output::sink::Sink;
use std::collections::BTreeMap;
use std::io;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// A part of the output.
#[derive(Debug, Clone, Copy)]
pub struct Part {
    /// How many files it has.
    pub files: u64,
    /// How long they are together.
    pub bytes: u64,
    /// When its last file came.
    pub last: Instant,
}

/// Passes everything on to another sink and counts it.
pub struct Watch<'s> {
    sink: &'s dyn Sink,
    parts: Mutex<BTreeMap<&'static str, Part>>,
}

impl<'s> Watch<'s> {
    /// Counts what goes into `sink`.
    pub fn new(sink: &'s dyn Sink) -> Self {
        Self { sink, parts: Mutex::default() }
    }

    /// The parts by name.
    pub fn into_parts(self) -> BTreeMap<&'static str, Part> {
        self.parts.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sink for Watch<'_> {
    fn put(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.sink.put(path, bytes)?;
        let (now, length) = (Instant::now(), bytes.len() as u64);
        let mut parts = self.parts.lock().unwrap_or_else(PoisonError::into_inner);
        let part = parts.entry(part(path)).or_insert(Part { files: 0, bytes: 0, last: now });
        *part = Part { files: part.files + 1, bytes: part.bytes + length, last: now };
        Ok(())
    }

    fn is_read(&self) -> bool {
        self.sink.is_read()
    }
}

/// The part of the output that a file belongs to.
fn part(path: &str) -> &'static str {
    let starts = [
        // The last file of all, although it lies among the data.
        (manifest::PATH, "feeds, sitemap, manifest"),
        ("search/", "search"),
        ("data/codes/", "check codes"),
        ("data/cite/", "citations"),
        ("embed/", "embedded pages"),
        ("charts/", "charts as pictures"),
        ("assets/", "assets"),
    ];
    let ends = [(".html", "pages"), ("/card.png", "share cards")];
    let data = [(".csv", "tables, CSV"), (".xlsx", "tables, XLSX"), (".json", "JSON"), (".zip", "packed data")];
    let by_start = starts.iter().find(|(start, _)| path.starts_with(start));
    let by_end = || ends.iter().find(|(end, _)| path.ends_with(end));
    let in_data = || data.iter().find(|(end, _)| path.starts_with("data/") && path.ends_with(end));
    let others = if path.starts_with("data/") { "IATI and other data" } else { "feeds, sitemap, manifest" };
    by_start.or_else(by_end).or_else(in_data).map_or(others, |(_, part)| part)
}

/// The step of the build in which a part is made.
pub fn step(part: &str) -> &'static str {
    match part {
        "search" => "search index",
        "check codes" => "check codes",
        "citations" | "tables, CSV" | "tables, XLSX" | "JSON" | "packed data" | "IATI and other data" => "data files",
        "feeds, sitemap, manifest" => "manifest",
        _ => "pages",
    }
}
