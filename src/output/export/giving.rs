//! 360Giving 1.4: who gave how much to whom, when and where, in the portal's default language.
//!
//! The format has one language and no results, so that each grant leads to the page with its results. It asks for an
//! amount, the day of the award, who gets and who gives the money: a grant that does not state them is left out by name.

use super::iati::awarded;
use super::{Export, Shelf, Tag, names};
use crate::language::Region;
use crate::language::regions::RegionKind;
use crate::model::{Document, Grant, Organisation, Party, Who};
use crate::read::{PartyRole, Words};
use crate::site::data::LeftOut;
use crate::site::{Site, Tongue};
use crate::value::{Decimal, Period};
use serde::Serialize;
use serde_json::Number;
use std::io;

/// `data/360giving.json`.
pub const EXPORT: Export = Export { name: "360giving", publish };

const KIND: &str = "360giving";
const PATH: &str = "data/360giving.json";

fn publish(site: &Site<'_>, shelf: &Shelf<'_>) -> io::Result<()> {
    let Some(tongue) = site.tongue(None) else { return Ok(()) };
    let writer = Writer { site, tongue };
    let mut grants = Vec::new();
    for (at, grant) in site.portal.grants.iter().enumerate() {
        match writer.grant(grant) {
            Ok(record) => grants.push(record),
            Err(reasons) => {
                reasons.into_iter().for_each(|reason| shelf.leave_out(LeftOut { kind: KIND, grant: at, reason }));
            }
        }
    }
    // The format has no package without a grant.
    if grants.is_empty() {
        return Ok(());
    }
    let tag = Tag { kind: KIND, rows: Some(grants.len()), ..Tag::default() };
    let package = writer.package(grants);
    shelf.put(tag, PATH, || {
        let mut bytes = serde_json::to_vec_pretty(&package).map_err(io::Error::other)?;
        bytes.push(b'\n');
        Ok(bytes)
    })
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Package {
    version: &'static str,
    title: String,
    description: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    license: Option<String>,
    publisher: Publisher,
    #[serde(skip_serializing_if = "Option::is_none", rename = "downloadURL")]
    download_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", rename = "accessURL")]
    access_url: Option<String>,
    grants: Vec<Record>,
}

#[derive(Serialize)]
struct Publisher {
    identifier: String,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    website: Option<String>,
}

/// One grant.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Record {
    id: String,
    title: String,
    description: String,
    currency: String,
    amount_awarded: Number,
    award_date: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    planned_dates: Vec<Event>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    actual_dates: Vec<Event>,
    recipient_organization: Vec<Body>,
    funding_organization: Vec<Body>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    beneficiary_location: Vec<Location>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    grant_programme: Vec<Programme>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    classifications: Vec<Classification>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_document: Vec<Paper>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    data_source: Option<String>,
}

/// A period; dates are as exact as the content states them.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Event {
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    start_date: String,
    end_date: String,
}

#[derive(Serialize)]
struct Body {
    id: String,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    country_code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    geo_code: Option<String>,
}

#[derive(Serialize)]
struct Programme {
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<String>,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

#[derive(Serialize)]
struct Classification {
    vocabulary: String,
    code: String,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Paper {
    title: String,
    url: String,
    document_type: String,
}

/// Writes in the portal's default language.
struct Writer<'s, 'p> {
    site: &'s Site<'p>,
    tongue: &'s Tongue<'p>,
}

impl Writer<'_, '_> {
    fn package(&self, grants: Vec<Record>) -> Package {
        let portal = self.site.portal;
        let operator = portal.operator.and_then(|at| portal.organisations.get(at));
        let publisher = Publisher {
            identifier: operator.map_or_else(|| names::prefix(self.site), |it| names::organisation(self.site, it)),
            name: self.said(operator.map_or(&portal.title, |it| &it.name)),
            website: self.address("/"),
        };
        Package {
            version: "1.4",
            title: self.said(&portal.title),
            description: self.said(&portal.description),
            license: portal.licence.as_ref().and_then(|it| it.link.as_deref()).map(uri),
            publisher,
            download_url: self.address(&format!("/{PATH}")),
            access_url: self.page(""),
            grants,
        }
    }

