//! Columns as they are declared.

use super::cell::Cell;
use super::row::Row;

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// The name in files and in `data.column.<name>`: lower-case ASCII.
    pub name: &'static str,
    /// What its cells hold.
    pub holds: Holds,
    /// Whether a cell can say why it has no value: such columns have a companion, `<name>_status`.
    pub stated: bool,
}

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// The permanent name of the row, unique in its table.
    Id,
    /// The `id` of a row of the table with this name.
    Reference(&'static str),
    /// A text that is the same in every language: a number of a document, a code, a currency.
    Text,
    /// A text per language.
    Words,
    /// Several texts per language, one a line.
    Texts,
    /// A number.
    Number,
    /// A whole number without thousands: a year, an age.
    Count,
    /// A number, with a bound, perhaps a second number, and its unit.
    Quantity,
    /// A year, a month or a day.
    Date,
    /// A code of the list with this name.
    Code(&'static str),
    /// Several codes of the list with this name.
    Codes(&'static str),
    /// An address outside the portal.
    Link,
    /// An address of the portal.
    Page,
}

/// A column, and how its cells are read from rows of one type.
pub(super) struct Read<T: 'static> {
    pub(super) column: Column,
    pub(super) cell: for<'p> fn(&Row<'p, T>) -> Cell<'p>,
}

/// A column that is filled, or empty where the model has nothing.
pub(super) const fn plain<T>(name: &'static str, holds: Holds, cell: for<'p> fn(&Row<'p, T>) -> Cell<'p>) -> Read<T> {
    Read { column: Column { name, holds, stated: false }, cell }
}

/// A column that can say why it has no value.
pub(super) const fn stated<T>(name: &'static str, holds: Holds, cell: for<'p> fn(&Row<'p, T>) -> Cell<'p>) -> Read<T> {
    Read { column: Column { name, holds, stated: true }, cell }
}
