//! Charts become SVG at build time.
//!
//! A chart's data (`site::chart`) is laid out as a `Sheet` of blocks by the file that carries its name; here the
//! sheet becomes markup. There is no script, no style attribute and no reference to the outside; colours are classes
//! that `charts.css` knows; every colour that carries a meaning has a pattern or a shape of its own.
//!
//! To add a chart: its data and table in `site/chart/`, its drawing here in a file with `pub fn sheet`, a line in
//! `sheet`, and samples in `samples.rs`; the tests then walk them.

mod bars;
pub mod colours;
mod demographics;
mod glyph;
mod ink;
mod key;
mod month_plan;
mod months;
mod picture;
mod progress;
mod publications;
mod reach;
mod resources;
mod risk_matrix;
mod scale;
mod sheet;
mod states;
mod svg;
mod targets;
mod text;

#[cfg(test)]
mod palette;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;

use crate::site::chart::{Chart, Label};
pub use picture::{Picture, picture};
use sheet::{COLUMN, Layout, Sheet};
use std::fmt::Write;
pub use svg::escape;
use svg::{Block, number};
pub use text::Style;

/// The chart as markup for a page: `<div class="chart">` with the picture for a narrow place and, if the chart gains by
/// more width, the one for a wide place. The style sheet shows one of them; to a screen reader it is one image with
/// the chart's title and description. `id` must be unique on the page; all ids inside begin with it.
pub fn svg(chart: &Chart, id: &str) -> String {
    let id = fragment(id);
    let sheet = sheet(chart);
    let mut out = String::from("<div class=\"chart\">");
    narrow(&mut out, chart, &sheet, &id);
    if sheet.has_wide() {
        open(&mut out, "chart-wide", &id, sheet.size(Layout::Wide));
        sheet.write_wide(&mut out, &id);
        out.push_str("</svg>");
    }
    out.push_str("</div>");
    out
}

fn narrow(out: &mut String, chart: &Chart, sheet: &Sheet, id: &str) {
    open(out, "chart-narrow", id, sheet.size(Layout::Narrow));
    // Writing into a string cannot fail.
    let _ = write!(out, "<title id=\"{id}-title\">{}</title>", escape(chart.title()));
    let _ = write!(out, "<desc id=\"{id}-desc\">{}</desc>", escape(chart.description()));
    let patterns: String = sheet.patterns().into_iter().map(|pattern| pattern.definition(id)).collect();
    if !patterns.is_empty() {
        let _ = write!(out, "<defs>{patterns}</defs>");
    }
    sheet.write_narrow(out, id);
    out.push_str("</svg>");
}

fn open(out: &mut String, class: &str, id: &str, (width, height): (f64, f64)) {
    let (width, height) = (number(width), number(height.max(1.0)));
    let _ = write!(
        out,
        "<svg class=\"{class}\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\" viewBox=\"0 0 {width} {height}\">"
    );
}

/// Lays a chart out. One without any row says its description.
fn sheet(chart: &Chart) -> Sheet {
    let sheet = match chart {
        Chart::Progress(chart) => progress::sheet(chart),
        Chart::States(chart) => states::sheet(chart),
        Chart::Demographics(chart) => demographics::sheet(chart),
        Chart::Resources(chart) => resources::sheet(chart),
        Chart::RiskMatrix(chart) => risk_matrix::sheet(chart),
        Chart::Targets(chart) => targets::sheet(chart),
        Chart::MonthPlan(chart) => month_plan::sheet(chart),
        Chart::Publications(chart) => publications::sheet(chart),
        Chart::Reach(chart) => reach::sheet(chart),
    };
    if sheet.is_empty() { said(chart.description()) } else { sheet }
}

fn said(words: &str) -> Sheet {
    let mut sheet = Sheet::default();
    let mut block = Block::default();
    block.paragraph((0.0, 0.0), COLUMN, text::LABEL, &Label::from(words));
    sheet.single(block, 0.0);
    sheet
}

/// The id without the characters that an address, an attribute or a list of ids gives a meaning to.
fn fragment(id: &str) -> String {
    id.chars().map(|letter| if letter.is_alphanumeric() || "-_.".contains(letter) { letter } else { '-' }).collect()
}
