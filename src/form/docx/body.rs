//! `word/document.xml`: what stands on the pages.

use crate::form::{Block, Cell, Column, Form, Section, Table};
use crate::output::export::xml::Element;
use crate::site::Passage;

/// The text between the margins, in twentieths of a point: 21 cm less 3 and 1.5 cm; lying, 29.7 cm less twice 2 cm.
const UPRIGHT: usize = 9355;
const LYING: usize = 14_570;

/// The root of the document.
pub(super) fn body(form: &Form) -> Element {
    let title = [styled("Title", &form.title.clone().into()), styled("Subtitle", &form.subject)];
    let last = form.sections.len().saturating_sub(1);
    let sections = form.sections.iter().enumerate();
    let sections = sections.flat_map(|(at, section)| of_section(section, (at == last).then_some(form)));
    let body = Element::new("w:body").holding(title).holding(sections);
    Element::new("w:document")
        .with("xmlns:w", super::package::WORD)
        .with("xmlns:r", super::package::LINKS)
        .holding([body])
}

/// The blocks of a section and, behind the last one, what is to be signed.
fn of_section(section: &Section, end_of: Option<&Form>) -> Vec<Element> {
    let width = if section.landscape { LYING } else { UPRIGHT };
    let mut elements: Vec<Element> = section.blocks.iter().flat_map(|block| of_block(block, width)).collect();
    match end_of {
        Some(form) => {
            elements.extend(form.marks.iter().map(|mark| styled("Mark", &mark.clone().into())));
            elements.extend(form.signatures.iter().map(|line| styled("Signature", &line.clone().into())));
            elements.push(pages(section));
        }
        None => elements.push(Element::new("w:p").holding([Element::new("w:pPr").holding([pages(section)])])),
    }
    elements
}

/// Size, margins and footer of the pages of a section.
fn pages(section: &Section) -> Element {
    let size = Element::new("w:pgSz");
    let (size, left, right) = if section.landscape {
        (size.with("w:w", "16838").with("w:h", "11906").with("w:orient", "landscape"), "1134", "1134")
    } else {
        (size.with("w:w", "11906").with("w:h", "16838"), "1701", "850")
    };
    let margins = Element::new("w:pgMar").with("w:top", "1134").with("w:right", right).with("w:bottom", "1134");
    let margins = margins.with("w:left", left).with("w:header", "567").with("w:footer", "567").with("w:gutter", "0");
    let footer = Element::new("w:footerReference").with("w:type", "default").with("r:id", super::package::FOOTER);
    Element::new("w:sectPr").holding([footer, size, margins])
}

fn of_block(block: &Block, width: usize) -> Vec<Element> {
    match block {
        Block::Heading { level, text } => vec![styled(if *level == 1 { "Heading1" } else { "Heading2" }, text)],
        Block::Paragraph { text } => vec![styled("Normal", text)],
        Block::Item { text } => vec![item(text)],
        // Two tables without a paragraph between would become one.
        Block::Table(table) => vec![of_table(table, width), styled("Gap", &Passage::default())],
    }
}

/// A paragraph of this style.
pub(super) fn styled(style: &str, text: &Passage) -> Element {
    let properties = Element::new("w:pPr").holding([Element::new("w:pStyle").with("w:val", style)]);
    Element::new("w:p").holding([properties]).holding(run(text))
}

fn item(text: &Passage) -> Element {
    let level = Element::new("w:ilvl").with("w:val", "0");
    let list = Element::new("w:numPr").holding([level, Element::new("w:numId").with("w:val", "1")]);
    let properties = Element::new("w:pPr").holding([Element::new("w:pStyle").with("w:val", "Normal"), list]);
    Element::new("w:p").holding([properties]).holding(run(text))
}

fn run(text: &Passage) -> Option<Element> {
    if text.text.trim().is_empty() {
        return None;
    }
    let language = text.lang.map(|lang| {
        let lang = Element::new("w:lang").with("w:val", super::package::locale(lang));
        Element::new("w:rPr").holding([lang])
    });
    Some(Element::new("w:r").holding(language).holding([Element::text("w:t", &text.text)]))
}

fn of_table(table: &Table, width: usize) -> Element {
    let whole: usize = table.columns.iter().map(|column| column.width).sum::<usize>().max(1);
    let widths: Vec<String> = table.columns.iter().map(|it| (it.width * width / whole).to_string()).collect();
    let grid = widths.iter().map(|width| Element::new("w:gridCol").with("w:w", width.clone()));
    let heads = table.with_heads().then(|| heads(table, &widths));
    let rows = table.rows.iter().map(|row| of_row(table, row, &widths));
    Element::new("w:tbl")
        .holding([properties(table, width), Element::new("w:tblGrid").holding(grid)])
        .holding(heads)
        .holding(rows)
}

fn properties(table: &Table, width: usize) -> Element {
    let first_column = if table.with_heads() { "0" } else { "1" };
    let look = Element::new("w:tblLook").with("w:firstRow", if table.with_heads() { "1" } else { "0" });
    let look = look.with("w:firstColumn", first_column).with("w:noVBand", "1").with("w:noHBand", "1");
    Element::new("w:tblPr").holding([
        Element::new("w:tblStyle").with("w:val", "Form"),
        Element::new("w:tblW").with("w:w", width.to_string()).with("w:type", "dxa"),
        Element::new("w:tblLayout").with("w:type", "fixed"),
        look,
        Element::new("w:tblCaption").with("w:val", table.title.clone()),
    ])
}

/// The row of heads, which Word repeats on each page.
fn heads(table: &Table, widths: &[String]) -> Element {
    let properties = Element::new("w:trPr").holding([Element::new("w:cantSplit"), Element::new("w:tblHeader")]);
    let cells = table.columns.iter().zip(widths).map(|(column, width)| {
        Element::new("w:tc").holding([cell_properties(width, None), styled("TableHead", &column.head.clone().into())])
    });
    Element::new("w:tr").holding([properties]).holding(cells)
}

fn of_row(table: &Table, row: &[Cell], widths: &[String]) -> Element {
    let cells = row.iter().zip(&table.columns).zip(widths).map(|((cell, column), width)| of_cell(cell, column, width));
    let properties = Element::new("w:trPr").holding([Element::new("w:cantSplit")]);
    Element::new("w:tr").holding([properties]).holding(cells)
}

fn of_cell(cell: &Cell, column: &Column, width: &str) -> Element {
    let merge = match cell.rows {
        0 => Some(Element::new("w:vMerge")),
        1 => None,
        _ => Some(Element::new("w:vMerge").with("w:val", "restart")),
    };
    let style = if column.figures { "TableFigure" } else { "TableText" };
    let empty = cell.lines.is_empty().then(|| styled(style, &Passage::default()));
    let lines = cell.lines.iter().map(|line| styled(style, line));
    Element::new("w:tc").holding([cell_properties(width, merge)]).holding(lines).holding(empty)
}

fn cell_properties(width: &str, merge: Option<Element>) -> Element {
    let width = Element::new("w:tcW").with("w:w", width).with("w:type", "dxa");
    Element::new("w:tcPr").holding([width]).holding(merge)
}
