//! What share cards say: the pictures by which social networks and messengers show a page.
//!
//! Nothing is drawn here and nothing is cut; templates in `cards/` arrange it.

use super::kinds::parts;
use super::tongue::{number, text};
use super::{Passage, Site, Tongue, Value};
use crate::derive::{GrantFigures, State, Totals};
use crate::finding::Place;
use crate::language::Lang;
use crate::model::{Grant, Indicator, Story, Unit, UnitName};
use crate::read::{GrantStatus, ShareCards, StandardIndicator, Words};
use crate::value::{Decimal, Quantity, Stated};
use serde::Serialize;

/// How wide a card is, in pixels.
pub const WIDTH: u32 = 1200;
/// How high a card is, in pixels.
pub const HEIGHT: u32 = 630;
/// The file beside the page that it is the card of.
pub const FILE: &str = "card.png";

/// What a card says.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Card {
    /// What the page is: "Grant", "running". Empty on the home page.
    pub labels: Vec<String>,
    /// The heading of the page.
    pub title: String,
    /// Below the heading: the organisation, the grant of a story, what the portal is.
    pub below: Option<String>,
    /// What was promised and what was done, one under the other.
    pub bars: Vec<Bar>,
    /// What came of a story, in place of the bars.
    pub outcome: Option<Outcome>,
    /// How the promises were kept, in one sentence.
    pub remark: Option<String>,
    /// How many promises the bars leave aside, because there is no report on them yet, in one sentence.
    pub awaited: Option<String>,
    /// The name of the portal.
    pub portal: String,
    /// The address of the portal as people write it, where it is known.
    pub site: Option<String>,
    /// What the picture shows, for those who do not see it.
    pub alt: String,
    /// Where the title is written.
    #[serde(skip)]
    pub place: Place,
}

/// What came of a story, with its heading.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Outcome {
    /// "What came of it".
    pub label: String,
    /// The outcome.
    pub text: String,
}

/// A bar with its words.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Bar {
    /// `promised` or `done`.
    pub code: &'static str,
    /// "Promised" or "Done".
    pub label: String,
    /// The figure, or in words why there is none.
    pub value: Value,
    /// From left to right.
    pub parts: Vec<Part>,
}

/// A part of a bar.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Part {
    /// `promised`, `done`, `not-kept` or `open` (nothing is reported).
    pub code: &'static str,
    /// Its share of the longest bar, from 0 to 1.
    pub share: f64,
    /// What it stands for and how many: "met: 9".
    pub legend: Option<String>,
}

/// The card of a grant.
pub(super) fn grant(site: &Site<'_>, tongue: &Tongue<'_>, grant: &Grant, figures: &GrantFigures) -> Card {
    let status = tongue.choice("grant_status", grant.status.code());
    let labels = match grant.status {
        GrantStatus::Proposed => vec![tongue.t("card.proposal")],
        _ => vec![tongue.t("card.grant"), status],
    };
    let by = parts::lead(site, tongue, grant).map(|by| by.text);
    of_grant(site, tongue, (&grant.title, labels, by), grant, figures)
}

/// The card of a story: what came of it; where that is not told, what its grant promised and did.
pub(super) fn story(
    site: &Site<'_>,
    tongue: &Tongue<'_>,
    (grant, figures): (&Grant, &GrantFigures),
    story: &Story,
) -> Card {
    let of = tongue.say("card.of_grant", &[("title", text(tongue.words(&grant.title).text))]);
    let labels = vec![tongue.t("card.story")];
    let Some(outcome) = &story.outcome else {
        return of_grant(site, tongue, (&story.title, labels, Some(of)), grant, figures);
    };
    let outcome = tongue.words(outcome).text;
    let card = Card { labels, below: Some(of), ..blank(site, tongue, &story.title) };
    let alt = tongue.say("card.alt_story", &[("title", text(card.title.clone())), ("outcome", text(outcome.clone()))]);
    Card { alt, outcome: Some(Outcome { label: tongue.t("story.outcome"), text: outcome }), ..card }
}

