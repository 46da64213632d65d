//! What check codes lead to, for the search: every figure, page and chart under its code.
//!
//! The entries of a language are cut into shards by the first bits of their codes, so that a phone loads one small file
//! for one code. On large portals entries name the place only: a portal has to fit its host.

use super::history::{stated_line, title_in};
use super::said::said;
use super::{Site, Tongue};
use crate::derive::ledger::{CheckCode, Figure, Owner};
use crate::read::{Edition, FrozenFigure, Placed};
use crate::value::PartialDate;
use rayon::prelude::*;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Above so many grants entries have no words.
const MOST_WITH_WORDS: usize = 2000;
/// How many entries a shard is meant to have, with words and without.
const IN_SHARD: [usize; 2] = [96, 512];
/// How many codes of pages and charts there may be beside those of figures.
const OF_A_PAGE: usize = 8;

/// What a code leads to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Coded {
    /// The code.
    #[serde(serialize_with = "plain")]
    pub code: CheckCode,
    /// The page below the language: `grants/x`.
    pub page: String,
    /// The fragment on it; empty for the whole page.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub id: String,
    /// Its name.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// What it states.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub line: String,
    /// The grant or lot that it belongs to.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub within: String,
    /// The edition that has it, where the portal of today does not.
    #[serde(flatten)]
    pub older: Option<Older>,
}

/// An edition whose figure has another code since: it has changed, moved, or is gone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Older {
    /// The name of the edition.
    pub edition: String,
    /// Its date, written out.
    pub date: String,
    /// The page that has the figure today; absent: none has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub now_page: Option<String>,
    /// What it states today.
    pub now: String,
    /// Whether it states the same today: only the name of its page is another.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub same: bool,
    /// When and why editors took it off the portal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<Withdrawn>,
}

/// What editors say of a page that they took off the portal.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Withdrawn {
    /// When, written out.
    pub date: String,
    /// Why.
    pub why: String,
}

/// As digits without a dash.
fn plain<S: serde::Serializer>(code: &CheckCode, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&code.to_string().replace('-', ""))
}

/// How many of the first bits of a code choose its shard.
pub fn bits(site: &Site<'_>) -> u32 {
    let pages = site.portal.grants.len() + site.portal.lots.len();
    let codes = site.figures.ledger.len() + pages * OF_A_PAGE;
    let [with_words, without] = IN_SHARD;
    let wanted = codes.div_ceil(if has_words(site) { with_words } else { without });
    wanted.next_power_of_two().trailing_zeros()
}

fn has_words(site: &Site<'_>) -> bool {
    site.portal.grants.len() <= MOST_WITH_WORDS
}

/// Everything that has a code, for readers of one language, sorted by code.
pub fn coded(site: &Site<'_>, tongue: &Tongue<'_>) -> Vec<Coded> {
    let grants = (0..site.portal.grants.len()).into_par_iter().map(Owner::Grant);
    let lots = (0..site.portal.lots.len()).into_par_iter().map(Owner::Lot);
    let has_words = has_words(site);
    let of_owner = |owner| of_owner(site, tongue, owner).into_iter().map(|it| if has_words { it } else { it.silent() });
    let mut all: Vec<Coded> = grants.chain(lots).flat_map_iter(of_owner).collect();
    let known: BTreeSet<CheckCode> = all.iter().map(|it| it.code).collect();
    let older = older(site, tongue).into_iter().filter(|it| !known.contains(&it.code));
    all.extend(older.map(|it| if has_words { it } else { it.silent() }));
    all.sort();
    all
}

impl Coded {
    /// The place only.
    fn silent(self) -> Self {
        let older = self.older.map(|older| Older { now: String::new(), ..older });
        Self { title: String::new(), line: String::new(), within: String::new(), older, ..self }
    }
}

