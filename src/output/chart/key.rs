//! The key of a chart: signs and what they mean, in as few lines as fit.

use super::sheet::COLUMN;
use super::svg::Block;
use super::text::SMALL;
use crate::site::chart::Label;

/// Room for a sign, the gap to its words included.
const SIGN: f64 = 23.0;
/// Between two entries.
const GAP: f64 = 16.0;

/// A key that is being laid out.
#[derive(Debug, Default)]
pub struct Key {
    block: Block,
    /// Where the next entry may begin.
    x: f64,
    top: f64,
}

impl Key {
    /// Adds an entry; `sign` draws around the centre that it is given, at most 16 wide.
    pub fn add(&mut self, words: &Label, sign: impl FnOnce(&mut Block, (f64, f64))) {
        let width = SIGN + SMALL.width(&words.text);
        if self.x > 0.0 && self.x + width > COLUMN {
            self.break_line();
        }
        sign(&mut self.block, (self.x + 9.5, self.top + 10.0));
        let bottom = self.block.paragraph((self.x + SIGN, self.top), COLUMN - SIGN, SMALL, words);
        self.x += width + GAP;
        if bottom > self.top + SMALL.leading() {
            self.top = bottom - SMALL.leading();
            self.break_line();
        }
    }

    /// The next entry begins a line.
    pub fn break_line(&mut self) {
        if self.x > 0.0 {
            self.x = 0.0;
            self.top += SMALL.leading() + 3.0;
        }
    }

    /// The key as a block.
    pub fn block(self) -> Block {
        self.block
    }
}
