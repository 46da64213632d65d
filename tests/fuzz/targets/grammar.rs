//! Quantities, dates, ages and codes as people write them.

use esep::language::{Lang, Locale};
use esep::value::{AgeRange, Amount, DacSector, Quantity, Stated, date, quantity, written};
use regex::Regex;
use std::sync::LazyLock;

/// What the schemas for editors say of a quantity.
static PATTERN: LazyLock<Regex> = LazyLock::new(|| Regex::new(&quantity::pattern()).unwrap());
/// The languages that part thousands by spaces, so that what they print is read again.
static LOCALES: LazyLock<[Locale; 3]> = LazyLock::new(|| [Lang::Kk, Lang::Ru, Lang::Ky].map(Locale::built_in));

/// A quantity that is read is printed so that it is read again as the same.
pub fn quantity(bytes: &[u8]) {
    let text = &*String::from_utf8_lossy(bytes);
    let read = quantity::parse(text);
    assert_eq!(read, quantity::parse(text));
    assert_eq!(read, quantity::parse(&format!(" {text}\u{a0}")), "spaces around it");
    if let Ok(stated) = &read {
        assert!(PATTERN.is_match(text), "the schema refuses it");
        stated.known().iter().for_each(|known| printed(known));
    }
    if let Some((number, words)) = written::with_unit(text) {
        assert!(text.contains(number) && text.ends_with(text.trim_start()) && text.contains(words));
        assert!(matches!(quantity::parse(number), Ok(Stated::Known(_))));
    }
    if let Some(readings) = written::two_readings(text) {
        assert_ne!(readings.0, readings.1);
    }
    let mended = written::without_marks(text);
    for advised in [Some(text), mended.as_deref()].into_iter().flatten().filter_map(written::in_a_file) {
        let advised = advised.trim_matches('"');
        assert!(matches!(quantity::parse(advised), Ok(Stated::Known(_))), "{advised}");
        assert_eq!(written::two_readings(advised), None, "{advised}");
    }
}

fn printed(known: &Quantity) {
    assert_eq!(quantity::parse(&known.to_string()), Ok(Stated::Known(*known)));
    assert_eq!(known.normalized().normalized(), known.normalized());
    assert!(!matches!(known.amount, Amount::Done(_)), "no text is read as done");
    for locale in LOCALES.iter() {
        let shown = locale.quantity(known);
        let again = quantity::parse(&shown).map(|stated| stated.map(|it| it.normalized()));
        assert_eq!(again, Ok(Stated::Known(known.normalized())), "{shown}");
    }
}

/// A date, an age or a code that is read is printed so that it is read again as the same.
pub fn date(bytes: &[u8]) {
    let text = &*String::from_utf8_lossy(bytes);
    let read = date::parse(text);
    assert_eq!(read, date::parse(text));
    if let Ok(Stated::Known(known)) = read {
        assert_eq!(date::parse(&known.to_string()), Ok(Stated::Known(known)));
        assert!(known.first_day() <= known.last_day());
        assert_eq!(known.first_day().year(), known.year());
        LOCALES.iter().for_each(|locale| assert!(!locale.date(&known).is_empty()));
    }
    if let Ok(age) = AgeRange::parse(text) {
        assert_eq!(AgeRange::parse(&age.to_string()), Ok(age));
        assert!(age.to.is_none_or(|to| age.from <= to));
    }
    if let Some(sector) = DacSector::parse(text) {
        assert_eq!(DacSector::parse(&sector.to_string()), Some(sector));
    }
}
