//! One grant as an `iati-activity`, its parts in the order of the schema.

use super::super::names;
use super::super::xml::Element;
use super::codes;
use super::narrative::Texts;
use super::results;
use crate::language::regions::RegionKind;
use crate::language::{Lang, Region};
use crate::model::{Document, Grant, Organisation, Party, Who};
use crate::read::{DocumentKind, GrantStatus, PartyRole};
use crate::site::Site;
use crate::value::{DacSector, Decimal, PartialDate, Period, Stated};
use jiff::ToSpan;
use jiff::civil::Date;

/// What a grant lacks to be an activity: keys of `data.left_out`.
pub(super) fn lacks(grant: &Grant) -> Vec<&'static str> {
    let period = dates(grant).is_none().then_some("no_period");
    let party = parties(grant).next().is_none().then_some("no_party");
    period.into_iter().chain(party).collect()
}

/// The grant as an activity; `None` where it lacks something.
pub(super) fn activity(site: &Site<'_>, grant: &Grant) -> Option<Element> {
    let dates = dates(grant)?;
    let reporter = Reporter::new(site);
    let default = site.portal.languages.first().copied();
    let element = Element::new("iati-activity")
        .with_optional("last-updated-datetime", updated(site, grant).map(midnight))
        .with_optional("xml:lang", default.map(Lang::code))
        .with("default-currency", grant.currency.as_str())
        .holding([Element::text("iati-identifier", &names::grant(&reporter.reference, grant)), reporter.element(grant)])
        .holding([Texts::of(site, &grant.title).element_or("title", &grant.slug)])
        .holding(descriptions(site, grant))
        .holding(parties(grant).map(|(party, role)| participant(site, party, role)))
        .holding(other_identifiers(grant, &reporter.reference))
        .holding([Element::new("activity-status").with("code", codes::status(grant.status))])
        .holding(activity_dates(site, grant, dates))
        .holding([recipient(grant)])
        .holding(locations(site, grant))
        .holding(dac_sectors(site, grant))
        .holding([sector(site, grant)])
        .holding(tags(site, grant))
        .holding(budget(grant, dates))
        .holding(commitment(site, grant))
        .holding(document_links(site, grant))
        .holding(results::results(site, grant, dates));
    Some(element)
}

/// A day as the schema wants it. The year 0 is not in its calendar.
pub(super) fn iso(day: Date) -> Option<String> {
    (day.year() > 0).then(|| day.to_string())
}

fn midnight(day: Date) -> String {
    format!("{day}T00:00:00Z")
}

/// The first day on which the facts can have been brought up to date.
fn updated(site: &Site<'_>, grant: &Grant) -> Option<Date> {
    grant.updated.known().map(|date| date.first_day()).filter(|day| day.year() > 0 && *day <= site.generated)
}

/// The period from its first to its last day, where it has one: a month is widened to its edges.
fn dates(grant: &Grant) -> Option<(Date, Date)> {
    edges(grant.period.as_ref().map(|period| &period.value))
}

/// The first and the last day of a period.
pub(super) fn edges(period: Option<&Period>) -> Option<(Date, Date)> {
    let period = period.filter(|period| period.is_ordered() && period.first_day().year() > 0)?;
    Some((period.first_day(), period.last_day()))
}

/// Who publishes: the portal's operator, or the portal itself.
struct Reporter<'p> {
    operator: Option<&'p Organisation>,
    at: Option<usize>,
    reference: String,
    name: Texts,
}

impl<'p> Reporter<'p> {
    fn new(site: &Site<'p>) -> Self {
        let at = site.portal.operator;
        let operator = at.and_then(|at| site.portal.organisations.get(at));
        let reference = operator.map_or_else(|| names::prefix(site), |it| names::organisation(site, it));
        let name = Texts::of(site, operator.map_or(&site.portal.title, |it| &it.name));
        Self { operator, at, reference, name }
    }

    fn takes_part(&self, grant: &Grant) -> bool {
        let is_operator = |party: &Party| matches!(party.who, Who::Organisation(at) if Some(at) == self.at);
        parties(grant).any(|(party, _)| is_operator(party))
    }

    fn element(&self, grant: &Grant) -> Element {
        let kind = self.operator.map_or(codes::OTHER_ORGANISATION, |it| codes::organisation(it.kind));
        Element::new("reporting-org")
            .with("ref", self.reference.as_str())
            .with("type", kind)
            .with("secondary-reporter", if self.takes_part(grant) { "0" } else { "1" })
            .holding(self.name.narratives())
    }
}

