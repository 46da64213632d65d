//! Hostile content: attacks in every text of a portal, and what becomes of them in every file of its site, at the
//! console and in the forms. Nothing runs, nothing is markup, nothing is a formula, no link leads into a script.
//!
//! `HOSTILE=DIR cargo test --test hostile -- --exact a_portal_for_a_browser` leaves a portal in a folder, for the browser
//! tests.

#[path = "hostile/console.rs"]
mod console;
#[path = "hostile/corpus.rs"]
mod corpus;
#[path = "hostile/data.rs"]
mod data;
#[path = "hostile/markup.rs"]
mod markup;
#[path = "support/photo.rs"]
mod photo;
#[path = "hostile/portal.rs"]
mod portal;

use esep::World;
use esep::finding::{Code, Findings};
use esep::form::{Kind, docx, form, html};
use esep::language::Lang;
use esep::output::sink::MemorySink;
use esep::read::{Files, Folder, Memory};
use markup::{Site, Vocabulary, texts};
use portal::{Key, Portal, free_texts, text_keys, world};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The portals that are attacked: together they hold every text that a portal can have.
const PORTALS: [&str; 3] = [FULL, "notes-and-contradictions", "photos"];
/// The one that has nearly everything.
const FULL: &str = "english-interface";
/// What it gets beside: a file, a line in it, and what stands there in the place of that line.
const BESIDE: [(&str, &str, &str); 5] = [
    ("organisations/green-yard.toml", "short_name = ", "number = \"0-12\"\nshort_name = "),
    ("outlets/semei-news.toml", "kind = ", "description = \"News.\"\nwebsite = \"https://news.example/\"\nkind = "),
    ("grants/school-garden/grant.toml", "method = \"Count\"", "method = \"Count\"\ndetail = \"One by one.\""),
    (
        "grants/school-garden/stories/first-tree/story.toml",
        "anonymous = true\nconsent = \"not-needed\"",
        "anonymous = false\nconsent = \"written\"\nperson = \"The pupil on duty\"",
    ),
    (
        "portal.toml",
        "[data]",
        "[report_errors]\nemail = \"office@portal.example\"\nlink = \"https://tracker.example/?{figure}\"\n\n\
         [[withdrawn]]\nabout = \"stories/second-tree\"\ndate = \"2025-08-02\"\ntext = \"Published by mistake.\"\n\n[data]",
    ),
];
/// What the reader refuses in a text and pages leave out as well.
const LEFT_OUT: [Code; 3] = [Code::RawHtml, Code::DeadLink, Code::DeadFragment];
/// The same with addresses of scripts. Where they are not tolerated, links get an address that may be one.
const REFUSED: [Code; 4] = [Code::RawHtml, Code::UnsafeLink, Code::DeadLink, Code::DeadFragment];

/// A golden portal, sound.
fn golden(name: &str) -> Memory {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    let folder = Folder::new(&root);
    let listed = folder.list("content").into_iter();
    let written = listed.map(|entry| (entry.path.clone(), folder.read(&entry.path).unwrap())).collect();
    let photos = photo::ALBUM.iter().filter(|_| name == "photos");
    let portal = photos.fold(Memory { files: written }, |portal, (path, make)| portal.with(path, make()));
    if name == FULL { full(&portal) } else { portal }
}

/// The portal with everything beside: an edition with a story that was withdrawn since, and lines that it lacks.
fn full(portal: &Memory) -> Memory {
    let stories = portal.files.iter().filter(|(path, _)| path.contains("/first-tree/"));
    let second = |path: &str| path.replace("first-tree", "second-tree");
    let then = stories.fold(portal.clone(), |portal, (path, bytes)| portal.with(&second(path), bytes.clone()));
    let sink = MemorySink::default();
    esep::compile(
        &then,
        &World { edition: Some("2025-1".to_owned()), today: jiff::civil::date(2025, 8, 1), ..world() },
        &sink,
    )
    .unwrap();
    let frozen = sink.into_files().into_iter();
    let portal =
        frozen.fold(portal.clone(), |portal, (path, bytes)| portal.with(&format!("editions/2025-1/{path}"), bytes));
    BESIDE.iter().fold(portal, |portal, (path, line, more)| {
        let path = format!("content/{path}");
        let text = portal::text_of(&portal, &path).unwrap();
        assert_eq!(text.matches(line).count(), 1, "{path}: {line}");
        portal.with(&path, text.replace(line, more))
    })
}

fn built(files: &Memory) -> (Site, Findings) {
    let sink = MemorySink::default();
    let findings = esep::compile(files, &world(), &sink).unwrap();
    (sink.into_files(), findings)
}

/// What is wrong with the files of a site, by path.
fn wrong(site: &Site, sound: &Site, portal: &Portal) -> Vec<String> {
    let known = Vocabulary::of(sound);
    let written = free_texts(portal);
    let mut all = Vec::new();
    for (path, text) in texts(site).filter(|(path, _)| !path.starts_with("e/")) {
        let found = match path.rsplit('.').next().unwrap_or_default() {
            "html" => {
                let twin = sound.get(path).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default();
                let counted = markup::counted(text);
                let more = (counted != markup::counted(twin)).then(|| format!("other elements: {counted:?}"));
                markup::page(text, "https://portal.example/", &known).into_iter().chain(more).collect()
            }
            "xml" | "svg" => markup::xml(text, &known),
            "json" | "jsonld" => data::json(text, &written),
            "js" if path.starts_with("search/") || path.starts_with("data/") => data::script(text),
            "csv" => data::csv(text, &written),
            "bib" | "ris" => {
                let twin = sound.get(path).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default();
                data::references(path, text, twin)
            }
            _ => Vec::new(),
        };
        let evaluated = text.contains(corpus::EVALUATED).then(|| "a template of an attack was filled in".to_owned());
        all.extend(found.into_iter().chain(evaluated).map(|it| format!("{path}: {it}")));
    }
    for (path, bytes) in site.iter().filter(|(path, _)| path.ends_with(".xlsx") && !path.starts_with("e/")) {
        all.extend(data::workbook(bytes, &written).into_iter().map(|it| format!("{path}: {it}")));
    }
    all
}

