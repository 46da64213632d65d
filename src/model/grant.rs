//! A grant and what belongs to it.

use super::{Correction, Document, LotRef, OrganisationRef, OutletRef, Picture, RegionRef, Report, ThemeRef, Unit};
use crate::finding::Place;
use crate::language::Lang;
use crate::read::{
    Change, Completion, Consent, Direction, Engagement, GrantStatus, IndicatorKind, Measured, Narratives, PartyRole,
    Placed, PublicationKind, RiskLevel, StandardIndicator, TaskKind, Words,
};
use crate::value::{AgeRange, Amount, Bound, Decimal, PartialDate, Period, Quantity, Stated};

/// A grant: what was promised, what was done, who took part.
#[derive(Debug, Clone)]
pub struct Grant {
    /// The end of its address.
    pub slug: String,
    /// Its file.
    pub place: Place,
    /// Its name.
    pub title: Words,
    /// What it is, in one or two sentences.
    pub summary: Words,
    /// How far it is.
    pub status: GrantStatus,
    /// What it is to reach.
    pub goal: Option<Words>,
    /// The problem that it answers.
    pub problem: Option<Words>,
    /// The priority under which it is given.
    pub priority: Option<Words>,
    /// What stays after the money ends, as planned.
    pub long_term: Option<Words>,
    /// The lot that it answers.
    pub lot: Option<LotRef>,
    /// Its themes.
    pub themes: Vec<ThemeRef>,
    /// Its regions, with the place where each is written.
    pub regions: Vec<Placed<RegionRef>>,
    /// The town or district.
    pub town: Option<Words>,
    /// From when to when.
    pub period: Option<Placed<Period>>,
    /// The number of days that the document states.
    pub duration_days: Option<Placed<Stated<Quantity>>>,
    /// The amount, in `currency`. Absent and blank are both [`Stated::NotStated`].
    pub amount: Stated<Decimal>,
    /// Where the amount is written.
    pub amount_place: Option<Place>,
    /// ISO 4217.
    pub currency: String,
    /// The document the facts were taken from.
    pub source: Document,
    /// When the facts were last brought up to date.
    pub updated: Stated<PartialDate>,
    /// Where that is written.
    pub updated_place: Place,
    /// What the work is based on.
    pub basis: Vec<Document>,
    /// Who takes part.
    pub parties: Vec<Party>,
    /// The document says that there are no partners.
    pub no_partners: bool,
    /// For whom the work is done.
    pub target_groups: Vec<TargetGroup>,
    /// Figures that describe the situation.
    pub context: Vec<ContextFigure>,
    /// Roles in the team.
    pub team: Vec<TeamRole>,
    /// Blocks of the plan.
    pub tasks: Vec<Task>,
    /// What takes place.
    pub activities: Vec<Activity>,
    /// Promised figures with their results.
    pub indicators: Vec<Indicator>,
    /// What proves the work: planned and reported.
    pub evidence: Vec<Evidence>,
    /// Alternative ways to pay, by name.
    pub funding_options: Vec<Named>,
    /// Who may pay, by name.
    pub funding_sources: Vec<Named>,
    /// What the work needs.
    pub resources: Vec<Resource>,
    /// What may go wrong.
    pub risks: Vec<Risk>,
    /// The highest impact and probability.
    pub risk_scale: i64,
    /// Explanations for readers, of the plan and of the report.
    pub notes: Vec<Note>,
    /// What was corrected, in the plan, the report and the publications.
    pub corrections: Vec<Correction>,
    /// Pictures.
    pub pictures: Vec<Picture>,
    /// The report; `None`: nothing has been reported yet.
    pub report: Option<Report>,
    /// What was published about it; `None`: nothing has been reported yet.
    pub publications: Option<Vec<Publication>>,
    /// Success stories.
    pub stories: Vec<Story>,
    /// Longer texts.
    pub narratives: Narratives,
    /// Slugs that it had before.
    pub former_slugs: Vec<Placed<String>>,
}

/// A thing with an id and a name.
#[derive(Debug, Clone)]
pub struct Named {
    /// The id, unique in its grant.
    pub id: String,
    /// The name.
    pub name: Words,
}

