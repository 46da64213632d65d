//! For whom the work is done, who does it, who took part, and what was told about it.

use super::notes::{Correction, former};
use super::plan::Owners;
use super::text::{ByLanguage, Code, Pen, Text};
use super::value::{Date, Period, Value};
use crate::language::Lang;
use crate::model::{
    Breakdown as ModelBreakdown, BreakdownPart, ContextFigure as ModelContext, Part, Party as ModelParty,
    Picture as ModelPicture, Publication as ModelPublication, Story as ModelStory, TargetGroup as ModelTargetGroup,
    TeamRole as ModelTeamRole, Unit, Who,
};
use crate::read::{
    BreakdownBy, Consent, ContactKind, Engagement, Measured, Narratives, PartyRole, PublicationKind, Sex,
};
use crate::site::facts;
use crate::value::AgeRange;
use schemars::JsonSchema;
use serde::Serialize;

/// Who takes part, as what.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Party {
    /// What it is in the grant.
    role: Code<PartyRole>,
    /// The slug of an organisation; absent for a group that only has a name.
    organisation: Option<String>,
    /// The name.
    name: Text,
    /// What it does.
    does: Option<Text>,
}

/// A group for whom the work is done.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TargetGroup {
    /// The id: the fragment of its address on the page of the grant.
    id: String,
    /// Who they are.
    name: Text,
    /// Their ages.
    age: Option<Age>,
    /// How many there are.
    population: Option<Value>,
    /// How many are to be reached.
    coverage: Option<Value>,
    /// Anything to add.
    detail: Option<Text>,
    /// The id of the figure that states the same fact.
    same_as: Option<String>,
}

/// A range of ages in full years.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Age {
    /// The youngest age.
    from: u8,
    /// The oldest age that is named.
    to: Option<u8>,
    /// Whether older people belong to it too.
    open: bool,
}

/// A figure that describes the situation.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ContextFigure {
    /// The id: the fragment of its address on the page of the grant.
    id: String,
    /// What is counted.
    title: Text,
    /// Where.
    region: Option<String>,
    /// The value.
    value: Value,
    /// What the number counts.
    unit: Option<String>,
    /// When.
    date: Option<Date>,
    /// The change that the document states, in percent.
    change: Option<Value>,
    /// The id of the figure against which the change is stated.
    change_from: Option<String>,
    /// Against what, in words.
    change_since: Option<Text>,
    /// Where the figure comes from.
    source: Option<Text>,
}

/// A role in the team.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TeamRole {
    /// The role.
    role: Text,
    /// How the person is engaged.
    engagement: Option<Code<Engagement>>,
    /// How many people.
    count: Option<Value>,
    /// How much of the working time.
    workload: Option<Value>,
}

/// Participants told apart by one quality.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Breakdown {
    /// The id: the fragment of its address on the page of the grant. Breakdowns of one figure by one quality share it.
    id: String,
    /// The id of the figure that is broken down.
    of: String,
    /// By what.
    by: Code<BreakdownBy>,
    /// How many there are in all, as stated.
    total: Option<Value>,
    /// The parts, in the order of the document.
    parts: Vec<PartOf>,
}

/// One part of a breakdown: of `sex`, `age` and `group` there is one.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PartOf {
    /// Women or men.
    sex: Option<Code<Sex>>,
    /// An age range.
    age: Option<Age>,
    /// A group with a name of its own.
    group: Option<Text>,
    /// What the part is called.
    label: ByLanguage,
    /// How many.
    value: Value,
}

/// A success story.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Story {
    /// The end of its address.
    slug: String,
    /// Slugs that it had before.
    former_slugs: Vec<String>,
    /// Its page.
    addresses: ByLanguage,
    /// The headline.
    title: Text,
    /// The story in one or two sentences.
    summary: Text,
    /// What came of it.
    outcome: Option<Text>,
    /// Whether the person is not named.
    anonymous: bool,
    /// How the person agreed.
    consent: Code<Consent>,
    /// The person's name; absent where the story is anonymous.
    person: Option<Text>,
    /// Who the person is, without a name.
    role: Option<Text>,
    /// When it happened.
    date: Option<Date>,
    /// Where.
    town: Option<Text>,
    /// The id of the activity that helped.
    activity: Option<String>,
    /// Its themes.
    themes: Vec<String>,
    /// Pictures.
    pictures: Vec<Picture>,
    /// The text, in Markdown.
    texts: ByLanguage,
    /// What was corrected after it had been published.
    corrections: Vec<Correction>,
}

