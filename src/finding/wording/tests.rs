use super::*;
use crate::finding::explain;
use crate::language::script::{gaps, mixed_words};
use crate::value::PartialDate;
use std::collections::BTreeSet;

const KINDS: [&str; 5] = ["message", "hint", "what", "why", "todo"];

/// Codes whose findings concern what the source says, so that readers are told of them too.
fn is_for_readers(code: Code) -> bool {
    let first = Code::ALL.iter().position(|code| *code == Code::BreakdownSum);
    let last = Code::ALL.iter().position(|code| *code == Code::RegionNotValid);
    let own = Code::ALL.iter().position(|other| *other == code);
    first <= own && own <= last
}

fn catalogue(lang: Lang) -> Catalogue {
    Catalogue::parse(source(lang)).unwrap_or_else(|faults| panic!("{lang}: {faults:?}"))
}

#[test]
fn every_code_has_every_text_in_every_language() {
    for lang in Lang::ALL {
        let words = catalogue(lang);
        for code in Code::ALL {
            for kind in KINDS {
                assert!(words.entry(&format!("finding.{}.{kind}", code.name())).is_some(), "{lang}: {code:?} {kind}");
            }
            let reader = words.entry(&format!("finding.{}.reader", code.name())).is_some();
            assert_eq!(reader, is_for_readers(*code), "{lang}: {code:?} reader");
        }
    }
}

#[test]
fn no_language_has_more_or_fewer_words_or_gaps_than_another() {
    let english = catalogue(Lang::En);
    for lang in Lang::ALL {
        let words = catalogue(lang);
        let keys = |words: &Catalogue| words.iter().map(|(key, _)| key.clone()).collect::<BTreeSet<_>>();
        assert_eq!(keys(&words), keys(&english), "{lang}");
        for (key, entry) in words.iter() {
            let gaps = |entry: &crate::language::Entry| -> BTreeSet<String> {
                entry.forms().iter().flat_map(|(_, text)| text.gaps().map(str::to_owned).collect::<Vec<_>>()).collect()
            };
            let expected = english.entry(key).map(gaps);
            assert_eq!(Some(gaps(entry)), expected, "{lang}: {key}");
        }
    }
}

#[test]
fn no_code_is_left_over() {
    let names: BTreeSet<&str> = Code::ALL.iter().map(|code| code.name()).collect();
    for (key, _) in catalogue(Lang::En).section("finding") {
        let name = key.split('.').next().unwrap_or_default();
        assert!(names.contains(name), "{name}");
    }
}

#[test]
fn plural_forms_are_those_of_the_language() {
    for lang in Lang::ALL {
        let locale = Locale::built_in(lang);
        let expected: BTreeSet<_> = locale.categories().into_iter().collect();
        for (key, entry) in catalogue(lang).iter().filter(|(_, entry)| entry.is_plural()) {
            let forms: BTreeSet<_> = entry.forms().into_iter().map(|(category, _)| category).collect();
            assert_eq!(forms, expected, "{lang}: {key}");
        }
    }
}

#[test]
fn no_word_mixes_alphabets_and_quotes_are_those_of_the_language() {
    for lang in Lang::ALL {
        for (key, entry) in catalogue(lang).iter() {
            for (_, text) in entry.forms() {
                let text = text.source();
                assert_eq!(mixed_words(&text), [], "{lang}: {key}");
                let foreign = if lang == Lang::En { ['«', '»'] } else { ['“', '”'] };
                assert!(!text.contains(foreign), "{lang}: {key}");
                assert!(!text.contains("  ") && text.trim() == text, "{lang}: {key}");
            }
        }
    }
}

#[test]
fn no_letter_is_foreign_to_the_language() {
    // The letters that other languages are spoken of with.
    let foreign = |lang| match lang {
        Lang::Kk => "",
        Lang::Ru => "ғқңөұүһ",
        Lang::Ky => "ғқұһі",
        Lang::En => "абвгджзийклмнопрстуфхцчшщъыьэюя",
    };
    let about_letters = ["finding.not-utf8.", "finding.mixed-script.", "finding.region-not-valid."];
    for lang in Lang::ALL {
        for (key, entry) in catalogue(lang).iter() {
            let speaks_of_letters = about_letters.iter().any(|about| key.starts_with(about));
            for (_, text) in entry.forms() {
                let text = text.source();
                let outside_code = text.split('"').step_by(2).collect::<String>().to_lowercase();
                assert!(
                    speaks_of_letters || !outside_code.contains(|letter| foreign(lang).contains(letter)),
                    "{lang}: {text}"
                );
            }
        }
    }
}

