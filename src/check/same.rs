//! Figures that state the same fact (`same_as`, breakdowns), held against each other.
//!
//! Like is compared with like: what is planned with what is planned, what was reported with what was
//! achieved, an amount for each group with such an amount or, times the number of groups, with a total.

use super::subject::Subject;
use super::sums::of_parts;
use super::{Around, Part};
use crate::finding::{Arg, Code, Finding, Findings, Place};
use crate::model::{ActivityReport, Breakdown, Evidence, Grant, Indicator, Per, Publication};
use crate::read::Placed;
use crate::value::{Amount, Bound, Decimal, Quantity, Stated};
use std::collections::BTreeMap;

pub(super) fn run(part: Part<'_>, _: &Around) -> Findings {
    let Part::Grant(grant) = part else { return Findings::new() };
    of_grant(grant)
}

/// What one figure states.
struct Figure<'g> {
    /// Its id, or the words that stand for it where it has none.
    id: &'g str,
    /// Whether `id` is one.
    has_id: bool,
    same_as: Option<&'g Placed<String>>,
    planned: Option<Value<'g>>,
    achieved: Option<Value<'g>>,
}

/// A value, perhaps for each of several groups.
#[derive(Clone, Copy)]
struct Value<'g> {
    /// Where it is written: what was reported stands in another file than what was planned.
    place: &'g Place,
    quantity: Quantity,
    per: Option<&'g Per>,
    /// The value over all groups, where that is stated too.
    total: Option<Quantity>,
}

fn of_grant(grant: &Grant) -> Findings {
    let figures = figures(grant);
    let by_id: BTreeMap<&str, &Figure<'_>> =
        figures.iter().filter(|figure| figure.has_id).map(|figure| (figure.id, figure)).collect();
    let pairs = figures.iter().filter_map(|figure| Some((figure, *by_id.get(figure.same_as?.as_str())?)));
    let mut findings: Findings = pairs.filter_map(|(figure, other)| difference(grant, figure, other)).collect();
    findings.extend(by_id.values().flat_map(|figure| of_breakdowns(grant, figure)));
    findings
}

fn difference(grant: &Grant, figure: &Figure<'_>, other: &Figure<'_>) -> Option<Finding> {
    let pairs = [(figure.planned, other.planned), (figure.achieved, other.achieved)];
    let mut both = pairs.into_iter().filter_map(|(first, second)| Some((first?, second?)));
    let (value, other_value) = both.find(|(first, second)| first.agrees(*second) == Some(false))?;
    // Readers see it beside a figure that has an id, and there "here" has to be that figure.
    Some(match figure.has_id {
        true => finding(grant, (figure.id, value), (other.id, other_value)),
        false => finding(grant, (other.id, other_value), (figure.id, value)),
    })
}

/// One finding for all breakdowns that state the same of a figure.
fn of_breakdowns(grant: &Grant, figure: &Figure<'_>) -> Findings {
    let Some(achieved) = figure.achieved else { return Findings::new() };
    let breakdowns = grant.report.iter().flat_map(|report| &report.breakdowns);
    let mut found: Vec<(Quantity, Finding)> = Vec::new();
    for breakdown in breakdowns.filter(|breakdown| breakdown.of.value == figure.id) {
        let Some(total) = total_of(breakdown).filter(|total| total.agrees(achieved) == Some(false)) else { continue };
        match found.iter_mut().find(|(quantity, _)| *quantity == total.quantity) {
            Some((_, finding)) => finding.also.push(total.place.clone()),
            None => {
                let name = format!("breakdown.{}", breakdown.by.code());
                found.push((total.quantity, finding(grant, (figure.id, achieved), (&name, total))));
            }
        }
    }
    found.into_iter().map(|(_, finding)| finding).collect()
}