/// The card of the home page.
pub(super) fn home(site: &Site<'_>, tongue: &Tongue<'_>) -> Card {
    let totals = &site.figures.totals;
    let bars = if totals.states.planned() == 0 { Vec::new() } else { of_indicators(tongue, totals) };
    let counts = [("count", number(totals.grants)), ("reports", number(totals.reports))];
    let card = Card {
        below: Some(tongue.words(&site.portal.description).text),
        bars,
        remark: (totals.grants > 0).then(|| tongue.say("home.includes", &counts)),
        awaited: (totals.awaited() > 0).then(|| tongue.count("card.awaited", totals.awaited())),
        ..blank(site, tongue, &site.portal.title)
    };
    described(tongue, card)
}

fn of_grant(
    site: &Site<'_>,
    tongue: &Tongue<'_>,
    (title, labels, below): (&Words, Vec<String>, Option<String>),
    grant: &Grant,
    figures: &GrantFigures,
) -> Card {
    let people = people(tongue, grant);
    let remark = (people.is_some() || figures.states.planned() == 0).then(|| parts::outcome(tongue, &figures.totals));
    let bars = match people {
        Some(bars) => bars,
        None if figures.states.planned() == 0 => Vec::new(),
        None => of_indicators(tongue, &figures.totals),
    };
    let mut card = Card { labels, below, bars, remark, ..blank(site, tongue, title) };
    if grant.status == GrantStatus::Proposed && grant.report.is_none() {
        card.bars
            .iter_mut()
            .filter(|bar| bar.code == "done")
            .for_each(|bar| bar.value.text = tongue.t("card.not_awarded"));
    }
    described(tongue, card)
}

fn blank(site: &Site<'_>, tongue: &Tongue<'_>, title: &Words) -> Card {
    let Passage { text, .. } = tongue.words(title);
    Card {
        labels: Vec::new(),
        title: text,
        below: None,
        bars: Vec::new(),
        outcome: None,
        remark: None,
        awaited: None,
        portal: tongue.words(&site.portal.title).text,
        site: spoken_address(&site.portal.base_url),
        alt: String::new(),
        place: title.place_in(tongue.lang).clone(),
    }
}

/// `https://org.github.io/portal/` as people write it: `org.github.io/portal`.
fn spoken_address(base: &crate::model::BaseUrl) -> Option<String> {
    let host = base.origin.split("://").nth(1)?;
    Some(format!("{host}{}", base.path))
}

/// Says in words what the picture shows.
fn described(tongue: &Tongue<'_>, mut card: Card) -> Card {
    let value = |code: &str| card.bars.iter().find(|bar| bar.code == code).map(|bar| text(bar.value.text.clone()));
    card.alt = match (value("promised"), value("done")) {
        (Some(promised), Some(done)) => {
            tongue.say("card.alt", &[("title", text(card.title.clone())), ("promised", promised), ("done", done)])
        }
        _ => card.title.clone(),
    };
    if let Some(awaited) = &card.awaited {
        card.alt = format!("{} {awaited}", card.alt);
    }
    card
}

/// People to be reached directly and people reached, where both sides can be held against each other.
fn people(tongue: &Tongue<'_>, grant: &Grant) -> Option<Vec<Bar>> {
    let is_direct = |it: &&Indicator| it.standard == Some(StandardIndicator::DirectBeneficiaries);
    let direct = grant.indicators.iter().find(is_direct).filter(|it| it.per.is_none())?;
    let promised = counted(&direct.planned)?;
    let done = direct.achieved_total.as_ref().and_then(counted).or_else(|| counted(&direct.achieved));
    if done.is_none() && grant.report.is_some() {
        return None;
    }
    let longest = done.map_or(promised.1, |done| done.1.max(promised.1));
    let unit = Unit { name: UnitName::BuiltIn("people") };
    let written = |quantity: &Quantity| tongue.quantity(quantity, Some(&unit));
    let part = |code, length: Decimal| vec![Part { code, share: share(length, longest), legend: None }];
    let (value, parts) = match done {
        Some((done, length)) => (Value::known(written(done)), part("done", length)),
        None => (not_reported(tongue), vec![Part { code: "open", share: 1.0, legend: None }]),
    };
    Some(vec![
        bar(tongue, "promised", Value::known(written(promised.0)), part("promised", promised.1)),
        bar(tongue, "done", value, parts),
    ])
}

