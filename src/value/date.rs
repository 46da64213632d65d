//! Dates as exact as the document has them.

use super::Stated;
use jiff::civil::Date;
use serde::{Serialize, Serializer};
use std::cmp::Ordering;
use std::fmt;

/// A year, a month or a day of the Gregorian calendar. Serialised and displayed in ISO form: `2024`, `2024-07`, `2024-07-30`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PartialDate {
    /// Only the year is known.
    Year(i16),
    /// Year and month (1 to 12) are known.
    Month(i16, i8),
    /// The day is known.
    Day(Date),
}

/// What is wrong with a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateFault {
    /// Not one of `2024`, `2024-07`, `2024-07-30`, `30.07.2024`.
    Malformed,
    /// The form is right, the calendar has no such month or day: `2024-02-30`.
    Impossible,
}

/// Reads a date, `?` (left blank) or `-` (not applicable).
pub fn parse(text: &str) -> Result<Stated<PartialDate>, DateFault> {
    match Stated::from_mark(text) {
        Some(mark) => Ok(mark),
        None => PartialDate::parse(text).map(Stated::Known),
    }
}

impl PartialDate {
    /// Reads `2024`, `2024-07`, `2024-07-30` or `30.07.2024`.
    pub fn parse(text: &str) -> Result<PartialDate, DateFault> {
        let text = text.trim();
        let iso: Vec<&str> = text.split('-').collect();
        let dotted: Vec<&str> = text.split('.').collect();
        match (iso.as_slice(), dotted.as_slice()) {
            (_, [day, month, year]) => Self::day(year, month, day),
            ([year], _) => digits(year, 4).map(PartialDate::Year),
            ([year, month], _) => Self::month(year, month),
            ([year, month, day], _) => Self::day(year, month, day),
            _ => Err(DateFault::Malformed),
        }
    }

    fn month(year: &str, month: &str) -> Result<PartialDate, DateFault> {
        let (year, month) = (digits(year, 4)?, small(month)?);
        if !(1..=12).contains(&month) {
            return Err(DateFault::Impossible);
        }
        Ok(PartialDate::Month(year, month))
    }

    fn day(year: &str, month: &str, day: &str) -> Result<PartialDate, DateFault> {
        Date::new(digits(year, 4)?, small(month)?, small(day)?).map(PartialDate::Day).map_err(|_| DateFault::Impossible)
    }

    /// The year.
    pub fn year(self) -> i16 {
        match self {
            PartialDate::Year(year) | PartialDate::Month(year, _) => year,
            PartialDate::Day(day) => day.year(),
        }
    }

    /// The first day that it can mean.
    pub fn first_day(self) -> Date {
        match self {
            PartialDate::Year(year) => first_of(year, 1),
            PartialDate::Month(year, month) => first_of(year, month),
            PartialDate::Day(day) => day,
        }
    }

    /// The last day that it can mean.
    pub fn last_day(self) -> Date {
        match self {
            PartialDate::Year(year) => first_of(year, 12).last_of_month(),
            PartialDate::Month(year, month) => first_of(year, month).last_of_month(),
            PartialDate::Day(day) => day,
        }
    }
}

/// Months and years beyond the calendar are moved to its edge, so that no value of the type can fail.
fn first_of(year: i16, month: i8) -> Date {
    let edge = if year < 0 { Date::MIN } else { Date::MAX };
    Date::new(year, month.clamp(1, 12), 1).unwrap_or(edge)
}

fn small(text: &str) -> Result<i8, DateFault> {
    digits(text, 2).and_then(|number| i8::try_from(number).map_err(|_| DateFault::Malformed))
}

/// A number of exactly `count` digits, `count` at most 4.
fn digits(text: &str, count: usize) -> Result<i16, DateFault> {
    if text.len() != count || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(DateFault::Malformed);
    }
    text.parse().map_err(|_| DateFault::Malformed)
}

/// By the first day; of those that begin together, the shorter one first.
impl Ord for PartialDate {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.first_day(), self.last_day()).cmp(&(other.first_day(), other.last_day()))
    }
}

