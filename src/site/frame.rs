//! What is around every page: languages, way, menu, foot.

use super::card::{self, CardLink};
use super::linked::{self, Tag};
use super::report_error::{ReportWay, Subject as Reported, encoded_email, report_ways};
use super::tongue::text;
use super::{Body, Entry, OUTSIDE, Passage, Site, Subject, Tongue};
use crate::derive::ledger::CheckCode;
use crate::language::Lang;
use crate::read::ContactKind;
use serde::Serialize;

/// What is around a page.
#[derive(Debug, Clone, Serialize)]
pub struct Frame {
    /// The edition that the page belongs to; absent: it shows the current state.
    pub edition: Option<EditionView>,
    /// The kind of page, for styles.
    pub kind: &'static str,
    /// BCP 47.
    pub lang: &'static str,
    /// The heading.
    pub title: Passage,
    /// The title in the browser: heading and portal.
    pub browser_title: String,
    /// One or two sentences.
    pub description: String,
    /// The portal's name.
    pub portal: Passage,
    /// The portal's home page in this language.
    pub home: String,
    /// The address from the root.
    pub address: String,
    /// The full address, where the portal's is known.
    pub canonical: Option<String>,
    /// Language and country, for social networks.
    pub locale: &'static str,
    /// The share card, where the address of the portal is known.
    pub card: Option<CardLink>,
    /// The same page in every language of the interface.
    pub languages: Vec<Counterpart>,
    /// The same page in every language, and `x-default`, with full addresses: each of those pages says the same, so
    /// that search engines believe it. Empty where the portal's address is not known, and for the page 404.
    pub alternates: Vec<Alternate>,
    /// Whether search engines are told of the page.
    pub listed: bool,
    /// The way from the home page.
    pub crumbs: Vec<Link>,
    /// The main menu.
    pub menu: Vec<Link>,
    /// Pages linked at the foot.
    pub pages: Vec<Link>,
    /// Public contacts.
    pub contacts: Vec<ContactView>,
    /// The licence.
    pub licence: Option<LicenceView>,
    /// Who answers for the portal.
    pub operator: Option<Link>,
    /// When the site was made, written out.
    pub generated: String,
    /// When the site was made, ISO 8601.
    pub generated_iso: String,
    /// The feed of this language.
    pub feed: String,
    /// What the page tells programs: JSON-LD in which no text can end the element around it.
    pub linked: Option<String>,
    /// Tags for reference managers.
    pub tags: Vec<Tag>,
    /// When its facts were last brought up to date, ISO 8601.
    pub modified: Option<String>,
    /// How readers report an error on this page.
    pub report: Vec<ReportWay>,
    /// The check code of all figures of the page; for a story, of its grant's.
    pub check_code: Option<String>,
}

/// What a page of an edition says of itself.
#[derive(Debug, Clone, Serialize)]
pub struct EditionView {
    /// The name of the edition in words.
    pub name: String,
    /// Which edition it is, of which day, and that it does not show the current state.
    pub says: String,
    /// The same page of the portal as it stands now.
    pub current: String,
}

/// The same page in another language.
#[derive(Debug, Clone, Serialize)]
pub struct Counterpart {
    /// BCP 47.
    pub code: &'static str,
    /// The language's own name.
    pub name: &'static str,
    /// The address from the root.
    pub address: String,
    /// Language and country, for social networks.
    pub locale: &'static str,
    /// Whether it is this page.
    pub current: bool,
}

/// A page in another language, for search engines.
#[derive(Debug, Clone, Serialize)]
pub struct Alternate {
    /// BCP 47, or `x-default` for readers of any other language.
    pub code: &'static str,
    /// The full address.
    pub address: String,
}

/// A link with its words.
#[derive(Debug, Clone, Serialize)]
pub struct Link {
    /// The words.
    pub title: Passage,
    /// The address.
    pub address: String,
    /// Whether it leads to this page or to the list that this page is in.
    pub current: bool,
}

/// A public contact.
#[derive(Debug, Clone, Serialize)]
pub struct ContactView {
    /// Whose it is.
    pub title: Option<Passage>,
    /// The number or address.
    pub value: Passage,
    /// What a click does; absent for a postal address.
    pub link: Option<String>,
}

/// The licence.
#[derive(Debug, Clone, Serialize)]
pub struct LicenceView {
    /// Its name.
    pub name: Passage,
    /// Its text.
    pub link: Option<String>,
}

/// Lists in the main menu: the word and the address below the language.
const MENU: [(&str, &str); 6] = [
    ("menu.grants", "grants/"),
    ("menu.lots", "lots/"),
    ("menu.stories", "stories/"),
    ("menu.media", "media/"),
    ("menu.organisations", "organisations/"),
    ("menu.regions", "regions/"),
];