/// The paths of a site, without the marks that change with the content.
fn paths(site: &Site) -> BTreeSet<String> {
    let is_mark = |part: &str| part.len() == 10 && part.chars().all(|it| it.is_ascii_hexdigit());
    let bare = |path: &str| path.split(['/', '-', '.']).filter(|part| !is_mark(part)).collect::<Vec<_>>().join("/");
    site.keys().filter(|path| !path.starts_with("search/")).map(|path| bare(path)).collect()
}

/// The first of each kind of what is wrong, and how many there are of it.
fn shown(wrong: &[String]) -> String {
    let mut kinds: BTreeMap<String, Vec<&String>> = BTreeMap::new();
    for one in wrong {
        let kind = one.split_once(": ").map_or(one.as_str(), |(_, rest)| rest);
        kinds.entry(kind.chars().filter(|sign| !sign.is_ascii_digit()).collect()).or_default().push(one);
    }
    let line = |all: &Vec<&String>| format!("{} × {}\n", all.len(), all[0].chars().take(400).collect::<String>());
    kinds.values().take(60).map(line).collect()
}

/// Which texts were attacked, and which of the attacks are found in the site.
#[derive(Default)]
struct Reached {
    attacked: BTreeSet<Key>,
    found: BTreeSet<Key>,
}

impl Reached {
    fn add(&mut self, portal: &Portal, site: &Site) {
        let come_out: BTreeSet<u32> = texts(site).flat_map(|(_, text)| data::marks(text).collect::<Vec<_>>()).collect();
        let keys = |wanted: &dyn Fn(&portal::Target) -> bool| {
            portal.targets.iter().filter(|it| wanted(it)).filter_map(|it| it.key).collect::<Vec<_>>()
        };
        self.attacked.extend(keys(&|_| true));
        self.found.extend(keys(&|it| !it.is_attacked() || come_out.contains(&it.mark)));
    }
}

/// Builds every portal with attacks that begin with this shot, and looks at everything that comes of it.
fn attack(shot: usize, tolerated: &[Code]) -> Reached {
    let mut reached = Reached::default();
    for name in PORTALS {
        let sound = golden(name);
        let (twin, _) = built(&sound);
        let portal = Portal::new(&sound).with_shot(shot).settled(tolerated);
        let files = portal.files();
        let (site, findings) = built(&files);
        let mut wrong = wrong(&site, &twin, &portal);
        wrong.extend(paths(&site).symmetric_difference(&paths(&twin)).map(|path| format!("{path}: another file")));
        wrong.extend(console::wrong(&findings, &files));
        assert!(wrong.is_empty(), "{name}: {} wrong\n{}", wrong.len(), shown(&wrong));
        reached.add(&portal, &site);
    }
    reached
}

/// The attacks are real: every text that a portal can hold is attacked, and comes out in a file of the site.
#[test]
fn everything_at_once_in_every_text_harms_no_file() {
    let reached = attack(0, &LEFT_OUT);
    let missing: Vec<Key> = text_keys().difference(&reached.attacked).copied().collect();
    assert_eq!(missing, [], "texts that none of the portals has");
    let lost: Vec<&Key> = reached.attacked.difference(&reached.found).collect();
    assert_eq!(lost, Vec::<&Key>::new(), "texts that never come out");
}

#[test]
fn an_address_of_a_script_in_every_text_becomes_no_link() {
    attack(1, &REFUSED);
}

#[test]
fn the_official_forms_are_harmless() {
    let known = |page: &str| Vocabulary::of(&Site::from([("form.html".to_owned(), page.as_bytes().to_vec())]));
    let made = |files: &Memory| {
        let all = esep::laid_out(files, &world(), |site, _| {
            let grants = 0..site.portal.grants.len();
            let kinds = grants.flat_map(|at| [(at, Kind::Report), (at, Kind::Plan)]);
            kinds.map(|(at, kind)| form(site, Lang::En, at, kind).unwrap()).collect::<Vec<_>>()
        });
        all.unwrap()
    };
    let sound = golden(FULL);
    let hostile = Portal::new(&sound).settled(&[]).files();
    for (form, twin) in made(&hostile).iter().zip(made(&sound)) {
        let (page, twin) = (html::page(form).unwrap(), html::page(&twin).unwrap());
        assert!(data::marks(&page).count() > 0);
        let mut wrong = markup::page(&page, "https://portal.example/", &known(&twin));
        wrong.extend((markup::counted(&page) != markup::counted(&twin)).then(|| "other elements".to_owned()));
        wrong.extend(data::package(&docx::document(form).unwrap()));
        assert!(wrong.is_empty(), "{}", shown(&wrong));
        assert!(!page.contains(corpus::EVALUATED));
    }
}

/// The portal that the browser opens: what can be built, written into a folder.
#[test]
fn a_portal_for_a_browser() {
    let portal = Portal::new(&golden(FULL)).settled(&[]);
    assert!(portal.targets.iter().any(portal::Target::is_free));
    let Some(folder) = std::env::var_os("HOSTILE") else { return };
    for (path, bytes) in portal.files().files {
        let path = Path::new(&folder).join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}
