//! Who took part: a bar for each part.

use super::bars::{Bar, widest};
use super::ink::Ink;
use super::scale::largest;
use super::sheet::{COLUMN, Sheet};
use super::svg::{Block, Rect};
use super::text::{LABEL, SMALL};
use crate::site::chart::{Demographics, Part};

/// Labels that need at most two lines of this width stand before their bars, longer ones above them.
const SHORT: f64 = 100.0;
const BAR: f64 = 18.0;
/// The two bars of a pair are thick: there is room.
const PAIR: f64 = 30.0;

/// Lays the chart out.
pub fn sheet(chart: &Demographics) -> Sheet {
    let mut sheet = Sheet::default();
    let column = column(chart);
    for (index, part) in chart.parts.iter().enumerate() {
        let mut block = Block::default();
        draw(&mut block, chart, (index, part), column);
        sheet.single(block.says(index), 8.0);
    }
    if let (Some(remark), false) = (&chart.remark, sheet.is_empty()) {
        let mut block = Block::default();
        block.paragraph((0.0, 2.0), COLUMN, SMALL, &remark.as_str().into());
        sheet.single(block, 0.0);
    }
    sheet
}

/// Width of the labels before the bars; `None` if they stand above.
fn column(chart: &Demographics) -> Option<f64> {
    let lines: Vec<_> = chart.parts.iter().map(|part| LABEL.wrap(&part.label.text, SHORT)).collect();
    let width = widest(lines.iter().flatten().map(|line| LABEL.width(line)));
    (width <= SHORT && lines.iter().all(|lines| lines.len() <= 2)).then_some(width)
}

fn draw(block: &mut Block, chart: &Demographics, (index, part): (usize, &Part), column: Option<f64>) {
    let height = if chart.parts.len() == 2 { PAIR } else { BAR };
    let words = widest(chart.parts.iter().map(|part| bar(part, Ink::series(0)).words_width()));
    let most = largest(chart.parts.iter().map(|part| part.value));
    let (x, y) = match column {
        Some(width) => {
            let lines = LABEL.wrap(&part.label.text, SHORT).len().max(1) as f64 * LABEL.leading();
            let bottom = lines.max(height + 2.0);
            block.paragraph((0.0, (bottom - lines) / 2.0), SHORT, LABEL, &part.label);
            (width + 10.0, (bottom - height) / 2.0)
        }
        None => (0.0, block.paragraph((0.0, 0.0), COLUMN, LABEL, &part.label) + 3.0),
    };
    let w = (COLUMN - x - words).max(COLUMN / 4.0);
    bar(part, ink(chart, index)).draw(block, Rect { x, y, w, h: height }, most);
}

/// One ink for all, since the labels name them; a pair has two.
fn ink(chart: &Demographics, index: usize) -> Ink {
    Ink::series(if chart.parts.len() == 2 { index } else { 0 })
}

fn bar(part: &Part, ink: Ink) -> Bar<'_> {
    Bar { value: part.value, written: &part.written, aside: &part.share, ink }
}