fn counted(value: &Stated<Quantity>) -> Option<(&Quantity, Decimal)> {
    let quantity = value.known()?;
    Some((quantity, quantity.number().filter(|number| !quantity.percent && *number >= Decimal::ZERO)?))
}

/// How many indicators were promised, and what became of them: of the grants that have reported, as on the pages.
fn of_indicators(tongue: &Tongue<'_>, totals: &Totals) -> Vec<Bar> {
    let states = &totals.compared();
    let planned = states.planned();
    let kept = states.get(State::Met) + states.get(State::Exceeded);
    let open = states.get(State::NotReported);
    let promised = Value::known(tongue.count("card.indicators", planned));
    let nothing = open == planned;
    let done = match nothing {
        true => parts::open(tongue, totals.awaiting_results),
        false => {
            Value::known(tongue.say("totals.met_of_planned", &[("met", number(kept)), ("planned", number(planned))]))
        }
    };
    let part = |(code, word, count): (&'static str, &str, usize)| Part {
        code,
        share: share(count.into(), planned.into()),
        legend: (!nothing)
            .then(|| tongue.say("card.part", &[("name", text(tongue.t(word))), ("number", number(count))])),
    };
    let parts = [
        ("done", "card.kept", kept),
        ("not-kept", "card.not_kept", planned - kept - open),
        ("open", "state.not-reported", open),
    ];
    let parts = parts.into_iter().filter(|(_, _, count)| *count > 0).map(part).collect();
    let whole = vec![Part { code: "promised", share: 1.0, legend: None }];
    vec![bar(tongue, "promised", promised, whole), bar(tongue, "done", done, parts)]
}

fn not_reported(tongue: &Tongue<'_>) -> Value {
    tongue.value(&Stated::NotReported, None)
}

fn bar(tongue: &Tongue<'_>, code: &'static str, value: Value, parts: Vec<Part>) -> Bar {
    Bar { code, label: tongue.t(&format!("card.{code}")), value, parts }
}

/// A length for a picture, to a thousandth, so that no machine rounds it otherwise.
fn share(length: Decimal, longest: Decimal) -> f64 {
    let share = length.checked_div(longest).unwrap_or_default().round_dp(3);
    f64::try_from(share).unwrap_or_default()
}

/// Which pages have a card of their own.
pub(super) fn wanted(site: &Site<'_>) -> ShareCards {
    if site.edition.is_some() { ShareCards::None } else { site.portal.share_cards() }
}

/// The card of a page as its head names it.
#[derive(Debug, Clone, Serialize)]
pub struct CardLink {
    /// The full address.
    pub address: String,
    /// What it shows.
    pub alt: String,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

/// The card that stands for a page: its own, or that of the home page in its language. None where the address of the
/// portal is not known, because networks want a full one.
pub(super) fn link(site: &Site<'_>, tongue: &Tongue<'_>, own: Option<(&str, &Card)>) -> Option<CardLink> {
    let base = &site.portal.base_url;
    if base.origin.is_empty() || wanted(site) == ShareCards::None {
        return None;
    }
    let (page, alt) = match own {
        Some((page, card)) => (page.to_owned(), card.alt.clone()),
        None => (tongue.here(""), home(site, tongue).alt),
    };
    Some(CardLink { address: base.absolute(&format!("{page}{FILE}")), alt, width: WIDTH, height: HEIGHT })
}

impl Words {
    /// Where the text for readers of this language is written.
    fn place_in(&self, language: Lang) -> &Place {
        self.written_in(language).map_or(&self.place, |text| &text.place)
    }
}
