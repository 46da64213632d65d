//! How far an indicator is.
//!
//! The share of the plan is never clipped and never computed where it means nothing: for a zero plan,
//! for "done or not done", for results that count something else than the plan.

use crate::model::{Indicator, Thresholds};
use crate::read::Direction;
use crate::value::{Amount, Bound, Decimal, Quantity, Stated};
use serde::Serialize;

/// The state of an indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Better than planned.
    Exceeded,
    /// As planned.
    Met,
    /// At least the portal's share of the plan.
    Partly,
    /// Less than that.
    NotMet,
    /// Planned, and nothing has been reported yet.
    NotReported,
    /// Reported or described, and there is no plan to compare with.
    NoTarget,
}

impl State {
    /// Every state, best first.
    pub const ALL: [Self; 6] =
        [Self::Exceeded, Self::Met, Self::Partly, Self::NotMet, Self::NotReported, Self::NoTarget];

    /// The key of its word: `state.<code>`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Exceeded => "exceeded",
            Self::Met => "met",
            Self::Partly => "partly",
            Self::NotMet => "not-met",
            Self::NotReported => "not-reported",
            Self::NoTarget => "no-target",
        }
    }
}

/// How far an indicator is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// The state.
    pub state: State,
    /// The share of the plan, in percent, where it can be computed. May exceed 100.
    pub percent: Option<Decimal>,
}

/// How many indicators are in which state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct StateCounts([usize; 6]);

impl StateCounts {
    /// Counts states.
    pub fn of(states: impl Iterator<Item = State>) -> Self {
        let mut counts = Self::default();
        for state in states {
            counts.0[state as usize] += 1;
        }
        counts
    }

    /// How many are in this state.
    pub fn get(&self, state: State) -> usize {
        self.0[state as usize]
    }

    /// How many have a plan, reported or not.
    pub fn planned(&self) -> usize {
        self.0.iter().sum::<usize>() - self.get(State::NoTarget)
    }

    /// How many have a plan and a result.
    pub fn reported(&self) -> usize {
        self.planned() - self.get(State::NotReported)
    }

    /// The same without this many of those that have no result.
    #[must_use]
    pub fn without_open(mut self, count: usize) -> Self {
        let open = &mut self.0[State::NotReported as usize];
        *open = open.saturating_sub(count);
        self
    }

    /// Both together.
    pub fn plus(self, other: Self) -> Self {
        let mut sum = self;
        for (count, more) in sum.0.iter_mut().zip(other.0) {
            *count += more;
        }
        sum
    }
}

/// How far `indicator` is.
pub fn progress(indicator: &Indicator, thresholds: &Thresholds) -> Progress {
    let (planned, achieved) = compared(indicator);
    let Some(planned) = planned else {
        return Progress { state: without_plan(indicator), percent: None };
    };
    let Some(achieved) = achieved else {
        return Progress { state: State::NotReported, percent: None };
    };
    let baseline = indicator.baseline.as_ref().and_then(|baseline| baseline.value.known()).and_then(Quantity::number);
    let rule =
        Rule { bound: planned.bound, direction: indicator.direction, baseline, partly_from: thresholds.partly_from };
    if planned.percent != achieved.percent {
        return Progress { state: State::NoTarget, percent: None };
    }
    rule.compare(planned.amount, achieved.amount)
}

/// Targets by year are a plan as well, which a single result cannot be held against.
fn without_plan(indicator: &Indicator) -> State {
    let has_targets = indicator.targets.iter().any(|target| target.planned.known().is_some());
    if has_targets && indicator.achieved.known().is_none() { State::NotReported } else { State::NoTarget }
}

/// The plan and the result that count the same: per group, or over all groups where only that was reported.
pub fn compared(indicator: &Indicator) -> (Option<Quantity>, Option<Quantity>) {
    let planned = indicator.planned.known().copied();
    let achieved = indicator.achieved.known().copied();
    let total = indicator.achieved_total.as_ref().and_then(Stated::known).copied();
    match (planned, achieved, total) {
        (Some(planned), None, Some(total)) => match over_all(planned, indicator) {
            Some(planned) => (Some(planned), Some(total)),
            None => (Some(planned), None),
        },
        _ => (planned, achieved),
    }
}

/// The plan over all groups, where it is known how many there are.
fn over_all(planned: Quantity, indicator: &Indicator) -> Option<Quantity> {
    let count = indicator.per.as_ref()?.count.as_ref()?.known()?.number()?;
    let amount = planned.number()?.checked_mul(count)?;
    Some(Quantity { amount: Amount::Number(amount), ..planned })
}

/// What counts as good for one indicator.
struct Rule {
    bound: Bound,
    direction: Direction,
    baseline: Option<Decimal>,
    partly_from: Decimal,
}

