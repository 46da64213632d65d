//! What must hold for markup, whatever the content: no element and no attribute that the sound portal does not have, no
//! link but to a page, a mail box, a telephone or the web.

use super::corpus::HOST;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use scraper::node::Element;
use scraper::{ElementRef, Html, Node, Selector};
use std::collections::BTreeSet;

/// The files of a site.
pub type Site = std::collections::BTreeMap<String, Vec<u8>>;

/// Elements, and elements with an attribute: `a`, `a href`.
#[derive(Debug, Default)]
pub struct Vocabulary(BTreeSet<String>);

/// What Markdown makes beside it: code, headings, notes, lists.
const OF_MARKDOWN: [&str; 24] = [
    "a href",
    "a rel",
    "a title",
    "a class",
    "blockquote",
    "code",
    "code class",
    "del",
    "div",
    "div class",
    "div id",
    "em",
    "h2",
    "h2 id",
    "li",
    "ol",
    "p",
    "pre",
    "strong",
    "sup",
    "sup class",
    "table",
    "td",
    "th",
];
/// Attributes that hold an address.
const ADDRESSES: [&str; 12] = [
    "action",
    "background",
    "cite",
    "data",
    "data-href",
    "formaction",
    "href",
    "longdesc",
    "ping",
    "poster",
    "src",
    "xlink:href",
];
/// Elements of which no attack may bring another one.
const COUNTED: &str =
    "script, style, link, meta, base, form, input, button, textarea, iframe, object, embed, img, svg, template";

impl Vocabulary {
    /// What the pages and drawings of a sound site are made of.
    pub fn of(site: &Site) -> Self {
        let mut words: BTreeSet<String> = OF_MARKDOWN.iter().map(|word| (*word).to_owned()).collect();
        for (path, text) in texts(site) {
            if path.ends_with(".html") {
                words.extend(
                    elements(&Html::parse_document(text)).flat_map(|element| said(element).collect::<Vec<_>>()),
                );
            } else if is_xml(path) {
                let _ = walk(text, &mut |tag| words.extend(xml_words(tag)));
            }
        }
        Self(words)
    }

    fn unknown<'w>(&'w self, words: impl Iterator<Item = String> + 'w) -> impl Iterator<Item = String> + 'w {
        words.filter(|word| !self.0.contains(word)).map(|word| format!("unheard-of: {word}"))
    }
}

/// The files that are text.
pub fn texts(site: &Site) -> impl Iterator<Item = (&String, &str)> {
    site.iter().filter_map(|(path, bytes)| Some((path, std::str::from_utf8(bytes).ok()?)))
}

/// Whether a file is XML.
pub fn is_xml(path: &str) -> bool {
    path.ends_with(".xml") || path.ends_with(".svg")
}

fn elements(page: &Html) -> impl Iterator<Item = &Element> {
    page.tree.nodes().filter_map(|node| node.value().as_element())
}

fn said(element: &Element) -> impl Iterator<Item = String> + '_ {
    let name = element.name();
    let pairs = element.attrs().map(move |(attribute, _)| format!("{name} {attribute}"));
    [name.to_owned()].into_iter().chain(pairs)
}

/// What is wrong with a page. `origin` is the address of the portal.
pub fn page(text: &str, origin: &str, known: &Vocabulary) -> Vec<String> {
    let html = Html::parse_document(text);
    let mut wrong: Vec<String> = known.unknown(elements(&html).flat_map(said)).collect();
    for element in elements(&html) {
        wrong.extend(element.attrs().filter_map(|(name, value)| attribute(element.name(), name, value)));
    }
    wrong.extend(html.select(&selector("a[href]")).filter_map(|link| outgoing(link, origin)));
    wrong.extend(html.select(&selector("script")).filter_map(data_block));
    wrong.extend(html.tree.nodes().filter_map(|node| match node.value() {
        Node::Comment(comment) if comment.contains("hostile") => Some(format!("a comment: {}", &**comment)),
        _ => None,
    }));
    wrong
}

