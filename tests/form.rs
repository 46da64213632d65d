//! The official forms: everything that the content says stands in them, in Word and in HTML alike.
//!
//! `form/<grant>-<form>-<language>.txt` is the text of a whole form; `UPDATE=1 cargo test --test form` writes it anew.

use esep::World;
use esep::form::{Form, Kind, docx, form, html};
use esep::language::Lang;
use esep::read::{Files, Folder, Memory};
use scraper::{Html, Selector};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use zip::ZipArchive;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const KINDS: [Kind; 2] = [Kind::Report, Kind::Plan];

/// The forms of a portal that `wanted` chooses, by grant, with their kind and language.
fn forms(files: &dyn Files, wanted: impl Fn(&str, Kind, Lang) -> bool) -> Vec<(String, Kind, Form)> {
    let world = World { today: jiff::civil::date(2026, 11, 20), base_url: None, strict: false, edition: None };
    let all = esep::laid_out(files, &world, |site, _| {
        let mut forms = Vec::new();
        for (at, grant) in site.portal.grants.iter().enumerate() {
            for kind in KINDS {
                let languages = site.interface_languages().iter().filter(|lang| wanted(&grant.slug, kind, **lang));
                forms.extend(languages.map(|lang| (grant.slug.clone(), kind, form(site, *lang, at, kind).unwrap())));
            }
        }
        assert_eq!(site.missing_words(), []);
        forms
    });
    all.expect("a portal")
}

fn of_content(wanted: impl Fn(&str, Kind, Lang) -> bool) -> Vec<(String, Kind, Form)> {
    forms(&Folder::new(ROOT), wanted)
}

/// The parts of a package by name.
fn parts(document: &[u8]) -> BTreeMap<String, String> {
    let mut zip = ZipArchive::new(Cursor::new(document)).unwrap();
    let names: Vec<String> = zip.file_names().map(|name| name.unwrap().into_owned()).collect();
    let mut part = |name: String| {
        let mut text = String::new();
        zip.by_name(&name).unwrap().read_to_string(&mut text).unwrap();
        (name, text)
    };
    names.into_iter().map(&mut part).collect()
}

/// The document as text: a paragraph a line, a row a line with its cells between bars.
fn outline(document: &[u8]) -> String {
    let body = parts(document).remove("word/document.xml").unwrap();
    let mut reader = quick_xml::Reader::from_str(&body);
    let (mut text, mut in_cell, mut lines) = (String::new(), false, 0);
    loop {
        use quick_xml::events::Event;
        match reader.read_event().unwrap() {
            Event::Start(tag) if tag.name().as_ref() == "w:tc" => (in_cell, lines) = (true, 0),
            Event::Start(tag) if tag.name().as_ref() == "w:p" && in_cell => {
                text.push_str(if lines > 0 { " / " } else { "" });
                lines += 1;
            }
            Event::End(tag) if tag.name().as_ref() == "w:tc" => {
                text.push_str(" | ");
                in_cell = false;
            }
            Event::End(tag) if tag.name().as_ref() == "w:p" && !in_cell => text.push('\n'),
            Event::End(tag) if tag.name().as_ref() == "w:tr" => text.push('\n'),
            Event::Text(piece) if !piece.trim().is_empty() => text.push_str(&piece.xml10_content()),
            Event::GeneralRef(reference) => text.push_str(&format!("&{};", &*reference)),
            Event::Eof => break,
            _ => {}
        }
    }
    let lines = text.lines().map(|line| line.trim_end_matches([' ', '|'])).filter(|line| !line.is_empty());
    let lines: Vec<String> = lines.map(|line| quick_xml::escape::unescape(line).unwrap().into_owned()).collect();
    lines.join("\n") + "\n"
}

/// The same text with every run of spaces as one.
fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Files of the content by path.
fn content(below: &str) -> Vec<(PathBuf, String)> {
    let files = walkdir::WalkDir::new(Path::new(ROOT).join("content").join(below)).sort_by_file_name();
    let files = files.into_iter().map(|entry| entry.unwrap().into_path()).filter(|path| path.is_file());
    files.map(|path| (path.clone(), std::fs::read_to_string(path).unwrap())).collect()
}

