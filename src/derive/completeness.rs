//! What is published of each grant and organisation, and what is not yet: for editors at the console, for readers on a
//! page. Nothing is expected of a grant before its work is done or reported.

use crate::finding::{Code, Finding, Severity};
use crate::model::{Grant, Indicator, Organisation, Picture, Portal};
use crate::read::GrantStatus;
use crate::value::Stated;
use std::collections::BTreeMap;

/// What can be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Results of figures that were promised.
    Results,
    /// What became of activities.
    Activities,
    /// What proves the work.
    Evidence,
    /// What was published about it.
    Publications,
    /// Photos.
    Pictures,
    /// Whether the people on photos have agreed.
    Consent,
    /// What an organisation does.
    Description,
    /// Where an organisation can be reached: a website or a public contact.
    Contact,
    /// Texts in every language of the content.
    Texts,
}

impl Part {
    /// What a grant can have.
    pub const OF_GRANTS: [Self; 7] = [
        Self::Results,
        Self::Activities,
        Self::Evidence,
        Self::Publications,
        Self::Pictures,
        Self::Consent,
        Self::Texts,
    ];
    /// What an organisation can have.
    pub const OF_ORGANISATIONS: [Self; 3] = [Self::Description, Self::Contact, Self::Texts];

    /// Its name for programs and in word files.
    pub fn code(self) -> &'static str {
        match self {
            Self::Results => "results",
            Self::Activities => "activities",
            Self::Evidence => "evidence",
            Self::Publications => "publications",
            Self::Pictures => "pictures",
            Self::Consent => "consent",
            Self::Description => "description",
            Self::Contact => "contact",
            Self::Texts => "texts",
        }
    }
}

/// How much of a part is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Share {
    /// Nothing is expected, or not yet.
    NotDue,
    /// All of it.
    Whole,
    /// So many of so many are missing.
    Missing {
        /// How many are missing, at least one.
        missing: usize,
        /// Of how many.
        of: usize,
    },
    /// There is nothing of it, and it is not counted.
    Absent,
    /// So many translations are missing.
    Untranslated(usize),
}

impl Share {
    /// Whether something is missing.
    pub fn is_gap(self) -> bool {
        matches!(self, Self::Missing { .. } | Self::Absent | Self::Untranslated(_))
    }

    fn of_all(of: usize, missing: usize) -> Self {
        match (of, missing) {
            (0, _) => Self::NotDue,
            (_, 0) => Self::Whole,
            _ => Self::Missing { missing, of },
        }
    }

    fn there(is_there: bool) -> Self {
        if is_there { Self::Whole } else { Self::Absent }
    }

    fn texts(missing: usize) -> Self {
        if missing == 0 { Self::Whole } else { Self::Untranslated(missing) }
    }

    /// Where nothing is expected yet, what is not there is no gap.
    fn if_due(self, due: bool) -> Self {
        if self.is_gap() && !due { Self::NotDue } else { self }
    }
}

/// What is there of one grant or organisation.
#[derive(Debug, Clone)]
pub struct Shares {
    /// Each part with its share, in the order of [`Part::OF_GRANTS`] or [`Part::OF_ORGANISATIONS`].
    pub parts: Vec<(Part, Share)>,
    /// Whether anything is expected already.
    pub due: bool,
}

impl Shares {
    /// Whether something is missing.
    pub fn has_gaps(&self) -> bool {
        self.parts.iter().any(|(_, share)| share.is_gap())
    }

    /// The share of a part.
    pub fn share(&self, part: Part) -> Share {
        self.parts.iter().find(|(it, _)| *it == part).map_or(Share::NotDue, |(_, share)| *share)
    }
}

/// How many of several have everything that is expected of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Whole {
    /// Of how many something is expected.
    pub due: usize,
    /// How many of these have all of it.
    pub whole: usize,
    /// Of how many nothing is expected yet.
    pub not_due: usize,
}

impl Whole {
    /// Counts them.
    pub fn of(all: &[Shares]) -> Self {
        let due = all.iter().filter(|shares| shares.due).count();
        let whole = all.iter().filter(|shares| shares.due && !shares.has_gaps()).count();
        Self { due, whole, not_due: all.len() - due }
    }
}

