//! A small writer of SVG: what a block of a drawing consists of, and how it becomes text.
//!
//! Everything that comes from outside is escaped here and nowhere else.

use super::ink::{Ink, Pattern, UNKNOWN};
use super::sheet::COLUMN;
use super::text::{SMALL, Style};
use crate::site::chart::Label;
use std::collections::BTreeSet;
use std::fmt::Write;

/// A part of a chart that is laid out as a whole. Its origin is its upper left corner.
#[derive(Debug, Clone, Default)]
pub struct Block {
    shapes: Vec<Shape>,
    areas: Vec<Area>,
    height: f64,
}

/// Where a chart says what a row of its table says.
#[derive(Debug, Clone, Copy)]
struct Area {
    row: usize,
    /// `None`: the whole block.
    rect: Option<Rect>,
}

/// A rectangle: left, top, width, height.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Width.
    pub w: f64,
    /// Height.
    pub h: f64,
}

/// Where a text stands relative to its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// It begins there.
    Start,
    /// It is centred there.
    Middle,
    /// It ends there.
    End,
}

/// Between a figure and what stands behind it.
pub const ASIDE: f64 = 7.0;

/// A pattern is seen from this width on; below it would only eat up the colour.
const PATTERNED: f64 = 7.0;

#[derive(Debug, Clone)]
struct Shape {
    x: f64,
    y: f64,
    form: Form,
}

#[derive(Debug, Clone)]
enum Form {
    Text { style: Style, anchor: Anchor, words: String, lang: Option<String>, aside: String },
    Path { class: String, steps: String },
    Patterned { pattern: Pattern, steps: String },
}

impl Block {
    /// The height that its shapes need, in whole units, so that blocks stand on whole units.
    pub fn height(&self) -> f64 {
        self.height.ceil()
    }

    /// Makes the block at least this high.
    pub fn extend_to(&mut self, bottom: f64) {
        self.height = self.height.max(bottom);
    }

    /// One line of words with its baseline at `y`, cut where it would leave the block.
    pub fn text(&mut self, (x, y): (f64, f64), anchor: Anchor, style: Style, words: &str) {
        let x = x.clamp(0.0, COLUMN);
        let room = match anchor {
            Anchor::Start => COLUMN - x,
            Anchor::Middle => 2.0 * x.min(COLUMN - x),
            Anchor::End => x,
        };
        self.line((x, y), anchor, style, &style.cut(words, room), None);
    }

    /// A figure with its baseline at `y`, and behind it, if there is room, what is less prominent.
    pub fn figure(&mut self, (x, y): (f64, f64), style: Style, words: &str, aside: &str) {
        self.text((x, y), Anchor::Start, style, words);
        let room = COLUMN - x - style.width(words) - ASIDE;
        if let Some(Shape { form: Form::Text { aside: behind, .. }, .. }) = self.shapes.last_mut() {
            *behind = SMALL.cut(aside, room.max(0.0)).into_owned();
        }
    }

    fn line(&mut self, (x, y): (f64, f64), anchor: Anchor, style: Style, words: &str, lang: Option<&str>) {
        if words.is_empty() {
            return;
        }
        self.extend_to(y + (style.size * 0.3).round());
        let lang = lang.map(str::to_owned);
        let form = Form::Text { style, anchor, words: words.to_owned(), lang, aside: String::new() };
        self.shapes.push(Shape { x: x.round(), y: y.round(), form });
    }

    /// Words in as many lines as `width` needs, the first below `top`. Gives the bottom.
    pub fn paragraph(&mut self, (x, top): (f64, f64), width: f64, style: Style, words: &Label) -> f64 {
        let lines = style.wrap(&words.text, width);
        let mut baseline = top + style.size;
        for line in &lines {
            self.line((x, baseline), Anchor::Start, style, line, words.lang.as_deref());
            baseline += style.leading();
        }
        baseline - style.size
    }

    /// A path from (x, y) in relative steps, styled by class.
    pub fn path(&mut self, (x, y): (f64, f64), class: &str, steps: impl Into<String>) {
        let form = Form::Path { class: class.to_owned(), steps: steps.into() };
        self.shapes.push(Shape { x, y, form });
    }

    /// A line across the block, with room around it.
    pub fn rule(&mut self) {
        self.path((0.0, 4.0), "track", format!("h{COLUMN}"));
        self.extend_to(8.0);
    }

    /// A rectangle styled by class.
    pub fn rect(&mut self, rect: Rect, class: &str) {
        self.extend_to(rect.y + rect.h);
        self.path((rect.x, rect.y), class, rect.steps());
    }

    /// A rectangle in an ink: its colour and, over it, its pattern, unless it is too narrow to show one. What is unknown
    /// has the colour of the ground, which need not be drawn.
    pub fn inked(&mut self, rect: Rect, ink: Ink) {
        if ink != UNKNOWN || rect.w < PATTERNED {
            self.rect(rect, ink.class);
        }
        self.extend_to(rect.y + rect.h);
        if let Some(pattern) = ink.pattern.filter(|_| rect.w >= PATTERNED) {
            let form = Form::Patterned { pattern, steps: rect.steps() };
            self.shapes.push(Shape { x: rect.x, y: rect.y, form });
        }
    }