/// Who takes part, as what.
#[derive(Debug, Clone)]
pub struct Party {
    /// Whom it is.
    pub who: Who,
    /// What it is in the grant.
    pub role: PartyRole,
    /// What it does.
    pub does: Option<Words>,
}

/// An organisation with a page, or a group that only has a name.
#[derive(Debug, Clone)]
pub enum Who {
    /// An organisation.
    Organisation(OrganisationRef),
    /// A group.
    Group(Words),
}

/// A group for whom the work is done.
#[derive(Debug, Clone)]
pub struct TargetGroup {
    /// The id.
    pub id: String,
    /// Where it is written.
    pub place: Place,
    /// Who they are.
    pub name: Words,
    /// Youngest and oldest age.
    pub age: Option<AgeRange>,
    /// How many there are.
    pub population: Option<Stated<Quantity>>,
    /// How many are to be reached.
    pub coverage: Option<Stated<Quantity>>,
    /// Anything to add.
    pub detail: Option<Words>,
    /// The figure that states the same fact.
    pub same_as: Option<Placed<String>>,
}

/// A figure that describes the situation.
#[derive(Debug, Clone)]
pub struct ContextFigure {
    /// The id.
    pub id: String,
    /// Where it is written.
    pub place: Place,
    /// What is counted.
    pub title: Words,
    /// Where.
    pub region: Option<RegionRef>,
    /// The value.
    pub value: Stated<Quantity>,
    /// What the number counts.
    pub unit: Option<Unit>,
    /// When.
    pub date: Option<Stated<PartialDate>>,
    /// The change that the document states.
    pub change: Option<Stated<Quantity>>,
    /// The id of the figure against which the change is stated.
    pub change_from: Option<Placed<String>>,
    /// Against what, in words.
    pub change_since: Option<Words>,
    /// Where the figure comes from.
    pub source: Option<Words>,
}

/// A role in the team.
#[derive(Debug, Clone)]
pub struct TeamRole {
    /// The role.
    pub role: Words,
    /// How the person is engaged.
    pub engagement: Option<Engagement>,
    /// How many people.
    pub count: Option<Stated<Quantity>>,
    /// How much of the working time.
    pub workload: Option<Stated<Quantity>>,
}

/// A block of the plan.
#[derive(Debug, Clone)]
pub struct Task {
    /// The id.
    pub id: String,
    /// Its number in the document.
    pub number: Option<String>,
    /// What is to be done.
    pub title: Words,
    /// What kind of block it is.
    pub kind: TaskKind,
    /// Where and when.
    pub setting: Setting,
    /// Topics of a series.
    pub topics: Vec<Words>,
    /// Anything to add.
    pub detail: Option<Words>,
}

/// Where and when something takes place.
#[derive(Debug, Clone, Default)]
pub struct Setting {
    /// Where.
    pub place: Option<Words>,
    /// Online.
    pub online: bool,
    /// When.
    pub period: Option<Placed<Period>>,
}

/// Something that takes place, and what became of it.
#[derive(Debug, Clone)]
pub struct Activity {
    /// The id.
    pub id: String,
    /// Where it is written.
    pub written_at: Place,
    /// Its number in the document.
    pub number: Option<String>,
    /// The task it belongs to, as an index into the grant's tasks.
    pub task: Option<usize>,
    /// What takes place.
    pub title: Words,
    /// Where and when, as planned.
    pub setting: Setting,
    /// Days and hours.
    pub schedule: Option<Words>,
    /// How many people are to take part.
    pub participants: Option<Stated<Quantity>>,
    /// Who takes part.
    pub who: Option<Words>,
    /// What is expected to come of it.
    pub result: Option<Words>,
    /// Anything to add.
    pub detail: Option<Words>,
    /// The figure that states the same number of participants.
    pub same_as: Option<Placed<String>>,
    /// What became of it; `None`: not reported yet.
    pub report: Option<ActivityReport>,
}

/// What became of an activity.
#[derive(Debug, Clone)]
pub struct ActivityReport {
    /// Where it is written; where it says how many took part, there.
    pub place: Place,
    /// Whether it was done.
    pub completion: Option<Completion>,
    /// When it took place.
    pub period: Option<Placed<Period>>,
    /// How many took part.
    pub participants: Option<Stated<Quantity>>,
    /// Anything to add.
    pub comment: Option<Words>,
}

