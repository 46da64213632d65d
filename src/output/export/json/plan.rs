//! What is promised and what was done.

use super::text::{Code, Pen, Text, ValueState};
use super::value::{Date, Exact, Period, Value};
use crate::derive::{Progress as Derived, State};
use crate::model::{
    Activity as ModelActivity, ActivityReport as ModelActivityReport, Baseline as ModelBaseline,
    Evidence as ModelEvidence, Indicator as ModelIndicator, Setting as ModelSetting, Task as ModelTask, Unit,
    YearTarget,
};
use crate::read::{Change, Completion, Direction, IndicatorKind, StandardIndicator, TaskKind};
use schemars::JsonSchema;
use serde::Serialize;

/// A block of the plan.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Task {
    /// The id, unique in the grant.
    id: String,
    /// Its number in the document.
    number: Option<String>,
    /// What is to be done.
    title: Text,
    /// What kind of block it is.
    kind: Code<TaskKind>,
    /// Where and when.
    setting: Setting,
    /// Topics of a series.
    topics: Vec<Text>,
    /// Anything to add.
    detail: Option<Text>,
}

/// Where and when something takes place.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Setting {
    /// Where.
    place: Option<Text>,
    /// Whether it is held online.
    online: bool,
    /// When.
    period: Option<Period>,
}

/// Something that takes place, and what became of it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Activity {
    /// The id: the fragment of its address on the page of the grant.
    id: String,
    /// Its number in the document.
    number: Option<String>,
    /// The id of the task that it belongs to.
    task: Option<String>,
    /// What takes place.
    title: Text,
    /// Where and when, as planned.
    setting: Setting,
    /// Days and hours.
    schedule: Option<Text>,
    /// How many people are to take part.
    participants: Option<Value>,
    /// Who takes part.
    who: Option<Text>,
    /// What is expected to come of it.
    result: Option<Text>,
    /// Anything to add.
    detail: Option<Text>,
    /// The id of the figure that states the same number of participants.
    same_as: Option<String>,
    /// What became of it.
    report: ActivityReport,
}

/// What became of an activity.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ActivityReport {
    /// `known`, or `not reported`: nobody has reported it yet.
    state: Code<ValueState>,
    /// Whether it was done.
    completion: Option<Code<Completion>>,
    /// When it took place.
    period: Option<Period>,
    /// How many took part.
    participants: Option<Value>,
    /// Anything to add.
    comment: Option<Text>,
}

/// A promised figure and its result.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Indicator {
    /// The id: the fragment of its address on the page.
    id: String,
    /// Its number in the document.
    number: Option<String>,
    /// What it is for.
    kind: Code<IndicatorKind>,
    /// Which indicator of the official forms it is.
    standard: Option<Code<StandardIndicator>>,
    /// The id of the task that it belongs to.
    task: Option<String>,
    /// The id of the activity that it belongs to.
    activity: Option<String>,
    /// What is counted.
    title: Text,
    /// Anything to add.
    detail: Option<Text>,
    /// What the numbers count.
    unit: Option<String>,
    /// What is promised.
    planned: Value,
    /// What was achieved, counted like the plan.
    achieved: Value,
    /// What was achieved over all groups, where the plan is per group.
    achieved_total: Option<Value>,
    /// When the result was measured.
    achieved_on: Option<Date>,
    /// What is to be said about the result.
    comment: Option<Text>,
    /// How far it is; absent in a lot.
    progress: Option<Progress>,
    /// The id of the indicator that it is a share of.
    share_of: Option<String>,
    /// Which way is better.
    direction: Code<Direction>,
    /// The percentage is a promised change.
    change: Option<Code<Change>>,
    /// Where things stood before.
    baseline: Option<Baseline>,
    /// Targets by year.
    targets: Vec<Target>,
    /// What the two numbers of a pair are.
    parts: Vec<Text>,
    /// How it is measured.
    method: Option<Text>,
    /// The id of the figure that states the same fact.
    same_as: Option<String>,
}

/// How far an indicator is.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Progress {
    /// The state.
    state: Code<State>,
    /// The share of the plan in percent, rounded to one digit as pages show it. It may exceed 100, and is absent
    /// where it cannot be computed.
    percent: Option<Exact>,
}

/// Where things stood before.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Baseline {
    /// The value.
    value: Value,
    /// When it was measured.
    date: Option<Date>,
}

/// The target for one year.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Target {
    /// The year.
    year: i64,
    /// What is promised.
    planned: Value,
}

/// What proves that something was done.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Evidence {
    /// The id, where it has one: the fragment of its address on the page of the grant.
    id: Option<String>,
    /// The id of the activity that it proves.
    activity: Option<String>,
    /// The id of the task that it proves.
    task: Option<String>,
    /// The annex that holds it.
    annex: Option<String>,
    /// What it is.
    title: Text,
    /// How many.
    quantity: Option<Value>,
    /// What is counted.
    unit: Option<String>,
    /// The id of the figure that states the same fact.
    same_as: Option<String>,
    /// Whether it belongs to the report and not to the plan.
    reported: bool,
}

/// Ids of what an indicator or a piece of evidence may belong to.
#[derive(Clone, Copy)]
pub(super) struct Owners<'a> {
    pub(super) tasks: &'a [ModelTask],
    pub(super) activities: &'a [ModelActivity],
}

impl Owners<'_> {
    fn task(&self, at: Option<usize>) -> Option<String> {
        self.tasks.get(at?).map(|task| task.id.clone())
    }

    pub(super) fn activity(&self, at: Option<usize>) -> Option<String> {
        self.activities.get(at?).map(|activity| activity.id.clone())
    }
}

