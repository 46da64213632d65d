//! What stands in a cell, and what it means where a certain kind of value is wanted.

use super::labels::Labels;
use crate::import::{Value, What};
use crate::model::Unit;
use crate::read::Shape;
use crate::value::{AgeRange, Decimal, PartialDate, Quantity, Stated, date, written};

/// What a spreadsheet has in a cell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Given {
    /// A text.
    Text(String),
    /// A number, with its decimal digits.
    Number(Decimal),
    /// A number that is shown with a percent sign: 0.8 is 80 %.
    Percent(Decimal),
    /// A day.
    Day(PartialDate),
    /// True or false.
    Flag(bool),
    /// An error such as `#REF!`.
    Error(String),
    /// A formula whose result the file does not hold.
    Formula(String),
}

impl Given {
    /// The cell as text.
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Text(text) | Self::Error(text) => text.trim().to_owned(),
            Self::Number(number) => number.normalize().to_string(),
            Self::Percent(share) => format!("{} %", (share * Decimal::ONE_HUNDRED).normalize()),
            Self::Day(day) => day.to_string(),
            Self::Flag(flag) => flag.to_string(),
            Self::Formula(formula) => format!("={formula}"),
        }
    }

    /// Whether there is nothing to read in it.
    pub(crate) fn is_blank(&self) -> bool {
        matches!(self, Self::Text(text) if text.trim().is_empty())
    }
}

/// Reads a cell as a value of this shape.
///
/// # Errors
/// What is to be asked where it is no such value.
pub(crate) fn value(cell: &Given, shape: &Shape, list: &str, labels: &Labels) -> Result<Value, What> {
    match cell {
        Given::Error(_) => return Err(What::CellError),
        Given::Formula(_) => return Err(What::FormulaWithoutResult),
        _ => {}
    }
    match shape {
        Shape::Quantity => quantity_of(cell, labels).map(Value::Quantity),
        Shape::Date => date_of(cell, labels).map(Value::Date),
        Shape::Flag => flag(cell, labels).map(Value::Flag),
        Shape::Whole => whole(cell).map(Value::Whole),
        Shape::Age => AgeRange::parse(&cell.text()).map(Value::Age).map_err(|_| What::AgeNotUnderstood),
        Shape::List(of) => parts(&cell.text(), &of())
            .map(|part| value(&Given::Text(part.to_owned()), &of(), list, labels))
            .collect::<Result<_, _>>()
            .map(Value::List),
        _ if list == "partners" => no_partners(cell, labels),
        Shape::Choice(_) | Shape::Text | Shape::Language if !list.is_empty() => code(cell, list, labels),
        Shape::Stated => Ok(Value::Text(mark(cell, labels).unwrap_or_else(|| cell.text()))),
        _ => Ok(Value::Text(cell.text())),
    }
}

/// Several values in a cell: codes by semicolons or lines, texts by lines.
fn parts<'t>(text: &'t str, of: &Shape) -> impl Iterator<Item = &'t str> + use<'t> {
    let only_lines = matches!(of, Shape::Words);
    let ends = move |char: char| char == '\n' || (char == ';' && !only_lines);
    text.split(ends).map(str::trim).filter(|part| !part.is_empty())
}

fn code(cell: &Given, list: &str, labels: &Labels) -> Result<Value, What> {
    let text = cell.text();
    // Amounts of money may be in any currency.
    let is_money = list == "unit" && Unit::find(&text, []).is_some_and(|unit| unit.is_money());
    let code = labels.code(list, &text).or(Some(text.as_str()).filter(|_| is_money));
    code.map(Value::text).ok_or(What::WordNotInList)
}

/// That there are no partners is written as a mark.
fn no_partners(cell: &Given, labels: &Labels) -> Result<Value, What> {
    if cell.text() == "-" || flag(cell, labels)? { Ok(Value::text("-")) } else { Err(What::FlagNotUnderstood) }
}

/// The mark of a value that a document leaves blank or crosses out, written as such or in words.
pub(crate) fn mark(cell: &Given, labels: &Labels) -> Option<String> {
    let Given::Text(text) = cell else { return None };
    match Stated::<()>::from_mark(text) {
        Some(Stated::NotApplicable) => return Some("-".to_owned()),
        Some(_) => return Some("?".to_owned()),
        None => {}
    }
    match labels.code("value", text)? {
        "not-applicable" => Some("-".to_owned()),
        "not-stated" => Some("?".to_owned()),
        _ => None,
    }
}

fn quantity_of(cell: &Given, labels: &Labels) -> Result<Stated<Quantity>, What> {
    let percent = |number: Decimal| Quantity { percent: true, ..Quantity::exactly(number) };
    match cell {
        Given::Number(number) => Ok(Stated::Known(Quantity::exactly(*number))),
        Given::Percent(share) => Ok(Stated::Known(percent((share * Decimal::ONE_HUNDRED).normalize()))),
        Given::Flag(flag) => Ok(Stated::Known(Quantity::done(*flag))),
        Given::Text(text) => {
            let text = mark(cell, labels).unwrap_or_else(|| text.clone());
            let done = || flag(cell, labels).ok().map(|flag| Stated::Known(Quantity::done(flag)));
            written::parse_surely(&text).ok().or_else(done).ok_or_else(|| What::no_quantity(&text))
        }
        _ => Err(What::QuantityNotUnderstood),
    }
}

fn date_of(cell: &Given, labels: &Labels) -> Result<Stated<PartialDate>, What> {
    match cell {
        Given::Day(day) => Ok(Stated::Known(*day)),
        _ => {
            let text = mark(cell, labels).unwrap_or_else(|| cell.text());
            date::parse(&text).map_err(|_| What::DateNotUnderstood)
        }
    }
}

fn flag(cell: &Given, labels: &Labels) -> Result<bool, What> {
    match cell {
        Given::Flag(flag) => Ok(*flag),
        _ => match labels.code("yes_no", &cell.text()) {
            Some(code) => Ok(code == "yes"),
            None => Err(What::FlagNotUnderstood),
        },
    }
}

fn whole(cell: &Given) -> Result<i64, What> {
    cell.text().parse().map_err(|_| What::QuantityNotUnderstood)
}
