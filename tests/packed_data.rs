//! The data of a brief portal: archives that hold what a full portal publishes as files, and nothing that leads to a
//! file which is not there.

use esep::World;
use esep::finding::Code;
use esep::output::sink::MemorySink;
use esep::read::{Files, Folder, Memory};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};
use zip::{DateTime, ZipArchive};

type Tree = BTreeMap<String, Vec<u8>>;

const LANGUAGES: [&str; 4] = ["kk", "ru", "ky", "en"];

/// The content in a folder of the repository, with these lines at the beginning and the end of `portal.toml`.
fn portal(folder: &str, first: &str, last: &str) -> Memory {
    let folder = Folder::new(format!("{}/{folder}", env!("CARGO_MANIFEST_DIR")));
    let listed = folder.list("content");
    let memory =
        listed.iter().fold(Memory::default(), |memory, it| memory.with(&it.path, folder.read(&it.path).unwrap()));
    let text = String::from_utf8(memory.files["content/portal.toml"].clone()).unwrap();
    memory.with("content/portal.toml", format!("{first}\n{text}\n{last}\n"))
}

fn built(files: &Memory) -> Tree {
    let world = World { today: jiff::civil::date(2026, 11, 20), base_url: None, strict: false, edition: None };
    let sink = MemorySink::default();
    let findings = esep::compile(files, &world, &sink).unwrap();
    let codes = [Code::WordMissing, Code::DeadLink, Code::DeadFragment, Code::TemplateError];
    let wrong: Vec<_> = findings.iter().filter(|it| it.is_error() || codes.contains(&it.code)).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    sink.into_files()
}

/// The small portal with each kind of data, and no story: stories stand at other addresses where pages are brief.
fn small(extent: &str) -> Tree {
    built(&portal("tests/golden/iati-and-360giving", &format!("extent = \"{extent}\""), ""))
}

/// The files in an archive, in their order.
fn unpacked(tree: &Tree, path: &str) -> Vec<(String, Vec<u8>)> {
    let bytes = tree.get(path).unwrap_or_else(|| panic!("no {path}"));
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let count = archive.len();
    let file = |at| {
        let mut file = archive.by_index(at).unwrap();
        assert_eq!(file.last_modified(), Some(DateTime::default()), "one fixed time");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        (file.name().unwrap().into_owned(), bytes)
    };
    (0..count).map(file).collect()
}

/// What of a file of the full portal is in which archive, and under which path.
fn packed_as(path: &str) -> Option<(String, String)> {
    let path = path.strip_prefix("data/")?;
    let in_archive = |archive: &str, path: &str| Some((format!("data/{archive}"), path.to_owned()));
    match path.split_once('/') {
        Some(("grants" | "lots", name)) if name.ends_with(".json") => in_archive("grants.zip", path),
        Some((lang, table)) if LANGUAGES.contains(&lang) && table.ends_with(".csv") => {
            in_archive(&format!("{lang}/tables.zip"), table)
        }
        Some(_) => None,
        None if path.starts_with("iati-activities") => in_archive("iati.zip", path),
        None if path.ends_with(".csv") || path.ends_with("csv-metadata.json") || path == "datapackage.json" => {
            in_archive("tables.zip", path)
        }
        None => None,
    }
}

/// What a grant was called before: an archive holds its record once, under its name of today.
const FORMER: &str = "data/grants/orken-2024.json";

#[test]
fn archives_hold_the_files_of_the_full_portal_byte_for_byte() {
    let (full, brief) = (small("full"), small("brief"));
    let mut expected: BTreeMap<String, Vec<(String, Vec<u8>)>> = BTreeMap::new();
    for (path, bytes) in full.iter().filter(|(path, _)| *path != FORMER) {
        if let Some((archive, inside)) = packed_as(path) {
            expected.entry(archive).or_default().push((inside, bytes.clone()));
            let is_described = path == "data/datapackage.json";
            assert!(is_described || !brief.contains_key(path), "{path} is published beside the archive");
        }
    }
    assert_eq!(expected.len(), 3 + LANGUAGES.len(), "{:?}", expected.keys());
    for (archive, mut files) in expected {
        files.sort();
        let packed = unpacked(&brief, &archive);
        let names = |files: &[(String, Vec<u8>)]| files.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
        assert_eq!(names(&packed), names(&files), "{archive}");
        let different: Vec<&String> =
            packed.iter().zip(&files).filter(|(one, other)| one != other).map(|((name, _), _)| name).collect();
        assert!(different.is_empty(), "{archive}: {different:?}");
    }
    let of_grants =
        |path: &&String| path.starts_with("data/") && (path.contains("/grants/") || path.contains("/lots/"));
    assert_eq!(brief.keys().filter(of_grants).collect::<Vec<_>>(), Vec::<&String>::new());
    for kept in ["data/kk/portal.xlsx", "data/360giving.json", "data/organisations.json"] {
        assert!(full[kept] == brief[kept], "{kept}");
    }
}

