//! Targets over years: small panels, each with its points, its line and its gaps.

use super::scale::{Linear, drawable};
use super::sheet::{COLUMN, Sheet};
use super::svg::{Anchor, Block, Rect, number};
use super::text::{SMALL, STRONG};
use crate::site::chart::{Direction, TargetPanel, TargetValue, Targets, Year};

/// Where points stand, below the panel's words: room for a figure above, half a figure at the sides.
const PLOT: Rect = Rect { x: 26.0, y: 28.0, w: COLUMN - 52.0, h: 76.0 };

/// Lays the chart out.
pub fn sheet(chart: &Targets) -> Sheet {
    let mut sheet = Sheet::default();
    if chart.years.is_empty() {
        return sheet;
    }
    for (first, pair) in (0..).step_by(2).zip(chart.panels.chunks(2)) {
        // Side by side, both stand on one line.
        let top = pair.iter().map(|panel| words(&mut Block::default(), panel)).fold(0.0, f64::max);
        let mut drawn = (first..).zip(pair).map(|(at, panel)| draw(chart, panel, top).says(at));
        if let Some(block) = drawn.next() {
            sheet.equals(block, drawn.next(), 22.0);
        }
    }
    sheet
}

/// A target at its place.
struct Point<'a> {
    x: f64,
    /// `None`: it is missing.
    y: Option<f64>,
    year: &'a Year,
    short: &'a str,
}

fn draw(chart: &Targets, panel: &TargetPanel, top: f64) -> Block {
    let mut block = Block::default();
    words(&mut block, panel);
    let points = points(chart, panel, top);
    let ground = top + PLOT.y + PLOT.h;
    block.path((0.0, ground), "axis", format!("h{COLUMN}"));
    zero(&mut block, panel, ground);
    line(&mut block, &points);
    for point in points.iter().filter(|point| point.y.is_none()) {
        gap(&mut block, chart, point, top);
    }
    dots(&mut block, &points);
    name_values(&mut block, &points, ground);
    name_years(&mut block, &points, ground);
    block
}

/// Says where zero is. The scale reaches below it only if a target does.
fn zero(block: &mut Block, panel: &TargetPanel, ground: f64) {
    let below = panel.values.iter().any(|value| drawable(value.value).is_some_and(|value| value < 0.0));
    if !below {
        block.text((0.0, ground - 4.0), Anchor::Start, SMALL, "0");
    }
}

fn words(block: &mut Block, panel: &TargetPanel) -> f64 {
    let top = block.paragraph((0.0, 0.0), COLUMN, STRONG, &panel.label) + 2.0;
    let left = if panel.direction == Direction::Open { 0.0 } else { 18.0 };
    match panel.direction {
        Direction::Up => block.path((6.0, top + 15.0), "arrow", "v-11l-4.5 4.5m4.5-4.5l4.5 4.5"),
        Direction::Down => block.path((6.0, top + 4.0), "arrow", "v11l-4.5-4.5m4.5 4.5l4.5-4.5"),
        Direction::Open => {}
    }
    block.paragraph((left, top), COLUMN - left, SMALL, &panel.direction_written.as_str().into())
}

fn points<'a>(chart: &'a Targets, panel: &'a TargetPanel, top: f64) -> Vec<Point<'a>> {
    let known = |value: Option<&TargetValue>| value.and_then(|value| drawable(value.value));
    let values = panel.values.iter().map(Some).filter_map(known);
    // Heights start at zero, so that a fall by a fifth looks like a fifth.
    let (low, high) = values.fold((0.0, 0.0), |(low, high): (f64, f64), value| (low.min(value), high.max(value)));
    let up = Linear::new((low, high), (top + PLOT.y + PLOT.h, top + PLOT.y));
    let along = years_scale(&chart.years);
    chart
        .years
        .iter()
        .enumerate()
        .map(|(index, year)| {
            let value = panel.values.get(index);
            let short = value.map_or("", |value| value.short.as_str());
            Point { x: along.place(year.at), y: known(value).map(|value| up.place(value)), year, short }
        })
        .collect()
}

fn years_scale(years: &[Year]) -> Linear {
    let ends = years.iter().filter_map(|year| drawable(Some(year.at)));
    let (first, last) = ends.fold((f64::MAX, f64::MIN), |(first, last), at| (first.min(at), last.max(at)));
    Linear::new((first, last), (PLOT.x, PLOT.x + PLOT.w))
}

