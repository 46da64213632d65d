//! Pieces that several kinds of pages show: cards, badges, money, states.

use super::super::facts::not_given;
use super::super::photo::{self, PhotoView};
use super::super::prose::{self, Part};
use super::super::tongue::{number, text};
use super::super::{Passage, Site, Subject, Tongue, Value};
use crate::derive::{Reported, State, StateCounts, Totals};
use crate::language::Lang;
use crate::model::{Document, Grant, Lot, Organisation, OrganisationRef, Party, Picture, Story, Who};
use crate::read::{Markdown, Narratives, PartyRole};
use crate::value::Stated;
use serde::Serialize;

/// The place of the thing that a page is about.
pub(super) fn place(subject: Subject) -> Option<usize> {
    match subject {
        Subject::One(at) | Subject::OnePart(at, _) => Some(at),
        _ => None,
    }
}

/// The thing that a page is about.
pub(super) fn one<T>(list: &[T], subject: Subject) -> Option<&T> {
    list.get(place(subject)?)
}

/// A code for styles and its word for readers.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Badge {
    pub(super) code: &'static str,
    pub(super) text: String,
}

/// Words that lead somewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct LinkView {
    pub(super) title: Passage,
    pub(super) address: String,
}

/// A count with its words, for key figures.
#[derive(Debug, Clone, Serialize)]
pub(super) struct KeyFigure {
    /// The figure, or in words why there is none.
    pub(super) value: Value,
    /// What it counts.
    pub(super) label: String,
    /// What it includes.
    pub(super) note: Option<String>,
}

/// A grant in a list.
#[derive(Debug, Clone, Serialize)]
pub(super) struct GrantCard {
    title: Passage,
    address: String,
    summary: Passage,
    status: Badge,
    amount: Value,
    period: Option<String>,
    regions: String,
    grantee: Option<Passage>,
    /// How many of the planned indicators are met or exceeded, in words.
    outcome: String,
    states: Vec<StateView>,
}

/// How many indicators are in a state.
#[derive(Debug, Clone, Serialize)]
pub(super) struct StateView {
    pub(super) code: &'static str,
    pub(super) name: String,
    pub(super) count: usize,
    pub(super) count_text: String,
}

/// A lot in a list.
#[derive(Debug, Clone, Serialize)]
pub(super) struct LotCard {
    title: Passage,
    address: String,
    summary: Passage,
    number: Value,
    regions: String,
    indicators: String,
}

/// A story in a list.
#[derive(Debug, Clone, Serialize)]
pub(super) struct StoryCard {
    title: Passage,
    address: String,
    summary: Passage,
    outcome: Option<Passage>,
    role: Option<Passage>,
    grant: LinkView,
}

/// A text of the content with the photos that stand in it, and its language where that is not the page's.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ProseView {
    parts: Vec<Part>,
    lang: Option<&'static str>,
}

/// A document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct DocumentView {
    kind: String,
    title: Passage,
    number: Option<Value>,
    date: Option<Value>,
    organisation: Option<LinkView>,
    language: Option<&'static str>,
    link: Option<String>,
}

pub(super) fn status(tongue: &Tongue<'_>, grant: &Grant) -> Badge {
    let code = grant.status.code();
    Badge { code, text: tongue.choice("grant_status", code) }
}

pub(in crate::site) fn regions(tongue: &Tongue<'_>, grant: &Grant) -> String {
    let names: Vec<String> = grant.regions.iter().map(|region| tongue.region(region.value)).collect();
    tongue.locale.list(&names)
}

/// Who does the work: the grantee, or who comes next to it.
pub(in crate::site) fn lead_party(grant: &Grant) -> Option<&Party> {
    let roles = [PartyRole::Grantee, PartyRole::Implementer, PartyRole::Proposer];
    roles.iter().find_map(|role| grant.parties.iter().find(|party| party.role == *role))
}

/// The name of who does the work.
pub(in crate::site) fn lead(site: &Site<'_>, tongue: &Tongue<'_>, grant: &Grant) -> Option<Passage> {
    match &lead_party(grant)?.who {
        Who::Organisation(at) => site.portal.organisations.get(*at).map(|it| tongue.words(&it.name)),
        Who::Group(name) => Some(tongue.words(name)),
    }
}