/// What is wrong with the markup that other sites take over for a chart: one frame and nothing else.
pub fn snippet(text: &str) -> Vec<String> {
    let html = Html::parse_fragment(text);
    let own = [
        "html",
        "body",
        "iframe",
        "iframe src",
        "iframe title",
        "iframe width",
        "iframe height",
        "iframe loading",
        "iframe style",
    ];
    let strange = elements(&html).flat_map(said).filter(|word| !own.contains(&word.as_str()));
    let frames = elements(&html).filter(|element| element.name() == "iframe").count();
    strange.chain((frames != 1).then(|| format!("{frames} frames"))).collect()
}

/// How many there are of the elements that do something.
pub fn counted(text: &str) -> Vec<String> {
    let html = Html::parse_document(text);
    let mut names: Vec<String> = html.select(&selector(COUNTED)).map(|it| it.value().name().to_owned()).collect();
    names.sort();
    names
}

fn selector(selector: &str) -> Selector {
    Selector::parse(selector).unwrap()
}

fn attribute(element: &str, name: &str, value: &str) -> Option<String> {
    let wrong = |why: &str| Some(format!("{why}: <{element} {name}={value:?}>"));
    if name.starts_with("on") || name == "style" || name == "srcdoc" {
        return wrong("an attribute that runs or paints");
    }
    let targets: Vec<&str> = match name {
        "srcset" => value.split(',').map(|candidate| candidate.trim().split(' ').next().unwrap_or_default()).collect(),
        "content" => {
            value.split_once("url=").map(|(_, target)| target).into_iter().filter(|_| is_refresh(value)).collect()
        }
        name if ADDRESSES.contains(&name) => vec![value],
        _ => Vec::new(),
    };
    // Only links leave the portal; everything else would be loaded or sent.
    let leaves = ["a", "link"].contains(&element);
    let is_fine = |target: &&str| match scheme(target) {
        Scheme::None => true,
        Scheme::Allowed => leaves,
        Scheme::Other => false,
    };
    if targets.iter().all(is_fine) { None } else { wrong("an address") }
}

fn is_refresh(value: &str) -> bool {
    value.starts_with(|letter: char| letter.is_ascii_digit())
}

/// Where an address leads, as browsers see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// Within the portal.
    None,
    /// To the web, a mail box, a telephone.
    Allowed,
    /// Anywhere else, perhaps into a script.
    Other,
}

/// Reads the beginning of an address by the rules of browsers: signs that steer are no part of it.
pub fn scheme(target: &str) -> Scheme {
    let bare: String = target.chars().filter(|sign| !sign.is_control()).collect::<String>().trim().to_lowercase();
    let is_of_scheme = |letter: char| letter.is_ascii_alphanumeric() || "+-.".contains(letter);
    match bare.split_once(':') {
        Some((name, rest)) if !name.is_empty() && name.chars().all(is_of_scheme) => match name {
            "http" | "https" if rest.starts_with("//") => Scheme::Allowed,
            "mailto" | "tel" => Scheme::Allowed,
            _ => Scheme::Other,
        },
        _ if bare.replace('\\', "/").starts_with("//") => Scheme::Other,
        _ => Scheme::None,
    }
}

/// A link to another site gives it no hold on this page, and no weight where third parties wrote it.
fn outgoing(link: ElementRef<'_>, origin: &str) -> Option<String> {
    let address = link.attr("href").filter(|address| address.starts_with("http") && !address.starts_with(origin))?;
    let rel: Vec<&str> = link.attr("rel").unwrap_or_default().split(' ').collect();
    let is_of_third = address.contains(HOST) && !rel.contains(&"license");
    let lacks = |word: &&str| !rel.contains(word);
    let wanted = ["noopener", "nofollow"];
    let missing: Vec<&str> =
        wanted[..if is_of_third { 2 } else { 1 }].iter().copied().filter(|word| lacks(word)).collect();
    (!missing.is_empty()).then(|| format!("a link without {missing:?}: {}", link.html()))
}

/// A script either is a file of the portal or holds data for programs.
fn data_block(script: ElementRef<'_>) -> Option<String> {
    let text: String = script.text().collect();
    if script.attr("src").is_some() {
        return (!text.trim().is_empty()).then(|| format!("a script with text: {text}"));
    }
    match (script.attr("type"), serde_json::from_str::<serde_json::Value>(&text)) {
        (Some("application/ld+json"), Ok(data)) => super::data::addresses(&data).into_iter().next(),
        (kind, read) => Some(format!("a script of the kind {kind:?}: {:?}", read.err())),
    }
}

