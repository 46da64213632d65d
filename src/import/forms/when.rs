//! Dates and periods as documents write them: `2020 жылғы 4–6 маусым`, `27.11.2020`, `сентябрь–декабрь 2019 г.`.

use super::words::{month, plain};
use crate::value::PartialDate;
use jiff::civil::Date;

/// From when to when; the second is absent for a single day, month or year.
pub(super) type When = (PartialDate, Option<PartialDate>);

/// A word of a date.
enum Piece {
    Year(i16),
    Day(i8),
    Month(i8),
    Date(Date),
}

/// A month with the days that stand beside it, and its year where that is known.
struct Point {
    month: i8,
    days: Vec<i8>,
    year: Option<i16>,
}

/// Reads a date or a period. `None`: there is none in it, or more than these words can say.
pub(super) fn read(text: &str) -> Option<When> {
    let pieces = pieces(text);
    let dates: Vec<Date> =
        pieces.iter().filter_map(|it| if let Piece::Date(date) = it { Some(*date) } else { None }).collect();
    let found = match dates.as_slice() {
        [] => from_words(&pieces)?,
        [day] => vec![PartialDate::Day(*day)],
        [start, .., end] => vec![PartialDate::Day(*start), PartialDate::Day(*end)],
    };
    let (start, end) = (*found.first()?, *found.last()?);
    if end < start { None } else { Some((start, (end != start).then_some(end))) }
}

/// The one date that a text names; of a period the first.
pub(super) fn date(text: &str) -> Option<PartialDate> {
    read(text).map(|(start, _)| start)
}

fn pieces(text: &str) -> Vec<Piece> {
    let text = plain(text);
    let words = text.split(|char: char| !(char.is_alphanumeric() || char == '.'));
    words.filter_map(piece).collect()
}

fn piece(word: &str) -> Option<Piece> {
    let word = word.trim_matches('.');
    if let Ok(PartialDate::Day(day)) = PartialDate::parse(word) {
        return Some(Piece::Date(day));
    }
    let digits = word.find(|char: char| !char.is_ascii_digit()).unwrap_or(word.len());
    match word.get(..digits)?.parse::<i16>() {
        Ok(year @ 1990..=2100) => Some(Piece::Year(year)),
        Ok(day @ 1..=31) => i8::try_from(day).ok().map(Piece::Day),
        _ => month(word).map(Piece::Month),
    }
}

fn from_words(pieces: &[Piece]) -> Option<Vec<PartialDate>> {
    let points = points(pieces);
    if points.is_empty() {
        let years = pieces
            .iter()
            .filter_map(|it| if let Piece::Year(year) = it { Some(PartialDate::Year(*year)) } else { None });
        return Some(years.collect());
    }
    let mut found = Vec::new();
    for point in points {
        let year = point.year?;
        if point.days.is_empty() {
            found.push(PartialDate::Month(year, point.month));
        }
        for day in point.days {
            found.push(PartialDate::Day(Date::new(year, point.month, day).ok()?));
        }
    }
    Some(found)
}

/// Months with their days and years. A year counts until another one is named; the first one for all before it.
fn points(pieces: &[Piece]) -> Vec<Point> {
    let first_year = pieces.iter().find_map(|it| if let Piece::Year(year) = it { Some(*year) } else { None });
    let mut year = first_year;
    let (mut points, mut days): (Vec<Point>, Vec<i8>) = (Vec::new(), Vec::new());
    for piece in pieces {
        match piece {
            Piece::Year(found) => year = Some(*found),
            Piece::Day(day) => days.push(*day),
            Piece::Month(month) => points.push(Point { month: *month, days: std::mem::take(&mut days), year }),
            Piece::Date(_) => {}
        }
    }
    // "31 декабря 2019 – 5 января 2020": the last year stands after the last month.
    if let (Some(Piece::Year(last)), Some(point)) = (pieces.last(), points.last_mut()) {
        point.year = Some(*last);
    }
    // "1-31 сентябрынан декабрына": days of two months that stand together.
    if let [first, .., last] = points.as_mut_slice()
        && last.days.is_empty()
        && first.days.len() == 2
    {
        last.days.extend(first.days.pop());
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> String {
        match read(text) {
            None => "?".to_owned(),
            Some((start, None)) => start.to_string(),
            Some((start, Some(end))) => format!("{start}..{end}"),
        }
    }

    #[test]
    fn dates_and_periods_are_read_in_three_languages() {
        for (text, expected) in [
            ("2020 жылғы наурыз-қараша", "2020-03..2020-11"),
            ("2024 жылғы тамыз–қараша", "2024-08..2024-11"),
            ("2020 жылғы 4–6 маусым", "2020-06-04..2020-06-06"),
            ("2020 жылғы 27 қараша", "2020-11-27"),
            ("27.11.2020", "2020-11-27"),
            ("01.09.2019 – 31.12.2019", "2019-09-01..2019-12-31"),
            ("2024 жылғы 30 шілдедегі", "2024-07-30"),
            ("Сентябрь, 2019-жыл", "2019-09"),
            ("Сентябрь-декабрь, 2019-жыл", "2019-09..2019-12"),
            ("2019-жылдын 1-сентябрынан 31-декабрына чейин", "2019-09-01..2019-12-31"),
            ("с 1 сентября по 31 декабря 2019 года", "2019-09-01..2019-12-31"),
            ("декабрь 2019 г. – февраль 2020 г.", "2019-12..2020-02"),
            ("март–ноябрь 2020 г.", "2020-03..2020-11"),
            ("2019-жылдын «___» августундагы", "2019-08"),
            ("2019", "2019"),
            ("2019–2021", "2019..2021"),
            ("-", "?"),
            ("тамыз", "?"),
            ("31 ақпан 2020", "?"),
            ("сұраныс бойынша", "?"),
        ] {
            assert_eq!(told(text), expected, "{text}");
        }
    }
}
