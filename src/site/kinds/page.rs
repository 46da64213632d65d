//! `/<lang>/<page>/`: a page of text.

use super::super::photo::PhotoView;
use super::super::{Body, PageKind, Passage, Site, Subject, Tongue};
use super::parts::{self, ProseView};
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
    text: ProseView,
    pictures: Vec<PhotoView>,
}

fn body(site: &Site<'_>, tongue: &Tongue<'_>, subject: Subject) -> Body {
    let found = parts::one(&site.portal.pages, subject).and_then(|it| it.text_in(tongue.lang, &site.portal.languages));
    let Some((lang, page)) = found else { return Body::empty() };
    let text = parts::prose(tongue, &page.text, &page.pictures, 2);
    let lang = (lang != tongue.lang).then(|| Lang::code(lang));
    let view = View { pictures: parts::pictures(tongue, &page.pictures, Some(&text)), text };
    let summary = page.summary.as_ref().map(|summary| summary.value.clone());
    Body::new(Passage { text: page.title.value.clone(), lang }, summary.unwrap_or_default(), &view)
}
