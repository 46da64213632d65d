//! Markdown as HTML.
//!
//! Raw HTML and unsafe links never come through: reading reports them, and here they are left out
//! as well, so that no page depends on the report being heeded.

use crate::language::Lang;
use crate::read::{Markdown, is_safe};
use pulldown_cmark::{CowStr, Event, HeadingLevel, LinkType, Tag, TagEnd, html};

/// The HTML of a text. Its highest headings become `<h{top}>`; ids begin with `prefix`.
pub fn html(markdown: &Markdown, top: u8, prefix: &str) -> String {
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
    let mut out = String::new();
    html::push_html(&mut out, events);
    out
}

/// Whether a link leads out of the portal.
pub fn is_outside(target: &str) -> bool {
    ["https://", "http://", "mailto:", "tel:"].iter().any(|scheme| target.to_lowercase().starts_with(scheme))
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
        Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => None,
        other => Some(other),
    }
}

fn lowered(level: HeadingLevel, top: u8) -> HeadingLevel {
    // Texts begin at the second level, because the page's title is the first.
    let lowered = (level as usize).max(2) - 2 + usize::from(top);
    HeadingLevel::try_from(lowered.min(6)).unwrap_or(HeadingLevel::H6)
}
