//! The portal: what is common to all grants, and the lists of everything.

use super::{Correction, Grant, Lot, Organisation, OrganisationRef, Outlet, Picture, Shared};
use crate::finding::Place;
use crate::language::{Lang, Region};
use crate::read::{
    ChartFiles, ContactKind, DocumentKind, Edition, Extent, Markdown, PerGrant, Placed, ShareCards, Words,
};
use crate::value::{DacSector, Decimal, PartialDate, Stated};
use std::collections::BTreeMap;

/// A place in the portal's list of themes.
pub type ThemeRef = usize;
/// A place in the portal's list of lots.
pub type LotRef = usize;
/// A country or region of ISO 3166.
pub type RegionRef = &'static Region;

/// Everything that is published.
#[derive(Debug, Clone)]
pub struct Portal {
    /// The name of the portal.
    pub title: Words,
    /// What it is.
    pub description: Words,
    /// Languages in which the content is to be complete; the first is the default.
    pub languages: Vec<Lang>,
    /// All languages of the interface: those and the further ones.
    pub interface_languages: Vec<Lang>,
    /// Where it is published.
    pub base_url: BaseUrl,
    /// The currency where a grant names none.
    pub currency: String,
    /// Folders under `themes/` that make the look, the first one wins.
    pub looks: Vec<Placed<String>>,
    /// Which pages have a share card of their own, where `portal.toml` says it.
    pub share_cards: Option<ShareCards>,
    /// How much pages say, where `portal.toml` says it.
    pub extent: Option<Extent>,
    /// How many megabytes the host takes, where `portal.toml` says it; 0 or less: any number.
    pub site_limit: Option<Placed<i64>>,
    /// Who answers for the portal.
    pub operator: Option<OrganisationRef>,
    /// The licence of texts and figures.
    pub licence: Option<Licence>,
    /// Public contacts.
    pub contacts: Vec<Contact>,
    /// Where readers report errors.
    pub report_errors: ReportErrors,
    /// Limits of the states of achievement.
    pub thresholds: Thresholds,
    /// How the search understands words.
    pub search: Search,
    /// Which files of data are published.
    pub data: DataRules,
    /// Themes, in the order of `portal.toml`.
    pub themes: Vec<Theme>,
    /// Units of `portal.toml`, by id: plural category to words.
    pub units: BTreeMap<String, BTreeMap<&'static str, Words>>,
    /// Terms of the glossary.
    pub terms: Vec<Term>,
    /// Grants, by slug.
    pub grants: Shared<Grant>,
    /// Lots, by slug.
    pub lots: Vec<Lot>,
    /// Organisations, by slug.
    pub organisations: Vec<Organisation>,
    /// Outlets, by slug.
    pub outlets: Vec<Outlet>,
    /// Pages, by slug.
    pub pages: Vec<Page>,
    /// Frozen editions, the oldest first.
    pub editions: Vec<Edition>,
    /// Grants and lots that were taken off the portal; each is about the page that it had: `grants/ai-komek`.
    pub withdrawn: Vec<Correction>,
}

impl Portal {
    /// Whether each grant has tables of its own beside those of the portal.
    pub fn each_grant_has_tables(&self) -> bool {
        self.files_of_each_grant() == PerGrant::All
    }

    /// The grant with this slug.
    pub fn grant(&self, slug: &str) -> Option<&Grant> {
        let at = self.grants.binary_search_by(|grant| grant.slug.as_str().cmp(slug)).ok()?;
        self.grants.get(at)
    }

    /// The lot with this slug.
    pub fn lot(&self, slug: &str) -> Option<&Lot> {
        let at = self.lots.binary_search_by(|lot| lot.slug.as_str().cmp(slug)).ok()?;
        self.lots.get(at)
    }

    /// The last day on which anything was brought up to date: the date of the data.
    pub fn updated(&self) -> Option<PartialDate> {
        let grants = self.grants.iter().filter_map(|grant| grant.updated.known());
        grants.chain(self.lots.iter().filter_map(|lot| lot.updated.known())).max().copied()
    }
}

/// Where the portal is published, taken apart. Paths begin with `/` and end without one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl {
    /// `https://org.github.io`; empty where no address is known.
    pub origin: String,
    /// `/portal`, or empty.
    pub path: String,
}

impl BaseUrl {
    /// Takes an address such as `https://org.github.io/portal/` apart.
    pub fn parse(address: &str) -> Option<Self> {
        let (scheme, rest) = address.trim().split_once("://")?;
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let host_fits = !host.is_empty() && host.chars().all(|c| c.is_alphanumeric() || ".-:[]".contains(c));
        let path = path.trim_end_matches('/');
        let path_fits = path.split('/').all(|part| part != ".." && part != ".")
            && path.chars().all(|c| c.is_ascii_alphanumeric() || "/-._~".contains(c));
        let fits = matches!(scheme, "http" | "https") && host_fits && path_fits;
        let path = if path.is_empty() { String::new() } else { format!("/{path}") };
        fits.then(|| Self { origin: format!("{scheme}://{host}"), path })
    }

