//! A chart that leaves its page: one SVG with everything inside, and around the chart what it shows, whose figures
//! these are, as of when, and where to find it.

use super::sheet::{Layout, Sheet};
use super::svg::{Block, escape, number};
use super::text::{LABEL, Style};
use super::{fragment, sheet};
use crate::site::chart::{Chart, Label};
use crate::site::takeaway::Takeaway;
use std::fmt::Write;

/// Around everything.
const MARGIN: f64 = 28.0;
/// Between the words at the head, the chart and the words at the foot.
const GAP: f64 = 20.0;
/// A chart of one column is shown larger, so that the words around it have room.
const ENLARGED: f64 = 1.25;
/// From the name of a fact to what it says.
const FACT_GAP: f64 = 14.0;

const TITLE: Style = Style { class: "title", size: 21.0, weight: 1.1 };
const OF: Style = Style { class: "of", ..LABEL };
const FACT: Style = Style { class: "fact", size: 13.0, weight: 1.0 };
const FACT_NAME: Style = Style { class: "fact-name", ..FACT };
const FACT_CODE: Style = Style { class: "fact-code", weight: 1.1, ..FACT };

/// A picture and its size.
#[derive(Debug, Clone)]
pub struct Picture {
    /// The SVG.
    pub svg: String,
    /// Width in units, which are pixels at the usual size.
    pub width: f64,
    /// Height in units.
    pub height: f64,
    /// Height of the chart alone.
    pub chart_height: f64,
}

/// Draws a chart with what goes with it. `lang` is the language of its words, `style` what [`super::colours::style`]
/// gives.
pub fn picture(chart: &Chart, take: &Takeaway, lang: &str, style: &str) -> Picture {
    let sheet = sheet(chart);
    let (layout, scale) = if sheet.has_wide() { (Layout::Wide, 1.0) } else { (Layout::Narrow, ENLARGED) };
    let (chart_width, chart_height) = sheet.size(layout);
    let content = (chart_width * scale).ceil();
    let (head, foot) = (head(take, content), foot(take, content));
    let top = MARGIN + head.height() + GAP;
    let bottom = top + (chart_height * scale).ceil() + GAP;
    let (width, height) = (content + 2.0 * MARGIN, bottom + foot.height() + MARGIN);
    let mut svg = open(chart, take, (lang, style), (width, height));
    place(&mut svg, &head, MARGIN);
    body(&mut svg, &sheet, layout, (top, scale));
    place(&mut svg, &foot, bottom);
    svg.push_str("</svg>\n");
    Picture { svg, width, height, chart_height: chart_height * scale }
}

fn open(chart: &Chart, take: &Takeaway, (lang, style): (&str, &str), (width, height): (f64, f64)) -> String {
    let (width, height) = (number(width), number(height));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" lang=\"{lang}\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"title desc\">\n\
         <title id=\"title\">{} — {}</title>\n<desc id=\"desc\">{}</desc>\n<style>{style}</style>\n\
         <path fill=\"#fff\" d=\"M0 0h{width}v{height}H0z\"/>\n",
        escape(chart.title()),
        escape(&take.of.text),
        escape(chart.description()),
    )
}

/// What the chart shows, and of what.
fn head(take: &Takeaway, width: f64) -> Block {
    let mut block = Block::default();
    let bottom = block.paragraph((0.0, 0.0), width, TITLE, &take.title.as_str().into());
    block.paragraph((0.0, bottom + 2.0), width, OF, &take.of.clone().into());
    block
}

/// A line, and below it the facts: names on the left, what they say beside them.
fn foot(take: &Takeaway, width: f64) -> Block {
    let mut block = Block::default();
    block.path((0.0, 0.5), "track", format!("h{}", number(width)));
    let widest = take.facts.iter().map(|fact| FACT_NAME.width(&fact.label)).fold(0.0, f64::max);
    let names = widest.min(width / 3.0).ceil();
    let left = names + FACT_GAP;
    let mut top = 14.0;
    for fact in &take.facts {
        let style = if fact.kind == "code" { FACT_CODE } else { FACT };
        let mut bottom = block.paragraph((0.0, top), names, FACT_NAME, &fact.label.as_str().into());
        let mut next = top;
        for value in &fact.values {
            next = block.paragraph((left, next), width - left, style, &Label::from(value.clone()));
        }
        bottom = bottom.max(next);
        top = bottom + 3.0;
    }
    block
}

fn place(out: &mut String, block: &Block, top: f64) {
    // Writing into a string cannot fail.
    let _ = write!(out, "<g transform=\"translate({} {})\">", number(MARGIN), number(top));
    block.write(out, "", None);
    out.push_str("</g>\n");
}

fn body(out: &mut String, sheet: &Sheet, layout: Layout, (top, scale): (f64, f64)) {
    let id = fragment("p");
    let patterns: String = sheet.patterns().into_iter().map(|pattern| pattern.definition(&id)).collect();
    if !patterns.is_empty() {
        let _ = writeln!(out, "<defs>{patterns}</defs>");
    }
    let larger = if scale == 1.0 { String::new() } else { format!(" scale({})", number(scale)) };
    let _ = write!(out, "<g transform=\"translate({} {}){larger}\">", number(MARGIN), number(top));
    sheet.write_alone(out, &id, layout);
    out.push_str("</g>\n");
}
