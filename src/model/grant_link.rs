//! From the drafts of one grant's folder to the grant.

use super::correction::{check_corrections, corrections_of, date_of_data, former, page_names};
use super::linker::{Ids, Linker, position};
use super::picture::pictures_of;
use super::records::*;
use super::report_link::{self, Results};
use super::*;
use crate::read::*;
use crate::value::Stated;

/// Links everything in one grant's folder. `None`: `grant.toml` could not be read, and reading has said why.
pub(super) fn link(files: GrantFiles, linker: &mut Linker) -> Option<Grant> {
    let GrantFiles { folder, grant, report, media, stories } = files;
    let crate::read::Named { slug, place, draft, narratives, pictures } = grant;
    let GrantDraft {
        written_at: _,
        title,
        summary,
        status,
        goal,
        problem,
        priority,
        long_term,
        lot,
        theme,
        region,
        place: town,
        period,
        duration_days,
        amount,
        currency,
        source,
        updated,
        basis,
        party,
        partners,
        target_group,
        context,
        team,
        task,
        activity,
        indicator,
        evidence,
        funding_option,
        funding_source,
        resource,
        risk,
        risk_scale,
        note,
        correction,
        picture,
        former_slugs,
    } = draft?;

    let mut ids = Ids::default();
    let tasks = each(task, |draft| task_of(draft, &mut ids, linker));
    let task_ids: Vec<&str> = tasks.iter().map(|task| task.id.as_str()).collect();
    let activities = each(activity, |draft| activity_of(draft, &task_ids, &mut ids, linker));
    let activity_ids: Vec<&str> = activities.iter().map(|activity| activity.id.as_str()).collect();
    let owners = Owners { tasks: &task_ids, activities: &activity_ids };
    let indicators = indicators_of(indicator, &owners, &mut ids, linker);
    let evidence = each(evidence, |draft| evidence_of(draft, false, &owners, &mut ids, linker));
    let funding_options = each(funding_option, |draft| {
        let FundingOptionDraft { written_at: _, id, title } = draft;
        named(id, title, &mut ids, linker)
    });
    let funding_sources = each(funding_source, |draft| {
        let FundingSourceDraft { written_at: _, id, name } = draft;
        named(id, name, &mut ids, linker)
    });
    let funding = Funding { options: &names(&funding_options), sources: &names(&funding_sources) };
    let resources = each(resource, |draft| resource_of(draft, &funding, &mut ids, linker));
    let target_groups = each(target_group, |draft| target_group_of(draft, &mut ids, linker));
    let context = each(context, |draft| context_of(draft, &mut ids, linker));
    let risks = each(risk, |draft| risk_of(draft, &mut ids, linker));
    let mut corrections = corrections_of(correction, Within::Plan);
    let publications = media.map(|media| {
        let MediaDraft { written_at: _, publication, correction } = media;
        corrections.extend(corrections_of(correction, Within::Media));
        each(publication, |draft| publication_of(draft, &mut ids, linker))
    });
    let stories = stories.into_iter().filter_map(|files| story_of(files, &activity_ids, linker)).collect();
    let mut notes = each(note, |draft| note_of(draft, linker));
    let amount_place = amount.as_ref().map(|amount| amount.place.clone());

    let results = report.map(|draft| report_link::split(draft, &owners, &mut ids, linker));
    let mut grant = Grant {
        slug,
        place,
        title,
        summary,
        status: status.value,
        goal,
        problem,
        priority,
        long_term,
        lot: lot.and_then(|slug| linker.lot(&slug)),
        themes: linker.themes(&theme),
        regions: linker.regions(&region),
        town,
        period: linker.period(period),
        duration_days,
        amount: linker.optional_money(amount),
        amount_place,
        currency: linker.currency(currency.as_ref()),
        source: linker.document(source),
        updated: updated.value,
        updated_place: updated.place,
        basis: each(basis, |draft| linker.document(draft)),
        parties: party.into_iter().filter_map(|draft| party_of(draft, linker)).collect(),
        no_partners: partners.is_some_and(|partners| partners.value == Stated::NotApplicable),
        target_groups,
        context,
        team: each(team, team_of),
        tasks: Vec::new(),
        activities: Vec::new(),
        indicators,
        evidence,
        funding_options,
        funding_sources,
        resources,
        risks,
        risk_scale: risk_scale.map_or(3, |scale| scale.value.clamp(2, 10)),
        notes: Vec::new(),
        corrections: Vec::new(),
        pictures: pictures_of(picture, &folder, pictures, &narratives, linker),
        report: None,
        publications,
        stories,
        narratives,
        former_slugs: former(former_slugs, linker),
    };
    if let Some(Results { report, indicators, activities: reports, evidence, notes: reported, corrections: more }) =
        results
    {
        report_link::fill(&mut grant.indicators, indicators, linker);
        report_link::cross_out(&mut grant.indicators);
        grant.evidence.extend(evidence);
        notes.extend(reported);
        corrections.extend(more);
        grant.report = Some(report);
        grant.activities = report_link::with_reports(activities, reports);
    } else {
        grant.activities = activities;
    }
    grant.tasks = tasks;
    grant.notes = notes;
    grant.corrections = corrections;
    let of_stories = grant.stories.iter().flat_map(|story| &story.corrections);
    grant.updated = date_of_data(grant.updated.clone(), grant.corrections.iter().chain(of_stories));
    check_references(&grant, &ids, linker);
    Some(grant)
}

fn story_of(files: StoryFiles, activities: &[&str], linker: &mut Linker) -> Option<Story> {
    let StoryFiles { folder, story } = files;
    let crate::read::Named { slug, place, draft, narratives, pictures } = story;
    let StoryDraft {
        written_at: _,
        title,
        summary,
        anonymous,
        consent,
        person,
        role,
        date,
        place: town,
        outcome,
        activity,
        theme,
        correction,
        picture,
        former_slugs,
    } = draft?;
    Some(Story {
        slug,
        place,
        title,
        summary,
        anonymous: anonymous.value,
        consent: consent.value,
        person,
        role,
        date: value(date),
        town,
        outcome,
        activity: position(activity.as_ref(), activities, "activity", linker),
        themes: linker.themes(&theme),
        corrections: corrections_of(correction, Within::Story),
        pictures: pictures_of(picture, &folder, pictures, &narratives, linker),
        narratives,
        former_slugs: former(former_slugs, linker),
    })
}

/// References between the figures of one grant: they may point forward, so they are checked last.
fn check_references(grant: &Grant, ids: &Ids, linker: &mut Linker) {
    let same = grant
        .indicators
        .iter()
        .map(|it| &it.same_as)
        .chain(grant.activities.iter().map(|it| &it.same_as))
        .chain(grant.evidence.iter().map(|it| &it.same_as))
        .chain(grant.target_groups.iter().map(|it| &it.same_as))
        .chain(grant.publications.iter().flatten().map(|it| &it.same_as))
        .chain(grant.context.iter().map(|it| &it.change_from));
    let breakdowns = grant.report.iter().flat_map(|report| &report.breakdowns).map(|breakdown| &breakdown.of);
    for id in same.flatten().chain(breakdowns) {
        ids.check(id, "figure", linker);
    }
    check_notes(&grant.notes, ids, linker);
    let breakdowns = grant.report.iter().flat_map(|report| &report.breakdowns);
    let fragments: Vec<String> = breakdowns.map(Breakdown::fragment).collect();
    let corrections = grant.corrections.iter().chain(grant.stories.iter().flat_map(|story| &story.corrections));
    check_corrections(corrections, &page_names("grants", &grant.slug, &grant.former_slugs), ids, &fragments, linker);
}
