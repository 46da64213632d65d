use super::personal::check_digit;
use super::*;

fn found(text: &str) -> Vec<(Code, String)> {
    personal_data(text, &|_| false).into_iter().map(|hit| (hit.code, hit.value)).collect()
}

fn codes(text: &str) -> Vec<Code> {
    found(text).into_iter().map(|(code, _)| code).collect()
}

/// A number of nobody: the check digit is computed.
fn kazakh_number(first: &str) -> String {
    let digits: Vec<u32> = first.chars().filter_map(|digit| digit.to_digit(10)).collect();
    let check = check_digit(&digits).expect("a number that can be given out");
    format!("{first}{check}")
}

#[test]
fn telephone_numbers_in_any_usual_writing() {
    let written = [
        "+7 700 000 00 00",
        "+77000000000",
        "+7(700)0000000",
        "+7-700-000-00-00",
        "+7\u{a0}700\u{a0}000\u{a0}00\u{a0}00",
        "+7 7292 00 00 00",
        "+ 7 700 000 00 00",
        "8 700 000 00 00",
        "8 (700) 000-00-00",
        "8(700)0000000",
        "8-700-000-00-00",
        "8–700–000–00–00",
        "8.700.000.00.00",
        "8 700 0000000",
        "8700 000 00 00",
        "87000000000",
        "77000000000",
        "7 700 000 00 00",
        "8 (7292) 00-00-00",
        "8-7292-00-00-00",
        "8 7292 000000",
        "8 (72934) 0-00-00",
        "8 (7172) 00 00 00",
        "8 (727) 200-00-00",
        "8/7172/00-00-00",
        "(7292) 00-00-00",
        "7292 00-00-00",
        "(700) 000-00-00",
        "700 000 00 00",
        "700-000-0000",
        "8 800 080 0000",
        "8 (495) 000-00-00",
        "８ ７００ ０００ ００ ００",
        "+996 500 00 00 00",
        "+996 500 000 000",
        "+996500000000",
        "+996 (312) 00-00-00",
        "996 500 00 00 00",
        "996500000000",
        "0 500 00 00 00",
        "0500 00 00 00",
        "0500-00-00-00",
        "0500000000",
        "0 700 000 000",
        "0312 00-00-00",
        "0 (312) 00-00-00",
        "(0312) 00 00 00",
        "0 3222 5 00 00",
        "500-00-00-00",
        "+998 90 000 00 00",
        "+49 30 0000 00000",
    ];
    for number in written {
        assert_eq!(found(number), [(Code::PhoneNumber, number.to_owned())], "{number}");
        for text in
            [format!("({number})"), format!("Тел. {number}, кабинет 5."), format!("Сұрақтар: {number}; 25 адам")]
        {
            assert_eq!(found(&text), [(Code::PhoneNumber, number.to_owned())], "{text}");
        }
    }
}

#[test]
fn short_and_local_numbers_that_a_word_introduces() {
    let written = [
        ("Тел. 50-00-00", "50-00-00"),
        ("тел.: 2-00-00", "2-00-00"),
        ("Телефон нөмірі: 500000", "500000"),
        ("телефон 250-00-00", "250-00-00"),
        ("Факс: 50 00 00", "50 00 00"),
        ("жедел желі 109", "109"),
        ("Жедел желі нөмірі – 1414.", "1414"),
        ("Сенім телефоны: 150", "150"),
        ("по телефону доверия 150", "150"),
        ("Горячая линия: 111", "111"),
        ("на горячую линию 111.", "111"),
        ("ысык линия 1227", "1227"),
        ("Ишеним телефону — 115.", "115"),
        ("hot line: 1414", "1414"),
        ("Call-орталық 1414", "1414"),
        ("**Колл-центр:** 1414", "1414"),
        ("WhatsApp 7000000000", "7000000000"),
        ("моб. 500000000", "500000000"),
    ];
    for (text, number) in written {
        assert_eq!(found(text), [(Code::PhoneNumber, number.to_owned())], "{text}");
    }
}

#[test]
fn addresses_of_messengers_hold_telephone_numbers() {
    for text in ["https://wa.me/77000000000", "https://api.whatsapp.com/send?phone=77000000000", "tel:+77000000000"] {
        assert_eq!(codes(text), [Code::PhoneNumber], "{text}");
    }
}

