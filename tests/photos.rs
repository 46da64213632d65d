//! Photos on their way from a phone to a page: what the page tells the browser, what is in the files, what the
//! cache of a portal folder does. The portal is that of `golden/photos`, its photos are made by code.
//!
//! `ALBUM=DIR cargo test --test photos -- --exact the_program_builds_the_album_from_its_cache` leaves the portal
//! in a folder, for the browser tests.

#[path = "support/photo.rs"]
mod photo;

use esep::World;
use esep::finding::Finding;
use esep::output::cache::{Cache, NoCache};
use esep::output::sink::MemorySink;
use esep::read::Memory;
use esep::write::FolderCache;
use scraper::{ElementRef, Html, Selector};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

type Site = BTreeMap<String, Vec<u8>>;

/// Every file below a folder, by its path in it; nothing where there is no such folder.
fn files_below(folder: &Path) -> Site {
    let entries = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    let files = entries.filter(|entry| entry.file_type().is_file());
    let read = |entry: walkdir::DirEntry| {
        let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
        (path, fs::read(entry.path()).unwrap())
    };
    files.map(read).collect()
}

fn album() -> Memory {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/photos/content");
    let written = files_below(&root).into_iter().map(|(path, bytes)| (format!("content/{path}"), bytes));
    let photos = photo::ALBUM.iter().map(|(path, make)| ((*path).to_owned(), make()));
    Memory { files: written.chain(photos).collect() }
}

fn built(portal: &Memory, cache: &dyn Cache) -> Site {
    let world = World { today: jiff::civil::date(2026, 11, 20), base_url: None, strict: false, edition: None };
    let sink = MemorySink::default();
    let findings = esep::compile_with(portal, &world, cache, &sink).unwrap();
    assert!(!findings.iter().any(Finding::is_error), "{findings:#?}");
    sink.into_files()
}

/// The site of the album without a cache. Several tests look at it, so it is built once.
static SITE: LazyLock<Site> = LazyLock::new(|| built(&album(), &NoCache));

/// How many share cards a site has: they are kept in the same cache.
fn cards(site: &Site) -> usize {
    site.keys().filter(|path| path.ends_with("/card.png")).count()
}

/// The part of a site that is made of photos.
fn photos(site: &Site) -> Vec<(&String, &Vec<u8>)> {
    site.iter().filter(|(path, _)| path.starts_with("pictures/")).collect()
}

fn all<'p>(page: &'p Html, selector: &str) -> Vec<ElementRef<'p>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

/// The files of a `srcset` with the widths that are stated for them.
fn files(srcset: &str) -> Vec<(String, u32)> {
    let one = |file: &str| {
        let (address, width) = file.trim().split_once(' ').unwrap();
        (address.trim_start_matches("../").to_owned(), width.strip_suffix('w').unwrap().parse().unwrap())
    };
    srcset.split(',').map(one).collect()
}

fn size(site: &Site, path: &str) -> (u32, u32) {
    let photo = image::load_from_memory(site.get(path).unwrap_or_else(|| panic!("{path} is missing"))).unwrap();
    (photo.width(), photo.height())
}

#[test]
fn pages_tell_the_browser_all_that_it_needs() {
    let mut shown = 0;
    for (path, page) in SITE.iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = Html::parse_document(std::str::from_utf8(page).unwrap());
        assert!(all(&page, "[style]").is_empty(), "{path}");
        assert_eq!(all(&page, "img").len(), all(&page, "figure.photo > picture > img").len(), "{path}");
        for picture in all(&page, "picture") {
            shown += 1;
            figure_is_right(&SITE, picture);
        }
    }
    assert_eq!(shown, 16);
}

fn figure_is_right(site: &Site, picture: ElementRef<'_>) {
    let one = |selector: &str| picture.select(&Selector::parse(selector).unwrap()).next().unwrap();
    let (source, img) = (one("source"), one("img"));
    let of = |element: ElementRef<'_>, name: &str| element.attr(name).unwrap_or_else(|| panic!("{name}")).to_owned();
    let stated: (u32, u32) = (of(img, "width").parse().unwrap(), of(img, "height").parse().unwrap());
    let largest = of(img, "src").trim_start_matches("../").to_owned();
    assert_eq!(size(site, &largest), stated, "{largest}");
    assert!(!of(img, "alt").is_empty() && of(img, "decoding") == "async", "{largest}");
    assert_eq!(of(source, "type"), "image/webp");
    assert_eq!(of(source, "sizes"), of(img, "sizes"));
    let (webp, jpeg) = (files(&of(source, "srcset")), files(&of(img, "srcset")));
    assert_eq!(jpeg.last().unwrap().0, largest);
    assert!(webp.iter().zip(&jpeg).all(|(webp, jpeg)| webp.1 == jpeg.1) && webp.len() == jpeg.len());
    for (path, width) in webp.iter().chain(&jpeg) {
        let is = size(site, path);
        assert_eq!(is.0, *width, "{path}");
        let height = f64::from(is.0) * f64::from(stated.1) / f64::from(stated.0);
        assert!((height - f64::from(is.1)).abs() <= 1.0, "{path}: {is:?} of {stated:?}");
    }
}

