//! What all drafts need while they become the portal: where slugs lead, and a place for findings.

use super::{BaseUrl, Document, OrganisationRef, RegionRef, Unit, currency};
use crate::finding::{Arg, Code, Finding, Findings, Place};
use crate::language::{Lang, region_names, regions, regions::Region};
use crate::read::{DocumentDraft, PeriodDraft, Placed, is_safe, is_slug};
use crate::value::{Amount, Decimal, Period, Quantity, Stated};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Where the slugs of one kind lead.
///
/// A slug whose file could not be read is known and leads nowhere, so that one broken file does not
/// make every reference to it a mistake of its own.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Slugs(BTreeMap<String, Option<usize>>);

impl Slugs {
    /// The slugs of sound things, in the order in which the portal lists them, and of broken ones.
    pub(super) fn new<'a>(sound: impl Iterator<Item = &'a str>, broken: impl Iterator<Item = &'a str>) -> Self {
        let mut slugs: BTreeMap<String, Option<usize>> = broken.map(|slug| (slug.to_owned(), None)).collect();
        slugs.extend(sound.enumerate().map(|(index, slug)| (slug.to_owned(), Some(index))));
        Self(slugs)
    }

    /// All of them, in the order of their letters.
    pub(super) fn all(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

/// What references may lead to: all that linking one thing depends on beside the thing itself.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Around {
    pub(super) organisations: Slugs,
    pub(super) outlets: Slugs,
    pub(super) lots: Slugs,
    pub(super) themes: Slugs,
    pub(super) units: BTreeSet<String>,
    pub(super) currency: String,
    /// Ids of figures in editions, by page.
    pub(super) frozen: BTreeMap<String, BTreeSet<String>>,
}

/// What references may lead to, and what was found.
#[derive(Debug)]
pub(super) struct Linker {
    pub(super) around: Arc<Around>,
    pub(super) findings: Findings,
}

impl Linker {
    pub(super) fn new(around: &Arc<Around>) -> Self {
        Self { around: Arc::clone(around), findings: Findings::new() }
    }

