//! The XML of a part as a tree of elements.
//!
//! Elements and attributes go by their names without prefix: the transitional and the strict form of the standard differ
//! in nothing else that matters here. Only the text of `t` is kept, for nothing else is text that a reader sees.

use super::fault::Fault;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// The most elements of a part: twenty times those of the longest official form.
const MOST_NODES: usize = 2_000_000;
/// How deep elements may nest: a table in a table in a table takes about 30.
const DEEPEST: usize = 200;

/// An element.
#[derive(Debug, Default)]
pub(in crate::import) struct Node {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub children: Vec<Node>,
    /// The text of `t`.
    pub text: String,
}

impl Node {
    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The first child of this name.
    pub fn child(&self, name: &str) -> Option<&Node> {
        self.children.iter().find(|node| node.name == name)
    }

    /// What is found by going down these names.
    pub fn path(&self, names: &[&str]) -> Option<&Node> {
        names.iter().try_fold(self, |node, name| node.child(name))
    }

    /// The attribute `val` of the child of this name.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.child(name)?.attribute("val")
    }

    /// Whether the property of this name is switched on: there, and not `0`, `false` or `off`.
    pub fn is_on(&self, name: &str) -> bool {
        let off = |value| matches!(value, "0" | "false" | "off" | "none");
        self.child(name).is_some_and(|node| !node.attribute("val").is_some_and(off))
    }
}

/// Reads the XML of a part.
pub(super) fn read(text: &str) -> Result<Node, Fault> {
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    let mut open: Vec<Node> = vec![Node::default()];
    let mut count = 0;
    loop {
        match reader.read_event().map_err(|_| Fault::Damaged)? {
            Event::Start(start) => open.push(node(&start, &mut count)?),
            Event::Empty(start) => {
                let node = node(&start, &mut count)?;
                open.last_mut().ok_or(Fault::Damaged)?.children.push(node);
            }
            Event::End(_) => close(&mut open)?,
            Event::Text(text) => add(&mut open, &text.xml10_content()),
            Event::CData(text) => add(&mut open, &text.xml10_content()),
            Event::GeneralRef(reference) => add(&mut open, &resolved(&reference)?),
            Event::DocType(_) => return Err(Fault::Entities),
            Event::Eof => break,
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
        }
        if open.len() > DEEPEST {
            return Err(Fault::TooLarge);
        }
    }
    let [Node { children, .. }] = <[Node; 1]>::try_from(open).map_err(|_| Fault::Damaged)?;
    children.into_iter().next().ok_or(Fault::Damaged)
}

fn node(start: &BytesStart<'_>, count: &mut usize) -> Result<Node, Fault> {
    *count += 1;
    if *count > MOST_NODES {
        return Err(Fault::TooLarge);
    }
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|_| Fault::Damaged)?;
        let name = attribute.key.local_name().into_inner();
        // Marks of editing sessions, on every run, of no use to anybody.
        if !name.starts_with("rsid") {
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|_| Fault::Entities)?;
            attributes.push((name.to_owned(), value.into_owned()));
        }
    }
    Ok(Node { name: start.local_name().into_inner().to_owned(), attributes, ..Node::default() })
}

fn close(open: &mut Vec<Node>) -> Result<(), Fault> {
    let node = open.pop().ok_or(Fault::Damaged)?;
    open.last_mut().ok_or(Fault::Damaged)?.children.push(node);
    Ok(())
}

fn add(open: &mut [Node], text: &str) {
    if let Some(node) = open.last_mut()
        && node.name == "t"
    {
        node.text.push_str(text);
    }
}

/// The sign that a reference stands for; only the five of XML and those by number are known.
fn resolved(reference: &BytesRef<'_>) -> Result<String, Fault> {
    let by_number = reference.resolve_char_ref().map_err(|_| Fault::Damaged)?;
    if let Some(sign) = by_number {
        return Ok(sign.to_string());
    }
    let sign = match &*reference.xml10_content() {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => return Err(Fault::Entities),
    };
    Ok(sign.to_owned())
}
