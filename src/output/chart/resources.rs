//! What the works cost and who pays: for each work its amount, and a bar for each way of funding.

use super::bars::{Bar, UNKNOWN_HEIGHT};
use super::ink::Ink;
use super::key::Key;
use super::scale::{drawable, largest, length};
use super::sheet::{COLUMN, Sheet};
use super::svg::{Anchor, Block, Rect, number};
use super::text::{LABEL, SMALL, STRONG};
use crate::site::chart::{Funding, Label, Resources, Share, Work};

const BAR: f64 = 14.0;
/// Left of the bars: the number of the option.
const NUMBER: f64 = 24.0;

/// Lays the chart out.
pub fn sheet(chart: &Resources) -> Sheet {
    let mut sheet = Sheet::default();
    if chart.rows.is_empty() {
        return sheet;
    }
    sheet.head(options(chart), sources(chart), 18.0);
    let most = largest(chart.rows.iter().map(|row| row.amount));
    for (at, row) in chart.rows.iter().enumerate() {
        sheet.pair(words(row).says(at), drawing(chart, row, most).says(at), 20.0);
    }
    if let Some(total) = &chart.total {
        let left = if chart.options.is_empty() { 0.0 } else { NUMBER };
        sheet.pair(total_words(0.0, &chart.head.total), total_words(left, total), 0.0);
    }
    sheet
}

/// The ways of funding with their numbers.
fn options(chart: &Resources) -> Block {
    let mut key = Key::default();
    for (index, option) in chart.options.iter().enumerate() {
        key.break_line();
        key.add(option, |block, centre| option_number(block, index, centre));
    }
    key.block()
}

fn sources(chart: &Resources) -> Block {
    let mut key = Key::default();
    for (index, source) in chart.sources.iter().enumerate() {
        key.add(source, |block, (x, y)| {
            block.inked(Rect { x: x - 8.0, y: y - 7.0, w: 16.0, h: 14.0 }, Ink::series(index));
        });
    }
    if chart.rows.iter().flat_map(|row| &row.funding).any(|funding| parts(&funding.shares).is_none()) {
        key.add(&chart.undivided.as_str().into(), |block, (x, y)| {
            block.rect(Rect { x: x - 8.0, y: y - 7.0, w: 16.0, h: 14.0 }, "undivided");
        });
    }
    key.block()
}

fn option_number(block: &mut Block, index: usize, (x, y): (f64, f64)) {
    block.path((x - 8.5, y), "ring", "a8.5 8.5 0 1 1 17 0a8.5 8.5 0 1 1-17 0z");
    block.text((x, y + 5.0), Anchor::Middle, SMALL, &number((index + 1) as f64));
}

fn words(row: &Work) -> Block {
    let mut block = Block::default();
    let bottom = block.paragraph((0.0, 0.0), COLUMN, LABEL, &row.label);
    block.paragraph((0.0, bottom), COLUMN, SMALL, &row.resource);
    block
}

fn total_words(left: f64, words: &str) -> Block {
    let mut block = Block::default();
    block.paragraph((left, 0.0), COLUMN, STRONG, &Label::from(words));
    block
}

fn drawing(chart: &Resources, row: &Work, most: f64) -> Block {
    let mut block = Block::default();
    if chart.options.is_empty() {
        plain(&mut block, chart, row, most);
        return block;
    }
    let mut top = amount(&mut block, row);
    for (index, funding) in row.funding.iter().enumerate().take(chart.options.len()) {
        option_number(&mut block, index, (9.5, top + BAR / 2.0));
        if let Some(value) = drawable(row.amount) {
            split(&mut block, funding, Rect { x: NUMBER, y: top, w: length(value, most, COLUMN - NUMBER), h: BAR });
            top += BAR + 3.0;
        }
        top = block.paragraph((NUMBER, top), COLUMN - NUMBER, SMALL, &funding.written) + 6.0;
    }
    block
}

/// Without ways of funding the amount stands behind its bar.
fn plain(block: &mut Block, chart: &Resources, row: &Work, most: f64) {
    let words = chart.rows.iter().map(|row| bar_of(row).words_width()).fold(0.0, f64::max);
    let w = (COLUMN - words).max(COLUMN / 4.0);
    bar_of(row).draw(block, Rect { x: 0.0, y: 2.0, w, h: 18.0 }, most);
}

fn bar_of(row: &Work) -> Bar<'_> {
    Bar { value: row.amount, written: &row.written, aside: "", ink: Ink::series(0) }
}

/// The amount above the bars; an unknown one in an empty frame.
fn amount(block: &mut Block, row: &Work) -> f64 {
    match drawable(row.amount) {
        Some(_) => block.text((NUMBER, 15.0), Anchor::Start, STRONG, &row.written),
        None => bar_of(row).draw(block, Rect { x: NUMBER, y: 0.0, w: COLUMN - NUMBER, h: UNKNOWN_HEIGHT }, 0.0),
    }
    if drawable(row.amount).is_some() { 22.0 } else { UNKNOWN_HEIGHT + 7.0 }
}

/// The bar of a way of funding, parted by source if all parts are known.
fn split(block: &mut Block, funding: &Funding, bar: Rect) {
    match parts(&funding.shares) {
        Some(parts) => {
            let mut x = bar.x;
            for (source, share) in parts {
                let w = bar.w * share;
                let gap = (w / 4.0).min(1.5);
                block.inked(Rect { x, w: w - gap, ..bar }, Ink::series(source));
                x += w;
            }
        }
        None => block.rect(bar, "undivided"),
    }
}

/// Sources with their parts of 1. `None` if the parts are not known, or more than the whole.
fn parts(shares: &[Share]) -> Option<Vec<(usize, f64)>> {
    if let [Share { source, percent: None }] = shares {
        return Some(vec![(*source, 1.0)]);
    }
    let known = |share: &Share| {
        let percent = drawable(share.percent).filter(|percent| *percent >= 0.0)?;
        Some((share.source, percent / 100.0))
    };
    let parts: Vec<_> = shares.iter().map(known).collect::<Option<_>>()?;
    let whole: f64 = parts.iter().map(|(_, share)| share).sum();
    (!parts.is_empty() && whole < 1.001).then_some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_parted_only_if_all_parts_are_known() {
        let share = |source, percent| Share { source, percent };
        assert_eq!(parts(&[share(2, None)]), Some(vec![(2, 1.0)]));
        assert_eq!(parts(&[share(0, Some(70.0)), share(1, Some(30.0))]), Some(vec![(0, 0.7), (1, 0.3)]));
        assert_eq!(parts(&[share(0, None), share(1, None)]), None);
        assert_eq!(parts(&[share(0, Some(70.0)), share(1, Some(70.0))]), None);
        assert_eq!(parts(&[share(0, Some(f64::NAN))]), None);
        assert_eq!(parts(&[]), None);
    }
}
