//! Planned versus achieved: bullet bars on one axis, percent of the plan.

use super::bars::{self, UNKNOWN_HEIGHT};
use super::glyph;
use super::ink::Ink;
use super::key::Key;
use super::scale::{Linear, length};
use super::sheet::{COLUMN, Sheet};
use super::svg::{Anchor, Block, Rect, number};
use super::text::{LABEL, SMALL, STRONG};
use crate::site::chart::{Bound, Measure, Progress, ProgressGroup, ProgressRow, State};

/// Where the axis ends; the rest of the column is for the brackets of the plan and for the tips of cut bars.
const AXIS: f64 = 318.0;
const BAR: Rect = Rect { x: 0.0, y: 4.0, w: AXIS, h: 14.0 };
/// Below the bar, to the words.
const WORDS: f64 = 24.0;
const ROW_GAP: f64 = 16.0;

/// Lays the chart out.
pub fn sheet(chart: &Progress) -> Sheet {
    let mut sheet = Sheet::default();
    if chart.groups.iter().all(|group| group.rows.is_empty()) {
        return sheet;
    }
    sheet.head(key(chart), axis(chart), 10.0);
    let mut row = 0;
    for group in &chart.groups {
        row = add_group(&mut sheet, chart, group, row);
    }
    sheet
}

/// `first` is the place of its first row among all; gives the place of the next group's.
fn add_group(sheet: &mut Sheet, chart: &Progress, group: &ProgressGroup, first: usize) -> usize {
    sheet.heading(group.title.as_ref());
    for (at, row) in (first..).zip(&group.rows) {
        let mut label = Block::default();
        label.paragraph((0.0, 0.0), COLUMN, LABEL, &row.label);
        sheet.pair(label.says(at), drawing(chart, row).says(at), ROW_GAP);
    }
    first + group.rows.len()
}

fn end(chart: &Progress) -> f64 {
    let last = chart.ticks.last().map_or(100.0, |tick| tick.percent);
    if last.is_finite() && last > 0.0 { last } else { 100.0 }
}

/// The percentage of a row that has a bar.
fn percent(row: &ProgressRow) -> Option<f64> {
    match row.measure {
        Measure::Percent(percent) if percent.is_finite() => Some(percent),
        _ => None,
    }
}

fn rows(chart: &Progress) -> impl Iterator<Item = &ProgressRow> {
    chart.groups.iter().flat_map(|group| &group.rows)
}

fn key(chart: &Progress) -> Block {
    let mut key = Key::default();
    for state in State::ALL.into_iter().map(Some).chain([None]) {
        let shown = |row: &ProgressRow| row.state == state && row.measure != Measure::NotReported;
        if rows(chart).any(shown) {
            key.add(&chart.words.states.of(state).into(), |block, centre| glyph::state(block, state, centre));
        }
    }
    key.break_line();
    for bound in [Bound::Exactly, Bound::AtLeast, Bound::AtMost] {
        if rows(chart).any(|row| percent(row).is_some() && row.bound == Some(bound)) {
            let words = chart.words.bounds.of(bound).into();
            key.add(&words, |block, (x, y)| plan_mark(block, (x, y - 7.5), 15.0, bound));
        }
    }
    if rows(chart).any(|row| percent(row).is_some_and(|percent| percent > end(chart))) {
        key.break_line();
        key.add(&chart.words.off_scale.as_str().into(), |block, (x, y)| {
            block.rect(Rect { x: x - 9.0, y: y - 5.0, w: 9.0, h: 10.0 }, "tip");
            block.path((x - 7.0, y + 6.0), "cut", "l4-12");
            arrow(block, (x + 1.0, y), 1.0);
        });
    }
    key.block()
}

