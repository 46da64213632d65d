//! Single figures in words: what each figure of the ledger is called and what it states.

use super::facts::{change, part_name, planned, result};
use super::{Passage, Site, Tongue, Value};
use crate::derive::State;
use crate::derive::ledger::{Figure, Owner, Part, What};
use crate::model::{
    Activity, Breakdown, ContextFigure, Evidence, Grant, Indicator, Lot, Publication, Resource, Risk, TargetGroup,
    Unit, UnitName,
};
use crate::value::{Decimal, PartialDate, Quantity, Stated};

/// A figure in words.
#[derive(Debug, Clone)]
pub struct Said {
    /// Its name.
    pub title: Passage,
    /// What it states.
    pub facts: Vec<Fact>,
    /// When it was measured, where the document says it.
    pub date: Option<PartialDate>,
}

/// One thing that a figure states.
#[derive(Debug, Clone)]
pub struct Fact {
    /// Which of the figure's values it is.
    pub part: Part,
    /// What it is called; `None` where the figure states nothing else.
    pub label: Option<String>,
    /// The value, or in words why there is none.
    pub value: Value,
    /// The value as programs compare it, where it is known.
    pub quantity: Option<Quantity>,
    /// The name of its unit, or the code of its currency.
    pub unit: Option<String>,
}

impl Said {
    fn new(title: impl Into<Passage>, facts: Vec<Fact>) -> Self {
        Self { title: title.into(), facts, date: None }
    }

    /// What it states, in one line.
    pub fn line(&self) -> String {
        let fact = |fact: &Fact| match &fact.label {
            Some(label) => format!("{label}: {}", fact.value.text),
            None => fact.value.text.clone(),
        };
        self.facts.iter().map(fact).collect::<Vec<_>>().join("; ")
    }
}

/// A figure of the ledger in words.
pub fn said(site: &Site<'_>, tongue: &Tongue<'_>, figure: &Figure) -> Option<Said> {
    match figure.owner {
        Owner::Lot(at) => of_lot(tongue, site.portal.lots.get(at)?, figure.what),
        Owner::Grant(at) => of_grant(site, tongue, at, figure.what),
    }
}

fn of_lot(tongue: &Tongue<'_>, lot: &Lot, what: What) -> Option<Said> {
    match what {
        What::Amount => Some(Said::new(tongue.t("lot.amount"), vec![money(tongue, &lot.amount, &lot.currency)])),
        What::Indicator(at) => {
            let it = lot.indicators.get(at)?;
            let mut said = indicator(tongue, it, "lot.asked");
            said.facts.retain(|fact| fact.part != Part::Achieved || fact.quantity.is_some());
            Some(said)
        }
        _ => None,
    }
}

fn of_grant(site: &Site<'_>, tongue: &Tongue<'_>, at: usize, what: What) -> Option<Said> {
    let grant = site.portal.grants.get(at)?;
    let report = grant.report.as_ref();
    let currency = &grant.currency;
    Some(match what {
        What::Amount => Said::new(amount_title(tongue, grant), vec![money(tongue, &grant.amount, currency)]),
        What::States => states(tongue, &site.figures.grants.get(at)?.states),
        What::Indicator(at) => indicator(tongue, grant.indicators.get(at)?, "chart.head.planned"),
        What::Activity(at) => activity(tongue, grant.activities.get(at)?),
        What::Evidence(at) => evidence(tongue, grant.evidence.get(at)?),
        What::TargetGroup(at) => target_group(tongue, grant.target_groups.get(at)?),
        What::Breakdown(at) => breakdown(tongue, grant, report?.breakdowns.get(at)?),
        What::Context(at) => context(tongue, grant.context.get(at)?),
        What::Publication(at) => publication(tongue, grant.publications.as_ref()?.get(at)?),
        What::Resource(at) => resource(tongue, currency, grant.resources.get(at)?),
        What::ResourcesTotal => Said::new(tongue.t("chart.head.total"), vec![total(tongue, grant)]),
        What::Risk(at) => risk(tongue, grant.risks.get(at)?),
        What::FollowUp => {
            let amount = report?.follow_up.as_ref()?.amount.as_ref()?;
            Said::new(tongue.t("report.needed"), vec![money(tongue, amount, currency)])
        }
    })
}

