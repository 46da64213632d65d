//! What search finds, as data, in one language: each document with its words, its filters and its facts.
//!
//! A document is a page or a place on a page: a publication has no page of its own, but a row on the page
//! of its grant. Words and values are the ones that the page shows.

mod grant;
mod others;

use super::{Passage, Site, Tongue};
use crate::language::Lang;
use crate::model::{Grant, Indicator};
use crate::read::{Markdown, Narratives, Words};
use crate::value::{Decimal, PartialDate, Stated};
use pulldown_cmark::{Event, TagEnd};
use std::sync::Arc;

/// What a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A grant.
    Grant,
    /// A success story.
    Story,
    /// A publication about a grant.
    Publication,
    /// An organisation.
    Organisation,
    /// A lot.
    Lot,
    /// A region.
    Region,
    /// A theme.
    Theme,
    /// A page of text.
    Page,
}

impl Kind {
    /// Every kind, in the order in which readers are offered them.
    pub const ALL: [Self; 8] = [
        Self::Grant,
        Self::Story,
        Self::Publication,
        Self::Organisation,
        Self::Lot,
        Self::Region,
        Self::Theme,
        Self::Page,
    ];

    /// The key of its word: `search_kind.<code>`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Grant => "grant",
            Self::Story => "story",
            Self::Publication => "publication",
            Self::Organisation => "organisation",
            Self::Lot => "lot",
            Self::Region => "region",
            Self::Theme => "theme",
            Self::Page => "page",
        }
    }
}

/// By what readers narrow a search.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Facet {
    /// What the document is.
    Kind,
    /// Where: codes of ISO 3166.
    Region,
    /// When.
    Year,
    /// About what: ids of themes.
    Theme,
    /// Who does the work: slugs of organisations.
    Organisation,
    /// How far the grant is.
    Status,
    /// The states that indicators of the grant are in.
    Achievement,
}

impl Facet {
    /// Every facet.
    pub const ALL: [Self; 7] =
        [Self::Kind, Self::Region, Self::Year, Self::Theme, Self::Organisation, Self::Status, Self::Achievement];

    /// The name by which the browser asks for it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Region => "region",
            Self::Year => "year",
            Self::Theme => "theme",
            Self::Organisation => "organisation",
            Self::Status => "status",
            Self::Achievement => "achievement",
        }
    }
}

/// A grant and what is told about it, or a document that stands alone.
pub type Family = Vec<Document>;

/// The values that a document has, by facet: codes; a facet that does not apply is absent. What a family has in common
/// is there once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facets(Vec<(Facet, Arc<[String]>)>);

impl Facets {
    /// The codes of the values of a facet.
    pub fn of(&self, facet: Facet) -> &[String] {
        self.0.iter().find(|(it, _)| *it == facet).map_or(&[], |(_, values)| values)
    }

    /// The same with these values of a facet.
    #[must_use]
    pub fn with(mut self, facet: Facet, values: Vec<String>) -> Self {
        self.0.retain(|(it, _)| *it != facet);
        self.0.push((facet, values.into()));
        self
    }
}

/// Something that search finds.
#[derive(Debug, Clone)]
pub struct Document {
    /// What it is.
    pub kind: Kind,
    /// The address from the root, such as `/kk/grants/x/#y`.
    pub address: String,
    /// Its name.
    pub title: Passage,
    /// Who does the work.
    pub organisation: Option<Passage>,
    /// Numbers by which it is known: of its contract, its lot, its organisation; its years and its money.
    pub numbers: Vec<String>,
    /// What it says, the most telling first.
    pub body: Vec<Passage>,
    /// The values that it has.
    pub facets: Facets,
    /// What a result shows beside the text, by name, written out.
    pub facts: Vec<(&'static str, Arc<str>)>,
    /// When it begins or happened.
    pub date: Option<PartialDate>,
    /// The money, with its currency.
    pub amount: Option<(Decimal, String)>,
}

impl Document {
    fn new(kind: Kind, address: String, title: Passage) -> Self {
        Self {
            kind,
            address,
            title,
            organisation: None,
            numbers: Vec::new(),
            body: Vec::new(),
            facets: Facets::default().with(Facet::Kind, vec![kind.code().to_owned()]),
            facts: Vec::new(),
            date: None,
            amount: None,
        }
    }

    /// With what it has in common with its grant.
    fn of_family(self, bare: &Self) -> Self {
        let facets = bare.facets.clone().with(Facet::Kind, vec![self.kind.code().to_owned()]);
        Self { organisation: bare.organisation.clone(), facets, facts: bare.facts.clone(), ..self }
    }

    fn with(mut self, facet: Facet, values: Vec<String>) -> Self {
        if !values.is_empty() {
            self.facets = self.facets.with(facet, values);
        }
        self
    }

    fn fact(mut self, name: &'static str, text: Option<String>) -> Self {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            self.facts.retain(|(it, _)| *it != name);
            self.facts.push((name, text.into()));
        }
        self
    }

    fn dated(mut self, date: Option<PartialDate>, written: Option<String>) -> Self {
        self.date = date;
        self.fact("date", written)
    }
}

/// Everything that search finds in one language. A family is made when it is asked for: those of a large portal together
/// take as much memory as its model.
pub struct Documents<'s> {
    site: &'s Site<'s>,
    tongue: &'s Tongue<'s>,
    others: Vec<Document>,
}

