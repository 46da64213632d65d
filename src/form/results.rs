//! Promised figures and what became of them.

use super::filler::{Filler, number};
use super::{Block, Cell, Table};
use crate::language::Arg;
use crate::model::Indicator;
use crate::read::IndicatorKind;
use crate::site::Passage;
use crate::value::Stated;

const REPORT: [(&str, usize, bool); 8] = [
    ("number", 4, true),
    ("task", 18, false),
    ("activity", 20, false),
    ("indicator", 26, false),
    ("unit", 10, false),
    ("planned", 11, true),
    ("achieved", 11, true),
    ("note", 16, false),
];

impl Filler<'_> {
    /// The table of planned and achieved figures; the social and economic effect has a table of its own.
    pub(super) fn results(&self) -> Vec<Block> {
        let rows = self.grant.indicators.iter().filter(|it| it.kind != IndicatorKind::Effect);
        let rows = rows.enumerate().map(|(at, it)| self.result(at, it)).collect();
        let table = match self.table("form.block.results", &REPORT, rows) {
            Block::Table(table) => Block::Table(gathered(table)),
            other => other,
        };
        vec![self.heading("form.block.results"), table]
    }

    fn result(&self, at: usize, it: &Indicator) -> Vec<Cell> {
        let task = it.task.and_then(|task| self.grant.tasks.get(task));
        let activity = it.activity.and_then(|activity| self.grant.activities.get(activity));
        let not_applicable = || Passage::from(self.t("form.value.not_applicable"));
        vec![
            it.number.clone().map_or_else(|| number(at), Cell::of),
            Cell::of(task.map_or_else(not_applicable, |task| self.task_name(task))),
            Cell::of(activity.map_or_else(not_applicable, |activity| self.tongue.words(&activity.title))),
            Cell::of(self.tongue.indicator(it)),
            Cell::of(self.unit(it)),
            self.planned_cell(it),
            Cell::of(self.achieved(it)),
            Cell::lines(self.remarks(it)),
        ]
    }

    /// The plan, for each year where it is a series.
    pub(super) fn planned_cell(&self, it: &Indicator) -> Cell {
        if it.targets.is_empty() {
            return Cell::of(self.planned(it));
        }
        let year = |target: &crate::model::YearTarget| {
            let of_year = Indicator { planned: target.planned.clone(), targets: Vec::new(), ..it.clone() };
            self.labelled(&target.year.to_string(), &self.planned(&of_year).into())
        };
        Cell::lines(it.targets.iter().map(year))
    }

    /// What is to be said beside the figures.
    pub(super) fn remarks(&self, it: &Indicator) -> Vec<Passage> {
        let labelled = |key: &str, text: Passage| self.labelled(&self.t(key), &text);
        let parts = (!it.parts.is_empty()).then(|| {
            let names: Vec<String> = it.parts.iter().map(|part| self.tongue.words(part).text).collect();
            names.join("/").into()
        });
        let whole = it.share_of.as_ref().and_then(|id| self.grant.indicators.iter().find(|it| it.id == *id));
        let date = it.result_date.as_ref().map(|date| self.value(self.tongue.date(date)).into());
        let total = it.achieved_total.as_ref().map(|total| self.quantity(total).into());
        [
            it.detail.as_ref().map(|words| self.words(words)),
            parts,
            whole.map(|whole| labelled("grant.share_of", self.tongue.indicator(whole))),
            self.baseline(it).map(|text| labelled("grant.baseline", text)),
            it.method.as_ref().map(|words| labelled("grant.method", self.words(words))),
            total.map(|text| labelled("grant.achieved_total", text)),
            date.map(|text| labelled("grant.measured_on", text)),
            it.comment.as_ref().map(|words| self.words(words)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// Where things stood before, and when.
    fn baseline(&self, it: &Indicator) -> Option<Passage> {
        let baseline = it.baseline.as_ref()?;
        let value = self.value(self.tongue.value(&baseline.value, it.unit.as_ref()));
        let date = baseline.date.as_ref().and_then(Stated::known).map(|date| self.tongue.locale.date(date));
        Some(match date {
            Some(date) => {
                let args = [("value", Arg::Text(value)), ("date", Arg::Text(date))];
                self.tongue.say("form.value_on", &args).into()
            }
            None => value.into(),
        })
    }

    /// The number of the task in the document, and its name.
    pub(super) fn task_name(&self, task: &crate::model::Task) -> Passage {
        let title = self.tongue.words(&task.title);
        match &task.number {
            Some(number) => {
                let args = [("number", Arg::Text(number.clone())), ("title", Arg::Text(title.text))];
                Passage { text: self.tongue.say("form.numbered", &args), lang: title.lang }
            }
            None => title,
        }
    }
}

/// Task and activity stand once for the rows that they have in common.
fn gathered(table: Table) -> Table {
    let mut table = table;
    let numbers: Vec<Cell> = table.rows.iter_mut().filter_map(|row| (!row.is_empty()).then(|| row.remove(0))).collect();
    table = table.gathered(2);
    for (row, number) in table.rows.iter_mut().zip(numbers) {
        row.insert(0, number);
    }
    table
}