    pub(super) fn report(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// Whether a figure with this id was published on this page in an edition.
    pub(super) fn was_published(&self, page: &str, id: &str) -> bool {
        self.around.frozen.get(page).is_some_and(|ids| ids.contains(id))
    }

    pub(super) fn organisation(&mut self, slug: &Placed<String>) -> Option<OrganisationRef> {
        refer(&self.around.organisations, slug, "organisation", &mut self.findings)
    }

    pub(super) fn outlet(&mut self, slug: &Placed<String>) -> Option<usize> {
        refer(&self.around.outlets, slug, "outlet", &mut self.findings)
    }

    pub(super) fn lot(&mut self, slug: &Placed<String>) -> Option<usize> {
        refer(&self.around.lots, slug, "lot", &mut self.findings)
    }

    pub(super) fn themes(&mut self, slugs: &[Placed<String>]) -> Vec<usize> {
        slugs.iter().filter_map(|slug| refer(&self.around.themes, slug, "theme", &mut self.findings)).collect()
    }

    pub(super) fn region(&mut self, code: &Placed<String>) -> Option<Placed<RegionRef>> {
        let region = regions::region(code);
        if region.is_none() {
            self.report(unknown_region(code));
        }
        region.map(|value| Placed { value, place: code.place.clone() })
    }

    pub(super) fn regions(&mut self, codes: &[Placed<String>]) -> Vec<Placed<RegionRef>> {
        codes.iter().filter_map(|code| self.region(code)).collect()
    }

    pub(super) fn unit(&mut self, id: &Placed<String>) -> Option<Unit> {
        let unit = Unit::find(id, self.around.units.iter().map(String::as_str));
        if unit.is_none() {
            let known = || self.around.units.iter().map(String::as_str).chain(super::unit::BUILT_IN.iter().copied());
            let finding = Finding::new(Code::UnknownUnit).at(&id.place).with("value", id.as_str());
            let finding = finding.near(id, known()).listed(known());
            self.report(finding);
        }
        unit
    }

    pub(super) fn currency(&mut self, code: Option<&Placed<String>>) -> String {
        let Some(code) = code else { return self.around.currency.clone() };
        if !currency::is_known(code) {
            let finding = Finding::new(Code::UnknownCurrency)
                .at(&code.place)
                .with("value", code.as_str())
                .near(code, currency::codes());
            self.report(finding);
        }
        code.value.clone()
    }

    /// The period, where both ends are known; one that runs backwards is reported.
    pub(super) fn period(&mut self, draft: Option<PeriodDraft>) -> Option<Placed<Period>> {
        let PeriodDraft { written_at, start, end } = draft?;
        let first = *start.value.known()?;
        let last = end.as_ref().map_or(Some(first), |end| end.value.known().copied())?;
        let period = Period { start: first, end: last };
        if !period.is_ordered() {
            let finding = Finding::new(Code::PeriodBackwards)
                .at(&end.map_or(written_at, |end| end.place))
                .with("start", first)
                .with("end", last);
            self.report(finding);
            return None;
        }
        Some(Placed { value: period, place: start.place })
    }

    /// An amount of money: a plain number.
    pub(super) fn money(&mut self, written: Placed<Stated<Quantity>>) -> Stated<Decimal> {
        match written.value {
            Stated::Known(Quantity { amount: Amount::Number(number), percent: false, .. })
                if number < Decimal::ZERO =>
            {
                self.no_money(&written.place, "money", "negative");
                Stated::Unclear(number.to_string())
            }
            Stated::Known(Quantity { amount: Amount::Number(number), percent: false, .. }) => Stated::Known(number),
            Stated::Known(_) => {
                self.no_money(&written.place, "number", "quantity");
                Stated::NotStated
            }
            other => other.map(|_| Decimal::ZERO),
        }
    }

    fn no_money(&mut self, place: &Place, expected: &'static str, found: &'static str) {
        let finding = Finding::new(Code::WrongType).at(place).with("key", "amount");
        let finding = finding.with("expected", Arg::Term(expected)).with("found", Arg::Term(found));
        self.report(finding.with("line", Arg::Line("GrantDraft", "amount".to_owned())));
    }

    pub(super) fn optional_money(&mut self, written: Option<Placed<Stated<Quantity>>>) -> Stated<Decimal> {
        written.map_or(Stated::NotStated, |written| self.money(written))
    }

    /// A link to another site; anything but an ordinary web address is reported.
    pub(super) fn link(&mut self, link: Option<Placed<String>>) -> Option<Placed<String>> {
        let link = link?;
        let web = link.starts_with("https://") || link.starts_with("http://");
        let host = link.split_once("://").map_or("", |(_, rest)| rest);
        if !web || !is_safe(&link) || host.is_empty() || host.starts_with(['/', '?', '#', '.']) {
            self.report(Finding::new(Code::UnsafeLink).at(&link.place).with("value", link.as_str()));
            return None;
        }
        Some(link)
    }

    pub(super) fn document(&mut self, draft: DocumentDraft) -> Document {
        let DocumentDraft { written_at: _, kind, title, number, date, organisation, language, link } = draft;
        Document {
            kind: kind.value,
            title,
            number: number.map(|number| number.value),
            date: date.map(|date| date.value),
            organisation: organisation.and_then(|slug| self.organisation(&slug)),
            language: language.map(|language| language.value),
            link: self.link(link).map(|link| link.value),
        }
    }

    pub(super) fn base_url(&mut self, written: Option<&Placed<String>>) -> BaseUrl {
        let none = BaseUrl { origin: String::new(), path: String::new() };
        let Some(written) = written else { return none };
        BaseUrl::parse(written).unwrap_or_else(|| {
            self.report(Finding::new(Code::MalformedBaseUrl).at(&written.place).with("value", written.as_str()));
            none
        })
    }
}

fn refer(slugs: &Slugs, slug: &Placed<String>, kind: &'static str, findings: &mut Findings) -> Option<usize> {
    if let Some(found) = slugs.0.get(slug.as_str()) {
        return *found;
    }
    // What seems to be meant is found for all references at once: one that is renamed may stand in every grant.
    findings.push(unknown(slug, kind, slugs.all()));
    None
}

/// A reference to an id that none of these is.
pub(super) fn unknown_id<'a>(
    written: &Placed<String>,
    kind: &'static str,
    known: impl IntoIterator<Item = &'a str>,
) -> Finding {
    let known: Vec<&str> = known.into_iter().collect();
    unknown(written, kind, known.iter().copied()).near(written, known)
}

