//! What became of every figure from one edition to the next, and from the last edition to now.

use super::ledger::{Figure, Ledger};
use crate::model::{Correction, Grant, Portal};
use crate::read::{Edition, FrozenFigure, Placed};
use crate::value::PartialDate;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Every step, the oldest first; the last one leads from the last edition to what stands now.
#[derive(Debug, Clone, Default)]
pub struct History {
    steps: Vec<Step>,
    told: Told,
}

/// Corrections that explain a change, by page, as places in the list of [`corrections`].
type Told = BTreeMap<String, BTreeSet<usize>>;

/// What changed between two states of the portal.
#[derive(Debug, Clone)]
pub struct Step {
    /// The edition before, as a place in the portal's list.
    pub before: usize,
    /// The edition after; absent: what stands now.
    pub after: Option<usize>,
    /// Figures that changed, by page.
    pub changes: Vec<Change>,
    /// How many figures are new.
    pub added: usize,
}

/// A figure that changed.
#[derive(Debug, Clone)]
pub struct Change {
    /// The page that shows it now, or that showed it last: `grants/bright-future`.
    pub page: String,
    /// The fragment on that page; empty where the whole page is gone.
    pub id: String,
    /// The figure, or the first one of the page, in the list of the edition before.
    pub figure: usize,
    /// How it changed.
    pub kind: Kind,
    /// The values that changed.
    pub parts: Vec<PartChange>,
    /// The corrections that explain it, as places in the list of [`corrections`] of its page.
    pub corrections: Vec<usize>,
}

/// How a figure changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It states something else.
    Changed,
    /// It states what had not been reported before.
    Reported,
    /// It is computed from others.
    Computed,
    /// It is not there any more, though its page is.
    Gone,
    /// The grant or lot is not there any more, with all of its figures.
    PageGone,
}

/// A value that changed, as it is written into check codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartChange {
    /// Which value it is.
    pub part: String,
    /// What stood there; absent: nothing.
    pub before: Option<String>,
    /// What stands there; absent: nothing.
    pub after: Option<String>,
}

impl Change {
    /// Whether it wants a reason and has none. What was not known before is news, and what is computed follows from the rest.
    pub fn is_unexplained(&self) -> bool {
        let wants = matches!(self.kind, Kind::Changed | Kind::Gone | Kind::PageGone);
        wants && self.corrections.is_empty()
    }
}

/// The fragments of figures that are computed from others.
const COMPUTED: [&str; 2] = ["figure-indicators", "figure-total"];
/// The written form of a value that nobody has reported yet.
const NOT_REPORTED: &str = "not reported";

/// The figures of one state by page and fragment, with their place in its list and what they state.
type State<'a> = BTreeMap<(&'a str, &'a str), (usize, Values<'a>)>;
type Values<'a> = BTreeMap<String, &'a str>;

impl Step {
    /// What changed on one page.
    pub fn of_page(&self, page: &str) -> &[Change] {
        let start = self.changes.partition_point(|change| change.page.as_str() < page);
        let rest = self.changes.get(start..).unwrap_or_default();
        let end = rest.partition_point(|change| change.page == page);
        rest.get(..end).unwrap_or_default()
    }

    /// How many figures of pages that are still there state something else, or are gone.
    pub fn changed(&self) -> usize {
        self.changes.len() - self.pages_gone()
    }

    /// How many grants and lots are gone.
    pub fn pages_gone(&self) -> usize {
        self.changes.iter().filter(|change| change.kind == Kind::PageGone).count()
    }
}

impl History {
    /// Compares each edition with the one before, and the last one with the ledger.
    pub(super) fn of(portal: &Portal, ledger: &Ledger) -> Self {
        if portal.editions.is_empty() {
            return Self::default();
        }
        let renamed = renamed(portal);
        let states: Vec<State<'_>> = portal.editions.iter().map(|edition| frozen(edition, &renamed)).collect();
        let now = current(ledger);
        let nexts = states.iter().skip(1).chain([&now]);
        let step = |(before, (one, other)): (usize, (&State<'_>, &State<'_>))| {
            let after = Some(before + 1).filter(|after| *after < states.len());
            let added = other.keys().filter(|name| !one.contains_key(*name)).count();
            Step { before, after, changes: changes(one, other), added }
        };
        let mut steps: Vec<Step> = states.iter().zip(nexts).enumerate().map(step).collect();
        let told = explain(portal, &mut steps);
        Self { steps, told }
    }

    /// Whether a correction explains what changed from one state to another; its place is that in the list of
    /// [`corrections`] of its page.
    pub fn is_told(&self, page: &str, correction: usize) -> bool {
        self.told.get(page).is_some_and(|told| told.contains(&correction))
    }

