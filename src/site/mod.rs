//! Stage 5: the portal becomes a site: every page, its address, its counterparts, and what it says, as data.
//!
//! Page kinds are one file each and stand in [`ALL`]. A page is made when it is asked for, so that the
//! memory a build needs does not grow with the number of pages. Words arrive at the templates written
//! out in the page's language; templates only arrange them.

pub mod card;
pub mod chart;
mod charts;
pub mod cite;
pub mod codes;
pub mod data;
pub mod documents;
pub mod facts;
mod frame;
pub mod history;
mod kinds;
pub mod linked;
mod orders;
mod passage;
pub mod photo;
pub mod prose;
pub mod report_error;
pub mod said;
mod tables;
pub mod takeaway;
mod tongue;

pub use frame::Frame;
pub use kinds::ALL;
use linked::Told;
pub use passage::{Passage, Value};
pub use tongue::Tongue;

use crate::World;
use crate::derive::{Completeness, Figures};
use crate::finding::{Code, Finding, Findings, Outcome, Place};
use crate::language::Lang;
use crate::model::{Correction, Picture, Portal};
use crate::read::{Markdown, ShareCards};
use crate::table::{Source, Table};
use crate::theme::Theme;
use card::Card;
use chart::Chart;
use data::{DataFile, LeftOut};
use orders::Orders;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};
use takeaway::Takeaway;

/// A kind of page.
pub struct PageKind {
    /// Its name, which is also that of its template without the ending.
    pub name: &'static str,
    /// The template.
    pub template: &'static str,
    /// Every page of this kind: what it is about, and its address below the language (`grants/x/`).
    pub pages: fn(&Site<'_>) -> Vec<(Subject, String)>,
    /// What one page says.
    pub body: fn(&Site<'_>, &Tongue<'_>, Subject) -> Body,
    /// One page for each language below `/<lang>/`; otherwise one for all, from the root.
    pub per_language: bool,
    /// Whether search engines are told of it.
    pub listed: bool,
}

/// What a page is about: places in the lists of the portal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// The portal.
    Whole,
    /// One page of a list, from 0.
    Part(usize),
    /// One of the portal's things.
    One(usize),
    /// One of the portal's things, and one page of the list that belongs to it, from 0.
    OnePart(usize, usize),
    /// One thing of a grant.
    Of(usize, usize),
}

/// What a page says.
pub struct Body {
    /// The heading.
    pub title: Passage,
    /// One or two sentences for search engines and link previews.
    pub description: String,
    /// The way from the home page, without the page itself: title and address.
    pub crumbs: Vec<(Passage, String)>,
    /// What the template arranges.
    pub view: tera::Value,
    /// Charts, by the name that the template uses.
    pub charts: Vec<(&'static str, Chart)>,
    /// What its share card says; without one the card of the home page stands for it.
    pub card: Option<Card>,
    /// The address that this page only leads to: search engines are told of that one.
    pub stands_for: Option<String>,
    /// What it tells programs.
    pub told: Told,
}

impl Body {
    /// A page below the home page, without charts.
    fn new(title: impl Into<Passage>, description: String, view: &impl serde::Serialize) -> Self {
        let view = tera::Value::from_serializable(view);
        let (crumbs, charts) = (Vec::new(), Vec::new());
        Self {
            title: title.into(),
            description,
            crumbs,
            view,
            charts,
            card: None,
            stands_for: None,
            told: Told::default(),
        }
    }

    /// Adds a step of the way to the page.
    fn below(mut self, title: String, address: String) -> Self {
        self.crumbs.push((title.into(), address));
        self
    }

    /// Adds what the page tells programs.
    fn telling(self, told: Told) -> Self {
        Self { told, ..self }
    }

