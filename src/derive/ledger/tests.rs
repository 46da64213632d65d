use super::*;
use crate::read::{Memory, read};
use std::collections::BTreeSet;

const PORTAL: &str = "title = \"П\"\ndescription = \"П\"\nlanguages = [\"kk\"]\ncurrency = \"KZT\"\nbase_url = \"https://baq.example/\"\n";
const GRANT: &str = r#"
title = "Бақ"
summary = "Бақ отырғызу."
status = "completed"
amount = "1 200 000"
source = { kind = "contract", title = "Шарт" }
updated = 2026-01-01

[[indicator]]
id = "trees"
title = "Ағаш"
planned = ">= 12.50"
unit = "items"
per = "group"

[[indicator]]
id = "pupils"
title = "Оқушы"
planned = "0"
"#;

fn ledger(grant: &str) -> Ledger {
    let files = [("content/portal.toml", PORTAL), ("content/grants/baq/grant.toml", grant)];
    let files = files.into_iter().map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).collect();
    let portal = read(&Memory { files }).then(crate::model::model).value.expect("a portal");
    assert_eq!(portal.grants.len(), 1, "a grant");
    crate::derive::derive(&portal).ledger
}

fn values(ledger: &Ledger, id: &str) -> String {
    let figure = ledger.find("grants/baq", id).expect("a figure");
    let values: Vec<String> = figure.values.iter().map(|(part, text)| format!("{part}={text}")).collect();
    values.join(", ")
}

#[test]
fn every_figure_has_its_name_and_its_values() {
    let ledger = ledger(GRANT);
    assert_eq!(values(&ledger, "figure-amount"), "value=1200000 KZT");
    assert_eq!(values(&ledger, "trees"), "planned=>= 12.5, achieved=not reported, per=group, unit=items");
    assert_eq!(values(&ledger, "pupils"), "planned=0, achieved=not reported");
    assert!(ledger.find("grants/baq", "figure-needed").is_none());
    assert!(ledger.find("grants/ba", "trees").is_none());
}

#[test]
fn a_name_belongs_to_one_figure() {
    let ledger = ledger(GRANT);
    let names: BTreeSet<(&str, &str)> = ledger.figures().iter().map(|it| (&*it.page, it.id.as_str())).collect();
    assert_eq!(names.len(), ledger.figures().len());
    assert_eq!(ledger.of_page("grants/baq").len(), ledger.figures().len());
}

#[test]
fn another_value_has_another_code_and_another_writing_has_not() {
    let code = |grant: &str| ledger(grant).find("grants/baq", "trees").map(|figure| figure.code);
    let page = |grant: &str| ledger(grant).page_code("grants/baq");
    let same = GRANT.replace(">= 12.50", "кемінде 12,5").replace("Ағаш", "Алма ағашы");
    let other = GRANT.replace(">= 12.50", "12.50");
    assert_eq!(code(GRANT), code(&same));
    assert_eq!(page(GRANT), page(&same));
    assert_ne!(code(GRANT), code(&other));
    assert_ne!(page(GRANT), page(&other));
    assert_ne!(ledger(GRANT).chart_code("grants/baq", "progress"), ledger(GRANT).chart_code("grants/baq", "months"));
}

#[test]
fn parts_are_read_back() {
    let parts =
        [Part::Planned, Part::Target(2027), Part::Of("3".to_owned()), Part::Of("not-met".to_owned()), Part::Per];
    for part in parts {
        assert_eq!(Part::parse(&part.to_string()), Some(part));
    }
    assert_eq!(Part::parse("target-soon"), None);
}
