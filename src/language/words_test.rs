//! The built-in words agree with each other and with CLDR.

use super::script::mixed_words;
use super::words::{Catalogue, CatalogueFault, FaultKind};
use super::{Entry, Lang, Locale};
use crate::{model, read};
use std::collections::{BTreeMap, BTreeSet};

/// Keys that a language may have or not.
const OPTIONAL: &str = "unit_bounded.";

/// Texts that are rightly the same in two languages: loan words, words that Kazakh and Kyrgyz share, signs.
const SHARED: &str = include_str!("words_shared.txt");

fn parsed(lang: Lang) -> Catalogue {
    let words = Catalogue::built_in(lang);
    assert!(words.iter().count() > 100, "{lang}: the words cannot be read");
    words
}

fn texts(words: &Catalogue) -> impl Iterator<Item = (&str, String)> {
    words.iter().flat_map(|(key, entry)| entry.forms().into_iter().map(move |(_, text)| (key.as_str(), text.source())))
}

fn keys(words: &Catalogue) -> BTreeSet<&str> {
    words.iter().map(|(key, _)| key.as_str()).filter(|key| !key.starts_with(OPTIONAL)).collect()
}

/// The words of pages, commands, findings, imports and schemas in a language.
macro_rules! files {
    ($lang:literal) => {
        [
            include_str!(concat!("../../themes/default/words/", $lang, ".toml")),
            include_str!(concat!("../cli/words/", $lang, ".toml")),
            include_str!(concat!("../finding/words/", $lang, ".toml")),
            include_str!(concat!("../import/words/", $lang, ".toml")),
            include_str!(concat!("../schema/words/", $lang, ".toml")),
        ]
    };
}

#[test]
fn every_language_has_one_dash_in_prose() {
    // Between two figures or days stands the dash of ranges, and a reference has one of its own.
    let is_prose = |line: &&str| !line.contains("} – {") && !line.contains(". – {") && !line.contains("} — {");
    let files = [(Lang::Ru, files!("ru")), (Lang::Kk, files!("kk")), (Lang::Ky, files!("ky"))];
    for (lang, texts) in files {
        let other = if lang.dash() == '—' { " – " } else { " — " };
        for line in texts.iter().flat_map(|text| text.lines()).filter(is_prose) {
            assert!(!line.contains(other), "{lang}: {line}");
        }
    }
    assert!(!include_str!("../cli/words/help/ru.toml").contains(" – "));
}

#[test]
fn every_language_has_the_same_keys() {
    let (kk, reference) = (parsed(Lang::Kk), Lang::Kk);
    for lang in Lang::ALL {
        let words = parsed(lang);
        let differing: Vec<_> = keys(&kk).symmetric_difference(&keys(&words)).map(|key| key.to_string()).collect();
        assert_eq!(differing, Vec::<String>::new(), "{reference} and {lang}");
    }
}

#[test]
fn every_text_of_a_key_has_the_same_gaps() {
    let mut gaps: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for lang in Lang::ALL {
        for (key, entry) in parsed(lang).iter() {
            for (category, text) in entry.forms() {
                let found: BTreeSet<String> = text.gaps().map(str::to_owned).collect();
                let expected = gaps.entry(key.clone()).or_insert_with(|| found.clone());
                if !key.starts_with("currency.") && !key.starts_with("date.") {
                    assert_eq!(&found, expected, "{lang} {key} {category}");
                }
            }
        }
    }
}

#[test]
fn plural_entries_have_every_form_that_the_language_tells_apart() {
    for lang in Lang::ALL {
        let locale = Locale::built_in(lang);
        let needed: BTreeSet<_> = locale.categories().into_iter().collect();
        for (key, entry) in locale.words().iter().filter(|(_, entry)| entry.is_plural()) {
            let given: BTreeSet<_> = entry.forms().into_iter().map(|(category, _)| category).collect();
            assert_eq!(given, needed, "{lang} {key}");
        }
    }
}

/// Kazakh and Kyrgyz nouns stay as they are after a number; Russian and English ones do not, signs and abbreviations apart.
#[test]
fn counted_nouns_have_plural_forms_in_russian_and_english() {
    for lang in [Lang::Ru, Lang::En] {
        let words = parsed(lang);
        for section in ["unit", "per_counted"] {
            for (name, entry) in words.section(section).filter(|(name, _)| !["percent", "items"].contains(name)) {
                assert!(entry.is_plural(), "{lang} {section}.{name}");
            }
        }
    }
}

#[test]
fn every_unit_has_a_name() {
    for lang in Lang::ALL {
        let words = parsed(lang);
        let names = |section| words.section(section).map(|(name, _)| name.to_owned()).collect::<BTreeSet<_>>();
        assert_eq!(names("unit"), names("unit_name"), "{lang}");
        assert!(names("unit_bounded").is_subset(&names("unit")), "{lang}");
        assert_eq!(names("per"), names("per_counted"), "{lang}");
    }
}

#[test]
fn every_built_in_unit_has_words() {
    for lang in Lang::ALL {
        let words = parsed(lang);
        let names = |section| words.section(section).map(|(name, _)| name.to_owned()).collect::<BTreeSet<_>>();
        let listed = |names: &[&str]| names.iter().map(|name| name.to_string()).collect::<BTreeSet<_>>();
        assert_eq!(names("unit"), listed(model::BUILT_IN), "{lang}");
        assert_eq!(names("per"), listed(model::PER), "{lang}");
    }
}

