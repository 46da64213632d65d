//! The official forms as Word documents, from the facts of four real cases: imported into an empty portal, with no question
//! answered, they give content without errors, and the figures that `content/` has.

#[path = "support/docx/mod.rs"]
mod docx;

use esep::finding::{Finding, Outcome};
use esep::import::{self, Changes, Draft, Request, Source, Spot, What};

use esep::read::{Drafts, Folder, IndicatorDraft, Memory, Words};
use esep::value::{Quantity, Stated};
use esep::{check, derive, model, read};
use std::path::Path;

const TODAY: jiff::civil::Date = jiff::civil::date(2026, 11, 20);

fn text_of(case: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import").join(case);
    std::fs::read_to_string(path).expect("the text of a case")
}

fn portal() -> Memory {
    Memory::default().with("content/portal.toml", include_str!("../content/portal.toml"))
}

/// What a document gives for the portal in `files`.
fn import(bytes: Vec<u8>, files: &Memory) -> (Draft, Changes) {
    let portal = read::read(files).value;
    let request = Request { portal: &portal, language: None, grant: None, today: TODAY };
    let source = Source { name: "form.docx".to_owned(), bytes };
    let draft = import::read(&source, &request).expect("a form");
    let changes = import::apply(&draft, files, false).expect("changes");
    (draft, changes)
}

/// The portal with what the changes would write.
fn written(mut files: Memory, changes: &Changes) -> Memory {
    for file in &changes.files {
        if let Some(text) = &file.text {
            files = files.with(&format!("content/{}", file.path), text.as_str());
        }
    }
    files
}

/// The errors that `esep check` finds in the content.
fn errors(files: &Memory) -> Vec<String> {
    let Outcome { value: portal, mut findings } = read::read(files).then(model::model);
    let portal = portal.expect("a portal");
    findings.extend(check::check(&portal, &derive::derive(&portal)));
    check::answer(&mut findings, &portal);
    findings.iter().filter(|it| Finding::is_error(it)).map(|it| format!("{it:?}")).collect()
}

/// An indicator and what was promised and achieved.
struct Figures {
    name: String,
    planned: Option<String>,
    per: Option<String>,
    achieved: Option<String>,
}

/// The name of an indicator without brackets, in whatever language it has.
fn name(indicator: &IndicatorDraft, lang: &str) -> String {
    let text = |title: &Words| {
        let texts: Vec<_> = title.texts().collect();
        let own = texts.iter().find(|(language, ..)| language.is_some_and(|it| it.code() == lang)).or(texts.first());
        own.map_or(String::new(), |(_, text, _)| text.to_lowercase())
    };
    let standard = indicator.standard.as_ref().map(|standard| format!("{:?}", standard.value));
    let title = standard.or_else(|| indicator.title.as_ref().map(text)).unwrap_or_default();
    title.split('(').next().unwrap_or_default().trim().to_owned()
}

fn quantity(value: &Stated<Quantity>) -> String {
    value.known().map_or_else(|| format!("{value:?}"), |known| known.normalized().to_string())
}

fn figures(drafts: &Drafts, is_it: impl Fn(&str) -> bool, lang: &str) -> Vec<Figures> {
    let mut figures = Vec::new();
    let mut add = |indicators: &[IndicatorDraft], achieved: &dyn Fn(&str) -> Option<String>| {
        for indicator in indicators {
            let id = indicator.id.as_ref().map(|id| id.to_string());
            let standard = indicator.standard.as_ref().map(|it| it.value.code().to_owned());
            figures.push(Figures {
                name: name(indicator, lang),
                planned: indicator.planned.as_ref().map(|it| quantity(&it.value)),
                per: indicator.per.as_ref().map(|it| it.to_string()),
                achieved: id.or(standard).and_then(|id: String| achieved(id.as_str())),
            });
        }
    };
    for files in drafts.grants.iter().filter(|it| is_it(&it.grant.slug)) {
        let results = files.report.iter().flat_map(|report| &report.result).collect::<Vec<_>>();
        let achieved = |id: &str| {
            let result = results.iter().find(|it| it.indicator.as_str() == id)?;
            result.achieved.as_ref().map(|it| quantity(&it.value))
        };
        add(&files.grant.draft.as_ref().expect("a grant").indicator, &achieved);
    }
    for lot in drafts.lots.iter().filter(|it| is_it(&it.slug)) {
        add(&lot.draft.as_ref().expect("a lot").indicator, &|_| None);
    }
    figures
}