/// What is there of everything.
#[derive(Debug, Clone)]
pub struct Completeness {
    /// In the order of the portal's grants.
    pub grants: Vec<Shares>,
    /// In the order of the portal's organisations.
    pub organisations: Vec<Shares>,
}

impl Completeness {
    /// Looks at every grant and organisation. Which translations are missing is known from the findings.
    pub fn of(portal: &Portal, findings: &[Finding]) -> Self {
        let texts = missing_texts(findings);
        let in_folder = |grant: &Grant| {
            let folder = grant.place.file.strip_suffix("grant.toml").unwrap_or(&grant.place.file);
            let files = texts.range(folder..).take_while(|(file, _)| file.starts_with(folder));
            files.map(|(_, count)| count).sum()
        };
        let of_file = |it: &Organisation| texts.get(&*it.place.file).copied().unwrap_or_default();
        Self {
            grants: portal.grants.iter().map(|grant| of_grant(grant, in_folder(grant))).collect(),
            organisations: portal.organisations.iter().map(|it| of_organisation(it, of_file(it))).collect(),
        }
    }
}

/// How many translations are missing, by file.
fn missing_texts(findings: &[Finding]) -> BTreeMap<&str, usize> {
    let missing = findings.iter().filter(|it| it.code == Code::MissingTranslation && it.severity != Severity::Note);
    let mut by_file = BTreeMap::new();
    for place in missing.filter_map(|finding| finding.place.as_ref()) {
        *by_file.entry(&*place.file).or_default() += 1;
    }
    by_file
}

fn of_grant(grant: &Grant, missing_texts: usize) -> Shares {
    let due = grant.report.is_some() || grant.status == GrantStatus::Completed;
    let share = |part: Part| match part {
        Part::Results => results(grant).if_due(due),
        Part::Activities => {
            let open = grant.activities.iter().filter(|activity| activity.report.is_none()).count();
            Share::of_all(grant.activities.len(), open).if_due(due)
        }
        Part::Evidence => Share::there(grant.evidence.iter().any(|it| it.reported)).if_due(due),
        Part::Publications => Share::there(grant.publications.iter().flatten().next().is_some()).if_due(due),
        Part::Pictures => Share::there(pictures(grant).any(Picture::is_shown)).if_due(due),
        Part::Consent => {
            let unsaid = pictures(grant).filter(|picture| picture.consent.is_none()).count();
            Share::of_all(pictures(grant).count(), unsaid)
        }
        Part::Texts => Share::texts(missing_texts),
        Part::Description | Part::Contact => Share::NotDue,
    };
    Shares { parts: Part::OF_GRANTS.map(|part| (part, share(part))).to_vec(), due }
}

fn results(grant: &Grant) -> Share {
    let promised = grant.indicators.iter().filter(|indicator| indicator.planned.known().is_some());
    let open = promised.clone().filter(|indicator| is_open(indicator)).count();
    Share::of_all(promised.count(), open)
}

/// Whether nothing is said of the result: not even that it does not apply.
fn is_open(indicator: &Indicator) -> bool {
    let is_open = |value: &Stated<_>| matches!(value, Stated::NotReported | Stated::NotStated);
    is_open(&indicator.achieved) && indicator.achieved_total.as_ref().is_none_or(is_open)
}

fn pictures(grant: &Grant) -> impl Iterator<Item = &Picture> {
    grant.pictures.iter().chain(grant.stories.iter().flat_map(|story| &story.pictures))
}

fn of_organisation(it: &Organisation, missing_texts: usize) -> Shares {
    let share = |part: Part| match part {
        Part::Description => Share::there(it.description.is_some()),
        Part::Contact => Share::there(it.website.is_some() || !it.contacts.is_empty()),
        Part::Texts => Share::texts(missing_texts),
        _ => Share::NotDue,
    };
    Shares { parts: Part::OF_ORGANISATIONS.map(|part| (part, share(part))).to_vec(), due: true }
}

#[cfg(test)]
mod tests;
