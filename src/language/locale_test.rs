//! What readers of each language see.

use super::{Arg, Catalogue, Lang, Locale, MissingWord};
use crate::value::{Decimal, PartialDate, Period, Quantity, Stated, quantity};
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::LazyLock;

static LOCALES: LazyLock<Vec<Locale>> = LazyLock::new(|| Lang::ALL.map(Locale::built_in).into());

/// The four languages in the order kk, ru, ky, en, with non-breaking spaces shown as `_`.
fn four(write: impl Fn(&Locale) -> String) -> [String; 4] {
    let written: Vec<String> = LOCALES.iter().map(|locale| write(locale).replace('\u{a0}', "_")).collect();
    written.try_into().unwrap()
}

fn one(lang: Lang) -> &'static Locale {
    LOCALES.iter().find(|locale| locale.lang() == lang).unwrap()
}

fn number(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn date(text: &str) -> PartialDate {
    PartialDate::parse(text).unwrap()
}

fn read(text: &str) -> Quantity {
    *quantity::parse(text).unwrap().known().unwrap()
}

#[test]
fn locales_can_be_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Locale>();
}

#[test]
fn numbers_follow_each_language() {
    assert_eq!(
        four(|l| l.number(&number("1206432.50"))),
        ["1_206_432,50", "1_206_432,50", "1_206_432,50", "1,206,432.50"]
    );
    assert_eq!(four(|l| l.number(&number("-1000"))), ["−1_000", "−1_000", "−1_000", "−1,000"]);
    assert_eq!(four(|l| l.signed_percent(&number("1.2"))), ["+1,2_%", "+1,2_%", "+1,2_%", "+1.2%"]);
    assert_eq!(four(|l| l.percent(&number("12.5"))), ["12,5_%", "12,5_%", "12,5_%", "12.5%"]);
    assert_eq!(four(|l| l.signed(&number("0"))), ["0", "0", "0", "0"]);
    let longest = four(|l| l.number(&Decimal::MAX));
    assert_eq!(longest[3], "79,228,162,514,264,337,593,543,950,335");
}

#[test]
fn money_follows_each_language() {
    let written = |amount, code| four(|l| l.money(&number(amount), code));
    assert_eq!(written("3249000", "KZT"), ["3_249_000_₸", "3_249_000_₸", "3_249_000_₸", "₸3,249,000"]);
    assert_eq!(written("25000", "KGS"), ["25_000_сом", "25_000_сомов", "25_000_сом", "25,000_som"]);
    assert_eq!(written("2", "USD"), ["2_АҚШ доллары", "2_доллара США", "2_АКШ доллары", "US$2"]);
    assert_eq!(written("-8", "KZT"), ["−8_₸", "−8_₸", "−8_₸", "−₸8"]);
    assert_eq!(written("5", "CHF"), ["5_CHF", "5_CHF", "5_CHF", "CHF_5"]);
}

#[test]
fn dates_follow_each_language() {
    let written = |text| four(|l| l.date(&date(text)));
    assert_eq!(written("2024-07-30"), ["2024_ж. 30_шілде", "30_июля 2024_г.", "2024-ж. 30-июль", "30_July 2024"]);
    assert_eq!(written("2024-07"), ["2024_ж. шілде", "июль 2024_г.", "2024-ж. июль", "July 2024"]);
    assert_eq!(written("2024"), ["2024_ж.", "2024_г.", "2024-ж.", "2024"]);
    assert_eq!(four(|l| l.short_month(9)), ["қыр.", "сент.", "сен.", "Sep"]);
    assert_eq!(four(|l| l.month_name(12)), ["желтоқсан", "декабрь", "декабрь", "December"]);
    assert_eq!(four(|l| l.month_name(13)), ["13", "13", "13", "13"]);
}

#[test]
fn periods_say_nothing_twice() {
    let written = |start, end| four(|l| l.period(&Period { start: date(start), end: date(end) }));
    assert_eq!(
        written("2024-08", "2024-11"),
        ["2024_ж. тамыз – қараша", "август – ноябрь 2024_г.", "2024-ж. август – ноябрь", "August–November 2024"]
    );
    assert_eq!(
        written("2020-06-04", "2020-06-06"),
        ["2020_ж. 4–6_маусым", "4–6_июня 2020_г.", "2020-ж. 4–6-июнь", "4–6_June 2020"]
    );
    assert_eq!(
        written("2019-09-01", "2019-12-31"),
        [
            "2019_ж. 1_қыркүйек – 31_желтоқсан",
            "1_сентября – 31_декабря 2019_г.",
            "2019-ж. 1-сентябрь – 31-декабрь",
            "1_September – 31_December 2019"
        ]
    );
    assert_eq!(
        written("2020-12", "2021-02"),
        [
            "2020_ж. желтоқсан – 2021_ж. ақпан",
            "декабрь 2020_г. – февраль 2021_г.",
            "2020-ж. декабрь – 2021-ж. февраль",
            "December 2020 – February 2021"
        ]
    );
    assert_eq!(written("2023", "2025"), ["2023–2025_жж.", "2023–2025_гг.", "2023–2025-жж.", "2023–2025"]);
    assert_eq!(written("2024-07-30", "2024-07-30")[1], "30_июля 2024_г.");
    assert_eq!(written("2024-07-30", "2024-08")[1], "30_июля 2024_г. – август 2024_г.");
}