pub(in crate::site) fn grant_address(tongue: &Tongue<'_>, grant: &Grant) -> String {
    tongue.here(&format!("grants/{}/", grant.slug))
}

pub(super) fn grant_link(tongue: &Tongue<'_>, grant: &Grant) -> LinkView {
    LinkView { title: tongue.words(&grant.title), address: grant_address(tongue, grant) }
}

pub(super) fn lot_link(tongue: &Tongue<'_>, lot: &Lot) -> LinkView {
    LinkView { title: tongue.words(&lot.title), address: tongue.here(&format!("lots/{}/", lot.slug)) }
}

pub(super) fn organisation_link(site: &Site<'_>, tongue: &Tongue<'_>, at: OrganisationRef) -> Option<LinkView> {
    site.portal.organisations.get(at).map(|it| organisation(tongue, it))
}

fn organisation(tongue: &Tongue<'_>, it: &Organisation) -> LinkView {
    LinkView { title: tongue.words(&it.name), address: tongue.here(&format!("organisations/{}/", it.slug)) }
}

pub(super) fn theme_links(site: &Site<'_>, tongue: &Tongue<'_>, themes: &[usize]) -> Vec<LinkView> {
    let link = |at: &usize| {
        let theme = site.portal.themes.get(*at)?;
        Some(LinkView { title: tongue.words(&theme.name), address: tongue.here(&format!("themes/{}/", theme.id)) })
    };
    themes.iter().filter_map(link).collect()
}

pub(super) fn region_links<'r>(
    tongue: &Tongue<'_>,
    regions: impl IntoIterator<Item = &'r crate::language::Region>,
) -> Vec<LinkView> {
    let link = |region: &crate::language::Region| LinkView {
        title: tongue.region(region).into(),
        address: tongue.here(&format!("regions/{}/", region.code)),
    };
    regions.into_iter().map(link).collect()
}

/// A grant as it stands in lists.
pub(super) fn grant_card(site: &Site<'_>, tongue: &Tongue<'_>, at: usize) -> Option<GrantCard> {
    let grant = site.portal.grants.get(at)?;
    let totals = &site.figures.grants.get(at)?.totals;
    Some(GrantCard {
        title: tongue.words(&grant.title),
        address: grant_address(tongue, grant),
        summary: tongue.words(&grant.summary),
        status: status(tongue, grant),
        amount: tongue.money(&grant.amount, &grant.currency),
        period: grant.period.as_ref().map(|period| tongue.period(&period.value)),
        regions: regions(tongue, grant),
        grantee: lead(site, tongue, grant),
        outcome: outcome(tongue, totals),
        states: state_views(tongue, &totals.states),
    })
}

/// How many planned indicators are met or exceeded, as a sentence.
pub(in crate::site) fn outcome(tongue: &Tongue<'_>, totals: &Totals) -> String {
    let states = &totals.compared();
    let met = states.get(State::Met) + states.get(State::Exceeded);
    match (states.planned(), states.reported()) {
        (0, _) => tongue.t("outcome.nothing_planned"),
        (planned, 0) if totals.awaiting_results == 0 => tongue.say("outcome.not_given", &[("count", number(planned))]),
        (planned, 0) => tongue.say("outcome.not_reported", &[("count", number(planned))]),
        (planned, _) => tongue.say("outcome.met", &[("count", number(planned)), ("met", number(met))]),
    }
}

pub(super) fn state_views(tongue: &Tongue<'_>, counts: &StateCounts) -> Vec<StateView> {
    let view = |state: &State| StateView {
        code: state.code(),
        name: tongue.t(&format!("state.{}", state.code())),
        count: counts.get(*state),
        count_text: tongue.locale.number(&counts.get(*state).into()),
    };
    State::ALL.iter().map(view).collect()
}

