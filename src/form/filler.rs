//! What all blocks of a form need: the grant, its language, the official words for what is missing.

use super::{Block, Cell, Column, Section, Table};
use crate::language::{Arg, Lang};
use crate::model::{Grant, Indicator, Organisation, Unit, UnitName};
use crate::read::Words;
use crate::site::{Passage, Site, Tongue, Value, facts};
use crate::value::{Amount, Quantity, Stated};

/// A grant that is being written into a form.
pub(super) struct Filler<'a> {
    pub(super) site: &'a Site<'a>,
    pub(super) tongue: &'a Tongue<'a>,
    pub(super) grant: &'a Grant,
}

impl<'a> Filler<'a> {
    pub(super) fn new(site: &'a Site<'_>, lang: Lang, grant: usize) -> Option<Self> {
        let tongue = site.tongue(Some(lang))?;
        Some(Self { site, tongue, grant: site.portal.grants.get(grant)? })
    }

    /// Words of the form.
    pub(super) fn t(&self, key: &str) -> String {
        self.tongue.t(key)
    }

    /// "Method: survey".
    pub(super) fn labelled(&self, label: &str, text: &Passage) -> Passage {
        let args = [("label", Arg::Text(label.to_owned())), ("text", Arg::Text(text.text.clone()))];
        Passage { text: self.tongue.say("form.labelled", &args), lang: text.lang }
    }

    /// "Photos – 20".
    pub(super) fn counted(&self, name: &Passage, value: &str) -> Passage {
        let args = [("name", Arg::Text(name.text.clone())), ("value", Arg::Text(value.to_owned()))];
        Passage { text: self.tongue.say("form.counted", &args), lang: name.lang }
    }

    /// A value, or the official mark for its absence.
    pub(super) fn value(&self, value: Value) -> String {
        match value.state {
            "not-stated" => self.not_stated(),
            "not-applicable" => self.t("form.value.not_applicable"),
            "not-reported" => self.not_reported(),
            _ => value.text,
        }
    }

    /// The mark for what the document leaves blank.
    pub(super) fn not_stated(&self) -> String {
        self.t("form.value.not_stated")
    }

    /// The mark for what nobody has reported yet.
    pub(super) fn not_reported(&self) -> String {
        self.t("form.value.not_reported")
    }

    /// What the marks mean.
    pub(super) fn marks(&self) -> Vec<String> {
        ["form.mark.not_applicable", "form.mark.not_stated", "form.mark.not_reported"].map(|key| self.t(key)).into()
    }

    /// A quantity without its unit, which has a column of its own.
    pub(super) fn quantity(&self, quantity: &Stated<Quantity>) -> String {
        self.value(self.tongue.value(quantity, None))
    }

    /// A quantity whose key may be absent, which means the same as a blank.
    pub(super) fn quantity_or_blank(&self, quantity: Option<&Stated<Quantity>>) -> String {
        quantity.map_or_else(|| self.not_stated(), |quantity| self.quantity(quantity))
    }

    /// What is promised: bound, amount, for each of what, rise or fall; the unit has a column of its own.
    pub(super) fn planned(&self, indicator: &Indicator) -> String {
        let without_unit = Indicator { unit: None, ..indicator.clone() };
        self.value(facts::planned(self.tongue, &without_unit))
    }

    /// What was achieved, counted like the plan.
    pub(super) fn achieved(&self, indicator: &Indicator) -> String {
        let without_unit = Indicator { unit: None, ..indicator.clone() };
        self.value(facts::change(self.tongue, &without_unit, &indicator.achieved))
    }

    /// The unit in which an indicator counts. What is only to be done, and pairs, have none.
    pub(super) fn unit(&self, indicator: &Indicator) -> String {
        let amounts = [&indicator.planned, &indicator.achieved].into_iter().filter_map(Stated::known);
        let counts = amounts.map(|it| it.amount).all(|amount| matches!(amount, Amount::Number(_)));
        match &indicator.unit {
            Some(unit) if counts => self.unit_name(unit),
            _ => self.t("form.value.not_applicable"),
        }
    }

    /// The name of a unit; of a currency too.
    pub(super) fn unit_name(&self, unit: &Unit) -> String {
        match &unit.name {
            UnitName::Currency(code) => self.currency(code),
            UnitName::BuiltIn(_) | UnitName::Own(_) => self.tongue.unit_name(unit),
        }
    }

    /// The name of a currency, or its code where it has none.
    pub(super) fn currency(&self, code: &str) -> String {
        let named = self.tongue.locale.text(&format!("currency_name.{code}"), &[]);
        named.unwrap_or_else(|_| code.to_owned())
    }

    /// Words, or the mark for a blank.
    pub(super) fn words_or_blank(&self, words: Option<&Words>) -> Passage {
        words.map_or_else(|| self.not_stated().into(), |words| self.words(words))
    }

    /// Words of the content; a mark in place of them as the form has it.
    pub(super) fn words(&self, words: &Words) -> Passage {
        match words.same.as_deref().and_then(Stated::<()>::from_mark) {
            Some(mark) => self.value(self.tongue.stated(&mark, |()| String::new())).into(),
            None => self.tongue.words(words),
        }
    }

    /// The organisation at this place of the portal's list.
    pub(super) fn organisation(&self, at: Option<usize>) -> Option<&'a Organisation> {
        self.site.portal.organisations.get(at?)
    }

    /// The head of a block.
    pub(super) fn heading(&self, key: &str) -> Block {
        Block::Heading { level: 1, text: self.t(key).into() }
    }

    /// A table of this title; each column with the key of its head, its width and whether it holds figures.
    pub(super) fn table(&self, title: &str, columns: &[(&str, usize, bool)], rows: Vec<Vec<Cell>>) -> Block {
        let column = |(head, width, figures): &(&str, usize, bool)| {
            let head = if head.is_empty() { String::new() } else { self.t(&format!("form.head.{head}")) };
            Column { head, width: *width, figures: *figures }
        };
        let columns = columns.iter().map(column).collect();
        Block::Table(Table { title: self.t(title), columns, rows })
    }

    /// A table of keys and values.
    pub(super) fn facts(&self, title: &str, rows: Vec<(String, Vec<Passage>)>) -> Block {
        let rows = rows.into_iter().map(|(key, lines)| vec![Cell::of(key), Cell::lines(lines)]).collect();
        self.table(title, &[("", 3, false), ("", 7, false)], rows)
    }
}

/// Pages that stand.
pub(super) fn upright(blocks: Vec<Block>) -> Section {
    Section { landscape: false, blocks }
}

/// Pages that lie.
pub(super) fn lying(blocks: Vec<Block>) -> Section {
    Section { landscape: true, blocks }
}

/// The number of a row, counted from 1.
pub(super) fn number(at: usize) -> Cell {
    Cell::of((at + 1).to_string())
}
