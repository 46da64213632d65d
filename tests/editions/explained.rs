//! What changed without a reason: it stays marked until somebody gives one, whatever is frozen in between.

use super::{CORRECTION, GRANT, changed, compiled, frozen, portal, sound, text};
use esep::finding::Findings;
use esep::read::{Files, Memory};
use std::collections::BTreeSet;

/// Two editions, and a figure that changed between them without a word.
pub fn silent() -> Memory {
    frozen(&changed(&frozen(&sound(), "2025-1", 1), ">= 50", ">= 60"), "2025-2", 2)
}

fn added(portal: &Memory, path: &str, more: &str) -> Memory {
    let text = String::from_utf8(portal.read(path).unwrap()).unwrap();
    portal.clone().with(path, text + more)
}

fn codes(findings: &Findings) -> Vec<&str> {
    findings.iter().map(|it| it.code.name()).collect()
}

#[test]
fn freezing_an_edition_explains_nothing() {
    let (site, findings) = compiled(&silent(), None, 3);
    assert_eq!(codes(&findings), ["change-without-correction"]);
    let changes = text(&site, "ru/changes/index.html");
    assert!(
        changes.contains("Причина не указана.") && changes.contains("Для 1 изменения причина не указана."),
        "{changes}"
    );
    assert!(text(&site, "kk/changes/index.html").contains("Себебі көрсетілмеген."));
    assert!(text(&site, "ru/grants/ai-komek/figures/index.html").contains("Причина не указана."));
    // A third edition, and it is still there.
    let (_, findings) = compiled(&frozen(&silent(), "2025-3", 3), None, 4);
    assert_eq!(codes(&findings), ["change-without-correction"]);
}

#[test]
fn a_correction_explains_it_also_afterwards() {
    for date in ["2025-03-01", "2025-03-03"] {
        let late = added(&silent(), GRANT, &CORRECTION.replace("2025-03-01", date));
        let (site, findings) = compiled(&late, None, 3);
        assert_eq!(codes(&findings), [""; 0], "{date}");
        let changes = text(&site, "ru/changes/index.html");
        assert!(!changes.contains("Причина не указана."), "{changes}");
        assert_eq!(changes.matches("В приложении к договору указано 60.").count(), 1, "{changes}");
    }
}

#[test]
fn one_correction_does_not_explain_two_changes() {
    let explained = added(&silent(), GRANT, &CORRECTION.replace("2025-03-01", "2025-03-02"));
    let again = changed(&explained, ">= 60", ">= 70");
    let (_, findings) = compiled(&again, None, 3);
    assert_eq!(codes(&findings), ["change-without-correction"]);
    let back = changed(&explained, "planned = \">= 60\"", "planned = \">= 50\"");
    let second = CORRECTION.replace("2025-03-01", "2025-03-03").replace("50", "60");
    let (_, findings) = compiled(&added(&back, GRANT, &second), None, 3);
    assert_eq!(codes(&findings), [""; 0]);
}

/// The entries of the feed: their ids, and what they say.
fn entries(portal: &Memory, day: i8) -> Vec<(String, String, String)> {
    let (site, _) = compiled(portal, None, day);
    let part = |entry: &str, tag: &str| {
        let rest = entry.split(&format!("<{tag}>")).nth(1).unwrap();
        rest.split(&format!("</{tag}>")).next().unwrap().to_owned()
    };
    let feed = text(&site, "ru/changes.xml").to_owned();
    feed.split("<entry>").skip(1).map(|it| (part(it, "id"), part(it, "updated"), part(it, "summary"))).collect()
}

#[test]
fn the_feed_tells_unexplained_changes_at_once_under_one_id() {
    let pending = changed(&frozen(&sound(), "2025-1", 1), ">= 50", ">= 60");
    let first = entries(&pending, 2);
    assert!(first.iter().any(|(_, _, says)| says.contains("Причина не указана.")), "{first:#?}");
    assert_eq!(first, entries(&pending, 3), "another day, the same entries");
    let ids = |entries: &[(String, String, String)]| entries.iter().map(|it| it.0.clone()).collect::<BTreeSet<_>>();
    let later = entries(&added(&silent(), GRANT, CORRECTION), 3);
    assert_eq!(ids(&first), ids(&later), "frozen and explained, it is the same entry");
}

#[test]
fn ids_of_corrections_stay_when_others_are_added_or_the_grant_is_renamed() {
    let of_text =
        |day: &str| CORRECTION.replace("parents", "grant").replace("was = \">= 50\"\n", "").replace("2025-03-01", day);
    let one = added(&portal(), "content/grants/2024/moon-help/grant.toml", &of_text("2025-02-20"));
    let path = "content/grants/2024/moon-help/grant.toml";
    let text_of = String::from_utf8(one.read(path).unwrap()).unwrap();
    let (head, tail) = text_of.split_once("\n[[correction]]").unwrap();
    let two = one.clone().with(path, format!("{head}{}\n[[correction]]{tail}", of_text("2025-02-10")));
    let ids = |portal: &Memory| entries(portal, 3).into_iter().map(|it| it.0).collect::<BTreeSet<_>>();
    let (before, after) = (ids(&one), ids(&two));
    assert!(
        before.len() >= 2 && after.len() == before.len() + 1 && after.is_superset(&before),
        "{before:#?} {after:#?}"
    );
    let rows = |portal: &Memory| {
        let (site, _) = compiled(portal, None, 3);
        let table = text(&site, "data/corrections.csv").to_owned();
        table
            .lines()
            .skip(1)
            .filter_map(|line| line.split(',').next().map(str::to_owned))
            .filter(|it| it.contains("/correction/"))
            .collect::<BTreeSet<_>>()
    };
    let (before, after) = (rows(&one), rows(&two));
    assert_eq!(
        before.iter().map(String::as_str).collect::<Vec<_>>(),
        ["grants/moon-help/correction/parents/2025-03-01", "grants/moon-help/correction/whole/2025-02-20"]
    );
    assert!(after.is_superset(&before) && after.len() == 3, "{after:#?}");
    let twice = added(&one, path, &of_text("2025-02-20"));
    assert!(rows(&twice).contains("grants/moon-help/correction/whole/2025-02-20-2"));
}
