//! `404.html`: what a wrong address leads to.

use super::super::{Body, PageKind, Site, Subject, Tongue};
use serde::Serialize;

/// One page for all languages: the host serves it for any address.
pub(super) const KIND: PageKind = PageKind {
    name: "not-found",
    template: "not-found.html",
    pages: |_| vec![(Subject::Whole, "404.html".to_owned())],
    body,
    per_language: false,
    listed: false,
};

#[derive(Serialize)]
struct View {
    says: Vec<Says>,
}

/// What the page says in one language.
#[derive(Serialize)]
struct Says {
    code: &'static str,
    title: String,
    text: String,
    home: String,
    home_title: String,
}

fn body(site: &Site<'_>, tongue: &Tongue<'_>, _: Subject) -> Body {
    let says = |lang: &crate::language::Lang| {
        let tongue = site.tongue(Some(*lang))?;
        Some(Says {
            code: lang.code(),
            title: tongue.t("not_found.title"),
            text: tongue.t("not_found.text"),
            home: tongue.here(""),
            home_title: tongue.t("menu.home"),
        })
    };
    let view = View { says: site.interface_languages().iter().filter_map(says).collect() };
    Body::new(tongue.t("not_found.title"), tongue.t("not_found.text"), &view)
}
