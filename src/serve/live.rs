//! What is added to a page so that it shows changes and findings by itself: a script of ours, and nothing in the page's
//! own text. A page whose rules (Content-Security-Policy) allow no script or no question to the server is left alone.

use super::desk::{Desk, Shown};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use std::convert::Infallible;
use tokio_stream::StreamExt;
use tokio_stream::wrappers::WatchStream;

/// Below the base address, what is ours and no part of the site.
pub(super) const FOLDER: &str = "/_esep/";
/// The script that follows the changes.
pub(super) const SCRIPT: &str = include_str!("browser/live.js");
/// How findings look.
pub(super) const STYLE: &str = include_str!("browser/live.css");

/// What is shown before there is any site: findings appear over it.
pub(super) const NOTHING_YET: &str =
    "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>…</title></head><body></body></html>";

/// The page with our script. `base` is the path of the base address.
pub(super) fn followed(page: Vec<u8>, base: &str) -> Vec<u8> {
    let Ok(text) = std::str::from_utf8(&page) else { return page };
    let Some(at) = text.find("</head>").filter(|at| allows(text.get(..*at).unwrap_or_default())) else { return page };
    let (before, after) = text.split_at(at);
    let mark = mark(text);
    format!("{before}<script src=\"{base}{FOLDER}live.js\" data-mark=\"{mark}\" defer></script>{after}").into_bytes()
}

/// Whether the page's own rules let the script run and ask.
fn allows(head: &str) -> bool {
    !head.contains("Content-Security-Policy")
        || (head.contains("script-src 'self'") && head.contains("connect-src 'self'"))
}

/// Tells two states of a page apart; another style alone is the same page.
fn mark(text: &str) -> String {
    let mut hasher = blake3::Hasher::new();
    let mut pieces = text.split("/style-");
    hasher.update(pieces.next().unwrap_or_default().as_bytes());
    for piece in pieces {
        hasher.update(b"/style-");
        let is_name = piece.get(10..14) == Some(".css");
        hasher.update(piece.get(if is_name { 10 } else { 0 }..).unwrap_or_default().as_bytes());
    }
    hasher.finalize().to_hex()[..16].to_owned()
}

/// Tells an open page of every change: the number of the version, and what was found.
pub(super) fn events(desk: &Desk) -> Response {
    let states = WatchStream::new(desk.follow()).map(|shown| Ok::<_, Infallible>(event(&shown)));
    Sse::new(states).keep_alive(KeepAlive::default()).into_response()
}

fn event(shown: &Shown) -> Event {
    Event::default().data(format!("{{\"version\":{},\"findings\":{}}}", shown.number, shown.findings))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(csp: &str, style: &str) -> String {
        let meta = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{csp}\">");
        format!("<html><head>{meta}<link href=\"../assets/style-{style}.css\"></head><body></body></html>")
    }

    #[test]
    fn the_script_stands_in_the_head_and_nothing_else_changes() {
        let text = page("script-src 'self'; connect-src 'self'", "0123456789");
        let shown = String::from_utf8(followed(text.clone().into_bytes(), "/portal")).unwrap();
        let (before, rest) = shown.split_once("<script src=\"/portal/_esep/live.js\"").unwrap();
        let (_, after) = rest.split_once("</script>").unwrap();
        assert_eq!(format!("{before}{after}"), text);
    }

    #[test]
    fn a_page_that_allows_no_script_is_left_alone() {
        for text in [page("default-src 'none'", "0123456789"), "no head".to_owned()] {
            assert_eq!(followed(text.clone().into_bytes(), ""), text.into_bytes());
        }
    }

    #[test]
    fn another_style_is_the_same_page() {
        assert_eq!(mark(&page("", "0123456789")), mark(&page("", "abcdef0123")));
        assert_ne!(mark(&page("", "0123456789")), mark(&page("x", "0123456789")));
        assert_ne!(mark("a/style-b"), mark("a/style-c"));
    }
}