/// A promised figure and its result.
#[derive(Debug, Clone)]
pub struct Indicator {
    /// The id.
    pub id: String,
    /// Where it is written.
    pub place: Place,
    /// Its number in the document.
    pub number: Option<String>,
    /// What it is for.
    pub kind: IndicatorKind,
    /// Which indicator of the official forms it is.
    pub standard: Option<StandardIndicator>,
    /// The task it belongs to, as an index into the grant's tasks.
    pub task: Option<usize>,
    /// The activity it belongs to, as an index into the grant's activities.
    pub activity: Option<usize>,
    /// What is counted; `None`: the built-in name of the standard indicator.
    pub title: Option<Words>,
    /// Anything to add.
    pub detail: Option<Words>,
    /// What is promised.
    pub planned: Stated<Quantity>,
    /// What was achieved, counted like the plan.
    pub achieved: Stated<Quantity>,
    /// What was achieved over all groups, where the plan is per group.
    pub achieved_total: Option<Stated<Quantity>>,
    /// Whether there is a report: what it does not state is not given, and no longer awaited.
    pub in_report: bool,
    /// Where the result is written.
    pub result_place: Option<Place>,
    /// When the result was measured.
    pub result_date: Option<Stated<PartialDate>>,
    /// What is to be said about the result.
    pub comment: Option<Words>,
    /// What the number counts.
    pub unit: Option<Unit>,
    /// For each of what it is promised.
    pub per: Option<Per>,
    /// The id of the indicator that it is a share of.
    pub share_of: Option<String>,
    /// Which way is better.
    pub direction: Direction,
    /// The percentage is a change.
    pub change: Option<Change>,
    /// Where things stood before.
    pub baseline: Option<Baseline>,
    /// Targets by year, sorted.
    pub targets: Vec<YearTarget>,
    /// Names of the two numbers of a pair.
    pub parts: Vec<Words>,
    /// How it is measured.
    pub method: Option<Words>,
    /// The figure that states the same fact.
    pub same_as: Option<Placed<String>>,
}

/// For each of what an amount is promised.
#[derive(Debug, Clone)]
pub struct Per {
    /// `group`, `meeting`, `webinar`, `event` …: a key of the section `per` of the words.
    pub unit: String,
    /// How many of them there are.
    pub count: Option<Stated<Quantity>>,
}

/// Where things stood before.
#[derive(Debug, Clone)]
pub struct Baseline {
    /// The value.
    pub value: Stated<Quantity>,
    /// When it was measured.
    pub date: Option<Stated<PartialDate>>,
}

/// The target for one year.
#[derive(Debug, Clone)]
pub struct YearTarget {
    /// The year.
    pub year: i64,
    /// Where it is written.
    pub place: Place,
    /// What is promised.
    pub planned: Stated<Quantity>,
}

/// What proves that something was done.
#[derive(Debug, Clone)]
pub struct Evidence {
    /// The id, where it has one.
    pub id: Option<String>,
    /// Where it is written.
    pub place: Place,
    /// The activity it proves.
    pub activity: Option<usize>,
    /// The task it proves.
    pub task: Option<usize>,
    /// The annex that holds it.
    pub annex: Option<String>,
    /// What it is.
    pub title: Words,
    /// How many.
    pub quantity: Option<Stated<Quantity>>,
    /// What is counted.
    pub unit: Option<Unit>,
    /// The figure that states the same fact.
    pub same_as: Option<Placed<String>>,
    /// It belongs to the report and not to the plan.
    pub reported: bool,
}

/// Something that the work needs.
#[derive(Debug, Clone)]
pub struct Resource {
    /// The id.
    pub id: String,
    /// Where it is written.
    pub place: Place,
    /// The work that needs it.
    pub work: Words,
    /// What is needed.
    pub resource: Option<Words>,
    /// How many.
    pub quantity: Option<Stated<Quantity>>,
    /// What is counted.
    pub unit: Option<Unit>,
    /// What it costs, in the grant's currency.
    pub amount: Stated<Decimal>,
    /// Who pays.
    pub from: Vec<ResourceFrom>,
}

