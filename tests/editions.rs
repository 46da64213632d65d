//! Editions: frozen once, published byte for byte by every later build, whatever becomes of the content.

#[path = "editions/explained.rs"]
mod explained;
#[path = "editions/gone.rs"]
mod gone;
#[path = "editions/tables.rs"]
mod tables;

use esep::World;
use esep::finding::{Finding, Findings};
use esep::output::sink::MemorySink;
use esep::read::{Files, Folder, Memory};
use std::collections::BTreeMap;

type Site = BTreeMap<String, Vec<u8>>;

const GRANT: &str = "content/grants/2024/ai-komek/grant.toml";
const CORRECTION: &str = "\n[[correction]]\nabout = \"parents\"\ndate = \"2025-03-01\"\nwas = \">= 50\"\n\
    text.kk = \"Шарттың қосымшасында 60 деп жазылған.\"\ntext.ru = \"В приложении к договору указано 60.\"\n";

fn sound() -> Memory {
    let folder = Folder::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/portal"));
    let listed = folder.list("content");
    listed.iter().fold(Memory::default(), |memory, entry| memory.with(&entry.path, folder.read(&entry.path).unwrap()))
}

fn compiled(portal: &Memory, edition: Option<&str>, day: i8) -> (Site, Findings) {
    let base_url = esep::model::BaseUrl::parse("https://portal.example/sub/");
    let today = jiff::civil::date(2025, 3, day);
    let sink = MemorySink::default();
    let world = World { today, base_url, strict: false, edition: edition.map(str::to_owned) };
    let findings = esep::compile(portal, &world, &sink).unwrap();
    (sink.into_files(), findings)
}

fn built(portal: &Memory, day: i8) -> Site {
    let (site, findings) = compiled(portal, None, day);
    assert!(!findings.iter().any(Finding::is_error), "{findings:#?}");
    site
}

/// The portal with an edition frozen on this day.
fn frozen(portal: &Memory, edition: &str, day: i8) -> Memory {
    let (site, findings) = compiled(portal, Some(edition), day);
    assert!(!findings.iter().any(Finding::is_error), "{findings:#?}");
    let files = site.into_iter();
    files.fold(portal.clone(), |portal, (path, bytes)| portal.with(&format!("editions/{edition}/{path}"), bytes))
}

fn changed(portal: &Memory, before: &str, after: &str) -> Memory {
    let text = String::from_utf8(portal.read(GRANT).unwrap()).unwrap();
    assert!(text.contains(before));
    portal.clone().with(GRANT, text.replace(before, after))
}

/// Two editions with a figure that was corrected between them, and a grant that has another slug since.
fn portal() -> Memory {
    let first = frozen(&sound(), "2025-1", 1);
    let text = String::from_utf8(changed(&first, ">= 50", ">= 60").read(GRANT).unwrap()).unwrap();
    let second = frozen(&first.with(GRANT, text + CORRECTION), "2025-2", 2);
    let Memory { files } = second;
    let renamed = |(path, bytes): (String, Vec<u8>)| match path.starts_with("content/") {
        true => (path.replace("/ai-komek/", "/moon-help/"), bytes),
        false => (path, bytes),
    };
    let portal = Memory { files: files.into_iter().map(renamed).collect() };
    let path = GRANT.replace("ai-komek", "moon-help");
    let text = String::from_utf8(portal.read(&path).unwrap()).unwrap();
    portal.with(&path, format!("former_slugs = [\"ai-komek\"]\n{text}"))
}

fn text<'s>(site: &'s Site, path: &str) -> &'s str {
    std::str::from_utf8(site.get(path).unwrap_or_else(|| panic!("the site has no {path}"))).unwrap()
}

#[test]
fn later_builds_publish_editions_byte_for_byte() {
    let portal = portal();
    let site = built(&portal, 3);
    let kept: Vec<&String> = portal.files.keys().filter(|path| path.starts_with("editions/")).collect();
    assert!(kept.len() > 80, "{}", kept.len());
    for path in kept {
        let published = path.replacen("editions/", "e/", 1);
        assert!(site.get(&published) == portal.files.get(path), "{published}");
    }
    assert!(built(&portal, 3) == site);
}

