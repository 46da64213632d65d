//! How single values are read: text, numbers, dates, quantities, and lists of them.

use super::placeholder::is_placeholder;
use super::reader::{Placed, Reader, Written};
use super::record::Shape;
use crate::finding::{Code, Finding};
use crate::language::Lang;
use crate::value::{AgeRange, DacSector, PartialDate, Quantity, Stated, date, quantity, written};
use toml::Spanned;
use toml::de::DeValue;

impl Reader {
    /// Reads a text; an empty one is reported.
    pub fn text(&mut self, value: &Spanned<DeValue<'_>>) -> Option<String> {
        let DeValue::String(text) = value.get_ref() else {
            self.wrong_type(value, "text");
            return None;
        };
        if text.trim().is_empty() {
            self.to_be_written(value);
            return None;
        }
        Some(text.trim().to_owned())
    }

    /// Reads a word that must be one of `codes`, and says which.
    pub fn one_of(&mut self, value: &Spanned<DeValue<'_>>, codes: &[&str]) -> Option<usize> {
        let text = self.text(value)?;
        let position = codes.iter().position(|code| *code == text);
        if position.is_none() {
            let finding = Finding::new(Code::UnknownChoice)
                .at(&self.place(value.span()))
                .with("value", text.as_str())
                .with("choices", codes.join(", "))
                .with("meanings", self.choices())
                .near(&text, codes.iter().copied());
            self.report(finding);
        }
        position
    }
}

impl<T: Written> Written for Placed<T> {
    fn shape() -> Shape {
        T::shape()
    }

    fn read(value: &Spanned<DeValue<'_>>, reader: &mut Reader) -> Option<Self> {
        let place = reader.place(value.span());
        T::read(value, reader).map(|value| Self { value, place })
    }
}

impl<T: Written> Written for Option<T> {
    fn shape() -> Shape {
        T::shape()
    }

    fn read(value: &Spanned<DeValue<'_>>, reader: &mut Reader) -> Option<Self> {
        T::read(value, reader).map(Some)
    }

    fn absent() -> Option<Self> {
        Some(None)
    }
}

impl<T: Written> Written for Vec<T> {
    fn shape() -> Shape {
        Shape::List(T::shape)
    }

    fn read(value: &Spanned<DeValue<'_>>, reader: &mut Reader) -> Option<Self> {
        let DeValue::Array(items) = value.get_ref() else {
            reader.wrong_type(value, "list");
            return None;
        };
        Some(items.iter().filter_map(|item| T::read(item, reader)).collect())
    }

    fn absent() -> Option<Self> {
        Some(Vec::new())
    }
}

impl Written for String {
    fn shape() -> Shape {
        Shape::Text
    }

    fn read(value: &Spanned<DeValue<'_>>, reader: &mut Reader) -> Option<Self> {
        reader.text(value)
    }
}

impl Written for bool {
    fn shape() -> Shape {
        Shape::Flag
    }

    fn read(value: &Spanned<DeValue<'_>>, reader: &mut Reader) -> Option<Self> {
        let read = value.get_ref().as_bool();
        if read.is_none() {
            reader.wrong_type(value, "true-or-false");
        }
        read
    }
}

impl Written for i64 {
    fn shape() -> Shape {
        Shape::Whole
    }

    fn read(value: &Spanned<DeValue<'_>>, reader: &mut Reader) -> Option<Self> {
        let whole =
            value.get_ref().as_integer().and_then(|whole| i64::from_str_radix(whole.as_str(), whole.radix()).ok());
        if whole.is_none() {
            reader.wrong_type(value, "whole-number");
        }
        whole
    }
}

impl Written for Lang {
    fn shape() -> Shape {
        Shape::Language
    }

    fn read(value: &Spanned<DeValue<'_>>, reader: &mut Reader) -> Option<Self> {
        let text = reader.text(value)?;
        let place = reader.place(value.span());
        reader.language(&text, &place)
    }
}

/// A value as it stood, in the words of the file: no rule about values applies to what is no longer there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AsItStood(pub String);

impl Written for AsItStood {
    fn shape() -> Shape {
        Shape::AsItStood
    }

    fn read(value: &Spanned<DeValue<'_>>, reader: &mut Reader) -> Option<Self> {
        let text = match value.get_ref() {
            DeValue::Integer(whole) if whole.radix() == 10 => whole.as_str().to_owned(),
            DeValue::Float(number) => number.as_str().to_owned(),
            DeValue::Boolean(done) => done.to_string(),
            DeValue::Datetime(date) => date.to_string(),
            _ => reader.text(value)?,
        };
        Some(Self(text))
    }
}

