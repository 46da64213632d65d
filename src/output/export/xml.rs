//! A piece of XML as data, and how it is written.
//!
//! Whatever the content holds, the file stays well-formed: what means something in XML is escaped, and characters that
//! XML 1.0 does not allow are dropped.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use std::io;

/// An element.
#[derive(Debug, Clone)]
pub struct Element {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    content: Content,
}

#[derive(Debug, Clone)]
enum Content {
    Text(String),
    Elements(Vec<Element>),
}

impl Element {
    /// An element with nothing in it.
    pub fn new(name: &'static str) -> Self {
        Self { name, attributes: Vec::new(), content: Content::Elements(Vec::new()) }
    }

    /// An element with a text in it.
    pub fn text(name: &'static str, text: &str) -> Self {
        Self { name, attributes: Vec::new(), content: Content::Text(allowed(text)) }
    }

    /// Adds an attribute.
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.push((name, allowed(&value.into())));
        self
    }

    /// Adds an attribute where there is a value.
    pub fn with_optional(self, name: &'static str, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// Adds elements behind those that it has. A text cannot have any.
    pub fn holding(mut self, elements: impl IntoIterator<Item = Self>) -> Self {
        if let Content::Elements(own) = &mut self.content {
            own.extend(elements);
        }
        self
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        match &self.content {
            Content::Text(text) => text.is_empty(),
            Content::Elements(elements) => elements.is_empty(),
        }
    }

    fn start(&self) -> BytesStart<'_> {
        let attributes = self.attributes.iter().map(|(name, value)| (*name, value.as_str()));
        BytesStart::new(self.name).with_attributes(attributes)
    }

    fn write(&self, out: &mut Writer<Vec<u8>>) -> io::Result<()> {
        let start = self.start();
        if self.is_empty() {
            return out.write_event(Event::Empty(start));
        }
        out.write_event(Event::Start(start))?;
        match &self.content {
            Content::Text(text) => out.write_event(Event::Text(BytesText::new(text)))?,
            Content::Elements(elements) => elements.iter().try_for_each(|element| element.write(out))?,
        }
        out.write_event(Event::End(BytesEnd::new(self.name)))
    }
}

/// A document with this element at its root, one element a line. Lines are not indented: it would be a tenth of the file.
///
/// # Errors
/// None in practice: memory takes everything.
pub fn document(root: &Element) -> io::Result<Vec<u8>> {
    let mut out = Writer::new_with_indent(Vec::new(), b' ', 0);
    out.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    root.write(&mut out)?;
    let mut bytes = out.into_inner();
    bytes.push(b'\n');
    Ok(bytes)
}

/// The same, where what an empty root holds is made piece by piece, and never is in memory as a whole.
///
/// # Errors
/// None in practice: memory takes everything.
pub fn document_of(root: &Element, pieces: impl Iterator<Item = Vec<Element>>) -> io::Result<Vec<u8>> {
    let mut pieces = pieces.filter(|piece| !piece.is_empty()).peekable();
    if pieces.peek().is_none() {
        return document(root);
    }
    let mut out = Writer::new_with_indent(Vec::new(), b' ', 0);
    out.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    out.write_event(Event::Start(root.start()))?;
    for element in pieces.flatten() {
        element.write(&mut out)?;
    }
    out.write_event(Event::End(BytesEnd::new(root.name)))?;
    let mut bytes = out.into_inner();
    bytes.push(b'\n');
    Ok(bytes)
}

/// The text without spaces around it and without characters that XML 1.0 does not allow.
fn allowed(text: &str) -> String {
    readable(text.trim()).trim().to_owned()
}

/// The text without characters that XML 1.0 does not allow.
pub(in crate::output) fn readable(text: &str) -> String {
    let is_allowed =
        |letter: &char| matches!(letter, '\t' | '\n' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    if text.chars().all(|letter| is_allowed(&letter)) {
        text.to_owned()
    } else {
        text.chars().filter(is_allowed).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(root: &Element) -> String {
        String::from_utf8(document(root).unwrap()).unwrap()
    }

    #[test]
    fn elements_stand_on_lines_of_their_own_and_texts_as_they_are() {
        let inner = Element::text("b", "two  words").with("lang", "kk");
        let root = Element::new("a").with("n", "1").holding([inner, Element::new("c")]);
        let expected =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a n=\"1\">\n<b lang=\"kk\">two  words</b>\n<c/>\n</a>\n";
        assert_eq!(written(&root), expected);
    }

    #[test]
    fn a_document_made_in_pieces_is_the_same() {
        let root = Element::new("a").with("n", "1");
        let elements = [Element::text("b", "one"), Element::new("c"), Element::text("d", "two")];
        let whole = document(&root.clone().holding(elements.clone())).unwrap();
        for size in 1..=3 {
            assert_eq!(document_of(&root, elements.chunks(size).map(<[Element]>::to_vec)).unwrap(), whole);
        }
        assert_eq!(document_of(&root, [Vec::new()].into_iter()).unwrap(), document(&root).unwrap());
    }

    #[test]
    fn hostile_text_stays_well_formed() {
        let hostile = "]]> <b> & \"'\u{0}\u{1}\u{b}\u{c}\u{1f}\u{fffe}\u{ffff}\u{7f}ә &lt; &#x1; &boom;";
        let root = Element::new("a").with("x", hostile).holding([Element::text("t", hostile)]);
        let text = written(&root);
        let mut reader = quick_xml::Reader::from_str(&text);
        let mut read = String::new();
        loop {
            match reader.read_event().unwrap() {
                Event::Eof => break,
                Event::Text(piece) => read += &piece.xml10_content(),
                Event::GeneralRef(reference) => read += &format!("&{};", &*reference),
                _ => {}
            }
        }
        assert!(text.chars().all(|letter| letter == '\n' || letter >= ' '), "{text:?}");
        assert_eq!(quick_xml::escape::unescape(read.trim()).unwrap(), "]]> <b> & \"'\u{7f}ә &lt; &#x1; &boom;");
    }
}
