//! Markdown files: front matter, text, and what must not stand in them.

use super::reader::{Reader, Written};
use crate::finding::{Code, FileName, Finding, Findings, Place};
use crate::language::Lang;
use pulldown_cmark::{Event, Options, Parser, Tag};
use std::collections::BTreeMap;
use std::ops::Range;

/// The text of one language.
#[derive(Debug, Clone)]
pub struct Markdown {
    /// The language, from the file's name.
    pub language: Lang,
    /// Where the text is written, without the front matter.
    pub place: Place,
    /// The text without the front matter, and without the character NUL, as CommonMark wants it.
    pub body: String,
    /// Links in it.
    pub links: Vec<Link>,
    /// Pictures in it, by what stands in their round brackets.
    pub pictures: Vec<Link>,
}

/// Texts of one thing, one for each language. Most things have two: a list takes less than a map.
#[derive(Debug, Clone, Default)]
pub struct Narratives(Box<[Markdown]>);

impl Narratives {
    /// The texts in the order of their languages; of several in one language, the last one.
    pub fn new(texts: Vec<Markdown>) -> Self {
        let texts: BTreeMap<Lang, Markdown> = texts.into_iter().map(|text| (text.language, text)).collect();
        Self(texts.into_values().collect())
    }

    /// The text in a language.
    pub fn get(&self, language: Lang) -> Option<&Markdown> {
        self.iter().find(|text| text.language == language)
    }

    /// All of them, in the order of their languages.
    pub fn iter(&self) -> std::slice::Iter<'_, Markdown> {
        self.0.iter()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A link that an editor wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Where it leads.
    pub target: String,
    /// Where it was written.
    pub place: Place,
}

impl Markdown {
    /// The Markdown that esep understands: CommonMark with tables, footnotes and strikethrough.
    pub fn options() -> Options {
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH
    }

    /// The events of the text.
    pub fn events(&self) -> Parser<'_> {
        Parser::new_ext(&self.body, Self::options())
    }

    /// Reads a file that has no front matter.
    pub fn read(file: &FileName, text: &str, language: Lang, findings: &mut Findings) -> Self {
        Self::body_of(file, text, 0, language, findings)
    }

    /// Reads a file that begins with front matter between two lines `+++`.
    pub fn read_with_front<T: Written>(
        file: &FileName,
        text: &str,
        language: Lang,
        findings: &mut Findings,
    ) -> (Option<T>, Self) {
        let Some((front, body)) = split_front(text) else {
            findings.push(Finding::new(Code::FrontMatterSyntax).at(&Place::new(file, 0..first_line(text))));
            return (None, Self::body_of(file, text, 0, language, findings));
        };
        let mut reader = Reader::new(file);
        let value = reader.document(&text[front.clone()], front.start);
        findings.extend(reader.into_findings());
        (value, Self::body_of(file, &text[body.clone()], body.start, language, findings))
    }

    fn body_of(file: &FileName, body: &str, offset: usize, language: Lang, findings: &mut Findings) -> Self {
        let mut links = Vec::new();
        let mut pictures = Vec::new();
        let place = |span: Range<usize>| Place::new(file, span.start + offset..span.end + offset);
        for (event, span) in Parser::new_ext(body, Self::options()).into_offset_iter() {
            match event {
                Event::Html(html) | Event::InlineHtml(html) => {
                    let finding = Finding::new(Code::RawHtml).at(&place(span)).with("value", html.trim());
                    findings.push(finding);
                }
                Event::Start(Tag::Image { dest_url, title: _, .. }) if alt_text(&body[span.clone()]).is_empty() => {
                    let finding =
                        Finding::new(Code::PictureWithoutDescription).at(&place(span)).with("value", dest_url.as_ref());
                    findings.push(finding);
                }
                // No page asks another host for anything, so that such a picture would be left out.
                Event::Start(Tag::Image { dest_url, .. }) if dest_url.contains("://") => {
                    let finding = Finding::new(Code::PictureMissing).at(&place(span)).with("value", dest_url.as_ref());
                    findings.push(finding);
                }
                Event::Start(Tag::Image { dest_url, .. }) => {
                    pictures.push(Link { target: dest_url.to_string(), place: place(span) });
                }
                Event::Start(Tag::Link { dest_url, .. }) => {
                    links.push(Link { target: dest_url.to_string(), place: place(span) });
                }
                _ => {}
            }
        }
        let (links, unsafe_ones): (Vec<Link>, Vec<Link>) = links.into_iter().partition(|link| is_safe(&link.target));
        let unsafe_link =
            |link: &Link| Finding::new(Code::UnsafeLink).at(&link.place).with("value", link.target.as_str());
        findings.extend(unsafe_ones.iter().map(unsafe_link));
        Self { language, place: place(0..body.len()), body: body.replace('\0', "\u{fffd}"), links, pictures }
    }
}

/// Whether a link may be published: a page of the portal, or a web, mail or telephone address.
pub fn is_safe(target: &str) -> bool {
    let lower = target.trim().to_lowercase();
    let allowed = ["https://", "http://", "mailto:", "tel:"];
    let scheme_ends = lower.find([':', '/', '?', '#']).filter(|at| lower.as_bytes().get(*at) == Some(&b':'));
    let foreign_host = lower.starts_with("//") || lower.contains('\\') || lower.chars().any(char::is_control);
    !foreign_host && (scheme_ends.is_none() || allowed.iter().any(|prefix| lower.starts_with(prefix)))
}

fn alt_text(source: &str) -> &str {
    let inner = source.strip_prefix("![").unwrap_or(source);
    inner.split(']').next().unwrap_or("").trim()
}

fn first_line(text: &str) -> usize {
    text.find('\n').unwrap_or(text.len())
}

/// The bytes of the front matter and of the text after it.
fn split_front(text: &str) -> Option<(Range<usize>, Range<usize>)> {
    let start = ["+++\n", "+++\r\n"].iter().find(|open| text.starts_with(**open))?.len();
    let mut position = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim_end() == "+++" {
            return Some((start..position, position + line.len()..text.len()));
        }
        position += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_harmless_links_are_safe() {
        for safe in ["https://a.kz", "mailto:x", "tel:1", "/grants/a/", "#b", "../a/?q=1:2", "a/b:c"] {
            assert!(is_safe(safe), "{safe}");
        }
        for unsafe_link in [
            "javascript:alert(1)",
            " JavaScript:x",
            "data:text/html,x",
            "//evil",
            "\\\\x",
            "java\nscript:x",
            "vbscript:x",
        ] {
            assert!(!is_safe(unsafe_link), "{unsafe_link}");
        }
    }

    #[test]
    fn a_picture_on_another_host_is_not_left_out_in_silence() {
        let mut findings = Findings::new();
        let file: FileName = "content/pages/a/kk.md".into();
        Markdown::read(
            &file,
            "![Сурет](https://other.example/a.png) [сілтеме](https://other.example/)",
            Lang::Kk,
            &mut findings,
        );
        assert_eq!(findings.iter().map(|it| it.code).collect::<Vec<_>>(), [Code::PictureMissing]);
    }

    #[test]
    fn front_matter_ends_at_its_own_line() {
        let text = "+++\ntitle = 1\n+++\nText";
        assert_eq!(split_front(text), Some((4..14, 18..22)));
        assert_eq!(split_front("+++\ntitle"), None);
        assert_eq!(split_front("Text"), None);
    }
}
