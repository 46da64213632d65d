//! Tables for people: everything in the words of one language.

use super::csv::Writer;
use super::programs::bound_code;
use crate::language::Arg;
use crate::site::{Site, Tongue};
use crate::table::{Cell, Field, Holds, Owner, Part, Source, Table, for_people, unit_code};
use crate::value::{Amount, Decimal, PartialDate, Quantity};
use std::collections::BTreeSet;
use std::io::{self, Write};

/// What a reader finds in one cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shown {
    Nothing,
    Text(String),
    Number(Decimal),
    /// A year, an age: no thousands are parted.
    Count(Decimal),
    Date(PartialDate),
    Link(String),
}

/// A table in one language.
pub(super) struct Sheet<'t> {
    fields: Vec<Field>,
    table: &'t dyn Table,
}

impl<'t> Sheet<'t> {
    pub(super) fn new(table: &'t dyn Table) -> Self {
        Self { fields: for_people(table), table }
    }

    /// The heads of the columns.
    pub(super) fn heads(&self, tongue: &Tongue<'_>) -> Vec<String> {
        let other = self.has_texts().then(|| tongue.t("data.column.other_language.title"));
        self.fields.iter().map(|field| tongue.field_title(field)).chain(other).collect()
    }

    /// Whether a text may be in another language, which a last column then tells.
    fn has_texts(&self) -> bool {
        let is_text = |field: &Field| matches!(field.column.holds, Holds::Words | Holds::Texts | Holds::Reference(_));
        self.fields.iter().any(is_text)
    }

    /// Gives the rows of `owners`, one after the other.
    ///
    /// # Errors
    /// The first error of `row`, after which no further row is given.
    pub(super) fn rows(
        &self,
        site: &Site<'_>,
        tongue: &Tongue<'_>,
        owners: &[Owner<'_>],
        row: &mut dyn FnMut(&[Shown]) -> io::Result<()>,
    ) -> io::Result<()> {
        let source = Source { portal: site.portal, figures: site.figures };
        let mut outcome = Ok(());
        let mut shown = Vec::new();
        for owner in owners {
            self.table.rows(source, *owner, &mut |cells| {
                if outcome.is_ok() {
                    self.fill(site, tongue, cells, &mut shown);
                    outcome = row(&shown);
                }
            });
        }
        outcome
    }

    fn fill(&self, site: &Site<'_>, tongue: &Tongue<'_>, cells: &[Cell<'_>], shown: &mut Vec<Shown>) {
        let mut others: BTreeSet<&'static str> = BTreeSet::new();
        shown.clear();
        for field in &self.fields {
            let cell = cells.get(field.at).unwrap_or(&Cell::Blank);
            shown.push(in_words(site, tongue, field, cell, &mut others));
        }
        if self.has_texts() {
            let names: Vec<String> = others.iter().map(|code| tongue.label("language", code)).collect();
            shown.push(if names.is_empty() { Shown::Nothing } else { Shown::Text(names.join("; ")) });
        }
    }
}

/// Writes the file of a table.
pub(super) fn csv(
    site: &Site<'_>,
    tongue: &Tongue<'_>,
    table: &dyn Table,
    owners: &[Owner<'_>],
    file: &mut dyn Write,
) -> io::Result<()> {
    let sheet = Sheet::new(table);
    let mut out = Writer::new(file, sheet.heads(tongue), true)?;
    sheet.rows(site, tongue, owners, &mut |cells| {
        for cell in cells {
            match cell {
                Shown::Nothing => out.text("")?,
                Shown::Text(text) | Shown::Link(text) => out.text(text)?,
                Shown::Number(number) | Shown::Count(number) => out.number(&number.to_string())?,
                Shown::Date(date) => out.text(&date.to_string())?,
            }
        }
        out.end()
    })?;
    out.finish()
}

/// The full address of a page in the language of `tongue`; from the root where the portal's address is not known.
pub(super) fn address(site: &Site<'_>, tongue: &Tongue<'_>, below: &str) -> String {
    site.portal.base_url.absolute(&tongue.here(below))
}

fn in_words(
    site: &Site<'_>,
    tongue: &Tongue<'_>,
    field: &Field,
    cell: &Cell<'_>,
    others: &mut BTreeSet<&'static str>,
) -> Shown {
    let mut say = |said: &crate::table::Said<'_>| {
        let passage = tongue.said(said);
        others.extend(passage.lang);
        passage.text
    };
    let list = match field.column.holds {
        Holds::Code(list) | Holds::Codes(list) => list,
        _ => "",
    };
    match cell {
        Cell::Blank => Shown::Nothing,
        Cell::Absent(absence) if field.part == Part::Value => {
            Shown::Text(tongue.locale.absent(&absence.stated()).unwrap_or_default())
        }
        Cell::Absent(_) => Shown::Nothing,
        Cell::Text(below) if field.column.holds == Holds::Page => Shown::Link(address(site, tongue, below)),
        Cell::Text(link) if field.column.holds == Holds::Link => Shown::Link(link.to_string()),
        Cell::Text(text) => Shown::Text(text.to_string()),
        Cell::Said(said) => Shown::Text(say(said)),
        Cell::Texts(texts) => Shown::Text(texts.iter().map(say).collect::<Vec<_>>().join("\n")),
        Cell::Number(number) if field.column.holds == Holds::Count => Shown::Count(*number),
        Cell::Number(number) => Shown::Number(*number),
        Cell::Quantity(quantity, unit) => {
            quantity_in_words(tongue, quantity, unit.map(unit_code).as_deref(), field.part)
        }
        Cell::Date(date) => Shown::Date(*date),
        Cell::Code(code) => Shown::Text(tongue.label(list, code)),
        Cell::Codes(codes) => {
            Shown::Text(codes.iter().map(|code| tongue.label(list, code)).collect::<Vec<_>>().join("; "))
        }
        Cell::Reference(_, said) => Shown::Text(say(said)),
    }
}

/// A pair is written with "and": a spreadsheet would take `3/4` for a date.
fn quantity_in_words(tongue: &Tongue<'_>, quantity: &Quantity, unit: Option<&str>, part: Part) -> Shown {
    let label = |list: &str, code: &str| Shown::Text(tongue.label(list, code));
    match (part, quantity.amount) {
        (Part::Bound | Part::Unit, Amount::Done(_)) => Shown::Nothing,
        (Part::Bound, _) => label("bound", bound_code(quantity.bound)),
        (Part::Unit, _) if quantity.percent => label("unit", "percent"),
        (Part::Unit, _) => unit.map_or(Shown::Nothing, |unit| label("unit", unit)),
        (_, Amount::Number(number)) => Shown::Number(number),
        (_, Amount::Done(done)) => label("yes_no", if done { "yes" } else { "no" }),
        (_, Amount::Pair(first, second)) => {
            let text = |number: &Decimal| Arg::Text(tongue.locale.number(number));
            Shown::Text(tongue.say("data.pair", &[("first", text(&first)), ("second", text(&second))]))
        }
    }
}