/// Every text in this language below a value, with its keys. What a document is called from which the facts were
/// taken is no part of a form, nor is what only lists of the portal need.
fn texts(value: &toml::Value, lang: &str, key: &str, found: &mut Vec<(String, String)>) {
    match value {
        toml::Value::Table(table) => {
            for (name, value) in table.iter().filter(|(name, _)| *name != "source") {
                match value.as_str() {
                    Some(text) if name == lang => found.push((key.to_owned(), text.to_owned())),
                    _ => texts(value, lang, name, found),
                }
            }
        }
        toml::Value::Array(values) => values.iter().for_each(|value| texts(value, lang, key, found)),
        _ => {}
    }
}

#[test]
fn every_text_of_a_grant_stands_in_its_forms() {
    let cases = [
        ("2020/adamgershilik", "kk"),
        ("2020/adamgershilik", "ru"),
        ("2024/ai-komek", "kk"),
        ("2019/osh-bright-future", "ky"),
        ("2021/vko-online-centre", "kk"),
    ];
    for (folder, lang) in cases {
        let slug = folder.split_once('/').unwrap().1;
        let forms = of_content(|grant, _, of| grant == slug && of.code() == lang);
        let said: Vec<String> =
            forms.iter().map(|(_, _, form)| tidy(&outline(&docx::document(form).unwrap()))).collect();
        let (mut checked, mut silent) = (0, Vec::new());
        for (path, text) in content(&format!("grants/{folder}")) {
            let mut wanted = Vec::new();
            let name = path.file_name().unwrap().to_str().unwrap();
            if name.ends_with(".toml") {
                texts(&text.parse::<toml::Table>().unwrap().into(), lang, "", &mut wanted);
            } else if name == format!("{lang}.md") {
                let lines = text.lines().filter(|line| !line.trim().is_empty());
                wanted.extend(lines.map(|line| (name.to_owned(), line.trim_start_matches(['#', '-', ' ']).to_owned())));
            }
            for (key, text) in wanted {
                checked += 1;
                let text = tidy(&text);
                let capital: String =
                    text.chars().take(1).flat_map(char::to_uppercase).chain(text.chars().skip(1)).collect();
                if !said.iter().any(|said| said.contains(&text) || said.contains(&capital)) {
                    silent.push(format!("{name}: {key} = {text}"));
                }
            }
        }
        assert!(checked > 40, "{folder}: {checked}");
        assert!(silent.is_empty(), "{folder} in {lang}: {silent:#?}");
    }
}

/// The rows of the tables of a form, one string for a cell.
fn rows(form: &Form) -> Vec<Vec<String>> {
    let text = outline(&docx::document(form).unwrap());
    let cells = |line: &str| line.split(" | ").map(tidy).collect::<Vec<_>>();
    text.lines().filter(|line| line.contains(" | ")).map(cells).collect()
}

#[test]
fn every_figure_of_the_report_stands_beside_its_indicator() {
    let forms = of_content(|grant, kind, lang| grant == "adamgershilik" && kind == Kind::Report && lang == Lang::Ru);
    let rows = rows(&forms[0].2);
    let grant: toml::Table = content("grants/2020/adamgershilik/grant.toml")[0].1.parse().unwrap();
    let report: toml::Table = content("grants/2020/adamgershilik/report.toml")[0].1.parse().unwrap();
    let figure = |value: &toml::Value| match value {
        toml::Value::String(text) => text.clone(),
        number => grouped(&number.to_string()),
    };
    let mut compared = 0;
    for indicator in grant["indicator"].as_array().unwrap() {
        let Some(title) = indicator.get("title") else { continue };
        let row = rows.iter().find(|row| row.iter().any(|cell| *cell == title["ru"].as_str().unwrap()));
        let row = row.unwrap_or_else(|| panic!("{title}"));
        let result = report["result"].as_array().unwrap().iter().find(|it| it["indicator"] == indicator["id"]);
        let achieved = figure(&result.unwrap()["achieved"]);
        let planned = indicator.get("planned").map_or("не указано".to_owned(), figure);
        let at = row[..row.len() - 1]
            .iter()
            .skip(1)
            .position(|cell| *cell == planned)
            .map(|at| at + 1)
            .unwrap_or_else(|| panic!("{planned} in {row:?}"));
        assert_eq!(row[at + 1], achieved, "{row:?}");
        compared += 1;
    }
    assert_eq!(compared, 36);
}

