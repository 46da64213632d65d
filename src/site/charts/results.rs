//! Planned versus achieved, and the states of indicators.

use super::super::Tongue;
use super::super::chart::{
    self, Bound, BoundWords, Chart, Measure, Progress, ProgressGroup, ProgressHead, ProgressRow, ProgressWords,
    StatePart, StateWords, States, StatesHead, Tick, percent_ticks,
};
use super::super::facts::{planned, result};
use super::super::tongue::number;
use super::{length, share};
use crate::derive::{self, GrantFigures, State, StateCounts};
use crate::model::{Grant, Indicator};
use crate::read::IndicatorKind;
use crate::value::{self, Decimal};

fn state(state: State) -> Option<chart::State> {
    match state {
        State::Exceeded => Some(chart::State::Exceeded),
        State::Met => Some(chart::State::Met),
        State::Partly => Some(chart::State::Partly),
        State::NotMet => Some(chart::State::NotMet),
        State::NotReported => Some(chart::State::NotReported),
        State::NoTarget => None,
    }
}

fn state_words(tongue: &Tongue<'_>) -> StateWords {
    let word = |state: State| tongue.t(&format!("state.{}", state.code()));
    StateWords {
        exceeded: word(State::Exceeded),
        met: word(State::Met),
        partly: word(State::Partly),
        not_met: word(State::NotMet),
        not_reported: word(State::NotReported),
        unjudged: word(State::NoTarget),
    }
}

/// How many indicators are in which state.
pub fn states(tongue: &Tongue<'_>, counts: &StateCounts) -> Option<Chart> {
    let whole = counts.planned();
    if whole == 0 {
        return None;
    }
    let met = counts.get(State::Met) + counts.get(State::Exceeded);
    let args = [("count", number(whole)), ("met", number(met)), ("reported", number(counts.reported()))];
    let part = |of: &State| {
        let count = counts.get(*of);
        Some(StatePart {
            state: state(*of)?,
            label: tongue.t(&format!("state.{}", of.code())),
            count: u32::try_from(count).unwrap_or(u32::MAX),
            written: tongue.locale.number(&count.into()),
            share: share(count.into(), whole.into()).map(|share| tongue.locale.percent(&share)).unwrap_or_default(),
        })
    };
    Some(Chart::States(States {
        title: tongue.t("chart.states.title"),
        description: tongue.say("chart.states.description", &args),
        whole: tongue.count("chart.states.whole", whole),
        parts: State::ALL.iter().filter_map(part).collect(),
        head: StatesHead {
            state: tongue.t("chart.head.state"),
            count: tongue.t("chart.head.indicators"),
            share: tongue.t("chart.head.share"),
        },
    }))
}

/// Planned versus achieved, for every indicator that has a plan or a result.
pub fn progress(tongue: &Tongue<'_>, grant: &Grant, figures: &GrantFigures) -> Option<Chart> {
    let groups = groups(tongue, grant, figures);
    if groups.is_empty() {
        return None;
    }
    let percents = figures.progress.iter().filter_map(|progress| progress.percent).map(length);
    let ticks = percent_ticks(percents).into_iter().map(|percent| Tick {
        percent,
        written: tongue.locale.percent(&Decimal::try_from(percent).unwrap_or_default().normalize()),
    });
    let states = &figures.states;
    let met = states.get(State::Met) + states.get(State::Exceeded);
    let args = [("count", number(states.planned())), ("met", number(met)), ("reported", number(states.reported()))];
    let key = match (states.reported(), grant.report.is_some()) {
        (0, true) if states.planned() > 0 => "answer.not_given",
        (0, _) => "chart.progress.nothing_reported",
        _ => "chart.progress.description",
    };
    Some(Chart::Progress(Progress {
        title: tongue.t("chart.progress.title"),
        description: tongue.say(key, &args),
        words: words(tongue),
        ticks: ticks.collect(),
        groups,
    }))
}