fn unknown<'a>(written: &Placed<String>, kind: &'static str, known: impl Iterator<Item = &'a str>) -> Finding {
    /// More names than that are looked up faster in the folder.
    const MOST: usize = 12;
    let finding = Finding::new(Code::UnknownReference)
        .at(&written.place)
        .with("value", written.as_str())
        .with("kind", Arg::Term(kind));
    let known: Vec<&str> = known.take(MOST + 1).collect();
    if known.len() > MOST { finding } else { finding.listed(known) }
}

/// A code that is no region. The name of one, or its code in another form, says which is meant.
fn unknown_region(code: &Placed<String>) -> Finding {
    let finding = Finding::new(Code::UnknownRegion).at(&code.place).with("value", code.as_str());
    match region_names::meant(code).as_slice() {
        [meant] => finding.meaning(meant.code),
        [] => finding.listed(of_country(code).map(|region| region.code)),
        several => finding.listed(several.iter().map(|region| region.code)),
    }
}

/// The regions of today in the country to which a code seems to belong.
fn of_country(code: &str) -> impl Iterator<Item = &'static Region> {
    let country = if code.trim().to_lowercase().starts_with("kg") { "KG" } else { "KZ" };
    regions::all().filter(move |region| region.country() == country && region.until.is_none())
}

/// The ids of one grant or lot: one namespace, because they are fragments of one page. Those of the themes and terms of the
/// portal, and of its units.
#[derive(Debug, Default)]
pub(super) struct Ids {
    places: BTreeMap<String, Place>,
}

impl Ids {
    /// Takes an id; one that is taken or cannot be a fragment is reported.
    pub(super) fn take(&mut self, id: &str, place: &Place, linker: &mut Linker) {
        if !is_slug(id) {
            linker.report(Finding::new(Code::MalformedId).at(place).with("value", id));
        }
        if let Some(first) = self.places.get(id) {
            linker.report(Finding::new(Code::DuplicateId).at(place).with("value", id).also(first));
        } else {
            self.places.insert(id.to_owned(), place.clone());
        }
    }

    /// Reports a reference to an id that nothing has.
    pub(super) fn check(&self, id: &Placed<String>, kind: &'static str, linker: &mut Linker) -> bool {
        let known = self.places.contains_key(id.as_str());
        if !known {
            linker.report(unknown_id(id, kind, self.places.keys().map(String::as_str)));
        }
        known
    }
}

/// The position of the thing with this id in its list; an id that is not there is reported.
pub(super) fn position(
    id: Option<&Placed<String>>,
    ids: &[&str],
    kind: &'static str,
    linker: &mut Linker,
) -> Option<usize> {
    let id = id?;
    let found = ids.iter().position(|known| *known == id.as_str());
    if found.is_none() {
        linker.report(unknown_id(id, kind, ids.iter().copied()));
    }
    found
}

/// The languages of the interface: those of the content first, each once.
pub(super) fn interface_languages(languages: &[Lang], further: &[Lang]) -> Vec<Lang> {
    let mut all = Vec::new();
    for language in languages.iter().chain(further) {
        if !all.contains(language) {
            all.push(*language);
        }
    }
    all
}
