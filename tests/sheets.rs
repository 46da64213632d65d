//! Spreadsheets: the template filled with this repository's content comes back without a difference, and what an officer
//! types is taken over or asked about.

#[path = "support/ods.rs"]
mod ods;

use esep::import::{
    Change, Changes, Draft, Fault, Question, Request, Source, State, Template, What, apply, complete, read, template,
};
use esep::language::Lang;
use esep::read::{Drafts, Files, Folder, Memory};
use rust_xlsxwriter::{Format, Formula, Workbook, XlsxError};
use std::io::{Cursor, Read, Write};

const DAY: jiff::civil::Date = jiff::civil::date(2026, 11, 20);

fn content() -> Folder {
    Folder::new(env!("CARGO_MANIFEST_DIR"))
}

fn drafts(files: &dyn Files) -> Drafts {
    esep::read::read(files).value
}

fn book(files: &dyn Files, lang: Lang, filled: bool) -> Source {
    let portal = drafts(files);
    let filled = if filled { Some(files) } else { None };
    let made = template(&Template { lang, portal: &portal, tables: &[], filled, today: DAY }).unwrap();
    assert_eq!(made.left_out, []);
    Source { name: "template.xlsx".to_owned(), bytes: made.bytes }
}

fn import(source: &Source, files: &dyn Files, grant: Option<&str>) -> Result<(Draft, Changes), Fault> {
    let portal = drafts(files);
    let request = Request { portal: &portal, language: None, grant, today: DAY };
    let mut draft = read(source, &request)?;
    complete(&mut draft, &request, &source.name, files);
    let changes = apply(&draft, files, false)?;
    Ok((draft, changes))
}

/// What is asked, in the words of the types: the kind, the cell, the text.
fn asked(questions: &[Question]) -> Vec<(What, String)> {
    questions.iter().map(|question| (question.what, question.origin.text.clone())).collect()
}

#[test]
fn the_filled_template_comes_back_without_a_difference() {
    for lang in Lang::ALL {
        let (draft, changes) = import(&book(&content(), lang, true), &content(), None).unwrap();
        assert_eq!(asked(&draft.questions), [], "{lang}");
        for file in &changes.files {
            let others: Vec<_> = file.values.iter().filter(|change| change.state != State::Same).collect();
            assert!(others.is_empty() && file.text.is_none(), "{lang} {}: {others:#?}", file.path);
        }
    }
}

/// The content that no sheet holds: what the portal is, its pages, and pictures.
fn without_records(files: &dyn Files) -> Memory {
    let mut memory = Memory::default();
    for listed in files.list("content") {
        let path = &listed.path;
        if path.ends_with("portal.toml") || path.contains("/pages/") || path.contains("/pictures/") {
            memory = memory.with(path, files.read(path).unwrap());
        }
    }
    memory
}

fn tree(files: &dyn Files) -> std::collections::BTreeMap<String, Vec<u8>> {
    let sink = esep::output::sink::MemorySink::default();
    let world = esep::World { today: DAY, base_url: None, strict: false, edition: None };
    esep::compile(files, &world, &sink).unwrap();
    sink.into_files()
}

/// What this repository's content is published as.
fn published() -> &'static std::collections::BTreeMap<String, Vec<u8>> {
    static TREE: std::sync::OnceLock<std::collections::BTreeMap<String, Vec<u8>>> = std::sync::OnceLock::new();
    TREE.get_or_init(|| tree(&content()))
}

#[test]
fn tables_that_the_portal_published_are_no_news_to_it() {
    let is_table = |path: &&String| {
        let own = path.starts_with("data/") && !path.starts_with("data/grants/");
        own && (path.ends_with(".csv") || path.ends_with(".xlsx"))
    };
    let tables: Vec<&String> = published().keys().filter(is_table).collect();
    assert!(tables.len() > 110, "{tables:?}");
    for path in tables {
        let name = path.rsplit('/').next().unwrap().to_owned();
        let source = Source { name, bytes: published()[path].clone() };
        let (draft, changes) = import(&source, &content(), None).unwrap_or_else(|fault| panic!("{path}: {fault:?}"));
        assert_eq!((draft, changes), (Draft::default(), Changes::default()), "{path}");
    }
}

