//! Where the blocks of a chart stand.
//!
//! A chart is a list of rows; a row is one block, or two that belong together: the words and the drawing. Each block
//! is [`COLUMN`] wide, the width of a phone. On a narrow page all blocks stand one below the other; on a wide one the
//! two of a row stand side by side, and the second picture is nothing but `<use>` of the first one's blocks: both
//! readings for the weight of one. Which of them is shown is a container query in `charts.css`.

use super::ink::Pattern;
use super::svg::{Block, attribute, number};
use super::text::STRONG;
use crate::site::chart::Label;
use std::collections::BTreeSet;
use std::fmt::Write;

/// Width of a block. At 330 units the 14-unit text is still 12 pixels high on a screen of 320.
pub const COLUMN: f64 = 330.0;
/// Between two blocks side by side.
const GUTTER: f64 = 24.0;
/// At the right edge, for faces that are a little wider than estimated.
const MARGIN: f64 = 4.0;

/// The blocks of a chart.
#[derive(Debug, Default)]
pub struct Sheet {
    rows: Vec<Row>,
    has_heading: bool,
}

#[derive(Debug)]
struct Row {
    blocks: Vec<Block>,
    /// Between the two when one stands below the other.
    inner: f64,
    /// Below the row.
    after: f64,
    /// Side by side they end, rather than begin, on one line.
    at_bottom: bool,
}

/// How a sheet is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// One block wide.
    Narrow,
    /// Two blocks wide.
    Wide,
}

impl Sheet {
    /// A block of its own.
    pub fn single(&mut self, block: Block, after: f64) {
        self.rows.push(Row { blocks: vec![block], inner: 0.0, after, at_bottom: false });
    }

    /// What the rows that follow have in common. Rows without such words are set apart by a line from those before.
    pub fn heading(&mut self, title: Option<&Label>) {
        let mut block = Block::default();
        match title {
            Some(title) => {
                let top = if self.is_empty() { 0.0 } else { 6.0 };
                block.paragraph((0.0, top), COLUMN, STRONG, title);
            }
            None if self.has_heading => block.rule(),
            None => return,
        }
        self.has_heading = true;
        self.single(block, 8.0);
    }

    /// Words and their drawing, close together.
    pub fn pair(&mut self, words: Block, drawing: Block, after: f64) {
        self.rows.push(Row { blocks: vec![words, drawing], inner: 3.0, after, at_bottom: false });
    }

    /// What stands above two columns, if anything does: side by side, both end just above the first row.
    pub fn head(&mut self, words: Block, drawing: Block, after: f64) {
        if words.height() + drawing.height() == 0.0 {
            return;
        }
        self.rows.push(Row { blocks: vec![words, drawing], inner: 10.0, after, at_bottom: true });
    }

    /// Two blocks of equal rank.
    pub fn equals(&mut self, first: Block, second: Option<Block>, after: f64) {
        let blocks = [first].into_iter().chain(second).collect();
        self.rows.push(Row { blocks, inner: after, after, at_bottom: false });
    }

    /// True if nothing was laid out.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// True if the sheet gains by more width.
    pub fn has_wide(&self) -> bool {
        self.rows.iter().any(|row| row.blocks.len() > 1)
    }

    /// Patterns that the blocks use.
    pub fn patterns(&self) -> BTreeSet<Pattern> {
        self.rows.iter().flat_map(|row| &row.blocks).flat_map(Block::patterns).collect()
    }

    /// Width and height of the picture.
    pub fn size(&self, layout: Layout) -> (f64, f64) {
        let width = if layout == Layout::Wide { 2.0 * COLUMN + GUTTER } else { COLUMN };
        let height: f64 = self.rows.iter().map(|row| row.height(layout) + row.after).sum();
        (width + MARGIN, height - self.rows.last().map_or(0.0, |row| row.after))
    }

    /// Writes every block at its place on a narrow page. Blocks that [`Self::write_wide`] must find again are groups
    /// with an id. The class is what the style sheet goes by: inside a `<use>` it sees nothing above the group.
    /// Groups are moved as a whole: what is alike in them is then written alike, and a page that is packed weighs less.
    pub fn write_narrow(&self, out: &mut String, id: &str) {
        let blocks = self.blocks().zip(self.places(Layout::Narrow));
        for (index, (block, (x, y))) in blocks.enumerate().filter(|(_, (block, _))| block.is_drawn()) {
            let name = if self.has_wide() { format!(" id=\"{id}-{index}\"") } else { String::new() };
            let _ = write!(out, "<g class=\"part\"{name}{}{}{}>", lang(block), moved(x, y), block.rows());
            block.write(out, id, block.lang());
            out.push_str("</g>");
        }
    }

