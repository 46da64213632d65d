//! How many indicators are in which state: one bar of the whole, and the list of its parts.

use super::glyph;
use super::ink::{Ink, UNKNOWN};
use super::sheet::{COLUMN, Sheet};
use super::svg::{Anchor, Block, Rect};
use super::text::{LABEL, SMALL, STRONG};
use crate::site::chart::{StatePart, States};

const BAR: f64 = 34.0;
/// Between two parts; a part is never narrower.
const GAP: f64 = 2.0;

/// Lays the chart out.
pub fn sheet(chart: &States) -> Sheet {
    let mut sheet = Sheet::default();
    if !chart.parts.is_empty() {
        sheet.equals(whole(chart), Some(list(chart)), 12.0);
    }
    sheet
}

fn whole(chart: &States) -> Block {
    let mut block = Block::default();
    let top = block.paragraph((0.0, 0.0), COLUMN, LABEL, &chart.whole.as_str().into()) + 4.0;
    let all: f64 = chart.parts.iter().map(|part| f64::from(part.count)).sum();
    let shown = chart.parts.iter().enumerate().filter(|(_, part)| part.count > 0);
    let room = COLUMN - GAP * (shown.clone().count() as f64 - 1.0).max(0.0);
    let mut x = 0.0;
    for (at, part) in shown {
        let rect = Rect { x, y: top, w: f64::from(part.count) / all * room, h: BAR };
        segment(&mut block, part, rect);
        block.says_in(rect, at);
        x += rect.w + GAP;
    }
    block
}

/// A part of the bar, with its sign on a light disc where there is room.
fn segment(block: &mut Block, part: &StatePart, rect: Rect) {
    filled(block, part, rect);
    if rect.w >= 26.0 {
        let centre = (rect.x + rect.w / 2.0, rect.y + rect.h / 2.0);
        block.path((centre.0 - 10.0, centre.1), "disc", "a10 10 0 1 1 20 0a10 10 0 1 1-20 0z");
        glyph::state(block, Some(part.state), centre);
    }
}

fn filled(block: &mut Block, part: &StatePart, rect: Rect) {
    let ink = Ink::state(Some(part.state));
    block.inked(rect, ink);
    if ink == UNKNOWN {
        block.rect(rect, "frame");
    }
}

fn list(chart: &States) -> Block {
    let mut block = Block::default();
    let shares = chart.parts.iter().map(|part| SMALL.width(&part.share)).fold(0.0, f64::max);
    let counts = chart.parts.iter().map(|part| STRONG.width(&part.written)).fold(0.0, f64::max);
    let mut top = 0.0;
    for (at, part) in chart.parts.iter().enumerate() {
        let first = top;
        swatch(&mut block, part, top);
        block.text((COLUMN - shares - 12.0, top + 15.0), Anchor::End, STRONG, &part.written);
        block.text((COLUMN, top + 15.0), Anchor::End, SMALL, &part.share);
        let width = (COLUMN - 52.0 - shares - counts - 24.0).max(COLUMN / 3.0);
        top = block.paragraph((52.0, top), width, LABEL, &part.label.as_str().into()) + 7.0;
        block.says_in(Rect { x: 0.0, y: first, w: COLUMN, h: top - first - 4.0 }, at);
    }
    block
}

fn swatch(block: &mut Block, part: &StatePart, top: f64) {
    filled(block, part, Rect { x: 0.5, y: top + 2.0, w: 24.0, h: 16.0 });
    glyph::state(block, Some(part.state), (37.0, top + 10.0));
}
