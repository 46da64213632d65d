use super::*;
use crate::read::Memory;

const PORTAL: &str = "title = \"П\"\ndescription = \"П\"\nlanguages = [\"kk\", \"ru\"]\ncurrency = \"KZT\"\n";
const PLAN: &str = r#"
[[activity]]
id = "talk"
title = "Т"

[[indicator]]
id = "trees"
title = "Т"
planned = 12

[[indicator]]
id = "pupils"
title = "О"
planned = 30

[[indicator]]
id = "blank"
title = "Б"
planned = "?"
"#;

fn completeness(files: &[(&str, &str)]) -> Completeness {
    let files = files.iter().fold(Memory::default().with("content/portal.toml", PORTAL), |all, (path, text)| {
        all.with(&format!("content/{path}"), *text)
    });
    crate::looked_through(&files, |portal, _, findings| Completeness::of(portal, findings)).value.expect("a portal")
}

fn grant(status: &str, rest: &str) -> String {
    let source = "source = { kind = \"contract\", title = \"Ш\" }\nupdated = 2026-01-01\n";
    format!("title = \"Г\"\nsummary = \"Г\"\nstatus = \"{status}\"\n{source}{rest}")
}

/// What is missing, a word each.
fn gaps(shares: &Shares) -> Vec<String> {
    let gap = |(part, share): &(Part, Share)| match share {
        Share::NotDue | Share::Whole => None,
        Share::Missing { missing, of } => Some(format!("{} {missing}/{of}", part.code())),
        Share::Absent => Some(part.code().to_owned()),
        Share::Untranslated(count) => Some(format!("{} {count}", part.code())),
    };
    shares.parts.iter().filter_map(gap).collect()
}

fn of_grant(status: &str, report: Option<&str>) -> Shares {
    let plan = grant(status, PLAN);
    let mut files = vec![("grants/2025/baq/grant.toml", plan.as_str())];
    files.extend(report.map(|report| ("grants/2025/baq/report.toml", report)));
    completeness(&files).grants.remove(0)
}

#[test]
fn nothing_is_expected_while_the_work_goes_on() {
    for status in ["proposed", "contracted", "running", "cancelled"] {
        let shares = of_grant(status, None);
        assert_eq!(gaps(&shares), [""; 0], "{status}");
        assert!(!shares.due);
    }
}

#[test]
fn a_completed_grant_without_a_report_lacks_everything() {
    let shares = of_grant("completed", None);
    assert_eq!(gaps(&shares), ["results 2/2", "activities 1/1", "evidence", "publications", "pictures"]);
    assert!(shares.due);
}

#[test]
fn a_report_is_counted_line_by_line() {
    let zero = "date = 2026-01-01\n[[result]]\nindicator = \"trees\"\nachieved = 0\n";
    assert_eq!(gaps(&of_grant("running", Some(zero)))[..2], ["results 1/2", "activities 1/1"]);
    let all = format!(
        "{zero}[[result]]\nindicator = \"pupils\"\nachieved = \"-\"\n[[activity]]\nactivity = \"talk\"\n\
        completion = \"complete\"\n[[evidence]]\ntitle = \"А\"\n"
    );
    assert_eq!(gaps(&of_grant("running", Some(&all))), ["publications", "pictures"]);
}

#[test]
fn translations_belong_to_whose_folder_they_lie_in() {
    let plan = grant("running", "goal.kk = \"Мақсат\"\n");
    let other = grant("running", "");
    let found = completeness(&[
        ("grants/baq/grant.toml", &plan),
        ("grants/baq/kk.md", "Мәтін.\n"),
        ("grants/baq-2/grant.toml", &other),
        ("organisations/a.toml", "name = \"А\"\nkind = \"other\"\ndescription.kk = \"Сипаттама\"\n"),
    ]);
    let all: Vec<Vec<String>> = found.grants.iter().map(gaps).collect();
    assert_eq!(all, [vec!["texts 2".to_owned()], vec![]]);
    assert_eq!(gaps(&found.organisations[0]), ["contact", "texts 1"]);
}

#[test]
fn those_of_which_nothing_is_expected_are_counted_apart() {
    let (done, running) = (of_grant("completed", None), of_grant("running", None));
    let whole = Shares { parts: vec![(Part::Results, Share::Whole)], due: true };
    let counted = Whole::of(&[done, running, whole]);
    assert_eq!(counted, Whole { due: 2, whole: 1, not_due: 1 });
}
