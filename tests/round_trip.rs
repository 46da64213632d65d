//! The round trip: a form filled from the content, imported again, gives the same content; and where somebody changed the form
//! by hand, what stands in it now counts.

use esep::World;
use esep::form::{Carried, Kind, docx, form};
use esep::import::{self, Changes, Draft, Request, Source, State, What};
use esep::language::Lang;
use esep::read::{Files, Folder, Memory};
use esep::value::{Stated, quantity};
use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

const TODAY: jiff::civil::Date = jiff::civil::date(2026, 11, 20);
const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// `content/` in memory.
fn content() -> Memory {
    let folder = Folder::new(ROOT);
    let listed = folder.list("content");
    listed.iter().fold(Memory::default(), |files, it| files.with(&it.path, folder.read(&it.path).unwrap()))
}

fn empty() -> Memory {
    Memory::default().with("content/portal.toml", include_str!("../content/portal.toml"))
}

/// A form as a Word document: of which grant, what kind, in what language.
struct Printed {
    grant: String,
    kind: Kind,
    lang: Lang,
    bytes: Vec<u8>,
}

/// The forms of all grants in all languages.
fn printed(files: &Memory, wanted: impl Fn(&str, Kind, Lang) -> bool) -> Vec<Printed> {
    let world = World { today: TODAY, base_url: None, strict: false, edition: None };
    let all = esep::laid_out(files, &world, |site, _| {
        let mut all = Vec::new();
        for (at, grant) in site.portal.grants.iter().enumerate() {
            for (kind, lang) in
                [Kind::Report, Kind::Plan].into_iter().flat_map(|kind| Lang::ALL.map(|lang| (kind, lang)))
            {
                let Some(mut form) = form(site, lang, at, kind).filter(|_| wanted(&grant.slug, kind, lang)) else {
                    continue;
                };
                form.carried = Some(Carried::of(files, &grant.slug, lang, kind));
                all.push(Printed { grant: grant.slug.clone(), kind, lang, bytes: docx::document(&form).unwrap() });
            }
        }
        all
    });
    all.unwrap()
}

fn one(files: &Memory, grant: &str, lang: Lang) -> Vec<u8> {
    printed(files, |slug, kind, of| slug == grant && kind == Kind::Report && of == lang).remove(0).bytes
}

/// What importing a document into a portal does, as the command does it.
fn imported(bytes: Vec<u8>, files: &Memory, overwrite: bool) -> (Draft, Changes) {
    let portal = esep::read::read(files).value;
    let request = Request { portal: &portal, language: None, grant: None, today: TODAY };
    let source = Source { name: "form.docx".to_owned(), bytes };
    let mut draft = import::read(&source, &request).unwrap();
    import::complete(&mut draft, &request, &source.name, files);
    let changes = import::apply(&draft, files, overwrite).unwrap();
    (draft, changes)
}

fn written(files: &Memory, changes: &Changes) -> Memory {
    changes.texts().fold(files.clone(), |files, (path, text)| files.with(&format!("content/{path}"), text))
}

/// The meaning of a file: quantities however they are written; texts without the spaces around them; no photos.
fn meaning(path: &str, bytes: &[u8]) -> String {
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    if path.ends_with(".md") {
        return text.trim().to_owned();
    }
    let mut table: toml::Table = text.parse().unwrap();
    table.remove("picture");
    format!("{:#?}", canonical(&toml::Value::Table(table)))
}

fn canonical(value: &toml::Value) -> toml::Value {
    let number = |text: &str| match quantity::parse(text) {
        Ok(Stated::Known(quantity)) => toml::Value::String(quantity.normalized().to_string()),
        _ => toml::Value::String(text.trim().to_owned()),
    };
    match value {
        toml::Value::Table(table) => {
            toml::Value::Table(table.iter().map(|(key, value)| (key.clone(), canonical(value))).collect())
        }
        toml::Value::Array(values) => toml::Value::Array(values.iter().map(canonical).collect()),
        toml::Value::String(text) => number(text),
        toml::Value::Boolean(_) => value.clone(),
        other => number(&other.to_string()),
    }
}

/// The files of a grant and of everything named in them, with their meaning.
fn about(grant: &str, kind: Kind, files: &Memory) -> BTreeMap<String, String> {
    let of_kind = |path: &str| {
        let text = path.ends_with(".md") && !path.contains("/stories/");
        kind == Kind::Report || path.ends_with("/grant.toml") || text
    };
    let own = |path: &str| path.contains(&format!("/{grant}/")) && of_kind(path);
    let named = |path: &str, so_far: &BTreeMap<String, String>| {
        let slug = path.rsplit('/').next().unwrap().trim_end_matches(".toml");
        let slug = if path.contains("/lots/") { path.split('/').nth(2).unwrap() } else { slug };
        let beside = ["content/organisations/", "content/outlets/", "content/lots/"];
        beside.iter().any(|folder| path.starts_with(folder))
            && so_far.values().any(|text| text.contains(&format!("\"{slug}\"")))
    };
    let mut found = BTreeMap::new();
    loop {
        let more: Vec<_> = files.files.iter().filter(|(path, _)| own(path) || named(path, &found)).collect();
        let more: BTreeMap<_, _> = more.into_iter().map(|(path, bytes)| (path.clone(), meaning(path, bytes))).collect();
        if more.len() == found.len() {
            return found;
        }
        found = more;
    }
}

