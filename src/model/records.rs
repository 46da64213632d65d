//! From the records of a draft to the parts of a grant or lot, one function each.

use super::linker::{Ids, Linker, position};
use super::*;
use crate::finding::{Code, Finding};
use crate::read::*;
use crate::value::Stated;

/// What indicators and evidence may belong to.
pub(super) struct Owners<'a> {
    pub(super) tasks: &'a [&'a str],
    pub(super) activities: &'a [&'a str],
}

/// Who and what a resource may be paid by.
pub(super) struct Funding<'a> {
    pub(super) options: &'a [&'a str],
    pub(super) sources: &'a [&'a str],
}

/// The parts of all drafts, in a list of their own: collected, they would keep the place of the drafts, which are larger.
pub(super) fn each<D, T>(drafts: Vec<D>, link: impl FnMut(D) -> T) -> Vec<T> {
    let mut parts = Vec::with_capacity(drafts.len());
    parts.extend(drafts.into_iter().map(link));
    parts
}

pub(super) fn value<T>(placed: Option<Placed<T>>) -> Option<T> {
    placed.map(|placed| placed.value)
}

pub(super) fn names(list: &[super::Named]) -> Vec<&str> {
    list.iter().map(|named| named.id.as_str()).collect()
}

pub(super) fn named(id: Placed<String>, name: Words, ids: &mut Ids, linker: &mut Linker) -> super::Named {
    ids.take(&id, &id.place, linker);
    super::Named { id: id.value, name }
}

pub(super) fn setting(
    place: Option<Words>,
    online: Option<Placed<bool>>,
    period: Option<PeriodDraft>,
    linker: &mut Linker,
) -> Setting {
    Setting { place, online: online.is_some_and(|online| online.value), period: linker.period(period) }
}

pub(super) fn task_of(draft: TaskDraft, ids: &mut Ids, linker: &mut Linker) -> Task {
    let TaskDraft { written_at: _, id, number, title, kind, place, online, period, topic, detail } = draft;
    ids.take(&id, &id.place, linker);
    Task {
        id: id.value,
        number: value(number),
        title,
        kind: kind.map_or(TaskKind::Task, |kind| kind.value),
        setting: setting(place, online, period, linker),
        topics: topic,
        detail,
    }
}

pub(super) fn activity_of(draft: ActivityDraft, tasks: &[&str], ids: &mut Ids, linker: &mut Linker) -> Activity {
    let ActivityDraft {
        written_at,
        id,
        number,
        task,
        title,
        place,
        online,
        period,
        schedule,
        participants,
        who,
        result,
        detail,
        same_as,
    } = draft;
    ids.take(&id, &id.place, linker);
    Activity {
        id: id.value,
        written_at: participants.as_ref().map_or(written_at, |written| written.place.clone()),
        number: value(number),
        task: position(task.as_ref(), tasks, "task", linker),
        title,
        setting: setting(place, online, period, linker),
        schedule,
        participants: value(participants),
        who,
        result,
        detail,
        same_as,
        report: None,
    }
}

pub(super) fn indicators_of(
    drafts: Vec<IndicatorDraft>,
    owners: &Owners<'_>,
    ids: &mut Ids,
    linker: &mut Linker,
) -> Vec<Indicator> {
    let indicators: Vec<_> = drafts.into_iter().filter_map(|draft| indicator_of(draft, owners, ids, linker)).collect();
    let known: Vec<&str> = indicators.iter().map(|(indicator, _)| indicator.id.as_str()).collect();
    for (_, share_of) in &indicators {
        position(share_of.as_ref(), &known, "indicator", linker);
    }
    each(indicators, |(indicator, _)| indicator)
}

