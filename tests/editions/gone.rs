//! What an edition has and the content has no longer: pages of every kind, and whole editions.

use super::{compiled, frozen, portal, sound, text};
use esep::finding::{Finding, Findings};
use esep::output::edition;
use esep::read::{Files, Memory};

const STORY: &str = "title.kk = \"Алғашқы қадам\"\ntitle.ru = \"Первый шаг\"\nsummary.kk = \"Қалай басталды.\"\n\
    summary.ru = \"Как всё началось.\"\nanonymous = true\nconsent = \"not-needed\"\n";
const WITHDRAWN: &str = "\n[[withdrawn]]\nabout = \"PAGE\"\ndate = \"2025-03-02\"\ntext.kk = \"Қате жарияланған.\"\n\
    text.ru = \"Опубликовано по ошибке.\"\n";

/// The sound portal with a story and a page of text.
pub fn full() -> Memory {
    let page = |title: &str, text: &str| format!("+++\ntitle = \"{title}\"\n+++\n\n{text}\n");
    sound()
        .with("content/grants/2024/ai-komek/stories/first-step/story.toml", STORY)
        .with("content/pages/about/kk.md", page("Портал туралы", "Портал не үшін керек."))
        .with("content/pages/about/ru.md", page("О портале", "Зачем нужен портал."))
}

/// The same with an edition of 1 March, and everything of this name called otherwise since.
fn renamed(from: &str, to: &str) -> Memory {
    let Memory { files } = frozen(&full(), "2025-1", 1);
    let rename = |(path, bytes): (String, Vec<u8>)| match path.starts_with("content/") {
        true => (
            path.replace(from, to),
            String::from_utf8(bytes).unwrap().replace(&format!("{from}\""), &format!("{to}\"")).into_bytes(),
        ),
        false => (path, bytes),
    };
    Memory { files: files.into_iter().map(rename).collect() }
}

/// A portal with `line` at the top of a file, or of its head.
fn with_line(portal: Memory, path: &str, line: &str) -> Memory {
    let text = String::from_utf8(portal.read(path).unwrap()).unwrap();
    let text = match text.strip_prefix("+++\n") {
        Some(head) => format!("+++\n{line}\n{head}"),
        None => format!("{line}\n{text}"),
    };
    portal.with(path, text)
}

pub fn withdrawn(portal: Memory, page: &str) -> Memory {
    let settings = String::from_utf8(portal.read("content/portal.toml").unwrap()).unwrap();
    portal.with("content/portal.toml", settings + &WITHDRAWN.replace("PAGE", page))
}

pub fn without(portal: Memory, beginning: &str) -> Memory {
    let left = portal.files.into_iter().filter(|(path, _)| !path.starts_with(beginning));
    Memory { files: left.collect() }
}

fn errors(findings: &Findings) -> Vec<String> {
    let gap = |it: &Finding, name: &str| {
        let arg = it.args.iter().find(|(gap, _)| *gap == name);
        arg.map_or(String::new(), |(_, arg)| format!(" {}", serde_json::to_value(arg).unwrap().as_str().unwrap()))
    };
    let told = |it: &Finding| {
        format!("{}{}", it.code.name(), if gap(it, "value").is_empty() { gap(it, "edition") } else { gap(it, "value") })
    };
    findings.iter().filter(|it| it.is_error()).map(told).collect()
}

fn found(portal: &Memory) -> Vec<String> {
    errors(&compiled(portal, None, 3).1)
}

/// Each kind: its folder in addresses, its name before and after, the file that keeps the former name.
const KINDS: [(&str, &str, &str, &str); 4] = [
    ("stories/", "first-step", "second-step", "content/grants/2024/ai-komek/stories/second-step/story.toml"),
    ("organisations/", "parents-fund", "family-fund", "content/organisations/family-fund.toml"),
    ("outlets/", "city-news", "town-news", "content/outlets/town-news.toml"),
    ("", "about", "who-we-are", "content/pages/who-we-are/kk.md"),
];

#[test]
fn what_is_renamed_without_a_word_is_found_and_leads_on_with_one() {
    for (folder, from, to, file) in KINDS {
        let portal = renamed(from, to);
        let (_, findings) = compiled(&portal, None, 3);
        assert_eq!(errors(&findings), [format!("page-gone {folder}{from}")]);
        let finding = findings.iter().find(|it| it.is_error()).unwrap();
        assert_eq!(finding.did_you_mean, Some(format!("{folder}{to}")));
        assert_eq!(finding.place.as_ref().map(|place| &*place.file), Some(file));
        let kept = with_line(portal, file, &format!("former_slugs = [\"{from}\"]"));
        let (site, findings) = compiled(&kept, None, 3);
        assert_eq!(errors(&findings), [""; 0]);
        let page = text(&site, &format!("ru/{folder}{from}/index.html"));
        assert!(page.contains(&format!("content=\"0; url=../{to}/\"")), "{page}");
        assert!(page.contains("Страница переехала") && !page.contains("не публикуется"), "{page}");
    }
}

