//! Word documents (`.docx`) as blocks: paragraphs, and tables whose merged cells are one cell.
//!
//! What a reader of the document sees is kept, and nothing else: tracked insertions are there and deletions are gone,
//! bookmarks, proofing marks and the runs that a word is cut into leave no trace, labels that Word counts itself ("1.",
//! "а)") are counted here. A damaged or hostile file is a [`Fault`]; what is unpacked and kept has an upper limit.

mod body;
mod document;
mod fault;
mod labels;
mod notes;
mod package;
mod styles;
mod symbol;
mod table;
mod tree;

pub use document::{At, Block, Cell, Document, Paragraph, Table};

/// Every paragraph of a document in reading order, those in tables too.
pub fn document_paragraphs(document: &Document) -> Vec<&Paragraph> {
    document::paragraphs(&document.blocks)
}
pub use fault::Fault;

use body::Body;
use package::Package;
pub(in crate::import) use tree::Node;

/// The largest file that is opened, in bytes.
pub const LARGEST_FILE: usize = 64 << 20;

/// Reads the bytes of a `.docx` file.
///
/// # Errors
/// A [`Fault`]: not a Word document, damaged, or larger than any official form.
pub fn read(bytes: &[u8]) -> Result<Document, Fault> {
    let mut package = Package::open(bytes)?;
    let name = package.main_part()?;
    let main = package.tree(&name)?.ok_or(Fault::NotWord)?;
    let root = main.children.iter().find(|node| node.name == "body").ok_or(Fault::NotWord)?;
    let beside = |part: &str| match name.rsplit_once('/') {
        Some((folder, _)) => format!("{folder}/{part}"),
        None => part.to_owned(),
    };
    let mut part = |part: &str| Ok(package.tree(&beside(part))?.unwrap_or_default());
    let (styles, numbering): (Node, Node) = (part("styles.xml")?, part("numbering.xml")?);
    let (footnotes, endnotes): (Node, Node) = (part("footnotes.xml")?, part("endnotes.xml")?);
    let mut body = Body::new(&styles, &numbering);
    body.notes = notes::texts(&footnotes, &endnotes, &mut body)?;
    let mut blocks = body.blocks(root)?;
    document::number_tables(&mut blocks, &mut 0);
    document::number_paragraphs(&mut blocks);
    Ok(Document { blocks })
}

/// The data part whose root declares this namespace. Data of other programs, whatever is in them, do not matter.
pub(in crate::import) fn data(bytes: &[u8], namespace: &str) -> Option<Node> {
    let mut package = Package::open(bytes).ok()?;
    let is_it = |node: &Node| node.attributes.iter().any(|(_, value)| value == namespace);
    package.data_parts().iter().find_map(|name| package.tree(name).ok().flatten().filter(is_it))
}

#[cfg(test)]
mod tests;
