//! One row: its cells by what they mean, as keys with values.

use super::cell::{self, Given};
use super::grid::Grid;
use super::heads::{Heads, Meaning, Part};
use super::labels::Labels;
use super::tables::{At, Column};
use crate::import::{Field, Origin, Question, Value, What};
use crate::language::Lang;
use crate::read::{Shape, is_slug};
use crate::value::{Amount, Bound, Quantity, Stated};

/// A row of a sheet.
pub(super) struct Row<'g> {
    pub(super) grid: &'g Grid,
    pub(super) heads: &'g Heads,
    pub(super) number: u32,
    pub(super) labels: &'g Labels,
    /// The language of texts whose column names none.
    pub(super) lang: Lang,
}

/// What was read from cells: keys with values, or questions.
#[derive(Default)]
pub(super) struct Read {
    pub(super) fields: Vec<Field>,
    pub(super) questions: Vec<Question>,
}

/// Columns that hold the short name of something in the same grant or lot.
const LOCAL: [&str; 11] = [
    "id",
    "task",
    "activity",
    "share_of",
    "change_from",
    "same_as",
    "figure",
    "about",
    "resource_id",
    "option",
    "payer",
];

impl<'g> Row<'g> {
    /// The cells of columns that hold this.
    fn cells(&self, column: &Column) -> Vec<(Part, u32, &'g Given)> {
        let row = self.grid.rows.get(&self.number);
        let heads = self.heads.columns.iter().filter_map(|(at, meaning)| match meaning {
            Meaning::Column(it, part) if it.name == column.name => Some((*part, *at)),
            _ => None,
        });
        heads.filter_map(|(part, at)| Some((part, at, row?.get(&at)?))).collect()
    }

    /// The column that holds this, and its cell.
    pub(super) fn cell(&self, at: At) -> Option<(&'static Column, Origin, &'g Given)> {
        let column = self.heads.sheet.columns.iter().find(|column| column.at == at)?;
        let (_, place, cell) = self.cells(column).into_iter().next()?;
        Some((column, self.grid.origin(self.number, place, cell), cell))
    }

    /// The row as a place: its first cell.
    pub(super) fn origin(&self) -> Origin {
        let first = self.grid.rows.get(&self.number).and_then(|row| row.iter().next());
        first.map_or_else(
            || Origin::new(self.grid.spot(self.number, 1), ""),
            |(at, cell)| self.grid.origin(self.number, *at, cell),
        )
    }

    /// Whether any cell holds what `wanted` says.
    pub(super) fn has(&self, wanted: impl Fn(At) -> bool) -> bool {
        self.heads.sheet.columns.iter().any(|column| wanted(column.at) && !self.cells(column).is_empty())
    }

    /// Reads all columns that `key` gives a key for.
    pub(super) fn read(&self, key: impl Fn(At) -> Option<&'static str>) -> Read {
        let mut read = Read::default();
        for column in self.heads.sheet.columns {
            let Some((key, shape)) = key(column.at).zip(self.heads.sheet.shape(column)) else { continue };
            let cells = self.cells(column);
            match &shape {
                Shape::Words => self.words(key, &cells, &mut read),
                Shape::List(of) if matches!(of(), Shape::Words) => self.lines(key, &cells, &mut read),
                _ => self.single(column, key, &shape, &cells, &mut read),
            }
        }
        read
    }

    fn words(&self, key: &str, cells: &[(Part, u32, &Given)], read: &mut Read) {
        for (part, at, cell) in cells {
            let origin = self.grid.origin(self.number, *at, cell);
            if let Some(what) = fault(cell) {
                read.questions.push(Question::new(what, origin));
                continue;
            }
            // Left blank or crossed out is what the document says in every language.
            let mark = Stated::<()>::from_mark(&cell.text()).is_some();
            let key = match part {
                _ if mark => key.to_owned(),
                Part::In(lang) => format!("{key}.{lang}"),
                Part::Same => key.to_owned(),
                _ => format!("{key}.{}", self.lang),
            };
            if !read.fields.iter().any(|field| field.key == key) {
                read.fields.push(Field::new(key, Value::text(cell.text()), origin));
            }
        }
    }

    /// Texts one a line: the first lines of all languages belong together.
    fn lines(&self, key: &str, cells: &[(Part, u32, &Given)], read: &mut Read) {
        let Some((_, at, first)) = cells.first() else { return };
        let origin = self.grid.origin(self.number, *at, first);
        if let Some(what) = cells.iter().find_map(|(.., cell)| fault(cell)) {
            read.questions.push(Question::new(what, origin));
            return;
        }
        let texts: Vec<(Option<Lang>, Vec<String>)> = cells
            .iter()
            .map(|(part, _, cell)| {
                let lang = match part {
                    Part::In(lang) => Some(*lang),
                    Part::Same => None,
                    _ => Some(self.lang),
                };
                (lang, cell.text().lines().map(|line| line.trim().to_owned()).collect())
            })
            .collect();
        let count = texts.iter().map(|(_, lines)| lines.len()).max().unwrap_or_default();
        let values = (0..count).filter_map(|at| line(&texts, at)).collect();
        read.fields.push(Field::new(key, Value::List(values), origin));
    }

