//! Markdown as HTML and photos.
//!
//! Raw HTML and unsafe links never come through: reading reports them, and here they are left out
//! as well, so that no page depends on the report being heeded.

use super::photo::PhotoView;
use crate::language::Lang;
use crate::read::{Markdown, is_safe};
use pulldown_cmark::{CowStr, Event, HeadingLevel, LinkType, Tag, TagEnd, html};
use serde::Serialize;

/// A stretch of a text: HTML, or a photo between two of them.
#[derive(Debug, Clone, Serialize)]
pub struct Part {
    html: String,
    photo: Option<PhotoView>,
}

impl Part {
    /// The HTML; empty where it is a photo.
    pub fn html(&self) -> &str {
        &self.html
    }

    /// The address of the photo, if it is one.
    pub fn address(&self) -> Option<&str> {
        self.photo.as_ref().map(|photo| photo.address.as_str())
    }
}

/// Gives the photo for a target in a text and the words between its brackets.
pub type Photos<'a> = dyn Fn(&str, String) -> Option<PhotoView> + 'a;

/// Stands in the HTML where a photo is to be. A text cannot hold it: Markdown knows no such character.
const PHOTO: char = '\0';

/// A text as HTML and photos. Its highest headings become `<h{top}>`; ids begin with `prefix`. A photo follows
/// the paragraph, list or table that names it.
pub fn parts(markdown: &Markdown, top: u8, prefix: &str, photos: &Photos<'_>) -> Vec<Part> {
    let mut headings = 0;
    let events = markdown.events().filter_map(|event| {
        let event = safe(event)?;
        Some(match event {
            Event::Start(Tag::Heading { level, classes, attrs, .. }) => {
                headings += 1;
                let id = Some(CowStr::from(format!("{prefix}-{headings}")));
                Event::Start(Tag::Heading { level: lowered(level, top), id, classes, attrs })
            }
            Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(lowered(level, top))),
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                let dest_url = linked(link_type, &dest_url, markdown.language);
                Event::Start(Tag::Link { link_type, dest_url, title, id })
            }
            other => other,
        })
    });
    let mut lifting =
        Lifting { photos, events: Vec::new(), found: Vec::new(), waiting: 0, depth: 0, images: Vec::new() };
    events.for_each(|event| lifting.take(event));
    let Lifting { events, found, .. } = lifting;
    let mut out = String::new();
    html::push_html(&mut out, events.into_iter().map(outgoing));
    split(&out, found)
}