/// A table that was published, with one thing changed.
fn corrected(path: &str, from: &str, to: &str) -> Source {
    let text = String::from_utf8(published()[path].clone()).unwrap();
    assert_eq!(text.matches(from).count(), 1, "{path}: {from}");
    Source { name: path.rsplit('/').next().unwrap().to_owned(), bytes: text.replace(from, to).into_bytes() }
}

#[test]
fn what_was_corrected_in_a_published_table_is_all_that_is_read() {
    let cases = [
        ("data/indicators.csv", ",at least,130,", ",at least,135,", "planned"),
        ("data/ru/indicators.csv", ",не менее,130,", ",не менее,135,", "planned"),
        ("data/kk/indicators.csv", ",кемінде,130,", ",кемінде,135,", "planned"),
    ];
    for (path, from, to, key) in cases {
        let (draft, changes) = import(&corrected(path, from, to), &content(), None).unwrap();
        assert_eq!(asked(&draft.questions), [], "{path}");
        let told: Vec<&Change> = changes.files.iter().flat_map(|file| &file.values).collect();
        let others: Vec<&&Change> = told.iter().filter(|change| change.state != State::Same).collect();
        let [change] = others.as_slice() else { panic!("{path}: {others:#?}") };
        assert!(change.key.ends_with(key) && change.new == "\">= 135\"", "{path}: {change:#?}");
        assert_eq!(change.state, State::Kept { old: "\">= 130\"".to_owned() }, "{path}");
    }
}

#[test]
fn a_slip_in_a_name_makes_nothing_new() {
    let source = csv("Grant;Permanent name;Title;Planned\nai-komeg;seminars;Seminars;5\nelsewhere;x;X;1\n");
    let (draft, changes) = import(&source, &portal(), None).unwrap();
    assert_eq!(changes, Changes::default());
    assert_eq!(
        asked(&draft.questions),
        [(What::NoSuchOwnerNear, "ai-komeg".to_owned()), (What::NoSuchOwner, "elsewhere".to_owned())]
    );
    assert_eq!(draft.questions[0].gaps, [("near", "ai-komek".to_owned())]);
    let (draft, changes) = import(&source, &portal(), Some("2026/elsewhere")).unwrap();
    assert_eq!(asked(&draft.questions)[0].0, What::NoSuchOwnerNear);
    assert!(changes.files.iter().all(|file| file.path.starts_with("grants/2026/elsewhere/")));
}

#[test]
fn a_result_is_put_to_what_was_promised_and_to_nothing_else() {
    let mut files = portal();
    let path = "content/grants/2024/ai-komek/grant.toml";
    let mut grant = String::from_utf8(files.read(path).unwrap()).unwrap();
    grant.push_str("\n[[indicator]]\nstandard = \"staff\"\nplanned = 5\n");
    files = files.with(path, grant);
    let source = csv("Permanent name;Achieved\nstaff;6\nstafff;7\nnosuch;8\n");
    let (draft, changes) = import(&source, &files, Some("ai-komek")).unwrap();
    let told: Vec<(&str, &str, bool)> = changes
        .files
        .iter()
        .flat_map(|file| &file.values)
        .filter(|change| change.key.contains('.') && !change.key.starts_with("source"))
        .map(|change| (change.key.as_str(), change.new.as_str(), change.state == State::New))
        .collect();
    let expected = [
        ("indicator.staff.standard", "\"staff\"", false),
        ("result.staff.indicator", "\"staff\"", true),
        ("result.staff.achieved", "6", true),
    ];
    assert_eq!(told, expected);
    let asked = asked(&draft.questions);
    assert_eq!(asked[..2], [(What::NoSuchIdNear, "stafff".to_owned()), (What::NoSuchId, "nosuch".to_owned())]);
}