    /// What a page about something that is not there says; it is never asked for.
    fn empty() -> Self {
        Self::new(String::new(), String::new(), &())
    }
}

/// A page that the site has.
#[derive(Clone)]
pub struct Entry {
    /// Its kind.
    pub kind: &'static PageKind,
    /// Its language; `None` for a page that is for all of them.
    pub language: Option<Lang>,
    /// What it is about.
    pub subject: Subject,
    /// The address below the language.
    pub below: String,
    /// The address from the root, such as `/kk/grants/x/`.
    pub address: String,
}

/// A page, ready for its template.
pub struct Page {
    /// What is around it.
    pub frame: Frame,
    /// What it says.
    pub body: Body,
    /// What goes with each of its charts when they leave the page; empty where they do not.
    pub taken: Vec<Takeaway>,
}

/// The site.
pub struct Site<'p> {
    /// What is published.
    pub portal: &'p Portal,
    /// What follows from it.
    pub figures: &'p Figures,
    /// What was found in the content and concerns readers.
    pub findings: &'p [Finding],
    /// The day that pages show as their date, ISO 8601.
    pub generated: jiff::civil::Date,
    /// The files of data, by path. They are made before the pages that list them: the output fills this in.
    pub data: Vec<DataFile>,
    /// The grants that some of those files cannot hold, by kind and grant.
    pub left_out: Vec<LeftOut>,
    /// The name of the edition that the site is frozen as; absent: it shows the current state.
    pub edition: Option<&'p str>,
    /// Made when the first page asks for it.
    data_by_grant: OnceLock<BTreeMap<usize, Vec<usize>>>,
    /// Made when the first page asks for it.
    completeness: OnceLock<Completeness>,
    orders: Arc<BTreeMap<Lang, Orders>>,
    findings_about: Arc<BTreeMap<&'p str, Vec<&'p Finding>>>,
    tongues: Arc<BTreeMap<Lang, Tongue<'p>>>,
    entries: Arc<Vec<Entry>>,
    /// Addresses of pages that an edition leaves to the portal.
    elsewhere: Arc<BTreeSet<String>>,
    /// What things were called before, by what they are called: `grants/x`.
    former: Arc<BTreeMap<String, Vec<String>>>,
}

/// From the root of an edition to the root of the portal: `/e/<name>/` is two folders deep.
pub const OUTSIDE: &str = "/../..";

/// Kinds of pages that show the current state only: an edition has none, and links to them lead to the portal.
const CURRENT_ONLY: [&str; 9] =
    ["search", "feed", "sitemap", "not-found", "moved", "gone", "editions", "changes", "changes-feed"];

/// Where every page stands, as it was the last time: most changes move none.
#[derive(Default)]
pub struct Layout {
    /// What the addresses follow from: the languages, and the pages of each kind below them.
    of: (Vec<Lang>, Vec<Vec<(Subject, String)>>),
    entries: Arc<Vec<Entry>>,
    elsewhere: Arc<BTreeSet<String>>,
}

/// Lays out the site. Two pages at one address are reported, and the first one stays.
pub fn site<'p>(
    portal: &'p Portal,
    figures: &'p Figures,
    findings: &'p [Finding],
    theme: &Theme,
    world: &'p World,
) -> Outcome<Site<'p>> {
    site_after(&mut Layout::default(), portal, figures, findings, theme, world)
}

/// The same after a change: pages that stand where they stood are not laid out again.
pub fn site_after<'p>(
    layout: &mut Layout,
    portal: &'p Portal,
    figures: &'p Figures,
    findings: &'p [Finding],
    theme: &Theme,
    world: &'p World,
) -> Outcome<Site<'p>> {
    let tongues = portal.interface_languages.iter().map(|lang| (*lang, Tongue::new(*lang, portal, theme))).collect();
    let (generated, edition) = (world.today, world.edition.as_deref());
    let (data, left_out) = (Vec::new(), Vec::new());
    let mut site = Site {
        portal,
        figures,
        findings,
        generated,
        edition,
        data,
        left_out,
        data_by_grant: OnceLock::new(),
        completeness: OnceLock::new(),
        orders: Arc::new(portal.interface_languages.iter().map(|lang| (*lang, Orders::default())).collect()),
        findings_about: Arc::new(findings_about(findings)),
        tongues: Arc::new(tongues),
        entries: Arc::default(),
        elsewhere: Arc::default(),
        former: Arc::default(),
    };
    let mut found = layout.renew(&site);
    site.elsewhere = Arc::clone(&layout.elsewhere);
    site.entries = Arc::clone(&layout.entries);
    site.former = Arc::new(kinds::moved::former(&site));
    found.extend(site.dead_links());
    Outcome { value: site, findings: found }
}

