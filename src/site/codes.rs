//! What check codes lead to, for the search: every figure, page and chart under its code.
//!
//! The entries are cut into shards by the first bits of their codes, so that a phone loads one small file for one code.
//! A brief portal names the place only, which is the same in all languages: it has to fit its host.

use super::history::{stated_line, title_in};
use super::said::said;
use super::{Site, Tongue};
use crate::derive::ledger::{CheckCode, Figure, Owner};
use crate::read::{Edition, FrozenFigure, Placed};
use crate::value::PartialDate;
use rayon::prelude::*;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// How many entries a shard is meant to have, with words and without.
const IN_SHARD: [usize; 2] = [96, 1024];
/// How many codes of pages and charts there may be beside those of figures.
const OF_A_PAGE: usize = 8;

/// What a code leads to, in every language.
#[derive(Debug, Clone)]
pub struct Coded<'s> {
    /// The code.
    pub code: CheckCode,
    /// The page below the language: `grants/x`.
    pub page: String,
    /// The fragment on it; empty for the whole page.
    pub id: String,
    /// The edition that has it, where the portal of today does not.
    pub older: Option<Older<'s>>,
    what: What<'s>,
}

/// An edition whose figure has another code since: it has changed, moved, or is gone.
#[derive(Debug, Clone)]
pub struct Older<'s> {
    /// The edition.
    pub edition: &'s Edition,
    /// The page that has the figure today, if any has.
    pub now_page: Option<String>,
    /// Whether it states the same today: only the name of its page is another.
    pub same: bool,
}

/// What has the code.
#[derive(Debug, Clone, Copy)]
enum What<'s> {
    Page(Owner),
    Chart(Owner, &'static str),
    Figure(&'s Figure),
    /// A figure of an edition, and what it is today.
    Frozen(&'s FrozenFigure, Option<&'s Figure>),
    FrozenPage,
}

/// What is said of it in one language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Words {
    /// Its name.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// What it states.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub line: String,
    /// The grant or lot that it belongs to.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub within: String,
    /// What it states today, where an edition has it.
    #[serde(skip)]
    pub now: String,
}

/// What editors say of a page that they took off the portal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Withdrawn {
    /// When, written out.
    pub date: String,
    /// Why.
    pub why: String,
}

/// How many of the first bits of a code choose its shard.
pub fn bits(site: &Site<'_>) -> u32 {
    let pages = site.portal.grants.len() + site.portal.lots.len();
    let codes = site.figures.ledger.len() + pages * OF_A_PAGE;
    let [with_words, without] = IN_SHARD;
    let wanted = codes.div_ceil(if site.portal.is_brief() { without } else { with_words });
    wanted.next_power_of_two().trailing_zeros()
}

/// The folder below `data/codes/` that has the entries for readers of one language.
pub fn folder(site: &Site<'_>, tongue: &Tongue<'_>) -> String {
    let bits = bits(site);
    if site.portal.is_brief() { format!("all/{bits}") } else { format!("{}/{bits}", tongue.lang) }
}

/// Everything that has a code, sorted by code.
pub fn coded<'s>(site: &'s Site<'_>) -> Vec<Coded<'s>> {
    let grants = (0..site.portal.grants.len()).into_par_iter().map(Owner::Grant);
    let lots = (0..site.portal.lots.len()).into_par_iter().map(Owner::Lot);
    let mut all: Vec<Coded<'_>> = grants.chain(lots).flat_map_iter(|owner| of_owner(site, owner)).collect();
    let known: BTreeSet<CheckCode> =
        if site.portal.editions.is_empty() { BTreeSet::new() } else { all.iter().map(|it| it.code).collect() };
    all.extend(older(site).into_iter().filter(|it| !known.contains(&it.code)));
    all.par_sort_by(|one, other| (one.code, &one.page, &one.id).cmp(&(other.code, &other.page, &other.id)));
    all
}

fn of_owner<'s>(site: &'s Site<'_>, owner: Owner) -> Vec<Coded<'s>> {
    let Some(page) = page(site, owner) else { return Vec::new() };
    let ledger = &site.figures.ledger;
    let part = |code, id: &str, what| Coded { code, page: page.clone(), id: id.to_owned(), older: None, what };
    let figures = ledger.of_page(&page).iter().map(|it| part(it.code, &it.id, What::Figure(it)));
    // Which charts there are is the same in every language.
    let charts = site.tongue(None).map(|tongue| charts(site, tongue, owner)).unwrap_or_default().into_iter();
    // A brief portal draws none, and its codes, which may be on paper, lead to the page.
    let id = |name| if site.portal.is_brief() { String::new() } else { format!("figure-{name}") };
    let charts = charts.map(|(name, _)| part(ledger.chart_code(&page, name), &id(name), What::Chart(owner, name)));
    let whole = part(ledger.page_code(&page), "", What::Page(owner));
    figures.chain(charts).chain([whole]).collect()
}

/// The figures and pages of all editions, each under its code in the last edition that has it.
fn older<'s>(site: &'s Site<'_>) -> Vec<Coded<'s>> {
    let pages_now = &pages_now(site);
    let all = site.portal.editions.iter().flat_map(|edition| {
        let pages = edition.figures.chunk_by(|one, other| one.page == other.page);
        pages.flat_map(move |figures| {
            let now = figures.first().and_then(|it| pages_now.get(&it.page));
            let frozen = figures.iter().filter_map(move |figure| frozen(site, edition, figure, now));
            frozen.chain(frozen_page(site, edition, figures, now))
        })
    });
    all.map(|it| (it.code, it)).collect::<BTreeMap<_, _>>().into_values().collect()
}