/// A link to another site, marked as such: texts come from grantees and others, and the portal does not vouch for where
/// they lead.
fn outgoing(event: Event<'_>) -> Event<'_> {
    // A browser takes `https:/other.example` for an address of another machine too.
    let is_one = matches!(&event, Event::Start(Tag::Link { dest_url, .. }) if begins(dest_url, &["https:", "http:"]));
    if !is_one {
        return event;
    }
    let mut tag = String::new();
    html::push_html(&mut tag, std::iter::once(event));
    tag.pop();
    Event::InlineHtml(CowStr::from(tag + " rel=\"noopener nofollow ugc\">"))
}

/// The HTML cut where photos are to be, with the photos between.
fn split(html: &str, photos: Vec<PhotoView>) -> Vec<Part> {
    let mut photos = photos.into_iter();
    let stretches = html.split(PHOTO).flat_map(|html| {
        let text = Part { html: html.trim_start().to_owned(), photo: None };
        let photo = photos.next().map(|photo| Part { html: String::new(), photo: Some(photo) });
        [Some(text), photo].into_iter().flatten()
    });
    stretches.filter(|part| part.photo.is_some() || !part.html.is_empty()).collect()
}

/// Takes the pictures out of the lines in which they stand: a figure is no part of a line of text.
struct Lifting<'a, 'e> {
    photos: &'a Photos<'a>,
    events: Vec<Event<'e>>,
    found: Vec<PhotoView>,
    /// How many photos wait for the end of the block.
    waiting: usize,
    /// How many blocks and spans are open.
    depth: usize,
    /// The pictures that are open, with their words.
    images: Vec<(CowStr<'e>, String)>,
}

impl<'e> Lifting<'_, 'e> {
    fn take(&mut self, event: Event<'e>) {
        match event {
            Event::Start(Tag::Image { dest_url, .. }) => self.images.push((dest_url, String::new())),
            Event::End(TagEnd::Image) => self.close_image(),
            event => match self.images.first_mut() {
                Some((_, words)) => words.push_str(text_of(&event)),
                None => self.keep(event),
            },
        }
    }

    fn close_image(&mut self) {
        let closed = self.images.pop().filter(|_| self.images.is_empty());
        if let Some(photo) = closed.and_then(|(target, words)| (self.photos)(&target, words)) {
            self.found.push(photo);
            self.waiting += 1;
        }
    }

    fn keep(&mut self, event: Event<'e>) {
        match &event {
            Event::Start(_) => self.depth += 1,
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        if event == Event::End(TagEnd::Paragraph) {
            self.close_paragraph();
        } else {
            self.events.push(event);
        }
        if self.depth == 0 {
            let photos = std::mem::take(&mut self.waiting);
            self.events.extend((0..photos).map(|_| Event::Html(CowStr::from(PHOTO))));
        }
    }

    /// A paragraph that held nothing but pictures is none.
    fn close_paragraph(&mut self) {
        while self.events.last() == Some(&Event::SoftBreak) {
            self.events.pop();
        }
        if self.events.last() == Some(&Event::Start(Tag::Paragraph)) {
            self.events.pop();
        } else {
            self.events.push(Event::End(TagEnd::Paragraph));
        }
    }
}

fn text_of<'a>(event: &'a Event<'_>) -> &'a str {
    match event {
        Event::Text(text) | Event::Code(text) => text,
        Event::SoftBreak | Event::HardBreak => " ",
        _ => "",
    }
}

/// Whether a link leads out of the portal.
pub fn is_outside(target: &str) -> bool {
    begins(target, &["https://", "http://", "mailto:", "tel:"])
}

fn begins(target: &str, schemes: &[&str]) -> bool {
    let target = target.to_lowercase();
    schemes.iter().any(|scheme| target.starts_with(scheme))
}

/// The address that a link in a text of `language` leads to: `/grants/x/` means `/kk/grants/x/`.
pub fn address(target: &str, language: Lang) -> String {
    let first = target.trim_start_matches('/').split('/').next().unwrap_or("");
    let has_language = Lang::from_code(first).is_some();
    if !target.starts_with('/') || has_language || ["data", "assets"].contains(&first) {
        return target.to_owned();
    }
    format!("/{}{target}", language.code())
}

fn linked<'a>(link_type: LinkType, target: &str, language: Lang) -> CowStr<'a> {
    match link_type {
        LinkType::Email => CowStr::from(target.to_owned()),
        _ if is_outside(target) => CowStr::from(target.to_owned()),
        _ => CowStr::from(address(target, language)),
    }
}

fn safe(event: Event<'_>) -> Option<Event<'_>> {
    match event {
        Event::Html(_) | Event::InlineHtml(_) | Event::Start(Tag::HtmlBlock) | Event::End(TagEnd::HtmlBlock) => None,
        Event::Start(Tag::Link { link_type, dest_url, title, id }) if !is_safe(&dest_url) => {
            Some(Event::Start(Tag::Link { link_type, dest_url: CowStr::from("#"), title, id }))
        }
        // Column alignment would be an inline style, which the content security policy forbids.
        Event::Start(Tag::Table(columns)) => {
            Some(Event::Start(Tag::Table(vec![pulldown_cmark::Alignment::None; columns.len()])))
        }
        other => Some(other),
    }
}

fn lowered(level: HeadingLevel, top: u8) -> HeadingLevel {
    // Texts begin at the second level, because the page's title is the first.
    let lowered = (level as usize).max(2) - 2 + usize::from(top);
    HeadingLevel::try_from(lowered.min(6)).unwrap_or(HeadingLevel::H6)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Findings;
    use crate::site::Passage;

    /// The parts in one line: HTML as it is, photos as `{address: description}`.
    fn told(text: &str) -> String {
        let mut findings = Findings::new();
        let markdown = Markdown::read(&"content/pages/a/kk.md".into(), text, Lang::Kk, &mut findings);
        let photo = |target: &str, description: String| {
            let view = |address: &str| PhotoView {
                address: address.to_owned(),
                width: 1,
                height: 1,
                webp: Vec::new(),
                jpeg: Vec::new(),
                description: Passage::from(description.clone()),
                credit: None,
                consent: String::new(),
            };
            target.strip_prefix("pictures/").map(view)
        };
        let one = |part: &Part| match &part.photo {
            Some(photo) => format!("{{{}: {}}}", photo.address, photo.description.text),
            None => part.html.replace('\n', ""),
        };
        parts(&markdown, 2, "text", &photo).iter().map(one).collect()
    }

    #[test]
    fn photos_stand_between_the_blocks_of_a_text() {
        for (text, expected) in [
            ("A\n\n![Two *at* a table](pictures/a.jpg)\n\nB", "<p>A</p>{a.jpg: Two at a table}<p>B</p>"),
            ("A ![x](pictures/a.jpg) B\n\nC", "<p>A  B</p>{a.jpg: x}<p>C</p>"),
            ("![x](pictures/a.jpg)\n![y](pictures/b.jpg)", "{a.jpg: x}{b.jpg: y}"),
            ("- A\n- ![x](pictures/a.jpg)\n\nB", "<ul><li>A</li><li></li></ul>{a.jpg: x}<p>B</p>"),
            ("![x ![y](pictures/b.jpg)](pictures/a.jpg)", "{a.jpg: x y}"),
            ("A ![x](elsewhere.jpg)", "<p>A </p>"),
            (
                "[a](https://a.example/?x='\">) [b](/b/) <https://c.example>",
                "<p><a href=\"https://a.example/?x=&#x27;%22%3E\" rel=\"noopener nofollow ugc\">a</a> <a href=\"/kk/b/\">b</a> \
                 <a href=\"https://c.example\" rel=\"noopener nofollow ugc\">https://c.example</a></p>",
            ),
            ("`\0` ![x](pictures/a.jpg)\n\n\0", "<p><code>\u{fffd}</code> </p>{a.jpg: x}<p>\u{fffd}</p>"),
        ] {
            assert_eq!(told(text), expected, "{text}");
        }
    }
}
