//! Promised and achieved figures, tasks, activities and evidence.

use super::super::super::facts::{change, planned, result};
use super::super::super::tongue::text;
use super::super::super::{Passage, Tongue, Value};
use super::super::parts::Badge;
use super::notes::{NoteView, Notes};
use crate::derive::{GrantFigures, Progress, State};
use crate::model::{Evidence, Grant, Indicator, Setting, Task};
use crate::read::{Direction, IndicatorKind};
use crate::value::{Amount, Decimal, Stated};
use serde::Serialize;

/// Figures that belong together: those of a task, the expected results, the effects.
#[derive(Serialize)]
pub(super) struct Block {
    id: String,
    number: Option<String>,
    title: Passage,
    setting: Option<SettingView>,
    topics: Vec<Passage>,
    detail: Option<Passage>,
    rows: Vec<IndicatorRow>,
}

/// Where and when.
#[derive(Serialize)]
pub(super) struct SettingView {
    place: Option<Passage>,
    online: Option<String>,
    period: Option<String>,
}

/// Where the bars of a table end, in percent of the plan. A longer one is cut, and shows that it is.
const LONGEST: u32 = 150;

/// One indicator: a row of the table.
#[derive(Serialize)]
pub(in crate::site::kinds) struct IndicatorRow {
    id: String,
    number: Option<String>,
    title: Passage,
    detail: Option<Passage>,
    planned: Value,
    achieved: Value,
    /// What was achieved over all groups.
    total: Option<Value>,
    percent: Option<Value>,
    /// Length of the bar of the result in percent of the plan, at most [`LONGEST`].
    bar: Option<u32>,
    /// Whether the bar would be longer.
    beyond: bool,
    state: Badge,
    /// Names of the numbers of a pair.
    parts: Option<String>,
    share_of: Option<Share>,
    method: Option<Passage>,
    baseline: Option<String>,
    direction: Option<String>,
    targets: Vec<TargetView>,
    comment: Option<Passage>,
    date: Option<Value>,
    notes: Vec<NoteView>,
}

/// The indicator that a share is taken of.
#[derive(Serialize)]
struct Share {
    title: Passage,
    id: String,
}

/// The target for one year.
#[derive(Serialize)]
struct TargetView {
    year: String,
    value: Value,
}

/// An activity and what became of it.
#[derive(Serialize)]
pub(super) struct ActivityView {
    id: String,
    number: Option<String>,
    title: Passage,
    task: Option<Passage>,
    setting: SettingView,
    schedule: Option<Passage>,
    who: Option<Passage>,
    participants: Option<Value>,
    result: Option<Passage>,
    detail: Option<Passage>,
    completion: Option<Badge>,
    held: Option<String>,
    participated: Option<Value>,
    comment: Option<Passage>,
    evidence: Vec<EvidenceView>,
    notes: Vec<NoteView>,
}

/// A piece of evidence.
#[derive(Serialize)]
pub(super) struct EvidenceView {
    id: Option<String>,
    title: Passage,
    annex: Option<String>,
    quantity: Option<Value>,
    reported: bool,
    notes: Vec<NoteView>,
}

/// Evidence that belongs to no activity: by task, or to the whole.
#[derive(Serialize)]
pub(super) struct EvidenceGroup {
    title: Option<Passage>,
    evidence: Vec<EvidenceView>,
}

/// The blocks of the page: tasks in order, then figures of no task by kind. Empty tasks stay, because
/// they are promises as well.
pub(super) fn blocks(tongue: &Tongue<'_>, grant: &Grant, figures: &GrantFigures, notes: &Notes) -> Vec<Block> {
    let rows = |wanted: &dyn Fn(&Indicator) -> bool| -> Vec<IndicatorRow> {
        let indicators = grant.indicators.iter().zip(&figures.progress);
        let wanted = indicators.filter(|(indicator, _)| wanted(indicator));
        wanted
            .map(|(indicator, progress)| indicator_row(tongue, &grant.indicators, indicator, progress, notes))
            .collect()
    };
    let task = |(at, task): (usize, &Task)| {
        let of_task = |indicator: &Indicator| task_of(grant, indicator) == Some(at);
        task_block(tongue, task, rows(&of_task))
    };
    let loose = |kind: IndicatorKind| {
        let rows = rows(&|indicator| indicator.kind == kind && task_of(grant, indicator).is_none());
        (!rows.is_empty()).then(|| loose_block(tongue, kind, rows))
    };
    let first = [IndicatorKind::Target, IndicatorKind::Expected].into_iter().filter_map(loose);
    let last = [IndicatorKind::Output, IndicatorKind::Effect].into_iter().filter_map(loose);
    first.chain(grant.tasks.iter().enumerate().map(task)).chain(last).collect()
}

