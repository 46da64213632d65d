//! The full description of a project, as annexed to the contract: blocks I–IV with the monitoring plan.

use super::filler::{Filler, lying, number, upright};
use super::report::under;
use super::{Block, Cell, Section};
use crate::language::Arg;
use crate::model::{Indicator, Setting, Task};
use crate::read::IndicatorKind;
use crate::site::{Passage, facts};

/// The four blocks.
pub(super) fn sections(it: &Filler<'_>) -> Vec<Section> {
    let long_term = it.optional("long_term", it.grant.long_term.as_ref());
    let first = [block(it, "I", "form.block.general"), it.grant_facts(long_term.into_iter().collect())];
    let second = [block(it, "II", "form.block.content")];
    let who = [it.team(), partners(it), it.target_groups(), it.context(), expected(it)];
    let fourth = [block(it, "IV", "form.block.effect")];
    let effect = if it.effect(false).is_empty() { vec![Block::paragraph(it.not_stated())] } else { it.effect(false) };
    let first = first.into_iter().chain(second).chain(who.into_iter().flatten()).collect();
    let fourth = fourth.into_iter().chain(effect).chain(under(it, "form.block.notes", it.notes())).collect();
    let third = [block(it, "III", "form.block.monitoring"), monitoring(it)];
    vec![upright(first), lying(third.into_iter().chain(it.resources()).chain(it.risks()).collect()), upright(fourth)]
}

/// "Block I. …"
fn block(it: &Filler<'_>, number: &str, title: &str) -> Block {
    let args = [("number", Arg::Text(number.to_owned())), ("title", Arg::Text(it.t(title)))];
    Block::Heading { level: 1, text: it.tongue.say("form.roman", &args).into() }
}

fn partners(it: &Filler<'_>) -> Vec<Block> {
    [Block::below(it.t("form.block.partners"))].into_iter().chain(it.partners()).collect()
}

/// What is expected of the project as a whole.
fn expected(it: &Filler<'_>) -> Vec<Block> {
    const HEADS: [(&str, usize, bool); 4] =
        [("number", 5, true), ("expected", 55, false), ("planned", 20, true), ("note", 20, false)];
    let of_whole = |it: &&Indicator| matches!(it.kind, IndicatorKind::Expected | IndicatorKind::Target);
    let row = |(at, indicator): (usize, &Indicator)| {
        let number = indicator.number.clone().map_or_else(|| number(at), Cell::of);
        vec![
            number,
            Cell::of(it.tongue.indicator(indicator)),
            promised(it, indicator),
            Cell::lines(it.remarks(indicator)),
        ]
    };
    let rows = it.grant.indicators.iter().filter(of_whole).enumerate().map(row).collect();
    it.titled("form.block.expected", &HEADS, rows)
}

/// The plan with its unit.
fn promised(it: &Filler<'_>, indicator: &Indicator) -> Cell {
    if indicator.targets.is_empty() {
        return Cell::of(it.value(facts::planned(it.tongue, indicator)));
    }
    it.planned_cell(indicator)
}

/// What is watched: task, activity, figures, where and when.
fn monitoring(it: &Filler<'_>) -> Block {
    const HEADS: [(&str, usize, bool); 10] = [
        ("number", 4, true),
        ("task", 16, false),
        ("activity", 19, false),
        ("indicator", 22, false),
        ("planned", 13, true),
        ("participants_planned", 9, true),
        ("where", 13, false),
        ("when", 12, false),
        ("evidence", 16, false),
        ("note", 12, false),
    ];
    let tasks = (0..it.grant.tasks.len()).map(Some).chain([None]);
    let rows = tasks.flat_map(|task| of_task(it, task)).enumerate();
    let rows = rows.map(|(at, row)| [number(at)].into_iter().chain(row).collect()).collect();
    it.table("form.block.monitoring", &HEADS, rows)
}

/// The rows of a task: those of its activities, then those that belong to no activity.
fn of_task(it: &Filler<'_>, task: Option<usize>) -> Vec<Vec<Cell>> {
    let grant = it.grant;
    let activities =
        (0..grant.activities.len()).filter(|at| grant.activities.get(*at).is_some_and(|it| it.task == task));
    let rows: Vec<Vec<Cell>> = activities.map(Some).chain([None]).flat_map(|at| of_activity(it, task, at)).collect();
    match task.and_then(|task| grant.tasks.get(task)) {
        Some(alone) if rows.is_empty() => vec![row(it, Some(alone), None, None, true)],
        _ => rows,
    }
}

/// The rows of an activity, one for each figure; of none: the figures of the task that belong to no activity.
fn of_activity(it: &Filler<'_>, task: Option<usize>, activity: Option<usize>) -> Vec<Vec<Cell>> {
    let here = |indicator: &&Indicator| {
        let in_task = indicator.task == task || (activity.is_some() && indicator.activity == activity);
        indicator.kind == IndicatorKind::Output && indicator.activity == activity && in_task
    };
    let task = task.and_then(|task| it.grant.tasks.get(task));
    let mut indicators = it.grant.indicators.iter().filter(here).map(Some).peekable();
    let alone = indicators.peek().is_none() && activity.is_some();
    let rows = indicators.chain(alone.then_some(None)).enumerate();
    rows.map(|(at, indicator)| row(it, task, activity, indicator, at == 0)).collect()
}

/// A row without its number. What belongs to the whole activity stands in the first of its rows.
fn row(
    it: &Filler<'_>,
    task: Option<&Task>,
    activity: Option<usize>,
    indicator: Option<&Indicator>,
    first: bool,
) -> Vec<Cell> {
    let none = || Passage::from(it.t("form.value.not_applicable"));
    let place = activity.and_then(|at| it.grant.activities.get(at));
    let nowhere = Setting::default();
    let setting = place.map(|it| &it.setting).filter(|it| is_set(it));
    let setting = setting.or(task.map(|task| &task.setting)).unwrap_or(&nowhere);
    let when: Option<Passage> = setting.period.as_ref().map(|period| it.tongue.period(&period.value).into());
    let participants = place.filter(|_| first).and_then(|place| place.participants.as_ref());
    let schedule = place.and_then(|place| place.schedule.as_ref());
    vec![
        Cell::lines(task.map_or_else(|| vec![none()], |task| task_lines(it, task))),
        Cell::lines(place.map_or_else(|| vec![none()], |place| it.planned_activity(place))),
        Cell::of(indicator.map_or_else(none, |indicator| it.tongue.indicator(indicator))),
        indicator.map_or_else(|| Cell::of(none()), |indicator| promised(it, indicator)),
        Cell::of(participants.map_or_else(none, |people| it.quantity(people).into())),
        it.place(setting, schedule),
        Cell::of(when.unwrap_or_else(|| it.not_stated().into())),
        activity.filter(|_| first).map_or_else(|| Cell::of(none()), |at| it.planned_proofs(at)),
        Cell::lines(indicator.map(|indicator| it.remarks(indicator)).unwrap_or_default()),
    ]
}

fn is_set(setting: &Setting) -> bool {
    setting.place.is_some() || setting.online || setting.period.is_some()
}

/// The task with its topics.
fn task_lines(it: &Filler<'_>, task: &Task) -> Vec<Passage> {
    let more = task.topics.iter().chain(&task.detail).map(|words| it.words(words));
    [it.task_name(task)].into_iter().chain(more).collect()
}
