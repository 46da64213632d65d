//! `/data/grants/<slug>.json`: everything about a grant.

use super::Version;
use super::needs::{Named, Resource, Risk};
use super::notes::{Correction, Note, former};
use super::people::{Breakdown, ContextFigure, Party, Picture, Publication, Story, TargetGroup, TeamRole, texts};
use super::plan::{Activity, Evidence, Indicator, Owners, Task};
use super::portal::States;
use super::text::{ByLanguage, Code, Labels, Pen, Text, ValueState};
use super::value::{Date, Document, Money, Number, Period, Statement, Value};
use crate::derive::GrantFigures;
use crate::model::{
    FollowUp as ModelFollowUp, Grant as ModelGrant, Recommendation as ModelRecommendation, Report as ModelReport, Unit,
    UnitName,
};
use crate::read::{GrantStatus, Words};
use crate::value::Stated;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// A grant: what was promised, what was done, who took part.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "Grant")]
pub struct Grant {
    /// The schema that this file follows.
    schema: Version,
    /// The end of its address.
    slug: String,
    /// Slugs that it had before.
    former_slugs: Vec<String>,
    /// The check code of all its figures together.
    check_code: String,
    /// Its page. A figure stands there under `#` and its id.
    addresses: ByLanguage,
    /// Its name.
    title: Text,
    /// What it is, in one or two sentences.
    summary: Text,
    /// How far it is.
    status: Code<GrantStatus>,
    /// What it is to reach.
    goal: Option<Text>,
    /// The problem that it answers.
    problem: Option<Text>,
    /// The priority under which it is given.
    priority: Option<Text>,
    /// What stays after the money ends, as planned.
    long_term: Option<Text>,
    /// The slug of the lot that it answers.
    lot: Option<String>,
    /// Its themes.
    themes: Vec<String>,
    /// Its regions, by ISO 3166-2.
    regions: Vec<String>,
    /// The town or district.
    town: Option<Text>,
    /// From when to when.
    period: Option<Period>,
    /// The number of days that the document states.
    duration_days: Option<Value>,
    /// The money; of a proposal, what it asks for.
    amount: Money,
    /// The document that the facts were taken from.
    source: Document,
    /// When the facts were last brought up to date.
    updated: Date,
    /// What the work is based on.
    basis: Vec<Document>,
    /// Who takes part.
    parties: Vec<Party>,
    /// Whether the document says that there are no partners.
    no_partners: bool,
    /// For whom the work is done.
    target_groups: Vec<TargetGroup>,
    /// Figures that describe the situation.
    context: Vec<ContextFigure>,
    /// Roles in the team.
    team: Vec<TeamRole>,
    /// Blocks of the plan.
    tasks: Vec<Task>,
    /// What takes place.
    activities: Vec<Activity>,
    /// Promised figures with their results.
    indicators: Vec<Indicator>,
    /// How many indicators are in which state.
    states: States,
    /// What proves the work: planned and reported.
    evidence: Vec<Evidence>,
    /// Alternative ways to pay.
    funding_options: Vec<Named>,
    /// Who may pay.
    funding_sources: Vec<Named>,
    /// What the work needs.
    resources: Vec<Resource>,
    /// What may go wrong.
    risks: Vec<Risk>,
    /// The highest impact and probability of a risk.
    risk_scale: i64,
    /// What the report says beside its figures.
    report: Report,
    /// Who took part, broken down.
    breakdowns: Vec<Breakdown>,
    /// `known`, or `not reported`: nobody has reported yet what was published.
    publications_state: Code<ValueState>,
    /// What was published about it.
    publications: Vec<Publication>,
    /// Success stories.
    stories: Vec<Story>,
    /// Explanations of figures, of the plan and of the report.
    notes: Vec<Note>,
    /// What was corrected after it had been published.
    corrections: Vec<Correction>,
    /// Pictures.
    pictures: Vec<Picture>,
    /// Longer texts, in Markdown.
    texts: ByLanguage,
    /// The check code of each figure of the page, by the id of the figure.
    check_codes: BTreeMap<String, String>,
    /// What the codes in this file are called: by list, then by code.
    labels: Labels,
}

/// What a report says beside its figures.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Report {
    /// `known`, or `not reported`: nothing has been reported yet.
    state: Code<ValueState>,
    /// Its date.
    date: Option<Date>,
    /// The report as a document.
    source: Option<Document>,
    /// What differs from the plan; `not applicable`: the report says that nothing does, and so does the text.
    deviation: Option<Statement>,
    /// What stays after the money ends.
    long_term: Option<Text>,
    /// Recommendations to state bodies.
    recommendations: Vec<Recommendation>,
    /// What is proposed next.
    follow_up: Option<FollowUp>,
}

/// A recommendation to a state body.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Recommendation {
    /// The id: the fragment of its address on the page of the grant.
    id: String,
    /// The slug of the organisation that it is made to.
    to: Option<String>,
    /// What is recommended.
    text: Text,
    /// The number of the letter.
    letter_number: Option<Number>,
    /// The date of the letter.
    letter_date: Option<Date>,
}

/// What is proposed next.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FollowUp {
    /// What is proposed.
    text: Text,
    /// The money that it needs.
    amount: Option<Money>,
    /// Its regions.
    regions: Vec<String>,
}