fn task_of(grant: &Grant, indicator: &Indicator) -> Option<usize> {
    indicator.task.or_else(|| grant.activities.get(indicator.activity?)?.task)
}

fn task_block(tongue: &Tongue<'_>, task: &Task, rows: Vec<IndicatorRow>) -> Block {
    Block {
        id: task.id.clone(),
        number: task.number.clone(),
        title: tongue.words(&task.title),
        setting: Some(setting(tongue, &task.setting)),
        topics: task.topics.iter().map(|topic| tongue.words(topic)).collect(),
        detail: tongue.optional(task.detail.as_ref()),
        rows,
    }
}

fn loose_block(tongue: &Tongue<'_>, kind: IndicatorKind, rows: Vec<IndicatorRow>) -> Block {
    Block {
        id: format!("indicators-{}", kind.code()),
        number: None,
        title: tongue.t(&format!("block.{}", kind.code())).into(),
        setting: None,
        topics: Vec::new(),
        detail: None,
        rows,
    }
}

pub(super) fn setting(tongue: &Tongue<'_>, setting: &Setting) -> SettingView {
    SettingView {
        place: tongue.optional(setting.place.as_ref()),
        online: setting.online.then(|| tongue.t("word.online")),
        period: setting.period.as_ref().map(|period| tongue.period(&period.value)),
    }
}

/// The state of one indicator. Where there is no result, it says which of the reasons it is.
pub(in crate::site::kinds) fn state(tongue: &Tongue<'_>, indicator: &Indicator, progress: &Progress) -> Badge {
    let code = progress.state.code();
    let is_open = matches!(indicator.achieved, Stated::NotReported | Stated::NotStated);
    let why = match progress.state {
        State::NotReported if !(indicator.in_report && is_open) => tongue.locale.absent(&indicator.achieved),
        _ => None,
    };
    Badge { code, text: why.unwrap_or_else(|| tongue.t(&format!("state.{code}"))) }
}

/// One row of a table of indicators. `all` are the indicators that a share can be taken of.
pub(in crate::site::kinds) fn indicator_row(
    tongue: &Tongue<'_>,
    all: &[Indicator],
    indicator: &Indicator,
    progress: &Progress,
    notes: &Notes,
) -> IndicatorRow {
    let unit = indicator.unit.as_ref();
    IndicatorRow {
        id: indicator.id.clone(),
        number: indicator.number.clone(),
        title: tongue.indicator(indicator),
        detail: tongue.optional(indicator.detail.as_ref()),
        planned: planned(tongue, indicator),
        achieved: result(tongue, indicator, &indicator.achieved, unit),
        total: indicator.achieved_total.as_ref().map(|total| result(tongue, indicator, total, unit)),
        percent: progress.percent.as_ref().map(|percent| tongue.percent(percent)),
        bar: progress.percent.map(|percent| length(percent).min(LONGEST)),
        beyond: progress.percent.is_some_and(|percent| percent > LONGEST.into()),
        state: state(tongue, indicator, progress),
        parts: parts(tongue, indicator),
        share_of: indicator
            .share_of
            .as_ref()
            .and_then(|id| all.iter().find(|other| other.id == *id))
            .map(|other| Share { title: tongue.indicator(other), id: other.id.clone() }),
        method: tongue.optional(indicator.method.as_ref()),
        baseline: indicator.baseline.as_ref().map(|baseline| baseline_text(tongue, indicator, baseline)),
        direction: (indicator.direction == Direction::Lower).then(|| tongue.t("word.lower_is_better")),
        targets: indicator
            .targets
            .iter()
            .map(|target| TargetView {
                year: target.year.to_string(),
                value: change(tongue, indicator, &target.planned),
            })
            .collect(),
        comment: tongue.optional(indicator.comment.as_ref()),
        date: indicator.result_date.as_ref().map(|date| tongue.date(date)),
        notes: notes.about(&indicator.id),
    }
}

