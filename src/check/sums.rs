//! Sums: parts that do not make up their whole.

use super::shown;
use super::subject::Subject;
use crate::derive::Figures;
use crate::finding::{Code, Finding, Findings};
use crate::model::{Breakdown, Grant, Portal, Resource};
use crate::read::{GrantStatus, StandardIndicator};
use crate::value::{Decimal, Quantity, Stated};

pub(super) fn run(portal: &Portal, _: &Figures) -> Findings {
    portal.grants.iter().flat_map(of_grant).collect()
}

fn of_grant(grant: &Grant) -> Findings {
    let breakdowns = grant.report.iter().flat_map(|report| &report.breakdowns);
    let mut findings: Findings = breakdowns.filter_map(|breakdown| breakdown_sum(grant, breakdown)).collect();
    findings.extend(resource_sum(grant));
    findings.extend(grant.resources.iter().flat_map(|resource| share_sums(grant, resource)));
    findings.extend(spending(grant));
    findings
}

/// What is known of some parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sum {
    /// The sum of the parts that are known.
    pub(super) known: Decimal,
    /// Whether all parts are known, and there is at least one.
    pub(super) complete: bool,
}

impl Sum {
    /// Adds up parts. One that is not known is not zero.
    pub(super) fn of(parts: impl Iterator<Item = Option<Decimal>>) -> Self {
        let mut sum = Self { known: Decimal::ZERO, complete: false };
        let mut gaps = false;
        for part in parts {
            sum.complete = true;
            gaps |= part.is_none();
            sum.known = sum.known.saturating_add(part.unwrap_or_default());
        }
        Self { complete: sum.complete && !gaps, ..sum }
    }

    /// Whether the parts cannot make up `total`: all are known and add up to something else, or those
    /// that are known are already more.
    fn contradicts(self, total: Decimal) -> bool {
        self.known > total || (self.complete && self.known != total)
    }
}

/// The number, where it is known and a single one.
pub(super) fn number(value: &Stated<Quantity>) -> Option<Decimal> {
    value.known().and_then(Quantity::number)
}

/// The sum of the parts of a breakdown.
pub(super) fn of_parts(breakdown: &Breakdown) -> Sum {
    Sum::of(breakdown.parts.iter().map(|part| number(&part.value)))
}

fn breakdown_sum(grant: &Grant, breakdown: &Breakdown) -> Option<Finding> {
    let total = breakdown.total.as_ref().and_then(number)?;
    let sum = of_parts(breakdown);
    let finding = Subject::grant(grant).finding(Code::BreakdownSum, &breakdown.place, &breakdown.of.value);
    let finding = finding.with("sum", shown::number(sum.known)).with("total", shown::number(total));
    sum.contradicts(total).then_some(finding)
}

fn resource_sum(grant: &Grant) -> Option<Finding> {
    let cost = *grant.amount.known()?;
    let sum = Sum::of(grant.resources.iter().map(|resource| resource.amount.known().copied()));
    let place = grant.amount_place.as_ref().unwrap_or(&grant.place);
    let finding = Subject::grant(grant).finding_on_all(Code::ResourceSum, place);
    let finding = finding.with("sum", shown::number(sum.known)).with("total", shown::number(cost));
    sum.contradicts(cost).then_some(finding)
}

/// The shares of one resource, for each way of funding.
fn share_sums(grant: &Grant, resource: &Resource) -> Findings {
    let mut options: Vec<Option<usize>> = resource.from.iter().map(|from| from.option).collect();
    options.sort_unstable();
    options.dedup();
    let sum = |option: Option<usize>| {
        let payers = resource.from.iter().filter(move |from| from.option == option);
        Sum::of(payers.map(|from| from.share.as_ref().and_then(number)))
    };
    let wrong = options.into_iter().map(sum).filter(|sum| sum.contradicts(Decimal::ONE_HUNDRED));
    let finding = |sum: Sum| {
        let finding = Subject::grant(grant).finding(Code::ShareSum, &resource.place, &resource.id);
        finding.with("sum", shown::number(sum.known))
    };
    wrong.map(finding).collect()
}

/// Wages and purchases, held against the grant: once it is completed they should make it up, and
/// before that they cannot be more.
fn spending(grant: &Grant) -> Option<Finding> {
    let amount = *grant.amount.known()?;
    let spent = Sum::of([StandardIndicator::WageFund, StandardIndicator::Purchases].map(|it| achieved(grant, it)).into_iter());
    let spent = Sum { complete: spent.complete && grant.status == GrantStatus::Completed, ..spent };
    let place = grant.amount_place.as_ref().unwrap_or(&grant.place);
    let finding = Subject::grant(grant)
        .finding_on_all(Code::SpendingDiffers, place)
        .with("spent", shown::number(spent.known))
        .with("amount", shown::number(amount))
        .with("difference", shown::number(spent.known.saturating_sub(amount).abs()));
    spent.contradicts(amount).then_some(finding)
}

fn achieved(grant: &Grant, standard: StandardIndicator) -> Option<Decimal> {
    let indicator = grant.indicators.iter().find(|indicator| indicator.standard == Some(standard))?;
    number(&indicator.achieved)
}
