use super::*;
use crate::language::Lang;
use crate::value::PartialDate;
use jiff::civil::date;

/// A figure whose words hold everything that a format could trip over.
fn hostile() -> Reference {
    Reference {
        key: "grants.baq.trees.kk".into(),
        kind: Kind::Figure,
        type_word: "көрсеткіш".into(),
        title: "Ағаш {80 %} & \\_#$~^ «Әғқңөұүһі»\nER  - ".into(),
        value: Some("Жоспар: кемінде 80 %".into()),
        language: Lang::Kk,
        within: Some("Бақ".into()),
        organisation: Some("ЖШС «А, Б және В» }".into()),
        portal: "Ашық есеп".into(),
        number: "grants/baq".into(),
        address: "https://baq.example/kk/grants/baq/#trees".into(),
        data: Some(PartialDate::Month(2026, 3)),
        made: date(2026, 11, 20),
        version: "2026 ж. 20 қараша күнгі ағымдағы нұсқа".into(),
        code: Some("7KQ2M-4F9XT".into()),
        note: Some("Тексеру коды: 7KQ2M-4F9XT".into()),
        values: vec![("planned".into(), ">= 80 %".into())],
    }
}

fn plain() -> Reference {
    Reference { title: "Ағаш".into(), organisation: Some("Бақ қоры".into()), ..hostile() }
}

fn depth(text: &str) -> (i32, i32) {
    text.chars().fold((0, 0), |(depth, lowest), sign| {
        let depth = depth + i32::from(sign == '{') - i32::from(sign == '}');
        (depth, lowest.min(depth))
    })
}

#[test]
fn an_entry_of_biblatex_says_everything_in_utf_8() {
    let expected = "@online{grants.baq.trees.kk,
  author = {{Бақ қоры}},
  title = {Ағаш (Жоспар: кемінде 80 \\%)},
  titleaddon = {Бақ},
  type = {көрсеткіш},
  organization = {{Ашық есеп}},
  date = {2026-03},
  version = {2026 ж. 20 қараша күнгі ағымдағы нұсқа},
  note = {Тексеру коды: 7KQ2M-4F9XT},
  url = {https://baq.example/kk/grants/baq/#trees},
  urldate = {2026-11-20},
  langid = {kazakh},
}
";
    assert_eq!(biblatex::entry(&plain()), expected);
    let grant = Reference { kind: Kind::Grant, value: None, within: None, ..plain() };
    assert!(biblatex::entry(&grant).starts_with("@report{"));
    assert!(biblatex::entry(&grant).contains("  institution = {{Ашық есеп}},\n"));
}

#[test]
fn no_text_opens_or_closes_a_brace_of_biblatex() {
    let entry = biblatex::entry(&hostile());
    assert_eq!(depth(&entry), (0, 0), "{entry}");
    assert!(entry.contains("Ағаш \\textbraceleft{}80 \\%\\textbraceright{} \\& \\textbackslash{}\\_\\#\\$"), "{entry}");
    assert_eq!(entry.lines().count(), biblatex::entry(&plain()).lines().count());
}

#[test]
fn a_record_of_ris_has_one_value_a_line() {
    let record = ris::record(&hostile());
    let lines: Vec<&str> = record.split_terminator("\r\n").collect();
    assert!(lines.iter().all(|line| line.get(2..6) == Some("  - ")), "{record}");
    assert_eq!(lines.first().zip(lines.last()), Some((&"TY  - WEB", &"ER  - ")));
    for line in ["LA  - kk", "PY  - 2026", "DA  - 2026/03//", "Y2  - 2026/11/20/", "AU  - ЖШС «А, Б және В» }"]
    {
        assert!(lines.contains(&line), "{line}: {record}");
    }
}

#[test]
fn an_item_of_csl_keeps_text_and_dates_as_they_are() {
    let item = csl::item(&hostile());
    let at = |pointer: &str| item.pointer(pointer).cloned().unwrap_or_default();
    assert_eq!(at("/title"), hostile().full_title());
    assert_eq!(at("/author/0/literal"), "ЖШС «А, Б және В» }");
    assert_eq!(at("/issued/date-parts/0"), serde_json::json!([2026, 3]));
    assert_eq!(at("/accessed/date-parts/0"), serde_json::json!([2026, 11, 20]));
    assert_eq!(at("/custom/planned"), ">= 80 %");
    let entry = csl::entry(&hostile());
    assert_eq!(serde_json::from_str::<serde_json::Value>(&entry).ok(), Some(item));
    assert!(entry.contains("\n  \"issued\": {\"date-parts\":[[2026,3]]},\n"), "{entry}");
}

#[test]
fn the_date_of_access_is_found_behind_any_title() {
    let dated = Dated::new("A \0 b \0).", "20.11.2026".into());
    assert_eq!((dated.before.as_str(), dated.after.as_str()), ("A \0 b ", ")."));
    assert_eq!(dated.text(), "A \0 b 20.11.2026).");
}