    /// The host name, where the portal has a whole domain of its own: hosts learn it from the file `CNAME`.
    pub fn own_domain(&self) -> Option<&str> {
        let (_, host) = self.origin.split_once("://")?;
        let is_name = host.contains('.') && !host.contains(':') && host.contains(char::is_alphabetic);
        (is_name && self.path.is_empty() && !host.ends_with(".github.io")).then_some(host)
    }

    /// The full address of a page, for feeds and search engines.
    pub fn absolute(&self, address: &str) -> String {
        format!("{}{}{address}", self.origin, self.path)
    }
}

/// A licence.
#[derive(Debug, Clone)]
pub struct Licence {
    /// Its usual name.
    pub name: Words,
    /// The address of its text.
    pub link: Option<String>,
}

/// A public contact.
#[derive(Debug, Clone)]
pub struct Contact {
    /// What kind it is.
    pub kind: ContactKind,
    /// The number or address.
    pub value: Words,
    /// Whose it is.
    pub title: Option<Words>,
}

/// Where readers report errors, as `portal.toml` says it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReportErrors {
    /// An e-mail address.
    pub email: Option<String>,
    /// The address of an issue tracker or a form, with gaps.
    pub link: Option<String>,
}

impl ReportErrors {
    /// What an address may be filled with.
    pub const GAPS: [&'static str; 4] = ["figure", "address", "edition", "code"];
}

/// Limits of the states of achievement, in percent of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thresholds {
    /// From here on a result is partly met.
    pub partly_from: Decimal,
}

/// How the search understands the words of the portal. Words are in lower case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Search {
    /// Words that are never shortened, by language.
    pub keep: BTreeMap<Lang, Vec<String>>,
    /// Groups of words that mean the same, by language; each has two words or more.
    pub synonyms: BTreeMap<Lang, Vec<Vec<String>>>,
    /// Whether the plain elasticlunr index is published too.
    pub plain_index: bool,
}

/// Which files of data are published, where `portal.toml` says it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DataRules {
    /// Which files each grant has.
    pub per_grant: Option<PerGrant>,
    /// Which files charts have beside their pages.
    pub charts: Option<ChartFiles>,
}

/// A theme.
#[derive(Debug, Clone)]
pub struct Theme {
    /// The end of its address.
    pub id: String,
    /// Where it is written.
    pub place: Place,
    /// Its name.
    pub name: Words,
    /// What belongs to it.
    pub description: Option<Words>,
    /// The purpose code of the DAC that fits it.
    pub dac_sector: Option<DacSector>,
}

/// A term of the glossary.
#[derive(Debug, Clone)]
pub struct Term {
    /// The fragment of its address.
    pub id: String,
    /// The term.
    pub term: Words,
    /// What it means.
    pub meaning: Words,
}

/// A page of text.
#[derive(Debug, Clone)]
pub struct Page {
    /// The end of its address.
    pub slug: String,
    /// What it says, by language.
    pub texts: BTreeMap<Lang, PageText>,
    /// Whether it is linked at the foot of every page.
    pub menu: bool,
    /// Slugs that it had before.
    pub former_slugs: Vec<Placed<String>>,
}

impl Page {
    /// A page without any text yet.
    pub(super) fn new(slug: String) -> Self {
        Self { slug, texts: BTreeMap::new(), menu: true, former_slugs: Vec::new() }
    }

    /// The text in `language`, or in the first of `languages` that has it, or in any.
    pub fn text_in(&self, language: Lang, languages: &[Lang]) -> Option<(Lang, &PageText)> {
        let wanted = [language].into_iter().chain(languages.iter().copied());
        let found = wanted.filter_map(|lang| self.texts.get(&lang).map(|text| (lang, text))).next();
        found.or_else(|| self.texts.iter().map(|(lang, text)| (*lang, text)).next())
    }
}

/// A page in one language.
#[derive(Debug, Clone)]
pub struct PageText {
    /// The title.
    pub title: Placed<String>,
    /// What it says.
    pub summary: Option<Placed<String>>,
    /// The text.
    pub text: Markdown,
    /// The pictures that it may name.
    pub pictures: Vec<Picture>,
}

/// A document: the source of facts, or what work is based on.
#[derive(Debug, Clone)]
pub struct Document {
    /// What kind it is.
    pub kind: DocumentKind,
    /// Its title.
    pub title: Words,
    /// Its number.
    pub number: Option<Stated<String>>,
    /// Its date.
    pub date: Option<Stated<PartialDate>>,
    /// Who issued it.
    pub organisation: Option<OrganisationRef>,
    /// The language it is written in.
    pub language: Option<Lang>,
    /// Where it can be read.
    pub link: Option<String>,
}
