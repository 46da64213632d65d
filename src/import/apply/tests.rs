use super::*;
use crate::import::{Record, Spot, Value};
use crate::read::Memory;
use crate::value::{date, quantity};

const PATH: &str = "grants/2025/orman/grant.toml";

fn origin() -> Origin {
    Origin::new(Spot::Document, "")
}

fn planned(text: &str) -> Value {
    Value::Quantity(quantity::parse(text).unwrap())
}

fn draft(build: impl FnOnce(&mut File)) -> Draft {
    let mut draft = Draft::default();
    build(draft.file(PATH));
    draft
}

fn applied(there: &str, overwrite: bool, build: impl FnOnce(&mut File)) -> FileChanges {
    let files = Memory::default().with(&format!("content/{PATH}"), there);
    apply(&draft(build), &files, overwrite).unwrap().files.remove(0)
}

fn text(changes: &FileChanges) -> &str {
    changes.text.as_deref().unwrap_or("(as it is)")
}

const THERE: &str = "\
# The grant\r
title.kk = \"Орман\"   # short\r
title.ru = 'Лес'\r
amount = 3_249_000\r
period = { start = \"2025-03\" }\r
\r
# Where it comes from\r
[source]\r
kind = \"contract\"\r
title.kk = \"Шарт\"\r
\r
# Figures\r
[[indicator]]\r
id = \"trees\"\r
title.kk = \"Ағаш\"\r
planned = \">= 50\" # as signed\r
\r
[[note]]\r
text.kk = \"Түсінік\"\r
";

#[test]
fn what_is_the_same_stays_byte_for_byte() {
    let changes = applied(THERE, true, |file| {
        file.put("title.ru", Value::text("Лес "), origin());
        file.put("amount", planned("3 249 000"), origin());
        file.put("period.start", Value::Date(date::parse("2025-03").unwrap()), origin());
        file.add(
            Record::new("indicator", origin()).with("id", Value::text("trees")).with("planned", planned("не менее 50")),
        );
    });
    assert_eq!(changes.text, None);
    assert_eq!(changes.count(|state| *state == State::Same), 5);
}

#[test]
fn new_values_go_where_the_model_wants_them() {
    let changes = applied(THERE, false, |file| {
        file.put("summary.kk", Value::text("Қысқаша"), origin());
        file.put("title.en", Value::text("Forest"), origin());
        file.put("period.end", Value::Date(date::parse("2025-11").unwrap()), origin());
        file.put("source.language", Value::text("kk"), origin());
        file.put("status", Value::text("running"), origin());
        file.add(Record::new("indicator", origin()).with("planned", planned("5")).with("id", Value::text("people")));
        file.add(
            Record::new("indicator", origin()).with("id", Value::text("trees")).with("unit", Value::text("items")),
        );
        file.add(Record::new("task", origin()).with("id", Value::text("plant")));
    });
    let expected = THERE
        .replace("'Лес'\r\n", "'Лес'\r\ntitle.en = \"Forest\"\r\nsummary.kk = \"Қысқаша\"\r\nstatus = \"running\"\r\n")
        .replace("\"2025-03\" }", "\"2025-03\", end = \"2025-11\" }")
        .replace("\"Шарт\"\r\n", "\"Шарт\"\r\nlanguage = \"kk\"\r\n\r\n[[task]]\r\nid = \"plant\"\r\n")
        .replace("signed\r\n", "signed\r\nunit = \"items\"\r\n\r\n[[indicator]]\r\nid = \"people\"\r\nplanned = 5\r\n");
    assert_eq!(text(&changes), expected);
}

#[test]
fn a_value_that_differs_is_kept_until_it_may_be_overwritten() {
    let differing = |file: &mut File| {
        file.put("title.kk", Value::text("Тоғай"), origin());
        file.add(Record::new("indicator", origin()).with("id", Value::text("trees")).with("planned", planned("60")));
    };
    let kept = applied(THERE, false, differing);
    assert_eq!((kept.text.clone(), kept.count(|state| matches!(state, State::Kept { .. }))), (None, 2));
    let changed = applied(THERE, true, differing);
    assert_eq!(text(&changed), THERE.replace("\"Орман\"", "\"Тоғай\"").replace("\">= 50\"", "60"));
    assert_eq!(changed.values[2].state, State::Changed { old: "\">= 50\"".to_owned() });
}

#[test]
fn records_without_a_name_are_known_by_what_they_say_and_by_their_place() {
    let there = "[[team]]\nrole.kk = \"Бухгалтер\"\n\n[[team]]\nrole.kk = \"Жетекші\"\ncount = 1\n";
    let changes = applied(there, true, |file| {
        file.add(Record::new("team", origin()).with("role.kk", Value::text("Жетекші")));
        file.add(Record::new("team", origin()).with("role.kk", Value::text("Есепші")));
        file.add(Record::new("team", origin()).with("role.kk", Value::text("Маман")).with("count", planned("2")));
    });
    assert_eq!(
        text(&changes),
        format!("{there}\n[[team]]\nrole.kk = \"Есепші\"\n\n[[team]]\nrole.kk = \"Маман\"\ncount = 2\n")
    );
}

#[test]
fn a_new_file_reads_as_if_it_were_written_by_hand() {
    let mut draft = draft(|file| {
        file.add(Record::new("indicator", origin()).with("id", Value::text("trees")).with("planned", planned("80 %")));
        file.put("source.title.ru", Value::text("Договор «О лесе»"), origin());
        file.put("source.kind", Value::text("contract"), origin());
        file.put("period.end", Value::Date(date::parse("2025").unwrap()), origin());
        file.put("period.start", Value::Date(date::parse("2024").unwrap()), origin());
        file.put("theme", Value::texts(["a", "b"]), origin());
        file.put("title.ru", Value::text("Лес"), origin());
    });
    let mut breakdown =
        Record::new("breakdown", origin()).with("of", Value::text("x")).with("by", Value::text("status"));
    breakdown.records = vec![
        Record::new("part", origin())
            .with("value", planned("3"))
            .with("name.kk", Value::text("бала"))
            .with("name.ru", Value::text("дети")),
    ];
    draft.file("grants/2025/orman/report.toml").add(breakdown);
    draft.file("grants/2025/orman/kk.md").write("Бірінші.", origin());
    draft.file("grants/2025/orman/kk.md").write("Екінші.", origin());
    let changes = apply(&draft, &Memory::default(), false).unwrap();
    let texts: Vec<&str> = changes.files.iter().map(text).collect();
    assert_eq!(
        texts[0],
        "title.ru = \"Лес\"\ntheme = [\"a\", \"b\"]\nperiod = { start = \"2024\", end = \"2025\" }\n\n[source]\nkind = \"contract\"\ntitle.ru = \"Договор «О лесе»\"\n\n[[indicator]]\nid = \"trees\"\nplanned = \"80 %\"\n"
    );
    assert_eq!(
        texts[1],
        "[[breakdown]]\nof = \"x\"\nby = \"status\"\npart = [\n    { name = { kk = \"бала\", ru = \"дети\" }, value = 3 },\n]\n"
    );
    assert_eq!(texts[2], "Бірінші.\n\nЕкінші.\n");
}

#[test]
fn nothing_leaves_the_content_and_nothing_is_put_into_what_cannot_be_read() {
    for path in
        ["../portal.toml", "grants/../../x/grant.toml", "/etc/grant.toml", "grants/x/.git/grant.toml", "lots/x.toml"]
    {
        let mut draft = Draft::default();
        draft.file(path).put("title", Value::text("x"), origin());
        assert_eq!(apply(&draft, &Memory::default(), true), Err(Fault::OutsideContent(path.to_owned())));
    }
    let files = Memory::default().with(&format!("content/{PATH}"), "title = \n");
    let draft = draft(|file| file.put("title", Value::text("x"), origin()));
    assert_eq!(apply(&draft, &files, true), Err(Fault::BrokenContent(PATH.to_owned())));
}

#[test]
fn what_the_document_does_not_say_overwrites_nothing() {
    let mut draft = draft(|file| {
        file.put("title.kk", Value::text("Құжат"), origin());
        file.put("amount", planned("1"), origin());
        file.add(Record::new("indicator", origin()).with("id", Value::text("trees")).with("planned", planned("7")));
    });
    let guess = |what: What, key: &str| Question::new(what, origin()).about(PATH, key);
    let questions = [guess(What::Missing, "title"), guess(What::Guessed, "indicator.trees.planned")];
    draft.questions = questions.to_vec();
    let files = Memory::default().with(&format!("content/{PATH}"), THERE);
    let changes = apply(&draft, &files, true).unwrap();
    let state = |key: &str| changes.files[0].values.iter().find(|it| it.key == key).unwrap().state.clone();
    assert_eq!(state("title.kk"), State::Answered);
    assert_eq!(state("indicator.trees.planned"), State::Answered);
    assert_eq!(state("amount"), State::Changed { old: "3_249_000".to_owned() });
    assert!(questions.iter().all(|question| changes.answer(question)));
    // What the content still has as it was guessed, is still asked.
    let same = super::tests::draft(|file| file.put("title.kk", Value::text("Орман"), origin()));
    let same = Draft { questions: questions.to_vec(), ..same };
    let changes = apply(&same, &files, true).unwrap();
    assert!(!changes.answer(&questions[0]) && !changes.answer(&questions[1]));
}

#[test]
fn a_new_record_comes_after_the_unused_keys_of_the_one_before() {
    let one = "[[indicator]]\nid = \"trees\"\nplanned = 50\n# Per what.\n#per = \"group\"\n";
    let add = |file: &mut File| file.add(Record::new("indicator", origin()).with("id", Value::text("seeds")));
    let new = "\n[[indicator]]\nid = \"seeds\"";
    assert_eq!(text(&applied(one, false, add)), format!("{one}{}\n", &new[0..]));
    let with_rest = format!("{one}\n# Notes.\n#[[note]]\n");
    assert_eq!(text(&applied(&with_rest, false, add)), format!("{one}{new}\n\n# Notes.\n#[[note]]\n"));
    // A comment with something right below it belongs to that.
    let below = "[[indicator]]\nid = \"trees\"\n# A note.\n[[note]]\ntext.kk = \"Түсінік\"\n";
    let after = below.replacen("\"trees\"\n", &format!("\"trees\"\n{new}\n"), 1);
    assert_eq!(text(&applied(below, false, add)), after);
}

#[test]
fn three_decimals_are_written_with_a_fourth() {
    let said = |text| written::value(&planned(text));
    assert_eq!([said("1.125"), said(">= 1.125"), said("1.12")], ["1.1250", "\">= 1.1250\"", "1.12"]);
}
