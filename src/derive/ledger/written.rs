//! The one written form of values: what check codes are made of and what editions keep.

use crate::model::{Unit, UnitName};
use crate::value::{Decimal, Quantity, Stated};
use std::fmt;

/// Which part of a figure a value is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The only value.
    Value,
    /// What is promised.
    Planned,
    /// What was achieved.
    Achieved,
    /// What was achieved over all groups, or what a breakdown adds up to.
    Total,
    /// Where things stood before.
    Baseline,
    /// The target for one year.
    Target(i64),
    /// How many there are of what something is promised for.
    PerCount,
    /// How many there are in a group.
    Population,
    /// How many of a group are to be reached.
    Coverage,
    /// The change of a figure.
    Change,
    /// How many publications.
    Count,
    /// How many they reached.
    Reach,
    /// What a risk would do.
    Impact,
    /// How probable it is.
    Probability,
    /// What the document makes of both.
    Score,
    /// One part of a breakdown, or one state: its number from 1, or its code.
    Of(String),
    /// What the numbers count.
    Unit,
    /// For each of what they are promised.
    Per,
}

/// The name of the part in check codes and editions; it never changes.
impl fmt::Display for Part {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self {
            Self::Value => "value",
            Self::Planned => "planned",
            Self::Achieved => "achieved",
            Self::Total => "total",
            Self::Baseline => "baseline",
            Self::Target(year) => return write!(out, "target-{year}"),
            Self::PerCount => "per-count",
            Self::Population => "population",
            Self::Coverage => "coverage",
            Self::Change => "change",
            Self::Count => "count",
            Self::Reach => "reach",
            Self::Impact => "impact",
            Self::Probability => "probability",
            Self::Score => "score",
            Self::Of(part) => return write!(out, "of-{part}"),
            Self::Unit => "unit",
            Self::Per => "per",
        };
        out.write_str(name)
    }
}

impl Part {
    /// Reads what [`Display`](fmt::Display) writes, for ledgers of older editions.
    pub fn parse(text: &str) -> Option<Self> {
        let plain = [
            Self::Value,
            Self::Planned,
            Self::Achieved,
            Self::Total,
            Self::Baseline,
            Self::PerCount,
            Self::Population,
            Self::Coverage,
            Self::Change,
            Self::Count,
            Self::Reach,
            Self::Impact,
            Self::Probability,
            Self::Score,
            Self::Unit,
            Self::Per,
        ];
        let year = || text.strip_prefix("target-")?.parse().ok().map(Self::Target);
        let part = || text.strip_prefix("of-").map(|part| Self::Of(part.to_owned()));
        plain.into_iter().find(|part| part.to_string() == text).or_else(year).or_else(part)
    }
}

/// A stated value: as [`Quantity`] is displayed, `?` left blank, `-` not applicable, `not reported`, or what the
/// document says in quotes.
pub(super) fn stated<T>(value: &Stated<T>, known: impl FnOnce(&T) -> String) -> String {
    match value {
        Stated::Known(value) => known(value),
        Stated::NotStated => "?".to_owned(),
        Stated::NotApplicable => "-".to_owned(),
        Stated::NotReported => "not reported".to_owned(),
        Stated::Unclear(text) => format!("{text:?}"),
    }
}

/// A stated quantity. `12.50` and `12.5` are the same number.
pub(super) fn quantity(value: &Stated<Quantity>) -> String {
    stated(value, |quantity| quantity.normalized().to_string())
}

/// A stated amount of money with its currency.
pub(super) fn money(amount: &Stated<Decimal>, currency: &str) -> String {
    stated(amount, |amount| format!("{} {currency}", amount.normalize()))
}

/// The id of a unit.
pub(super) fn unit(unit: &Unit) -> String {
    match &unit.name {
        UnitName::BuiltIn(id) => (*id).to_owned(),
        UnitName::Own(id) | UnitName::Currency(id) => id.clone(),
    }
}

/// A value that somebody has written down, in the written form where it is one; otherwise as it is.
pub fn canonical(text: &str) -> String {
    if let Ok(done) = text.parse::<bool>() {
        return done.to_string();
    }
    crate::value::quantity::parse(text).map_or_else(|_| text.to_owned(), |value| quantity(&value))
}