#[test]
fn a_form_gives_back_the_content_that_it_was_filled_with() {
    let content = content();
    let all = printed(&content, |_, _, _| true);
    assert_eq!(all.len(), 4 * 2 * 4);
    for form in &all {
        let name = format!("{} {} {}", form.grant, form.kind.code(), form.lang);
        let (draft, changes) = imported(form.bytes.clone(), &empty(), false);
        assert_eq!(draft.questions, [], "{name}");
        let (expected, got) = (about(&form.grant, form.kind, &content), written(&empty(), &changes));
        assert!(expected.keys().any(|path| path.ends_with("/grant.toml")), "{name}");
        let got: BTreeMap<String, String> = got
            .files
            .iter()
            .filter(|(path, _)| *path != "content/portal.toml")
            .map(|(path, bytes)| (path.clone(), meaning(path, bytes)))
            .collect();
        assert_eq!(got.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>(), "{name}");
        for (path, meaning) in &expected {
            let differ = got[path].lines().zip(meaning.lines()).find(|(got, meaning)| got != meaning);
            assert_eq!(differ, None, "{name}: {path}");
            assert_eq!(got[path].len(), meaning.len(), "{name}: {path}");
        }
    }
}

#[test]
fn a_form_imported_over_its_own_portal_changes_nothing() {
    let content = content();
    for form in printed(&content, |_, _, _| true) {
        let (draft, changes) = imported(form.bytes, &content, true);
        assert_eq!(draft.questions, []);
        for file in &changes.files {
            assert_eq!(file.text, None, "{}", file.path);
            let other: Vec<_> = file.values.iter().filter(|change| change.state != State::Same).collect();
            assert!(other.is_empty(), "{} {}: {other:#?}", form.grant, file.path);
            assert!(!file.is_new && !file.values.is_empty(), "{}", file.path);
        }
    }
}