#[test]
fn a_renamed_grant_keeps_its_history_and_its_addresses() {
    let site = built(&portal(), 3);
    let moved = text(&site, "ru/grants/ai-komek/index.html");
    assert!(moved.contains("content=\"0; url=../moon-help/\""), "{moved}");
    assert!(moved.contains("rel=\"canonical\" href=\"https://portal.example/sub/ru/grants/moon-help/\""));
    let changes = text(&site, "ru/changes/index.html");
    assert!(changes.contains("было не менее 50 человек, стало не менее 60 человек"), "{changes}");
    assert!(changes.contains("В приложении к договору указано 60."));
    assert!(text(&site, "ru/grants/moon-help/index.html").contains("Было: не менее 50 человек."));
    assert!(text(&site, "e/2025-1/ru/grants/ai-komek/index.html").contains("edition-banner"));
}

/// What the files of codes say in Russian of the pages of an edition.
fn coded_in(site: &Site, edition: &str) -> Vec<serde_json::Value> {
    let files = site.iter().filter(|(path, _)| path.starts_with("data/codes/ru/"));
    let entries = files.flat_map(|(_, bytes)| {
        let call = std::str::from_utf8(bytes).unwrap().trim_end();
        let list = call.strip_prefix("esepCodes.take(").unwrap().strip_suffix(");").unwrap();
        let (_, entries): (String, Vec<serde_json::Value>) = serde_json::from_str(&format!("[{list}]")).unwrap();
        entries
    });
    entries.filter(|it| it["edition"] == edition).collect()
}

#[test]
fn codes_of_a_renamed_grant_stand_for_what_is_unchanged() {
    let site = built(&portal(), 3);
    let moved = coded_in(&site, "2025-2");
    let (pages, figures): (Vec<_>, Vec<_>) = moved.iter().partition(|it| it.get("id").is_none());
    assert!(pages.len() == 1 && figures.len() >= 2, "{moved:#?}");
    for it in &moved {
        assert!(
            it["page"] == "grants/ai-komek" && it["now_page"] == "grants/moon-help" && it["same"] == true,
            "{it:#}"
        );
    }
    assert!(figures.iter().all(|it| it["line"] == it["now"] && it["within"] == pages[0]["title"]), "{figures:#?}");
    let changed = coded_in(&site, "2025-1");
    let parents = changed.iter().find(|it| it["id"] == "parents").unwrap();
    assert!(parents.get("same").is_none() && parents["line"] != parents["now"], "{parents:#}");
}

/// A portal whose grant stands in an edition and was withdrawn since.
fn withdrawn() -> Memory {
    let Memory { files } = frozen(&sound(), "2025-1", 1);
    let left = files.into_iter().filter(|(path, _)| !path.starts_with("content/grants/2024/ai-komek/"));
    let portal = Memory { files: left.collect() };
    let settings = String::from_utf8(portal.read("content/portal.toml").unwrap()).unwrap();
    let withdrawal = "\n[[withdrawn]]\nabout = \"grants/ai-komek\"\ndate = \"2025-03-02\"\n\
        text.kk = \"Шарт бұзылды.\"\ntext.ru = \"Договор расторгнут.\"\n";
    portal.with("content/portal.toml", settings + withdrawal)
}

#[test]
fn files_and_embedded_charts_of_a_withdrawn_grant_say_that_it_was_withdrawn() {
    let site = built(&withdrawn(), 3);
    let embedded = text(&site, "embed/ru/grants/ai-komek/progress/index.html").replace('\u{a0}', " ");
    for said in ["Договор расторгнут.", "https://portal.example/sub/ru/grants/ai-komek/", "2 марта 2025"]
    {
        assert!(embedded.contains(said), "{said}: {embedded}");
    }
    assert!(text(&site, "embed/kk/grants/ai-komek/sex/index.html").contains("Шарт бұзылды."));
    let record: serde_json::Value = serde_json::from_str(text(&site, "data/grants/ai-komek.json")).unwrap();
    assert_eq!(record["withdrawn"]["date"]["date"], "2025-03-02");
    assert_eq!(record["withdrawn"]["text"]["kk"], "Шарт бұзылды.");
    assert!(record["title"]["ru"].as_str().is_some_and(|title| !title.is_empty()), "{record:#}");
    let kept = record["editions"][0]["file"].as_str().unwrap();
    let kept = kept.strip_prefix("https://portal.example/sub/").unwrap();
    assert!(site.contains_key(kept), "{kept}");
    let index: serde_json::Value = serde_json::from_str(text(&site, "data/index.json")).unwrap();
    assert_eq!(index["withdrawn"][0]["file"], "grants/ai-komek.json");
}

