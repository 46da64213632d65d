//! `/data/lots/<slug>.json`: what the state asks for.

use super::Version;
use super::notes::{Correction, Note, former};
use super::people::{Picture, texts};
use super::plan::{Indicator, Owners};
use super::text::{ByLanguage, Labels, Pen, Text};
use super::value::{Date, Document, Money, Number, Period, Statement};
use crate::model::Lot as ModelLot;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// A lot: what the state asks for before there is a grantee.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "Lot")]
pub struct Lot {
    /// The schema that this file follows.
    schema: Version,
    /// The end of its address.
    slug: String,
    /// Slugs that it had before.
    former_slugs: Vec<String>,
    /// The check code of all its figures together.
    check_code: String,
    /// Its page. A figure stands there under `#` and its id.
    addresses: ByLanguage,
    /// Its number.
    number: Number,
    /// Its place in the list of lots.
    row: Option<String>,
    /// Its short name.
    title: Text,
    /// What it is about.
    summary: Text,
    /// The priority.
    priority: Option<Text>,
    /// The theme as the document words it.
    topic: Option<Text>,
    /// The problem that it answers.
    problem: Option<Text>,
    /// Its themes.
    themes: Vec<String>,
    /// Its regions, by ISO 3166-2.
    regions: Vec<String>,
    /// The territory, in words.
    territory: Option<Text>,
    /// From when to when.
    period: Option<Period>,
    /// The money that is offered.
    amount: Money,
    /// What a grantee must have.
    requirements: Option<Statement>,
    /// The slug of the organisation that asks.
    customer: Option<String>,
    /// The document that the facts were taken from.
    source: Document,
    /// When the facts were last brought up to date.
    updated: Date,
    /// Slugs of the grants that answer it.
    grants: Vec<String>,
    /// Target indicators and expected results.
    indicators: Vec<Indicator>,
    /// Explanations of figures.
    notes: Vec<Note>,
    /// What was corrected after it had been published.
    corrections: Vec<Correction>,
    /// Pictures.
    pictures: Vec<Picture>,
    /// Longer texts, in Markdown.
    texts: ByLanguage,
    /// The check code of each figure of the page, by the id of the figure.
    check_codes: BTreeMap<String, String>,
    /// What the codes in this file are called: by list, then by code.
    labels: Labels,
}

impl Pen<'_> {
    /// The lot at this place of the portal's list.
    pub(super) fn lot(&self, at: usize, lot: &ModelLot) -> Lot {
        let ModelLot {
            slug,
            place: _,
            number,
            row,
            title,
            summary,
            priority,
            topic,
            problem,
            themes,
            regions,
            territory,
            period,
            amount,
            currency,
            requirements,
            customer,
            source,
            updated,
            indicators,
            notes,
            corrections,
            pictures,
            narratives,
            former_slugs,
        } = lot;
        let page = format!("lots/{slug}");
        let owners = Owners { tasks: &[], activities: &[] };
        Lot {
            schema: Version::default(),
            slug: slug.clone(),
            former_slugs: former(former_slugs),
            check_code: self.site.figures.ledger.page_code(&page).to_string(),
            addresses: self.addresses(&format!("{page}/")),
            number: self.number(number),
            row: row.clone(),
            title: self.words(title),
            summary: self.words(summary),
            priority: self.optional(priority.as_ref()),
            topic: self.optional(topic.as_ref()),
            problem: self.optional(problem.as_ref()),
            themes: self.themes(themes),
            regions: regions.iter().map(|region| self.region(region.value)).collect(),
            territory: self.optional(territory.as_ref()),
            period: period.as_deref().map(Period::from),
            amount: self.money(amount, currency),
            requirements: requirements.as_ref().map(|requirements| self.statement(requirements)),
            customer: customer.and_then(|at| self.organisation(at)),
            source: self.document(source),
            updated: self.date(updated),
            grants: self.grants_of_lot(at),
            indicators: indicators.iter().map(|it| self.indicator(it, None, owners)).collect(),
            notes: notes.iter().map(|note| self.note(note)).collect(),
            corrections: self.corrections(&page, corrections),
            pictures: self.pictures(pictures),
            texts: texts(narratives),
            check_codes: self.check_codes(&page),
            labels: self.labels(),
        }
    }

    fn grants_of_lot(&self, at: usize) -> Vec<String> {
        let grants = self.site.figures.index.lots.get(&at).into_iter().flatten();
        grants.filter_map(|at| self.portal().grants.get(*at)).map(|grant| grant.slug.clone()).collect()
    }
}