pub(super) fn lot_card(site: &Site<'_>, tongue: &Tongue<'_>, at: usize) -> Option<LotCard> {
    let lot = site.portal.lots.get(at)?;
    let names: Vec<String> = lot.regions.iter().map(|region| tongue.region(region.value)).collect();
    let link = lot_link(tongue, lot);
    Some(LotCard {
        title: link.title,
        address: link.address,
        summary: tongue.words(&lot.summary),
        number: tongue.stated(&lot.number, Clone::clone),
        regions: tongue.locale.list(&names),
        indicators: tongue.count("lot.indicators", lot.indicators.len()),
    })
}

/// The record of the figures of a page such as `grants/x`; a brief portal has none.
pub(super) fn record(site: &Site<'_>, tongue: &Tongue<'_>, page: &str) -> Option<String> {
    let record = tongue.here(&format!("{page}/figures/"));
    site.has(&record).then_some(record)
}

/// The fragment of a story on the page of its grant.
pub(super) fn story_id(story: &Story) -> String {
    format!("story-{}", story.slug)
}

/// Where a story stands.
pub(in crate::site) fn story_address(site: &Site<'_>, tongue: &Tongue<'_>, grant: &Grant, story: &Story) -> String {
    match site.portal.is_brief() {
        true => format!("{}#{}", grant_address(tongue, grant), story_id(story)),
        false => tongue.here(&format!("stories/{}/", story.slug)),
    }
}

pub(super) fn story_card(site: &Site<'_>, tongue: &Tongue<'_>, grant: &Grant, story: &Story) -> StoryCard {
    StoryCard {
        title: tongue.words(&story.title),
        address: story_address(site, tongue, grant, story),
        summary: tongue.words(&story.summary),
        outcome: tongue.optional(story.outcome.as_ref()),
        role: tongue.optional(story.role.as_ref()),
        grant: grant_link(tongue, grant),
    }
}

/// The text in the page's language, or in the one that there is, with the pictures that it names. Its highest
/// headings are `<h{top}>`.
pub(super) fn prose_view(
    site: &Site<'_>,
    tongue: &Tongue<'_>,
    narratives: &Narratives,
    pictures: &[Picture],
    top: u8,
) -> Option<ProseView> {
    let wanted = [tongue.lang].into_iter().chain(site.portal.languages.iter().copied());
    let found = wanted.filter_map(|lang| narratives.get(lang)).next().or_else(|| narratives.iter().next())?;
    Some(prose(tongue, found, pictures, top))
}

/// A text with the pictures that it names.
pub(super) fn prose(tongue: &Tongue<'_>, text: &Markdown, pictures: &[Picture], top: u8) -> ProseView {
    let lang = (text.language != tongue.lang).then(|| Lang::code(text.language));
    let photo = |target: &str, description: String| {
        let view = pictures.iter().find(|picture| picture.is_at(target)).and_then(|it| photo::view(tongue, it))?;
        Some(PhotoView { description: Passage { text: description, lang }, ..view })
    };
    ProseView { parts: prose::parts(text, top, "text", &photo), lang }
}

pub(super) fn document(site: &Site<'_>, tongue: &Tongue<'_>, document: &Document) -> DocumentView {
    DocumentView {
        kind: tongue.choice("document_kind", document.kind.code()),
        title: tongue.words(&document.title),
        number: document.number.as_ref().map(|number| tongue.stated(number, Clone::clone)),
        date: document.date.as_ref().map(|date| tongue.date(date)),
        organisation: document.organisation.and_then(|at| organisation_link(site, tongue, at)),
        language: document.language.map(Lang::own_name),
        link: document.link.clone(),
    }
}

/// "n of m grants state this".
pub(super) fn includes(tongue: &Tongue<'_>, reported: &Reported, grants: usize) -> String {
    tongue.say("totals.includes", &[("of", number(reported.of)), ("count", number(grants))])
}

/// Why a total has no figure: it is awaited, or the reports do not give it.
pub(in crate::site) fn open(tongue: &Tongue<'_>, awaiting: usize) -> Value {
    match awaiting {
        0 => not_given(tongue),
        _ => tongue.value(&Stated::NotReported, None),
    }
}