/// A whole number with spaces between its thousands.
fn grouped(digits: &str) -> String {
    let from_right: Vec<char> = digits.chars().rev().collect();
    let groups: Vec<String> = from_right.chunks(3).map(|group| group.iter().rev().collect()).collect();
    groups.into_iter().rev().collect::<Vec<_>>().join(" ")
}

#[test]
fn missing_crossed_out_unreported_and_zero_stay_apart() {
    let mut files = Memory::default();
    for (path, text) in content("") {
        let path = path.strip_prefix(ROOT).unwrap().to_str().unwrap().to_owned();
        let nothing = "indicator = \"broadcasts\"\nachieved = 0";
        files = files.with(&path, text.replace("indicator = \"broadcasts\"\nachieved = 2", nothing));
    }
    let all = forms(&files, |_, kind, lang| kind == Kind::Report && lang == Lang::Kk);
    let row = |slug: &str, of: &str| {
        let (_, _, form) = all.iter().find(|(grant, _, _)| grant == slug).unwrap();
        let row = rows(form).into_iter().find(|row| row.iter().any(|cell| cell == of));
        row.unwrap_or_else(|| panic!("{of}"))
    };
    assert!(row("adamgershilik", "Эфирге шығу").contains(&"0".to_owned()));
    assert!(row("adamgershilik", "Кеңес алғандардың қанағаттану деңгейі").contains(&"көрсетілмеген".to_owned()));
    let specialists = row("ai-komek", "Тартылған мамандар");
    assert_eq!(specialists[3..], ["-", "деректер ұсынылмаған"]);
}

#[test]
fn word_and_html_say_the_same_in_every_language() {
    let paragraph = Selector::parse("h1, h2, h3, th, td, main > p, section > p").unwrap();
    let forms = of_content(|_, _, _| true);
    assert_eq!(forms.len(), 4 * 2 * 4);
    for (grant, kind, form) in &forms {
        let page = html::page(form).unwrap();
        let html = Html::parse_document(&page);
        let in_html: Vec<String> = html
            .select(&paragraph)
            .map(|it| tidy(&it.text().collect::<Vec<_>>().join(" ")))
            .filter(|it| !it.is_empty())
            .collect();
        let in_word = outline(&docx::document(form).unwrap());
        let in_word = in_word.lines().flat_map(|line| line.split(" | ")).map(|cell| tidy(&cell.replace(" / ", " ")));
        let in_word: Vec<String> = in_word.filter(|it| !it.is_empty()).collect();
        assert_eq!(
            in_html.iter().map(|it| it.replace(" / ", " ")).collect::<Vec<_>>(),
            in_word,
            "{grant} {kind:?} {}",
            form.lang
        );
        assert!(page.contains(&format!("<html lang=\"{}\">", form.lang)));
    }
}

#[test]
fn the_same_content_gives_the_same_bytes() {
    let one = of_content(|_, _, lang| lang == Lang::Kk);
    let other = of_content(|_, _, lang| lang == Lang::Kk);
    for ((_, _, one), (_, _, other)) in one.iter().zip(&other) {
        assert_eq!(docx::document(one).unwrap(), docx::document(other).unwrap());
        assert_eq!(html::page(one).unwrap(), html::page(other).unwrap());
    }
}

#[test]
fn passages_in_another_language_say_so() {
    let forms = of_content(|grant, _, lang| grant == "adamgershilik" && lang == Lang::Ky);
    let body = parts(&docx::document(&forms[0].2).unwrap()).remove("word/document.xml").unwrap();
    assert!(body.contains("<w:lang w:val=\"kk-KZ\"/>"));
    assert!(html::page(&forms[0].2).unwrap().contains("<span lang=\"kk\">"));
}

#[test]
fn the_text_of_a_form_is_as_expected() {
    let chosen = [("adamgershilik", Kind::Report, Lang::Kk), ("ai-komek", Kind::Plan, Lang::Ru)];
    for (grant, kind, form) in of_content(|grant, kind, lang| chosen.contains(&(grant, kind, lang))) {
        let path = Path::new(ROOT).join(format!("tests/form/{grant}-{}-{}.txt", kind.code(), form.lang));
        let text = outline(&docx::document(&form).unwrap());
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&path, &text).unwrap();
        }
        assert_eq!(std::fs::read_to_string(&path).unwrap(), text, "{}", path.display());
    }
}
