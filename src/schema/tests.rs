use super::words::source;
use super::*;
use crate::finding::Code;
use crate::language::script::mixed_words;
use crate::read::{Choice, Key, Reader, Shape};
use std::collections::{BTreeMap, BTreeSet};

type Sections = BTreeMap<String, BTreeMap<String, String>>;

fn sections(lang: Lang) -> Sections {
    toml::from_str(source(lang)).unwrap_or_else(|error| panic!("{lang}: {error}"))
}

/// Every key with its record.
fn keys() -> Vec<(&'static Record, &'static Key)> {
    records().into_iter().flat_map(|record| record.keys.iter().map(move |key| (record, key))).collect()
}

fn choices() -> BTreeMap<&'static str, &'static Choice> {
    fn choice(shape: &Shape) -> Option<&'static Choice> {
        match shape {
            Shape::Choice(choice) => Some(choice),
            Shape::List(of) => choice(&of()),
            _ => None,
        }
    }
    keys().iter().filter_map(|(_, key)| choice(&(key.shape)())).map(|choice| (choice.name, choice)).collect()
}

#[test]
fn every_key_is_explained_in_every_language() {
    for (record, key) in keys() {
        assert!(!key_words(record, key, Lang::En).is_empty(), "{}.{}", name(record), key.name);
        for lang in [Lang::Kk, Lang::Ru, Lang::Ky] {
            let words = sections(lang);
            let has = |section: &str| words.get(section).is_some_and(|section| section.contains_key(key.name));
            assert!(has(name(record)) || has("shared"), "{lang}: {}.{}", name(record), key.name);
        }
    }
}

#[test]
fn every_table_is_explained_in_every_language() {
    for lang in [Lang::Kk, Lang::Ru, Lang::Ky] {
        let words = sections(lang);
        let told: BTreeSet<&str> = words["record"].keys().map(String::as_str).collect();
        assert_eq!(told, records().into_iter().map(name).collect(), "{lang}");
        assert!(words["record"].values().all(|text| text.contains(':')), "{lang}: a title stands before a colon");
    }
}

#[test]
fn every_choice_is_explained_in_every_language() {
    for (_, choice) in choices() {
        for code in choice.codes {
            for lang in Lang::ALL {
                let words = choice_words(choice, code, lang);
                // An English word may be its own code.
                let may_be_the_code = lang == Lang::En && !code.contains('-');
                assert!(may_be_the_code || words != *code, "{lang}: {}.{code}", choice.name);
            }
        }
    }
}

#[test]
fn no_word_is_left_over() {
    let used = |section: &str, key: &str| match section {
        "record" => true,
        "shared" => keys().iter().any(|(_, known)| known.name == key),
        _ => {
            let of_table = keys().iter().any(|(record, known)| name(record) == section && known.name == key);
            of_table || choices().get(section).is_some_and(|choice| choice.codes.contains(&key))
        }
    };
    for lang in Lang::ALL {
        for (section, words) in sections(lang) {
            for key in words.keys() {
                assert!(used(&section, key), "{lang}: {section}.{key}");
            }
        }
    }
}

#[test]
fn words_are_written_as_the_language_writes() {
    // Letters that only another of the languages has.
    let foreign = |lang| match lang {
        Lang::Ru => "әғқңөұүһі",
        Lang::Ky => "ғқұһіә",
        _ => "",
    };
    for lang in [Lang::Kk, Lang::Ru, Lang::Ky] {
        for (section, words) in sections(lang) {
            for (key, text) in words {
                assert_eq!(mixed_words(&text), [], "{lang}: {section}.{key}");
                assert!(!text.to_lowercase().contains(|letter| foreign(lang).contains(letter)), "{lang}: {text}");
                let is_choice = choices().contains_key(section.as_str());
                assert_eq!(text.ends_with('.'), !is_choice, "{lang}: {section}.{key}");
                assert!(!text.contains("  ") && text.trim() == text && !text.contains(['“', '”']), "{lang}: {text}");
            }
        }
    }
}

/// What the reader says of an example.
fn found_in(key: &Key, example: &str) -> Vec<Code> {
    let text = format!("value = {example}");
    let (table, errors) = toml::de::DeTable::parse_recoverable(&text);
    assert!(errors.is_empty(), "{}: {example}", key.name);
    let mut reader = Reader::new(&"example.toml".into());
    table.get_ref().iter().for_each(|(_, value)| (key.read)(value, &mut reader));
    reader.into_findings().iter().map(|finding| finding.code).collect()
}

#[test]
fn what_is_shown_as_an_example_can_be_read() {
    for (record, key) in keys() {
        for example in [example(record, key), example::default(record, key)].into_iter().flatten() {
            assert_eq!(found_in(key, example), [], "{}.{} = {example}", name(record), key.name);
        }
    }
}

#[test]
fn every_value_has_an_example_or_says_itself_what_to_write() {
    for (record, key) in keys() {
        let line = line(record.name, key.name, Lang::Kk).unwrap();
        assert!(!line.ends_with("= \"…\""), "{}: {line}", name(record));
    }
}

#[test]
fn no_example_is_left_over() {
    let examples: toml::Table = include_str!("examples.toml").parse().unwrap();
    let known = |table: &str, key: &str| keys().iter().any(|(record, it)| name(record) == table && it.name == key);
    for (table, values) in &examples {
        for (key, value) in values.as_table().unwrap() {
            match (table.as_str(), value) {
                ("shared", _) => assert!(keys().iter().any(|(_, it)| it.name == key), "{key}"),
                ("default", values) => assert!(values.as_table().unwrap().keys().all(|it| known(key, it)), "{key}"),
                ("within", tables) => {
                    for (inner, values) in tables.as_table().unwrap() {
                        assert!(known(key, inner) && !values.as_table().unwrap().is_empty(), "within.{key}.{inner}");
                    }
                }
                _ => assert!(known(table, key), "{table}.{key}"),
            }
        }
    }
}

#[test]
fn schemas_are_the_same_every_time() {
    for lang in Lang::ALL {
        let known = Known::default();
        assert_eq!(schemas(lang, &known), schemas(lang, &known));
        assert_eq!(schemas(lang, &known).len(), FILES.len());
    }
}
