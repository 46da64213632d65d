//! Every file of data: made twice alike, called by its name in each language, and found on the data page.

use esep::World;
use esep::finding::Code;
use esep::output::sink::MemorySink;
use esep::read::Memory;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

const LANGUAGES: [&str; 2] = ["kk", "ru"];

fn portal(feature: &str) -> Memory {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(feature);
    let entries = walkdir::WalkDir::new(folder.join("content")).into_iter().filter_map(Result::ok);
    let files = entries.filter(|entry| entry.file_type().is_file()).map(|entry| {
        let path = entry.path().strip_prefix(&folder).unwrap().to_str().unwrap().replace('\\', "/");
        (path, fs::read(entry.path()).unwrap())
    });
    Memory { files: files.collect() }
}

fn built() -> BTreeMap<String, Vec<u8>> {
    site_of(&portal("zero-is-not-missing"))
}

fn site_of(portal: &Memory) -> BTreeMap<String, Vec<u8>> {
    let world = World { today: jiff::civil::date(2026, 11, 20), base_url: None, strict: false, edition: None };
    let sink = MemorySink::default();
    let findings = esep::compile(portal, &world, &sink).unwrap();
    let unnamed: Vec<_> = findings.iter().filter(|finding| finding.code == Code::WordMissing).collect();
    assert!(unnamed.is_empty(), "a file without a title, a column or a code without words: {unnamed:#?}");
    sink.into_files()
}

fn text(site: &BTreeMap<String, Vec<u8>>, path: &str) -> String {
    String::from_utf8(site.get(path).unwrap_or_else(|| panic!("no {path}")).clone()).unwrap()
}

#[test]
fn the_same_content_gives_the_same_bytes() {
    let (one, two) = (built(), built());
    let data = |site: &BTreeMap<String, Vec<u8>>| {
        site.iter()
            .filter(|(path, _)| path.starts_with("data/"))
            .map(|(path, bytes)| (path.clone(), bytes.clone()))
            .collect()
    };
    let (one, two): (BTreeMap<String, Vec<u8>>, BTreeMap<String, Vec<u8>>) = (data(&one), data(&two));
    assert!(one.keys().any(|path| path.ends_with(".xlsx")) && one.keys().any(|path| path.ends_with(".csv")));
    let differing: Vec<&String> = one.keys().filter(|path| one.get(*path) != two.get(*path)).collect();
    assert_eq!((one.len(), differing), (two.len(), Vec::new()));
}

/// Files of the portal stand on the data page, files of a grant on the page of its data.
#[test]
fn every_table_and_workbook_is_found_from_a_page() {
    let site = built();
    let paths = site.keys().filter(|path| path.starts_with("data/"));
    let (of_grants, of_portal): (Vec<&String>, Vec<&String>) = paths
        .filter(|path| path.ends_with(".csv") || path.ends_with(".xlsx"))
        .partition(|path| path.contains("/grants/"));
    for lang in LANGUAGES {
        let page = text(&site, &format!("{lang}/data/index.html"));
        let other = |path: &str| {
            LANGUAGES.iter().any(|it| *it != lang && path.starts_with(&format!("data/{it}/")) && path.ends_with(".csv"))
        };
        for path in of_portal.iter().filter(|path| !other(path)) {
            assert!(page.contains(&format!("../../{path}\"")), "{lang}: {path}");
        }
        let page = text(&site, &format!("{lang}/grants/nol/data/index.html"));
        for path in &of_grants {
            assert!(page.contains(&format!("../../../../{path}\"")), "{lang}: {path}");
        }
    }
}

/// Files lie at the former address too; an embedded chart leads on from there.
#[test]
fn what_was_taken_of_a_renamed_grant_is_found_where_it_was() {
    let portal = portal("english-interface");
    let path = portal.files.keys().find(|path| path.ends_with("/school-garden/grant.toml")).unwrap().clone();
    let grant = format!("former_slugs = [\"old-garden\"]\n{}", String::from_utf8(portal.files[&path].clone()).unwrap());
    let site = site_of(&portal.with(&path, grant));
    for folder in ["charts/", "data/", "embed/"] {
        let taken: Vec<&String> =
            site.keys().filter(|path| path.starts_with(folder) && path.contains("grants/school-garden")).collect();
        assert!(!taken.is_empty(), "{folder}");
        for path in taken {
            let former = path.replace("school-garden", "old-garden");
            if path.ends_with(".html") {
                let leads_on = "content=\"0; url=../../school-garden/";
                assert!(text(&site, &former).contains(leads_on), "{former}");
            } else {
                assert!(site.get(&former) == site.get(path), "{former}");
            }
        }
    }
}