impl Pen<'_> {
    pub(super) fn task(&self, task: &ModelTask) -> Task {
        let ModelTask { id, number, title, kind, setting, topics, detail } = task;
        Task {
            id: id.clone(),
            number: number.clone(),
            title: self.words(title),
            kind: self.choice(*kind),
            setting: self.setting(setting),
            topics: topics.iter().map(|topic| self.words(topic)).collect(),
            detail: self.optional(detail.as_ref()),
        }
    }

    fn setting(&self, setting: &ModelSetting) -> Setting {
        let ModelSetting { place, online, period } = setting;
        Setting { place: self.optional(place.as_ref()), online: *online, period: period.as_deref().map(Period::from) }
    }

    pub(super) fn activity(&self, activity: &ModelActivity, owners: Owners<'_>) -> Activity {
        let ModelActivity {
            id,
            written_at: _,
            number,
            task,
            title,
            setting,
            schedule,
            participants,
            who,
            result,
            detail,
            same_as,
            report,
        } = activity;
        Activity {
            id: id.clone(),
            number: number.clone(),
            task: owners.task(*task),
            title: self.words(title),
            setting: self.setting(setting),
            schedule: self.optional(schedule.as_ref()),
            participants: self.optional_value(participants.as_ref(), Some(&Unit::PEOPLE)),
            who: self.optional(who.as_ref()),
            result: self.optional(result.as_ref()),
            detail: self.optional(detail.as_ref()),
            same_as: same_as.as_deref().cloned(),
            report: self.activity_report(report.as_ref()),
        }
    }

    fn activity_report(&self, report: Option<&ModelActivityReport>) -> ActivityReport {
        let Some(ModelActivityReport { place: _, completion, period, participants, comment }) = report else {
            let state = self.reported(false);
            return ActivityReport { state, completion: None, period: None, participants: None, comment: None };
        };
        ActivityReport {
            state: self.reported(true),
            completion: completion.map(|completion| self.choice(completion)),
            period: period.as_deref().map(Period::from),
            participants: self.optional_value(participants.as_ref(), Some(&Unit::PEOPLE)),
            comment: self.optional(comment.as_ref()),
        }
    }

    pub(super) fn indicator(
        &self,
        indicator: &ModelIndicator,
        progress: Option<&Derived>,
        owners: Owners<'_>,
    ) -> Indicator {
        let ModelIndicator {
            id,
            place: _,
            number,
            kind,
            standard,
            task,
            activity,
            title: _,
            detail,
            planned: _,
            achieved,
            achieved_total,
            in_report: _,
            result_place: _,
            result_date,
            comment,
            unit,
            per: _,
            share_of,
            direction,
            change,
            baseline,
            targets,
            parts,
            method,
            same_as,
        } = indicator;
        let unit = unit.as_ref();
        let target = |YearTarget { year, place: _, planned }: &YearTarget| Target {
            year: *year,
            planned: self.target(indicator, planned),
        };
        let baseline_of = |ModelBaseline { value, date }: &ModelBaseline| Baseline {
            value: self.value(value, unit),
            date: date.as_ref().map(|date| self.date(date)),
        };
        Indicator {
            id: id.clone(),
            number: number.clone(),
            kind: self.choice(*kind),
            standard: standard.map(|standard| self.choice(standard)),
            task: owners.task(*task),
            activity: owners.activity(*activity),
            title: self.indicator_title(indicator),
            detail: self.optional(detail.as_ref()),
            unit: unit.map(|unit| self.unit(unit)),
            planned: self.planned(indicator),
            achieved: self.value(achieved, unit),
            achieved_total: self.optional_value(achieved_total.as_ref(), unit),
            achieved_on: result_date.as_ref().map(|date| self.date(date)),
            comment: self.optional(comment.as_ref()),
            progress: progress.map(|progress| self.progress(progress)),
            share_of: share_of.clone(),
            direction: self.choice(*direction),
            change: change.map(|change| self.choice(change)),
            baseline: baseline.as_ref().map(baseline_of),
            targets: targets.iter().map(target).collect(),
            parts: parts.iter().map(|part| self.words(part)).collect(),
            method: self.optional(method.as_ref()),
            same_as: same_as.as_deref().cloned(),
        }
    }

    /// The name of an indicator: its own, or the built-in one of the official forms.
    fn indicator_title(&self, indicator: &ModelIndicator) -> Text {
        match &indicator.title {
            Some(title) => self.words(title),
            None => Text::Written(self.each(|tongue| tongue.indicator(indicator).text)),
        }
    }

    fn progress(&self, progress: &Derived) -> Progress {
        let Derived { state, percent } = progress;
        Progress { state: self.choice(*state), percent: percent.map(|percent| Exact::from(&percent.round_dp(1))) }
    }

    pub(super) fn evidence(&self, evidence: &ModelEvidence, owners: Owners<'_>) -> Evidence {
        let ModelEvidence { id, place: _, activity, task, annex, title, quantity, unit, same_as, reported } = evidence;
        Evidence {
            id: id.clone(),
            activity: owners.activity(*activity),
            task: owners.task(*task),
            annex: annex.clone(),
            title: self.words(title),
            quantity: self.optional_value(quantity.as_ref(), unit.as_ref()),
            unit: unit.as_ref().map(|unit| self.unit(unit)),
            same_as: same_as.as_deref().cloned(),
            reported: *reported,
        }
    }
}