fn of_owner(site: &Site<'_>, tongue: &Tongue<'_>, owner: Owner) -> Vec<Coded> {
    let Some((page, title)) = named(site, tongue, owner) else { return Vec::new() };
    let ledger = &site.figures.ledger;
    let whole = Coded {
        code: ledger.page_code(&page),
        page: page.clone(),
        id: String::new(),
        title: title.clone(),
        line: String::new(),
        within: String::new(),
        older: None,
    };
    let part = |code: CheckCode, id: &str, name: String, line: String| Coded {
        code,
        id: id.to_owned(),
        title: name,
        line,
        within: title.clone(),
        ..whole.clone()
    };
    let figure = |it: &Figure| {
        let said = said(site, tongue, it)?;
        Some(part(it.code, &it.id, said.title.text.clone(), said.line()))
    };
    let figures = ledger.of_page(&page).iter().filter_map(figure);
    let charts = charts(site, tongue, owner).into_iter();
    let charts = charts
        .map(|(name, title)| part(ledger.chart_code(&page, name), &format!("figure-{name}"), title, String::new()));
    figures.chain(charts).chain([whole.clone()]).collect()
}

/// The figures and pages of all editions, each under its code in the last edition that has it.
fn older(site: &Site<'_>, tongue: &Tongue<'_>) -> Vec<Coded> {
    let pages_now = &pages_now(site);
    let all = site.portal.editions.iter().flat_map(|edition| {
        let pages = edition.figures.chunk_by(|one, other| one.page == other.page);
        pages.flat_map(move |figures| {
            let now = figures.first().and_then(|it| pages_now.get(&it.page));
            let frozen = figures.iter().filter_map(move |figure| frozen(site, tongue, edition, figure, now));
            frozen.chain(frozen_page(site, tongue, edition, figures, now))
        })
    });
    all.map(|it| (it.code, it)).collect::<BTreeMap<_, _>>().into_values().collect()
}

fn frozen(
    site: &Site<'_>,
    tongue: &Tongue<'_>,
    edition: &Edition,
    figure: &FrozenFigure,
    page_now: Option<&String>,
) -> Option<Coded> {
    let now = page_now.and_then(|page| site.figures.ledger.find(page, &figure.id));
    let line = now.and_then(|it| said(site, tongue, it)).map(|said| said.line()).unwrap_or_default();
    let same = now.is_some_and(|now| is_same(figure, now));
    let now_page = now.map(|it| it.page.clone());
    Some(Coded {
        code: CheckCode::parse(&figure.code)?,
        page: figure.page.clone(),
        id: figure.id.clone(),
        title: title_in(tongue, &figure.title).map(|title| title.text).unwrap_or_default(),
        line: if same { line.clone() } else { stated_line(site, tongue, figure) },
        within: frozen_title(tongue, edition, &figure.page).unwrap_or_default(),
        older: Some(Older { now_page, now: line, same, ..of_edition(site, tongue, edition, &figure.page) }),
    })
}

fn frozen_page(
    site: &Site<'_>,
    tongue: &Tongue<'_>,
    edition: &Edition,
    figures: &[FrozenFigure],
    page_now: Option<&String>,
) -> Option<Coded> {
    let page = figures.first()?.page.clone();
    let older = of_edition(site, tongue, edition, &page);
    let now = page_now.and_then(|page| title_of(site, tongue, page)).unwrap_or_default();
    Some(Coded {
        code: CheckCode::of([page.clone()].into_iter().chain(figures.iter().map(|it| it.code.clone()))),
        title: frozen_title(tongue, edition, &page).unwrap_or_else(|| now.clone()),
        page,
        id: String::new(),
        line: String::new(),
        within: String::new(),
        older: Some(Older { now_page: page_now.cloned(), now, same: is_same_page(site, figures, page_now), ..older }),
    })
}

/// What the edition called the page.
fn frozen_title(tongue: &Tongue<'_>, edition: &Edition, page: &str) -> Option<String> {
    title_in(tongue, edition.title(page)?).map(|title| title.text)
}