pub(super) fn indicator_of(
    draft: IndicatorDraft,
    owners: &Owners<'_>,
    ids: &mut Ids,
    linker: &mut Linker,
) -> Option<(Indicator, Option<Placed<String>>)> {
    let IndicatorDraft {
        written_at,
        id,
        number,
        kind,
        standard,
        task,
        activity,
        title,
        detail,
        planned,
        unit,
        per,
        per_count,
        share_of,
        direction,
        change,
        baseline,
        target,
        parts,
        method,
        same_as,
    } = draft;
    let missing = |key: &'static str| Finding::missing(&IndicatorDraft::RECORD, "indicator", key).at(&written_at);
    let place = planned.as_ref().map_or_else(|| written_at.clone(), |planned| planned.place.clone());
    let named = id
        .map(|id| (id.value, id.place))
        .or_else(|| standard.as_ref().map(|standard| (standard.value.code().to_owned(), standard.place.clone())));
    let Some((id, id_place)) = named else {
        linker.report(missing("id"));
        return None;
    };
    if title.is_none() && standard.is_none() {
        linker.report(missing("title"));
    }
    ids.take(&id, &id_place, linker);
    let indicator = Indicator {
        id,
        place,
        number: value(number),
        kind: kind.map_or(IndicatorKind::Output, |kind| kind.value),
        standard: value(standard),
        task: position(task.as_ref(), owners.tasks, "task", linker),
        activity: position(activity.as_ref(), owners.activities, "activity", linker),
        title,
        detail,
        planned: planned.map_or(Stated::NotStated, |planned| planned.value),
        achieved: Stated::NotReported,
        achieved_total: None,
        in_report: false,
        result_place: None,
        result_date: None,
        comment: None,
        unit: unit.and_then(|unit| linker.unit(&unit)),
        per: per_of(per, per_count, linker),
        share_of: share_of.as_ref().map(|share_of| share_of.value.clone()),
        direction: direction.map_or(Direction::Higher, |direction| direction.value),
        change: value(change),
        baseline: baseline
            .map(|BaselineDraft { written_at: _, value: at, date }| Baseline { value: at.value, date: value(date) }),
        targets: targets_of(target),
        parts,
        method,
        same_as,
    };
    Some((indicator, share_of))
}

pub(super) fn per_of(per: Option<Placed<String>>, count: Option<WrittenQuantity>, linker: &mut Linker) -> Option<Per> {
    let per = per?;
    if !unit::PER.contains(&per.as_str()) {
        let finding = Finding::new(Code::UnknownUnit).at(&per.place).with("value", per.as_str()).with("slip", "per");
        linker.report(finding.near(&per, unit::PER.iter().copied()).listed(unit::PER.iter().copied()));
    }
    Some(Per { unit: per.value, count: value(count) })
}

pub(super) fn targets_of(drafts: Vec<YearTargetDraft>) -> Vec<YearTarget> {
    let mut targets = each(drafts, |YearTargetDraft { written_at, year, planned }| YearTarget {
        year: year.value,
        place: planned.as_ref().map_or(written_at, |planned| planned.place.clone()),
        planned: planned.map_or(Stated::NotStated, |planned| planned.value),
    });
    targets.sort_by_key(|target| target.year);
    targets
}

pub(super) fn evidence_of(
    draft: EvidenceDraft,
    reported: bool,
    owners: &Owners<'_>,
    ids: &mut Ids,
    linker: &mut Linker,
) -> Evidence {
    let EvidenceDraft { written_at, id, activity, task, annex, title, quantity, unit, same_as } = draft;
    if let Some(id) = &id {
        ids.take(id, &id.place, linker);
    }
    Evidence {
        id: value(id),
        place: quantity.as_ref().map_or(written_at, |quantity| quantity.place.clone()),
        activity: position(activity.as_ref(), owners.activities, "activity", linker),
        task: position(task.as_ref(), owners.tasks, "task", linker),
        annex: value(annex),
        title,
        quantity: value(quantity),
        unit: unit.and_then(|unit| linker.unit(&unit)),
        same_as,
        reported,
    }
}

pub(super) fn resource_of(draft: ResourceDraft, funding: &Funding<'_>, ids: &mut Ids, linker: &mut Linker) -> Resource {
    let ResourceDraft { written_at, id, work, resource, quantity, unit, amount, from } = draft;
    ids.take(&id, &id.place, linker);
    Resource {
        id: id.value,
        place: written_at,
        work,
        resource,
        quantity: value(quantity),
        unit: unit.and_then(|unit| linker.unit(&unit)),
        amount: linker.optional_money(amount),
        from: from.into_iter().filter_map(|draft| resource_from(draft, funding, linker)).collect(),
    }
}

pub(super) fn resource_from(
    draft: ResourceFromDraft,
    funding: &Funding<'_>,
    linker: &mut Linker,
) -> Option<ResourceFrom> {
    let ResourceFromDraft { written_at: _, option, source, share } = draft;
    let option = position(option.as_ref(), funding.options, "funding-option", linker);
    let source = position(Some(&source), funding.sources, "funding-source", linker)?;
    Some(ResourceFrom { option, source, share: value(share) })
}

