//! What happens in which month: a band for each activity.

use super::bars;
use super::ink::{Ink, UNKNOWN};
use super::key::Key;
use super::months;
use super::sheet::{COLUMN, Sheet};
use super::svg::{Block, Rect, number};
use super::text::{LABEL, SMALL};
use crate::site::chart::{Month, MonthPlan, PlanGroup, PlanRow, Span};

const BAND: Rect = Rect { x: 0.0, y: 3.0, w: COLUMN, h: 14.0 };

/// Lays the chart out.
pub fn sheet(chart: &MonthPlan) -> Sheet {
    let mut sheet = Sheet::default();
    if chart.groups.iter().all(|group| group.rows.is_empty()) {
        return sheet;
    }
    let months: Vec<&Month> = chart.months.iter().collect();
    sheet.head(key(chart), axis(&months), 10.0);
    let mut row = 0;
    for group in &chart.groups {
        row = add_group(&mut sheet, &months, group, row);
    }
    sheet
}

/// `first` is the place of its first row among all; gives the place of the next group's.
fn add_group(sheet: &mut Sheet, months: &[&Month], group: &PlanGroup, first: usize) -> usize {
    sheet.heading(group.title.as_ref());
    for (at, row) in (first..).zip(&group.rows) {
        let mut label = Block::default();
        label.paragraph((0.0, 0.0), COLUMN, LABEL, &row.label);
        sheet.pair(label.says(at), drawing(months, row).says(at), 14.0);
    }
    first + group.rows.len()
}

/// The hatching is explained only where it is used.
fn key(chart: &MonthPlan) -> Block {
    let mut key = Key::default();
    let mut spans = chart.groups.iter().flat_map(|group| &group.rows).flat_map(|row| &row.spans);
    if spans.any(|span| !span.precise) {
        key.add(&chart.imprecise.as_str().into(), |block, (x, y)| {
            band(block, Rect { x: x - 8.0, y: y - 7.0, w: 16.0, h: 14.0 }, false);
        });
    }
    key.block()
}

fn axis(months: &[&Month]) -> Block {
    let mut block = Block::default();
    if !months.is_empty() {
        months::axis(&mut block, months, 0.0);
    }
    block
}

fn drawing(months: &[&Month], row: &PlanRow) -> Block {
    let mut block = Block::default();
    let spans: Vec<Rect> = row.spans.iter().filter_map(|span| place(span, months.len())).collect();
    if spans.is_empty() {
        bars::unknown(&mut block, (0.0, 0.0), COLUMN, &row.written);
        return block;
    }
    grid(&mut block, months);
    for (rect, span) in spans.into_iter().zip(&row.spans) {
        band(&mut block, rect, span.precise);
    }
    block.paragraph((0.0, BAND.y + BAND.h + 4.0), COLUMN, SMALL, &row.written.as_str().into());
    block
}

/// Where a span lies; nowhere if its months are not on the axis.
fn place(span: &Span, months: usize) -> Option<Rect> {
    let last = span.last.min(months.checked_sub(1)?);
    let count = (last + 1).checked_sub(span.first).filter(|count| *count > 0)?;
    let cell = COLUMN / months as f64;
    Some(Rect { x: cell * span.first as f64, w: cell * count as f64, ..BAND })
}

/// A line along the band, a short mark for each month and a long one where a year begins.
fn grid(block: &mut Block, months: &[&Month]) {
    let cell = COLUMN / months.len() as f64;
    let bottom = BAND.y + BAND.h;
    let marks = (1..months.len()).filter(|_| cell >= 6.0);
    let marks: String = marks.map(|month| format!("M{} {bottom}v-4", number(cell * month as f64))).collect();
    block.path((0.0, bottom), "track", format!("h{COLUMN}{marks}"));
    for year in months::years(months).into_iter().skip(1) {
        block.path((cell * year.first as f64, BAND.y + BAND.h), "axis", "v-17");
    }
}

fn band(block: &mut Block, rect: Rect, precise: bool) {
    if precise {
        block.inked(rect, Ink::series(0));
    } else {
        block.inked(rect, UNKNOWN);
        block.rect(rect, "frame");
    }
}