/// What it is, what it is to reach, for whom, and the problem that it answers.
fn descriptions(site: &Site<'_>, grant: &Grant) -> Vec<Element> {
    let groups = Texts::lines(grant.target_groups.iter().map(|group| Texts::of(site, &group.name)));
    let optional =
        |words: &Option<crate::read::Words>| words.as_ref().map(|words| Texts::of(site, words)).unwrap_or_default();
    let more = [("2", optional(&grant.goal)), ("3", groups), ("4", optional(&grant.problem))];
    let more = more.into_iter().filter_map(|(kind, texts)| Some(texts.element("description")?.with("type", kind)));
    let general = Texts::of(site, &grant.summary).element_or("description", &grant.slug).with("type", "1");
    [general].into_iter().chain(more).collect()
}

/// Those with a role that IATI knows, each once in each role.
fn parties(grant: &Grant) -> impl Iterator<Item = (&Party, &'static str)> {
    let place = |party: &Party| match party.who {
        Who::Organisation(at) => Some((at, codes::role(party.role))),
        Who::Group(_) => None,
    };
    grant.parties.iter().enumerate().filter_map(move |(at, party)| {
        let role = codes::role(party.role)?;
        let repeated =
            place(party).is_some() && grant.parties.iter().take(at).any(|other| place(other) == place(party));
        (!repeated).then_some((party, role))
    })
}

fn participant(site: &Site<'_>, party: &Party, role: &'static str) -> Element {
    who(site, &party.who, "participating-org").with("role", role)
}

/// An organisation with its identifier and kind, or a group with its name.
fn who(site: &Site<'_>, who: &Who, name: &'static str) -> Element {
    match who {
        Who::Group(words) => Element::new(name).holding(Texts::of(site, words).narratives()),
        Who::Organisation(at) => match site.portal.organisations.get(*at) {
            None => Element::new(name),
            Some(it) => Element::new(name)
                .with("ref", names::organisation(site, it))
                .with("type", codes::organisation(it.kind))
                .holding(Texts::of(site, &it.name).narratives()),
        },
    }
}

/// The number of the contract, and the identifiers of the grant's former slugs.
fn other_identifiers(grant: &Grant, reference: &str) -> Vec<Element> {
    let number = contract(grant).and_then(|it| it.number.as_ref()).and_then(Stated::known).cloned();
    let own = |number: String| Element::new("other-identifier").with("ref", number).with("type", "A9");
    let former = |name: String| Element::new("other-identifier").with("ref", name).with("type", "A3");
    names::former(reference, grant).map(former).chain(number.map(own)).collect()
}

/// The period as planned. What the document says only to the month stands beside the widened day.
fn activity_dates(site: &Site<'_>, grant: &Grant, (first, last): (Date, Date)) -> Vec<Element> {
    let Some(period) = &grant.period else { return Vec::new() };
    let date = |kind, day: Date, written: PartialDate| {
        let exact = matches!(written, PartialDate::Day(_));
        let said = if exact { Texts::default() } else { Texts::said(site, |tongue| tongue.locale.date(&written)) };
        Element::new("activity-date").with("type", kind).with_optional("iso-date", iso(day)).holding(said.narratives())
    };
    vec![date("1", first, period.value.start), date("3", last, period.value.end)]
}

/// The country. Shares of several countries are stated nowhere, so that these become their region.
fn recipient(grant: &Grant) -> Element {
    let mut countries: Vec<&str> = grant.regions.iter().map(|region| region.country()).collect();
    countries.sort_unstable();
    countries.dedup();
    let region = |code| Element::new("recipient-region").with("code", code).with("vocabulary", "1");
    match countries.as_slice() {
        [] => region(codes::UNSPECIFIED_PLACE),
        [country] => Element::new("recipient-country").with("code", *country),
        _ => region(codes::CENTRAL_ASIA),
    }
}

/// The regions under their codes of ISO 3166-2, and the town.
fn locations(site: &Site<'_>, grant: &Grant) -> Vec<Element> {
    let regions = grant.regions.iter().map(|region| region.value).filter(|region| region.kind != RegionKind::Country);
    let town = grant.town.iter().map(|town| place(Texts::of(site, town), None));
    regions.map(|region| place(Texts::said(site, |tongue| tongue.region(region)), Some(region))).chain(town).collect()
}

/// A place. A region is of the class 1; of what class a place is that is only named, nobody says.
fn place(name: Texts, region: Option<&'static Region>) -> Element {
    let administrative = |region: &Region| {
        Element::new("administrative").with("vocabulary", "A4").with("code", region.country()).with("level", "0")
    };
    let class = |_| Element::new("location-class").with("code", "1");
    Element::new("location")
        .with_optional("ref", region.map(|region| region.code))
        .holding(name.element("name"))
        .holding(region.map(administrative))
        .holding(region.map(class))
}

