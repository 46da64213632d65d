//! What the situation is, what the work needs, and what may go wrong.

use super::filler::{Filler, number};
use super::{Block, Cell, Column, Table};
use crate::model::{ContextFigure, Named, Resource, Risk};
use crate::site::{Passage, facts};

impl Filler<'_> {
    /// Figures that describe the situation.
    pub(super) fn context(&self) -> Vec<Block> {
        const HEADS: [(&str, usize, bool); 4] =
            [("number", 5, true), ("figure", 50, false), ("value", 22, true), ("note", 23, false)];
        let row = |(at, it): (usize, &ContextFigure)| {
            let value = self.value(self.tongue.value(&it.value, it.unit.as_ref()));
            vec![
                number(at),
                Cell::of(self.tongue.words(&it.title)),
                Cell::of(value),
                Cell::lines(self.context_remarks(it)),
            ]
        };
        let rows = self.grant.context.iter().enumerate().map(row).collect();
        self.titled("form.block.context", &HEADS, rows)
    }

    /// Where, when, against what, from where.
    fn context_remarks(&self, it: &ContextFigure) -> Vec<Passage> {
        let region = it.region.map(|region| self.tongue.region(region).into());
        let date = it.date.as_ref().map(|date| self.value(self.tongue.date(date)).into());
        let change = it
            .change
            .as_ref()
            .map(|change| self.labelled(&self.t("grant.change"), &self.value(self.tongue.value(change, None)).into()));
        let words = [it.change_since.as_ref(), it.source.as_ref()].into_iter().flatten();
        [region, date, change].into_iter().flatten().chain(words.map(|words| self.words(words))).collect()
    }

    /// What the work needs, and who pays for it.
    pub(super) fn resources(&self) -> Vec<Block> {
        let grant = self.grant;
        if grant.resources.is_empty() {
            return Vec::new();
        }
        let column = |head: String, width, figures| Column { head, width, figures };
        let amount = self.labelled_with_currency("form.head.amount", &grant.currency);
        let mut columns = vec![
            column(self.t("form.head.number"), 5, true),
            column(self.t("form.head.work"), 24, false),
            column(self.t("form.head.resource"), 20, false),
            column(self.t("form.head.count"), 11, true),
            column(amount, 14, true),
        ];
        columns.extend(self.options().map(|option| column(self.funding_head(option), 22, false)));
        let rows = grant.resources.iter().enumerate().map(|(at, it)| self.resource(at, it)).collect();
        let title = self.t("form.block.resources");
        vec![Block::below(title.clone()), Block::Table(Table { title, columns, rows })]
    }

    fn options(&self) -> impl Iterator<Item = Option<usize>> {
        let count = self.grant.funding_options.len();
        (0..count).map(Some).chain((count == 0).then_some(None))
    }

    fn funding_head(&self, option: Option<usize>) -> String {
        let named = option.and_then(|at| self.grant.funding_options.get(at));
        let head = self.t("form.head.funding");
        let name = |option: &Named| self.labelled(&head, &self.tongue.words(&option.name)).text;
        named.map_or_else(|| head.clone(), name)
    }

    fn resource(&self, at: usize, it: &Resource) -> Vec<Cell> {
        let count = it.quantity.as_ref().map(|quantity| self.value(self.tongue.value(quantity, it.unit.as_ref())));
        let amount = self.value(self.tongue.stated(&it.amount, |amount| self.tongue.locale.number(amount)));
        let payers = self.options().map(|option| {
            let names = facts::funding(self.tongue, self.grant, it, option);
            Cell::of(if names.is_empty() { self.not_stated() } else { names })
        });
        let known = [
            number(at),
            Cell::of(self.tongue.words(&it.work)),
            Cell::of(self.words_or_blank(it.resource.as_ref())),
            Cell::of(count.unwrap_or_else(|| self.not_stated())),
            Cell::of(amount),
        ];
        known.into_iter().chain(payers).collect()
    }

    /// What may go wrong, and what is done against it.
    pub(super) fn risks(&self) -> Vec<Block> {
        const HEADS: [(&str, usize, bool); 9] = [
            ("number", 4, true),
            ("factor", 12, false),
            ("risk", 22, false),
            ("impact", 8, true),
            ("probability", 9, true),
            ("score", 10, true),
            ("mitigation", 22, false),
            ("strategy", 12, false),
            ("owner", 14, false),
        ];
        let rows = self.grant.risks.iter().enumerate().map(|(at, it)| self.risk(at, it)).collect();
        self.titled("form.block.risks", &HEADS, rows)
    }

    fn risk(&self, at: usize, it: &Risk) -> Vec<Cell> {
        let level = it.level.map(|level| self.tongue.choice("risk_level", level.code()).into());
        let score = Passage::from(self.quantity_or_blank(it.score.as_ref()));
        vec![
            number(at),
            Cell::of(self.words_or_blank(it.factor.as_ref())),
            Cell::of(self.tongue.words(&it.title)),
            Cell::of(self.quantity_or_blank(it.impact.as_ref())),
            Cell::of(self.quantity_or_blank(it.probability.as_ref())),
            Cell::lines([score].into_iter().chain(level)),
            Cell::of(self.words_or_blank(it.mitigation.as_ref())),
            Cell::of(self.words_or_blank(it.strategy.as_ref())),
            Cell::of(self.words_or_blank(it.owner.as_ref())),
        ]
    }
}