#[test]
fn the_same_content_gives_the_same_archives() {
    let (one, two) = (small("brief"), small("brief"));
    let archives = |tree: &Tree| tree.keys().filter(|path| path.ends_with(".zip")).cloned().collect::<Vec<_>>();
    assert_eq!(archives(&one).len(), 3 + LANGUAGES.len());
    assert!(archives(&one).iter().all(|path| one[path] == two[path]));
}

/// Where a link on a page leads, seen from the root of the site; links to other sites lead nowhere here.
fn leads_to(page: &str, link: &str) -> Option<String> {
    let path = link.split(['#', '?']).next().unwrap_or_default();
    if path.is_empty() || link.contains(':') || link.starts_with("//") {
        return None;
    }
    let mut parts: Vec<&str> = if path.starts_with('/') { Vec::new() } else { page.split('/').collect() };
    parts.pop();
    for part in path.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." | "" => {}
            part => parts.push(part),
        }
    }
    let folder = if path.ends_with('/') || path.ends_with("..") { Some("index.html") } else { None };
    Some(parts.into_iter().chain(folder).collect::<Vec<_>>().join("/"))
}

fn dead_links(tree: &Tree) -> BTreeSet<(String, String)> {
    let pages = tree.iter().filter(|(path, _)| path.ends_with(".html") && path.as_str() != "404.html");
    let of_page = |(path, bytes): (&String, &Vec<u8>)| {
        let text = String::from_utf8(bytes.clone()).unwrap();
        let links = ["href=\"", "src=\"", "content=\"0; url="];
        let links = links.iter().flat_map(|start| text.split(start).skip(1).filter_map(|rest| rest.split('"').next()));
        let there = links.filter_map(|link| leads_to(path, link)).filter(|there| !tree.contains_key(there));
        there.map(|there| (path.clone(), there)).collect::<Vec<_>>()
    };
    pages.flat_map(of_page).collect()
}

/// The repository's own portal: lots, stories, notes; with pictures of charts, whose pages lead to files of data, and
/// with a grant that had another name.
#[test]
fn nothing_leads_to_a_file_that_is_not_there() {
    for last in ["[data]\ncharts = \"svg\"", "[data]\nper_grant = \"json\""] {
        let files = portal(".", "extent = \"brief\"", last);
        let path = files.files.keys().find(|path| path.ends_with("/ai-komek/grant.toml")).unwrap().clone();
        let grant = String::from_utf8(files.files[&path].clone()).unwrap();
        let tree = built(&files.with(&path, format!("former_slugs = [\"old-name\"]\n{grant}")));
        assert_eq!(dead_links(&tree), BTreeSet::new(), "{last}");
        let has_own = last.contains("per_grant");
        assert_eq!(tree.contains_key("data/grants/ai-komek.json"), has_own);
        assert_eq!(tree.contains_key("data/grants/old-name.json"), has_own);
        assert_eq!(tree.contains_key("data/grants.zip"), !has_own);
        described(&tree, has_own);
    }
}

/// What the descriptions of the data say of places, sizes and sums.
fn described(tree: &Tree, has_own: bool) {
    let json = |path: &str| -> serde_json::Value { serde_json::from_slice(&tree[path]).unwrap() };
    let inside = |archive: &str| unpacked(tree, archive).into_iter().collect::<Tree>();
    let (records, tables) = (if has_own { Tree::new() } else { inside("data/grants.zip") }, inside("data/tables.zip"));
    let index = json("data/index.json");
    for line in index["grants"].as_array().unwrap().iter().chain(index["lots"].as_array().unwrap()) {
        let file = format!("data/{}", line["file"].as_str().unwrap());
        let record = match line["entry"].as_str() {
            Some(entry) => (file == "data/grants.zip").then(|| &records[entry]).unwrap(),
            None => &tree[&file],
        };
        let record: serde_json::Value = serde_json::from_slice(record).unwrap();
        assert_eq!(record["slug"], line["slug"]);
    }
    for file in index["files"].as_array().unwrap() {
        let bytes = &tree[&format!("data/{}", file["path"].as_str().unwrap())];
        assert_eq!(file["bytes"], bytes.len());
    }
    let package = json("data/datapackage.json");
    let resources = package["resources"].as_array().unwrap();
    assert_eq!(resources.len(), esep::table::ALL.len());
    for resource in resources {
        assert_eq!((&resource["path"], &resource["compression"]), (&"tables.zip".into(), &"zip".into()));
        assert_eq!(resource["bytes"], tree["data/tables.zip"].len());
        assert!(tables.contains_key(resource["innerpath"].as_str().unwrap()));
    }
    let catalogue = String::from_utf8(tree["data/catalog.jsonld"].clone()).unwrap();
    let base = "\"downloadURL\":\"https://";
    let links: Vec<&str> = catalogue.split(base).skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(links.iter().any(|link| link.ends_with("/data/tables.zip")), "{links:?}");
    for link in links {
        let (_, path) = link.split_once("/data/").unwrap();
        assert!(tree.contains_key(&format!("data/{path}")), "{link}");
    }
}
