//! Dates and periods as each language writes them. Patterns and month names are in the catalogue.

use super::locale::{Arg, Locale, MissingWord};
use crate::value::{PartialDate, Period};

/// Names for the months by what stands beside them.
#[derive(Clone, Copy)]
enum MonthForm {
    /// By itself or with a year: «июль».
    Alone,
    /// With a day: «30 июля».
    WithDay,
    /// Short, in a chart.
    Short,
}

impl Locale {
    /// A date, as exact as it is known: «2024 ж. 30 шілде», «июль 2024 г.», "2024".
    pub fn date(&self, date: &PartialDate) -> String {
        let parts = Parts::of(*date);
        let key = match date {
            PartialDate::Year(_) => "date.year",
            PartialDate::Month(..) => "date.month",
            PartialDate::Day(_) => "date.day",
        };
        self.dated(key, &[("", parts)]).unwrap_or_else(|_| date.to_string())
    }

    /// A month of a year: «2024 ж. шілде».
    pub fn month(&self, year: i16, month: i8) -> String {
        self.date(&PartialDate::Month(year, month))
    }

    /// The name of a month (1 to 12) by itself: «шілде», «июль».
    pub fn month_name(&self, month: i8) -> String {
        self.month_in(MonthForm::Alone, month)
    }

    /// The short name of a month (1 to 12), for charts: «шіл.».
    pub fn short_month(&self, month: i8) -> String {
        self.month_in(MonthForm::Short, month)
    }

    /// From when to when, saying nothing twice: «2024 ж. тамыз – қараша», «4–6 июня 2020 г.», "August–November 2024".
    pub fn period(&self, period: &Period) -> String {
        let (start, end) = (Parts::of(period.start), Parts::of(period.end));
        match shared(&start, &end) {
            Shared::All => self.date(&period.start),
            Shared::Pattern(key) => {
                let text = self.dated(key, &[("", start), ("1", start), ("2", end)]);
                text.unwrap_or_else(|_| self.apart(period))
            }
            Shared::Nothing => self.apart(period),
        }
    }

    fn apart(&self, period: &Period) -> String {
        let (start, end) = (self.date(&period.start), self.date(&period.end));
        let args = [("start", Arg::Text(start.clone())), ("end", Arg::Text(end.clone()))];
        self.text("period.other", &args).unwrap_or_else(|_| format!("{start} – {end}"))
    }

    /// Fills `{year}`, `{month}` and `{day}`, each with the given ending: `{day1}`, `{month2}`.
    fn dated(&self, key: &str, dates: &[(&str, Parts)]) -> Result<String, MissingWord> {
        let mut args = Vec::new();
        for (ending, parts) in dates {
            args.push((format!("year{ending}"), Arg::Text(parts.year.to_string())));
            if let Some(month) = parts.month {
                let form = if parts.day.is_some() { MonthForm::WithDay } else { MonthForm::Alone };
                args.push((format!("month{ending}"), Arg::Text(self.month_in(form, month))));
            }
            if let Some(day) = parts.day {
                args.push((format!("day{ending}"), Arg::Text(day.to_string())));
            }
        }
        let args: Vec<(&str, Arg)> = args.iter().map(|(name, arg)| (name.as_str(), arg.clone())).collect();
        self.text(key, &args)
    }

    fn month_in(&self, form: MonthForm, month: i8) -> String {
        let section = match form {
            MonthForm::Alone => "month",
            MonthForm::WithDay => "month_with_day",
            MonthForm::Short => "month_short",
        };
        self.text(&format!("{section}.{month}"), &[]).unwrap_or_else(|_| month.to_string())
    }
}

#[derive(Clone, Copy, PartialEq)]
struct Parts {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
}

impl Parts {
    fn of(date: PartialDate) -> Parts {
        match date {
            PartialDate::Year(year) => Parts { year, month: None, day: None },
            PartialDate::Month(year, month) => Parts { year, month: Some(month), day: None },
            PartialDate::Day(day) => Parts { year: day.year(), month: Some(day.month()), day: Some(day.day()) },
        }
    }
}

/// What two dates have in common, so that it need be said only once.
enum Shared {
    All,
    Pattern(&'static str),
    Nothing,
}

fn shared(start: &Parts, end: &Parts) -> Shared {
    let same_year = start.year == end.year;
    match ((start.month, start.day), (end.month, end.day)) {
        _ if start == end => Shared::All,
        ((None, None), (None, None)) => Shared::Pattern("period.years"),
        ((Some(_), None), (Some(_), None)) if same_year => Shared::Pattern("period.months"),
        ((month, Some(_)), (other, Some(_))) if same_year && month == other => Shared::Pattern("period.days"),
        ((_, Some(_)), (_, Some(_))) if same_year => Shared::Pattern("period.days_of_months"),
        _ => Shared::Nothing,
    }
}