    /// The grant, or what it lacks: keys of `data.left_out`.
    fn grant(&self, grant: &Grant) -> Result<Record, Vec<&'static str>> {
        let amount = grant.amount.known().and_then(exact).ok_or("no_amount");
        let awarded = awarded(grant).ok_or("no_award_date");
        let recipients = self.first_of(grant, &[PartyRole::Grantee, PartyRole::Implementer]).ok_or("no_recipient");
        let funders =
            self.first_of(grant, &[PartyRole::Funder, PartyRole::Customer, PartyRole::Operator]).ok_or("no_funder");
        let reasons =
            [amount.as_ref().err(), awarded.as_ref().err(), recipients.as_ref().err(), funders.as_ref().err()];
        let reasons: Vec<&'static str> = reasons.into_iter().flatten().copied().collect();
        let (Ok(amount_awarded), Ok(awarded), Ok(recipient_organization), Ok(funding_organization)) =
            (amount, awarded, recipients, funders)
        else {
            return Err(reasons);
        };
        Ok(Record {
            id: names::grant(&names::prefix(self.site), grant),
            title: self.said(&grant.title),
            description: self.said(&grant.summary),
            currency: grant.currency.clone(),
            amount_awarded,
            award_date: awarded.to_string(),
            planned_dates: grant.period.iter().map(|period| event(None, &period.value)).collect(),
            actual_dates: self.held(grant),
            recipient_organization,
            funding_organization,
            beneficiary_location: self.locations(grant),
            grant_programme: self.programmes(grant),
            classifications: self.classifications(grant),
            related_document: self.papers(grant),
            date_modified: grant.updated.known().map(|date| format!("{}T00:00:00Z", date.first_day())),
            data_source: self.page(&format!("grants/{}/", grant.slug)),
        })
    }

    fn said(&self, words: &Words) -> String {
        self.tongue.words(words).text
    }

    /// The full address of a page in the portal's default language, where the site has it.
    fn page(&self, below: &str) -> Option<String> {
        let address = self.tongue.here(below);
        let page = address.split('#').next().unwrap_or(&address);
        if self.site.has(page) { self.address(&address) } else { None }
    }

    /// A full address, where the portal has one.
    fn address(&self, address: &str) -> Option<String> {
        let base = &self.site.portal.base_url;
        (!base.origin.is_empty()).then(|| uri(&base.absolute(address)))
    }

    /// The organisations with the first of these roles that any has.
    fn first_of(&self, grant: &Grant, roles: &[PartyRole]) -> Option<Vec<Body>> {
        let body = |party: &Party| match party.who {
            Who::Organisation(at) => self.site.portal.organisations.get(at).map(|it| self.body(it)),
            Who::Group(_) => None,
        };
        let with = |role: &PartyRole| -> Vec<Body> {
            grant.parties.iter().filter(|party| party.role == *role).filter_map(body).collect()
        };
        roles.iter().map(with).find(|found| !found.is_empty())
    }

    fn body(&self, it: &Organisation) -> Body {
        let url = it.website.as_ref().map(|link| uri(&link.value));
        Body {
            id: names::organisation(self.site, it),
            name: self.said(&it.name),
            url: url.or_else(|| self.page(&format!("organisations/{}/", it.slug))),
        }
    }

    /// The activities that took place, as the report states them.
    fn held(&self, grant: &Grant) -> Vec<Event> {
        let held = |activity: &crate::model::Activity| {
            let period = activity.report.as_ref()?.period.as_ref()?;
            Some(event(Some(self.said(&activity.title)), &period.value))
        };
        grant.activities.iter().filter_map(held).collect()
    }

    fn locations(&self, grant: &Grant) -> Vec<Location> {
        let region = |region: &'static Region| Location {
            id: Some(region.code.to_owned()),
            name: self.tongue.region(region),
            country_code: Some(region.country().to_owned()),
            geo_code: (region.kind != RegionKind::Country).then(|| region.code.to_owned()),
        };
        let town =
            |name: &Words| Location { id: None, name: self.said(name), country_code: country(grant), geo_code: None };
        grant.regions.iter().map(|it| region(it.value)).chain(grant.town.iter().map(town)).collect()
    }

