//! `/data/index.json` and `/data/organisations.json`: what is common to all grants, and where everything is.

use super::notes::former;
use super::people::Contact;
use super::text::{ByLanguage, Code, Labels, Pen, Text};
use super::value::{Date, Exact, Iso};
use super::withdrawn::Gone;
use super::{Version, is_packed};
use crate::derive::{Reported, State, StateCounts, Totals as DerivedTotals};
use crate::language::Lang;
use crate::model::{self, Portal as ModelPortal};
use crate::read::{OrganisationKind, OutletKind, PartyRole};
use crate::site::data::{DataFile, RECORDS};
use crate::value::{PartialDate, Stated};
use schemars::JsonSchema;
use serde::Serialize;

/// The portal, and where everything is.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "Index")]
pub struct Index {
    /// The schema that this file follows.
    schema: Version,
    /// The program that made the files.
    generator: &'static str,
    /// The portal.
    portal: Portal,
    /// The frozen edition that this is; absent: the current state.
    edition: Option<String>,
    /// The latest day, month or year on which facts of a grant or lot were brought up to date.
    updated: Option<Iso>,
    /// Sums over all grants, each with what it includes.
    totals: Totals,
    /// The themes.
    themes: Vec<Theme>,
    /// Every grant.
    grants: Vec<Line>,
    /// Every lot.
    lots: Vec<Line>,
    /// The grants and lots that were published once and are not any more.
    withdrawn: Vec<Gone>,
    /// Every file of data about the whole portal, but this one and those that list files.
    files: Vec<File>,
    /// What the codes in this file are called: by list, then by code.
    labels: Labels,
}

/// The portal.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Portal {
    /// Its name.
    title: Text,
    /// What it is.
    description: Text,
    /// Its home pages.
    addresses: ByLanguage,
    /// Languages in which the content is to be complete, the first one by default.
    languages: Vec<Code<Lang>>,
    /// Further languages of words that the program gives: labels, values.
    further_languages: Vec<Code<Lang>>,
    /// The slug of the organisation that answers for it.
    operator: Option<String>,
    /// The licence of texts and figures.
    licence: Option<Licence>,
    /// Public contacts.
    contacts: Vec<Contact>,
    /// From this share of the plan on, in percent, a result is partly met.
    partly_from: Exact,
}

/// A licence.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Licence {
    /// Its usual name.
    name: Text,
    /// The address of its text.
    link: Option<String>,
}

/// A theme.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Theme {
    /// The code of the theme in grants and lots.
    code: String,
    /// Its name.
    name: Text,
    /// What belongs to it.
    description: Option<Text>,
    /// The sector of the list of the DAC (OECD) that it is counted under: five digits.
    dac_sector: Option<String>,
}

/// Where a grant or lot is.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Line {
    /// The end of its address.
    slug: String,
    /// The file that holds its record, seen from this one: its own, or an archive of all of them.
    file: String,
    /// The path of its record in that file, where it is an archive. Since 1.2.
    entry: Option<String>,
    /// Its name; left out where there are more than 2000 of its kind, because this file is to stay small.
    title: Option<Text>,
    /// When its facts were last brought up to date.
    updated: Date,
}

/// A file of data.
#[derive(Debug, Serialize, JsonSchema)]
pub struct File {
    /// The file, seen from this one.
    path: String,
    /// What it is.
    kind: String,
    /// The language of its words; absent: all, or none.
    language: Option<Code<Lang>>,
    /// How many rows or records it has.
    rows: Option<usize>,
    /// Its size.
    bytes: u64,
    /// SHA-256 of its bytes, in hexadecimal digits.
    sha256: String,
}

/// Sums over all grants.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Totals {
    /// How many grants there are.
    grants: usize,
    /// How many of them have reported.
    reports: usize,
    /// Money that was awarded, by currency.
    awarded: Vec<MoneySum>,
    /// Money that proposals ask for, by currency.
    asked: Vec<MoneySum>,
    /// People that are to be reached directly.
    people_planned: Sum,
    /// People that were reached directly.
    people_reached: Sum,
    /// People that those grants were to reach which have reported how many they reached.
    people_planned_where_reached: Sum,
    /// Publications.
    publications: Sum,
    /// How many success stories there are.
    stories: usize,
    /// How many indicators are in which state.
    states: States,
    /// How many of those that are not reported belong to grants without a report yet: the pages leave them aside when they
    /// say how many are met.
    awaiting_report: usize,
}

/// A sum, and of how many grants it is the sum.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Sum {
    /// The sum over the grants that state the figure; absent where none does.
    amount: Option<Exact>,
    /// How many grants state it.
    grants: usize,
}

/// A sum of money of one currency.
#[derive(Debug, Serialize, JsonSchema)]
pub struct MoneySum {
    /// ISO 4217.
    currency: String,
    /// The sum.
    amount: Exact,
    /// How many grants state it.
    grants: usize,
}