impl<'s> Documents<'s> {
    /// Everything that search finds in the language of `tongue`.
    pub fn new(site: &'s Site<'s>, tongue: &'s Tongue<'s>) -> Self {
        Self { site, tongue, others: others::documents(site, tongue) }
    }

    /// How many families there are: the grants, then everything else.
    pub fn families(&self) -> usize {
        self.site.portal.grants.len() + self.others.len()
    }

    /// The family with this number, from 0: a grant, its stories and its publications, or another document.
    pub fn family(&self, number: usize) -> Family {
        let grants = &self.site.portal.grants;
        match grants.get(number) {
            Some(grant) => grant::family(self.site, self.tongue, grant, number),
            None => self.others.get(number - grants.len()).into_iter().cloned().collect(),
        }
    }
}

/// The values that a facet can have, in the order in which readers see them, with their words.
pub fn values(site: &Site<'_>, tongue: &Tongue<'_>, facet: Facet) -> Vec<(String, String)> {
    let own = |code: &str, words: String| (code.to_owned(), words);
    match facet {
        Facet::Kind => {
            Kind::ALL.iter().map(|it| own(it.code(), tongue.t(&format!("search_kind.{}", it.code())))).collect()
        }
        Facet::Region => {
            let mut all: Vec<_> =
                super::kinds::regions(site).iter().map(|it| own(it.code, tongue.region(it))).collect();
            tongue.sort(&mut all, |(_, name)| name);
            all
        }
        Facet::Year => {
            others::years(site).into_iter().rev().map(|year| own(&year.to_string(), year.to_string())).collect()
        }
        Facet::Theme => {
            let mut all: Vec<_> =
                site.portal.themes.iter().map(|it| own(&it.id, tongue.words(&it.name).text)).collect();
            tongue.sort(&mut all, |(_, name)| name);
            all
        }
        Facet::Organisation => {
            site.portal.organisations.iter().map(|it| own(&it.slug, tongue.words(&it.name).text)).collect()
        }
        Facet::Status => crate::read::GrantStatus::ALL
            .iter()
            .map(|it| own(it.code(), tongue.choice("grant_status", it.code())))
            .collect(),
        Facet::Achievement => crate::derive::State::ALL
            .iter()
            .map(|it| own(it.code(), tongue.t(&format!("state.{}", it.code()))))
            .collect(),
    }
}

/// The passages of one document, collected in the order of the page.
struct Passages<'a, 'p> {
    tongue: &'a Tongue<'p>,
    languages: &'p [Lang],
    all: Vec<Passage>,
}

impl<'a, 'p> Passages<'a, 'p> {
    fn new(site: &Site<'p>, tongue: &'a Tongue<'p>) -> Self {
        Self { tongue, languages: &site.portal.languages, all: Vec::new() }
    }

    /// Adds words; a mark such as "left blank" is no text to be found.
    fn add<'w>(&mut self, words: impl IntoIterator<Item = &'w Words>) {
        let stated = |words: &&Words| words.same.as_deref().and_then(Stated::<()>::from_mark).is_none();
        self.all.extend(words.into_iter().filter(stated).map(|words| self.tongue.words(words)));
    }

    /// Adds text that belongs to every language: numbers, names of regions.
    fn plain(&mut self, texts: impl IntoIterator<Item = String>) {
        self.all.extend(texts.into_iter().filter(|text| !text.is_empty()).map(Passage::from));
    }

    /// Adds a longer text, in the language of the page or in the one that there is.
    fn prose(&mut self, narratives: &Narratives) {
        let wanted = [self.tongue.lang].into_iter().chain(self.languages.iter().copied());
        let found = wanted.filter_map(|lang| narratives.get(lang)).next().or_else(|| narratives.iter().next());
        self.all.extend(found.map(|text| self.markdown(text)));
    }

    fn markdown(&self, text: &Markdown) -> Passage {
        let lang = (text.language != self.tongue.lang).then(|| text.language.code());
        Passage { text: plain_text(text), lang }
    }

    fn indicators(&mut self, indicators: &[Indicator]) {
        for it in indicators {
            self.all.push(self.tongue.indicator(it));
            self.add(it.detail.iter().chain(&it.method).chain(&it.comment));
        }
    }

    fn done(self) -> Vec<Passage> {
        self.all.into_iter().filter(|passage| !passage.text.trim().is_empty()).collect()
    }
}

/// A text without its marks; blocks are parted by a line end.
fn plain_text(text: &Markdown) -> String {
    let mut out = String::with_capacity(text.body.len());
    for event in text.events() {
        match event {
            Event::Text(text) | Event::Code(text) => out.push_str(&text),
            Event::SoftBreak | Event::End(TagEnd::TableCell) => out.push(' '),
            Event::HardBreak
            | Event::End(
                TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::Item
                | TagEnd::TableRow
                | TagEnd::TableHead
                | TagEnd::CodeBlock,
            ) => out.push('\n'),
            _ => {}
        }
    }
    out
}

fn stated_number(number: Option<&Stated<String>>) -> Option<String> {
    number.and_then(Stated::known).cloned()
}

/// The numbers of the documents that a grant or lot rests on.
fn numbers<'d>(documents: impl IntoIterator<Item = &'d crate::model::Document>) -> Vec<String> {
    documents.into_iter().filter_map(|it| stated_number(it.number.as_ref())).collect()
}

fn region_codes(grant: &Grant) -> Vec<String> {
    grant.regions.iter().map(|region| region.value.code.to_owned()).collect()
}