/// A line through neighbours only: a missing year leaves it open.
fn line(block: &mut Block, points: &[Point<'_>]) {
    for pair in points.windows(2) {
        if let [Point { x, y: Some(y), .. }, Point { x: to_x, y: Some(to_y), .. }] = pair {
            block.path((*x, *y), "line", format!("l{} {}", number(to_x - x), number(to_y - y)));
        }
    }
}

fn dots(block: &mut Block, points: &[Point<'_>]) {
    for (x, y) in points.iter().filter_map(|point| Some((point.x, point.y?))) {
        block.path((x - 4.5, y), "fill-1", "a4.5 4.5 0 1 1 9 0a4.5 4.5 0 1 1-9 0z");
    }
}

/// The column of a missing year, broken, with the words that say so.
fn gap(block: &mut Block, chart: &Targets, point: &Point<'_>, top: f64) {
    let middle = top + PLOT.y + PLOT.h / 2.0;
    block.path((point.x, middle + 6.0), "frame", format!("v{}", number(PLOT.h / 2.0 - 6.0)));
    block.path((point.x - 5.0, middle), "ring broken", "a5 5 0 1 1 10 0a5 5 0 1 1-10 0z");
    let width = SMALL.width(&chart.missing);
    block.text((inside(point.x, width), middle - 12.0), Anchor::Middle, SMALL, &chart.missing);
}

/// The x that keeps a centred text of this width within the column.
fn inside(x: f64, width: f64) -> f64 {
    x.min(COLUMN - width / 2.0).max(width / 2.0)
}

/// Figures stand above their points; those that would run into others stand below, as far as there is room.
fn name_values(block: &mut Block, points: &[Point<'_>], ground: f64) {
    let known: Vec<_> = points.iter().filter_map(|point| Some((point.x, point.y?, point.short))).collect();
    let (above, others) = parted(known);
    let low: Vec<_> = others.into_iter().filter(|(_, y, _)| y + BELOW < ground - 2.0).collect();
    let (below, _) = parted(low);
    for (figures, shift) in [(above, -10.0), (below, BELOW)] {
        for (x, y, written) in figures {
            block.text((inside(x, STRONG.width(written)), y + shift), Anchor::Middle, STRONG, written);
        }
    }
}

/// From a point to the baseline of a figure below it.
const BELOW: f64 = 20.0;

/// A figure at its point.
type Figure<'a> = (f64, f64, &'a str);

/// Figures that can stand side by side, and the rest.
fn parted(figures: Vec<Figure<'_>>) -> (Vec<Figure<'_>>, Vec<Figure<'_>>) {
    let chosen = apart(figures.iter().map(|(x, _, written)| (*x, STRONG.width(written))));
    let (mut together, mut rest) = (Vec::new(), Vec::new());
    for (index, figure) in figures.into_iter().enumerate() {
        if chosen.contains(&index) { &mut together } else { &mut rest }.push(figure);
    }
    (together, rest)
}

fn name_years(block: &mut Block, points: &[Point<'_>], ground: f64) {
    for point in points {
        block.path((point.x, ground), "axis", "v4");
    }
    for index in apart(points.iter().map(|point| (point.x, SMALL.width(&point.year.written)))) {
        if let Some(Point { x, year, .. }) = points.get(index) {
            let x = inside(*x, SMALL.width(&year.written));
            block.text((x, ground + 19.0), Anchor::Middle, SMALL, &year.written);
        }
    }
}

/// Which of some texts, given by their centres and widths, can stand on one line: the last, and each that runs into
/// none before it or into the last.
fn apart(texts: impl Iterator<Item = (f64, f64)>) -> Vec<usize> {
    let spans: Vec<(f64, f64)> =
        texts.map(|(x, width)| (inside(x, width) - width / 2.0, inside(x, width) + width / 2.0 + 6.0)).collect();
    let Some(((last, _), before)) = spans.split_last() else { return Vec::new() };
    let mut free = f64::MIN;
    let mut chosen = Vec::new();
    for (index, (start, end)) in before.iter().enumerate() {
        if *start >= free && end <= last {
            chosen.push(index);
            free = *end;
        }
    }
    chosen.push(before.len());
    chosen
}

#[cfg(test)]
mod tests {
    use super::apart;

    #[test]
    fn the_last_text_stays_and_none_overlap() {
        let texts = (0..10).map(|index| (30.0 + 27.0 * f64::from(index), 40.0));
        assert_eq!(apart(texts), [0, 2, 4, 6, 9]);
        assert!(apart(std::iter::empty()).is_empty());
    }
}