#[test]
fn only_the_first_photo_of_a_story_does_not_wait() {
    let loading = |path: &str| -> Vec<Option<String>> {
        let page = Html::parse_document(std::str::from_utf8(&SITE[path]).unwrap());
        all(&page, "img").iter().map(|img| img.attr("loading").map(str::to_owned)).collect()
    };
    let lazy = || Some("lazy".to_owned());
    assert_eq!(loading("kk/stories/alma/index.html"), [None, lazy()]);
    assert_eq!(loading("kk/grants/bak/index.html"), [lazy(), lazy(), lazy(), lazy()]);
}

#[test]
fn no_photo_holds_what_the_phone_wrote_and_no_refusal_is_published() {
    let album = album();
    let holds = |bytes: &[u8], secret: &[u8]| bytes.windows(secret.len()).any(|part| part == secret);
    let source = &album.files["content/grants/bak/pictures/aula.jpg"];
    let secrets = || photo::SECRETS.iter().filter(|secret| **secret != b"ICC_PROFILE");
    assert!(secrets().all(|secret| holds(source, secret)));
    let photos = photos(&SITE);
    assert_eq!(photos.len(), 38);
    for (path, bytes) in photos {
        assert!(!secrets().any(|secret| holds(bytes, secret)), "{path}");
        assert!(!path.contains("jiyn"), "{path}");
    }
}

#[test]
fn with_and_without_a_cache_the_site_is_the_same() {
    let (album, folder) = (album(), tempfile::tempdir().unwrap());
    let first = built(&album, &FolderCache::of(folder.path()));
    let again = built(&album, &FolderCache::of(folder.path()));
    let entries = files_below(&folder.path().join(".esep/cache"));
    assert_eq!(entries.len(), photos(&SITE).len() + cards(&SITE));
    for (at, (path, bytes)) in entries.iter().enumerate() {
        let damaged = if at % 2 == 0 {
            bytes[..bytes.len() / 2].to_vec()
        } else {
            [&bytes[..40], &[0; 9], &bytes[49..]].concat()
        };
        fs::write(folder.path().join(".esep/cache").join(path), damaged).unwrap();
    }
    let mended = built(&album, &FolderCache::of(folder.path()));
    assert!(*SITE == first && first == again && first == mended);
    assert!(files_below(&folder.path().join(".esep/cache")) == entries);
}

/// The folder that the browser tests want, or one that goes away.
fn portal_folder() -> (PathBuf, Option<tempfile::TempDir>) {
    if let Some(wanted) = std::env::var_os("ALBUM") {
        return (wanted.into(), None);
    }
    let folder = tempfile::tempdir().unwrap();
    (folder.path().to_owned(), Some(folder))
}

fn run(command: &str, portal: &Path) {
    let mut esep = Command::new(env!("CARGO_BIN_EXE_esep"));
    let output = esep.arg(command).arg(portal).env("SOURCE_DATE_EPOCH", "1795176000").output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn the_program_builds_the_album_from_its_cache() {
    let (portal, _guard) = portal_folder();
    for (path, bytes) in album().files {
        let path = portal.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    let cache = || files_below(&portal.join(".esep/cache"));
    run("check", &portal);
    assert!(cache().is_empty(), "check writes nothing");
    run("build", &portal);
    let (site, full) = (files_below(&portal.join("public")), cache());
    assert_eq!(full.len(), photos(&site).len() + cards(&site));

    let gone = "content/lots/abattandyru";
    fs::rename(portal.join(gone), portal.join("lot")).unwrap();
    run("build", &portal);
    assert_eq!(cache().len(), full.len() - 4, "what a site does not use any more goes");
    fs::rename(portal.join("lot"), portal.join(gone)).unwrap();
    run("build", &portal);
    assert!(cache() == full && files_below(&portal.join("public")) == site);
}
