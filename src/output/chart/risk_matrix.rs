//! Risks by impact and probability: the grid, and the list of the risks.

use super::sheet::{COLUMN, Sheet};
use super::svg::{Anchor, Block, Rect, number};
use super::text::{LABEL, SMALL, STRONG};
use crate::site::chart::{Risk, RiskMatrix, Scale};

/// Half the width of a risk's sign.
const SIGN: f64 = 13.0;
/// From one sign in a cell to the next.
const STEP: f64 = 2.0 * SIGN + 3.0;
/// Top of a cell, for the product of its two steps.
const PRODUCT: f64 = 20.0;
/// A name of a step is at most this wide.
const NAME: f64 = 70.0;

/// Lays the chart out.
pub fn sheet(chart: &RiskMatrix) -> Sheet {
    let mut sheet = Sheet::default();
    if chart.risks.is_empty() {
        return sheet;
    }
    match Grid::new(chart) {
        Some(grid) => sheet.equals(grid.draw(), Some(list(chart)), 16.0),
        None => sheet.single(list(chart), 0.0),
    }
    sheet
}

/// The geometry of the grid.
struct Grid<'a> {
    chart: &'a RiskMatrix,
    left: f64,
    cell: f64,
}

impl<'a> Grid<'a> {
    /// `None` if a side has no steps.
    fn new(chart: &'a RiskMatrix) -> Option<Self> {
        let columns = chart.impact.levels.len();
        if columns == 0 || chart.probability.levels.is_empty() {
            return None;
        }
        let names = chart.probability.levels.iter().map(|level| SMALL.width(level)).fold(0.0, f64::max);
        let left = names.min(NAME) + 8.0;
        Some(Self { chart, left, cell: (COLUMN - left) / columns as f64 })
    }

    fn draw(&self) -> Block {
        let mut block = Block::default();
        let mut top = axis_title(&mut block, 0.0, &self.chart.probability, "arrow", "v-11l-4.5 4.5m4.5-4.5l4.5 4.5");
        for row in (1..=self.chart.probability.levels.len()).rev() {
            top = self.row(&mut block, row, top);
        }
        let bottom = self.name_columns(&mut block, top);
        let width = SMALL.width(&self.chart.impact.title);
        block.text((COLUMN - 18.0, bottom + 14.0), Anchor::End, SMALL, &self.chart.impact.title);
        let arrow = if width > 0.0 { "h11l-4.5-4.5m4.5 4.5l-4.5 4.5" } else { "" };
        block.path((COLUMN - 13.0, bottom + 9.5), "arrow", arrow);
        block
    }

    /// One row of cells, high enough for the fullest of them.
    fn row(&self, block: &mut Block, row: usize, top: f64) -> f64 {
        let columns = self.chart.impact.levels.len();
        let fullest = (1..=columns).map(|column| self.lines(self.in_cell(column, row).count())).max().unwrap_or(1);
        let height = PRODUCT + STEP * fullest.max(1) as f64 + 3.0;
        let name = self.chart.probability.levels.get(row - 1).map_or("", String::as_str);
        let lines = SMALL.wrap(name, NAME).len() as f64 * SMALL.leading();
        block.paragraph((0.0, top + (height - lines) / 2.0), NAME, SMALL, &name.into());
        for column in 1..=columns {
            self.cell(block, (column, row), Rect { x: self.x(column), y: top, w: self.cell, h: height });
        }
        top + height
    }

