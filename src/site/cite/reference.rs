//! What a citation says of a thing.

use super::super::kinds::parts;
use super::super::said::said;
use super::super::tongue::text;
use super::super::{Passage, Site, Tongue};
use crate::derive::ledger::{CheckCode, Figure, Owner};
use crate::language::Lang;
use crate::model::{Grant, Lot, Story};
use crate::value::{PartialDate, Stated};
use jiff::civil::Date;

/// What kind of thing is cited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The record of a grant: what was promised and done. Reference managers take it as a report.
    Grant,
    /// What the state asks for.
    Lot,
    /// All data of the portal.
    Data,
    /// A success story.
    Story,
    /// A chart.
    Chart,
    /// A single figure.
    Figure,
}

impl Kind {
    /// The key of its word.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Grant => "cite.kind.grant",
            Self::Lot => "cite.kind.lot",
            Self::Data => "cite.kind.data",
            Self::Story => "cite.kind.story",
            Self::Chart => "cite.kind.chart",
            Self::Figure => "cite.kind.figure",
        }
    }
}

/// Everything that a citation says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// What reference managers call it: ASCII, one of its kind in the portal, the same in each build.
    pub key: String,
    /// What is cited.
    pub kind: Kind,
    /// The word for its kind.
    pub type_word: String,
    /// Its title; of a figure its name.
    pub title: String,
    /// What a figure states, in words.
    pub value: Option<String>,
    /// The language of the title.
    pub language: Lang,
    /// The title of the grant or lot that it is a part of.
    pub within: Option<String>,
    /// Who does the work or asks for it.
    pub organisation: Option<String>,
    /// The portal.
    pub portal: String,
    /// The page that it is on or is, such as `grants/x`.
    pub number: String,
    /// The permanent address: full where the portal's is known, otherwise from the root.
    pub address: String,
    /// When the data were last brought up to date.
    pub data: Option<PartialDate>,
    /// The day of the page, which stands for the day of access until a script knows better.
    pub made: Date,
    /// Which state of the portal is cited, in words.
    pub version: String,
    /// The check code of what is cited.
    pub code: Option<String>,
    /// The check code, in words.
    pub note: Option<String>,
    /// What a figure states, by part, as the document writes it.
    pub values: Vec<(String, String)>,
}

impl Reference {
    /// The title, with what a figure states.
    pub fn full_title(&self) -> String {
        match &self.value {
            Some(value) => format!("{} ({value})", self.title),
            None => self.title.clone(),
        }
    }

    /// The same with a check code.
    fn with_code(self, tongue: &Tongue<'_>, code: CheckCode) -> Self {
        let code = code.to_string();
        let note = tongue.say("cite.code", &[("code", text(code.as_str()))]);
        Self { code: Some(code), note: Some(note), ..self }
    }
}

/// What a page that can be cited has in common with everything on it.
struct Source<'a> {
    /// `grants/x`, `lots/y`.
    page: String,
    title: &'a crate::read::Words,
    organisation: Option<Passage>,
    updated: Option<PartialDate>,
}

/// A grant.
pub fn grant(site: &Site<'_>, tongue: &Tongue<'_>, grant: &Grant) -> Reference {
    let source = of_grant(site, tongue, grant);
    let code = site.figures.ledger.page_code(&source.page);
    whole(site, tongue, Kind::Grant, &source).with_code(tongue, code)
}

/// A lot.
pub fn lot(site: &Site<'_>, tongue: &Tongue<'_>, lot: &Lot) -> Reference {
    let source = of_lot(site, tongue, lot);
    let code = site.figures.ledger.page_code(&source.page);
    whole(site, tongue, Kind::Lot, &source).with_code(tongue, code)
}

/// All data of the portal.
pub fn data(site: &Site<'_>, tongue: &Tongue<'_>) -> Reference {
    let operator = site.portal.operator.and_then(|at| site.portal.organisations.get(at));
    let source = Source {
        page: "data".to_owned(),
        title: &site.portal.title,
        organisation: operator.map(|it| tongue.words(&it.name)),
        updated: site.portal.updated(),
    };
    let title = tongue.t("data.cite_title").into();
    reference(site, tongue, Kind::Data, &source, (&source.page, None), title)
}

/// A story of a grant.
pub fn story(site: &Site<'_>, tongue: &Tongue<'_>, grant: &Grant, story: &Story) -> Reference {
    let page = format!("stories/{}", story.slug);
    let source = of_grant(site, tongue, grant);
    part(site, tongue, Kind::Story, &source, (&page, None), tongue.words(&story.title))
}