/// A publication, or several of one kind in one outlet.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Publication {
    /// The id: the fragment of its address on the page of the grant.
    id: String,
    /// The slug of the outlet where it was published.
    outlet: Option<String>,
    /// The name of the outlet.
    outlet_name: Option<Text>,
    /// What kind it is.
    kind: Code<PublicationKind>,
    /// What was published.
    title: Text,
    /// When, or from when to when.
    period: Option<Period>,
    /// How many.
    count: Value,
    /// Where it can be read.
    link: Option<String>,
    /// Where an archived copy can be read.
    archived: Option<String>,
    /// How many it reached.
    reach: Option<Value>,
    /// What the reach counts.
    measured: Option<Code<Measured>>,
    /// Languages that it was published in.
    languages: Vec<Code<Lang>>,
    /// Anything to add.
    detail: Option<Text>,
    /// The id of the figure that states the same number.
    same_as: Option<String>,
}

/// A photo or drawing.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Picture {
    /// The address of its largest JPEG.
    address: String,
    /// What it shows.
    description: Option<Text>,
    /// Who made it.
    credit: Option<Text>,
    /// How the people shown have agreed.
    consent: Option<Code<Consent>>,
}

/// A public contact of an office.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Contact {
    /// What kind it is.
    kind: Code<ContactKind>,
    /// The number or address.
    value: Text,
    /// Whose it is.
    title: Option<Text>,
}

impl From<&AgeRange> for Age {
    fn from(age: &AgeRange) -> Self {
        let AgeRange { from, to, open } = *age;
        Self { from, to, open }
    }
}