/// A percentage as a length; what is below zero has none.
fn length(percent: Decimal) -> u32 {
    let whole = percent.max(Decimal::ZERO).round();
    u32::try_from(whole).unwrap_or(u32::MAX)
}

fn parts(tongue: &Tongue<'_>, indicator: &Indicator) -> Option<String> {
    let is_pair =
        |value: &Stated<crate::value::Quantity>| matches!(value.known().map(|it| it.amount), Some(Amount::Pair(..)));
    let pair = is_pair(&indicator.planned) || is_pair(&indicator.achieved);
    let names: Vec<String> = indicator.parts.iter().map(|part| tongue.words(part).text).collect();
    (pair && !names.is_empty()).then(|| names.join(" / "))
}

fn baseline_text(tongue: &Tongue<'_>, indicator: &Indicator, baseline: &crate::model::Baseline) -> String {
    let value = tongue.value(&baseline.value, indicator.unit.as_ref()).text;
    match baseline.date.as_ref().and_then(Stated::known) {
        Some(date) => format!("{value} ({})", tongue.locale.date(date)),
        None => value,
    }
}

/// The activities, each with its evidence.
pub(super) fn activities(tongue: &Tongue<'_>, grant: &Grant, notes: &Notes) -> Vec<ActivityView> {
    let people = crate::model::Unit { name: crate::model::UnitName::BuiltIn("people") };
    let view = |(at, activity): (usize, &crate::model::Activity)| {
        let report = activity.report.as_ref();
        let evidence = grant.evidence.iter().filter(|evidence| evidence.activity == Some(at));
        ActivityView {
            id: activity.id.clone(),
            number: activity.number.clone(),
            title: tongue.words(&activity.title),
            task: activity.task.and_then(|at| grant.tasks.get(at)).map(|task| tongue.words(&task.title)),
            setting: setting(tongue, &activity.setting),
            schedule: tongue.optional(activity.schedule.as_ref()),
            who: tongue.optional(activity.who.as_ref()),
            participants: tongue.optional_value(activity.participants.as_ref(), Some(&people)),
            result: tongue.optional(activity.result.as_ref()),
            detail: tongue.optional(activity.detail.as_ref()),
            completion: report
                .and_then(|it| it.completion)
                .map(|it| Badge { code: it.code(), text: tongue.choice("completion", it.code()) }),
            held: report.and_then(|it| it.period.as_ref()).map(|period| tongue.period(&period.value)),
            participated: report.and_then(|it| tongue.optional_value(it.participants.as_ref(), Some(&people))),
            comment: report.and_then(|it| tongue.optional(it.comment.as_ref())),
            evidence: evidence.map(|evidence| evidence_view(tongue, evidence, notes)).collect(),
            notes: notes.about(&activity.id),
        }
    };
    grant.activities.iter().enumerate().map(view).collect()
}

/// Evidence that belongs to no activity.
pub(super) fn evidence(tongue: &Tongue<'_>, grant: &Grant, notes: &Notes) -> Vec<EvidenceGroup> {
    let group = |task: Option<usize>| {
        let own = grant.evidence.iter().filter(|it| it.activity.is_none() && it.task == task);
        let evidence: Vec<EvidenceView> = own.map(|it| evidence_view(tongue, it, notes)).collect();
        let title = task.and_then(|at| grant.tasks.get(at)).map(|task| tongue.words(&task.title));
        (!evidence.is_empty()).then_some(EvidenceGroup { title, evidence })
    };
    (0..grant.tasks.len()).map(Some).chain([None]).filter_map(group).collect()
}

fn evidence_view(tongue: &Tongue<'_>, evidence: &Evidence, notes: &Notes) -> EvidenceView {
    EvidenceView {
        id: evidence.id.clone(),
        title: tongue.words(&evidence.title),
        annex: evidence.annex.as_ref().map(|annex| tongue.say("word.annex", &[("annex", text(annex.as_str()))])),
        quantity: tongue.optional_value(evidence.quantity.as_ref(), evidence.unit.as_ref()),
        reported: evidence.reported,
        notes: evidence.id.as_ref().map(|id| notes.about(id)).unwrap_or_default(),
    }
}
