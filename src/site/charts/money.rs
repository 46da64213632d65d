//! What the work costs, who pays, and what may go wrong.

use super::super::chart::{
    Chart, Funding, Label, Resources, ResourcesHead, Risk, RiskMatrix, RiskMatrixHead, Scale, Share, Work,
};
use super::super::facts;
use super::super::tongue::{number, text};
use super::super::{Passage, Tongue};
use super::{length, number_of};
use crate::model::{self, Grant, Resource};
use crate::value::{Decimal, Stated};

/// What the work costs and who pays.
pub fn resources(tongue: &Tongue<'_>, grant: &Grant) -> Option<Chart> {
    if grant.resources.is_empty() {
        return None;
    }
    let known = grant.resources.iter().filter_map(|resource| resource.amount.known());
    let total = known.fold(Decimal::ZERO, |sum, amount| sum.saturating_add(*amount));
    let total = tongue.locale.money(&total, &grant.currency);
    let largest = grant.resources.iter().max_by_key(|resource| resource.amount.known().copied())?;
    let args = [
        ("count", number(grant.resources.len())),
        ("total", text(total.as_str())),
        ("largest", text(tongue.words(&largest.work).text)),
        ("amount", text(tongue.money(&largest.amount, &grant.currency).text)),
    ];
    Some(Chart::Resources(Resources {
        title: tongue.t("chart.resources.title"),
        description: tongue.say("chart.resources.description", &args),
        sources: grant.funding_sources.iter().map(|source| tongue.words(&source.name).into()).collect(),
        options: grant.funding_options.iter().map(|option| tongue.words(&option.name).into()).collect(),
        undivided: tongue.t("chart.resources.undivided"),
        rows: grant.resources.iter().map(|resource| work(tongue, grant, resource)).collect(),
        total: Some(total),
        head: ResourcesHead {
            work: tongue.t("chart.head.work"),
            resource: tongue.t("chart.head.resource"),
            amount: tongue.t("chart.head.amount"),
            total: tongue.t("chart.head.total"),
        },
    }))
}

fn work(tongue: &Tongue<'_>, grant: &Grant, resource: &Resource) -> Work {
    let amount = resource.amount.known().copied();
    let options = 0..grant.funding_options.len();
    Work {
        label: tongue.words(&resource.work).into(),
        resource: needs(tongue, resource),
        amount: amount.map(length),
        written: tongue.money(&resource.amount, &grant.currency).text,
        funding: options.map(|option| funding(tongue, grant, resource, option)).collect(),
    }
}

/// "programmer, 2 people".
fn needs(tongue: &Tongue<'_>, resource: &Resource) -> Label {
    let what = resource.resource.as_ref().map(|words| tongue.words(words));
    let quantity = resource.quantity.as_ref().and_then(Stated::known);
    let quantity = quantity.map(|quantity| tongue.quantity(quantity, resource.unit.as_ref()));
    match (what, quantity) {
        (Some(what), Some(quantity)) => Passage { text: format!("{}, {quantity}", what.text), lang: what.lang }.into(),
        (Some(what), None) => what.into(),
        (None, quantity) => quantity.unwrap_or_default().into(),
    }
}

fn funding(tongue: &Tongue<'_>, grant: &Grant, resource: &Resource, option: usize) -> Funding {
    let payers = resource.from.iter().filter(|from| from.option.is_none_or(|of| of == option));
    let share = |from: &model::ResourceFrom| Share {
        source: from.source,
        percent: from.share.as_ref().and_then(number_of).map(length),
    };
    Funding {
        shares: payers.map(share).collect(),
        written: facts::funding(tongue, grant, resource, Some(option)).into(),
    }
}

/// Risks by impact and probability.
pub fn risks(tongue: &Tongue<'_>, grant: &Grant) -> Option<Chart> {
    if grant.risks.is_empty() {
        return None;
    }
    let levels: Vec<String> = (1..=grant.risk_scale).map(|level| tongue.locale.number(&level.into())).collect();
    let scale = |word: &str| Scale { title: tongue.t(word), levels: levels.clone() };
    Some(Chart::RiskMatrix(RiskMatrix {
        title: tongue.t("chart.risks.title"),
        description: tongue.count("chart.risks.description", grant.risks.len()),
        impact: scale("chart.head.impact"),
        probability: scale("chart.head.probability"),
        risks: grant.risks.iter().enumerate().map(|(at, it)| risk(tongue, at, it)).collect(),
        unplaced: tongue.t("chart.risks.unplaced"),
        head: RiskMatrixHead {
            number: tongue.t("chart.head.number"),
            risk: tongue.t("chart.head.risk"),
            impact: tongue.t("chart.head.impact"),
            probability: tongue.t("chart.head.probability"),
            stated: tongue.t("chart.head.score"),
            product: tongue.t("chart.head.product"),
        },
    }))
}

fn risk(tongue: &Tongue<'_>, at: usize, risk: &model::Risk) -> Risk {
    let figure = |value: &Option<Stated<crate::value::Quantity>>| value.as_ref().and_then(number_of);
    let step = |value| {
        figure(value).and_then(|it: Decimal| usize::try_from(it.trunc().mantissa()).ok()).filter(|step| *step > 0)
    };
    let written = |value: &Option<Stated<crate::value::Quantity>>| {
        tongue.optional_value(value.as_ref(), None).map(|it| it.text).unwrap_or_default()
    };
    let product = figure(&risk.impact).zip(figure(&risk.probability)).and_then(|(a, b)| a.checked_mul(b));
    let stated = figure(&risk.score);
    let differs = stated.zip(product).filter(|(stated, product)| stated != product).map(|(stated, product)| {
        let args = [("stated", text(tongue.locale.number(&stated))), ("product", text(tongue.locale.number(&product)))];
        tongue.say("chart.risks.differs", &args)
    });
    Risk {
        number: (at + 1).to_string(),
        label: tongue.words(&risk.title).into(),
        impact: step(&risk.impact),
        probability: step(&risk.probability),
        impact_written: written(&risk.impact),
        probability_written: written(&risk.probability),
        stated: stated_words(tongue, risk).into(),
        product: product.map(|it| tongue.locale.number(&it)).unwrap_or_default(),
        differs,
    }
}

/// The stated score with its stated level: "6, medium".
fn stated_words(tongue: &Tongue<'_>, risk: &model::Risk) -> String {
    let score = tongue.optional_value(risk.score.as_ref(), None).map(|it| it.text);
    let level = risk.level.map(|level| tongue.choice("risk_level", level.code()));
    [score, level].into_iter().flatten().collect::<Vec<_>>().join(", ")
}