/// The themes as one sector: their shares are stated nowhere, and several sectors would need them.
fn sector(site: &Site<'_>, grant: &Grant) -> Element {
    let themes: Vec<_> = grant.themes.iter().filter_map(|at| site.portal.themes.get(*at)).collect();
    if themes.is_empty() {
        return Element::new("sector").with("vocabulary", "1").with("code", codes::UNSPECIFIED_SECTOR);
    }
    let names = Texts::said(site, |tongue| {
        tongue.locale.list(&themes.iter().map(|theme| tongue.words(&theme.name).text).collect::<Vec<_>>())
    });
    let ids: Vec<&str> = themes.iter().map(|theme| theme.id.as_str()).collect();
    own_code(site, "sector", &ids.join("+")).holding(names.narratives())
}

/// The themes as sectors of the DAC. Several have equal shares, in percent with two places, that add up to 100.
fn dac_sectors(site: &Site<'_>, grant: &Grant) -> Vec<Element> {
    let themes = grant.themes.iter().filter_map(|at| site.portal.themes.get(*at));
    let stated: Vec<DacSector> = themes.filter_map(|theme| theme.dac_sector).collect();
    let element = |(sector, share): (DacSector, Option<Decimal>)| {
        let element = Element::new("sector").with("vocabulary", "1").with("code", sector.to_string());
        element.with_optional("percentage", share.map(|share| share.normalize().to_string()))
    };
    shares(&stated).into_iter().map(element).collect()
}

/// Each sector once, in the order of its first mention, with its share; what rounding leaves is the first one's. A sector
/// that is alone needs none.
fn shares(stated: &[DacSector]) -> Vec<(DacSector, Option<Decimal>)> {
    let mut sectors: Vec<DacSector> = Vec::new();
    for sector in stated {
        if !sectors.contains(sector) {
            sectors.push(*sector);
        }
    }
    if sectors.len() < 2 {
        return sectors.into_iter().map(|sector| (sector, None)).collect();
    }
    let part = |sector: &DacSector| {
        let times = stated.iter().filter(|it| *it == sector).count();
        Decimal::from(times * 10_000 / stated.len()) / Decimal::ONE_HUNDRED
    };
    let others: Decimal = sectors.iter().skip(1).map(part).sum();
    let first = Decimal::ONE_HUNDRED - others;
    let share = |(at, sector): (usize, DacSector)| (sector, Some(if at == 0 { first } else { part(&sector) }));
    sectors.into_iter().enumerate().map(share).collect()
}

/// Each theme by itself.
fn tags(site: &Site<'_>, grant: &Grant) -> Vec<Element> {
    let themes = grant.themes.iter().filter_map(|at| site.portal.themes.get(*at));
    themes.map(|theme| own_code(site, "tag", &theme.id).holding(Texts::of(site, &theme.name).narratives())).collect()
}

/// A code of the portal's own list of themes.
fn own_code(site: &Site<'_>, name: &'static str, code: &str) -> Element {
    Element::new(name)
        .with("vocabulary", codes::OWN_VOCABULARY)
        .with_optional("vocabulary-uri", page(site, "themes/"))
        .with("code", code)
}

/// The address of a page in the portal's default language, where the portal has an address.
fn page(site: &Site<'_>, below: &str) -> Option<String> {
    address(site, &site.tongue(None)?.here(below))
}

/// The full address of a page that the site has.
fn address(site: &Site<'_>, address: &str) -> Option<String> {
    let base = &site.portal.base_url;
    let page = address.split('#').next().unwrap_or(address);
    (!base.origin.is_empty() && site.has(page)).then(|| base.absolute(address))
}

/// The money, where the period is at most a year. How much of a longer grant belongs to which year is stated nowhere.
fn budget(grant: &Grant, (first, last): (Date, Date)) -> Option<Element> {
    let within_a_year = first.checked_add(1.year()).is_ok_and(|later| last < later);
    let status = if grant.status == GrantStatus::Proposed { "1" } else { "2" };
    let amount = grant.amount.known().filter(|_| within_a_year)?;
    let day = |name, day| Some(Element::new(name).with("iso-date", iso(day)?));
    let signed = awarded(grant).unwrap_or(first);
    let value = Element::text("value", &amount.normalize().to_string())
        .with("currency", grant.currency.as_str())
        .with("value-date", iso(signed)?);
    let budget = Element::new("budget").with("type", "1").with("status", status);
    Some(budget.holding([day("period-start", first)?, day("period-end", last)?, value]))
}