fn words(tongue: &Tongue<'_>) -> ProgressWords {
    ProgressWords {
        plan: tongue.t("chart.progress.plan"),
        off_scale: tongue.t("chart.progress.off_scale"),
        bounds: BoundWords {
            exactly: tongue.t("chart.progress.exactly"),
            at_least: tongue.t("chart.progress.at_least"),
            at_most: tongue.t("chart.progress.at_most"),
        },
        states: state_words(tongue),
        head: ProgressHead {
            group: tongue.t("chart.head.task"),
            indicator: tongue.t("chart.head.indicator"),
            planned: tongue.t("chart.head.planned"),
            achieved: tongue.t("chart.head.achieved"),
            percent: tongue.t("chart.head.percent"),
            state: tongue.t("chart.head.state"),
        },
    }
}

/// In the order of the page: what the whole is for, then task by task, then what belongs to no task.
fn groups(tongue: &Tongue<'_>, grant: &Grant, figures: &GrantFigures) -> Vec<ProgressGroup> {
    let task_of = |it: &Indicator| it.task.or_else(|| grant.activities.get(it.activity?)?.task);
    let rows = |wanted: &dyn Fn(&Indicator) -> bool| -> Vec<ProgressRow> {
        let all = grant.indicators.iter().zip(&figures.progress);
        all.filter(|(it, _)| wanted(it) && has_figure(it)).map(|(it, progress)| row(tongue, it, progress)).collect()
    };
    let tasks = grant.tasks.iter().enumerate().map(|(at, task)| ProgressGroup {
        title: Some(tongue.words(&task.title).into()),
        rows: rows(&|it| task_of(it) == Some(at)),
    });
    let loose = |kind: IndicatorKind| ProgressGroup {
        title: Some(tongue.t(&format!("block.{}", kind.code())).into()),
        rows: rows(&|it| it.kind == kind && task_of(it).is_none()),
    };
    let first = [IndicatorKind::Target, IndicatorKind::Expected].map(loose);
    let last = [IndicatorKind::Output, IndicatorKind::Effect].map(loose);
    first.into_iter().chain(tasks).chain(last).filter(|group| !group.rows.is_empty()).collect()
}

/// Indicators that only have targets by year stand in a chart of their own.
fn has_figure(indicator: &Indicator) -> bool {
    indicator.planned.known().is_some() || indicator.achieved.known().is_some() || indicator.achieved_total.is_some()
}

fn row(tongue: &Tongue<'_>, indicator: &Indicator, progress: &derive::Progress) -> ProgressRow {
    let plan = planned(tongue, indicator).text;
    let total = indicator.achieved_total.as_ref().filter(|_| indicator.achieved.known().is_none());
    let achieved = result(tongue, indicator, total.unwrap_or(&indicator.achieved), indicator.unit.as_ref());
    let args = [
        ("planned", super::super::tongue::text(plan.as_str())),
        ("achieved", super::super::tongue::text(achieved.text.as_str())),
    ];
    let known = (indicator.planned.known().is_some(), achieved.state == "known");
    let written = match known {
        (true, true) => tongue.say("chart.progress.both", &args),
        (true, false) => tongue.say("chart.progress.plan_only", &args),
        _ => tongue.say("chart.progress.result_only", &args),
    };
    ProgressRow {
        id: indicator.id.clone(),
        label: tongue.indicator(indicator).into(),
        state: state(progress.state),
        bound: indicator.planned.known().map(|plan| bound(plan.bound)),
        measure: measure(progress),
        written,
        planned: plan,
        achieved: achieved.text,
        percent: progress.percent.map(|it| tongue.locale.percent(&it.round_dp(1).normalize())).unwrap_or_default(),
    }
}

fn bound(bound: value::Bound) -> Bound {
    match bound {
        value::Bound::Exactly => Bound::Exactly,
        value::Bound::AtLeast => Bound::AtLeast,
        value::Bound::AtMost => Bound::AtMost,
    }
}

fn measure(progress: &derive::Progress) -> Measure {
    match (progress.state, progress.percent) {
        (State::NotReported, _) => Measure::NotReported,
        (_, Some(percent)) => Measure::Percent(length(percent)),
        (_, None) => Measure::Words,
    }
}