    /// Every step, the oldest first.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The step from the last edition to what stands now; none without any edition.
    pub fn latest(&self) -> Option<&Step> {
        self.steps.last()
    }
}

/// A name for each of the [`corrections`] of a page that stays when others are added: of what it is, and its day. Only of
/// several on one day of one thing all but the first have a number.
pub fn correction_names(portal: &Portal, page: &str) -> Vec<String> {
    let stories = page.strip_prefix("grants/").and_then(|slug| portal.grant(slug));
    let stories = stories.iter().flat_map(|grant| &grant.stories);
    let of_stories: BTreeMap<&str, &str> = stories.map(|it| (&*it.place.file, it.slug.as_str())).collect();
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    let name = |it: &Correction| {
        let story = of_stories.get(&*it.place.file).map(|slug| format!("{slug}/")).unwrap_or_default();
        let about = it.about.as_ref().map_or("whole", |about| about.as_str());
        let date = it.date.known().map_or("undated".to_owned(), ToString::to_string);
        let name = format!("{story}{about}/{date}");
        let count = taken.entry(name.clone()).or_default();
        *count += 1;
        if *count == 1 { name } else { format!("{name}-{count}") }
    };
    corrections(portal, page).into_iter().map(name).collect()
}

/// The corrections of a page, in the order of the model: those of a grant and of its stories, or those of a lot, or what
/// is said of a page that was withdrawn.
pub fn corrections<'p>(portal: &'p Portal, page: &str) -> Vec<&'p Correction> {
    let withdrawn = || portal.withdrawals(page);
    match page.split_once('/') {
        Some(("grants", slug)) => portal.grant(slug).map_or_else(withdrawn, of_grant),
        Some(("lots", slug)) => portal.lot(slug).map_or_else(withdrawn, |lot| lot.corrections.iter().collect()),
        _ => withdrawn(),
    }
}

fn of_grant(grant: &Grant) -> Vec<&Correction> {
    grant.corrections.iter().chain(grant.stories.iter().flat_map(|story| &story.corrections)).collect()
}

/// Pages by the name that they had before.
fn renamed(portal: &Portal) -> BTreeMap<String, String> {
    let of = |folder: &'static str, slug: &str, former: &[Placed<String>]| -> Vec<(String, String)> {
        former.iter().map(|old| (format!("{folder}/{}", old.value), format!("{folder}/{slug}"))).collect()
    };
    let grants = portal.grants.iter().flat_map(|it| of("grants", &it.slug, &it.former_slugs));
    let lots = portal.lots.iter().flat_map(|it| of("lots", &it.slug, &it.former_slugs));
    grants.chain(lots).collect()
}

fn frozen<'a>(edition: &'a Edition, renamed: &'a BTreeMap<String, String>) -> State<'a> {
    let figure = |(at, it): (usize, &'a FrozenFigure)| {
        let page = renamed.get(&it.page).unwrap_or(&it.page);
        let values = it.values.iter().map(|(part, text)| (part.clone(), text.as_str())).collect();
        ((page.as_str(), it.id.as_str()), (at, values))
    };
    edition.figures.iter().enumerate().map(figure).collect()
}

fn current(ledger: &Ledger) -> State<'_> {
    let figures = ledger.figures().into_iter().enumerate();
    figures.map(|(at, it)| ((&*it.page, it.id.as_str()), (at, stated(it)))).collect()
}

fn stated(figure: &Figure) -> Values<'_> {
    figure.values.iter().map(|(part, text)| (part.to_string(), text.as_str())).collect()
}