impl PartialOrd for PartialDate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PartialDate::Year(year) => write!(out, "{year:04}"),
            PartialDate::Month(year, month) => write!(out, "{year:04}-{month:02}"),
            PartialDate::Day(day) => write!(out, "{day}"),
        }
    }
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// From one date to another, both included; each as exact as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Period {
    /// The first day, month or year.
    pub start: PartialDate,
    /// The last day, month or year.
    pub end: PartialDate,
}

impl Period {
    /// The first day that it can mean.
    pub fn first_day(self) -> Date {
        self.start.first_day()
    }

    /// The last day that it can mean.
    pub fn last_day(self) -> Date {
        self.end.last_day()
    }

    /// Whether the end is not before the start.
    pub fn is_ordered(self) -> bool {
        self.first_day() <= self.last_day()
    }

    /// Whether the date can lie wholly or partly within.
    pub fn touches(self, date: PartialDate) -> bool {
        date.first_day() <= self.last_day() && date.last_day() >= self.first_day()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn read(text: &str) -> PartialDate {
        PartialDate::parse(text).unwrap()
    }

    #[test]
    fn each_form_keeps_its_exactness() {
        assert_eq!(read("2024"), PartialDate::Year(2024));
        assert_eq!(read("2024-07"), PartialDate::Month(2024, 7));
        assert_eq!(read("2024-07-30"), PartialDate::Day(date(2024, 7, 30)));
        assert_eq!(read(" 30.07.2024 "), PartialDate::Day(date(2024, 7, 30)));
    }

    #[test]
    fn what_the_calendar_lacks_is_impossible() {
        for text in ["2024-02-30", "2023-02-29", "2024-13", "2024-00", "31.04.2024", "2024-07-99"] {
            assert_eq!(PartialDate::parse(text), Err(DateFault::Impossible), "{text}");
        }
    }

    #[test]
    fn other_forms_are_malformed() {
        let texts = [
            "",
            "24",
            "2024-7",
            "2024-07-3",
            "07.2024",
            "2024/07/30",
            "20240730",
            "-2024",
            "30.07.24",
            "2024-07-30-",
            "жиырма",
        ];
        for text in texts {
            assert_eq!(PartialDate::parse(text), Err(DateFault::Malformed), "{text}");
        }
    }

    #[test]
    fn marks_are_read_beside_dates() {
        assert_eq!(parse("?"), Ok(Stated::NotStated));
        assert_eq!(parse("-"), Ok(Stated::NotApplicable));
        assert_eq!(parse("2024"), Ok(Stated::Known(PartialDate::Year(2024))));
    }

    #[test]
    fn edges_are_the_days_that_it_can_mean() {
        assert_eq!(read("2024-02").first_day(), date(2024, 2, 1));
        assert_eq!(read("2024-02").last_day(), date(2024, 2, 29));
        assert_eq!(read("2023").last_day(), date(2023, 12, 31));
        assert_eq!(PartialDate::Month(i16::MAX, 99).first_day(), Date::MAX);
        assert_eq!(PartialDate::Year(i16::MIN).last_day().year(), Date::MIN.year());
    }

    #[test]
    fn dates_are_ordered_by_their_beginning() {
        let mut dates = [read("2024-02"), read("2024"), read("2024-01-01"), read("2023-12-31"), read("2024-01")];
        dates.sort();
        assert_eq!(dates.map(|date| date.to_string()).join(" "), "2023-12-31 2024-01-01 2024-01 2024 2024-02");
    }

    #[test]
    fn a_period_knows_its_edges() {
        let period = Period { start: read("2024-08"), end: read("2024-11") };
        assert_eq!((period.first_day(), period.last_day()), (date(2024, 8, 1), date(2024, 11, 30)));
        assert!(period.is_ordered() && period.touches(read("2024")) && period.touches(read("2024-11-30")));
        assert!(!period.touches(read("2024-12")) && !period.touches(read("2024-07-31")));
        assert!(!Period { start: read("2024"), end: read("2023") }.is_ordered());
    }
}