#[test]
fn codes_of_a_withdrawn_grant_have_its_title_and_the_reason() {
    let site = built(&withdrawn(), 3);
    let gone = coded_in(&site, "2025-1");
    let page = gone.iter().find(|it| it.get("id").is_none()).unwrap();
    assert!(page["title"].as_str().is_some_and(|title| !title.is_empty()), "{page:#}");
    assert!(page.get("now_page").is_none());
    assert_eq!(page["withdrawn"]["why"], "Договор расторгнут.");
    assert!(page["withdrawn"]["date"].as_str().unwrap().contains("2025"));
}

#[test]
fn links_of_an_edition_lead_to_files_that_are_there() {
    let site = built(&portal(), 3);
    let mut looked_at = 0;
    for (path, bytes) in site.iter().filter(|(path, _)| path.starts_with("e/2025-2/") && path.ends_with(".html")) {
        let page = std::str::from_utf8(bytes).unwrap();
        for link in page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            let link = link.split(['#', '?']).next().unwrap_or_default();
            if link.is_empty() || link.contains(':') || link.ends_with("/ai-komek/") {
                continue;
            }
            let mut parts: Vec<&str> = path.split('/').collect();
            parts.pop();
            for part in link.split('/') {
                match part {
                    "." => {}
                    ".." => drop(parts.pop()),
                    part => parts.push(part),
                }
            }
            let target = parts.join("/");
            let target = if link.ends_with('/') { format!("{target}index.html") } else { target };
            assert!(site.contains_key(target.trim_start_matches('/')), "{path}: {link}");
            looked_at += 1;
        }
    }
    assert!(looked_at > 500, "{looked_at}");
}

#[test]
fn the_feed_of_changes_is_atom() {
    let site = built(&portal(), 3);
    for language in ["kk", "ru"] {
        let feed = text(&site, &format!("{language}/changes.xml"));
        let mut reader = quick_xml::Reader::from_str(feed);
        let mut open = Vec::new();
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        loop {
            match reader.read_event().unwrap() {
                quick_xml::events::Event::Start(tag) => {
                    open.push(tag.name().as_ref().to_owned());
                    *seen.entry(open.join("/")).or_default() += 1;
                }
                quick_xml::events::Event::End(_) => drop(open.pop()),
                quick_xml::events::Event::Eof => break,
                _ => {}
            }
        }
        let count = |path: &str| seen.get(path).copied().unwrap_or_default();
        for path in ["feed/id", "feed/title", "feed/updated", "feed/author/name"] {
            assert_eq!(count(path), 1, "{path}");
        }
        let entries = count("feed/entry");
        assert!(entries > 0);
        for part in ["id", "title", "updated", "summary"] {
            assert_eq!(count(&format!("feed/entry/{part}")), entries, "{part}");
        }
        let ids: Vec<&str> = feed.split("<id>").skip(1).filter_map(|rest| rest.split("</id>").next()).collect();
        let distinct: std::collections::BTreeSet<&&str> = ids.iter().collect();
        assert_eq!(distinct.len(), ids.len(), "{ids:?}");
    }
}

#[test]
fn an_edition_that_was_changed_is_found() {
    let portal = portal();
    let page = "editions/2025-1/kk/index.html";
    let found = |portal: &Memory| -> Vec<String> {
        let (_, findings) = compiled(portal, None, 3);
        let errors = findings.iter().filter(|finding| finding.is_error());
        let told = errors.map(|it| {
            let file = it.place.as_ref().map_or("", |place| &*place.file);
            format!("{} {file}", it.code.name())
        });
        told.collect()
    };
    let mut gone = portal.clone();
    gone.files.remove(page);
    assert_eq!(found(&gone), [format!("edition-altered {page}")]);
    assert_eq!(found(&portal.clone().with(page, "x")), [format!("edition-altered {page}")]);
    let added = "editions/2025-1/kk/new.html";
    assert_eq!(found(&portal.clone().with(added, "x")), [format!("edition-altered {added}")]);
    assert_eq!(found(&portal), [""; 0]);
}