    fn cell(&self, block: &mut Block, (column, row): (usize, usize), rect: Rect) {
        let highest = self.chart.impact.levels.len() * self.chart.probability.levels.len();
        let shade = match (column * row) as f64 / highest as f64 {
            ..=0.34 => "cell low",
            ..=0.5 => "cell middle",
            _ => "cell high",
        };
        block.rect(rect, shade);
        let product = number((column * row) as f64);
        block.text((rect.x + rect.w - 5.0, rect.y + 16.0), Anchor::End, SMALL, &product);
        for (index, (at, risk)) in self.in_cell(column, row).enumerate() {
            let (line, place) = (index / self.per_line(), index % self.per_line());
            let x = rect.x + 4.0 + SIGN + place as f64 * STEP;
            let y = rect.y + PRODUCT + SIGN + line as f64 * STEP;
            sign(block, risk, (x, y));
            block.says_in(Rect { x: x - SIGN, y: y - SIGN, w: 2.0 * SIGN, h: 2.0 * SIGN }, at);
        }
    }

    /// The risks of a cell, each with its place among all.
    fn in_cell(&self, column: usize, row: usize) -> impl Iterator<Item = (usize, &'a Risk)> {
        let risks = self.chart.risks.iter().enumerate();
        risks.filter(move |(_, risk)| risk.impact == Some(column) && risk.probability == Some(row))
    }

    fn per_line(&self) -> usize {
        (((self.cell - 5.0) / STEP) as usize).max(1)
    }

    fn lines(&self, signs: usize) -> usize {
        signs.div_ceil(self.per_line())
    }

    fn x(&self, column: usize) -> f64 {
        self.left + (column as f64 - 1.0) * self.cell
    }

    fn name_columns(&self, block: &mut Block, top: f64) -> f64 {
        let mut bottom = top;
        for (column, level) in (1..).zip(&self.chart.impact.levels) {
            let centre = self.x(column) + self.cell / 2.0;
            for (line, words) in (1..).map(f64::from).zip(SMALL.wrap(level, self.cell - 4.0)) {
                block.text((centre, top + line * SMALL.leading()), Anchor::Middle, SMALL, &words);
                bottom = bottom.max(top + line * SMALL.leading() + 6.0);
            }
        }
        bottom
    }
}

fn axis_title(block: &mut Block, top: f64, scale: &Scale, class: &str, arrow: &str) -> f64 {
    block.path((6.0, top + 15.0), class, arrow);
    block.paragraph((18.0, top), COLUMN - 18.0, SMALL, &scale.title.as_str().into()) + 4.0
}

/// A risk's number in a disc; where the stated score differs, in a square turned on its corner.
fn sign(block: &mut Block, risk: &Risk, (x, y): (f64, f64)) {
    if risk.differs.is_some() {
        block.path((x, y - 15.0), "risk differs", "l15 15-15 15-15-15z");
    } else {
        block.path((x - SIGN, y), "risk", "a13 13 0 1 1 26 0a13 13 0 1 1-26 0z");
    }
    block.extend_to(y + SIGN + 2.0);
    let style = super::text::Style { class: "on-risk", ..STRONG };
    block.text((x, y + 5.0), Anchor::Middle, style, &risk.number);
}

fn list(chart: &RiskMatrix) -> Block {
    let mut block = Block::default();
    let mut top = 0.0;
    for (at, risk) in chart.risks.iter().enumerate() {
        sign(&mut block, risk, (15.0, top + 16.0));
        let first = top;
        let mut bottom = block.paragraph((38.0, top + 6.0), COLUMN - 38.0, LABEL, &risk.label);
        for note in risk.differs.iter().chain(unplaced(chart, risk)) {
            bottom = block.paragraph((38.0, bottom), COLUMN - 38.0, SMALL, &note.as_str().into());
        }
        top = (bottom + 6.0).max(top + 36.0);
        block.says_in(Rect { x: 0.0, y: first, w: COLUMN, h: top - first }, at);
    }
    block
}

/// What is said of a risk that the grid does not hold.
fn unplaced<'a>(chart: &'a RiskMatrix, risk: &Risk) -> Option<&'a String> {
    let holds = |step: Option<usize>, scale: &Scale| step.is_some_and(|step| (1..=scale.levels.len()).contains(&step));
    let placed = holds(risk.impact, &chart.impact) && holds(risk.probability, &chart.probability);
    (!placed).then_some(&chart.unplaced)
}
