//! The social and the economic effect: indicators that the official forms name.

use super::filler::{Filler, number};
use super::{Block, Cell};
use crate::model::Indicator;
use crate::read::{IndicatorKind, StandardIndicator};

const REPORT: [(&str, usize, bool); 6] = [
    ("number", 5, true),
    ("indicator", 36, false),
    ("unit", 13, false),
    ("planned", 14, true),
    ("achieved", 14, true),
    ("note", 22, false),
];

const PLAN: [(&str, usize, bool); 5] =
    [("number", 5, true), ("indicator", 42, false), ("unit", 15, false), ("planned", 16, true), ("note", 24, false)];

/// Whether it is counted in money.
fn is_economic(it: &Indicator) -> bool {
    use StandardIndicator::{Purchases, Taxes, WageFund};
    matches!(it.standard, Some(WageFund | Taxes | Purchases))
}

impl Filler<'_> {
    /// The tables of the effect; with what was achieved, or the plan alone.
    pub(super) fn effect(&self, with_results: bool) -> Vec<Block> {
        let all: Vec<&Indicator> = self.grant.indicators.iter().filter(|it| it.kind == IndicatorKind::Effect).collect();
        let (economic, social): (Vec<&Indicator>, Vec<&Indicator>) = all.into_iter().partition(|it| is_economic(it));
        let part = |title: &str, indicators: Vec<&Indicator>| {
            let rows: Vec<_> =
                indicators.into_iter().enumerate().map(|(at, it)| self.row(at, it, with_results)).collect();
            let heads: &[_] = if with_results { &REPORT } else { &PLAN };
            (!rows.is_empty()).then(|| [Block::below(self.t(title)), self.table(title, heads, rows)])
        };
        let parts = [part("form.block.social", social), part("form.block.economic", economic)];
        parts.into_iter().flatten().flatten().collect()
    }

    fn row(&self, at: usize, it: &Indicator, with_results: bool) -> Vec<Cell> {
        let achieved = with_results.then(|| Cell::of(self.achieved(it)));
        let before = [number(at), Cell::of(self.tongue.indicator(it)), Cell::of(self.unit(it)), self.planned_cell(it)];
        before.into_iter().chain(achieved).chain([Cell::lines(self.remarks(it))]).collect()
    }
}