#[test]
fn sentences_end_as_sentences_do() {
    for lang in Lang::ALL {
        let words = catalogue(lang);
        for code in Code::ALL {
            for kind in KINDS.iter().chain(&["reader"]) {
                let Some(entry) = words.entry(&format!("finding.{}.{kind}", code.name())) else { continue };
                let text = entry.form("other").source();
                assert!(text.ends_with(['.', '…', '»', '/']), "{lang}: {code:?} {kind}: {text}");
                let first = text.chars().next().unwrap_or_default();
                // Names of files and keys keep their small letters.
                assert!(!first.is_lowercase() || first.is_ascii(), "{lang}: {text}");
            }
        }
    }
}

#[test]
fn every_explanation_is_complete() {
    for lang in Lang::ALL {
        for code in Code::ALL {
            let text = explain(*code, lang);
            assert_eq!(text.split("\n\n").count() - example_breaks(*code), 5, "{lang}: {text}");
            assert!(text.lines().all(|line| line.chars().count() <= 80 || line.contains("https://")), "{lang}: {text}");
            for part in ["what", "why", "example", "todo"] {
                let heading = Wording::of(lang).say(&format!("frame.{part}"), &[]);
                let after = text.split_once(&format!("\n\n{heading}\n    ")).map(|(_, after)| after.trim());
                assert!(after.is_some_and(|after| !after.is_empty()), "{lang}: {code:?} {part}");
            }
            assert!(gaps(&text).iter().all(|gap| *gap != "value"), "{lang}: {text}");
        }
    }
}

/// Empty lines inside the example.
fn example_breaks(code: Code) -> usize {
    explain(code, Lang::En).matches("\n\n").count() - 4
}

#[test]
fn gaps_are_filled_as_the_language_writes() {
    let finding = Finding::new(Code::DateOutsidePeriod)
        .with("value", "2025-02-03")
        .with("start", PartialDate::Month(2024, 8))
        .with("end", PartialDate::Month(2024, 11));
    let text = message(&finding, Lang::Ru);
    assert!(text.starts_with("Дата 2025-02-03 вне периода гранта (август 2024"), "{text}");
    assert!(reader_message(&finding, Lang::Kk).is_some());
    assert_eq!(reader_message(&Finding::new(Code::UnknownKey), Lang::Kk), None);
}

#[test]
fn what_is_filled_in_stays_as_it_is() {
    let finding = Finding::new(Code::UnknownKey).with("key", "{value}\u{1b}[31m\n{key}");
    assert_eq!(message(&finding, Lang::En), "“{value}?[31m {key}” is not a key that esep knows in this place.");
    let open = message(&Finding::new(Code::UnknownKey), Lang::En);
    assert_eq!(open, "“…” is not a key that esep knows in this place.");
}

#[test]
fn what_the_toml_reader_says_is_translated() {
    let finding = Finding::new(Code::TomlSyntax).with("reason", "unclosed array, expected `]`");
    assert_eq!(message(&finding, Lang::Ky), "Бул сап окулбайт: тизменин жабуучу кашаасы «]» жок.");
    let finding = Finding::new(Code::TomlSyntax).with("reason", "odd");
    assert_eq!(message(&finding, Lang::En), "This line cannot be read: the program says “odd”.");
    let finding = Finding::new(Code::UnreadableFile).with("reason", "Permission denied (os error 13)");
    assert_eq!(message(&finding, Lang::Ru), "Файл не удаётся прочитать: система этого не разрешает.");
}

#[test]
fn every_term_that_is_used_is_there() {
    let terms = [
        "text",
        "whole-number",
        "number",
        "date",
        "quantity",
        "true-or-false",
        "list",
        "table",
        "words",
        "theme",
        "lot",
        "organisation",
        "outlet",
        "task",
        "activity",
        "indicator",
        "figure",
        "unit",
        "funding-option",
        "funding-source",
        "code",
        "region",
        "kk",
        "ru",
        "ky",
        "en",
        "other-reason",
        "word-not-text",
        "word-brace",
        "word-no-other",
    ];
    let terms = terms.into_iter().chain(reason::terms());
    for lang in Lang::ALL {
        let words = catalogue(lang);
        for term in terms.clone() {
            assert!(words.entry(&format!("term.{term}")).is_some(), "{lang}: {term}");
        }
    }
}