/// Who pays for a resource.
#[derive(Debug, Clone)]
pub struct ResourceFrom {
    /// The funding option, as an index.
    pub option: Option<usize>,
    /// The funding source, as an index.
    pub source: usize,
    /// The share that it pays.
    pub share: Option<Stated<Quantity>>,
}

/// A risk.
#[derive(Debug, Clone)]
pub struct Risk {
    /// The id.
    pub id: String,
    /// Where it is written.
    pub place: Place,
    /// Where it comes from.
    pub factor: Option<Words>,
    /// What may happen.
    pub title: Words,
    /// Impact.
    pub impact: Option<Stated<Quantity>>,
    /// Probability.
    pub probability: Option<Stated<Quantity>>,
    /// The score that the document states.
    pub score: Option<Stated<Quantity>>,
    /// The level that the document states.
    pub level: Option<RiskLevel>,
    /// What is done against it.
    pub mitigation: Option<Words>,
    /// How it is treated.
    pub strategy: Option<Words>,
    /// Who looks after it.
    pub owner: Option<Words>,
}

/// An explanation that readers see beside a figure.
#[derive(Debug, Clone)]
pub struct Note {
    /// Where it is written.
    pub place: Place,
    /// The id of what it explains; absent: the whole.
    pub about: Option<String>,
    /// The finding that it answers.
    pub code: Option<Placed<crate::finding::Code>>,
    /// The explanation.
    pub text: Words,
    /// When it was written.
    pub date: Option<Stated<PartialDate>>,
}

/// A success story.
#[derive(Debug, Clone)]
pub struct Story {
    /// The end of its address, unique in the portal.
    pub slug: String,
    /// Its file.
    pub place: Place,
    /// The headline.
    pub title: Words,
    /// The story in one or two sentences.
    pub summary: Words,
    /// Whether the person is not named.
    pub anonymous: bool,
    /// How the person agreed.
    pub consent: Consent,
    /// The person's name.
    pub person: Option<Words>,
    /// Who the person is, without a name.
    pub role: Option<Words>,
    /// When it happened.
    pub date: Option<Stated<PartialDate>>,
    /// Where.
    pub town: Option<Words>,
    /// What came of it.
    pub outcome: Option<Words>,
    /// The activity that helped.
    pub activity: Option<usize>,
    /// Its themes.
    pub themes: Vec<ThemeRef>,
    /// What was corrected.
    pub corrections: Vec<Correction>,
    /// Pictures.
    pub pictures: Vec<Picture>,
    /// The text.
    pub narratives: Narratives,
    /// Slugs that it had before.
    pub former_slugs: Vec<Placed<String>>,
}

/// A publication, or several of one kind in one outlet.
#[derive(Debug, Clone)]
pub struct Publication {
    /// The id.
    pub id: String,
    /// Where it is written.
    pub place: Place,
    /// Where it was published.
    pub outlet: Option<OutletRef>,
    /// What kind it is.
    pub kind: PublicationKind,
    /// What was published.
    pub title: Words,
    /// When, or from when to when.
    pub period: Option<Placed<Period>>,
    /// How many; absent means one.
    pub count: Option<Stated<Quantity>>,
    /// Where it can be read.
    pub link: Option<Placed<String>>,
    /// Where an archived copy can be read.
    pub archived: Option<Placed<String>>,
    /// How many it reached.
    pub reach: Option<Stated<Quantity>>,
    /// What the reach counts.
    pub measured: Option<Measured>,
    /// Languages it was published in.
    pub languages: Vec<Lang>,
    /// Anything to add.
    pub detail: Option<Words>,
    /// The figure that states the same number.
    pub same_as: Option<Placed<String>>,
}

impl Publication {
    /// How many publications the entry stands for; what does not say how many it is, is one.
    pub fn number(&self) -> &Stated<Quantity> {
        static ONE: Stated<Quantity> =
            Stated::Known(Quantity { bound: Bound::Exactly, amount: Amount::Number(Decimal::ONE), percent: false });
        self.count.as_ref().unwrap_or(&ONE)
    }
}