#[test]
fn what_is_withdrawn_is_told_at_its_address_and_among_the_changes() {
    for (folder, from, ..) in KINDS {
        let of_name = |path: &&String| path.starts_with("content/") && path.contains(from) && path.contains(folder);
        let mut portal = frozen(&full(), "2025-1", 1);
        let gone: Vec<String> = portal.files.keys().filter(of_name).cloned().collect();
        gone.iter().for_each(|path| drop(portal.files.remove(path)));
        portal = portal.clone().with(
            super::GRANT,
            String::from_utf8(portal.read(super::GRANT).unwrap())
                .unwrap()
                .replace("[[party]]\norganisation = \"parents-fund\"\nrole = \"grantee\"\n", ""),
        );
        let is_organisation = folder == "organisations/";
        if !is_organisation {
            portal = portal.clone().with(super::GRANT, full().read(super::GRANT).unwrap());
        }
        let page = format!("{folder}{from}");
        assert_eq!(found(&portal), [format!("page-gone {page}")]);
        let (site, findings) = compiled(&withdrawn(portal, &page), None, 3);
        assert_eq!(errors(&findings), [""; 0]);
        let told = text(&site, &format!("ru/{page}/index.html"));
        assert!(told.contains("Опубликовано по ошибке.") && told.contains("../e/2025-1/ru/"), "{told}");
        let changes = text(&site, "ru/changes/index.html");
        assert!(changes.contains("Опубликовано по ошибке.") && changes.contains("Снято с портала"), "{changes}");
        assert!(text(&site, "ru/changes.xml").contains("Опубликовано по ошибке."));
    }
}

#[test]
fn stories_go_with_their_grant() {
    let portal = without(frozen(&full(), "2025-1", 1), "content/grants/");
    assert_eq!(found(&portal), ["page-gone grants/ai-komek", "page-gone stories/first-step"]);
    let (site, findings) = compiled(&withdrawn(portal, "grants/ai-komek"), None, 3);
    assert_eq!(errors(&findings), [""; 0]);
    assert!(text(&site, "kk/stories/first-step/index.html").contains("Қате жарияланған."));
}

#[test]
fn an_edition_of_an_older_program_still_guards_its_stories() {
    let portal = without(frozen(&full(), "2025-1", 1), "content/grants/2024/ai-komek/stories/");
    let ledger = String::from_utf8(portal.read("editions/2025-1/ledger.json").unwrap()).unwrap();
    let lines = ledger.lines().filter(|line| !line.starts_with("{\"page\":\"") || line.contains("\"code\""));
    let ledger = lines.collect::<Vec<_>>().join("\n");
    assert!(!ledger.contains("stories/"));
    let seal = String::from_utf8(portal.read("editions/2025-1/edition.json").unwrap()).unwrap();
    assert!(seal.contains("stories/first-step"));
    let found = found(&portal.with("editions/2025-1/ledger.json", ledger));
    assert!(found.contains(&"page-gone stories/first-step".to_owned()), "{found:?}");
}

#[test]
fn a_whole_edition_that_is_gone_is_found() {
    let both = portal();
    assert_eq!(found(&both), [""; 0]);
    // The second edition names the first one.
    let one = without(both.clone(), "editions/2025-1/");
    assert_eq!(found(&one), ["edition-gone 2025-1"]);
    assert_eq!(found(&withdrawn(one, "e/2025-1")), [""; 0]);
    // Of the last one only the list of editions knows.
    let list = edition::list(&both, "2025-2").unwrap();
    let listed = both.with("editions/list.json", list);
    assert_eq!(found(&listed), [""; 0]);
    assert_eq!(found(&without(listed.clone(), "editions/2025-2/")), ["edition-gone 2025-2"]);
    assert_eq!(found(&without(listed.clone(), "editions/2025-")), ["edition-gone 2025-1", "edition-gone 2025-2"]);
    let broken = found(&listed.with("editions/list.json", "{"));
    assert_eq!(broken, ["edition-unreadable list.json"]);
}

#[test]
fn an_edition_that_was_made_anew_is_found() {
    let both = portal();
    let again = frozen(&without(sound(), "content/outlets/"), "2025-1", 1);
    let other = again.files.into_iter().filter(|(path, _)| path.starts_with("editions/"));
    let forged = other.fold(without(both, "editions/2025-1/"), |portal, (path, bytes)| portal.with(&path, bytes));
    assert!(found(&forged).contains(&"edition-altered 2025-1".to_owned()));
}

#[test]
fn a_withdrawn_edition_is_told_on_the_page_of_editions() {
    let (site, _) = compiled(&withdrawn(without(portal(), "editions/2025-1/"), "e/2025-1"), None, 3);
    let editions = text(&site, "ru/editions/index.html");
    assert!(editions.contains("2025-1") && editions.contains("Опубликовано по ошибке."), "{editions}");
}