impl Written for Stated<Quantity> {
    fn shape() -> Shape {
        Shape::Quantity
    }

    fn read(value: &Spanned<DeValue<'_>>, reader: &mut Reader) -> Option<Self> {
        let text = match value.get_ref() {
            DeValue::String(_) => reader.text(value)?,
            DeValue::Integer(whole) if whole.radix() == 10 => whole.as_str().to_owned(),
            DeValue::Float(number) => number.as_str().to_owned(),
            DeValue::Boolean(done) => return Some(Self::Known(Quantity::done(*done))),
            _ => {
                reader.wrong_type(value, "quantity");
                return None;
            }
        };
        let words = if reader.is_at("amount") {
            "money"
        } else if reader.is_beside("unit") {
            "unit"
        } else {
            "number"
        };
        match quantity::parse(&text) {
            Ok(read) if written::two_readings(&text).is_none() => Some(read),
            _ => {
                let finding = malformed_quantity(&text, words).at(&reader.place(value.span()));
                reader.report(finding);
                // What cannot be understood stays as text, so that no other finding calls it missing.
                Some(Self::Unclear(text))
            }
        }
    }
}

/// A quantity that cannot be understood, and how the most usual slips are mended; `words` is the slip where a unit stands
/// beside the number.
fn malformed_quantity(text: &str, words: &'static str) -> Finding {
    let finding = Finding::new(Code::MalformedQuantity).with("value", text);
    let mended = written::without_marks(text);
    if let Some(number) = mended.as_deref().and_then(written::in_a_file) {
        return finding.with("slip", "grouped").with("number", number);
    }
    let text = mended.as_deref().unwrap_or(text);
    let without_unit = |text: String| {
        let number = written::with_unit(&text).map_or(text.as_str(), |(number, _)| number);
        written::in_a_file(number)
    };
    if let Some((thousands, decimal)) = written::two_readings(text)
        && let (Some(thousands), Some(decimal)) = (without_unit(thousands), without_unit(decimal))
    {
        return finding.with("slip", "thousands").with("thousands", thousands).with("decimal", decimal);
    }
    let Some((number, unit)) = written::with_unit(text) else { return finding };
    match written::in_a_file(number) {
        Some(number) => finding.with("slip", words).with("number", number).with("unit", unit),
        None => finding,
    }
}

impl Written for Stated<PartialDate> {
    fn shape() -> Shape {
        Shape::Date
    }

    fn read(value: &Spanned<DeValue<'_>>, reader: &mut Reader) -> Option<Self> {
        let text = match value.get_ref() {
            DeValue::String(_) => reader.text(value)?,
            DeValue::Integer(year) => year.as_str().to_owned(),
            DeValue::Datetime(date) => date.to_string(),
            _ => {
                reader.wrong_type(value, "date");
                return None;
            }
        };
        if is_placeholder(&text) {
            reader.to_be_written(value);
            return Some(Self::Unclear(text));
        }
        match date::parse(&text) {
            Ok(date) => Some(date),
            Err(fault) => {
                let impossible = fault == date::DateFault::Impossible;
                reader.malformed(if impossible { Code::ImpossibleDate } else { Code::MalformedDate }, value, &text);
                Some(Self::Unclear(text))
            }
        }
    }
}

impl Written for Stated<String> {
    fn shape() -> Shape {
        Shape::Stated
    }

    fn read(value: &Spanned<DeValue<'_>>, reader: &mut Reader) -> Option<Self> {
        let text = reader.text(value)?;
        Some(Self::from_mark(&text).unwrap_or(Self::Known(text)))
    }
}

impl Written for DacSector {
    fn shape() -> Shape {
        Shape::Sector
    }

    fn read(value: &Spanned<DeValue<'_>>, reader: &mut Reader) -> Option<Self> {
        let text = reader.text(value)?;
        let sector = DacSector::parse(&text);
        if sector.is_none() {
            reader.malformed(Code::MalformedSector, value, &text);
        }
        sector
    }
}

impl Written for AgeRange {
    fn shape() -> Shape {
        Shape::Age
    }

    fn read(value: &Spanned<DeValue<'_>>, reader: &mut Reader) -> Option<Self> {
        let text = reader.text(value)?;
        let age = AgeRange::parse(&text).ok();
        if age.is_none() {
            reader.malformed(Code::MalformedAge, value, &text);
        }
        age
    }
}
