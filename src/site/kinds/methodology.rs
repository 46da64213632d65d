//! `/<lang>/methodology/`, `/<lang>/glossary/` and `/<lang>/accessibility/`: how figures are made, what words mean, who
//! can use the portal.

use super::super::tongue::text;
use super::super::{Body, PageKind, Passage, Site, Subject, Tongue};
use super::parts::StateView;
use crate::derive::{State, StateCounts};
use serde::Serialize;

/// How achievement is computed and what the states mean.
pub(super) const METHODOLOGY: PageKind = PageKind {
    name: "methodology",
    template: "methodology.html",
    pages: |_| vec![(Subject::Whole, "methodology/".to_owned())],
    body: methodology,
    per_language: true,
    listed: true,
};

/// Terms and what they mean.
pub(super) const GLOSSARY: PageKind = PageKind {
    name: "glossary",
    template: "glossary.html",
    pages: |_| vec![(Subject::Whole, "glossary/".to_owned())],
    body: glossary,
    per_language: true,
    listed: true,
};

/// Who can use the portal, how that was tested and what is missing. A page of the portal's own at this address
/// stands in its place.
pub(super) const ACCESSIBILITY: PageKind = PageKind {
    name: "accessibility",
    template: "accessibility.html",
    pages: |site| {
        let own = site.portal.pages.iter().any(|page| page.slug == "accessibility");
        if own { Vec::new() } else { vec![(Subject::Whole, "accessibility/".to_owned())] }
    },
    body: |_, tongue, _| Body::new(tongue.t("accessibility.title"), tongue.t("accessibility.description"), &()),
    per_language: true,
    listed: true,
};

#[derive(Serialize)]
struct MethodologyView {
    states: Vec<StateMeaning>,
    /// From here on a result is partly met, written out.
    partly_from: String,
}

#[derive(Serialize)]
struct StateMeaning {
    state: StateView,
    meaning: String,
}

#[derive(Serialize)]
struct GlossaryView {
    terms: Vec<TermView>,
}

#[derive(Serialize)]
struct TermView {
    id: String,
    term: Passage,
    meaning: Passage,
}

/// The built-in terms: keys of the section `glossary` of the words.
pub(super) const TERMS: [&str; 14] = [
    "grant",
    "lot",
    "grantee",
    "task",
    "activity",
    "indicator",
    "planned",
    "achieved",
    "baseline",
    "bound",
    "beneficiary",
    "breakdown",
    "reach",
    "note",
];

fn methodology(site: &Site<'_>, tongue: &Tongue<'_>, _: Subject) -> Body {
    let partly_from = tongue.locale.percent(&site.portal.thresholds.partly_from);
    let states = super::parts::state_views(tongue, &StateCounts::default()).into_iter().zip(State::ALL);
    let meaning = |(state, of): (StateView, State)| StateMeaning {
        state,
        meaning: tongue.say(&format!("methodology.state.{}", of.code()), &[("partly_from", text(partly_from.clone()))]),
    };
    let view = MethodologyView { states: states.map(meaning).collect(), partly_from: partly_from.clone() };
    Body::new(tongue.t("methodology.title"), tongue.t("methodology.description"), &view)
}

fn glossary(site: &Site<'_>, tongue: &Tongue<'_>, _: Subject) -> Body {
    let built_in = TERMS.iter().map(|id| TermView {
        id: (*id).to_owned(),
        term: tongue.t(&format!("glossary.{id}.term")).into(),
        meaning: tongue.t(&format!("glossary.{id}.meaning")).into(),
    });
    let own = site.portal.terms.iter().map(|term| TermView {
        id: term.id.clone(),
        term: tongue.words(&term.term),
        meaning: tongue.words(&term.meaning),
    });
    let mut terms: Vec<TermView> =
        built_in.filter(|it| !site.portal.terms.iter().any(|own| own.id == it.id)).chain(own).collect();
    tongue.sort(&mut terms, |term| &term.term.text);
    Body::new(tongue.t("glossary.title"), tongue.t("glossary.description"), &GlossaryView { terms })
}