fn findings_about(findings: &[Finding]) -> BTreeMap<&str, Vec<&Finding>> {
    let mut by_subject: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        if let Some(about) = &finding.about {
            by_subject.entry(&about.subject).or_default().push(finding);
        }
    }
    by_subject
}

impl Layout {
    /// Lays out the pages if they are others than the last time. A layout with collisions is made again each time:
    /// the findings tell of places, which move.
    fn renew(&mut self, site: &Site<'_>) -> Findings {
        let languages = site.tongues.keys().copied().collect();
        let of = (languages, ALL.par_iter().map(|kind| (kind.pages)(site)).collect());
        if self.of == of && !self.entries.is_empty() {
            return Findings::new();
        }
        let (entries, found) = lay_out(site, &of.1);
        let stays = |entry: &Entry| site.edition.is_none() || !CURRENT_ONLY.contains(&entry.kind.name);
        let (entries, elsewhere): (Vec<Entry>, Vec<Entry>) = entries.into_iter().partition(stays);
        self.elsewhere = Arc::new(elsewhere.into_iter().map(|entry| entry.address).collect());
        self.entries = Arc::new(entries);
        self.of = if found.is_empty() { of } else { Default::default() };
        found
    }
}

fn lay_out(site: &Site<'_>, pages: &[Vec<(Subject, String)>]) -> (Vec<Entry>, Findings) {
    let mut by_address: BTreeMap<String, Entry> = BTreeMap::new();
    let mut findings = Findings::new();
    for entry in ALL.iter().zip(pages).flat_map(|(kind, pages)| entries_of(site, kind, pages)) {
        if let Some(first) = by_address.get(&entry.address) {
            // The page of an address that is gone gives way to whatever stands there.
            if entry.kind.name != "gone" {
                findings.push(collision(site, first, &entry));
            }
        } else {
            by_address.insert(entry.address.clone(), entry);
        }
    }
    (by_address.into_values().collect(), findings)
}

/// Addresses of other kinds are made by the program, so it is a former slug or a page of text that has to give way.
fn collision(site: &Site<'_>, first: &Entry, second: &Entry) -> Finding {
    let finding = Finding::new(Code::AddressCollision).with("address", second.address.as_str());
    let file = |entry: &Entry| {
        if entry.kind.name == "moved" {
            return kinds::moved::place(site, entry.subject).cloned();
        }
        let Subject::One(at) = entry.subject else { return None };
        let page = site.portal.pages.get(at).filter(|page| entry.below == format!("{}/", page.slug))?;
        let text = page.texts.get(&entry.language?).or_else(|| page.texts.values().next())?;
        Some(Place::file(&text.title.place.file))
    };
    match file(second).or_else(|| file(first)) {
        Some(place) => finding.at(&place),
        None => finding,
    }
}

fn entries_of(site: &Site<'_>, kind: &'static PageKind, pages: &[(Subject, String)]) -> Vec<Entry> {
    let languages: Vec<Option<Lang>> =
        if kind.per_language { site.tongues.keys().copied().map(Some).collect() } else { vec![None] };
    let entry = |language: Option<Lang>, (subject, below): &(Subject, String)| Entry {
        kind,
        language,
        subject: *subject,
        below: below.clone(),
        address: language.map_or_else(|| format!("/{below}"), |lang| format!("/{}/{below}", lang.code())),
    };
    languages.into_iter().flat_map(|language| pages.iter().map(move |page| entry(language, page))).collect()
}

