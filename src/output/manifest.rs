//! `/data/manifest.json`: every file of the site with its SHA-256, so that a copy can be checked and the whole portal
//! be cited by one number.
//!
//! Files are hashed while they pass into the sink; what is kept of each is one line. The digest is the SHA-256 of the
//! lines `<sha256>  <path>` of all files, sorted by path, as `sha256sum` prints them.

use super::sink::Sink;
use crate::site::Site;
use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

/// Where the manifest is, from the root of the site.
pub const PATH: &str = crate::site::data::MANIFEST;
/// The version of the form of manifests.
pub const VERSION: u32 = 1;

/// What is kept of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// From the root of the site, parts separated by `/`.
    pub path: String,
    /// Its length.
    pub bytes: u64,
    /// In lower-case hexadecimal digits.
    pub sha256: String,
}

/// A manifest, as it is published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of this form.
    pub manifest: u32,
    /// The name of the portal, by language.
    pub title: BTreeMap<String, String>,
    /// Where the portal is published; absent where that is not known.
    pub address: Option<String>,
    /// The date of the site, ISO 8601.
    pub date: String,
    /// The name of the edition; absent in a site that is none.
    pub edition: Option<String>,
    /// How many files there are.
    pub count: usize,
    /// How long they are together.
    pub bytes: u64,
    /// The number by which the whole can be cited.
    pub digest: String,
    /// Every file but the manifest itself, by path.
    pub files: Vec<Mark>,
}

/// The digest of a list of files that is sorted by path.
pub fn digest(files: &[Mark]) -> String {
    let mut hasher = Sha256::new();
    for Mark { path, sha256, .. } in files {
        hasher.update(format!("{sha256}  {path}\n"));
    }
    format!("{:x}", hasher.finalize())
}

/// A sink that remembers what passes.
pub(super) struct Remembering<'s> {
    sink: &'s dyn Sink,
    marks: Mutex<BTreeMap<String, (u64, [u8; 32])>>,
    size: AtomicU64,
}

impl<'s> Remembering<'s> {
    pub(super) fn new(sink: &'s dyn Sink) -> Self {
        Self { sink, marks: Mutex::default(), size: AtomicU64::new(0) }
    }

    /// How many bytes have passed.
    pub(super) fn size(&self) -> u64 {
        self.size.load(Ordering::Relaxed)
    }

    /// Puts the manifest of everything that passed, and gives its address.
    ///
    /// # Errors
    /// What the sink says.
    pub(super) fn publish(self, site: &Site<'_>) -> io::Result<String> {
        let marks = self.marks.into_inner().unwrap_or_else(PoisonError::into_inner);
        let files: Vec<Mark> = marks.into_iter().map(mark).collect();
        self.sink.put(PATH, manifest(site, files).text().as_bytes())?;
        Ok(format!("/{PATH}"))
    }
}

impl Sink for Remembering<'_> {
    fn put(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.size.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        if self.is_read() {
            let mark = (bytes.len() as u64, Sha256::digest(bytes).into());
            self.marks.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), mark);
        }
        self.sink.put(path, bytes)
    }

    fn is_read(&self) -> bool {
        self.sink.is_read()
    }
}

fn mark((path, (bytes, hash)): (String, (u64, [u8; 32]))) -> Mark {
    let sha256 = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    Mark { path, bytes, sha256 }
}

fn manifest(site: &Site<'_>, files: Vec<Mark>) -> Manifest {
    let base = &site.portal.base_url;
    let title = |lang: &crate::language::Lang| {
        let (text, _) = site.portal.title.in_language(*lang, &site.portal.languages);
        (lang.code().to_owned(), text.to_owned())
    };
    Manifest {
        manifest: VERSION,
        title: site.interface_languages().iter().map(title).collect(),
        address: (!base.origin.is_empty()).then(|| base.absolute("/")),
        date: site.generated.to_string(),
        edition: site.edition.map(str::to_owned),
        count: 0,
        bytes: 0,
        digest: String::new(),
        files: Vec::new(),
    }
    .of_files(files)
}

impl Manifest {
    /// The manifest of the same site with these files, sorted by path.
    pub fn of_files(self, files: Vec<Mark>) -> Self {
        let bytes = files.iter().map(|file| file.bytes).sum();
        Self { count: files.len(), bytes, digest: digest(&files), files, ..self }
    }

    /// As JSON, one line for each key and for each file.
    pub fn text(&self) -> String {
        let Self { manifest, title, address, date, edition, count, bytes, digest, files } = self;
        let head = [
            ("manifest", json!(manifest)),
            ("title", json!(title)),
            ("address", json!(address)),
            ("date", json!(date)),
            ("edition", json!(edition)),
            ("count", json!(count)),
            ("bytes", json!(bytes)),
            ("digest", json!(digest)),
        ];
        let head: String = head.iter().map(|(key, value)| format!("\"{key}\": {value},\n")).collect();
        let files: Vec<String> = files.iter().map(|file| json!(file).to_string()).collect();
        format!("{{\n{head}\"files\": [\n{}\n]\n}}\n", files.join(",\n"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::sink::{MemorySink, NullSink};

    fn mark_of(path: &str, byte: u8) -> Mark {
        mark((path.to_owned(), (1, [byte; 32])))
    }

    #[test]
    fn the_digest_is_what_sha256sum_says_of_its_own_lines() {
        let files = [mark_of("a", 0xab), mark_of("b/c", 1)];
        let lines = format!("{}  a\n{}  b/c\n", "ab".repeat(32), "01".repeat(32));
        assert_eq!(digest(&files), format!("{:x}", Sha256::digest(lines)));
        assert_ne!(digest(&files), digest(&files[..1]));
    }

    #[test]
    fn a_manifest_reads_back_and_has_a_line_for_each_file() {
        let files = vec![mark_of("a \"b\".html", 1), mark_of("қ", 2)];
        let manifest = Manifest {
            manifest: VERSION,
            title: BTreeMap::from([("kk".to_owned(), "Ашық «есеп»".to_owned())]),
            address: None,
            date: "2026-11-20".to_owned(),
            edition: None,
            count: 2,
            bytes: 2,
            digest: digest(&files),
            files,
        };
        let text = manifest.text();
        assert_eq!(serde_json::from_str::<Manifest>(&text).unwrap(), manifest);
        assert_eq!(text.lines().filter(|line| line.contains("sha256")).count(), 2);
    }

    #[test]
    fn what_passes_is_remembered_where_somebody_reads_it() {
        let memory = MemorySink::default();
        let sink = Remembering::new(&memory);
        sink.put("a", b"abc").unwrap();
        let marks: Vec<Mark> = sink.marks.into_inner().unwrap().into_iter().map(mark).collect();
        assert_eq!(marks[0].sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!((marks[0].path.as_str(), marks[0].bytes), ("a", 3));
        assert_eq!(memory.into_files()["a"], b"abc");
        let nobody = Remembering::new(&NullSink);
        nobody.put("a", b"abc").unwrap();
        assert!(nobody.marks.into_inner().unwrap().is_empty());
    }
}