    /// The lot that the grant answers, and the priority under which it is given.
    fn programmes(&self, grant: &Grant) -> Vec<Programme> {
        let lot = grant.lot.and_then(|at| self.site.portal.lots.get(at)).map(|lot| Programme {
            code: Some(lot.number.known().unwrap_or(&lot.slug).clone()),
            title: self.said(&lot.title),
            url: self.page(&format!("lots/{}/", lot.slug)),
        });
        let priority =
            grant.priority.as_ref().map(|words| Programme { code: None, title: self.said(words), url: None });
        lot.into_iter().chain(priority).collect()
    }

    fn classifications(&self, grant: &Grant) -> Vec<Classification> {
        let themes = grant.themes.iter().filter_map(|at| self.site.portal.themes.get(*at));
        let classification = |theme: &crate::model::Theme| Classification {
            vocabulary: format!("{}-themes", names::prefix(self.site)),
            code: theme.id.clone(),
            title: self.said(&theme.name),
            url: self.page(&format!("themes/{}/", theme.id)),
        };
        themes.map(classification).collect()
    }

    /// The page of the grant in each language, with its results where there are any, then the documents that can be read.
    fn papers(&self, grant: &Grant) -> Vec<Paper> {
        let said = if grant.report.is_some() { "data.results_page" } else { "data.grant_page" };
        let page = |lang: &crate::language::Lang| {
            let tongue = self.site.tongue(Some(*lang))?;
            let address = tongue.here(&format!("grants/{}/", grant.slug));
            let url = self.address(&address).filter(|_| self.site.has(&address))?;
            Some(Paper { title: tongue.words(&grant.title).text, url, document_type: tongue.t(said) })
        };
        let pages = self.site.interface_languages().iter().filter_map(page);
        let report = grant.report.as_ref().and_then(|report| report.source.as_ref());
        let papers = [&grant.source].into_iter().chain(&grant.basis).chain(report);
        pages.chain(papers.filter_map(|paper| self.paper(paper))).collect()
    }

    fn paper(&self, paper: &Document) -> Option<Paper> {
        let document_type = self.tongue.choice("document_kind", paper.kind.code());
        Some(Paper { title: self.said(&paper.title), url: uri(paper.link.as_deref()?), document_type })
    }
}

/// A period as it was written; a month stays a month.
fn event(title: Option<String>, period: &Period) -> Event {
    Event { title, start_date: period.start.to_string(), end_date: period.end.to_string() }
}

/// The country, where all regions of the grant are in one.
fn country(grant: &Grant) -> Option<String> {
    let first = grant.regions.first()?.country();
    grant.regions.iter().all(|region| region.country() == first).then(|| first.to_owned())
}

/// The amount as a JSON number with just these digits; `None` for one with more digits than programs keep.
fn exact(amount: &Decimal) -> Option<Number> {
    let text = amount.normalize().to_string();
    let number: Number = serde_json::from_str(&text).ok()?;
    let kept: Decimal = number.to_string().parse().ok()?;
    (kept == *amount).then_some(number)
}

/// The address with everything but the signs of RFC 3986 written in percents.
fn uri(address: &str) -> String {
    let mut uri = String::with_capacity(address.len());
    for byte in address.bytes() {
        let sign = char::from(byte);
        if sign.is_ascii_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=%".contains(sign) {
            uri.push(sign);
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_keep_every_digit_or_are_not_written() {
        let written = |text: &str| exact(&text.parse().unwrap()).map(|number| number.to_string());
        assert_eq!(written("3249000").as_deref(), Some("3249000"));
        assert_eq!(written("19082000.50").as_deref(), Some("19082000.5"));
        assert_eq!(written("0.1").as_deref(), Some("0.1"));
        assert_eq!(written("1234567890123456789.01"), None);
    }

    #[test]
    fn addresses_are_made_of_signs_that_addresses_have() {
        assert_eq!(uri("https://x.example/а b?c=d#e"), "https://x.example/%D0%B0%20b?c=d#e");
    }
}
