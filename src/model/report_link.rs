//! From `report.toml` to the report, and to the results of indicators and activities.

use super::correction::corrections_of;
use super::linker::{Ids, Linker, position, unknown_id};
use super::records::{Owners, each, evidence_of, note_of};
use super::*;
use crate::finding::{Code, Finding, Place};
use crate::read::*;
use crate::value::Stated;
use std::collections::BTreeMap;

/// What a report says, by what it is about.
pub(super) struct Results {
    pub(super) report: Report,
    pub(super) indicators: Vec<ResultDraft>,
    pub(super) activities: Vec<(usize, ActivityReport)>,
    pub(super) evidence: Vec<Evidence>,
    pub(super) notes: Vec<Note>,
    pub(super) corrections: Vec<Correction>,
}

/// Takes a report apart.
pub(super) fn split(draft: ReportDraft, owners: &Owners<'_>, ids: &mut Ids, linker: &mut Linker) -> Results {
    let ReportDraft {
        written_at,
        date,
        source,
        deviation,
        long_term,
        result,
        activity,
        evidence,
        breakdown,
        recommendation,
        follow_up,
        note,
        correction,
    } = draft;
    let is_empty = result.is_empty() && activity.is_empty() && evidence.is_empty() && breakdown.is_empty();
    let is_silent = deviation.is_none() && long_term.is_none() && recommendation.is_empty() && follow_up.is_none();
    if is_empty && is_silent {
        linker.report(Finding::missing(&ReportDraft::RECORD, "report", "result").at(&written_at));
    }
    Results {
        report: Report {
            place: written_at,
            date: date.value,
            source: source.map(|source| linker.document(source)),
            deviation: deviation.map_or(Stated::NotStated, stated_words),
            long_term,
            breakdowns: each(breakdown, |draft| breakdown_of(draft, linker)),
            recommendations: each(recommendation, |draft| recommendation_of(draft, ids, linker)),
            follow_up: follow_up.map(|draft| follow_up_of(draft, linker)),
        },
        indicators: result,
        activities: activity_reports(activity, owners, linker),
        evidence: each(evidence, |draft| evidence_of(draft, true, owners, ids, linker)),
        notes: each(note, |draft| note_of(draft, linker)),
        corrections: corrections_of(correction, Within::Report),
    }
}

/// Words, or the signs `"?"` and `"-"` in their place.
pub(super) fn stated_words(words: Words) -> Stated<Words> {
    match words.same.as_deref().and_then(Stated::<()>::from_mark) {
        Some(mark) => mark.map(|()| words),
        None => Stated::Known(words),
    }
}

/// Puts the results to their indicators; a result for no indicator, and a second one, are reported.
pub(super) fn fill(indicators: &mut [Indicator], results: Vec<ResultDraft>, linker: &mut Linker) {
    indicators.iter_mut().for_each(|indicator| indicator.in_report = true);
    for ResultDraft { written_at, indicator: id, achieved, total, date, comment } in results {
        let Some(indicator) = indicators.iter_mut().find(|indicator| indicator.id == id.value) else {
            let known = indicators.iter().map(|indicator| indicator.id.as_str());
            linker.report(unknown_id(&id, "indicator", known));
            continue;
        };
        if let Some(first) = &indicator.result_place {
            linker.report(Finding::new(Code::DuplicateId).at(&id.place).with("value", id.as_str()).also(first));
            continue;
        }
        indicator.result_place = Some(achieved.as_ref().map_or(written_at, |achieved| achieved.place.clone()));
        indicator.achieved = achieved.map_or(Stated::NotReported, |achieved| achieved.value);
        indicator.achieved_total = total.map(|total| total.value);
        indicator.result_date = date.map(|date| date.value);
        indicator.comment = comment;
    }
}

/// Where a plan is crossed out and the report has no result, the result is crossed out as well.
pub(super) fn cross_out(indicators: &mut [Indicator]) {
    for indicator in indicators.iter_mut().filter(|it| it.planned == Stated::NotApplicable && it.result_place.is_none())
    {
        indicator.achieved = Stated::NotApplicable;
    }
}

