//! Single values as IATI has them: a number with its measure, its dimensions and its words.

use super::super::xml::Element;
use super::narrative::Texts;
use crate::model::{Unit, UnitName};
use crate::read::BreakdownBy;
use crate::value::{AgeRange, Amount, Bound, Decimal, Quantity, Stated};

/// How the numbers of an indicator are to be read: list *IndicatorMeasure*.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Measure {
    Unit,
    Percent,
    Words,
}

impl Measure {
    /// Of the first value that is known, or else of the unit.
    pub(super) fn of<'v>(values: impl IntoIterator<Item = &'v Stated<Quantity>>, unit: Option<&Unit>) -> Self {
        let values: Vec<&Stated<Quantity>> = values.into_iter().collect();
        let first = values.iter().find_map(|value| value.known());
        let in_words = values.iter().any(|value| matches!(value, Stated::Unclear(_)));
        match first {
            Some(quantity) => Self::of_one(quantity, unit),
            None if unit.is_some_and(Unit::is_percent) => Self::Percent,
            None if unit.is_none() && in_words => Self::Words,
            None => Self::Unit,
        }
    }

    pub(super) fn of_one(quantity: &Quantity, unit: Option<&Unit>) -> Self {
        match quantity.amount {
            Amount::Done(_) => Self::Words,
            _ if quantity.percent || unit.is_some_and(Unit::is_percent) => Self::Percent,
            Amount::Number(_) | Amount::Pair(..) => Self::Unit,
        }
    }

    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Unit => "1",
            Self::Percent => "2",
            Self::Words => "5",
        }
    }
}

/// A value of a target, an actual or a baseline, with the words for it.
pub(super) struct Figure {
    pub(super) value: Option<Decimal>,
    pub(super) dimensions: Vec<(&'static str, String)>,
    pub(super) comment: Texts,
}

impl Figure {
    pub(super) fn element(&self, name: &'static str) -> Element {
        Element::new(name)
            .with_optional("value", self.value.map(number))
            .holding(
                self.dimensions
                    .iter()
                    .map(|(name, value)| Element::new("dimension").with("name", *name).with("value", value.as_str())),
            )
            .holding(self.comment.element("comment"))
    }

    pub(super) fn in_dimension(mut self, name: &'static str, value: &str) -> Self {
        self.dimensions.insert(0, (name, value.to_owned()));
        self
    }
}

/// The shortest form without a power of ten.
pub(super) fn number(value: Decimal) -> String {
    let value = value.normalize();
    if value.is_zero() { "0".to_owned() } else { value.to_string() }
}

/// The id of a unit.
pub(super) fn unit_id(unit: &Unit) -> &str {
    match &unit.name {
        UnitName::BuiltIn(id) => id,
        UnitName::Own(id) | UnitName::Currency(id) => id,
    }
}

/// Names of dimensions: a fixed list of our own.
pub(super) fn dimension(by: BreakdownBy) -> &'static str {
    match by {
        BreakdownBy::Sex => "sex",
        BreakdownBy::Age => "age",
        BreakdownBy::Status => "status",
        BreakdownBy::Other => "group",
    }
}

/// `13-16`, `59+`, `18-65+`.
pub(super) fn ages(age: &AgeRange) -> String {
    age.to_string().replace('–', "-")
}

/// The code of a bound.
pub(super) fn bound(bound: Bound) -> &'static str {
    match bound {
        Bound::Exactly => "exactly",
        Bound::AtLeast => "at least",
        Bound::AtMost => "at most",
    }
}

/// Whether there is a value, or why there is none.
pub(super) fn state<T>(value: &Stated<T>) -> &'static str {
    match value {
        Stated::Known(_) => "known",
        Stated::NotStated => "not stated",
        Stated::NotApplicable => "not applicable",
        Stated::NotReported => "not reported",
        Stated::Unclear(_) => "unclear",
    }
}
