//! Paragraphs and tables from the elements of a part.

use super::document::{Block, Paragraph};
use super::fault::Fault;
use super::labels::Labels;
use super::notes::{Notes, Where};
use super::styles::{self, Styles};
use super::symbol;
use super::table;
use super::tree::Node;

/// Reads elements in the order of the document: labels of lists are counted on the way.
pub(super) struct Body {
    styles: Styles,
    labels: Labels,
    /// Footnotes and endnotes, by the ids under which the text refers to them.
    pub notes: Notes,
    /// The text of paragraphs whose end was deleted: it belongs to the next one.
    held: Line,
}

/// A paragraph in the making.
#[derive(Default)]
struct Line {
    text: String,
    notes: Vec<String>,
    /// Paragraphs and tables in text boxes that are anchored here.
    boxes: Vec<Block>,
    /// Whether some word of it is not bold.
    plain: bool,
}

/// Elements that only wrap what they hold.
const WRAPPERS: [&str; 12] = [
    "sdt",
    "sdtContent",
    "customXml",
    "ins",
    "moveTo",
    "smartTag",
    "hyperlink",
    "fldSimple",
    "bdo",
    "dir",
    "oMath",
    "oMathPara",
];

impl Body {
    pub(super) fn new(styles: &Node, numbering: &Node) -> Self {
        let (styles, labels) = (Styles::new(styles), Labels::new(numbering));
        Self { styles, labels, notes: Notes::new(), held: Line::default() }
    }

    /// The paragraphs and tables that an element holds.
    pub(super) fn blocks(&mut self, node: &Node) -> Result<Vec<Block>, Fault> {
        let mut blocks = Vec::new();
        for node in &node.children {
            match node.name.as_str() {
                "p" => self.paragraph(node, &mut blocks)?,
                "tbl" => blocks.push(Block::Table(table::table(node, self)?)),
                "AlternateContent" => blocks.extend(chosen(node).map_or(Ok(Vec::new()), |node| self.blocks(node))?),
                name if WRAPPERS.contains(&name) => blocks.extend(self.blocks(node)?),
                _ => {}
            }
        }
        Ok(blocks)
    }

    fn paragraph(&mut self, node: &Node, blocks: &mut Vec<Block>) -> Result<(), Fault> {
        let properties = node.child("pPr");
        let style = properties.and_then(|properties| properties.value("pStyle"));
        let bold = self.styles.bold(style);
        let mut line = std::mem::take(&mut self.held);
        self.inline(node, bold, &mut line)?;
        if properties.is_some_and(|properties| properties.path(&["rPr", "del"]).is_some()) {
            self.held = line;
            return Ok(());
        }
        let heading = match properties.and_then(|properties| properties.child("outlineLvl").map(|_| properties)) {
            Some(properties) => styles::outline_level(properties),
            None => self.styles.heading(style),
        };
        let text = line.text.trim().to_owned();
        let label = if text.is_empty() { None } else { self.label(properties, style) };
        let bold = !line.plain && !text.is_empty();
        blocks.push(Block::Paragraph(Paragraph { number: 0, text, heading, bold, label, notes: line.notes }));
        blocks.append(&mut line.boxes);
        Ok(())
    }

    /// List 0 takes a paragraph out of the list of its style.
    fn label(&mut self, properties: Option<&Node>, style: Option<&str>) -> Option<String> {
        let own = properties.and_then(styles::list_and_level);
        let (list, level) = own.or_else(|| self.styles.numbering(style))?;
        self.labels.next(&list, level).filter(|label| !label.is_empty())
    }

    fn inline(&mut self, node: &Node, bold: bool, line: &mut Line) -> Result<(), Fault> {
        for node in &node.children {
            match node.name.as_str() {
                "r" => self.run(node, bold, line)?,
                "AlternateContent" => {
                    chosen(node).map_or(Ok(()), |node| self.inline(node, bold, line))?;
                }
                name if WRAPPERS.contains(&name) => self.inline(node, bold, line)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn run(&mut self, node: &Node, bold: bool, line: &mut Line) -> Result<(), Fault> {
        let properties = node.child("rPr");
        if properties.is_some_and(|properties| properties.is_on("vanish")) {
            return Ok(());
        }
        let bold = match properties.filter(|properties| properties.child("b").is_some()) {
            Some(properties) => properties.is_on("b"),
            None => bold,
        };
        for node in &node.children {
            self.piece(node, bold, line)?;
        }
        Ok(())
    }

    /// One piece of a run: text, a break, a sign, a note, a text box.
    fn piece(&mut self, node: &Node, bold: bool, line: &mut Line) -> Result<(), Fault> {
        match node.name.as_str() {
            "t" => {
                line.text.push_str(&node.text);
                line.plain |= !bold && !node.text.trim().is_empty();
            }
            "tab" | "ptab" => line.text.push('\t'),
            "br" | "cr" => line.text.push('\n'),
            "noBreakHyphen" => line.text.push('-'),
            "sym" => line.text.extend(symbol::sign(node)),
            "footnoteReference" => self.note(Where::Foot, node, line),
            "endnoteReference" => self.note(Where::End, node, line),
            "AlternateContent" | "drawing" | "pict" | "object" => self.boxes(node, line)?,
            _ => {}
        }
        Ok(())
    }

    fn note(&self, place: Where, node: &Node, line: &mut Line) {
        let id = node.attribute("id").unwrap_or_default().to_owned();
        line.notes.extend(self.notes.get(&(place, id)).filter(|text| !text.is_empty()).cloned());
    }

    /// Text boxes, however deep in a drawing. Of the two writings of one drawing one is read.
    fn boxes(&mut self, node: &Node, line: &mut Line) -> Result<(), Fault> {
        if node.name == "txbxContent" {
            line.boxes.extend(self.blocks(node)?);
            return Ok(());
        }
        if node.name == "AlternateContent" {
            return chosen(node).map_or(Ok(()), |node| self.boxes(node, line));
        }
        node.children.iter().try_for_each(|node| self.boxes(node, line))
    }
}

/// Of alternative writings of the same thing the first.
fn chosen(node: &Node) -> Option<&Node> {
    node.child("Choice").or_else(|| node.child("Fallback"))
}