/// What is wrong with a feed, a drawing, an XML file of data.
pub fn xml(text: &str, known: &Vocabulary) -> Vec<String> {
    let mut wrong = Vec::new();
    wrong.extend(forbidden(text));
    let walked = walk(text, &mut |tag| {
        wrong.extend(known.unknown(xml_words(tag).into_iter()));
        wrong.extend(xml_attributes(tag));
    });
    wrong.extend(walked.err());
    wrong
}

/// What is wrong with a part of a document or a workbook.
pub fn part(text: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    wrong.extend(forbidden(text));
    let walked = walk(text, &mut |tag| {
        wrong.extend(xml_attributes(tag));
        let value = |name: &str| tag.try_get_attribute(name).ok().flatten().map(|it| it.value.into_owned());
        let outside = value("Target").filter(|_| value("TargetMode").as_deref() == Some("External"));
        wrong.extend(outside.filter(|target| scheme(target) != Scheme::Allowed));
    });
    wrong.extend(walked.err());
    wrong
}

/// A character that XML 1.0 cannot hold.
fn forbidden(text: &str) -> Option<String> {
    let is_one = |sign: char| (sign < ' ' && !"\t\n\r".contains(sign)) || "\u{fffe}\u{ffff}".contains(sign);
    text.chars().find(|sign| is_one(*sign)).map(|sign| format!("{sign:?} in XML"))
}

fn xml_words(tag: &BytesStart<'_>) -> Vec<String> {
    let name = tag.name().as_ref().to_owned();
    let pairs = tag.attributes().flatten().map(|it| format!("{name} {}", it.key.as_ref())).collect::<Vec<_>>();
    [name.clone()].into_iter().chain(pairs).collect()
}

fn xml_attributes(tag: &BytesStart<'_>) -> Vec<String> {
    let name = tag.name().as_ref().to_owned();
    let one = |read: Result<quick_xml::events::attributes::Attribute<'_>, _>| match read {
        Err(error) => Some(format!("{name}: {error:?}")),
        Ok(pair) if pair.value.contains('<') => Some(format!("{name}: `<` in an attribute")),
        Ok(pair) => match quick_xml::escape::unescape(&pair.value) {
            Err(error) => Some(format!("{name}: {error}")),
            Ok(value) if ["href", "src", "xlink:href", "url"].contains(&pair.key.as_ref()) => {
                (scheme(&value) == Scheme::Other).then(|| format!("an address: {value}"))
            }
            Ok(_) if pair.key.as_ref().starts_with("on") => Some(format!("{name} {}", pair.key.as_ref())),
            Ok(_) => None,
        },
    };
    tag.attributes().filter_map(one).collect()
}

/// Reads XML to its end, whatever it holds.
fn walk(text: &str, see: &mut dyn FnMut(&BytesStart<'_>)) -> Result<(), String> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_comments = true;
    let mut depth = 0;
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(tag) => {
                depth += 1;
                see(&tag);
            }
            Event::End(_) => depth -= 1,
            Event::Empty(tag) => see(&tag),
            Event::GeneralRef(reference) => named(&reference)?,
            Event::Text(text) if text.contains("]]>") => return Err("`]]>` in a text".to_owned()),
            Event::DocType(kind) => return Err(format!("a document type: {}", &*kind)),
            Event::Eof if depth == 0 => return Ok(()),
            Event::Eof => return Err(format!("{depth} elements stay open")),
            _ => {}
        }
    }
}

/// XML knows five names; everything else is a number of a sign that XML may hold.
fn named(reference: &str) -> Result<(), String> {
    let numbered = || quick_xml::escape::unescape(&format!("&{reference};")).is_ok();
    if ["amp", "lt", "gt", "quot", "apos"].contains(&reference) || (reference.starts_with('#') && numbered()) {
        return Ok(());
    }
    Err(format!("&{reference};"))
}