/// The word for the money of a grant, which is asked for as long as the grant is a proposal.
fn amount_title(tongue: &Tongue<'_>, grant: &Grant) -> String {
    tongue.t(if grant.status == crate::read::GrantStatus::Proposed { "fact.cost" } else { "fact.amount" })
}

fn people() -> Unit {
    Unit { name: UnitName::BuiltIn("people") }
}

fn fact(tongue: &Tongue<'_>, part: Part, label: &str, value: &Stated<Quantity>, unit: Option<&Unit>) -> Fact {
    Fact {
        part,
        label: Some(tongue.t(label)),
        value: tongue.value(value, unit),
        quantity: value.known().copied(),
        unit: unit_name(tongue, value, unit),
    }
}

fn unit_name(tongue: &Tongue<'_>, value: &Stated<Quantity>, unit: Option<&Unit>) -> Option<String> {
    let percent = value.known().is_some_and(|value| value.percent);
    if percent { Some("%".to_owned()) } else { unit.map(|unit| tongue.unit_name(unit)) }
}

/// Money that is the only value of its figure.
fn money(tongue: &Tongue<'_>, amount: &Stated<Decimal>, currency: &str) -> Fact {
    Fact {
        part: Part::Value,
        label: None,
        value: tongue.money(amount, currency),
        quantity: amount.known().map(|amount| Quantity::exactly(*amount)),
        unit: Some(currency.to_owned()),
    }
}

fn counted(tongue: &Tongue<'_>, part: Part, label: String, count: usize) -> Fact {
    let count = Decimal::from(count);
    let value = Value::known(tongue.locale.number(&count)).sorted_by(Some(count));
    Fact { part, label: Some(label), value, quantity: Some(Quantity::exactly(count)), unit: None }
}

/// States without any indicator are left out, as on the page.
fn states(tongue: &Tongue<'_>, counts: &crate::derive::StateCounts) -> Said {
    let fact = |state: State| {
        let code = state.code();
        counted(tongue, Part::Of(code.to_owned()), tongue.t(&format!("state.{code}")), counts.get(state))
    };
    let counted = State::ALL.into_iter().filter(|state| counts.get(*state) > 0);
    Said::new(tongue.t("totals.indicators_met"), counted.map(fact).collect())
}

fn indicator(tongue: &Tongue<'_>, it: &Indicator, planned_word: &str) -> Said {
    let unit = it.unit.as_ref();
    let promised = Fact { value: planned(tongue, it), ..fact(tongue, Part::Planned, planned_word, &it.planned, unit) };
    let done =
        |part, label, value| Fact { value: result(tongue, it, value, unit), ..fact(tongue, part, label, value, unit) };
    let achieved = done(Part::Achieved, "chart.head.achieved", &it.achieved);
    let target = |target: &crate::model::YearTarget| Fact {
        label: Some(target.year.to_string()),
        value: change(tongue, it, &target.planned),
        ..fact(tongue, Part::Target(target.year), planned_word, &target.planned, unit)
    };
    let total = it.achieved_total.as_ref();
    let total = total.map(|total| done(Part::Total, "grant.achieved_total", total));
    let baseline = it.baseline.as_ref();
    let baseline = baseline.map(|baseline| fact(tongue, Part::Baseline, "grant.baseline", &baseline.value, unit));
    // As in the tables: targets by year stand in place of a plan that is not stated.
    let plan = (promised.quantity.is_some() || it.targets.is_empty()).then_some(promised);
    let targets = it.targets.iter().map(target);
    let facts = plan.into_iter().chain(targets).chain([achieved]).chain(total).chain(baseline).collect();
    let date = it.result_date.as_ref().and_then(Stated::known).copied();
    Said { date, ..Said::new(tongue.indicator(it), facts) }
}