#[test]
fn several_numbers_are_told_apart() {
    let text = "8 700 000 00 00, 8 700 000 00 01 / 8 (7292) 00-00-00\n+7 700 000 00 02 25 адам";
    let values: Vec<String> = found(text).into_iter().map(|(_, value)| value).collect();
    assert_eq!(values, ["8 700 000 00 00", "8 700 000 00 01", "8 (7292) 00-00-00", "+7 700 000 00 02"]);
    let hits = personal_data(text, &|_| false);
    assert!(hits.iter().all(|hit| text[hit.span.clone()] == hit.value));
}

#[test]
fn figures_are_not_telephone_numbers() {
    let figures = [
        "19 082 000 теңге",
        "1 206 432 + 2 042 560 = 3 248 992",
        "3\u{a0}249\u{a0}000",
        "10 368 000",
        "87 000 000 000 тенге",
        "87000000000 тенге",
        "701 123 456",
        "8 701 123 456",
        "996 555 123 456 сом",
        "+9,1 %",
        "+21 %",
        "2020–2021",
        "2024-07-30",
        "27.11.2020",
        "01.09.2019–31.12.2019",
        "2020-10-05 2020-10-24",
        "9:00–18:00",
        "13–16, 17–22, 23–27, 28–32, 33–45, 46–58, 59+",
        "15/15, 3/4",
        "№ 139, 2024-07-30",
        "Лот № 76-2024-00012",
        "№ 87000000000 шарт",
        "Договор № 77000000000",
        "43.238949, 76.889709",
        "51.16939271, 71.44907412",
        "0.5551234567",
        "8.7001234567",
        "43,87000000000",
        "ISBN 0-306-40615-2",
        "ISBN 978-601-00-0000-0",
        "KZ86 125K ZT20 0430 0301",
        "БИН 990440001234",
        "ISO 3166-2, ISO 4217",
        "25 адам, 500 бала, 15 маман, 100 ата-ана",
        "8 71 20 15 30 12",
        "2 2 5 4 8 7 0 0 1 2 3 4 5 6",
        "https://inform.example/ru/87000000000",
        "https://facebook.example/groups/77000000000/posts/0500000000/",
        "[жаңалық](https://site.example/news/8-700-000-00-00)",
        "версия 0.12.17",
        "192.168.0.1",
        "(2026-09-02) 6",
        "lot_87000000000",
    ];
    for text in figures {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn counts_near_a_telephone_are_not_hot_lines() {
    let counts = [
        "телефон арқылы 250 адам кеңес алды",
        "По телефону 120 консультаций",
        "По горячей линии 120 обращений",
        "Жедел желіге 150 адам хабарласты",
        "Количество звонков: 1200",
        "WhatsApp: 120 қатысушы",
        "Телефон: 85000 теңге",
        "телефон 85 000 теңге",
        "сенім телефоны 1998 жылдан бері істейді",
        "Бұрын телефон болған жоқ. 120 адам келді",
        "телефон 5, компьютер 120",
    ];
    for text in counts {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn email_addresses_plain_and_disguised() {
    let written = [
        ("office@city.example", "office@city.example"),
        ("Жазыңыз: Office.Press@city.example.", "Office.Press@city.example"),
        ("<office@city.example>", "office@city.example"),
        ("[хат](mailto:office@city.example)", "office@city.example"),
        ("press+kk@sub.city.example", "press+kk@sub.city.example"),
        ("қоғам@қала.қаз", "қоғам@қала.қаз"),
        ("office (at) city.example", "office (at) city.example"),
        ("office [at] city [dot] example", "office [at] city [dot] example"),
        ("office(собака)city(точка)example", "office(собака)city(точка)example"),
        ("office＠city.example", "office＠city.example"),
        ("office@xn--80ak6aa92e.xn--80ao21a", "office@xn--80ak6aa92e.xn--80ao21a"),
    ];
    for (text, address) in written {
        assert_eq!(found(text), [(Code::EmailAddress, address.to_owned())], "{text}");
    }
}

#[test]
fn an_at_sign_alone_is_no_address() {
    let texts = [
        "@asylmiras",
        "Instagram: @city.example",
        "https://social.example/@city/posts",
        "user@localhost",
        "5 @ 100",
        "a@b.c",
        "бағасы (at) 100",
        "@@@@",
        "office@",
        "@ .kz",
    ];
    for text in texts {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn kazakh_personal_numbers() {
    for first in ["00022950000", "85010130001", "99123140055", "01010150012"] {
        let number = kazakh_number(first);
        assert_eq!(found(&number), [(Code::PersonalNumber, number.clone())], "{number}");
        let text = format!("ЖСН {number}, Ақтау");
        assert_eq!(codes(&text), [Code::PersonalNumber], "{text}");
        let grouped = format!("{}-{}", &number[..6], &number[6..]);
        assert_eq!(found(&grouped), [(Code::PersonalNumber, grouped.clone())], "{grouped}");
        let spaced = format!("{} {} {}", &number[..6], &number[6..10], &number[10..]);
        assert_eq!(found(&spaced), [(Code::PersonalNumber, spaced.clone())], "{spaced}");
    }
}

#[test]
fn numbers_that_are_no_kazakh_personal_numbers() {
    let number = kazakh_number("85010130001");
    let (first, check) = number.split_at(11);
    let wrong = (check.parse::<u32>().unwrap() + 1) % 10;
    let no_such_day = kazakh_number("85023030001");
    let century_seven = kazakh_number("85010170001");
    let not_leap_year = kazakh_number("01022930001");
    let longer = format!("{number}5");
    let in_address = format!("https://site.example/doc/{number}");
    for text in [format!("{first}{wrong}"), no_such_day, century_seven, not_leap_year, longer, in_address] {
        assert_eq!(found(&text), [], "{text}");
    }
}

#[test]
fn a_number_that_is_called_a_personal_one_is_one_with_a_slip_too() {
    let number = kazakh_number("85010130001");
    let (first, check) = number.split_at(11);
    let wrong = format!("{first}{}", (check.parse::<u32>().unwrap() + 1) % 10);
    for text in
        [format!("ИИН {wrong}"), format!("ЖСН: {wrong}"), format!("IIN № {wrong}"), "ПИН 10132199000000".to_owned()]
    {
        assert_eq!(codes(&text), [Code::PersonalNumber], "{text}");
    }
    for text in [
        format!("{first}{wrong}"),
        format!("ИИН {}", &wrong[..11]),
        "ИИН/БИН 990440001231".to_owned(),
        "ИИН 990440001231".to_owned(),
        "ИНН 00132199000000".to_owned(),
    ] {
        assert_eq!(found(&text), [], "{text}");
    }
}

#[test]
fn business_numbers_are_public() {
    for fifth in ["4", "5", "6"] {
        for last in 0..10 {
            let number = format!("9904{fifth}000123{last}");
            assert_eq!(found(&format!("БСН {number}")), [], "{number}");
        }
    }
    assert_eq!(found("01204199510123"), []);
}

#[test]
fn an_amount_of_twelve_digits_needs_a_word_to_be_a_personal_number() {
    let number = kazakh_number("85010130001");
    let amount =
        number.as_bytes().chunks(3).map(|three| std::str::from_utf8(three).unwrap()).collect::<Vec<_>>().join(" ");
    assert_eq!(found(&amount), [], "{amount}");
    assert_eq!(codes(&format!("ИИН: {amount}")), [Code::PersonalNumber]);
}

#[test]
fn kyrgyz_personal_numbers() {
    for number in ["10101199000000", "23112209900001", "1 010119 90000 00"] {
        assert_eq!(found(number), [(Code::PersonalNumber, number.to_owned())], "{number}");
    }
    for number in ["00101199000000", "30101199000000", "13102199000000", "10101185000000", "20240730123456"] {
        assert_eq!(found(number), [], "{number}");
    }
}

#[test]
fn what_is_declared_is_public() {
    let declared = contacts("8 (7292) 00-00-00, ішкі 12");
    assert_eq!(declared, ["77292000000"]);
    let public = |contact: &str| declared.iter().any(|declared| declared == contact);
    for text in ["+7 7292 00 00 00", "8-7292-00-00-00", "(7292) 00-00-00"] {
        assert_eq!(personal_data(text, &public), [], "{text}");
    }
    assert_eq!(personal_data("8 (7292) 00-00-01", &public).len(), 1);
    assert_eq!(contacts("109"), ["109"]);
    assert_eq!(contacts("50-00-00"), ["500000"]);
    assert_eq!(contacts("Office@City.example"), ["office@city.example"]);
    assert_eq!(contacts("0 (312) 00-00-00"), ["996312000000"]);
}

#[test]
fn a_personal_number_is_never_public() {
    assert_eq!(personal_data(&kazakh_number("85010130001"), &|_| true).len(), 1);
}

#[test]
fn long_and_strange_texts_take_time_in_proportion() {
    let bad = ["8 700 000 00 0", "1 ", "+", "@a", "a.bb", "(at)", "(", "8(", "тел. ", "0-", "９", "x@a.", "\u{200b}8"];
    for piece in bad {
        let text = piece.repeat(10_000);
        let started = std::time::Instant::now();
        personal_data(&text, &|_| false);
        assert!(started.elapsed().as_secs() < 20, "{piece}");
    }
}