/// How many of the planned and achieved values of `content/` came out of the document, of how many; and the others.
fn compared(content: &[Figures], imported: &[Figures]) -> (usize, usize, Vec<String>) {
    let (mut same, mut all, mut differ) = (0, 0, Vec::new());
    for wanted in content {
        let found = imported.iter().filter(|it| it.name == wanted.name).collect::<Vec<_>>();
        let got = |value: fn(&Figures) -> &Option<String>| {
            let mut values = found.iter().map(|it| value(it).clone());
            values.clone().find(|it| it == value(wanted)).or_else(|| values.next()).flatten()
        };
        for (what, value) in [
            ("planned", (|it| &it.planned) as fn(&Figures) -> &Option<String>),
            ("per", |it| &it.per),
            ("achieved", |it| &it.achieved),
        ] {
            let Some(expected) = value(wanted) else { continue };
            all += 1;
            match got(value) {
                Some(found) if found == *expected => same += 1,
                found => differ.push(format!("{} {what}: {expected} in content/, {found:?} imported", wanted.name)),
            }
        }
    }
    (same, all, differ)
}

fn content() -> Drafts {
    read::read(&Folder::new(env!("CARGO_MANIFEST_DIR"))).value
}

/// Imports a case into an empty portal and holds it against `content/`.
fn assert_imports(case: &str, lang: &str, is_it: impl Fn(&str) -> bool + Copy) -> Draft {
    let (draft, changes) = import(docx::from_text(&text_of(case)), &portal());
    let files = written(portal(), &changes);
    if std::env::var_os("SHOW_IMPORT").is_some() {
        for file in &changes.files {
            println!("--- {}\n{}", file.path, file.text.as_deref().unwrap_or_default());
        }
        draft.questions.iter().for_each(|question| println!("{question:?}"));
    }
    assert_eq!(errors(&files), Vec::<String>::new(), "{case}");
    let (same, all, differ) =
        compared(&figures(&content(), is_it, lang), &figures(&read::read(&files).value, |_| true, lang));
    assert!(all > 0 && same * 100 >= all * 95, "{case}: {same} of {all}\n{}", differ.join("\n"));
    draft
}

fn assert_no_personal_data(draft: &Draft) {
    let all = format!("{draft:?}");
    assert!(!all.contains("example.org") && !all.contains("000-00-00"), "{all}");
    assert!(draft.questions.iter().any(|question| question.what == What::PersonalDataLeftOut));
}

/// Questions about amounts and dates: the documents have none that cannot be read.
fn not_understood(draft: &Draft) -> Vec<String> {
    let about = |what| matches!(what, What::QuantityNotUnderstood | What::DateNotUnderstood | What::NotTakenOver);
    draft.questions.iter().filter(|it| about(it.what)).map(|it| format!("{it:?}")).collect()
}

#[test]
fn the_contract_annex_of_case_a() {
    let draft = assert_imports("case-a/annex-3.txt", "kk", |slug| slug == "ai-komek");
    assert_no_personal_data(&draft);
    assert_eq!(not_understood(&draft), Vec::<String>::new());
    assert!(draft.files.iter().any(|file| file.path == "grants/2024/ai-komek/grant.toml"));
    assert!(!draft.files.iter().any(|file| file.path.ends_with("report.toml")), "nothing is reported");
}

#[test]
fn the_lots_of_case_b() {
    let draft = assert_imports("case-b/lots.txt", "kk", |slug| slug.starts_with("lot-"));
    assert_eq!(draft.files.len(), 2);
    assert_eq!(not_understood(&draft), Vec::<String>::new());
}

#[test]
fn the_terms_of_reference_of_case_c() {
    let draft = assert_imports("case-c/terms.txt", "ky", |slug| slug == "osh-bright-future");
    assert_no_personal_data(&draft);
    assert_eq!(not_understood(&draft), Vec::<String>::new());
}

#[test]
fn the_final_report_of_case_e() {
    let draft = assert_imports("case-e/report.txt", "kk", |slug| slug == "adamgershilik");
    assert_no_personal_data(&draft);
    assert_eq!(not_understood(&draft), Vec::<String>::new());
    assert_eq!(draft.files.iter().filter(|file| file.path.ends_with("/story.toml")).count(), 5);
}

#[test]
fn importing_again_changes_nothing() {
    for case in ["case-a/annex-3.txt", "case-b/lots.txt", "case-c/terms.txt", "case-e/report.txt"] {
        let bytes = docx::from_text(&text_of(case));
        let files = written(portal(), &import(bytes.clone(), &portal()).1);
        let (_, again) = import(bytes, &files);
        let changed: Vec<_> = again.files.iter().filter(|file| file.text.is_some()).collect();
        assert!(changed.is_empty(), "{case}: {changed:#?}");
    }
}