    fn single(&self, column: &Column, key: &str, shape: &Shape, cells: &[(Part, u32, &Given)], read: &mut Read) {
        let Some((at, cell)) = self.put_together(cells).or_else(|| self.age(cells)) else { return };
        let (origin, cell) = (self.grid.origin(self.number, at, &cell), &cell);
        let value = if LOCAL.contains(&column.name) {
            match local(&cell.text()) {
                Some(id) if is_slug(id) => Ok(Value::text(id)),
                Some(_) => Err(What::NotAnId),
                None => return,
            }
        } else {
            cell::value(cell, shape, column.list, self.labels)
        };
        match value.map(|value| self.counted(self.bound(value, cells), cells)) {
            Ok(value) => read.fields.push(Field::new(key, value, origin)),
            Err(what) => read.questions.push(Question { key: Some(key.to_owned()), ..Question::new(what, origin) }),
        }
    }

    /// The cell that holds the value; of published tables with what stands beside it.
    fn put_together(&self, cells: &[(Part, u32, &Given)]) -> Option<(u32, Given)> {
        let cell = |wanted: Part| cells.iter().find(|(part, ..)| *part == wanted).map(|(_, at, cell)| (*at, *cell));
        match (cell(Part::Value), cell(Part::Second)) {
            (Some((at, first)), Some((_, second))) => {
                Some((at, Given::Text(format!("{}/{}", first.text(), second.text()))))
            }
            (Some((at, value)), None) => Some((at, value.clone())),
            (None, _) => {
                let (at, status) = cell(Part::Status)?;
                cell::mark(status, self.labels).map(|mark| (at, Given::Text(mark)))
            }
        }
    }

    /// The value as that which its unit says: a share in percent, something done or not.
    fn counted(&self, value: Value, cells: &[(Part, u32, &Given)]) -> Value {
        let unit = cells.iter().find(|(part, ..)| *part == Part::Unit).map(|(.., cell)| cell.text());
        let Value::Quantity(Stated::Known(quantity)) = value else { return value };
        Value::Quantity(Stated::Known(match (unit.as_deref(), quantity.amount) {
            (Some("done"), Amount::Number(number)) => Quantity::done(!number.is_zero()),
            (Some("percent" | "%"), Amount::Number(_)) => Quantity { percent: true, ..quantity },
            _ => quantity,
        }))
    }

    /// A range of ages whose ends stand in cells of their own, as in the published tables.
    fn age(&self, cells: &[(Part, u32, &Given)]) -> Option<(u32, Given)> {
        let cell = |wanted: Part| cells.iter().find(|(part, ..)| *part == wanted).map(|(_, at, cell)| (*at, *cell));
        let (at, youngest) = cell(Part::Youngest)?;
        let oldest = cell(Part::Oldest).map(|(_, cell)| format!("-{}", cell.text()));
        let said = cell(Part::Open).and_then(|(_, cell)| self.labels.code("yes_no", &cell.text()));
        // Without an oldest age the range has no other end.
        let open = if oldest.is_none() || said == Some("yes") { "+" } else { "" };
        Some((at, Given::Text(format!("{}{}{open}", youngest.text(), oldest.unwrap_or_default()))))
    }

    /// The value with the bound that stands in a cell of its own.
    fn bound(&self, value: Value, cells: &[(Part, u32, &Given)]) -> Value {
        let bound = cells.iter().find(|(part, ..)| *part == Part::Bound);
        let bound = match bound.and_then(|(.., cell)| self.labels.code("bound", &cell.text())) {
            Some("at-least") => Bound::AtLeast,
            Some("at-most") => Bound::AtMost,
            _ => return value,
        };
        match value {
            Value::Quantity(Stated::Known(quantity)) if quantity.bound == Bound::Exactly => {
                Value::Quantity(Stated::Known(Quantity { bound, ..quantity }))
            }
            other => other,
        }
    }
}

fn fault(cell: &Given) -> Option<What> {
    match cell {
        Given::Error(_) => Some(What::CellError),
        Given::Formula(_) => Some(What::FormulaWithoutResult),
        _ => None,
    }
}

fn line(texts: &[(Option<Lang>, Vec<String>)], at: usize) -> Option<Value> {
    let said = texts.iter().filter_map(|(lang, lines)| Some((*lang, lines.get(at).filter(|line| !line.is_empty())?)));
    let (same, words): (Vec<_>, Vec<_>) = said.partition(|(lang, _)| lang.is_none());
    if let Some((_, text)) = same.first() {
        return Some(Value::text(*text));
    }
    let words: Vec<(Lang, String)> = words.into_iter().filter_map(|(lang, text)| Some((lang?, text.clone()))).collect();
    (!words.is_empty()).then_some(Value::Words(words))
}

/// The short name in `grants/x#people`; rows that are only numbered, `grants/x/party/2`, have none.
pub(super) fn local(text: &str) -> Option<&str> {
    let text = text.trim();
    match text.split_once('#') {
        // The target of a year: `grants/x#people/2025`.
        Some((_, id)) => Some(id.split('/').next().unwrap_or(id)),
        None => (!text.contains('/')).then_some(text),
    }
}