impl Pen<'_> {
    /// A grant with what follows from it.
    pub(super) fn grant(&self, grant: &ModelGrant, derived: &GrantFigures) -> Grant {
        let ModelGrant {
            slug,
            place: _,
            title,
            summary,
            status,
            goal,
            problem,
            priority,
            long_term,
            lot,
            themes,
            regions,
            town,
            period,
            duration_days,
            amount,
            amount_place: _,
            currency,
            source,
            updated,
            updated_place: _,
            basis,
            parties,
            no_partners,
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
            risk_scale,
            notes,
            corrections,
            pictures,
            report,
            publications,
            stories,
            narratives,
            former_slugs,
        } = grant;
        let page = format!("grants/{slug}");
        let owners = Owners { tasks, activities };
        let progress = indicators.iter().zip(&derived.progress);
        let breakdowns = report.iter().flat_map(|report| &report.breakdowns);
        Grant {
            schema: Version::default(),
            slug: slug.clone(),
            former_slugs: former(former_slugs),
            check_code: self.site.figures.ledger.page_code(&page).to_string(),
            addresses: self.addresses(&format!("{page}/")),
            title: self.words(title),
            summary: self.words(summary),
            status: self.choice(*status),
            goal: self.optional(goal.as_ref()),
            problem: self.optional(problem.as_ref()),
            priority: self.optional(priority.as_ref()),
            long_term: self.optional(long_term.as_ref()),
            lot: lot.and_then(|at| self.portal().lots.get(at)).map(|lot| lot.slug.clone()),
            themes: self.themes(themes),
            regions: regions.iter().map(|region| self.region(region.value)).collect(),
            town: self.optional(town.as_ref()),
            period: period.as_deref().map(Period::from),
            duration_days: self.optional_value(duration_days.as_deref(), Some(&DAYS)),
            amount: self.money(amount, currency),
            source: self.document(source),
            updated: self.date(updated),
            basis: basis.iter().map(|document| self.document(document)).collect(),
            parties: parties.iter().filter_map(|party| self.party(party)).collect(),
            no_partners: *no_partners,
            target_groups: target_groups.iter().map(|group| self.target_group(group)).collect(),
            context: context.iter().map(|figure| self.context(figure)).collect(),
            team: team.iter().map(|role| self.team_role(role)).collect(),
            tasks: tasks.iter().map(|task| self.task(task)).collect(),
            activities: activities.iter().map(|activity| self.activity(activity, owners)).collect(),
            indicators: progress.map(|(it, progress)| self.indicator(it, Some(progress), owners)).collect(),
            states: States::from(&derived.states),
            evidence: evidence.iter().map(|evidence| self.evidence(evidence, owners)).collect(),
            funding_options: funding_options.iter().map(|named| self.named(named)).collect(),
            funding_sources: funding_sources.iter().map(|named| self.named(named)).collect(),
            resources: resources.iter().map(|resource| self.resource(grant, resource)).collect(),
            risks: risks.iter().map(|risk| self.risk(risk)).collect(),
            risk_scale: *risk_scale,
            report: self.report(report.as_ref(), currency),
            breakdowns: breakdowns.map(|breakdown| self.breakdown(breakdown)).collect(),
            publications_state: self.reported(publications.is_some()),
            publications: publications.iter().flatten().map(|it| self.publication(it)).collect(),
            stories: stories.iter().map(|story| self.story(&page, story, owners)).collect(),
            notes: notes.iter().map(|note| self.note(note)).collect(),
            corrections: self.corrections(&page, corrections),
            pictures: self.pictures(pictures),
            texts: texts(narratives),
            check_codes: self.check_codes(&page),
            labels: self.labels(),
        }
    }

    fn report(&self, report: Option<&ModelReport>, currency: &str) -> Report {
        let Some(report) = report else { return self.missing_report() };
        let ModelReport { place: _, date, source, deviation, long_term, breakdowns: _, recommendations, follow_up } =
            report;
        Report {
            state: self.reported(true),
            date: Some(self.date(date)),
            source: source.as_ref().map(|source| self.document(source)),
            deviation: Some(self.deviation(deviation)),
            long_term: self.optional(long_term.as_ref()),
            recommendations: recommendations.iter().map(|it| self.recommendation(it)).collect(),
            follow_up: follow_up.as_ref().map(|it| self.follow_up(it, currency)),
        }
    }

    /// That nothing differs from the plan is no gap: the text says it in words. The state stays what version 1.0 has.
    fn deviation(&self, deviation: &Stated<Words>) -> Statement {
        match deviation {
            Stated::NotApplicable => self.statement(deviation).saying(self.each(|it| it.t("report.no_deviation"))),
            stated => self.statement(stated),
        }
    }

    fn recommendation(&self, recommendation: &ModelRecommendation) -> Recommendation {
        let ModelRecommendation { id, to, text, letter_number, letter_date } = recommendation;
        Recommendation {
            id: id.clone(),
            to: to.and_then(|at| self.organisation(at)),
            text: self.words(text),
            letter_number: letter_number.as_ref().map(|number| self.number(number)),
            letter_date: letter_date.as_ref().map(|date| self.date(date)),
        }
    }

    fn follow_up(&self, follow_up: &ModelFollowUp, currency: &str) -> FollowUp {
        let ModelFollowUp { text, amount, regions } = follow_up;
        FollowUp {
            text: self.words(text),
            amount: amount.as_ref().map(|amount| self.money(amount, currency)),
            regions: regions.iter().map(|region| self.region(region)).collect(),
        }
    }

    /// Nothing has been reported yet.
    fn missing_report(&self) -> Report {
        Report {
            state: self.reported(false),
            date: None,
            source: None,
            deviation: None,
            long_term: None,
            recommendations: Vec::new(),
            follow_up: None,
        }
    }
}

const DAYS: Unit = Unit { name: UnitName::BuiltIn("days") };