#[test]
fn a_portal_is_made_anew_from_the_filled_template() {
    let mut anew = without_records(&content());
    let (draft, changes) = import(&book(&content(), Lang::Ru, true), &anew, None).unwrap();
    assert_eq!(asked(&draft.questions), []);
    for (path, text) in changes.texts() {
        anew = anew.with(&format!("content/{path}"), text);
    }
    let (old, new) = (published(), tree(&anew));
    assert_eq!(old.keys().collect::<Vec<_>>(), new.keys().collect::<Vec<_>>());
    // The data of the portal say everything that the model knows.
    for (path, bytes) in old.iter().filter(|(path, _)| path.starts_with("data/") && path.ends_with(".json")) {
        assert!(new.get(path) == Some(bytes), "{path}");
    }
}

#[test]
fn the_same_template_has_the_same_bytes_and_an_empty_one_changes_nothing() {
    let (once, twice) = (book(&content(), Lang::Kk, false), book(&content(), Lang::Kk, false));
    assert_eq!(once.bytes, twice.bytes);
    let (draft, changes) = import(&once, &content(), None).unwrap();
    assert_eq!((draft, changes), (Draft::default(), Changes::default()));
}

fn portal() -> Memory {
    let mut memory = Memory::default();
    for path in
        ["content/portal.toml", "content/grants/2024/ai-komek/grant.toml", "content/organisations/altyn-aimaq.toml"]
    {
        memory = memory.with(path, content().read(path).unwrap());
    }
    memory
}

/// The workbook as a program writes it that computes no formulas.
fn without_results(source: Source) -> Source {
    let mut old = zip::ZipArchive::new(Cursor::new(source.bytes)).unwrap();
    let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..old.len() {
        let mut file = old.by_index(at).unwrap();
        let mut text = Vec::new();
        file.read_to_end(&mut text).unwrap();
        let text = String::from_utf8(text).unwrap().replace("</f><v>0</v>", "</f>");
        new.start_file(file.name().unwrap(), zip::write::SimpleFileOptions::default()).unwrap();
        new.write_all(text.as_bytes()).unwrap();
    }
    Source { name: source.name, bytes: new.finish().unwrap().into_inner() }
}

fn made(fill: impl FnOnce(&mut Workbook) -> Result<(), XlsxError>) -> Source {
    let mut workbook = Workbook::new();
    fill(&mut workbook).unwrap();
    Source { name: "report.xlsx".to_owned(), bytes: workbook.save_to_buffer().unwrap() }
}

#[test]
fn an_officers_own_table_is_read_by_its_titles_and_nothing_is_lost_silently() {
    let source = made(|workbook| {
        let sheet = workbook.add_worksheet().set_name("Лист1")?;
        sheet.merge_range(0, 0, 0, 4, "Показатели проекта", &Format::new())?;
        let titles =
            ["Постоянное имя", "Название", "План", "Результат", "Единица измерения", "Ответственный отдел", "Вид"];
        for (column, title) in (0..).zip(titles) {
            sheet.write_string(2, column, title)?;
        }
        sheet.write_string(4, 0, "new-parents")?.write_string(4, 1, "Родители")?.write_string(4, 2, "Не менее 50")?;
        sheet.write_number(4, 3, 47.0)?.write_string(4, 4, "человек")?.write_string(4, 5, "отдел № 2")?;
        sheet.write_string(5, 1, "Доля довольных")?.write_number_with_format(
            5,
            2,
            0.8,
            &Format::new().set_num_format("0%"),
        )?;
        sheet.write_string(5, 3, "почти все")?.write_formula(5, 4, Formula::new("A1*2"))?;
        sheet.write_string(5, 6, "итоговый")?;
        sheet.set_column_hidden(3)?;
        Ok(())
    });
    let source = without_results(source);
    let (draft, changes) = import(&source, &portal(), Some("ai-komek")).unwrap();
    let grant = &changes.files.iter().find(|file| file.path.ends_with("grant.toml")).unwrap();
    let text = grant.text.as_deref().unwrap();
    assert!(
        text.contains(
            "[[indicator]]\nid = \"new-parents\"\ntitle.ru = \"Родители\"\nplanned = \">= 50\"\nunit = \"people\"\n"
        ),
        "{text}"
    );
    assert!(
        text.contains("[[indicator]]\nid = \"indicator-2\"\ntitle.ru = \"Доля довольных\"\nplanned = \"80 %\"\n"),
        "{text}"
    );
    let report = changes.files.iter().find(|file| file.path.ends_with("report.toml")).unwrap();
    assert!(report.text.as_deref().unwrap().contains("[[result]]\nindicator = \"new-parents\"\nachieved = 47\n"));
    let expected = [
        (What::AboveTitles, "Показатели проекта"),
        (What::UnknownColumn, "Ответственный отдел"),
        (What::HiddenColumn, "Результат"),
        (What::FormulaWithoutResult, "=A1*2"),
        (What::WordNotInList, "итоговый"),
        (What::Guessed, "Доля довольных"),
        (What::QuantityNotUnderstood, "почти все"),
        (What::Missing, ""),
    ];
    let asked = asked(&draft.questions);
    let asked: Vec<(What, &str)> = asked.iter().map(|(what, text)| (*what, text.as_str())).collect();
    assert_eq!(asked, expected);
}

