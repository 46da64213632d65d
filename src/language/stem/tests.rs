use super::*;

fn analyser(lang: Lang) -> Analyser {
    Analyser::new(lang, &[])
}

fn forms(text: &str) -> Vec<String> {
    analyser(Lang::Kk).tokens(text).map(|token| token.form).collect()
}

#[test]
fn words_are_runs_of_letters_and_digits() {
    assert_eq!(forms("«Жоба» – COVID-19, IT; №76!"), ["жоба", "covid", "19", "it", "76"]);
    assert_eq!(forms(""), Vec::<String>::new());
}

#[test]
fn numbers_in_groups_are_one_number() {
    assert_eq!(forms("19 082 000 теңге, 2024 100 12 345а 1 234 5678"), {
        ["19082000", "теңге", "2024", "100", "12", "345а", "1234", "5678"]
    });
    assert_eq!(forms("₸19,082,000 2019,2020 12,5"), ["19082000", "2019", "2020", "12", "5"]);
    assert_eq!(forms("БСН 190640012345"), ["бсн", "190640012345"]);
}

#[test]
fn a_word_has_one_way_of_writing() {
    for written in ["Тiркелген", "ТІРКЕЛГЕН", "тір\u{ad}келген", "тіркелгéн"] {
        assert_eq!(
            forms(written).first().map(String::as_str),
            Some(if written == "тіркелгéн" { "тіркелгéн" } else { "тіркелген" })
        );
    }
    assert_eq!(forms("отчёт за́мок и\u{306}од"), ["отчет", "замок", "йод"]);
    assert_eq!(forms("əлеуметтік Faсebook"), ["әлеуметтік", "facebook"]);
    assert_eq!(forms("İstanbul ISTANBUL"), ["istanbul", "istanbul"]);
}

#[test]
fn places_are_those_of_the_text() {
    let text = "«Өңір» 10 000";
    let found: Vec<_> = analyser(Lang::Kk).tokens(text).map(|token| text[token.start..token.end].to_owned()).collect();
    assert_eq!(found, ["Өңір", "10 000"]);
}

#[test]
fn words_have_the_forms_of_tokens() {
    let text = "«Өңір» 10 000, Тiркелген; за́мок 1,2,345 İstanbul отчёт аб в2";
    let kazakh = analyser(Lang::Kk);
    let words: Vec<String> = kazakh.words(text).map(|word| kazakh.form(word)).collect();
    assert_eq!(words, forms(text));
    assert_eq!(words, ["өңір", "10000", "тіркелген", "замок", "1", "2345", "istanbul", "отчет", "аб", "в2"]);
}

#[test]
fn tables_can_be_read() {
    for text in [include_str!("kk.toml"), include_str!("ky.toml")] {
        assert!(Table::read(text).is_ok_and(|table| table.ending_in('р').count() > 2));
    }
}

#[test]
fn numbers_and_words_of_other_alphabets_are_their_own_keys() {
    for lang in Lang::ALL {
        for form in ["2024", "190640012345", "covid19"] {
            assert_eq!(analyser(lang).key(form), form, "{lang}");
            assert_eq!(analyser(lang).ladder(form), [form], "{lang}");
        }
    }
    assert_eq!(analyser(Lang::Ru).key("facebook"), "facebook");
    assert_eq!(analyser(Lang::En).key("жобалар"), "жобалар");
}

#[test]
fn inflected_words_have_the_key_of_the_dictionary_form() {
    for (lang, form, word) in [
        (Lang::Kk, "жобаларымыздың", "жоба"),
        (Lang::Ky, "долбоорлордун", "долбоор"),
        (Lang::Ru, "проектами", "проект"),
        (Lang::En, "projects", "project"),
    ] {
        assert_eq!(analyser(lang).key(form), analyser(lang).key(word), "{form}");
    }
}

#[test]
fn the_ladder_holds_the_key() {
    let kazakh = analyser(Lang::Kk);
    for form in ["жобаларымыздың", "есептілік", "өңірлердегі", "халыққа", "фамилиясы"]
    {
        assert!(kazakh.ladder(form).contains(&kazakh.key(form)), "{form}");
    }
}

#[test]
fn a_portal_keeps_its_words() {
    let keep = ["Алтынай".to_owned(), "Мария".to_owned()];
    let kazakh = Analyser::new(Lang::Kk, &keep);
    assert_eq!(kazakh.key("алтынай"), "алтынай");
    assert_eq!(kazakh.key("алтынайдың"), "алтынай");
    assert_eq!(kazakh.key("марияның"), kazakh.key("мария"));
    assert_eq!(Analyser::new(Lang::Ru, &["Заря".to_owned()]).key("заря"), "заря");
}

#[test]
fn keyboards_without_kazakh_letters_meet_the_fold() {
    assert_eq!(analyser(Lang::Kk).fold("әғқңөұүһіыэ"), "агкноуухиие");
}