fn frozen<'s>(
    site: &'s Site<'_>,
    edition: &'s Edition,
    figure: &'s FrozenFigure,
    page_now: Option<&String>,
) -> Option<Coded<'s>> {
    let now = page_now.and_then(|page| site.figures.ledger.find(page, &figure.id));
    let same = now.is_some_and(|now| is_same(figure, now));
    Some(Coded {
        code: CheckCode::parse(&figure.code)?,
        page: figure.page.clone(),
        id: figure.id.clone(),
        older: Some(Older { edition, now_page: now.map(|it| it.page.to_string()), same }),
        what: What::Frozen(figure, now),
    })
}

fn frozen_page<'s>(
    site: &'s Site<'_>,
    edition: &'s Edition,
    figures: &'s [FrozenFigure],
    page_now: Option<&String>,
) -> Option<Coded<'s>> {
    let page = figures.first()?.page.clone();
    let same = is_same_page(site, figures, page_now);
    Some(Coded {
        code: CheckCode::of([page.clone()].into_iter().chain(figures.iter().map(|it| it.code.clone()))),
        page,
        id: String::new(),
        older: Some(Older { edition, now_page: page_now.cloned(), same }),
        what: What::FrozenPage,
    })
}

/// What is said of entries in one language, in their order.
pub fn words(site: &Site<'_>, tongue: &Tongue<'_>, coded: &[Coded<'_>]) -> Vec<Words> {
    let of_grant = |at| charts(site, tongue, Owner::Grant(at)).into_iter().collect();
    let charts: Vec<BTreeMap<&str, String>> = (0..site.portal.grants.len()).into_par_iter().map(of_grant).collect();
    let chart = |owner: Owner, name| charts.get(owner.grant()?)?.get(name).cloned();
    let words = |it: &Coded<'_>| match it.what {
        What::Page(owner) => Words { title: title(site, tongue, owner).unwrap_or_default(), ..Words::default() },
        What::Chart(owner, name) => Words {
            title: chart(owner, name).unwrap_or_default(),
            within: title(site, tongue, owner).unwrap_or_default(),
            ..Words::default()
        },
        What::Figure(figure) => of_figure(site, tongue, figure),
        What::Frozen(figure, now) => of_frozen(site, tongue, it, figure, now),
        What::FrozenPage => of_frozen_page(site, tongue, it),
    };
    coded.par_iter().map(words).collect()
}

fn of_figure(site: &Site<'_>, tongue: &Tongue<'_>, figure: &Figure) -> Words {
    let said = said(site, tongue, figure);
    Words {
        line: said.as_ref().map(|said| said.line()).unwrap_or_default(),
        title: said.map(|said| said.title.text).unwrap_or_default(),
        within: title(site, tongue, figure.owner).unwrap_or_default(),
        now: String::new(),
    }
}

fn of_frozen(
    site: &Site<'_>,
    tongue: &Tongue<'_>,
    coded: &Coded<'_>,
    figure: &FrozenFigure,
    now: Option<&Figure>,
) -> Words {
    let now = now.and_then(|it| said(site, tongue, it)).map(|said| said.line()).unwrap_or_default();
    let same = coded.older.as_ref().is_some_and(|older| older.same);
    Words {
        title: title_in(tongue, &figure.title).map(|title| title.text).unwrap_or_default(),
        line: if same { now.clone() } else { stated_line(site, tongue, figure) },
        within: frozen_title(tongue, coded).unwrap_or_default(),
        now,
    }
}

fn of_frozen_page(site: &Site<'_>, tongue: &Tongue<'_>, coded: &Coded<'_>) -> Words {
    let page_now = coded.older.as_ref().and_then(|older| older.now_page.as_ref());
    let owner = page_now.and_then(|page| Some(site.figures.ledger.of_page(page).first()?.owner));
    let now = owner.and_then(|owner| title(site, tongue, owner)).unwrap_or_default();
    Words { title: frozen_title(tongue, coded).unwrap_or_else(|| now.clone()), now, ..Words::default() }
}

/// What the edition called the page.
fn frozen_title(tongue: &Tongue<'_>, coded: &Coded<'_>) -> Option<String> {
    title_in(tongue, coded.older.as_ref()?.edition.title(&coded.page)?).map(|title| title.text)
}

/// The date of an edition, written out.
pub fn dated(tongue: &Tongue<'_>, edition: &Edition) -> String {
    tongue.locale.date(&PartialDate::Day(edition.date))
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

/// When and why editors took the page off the portal, where they did.
pub fn withdrawn(site: &Site<'_>, tongue: &Tongue<'_>, page: &str) -> Option<Withdrawn> {
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

/// The page of a grant or lot.
fn page(site: &Site<'_>, owner: Owner) -> Option<String> {
    match owner {
        Owner::Grant(at) => site.portal.grants.get(at).map(|it| format!("grants/{}", it.slug)),
        Owner::Lot(at) => site.portal.lots.get(at).map(|it| format!("lots/{}", it.slug)),
    }
}

/// The title of a grant or lot.
fn title(site: &Site<'_>, tongue: &Tongue<'_>, owner: Owner) -> Option<String> {
    let title = match owner {
        Owner::Grant(at) => &site.portal.grants.get(at)?.title,
        Owner::Lot(at) => &site.portal.lots.get(at)?.title,
    };
    Some(tongue.words(title).text)
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
