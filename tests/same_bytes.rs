//! Same content, same bytes: whatever the folder, the order of files, the number of threads.

use esep::World;
use esep::finding::Finding;
use esep::output::sink::MemorySink;
use esep::read::{Files, Folder, Listed};
use std::collections::BTreeMap;
use std::io;
use std::sync::LazyLock;

/// The site that others are compared with.
static SITE: LazyLock<BTreeMap<String, Vec<u8>>> = LazyLock::new(|| built(&content(), 2, HERE));

/// Lists files the wrong way round.
struct Reversed(Folder);

impl Files for Reversed {
    fn list(&self, folder: &str) -> Vec<Listed> {
        let mut listed = self.0.list(folder);
        listed.reverse();
        listed
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        self.0.read(path)
    }
}

fn built(files: &dyn Files, threads: usize, base_url: &str) -> BTreeMap<String, Vec<u8>> {
    let world = World {
        today: jiff::civil::date(2026, 11, 20),
        base_url: esep::model::BaseUrl::parse(base_url),
        strict: false,
        edition: None,
    };
    let sink = MemorySink::default();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    let findings = pool.install(|| esep::compile(files, &world, &sink)).unwrap();
    let errors: Vec<_> = findings.iter().filter(|it| Finding::is_error(it)).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    sink.into_files()
}

fn content() -> Folder {
    Folder::new(env!("CARGO_MANIFEST_DIR"))
}

fn assert_same(one: &BTreeMap<String, Vec<u8>>, other: &BTreeMap<String, Vec<u8>>) {
    assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
    let different: Vec<_> = one.keys().filter(|path| one[*path] != other[*path]).collect();
    assert!(different.is_empty(), "{different:?}");
}

const HERE: &str = "https://portal.example/";

#[test]
fn neither_threads_nor_the_order_of_files_matter() {
    assert!(SITE.len() > 100, "{} files", SITE.len());
    assert_same(&SITE, &built(&content(), 1, HERE));
    assert_same(&SITE, &built(&Reversed(content()), 4, HERE));
}

#[test]
fn the_folder_does_not_matter() {
    let elsewhere = tempfile::tempdir().unwrap();
    for entry in walkdir::WalkDir::new(concat!(env!("CARGO_MANIFEST_DIR"), "/content")) {
        let entry = entry.unwrap();
        let inside = entry.path().strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap();
        if entry.file_type().is_dir() {
            std::fs::create_dir(elsewhere.path().join(inside)).unwrap();
        } else {
            std::fs::copy(entry.path(), elsewhere.path().join(inside)).unwrap();
        }
    }
    assert_same(&SITE, &built(&Folder::new(elsewhere.path()), 2, HERE));
}

/// Pictures on which the address is drawn (share cards, charts to take away, and the height that these have where the
/// address needs a line more) and workbooks, which hold it compressed.
fn has_the_address_inside(path: &str) -> bool {
    path.ends_with("card.png")
        || path.starts_with("charts/")
        || path.ends_with("oembed.json")
        || path.ends_with(".xlsx")
}

/// Files that tell the sizes and sums of others.
fn sums_up_files(path: &str) -> bool {
    let page = path.ends_with(".html") && path.contains("/data/");
    page || ["manifest.json", "catalog.jsonld", "datapackage.json", "index.json"]
        .iter()
        .any(|it| path == format!("data/{it}"))
}

/// An embedded page tells how high it is, and its full address among its facts may take a line more.
fn without_heights(path: &str, text: &str) -> String {
    let height = regex::Regex::new("height=&quot;[0-9]+&quot;").unwrap();
    if path.starts_with("embed/") { height.replace_all(text, "height=").into_owned() } else { text.to_owned() }
}

/// Pages link to each other relatively, so that only full addresses, the identifiers made of them and the page 404 know
/// where they are.
#[test]
fn a_sub_path_changes_full_addresses_only() {
    // A domain of its own is told to the host; a folder below one is not.
    let mut root = SITE.clone();
    assert!(root.remove("CNAME").is_some());
    let below = built(&content(), 2, "https://portal.example/sub/path/");
    assert_eq!(root.keys().collect::<Vec<_>>(), below.keys().collect::<Vec<_>>());
    let compared: Vec<_> =
        below.iter().filter(|(path, _)| !has_the_address_inside(path) && !sums_up_files(path)).collect();
    assert!(compared.len() * 2 > below.len(), "{} of {} files", compared.len(), below.len());
    for (path, bytes) in compared {
        let text = String::from_utf8_lossy(bytes)
            .replace("https://portal.example/sub/path/", "https://portal.example/")
            .replace("portal.example%2Fsub%2Fpath%2F", "portal.example%2F")
            .replace("portal.example-sub-path", "portal.example");
        let text = if path == "404.html" { text.replace("\"/sub/path/", "\"/") } else { text };
        let other = String::from_utf8_lossy(&root[path]);
        assert_eq!(without_heights(path, &text), without_heights(path, &other), "{path}");
    }
    let page = String::from_utf8_lossy(&below["404.html"]).into_owned();
    assert!(page.contains("href=\"/sub/path/kk/\""), "{page}");
}
