//! Footnotes and endnotes.

use super::body::Body;
use super::document::paragraphs;
use super::fault::Fault;
use super::tree::Node;
use std::collections::BTreeMap;

/// Where a note stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Where {
    Foot,
    End,
}

/// Footnotes and endnotes by the id under which the text refers to them.
pub(super) type Notes = BTreeMap<(Where, String), String>;

/// The texts of the notes; the lines that Word draws above them are left out.
pub(super) fn texts(footnotes: &Node, endnotes: &Node, body: &mut Body) -> Result<Notes, Fault> {
    let mut notes = Notes::new();
    for (place, root) in [(Where::Foot, footnotes), (Where::End, endnotes)] {
        for node in root.children.iter().filter(|node| node.attribute("type").is_none()) {
            let Some(id) = node.attribute("id") else { continue };
            let blocks = body.blocks(node)?;
            let lines: Vec<&str> = paragraphs(&blocks).into_iter().map(|paragraph| paragraph.text.trim()).collect();
            notes.insert((place, id.to_owned()), lines.join("\n").trim().to_owned());
        }
    }
    Ok(notes)
}
