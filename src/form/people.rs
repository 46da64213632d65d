//! For whom, with whom and by whom the work is done.

use super::filler::{Filler, number};
use super::text::capital;
use super::{Block, Cell};
use crate::model::{Breakdown, BreakdownPart, Party, TargetGroup, TeamRole};
use crate::read::PartyRole;
use crate::site::{Passage, facts};

impl Filler<'_> {
    /// The groups for whom the work is done.
    pub(super) fn target_groups(&self) -> Vec<Block> {
        const HEADS: [(&str, usize, bool); 6] = [
            ("number", 5, true),
            ("target_group", 26, false),
            ("age", 16, true),
            ("population", 16, true),
            ("coverage", 16, true),
            ("note", 21, false),
        ];
        let row = |(at, it): (usize, &TargetGroup)| {
            let age = it.age.as_ref().map(|age| self.tongue.age(age)).unwrap_or_else(|| self.not_stated());
            vec![
                number(at),
                Cell::of(self.tongue.words(&it.name)),
                Cell::of(age),
                Cell::of(self.quantity_or_blank(it.population.as_ref())),
                Cell::of(self.quantity_or_blank(it.coverage.as_ref())),
                Cell::lines(it.detail.as_ref().map(|words| self.words(words))),
            ]
        };
        let rows: Vec<_> = self.grant.target_groups.iter().enumerate().map(row).collect();
        self.titled("form.block.target_groups", &HEADS, rows)
    }

    /// Who works for the project.
    pub(super) fn team(&self) -> Vec<Block> {
        const HEADS: [(&str, usize, bool); 5] = [
            ("number", 5, true),
            ("role", 40, false),
            ("engagement", 25, false),
            ("count", 12, true),
            ("workload", 18, true),
        ];
        let row = |(at, it): (usize, &TeamRole)| {
            let engagement = it.engagement.map(|it| self.tongue.choice("engagement", it.code()));
            vec![
                number(at),
                Cell::of(self.tongue.words(&it.role)),
                Cell::of(engagement.unwrap_or_else(|| self.not_stated())),
                Cell::of(self.quantity_or_blank(it.count.as_ref())),
                Cell::of(self.quantity_or_blank(it.workload.as_ref())),
            ]
        };
        let rows: Vec<_> = self.grant.team.iter().enumerate().map(row).collect();
        self.titled("form.block.team", &HEADS, rows)
    }

    /// Who takes part beside those who carry the grant.
    pub(super) fn partners(&self) -> Vec<Block> {
        const HEADS: [(&str, usize, bool); 3] = [("number", 5, true), ("partner", 45, false), ("does", 50, false)];
        let parties = self.grant.parties.iter().filter(|party| party.role == PartyRole::Partner);
        let row = |(at, it): (usize, &Party)| {
            vec![number(at), Cell::of(self.who(&it.who)), Cell::of(self.words_or_blank(it.does.as_ref()))]
        };
        let rows: Vec<_> = parties.enumerate().map(row).collect();
        if rows.is_empty() {
            let none = if self.grant.no_partners { self.t("form.value.not_applicable") } else { self.not_stated() };
            return vec![Block::paragraph(none)];
        }
        vec![self.table("form.block.partners", &HEADS, rows)]
    }

    /// Who took part, by sex, age and status.
    pub(super) fn breakdowns(&self) -> Vec<Block> {
        let Some(report) = &self.grant.report else { return vec![Block::paragraph(self.not_reported())] };
        if report.breakdowns.is_empty() {
            return vec![Block::paragraph(self.not_stated())];
        }
        report.breakdowns.iter().flat_map(|breakdown| self.breakdown(breakdown)).collect()
    }

    fn breakdown(&self, it: &Breakdown) -> Vec<Block> {
        const HEADS: [(&str, usize, bool); 2] = [("part", 60, false), ("people", 40, true)];
        let whole = self.grant.indicators.iter().find(|indicator| indicator.id == *it.of.value);
        let by = capital(&self.tongue.choice("breakdown_by", it.by.code()));
        let heading = match whole {
            Some(whole) => self.labelled(&by, &self.tongue.indicator(whole)),
            None => by.into(),
        };
        let row = |part: &BreakdownPart| {
            let name = facts::part_name(self.tongue, &part.part);
            let name = Passage { text: capital(&name.text), ..name };
            vec![Cell::of(name), Cell::of(self.quantity(&part.value))]
        };
        let total =
            it.total.as_ref().map(|total| vec![Cell::of(self.t("form.head.total")), Cell::of(self.quantity(total))]);
        let rows = it.parts.iter().map(row).chain(total).collect();
        vec![Block::below(heading), self.table(&format!("choice.breakdown_by.{}", it.by.code()), &HEADS, rows)]
    }

    /// A table under its heading; nothing where it has no row.
    pub(super) fn titled(&self, title: &str, heads: &[(&str, usize, bool)], rows: Vec<Vec<Cell>>) -> Vec<Block> {
        if rows.is_empty() {
            return Vec::new();
        }
        vec![Block::below(self.t(title)), self.table(title, heads, rows)]
    }
}
