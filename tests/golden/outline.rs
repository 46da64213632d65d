//! A page as lines of text: every word that a reader gets, no style.
//!
//! | line | stands for |
//! |---|---|
//! | `## …` | a heading |
//! | `- …` | an item of a list |
//! | `a \| b` | a row of a table |
//! | `term: …` | a term and what is said of it |
//! | `! …` | a note |
//! | `(chart) …` | a picture made of lines: its title and description |
//!
//! `[#id]` before a line: its permanent address; `{ky}`: it is in this language; `words <address>`: a link.

use scraper::node::Element;
use scraper::{ElementRef, Html, Node, Selector};

/// Elements that stand in a line of text.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "br", "cite", "code", "em", "i", "img", "mark", "picture", "q", "s", "small", "span", "strong",
    "sub", "sup", "svg", "time",
];

/// The outline of a page. The home page is told with its header and footer, every other page without.
pub fn outline(html: &str) -> String {
    let page = Html::parse_document(html);
    let mut lines = head(&page);
    let is_home = first(&page, "body.kind-home").is_some();
    if let Some(body) = first(&page, if is_home { "body" } else { "main" }) {
        block(body, &mut lines);
    }
    lines.iter().map(|line| format!("{line}\n")).collect()
}

fn first<'p>(page: &'p Html, selector: &str) -> Option<ElementRef<'p>> {
    page.select(&Selector::parse(selector).unwrap()).next()
}

/// What the page says of itself to browsers and search machines.
fn head(page: &Html) -> Vec<String> {
    let attribute = |selector: &str, name: &str| first(page, selector).and_then(|it| it.attr(name)).unwrap_or_default();
    let title = first(page, "title").map(inline).unwrap_or_default();
    let mut lines = vec![
        format!("title: {title}"),
        format!("description: {}", attribute("meta[name=description]", "content")),
        format!("language: {}", attribute("html", "lang")),
        format!("canonical: {}", attribute("link[rel=canonical]", "href")),
    ];
    let alternates = Selector::parse("link[rel=alternate][hreflang]").unwrap();
    let other = |link: ElementRef<'_>| Some(format!("{}: {}", link.attr("hreflang")?, link.attr("href")?));
    lines.extend(page.select(&alternates).filter_map(other));
    let tag = |name: &str| {
        let value = attribute(&format!("meta[property='og:{name}'], meta[name='twitter:{name}']"), "content");
        Some(format!("{name}: {value}")).filter(|_| !value.is_empty())
    };
    lines.extend(["type", "url", "locale", "image", "image:alt", "card"].iter().filter_map(|name| tag(name)));
    lines.push(String::new());
    lines
}

/// Adds the lines of an element that is no part of a line.
fn block(element: ElementRef<'_>, lines: &mut Vec<String>) {
    let from = lines.len();
    match element.value().name() {
        "script" | "style" | "template" => {}
        // What a script shows when it is there.
        _ if element.value().attr("hidden").is_some() => {}
        "tr" => lines.push(row(element)),
        name => {
            children(element, lines);
            mark(name, &mut lines[from..]);
        }
    }
    if lines.len() > from {
        lines[from] = format!("{}{}", marks(element.value()), lines[from]);
    }
}

/// The lines of what is inside: text runs together until the next block.
fn children(element: ElementRef<'_>, lines: &mut Vec<String>) {
    let mut run = String::new();
    for child in element.children() {
        match (child.value(), ElementRef::wrap(child)) {
            (Node::Text(text), _) => run.push_str(text),
            (_, Some(child)) if INLINE.contains(&child.value().name()) => run.push_str(&inline_element(child)),
            (_, Some(child)) => {
                flush(&mut run, lines);
                block(child, lines);
            }
            _ => {}
        }
    }
    flush(&mut run, lines);
}

fn flush(run: &mut String, lines: &mut Vec<String>) {
    let line = tidy(run);
    if !line.is_empty() {
        lines.push(line);
    }
    run.clear();
}