/// In one row zero is a number, what is not reported is no number, and what does not apply is neither.
#[test]
fn zero_and_the_kinds_of_no_value_stay_apart() {
    let site = built();
    let table = text(&site, "data/indicators.csv");
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let heads = reader.headers().unwrap().clone();
    let at = |name: &str| heads.iter().position(|head| head == name).unwrap();
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    for row in reader.records() {
        let row = row.unwrap();
        for column in ["planned", "achieved"] {
            seen.insert(row[at(&format!("{column}_status"))].to_owned(), row[at(column)].to_owned());
            if &row[at(column)] == "0" {
                seen.insert("zero".to_owned(), row[at(&format!("{column}_status"))].to_owned());
            }
        }
    }
    assert_eq!(seen.get("zero").map(String::as_str), Some("known"));
    for status in ["not stated", "not applicable", "not reported"] {
        assert_eq!(seen.get(status).map(String::as_str), Some(""), "{status}: {seen:?}");
    }
    let people = text(&site, "data/ru/indicators.csv");
    for words in ["в документе не указано", "неприменимо", "отчёта пока нет"]
    {
        assert!(people.contains(words), "{words}");
    }
}

/// That nothing differs from the plan is said by the report: page, tables and JSON say it in the same words. The state in
/// the JSON stays what it was in version 1.0 of the schema.
#[test]
fn that_nothing_differs_from_the_plan_is_no_gap() {
    let site = built();
    let sentences = [("kk", "Есеп бойынша жоспардан ауытқу жоқ."), ("ru", "По отчёту отклонений от плана нет.")];
    let json: serde_json::Value = serde_json::from_str(&text(&site, "data/grants/nol.json")).unwrap();
    let deviation = &json["report"]["deviation"];
    assert_eq!(deviation["state"], "not applicable");
    for (lang, sentence) in sentences {
        assert!(text(&site, &format!("{lang}/grants/nol/index.html")).contains(sentence), "{lang}: page");
        assert!(text(&site, &format!("data/{lang}/grants.csv")).contains(sentence), "{lang}: table");
        assert_eq!(deviation["text"][lang], sentence, "{lang}: JSON");
    }
}

const PUBLICATIONS: &str = r#"
[[publication]]
id = "articles"
kind = "article"
title = "Articles"
period = { start = "2024-03", end = "2024-03" }
count = 3
reach = 50

[[publication]]
id = "posts"
kind = "post"
title = "Posts"
period = { start = "2024-03", end = "2024-06" }
count = 2
reach = "?"
measured = "views"

[[publication]]
id = "blank"
kind = "article"
title = "Blank"
count = "?"

[[publication]]
id = "crossed-out"
kind = "clip"
title = "Crossed out"
count = "-"

[[publication]]
id = "leaflets"
kind = "leaflet"
title = "Leaflets"
count = 600
"#;

/// What a chart does not show is told beside it, each kind with its own reason.
#[test]
fn a_chart_leaves_no_publication_out_in_silence() {
    let portal = portal("zero-is-not-missing").with("content/grants/nol/media.toml", PUBLICATIONS);
    let site = site_of(&portal);
    let page = text(&site, "ru/grants/nol/index.html");
    let described =
        page.split("id=\"chart-publications-desc\">").nth(1).and_then(|rest| rest.split('<').next()).unwrap();
    for sentence in [
        "Столбцы и список: 5 публикаций",
        "2 публикации за несколько месяцев или без даты не вошли в столбцы",
        "По 1 позиции число публикаций в документе не указано; она не учтена.",
        "По 1 позиции число публикаций неприменимо; она не учтена.",
        "Листовки на диаграмме не показаны",
        "Известное число листовок: 600 экземпляров.",
    ] {
        assert!(described.replace('\u{a0}', " ").contains(sentence), "{sentence}: {described}");
    }
    let reach = page.split("id=\"figure-reach\"").nth(1).unwrap();
    for words in ["в документе не указано", "не сказано, что измеряли", "не измеряли"]
    {
        assert!(reach.contains(words), "{words}");
    }
    let table = text(&site, "data/ru/publications.csv");
    for unit in ["3,публикация", "600,экземпляр"] {
        assert!(table.contains(unit), "{unit}: {table}");
    }
}