/// The values that the content has.
fn present<'v>(
    tongue: &Tongue<'_>,
    unit: Option<&Unit>,
    values: impl IntoIterator<Item = (Part, &'static str, Option<&'v Stated<Quantity>>)>,
) -> Vec<Fact> {
    values.into_iter().filter_map(|(part, label, value)| Some(fact(tongue, part, label, value?, unit))).collect()
}

fn activity(tongue: &Tongue<'_>, it: &Activity) -> Said {
    let reported = it.report.as_ref().and_then(|report| report.participants.as_ref());
    let values = [
        (Part::Planned, "grant.participants", it.participants.as_ref()),
        (Part::Achieved, "grant.participated", reported),
    ];
    Said::new(tongue.words(&it.title), present(tongue, Some(&people()), values))
}

fn evidence(tongue: &Tongue<'_>, it: &Evidence) -> Said {
    let facts = present(tongue, it.unit.as_ref(), [(Part::Value, "grant.quantity", it.quantity.as_ref())]);
    Said::new(tongue.words(&it.title), facts)
}

fn target_group(tongue: &Tongue<'_>, it: &TargetGroup) -> Said {
    let values = [
        (Part::Population, "grant.population", it.population.as_ref()),
        (Part::Coverage, "grant.coverage", it.coverage.as_ref()),
    ];
    Said::new(tongue.words(&it.name), present(tongue, Some(&people()), values))
}

/// Breakdowns of one figure by one quality are one figure; their parts are told one after the other.
fn breakdown(tongue: &Tongue<'_>, grant: &Grant, first: &Breakdown) -> Said {
    let name = tongue.choice("breakdown_by", first.by.code());
    let of = super::kinds::figure_name(tongue, grant, &first.of.value);
    let same = |it: &&Breakdown| it.of.value == first.of.value && it.by == first.by;
    let all = grant.report.iter().flat_map(|report| &report.breakdowns).filter(same);
    let facts = all.flat_map(|it| breakdown_facts(tongue, it)).collect();
    Said::new(Passage { text: format!("{}: {name}", of.text), lang: of.lang }, facts)
}

fn breakdown_facts(tongue: &Tongue<'_>, it: &Breakdown) -> Vec<Fact> {
    let unit = people();
    let part = |(at, part): (usize, &crate::model::BreakdownPart)| Fact {
        label: Some(part_name(tongue, &part.part).text),
        ..fact(tongue, Part::Of((at + 1).to_string()), "chart.head.people", &part.value, Some(&unit))
    };
    let total = present(tongue, Some(&unit), [(Part::Total, "grant.breakdown_total", it.total.as_ref())]);
    total.into_iter().chain(it.parts.iter().enumerate().map(part)).collect()
}

fn context(tongue: &Tongue<'_>, it: &ContextFigure) -> Said {
    let value = fact(tongue, Part::Value, "grant.value", &it.value, it.unit.as_ref());
    let change = present(tongue, None, [(Part::Change, "grant.change", it.change.as_ref())]);
    let date = it.date.as_ref().and_then(Stated::known).copied();
    let facts = [value].into_iter().chain(change).collect();
    Said { date, ..Said::new(tongue.words(&it.title), facts) }
}

/// What does not say how many it is, is one.
fn publication(tongue: &Tongue<'_>, it: &Publication) -> Said {
    let count =
        present(tongue, Some(Unit::of_publications(it.kind)), [(Part::Count, "media.count", it.count.as_ref())]);
    let reach = present(tongue, None, [(Part::Reach, "chart.head.reach", it.reach.as_ref())]);
    let one = (count.is_empty() && reach.is_empty()).then(|| counted(tongue, Part::Count, tongue.t("media.count"), 1));
    Said::new(tongue.words(&it.title), one.into_iter().chain(count).chain(reach).collect())
}

fn resource(tongue: &Tongue<'_>, currency: &str, it: &Resource) -> Said {
    let amount = Fact { label: Some(tongue.t("chart.head.amount")), ..money(tongue, &it.amount, currency) };
    let quantity = present(tongue, it.unit.as_ref(), [(Part::Count, "grant.quantity", it.quantity.as_ref())]);
    Said::new(tongue.words(&it.work), [amount].into_iter().chain(quantity).collect())
}