#[test]
fn plurals_follow_cldr() {
    let categories = |lang: Lang| ["0", "1", "2", "5", "21", "1.5", "1.0"].map(|text| one(lang).plural(&number(text)));
    assert_eq!(categories(Lang::Ru), ["many", "one", "few", "many", "one", "other", "other"]);
    assert_eq!(categories(Lang::En), ["other", "one", "other", "other", "other", "other", "other"]);
    for lang in [Lang::Kk, Lang::Ky] {
        assert_eq!(categories(lang)[..4], ["other", "one", "other", "other"], "{lang}");
    }
}

#[test]
fn bounds_and_units_agree() {
    let written = |text, unit| four(|l| l.counted(&read(text), unit).unwrap());
    assert_eq!(written("50", "people"), ["50 адам", "50 человек", "50 адам", "50 people"]);
    assert_eq!(
        written(">= 50", "people"),
        ["кемінде 50 адам", "не менее 50 человек", "кеминде 50 адам", "at least 50 people"]
    );
    assert_eq!(
        written("<= 5", "events"),
        ["ең көбі 5 іс-шара", "не более 5 мероприятий", "эң көп дегенде 5 иш-чара", "at most 5 events"]
    );
    assert_eq!(written(">= 1", "publications")[3], "at least 1 publication");
    assert_eq!(written(">= 80 %", "people"), ["кемінде 80_%", "не менее 80_%", "кеминде 80_%", "at least 80%"]);
    assert_eq!(written("32", "percent"), ["32_%", "32_%", "32_%", "32%"]);
    assert_eq!(written(">= 2", "KGS"), ["кемінде 2_сом", "не менее 2_сомов", "кеминде 2_сом", "at least 2_som"]);
    assert_eq!(written(">= 5", "CHF")[3], "at least CHF_5");
    assert_eq!(written("15/15", "documents"), ["15/15", "15/15", "15/15", "15/15"]);
}

#[test]
fn russian_bounds_take_the_genitive() {
    let written = |text, unit| one(Lang::Ru).counted(&read(text), unit).unwrap();
    assert_eq!(written("2", "publications"), "2 публикации");
    assert_eq!(written(">= 2", "publications"), "не менее 2 публикаций");
    assert_eq!(written(">= 21", "publications"), "не менее 21 публикации");
    assert_eq!(written("<= 1.5", "hours"), "не более 1,5 часа");
    assert_eq!(written("2", "officials"), "2 должностных лица");
    assert_eq!(written(">= 1", "officials"), "не менее 1 должностного лица");
    assert_eq!(written(">= 3", "kindergartens"), "не менее 3 детских садов");
}

#[test]
fn quantities_stand_without_units_too() {
    assert_eq!(
        four(|l| l.quantity(&read(">= 1000"))),
        ["кемінде 1_000", "не менее 1_000", "кеминде 1_000", "at least 1,000"]
    );
    assert_eq!(four(|l| l.quantity(&read("3/4"))), ["3/4", "3/4", "3/4", "3/4"]);
    assert_eq!(four(|l| l.quantity(&Quantity::done(true))), ["иә", "да", "ооба", "yes"]);
}

#[test]
fn written_bounds_are_read_back() {
    for text in [">= 50", "<= 5", ">= 80 %"] {
        for written in four(|l| l.quantity(&read(text))) {
            assert_eq!(read(&written.replace('_', " ")), read(text), "{written}");
        }
    }
}

#[test]
fn an_amount_for_each_group_is_a_whole_phrase() {
    let per = |l: &Locale, text, unit, each, count: Option<&str>| {
        l.per(&l.counted(&read(text), unit).unwrap(), each, count.map(number).as_ref()).unwrap()
    };
    assert_eq!(
        four(|l| per(l, ">= 25", "parents", "group", Some("2"))),
        [
            "2 топтың әрқайсысына кемінде 25 ата-ана",
            "не менее 25 родителей на каждую из 2 групп",
            "2 топтун ар бирине кеминде 25 ата-эне",
            "at least 25 parents for each of 2 groups"
        ]
    );
    assert_eq!(
        four(|l| per(l, "1", "documents", "webinar", None)),
        [
            "әр вебинарға 1 құжат",
            "1 документ на каждый вебинар",
            "ар бир вебинарга 1 документ",
            "1 document per webinar"
        ]
    );
}