/// That the first does not state what the second states.
fn finding(grant: &Grant, (id, value): (&str, Value<'_>), (other_id, other): (&str, Value<'_>)) -> Finding {
    let finding = Subject::grant(grant).finding(Code::FiguresDiffer, value.place, id).also(other.place);
    let finding = finding.with("id", id).with("value", value.arg());
    finding.with("other_id", other_id).with("other_value", other.arg())
}

impl<'g> Value<'g> {
    fn plain(place: &'g Place, quantity: Quantity) -> Self {
        Self { place, quantity, per: None, total: None }
    }

    fn stated(place: &'g Place, value: &Stated<Quantity>) -> Option<Self> {
        value.known().map(|quantity| Self::plain(place, *quantity))
    }

    /// Whether both state the same; `None` where they count differently and cannot be compared.
    fn agrees(self, other: Self) -> Option<bool> {
        if let (Some(per), Some(other_per)) = (self.per, other.per)
            && per.unit == other_per.unit
        {
            return agree(self.quantity, other.quantity);
        }
        agree(self.over_all()?, other.over_all()?)
    }

    /// The value over all groups.
    fn over_all(self) -> Option<Quantity> {
        let Some(per) = self.per else { return Some(self.quantity) };
        self.total.or_else(|| {
            let amount = self.quantity.number()?.checked_mul(groups(per)?)?;
            Some(Quantity { amount: Amount::Number(amount), ..self.quantity })
        })
    }

    fn arg(self) -> Arg {
        Arg::Figure(self.quantity, self.per.and_then(groups))
    }
}

fn groups(per: &Per) -> Option<Decimal> {
    per.count.as_ref()?.known()?.number()
}

/// The same amount, and bounds that do not point in opposite directions. "50" and "at least 50" are one
/// fact: tables often leave the bound to the heading.
fn agree(first: Quantity, second: Quantity) -> Option<bool> {
    let opposed =
        matches!((first.bound, second.bound), (Bound::AtLeast, Bound::AtMost) | (Bound::AtMost, Bound::AtLeast));
    let comparable = matches!(
        (first.amount, second.amount),
        (Amount::Number(_), Amount::Number(_))
            | (Amount::Pair(..), Amount::Pair(..))
            | (Amount::Done(_), Amount::Done(_))
    );
    comparable.then_some(first.amount == second.amount && !opposed)
}

/// What a breakdown says of the whole: its total, or the sum of its parts if all are known.
fn total_of(breakdown: &Breakdown) -> Option<Value<'_>> {
    match &breakdown.total {
        Some(total) => Value::stated(&breakdown.place, total),
        None => {
            let sum = of_parts(breakdown);
            sum.complete.then(|| Value::plain(&breakdown.place, Quantity::exactly(sum.known)))
        }
    }
}

/// Every figure of a grant that `same_as` can name, or that has one.
fn figures(grant: &Grant) -> Vec<Figure<'_>> {
    let mut figures: Vec<Figure<'_>> = grant.indicators.iter().map(of_indicator).collect();
    figures.extend(grant.evidence.iter().map(of_evidence));
    figures.extend(grant.publications.iter().flatten().map(of_publication));
    figures.extend(grant.activities.iter().map(|activity| {
        let planned = activity.participants.as_ref();
        Figure {
            id: &activity.id,
            has_id: true,
            same_as: activity.same_as.as_ref(),
            planned: planned.and_then(|value| Value::stated(&activity.written_at, value)),
            achieved: activity.report.as_ref().and_then(reported),
        }
    }));
    figures.extend(grant.target_groups.iter().map(|group| Figure {
        id: &group.id,
        has_id: true,
        same_as: group.same_as.as_ref(),
        planned: group.coverage.as_ref().and_then(|value| Value::stated(&group.place, value)),
        achieved: None,
    }));
    figures
}

fn reported(report: &ActivityReport) -> Option<Value<'_>> {
    Value::stated(&report.place, report.participants.as_ref()?)
}

