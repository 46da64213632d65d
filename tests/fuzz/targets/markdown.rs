//! Markdown: what is read, and the HTML that is made of it.

use esep::finding::{FileName, Findings, Place};
use esep::language::Lang;
use esep::read::{Markdown, PageFront};
use esep::site::prose;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Elements that a text may become, apart from headings.
const ELEMENTS: [&str; 24] = [
    "p",
    "a",
    "em",
    "strong",
    "del",
    "code",
    "pre",
    "blockquote",
    "ul",
    "ol",
    "li",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "br",
    "hr",
    "sup",
    "div",
    "h2",
    "h3",
    "h4",
];
/// Attributes that they may have.
const ATTRIBUTES: [&str; 6] = ["href", "title", "class", "id", "start", "rel"];
/// Ways of writing an address that lead out of the portal.
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// Every place lies in the text, and the HTML is closed in itself and holds nothing that could run.
pub fn markdown(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let (read, findings) = read(text);
    assert_eq!(findings, self::read(text).1, "the same text");
    let links = read.links.iter().chain(&read.pictures).map(|link| &link.place);
    let places = findings.iter().filter_map(|finding| finding.place.as_ref()).chain([&read.place]).chain(links);
    places.for_each(|place| inside(place, text));
    let parts = prose::parts(&read, 2, "text", &|_, _| None);
    let html: String = parts.iter().map(|part| part.html()).collect();
    harmless(&html);
    assert!(html.is_empty() || !read.body.trim().is_empty());
}

fn read(text: &str) -> (Markdown, Findings) {
    let (file, mut findings) = (FileName::from("content/pages/a/kk.md"), Findings::new());
    let read = if text.starts_with("+++") {
        Markdown::read_with_front::<PageFront>(&file, text, Lang::Kk, &mut findings).1
    } else {
        Markdown::read(&file, text, Lang::Kk, &mut findings)
    };
    (read, findings)
}

fn inside(place: &Place, text: &str) {
    assert!(text.get(place.start as usize..place.end as usize).is_some(), "{place:?} of {} bytes", text.len());
}

/// Every element is closed where it has to be, and known; every attribute is known, every address safe; whoever follows a
/// link to another site leaves nothing of ours in its hands.
fn harmless(html: &str) {
    let mut reader = Reader::from_str(html);
    loop {
        match reader.read_event().unwrap_or_else(|fault| panic!("{fault}: {html}")) {
            Event::Start(tag) | Event::Empty(tag) => element(&tag, html),
            Event::End(_) | Event::Text(_) | Event::GeneralRef(_) => {}
            Event::Eof => return,
            other => panic!("{other:?}: {html}"),
        }
    }
}

fn element(tag: &BytesStart<'_>, html: &str) {
    let name = tag.name().into_inner().to_owned();
    let mut leads_away = false;
    let mut rel = String::new();
    assert!(ELEMENTS.contains(&name.as_str()) || ["h5", "h6"].contains(&name.as_str()), "<{name}>: {html}");
    for attribute in tag.attributes() {
        let attribute = attribute.unwrap_or_else(|fault| panic!("{fault}: {html}"));
        let key = attribute.key.into_inner();
        assert!(ATTRIBUTES.contains(&key), "{key}: {html}");
        let value = quick_xml::escape::unescape(&attribute.value).unwrap().into_owned();
        match key {
            "href" => {
                address(&value);
                let seen = value.to_lowercase();
                leads_away = ["http:", "https:"].iter().any(|scheme| seen.starts_with(scheme));
            }
            "rel" => rel = value,
            _ => {}
        }
    }
    let is_let_go = rel.split(' ').any(|word| word == "noopener");
    assert_eq!(leads_away, is_let_go, "{html}");
}

/// An address as a browser takes it: without what it passes over, in small letters.
fn address(written: &str) {
    let seen = written.trim_start_matches(|char: char| char <= ' ').replace(['\t', '\n', '\r'], "").to_lowercase();
    assert!(!seen.starts_with("//") && !seen.starts_with("/\\") && !seen.starts_with('\\'), "{written}");
    let Some((scheme, _)) = seen.split_once(':') else { return };
    let is_scheme = scheme.starts_with(|char: char| char.is_ascii_lowercase())
        && scheme.chars().all(|char| char.is_ascii_alphanumeric() || "+-.".contains(char));
    assert!(!is_scheme || SCHEMES.contains(&scheme), "{written}");
}