    /// The whole block says what this row of the chart's table says.
    pub fn says(mut self, row: usize) -> Self {
        self.areas.push(Area { row, rect: None });
        self
    }

    /// This part of the block says what that row of the chart's table says.
    pub fn says_in(&mut self, rect: Rect, row: usize) {
        self.areas.push(Area { row, rect: Some(rect) });
    }

    /// The areas by which scripts find what the pointer is on: `row x y width height`, from the corner of the block, or
    /// only the row for the whole block. Nothing where there is none.
    pub fn rows(&self) -> String {
        let written = |area: &Area| match area.rect {
            Some(rect) => {
                let place = [rect.x, rect.y, rect.w, rect.h].map(number);
                format!("{} {}", area.row, place.join(" "))
            }
            None => area.row.to_string(),
        };
        let areas: Vec<String> = self.areas.iter().filter(|_| self.height > 0.0).map(written).collect();
        attribute("data-rows", &areas.join(","))
    }

    /// Patterns that the shapes use.
    pub fn patterns(&self) -> BTreeSet<Pattern> {
        self.shapes
            .iter()
            .filter_map(|shape| match shape.form {
                Form::Patterned { pattern, .. } => Some(pattern),
                _ => None,
            })
            .collect()
    }

    /// Whether there is anything in it.
    pub fn is_drawn(&self) -> bool {
        !self.shapes.is_empty()
    }

    /// Writes the shapes; `id` is the prefix of the patterns' ids, `around` the language that the element around them
    /// states.
    pub fn write(&self, out: &mut String, id: &str, around: Option<&str>) {
        for shape in &self.shapes {
            shape.write(out, id, around);
        }
    }

    /// The language of all its words, if it is one and not the page's.
    pub fn lang(&self) -> Option<&str> {
        let mut languages = self.shapes.iter().filter_map(|shape| match &shape.form {
            Form::Text { lang, .. } => Some(lang.as_deref()),
            _ => None,
        });
        let first = languages.next()??;
        languages.all(|lang| lang == Some(first)).then_some(first)
    }
}

impl Shape {
    fn write(&self, out: &mut String, id: &str, around: Option<&str>) {
        let (x, y) = (number(self.x), number(self.y));
        // Writing into a string cannot fail.
        let _ = match &self.form {
            Form::Text { style, anchor, words, lang, aside } => write!(
                out,
                "<text{}{}{} y=\"{y}\">{}{}</text>",
                attribute("class", format!("{} {}", style.class, anchor.class()).trim()),
                attribute("lang", lang.as_deref().filter(|lang| Some(*lang) != around).unwrap_or_default()),
                attribute("x", if x == "0" { "" } else { &x }),
                escape(words),
                behind(aside)
            ),
            Form::Path { class, steps } => {
                write!(out, "<path{} d=\"M{x} {y}{steps}\"/>", attribute("class", class))
            }
            Form::Patterned { pattern, steps } => {
                write!(out, "<path fill=\"url(#{id}-{})\" d=\"M{x} {y}{steps}\"/>", pattern.name())
            }
        };
    }
}

impl Rect {
    /// From its upper left corner, and back to its left edge.
    fn steps(&self) -> String {
        format!("h{}v{}H{}z", number(self.w), number(self.h), number(self.x))
    }
}

impl Anchor {
    /// Class in `charts.css`.
    fn class(self) -> &'static str {
        match self {
            Self::Start => "",
            Self::Middle => "centred",
            Self::End => "end",
        }
    }
}

fn behind(aside: &str) -> String {
    let class = SMALL.class;
    if aside.is_empty() {
        String::new()
    } else {
        format!("<tspan class=\"{class}\" dx=\"{ASIDE}\">{}</tspan>", escape(aside))
    }
}

/// ` name="value"`, or nothing if there is no value.
pub fn attribute(name: &str, value: &str) -> String {
    if value.is_empty() { String::new() } else { format!(" {name}=\"{}\"", escape(value)) }
}

/// A number with at most one decimal, the same on every machine. What is not a number is 0.
pub fn number(value: f64) -> String {
    let rounded = (value.clamp(-1e6, 1e6) * 10.0).round() / 10.0;
    if rounded == 0.0 || rounded.is_nan() { "0".to_owned() } else { rounded.to_string() }
}

/// Text for an element or an attribute, in HTML as in XML; control characters, which XML forbids, are dropped.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\n' | '\t' => escaped.push(' '),
            '\u{fffe}' | '\u{ffff}' => {}
            letter if letter.is_control() => {}
            letter => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_always_numbers() {
        assert_eq!(number(1.0 / 3.0), "0.3");
        assert_eq!(number(12.0), "12");
        assert_eq!(number(-0.01), "0");
        assert_eq!(number(f64::NAN), "0");
        assert_eq!(number(f64::INFINITY), "1000000");
    }

    #[test]
    fn nothing_from_outside_becomes_markup() {
        assert_eq!(escape("<a href=\"x\">'&\u{0}\u{8}\n"), "&lt;a href=&quot;x&quot;&gt;&#39;&amp; ");
    }
}
