//! The report on a programme.

use super::filler::{Filler, lying, upright};
use super::text::narrative;
use super::{Block, Section};
use crate::site::Passage;
use crate::value::Stated;

/// The blocks of the report, in the order of the official form.
pub(super) fn sections(it: &Filler<'_>) -> Vec<Section> {
    let first = vec![it.grant_facts(vec![it.report_date()])];
    let text = narrative(&it.grant.narratives, it.tongue.lang, &it.site.portal.languages);
    vec![
        upright(first.into_iter().chain(under(it, "form.block.description", text)).collect()),
        lying(it.activities().into_iter().chain(it.results()).collect()),
        upright(people(it)),
        lying(headed(it, "form.block.publications", it.publications())),
        upright(last(it)),
    ]
}

fn people(it: &Filler<'_>) -> Vec<Block> {
    let effect = headed(it, "form.block.effect", it.effect(true));
    let outcome = it.facts("form.block.outcome", vec![deviation(it), long_term(it)]);
    let people = it.target_groups().into_iter().chain(it.breakdowns()).collect();
    let people = headed(it, "form.block.people", people);
    let stories = headed(it, "form.block.stories", it.stories());
    effect.into_iter().chain([outcome]).chain(people).chain(stories).collect()
}

fn last(it: &Filler<'_>) -> Vec<Block> {
    let blocks = [
        headed(it, "form.block.partners", it.partners()),
        headed(it, "form.block.recommendations", it.recommendations()),
        headed(it, "form.block.follow_up", it.follow_up()),
        under(it, "form.block.notes", it.notes()),
    ];
    blocks.into_iter().flatten().collect()
}

/// What differs from the plan, as the report says it.
fn deviation(it: &Filler<'_>) -> (String, Vec<Passage>) {
    let text = match it.grant.report.as_ref().map(|report| &report.deviation) {
        Some(Stated::Known(words)) => it.tongue.words(words),
        Some(Stated::NotApplicable) => it.t("form.value.no_deviation").into(),
        Some(Stated::Unclear(text)) => text.clone().into(),
        Some(Stated::NotStated) => it.not_stated().into(),
        Some(Stated::NotReported) | None => it.not_reported().into(),
    };
    it.fact("deviation", text)
}

fn long_term(it: &Filler<'_>) -> (String, Vec<Passage>) {
    let reported = it.grant.report.as_ref().map(|report| it.words_or_blank(report.long_term.as_ref()));
    it.fact("long_term", reported.unwrap_or_else(|| it.not_reported().into()))
}

/// A block under its heading.
pub(super) fn headed(it: &Filler<'_>, heading: &str, blocks: Vec<Block>) -> Vec<Block> {
    [it.heading(heading)].into_iter().chain(blocks).collect()
}

/// A block under its heading, where there is anything in it.
pub(super) fn under(it: &Filler<'_>, heading: &str, blocks: Vec<Block>) -> Vec<Block> {
    if blocks.is_empty() { blocks } else { headed(it, heading, blocks) }
}