fn of_indicator(indicator: &Indicator) -> Figure<'_> {
    let per = indicator.per.as_ref();
    let total = indicator.achieved_total.as_ref().and_then(|total| total.known().copied());
    let value = |place, quantity: &Quantity, total| Value { place, quantity: *quantity, per, total };
    let result_place = indicator.result_place.as_ref().unwrap_or(&indicator.place);
    Figure {
        id: &indicator.id,
        has_id: true,
        same_as: indicator.same_as.as_ref(),
        planned: indicator.planned.known().map(|planned| value(&indicator.place, planned, None)),
        achieved: match indicator.achieved.known() {
            Some(achieved) => Some(value(result_place, achieved, total)),
            None => total.map(|total| Value::plain(result_place, total)),
        },
    }
}

fn of_evidence(evidence: &Evidence) -> Figure<'_> {
    let value = evidence.quantity.as_ref().and_then(|value| Value::stated(&evidence.place, value));
    let title = || evidence.title.texts().next().map_or("", |(_, text, _)| text);
    Figure {
        id: evidence.id.as_deref().unwrap_or_else(title),
        has_id: evidence.id.is_some(),
        same_as: evidence.same_as.as_ref(),
        planned: value.filter(|_| !evidence.reported),
        achieved: value.filter(|_| evidence.reported),
    }
}

