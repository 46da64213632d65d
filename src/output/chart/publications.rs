//! Publications: a column for each month, parted by kind, and a bar for each kind, which is the key as well.

use super::bars::{Bar, widest};
use super::ink::Ink;
use super::months;
use super::sheet::{COLUMN, Sheet};
use super::svg::{Anchor, Block, Rect};
use super::text::{LABEL, SMALL};
use crate::site::chart::{Kind, MonthCount, Publications};

/// Where the columns stand; above them is room for a figure.
const PLOT: Rect = Rect { x: 0.0, y: 20.0, w: COLUMN, h: 130.0 };

/// Lays the chart out.
pub fn sheet(chart: &Publications) -> Sheet {
    let mut sheet = Sheet::default();
    match (chart.months.is_empty(), chart.kinds.is_empty()) {
        (false, _) => sheet.equals(columns(chart), Some(kinds(chart)), 16.0),
        (true, false) => sheet.single(kinds(chart), 10.0),
        (true, true) => return sheet,
    }
    if !chart.remarks.is_empty() {
        sheet.single(remarks(&chart.remarks), 0.0);
    }
    sheet
}

fn remarks(remarks: &[String]) -> Block {
    let mut block = Block::default();
    let mut top = 0.0;
    for remark in remarks {
        top = block.paragraph((0.0, top), COLUMN, SMALL, &remark.as_str().into()) + 4.0;
    }
    block
}

fn columns(chart: &Publications) -> Block {
    let mut block = Block::default();
    let most = chart.months.iter().map(sum).max().unwrap_or(0);
    let cell = COLUMN / chart.months.len() as f64;
    for (index, month) in chart.months.iter().enumerate() {
        let left = cell * index as f64;
        column(&mut block, month, left, cell, most);
        block.says_in(Rect { x: left, w: cell, ..PLOT }, index);
    }
    block.path((0.0, PLOT.y + PLOT.h + 0.5), "axis", format!("h{COLUMN}"));
    let axis: Vec<_> = chart.months.iter().map(|month| &month.month).collect();
    months::axis(&mut block, &axis, PLOT.y + PLOT.h + 1.0);
    block
}

fn sum(month: &MonthCount) -> u64 {
    month.counts.iter().copied().map(u64::from).sum()
}

fn column(block: &mut Block, month: &MonthCount, left: f64, cell: f64, most: u64) {
    let w = (cell * 0.72).min(36.0);
    let x = left + (cell - w) / 2.0;
    let mut bottom = PLOT.y + PLOT.h;
    for (kind, &count) in month.counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        let h = f64::from(count) / most as f64 * PLOT.h;
        let gap = (h / 3.0).min(1.5);
        block.inked(Rect { x, y: bottom - h, w, h: h - gap }, Ink::series(kind));
        bottom -= h;
    }
    let fits = SMALL.width(&month.written) <= cell + 2.0;
    if fits && sum(month) > 0 {
        block.text((left + cell / 2.0, bottom - 5.0), Anchor::Middle, SMALL, &month.written);
    }
}

fn kinds(chart: &Publications) -> Block {
    let mut block = Block::default();
    let most = chart.kinds.iter().map(|kind| f64::from(kind.count)).fold(0.0, f64::max);
    let words = widest(chart.kinds.iter().enumerate().map(|kind| bar(kind).words_width()));
    let mut top = 0.0;
    for (index, kind) in chart.kinds.iter().enumerate() {
        let y = block.paragraph((0.0, top), COLUMN, LABEL, &kind.label) + 3.0;
        let w = (COLUMN - words).max(COLUMN / 4.0);
        bar((index, kind)).draw(&mut block, Rect { x: 0.0, y, w, h: 16.0 }, most);
        top = y + 16.0 + 9.0;
    }
    block
}

fn bar((index, kind): (usize, &Kind)) -> Bar<'_> {
    Bar { value: Some(kind.count.into()), written: &kind.written, aside: "", ink: Ink::series(index) }
}
