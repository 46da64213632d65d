//! An axis of months, which plans and publications share.

use super::sheet::COLUMN;
use super::svg::{Anchor, Block};
use super::text::{SMALL, STRONG};
use crate::site::chart::Month;

/// Steps between the months that are named.
const STEPS: [usize; 5] = [1, 2, 3, 6, 12];

/// Names as many months as fit below `top`, and below them the years.
pub fn axis(block: &mut Block, months: &[&Month], top: f64) {
    let cell = COLUMN / months.len().max(1) as f64;
    let widest = months.iter().map(|month| SMALL.width(&month.written)).fold(0.0, f64::max);
    let step = STEPS.into_iter().find(|step| *step as f64 * cell >= widest);
    let years = years(months);
    for year in &years {
        let skipped = year.skipped(step.unwrap_or(1));
        for (index, month) in year.months(months).skip(skipped).step_by(step.unwrap_or(usize::MAX)) {
            let x = (index as f64 + 0.5) * cell;
            block.text((inside(x, SMALL.width(&month.written)), top + 16.0), Anchor::Middle, SMALL, &month.written);
        }
    }
    let below = if step.is_some() { top + 35.0 } else { top + 16.0 };
    name_years(block, &years, cell, below);
}

/// The x that keeps a centred text of this width within the column.
fn inside(x: f64, width: f64) -> f64 {
    x.min(COLUMN - width / 2.0).max(width / 2.0)
}

/// Draws a line where a year begins and names the years that are wide enough.
fn name_years(block: &mut Block, years: &[Year<'_>], cell: f64, baseline: f64) {
    for year in years {
        let x = year.first as f64 * cell;
        if x > 0.0 {
            block.path((x, baseline - 13.0), "axis", "v16");
        }
        let start = if x > 0.0 { x + 4.0 } else { 0.0 };
        if start + STRONG.width(year.name) <= x + cell * year.length as f64 || years.len() == 1 {
            block.text((start, baseline), Anchor::Start, STRONG, year.name);
        }
    }
}

/// A run of months of one year.
pub struct Year<'a> {
    /// The year, written.
    pub name: &'a str,
    /// Place of its first month.
    pub first: usize,
    length: usize,
    is_last: bool,
}

impl Year<'_> {
    /// How many months come before the first one that is named when only each `step`th is. A year that the axis
    /// enters in its midst is counted from its end, so that its names do not run into those of the next.
    fn skipped(&self, step: usize) -> usize {
        if self.is_last { 0 } else { self.length % step }
    }

    fn months<'a>(&self, months: &'a [&'a Month]) -> impl Iterator<Item = (usize, &'a Month)> {
        months.iter().copied().enumerate().skip(self.first).take(self.length)
    }
}

/// The years of the months, in their order.
pub fn years<'a>(months: &[&'a Month]) -> Vec<Year<'a>> {
    let mut years: Vec<Year<'a>> = Vec::new();
    for (first, month) in months.iter().enumerate() {
        match years.last_mut() {
            Some(year) if year.name == month.year => year.length += 1,
            _ => years.push(Year { name: &month.year, first, length: 1, is_last: false }),
        }
    }
    if let Some(year) = years.last_mut() {
        year.is_last = true;
    }
    years
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_runs_of_months() {
        let months: Vec<Month> = [("Nov", "2020"), ("Dec", "2020"), ("Jan", "2021")]
            .into_iter()
            .map(|(written, year)| Month { written: written.into(), year: year.into() })
            .collect();
        let months: Vec<&Month> = months.iter().collect();
        let years: Vec<_> = years(&months).iter().map(|year| (year.name, year.first, year.length)).collect();
        assert_eq!(years, [("2020", 0, 2), ("2021", 2, 1)]);
    }
}