pub(super) fn target_group_of(draft: TargetGroupDraft, ids: &mut Ids, linker: &mut Linker) -> TargetGroup {
    let TargetGroupDraft { written_at, id, name, age, population, coverage, detail, same_as } = draft;
    ids.take(&id, &id.place, linker);
    TargetGroup {
        id: id.value,
        place: coverage.as_ref().map_or(written_at, |coverage| coverage.place.clone()),
        name,
        age: value(age),
        population: value(population),
        coverage: value(coverage),
        detail,
        same_as,
    }
}

pub(super) fn context_of(draft: ContextDraft, ids: &mut Ids, linker: &mut Linker) -> ContextFigure {
    let ContextDraft {
        written_at,
        id,
        title,
        region,
        value: at,
        unit,
        date,
        change,
        change_from,
        change_since,
        source,
    } = draft;
    ids.take(&id, &id.place, linker);
    ContextFigure {
        id: id.value,
        place: change.as_ref().map_or(written_at, |change| change.place.clone()),
        title,
        region: region.and_then(|code| linker.region(&code)).map(|region| region.value),
        value: at.value,
        unit: unit.and_then(|unit| linker.unit(&unit)),
        date: value(date),
        change: value(change),
        change_from,
        change_since,
        source,
    }
}

pub(super) fn team_of(draft: TeamDraft) -> TeamRole {
    let TeamDraft { written_at: _, role, engagement, count, workload } = draft;
    TeamRole { role, engagement: value(engagement), count: value(count), workload: value(workload) }
}

pub(super) fn risk_of(draft: RiskDraft, ids: &mut Ids, linker: &mut Linker) -> Risk {
    let RiskDraft { written_at, id, factor, title, impact, probability, score, level, mitigation, strategy, owner } =
        draft;
    ids.take(&id, &id.place, linker);
    Risk {
        id: id.value,
        place: score.as_ref().map_or(written_at, |score| score.place.clone()),
        factor,
        title,
        impact: value(impact),
        probability: value(probability),
        score: value(score),
        level: value(level),
        mitigation,
        strategy,
        owner,
    }
}

pub(super) fn party_of(draft: PartyDraft, linker: &mut Linker) -> Option<Party> {
    let PartyDraft { written_at, organisation, name, role, does } = draft;
    let who = match (organisation, name) {
        (Some(slug), _) => Who::Organisation(linker.organisation(&slug)?),
        (None, Some(name)) => Who::Group(name),
        (None, None) => {
            linker.report(Finding::missing(&PartyDraft::RECORD, "party", "organisation").at(&written_at));
            return None;
        }
    };
    Some(Party { who, role: role.value, does })
}

pub(super) fn note_of(draft: NoteDraft, linker: &mut Linker) -> Note {
    let NoteDraft { written_at, about, code, text, date } = draft;
    let code = code.and_then(|written| {
        let code = Code::from_name(&written);
        if code.is_none() {
            let names = Code::ALL.iter().filter(|code| code.can_be_answered()).map(|code| code.name());
            let finding = Finding::new(Code::UnknownReference).at(&written.place).with("value", written.as_str());
            linker.report(finding.with("kind", crate::finding::Arg::Term("code")).near(&written, names));
        }
        code.map(|value| Placed { value, place: written.place })
    });
    // "grant" and "lot" are other words for the whole.
    let about = value(about).filter(|about| about != "grant" && about != "lot");
    Note { place: written_at, about, code, text, date: value(date) }
}

pub(super) fn publication_of(draft: PublicationDraft, ids: &mut Ids, linker: &mut Linker) -> Publication {
    let PublicationDraft {
        written_at,
        id,
        outlet,
        kind,
        title,
        date,
        period,
        count,
        link,
        archived,
        reach,
        measured,
        language,
        detail,
        same_as,
    } = draft;
    ids.take(&id, &id.place, linker);
    let period = period.or_else(|| date.map(|start| PeriodDraft { written_at: start.place.clone(), start, end: None }));
    Publication {
        id: id.value,
        place: count.as_ref().map_or(written_at, |count| count.place.clone()),
        outlet: outlet.and_then(|slug| linker.outlet(&slug)),
        kind: kind.value,
        title,
        period: linker.period(period),
        count: value(count),
        link: linker.link(link),
        archived: linker.link(archived),
        reach: value(reach),
        measured: value(measured),
        languages: language.iter().map(Placed::get).collect(),
        detail,
        same_as,
    }
}

pub(super) fn check_notes(notes: &[Note], ids: &Ids, linker: &mut Linker) {
    for note in notes {
        if let Some(about) = &note.about {
            ids.check(&Placed { value: about.clone(), place: note.place.clone() }, "figure", linker);
        }
    }
}
