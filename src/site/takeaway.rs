//! Charts that leave their page: as pictures, in pages of other sites, in print. What goes with them says what they
//! show, whose figures these are, as of when, and where the page is, so that a picture can be traced back.

use super::cite::{self, CiteView};
use super::data::{RECORDS, TABLES};
use super::frame::Alternate;
use super::kinds::{self, parts};
use super::{Body, Entry, Passage, Site, Subject, Tongue};
use crate::model::{Document, Grant};
use crate::read::ChartFiles;
use crate::value::{PartialDate, Stated};
use serde::Serialize;

/// The fragment of the part of an embedded page that says how to take the chart away.
pub const HOW: &str = "take-away";

/// What goes with a chart that leaves its page.
#[derive(Debug, Clone, Serialize)]
pub struct Takeaway {
    /// What the chart shows.
    pub title: String,
    /// The page that it is from.
    pub of: Passage,
    /// The name of the portal.
    pub portal: Passage,
    /// The full address of the portal in this language, where it is known.
    pub portal_full: Option<String>,
    /// Where the figures come from, as of when, and how to check them.
    pub facts: Vec<Fact>,
    /// The address of the chart on its page, from the root.
    pub page: String,
    /// The same in full, or as far as it is known.
    pub address: String,
    /// The page for other sites: its address from the root.
    pub embed: String,
    /// The full address of the page for other sites, where the portal's is known.
    pub embed_full: Option<String>,
    /// Addresses that the page for other sites had before, from the root.
    pub former: Vec<String>,
    /// The page for other sites in every language, and in the first one for readers of any other.
    pub alternates: Vec<Alternate>,
    /// The picture that grows without loss, from the root.
    pub svg: String,
    /// The picture in pixels, from the root.
    pub png: Option<String>,
    /// The full address of the picture in pixels, where the portal's is known.
    pub png_full: Option<String>,
    /// The file by which other sites learn how to embed the chart, from the root; there where the portal's address is known.
    pub oembed: Option<String>,
    /// How to cite the chart of a grant; what is said of many grants is cited with its page.
    pub cite: Option<CiteView>,
    /// Files with the figures.
    pub data: Vec<DataLink>,
}

/// One thing that is said below a chart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// `source`, `address`, `date`, `code` or `licence`.
    pub kind: &'static str,
    /// Its name.
    pub label: String,
    /// One or several values.
    pub values: Vec<Passage>,
    /// Where a click leads.
    pub link: Option<String>,
}

/// A file with the figures of a chart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DataLink {
    /// The form, such as `CSV`.
    pub form: String,
    /// The address from the root.
    pub address: String,
}

/// Which files charts have beside their pages. An edition keeps pages and data, and no pictures.
pub fn wanted(site: &Site<'_>) -> ChartFiles {
    if site.edition.is_some() { ChartFiles::None } else { site.portal.files_of_each_chart() }
}

/// What goes with each chart of a page, in their order; nothing where charts stay on their pages.
pub(super) fn of_page(site: &Site<'_>, tongue: &Tongue<'_>, entry: &Entry, body: &Body) -> Vec<Takeaway> {
    let files = wanted(site);
    if files == ChartFiles::None || entry.language.is_none() {
        return Vec::new();
    }
    body.charts
        .iter()
        .map(|(name, chart)| takeaway(site, tongue, (entry, body), (name, chart.title()), files))
        .collect()
}

/// Where other sites may embed charts of the grant whose address this is, which was withdrawn: a page at each of them says
/// so. Nobody knows any more which charts it had.
pub fn of_withdrawn(site: &Site<'_>, entry: &Entry) -> Vec<String> {
    let page = entry.below.trim_end_matches('/');
    let is_withdrawn = || site.withdrawn().iter().any(|it| it.about.as_ref().is_some_and(|about| **about == page));
    let Some(lang) = entry.language.filter(|_| page.starts_with("grants/") && is_withdrawn()) else {
        return Vec::new();
    };
    if wanted(site) == ChartFiles::None {
        return Vec::new();
    }
    kinds::CHARTS.iter().map(|name| format!("/embed/{}/{page}/{name}/", lang.code())).collect()
}

fn takeaway(
    site: &Site<'_>,
    tongue: &Tongue<'_>,
    (entry, body): (&Entry, &Body),
    (name, title): (&str, &str),
    files: ChartFiles,
) -> Takeaway {
    let place = format!("{}/{}{name}", tongue.lang.code(), entry.below);
    let page = format!("{}#figure-{name}", entry.address);
    let full =
        |address: &str| (!site.portal.base_url.origin.is_empty()).then(|| site.portal.base_url.absolute(address));
    let embed = format!("/embed/{place}/");
    let png = (files == ChartFiles::All).then(|| format!("/charts/{place}.png"));
    Takeaway {
        title: title.to_owned(),
        of: body.title.clone(),
        portal: tongue.words(&site.portal.title),
        portal_full: full(&tongue.here("")),
        facts: facts(site, tongue, entry, (name, &page)),
        address: full(&page).unwrap_or_else(|| page.clone()),
        embed_full: full(&embed),
        former: former(site, tongue, entry, name),
        alternates: alternates(site, &format!("{}{name}/", entry.below)),
        svg: format!("/charts/{place}.svg"),
        png_full: png.as_deref().and_then(full),
        png,
        oembed: full("").map(|_| format!("{embed}oembed.json")),
        cite: grant_of(site, entry).map(|grant| {
            let reference = cite::chart(site, tongue, grant, name, title);
            cite::view(tongue, &reference, "cite", cite::Length::short(site))
        }),
        data: data(site, entry, name),
        page,
        embed,
    }
}