/// Found by fuzzing: the second import took every lot of a priority for the first one.
#[test]
fn lots_of_one_priority_stay_apart() {
    let text = text_of("case-b/lots.txt");
    let priority = "Халықтың әлеуметтік осал топтарын қолдау";
    let other = "Пробация қызметтеріне жәрдемдесу";
    assert!(text.contains(&format!("| {priority}\n")) && text.contains(&format!("| {other}\n")), "{text}");
    let changes: [&[(&str, &str)]; 3] = [&[], &[("| 76\n", "|\n")], &[("| 76\n", "|\n"), ("| 2.\n", "| 1.\n")]];
    for changes in changes {
        let text = text.replace(other, priority);
        let text = changes.iter().fold(text, |text, (from, to)| text.replace(from, to));
        let (_, first) = import(docx::from_text(&text), &portal());
        let files = written(portal(), &first);
        let lots: Vec<_> =
            first.files.iter().map(|file| file.path.as_str()).filter(|it| it.starts_with("lots/")).collect();
        assert_eq!(lots.len(), 2, "{lots:?}");
        assert_ne!(lots[0], lots[1]);
        let (_, again) = import(docx::from_text(&text), &files);
        let changed: Vec<_> = again.files.iter().filter(|file| file.text.is_some()).collect();
        assert!(changed.is_empty(), "{changed:#?}");
    }
}

#[test]
fn a_cell_that_is_not_understood_is_named_and_kept() {
    let text = text_of("case-a/annex-3.txt").replace("кем дегенде 4", "қанша керек болса");
    let (draft, changes) = import(docx::from_text(&text), &portal());
    let asked: Vec<_> = draft.questions.iter().filter(|it| it.what == What::QuantityNotUnderstood).collect();
    let [question] = asked.as_slice() else { panic!("{asked:#?}") };
    assert_eq!(question.key.as_deref(), Some("indicator.kenester-turaly-aleumettik-zhelilerdegi.planned"));
    assert_eq!(question.origin.text, "қанша керек болса");
    assert!(matches!(question.origin.spot, Spot::Table { table: 5, row: 6, column: 5 }), "{:?}", question.origin.spot);
    assert_eq!(question.file.as_deref(), Some("grants/2024/ai-komek/grant.toml"));
    let files = written(portal(), &changes);
    assert_eq!(errors(&files), Vec::<String>::new());
    let grant = changes.files.iter().find(|file| file.path.ends_with("grant.toml")).and_then(|file| file.text.clone());
    assert!(grant.is_some_and(|text| text.contains("қанша керек болса")));
}

const RUSSIAN_REPORT: &str = "
# Итоговый отчёт по программе
=== table
---
| Наименование проекта
| «Школа соседей»
---
| Получатель гранта
| Общественный фонд «Пример»
---
| Срок реализации
| март–ноябрь 2023 года
---
| Сумма гранта
| 1,5 млн тенге
---
| Контактное лицо
| Тестова Т.Т., +7 (700) 000-00-00
===
# Мероприятия
=== table
---
| № п/п
| Наименование мероприятия
| Срок
| Ответственный
| Выполнение
---
| 1
| Встреча соседей
| апрель 2023 г.
| менеджер
| выполнено полностью
===
# Показатели
=== table
---
| Задача
| Показатель
| План
| Факт
---
|v Познакомить соседей
|v Встречи{br}Участники
| 4
| 5
---
|^
|^
| не менее 100 (ста) человек
| сто двадцать человек
---
| Рассказать о правах
| Публикации
| по 2 публикации с каждой встречи
| сколько вышло
===
# Истории успеха
## Двор помирился
К нам пришла Тестова Т.Т. с жалобой на шум. Соседи договорились о тишине.
";

#[test]
fn a_russian_report_with_other_tables() {
    let (draft, changes) = import(docx::from_text(RUSSIAN_REPORT), &portal());
    let files = written(portal(), &changes);
    assert_eq!(errors(&files), Vec::<String>::new());
    let figures = figures(&read::read(&files).value, |_| true, "ru");
    let told: Vec<_> = figures
        .iter()
        .map(|it| (it.name.as_str(), it.planned.as_deref(), it.per.as_deref(), it.achieved.as_deref()))
        .collect();
    assert_eq!(
        told,
        [
            ("встречи", Some("4"), None, Some("5")),
            ("участники", Some(">= 100"), None, Some("120")),
            ("публикации", Some("2"), Some("meeting"), None),
        ]
    );
    let asked = |what: What| {
        draft.questions.iter().filter(|it| it.what == what).map(|it| it.origin.text.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(asked(What::QuantityNotUnderstood), ["сколько вышло"]);
    assert_eq!(asked(What::NotTakenOver), ["менеджер"]);
    assert_eq!(asked(What::NameReplaced), ["Двор помирился"]);
    assert!(!format!("{draft:?}").contains("Тестова"), "a name is left");
    assert!(draft.files.iter().any(|file| file.path == "grants/2023/shkola-sosedei/report.toml"));
}
