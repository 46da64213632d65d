//! Fields: the columns that a file really has. One column of a table is several of them.

use super::{Column, Holds, Table};
use crate::language::Lang;

/// A column of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its head in files for programs: lower-case ASCII.
    pub name: String,
    /// The place of its column in the table.
    pub at: usize,
    /// The column.
    pub column: &'static Column,
    /// Which part of the column it is.
    pub part: Part,
    /// What it holds.
    pub holds: Type,
}

/// Which part of a column a field is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The value: the first number of a pair, the code, the date.
    Value,
    /// A text, or the label of a code, in one language.
    In(Lang),
    /// Which way the number binds.
    Bound,
    /// The second number of a pair.
    Second,
    /// What the number counts.
    Unit,
    /// Whether there is a value, and why not.
    Status,
}

/// What a field holds, as programs name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// Text.
    Text,
    /// A decimal number, exact, with a full stop.
    Number,
    /// A whole number.
    Integer,
    /// `2024`, `2024-07` or `2024-07-30`.
    Date,
    /// A code of the list with this name in the table `codes`.
    Code(&'static str),
    /// Codes of the list with this name, parted by `;`.
    Codes(&'static str),
    /// A full address.
    Link,
}

impl Field {
    /// The table whose `id` it holds.
    pub fn refers_to(&self) -> Option<&'static str> {
        match (self.column.holds, self.part) {
            (Holds::Reference(table), Part::Value) => Some(table),
            _ => None,
        }
    }

    /// Whether it names the row.
    pub fn is_key(&self) -> bool {
        self.column.holds == Holds::Id
    }
}

/// The fields of a table in files for programs, which hold every text and label in each of `languages`.
pub fn fields(table: &dyn Table, languages: &[Lang]) -> Vec<Field> {
    let columns = table.columns().into_iter().enumerate();
    columns.flat_map(|(at, column)| fields_of(at, column, languages)).collect()
}

/// The fields of a table in files for people: texts and labels in their language, reasons in place of the value.
pub fn for_people(table: &dyn Table) -> Vec<Field> {
    let columns = table.columns().into_iter().enumerate();
    let parts = |column: &Column| match column.holds {
        Holds::Quantity => vec![Part::Bound, Part::Value, Part::Unit],
        _ => vec![Part::Value],
    };
    columns.flat_map(|(at, column)| parts(column).into_iter().map(move |part| field(at, column, part))).collect()
}

fn fields_of(at: usize, column: &'static Column, languages: &[Lang]) -> Vec<Field> {
    let texts = languages.iter().map(|lang| Part::In(*lang));
    let mut parts = match column.holds {
        Holds::Words | Holds::Texts => texts.collect(),
        Holds::Code(_) | Holds::Codes(_) => [Part::Value].into_iter().chain(texts).collect(),
        Holds::Quantity => vec![Part::Bound, Part::Value, Part::Second, Part::Unit],
        _ => vec![Part::Value],
    };
    if column.stated {
        parts.push(Part::Status);
    }
    parts.into_iter().map(|part| field(at, column, part)).collect()
}

fn field(at: usize, column: &'static Column, part: Part) -> Field {
    let ending = match part {
        Part::Value => "",
        Part::In(lang) => lang.code(),
        Part::Bound => "bound",
        Part::Second => "second",
        Part::Unit => "unit",
        Part::Status => "status",
    };
    let name = if ending.is_empty() { column.name.to_owned() } else { format!("{}_{ending}", column.name) };
    Field { name, at, column, part, holds: type_of(column.holds, part) }
}

fn type_of(holds: Holds, part: Part) -> Type {
    match (part, holds) {
        (Part::Bound, _) => Type::Code("bound"),
        (Part::Unit, _) => Type::Code("unit"),
        (Part::Status, _) => Type::Code("value"),
        (Part::Second, _) | (Part::Value, Holds::Number | Holds::Quantity) => Type::Number,
        (Part::Value, Holds::Count) => Type::Integer,
        (Part::Value, Holds::Date) => Type::Date,
        (Part::Value, Holds::Code(list)) => Type::Code(list),
        (Part::Value, Holds::Codes(list)) => Type::Codes(list),
        (Part::Value, Holds::Link | Holds::Page) => Type::Link,
        (Part::In(_) | Part::Value, _) => Type::Text,
    }
}
