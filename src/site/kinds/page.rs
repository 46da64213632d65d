//! `/<lang>/<page>/`: a page of text.

use super::super::{Body, PageKind, Passage, Site, Subject, Tongue, prose};
use crate::language::Lang;
use serde::Serialize;

/// A page for each folder in `pages/`.
pub(super) const KIND: PageKind = PageKind {
    name: "page",
    template: "page.html",
    pages: |site| {
        let pages = site.portal.pages.iter().enumerate();
        pages.map(|(at, page)| (Subject::One(at), format!("{}/", page.slug))).collect()
    },
    body,
    per_language: true,
    listed: true,
};

#[derive(Serialize)]
struct View {
    html: String,
    lang: Option<&'static str>,
}

fn body(site: &Site<'_>, tongue: &Tongue<'_>, subject: Subject) -> Body {
    let page = super::parts::one(&site.portal.pages, subject);
    let text = page.and_then(|page| page.text_in(tongue.lang, &site.portal.languages));
    let lang = text.map(|(lang, _)| lang).filter(|lang| *lang != tongue.lang).map(Lang::code);
    let title = text.map(|(_, text)| text.title.value.clone()).unwrap_or_default();
    let view = View { html: text.map(|(_, text)| prose::html(&text.text, 2, "text")).unwrap_or_default(), lang };
    let summary = text.and_then(|(_, text)| text.summary.as_ref()).map(|summary| summary.value.clone());
    Body::new(Passage { text: title, lang }, summary.unwrap_or_default(), &view)
}