/// Pages that every portal has, linked at the foot; one of the portal's own stands in place of one of these.
const BUILT_IN_PAGES: [(&str, &str); 7] = [
    ("menu.data", "data/"),
    ("completeness.title", "completeness/"),
    ("menu.methodology", "methodology/"),
    ("menu.glossary", "glossary/"),
    ("menu.accessibility", "accessibility/"),
    ("editions.title", "editions/"),
    ("changes.title", "changes/"),
];

impl Frame {
    pub(super) fn new(site: &Site<'_>, tongue: &Tongue<'_>, entry: &Entry, body: &Body) -> Self {
        let portal = tongue.words(&site.portal.title);
        let home = tongue.here("");
        let title = &body.title.text;
        let crumbs = crumbs(tongue, entry, body);
        let at_home = entry.address == home || title == &portal.text;
        Self {
            edition: edition(site, tongue, entry),
            kind: entry.kind.name,
            lang: tongue.lang.code(),
            title: body.title.clone(),
            browser_title: if at_home { portal.text.clone() } else { format!("{title} — {}", portal.text) },
            description: shortened(&body.description),
            portal,
            home,
            address: entry.address.clone(),
            canonical: full_address(site, body.stands_for.as_ref().unwrap_or(&entry.address))
                .filter(|_| has_address(entry)),
            locale: tongue.lang.with_country(),
            card: card::link(site, tongue, body.card.as_ref().map(|card| (entry.address.as_str(), card))),
            languages: counterparts(site, entry),
            alternates: alternates(site, entry),
            listed: entry.kind.listed && site.edition.is_none(),
            linked: linked::printed(site, entry, body, &crumbs),
            tags: body.told.tags.clone(),
            modified: body.told.modified.clone(),
            crumbs,
            menu: menu(site, tongue, entry),
            pages: foot(site, tongue, entry),
            contacts: contacts(site, tongue),
            licence: site
                .portal
                .licence
                .as_ref()
                .map(|licence| LicenceView { name: tongue.words(&licence.name), link: licence.link.clone() }),
            operator: site.portal.operator.and_then(|operator| site.portal.organisations.get(operator)).map(|it| {
                Link {
                    title: tongue.words(&it.name),
                    address: tongue.here(&format!("organisations/{}/", it.slug)),
                    current: false,
                }
            }),
            generated: tongue.locale.date(&crate::value::PartialDate::Day(site.generated)),
            generated_iso: site.generated.to_string(),
            feed: tongue.here("feed.xml"),
            report: report(site, tongue, entry),
            check_code: check_code(site, entry).map(|code| code.to_string()),
        }
    }
}

pub(super) fn edition(site: &Site<'_>, tongue: &Tongue<'_>, entry: &Entry) -> Option<EditionView> {
    let name = ("edition", text(site.edition?));
    let date = tongue.locale.date(&crate::value::PartialDate::Day(site.generated));
    Some(EditionView {
        name: tongue.say("edition.name", std::slice::from_ref(&name)),
        says: tongue.say("edition.says", &[name, ("date", text(date))]),
        current: format!("{OUTSIDE}{}", entry.address),
    })
}

/// A page that has no address of its own cannot be named in a report.
fn report(site: &Site<'_>, tongue: &Tongue<'_>, entry: &Entry) -> Vec<ReportWay> {
    if !entry.kind.per_language {
        return Vec::new();
    }
    let page = entry.below.trim_end_matches('/');
    report_ways(site, tongue, Reported { page, id: None, code: check_code(site, entry) })
}

/// The check code of a page that shows figures.
fn check_code(site: &Site<'_>, entry: &Entry) -> Option<CheckCode> {
    let page = match (entry.kind.name, entry.subject) {
        ("grant" | "lot", _) => entry.below.trim_end_matches('/').to_owned(),
        ("story", Subject::Of(grant, _)) => format!("grants/{}", site.portal.grants.get(grant)?.slug),
        _ => return None,
    };
    Some(site.figures.ledger.page_code(&page))
}

fn full_address(site: &Site<'_>, address: &str) -> Option<String> {
    let base = &site.portal.base_url;
    (!base.origin.is_empty()).then(|| base.absolute(address))
}

/// Whether the page stands at one address: the page 404 is served from anywhere.
fn has_address(entry: &Entry) -> bool {
    entry.below != "404.html"
}