/// What kind of line it is.
fn mark(name: &str, lines: &mut [String]) {
    let level = name.strip_prefix('h').and_then(|level| level.parse::<usize>().ok());
    let (first, rest) = match name {
        "li" => ("- ", "  "),
        "dd" => ("  ", "  "),
        "figcaption" | "caption" | "summary" => ("> ", "> "),
        _ => ("", ""),
    };
    for (at, line) in lines.iter_mut().enumerate() {
        match level {
            Some(level) => *line = format!("{} {line}", "#".repeat(level)),
            None => *line = format!("{}{line}", if at == 0 { first } else { rest }),
        }
        if name == "dt" {
            line.push(':');
        }
    }
}

/// The permanent address, the language, and whether it is a note.
fn marks(element: &Element) -> String {
    let id = element.attr("id").filter(|id| *id != "main" && !id.starts_with("chart-")).map(|id| format!("[#{id}] "));
    let lang = element.attr("lang").map(|lang| format!("{{{lang}}} "));
    let note = (element.attr("role") == Some("note")).then(|| "! ".to_owned());
    [id, lang, note].into_iter().flatten().collect()
}

fn row(row: ElementRef<'_>) -> String {
    let cells = row.children().filter_map(ElementRef::wrap).map(|cell| {
        let mut lines = Vec::new();
        block(cell, &mut lines);
        let lines: Vec<&str> = lines.iter().map(|line| line.trim()).collect();
        lines.join(" / ").replace(": / ", ": ")
    });
    cells.collect::<Vec<_>>().join(" | ")
}

/// The words of an element, in one line.
fn inline(element: ElementRef<'_>) -> String {
    let mut words = String::new();
    for child in element.children() {
        match (child.value(), ElementRef::wrap(child)) {
            (Node::Text(text), _) => words.push_str(text),
            (_, Some(child)) => words.push_str(&inline_element(child)),
            _ => {}
        }
    }
    tidy(&words)
}

fn inline_element(element: ElementRef<'_>) -> String {
    let value = element.value();
    let own = |text: String| format!("{}{text}", marks(value));
    match value.name() {
        _ if value.attr("hidden").is_some() => String::new(),
        "br" => " / ".to_owned(),
        "svg" => chart(element),
        "img" => own(format!(
            "(picture) {} <{}>",
            value.attr("alt").unwrap_or_default(),
            value.attr("src").unwrap_or_default()
        )),
        // A link to the place itself: the place is told already.
        "a" if value.classes().any(|class| class == "permalink") => String::new(),
        "a" => own(format!("{} <{}>", spaced(element), value.attr("href").unwrap_or_default())),
        "time" => own(format!("{} ({})", inline(element), value.attr("datetime").unwrap_or_default())),
        _ => own(spaced(element)),
    }
}

/// The words with the spaces at both ends, which may part them from their neighbours.
fn spaced(element: ElementRef<'_>) -> String {
    let text: String = element.text().collect();
    let edge = |at_edge: bool| if at_edge { " " } else { "" };
    let starts = text.starts_with([' ', '\n']);
    let ends = text.ends_with([' ', '\n']);
    format!("{}{}{}", edge(starts), inline(element), edge(ends))
}

/// Title and description. Drawings without a title are ornaments, or a second one for another width.
fn chart(element: ElementRef<'_>) -> String {
    let part = |name: &str| {
        let part = element.children().filter_map(ElementRef::wrap).find(|it| it.value().name() == name);
        part.map(inline)
    };
    part("title").map_or_else(String::new, |title| format!("(chart) {title}. {}", part("desc").unwrap_or_default()))
}

/// Runs of spaces and line ends are one space; spaces that hold words together stay.
fn tidy(text: &str) -> String {
    let words = text.split([' ', '\n', '\t']).filter(|word| !word.is_empty() && *word != "\u{a0}");
    words.collect::<Vec<_>>().join(" ").trim_matches('\u{a0}').to_owned()
}