/// How many indicators are in which state.
#[derive(Debug, Serialize, JsonSchema)]
pub struct States {
    /// Better than planned.
    exceeded: usize,
    /// As planned.
    met: usize,
    /// At least the portal's share of the plan.
    partly: usize,
    /// Less than that.
    #[serde(rename = "not met")]
    not_met: usize,
    /// Planned, and no result is given: there is no report yet, or it is silent.
    #[serde(rename = "not reported")]
    not_reported: usize,
    /// Reported or described, and there is no plan to compare with.
    #[serde(rename = "no target")]
    no_target: usize,
}

/// Who takes part, and where things are published.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "Organisations")]
pub struct Organisations {
    /// The schema that this file follows.
    schema: Version,
    /// Every organisation, by slug.
    organisations: Vec<Organisation>,
    /// Every newspaper, channel and page, by slug.
    outlets: Vec<Outlet>,
    /// What the codes in this file are called: by list, then by code.
    labels: Labels,
}

/// An organisation.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Organisation {
    /// The end of its address.
    slug: String,
    /// Slugs that it had before.
    former_slugs: Vec<String>,
    /// Its page.
    addresses: ByLanguage,
    /// Its full name.
    name: Text,
    /// A short name.
    short_name: Option<Text>,
    /// What kind it is.
    kind: Code<OrganisationKind>,
    /// Its region.
    region: Option<String>,
    /// Its town.
    town: Option<Text>,
    /// Its public business number.
    number: Option<String>,
    /// Its website.
    website: Option<String>,
    /// Public contacts of the office.
    contacts: Vec<Contact>,
    /// What it does.
    description: Option<Text>,
    /// The grants in which it takes part.
    grants: Vec<TakesPart>,
}

/// A grant in which an organisation takes part.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TakesPart {
    /// The slug of the grant.
    grant: String,
    /// What it is there.
    roles: Vec<Code<PartyRole>>,
}

/// A newspaper, a channel, a page.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Outlet {
    /// The end of its address.
    slug: String,
    /// Slugs that it had before.
    former_slugs: Vec<String>,
    /// Its page.
    addresses: ByLanguage,
    /// Its name.
    name: Text,
    /// What kind it is.
    kind: Code<OutletKind>,
    /// The slug of the organisation that it belongs to.
    organisation: Option<String>,
    /// Its region.
    region: Option<String>,
    /// Its website.
    website: Option<String>,
    /// What it is.
    description: Option<Text>,
}

impl From<&StateCounts> for States {
    fn from(counts: &StateCounts) -> Self {
        Self {
            exceeded: counts.get(State::Exceeded),
            met: counts.get(State::Met),
            partly: counts.get(State::Partly),
            not_met: counts.get(State::NotMet),
            not_reported: counts.get(State::NotReported),
            no_target: counts.get(State::NoTarget),
        }
    }
}

impl From<&Reported> for Sum {
    fn from(reported: &Reported) -> Self {
        Self { amount: reported.known().as_ref().map(Exact::from), grants: reported.of }
    }
}

impl From<&DerivedTotals> for Totals {
    fn from(totals: &DerivedTotals) -> Self {
        let DerivedTotals {
            grants,
            reports,
            money,
            asked,
            people_planned,
            people_reached,
            people_planned_where_reached,
            counting_people: _,
            awaiting_people: _,
            states,
            awaiting_results,
            stories,
            publications,
        } = totals;
        Self {
            grants: *grants,
            reports: *reports,
            awarded: money_sums(money),
            asked: money_sums(asked),
            people_planned: Sum::from(people_planned),
            people_reached: Sum::from(people_reached),
            people_planned_where_reached: Sum::from(people_planned_where_reached),
            publications: Sum::from(publications),
            stories: *stories,
            states: States::from(states),
            awaiting_report: *awaiting_results,
        }
    }
}

fn money_sums(money: &crate::derive::Money) -> Vec<MoneySum> {
    let sum = |(currency, reported): (&String, &Reported)| MoneySum {
        currency: currency.clone(),
        amount: Exact::from(&reported.sum),
        grants: reported.of,
    };
    money.iter().map(sum).collect()
}

/// Above this number of grants or lots their names are left out of the index.
const NAMED_UP_TO: usize = 2000;