impl Pen<'_> {
    pub(super) fn party(&self, party: &ModelParty) -> Option<Party> {
        let ModelParty { who, role, does } = party;
        let (organisation, name) = match who {
            Who::Organisation(at) => {
                let organisation = self.portal().organisations.get(*at)?;
                (Some(organisation.slug.clone()), &organisation.name)
            }
            Who::Group(name) => (None, name),
        };
        let does = self.optional(does.as_ref());
        Some(Party { role: self.choice(*role), organisation, name: self.words(name), does })
    }

    pub(super) fn target_group(&self, group: &ModelTargetGroup) -> TargetGroup {
        let ModelTargetGroup { id, place: _, name, age, population, coverage, detail, same_as } = group;
        TargetGroup {
            id: id.clone(),
            name: self.words(name),
            age: age.as_ref().map(Age::from),
            population: self.optional_value(population.as_ref(), Some(&Unit::PEOPLE)),
            coverage: self.optional_value(coverage.as_ref(), Some(&Unit::PEOPLE)),
            detail: self.optional(detail.as_ref()),
            same_as: same_as.as_deref().cloned(),
        }
    }

    pub(super) fn context(&self, figure: &ModelContext) -> ContextFigure {
        let ModelContext { id, place: _, title, region, value, unit, date, change, change_from, change_since, source } =
            figure;
        ContextFigure {
            id: id.clone(),
            title: self.words(title),
            region: region.map(|region| self.region(region)),
            value: self.value(value, unit.as_ref()),
            unit: unit.as_ref().map(|unit| self.unit(unit)),
            date: date.as_ref().map(|date| self.date(date)),
            change: self.optional_value(change.as_ref(), None),
            change_from: change_from.as_deref().cloned(),
            change_since: self.optional(change_since.as_ref()),
            source: self.optional(source.as_ref()),
        }
    }

    pub(super) fn team_role(&self, role: &ModelTeamRole) -> TeamRole {
        let ModelTeamRole { role, engagement, count, workload } = role;
        TeamRole {
            role: self.words(role),
            engagement: engagement.map(|engagement| self.choice(engagement)),
            count: self.optional_value(count.as_ref(), Some(&Unit::PEOPLE)),
            workload: self.optional_value(workload.as_ref(), None),
        }
    }

    pub(super) fn breakdown(&self, breakdown: &ModelBreakdown) -> Breakdown {
        let ModelBreakdown { place: _, of, by, total, parts } = breakdown;
        Breakdown {
            id: format!("breakdown-{}-{}", of.value, by.code()),
            of: of.value.clone(),
            by: self.choice(*by),
            total: self.optional_value(total.as_ref(), Some(&Unit::PEOPLE)),
            parts: parts.iter().map(|part| self.part_of(part)).collect(),
        }
    }

    fn part_of(&self, part: &BreakdownPart) -> PartOf {
        let BreakdownPart { part, value } = part;
        let (sex, age, group) = match part {
            Part::Sex(sex) => (Some(Code(*sex)), None, None),
            Part::Age(age) => (None, Some(Age::from(age)), None),
            Part::Group(name) => (None, None, Some(self.words(name))),
        };
        let label = self.each(|tongue| facts::part_name(tongue, part).text);
        PartOf { sex, age, group, label, value: self.value(value, Some(&Unit::PEOPLE)) }
    }

    pub(super) fn story(&self, page: &str, story: &ModelStory, owners: Owners<'_>) -> Story {
        let ModelStory {
            slug,
            place: _,
            title,
            summary,
            anonymous,
            consent,
            person,
            role,
            date,
            town,
            outcome,
            activity,
            themes,
            pictures,
            corrections,
            narratives,
            former_slugs,
        } = story;
        Story {
            slug: slug.clone(),
            former_slugs: former(former_slugs),
            addresses: self.addresses(&format!("stories/{slug}/")),
            title: self.words(title),
            summary: self.words(summary),
            outcome: self.optional(outcome.as_ref()),
            anonymous: *anonymous,
            consent: self.choice(*consent),
            person: self.optional(person.as_ref().filter(|_| !anonymous)),
            role: self.optional(role.as_ref()),
            date: date.as_ref().map(|date| self.date(date)),
            town: self.optional(town.as_ref()),
            activity: owners.activity(*activity),
            themes: self.themes(themes),
            pictures: self.pictures(pictures),
            texts: texts(narratives),
            corrections: self.corrections(page, corrections),
        }
    }

    pub(super) fn publication(&self, publication: &ModelPublication) -> Publication {
        let ModelPublication {
            id,
            place: _,
            outlet,
            kind,
            title,
            period,
            count: _,
            link,
            archived,
            reach,
            measured,
            languages,
            detail,
            same_as,
        } = publication;
        let outlet = outlet.and_then(|at| self.portal().outlets.get(at));
        Publication {
            id: id.clone(),
            outlet: outlet.map(|outlet| outlet.slug.clone()),
            outlet_name: self.optional(outlet.map(|outlet| &outlet.name)),
            kind: self.choice(*kind),
            title: self.words(title),
            period: period.as_deref().map(Period::from),
            count: self.value(publication.number(), Some(Unit::of_publications(*kind))),
            link: link.as_deref().cloned(),
            archived: archived.as_deref().cloned(),
            reach: self.optional_value(reach.as_ref(), None),
            measured: measured.map(|measured| self.choice(measured)),
            languages: languages.iter().copied().map(Code).collect(),
            detail: self.optional(detail.as_ref()),
            same_as: same_as.as_deref().cloned(),
        }
    }

    /// The pictures that pages show.
    pub(super) fn pictures(&self, pictures: &[ModelPicture]) -> Vec<Picture> {
        pictures.iter().filter(|picture| picture.is_shown()).map(|picture| self.picture(picture)).collect()
    }

    fn picture(&self, picture: &ModelPicture) -> Picture {
        let ModelPicture { path: _, place: _, description, credit, consent, photo: _, published_path } = picture;
        Picture {
            address: self.full(&format!("/{published_path}")),
            description: self.optional(description.as_ref()),
            credit: self.optional(credit.as_ref()),
            consent: consent.map(|consent| self.choice(consent)),
        }
    }

    pub(super) fn contact(&self, contact: &crate::model::Contact) -> Contact {
        let crate::model::Contact { kind, value, title } = contact;
        Contact { kind: self.choice(*kind), value: self.words(value), title: self.optional(title.as_ref()) }
    }
}

/// Longer texts as they were written, in Markdown.
pub(super) fn texts(narratives: &Narratives) -> ByLanguage {
    narratives.iter().map(|text| (text.language, text.body.clone())).collect()
}