impl<'p> Site<'p> {
    /// The same site with other files of data; nothing is laid out again.
    pub fn with_data(&self, data: Vec<DataFile>, left_out: Vec<LeftOut>) -> Self {
        Self {
            data,
            left_out,
            data_by_grant: OnceLock::new(),
            completeness: OnceLock::new(),
            orders: Arc::clone(&self.orders),
            findings_about: Arc::clone(&self.findings_about),
            tongues: Arc::clone(&self.tongues),
            entries: Arc::clone(&self.entries),
            elsewhere: Arc::clone(&self.elsewhere),
            former: Arc::clone(&self.former),
            ..*self
        }
    }

    /// The grants and lots that were published once and are not any more; an edition says nothing of them.
    pub fn withdrawn(&self) -> &'p [Correction] {
        if self.edition.is_some() { &[] } else { &self.portal.withdrawn }
    }

    /// The page at an address from the root, such as `/kk/grants/x/`.
    pub fn entry(&self, address: &str) -> Option<&Entry> {
        let at = self.entries.binary_search_by(|entry| entry.address.as_str().cmp(address)).ok()?;
        self.entries.get(at)
    }

    /// How many rows a table of the whole portal has.
    pub fn rows(&self, table: &dyn Table) -> usize {
        let source = Source { portal: self.portal, figures: self.figures };
        source.owners().map(|owner| table.count(source, owner)).sum()
    }

    /// A file of data by its path, such as `data/grants.csv`.
    pub fn data_file(&self, path: &str) -> Option<&DataFile> {
        let at = self.data.binary_search_by(|file| file.path.as_str().cmp(path)).ok()?;
        self.data.get(at)
    }

    /// The files of data about one grant, by path.
    pub fn data_of_grant(&self, grant: usize) -> impl Iterator<Item = &DataFile> {
        let index = self.data_by_grant.get_or_init(|| {
            let mut index: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
            for (at, file) in self.data.iter().enumerate() {
                if let Some(grant) = file.grant {
                    index.entry(grant).or_default().push(at);
                }
            }
            index
        });
        index.get(&grant).into_iter().flatten().filter_map(|at| self.data.get(*at))
    }

    /// What is published of every grant and organisation, and what is not yet.
    pub fn completeness(&self) -> &Completeness {
        self.completeness.get_or_init(|| Completeness::of(self.portal, self.findings))
    }

    /// What was found about a grant or lot (`grants/x`) and the figures on its page.
    fn findings_about(&self, subject: &str) -> &[&'p Finding] {
        self.findings_about.get(subject).map_or(&[], Vec::as_slice)
    }

    /// Every page, by address.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The languages of the interface, the default first.
    pub fn interface_languages(&self) -> &'p [Lang] {
        &self.portal.interface_languages
    }

    /// How to write in `language`, or in the default language.
    pub fn tongue(&self, language: Option<Lang>) -> Option<&Tongue<'p>> {
        let language = language.or_else(|| self.portal.languages.first().copied());
        language.and_then(|language| self.tongues.get(&language))
    }

    /// The full address of a page or file, where the portal's address is known; otherwise from the root.
    pub fn address(&self, address: &str) -> String {
        let base = &self.portal.base_url;
        if base.origin.is_empty() { address.to_owned() } else { base.absolute(address) }
    }

    /// Makes a page. `None` only for a portal without any language.
    pub fn page(&self, entry: &Entry) -> Option<Page> {
        let tongue = self.tongue(entry.language)?;
        let mut body = (entry.kind.body)(self, tongue, entry.subject);
        let wanted = match card::wanted(self) {
            ShareCards::All => true,
            ShareCards::Home => entry.below.is_empty(),
            ShareCards::None => false,
        };
        body.card = body.card.filter(|_| wanted);
        let taken = takeaway::of_page(self, tongue, entry, &body);
        Some(Page { frame: Frame::new(self, tongue, entry, &body), body, taken })
    }

    /// Words of the interface that were asked for and are not there.
    pub fn missing_words(&self) -> Findings {
        self.tongues.values().flat_map(Tongue::missing).collect()
    }

    /// Whether the site has a page at this address.
    pub fn has(&self, address: &str) -> bool {
        self.entry(address).is_some() || self.elsewhere.contains(address)
    }

    /// What things were called before, by what stands in addresses today: `grants/x`. None in an edition, where all is as
    /// it was.
    pub fn former(&self) -> &BTreeMap<String, Vec<String>> {
        &self.former
    }

    /// Addresses of pages that an edition leaves to the portal; none in the portal itself.
    pub fn elsewhere(&self) -> &BTreeSet<String> {
        &self.elsewhere
    }

    /// The pictures that pages show, each once.
    pub fn pictures(&self) -> Vec<&'p Picture> {
        let grants = self.portal.grants.iter();
        let of_grants = grants.flat_map(|it| it.pictures.iter().chain(it.stories.iter().flat_map(|it| &it.pictures)));
        let of_lots = self.portal.lots.iter().flat_map(|lot| &lot.pictures);
        let of_pages = self.portal.pages.iter().flat_map(|page| page.texts.values().flat_map(|text| &text.pictures));
        let shown = of_grants.chain(of_lots).chain(of_pages).filter(|picture| picture.is_shown());
        let by_path: BTreeMap<&str, &Picture> = shown.map(|picture| (picture.path.as_str(), picture)).collect();
        by_path.into_values().collect()
    }

    /// Links in texts that lead to no page of the portal.
    fn dead_links(&self) -> Findings {
        let texts = narratives(self.portal);
        let dead = |text: &&Markdown| -> Vec<Finding> {
            let links = text.links.iter().filter(|link| !prose::is_outside(&link.target));
            links.filter(|link| !self.leads_somewhere(&link.target, text.language)).map(dead_link).collect()
        };
        texts.par_iter().flat_map_iter(dead).collect()
    }

    fn leads_somewhere(&self, target: &str, language: Lang) -> bool {
        let address = prose::address(target, language);
        let page = address.split(['#', '?']).next().unwrap_or(&address);
        target.starts_with('#') || self.has(page)
    }
}

