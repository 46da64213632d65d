//! A bar with its figure behind it: what several charts are made of.

use super::ink::{Ink, UNKNOWN};
use super::scale::{drawable, length};
use super::sheet::COLUMN;
use super::svg::{ASIDE, Anchor, Block, Rect};
use super::text::{SMALL, STRONG};

/// Between a bar and its figure.
const GAP: f64 = 7.0;

/// What one bar says.
#[derive(Debug, Clone, Copy)]
pub struct Bar<'a> {
    /// How long; `None` if unknown.
    pub value: Option<f64>,
    /// The figure behind the bar, or the words in its place.
    pub written: &'a str,
    /// What stands behind the figure, less prominent.
    pub aside: &'a str,
    /// Its fill.
    pub ink: Ink,
}

impl Bar<'_> {
    /// Room for the words behind the bar.
    pub fn words_width(&self) -> f64 {
        let aside = if self.aside.is_empty() { 0.0 } else { ASIDE + SMALL.width(self.aside) };
        GAP + STRONG.width(self.written) + aside
    }

    /// Draws the bar from the left edge of `room`, whose width stands for `most`, and the words behind it.
    /// An unknown figure has an empty frame with its words inside.
    pub fn draw(&self, block: &mut Block, room: Rect, most: f64) {
        match drawable(self.value) {
            Some(value) => self.known(block, room, length(value, most, room.w)),
            None => {
                let words = SMALL.width(self.written) + 18.0;
                let y = room.y + room.h / 2.0 - UNKNOWN_HEIGHT / 2.0;
                unknown(block, (room.x, y), room.w.max(words), self.written);
            }
        }
    }

    fn known(&self, block: &mut Block, room: Rect, w: f64) {
        block.path((room.x + 0.5, room.y - 1.0), "axis", format!("v{}", room.h + 2.0));
        if w > 0.0 {
            block.inked(Rect { w, ..room }, self.ink);
        }
        let baseline = room.y + room.h / 2.0 + 5.0;
        block.figure((room.x + w + GAP, baseline), STRONG, self.written, self.aside);
    }
}

/// Height of the frame around what is unknown.
pub const UNKNOWN_HEIGHT: f64 = 24.0;

/// In the place of a bar: an empty frame with the words that say what is missing, so that nobody takes it for zero.
pub fn unknown(block: &mut Block, (x, y): (f64, f64), width: f64, words: &str) {
    let frame = Rect { x: x + 0.5, y: y + 0.5, w: width.min(COLUMN - x) - 1.0, h: UNKNOWN_HEIGHT - 1.0 };
    let hatched = SMALL.width(words) + 20.0;
    if hatched + 10.0 < frame.w {
        block.inked(Rect { x: frame.x + hatched, w: frame.w - hatched, ..frame }, UNKNOWN);
    }
    block.rect(frame, "frame");
    block.text((x + 9.0, y + 17.0), Anchor::Start, SMALL, words);
}

/// The widest of some texts.
pub fn widest(widths: impl IntoIterator<Item = f64>) -> f64 {
    widths.into_iter().fold(0.0, f64::max)
}