/// Money, people and results over some grants, each with what it includes; what no grant counts is left out.
pub(super) fn key_figures(tongue: &Tongue<'_>, totals: &Totals) -> Vec<KeyFigure> {
    let results = [people(tongue, totals), indicators(tongue, totals)];
    money_figures(tongue, totals).into_iter().chain(results.into_iter().flatten()).collect()
}

/// Money by currency: what was awarded and what proposals ask for.
pub(super) fn money_figures(tongue: &Tongue<'_>, totals: &Totals) -> Vec<KeyFigure> {
    let figure = |word: &str, currency: &str, reported: &Reported| KeyFigure {
        value: Value::known(tongue.locale.money(&reported.sum, currency)),
        label: tongue.t(word),
        note: Some(includes(tongue, reported, totals.grants)),
    };
    let awarded = totals.money.iter().map(|(currency, sum)| figure("totals.money", currency, sum));
    let asked = totals.asked.iter().map(|(currency, sum)| figure("totals.asked", currency, sum));
    awarded.chain(asked).collect()
}

fn people(tongue: &Tongue<'_>, totals: &Totals) -> Option<KeyFigure> {
    let reached = totals.people_reached.known().map(|sum| Value::known(tongue.locale.number(&sum)));
    (totals.counting_people > 0).then(|| KeyFigure {
        value: reached.unwrap_or_else(|| open(tongue, totals.awaiting_people)),
        label: tongue.t("totals.people_reached"),
        note: people_note(tongue, totals),
    })
}

/// What the number of people includes, and what was planned.
pub(super) fn people_note(tongue: &Tongue<'_>, totals: &Totals) -> Option<String> {
    let reached = &totals.people_reached;
    let notes = [
        reached.known().map(|_| includes(tongue, reached, totals.grants)),
        totals
            .people_planned_where_reached
            .known()
            .map(|sum| tongue.say("totals.people_there", &[("planned", text(tongue.locale.number(&sum)))])),
        people_planned(tongue, totals),
    ];
    notes.into_iter().flatten().reduce(|a, b| format!("{a} {b}"))
}

/// What all grants together plan; left out where it is the plan of those that have reported.
fn people_planned(tongue: &Tongue<'_>, totals: &Totals) -> Option<String> {
    let planned = Some(&totals.people_planned).filter(|planned| **planned != totals.people_planned_where_reached)?;
    let args = [
        ("planned", text(tongue.locale.number(&planned.known()?))),
        ("of", number(planned.of)),
        ("count", number(totals.grants)),
    ];
    Some(tongue.say("totals.people_planned", &args))
}

fn indicators(tongue: &Tongue<'_>, totals: &Totals) -> Option<KeyFigure> {
    let states = &totals.compared();
    let met = states.get(State::Met) + states.get(State::Exceeded);
    let value = match states.reported() {
        0 => open(tongue, totals.awaiting_results),
        _ => Value::known(
            tongue.say("totals.met_of_planned", &[("met", number(met)), ("planned", number(states.planned()))]),
        ),
    };
    (states.planned() > 0).then(|| KeyFigure {
        value,
        label: tongue.t("totals.indicators_met"),
        note: Some(indicators_note(tongue, totals)),
    })
}

/// How many grants have reported, and how many indicators are still to be reported.
pub(super) fn indicators_note(tongue: &Tongue<'_>, totals: &Totals) -> String {
    let includes = tongue.say("totals.includes", &[("of", number(totals.reports)), ("count", number(totals.grants))]);
    let args = [("count", number(totals.awaited())), ("planned", number(totals.states.planned()))];
    match totals.awaited() {
        0 => includes,
        _ => format!("{includes} {}", tongue.say("totals.indicators_awaiting", &args)),
    }
}

/// The pictures that are shown and do not stand in the text.
pub(super) fn pictures(tongue: &Tongue<'_>, pictures: &[Picture], text: Option<&ProseView>) -> Vec<PhotoView> {
    let in_text: Vec<&str> = text.iter().flat_map(|text| &text.parts).filter_map(Part::address).collect();
    let views = pictures.iter().filter_map(|picture| photo::view(tongue, picture));
    views.filter(|view| !in_text.contains(&view.address.as_str())).collect()
}