/// What no form holds: comments, photos, and what the portal says about other grants.
#[test]
fn what_a_form_cannot_carry_stays_in_the_portal() {
    let path = "content/grants/2020/adamgershilik/grant.toml";
    let picture = "\n# taken at the seminar\n[[picture]]\nfile = \"pictures/seminar.jpg\"\nalt.kk = \"Семинар\"\n";
    let text = String::from_utf8(content().read(path).unwrap()).unwrap() + picture;
    let content = content().with(path, text.as_str());
    let bytes = one(&content, "adamgershilik", Lang::Ru);
    assert!(!said(&part(&bytes, "customXml/item1.xml")).contains("taken at the seminar"));
    let (_, changes) = imported(bytes, &content, true);
    assert!(changes.texts().next().is_none());
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn said(xml: &str) -> String {
    xml.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// The document with its parts changed, named anew or (without a name) left out.
fn repacked(bytes: &[u8], change: impl Fn(&str, String) -> Option<(String, String)>) -> Vec<u8> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names: Vec<String> = zip.file_names().map(|name| name.unwrap().into_owned()).collect();
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for name in names {
        let mut text = String::new();
        zip.by_name(&name).unwrap().read_to_string(&mut text).unwrap();
        if let Some((name, text)) = change(&name, text) {
            out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            out.write_all(text.as_bytes()).unwrap();
        }
    }
    out.finish().unwrap().into_inner()
}

/// The document with a text of a cell replaced, as somebody does in Word; `nth` of those that say the same, from 0.
fn retyped(bytes: &[u8], nth: usize, before: &str, after: &str) -> Vec<u8> {
    let (before, after) = (format!("<w:t>{before}</w:t>"), format!("<w:t>{after}</w:t>"));
    repacked(bytes, |name, text| {
        if name != "word/document.xml" {
            return Some((name.to_owned(), text));
        }
        let (at, _) = text.match_indices(&before).nth(nth).unwrap();
        Some((name.to_owned(), [&text[..at], &after, &text[at + before.len()..]].concat()))
    })
}

/// The values of an import that are not the same, with the old and the new value.
fn differing(changes: &Changes) -> Vec<(String, String)> {
    let values = changes.files.iter().flat_map(|file| &file.values).filter(|change| change.state != State::Same);
    values.map(|change| (change.key.clone(), change.new.clone())).collect()
}

#[test]
fn what_was_changed_in_the_form_by_hand_counts() {
    let content = content();
    let printed = one(&content, "adamgershilik", Lang::Kk);
    for (nth, before, after, key, new) in [
        (0, "3\u{a0}249\u{a0}000", "3 249 500", "amount", "3249500"),
        (0, "15/15", "15/14", "indicator.knowledge-tests.planned", "\"15/14\""),
        (1, "15/15", "15/14", "result.knowledge-tests.achieved", "\"15/14\""),
        (0, "100\u{a0}%", "кемінде 95 %", "result.satisfaction.achieved", "\">= 95 %\""),
        (0, "1\u{a0}206\u{a0}432", "1 206 500", "indicator.wage-fund.planned", "1206500"),
        (0, "90", "95", "breakdown.direct-beneficiaries-sex.part", "part × 2"),
        (0, "№\u{a0}57", "№ 58", "recommendation.no-delay-of-consumer-cases.letter_number", "\"58\""),
    ] {
        let (draft, changes) = imported(retyped(&printed, nth, before, after), &content, true);
        assert_eq!(differing(&changes), [(key.to_owned(), new.to_owned())], "{before} {:?}", draft.questions);
        assert_eq!(draft.questions, [], "{before}");
        let (_, kept) = imported(retyped(&printed, nth, before, after), &content, false);
        assert_eq!(kept.texts().count(), 0, "{before}: an edited value is not overwritten unasked");
    }
}

#[test]
fn a_changed_cell_that_is_not_understood_is_asked_about() {
    let content = content();
    let printed = one(&content, "adamgershilik", Lang::Kk);
    for (before, after) in [
        ("15/15", "көп"),
        ("Кеңес беру кабинетінің ережесі", "Басқа құжат"),
        ("Жүгінушілердің пікірлері –\u{a0}20", "Жүгінушілердің пікірлері – 21"),
        ("Бағдарламаға қатысушылар", "Қатысқандар"),
    ] {
        let (draft, changes) = imported(retyped(&printed, 0, before, after), &content, true);
        assert_eq!(differing(&changes), [], "{before}");
        let [question] = draft.questions.as_slice() else { panic!("{before}: {:#?}", draft.questions) };
        assert!(question.origin.text.contains(after), "{question:?}");
        assert!(matches!(question.what, What::QuantityNotUnderstood | What::NotTakenOver), "{question:?}");
    }
}

/// Other programs number their data parts anew, and one that keeps none of them leaves a report like any other.
#[test]
fn the_content_is_found_wherever_a_word_processor_puts_it() {
    let content = content();
    let printed = one(&content, "adamgershilik", Lang::Kk);
    let other = "<?xml version=\"1.0\"?><!DOCTYPE x><b:Sources xmlns:b=\"urn:b\"/>".to_owned();
    let moved = repacked(&printed, |name, text| match name {
        "customXml/item1.xml" => Some(("customXml/item7.xml".to_owned(), text)),
        "word/styles.xml" => Some(("customXml/item1.xml".to_owned(), other.clone())),
        _ => Some((name.to_owned(), text)),
    });
    let (_, changes) = imported(moved, &content, true);
    assert!(!changes.files.is_empty() && differing(&changes).is_empty());
    let dropped = repacked(&printed, |name, text| (!name.starts_with("customXml/")).then(|| (name.to_owned(), text)));
    let (draft, changes) = imported(dropped, &empty(), false);
    assert!(!changes.files.is_empty() && !draft.questions.is_empty());
}

/// A form may come from anybody: it says nothing of the portal itself, and leads nowhere outside of it.
#[test]
fn a_form_puts_nothing_where_no_form_has_content() {
    let content = content();
    let printed = one(&content, "adamgershilik", Lang::Kk);
    for path in ["portal.toml", "pages/about/kk.md", "grants/../../x.md", "/etc/x.toml", "grants/2020/x.sh"] {
        let forged = repacked(&printed, |name, text| {
            let text = text.replace("path=\"organisations/adamgershilik.toml\"", &format!("path=\"{path}\""));
            Some((name.to_owned(), text))
        });
        let (draft, _) = imported(forged, &empty(), false);
        assert!(draft.files.iter().any(|file| file.path == "organisations/altyn-aimaq.toml"));
        assert!(!draft.files.iter().any(|file| file.path == path), "{path}");
    }
}

#[test]
fn a_form_goes_to_where_the_grant_is() {
    let content = content();
    let printed = one(&content, "osh-bright-future", Lang::Ky);
    let portal = content.files.into_iter().fold(Memory::default(), |files, (path, bytes)| {
        files.with(&path.replace("grants/2019/", "grants/2025/"), bytes)
    });
    let (_, changes) = imported(printed, &portal, true);
    assert!(changes.files.iter().any(|file| file.path == "grants/2025/osh-bright-future/grant.toml"));
    assert!(changes.texts().next().is_none() && differing(&changes).is_empty());
}
