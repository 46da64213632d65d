//! Totals that say what they include.

use super::StateCounts;
use crate::model::{Grant, Indicator};
use crate::read::{PublicationKind, StandardIndicator};
use crate::value::{Decimal, Quantity, Stated};
use std::collections::BTreeMap;

/// A sum, and of how many grants it is the sum.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reported {
    /// The sum over the grants that state the figure; zero if none does.
    pub sum: Decimal,
    /// How many grants state it.
    pub of: usize,
}

impl Reported {
    fn one(value: Option<Decimal>) -> Self {
        value.map_or_else(Self::default, |sum| Self { sum, of: 1 })
    }

    fn plus(self, other: Self) -> Self {
        Self { sum: self.sum.saturating_add(other.sum), of: self.of + other.of }
    }

    /// The sum, unless no grant states the figure.
    pub fn known(&self) -> Option<Decimal> {
        (self.of > 0).then_some(self.sum)
    }
}

/// Money by currency (ISO 4217); amounts of different currencies are never added.
pub type Money = BTreeMap<String, Reported>;

/// Totals over some grants.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Totals {
    /// How many grants there are.
    pub grants: usize,
    /// How many of them have reported.
    pub reports: usize,
    /// Amounts of grants that were awarded: proposals ask for money and have none.
    pub money: Money,
    /// Amounts that proposals ask for.
    pub asked: Money,
    /// People that are to be reached directly.
    pub people_planned: Reported,
    /// People that were reached directly.
    pub people_reached: Reported,
    /// People planned by those grants that have reported people reached: what the reached compare with.
    pub people_planned_where_reached: Reported,
    /// How many grants count people reached directly.
    pub counting_people: usize,
    /// How many of those that count people have not reported yet.
    pub awaiting_people: usize,
    /// Indicators by state.
    pub states: StateCounts,
    /// How many planned indicators belong to grants that have not reported yet.
    pub awaiting_results: usize,
    /// Success stories.
    pub stories: usize,
    /// Publications.
    pub publications: Reported,
}

impl Totals {
    /// The indicators that results compare with: as soon as anything is reported, those of grants that have not reported yet
    /// stand aside. "No result given" and "not reported yet" are different things.
    pub fn compared(&self) -> StateCounts {
        match self.states.reported() {
            0 => self.states,
            _ => self.of_reports(),
        }
    }

    /// How many planned indicators stand aside so.
    pub fn awaited(&self) -> usize {
        self.states.planned() - self.compared().planned()
    }

    /// The indicators of the grants that have reported.
    pub fn of_reports(&self) -> StateCounts {
        self.states.without_open(self.awaiting_results)
    }

    /// The totals of one grant.
    pub(super) fn of(grant: &Grant, states: StateCounts) -> Self {
        let people = people(grant);
        let counting = usize::from(people.is_some());
        let awaiting = |count: usize| if grant.report.is_none() { count } else { 0 };
        let planned = people.and_then(|it| number(&it.planned));
        let reached = people.and_then(reached);
        let money: Money = grant
            .amount
            .known()
            .map(|amount| (grant.currency.clone(), Reported::one(Some(*amount))))
            .into_iter()
            .collect();
        let proposed = grant.status == crate::read::GrantStatus::Proposed;
        Self {
            grants: 1,
            reports: usize::from(grant.report.is_some()),
            money: if proposed { Money::new() } else { money.clone() },
            asked: if proposed { money } else { Money::new() },
            people_planned: Reported::one(planned),
            people_reached: Reported::one(reached),
            people_planned_where_reached: Reported::one(reached.and(planned)),
            counting_people: counting,
            awaiting_people: awaiting(counting),
            awaiting_results: awaiting(states.planned()),
            states,
            stories: grant.stories.len(),
            publications: Reported::one(publications(grant)),
        }
    }

    /// The totals over several grants.
    pub(super) fn over<'a>(parts: impl Iterator<Item = &'a Self>) -> Self {
        parts.fold(Self::default(), |sum, part| sum.plus(part))
    }

    fn plus(self, other: &Self) -> Self {
        Self {
            grants: self.grants + other.grants,
            reports: self.reports + other.reports,
            money: together(self.money, &other.money),
            asked: together(self.asked, &other.asked),
            people_planned: self.people_planned.plus(other.people_planned),
            people_reached: self.people_reached.plus(other.people_reached),
            people_planned_where_reached: self.people_planned_where_reached.plus(other.people_planned_where_reached),
            counting_people: self.counting_people + other.counting_people,
            awaiting_people: self.awaiting_people + other.awaiting_people,
            states: self.states.plus(other.states),
            awaiting_results: self.awaiting_results + other.awaiting_results,
            stories: self.stories + other.stories,
            publications: self.publications.plus(other.publications),
        }
    }
}

fn together(mut sum: Money, more: &Money) -> Money {
    for (currency, part) in more {
        let entry = sum.entry(currency.clone()).or_default();
        *entry = entry.plus(*part);
    }
    sum
}

/// The indicator that counts people reached directly; a plan that is crossed out counts nobody.
fn people(grant: &Grant) -> Option<&Indicator> {
    let counts = |it: &&Indicator| it.planned != Stated::NotApplicable || reached(it).is_some();
    let direct = grant.indicators.iter().find(|it| it.standard == Some(StandardIndicator::DirectBeneficiaries));
    direct.filter(counts)
}

fn number(value: &Stated<Quantity>) -> Option<Decimal> {
    value.known().and_then(Quantity::number)
}

fn reached(indicator: &Indicator) -> Option<Decimal> {
    indicator.achieved_total.as_ref().and_then(number).or_else(|| number(&indicator.achieved))
}

/// A publication without a count is one; one whose count the document leaves open is not counted, and
/// the copies of a leaflet are no publications.
fn publications(grant: &Grant) -> Option<Decimal> {
    let publications = grant.publications.as_ref()?.iter().filter(|it| it.kind != PublicationKind::Leaflet);
    let counts = publications.filter_map(|publication| match &publication.count {
        None => Some(Decimal::ONE),
        Some(count) => number(count),
    });
    Some(counts.fold(Decimal::ZERO, Decimal::saturating_add))
}