fn changes(before: &State<'_>, after: &State<'_>) -> Vec<Change> {
    let pages: BTreeSet<&str> = after.keys().map(|(page, _)| *page).collect();
    let change = |(name, (figure, old)): (&(&str, &str), &(usize, Values<'_>))| {
        if !pages.contains(name.0) {
            return Some(page_gone(name.0, *figure));
        }
        let nothing = Values::new();
        let new = after.get(name).map(|(_, values)| values);
        let parts = part_changes(old, new.unwrap_or(&nothing));
        let kind = kind(name.1, &parts, new.is_none());
        let (page, id) = (name.0.to_owned(), name.1.to_owned());
        (!parts.is_empty() || new.is_none()).then_some(Change {
            page,
            id,
            figure: *figure,
            kind,
            parts,
            corrections: Vec::new(),
        })
    };
    let mut changes: Vec<Change> = before.iter().filter_map(change).collect();
    changes.dedup_by(|one, other| one.kind == Kind::PageGone && one.page == other.page);
    changes
}

fn page_gone(page: &str, figure: usize) -> Change {
    let (page, id) = (page.to_owned(), String::new());
    Change { page, id, figure, kind: Kind::PageGone, parts: Vec::new(), corrections: Vec::new() }
}

fn part_changes(old: &Values<'_>, new: &Values<'_>) -> Vec<PartChange> {
    let added = new.keys().filter(|part| !old.contains_key(*part));
    let parts = old.keys().chain(added);
    let change = |part: &String| PartChange {
        part: part.clone(),
        before: old.get(part).map(|text| (*text).to_owned()),
        after: new.get(part).map(|text| (*text).to_owned()),
    };
    parts.map(change).filter(|it| it.before != it.after).collect()
}

fn kind(id: &str, parts: &[PartChange], gone: bool) -> Kind {
    let was_open = |it: &PartChange| it.before.as_deref().is_none_or(|before| before == NOT_REPORTED);
    match () {
        () if COMPUTED.contains(&id) => Kind::Computed,
        () if gone => Kind::Gone,
        () if parts.iter().all(was_open) => Kind::Reported,
        () => Kind::Changed,
    }
}

/// From when to when a change came about; without an end up to now.
type Span = (Option<Date>, Option<Date>);

fn span(portal: &Portal, before: usize, after: Option<usize>) -> Span {
    let date = |at: usize| portal.editions.get(at).map(|edition| edition.date);
    (date(before), after.and_then(date))
}

/// Says which corrections explain which change, each at most one: first those that state what stood there, then those
/// that state it and came only after the next edition had been frozen, then those of the time of the change.
fn explain(portal: &Portal, steps: &mut [Step]) -> Told {
    let mut told = Told::new();
    let spans: Vec<Span> = steps.iter().map(|step| span(portal, step.before, step.after)).collect();
    for (step, span) in steps.iter_mut().zip(&spans) {
        take(portal, step, &mut told, &|it, change| states_before(it, change) && is_not_after(it, span.1));
    }
    for step in steps.iter_mut().rev().filter(|step| step.after.is_some()) {
        take(portal, step, &mut told, &states_before);
    }
    for (step, span) in steps.iter_mut().zip(&spans) {
        take(portal, step, &mut told, &|it, _| is_within(it, *span));
    }
    told
}

/// Gives every change of a step that has no reason yet those corrections of its figure that are free and wanted. What is
/// said of a page that is gone is said of it as a whole.
fn take(portal: &Portal, step: &mut Step, told: &mut Told, wanted: &dyn Fn(&Correction, &Change) -> bool) {
    for page in step.changes.chunk_by_mut(|one, other| one.page == other.page) {
        let Some(name) = page.first().map(|change| change.page.clone()) else { continue };
        let corrections = corrections(portal, &name);
        for change in page.iter_mut().filter(|change| change.corrections.is_empty()) {
            if change.kind == Kind::PageGone {
                change.corrections = (0..corrections.len()).collect();
                continue;
            }
            let told = told.entry(name.clone()).or_default();
            let own = corrections.iter().enumerate().filter(|(_, it)| is_about(it, &change.id) && wanted(it, change));
            change.corrections = own.map(|(at, _)| at).filter(|at| !told.contains(at)).collect();
            told.extend(&change.corrections);
        }
    }
}

fn is_about(correction: &Correction, id: &str) -> bool {
    correction.about.as_ref().is_some_and(|about| **about == id)
}

fn states_before(correction: &Correction, change: &Change) -> bool {
    let Some(was) = correction.was.as_ref().map(|was| super::ledger::canonical(was)) else { return false };
    change.parts.iter().any(|part| part.before.as_deref().is_some_and(|before| is_same(before, &was)))
}

/// Whether a value of a ledger is what a correction says in its written form; money is said without its currency.
pub fn is_same(stated: &str, was: &str) -> bool {
    stated == was || stated.split_once(' ').is_some_and(|(amount, _)| amount == was)
}

fn day(correction: &Correction, of: fn(PartialDate) -> Date) -> Option<Date> {
    correction.date.known().copied().map(of)
}

fn is_not_after(correction: &Correction, end: Option<Date>) -> bool {
    let first = day(correction, PartialDate::first_day);
    end.is_none_or(|end| first.is_none_or(|first| first <= end))
}

fn is_within(correction: &Correction, (start, end): Span) -> bool {
    let last = day(correction, PartialDate::last_day);
    is_not_after(correction, end) && start.is_none_or(|start| last.is_some_and(|last| last >= start))
}