impl Rule {
    fn compare(&self, planned: Amount, achieved: Amount) -> Progress {
        match (planned, achieved) {
            (Amount::Number(planned), Amount::Number(achieved)) => self.numbers(planned, achieved),
            (Amount::Pair(first, second), Amount::Pair(one, two)) => {
                worse(self.numbers(first, one), self.numbers(second, two))
            }
            (Amount::Done(_), Amount::Done(done)) => {
                Progress { state: if done { State::Met } else { State::NotMet }, percent: None }
            }
            _ => Progress { state: State::NoTarget, percent: None },
        }
    }

    fn numbers(&self, planned: Decimal, achieved: Decimal) -> Progress {
        let percent = self.percent(planned, achieved);
        Progress { state: self.state(planned, achieved, percent), percent }
    }

    /// "At most" makes less the better, whatever the direction.
    fn lower_is_better(&self) -> bool {
        self.direction == Direction::Lower || self.bound == Bound::AtMost
    }

    fn state(&self, planned: Decimal, achieved: Decimal, percent: Option<Decimal>) -> State {
        let better = if self.lower_is_better() { achieved < planned } else { achieved > planned };
        if achieved == planned {
            State::Met
        } else if better {
            State::Exceeded
        } else if percent.is_some_and(|percent| percent >= self.partly_from) {
            State::Partly
        } else {
            State::NotMet
        }
    }

    /// Of a plan to go down from a baseline: the part of the way. Of any other plan to be low: plan by
    /// result. Of a plan to be high: result by plan.
    fn percent(&self, planned: Decimal, achieved: Decimal) -> Option<Decimal> {
        let (part, whole) = match (self.lower_is_better(), self.baseline) {
            (true, Some(baseline)) => (baseline.checked_sub(achieved)?, baseline.checked_sub(planned)?),
            (true, None) => (planned, achieved),
            (false, _) => (achieved, planned),
        };
        if whole <= Decimal::ZERO {
            return None;
        }
        part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)
    }
}

/// The worse of the two numbers of a pair.
fn worse(first: Progress, second: Progress) -> Progress {
    let percent = match (first.percent, second.percent) {
        (Some(a), Some(b)) => Some(a.min(b)),
        _ => None,
    };
    Progress { state: first.state.max(second.state), percent }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::quantity;

    fn rule(bound: Bound, direction: Direction, baseline: Option<i64>) -> Rule {
        Rule { bound, direction, baseline: baseline.map(Decimal::from), partly_from: Decimal::from(50) }
    }

    fn higher(planned: &str, achieved: &str) -> Progress {
        let amount = |text| quantity::parse(text).unwrap().known().copied().unwrap();
        rule(amount(planned).bound, Direction::Higher, None).compare(amount(planned).amount, amount(achieved).amount)
    }

    fn percent(value: i64) -> Option<Decimal> {
        Some(Decimal::from(value))
    }

    #[test]
    fn more_than_planned_is_not_clipped() {
        assert_eq!(higher("200", "211"), Progress { state: State::Exceeded, percent: Some("105.5".parse().unwrap()) });
        assert_eq!(higher(">= 50", "1000").percent, percent(2000));
        assert_eq!(higher("12", "12"), Progress { state: State::Met, percent: percent(100) });
    }

    #[test]
    fn less_than_planned_is_partly_or_not_met() {
        assert_eq!(higher("100", "50").state, State::Partly);
        assert_eq!(higher("100", "49").state, State::NotMet);
        assert_eq!(higher("100", "0"), Progress { state: State::NotMet, percent: percent(0) });
    }

    #[test]
    fn a_zero_plan_has_no_share() {
        assert_eq!(higher("0", "0"), Progress { state: State::Met, percent: None });
        assert_eq!(higher("0", "3"), Progress { state: State::Exceeded, percent: None });
    }

    #[test]
    fn less_is_better_where_the_plan_says_so() {
        let at_most = higher("<= 10", "5");
        assert_eq!(at_most, Progress { state: State::Exceeded, percent: percent(200) });
        assert_eq!(higher("<= 10", "20"), Progress { state: State::Partly, percent: percent(50) });
        let down = rule(Bound::Exactly, Direction::Lower, Some(40));
        assert_eq!(down.numbers(30.into(), 35.into()), Progress { state: State::Partly, percent: percent(50) });
        assert_eq!(down.numbers(30.into(), 45.into()), Progress { state: State::NotMet, percent: percent(-50) });
        let nothing_left = rule(Bound::Exactly, Direction::Lower, None).numbers(30.into(), 0.into());
        assert_eq!(nothing_left, Progress { state: State::Exceeded, percent: None });
    }

    #[test]
    fn a_pair_is_as_good_as_its_worse_half() {
        assert_eq!(higher("15/15", "15/15").state, State::Met);
        assert_eq!(higher("3/4", "3/1"), Progress { state: State::NotMet, percent: percent(25) });
        assert_eq!(higher("3/4", "5/4").state, State::Met);
    }

    #[test]
    fn different_kinds_are_not_compared() {
        assert_eq!(higher("15/15", "30").state, State::NoTarget);
        assert_eq!(higher("5", "3/4").percent, None);
    }
}
