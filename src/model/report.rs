//! What a report adds to a grant as a whole. Results stand with their indicators and activities.

use super::{Document, OrganisationRef, RegionRef};
use crate::finding::Place;
use crate::read::{BreakdownBy, Placed, Sex, Words};
use crate::value::{AgeRange, Decimal, PartialDate, Quantity, Stated};

/// The report of a grant.
#[derive(Debug, Clone)]
pub struct Report {
    /// Its file.
    pub place: Place,
    /// Its date.
    pub date: Stated<PartialDate>,
    /// The report as a document.
    pub source: Option<Document>,
    /// What differs from the plan, as the report states it; [`Stated::NotApplicable`]: it says that nothing does.
    pub deviation: Stated<Words>,
    /// What stays after the money ends.
    pub long_term: Option<Words>,
    /// Who took part, broken down.
    pub breakdowns: Vec<Breakdown>,
    /// Recommendations to state bodies.
    pub recommendations: Vec<Recommendation>,
    /// What is proposed next.
    pub follow_up: Option<FollowUp>,
}

/// Participants told apart by one quality.
#[derive(Debug, Clone)]
pub struct Breakdown {
    /// Where it is written.
    pub place: Place,
    /// The id of the figure that is broken down.
    pub of: Placed<String>,
    /// By what.
    pub by: BreakdownBy,
    /// How many there are in all, as stated.
    pub total: Option<Stated<Quantity>>,
    /// The parts, in the order of the document.
    pub parts: Vec<BreakdownPart>,
}

impl Breakdown {
    /// The fragment of its address, which all breakdowns of one figure by one quality share.
    pub fn fragment(&self) -> String {
        Self::fragment_of(&self.of.value, self.by.code())
    }

    /// The fragment of breakdowns of the figure with this id by the quality with this code.
    pub fn fragment_of(id: &str, by: &str) -> String {
        format!("breakdown-{id}-{by}")
    }
}

/// One part of a breakdown.
#[derive(Debug, Clone)]
pub struct BreakdownPart {
    /// Which part it is.
    pub part: Part,
    /// How many.
    pub value: Stated<Quantity>,
}

/// Which part of a breakdown it is.
#[derive(Debug, Clone)]
pub enum Part {
    /// Women or men.
    Sex(Sex),
    /// An age range.
    Age(AgeRange),
    /// A group with a name.
    Group(Words),
}

/// A recommendation to a state body.
#[derive(Debug, Clone)]
pub struct Recommendation {
    /// The id.
    pub id: String,
    /// Whom it is made to.
    pub to: Option<OrganisationRef>,
    /// What is recommended.
    pub text: Words,
    /// The number of the letter.
    pub letter_number: Option<Stated<String>>,
    /// The date of the letter.
    pub letter_date: Option<Stated<PartialDate>>,
}

/// What is proposed next.
#[derive(Debug, Clone)]
pub struct FollowUp {
    /// What is proposed.
    pub text: Words,
    /// The money that it needs, in the grant's currency.
    pub amount: Option<Stated<Decimal>>,
    /// Its regions.
    pub regions: Vec<RegionRef>,
}