fn dead_link(link: &crate::read::Link) -> Finding {
    Finding::new(Code::DeadLink).at(&link.place).with("target", link.target.as_str())
}

/// Every longer text of the portal.
fn narratives(portal: &Portal) -> Vec<&Markdown> {
    let grants = portal.grants.iter().flat_map(|grant| {
        grant.narratives.iter().chain(grant.stories.iter().flat_map(|story| story.narratives.iter()))
    });
    let lots = portal.lots.iter().flat_map(|lot| lot.narratives.iter());
    let pages = portal.pages.iter().flat_map(|page| page.texts.values().map(|text| &text.text));
    grants.chain(lots).chain(pages).collect()
}

/// Where the links of texts were written, by the address that they lead to.
pub fn link_places(portal: &Portal) -> BTreeMap<String, BTreeSet<Place>> {
    let mut places: BTreeMap<String, BTreeSet<Place>> = BTreeMap::new();
    for text in narratives(portal) {
        for link in &text.links {
            places.entry(prose::address(&link.target, text.language)).or_default().insert(link.place.clone());
        }
    }
    places
}

/// Shows the site of `content/` to a test.
#[cfg(test)]
fn content_laid_out(see: impl FnOnce(&Site<'_>)) {
    let today = jiff::civil::date(2026, 11, 20);
    let world = crate::World { today, base_url: None, strict: false, edition: None };
    let files = crate::read::Folder::new(env!("CARGO_MANIFEST_DIR"));
    assert!(crate::laid_out(&files, &world, |site, _| see(site)).is_some(), "a portal");
}