/// The marks of the axis. Without a bar there is none.
fn axis(chart: &Progress) -> Block {
    let mut block = Block::default();
    if !rows(chart).any(|row| percent(row).is_some()) {
        return block;
    }
    let scale = Linear::new((0.0, end(chart)), (0.0, AXIS));
    for tick in &chart.ticks {
        let x = scale.place(tick.percent);
        let anchor = anchor_at(x);
        block.path((x, 40.0), "axis", "v6");
        block.text((x, 34.0), anchor, SMALL, &tick.written);
        if tick.percent == 100.0 {
            block.text((x, 15.0), anchor, STRONG, &chart.words.plan);
        }
    }
    block.path((0.0, 46.0), "axis", format!("h{AXIS}"));
    block.extend_to(47.0);
    block
}

fn anchor_at(x: f64) -> Anchor {
    match x {
        ..=0.0 => Anchor::Start,
        x if x >= AXIS => Anchor::End,
        _ => Anchor::Middle,
    }
}

fn drawing(chart: &Progress, row: &ProgressRow) -> Block {
    let mut block = Block::default();
    match (row.measure, percent(row)) {
        (Measure::NotReported, _) => not_reported(&mut block, row),
        (_, Some(percent)) => {
            bar(&mut block, chart, row, percent);
            written(&mut block, row, WORDS);
        }
        _ => written(&mut block, row, 0.0),
    }
    block
}

/// No bar; the plan is known nevertheless.
fn not_reported(block: &mut Block, row: &ProgressRow) {
    bars::unknown(block, (0.0, 0.0), AXIS, &row.achieved);
    block.paragraph((0.0, UNKNOWN_HEIGHT + 5.0), COLUMN, SMALL, &row.written.as_str().into());
}

fn bar(block: &mut Block, chart: &Progress, row: &ProgressRow, percent: f64) {
    let end = end(chart);
    let ink = Ink::state(row.state);
    block.path((0.0, BAR.y + BAR.h / 2.0), "track", format!("h{AXIS}"));
    block.extend_to(BAR.y + BAR.h + BAR.y);
    match percent {
        ..0.0 => arrow(block, (0.0, BAR.y + BAR.h / 2.0), -1.0),
        0.0 => zero(block),
        _ => block.inked(Rect { w: length(percent.min(end), end, AXIS), ..BAR }, ink),
    }
    if percent > end {
        cut(block);
    }
    if let Some(bound) = row.bound {
        let x = Linear::new((0.0, end), (0.0, AXIS)).place(100.0);
        plan_mark(block, (x, 0.0), BAR.h + 2.0 * BAR.y, bound);
    }
}

/// Nothing was achieved, and that is known: a mark on the zero line.
fn zero(block: &mut Block) {
    block.path((1.5, BAR.y - 2.0), "zero", "v18");
    block.path((7.0, BAR.y + 7.0), "zero-mark", "l5-5 5 5-5 5z");
}

/// The bar goes on beyond the axis: a gap near its end, and a tip.
fn cut(block: &mut Block) {
    block.path((AXIS - 22.0, BAR.y + BAR.h + 2.0), "cut", "l6-18m6 0l-6 18");
    arrow(block, (AXIS + 2.0, BAR.y + BAR.h / 2.0), 1.0);
}

/// A tip to the right (1) or, for a fall below zero, to the left of the axis (-1).
fn arrow(block: &mut Block, (x, y): (f64, f64), side: f64) {
    let (start, tip) = if side > 0.0 { (x, "l8 7-8 7z") } else { (x + 8.0, "l-8 7 8 7z") };
    block.path((start, y - 7.0), "tip", tip);
}

/// The plan: a line; for "at least" a bracket, open to the side of what is welcome; for "at most" a pin that points
/// down, because less is welcome, though a longer bar is the better one here as well.
fn plan_mark(block: &mut Block, (x, top): (f64, f64), height: f64, bound: Bound) {
    let (start, steps) = match bound {
        Bound::Exactly => (x - 1.2, format!("h2.4v{height}h-2.4z")),
        Bound::AtLeast => (x - 1.2, format!("h7.2v2.4h-4.8v{}h4.8v2.4h-7.2z", number(height - 4.8))),
        Bound::AtMost => (x - 4.8, format!("h9.6l-3.6 5v{stem}h-2.4v-{stem}z", stem = number(height - 5.0))),
    };
    block.path((start, top), "plan", steps);
    block.extend_to(top + height);
}

