//! What changed as data: corrections, changes, editions, withdrawals, former slugs.

use super::explained::silent;
use super::gone::{full, withdrawn, without};
use super::{compiled, frozen, portal, text};
use esep::read::Memory;
use std::collections::BTreeMap;

/// The rows of a table, each by the heads of its columns.
fn rows(portal: &Memory, table: &str) -> Vec<BTreeMap<String, String>> {
    let (site, _) = compiled(portal, None, 3);
    let mut reader = csv::Reader::from_reader(text(&site, &format!("data/{table}.csv")).as_bytes());
    reader.deserialize().collect::<Result<_, _>>().unwrap()
}

/// The values of some columns of a row.
fn cells<'r>(row: &'r BTreeMap<String, String>, heads: &[&str]) -> Vec<&'r str> {
    heads.iter().map(|head| row.get(*head).unwrap_or_else(|| panic!("no column {head}: {row:#?}")).as_str()).collect()
}

#[test]
fn a_renamed_grant_is_found_by_its_former_slug() {
    let grants = rows(&portal(), "grants");
    assert_eq!(cells(&grants[0], &["id", "former_slugs"]), ["moon-help", "ai-komek"]);
}

#[test]
fn a_correction_tells_the_value_after_it_and_its_edition() {
    let heads = ["id", "was", "now", "unit", "edition"];
    let corrections = rows(&portal(), "corrections");
    let id = "grants/moon-help/correction/parents/2025-03-01";
    assert_eq!(cells(&corrections[0], &heads), [id, ">= 50", ">= 60", "people", "2025-2"]);
    let (site, _) = compiled(&portal(), None, 3);
    let grant: serde_json::Value = serde_json::from_str(text(&site, "data/grants/moon-help.json")).unwrap();
    let it = &grant["corrections"][0];
    assert_eq!([&it["id"], &it["now"], &it["unit"], &it["edition"]], [id, ">= 60", "people", "2025-2"]);
    assert_eq!(grant["schema"]["version"], "1.2");
    assert!(grant["updated"].to_string().contains("2025-03-01"), "{}", grant["updated"]);
}

#[test]
fn changes_tell_whether_a_reason_is_given() {
    let heads = ["id", "grant", "about", "change_kind", "figure_part", "edition", "was", "now", "unit", "explained"];
    let told = |portal: &Memory| -> Vec<String> {
        let rows = rows(portal, "changes");
        rows.iter().map(|row| cells(row, &heads).join(" | ")).collect()
    };
    let row = |grant: &str, explained: &str| {
        let id = "2025-1/grants/ai-komek/parents/planned";
        format!(
            "{id} | {grant} | grants/{grant}#parents | changed | planned | 2025-2 | >= 50 | >= 60 | people | {explained}"
        )
    };
    assert_eq!(told(&portal()), [row("moon-help", "yes")]);
    assert_eq!(told(&silent()), [row("ai-komek", "no")]);
}

#[test]
fn editions_and_withdrawals_are_tables() {
    let editions = rows(&portal(), "editions");
    let named: Vec<Vec<&str>> = editions.iter().map(|row| cells(row, &["id", "date", "grants_count"])).collect();
    assert_eq!(named, [["2025-1", "2025-03-01", "1"], ["2025-2", "2025-03-02", "1"]]);
    assert!(editions.iter().all(|row| row["checksum"].len() == 64));
    let gone = withdrawn(without(frozen(&full(), "2025-1", 1), "content/outlets/"), "outlets/city-news");
    let withdrawals = rows(&gone, "withdrawals");
    let heads = ["id", "title_ru", "last_edition", "date", "text_ru"];
    let told = ["outlets/city-news", "Новости города", "2025-1", "2025-03-02", "Опубликовано по ошибке."];
    assert_eq!(cells(&withdrawals[0], &heads), told);
}

#[test]
fn changes_of_one_grant_stand_in_its_workbook_in_words() {
    let (site, _) = compiled(&silent(), None, 3);
    let changes = text(&site, "data/ru/changes.csv");
    assert!(changes.contains("изменилось") && changes.contains("Родители-участники"), "{changes}");
    assert!(site.contains_key("data/grants/ai-komek/changes.csv"));
}
