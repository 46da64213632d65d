//! The texts of a grant and of a lot, field by field.

use super::texts::Walk;
use crate::model::{
    Activity, ActivityReport, Baseline, Breakdown, BreakdownPart, ContextFigure, Correction, Evidence, FollowUp, Grant,
    Indicator, Lot, Named, Note, Part, Party, Per, Picture, Publication, Recommendation, Report, Resource, Risk,
    Setting, Story, TargetGroup, Task, TeamRole, Who, YearTarget,
};

impl<'p> Walk<'_, 'p> {
    pub(super) fn grant(&mut self, grant: &'p Grant) {
        let Grant {
            slug: _,
            place: _,
            title,
            summary,
            status: _,
            goal,
            problem,
            priority,
            long_term,
            lot: _,
            themes: _,
            regions: _,
            town,
            period: _,
            duration_days: _,
            amount: _,
            amount_place: _,
            currency: _,
            source,
            updated: _,
            updated_place: _,
            basis,
            parties,
            no_partners: _,
            target_groups,
            context,
            team,
            tasks,
            activities,
            indicators,
            evidence,
            funding_options,
            funding_sources,
            resources,
            risks,
            risk_scale: _,
            notes,
            corrections,
            pictures,
            report,
            publications,
            stories,
            narratives,
            former_slugs: _,
        } = grant;
        self.words(title);
        self.words(summary);
        [goal, problem, priority, long_term, town].into_iter().for_each(|words| self.maybe(words));
        self.document(source);
        basis.iter().for_each(|document| self.document(document));
        parties.iter().for_each(|party| self.party(party));
        target_groups.iter().for_each(|group| self.target_group(group));
        context.iter().for_each(|figure| self.context_figure(figure));
        self.now(None);
        team.iter().for_each(|role| self.team_role(role));
        tasks.iter().for_each(|task| self.task(task));
        activities.iter().for_each(|activity| self.activity(activity));
        indicators.iter().for_each(|indicator| self.indicator(indicator));
        evidence.iter().for_each(|evidence| self.evidence(evidence));
        funding_options.iter().chain(funding_sources).for_each(|named| self.named(named));
        resources.iter().for_each(|resource| self.resource(resource));
        risks.iter().for_each(|risk| self.risk(risk));
        publications.iter().flatten().for_each(|publication| self.publication(publication));
        notes.iter().for_each(|note| self.note(note));
        corrections.iter().for_each(|correction| self.correction(correction));
        self.now(None);
        pictures.iter().for_each(|picture| self.picture(picture));
        self.narratives(narratives);
        report.iter().for_each(|report| self.report(report));
        stories.iter().for_each(|story| self.story(story));
    }

    pub(super) fn lot(&mut self, lot: &'p Lot) {
        let Lot {
            slug: _,
            place: _,
            number,
            row,
            title,
            summary,
            priority,
            topic,
            problem,
            themes: _,
            regions: _,
            territory,
            period: _,
            amount: _,
            currency: _,
            requirements,
            customer: _,
            source,
            updated: _,
            indicators,
            notes,
            corrections,
            pictures,
            narratives,
            former_slugs: _,
        } = lot;
        self.plain_known(number);
        self.plain(row);
        self.words(title);
        self.words(summary);
        [priority, topic, problem, territory].into_iter().for_each(|words| self.maybe(words));
        requirements.iter().for_each(|words| self.stated(words));
        self.document(source);
        self.narratives(narratives);
        indicators.iter().for_each(|indicator| self.indicator(indicator));
        notes.iter().for_each(|note| self.note(note));
        corrections.iter().for_each(|correction| self.correction(correction));
        pictures.iter().for_each(|picture| self.picture(picture));
    }

    fn party(&mut self, party: &'p Party) {
        let Party { who, role: _, does } = party;
        match who {
            Who::Organisation(_) => {}
            Who::Group(name) => self.words(name),
        }
        self.maybe(does);
    }

    fn target_group(&mut self, group: &'p TargetGroup) {
        let TargetGroup { id, place: _, name, age: _, population: _, coverage: _, detail, same_as: _ } = group;
        self.now(Some(id));
        self.words(name);
        self.maybe(detail);
    }

    fn context_figure(&mut self, figure: &'p ContextFigure) {
        let ContextFigure {
            id,
            place: _,
            title,
            region: _,
            value: _,
            unit: _,
            date: _,
            change: _,
            change_from: _,
            change_since,
            source,
        } = figure;
        self.now(Some(id));
        self.words(title);
        self.maybe(change_since);
        self.maybe(source);
    }

    fn team_role(&mut self, team_role: &'p TeamRole) {
        let TeamRole { role, engagement: _, count: _, workload: _ } = team_role;
        self.words(role);
    }

    fn task(&mut self, task: &'p Task) {
        let Task { id, number, title, kind: _, setting, topics, detail } = task;
        self.now(Some(id));
        self.plain(number);
        self.words(title);
        self.setting(setting);
        topics.iter().for_each(|topic| self.words(topic));
        self.maybe(detail);
    }

    fn setting(&mut self, setting: &'p Setting) {
        let Setting { place, online: _, period: _ } = setting;
        self.maybe(place);
    }

    fn activity(&mut self, activity: &'p Activity) {
        let Activity {
            id,
            written_at: _,
            number,
            task: _,
            title,
            setting,
            schedule,
            participants: _,
            who,
            result,
            detail,
            same_as: _,
            report,
        } = activity;
        self.now(Some(id));
        self.plain(number);
        self.words(title);
        self.setting(setting);
        [schedule, who, result, detail].into_iter().for_each(|words| self.maybe(words));
        if let Some(ActivityReport { place: _, completion: _, period: _, participants: _, comment }) = report {
            self.maybe(comment);
        }
    }

    fn indicator(&mut self, indicator: &'p Indicator) {
        let Indicator {
            id,
            place: _,
            number,
            kind: _,
            standard: _,
            task: _,
            activity: _,
            title,
            detail,
            planned: _,
            achieved: _,
            achieved_total: _,
            in_report: _,
            result_place: _,
            result_date: _,
            comment,
            unit: _,
            per,
            share_of: _,
            direction: _,
            change: _,
            baseline,
            targets,
            parts,
            method,
            same_as: _,
        } = indicator;
        let (Some(Per { unit: _, count: _ }) | None, Some(Baseline { value: _, date: _ }) | None) = (per, baseline);
        targets.iter().for_each(|YearTarget { year: _, place: _, planned: _ }| {});
        self.now(Some(id));
        self.plain(number);
        [title, detail, comment, method].into_iter().for_each(|words| self.maybe(words));
        parts.iter().for_each(|words| self.words(words));
    }

    fn evidence(&mut self, evidence: &'p Evidence) {
        let Evidence { id, place, activity: _, task: _, annex, title, quantity: _, unit: _, same_as: _, reported: _ } =
            evidence;
        self.now(id.as_deref());
        annex.iter().for_each(|annex| self.near(annex, place));
        self.words(title);
    }

    fn named(&mut self, named: &'p Named) {
        let Named { id, name } = named;
        self.now(Some(id));
        self.words(name);
    }

    fn resource(&mut self, resource: &'p Resource) {
        let Resource { id, place: _, work, resource, quantity: _, unit: _, amount: _, from: _ } = resource;
        self.now(Some(id));
        self.words(work);
        self.maybe(resource);
    }

    fn risk(&mut self, risk: &'p Risk) {
        let Risk {
            id,
            place: _,
            factor,
            title,
            impact: _,
            probability: _,
            score: _,
            level: _,
            mitigation,
            strategy,
            owner,
        } = risk;
        self.now(Some(id));
        self.words(title);
        [factor, mitigation, strategy, owner].into_iter().for_each(|words| self.maybe(words));
    }

    fn publication(&mut self, publication: &'p Publication) {
        let Publication {
            id,
            place: _,
            outlet: _,
            kind: _,
            title,
            period: _,
            count: _,
            link,
            archived,
            reach: _,
            measured: _,
            languages: _,
            detail,
            same_as: _,
        } = publication;
        self.now(Some(id));
        self.words(title);
        self.maybe(detail);
        self.placed(link);
        self.placed(archived);
    }

    fn note(&mut self, note: &'p Note) {
        let Note { place: _, about, code: _, text, date: _ } = note;
        self.now(about.as_deref());
        self.words(text);
    }

    pub(super) fn correction(&mut self, correction: &'p Correction) {
        let Correction { place: _, about, within: _, date: _, was, text } = correction;
        self.now(about.as_ref().map(|about| about.as_str()));
        was.iter().for_each(|was| self.one(&was.value, &was.place, true));
        self.words(text);
    }

    fn picture(&mut self, picture: &'p Picture) {
        let Picture { path: _, place: _, description, credit, consent: _, photo: _, published_path: _ } = picture;
        self.maybe(description);
        self.maybe(credit);
    }

    fn report(&mut self, report: &'p Report) {
        let Report { place, date: _, source, deviation, long_term, breakdowns, recommendations, follow_up } = report;
        self.in_file(place);
        source.iter().for_each(|source| self.document(source));
        self.stated(deviation);
        self.maybe(long_term);
        breakdowns.iter().for_each(|breakdown| self.breakdown(breakdown));
        for Recommendation { id, to: _, text, letter_number, letter_date: _ } in recommendations {
            self.now(Some(id));
            self.words(text);
            self.plain_stated(letter_number);
        }
        self.now(None);
        if let Some(FollowUp { text, amount: _, regions: _ }) = follow_up {
            self.words(text);
        }
    }

    fn breakdown(&mut self, breakdown: &'p Breakdown) {
        let Breakdown { place: _, of, by: _, total: _, parts } = breakdown;
        self.now(Some(&of.value));
        for BreakdownPart { part, value: _ } in parts {
            match part {
                Part::Sex(_) | Part::Age(_) => {}
                Part::Group(name) => self.words(name),
            }
        }
        self.now(None);
    }

    fn story(&mut self, story: &'p Story) {
        let Story {
            slug: _,
            place,
            title,
            summary,
            anonymous: _,
            consent: _,
            person,
            role,
            date: _,
            town,
            outcome,
            activity: _,
            themes: _,
            corrections,
            pictures,
            narratives,
            former_slugs: _,
        } = story;
        self.in_file(place);
        self.words(title);
        self.words(summary);
        [person, role, town, outcome].into_iter().for_each(|words| self.maybe(words));
        corrections.iter().for_each(|correction| self.correction(correction));
        self.now(None);
        pictures.iter().for_each(|picture| self.picture(picture));
        self.narratives(narratives);
    }
}
