//! Word documents for tests, made from a text that a reviewer can read.
//!
//! One line is one paragraph; empty lines are left out; `; …` is a comment.
//!
//! | line | gives |
//! |---|---|
//! | `# …`, `## …` | a heading of the first, of the second level |
//! | `+ …`, `* …` | an item of a list that Word numbers, of a list with dots |
//! | `{}` | an empty paragraph |
//! | `=== table`, `===` | begin and end of a table |
//! | `--- heading`, `---` | a row that Word repeats on each page, any other row |
//! | `\| …` | a cell; lines that follow are further paragraphs of it |
//! | `\|2 …` | a cell over two columns |
//! | `\|v …`, `\|^` | a cell that goes on below, a cell that goes on from above |
//! | `=== landscape` | the pages so far are upright, the pages from here on lie |
//! | `=== worn` | the document has been through many hands: see [`runs::Wear`] |
//!
//! What stands inside a paragraph is described in [`runs`]. Same text, same bytes.

#![allow(dead_code, reason = "a test may need only one of the two ways to make a document")]

mod parts;
pub mod runs;

use runs::{Runs, Wear};
use std::fmt::Write;
use std::path::Path;

/// The Word document whose text is in `path`, below `tests/`.
pub fn from_file(path: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(path);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()));
    from_text(&text)
}

/// The Word document that `text` describes.
pub fn from_text(text: &str) -> Vec<u8> {
    let mut body = Body::default();
    for (number, line) in (1..).zip(text.lines()) {
        let line = line.trim();
        if !line.is_empty() && !line.starts_with(';') {
            body.line(line).unwrap_or_else(|fault| panic!("line {number}: {fault}: {line}"));
        }
    }
    parts::document(&body.xml, &body.runs.footnotes, body.lists, body.landscape)
}

/// `word/document.xml` so far.
#[derive(Default)]
struct Body {
    xml: String,
    runs: Runs,
    table: Option<Vec<Row>>,
    lists: usize,
    in_list: bool,
    landscape: bool,
}

#[derive(Default)]
struct Row {
    heading: bool,
    cells: Vec<Cell>,
}

struct Cell {
    span: usize,
    merge: Merge,
    xml: String,
}

#[derive(PartialEq)]
enum Merge {
    None,
    Starts,
    GoesOn,
}

impl Body {
    fn line(&mut self, line: &str) -> Result<(), &'static str> {
        match line.strip_prefix("===").map(str::trim) {
            Some("worn") => self.runs.wear = Wear::Worn,
            Some("landscape") => self.turn(),
            Some("table") => self.table = Some(Vec::new()),
            Some("") => self.end_table()?,
            Some(_) => return Err("no such directive"),
            None => match line.strip_prefix("---") {
                Some(kind) => self.row(kind.trim() == "heading")?,
                None if line.starts_with('|') => self.cell(&line[1..])?,
                None => self.paragraph(line),
            },
        }
        Ok(())
    }

    fn row(&mut self, heading: bool) -> Result<(), &'static str> {
        let rows = self.table.as_mut().ok_or("a row outside a table")?;
        rows.push(Row { heading, cells: Vec::new() });
        Ok(())
    }

    fn cell(&mut self, rest: &str) -> Result<(), &'static str> {
        let (marks, text) = rest.split_once(' ').unwrap_or((rest, ""));
        let merge = match marks.trim_start_matches(|it: char| it.is_ascii_digit()) {
            "" => Merge::None,
            "v" => Merge::Starts,
            "^" => Merge::GoesOn,
            _ => return Err("no such cell"),
        };
        let span = marks.trim_end_matches(['v', '^']).parse().unwrap_or(1);
        let rows = self.table.as_mut().ok_or("a cell outside a table")?;
        let row = rows.last_mut().ok_or("a cell before the first row")?;
        row.cells.push(Cell { span, merge, xml: String::new() });
        self.in_list = false;
        if !text.is_empty() {
            self.paragraph(text);
        }
        Ok(())
    }

    /// A paragraph, into the cell that is open or into the page.
    fn paragraph(&mut self, line: &str) {
        let (properties, text) = self.look(line);
        let runs = self.runs.of(text);
        let worn = if self.runs.wear == Wear::Worn { " w:rsidR=\"00A1B2C3\" w:rsidRDefault=\"00D4E5F6\"" } else { "" };
        let xml = format!("<w:p{worn}>{properties}{runs}</w:p>");
        match self.table.as_mut().and_then(|rows| rows.last_mut()).and_then(|row| row.cells.last_mut()) {
            Some(cell) => cell.xml.push_str(&xml),
            None => self.xml.push_str(&xml),
        }
    }

    /// How a paragraph looks, and its text.
    fn look<'t>(&mut self, line: &'t str) -> (String, &'t str) {
        let style = |name: &str| format!("<w:pPr><w:pStyle w:val=\"{name}\"/></w:pPr>");
        if let Some(text) = line.strip_prefix("## ") {
            return (style("Heading2"), text);
        }
        if let Some(text) = line.strip_prefix("# ") {
            return (style("Heading1"), text);
        }
        if let Some(text) = line.strip_prefix("* ") {
            return ("<w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>".to_owned(), text);
        }
        let Some(text) = line.strip_prefix("+ ") else {
            self.in_list = false;
            return (String::new(), line);
        };
        self.lists += usize::from(!self.in_list);
        self.in_list = true;
        let list = self.lists + 1;
        (format!("<w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr>"), text)
    }

    fn end_table(&mut self) -> Result<(), &'static str> {
        let rows = self.table.take().ok_or("the end of no table")?;
        let columns = rows.iter().map(Row::columns).max().unwrap_or(0);
        if rows.iter().any(|row| row.columns() != columns) {
            return Err("rows of one table differ in their columns");
        }
        let width = 9600 / columns.max(1);
        self.xml.push_str(
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"0\" w:type=\"auto\"/></w:tblPr><w:tblGrid>",
        );
        self.xml.push_str(&format!("<w:gridCol w:w=\"{width}\"/>").repeat(columns));
        self.xml.push_str("</w:tblGrid>");
        rows.iter().for_each(|row| self.xml.push_str(&row.xml(width)));
        self.xml.push_str("</w:tbl>");
        self.in_list = false;
        Ok(())
    }

    /// Ends the section of upright pages.
    fn turn(&mut self) {
        self.landscape = true;
        write!(self.xml, "<w:p><w:pPr>{}</w:pPr></w:p>", parts::section(false)).unwrap();
    }
}

impl Row {
    fn columns(&self) -> usize {
        self.cells.iter().map(|cell| cell.span).sum()
    }

    fn xml(&self, width: usize) -> String {
        let heading = if self.heading { "<w:trPr><w:tblHeader/></w:trPr>" } else { "" };
        let cells: String = self.cells.iter().map(|cell| cell.xml(width)).collect();
        format!("<w:tr>{heading}{cells}</w:tr>")
    }
}

impl Cell {
    fn xml(&self, width: usize) -> String {
        let span = if self.span > 1 { format!("<w:gridSpan w:val=\"{}\"/>", self.span) } else { String::new() };
        let merge = match self.merge {
            Merge::None => "",
            Merge::Starts => "<w:vMerge w:val=\"restart\"/>",
            Merge::GoesOn => "<w:vMerge/>",
        };
        let width = width * self.span;
        let content = if self.xml.is_empty() { "<w:p/>" } else { &self.xml };
        format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{span}{merge}</w:tcPr>{content}</w:tc>")
    }
}