fn csv(text: &str) -> Source {
    Source { name: "indicators.csv".to_owned(), bytes: text.as_bytes().to_vec() }
}

#[test]
fn csv_is_read_in_four_languages() {
    let titles = [
        ("Грант;Тұрақты атауы;Жоспар", "кемінде 50"),
        ("Грант,Постоянное имя,План", "не менее 50"),
        ("Грант\tТуруктуу аты\tПлан", "50дөн кем эмес"),
        ("\u{feff}Grant;Permanent name;Planned", "at least 50"),
    ];
    for (titles, planned) in titles {
        let mark = titles.chars().find(|char| [';', ',', '\t'].contains(char)).unwrap();
        let source = csv(&format!("{titles}\nai-komek{mark}seminars-held{mark}{planned}\n"));
        let (draft, changes) = import(&source, &portal(), None).unwrap();
        assert_eq!(asked(&draft.questions), [], "{titles}");
        assert!(
            changes.files[0].text.as_deref().unwrap().contains("id = \"seminars-held\"\nplanned = \">= 50\"\n"),
            "{titles}"
        );
    }
}

#[test]
fn a_second_import_keeps_what_an_editor_has_changed() {
    let source = csv("Грант;Постоянное имя;Название;План\nai-komek;seminars-held;Семинары;5\n");
    let mut files = portal();
    let (_, changes) = import(&source, &files, None).unwrap();
    for (path, text) in changes.texts() {
        files = files
            .with(&format!("content/{path}"), text.replace("planned = 5\n", "planned = 6 # as the contract says\n"));
    }
    let (_, again) = import(&source, &files, None).unwrap();
    assert_eq!(again.texts().count(), 0);
    let kept = again.files[0].values.iter().find(|change| change.key.ends_with("planned")).unwrap();
    assert_eq!(kept.state, State::Kept { old: "6".to_owned() });
    assert_eq!(kept.origin.text, "5");
}

/// Published tables have the ends of a range of ages in columns of their own, and say every part in words.
#[test]
fn ages_in_columns_of_their_own_are_understood() {
    let mut table =
        "Грант;Разделённая цифра;Признак;Часть;Возраст от;Возраст до;И старше;Значение;Всего в документе\n".to_owned();
    for (from, to, open, value) in [
        (13, "16", "нет", 10),
        (17, "22", "нет", 10),
        (23, "27", "нет", 31),
        (28, "32", "нет", 40),
        (33, "45", "нет", 60),
        (46, "58", "нет", 50),
        (59, "", "да", 10),
    ] {
        let figure = "grants/adamgershilik#direct-beneficiaries";
        table += &format!("adamgershilik;{figure};по возрасту;{from}–{to};{from};{to};{open};{value};211\n");
    }
    let source = Source { name: "breakdowns.csv".to_owned(), ..csv(&table) };
    let (draft, changes) = import(&source, &content(), None).unwrap();
    assert_eq!(asked(&draft.questions), []);
    let values: Vec<_> = changes.files.iter().flat_map(|file| &file.values).collect();
    assert!(values.iter().any(|change| change.key == "breakdown.direct-beneficiaries-age.part"), "{values:#?}");
    assert!(values.iter().all(|change| change.state == State::Same), "{values:#?}");
}