/// The money as it was promised on the day of the contract: an outgoing commitment.
fn commitment(site: &Site<'_>, grant: &Grant) -> Option<Element> {
    let (amount, signed) = (grant.amount.known()?, awarded(grant)?);
    let day = iso(signed).filter(|_| signed <= site.generated)?;
    let party = |name, roles: &[PartyRole]| {
        let found = roles.iter().find_map(|role| grant.parties.iter().find(|party| party.role == *role));
        found.map(|party| who(site, &party.who, name))
    };
    let value = Element::text("value", &amount.normalize().to_string())
        .with("currency", grant.currency.as_str())
        .with("value-date", day.as_str());
    let transaction = Element::new("transaction").holding([
        Element::new("transaction-type").with("code", "2"),
        Element::new("transaction-date").with("iso-date", day.as_str()),
        value,
    ]);
    let provider = party("provider-org", &[PartyRole::Funder, PartyRole::Customer, PartyRole::Operator]);
    Some(transaction.holding(provider).holding(party("receiver-org", &[PartyRole::Grantee, PartyRole::Implementer])))
}

/// The contract or the decision that gives the grant.
fn contract(grant: &Grant) -> Option<&Document> {
    let kinds = [DocumentKind::Contract, DocumentKind::Resolution, DocumentKind::Protocol];
    let papers = || [&grant.source].into_iter().chain(&grant.basis);
    kinds.iter().find_map(|kind| papers().find(|paper| paper.kind == *kind))
}

/// The day on which the grant was given, where the contract or the decision states it in full.
pub(in crate::output::export) fn awarded(grant: &Grant) -> Option<Date> {
    match contract(grant)?.date.as_ref()?.known()? {
        PartialDate::Day(day) if day.year() > 0 => Some(*day),
        _ => None,
    }
}

/// The pages of the grant and of its stories, and the documents that can be read.
fn document_links(site: &Site<'_>, grant: &Grant) -> Vec<Element> {
    let pages = site.interface_languages().iter().filter_map(|lang| grant_page(site, grant, *lang));
    let stories = grant.stories.iter().filter_map(|story| {
        let link = page(site, &format!("stories/{}/", story.slug))?;
        document_link(&link, &Texts::of(site, &story.title), codes::RESULTS)
    });
    let report = grant.report.as_ref().and_then(|report| report.source.as_ref());
    let papers = [&grant.source].into_iter().chain(&grant.basis).chain(report);
    pages.chain(papers.filter_map(|paper| paper_link(site, paper))).chain(stories).collect()
}

fn grant_page(site: &Site<'_>, grant: &Grant, lang: Lang) -> Option<Element> {
    let link = address(site, &site.tongue(Some(lang))?.here(&format!("grants/{}/", grant.slug)))?;
    let title = Texts::in_one(site, &grant.title, lang);
    let link = document_link(&link, &title, codes::PAGE)?;
    Some(link.holding([Element::new("language").with("code", lang.code())]))
}

fn paper_link(site: &Site<'_>, paper: &Document) -> Option<Element> {
    let link = document_link(paper.link.as_ref()?, &Texts::of(site, &paper.title), codes::document(paper.kind))?;
    let language = paper.language.map(|lang| Element::new("language").with("code", lang.code()));
    let day = match paper.date.as_ref().and_then(Stated::known) {
        Some(PartialDate::Day(day)) => iso(*day).map(|day| Element::new("document-date").with("iso-date", day)),
        _ => None,
    };
    Some(link.holding(language).holding(day))
}

fn document_link(link: &str, title: &Texts, category: &'static str) -> Option<Element> {
    let element = Element::new("document-link").with("url", link).with("format", codes::format(link));
    Some(element.holding([title.element("title")?, Element::new("category").with("code", category)]))
}

/// The permanent address of a figure of the grant, in the portal's default language.
pub(super) fn figure(site: &Site<'_>, grant: &Grant, id: &str) -> Option<String> {
    page(site, &format!("grants/{}/#{id}", grant.slug))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_of_sectors_add_up_to_a_hundred() {
        let shares = |codes: &[&str]| -> Vec<String> {
            let stated: Vec<_> = codes.iter().filter_map(|code| DacSector::parse(code)).collect();
            let told = |(sector, share): (DacSector, Option<Decimal>)| format!("{sector} {share:?}");
            shares(&stated).into_iter().map(told).collect()
        };
        assert_eq!(shares(&["15130", "15130"]), ["15130 None"]);
        assert_eq!(shares(&["15130", "16010"]), ["15130 Some(50)", "16010 Some(50)"]);
        assert_eq!(
            shares(&["15130", "16010", "12340"]),
            ["15130 Some(33.34)", "16010 Some(33.33)", "12340 Some(33.33)"]
        );
        assert_eq!(shares(&["16010", "15130", "16010"]), ["16010 Some(66.67)", "15130 Some(33.33)"]);
    }
}