impl Pen<'_> {
    /// The index, with the files that there are.
    pub(super) fn index(&self, files: &[DataFile]) -> Index {
        let portal = self.portal();
        let grants = portal.grants.iter().map(|it| ("grants", &it.slug, &it.title, &it.updated));
        let lots = portal.lots.iter().map(|it| ("lots", &it.slug, &it.title, &it.updated));
        Index {
            schema: Version::default(),
            generator: concat!("esep ", env!("CARGO_PKG_VERSION")),
            portal: self.portal_itself(portal),
            edition: self.site.edition.map(str::to_owned),
            updated: updated(portal).as_ref().map(Iso::from),
            totals: Totals::from(&self.site.figures.totals),
            themes: portal.themes.iter().map(|theme| self.theme(theme)).collect(),
            grants: self.lines(grants),
            lots: self.lines(lots),
            withdrawn: self.gone(),
            files: files.iter().filter(|file| file.grant.is_none()).map(File::from).collect(),
            labels: self.labels(),
        }
    }

    fn portal_itself(&self, portal: &ModelPortal) -> Portal {
        let further = portal.interface_languages.iter().filter(|lang| !portal.languages.contains(lang));
        let licence =
            |licence: &model::Licence| Licence { name: self.words(&licence.name), link: licence.link.clone() };
        Portal {
            title: self.words(&portal.title),
            description: self.words(&portal.description),
            addresses: self.addresses(""),
            languages: portal.languages.iter().copied().map(Code).collect(),
            further_languages: further.copied().map(Code).collect(),
            operator: portal.operator.and_then(|at| self.organisation(at)),
            licence: portal.licence.as_ref().map(licence),
            contacts: portal.contacts.iter().map(|contact| self.contact(contact)).collect(),
            partly_from: Exact::from(&portal.thresholds.partly_from),
        }
    }

    fn theme(&self, theme: &model::Theme) -> Theme {
        let model::Theme { id, place: _, name, description, dac_sector } = theme;
        Theme {
            code: id.clone(),
            name: self.words(name),
            description: self.optional(description.as_ref()),
            dac_sector: dac_sector.map(|sector| sector.to_string()),
        }
    }

    fn lines<'a>(
        &self,
        things: impl ExactSizeIterator<Item = (&'a str, &'a String, &'a crate::read::Words, &'a Stated<PartialDate>)>,
    ) -> Vec<Line> {
        let named = things.len() <= NAMED_UP_TO;
        let line = |(folder, slug, title, updated): (&str, &String, &crate::read::Words, &Stated<PartialDate>)| {
            let own = format!("{folder}/{slug}.json");
            let (file, entry) = if is_packed(self.site) { (seen(RECORDS), Some(own)) } else { (own, None) };
            let title = named.then(|| self.words(title));
            Line { slug: slug.clone(), file, entry, title, updated: self.date(updated) }
        };
        things.map(line).collect()
    }

    /// Every organisation and outlet.
    pub(super) fn organisations(&self) -> Organisations {
        let organisations = self.portal().organisations.iter().enumerate();
        Organisations {
            schema: Version::default(),
            organisations: organisations.map(|(at, it)| self.organisation_itself(at, it)).collect(),
            outlets: self.portal().outlets.iter().map(|outlet| self.outlet(outlet)).collect(),
            labels: self.labels(),
        }
    }

    fn organisation_itself(&self, at: usize, organisation: &model::Organisation) -> Organisation {
        let model::Organisation {
            slug,
            place: _,
            name,
            short_name,
            kind,
            region,
            town,
            number,
            website,
            contacts,
            description,
            former_slugs,
        } = organisation;
        Organisation {
            slug: slug.clone(),
            former_slugs: former(former_slugs),
            addresses: self.addresses(&format!("organisations/{slug}/")),
            name: self.words(name),
            short_name: self.optional(short_name.as_ref()),
            kind: self.choice(*kind),
            region: region.map(|region| self.region(region)),
            town: self.optional(town.as_ref()),
            number: number.as_deref().cloned(),
            website: website.as_deref().cloned(),
            contacts: contacts.iter().map(|contact| self.contact(contact)).collect(),
            description: self.optional(description.as_ref()),
            grants: self.takes_part(at),
        }
    }

    fn takes_part(&self, organisation: usize) -> Vec<TakesPart> {
        let grants = self.site.figures.index.organisations.get(&organisation).into_iter().flatten();
        let takes_part = |(at, roles): (&usize, &std::collections::BTreeSet<PartyRole>)| {
            let grant = self.portal().grants.get(*at)?.slug.clone();
            Some(TakesPart { grant, roles: roles.iter().map(|role| self.choice(*role)).collect() })
        };
        grants.filter_map(takes_part).collect()
    }

    fn outlet(&self, outlet: &model::Outlet) -> Outlet {
        let model::Outlet { slug, place: _, name, kind, organisation, region, website, description, former_slugs } =
            outlet;
        Outlet {
            slug: slug.clone(),
            former_slugs: former(former_slugs),
            addresses: self.addresses(&format!("outlets/{slug}/")),
            name: self.words(name),
            kind: self.choice(*kind),
            organisation: organisation.and_then(|at| self.organisation(at)),
            region: region.map(|region| self.region(region)),
            website: website.as_deref().cloned(),
            description: self.optional(description.as_ref()),
        }
    }
}

/// When facts of a grant or lot were last brought up to date.
pub fn updated(portal: &ModelPortal) -> Option<PartialDate> {
    let grants = portal.grants.iter().map(|grant| &grant.updated);
    let dates = grants.chain(portal.lots.iter().map(|lot| &lot.updated));
    dates.filter_map(Stated::known).max().copied()
}

/// The path of a file of the site, seen from the index.
fn seen(path: &str) -> String {
    path.strip_prefix("data/").map_or_else(|| format!("../{path}"), str::to_owned)
}

impl From<&DataFile> for File {
    fn from(file: &DataFile) -> Self {
        let DataFile { path, kind, language, grant: _, rows, bytes, sha256 } = file;
        let language = language.map(Code);
        Self {
            path: seen(path),
            kind: (*kind).to_owned(),
            language,
            rows: *rows,
            bytes: *bytes,
            sha256: sha256.clone(),
        }
    }
}