macro_rules! choices {
    ($( $section:literal $choice:ident, )*) => {
        [ $( ($section, read::$choice::ALL.iter().map(|choice| choice.code()).collect::<BTreeSet<_>>()), )* ]
    };
}

#[test]
fn every_choice_has_words() {
    let choices = choices! {
        "choice.breakdown_by" BreakdownBy, "choice.change" Change, "choice.completion" Completion,
        "choice.consent" Consent, "choice.contact_kind" ContactKind, "choice.direction" Direction,
        "choice.document_kind" DocumentKind, "choice.engagement" Engagement, "choice.grant_status" GrantStatus,
        "choice.indicator_kind" IndicatorKind, "choice.measured" Measured, "choice.organisation_kind" OrganisationKind,
        "choice.outlet_kind" OutletKind, "choice.party_role" PartyRole, "choice.publication_kind" PublicationKind,
        "choice.risk_level" RiskLevel, "choice.sex" Sex, "choice.task_kind" TaskKind, "standard" StandardIndicator,
    };
    for lang in Lang::ALL {
        let words = parsed(lang);
        for (section, codes) in &choices {
            let given: BTreeSet<_> = words.section(section).map(|(code, _)| code).collect();
            assert_eq!(&given, codes, "{lang} {section}");
        }
        let sections = words.section("choice").filter_map(|(key, _)| key.split_once('.')).map(|(name, _)| name);
        assert_eq!(sections.collect::<BTreeSet<_>>().len(), choices.len() - 1, "{lang}: a choice without a list here");
    }
}

#[test]
fn no_word_mixes_alphabets() {
    for lang in Lang::ALL {
        for (key, text) in texts(&parsed(lang)) {
            assert_eq!(mixed_words(&text), [], "{lang} {key}");
        }
    }
}

/// Letters that the language does not have betray a text copied from another one.
#[test]
fn every_text_keeps_to_the_letters_of_its_language() {
    let foreign = [(Lang::Ru, "әғқңөұүһі"), (Lang::Ky, "әғқұһі"), (Lang::En, "абвгдежзийклмнопрстуфхцчшщъыьэюя")];
    for (lang, letters) in foreign {
        for (key, text) in texts(&parsed(lang)) {
            let found: String = text.to_lowercase().chars().filter(|char| letters.contains(*char)).collect();
            assert_eq!(found, "", "{lang} {key}: {text}");
        }
    }
}

#[test]
fn no_two_languages_say_the_same_beyond_the_list() {
    let mut same = BTreeMap::new();
    for (at, left) in Lang::ALL.into_iter().enumerate() {
        for right in Lang::ALL.into_iter().skip(at + 1) {
            let (left_words, right_words) = (parsed(left), parsed(right));
            let equal = left_words.iter().filter(|(key, entry)| right_words.entry(key) == Some(entry));
            same.extend(equal.map(|(key, entry)| (bare(entry), format!("{left} and {right} in {key}"))));
        }
    }
    same.retain(|text, _| text.contains(char::is_alphabetic));
    let shared: BTreeSet<&str> = SHARED.lines().collect();
    let unlisted: Vec<_> = same.iter().filter(|(text, _)| !shared.contains(text.as_str())).collect();
    assert!(unlisted.is_empty(), "translate, or add to words_shared.txt: {unlisted:#?}");
    let stale: Vec<_> = shared.iter().filter(|text| !same.contains_key(**text)).collect();
    assert!(stale.is_empty(), "no longer shared, take out of words_shared.txt: {stale:?}");
}

/// The text without its gaps.
fn bare(entry: &Entry) -> String {
    entry.form("other").fill(|_| Some(String::new())).unwrap_or_default().trim().to_owned()
}

#[test]
fn a_layer_replaces_entries_and_leaves_the_others() {
    let mut words = Catalogue::parse("[state]\nmet = \"met\"\npartly = \"partly\"").unwrap();
    words.lay_over(Catalogue::parse("state.met = \"reached\"\nhome = \"Home\"").unwrap());
    let texts: Vec<_> = texts(&words).map(|(key, text)| format!("{key}={text}")).collect();
    assert_eq!(texts, ["home=Home", "state.met=reached", "state.partly=partly"]);
}

#[test]
fn all_faults_of_a_file_are_told() {
    let text = "a = 1\nb = \"{\"\nc = { one = \"x\" }\nd = { one = \"{x\", other = 2 }\ne = \"fine\"\n";
    let faults = Catalogue::parse(text).unwrap_err();
    let told: Vec<_> =
        faults.iter().map(|fault| (fault.key.as_str(), &text[fault.span.clone()], &fault.kind)).collect();
    let expected = [
        ("a", "1", &FaultKind::NotText),
        ("b", "\"{\"", &FaultKind::Brace),
        ("c", "{ one = \"x\" }", &FaultKind::NoOther),
        ("d", "\"{x\"", &FaultKind::Brace),
        ("d", "2", &FaultKind::NotText),
    ];
    assert_eq!(told, expected);
    let syntax = Catalogue::parse("a = ").unwrap_err();
    assert!(matches!(&syntax[..], [CatalogueFault { kind: FaultKind::Syntax(_), .. }]), "{syntax:?}");
}
