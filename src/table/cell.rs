//! Cells: a value, or why there is none.

use crate::model::Unit;
use crate::read::{Placed, Words};
use crate::value::{AgeRange, Decimal, PartialDate, Period, Quantity, Stated};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// What stands in one cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell<'p> {
    /// The content says nothing here.
    Blank,
    /// There is no value, and the reason is known.
    Absent(Absence),
    /// A text that is the same in every language, a link, an address below a language.
    Text(Cow<'p, str>),
    /// A text per language.
    Said(Said<'p>),
    /// Several texts per language.
    Texts(Vec<Said<'p>>),
    /// A number.
    Number(Decimal),
    /// A number with bound and unit.
    Quantity(Quantity, Option<&'p Unit>),
    /// A date.
    Date(PartialDate),
    /// A code of the column's list.
    Code(Cow<'p, str>),
    /// Codes of the column's list.
    Codes(Vec<Cow<'p, str>>),
    /// The id of a row of another table, and how people call it.
    Reference(Cow<'p, str>, Said<'p>),
}

/// Why there is no value. Zero is a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Absence {
    /// The document leaves it blank.
    NotStated,
    /// The document crosses it out.
    NotApplicable,
    /// Nobody has reported it yet.
    NotReported,
    /// The document says something that is no such value: the text as it stands there.
    Unclear(String),
}

impl Absence {
    /// The code in columns `<name>_status`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotStated => "not stated",
            Self::NotApplicable => "not applicable",
            Self::NotReported => "not reported",
            Self::Unclear(_) => "unclear",
        }
    }

    /// The same in the form of the model.
    pub fn stated(&self) -> Stated<()> {
        match self {
            Self::NotStated => Stated::NotStated,
            Self::NotApplicable => Stated::NotApplicable,
            Self::NotReported => Stated::NotReported,
            Self::Unclear(text) => Stated::Unclear(text.clone()),
        }
    }
}

/// A text that each language says in its own words.
#[derive(Debug, Clone)]
pub enum Said<'p> {
    /// Words of the content.
    Words(&'p Words),
    /// A range of ages.
    Age(AgeRange),
    /// The label of a code: list and code.
    Label(&'static str, String),
    /// What an edition calls it, by language; `und`: in every language.
    Frozen(&'p BTreeMap<String, String>),
}

impl PartialEq for Said<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Words(one), Self::Words(two)) => std::ptr::eq(*one, *two),
            (Self::Age(one), Self::Age(two)) => one == two,
            (Self::Label(list, one), Self::Label(other, two)) => (list, one) == (other, two),
            (Self::Frozen(one), Self::Frozen(two)) => one == two,
            _ => false,
        }
    }
}

impl<'p> Cell<'p> {
    /// A value or the reason why there is none.
    pub(super) fn of<T>(value: &'p Stated<T>, cell: impl FnOnce(&'p T) -> Self) -> Self {
        match value {
            Stated::Known(value) => cell(value),
            Stated::NotStated => Self::Absent(Absence::NotStated),
            Stated::NotApplicable => Self::Absent(Absence::NotApplicable),
            Stated::NotReported => Self::Absent(Absence::NotReported),
            Stated::Unclear(text) => Self::Absent(Absence::Unclear(text.clone())),
        }
    }

    /// The same for a key that may be absent.
    pub(super) fn maybe<T>(value: Option<&'p Stated<T>>, cell: impl FnOnce(&'p T) -> Self) -> Self {
        value.map_or(Self::Blank, |value| Self::of(value, cell))
    }

    pub(super) fn text(text: impl Into<Cow<'p, str>>) -> Self {
        Self::Text(text.into())
    }

    /// Former slugs, parted as several codes are.
    pub(super) fn former(slugs: &[Placed<String>]) -> Self {
        let slugs: Vec<&str> = slugs.iter().map(|slug| slug.as_str()).collect();
        if slugs.is_empty() { Self::Blank } else { Self::text(slugs.join(";")) }
    }

    pub(super) fn maybe_text(text: Option<&'p String>) -> Self {
        text.map_or(Self::Blank, |text| Self::text(text.as_str()))
    }

    /// Words of the content; `"?"` and `"-"` in their place are reasons.
    pub(super) fn words(words: &'p Words) -> Self {
        match words.same.as_deref().and_then(Stated::<()>::from_mark) {
            Some(Stated::NotApplicable) => Self::Absent(Absence::NotApplicable),
            Some(_) => Self::Absent(Absence::NotStated),
            None => Self::Said(Said::Words(words)),
        }
    }

    pub(super) fn maybe_words(words: Option<&'p Words>) -> Self {
        words.map_or(Self::Blank, Self::words)
    }

    pub(super) fn texts(texts: impl IntoIterator<Item = &'p Words>) -> Self {
        let texts: Vec<Said<'p>> = texts.into_iter().map(Said::Words).collect();
        if texts.is_empty() { Self::Blank } else { Self::Texts(texts) }
    }

    pub(super) fn quantity(value: &'p Stated<Quantity>, unit: Option<&'p Unit>) -> Self {
        Self::of(value, |quantity| Self::Quantity(*quantity, unit))
    }

    pub(super) fn maybe_quantity(value: Option<&'p Stated<Quantity>>, unit: Option<&'p Unit>) -> Self {
        value.map_or(Self::Blank, |value| Self::quantity(value, unit))
    }

    pub(super) fn money(value: &'p Stated<Decimal>) -> Self {
        Self::of(value, |amount| Self::Number(*amount))
    }

    pub(super) fn count(count: usize) -> Self {
        Self::Number(count.into())
    }

    pub(super) fn maybe_date(date: Option<&'p Stated<PartialDate>>) -> Self {
        Self::maybe(date, |date| Self::Date(*date))
    }

    pub(super) fn start(period: Option<&Period>) -> Self {
        period.map_or(Self::Blank, |period| Self::Date(period.start))
    }

    pub(super) fn end(period: Option<&Period>) -> Self {
        period.map_or(Self::Blank, |period| Self::Date(period.end))
    }

    /// A code of the content as programs read it.
    pub(super) fn code(code: &str) -> Self {
        Self::Code(super::plain(code).into())
    }

    pub(super) fn maybe_code(code: Option<&str>) -> Self {
        code.map_or(Self::Blank, Self::code)
    }

    pub(super) fn flag(flag: bool) -> Self {
        Self::Code(if flag { "yes" } else { "no" }.into())
    }

    /// Codes that are written as they are: regions, themes.
    pub(super) fn codes(codes: impl Iterator<Item = &'p str>) -> Self {
        let codes: Vec<Cow<'p, str>> = codes.map(Cow::Borrowed).collect();
        if codes.is_empty() { Self::Blank } else { Self::Codes(codes) }
    }
}
