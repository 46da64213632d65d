use super::*;

/// What is read, as `value | unit | per × count | detail`, without the parts that are not there.
fn told(text: &str) -> String {
    let Ok(target) = parse(text) else { return format!("{:?}", parse(text)) };
    let value = match &target.value {
        Stated::Known(quantity) => quantity.to_string(),
        other => format!("{other:?}"),
    };
    let per = target.per.map(|per| match target.per_count {
        Some(count) => format!("{per} × {count}"),
        None => per.to_owned(),
    });
    let parts = [Some(value), target.unit.map(str::to_owned), per, target.detail];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" | ")
}

fn assert_told(cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter(|(text, expected)| told(text) != *expected)
        .map(|(text, expected)| format!("{text:?}: {} instead of {expected}", told(text)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_table_of_words_is_sound() {
    let read: words::Words = toml::from_str(words::SOURCE).expect("target.toml");
    assert!(!read.number.is_empty() && !read.before.at_least.is_empty() && !read.each.words.is_empty());
    for unit in read.unit.keys() {
        assert!(crate::model::Unit::find(unit, []).is_some(), "{unit}");
    }
    assert!(read.per.keys().all(|per| crate::model::PER.contains(&per.as_str())));
    let all = read.unit.values().chain(read.per.values()).chain(read.number.values()).flatten();
    let strange: Vec<_> = all.filter(|text| text.split(' ').any(|part| word(part) != part)).collect();
    assert!(strange.is_empty(), "{strange:?}");
}

#[test]
fn plain_amounts_are_read_as_the_content_reads_them() {
    assert_told(&[
        ("50", "50"),
        ("1 206 432", "1206432"),
        ("1\u{a0}206\u{a0}432 теңге", "1206432 | KZT"),
        ("12,5 %", "12.5 % | percent"),
        ("80%", "80 % | percent"),
        ("80 пайыз", "80 % | percent"),
        ("80 процентов", "80 % | percent"),
        ("15/15", "15/15"),
        ("3 / 4", "3/4"),
        ("3 ұйым / 4 адам", "3/4"),
        ("5.", "5"),
        ("100 %;", "100 % | percent"),
    ]);
}

#[test]
fn kazakh_bounds_are_read() {
    assert_told(&[
        ("кемінде 50", ">= 50"),
        ("Кемiнде 50 адам", ">= 50 | people"),
        ("кем дегенде 5 топ", ">= 5 | groups"),
        ("ең аз дегенде 50", ">= 50"),
        ("50-ден кем емес", ">= 50"),
        ("50 адамнан кем емес", ">= 50 | people"),
        ("80%-дан кем емес", ">= 80 % | percent"),
        ("80 пайыздан кем емес", ">= 80 % | percent"),
        ("50-ден кем болмауы тиіс", ">= 50"),
        ("50 және одан көп", ">= 50"),
        ("30-ға дейін", "<= 30"),
        ("60 %-ға дейін", "<= 60 % | percent"),
        ("ең көбі 30 адам", "<= 30 | people"),
        ("5-тен артық емес", "<= 5"),
    ]);
}

#[test]
fn russian_bounds_are_read() {
    assert_told(&[
        ("не менее 50", ">= 50"),
        ("Не менее 50 человек", ">= 50 | people"),
        ("не менее чем 50 чел.", ">= 50 | people"),
        ("не ниже 80 %", ">= 80 % | percent"),
        ("50 и более", ">= 50"),
        ("не менее 4-х дней", "Err(Words)"),
        ("от 20 родителей", ">= 20 | parents"),
        ("до 30", "<= 30"),
        ("до 30 участников", "Err(Words)"),
        ("не более 5 дней", "<= 5 | days"),
    ]);
}

#[test]
fn kyrgyz_bounds_are_read() {
    assert_told(&[
        ("кеминде 500 бала", ">= 500 | children"),
        ("50дөн кем эмес", ">= 50"),
        ("50-дөн кем эмес киши", ">= 50 | people"),
        ("50 кишиден кем эмес", ">= 50 | people"),
        ("эң аз дегенде 25 кызмат адамы", ">= 25 | officials"),
        ("30га чейин", "<= 30"),
        ("100 нускадан кем эмес", ">= 100 | copies"),
        ("эң көп 15", "<= 15"),
    ]);
}

#[test]
fn what_is_counted_is_read() {
    assert_told(&[
        ("4 күн", "4 | days"),
        ("4 дня", "4 | days"),
        ("20 ата-аналар", "20 | parents"),
        ("25 ата-эне", "25 | parents"),
        ("5 вебинар", "5 | webinars"),
        ("10 скриншот", "10 | screenshots"),
        ("2 жарияланым", "2 | publications"),
        ("10 000 просмотров", "10000 | views"),
        ("500 бала", "500 | children"),
        ("3 ай", "3 | months"),
        ("2 іс-шара", "2 | events"),
        ("5 экз.", "5 | copies"),
        ("150 000 сом", "150000 | KGS"),
        ("3 компьютер", "3 | computers"),
    ]);
    assert_eq!(unit("адам"), Some("people"));
    assert_eq!(unit("Теңге"), Some("KZT"));
    assert_eq!(unit("ұйым/адам"), None);
    assert_eq!(unit("-"), None);
}

#[test]
fn numbers_in_words_are_read_and_compared() {
    assert_told(&[
        ("50 (елу)", "50"),
        ("50 (пятьдесят) человек", "50 | people"),
        ("кемінде 25 (жиырма бес) ата-ана", ">= 25 | parents"),
        ("50 (элүү) бала", "50 | children"),
        ("3 249 000 (үш миллион екі жүз қырық тоғыз мың) теңге", "3249000 | KZT"),
        ("120 000 (сто двадцать тысяч) тенге", "120000 | KZT"),
        ("50 (елу бес)", "Err(Bracket)"),
        ("50 (шестьдесят)", "Err(Bracket)"),
        ("бір", "1"),
        ("бір рет", "Err(Words)"),
        ("кемінде елу адам", ">= 50 | people"),
        ("елуден кем емес", ">= 50"),
        ("не менее пятидесяти человек", ">= 50 | people"),
        ("он беш киши", "15 | people"),
        ("екі жүз мың теңге", "200000 | KZT"),
    ]);
    assert_eq!(in_words("бір миллион екі жүз алты мың төрт жүз отыз екі"), Some(Decimal::from(1_206_432)));
    assert_eq!(in_words("две тысячи девятнадцать"), Some(Decimal::from(2019)));
    assert_eq!(in_words("көп"), None);
}

#[test]
fn thousands_and_millions_are_read() {
    assert_told(&[
        ("1,5 млн", "1500000"),
        ("1,5 млн. теңге", "1500000 | KZT"),
        ("5 миллион теңге", "5000000 | KZT"),
        ("10 мың қаралым", "10000 | views"),
        ("не менее 10 тыс. просмотров", ">= 10000 | views"),
        ("10 миң адам", "10000 | people"),
        ("2 млн 500 мың", "Err(Words)"),
    ]);
}

#[test]
fn what_is_promised_for_each_is_read() {
    assert_told(&[
        ("1 (әр топтан)", "1 | group"),
        ("5 (әр кездесуден)", "5 | meeting"),
        ("әр вебинарға 1", "1 | webinar"),
        ("Әр іс-шараға 1 хаттамадан", "Err(Words)"),
        ("кемінде 25 ата-ана (әр топтан)", ">= 25 | parents | group"),
        ("кемінде 25 (2 топтың әрқайсысынан)", ">= 25 | group × 2"),
        ("2 топтың әрқайсысынан кемінде 25", ">= 25 | group × 2"),
        ("әр топтан кемінде 25 ата-ана (2 топ)", ">= 25 | parents | group × 2"),
        ("1 (әр вебинарға)", "1 | webinar"),
        ("кездесу сайын 5 фото", "5 | photos | meeting"),
        ("1 на каждый вебинар", "1 | webinar"),
        ("по 5 фото с каждой встречи", "5 | photos | meeting"),
        ("не менее 25 родителей от каждой из 2 групп", ">= 25 | parents | group × 2"),
        ("не менее 25 (от каждой из 2-х групп)", ">= 25 | group × 2"),
        ("1 (әр вебинарға, барлығы 5)", "1 | webinar × 5"),
        ("2 (на каждую встречу, всего 8)", "2 | meeting × 4"),
        ("3 (барлығы 5)", "3 | барлығы 5"),
        ("ар бир топтон 1", "1 | group"),
        ("2 топтун ар биринен 25", "25 | group × 2"),
        ("1 (ар бир иш-чарага)", "1 | event"),
        ("5 (әр қатысушыға)", "Err(Words)"),
    ]);
}

#[test]
fn marks_and_done_are_read() {
    assert_told(&[
        ("-", "NotApplicable"),
        ("–", "NotApplicable"),
        ("талап етілмейді", "NotApplicable"),
        ("?", "NotStated"),
        ("____", "NotStated"),
        ("…", "NotStated"),
        ("Не указано", "NotStated"),
        ("көрсөтүлгөн эмес", "NotStated"),
        ("орындалды", "true"),
        ("Выполнено", "true"),
        ("не выполнено", "false"),
        ("✓", "true"),
        ("", "Err(Empty)"),
    ]);
}

#[test]
fn other_words_in_brackets_are_kept() {
    assert_told(&[
        ("80 % (сауалнама)", "80 % | percent | сауалнама"),
        ("1 (агенттікпен келісілген)", "1 | агенттікпен келісілген"),
        ("50 (адам)", "50 | people"),
        ("20 (ата-ана)", "20 | parents"),
    ]);
}

#[test]
fn what_is_not_understood_is_no_number() {
    for text in
        ["сұраныс бойынша", "по мере необходимости", "50-60", "50 волонтер", "шамамен 50", "более 50", "около 50"]
    {
        assert!(parse(text).is_err(), "{text}: {}", told(text));
    }
    for text in ["5 (6", "5) 6", "((5))", "не менее 5 кем емес", "нет", "жоқ", "1 группа 2 человека", "10 сын", "5-ші"]
    {
        assert!(parse(text).is_err(), "{text}: {}", told(text));
    }
}

/// Every string of up to three words that matter here is read or refused, without a panic.
#[test]
fn no_text_makes_it_panic() {
    let words = [
        "",
        "5",
        "-",
        "%",
        "/",
        "(",
        ")",
        "әр",
        "топ",
        "2",
        "кемінде",
        "дейін",
        "-ға",
        "млн",
        "елу",
        "жүз",
        "адам",
        "\u{a0}",
    ];
    for first in words {
        for second in words {
            for third in words {
                let _ = (parse(&format!("{first} {second} {third}")), parse(&format!("{first}{second}{third}")));
            }
        }
    }
}