/// The same page in every language of the interface. The choice of languages is there for whoever comes to the home page
/// in another language; of other pages it is the first language's.
pub(super) fn alternates(site: &Site<'_>, entry: &Entry) -> Vec<Alternate> {
    if ["moved", "gone"].contains(&entry.kind.name) || site.edition.is_some() {
        return Vec::new();
    }
    let languages = site.interface_languages();
    let below = |lang: &Lang| format!("/{}/{}", lang.code(), if entry.kind.per_language { &entry.below } else { "" });
    let others = if below_home(entry) { languages.first().map(below) } else { Some("/".to_owned()) };
    let each = languages.iter().map(|lang| (lang.code(), below(lang)));
    let all = each.chain(others.map(|address| ("x-default", address)));
    all.filter(|_| has_address(entry))
        .filter_map(|(code, address)| Some(Alternate { code, address: full_address(site, &address)? }))
        .collect()
}

fn below_home(entry: &Entry) -> bool {
    entry.kind.per_language && !entry.below.is_empty()
}

fn counterparts(site: &Site<'_>, entry: &Entry) -> Vec<Counterpart> {
    let counterpart = |lang: &Lang| {
        let below = if entry.kind.per_language { entry.below.as_str() } else { "" };
        let address = format!("/{}/{below}", lang.code());
        Counterpart {
            code: lang.code(),
            name: lang.own_name(),
            locale: lang.with_country(),
            current: entry.language == Some(*lang),
            address,
        }
    };
    site.interface_languages().iter().map(counterpart).collect()
}

fn crumbs(tongue: &Tongue<'_>, entry: &Entry, body: &Body) -> Vec<Link> {
    if entry.subject == Subject::Whole && entry.below.is_empty() {
        return Vec::new();
    }
    let home = (Passage::from(tongue.t("menu.home")), tongue.here(""));
    let link = |(title, address)| Link { title, address, current: false };
    [home].into_iter().chain(body.crumbs.iter().cloned()).map(link).collect()
}

fn menu(site: &Site<'_>, tongue: &Tongue<'_>, entry: &Entry) -> Vec<Link> {
    let has = |below: &str| site.has(&tongue.here(below));
    let link = |(word, below): &(&str, &str)| Link {
        title: tongue.t(word).into(),
        address: tongue.here(below),
        current: entry.below.starts_with(below),
    };
    MENU.iter().filter(|(_, below)| has(below)).map(link).collect()
}

fn foot(site: &Site<'_>, tongue: &Tongue<'_>, entry: &Entry) -> Vec<Link> {
    let own = site.portal.pages.iter().filter(|page| page.menu).filter_map(|page| {
        let (lang, text) = page.text_in(tongue.lang, &site.portal.languages)?;
        let lang = (lang != tongue.lang).then(|| lang.code());
        Some((Passage { text: text.title.value.clone(), lang }, format!("{}/", page.slug)))
    });
    let built_in = BUILT_IN_PAGES.map(|(word, below)| (tongue.t(word).into(), below.to_owned()));
    let link =
        |(title, below): (Passage, String)| Link { title, current: entry.below == below, address: tongue.here(&below) };
    let added =
        |(_, below): &(Passage, String)| !site.portal.pages.iter().any(|page| page.slug == below.trim_end_matches('/'));
    own.chain(built_in.into_iter().filter(added)).filter(|(_, below)| site.has(&tongue.here(below))).map(link).collect()
}

fn contacts(site: &Site<'_>, tongue: &Tongue<'_>) -> Vec<ContactView> {
    let contact = |contact: &crate::model::Contact| ContactView {
        title: tongue.optional(contact.title.as_ref()),
        value: tongue.words(&contact.value),
        link: contact_link(contact.kind, &tongue.words(&contact.value).text),
    };
    site.portal.contacts.iter().map(contact).collect()
}

/// What a click on a contact does.
pub(super) fn contact_link(kind: ContactKind, value: &str) -> Option<String> {
    let digits = || value.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect::<String>();
    match kind {
        ContactKind::Email => value.contains('@').then(|| format!("mailto:{}", encoded_email(value.trim()))),
        ContactKind::Phone | ContactKind::HotLine => Some(format!("tel:{}", digits())),
        ContactKind::Web => Some(value.to_owned()).filter(|link| crate::read::is_safe(link) && link.contains("://")),
        ContactKind::Address => None,
    }
}

/// At most about 160 characters, cut at a word.
fn shortened(text: &str) -> String {
    if text.chars().count() <= 160 {
        return text.to_owned();
    }
    let cut: String = text.chars().take(158).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{}…", cut[..end].trim_end_matches([',', ';', ':', '–', '—', '-', ' ']))
}
