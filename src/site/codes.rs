//! What check codes lead to, for the search: every figure, page and chart under its code.
//!
//! The entries of a language are cut into shards by the first bits of their codes, so that a phone loads one small file
//! for one code. On large portals entries name the place only: a portal has to fit its host.

use super::said::said;
use super::{Site, Tongue};
use crate::derive::ledger::{CheckCode, Figure, Owner};
use rayon::prelude::*;
use serde::Serialize;

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
}

/// As digits without a dash.
fn plain<S: serde::Serializer>(code: &CheckCode, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&code.to_string().replace('-', ""))
}

/// How many of the first bits of a code choose its shard.
pub fn bits(site: &Site<'_>) -> u32 {
    let pages = site.portal.grants.len() + site.portal.lots.len();
    let codes = site.figures.ledger.figures().len() + pages * OF_A_PAGE;
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
    all.sort();
    all
}

impl Coded {
    /// The place only.
    fn silent(self) -> Self {
        Self { title: String::new(), line: String::new(), within: String::new(), ..self }
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