#[test]
fn a_sheet_of_libreoffice_is_read_like_any_other() {
    let rows = [
        ["Грант", "Постоянное имя", "Название", "План", "Результат", "Единица измерения"],
        ["ai-komek", "seminars-held", "Семинары", "не менее 50", "52", "meetings"],
        ["ai-komek", "satisfied", "Довольные участники", "80 %", "12.5 %", "percent"],
        ["ai-komek", "asked", "Опрошенные", "12,5", "много", ""],
    ];
    let files = portal();
    let source = Source { name: "results.ods".to_owned(), bytes: ods::sheet("Показатели", &rows) };
    let (draft, changes) = import(&source, &files, None).unwrap();
    let said: Vec<(&str, &str)> = changes
        .files
        .iter()
        .flat_map(|file| &file.values)
        .filter(|change| ["planned", "achieved"].iter().any(|key| change.key.ends_with(key)))
        .map(|change| (change.key.as_str(), change.new.as_str()))
        .collect();
    assert_eq!(
        said,
        [
            ("indicator.seminars-held.planned", "\">= 50\""),
            ("indicator.satisfied.planned", "\"80 %\""),
            ("indicator.asked.planned", "12.5"),
            ("result.seminars-held.achieved", "52"),
            ("result.satisfied.achieved", "\"12.5 %\""),
        ]
    );
    let unread: Vec<_> = asked(&draft.questions).into_iter().filter(|(what, _)| *what != What::Missing).collect();
    assert_eq!(unread, [(What::QuantityNotUnderstood, "много".to_owned())]);
}

#[test]
fn what_is_no_spreadsheet_is_refused() {
    let files = portal();
    let fault = |name: &str, bytes: &[u8]| {
        import(&Source { name: name.to_owned(), bytes: bytes.to_vec() }, &files, None).map(|_| ()).unwrap_err()
    };
    assert!(matches!(fault("a.xlsx", b"no archive"), Fault::Broken(_)));
    assert!(matches!(fault("a.ods", b"PK\x03\x04"), Fault::Broken(_)));
    assert_eq!(fault("a.csv", b"\xcf\xeb\xe0\xed;1\n"), Fault::NotUtf8);
    assert_eq!(fault("a.csv", "бір;екі\n1;2\n".as_bytes()), Fault::Nothing);
    assert_eq!(fault("a.pdf", b"%PDF"), Fault::UnknownKind("pdf".to_owned()));
}

/// A small archive that unpacks to more than is read.
#[test]
fn what_unpacks_without_end_is_refused() {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("xl/workbook.xml", zip::write::SimpleFileOptions::default()).unwrap();
    let zeros = vec![0; 1 << 20];
    for _ in 0..310 {
        archive.write_all(&zeros).unwrap();
    }
    let bytes = archive.finish().unwrap().into_inner();
    let source = Source { name: "bomb.xlsx".to_owned(), bytes };
    assert!(matches!(import(&source, &portal(), None), Err(Fault::TooLarge(_))));
}

/// A cell in the last corner of a sheet takes no more room than any other.
#[test]
fn a_sheet_as_large_as_can_be_is_read() {
    let source = made(|workbook| {
        let sheet = workbook.add_worksheet().set_name("Indicators")?;
        sheet.write_string(0, 0, "Grant")?.write_string(0, 1, "Permanent name")?;
        sheet.write_string(1_048_575, 0, "ai-komek")?.write_string(1_048_575, 1, "last-one")?;
        sheet.write_string(1_048_575, 16_383, "x")?;
        Ok(())
    });
    let (_, changes) = import(&source, &portal(), None).unwrap();
    assert!(changes.files[0].text.as_deref().unwrap().contains("id = \"last-one\""));
}
