//! `/`: the choice of language.

use super::super::{Body, PageKind, Passage, Site, Subject, Tongue};
use serde::Serialize;

/// One page for all languages.
pub(super) const KIND: PageKind = PageKind {
    name: "choice",
    template: "choice.html",
    pages: |_| vec![(Subject::Whole, String::new())],
    body,
    per_language: false,
    listed: true,
};

/// What one language says on the page.
#[derive(Serialize)]
struct Choice {
    code: &'static str,
    name: &'static str,
    address: String,
    portal: Passage,
    description: Passage,
}

#[derive(Serialize)]
struct View {
    choices: Vec<Choice>,
}

fn body(site: &Site<'_>, tongue: &Tongue<'_>, _: Subject) -> Body {
    let choice = |lang: &crate::language::Lang| {
        let tongue = site.tongue(Some(*lang))?;
        Some(Choice {
            code: lang.code(),
            name: lang.own_name(),
            address: tongue.here(""),
            portal: tongue.words(&site.portal.title),
            description: tongue.words(&site.portal.description),
        })
    };
    let view = View { choices: site.interface_languages().iter().filter_map(choice).collect() };
    Body::new(tongue.words(&site.portal.title), tongue.words(&site.portal.description).text, &view)
}
