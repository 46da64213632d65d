//! Links of finished pages: rewritten so that the site works under any address, and checked.
//!
//! Templates and texts write addresses from the root of the portal (`/kk/grants/`). A published page
//! has them relative to itself (`../grants/`), so that a sub-path, a mirror and a frozen copy work
//! without a rebuild. The page 404 is served from anywhere and has the base path instead.

use crate::site::OUTSIDE;
use std::collections::BTreeSet;

/// A link between pages of the portal.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Internal {
    /// The address it leads to, from the root: `/kk/grants/`.
    pub address: String,
    /// The place on that page; empty for the page itself.
    pub fragment: String,
}

/// What links a page has, and which places on it others can link to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageLinks {
    /// Links to pages and files of the portal.
    pub internal: BTreeSet<Internal>,
    /// Ids on the page.
    pub ids: BTreeSet<String>,
    /// Ids that stand there more than once.
    pub repeated_ids: BTreeSet<String>,
}

/// How the addresses of a page are written.
#[derive(Debug, Clone, Copy)]
pub enum Written<'a> {
    /// Relative to the page. On a page of an edition, links to these addresses lead to the portal itself.
    Relative(&'a BTreeSet<String>),
    /// After this path, such as `/portal`.
    Below(&'a str),
}

const LINKING: [&str; 5] = ["href", "src", "action", "poster", "data-href"];

/// Rewrites the links of a page that is at `address`, and says what they are.
pub fn rewrite(html: &str, address: &str, written: Written<'_>) -> (String, PageLinks) {
    let mut links = PageLinks::default();
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    let mut tag = Tag::default();
    while let Some(at) = rest.find('"') {
        let (before, after) = rest.split_at(at + 1);
        out.push_str(before);
        tag.pass(before);
        if !tag.is_open || !before.ends_with("=\"") {
            // A text says so, and its next quotation mark may stand far behind it, in a tag.
            rest = after;
            continue;
        }
        let end = after.find('"').unwrap_or(after.len());
        let (value, remaining) = after.split_at(end);
        let name = attribute(before);
        if name == "id" {
            if !links.ids.insert(value.to_owned()) {
                links.repeated_ids.insert(value.to_owned());
            }
            out.push_str(value);
        } else if LINKING.contains(&name) {
            out.push_str(&link(value, address, written, &mut links));
        } else if let Some(target) = refresh(name, value) {
            out.push_str(&format!("{REFRESH}{}", link(target, address, written, &mut links)));
        } else if name == "srcset" {
            out.push_str(&srcset(value, address, written, &mut links));
        } else {
            out.push_str(value);
        }
        rest = remaining;
    }
    out.push_str(rest);
    (out, links)
}

/// How the page of a former address says where it leads: `<meta http-equiv="refresh" content="0; url=/kk/…">`.
const REFRESH: &str = "0; url=";

fn refresh<'v>(name: &str, value: &'v str) -> Option<&'v str> {
    value.strip_prefix(REFRESH).filter(|_| name == "content")
}

/// The name of the attribute whose `="` ends `before`.
fn attribute(before: &str) -> &str {
    let before = before.strip_suffix("=\"").unwrap_or(before);
    let start =
        before.rfind(|c: char| c.is_ascii_whitespace() || c == '"' || c == '<' || c == '>').map_or(0, |at| at + 1);
    before.get(start..).unwrap_or("")
}

/// Whether what was gone through so far ends inside a tag. Templates escape `<` and `>` in text and attributes.
#[derive(Default)]
struct Tag {
    is_open: bool,
}

impl Tag {
    fn pass(&mut self, text: &str) {
        let last = text.bytes().rev().find(|byte| matches!(byte, b'<' | b'>'));
        self.is_open = last.map_or(self.is_open, |byte| byte == b'<');
    }
}

fn srcset(value: &str, address: &str, written: Written<'_>, links: &mut PageLinks) -> String {
    let one = |candidate: &str| {
        let (target, size) = candidate.trim().split_once(' ').unwrap_or((candidate.trim(), ""));
        format!("{} {size}", link(target, address, written, links)).trim_end().to_owned()
    };
    value.split(',').map(one).collect::<Vec<_>>().join(", ")
}