/// A publication without a count is one.
fn of_publication(publication: &Publication) -> Figure<'_> {
    let one = || Some(Value::plain(&publication.place, Quantity::exactly(Decimal::ONE)));
    Figure {
        id: &publication.id,
        has_id: true,
        same_as: publication.same_as.as_ref(),
        planned: None,
        achieved: publication.count.as_ref().map_or_else(one, |count| Value::stated(&publication.place, count)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::Content;
    use super::run;

    /// Two indicators; the second states the same as the first.
    fn two(first: &str, second: &str) -> Vec<String> {
        Content::grant(&pair(first, second)).found(run)
    }

    fn pair(first: &str, second: &str) -> String {
        format!(
            "[[indicator]]\nid = \"a\"\ntitle = \"A\"\n{first}\n[[indicator]]\nid = \"b\"\ntitle = \"B\"\nsame_as = \"a\"\n{second}\n"
        )
    }

    fn differ(value: &str, other: &str) -> Vec<String> {
        vec![format!("figures-differ b id=b value={value} other_id=a other_value={other}")]
    }

    #[test]
    fn amounts_are_compared_with_their_bounds() {
        assert_eq!(two("planned = 50", "planned = 49"), differ("49", "50"));
        assert_eq!(two("planned = \">= 25\"", "planned = \">= 5\""), differ(">= 5", ">= 25"));
        assert_eq!(two("planned = \">= 5\"", "planned = \"<= 5\""), differ("<= 5", ">= 5"));
        assert!(two("planned = \">= 50\"", "planned = 50").is_empty());
        assert_eq!(two("planned = \"15/15\"", "planned = \"15/14\""), differ("15/14", "15/15"));
    }

    #[test]
    fn what_counts_differently_is_not_compared() {
        for unlike in ["planned = \"?\"", "planned = \"15/15\"", "planned = true", "planned = 7\nper = \"group\""] {
            assert!(two("planned = 30", unlike).is_empty(), "{unlike}");
        }
    }

    #[test]
    fn an_amount_for_each_is_taken_times_their_number() {
        let for_each = "planned = \">= 25\"\nper = \"group\"\nper_count = 2";
        assert!(two(for_each, "planned = \">= 50\"").is_empty());
        assert_eq!(two(for_each, "planned = \">= 40\""), differ(">= 40", ">= 25 × 2"));
        assert_eq!(two(for_each, "planned = \">= 5\"\nper = \"group\""), differ(">= 5", ">= 25 × 2"));
    }

    #[test]
    fn results_are_compared_with_results() {
        let results = |a: &str, b: &str| {
            let report = format!("[[result]]\nindicator = \"a\"\n{a}\n[[result]]\nindicator = \"b\"\n{b}");
            Content::grant(&pair("planned = 9", "planned = 9\nper = \"group\"")).report(&report).found(run)
        };
        assert!(results("achieved = 3", "achieved = 4").is_empty());
        assert!(results("achieved = 8", "achieved = 4\ntotal = 8").is_empty());
        assert_eq!(results("achieved = 9", "achieved = 4\ntotal = 8"), differ("4", "9"));
    }

    const FLYERS: &str = "[[indicator]]\nid = \"flyers\"\ntitle = \"Flyers\"\nplanned = 1\n\
        [[activity]]\nid = \"hand-out\"\ntitle = \"Hand out\"\nparticipants = 400\nsame_as = \"crowd\"\n\
        [[target_group]]\nid = \"crowd\"\nname = \"Crowd\"\ncoverage = 300\n";

    #[test]
    fn every_kind_of_figure_is_compared() {
        let report = "[[result]]\nindicator = \"flyers\"\nachieved = 1\n\
            [[evidence]]\ntitle = \"Pile\"\nquantity = 400\nsame_as = \"flyers\"\n";
        let media =
            "[[publication]]\nid = \"sheet\"\nkind = \"leaflet\"\ntitle = \"Sheet\"\ncount = 2\nsame_as = \"flyers\"\n";
        let content = Content::grant(FLYERS).report(report).with("content/grants/g/media.toml", media);
        assert_eq!(
            content.found(run),
            [
                "figures-differ flyers id=flyers value=1 other_id=Pile other_value=400",
                "figures-differ sheet id=sheet value=2 other_id=flyers other_value=1",
                "figures-differ hand-out id=hand-out value=400 other_id=crowd other_value=300",
            ]
        );
    }

    #[test]
    fn a_breakdown_is_held_against_what_it_breaks_down() {
        let found = |total: &str| {
            let report = format!(
                "[[result]]\nindicator = \"flyers\"\nachieved = 3\n\
                [[breakdown]]\nof = \"flyers\"\nby = \"other\"\n{total}\npart = [{{ name = \"X\", value = 4 }}]"
            );
            Content::grant("[[indicator]]\nid = \"flyers\"\ntitle = \"Flyers\"").report(&report).found(run)
        };
        assert!(found("total = 3").is_empty());
        let differ = ["figures-differ flyers id=flyers value=3 other_id=breakdown.other other_value=4"];
        assert!(found("total = 4") == differ && found("") == differ);
    }

    /// Three breakdowns of one result, with these totals.
    fn broken_down(totals: [u8; 3]) -> Content {
        let breakdown = |(by, total): (&str, u8)| {
            format!(
                "[[breakdown]]\nof = \"people\"\nby = \"{by}\"\ntotal = {total}\npart = [{{ name = \"X\", value = {total} }}]\n"
            )
        };
        let breakdowns: String = ["age", "status", "other"].into_iter().zip(totals).map(breakdown).collect();
        Content::grant("[[indicator]]\nid = \"people\"\ntitle = \"People\"\nplanned = 9")
            .report(&format!("[[result]]\nindicator = \"people\"\nachieved = 3\n{breakdowns}"))
    }

    #[test]
    fn breakdowns_that_state_the_same_are_told_once() {
        assert_eq!(
            broken_down([4, 4, 4]).found(run),
            ["figures-differ people id=people value=3 other_id=breakdown.age other_value=4"]
        );
        assert_eq!(
            broken_down([4, 3, 5]).found(run),
            [
                "figures-differ people id=people value=3 other_id=breakdown.age other_value=4",
                "figures-differ people id=people value=3 other_id=breakdown.other other_value=5",
            ]
        );
    }

    #[test]
    fn a_result_is_shown_where_it_is_reported() {
        assert_eq!(broken_down([4, 4, 4]).places(run), ["figures-differ report.toml «3»"]);
    }
}