/// What all works together cost: the sum of those amounts that are stated.
fn total(tongue: &Tongue<'_>, grant: &Grant) -> Fact {
    let known = grant.resources.iter().filter_map(|resource| resource.amount.known());
    let sum = known.fold(Decimal::ZERO, |sum, amount| sum.saturating_add(*amount));
    money(tongue, &Stated::Known(sum), &grant.currency)
}

fn risk(tongue: &Tongue<'_>, it: &Risk) -> Said {
    let values = [
        (Part::Impact, "chart.head.impact", it.impact.as_ref()),
        (Part::Probability, "chart.head.probability", it.probability.as_ref()),
        (Part::Score, "chart.head.score", it.score.as_ref()),
    ];
    Said::new(tongue.words(&it.title), present(tongue, None, values))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::{cite, content_laid_out, linked};

    /// What only explains the other values of a figure stands within their words.
    fn explains(part: &Part) -> bool {
        matches!(part, Part::Unit | Part::Per | Part::PerCount)
    }

    #[test]
    fn every_figure_of_the_ledger_has_a_name_and_words_for_each_value_in_each_language() {
        content_laid_out(|site| {
            assert!(site.figures.ledger.figures().len() > 150);
            for figure in site.figures.ledger.figures() {
                for tongue in site.interface_languages().iter().filter_map(|lang| site.tongue(Some(*lang))) {
                    let said = said(site, tongue, figure).expect("words");
                    assert!(!said.title.text.is_empty() && !said.line().is_empty(), "{figure:?}");
                    let parts: Vec<&Part> = said.facts.iter().map(|fact| &fact.part).collect();
                    let is_said = |(part, value): &&(Part, String)| {
                        let nothing_there = figure.what == What::States && value == "0";
                        let by_year = *part == Part::Planned && parts.iter().any(|it| matches!(it, Part::Target(_)));
                        let asked_only = matches!(figure.owner, Owner::Lot(_)) && *part == Part::Achieved;
                        explains(part) || nothing_there || by_year || asked_only || parts.contains(&part)
                    };
                    let silent: Vec<_> = figure.values.iter().filter(|value| !is_said(value)).collect();
                    assert!(silent.is_empty(), "{silent:?} of {figure:?}");
                }
            }
            assert_eq!(site.missing_words(), []);
        });
    }

    #[test]
    fn keys_of_citations_are_ascii_and_belong_to_one_thing() {
        content_laid_out(|site| {
            let tongue = site.tongue(None).expect("a language");
            let pages = cite::pages(site);
            let keys: Vec<String> = pages
                .iter()
                .flat_map(|(_, owner)| cite::of_page(site, tongue, *owner))
                .map(|reference| reference.key)
                .collect();
            let once: std::collections::BTreeSet<&String> = keys.iter().collect();
            assert!(keys.len() > site.figures.ledger.figures().len() && once.len() == keys.len());
            assert!(
                keys.iter().all(|key| key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-".contains(&byte)))
            );
        });
    }

    /// "At least 50" is told as a least value, never as 50; what is not known is not told at all.
    #[test]
    fn observations_tell_bounds_and_nothing_unknown() {
        content_laid_out(|site| {
            let tongue = site.tongue(None).expect("a language");
            let figures = site.figures.ledger.figures();
            let known = figures.iter().filter_map(|figure| said(site, tongue, figure));
            let known = known.flat_map(|said| said.facts).filter(|fact| fact.quantity.is_some()).count();
            let pages = cite::pages(site);
            let told: Vec<_> = pages.iter().flat_map(|(page, _)| linked::observations(site, tongue, page)).collect();
            assert_eq!(told.len(), known);
            let values = |it: &serde_json::Value| ["value", "minValue", "maxValue"].map(|key| it.get(key).is_some());
            assert!(told.iter().all(|it| values(it).into_iter().filter(|has| *has).count() == 1));
            assert!(told.iter().any(|it| values(it) == [false, true, false]), "a promise of at least");
        });
    }
}