fn link(value: &str, address: &str, written: Written<'_>, links: &mut PageLinks) -> String {
    let (target, fragment) = value.split_once('#').unwrap_or((value, ""));
    if target.is_empty() && !fragment.is_empty() {
        links.internal.insert(Internal { address: address.to_owned(), fragment: fragment.to_owned() });
        return value.to_owned();
    }
    if !target.starts_with('/') || target.starts_with("//") {
        return value.to_owned();
    }
    let path = target.split('?').next().unwrap_or(target);
    if path.starts_with(OUTSIDE) {
        return relative(value, address);
    }
    if matches!(written, Written::Relative(elsewhere) if elsewhere.contains(path)) {
        return relative(&format!("{OUTSIDE}{value}"), address);
    }
    links.internal.insert(Internal { address: path.to_owned(), fragment: fragment.to_owned() });
    match written {
        Written::Relative(_) => relative(value, address),
        Written::Below(base) => format!("{base}{value}"),
    }
}

/// `target` as it is written on the page at `address`; both from the root.
fn relative(target: &str, address: &str) -> String {
    let folder = address.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut here: Vec<&str> = folder.split('/').skip(1).collect();
    let mut there: Vec<&str> = target.split('/').skip(1).collect();
    let common = here.iter().zip(&there).take_while(|(a, b)| a == b).count().min(there.len().saturating_sub(1));
    here.drain(..common);
    there.drain(..common);
    let path = format!("{}{}", "../".repeat(here.len()), there.join("/"));
    let ambiguous = path.is_empty()
        || path.starts_with(['?', '#', '/'])
        || path.split('/').next().is_some_and(|first| first.contains(':'));
    if ambiguous { format!("./{path}") } else { path }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_become_relative() {
        for (target, address, expected) in [
            ("/kk/grants/a/", "/kk/", "grants/a/"),
            ("/kk/", "/kk/grants/a/", "../../"),
            ("/kk/", "/kk/", "./"),
            ("/ru/grants/a/#x", "/kk/grants/a/", "../../../ru/grants/a/#x"),
            ("/assets/s.css", "/", "assets/s.css"),
            ("/", "/kk/", "../"),
            ("/kk/?q=1", "/kk/", "./?q=1"),
            ("/kk/feed.xml", "/kk/media/", "../feed.xml"),
            ("/kk///other.example/", "/kk/", ".///other.example/"),
        ] {
            assert_eq!(relative(target, address), expected, "{target} from {address}");
        }
    }

    #[test]
    fn links_and_ids_are_found_in_tags_only() {
        let html = r##"<p id="a" class="x"><a href="/kk/#b">id="no" href="/no/"</a><img srcset="/a.png 1x, /b.png 2x"><a href="#a"></a><a href="https://x/">"##;
        let (out, links) = rewrite(html, "/kk/grants/", Written::Relative(&BTreeSet::new()));
        assert!(
            out.contains(r##"<a href="../#b">id="no" href="/no/"</a><img srcset="../../a.png 1x, ../../b.png 2x">"##),
            "{out}"
        );
        assert_eq!(links.ids.iter().collect::<Vec<_>>(), ["a"]);
        let found: Vec<_> = links.internal.iter().map(|link| format!("{}#{}", link.address, link.fragment)).collect();
        assert_eq!(found, ["/a.png#", "/b.png#", "/kk/#b", "/kk/grants/#a"]);
    }

    #[test]
    fn a_text_that_looks_like_an_attribute_hides_no_link() {
        let html = r##"<p>say="<a href="/kk/">id="<b id="a"></b></p>"##;
        let (out, links) = rewrite(html, "/kk/grants/", Written::Relative(&BTreeSet::new()));
        assert_eq!(out, r##"<p>say="<a href="../">id="<b id="a"></b></p>"##);
        assert_eq!((links.internal.len(), links.ids.len()), (1, 1));
    }

    #[test]
    fn the_page_that_is_served_from_anywhere_has_the_base_path() {
        let (out, _) = rewrite(r#"<a href="/kk/">"#, "/404.html", Written::Below("/portal"));
        assert_eq!(out, r#"<a href="/portal/kk/">"#);
    }
}
