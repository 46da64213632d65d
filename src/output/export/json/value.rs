//! Values: exact, with the reason where there is none.

use super::text::{ByLanguage, Code, Pen, Text, ValueState};
use crate::language::Lang;
use crate::model::{Document as ModelDocument, Indicator, Per as ModelPer, Unit};
use crate::read::{DocumentKind, Words};
use crate::site::{Tongue, facts};
use crate::value::{Amount, Bound, Decimal, PartialDate, Period as ModelPeriod, Quantity, Stated};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;
use std::borrow::Cow;

/// A decimal number, exact to its last digit: `"12.5"`. Text, because most readers turn JSON numbers into binary
/// fractions, which lose digits of large and of broken amounts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Exact(String);

impl From<&Decimal> for Exact {
    fn from(number: &Decimal) -> Self {
        Self(number.normalize().to_string())
    }
}

impl JsonSchema for Exact {
    fn schema_name() -> Cow<'static, str> {
        "Exact".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A decimal number, exact to its last digit. Text, because most readers turn JSON numbers into binary fractions.",
            "type": "string",
            "pattern": r"^-?(0|[1-9][0-9]*)(\.[0-9]*[1-9])?$",
        })
    }
}

/// A date as exact as the document has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Iso(String);

impl From<&PartialDate> for Iso {
    fn from(date: &PartialDate) -> Self {
        Self(date.to_string())
    }
}

impl JsonSchema for Iso {
    fn schema_name() -> Cow<'static, str> {
        "Iso".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A day, a month or a year of ISO 8601, as exact as the document has it: `2024-07-30`, `2024-07`, `2024`.",
            "type": "string",
            "pattern": "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$",
        })
    }
}

/// An amount with its bound and unit, or the reason why there is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Value {
    /// `known`; or why there is none: `not stated` (the document leaves it blank), `not applicable` (the document
    /// crosses it out), `not reported` (nobody has reported it yet), `unclear` (the document says something that is no
    /// such value). Zero is a known value.
    state: Code<ValueState>,
    /// Which way a known amount binds.
    bound: Option<Code<Bound>>,
    /// The amount; with `percent`, in percent (80 for 80 %). Absent where something is only to be done.
    amount: Option<Exact>,
    /// The second number of a pair, such as 15 of "15/15".
    second: Option<Exact>,
    /// In place of an amount: whether something is to be done, or was done.
    done: Option<bool>,
    /// Whether the document writes the amount with a percent sign.
    percent: Option<bool>,
    /// What the amount counts: a code of `labels.unit`.
    unit: Option<String>,
    /// For each of what the amount is promised.
    per: Option<Box<Per>>,
    /// What the document says, where it is unclear.
    written: Option<String>,
    /// A known value as readers see it.
    text: Option<ByLanguage>,
}

/// For each of what an amount is promised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Per {
    /// A code of `labels.per`.
    unit: String,
    /// How many of them there are, where the document says so.
    count: Option<Value>,
}

/// An amount of money, or the reason why there is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Money {
    /// `known`, or why there is none (see `Value`).
    state: Code<ValueState>,
    /// The amount in units of the currency.
    amount: Option<Exact>,
    /// ISO 4217.
    currency: String,
    /// What the document says, where it is unclear.
    written: Option<String>,
    /// A known amount as readers see it.
    text: Option<ByLanguage>,
}

/// A date, or the reason why there is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Date {
    /// `known`, or why there is none (see `Value`).
    state: Code<ValueState>,
    /// The date.
    date: Option<Iso>,
    /// What the document says, where it is unclear.
    written: Option<String>,
}

/// A number or name that a document may leave blank.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Number {
    /// `known`, or why there is none (see `Value`).
    state: Code<ValueState>,
    /// The number as it is written.
    number: Option<String>,
    /// What the document says, where it is unclear.
    written: Option<String>,
}

/// A text that a document may leave blank or cross out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Statement {
    /// `known`, or why there is none (see `Value`).
    state: Code<ValueState>,
    /// The text.
    text: Option<Text>,
    /// What the document says, where it is unclear.
    written: Option<String>,
}

impl Statement {
    /// The same, in words of ours.
    pub fn saying(self, text: ByLanguage) -> Self {
        Self { text: Some(Text::Written(text)), ..self }
    }
}

/// From when to when, both included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Period {
    /// The first day, month or year.
    start: Iso,
    /// The last day, month or year.
    end: Iso,
}

impl From<&ModelPeriod> for Period {
    fn from(period: &ModelPeriod) -> Self {
        Self { start: Iso::from(&period.start), end: Iso::from(&period.end) }
    }
}