/// Puts the reports to their activities.
pub(super) fn with_reports(mut activities: Vec<Activity>, reports: Vec<(usize, ActivityReport)>) -> Vec<Activity> {
    for (position, report) in reports {
        if let Some(activity) = activities.get_mut(position) {
            activity.report = Some(report);
        }
    }
    activities
}

/// The reports of activities; a second one for the same activity is reported and left out.
fn activity_reports(
    drafts: Vec<ActivityReportDraft>,
    owners: &Owners<'_>,
    linker: &mut Linker,
) -> Vec<(usize, ActivityReport)> {
    let mut first: BTreeMap<String, Place> = BTreeMap::new();
    let mut reports = Vec::new();
    for draft in drafts {
        let Placed { value: id, place } = draft.activity.clone();
        if let Some(first) = first.get(&id) {
            linker.report(Finding::new(Code::DuplicateId).at(&place).with("value", id).also(first));
            continue;
        }
        first.insert(id, place);
        reports.extend(activity_report_of(draft, owners, linker));
    }
    reports
}

fn activity_report_of(
    draft: ActivityReportDraft,
    owners: &Owners<'_>,
    linker: &mut Linker,
) -> Option<(usize, ActivityReport)> {
    let ActivityReportDraft { written_at, activity, completion, period, participants, comment } = draft;
    let position = position(Some(&activity), owners.activities, "activity", linker)?;
    let report = ActivityReport {
        place: participants.as_ref().map_or(written_at, |participants| participants.place.clone()),
        completion: completion.map(|completion| completion.value),
        period: linker.period(period),
        participants: participants.map(|participants| participants.value),
        comment,
    };
    Some((position, report))
}

fn breakdown_of(draft: BreakdownDraft, linker: &mut Linker) -> Breakdown {
    let BreakdownDraft { written_at, of, by, total, part } = draft;
    Breakdown {
        place: total.as_ref().map_or(written_at, |total| total.place.clone()),
        of,
        by: by.value,
        total: total.map(|total| total.value),
        parts: part.into_iter().filter_map(|part| part_of(part, by.value, linker)).collect(),
    }
}

/// A part; one that does not say which part it is is reported.
fn part_of(draft: BreakdownPartDraft, by: BreakdownBy, linker: &mut Linker) -> Option<BreakdownPart> {
    let BreakdownPartDraft { written_at, sex, age, name, value } = draft;
    let sex = sex.map(|sex| Part::Sex(sex.value));
    let Some(part) = sex.or_else(|| age.map(|age| Part::Age(age.value))).or_else(|| name.map(Part::Group)) else {
        let key = match by {
            BreakdownBy::Sex => "sex",
            BreakdownBy::Age => "age",
            BreakdownBy::Status | BreakdownBy::Other => "name",
        };
        linker.report(Finding::missing(&BreakdownPartDraft::RECORD, "part", key).at(&written_at));
        return None;
    };
    Some(BreakdownPart { part, value: value.value })
}

fn recommendation_of(draft: RecommendationDraft, ids: &mut Ids, linker: &mut Linker) -> Recommendation {
    let RecommendationDraft { written_at: _, id, to, text, letter_number, letter_date } = draft;
    ids.take(&id, &id.place, linker);
    Recommendation {
        id: id.value,
        to: to.and_then(|slug| linker.organisation(&slug)),
        text,
        letter_number: letter_number.map(|number| number.value),
        letter_date: letter_date.map(|date| date.value),
    }
}

fn follow_up_of(draft: FollowUpDraft, linker: &mut Linker) -> FollowUp {
    let FollowUpDraft { written_at: _, text, amount, region } = draft;
    FollowUp {
        text,
        amount: amount.map(|amount| linker.money(amount)),
        regions: linker.regions(&region).into_iter().map(|region| region.value).collect(),
    }
}
