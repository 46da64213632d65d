//! What happens when, and targets over years.

use super::super::Tongue;
use super::super::chart::{
    Chart, Direction, Label, Month, MonthPlan, MonthPlanHead, PlanGroup, PlanRow, Span, TargetPanel, TargetValue,
    Targets, TargetsHead, Year,
};
use super::super::facts::change;
use super::super::tongue::number;
use super::{length, number_of};
use crate::model::{Grant, Indicator, Setting};
use crate::read::{self, Change, Placed, Words};
use crate::value::{PartialDate, Period, Stated};
use std::collections::BTreeSet;

/// A plan over more months than this is no picture any more.
const LONGEST: i32 = 60;

/// What happens in which month: tasks and activities that say when.
pub fn months(tongue: &Tongue<'_>, grant: &Grant) -> Option<Chart> {
    let settings = grant.tasks.iter().map(|it| &it.setting).chain(grant.activities.iter().map(|it| &it.setting));
    let periods: Vec<Period> = settings.filter_map(|it| it.period.as_ref()).map(|it| it.value).collect();
    let first = periods.iter().map(|it| month_number(it.first_day())).min()?;
    let last = periods.iter().map(|it| month_number(it.last_day())).max()?;
    if last - first >= LONGEST {
        return None;
    }
    let axis = Axis { first };
    let (groups, of_rows) = groups(tongue, grant, &axis);
    let rows = groups.iter().map(|group| group.rows.len()).sum::<usize>();
    Some(Chart::MonthPlan(MonthPlan {
        title: tongue.t("chart.months.title"),
        description: tongue.count("chart.months.description", rows),
        months: (first..=last).map(|month| axis_month(tongue, month)).collect(),
        groups,
        imprecise: tongue.t("chart.months.imprecise"),
        head: MonthPlanHead {
            group: tongue.t("chart.head.task"),
            activity: tongue.t(of_rows),
            when: tongue.t("chart.head.when"),
        },
    }))
}

struct Axis {
    first: i32,
}

fn month_number(day: jiff::civil::Date) -> i32 {
    i32::from(day.year()) * 12 + i32::from(day.month()) - 1
}

fn axis_month(tongue: &Tongue<'_>, number: i32) -> Month {
    let month = i8::try_from(number.rem_euclid(12) + 1).unwrap_or(1);
    Month { written: tongue.locale.short_month(month), year: number.div_euclid(12).to_string() }
}

/// First what stands alone: tasks whose time only the task itself states, and activities of no task. Then a group for
/// each other task that has activities; a task without activities and without a time is an aim, not a plan. Beside them
/// the key of what all rows are: tasks, activities, or both.
fn groups(tongue: &Tongue<'_>, grant: &Grant, axis: &Axis) -> (Vec<PlanGroup>, &'static str) {
    let rows = |task: Option<usize>| -> Vec<PlanRow> {
        let own = grant.activities.iter().filter(|it| it.task == task);
        own.map(|it| row(tongue, &it.title, &it.setting, axis)).collect()
    };
    let mut own_rows = Vec::new();
    let mut groups = Vec::new();
    for (at, task) in grant.tasks.iter().enumerate() {
        match rows(Some(at)) {
            rows if task.setting.period.is_some() && rows.iter().all(|row| row.spans.is_empty()) => {
                own_rows.push(row(tongue, &task.title, &task.setting, axis));
            }
            rows if rows.is_empty() => {}
            rows => groups.push(PlanGroup { title: Some(tongue.words(&task.title).into()), rows }),
        }
    }
    let tasks = own_rows.len();
    own_rows.extend(rows(None));
    if !own_rows.is_empty() {
        groups.insert(0, PlanGroup { title: None, rows: own_rows });
    }
    let of_rows = match tasks {
        0 => "chart.head.activity",
        tasks if tasks == groups.iter().map(|group| group.rows.len()).sum::<usize>() => "chart.head.task",
        _ => "chart.head.work",
    };
    (groups, of_rows)
}

fn row(tongue: &Tongue<'_>, title: &Words, setting: &Setting, axis: &Axis) -> PlanRow {
    let label: Label = tongue.words(title).into();
    match &setting.period {
        Some(Placed { value: period, .. }) => {
            PlanRow { label, spans: vec![span(period, axis)], written: tongue.period(period) }
        }
        None => PlanRow { label, spans: Vec::new(), written: tongue.t("value.not_stated") },
    }
}

fn span(period: &Period, axis: &Axis) -> Span {
    let place = |month: i32| usize::try_from(month - axis.first).unwrap_or(0);
    let is_year = |date: &PartialDate| matches!(date, PartialDate::Year(_));
    Span {
        first: place(month_number(period.first_day())),
        last: place(month_number(period.last_day())),
        precise: !is_year(&period.start) && !is_year(&period.end),
    }
}

/// Targets over years, for the indicators that have them.
pub fn targets(tongue: &Tongue<'_>, indicators: &[Indicator]) -> Option<Chart> {
    let with_targets: Vec<&Indicator> = indicators.iter().filter(|it| !it.targets.is_empty()).collect();
    let years: BTreeSet<i64> = with_targets.iter().flat_map(|it| it.targets.iter().map(|target| target.year)).collect();
    let (from, to) = (years.first()?, years.last()?);
    let year = |year: &i64| super::super::tongue::text(year.to_string());
    let args = [("count", number(with_targets.len())), ("from", year(from)), ("to", year(to))];
    Some(Chart::Targets(Targets {
        title: tongue.t("chart.targets.title"),
        description: tongue.say("chart.targets.description", &args),
        years: years.iter().map(|year| Year { at: length((*year).into()), written: year.to_string() }).collect(),
        missing: tongue.t("value.not_stated"),
        panels: with_targets.iter().map(|it| panel(tongue, it, &years)).collect(),
        head: TargetsHead { indicator: tongue.t("chart.head.indicator"), direction: tongue.t("chart.head.direction") },
    }))
}

fn panel(tongue: &Tongue<'_>, indicator: &Indicator, years: &BTreeSet<i64>) -> TargetPanel {
    let (direction, word) = direction(indicator);
    let target = |year: &i64| {
        let planned = indicator.targets.iter().find(|target| target.year == *year).map(|target| &target.planned);
        let planned = planned.unwrap_or(&Stated::NotStated);
        TargetValue {
            value: number_of(planned).map(length),
            short: tongue.value(planned, None).text,
            written: change(tongue, indicator, planned).text,
        }
    };
    TargetPanel {
        label: tongue.indicator(indicator).into(),
        direction,
        direction_written: tongue.t(word),
        values: years.iter().map(target).collect(),
    }
}

/// A promised fall is drawn by its size: the larger, the better.
fn direction(indicator: &Indicator) -> (Direction, &'static str) {
    match (indicator.change, indicator.direction) {
        (Some(Change::Fall), _) => (Direction::Up, "chart.targets.larger_fall"),
        (_, read::Direction::Lower) => (Direction::Down, "chart.targets.lower"),
        (_, read::Direction::Higher) => (Direction::Up, "chart.targets.higher"),
    }
}