/// The sign of the state, both raw values, and the percentage at the end of the line.
fn written(block: &mut Block, row: &ProgressRow, top: f64) {
    let left = 2.0 * glyph::RADIUS + 8.0;
    let percent = STRONG.width(&row.percent);
    glyph::state(block, row.state, (glyph::RADIUS + 1.0, top + 9.0));
    block.text((AXIS, top + 14.0), Anchor::End, STRONG, &row.percent);
    let width = AXIS - left - percent - 10.0;
    block.paragraph((left, top), width.max(AXIS / 3.0), SMALL, &row.written.as_str().into());
}

#[cfg(test)]
mod tests {
    use super::super::svg;
    use crate::site::chart::{Bound, Chart, Measure, State};

    /// The drawing of one indicator on an axis that ends at 300 %.
    fn drawn(measure: Measure, bound: Bound) -> String {
        let Chart::Progress(mut chart) = super::super::samples::ALL[0](1, 300.0, "x") else {
            unreachable!("the first sample is progress")
        };
        for row in chart.groups.iter_mut().flat_map(|group| &mut group.rows) {
            row.measure = measure;
            row.bound = Some(bound);
            row.state = Some(State::Met);
        }
        svg(&Chart::Progress(chart), "c")
    }

    /// Width of the bar; there is none without `met` and a rectangle.
    fn bar(drawn: &str) -> Option<&str> {
        drawn.split("class=\"met\" d=\"M0 ").nth(1)?.split_once('h')?.1.split('v').next()
    }

    #[test]
    fn a_bar_is_as_long_as_its_percentage() {
        assert_eq!(bar(&drawn(Measure::Percent(150.0), Bound::Exactly)), Some("159"));
        assert_eq!(bar(&drawn(Measure::Percent(300.0), Bound::Exactly)), Some("318"));
    }

    #[test]
    fn a_bar_beyond_the_axis_is_cut_and_one_that_just_reaches_its_end_is_not() {
        let cut = drawn(Measure::Percent(301.0), Bound::Exactly);
        assert_eq!(bar(&cut), Some("318"));
        assert!(cut.contains("class=\"cut\"") && cut.contains("class=\"tip\""));
        assert!(!drawn(Measure::Percent(300.0), Bound::Exactly).contains("class=\"cut\""));
    }

    #[test]
    fn zero_is_a_mark_and_less_than_zero_a_tip() {
        let zero = drawn(Measure::Percent(0.0), Bound::AtLeast);
        assert!(zero.contains("class=\"zero\"") && bar(&zero).is_none());
        let below = drawn(Measure::Percent(-12.0), Bound::AtLeast);
        assert!(below.contains("class=\"tip\"") && bar(&below).is_none());
    }

    #[test]
    fn without_a_percentage_there_is_neither_bar_nor_plan() {
        for measure in [Measure::Words, Measure::Percent(f64::INFINITY), Measure::NotReported] {
            let drawn = drawn(measure, Bound::AtMost);
            assert!(!drawn.contains("class=\"plan\"") && !drawn.contains("class=\"track\"") && bar(&drawn).is_none());
        }
    }

    #[test]
    fn every_bound_has_its_own_mark() {
        let mark = |bound| {
            let drawn = drawn(Measure::Percent(50.0), bound);
            drawn
                .split("class=\"plan\" d=\"")
                .nth(2)
                .and_then(|mark| mark.split_once('h'))
                .map(|(_, steps)| steps.split('"').next().unwrap_or_default().to_owned())
        };
        let marks = [Bound::Exactly, Bound::AtLeast, Bound::AtMost].map(mark);
        assert!(marks.iter().all(Option::is_some));
        assert!(marks[0] != marks[1] && marks[1] != marks[2] && marks[0] != marks[2]);
    }
}
