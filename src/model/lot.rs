//! A lot: what the state asks for before there is a grantee.

use super::correction::{check_corrections, corrections_of, date_of_data, former, page_names};
use super::linker::{Ids, Linker};
use super::picture::pictures_of;
use super::records::{Owners, check_notes, each, indicators_of, note_of};
use super::report_link::stated_words;
use super::{Correction, Document, Indicator, Note, OrganisationRef, Picture, RegionRef, ThemeRef, Within};
use crate::finding::Place;
use crate::read::{LotDraft, Named, Narratives, Placed, Words};
use crate::value::{Decimal, PartialDate, Period, Stated};

/// A lot.
#[derive(Debug, Clone)]
pub struct Lot {
    /// The end of its address.
    pub slug: String,
    /// Its file.
    pub place: Place,
    /// Its number.
    pub number: Stated<String>,
    /// Its place in the list.
    pub row: Option<String>,
    /// Its short name.
    pub title: Words,
    /// What it is about.
    pub summary: Words,
    /// The priority.
    pub priority: Option<Words>,
    /// The theme as the document words it.
    pub topic: Option<Words>,
    /// The problem that it answers.
    pub problem: Option<Words>,
    /// Its themes.
    pub themes: Vec<ThemeRef>,
    /// Its regions.
    pub regions: Vec<Placed<RegionRef>>,
    /// The territory, in words.
    pub territory: Option<Words>,
    /// From when to when.
    pub period: Option<Placed<Period>>,
    /// The money that is offered.
    pub amount: Stated<Decimal>,
    /// ISO 4217.
    pub currency: String,
    /// What a grantee must have; [`Stated::NotStated`]: the document leaves it empty.
    pub requirements: Option<Stated<Words>>,
    /// Who asks.
    pub customer: Option<OrganisationRef>,
    /// The document the facts were taken from.
    pub source: Document,
    /// When the facts were last brought up to date.
    pub updated: Stated<PartialDate>,
    /// Target indicators and expected results.
    pub indicators: Vec<Indicator>,
    /// Explanations for readers.
    pub notes: Vec<Note>,
    /// What was corrected.
    pub corrections: Vec<Correction>,
    /// Pictures.
    pub pictures: Vec<Picture>,
    /// Longer texts.
    pub narratives: Narratives,
    /// Slugs that it had before.
    pub former_slugs: Vec<Placed<String>>,
}

/// Links one lot. `None`: `lot.toml` could not be read, and reading has said why.
pub(super) fn link(named: Named<LotDraft>, linker: &mut Linker) -> Option<Lot> {
    let Named { slug, place, draft, narratives, pictures } = named;
    let LotDraft {
        written_at: _,
        number,
        row,
        title,
        summary,
        priority,
        topic,
        problem,
        theme,
        region,
        place: territory,
        period,
        amount,
        currency,
        requirements,
        customer,
        source,
        updated,
        indicator,
        note,
        correction,
        picture,
        former_slugs,
    } = draft?;
    let folder = place.file.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let mut ids = Ids::default();
    let owners = Owners { tasks: &[], activities: &[] };
    let corrections = corrections_of(correction, Within::Plan);
    let lot = Lot {
        slug,
        place,
        number: number.map_or(Stated::NotStated, |number| number.value),
        row: row.map(|row| row.value),
        title,
        summary,
        priority,
        topic,
        problem,
        themes: linker.themes(&theme),
        regions: linker.regions(&region),
        territory,
        period: linker.period(period),
        amount: linker.optional_money(amount),
        currency: linker.currency(currency.as_ref()),
        requirements: requirements.map(stated_words),
        customer: customer.and_then(|slug| linker.organisation(&slug)),
        source: linker.document(source),
        updated: date_of_data(updated.value, &corrections),
        indicators: indicators_of(indicator, &owners, &mut ids, linker),
        notes: each(note, |draft| note_of(draft, linker)),
        corrections,
        pictures: pictures_of(picture, &folder, pictures, &narratives, linker),
        narratives,
        former_slugs: former(former_slugs, linker),
    };
    check_notes(&lot.notes, &ids, linker);
    check_corrections(&lot.corrections, &page_names("lots", &lot.slug, &lot.former_slugs), &ids, &[], linker);
    Some(lot)
}