#[test]
fn missing_values_have_their_own_words() {
    assert_eq!(one(Lang::Kk).absent(&Stated::<u8>::NotStated), Some("құжатта көрсетілмеген".into()));
    assert_eq!(one(Lang::Ru).absent(&Stated::<u8>::NotApplicable), Some("неприменимо".into()));
    assert_eq!(one(Lang::Ky).absent(&Stated::<u8>::NotReported), Some("азырынча отчёт бериле элек".into()));
    assert_eq!(one(Lang::En).absent(&Stated::<u8>::Unclear("a few".into())), Some("unclear: a few".into()));
    assert_eq!(one(Lang::En).absent(&Stated::Known(0)), None);
}

#[test]
fn alphabetical_order_is_that_of_the_language() {
    let sorted = |lang, text: &str| {
        let mut letters: Vec<String> = text.chars().map(String::from).collect();
        letters.sort_by(|left, right| one(lang).compare(left, right));
        letters.concat()
    };
    let kk = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя";
    let ky = "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя";
    let reversed = |text: &str| text.chars().rev().collect::<String>();
    assert_eq!(sorted(Lang::Kk, &reversed(kk)), kk);
    assert_eq!(sorted(Lang::Ky, &reversed(ky)), ky);
    assert_eq!(one(Lang::Kk).compare("Лот 2", "Лот 76"), Ordering::Less);
    assert_eq!(one(Lang::Ru).compare("Лот 76", "Лот 2"), Ordering::Greater);
    assert_ne!(one(Lang::Ru).compare("Лот 2", "Лот 02"), Ordering::Equal);
}

#[test]
fn lists_end_as_the_language_ends_them() {
    assert_eq!(four(|l| l.list(&["A", "B"])), ["A және B", "A и B", "A жана B", "A and B"]);
    assert_eq!(four(|l| l.list(&["A", "B", "C"]))[3], "A, B and C");
    assert_eq!(one(Lang::Kk).list::<&str>(&[]), "");
}

#[test]
fn the_number_called_count_chooses_the_form() {
    let words =
        Catalogue::parse("of = { one = \"{count} grant of {total}\", other = \"{count} grants of {total}\" }").unwrap();
    let locale = Locale::new(Lang::En, &words);
    let text = |count: usize, total: usize| locale.text("of", &[("total", total.into()), ("count", count.into())]);
    assert_eq!(text(1, 5).unwrap(), "1 grant of 5");
    assert_eq!(text(2, 1).unwrap(), "2 grants of 1");
}

#[test]
fn a_missing_word_is_an_error_that_names_it() {
    let missing = |key: &str, gap: Option<&str>| MissingWord { key: key.into(), gap: gap.map(str::to_owned) };
    assert_eq!(one(Lang::Kk).text("no.such", &[]), Err(missing("no.such", None)));
    assert_eq!(one(Lang::Kk).text("bound.at_least", &[]), Err(missing("bound.at_least", Some("amount"))));
    assert_eq!(one(Lang::Kk).counted(&read("5"), "goats"), Err(missing("unit.goats", None)));
}

#[test]
fn without_words_values_are_still_written() {
    let bare = Locale::new(Lang::Kk, &Catalogue::default());
    assert_eq!(bare.date(&date("2024-07-30")), "2024-07-30");
    assert_eq!(bare.period(&Period { start: date("2024-07"), end: date("2024-08") }), "2024-07 – 2024-08");
    assert_eq!(bare.quantity(&read(">= 5")), "≥ 5");
    assert_eq!(bare.money(&number("5"), "KZT"), "5 KZT");
}

#[test]
fn a_unit_of_the_portal_is_counted_like_a_built_in_one() {
    let mut words = Catalogue::built_in(Lang::Ru);
    let forms = [("one", "участник"), ("few", "участника"), ("many", "участников"), ("other", "участника")];
    words.insert_unit("participants", &BTreeMap::from(forms));
    let locale = Locale::new(Lang::Ru, &words);
    assert_eq!(locale.counted(&read(">= 2"), "participants").unwrap(), "не менее 2 участников");
    assert_eq!(locale.text("unit_name.participants", &[]).unwrap(), "участников");
}

#[test]
fn a_capital_begins_a_line() {
    assert_eq!(one(Lang::Kk).capital("іс-шара"), "Іс-шара");
    assert_eq!(one(Lang::En).capital(""), "");
}

#[test]
fn texts_are_put_in_as_they_stand() {
    let text = one(Lang::En).text("value.unclear", &[("text", Arg::from("{count}"))]);
    assert_eq!(text.unwrap(), "unclear: {count}");
}