/// A document: the source of facts, or what work is based on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Document {
    /// What kind it is.
    kind: Code<DocumentKind>,
    /// Its title.
    title: Text,
    /// Its number.
    number: Option<Number>,
    /// Its date.
    date: Option<Date>,
    /// The slug of the organisation that issued it.
    organisation: Option<String>,
    /// The language it is written in.
    language: Option<Code<Lang>>,
    /// Where it can be read.
    link: Option<String>,
}

fn written<T>(value: &Stated<T>) -> Option<String> {
    match value {
        Stated::Unclear(text) => Some(text.clone()),
        _ => None,
    }
}

impl Pen<'_> {
    /// A quantity that counts `unit`.
    pub fn value(&self, value: &Stated<Quantity>, unit: Option<&Unit>) -> Value {
        self.written_as(value, unit, |tongue| tongue.value(value, unit).text)
    }

    /// A quantity that may not be there.
    pub fn optional_value(&self, value: Option<&Stated<Quantity>>, unit: Option<&Unit>) -> Option<Value> {
        value.map(|value| self.value(value, unit))
    }

    /// What an indicator promises, for each of what.
    pub fn planned(&self, indicator: &Indicator) -> Value {
        let per = indicator.per.as_ref().map(|per| Box::new(self.per(per)));
        let text = |tongue: &Tongue<'_>| facts::planned(tongue, indicator).text;
        Value { per, ..self.written_as(&indicator.planned, indicator.unit.as_ref(), text) }
    }

    /// What an indicator promises for one year.
    pub fn target(&self, indicator: &Indicator, planned: &Stated<Quantity>) -> Value {
        let text = |tongue: &Tongue<'_>| facts::change(tongue, indicator, planned).text;
        self.written_as(planned, indicator.unit.as_ref(), text)
    }

    /// A quantity that `write` writes for readers.
    fn written_as(
        &self,
        value: &Stated<Quantity>,
        unit: Option<&Unit>,
        write: impl Fn(&Tongue<'_>) -> String,
    ) -> Value {
        let known = value.known();
        let (amount, second, done) = match known.map(|known| &known.amount) {
            Some(Amount::Number(number)) => (Some(number.into()), None, None),
            Some(Amount::Pair(first, second)) => (Some(first.into()), Some(second.into()), None),
            Some(Amount::Done(done)) => (None, None, Some(*done)),
            None => (None, None, None),
        };
        Value {
            state: self.state(value),
            bound: known.map(|known| Code(known.bound)),
            amount,
            second,
            done,
            percent: known.map(|known| known.percent),
            unit: unit.map(|unit| self.unit(unit)),
            per: None,
            written: written(value),
            text: known.map(|_| self.each(write)),
        }
    }

    fn per(&self, per: &ModelPer) -> Per {
        let ModelPer { unit, count } = per;
        let unit = self.coded("per", unit, |tongue| tongue.t(&format!("per.{unit}")));
        Per { unit, count: self.optional_value(count.as_ref(), None) }
    }

    /// Money.
    pub fn money(&self, amount: &Stated<Decimal>, currency: &str) -> Money {
        Money {
            state: self.state(amount),
            amount: amount.known().map(Exact::from),
            currency: currency.to_owned(),
            written: written(amount),
            text: amount.known().map(|_| self.each(|tongue| tongue.money(amount, currency).text)),
        }
    }

    /// A text that a document may cross out.
    pub fn statement(&self, words: &Stated<Words>) -> Statement {
        Statement {
            state: self.state(words),
            text: words.known().map(|words| self.words(words)),
            written: written(words),
        }
    }

    /// A document.
    pub fn document(&self, document: &ModelDocument) -> Document {
        let ModelDocument { kind, title, number, date, organisation, language, link } = document;
        Document {
            kind: self.choice(*kind),
            title: self.words(title),
            number: number.as_ref().map(|number| self.number(number)),
            date: date.as_ref().map(|date| self.date(date)),
            organisation: organisation.and_then(|at| self.organisation(at)),
            language: language.map(Code),
            link: link.clone(),
        }
    }
}

impl Pen<'_> {
    /// A date.
    pub fn date(&self, date: &Stated<PartialDate>) -> Date {
        Date { state: self.state(date), date: date.known().map(Iso::from), written: written(date) }
    }

    /// The number of a document.
    pub fn number(&self, number: &Stated<String>) -> Number {
        Number { state: self.state(number), number: number.known().cloned(), written: written(number) }
    }
}
