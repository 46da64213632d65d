//! `/<lang>/search/`: a field, filters and results. Without script it leads to the lists.

use super::super::{Body, PageKind, Site, Subject, Tongue, codes};
use super::parts::LinkView;
use crate::value::Decimal;
use serde::Serialize;

/// The search page. Search engines are not told of it: it says nothing before somebody asks.
pub(super) const KIND: PageKind = PageKind {
    name: "search",
    template: "search.html",
    pages: |_| vec![(Subject::Whole, "search/".to_owned())],
    body,
    per_language: true,
    listed: false,
};

/// What results can be narrowed down by, in the order of the page and of its address.
const FACETS: [&str; 7] = ["kind", "region", "year", "theme", "organisation", "status", "achievement"];

/// Orders of the results; the first one goes without saying.
const ORDERS: [&str; 3] = ["relevance", "date", "amount"];

/// Lists that lead to everything: the section of their words, which is also their address.
const LISTS: [&str; 8] = ["grants", "lots", "stories", "media", "organisations", "regions", "themes", "years"];

/// Words that the script puts on the page when it knows what fills their gaps.
const SCRIPT_WORDS: [&str; 28] = [
    "search.results",
    "search.nothing",
    "search.short",
    "search.near",
    "search.start",
    "search.loading",
    "search.failed",
    "search.instead",
    "search.reading",
    "search.completions",
    "search.filters",
    "search.filters_chosen",
    "search.remove",
    "search.all_values",
    "search.elsewhere_count",
    "search.browser_title",
    "search.code.kind",
    "search.code.found",
    "search.code.of_same",
    "search.code.of_old",
    "search.code.of_gone",
    "search.code.unknown",
    "search.code.failed",
    "search.code.old",
    "search.code.now",
    "search.code.here",
    "search.code.withdrawn",
    "paging.here",
];

#[derive(Serialize)]
struct View {
    /// Where the form leads.
    action: String,
    facets: Vec<Named>,
    orders: Vec<Named>,
    lists: Vec<List>,
    words: Vec<Form>,
    /// The sign between groups of three digits.
    digit_group: String,
    /// How many of the first bits of a check code choose the file that knows it.
    codes: String,
}

/// A code and its word.
#[derive(Serialize)]
struct Named {
    code: &'static str,
    name: String,
}

#[derive(Serialize)]
struct List {
    link: LinkView,
    about: String,
}

/// Words with gaps, in one plural category; `other` is that of words without plural forms.
#[derive(Serialize)]
struct Form {
    key: &'static str,
    category: &'static str,
    text: String,
}

fn body(site: &Site<'_>, tongue: &Tongue<'_>, _: Subject) -> Body {
    let named = |section: &str, code: &'static str| Named { code, name: tongue.t(&format!("{section}.{code}")) };
    let view = View {
        action: tongue.here("search/"),
        facets: FACETS.map(|facet| named("search.facet", facet)).into(),
        orders: ORDERS.map(|order| named("search.order", order)).into(),
        lists: LISTS.iter().filter_map(|list| list_of(site, tongue, list)).collect(),
        words: SCRIPT_WORDS.iter().flat_map(|key| forms(tongue, key)).collect(),
        codes: codes::folder(site, tongue),
        digit_group: digit_group(&tongue.locale.number(&Decimal::from(1_000_000))),
    };
    Body::new(tongue.t("search.title"), tongue.t("search.description"), &view)
}

fn list_of(site: &Site<'_>, tongue: &Tongue<'_>, list: &str) -> Option<List> {
    let address = tongue.here(&format!("{list}/"));
    site.has(&address).then(|| List {
        link: LinkView { title: tongue.t(&format!("{list}.title")).into(), address },
        about: tongue.t(&format!("{list}.description")),
    })
}

/// The words as they are written, with their gaps. A missing word is noted.
fn forms(tongue: &Tongue<'_>, key: &'static str) -> Vec<Form> {
    let Some(entry) = tongue.locale.words().entry(key) else {
        return vec![Form { key, category: "other", text: tongue.t(key) }];
    };
    let form = |(category, text): (&'static str, &crate::language::template::Template)| Form {
        key,
        category,
        text: text.source(),
    };
    entry.forms().into_iter().map(form).collect()
}

/// `1 000 000` gives the sign between its groups.
fn digit_group(million: &str) -> String {
    million.chars().filter(|c| !c.is_ascii_digit()).take(1).collect()
}