/// Whether a figure states today what it stated then. Its code has the name of its page in it, so that a new name alone
/// makes another code.
fn is_same(then: &FrozenFigure, now: &Figure) -> bool {
    let before: BTreeMap<&str, &str> =
        then.values.iter().map(|(part, value)| (part.as_str(), value.as_str())).collect();
    let after: BTreeMap<String, &str> =
        now.values.iter().map(|(part, value)| (part.to_string(), value.as_str())).collect();
    before.into_iter().eq(after.iter().map(|(part, value)| (part.as_str(), *value)))
}

/// Whether a page has the same figures today, and no others.
fn is_same_page(site: &Site<'_>, figures: &[FrozenFigure], page_now: Option<&String>) -> bool {
    let ledger = &site.figures.ledger;
    page_now.is_some_and(|page| {
        let same = |then: &FrozenFigure| ledger.find(page, &then.id).is_some_and(|now| is_same(then, now));
        ledger.of_page(page).len() == figures.len() && figures.iter().all(same)
    })
}

fn of_edition(site: &Site<'_>, tongue: &Tongue<'_>, edition: &Edition, page: &str) -> Older {
    let date = tongue.locale.date(&PartialDate::Day(edition.date));
    let withdrawn = withdrawn(site, tongue, page);
    Older { edition: edition.name.clone(), date, now_page: None, now: String::new(), same: false, withdrawn }
}

/// When and why editors took the page off the portal, where they did.
fn withdrawn(site: &Site<'_>, tongue: &Tongue<'_>, page: &str) -> Option<Withdrawn> {
    site.portal
        .withdrawn
        .iter()
        .find(|it| it.about.as_ref().is_some_and(|about| **about == page))
        .map(|it| Withdrawn { date: tongue.date(&it.date).text, why: tongue.words(&it.text).text })
}

/// The pages of today by the names that they have and had.
fn pages_now(site: &Site<'_>) -> BTreeMap<String, String> {
    let named = |folder: &'static str, slug: &str, former: &[Placed<String>]| -> Vec<(String, String)> {
        let page = format!("{folder}/{slug}");
        let names = former.iter().map(|old| format!("{folder}/{}", old.value)).chain([page.clone()]);
        names.map(|name| (name, page.clone())).collect()
    };
    let grants = site.portal.grants.iter().flat_map(|it| named("grants", &it.slug, &it.former_slugs));
    let lots = site.portal.lots.iter().flat_map(|it| named("lots", &it.slug, &it.former_slugs));
    grants.chain(lots).collect()
}

fn title_of(site: &Site<'_>, tongue: &Tongue<'_>, page: &str) -> Option<String> {
    let owner = site.figures.ledger.of_page(page).first()?.owner;
    named(site, tongue, owner).map(|(_, title)| title)
}

/// The page of a grant or lot, and its title.
fn named(site: &Site<'_>, tongue: &Tongue<'_>, owner: Owner) -> Option<(String, String)> {
    let (page, title) = match owner {
        Owner::Grant(at) => site.portal.grants.get(at).map(|it| (format!("grants/{}", it.slug), &it.title))?,
        Owner::Lot(at) => site.portal.lots.get(at).map(|it| (format!("lots/{}", it.slug), &it.title))?,
    };
    Some((page, tongue.words(title).text))
}

/// The charts of a grant by name, with their titles.
fn charts(site: &Site<'_>, tongue: &Tongue<'_>, owner: Owner) -> Vec<(&'static str, String)> {
    let Owner::Grant(at) = owner else { return Vec::new() };
    let (Some(grant), Some(figures)) = (site.portal.grants.get(at), site.figures.grants.get(at)) else {
        return Vec::new();
    };
    let charts = super::kinds::charts_of(site, tongue, grant, figures);
    charts.into_iter().map(|(name, chart)| (name, chart.title().to_owned())).collect()
}