/// Cut off, turned round, with a byte changed: a finding, never a panic.
#[test]
fn damaged_lists_and_ledgers_are_told() {
    let portal = portal();
    for name in ["edition.json", "ledger.json"] {
        let path = format!("editions/2025-1/{name}");
        let bytes = portal.read(&path).unwrap();
        for step in 0..4 {
            let at = bytes.len() * step / 4;
            let cut = bytes[..at].to_vec();
            let mut changed = bytes.clone();
            changed[at] = changed[at].wrapping_add(1);
            for damaged in [cut, bytes[at..].iter().rev().copied().collect()] {
                let (_, findings) = compiled(&portal.clone().with(&path, damaged), None, 3);
                assert!(findings.iter().any(Finding::is_error), "{path} at {at}");
            }
            let (_, findings) = compiled(&portal.clone().with(&path, changed), None, 3);
            assert!(name == "edition.json" || findings.iter().any(Finding::is_error), "{path} at {at}");
        }
    }
}

/// What is found of a portal with one edition of 1 March, which says 50, and this correction.
fn found_of_correction(value: &str, date: &str, was: &str) -> Vec<String> {
    let portal = changed(&frozen(&sound(), "2025-1", 1), ">= 50", value);
    let text = String::from_utf8(portal.read(GRANT).unwrap()).unwrap();
    let correction = CORRECTION.replace("2025-03-01", date).replace("\">= 50\"", was);
    let (_, findings) = compiled(&portal.with(GRANT, text + &correction), None, 3);
    findings.iter().map(|finding| finding.code.name().to_owned()).collect()
}

#[test]
fn a_value_that_no_edition_says_is_found_whatever_the_date() {
    for date in ["2025-03-02", "2025-02-27"] {
        assert_eq!(found_of_correction(">= 50", date, "400")[..], ["correction-was-differs"], "{date}");
        assert_eq!(found_of_correction(">= 60", date, "49")[..], ["correction-was-differs"], "{date}");
        assert_eq!(found_of_correction(">= 60", date, "\">= 50\"")[..], [""; 0], "{date}");
    }
}

#[test]
fn what_was_corrected_before_the_first_edition_stays_sound() {
    let corrected = changed(&sound(), ">= 50", ">= 60");
    let text = String::from_utf8(corrected.read(GRANT).unwrap()).unwrap();
    let correction = CORRECTION.replace("2025-03-01", "2025-02-27");
    let portal = frozen(&corrected.with(GRANT, text + &correction), "2025-1", 1);
    let (_, findings) = compiled(&portal, None, 3);
    assert_eq!(findings.iter().map(|finding| finding.code.name()).collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn a_figure_that_was_taken_off_is_told_at_its_address() {
    let portal = frozen(&sound(), "2025-1", 1);
    let content = String::from_utf8(portal.read(GRANT).unwrap()).unwrap();
    let (start, rest) = content.split_once("[[indicator]]\nid = \"parents\"").unwrap();
    let rest = rest.find("\n[").map_or("", |at| &rest[at..]);
    let removed = portal.with(GRANT, format!("{start}{rest}{CORRECTION}"));
    let site = built(&removed, 3);
    let changes = text(&site, "ru/changes/index.html");
    assert!(changes.contains("было не менее 50 человек. Больше не публикуется."), "{changes}");
    let grant = text(&site, "ru/grants/ai-komek/index.html");
    assert_eq!(grant.matches("id=\"parents\"").count(), 1);
    assert!(grant.contains("Родители-участники: было не менее 50 человек."), "{grant}");
    let record = text(&site, "ru/grants/ai-komek/figures/index.html");
    assert_eq!(record.matches("id=\"parents\"").count(), 1);
    assert!(record.contains("В приложении к договору указано 60."));
    assert!(text(&site, "kk/grants/ai-komek/index.html").contains("Енді жарияланбайды"));
    assert!(text(&site, "ru/changes.xml").contains("Больше не публикуется."));
}
