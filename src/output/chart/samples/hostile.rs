//! One chart of each kind, of any size and with any figure and any words.

use crate::site::chart::*;

fn text(words: &str) -> String {
    words.to_owned()
}

pub fn progress(rows: usize, value: f64, label: &str) -> Chart {
    let measures = [Measure::Percent(value), Measure::NotReported, Measure::Words];
    let bounds = [Some(Bound::Exactly), Some(Bound::AtLeast), Some(Bound::AtMost), None];
    let states = State::ALL.into_iter().map(Some).chain([None]);
    let rows = measures.into_iter().cycle().zip(bounds.into_iter().cycle()).zip(states.cycle()).take(rows);
    Chart::Progress(Progress {
        title: text(label),
        description: text(label),
        words: ProgressWords { plan: text(label), ..Default::default() },
        ticks: percent_ticks([value]).into_iter().map(|percent| Tick { percent, written: text(label) }).collect(),
        groups: vec![ProgressGroup {
            title: Some(label.into()),
            rows: rows
                .map(|((measure, bound), state)| ProgressRow {
                    id: String::new(),
                    label: label.into(),
                    state,
                    bound,
                    measure,
                    written: text(label),
                    planned: text(label),
                    achieved: text(label),
                    percent: text(label),
                })
                .collect(),
        }],
    })
}

pub fn states(rows: usize, value: f64, label: &str) -> Chart {
    let part =
        |state| StatePart { state, label: text(label), count: value as u32, written: text(label), share: text(label) };
    Chart::States(States {
        title: text(label),
        description: text(label),
        whole: text(label),
        parts: State::ALL.into_iter().cycle().take(rows).map(part).collect(),
        head: StatesHead::default(),
    })
}

pub fn demographics(rows: usize, value: f64, label: &str) -> Chart {
    let part = |index: usize| Part {
        label: label.into(),
        value: (index % 3 != 2).then_some(value),
        written: text(label),
        share: text(label),
    };
    Chart::Demographics(Demographics {
        title: text(label),
        description: text(label),
        parts: (0..rows).map(part).collect(),
        remark: Some(text(label)),
        head: DemographicsHead::default(),
    })
}

pub fn resources(rows: usize, value: f64, label: &str) -> Chart {
    let funding = |percent| Funding {
        shares: vec![Share { source: 0, percent }, Share { source: 99, percent: Some(value) }],
        written: label.into(),
    };
    let work = |index: usize| Work {
        label: label.into(),
        resource: label.into(),
        amount: index.is_multiple_of(2).then_some(value),
        written: text(label),
        funding: vec![funding(None), funding(Some(value))],
    };
    Chart::Resources(Resources {
        title: text(label),
        description: text(label),
        sources: vec![label.into(); rows],
        options: vec![label.into(); 2],
        undivided: text(label),
        rows: (0..rows).map(work).collect(),
        total: Some(text(label)),
        head: ResourcesHead::default(),
    })
}

pub fn risk_matrix(rows: usize, value: f64, label: &str) -> Chart {
    let scale = || Scale { title: text(label), levels: vec![text(label); rows.min(5)] };
    let risk = |index: usize| Risk {
        number: text(label),
        label: label.into(),
        impact: (index % 3 != 2).then_some(value as usize),
        probability: Some(index),
        impact_written: text(label),
        probability_written: text(label),
        stated: label.into(),
        product: text(label),
        differs: index.is_multiple_of(2).then(|| text(label)),
    };
    Chart::RiskMatrix(RiskMatrix {
        title: text(label),
        description: text(label),
        impact: scale(),
        probability: scale(),
        risks: (0..rows).map(risk).collect(),
        unplaced: text(label),
        head: RiskMatrixHead::default(),
    })
}

pub fn targets(rows: usize, value: f64, label: &str) -> Chart {
    let target = |index: usize| TargetValue {
        value: (index % 4 != 3).then_some(value),
        short: text(label),
        written: text(label),
    };
    let directions = [Direction::Up, Direction::Down, Direction::Open];
    let panel = |direction| TargetPanel {
        label: label.into(),
        direction,
        direction_written: text(label),
        values: (0..rows).map(target).collect(),
    };
    Chart::Targets(Targets {
        title: text(label),
        description: text(label),
        years: (0..rows).map(|index| Year { at: value * index as f64, written: text(label) }).collect(),
        missing: text(label),
        panels: directions.into_iter().cycle().take(rows).map(panel).collect(),
        head: TargetsHead::default(),
    })
}

pub fn month_plan(rows: usize, value: f64, label: &str) -> Chart {
    let month = |index: usize| Month { written: text(label), year: format!("{label}{}", index / 12) };
    let row = |index: usize| PlanRow {
        label: label.into(),
        spans: vec![Span { first: index, last: value as usize, precise: index.is_multiple_of(2) }],
        written: text(label),
    };
    Chart::MonthPlan(MonthPlan {
        title: text(label),
        description: text(label),
        months: (0..rows).map(month).collect(),
        groups: vec![PlanGroup { title: Some(label.into()), rows: (0..rows).map(row).collect() }],
        imprecise: text(label),
        head: MonthPlanHead::default(),
    })
}

pub fn publications(rows: usize, value: f64, label: &str) -> Chart {
    let month = |index: usize| MonthCount {
        month: Month { written: text(label), year: text(label) },
        label: text(label),
        counts: vec![value as u32, index as u32, 0],
        counts_written: vec![text(label)],
        written: text(label),
    };
    let kind = |_| Kind { label: label.into(), count: value as u32, written: text(label) };
    Chart::Publications(Publications {
        title: text(label),
        description: text(label),
        kinds: (0..rows.min(3)).map(kind).collect(),
        months: (0..rows).map(month).collect(),
        total: text(label),
        undated: None,
        remarks: vec![text(label)],
        head: PublicationsHead::default(),
    })
}

pub fn reach(rows: usize, value: f64, label: &str) -> Chart {
    let outlet = |index: usize| Outlet {
        id: None,
        label: label.into(),
        publications: text(label),
        reach: index.is_multiple_of(2).then_some(value),
        written: text(label),
    };
    Chart::Reach(Reach {
        title: text(label),
        description: text(label),
        groups: vec![ReachGroup { measure: label.into(), outlets: (0..rows).map(outlet).collect() }],
        head: ReachHead::default(),
    })
}
