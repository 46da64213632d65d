//! Every finding, told in full: each file in `tests/findings/` is content with a mistake and what
//! `esep check` says about it.
//!
//! A case is Markdown. Blocks whose info string ends with a path are files; they are laid over the
//! sound portal in `tests/support/portal`:
//!
//! | info string | the file |
//! |---|---|
//! | `toml content/x.toml` | has this text |
//! | `toml changed content/x.toml` | as in the sound portal, with these lines in place of those with the same key; new keys come first |
//! | `toml added content/x.toml` | as in the sound portal, with these lines at the end |
//! | `hex content/x.png` | has these bytes |
//! | `absent content/x.toml` | is not there |
//! | `link content/x.md` | is a symbolic link |
//! | `unreadable content/x.md` | cannot be read, for this reason |
//!
//! Blocks `console` hold commands and exactly what they print. `UPDATE=1 cargo test --test findings`
//! writes what is printed now; read the difference before you keep it.

#[path = "findings/case.rs"]
mod case;
#[path = "findings/portal.rs"]
mod portal;
#[path = "findings/session.rs"]
mod session;

use esep::finding::{Code, explain};
use esep::language::Lang;
use esep::output::sink::MemorySink;
use std::collections::BTreeSet;

#[test]
fn every_case_is_told_as_it_stands() {
    let mut wrong = Vec::new();
    for case in case::all() {
        let actual = session::run(&case);
        if std::env::var_os("UPDATE").is_some() {
            case.write(&actual);
        } else if actual != case.text {
            wrong.push(format!("{}:\n{}", case.name, difference(&case.text, &actual)));
        }
    }
    assert!(wrong.is_empty(), "UPDATE=1 writes what is printed now\n\n{}", wrong.join("\n"));
}

#[test]
fn every_code_has_a_case_that_brings_it_out() {
    let cases = case::all();
    for code in Code::ALL {
        let case = cases.iter().find(|case| case.name == code.name());
        let case = case.unwrap_or_else(|| panic!("write tests/findings/{}.md", code.name()));
        let findings = portal::findings(case);
        assert!(findings.iter().any(|finding| finding.code == *code), "{}: {findings:#?}", case.name);
        for language in ["kk", "ru", "ky", "en"] {
            assert!(case.text.contains(&format!("--ui-lang {language}\n")), "{}: {language}", case.name);
        }
    }
}

#[test]
fn no_case_is_left_over() {
    let several = ["advice", "sound", "many-mistakes", "untranslated", "usual-slips"];
    for case in case::all() {
        let known = Code::from_name(&case.name).is_some() || several.contains(&case.name.as_str());
        assert!(known, "there is no code {}", case.name);
    }
}

#[test]
fn one_run_reports_thirty_mistakes() {
    let case = case::read("many-mistakes");
    let found: BTreeSet<Code> = portal::findings(&case).iter().map(|finding| finding.code).collect();
    assert!(found.len() >= 30, "{} {found:?}", found.len());
    let announced: BTreeSet<Code> = case.announced();
    assert_eq!(found, announced);
}

#[test]
fn the_sound_portal_is_sound() {
    assert_eq!(portal::findings(&case::read("sound")), []);
}

/// `esep check` does not make what is expensive, and finds what `esep build` finds.
#[test]
fn the_same_is_found_whether_files_are_made_or_not() {
    for name in
        ["sound", "many-mistakes", "word-missing", "unknown-currency", "dead-link", "template-error", "card-letters"]
    {
        let case = case::read(name);
        assert_eq!(portal::found(&case, &MemorySink::default()), portal::findings(&case), "{name}");
    }
}

/// What `esep explain` shows is not invented: the case holds the same lines.
#[test]
fn examples_come_from_the_cases() {
    for code in Code::ALL {
        let case = case::read(code.name());
        let told = explain(*code, Lang::En);
        let example = told.split("\n\nExample\n").nth(1).and_then(|rest| rest.split("\n\nWhat to do\n").next());
        let example = example.unwrap_or_else(|| panic!("{told}"));
        let lines = example.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("# "));
        let is_content = example.trim_start().starts_with("# ");
        for line in lines.filter(|_| is_content) {
            assert!(portal::Portal::of(&case).texts().any(|text| text.contains(line)), "{}: {line}", case.name);
        }
    }
}

fn difference(expected: &str, actual: &str) -> String {
    let expected: Vec<&str> = expected.lines().collect();
    let actual: Vec<&str> = actual.lines().collect();
    let missing = expected.iter().filter(|line| !actual.contains(line)).map(|line| format!("- {line}\n"));
    let new = actual.iter().filter(|line| !expected.contains(line)).map(|line| format!("+ {line}\n"));
    missing.chain(new).collect()
}