    /// Writes every block at its place, for a picture of one layout that nothing refers to.
    pub fn write_alone(&self, out: &mut String, id: &str, layout: Layout) {
        let blocks = self.blocks().zip(self.places(layout));
        for (block, (x, y)) in blocks.filter(|(block, _)| block.is_drawn()) {
            let _ = write!(out, "<g class=\"part\"{}{}>", lang(block), moved(x, y));
            block.write(out, id, block.lang());
            out.push_str("</g>\n");
        }
    }

    /// Places the narrow page's groups on a wide one.
    pub fn write_wide(&self, out: &mut String, id: &str) {
        let moves = self.places(Layout::Narrow).into_iter().zip(self.places(Layout::Wide));
        let drawn = self.blocks().zip(moves).enumerate().filter(|(_, (block, _))| block.is_drawn());
        for (index, (_, (from, to))) in drawn {
            let (x, y) = (number(to.0 - from.0), number(to.1 - from.1));
            let place = |name, at: &str| if at == "0" { String::new() } else { format!(" {name}=\"{at}\"") };
            let _ = write!(out, "<use href=\"#{id}-{index}\"{}{}/>", place("x", &x), place("y", &y));
        }
    }

    fn blocks(&self) -> impl Iterator<Item = &Block> {
        self.rows.iter().flat_map(|row| &row.blocks)
    }

    fn places(&self, layout: Layout) -> Vec<(f64, f64)> {
        let mut top = 0.0;
        let mut places = Vec::new();
        for row in &self.rows {
            places.extend(row.offsets(layout).into_iter().map(|(x, y)| (x, top + y)));
            top += row.height(layout) + row.after;
        }
        places
    }
}

fn lang(block: &Block) -> String {
    attribute("lang", block.lang().unwrap_or_default())
}

fn moved(x: f64, y: f64) -> String {
    let (x, y) = (number(x), number(y));
    if x == "0" && y == "0" { String::new() } else { format!(" transform=\"translate({x} {y})\"") }
}

impl Row {
    fn height(&self, layout: Layout) -> f64 {
        let heights = self.blocks.iter().map(Block::height);
        match layout {
            Layout::Wide => heights.fold(0.0, f64::max),
            Layout::Narrow => {
                let filled = heights.clone().filter(|height| *height > 0.0).count();
                heights.sum::<f64>() + self.inner * filled.saturating_sub(1) as f64
            }
        }
    }

    fn offsets(&self, layout: Layout) -> Vec<(f64, f64)> {
        let height = self.height(layout);
        let mut corner = (0.0, 0.0);
        let mut offsets = Vec::new();
        for block in &self.blocks {
            let lowered = if self.at_bottom && layout == Layout::Wide { height - block.height() } else { 0.0 };
            offsets.push((corner.0, corner.1 + lowered));
            match layout {
                Layout::Wide => corner.0 += COLUMN + GUTTER,
                Layout::Narrow if block.height() > 0.0 => corner.1 += block.height() + self.inner,
                Layout::Narrow => {}
            }
        }
        offsets
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(height: f64) -> Block {
        let mut block = Block::default();
        block.extend_to(height);
        block
    }

    fn sheet() -> Sheet {
        let mut sheet = Sheet::default();
        sheet.head(block(40.0), block(10.0), 5.0);
        sheet.pair(block(20.0), block(30.0), 7.0);
        sheet.single(block(10.0), 9.0);
        sheet
    }

    #[test]
    fn narrow_is_a_stack() {
        assert_eq!(sheet().places(Layout::Narrow), [(0.0, 0.0), (0.0, 50.0), (0.0, 65.0), (0.0, 88.0), (0.0, 125.0)]);
        assert_eq!(sheet().size(Layout::Narrow), (334.0, 135.0));
    }

    #[test]
    fn wide_puts_the_two_of_a_row_side_by_side() {
        assert_eq!(sheet().places(Layout::Wide), [(0.0, 0.0), (354.0, 30.0), (0.0, 45.0), (354.0, 45.0), (0.0, 82.0)]);
        assert_eq!(sheet().size(Layout::Wide), (688.0, 92.0));
    }

    #[test]
    fn rows_without_a_heading_are_set_apart_from_those_with_one() {
        let rows = |titles: &[Option<&str>]| {
            let mut sheet = Sheet::default();
            titles.iter().for_each(|title| sheet.heading(title.map(Label::from).as_ref()));
            sheet.rows.len()
        };
        assert_eq!(rows(&[None]), 0);
        assert_eq!(rows(&[None, Some("a")]), 1);
        assert_eq!(rows(&[Some("a"), None]), 2);
    }

    #[test]
    fn an_empty_block_takes_no_room() {
        let mut sheet = Sheet::default();
        sheet.head(block(0.0), block(0.0), 10.0);
        assert!(sheet.is_empty());
        sheet.head(block(0.0), block(20.0), 10.0);
        assert_eq!(sheet.size(Layout::Narrow), (334.0, 20.0));
    }
}