fn former(site: &Site<'_>, tongue: &Tongue<'_>, entry: &Entry, name: &str) -> Vec<String> {
    let former = site.former().get(entry.below.trim_end_matches('/')).into_iter().flatten();
    former.map(|below| format!("/embed/{}/{below}/{name}/", tongue.lang.code())).collect()
}

fn alternates(site: &Site<'_>, below: &str) -> Vec<Alternate> {
    let base = &site.portal.base_url;
    let languages = site.interface_languages().iter().map(|lang| (lang.code(), lang.code()));
    let others = site.interface_languages().first().map(|lang| ("x-default", lang.code()));
    let address = |lang: &str| base.absolute(&format!("/embed/{lang}/{below}"));
    let all = languages.chain(others).filter(|_| !base.origin.is_empty());
    all.map(|(code, lang)| Alternate { code, address: address(lang) }).collect()
}

fn facts(site: &Site<'_>, tongue: &Tongue<'_>, entry: &Entry, (name, page): (&str, &str)) -> Vec<Fact> {
    let fact = |kind, word: &str, values| Fact { kind, label: tongue.t(word), values, link: None };
    let grant = grant_of(site, entry);
    let base = &site.portal.base_url;
    let address = if base.origin.is_empty() { page.to_owned() } else { base.absolute(page) };
    let mut facts: Vec<Fact> =
        grant.map(|grant| fact("source", "take.source", sources(site, tongue, grant))).into_iter().collect();
    let published = vec![tongue.words(&site.portal.title), address.into()];
    facts.push(Fact { link: Some(page.to_owned()), ..fact("address", "take.address", published) });
    let date = match grant {
        Some(grant) => Some(tongue.date(&grant.updated).text),
        None => latest(site).map(|date| tongue.locale.date(&date)),
    };
    facts.extend(date.map(|date| fact("date", "take.date", vec![date.into()])));
    let ledger = &site.figures.ledger;
    let of = entry.below.trim_end_matches('/');
    let code = (!ledger.of_page(of).is_empty()).then(|| ledger.chart_code(of, name).to_string());
    facts.extend(code.map(|code| fact("code", "take.code", vec![code.into()])));
    facts.extend(site.portal.licence.as_ref().map(|licence| Fact {
        link: licence.link.clone(),
        ..fact("licence", "take.licence", vec![tongue.words(&licence.name)])
    }));
    facts
}

fn grant_of<'s>(site: &Site<'s>, entry: &Entry) -> Option<&'s Grant> {
    let Subject::One(at) = entry.subject else { return None };
    site.portal.grants.get(at).filter(|grant| entry.below == format!("grants/{}/", grant.slug))
}

/// Who does the work, and the documents that state the figures.
fn sources(site: &Site<'_>, tongue: &Tongue<'_>, grant: &Grant) -> Vec<Passage> {
    let report = grant.report.as_ref().and_then(|report| report.source.as_ref());
    let documents = [Some(&grant.source), report].into_iter().flatten().map(|it| document(tongue, it));
    let mut sources: Vec<Passage> = parts::lead(site, tongue, grant).into_iter().chain(documents).collect();
    // One document may state both the plan and the result.
    sources.dedup();
    sources
}

/// "Grant application: Ai-komek, No. 12, 3 March 2024".
fn document(tongue: &Tongue<'_>, document: &Document) -> Passage {
    let title = tongue.words(&document.title);
    let kind = tongue.choice("document_kind", document.kind.code());
    let number = document.number.as_ref().and_then(Stated::known).map(|it| format!("{} {it}", tongue.t("word.numero")));
    let date = document.date.as_ref().and_then(Stated::known).map(|date| tongue.locale.date(date));
    let rest = [Some(format!("{}: {}", capital(&kind), title.text)), number, date];
    Passage { text: rest.into_iter().flatten().collect::<Vec<_>>().join(", "), lang: title.lang }
}

/// Kinds are words inside a sentence elsewhere; here they begin a line.
fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The day on which a grant was brought up to date last.
fn latest(site: &Site<'_>) -> Option<PartialDate> {
    let dates = site.portal.grants.iter().filter_map(|grant| grant.updated.known().copied());
    dates.max_by_key(|date| date.last_day())
}

/// The tables of data that hold the figures of a chart, and the whole of its grant.
fn data(site: &Site<'_>, entry: &Entry, name: &str) -> Vec<DataLink> {
    let table = match name {
        "sex" | "age" | "status" | "other" => "breakdowns",
        "months" => "activities",
        "resources" => "resources",
        "risks" => "risks",
        "publications" | "reach" => "publications",
        _ => "indicators",
    };
    let folder = grant_of(site, entry).map_or_else(String::new, |grant| format!("grants/{}", grant.slug));
    let lang = entry.language.map_or("", |lang| lang.code());
    let paths = match folder.as_str() {
        "" => [
            format!("data/{table}.csv"),
            format!("data/{lang}/portal.xlsx"),
            "data/index.json".to_owned(),
            TABLES.to_owned(),
        ],
        of => [
            format!("data/{of}/{table}.csv"),
            format!("data/{lang}/{of}.xlsx"),
            format!("data/{of}.json"),
            RECORDS.to_owned(),
        ],
    };
    let link = |path: String| DataLink {
        form: path.rsplit('.').next().unwrap_or_default().to_uppercase(),
        address: format!("/{path}"),
    };
    let there = |path: &String| site.data.binary_search_by(|file| file.path.as_str().cmp(path)).is_ok();
    paths.into_iter().filter(there).map(link).collect()
}
