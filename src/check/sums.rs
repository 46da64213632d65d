//! Sums: parts that do not make up their whole.

use super::subject::Subject;
use super::{Around, Part};
use crate::finding::{Code, Finding, Findings};
use crate::model::{Breakdown, Grant, Resource};
use crate::read::{GrantStatus, StandardIndicator};
use crate::value::{Decimal, Quantity, Stated};

pub(super) fn run(part: Part<'_>, _: &Around) -> Findings {
    let Part::Grant(grant) = part else { return Findings::new() };
    of_grant(grant)
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
    let finding = finding.with("sum", sum.known).with("total", total).with("by", breakdown.by.code());
    sum.contradicts(total).then_some(finding)
}

fn resource_sum(grant: &Grant) -> Option<Finding> {
    let cost = *grant.amount.known()?;
    let sum = Sum::of(grant.resources.iter().map(|resource| resource.amount.known().copied()));
    let place = grant.amount_place.as_ref().unwrap_or(&grant.place);
    let finding = Subject::grant(grant).finding_on_all(Code::ResourceSum, place);
    let finding = finding.with("sum", sum.known).with("total", cost);
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
        finding.with("sum", sum.known)
    };
    wrong.map(finding).collect()
}

/// Wages and purchases, held against the grant: once it is completed they should make it up, and
/// before that they cannot be more.
fn spending(grant: &Grant) -> Option<Finding> {
    let amount = *grant.amount.known()?;
    let spent =
        Sum::of([StandardIndicator::WageFund, StandardIndicator::Purchases].map(|it| achieved(grant, it)).into_iter());
    let spent = Sum { complete: spent.complete && grant.status == GrantStatus::Completed, ..spent };
    let place = grant.amount_place.as_ref().unwrap_or(&grant.place);
    let finding = Subject::grant(grant)
        .finding_on_all(Code::SpendingDiffers, place)
        .with("spent", spent.known)
        .with("amount", amount)
        .with("difference", spent.known.saturating_sub(amount).abs());
    spent.contradicts(amount).then_some(finding)
}

fn achieved(grant: &Grant, standard: StandardIndicator) -> Option<Decimal> {
    let indicator = grant.indicators.iter().find(|indicator| indicator.standard == Some(standard))?;
    number(&indicator.achieved)
}

#[cfg(test)]
mod tests {
    use super::super::testing::Content;
    use super::run;

    fn breakdown(total: &str, men: &str) -> Vec<String> {
        let report = format!(
            "[[breakdown]]\nof = \"people\"\nby = \"sex\"\n{total}\npart = [{{ sex = \"women\", value = 121 }}, {{ sex = \"men\", value = {men} }}]"
        );
        Content::grant(PEOPLE).report(&report).found(run)
    }

    const PEOPLE: &str = "[[indicator]]\nid = \"people\"\ntitle = \"People\"\nplanned = 200";

    #[test]
    fn parts_make_up_their_total() {
        assert!(breakdown("total = 211", "90").is_empty() && breakdown("", "90").is_empty());
        assert_eq!(breakdown("total = 211", "80"), ["breakdown-sum people sum=201 total=211 by=sex"]);
    }

    #[test]
    fn a_part_that_is_not_known_is_not_zero() {
        assert!(breakdown("total = 211", "\"?\"").is_empty());
        assert_eq!(breakdown("total = 100", "\"?\""), ["breakdown-sum people sum=121 total=100 by=sex"]);
    }

    fn resources(cost: &str, second: &str) -> Vec<String> {
        let resource = |id: &str, amount: &str| format!("[[resource]]\nid = \"{id}\"\nwork = \"W\"\n{amount}\n");
        Content::grant(&format!("{cost}\n{}{}", resource("a", "amount = 6000"), resource("b", second))).found(run)
    }

    #[test]
    fn the_plan_makes_up_the_cost() {
        assert!(resources("amount = 10000", "amount = 4000").is_empty());
        assert!(resources("amount = 10000", "amount = \"?\"").is_empty() && resources("", "amount = 1").is_empty());
        assert_eq!(resources("amount = 10000", "amount = 3000"), ["resource-sum - sum=9000 total=10000"]);
        assert_eq!(resources("amount = 5000", ""), ["resource-sum - sum=6000 total=5000"]);
    }

    fn shares(payers: &[(&str, &str)]) -> Vec<String> {
        let payer = |(option, share): &(&str, &str)| format!("{{ option = \"{option}\", source = \"s\"{share} }},");
        let payers: String = payers.iter().map(payer).collect();
        let ways = "[[funding_option]]\nid = \"one\"\ntitle = \"1\"\n[[funding_option]]\nid = \"two\"\ntitle = \"2\"\n[[funding_source]]\nid = \"s\"\nname = \"S\"";
        Content::grant(&format!("{ways}\n[[resource]]\nid = \"r\"\nwork = \"W\"\nfrom = [{payers}]")).found(run)
    }

    #[test]
    fn shares_make_up_the_whole_in_each_way_of_funding() {
        let (seventy, thirty) = (", share = \"70 %\"", ", share = \"30 %\"");
        assert!(shares(&[("one", seventy), ("one", thirty), ("two", ""), ("two", "")]).is_empty());
        assert!(shares(&[("one", seventy), ("one", "")]).is_empty());
        assert_eq!(shares(&[("one", seventy), ("two", ""), ("two", thirty)]), ["share-sum r sum=70"]);
        assert_eq!(shares(&[("one", seventy), ("one", seventy)]), ["share-sum r sum=140"]);
    }

    fn spending(status: &str, wages: &str, purchases: &str) -> Vec<String> {
        let plan = "amount = 3000\n[[indicator]]\nstandard = \"wage-fund\"\nplanned = 1\n[[indicator]]\nstandard = \"purchases\"\nplanned = 1";
        let result = |id: &str, value: &str| format!("[[result]]\nindicator = \"{id}\"\nachieved = {value}\n");
        let report = result("wage-fund", wages) + &result("purchases", purchases);
        Content::with_status(status, plan).report(&report).found(run)
    }

    #[test]
    fn a_completed_grant_was_spent() {
        assert!(spending("completed", "1000", "2000").is_empty() && spending("completed", "1000", "\"?\"").is_empty());
        assert_eq!(spending("completed", "1000", "1992"), ["spending-differs - spent=2992 amount=3000 difference=8"]);
        assert!(spending("running", "1000", "500").is_empty());
        assert_eq!(spending("running", "\"?\"", "3001"), ["spending-differs - spent=3001 amount=3000 difference=1"]);
    }
}
