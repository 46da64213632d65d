//! Tables in the words of one language: titles, descriptions, labels of codes, texts of cells.

use super::history::title_in;
use super::{Passage, Tongue};
use crate::language::regions;
use crate::model::Unit;
use crate::table::{Column, Field, Part, Said, Table};
use crate::value::{Decimal, Quantity};

impl Tongue<'_> {
    /// The name of a table, which is also that of its sheet.
    pub fn table_title(&self, table: &dyn Table) -> String {
        self.t(&format!("data.table.{}.title", table.name()))
    }

    /// What a table holds, row by row.
    pub fn table_about(&self, table: &dyn Table) -> String {
        self.t(&format!("data.table.{}.about", table.name()))
    }

    /// The name of a column.
    pub fn column_title(&self, column: &Column) -> String {
        self.t(&format!("data.column.{}.title", column.name))
    }

    /// What a column holds.
    pub fn column_about(&self, column: &Column) -> String {
        self.t(&format!("data.column.{}.about", column.name))
    }

    /// The name of a column of a file.
    pub fn field_title(&self, field: &Field) -> String {
        let title = self.column_title(field.column);
        let part = |key: &str| self.say(key, &[("title", title.as_str().into())]);
        match field.part {
            Part::Value => title,
            Part::In(lang) => {
                let language = self.label("language", lang.code());
                self.say("data.part.language", &[("title", title.as_str().into()), ("language", language.into())])
            }
            Part::Bound => part("data.part.bound"),
            Part::Second => part("data.part.second"),
            Part::Unit => part("data.part.unit"),
            Part::Status => part("data.part.status"),
        }
    }

    /// What a column of a file holds: of its column, and which part of it.
    pub fn field_about(&self, field: &Field) -> String {
        match field.part {
            Part::Value | Part::In(_) => self.column_about(field.column),
            Part::Bound => self.t("data.part_about.bound"),
            Part::Second => self.t("data.part_about.second"),
            Part::Unit => self.t("data.part_about.unit"),
            Part::Status => self.t("data.part_about.status"),
        }
    }

    /// The label of a code of one of the lists of the table `codes`.
    pub fn label(&self, list: &str, code: &str) -> String {
        let key = code.replace(' ', "-");
        match list {
            "state" | "standard" | "per" | "report" => self.t(&format!("{list}.{key}")),
            "value" | "bound" | "document_use" | "change_kind" | "figure_part" | "language" => {
                self.t(&format!("data.{list}.{key}"))
            }
            "yes_no" => self.t(if code == "yes" { "value.done" } else { "value.not_done" }),
            "unit" => self.unit_label(code),
            "region" => regions::region(code).map_or_else(|| code.to_owned(), |region| self.region(region)),
            "theme" => self.theme_label(code),
            _ => self.choice(list, &key),
        }
    }

    /// A unit as it stands beside the number one, «документ»: a column of numbers has one form for all of them.
    fn unit_label(&self, code: &str) -> String {
        match Unit::find(code, []) {
            _ if code == "done" => self.t("data.unit.done"),
            Some(unit) if unit.is_money() => {
                self.locale.text(&format!("currency_name.{code}"), &[]).unwrap_or_else(|_| code.to_owned())
            }
            // An unknown currency has no name; that it is unknown is reported where it is written.
            _ => self.beside_one(code).unwrap_or_else(|| code.to_owned()),
        }
    }

    fn beside_one(&self, code: &str) -> Option<String> {
        let said = self.locale.counted(&Quantity::exactly(Decimal::ONE), code).ok()?;
        let unit = said.strip_prefix('1')?.trim();
        (!unit.is_empty()).then(|| unit.to_owned())
    }

    /// A text of a cell in this language, or in the one that there is.
    pub fn said(&self, said: &Said<'_>) -> Passage {
        match said {
            Said::Words(words) => self.words(words),
            Said::Age(age) => self.age(age).into(),
            Said::Label(list, code) => self.label(list, code).into(),
            Said::Frozen(titles) => title_in(self, titles).unwrap_or_default(),
        }
    }
}