/// The chart of a grant that its page calls `name`.
pub fn chart(site: &Site<'_>, tongue: &Tongue<'_>, grant: &Grant, name: &str, title: &str) -> Reference {
    let source = of_grant(site, tongue, grant);
    let page = source.page.clone();
    let id = format!("figure-{name}");
    let code = site.figures.ledger.chart_code(&page, name);
    part(site, tongue, Kind::Chart, &source, (&page, Some(&id)), title.to_owned().into()).with_code(tongue, code)
}

/// A single figure, with what it states.
pub fn figure(site: &Site<'_>, tongue: &Tongue<'_>, figure: &Figure) -> Option<Reference> {
    let said = said(site, tongue, figure)?;
    let source = match figure.owner {
        Owner::Grant(at) => of_grant(site, tongue, site.portal.grants.get(at)?),
        Owner::Lot(at) => of_lot(site, tongue, site.portal.lots.get(at)?),
    };
    let value = Some(said.line()).filter(|line| !line.is_empty());
    let values = figure.values.iter().map(|(part, value)| (part.to_string(), value.clone())).collect();
    let reference = part(site, tongue, Kind::Figure, &source, (&figure.page, Some(&figure.id)), said.title)
        .with_code(tongue, figure.code);
    Some(Reference { value, values, ..reference })
}

fn of_grant<'a>(site: &Site<'_>, tongue: &Tongue<'_>, grant: &'a Grant) -> Source<'a> {
    let reported = grant.report.as_ref().and_then(|report| report.date.known());
    Source {
        page: format!("grants/{}", grant.slug),
        title: &grant.title,
        organisation: parts::lead(site, tongue, grant),
        updated: grant.updated.known().or(reported).copied(),
    }
}

fn of_lot<'a>(site: &Site<'_>, tongue: &Tongue<'_>, lot: &'a Lot) -> Source<'a> {
    let customer = lot.customer.and_then(|at| site.portal.organisations.get(at));
    Source {
        page: format!("lots/{}", lot.slug),
        title: &lot.title,
        organisation: customer.map(|it| tongue.words(&it.name)),
        updated: Stated::known(&lot.updated).copied(),
    }
}

fn whole(site: &Site<'_>, tongue: &Tongue<'_>, kind: Kind, source: &Source<'_>) -> Reference {
    reference(site, tongue, kind, source, (&source.page, None), tongue.words(source.title))
}

fn part(
    site: &Site<'_>,
    tongue: &Tongue<'_>,
    kind: Kind,
    source: &Source<'_>,
    at: (&str, Option<&str>),
    title: Passage,
) -> Reference {
    let within = Some(tongue.words(source.title).text);
    Reference { within, ..reference(site, tongue, kind, source, at, title) }
}

fn reference(
    site: &Site<'_>,
    tongue: &Tongue<'_>,
    kind: Kind,
    source: &Source<'_>,
    (page, id): (&str, Option<&str>),
    title: Passage,
) -> Reference {
    let fragment = id.map_or_else(String::new, |id| format!("#{id}"));
    Reference {
        key: key(page, id, tongue.lang),
        kind,
        type_word: tongue.t(kind.word()),
        language: title.lang.and_then(Lang::from_code).unwrap_or(tongue.lang),
        title: title.text,
        value: None,
        within: None,
        organisation: source.organisation.as_ref().map(|name| name.text.clone()),
        portal: tongue.words(&site.portal.title).text,
        number: source.page.clone(),
        address: site.address(&tongue.here(&format!("{page}/{fragment}"))),
        data: source.updated,
        made: site.generated,
        version: version(site, tongue),
        code: None,
        note: None,
        values: Vec::new(),
    }
}

/// `grants.x.i1.kk`: full stops part what slugs and ids, which hold none, name.
fn key(page: &str, id: Option<&str>, lang: Lang) -> String {
    let page = page.replace('/', ".");
    id.map_or_else(|| format!("{page}.{lang}"), |id| format!("{page}.{id}.{lang}"))
}

/// Which state of the portal this is: a frozen edition, or the current one with its day.
fn version(site: &Site<'_>, tongue: &Tongue<'_>) -> String {
    if let Some(edition) = site.edition {
        return tongue.say("cite.version.edition", &[("edition", text(edition))]);
    }
    let day = tongue.locale.date(&PartialDate::Day(site.generated));
    tongue.say("cite.version.current", &[("date", text(day))])
}
