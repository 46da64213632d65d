//! Stage 4: what the portal says, held against itself and against the rules of publication.
//!
//! A family is a file with what belongs together; [`ALL`] lists them. Checks only look: they repair
//! nothing, and what the source contradicts is published as it stands, with the finding or an
//! editor's note beside it. [`answer`] comes after all stages that find something.

mod calendar;
mod corrections;
mod dates;
mod grant_texts;
mod history;
mod notes;
mod persons;
mod plausible;
pub mod privacy;
mod results;
mod same;
mod stated;
mod subject;
mod sums;
mod texts;
mod words;

#[cfg(test)]
mod testing;

pub use notes::answer;
pub(crate) use privacy::check_digit;
pub use texts::{Owner, Part, Text, Version, Wanted, parts};

use crate::derive::Figures;
use crate::finding::Findings;
use crate::kept::{Kept, Same};
use crate::language::Lang;
use crate::model::{Grant, Portal};
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Checks that belong together. They give what they find in any order.
#[derive(Clone, Copy)]
pub enum Family {
    /// They look at one part of the portal for itself, and at what is around it: what they find is kept until one of both
    /// is another.
    OfPart(fn(Part<'_>, &Around) -> Findings),
    /// They hold parts against each other, or against editions.
    OfWhole(fn(&Portal, &Figures) -> Findings),
}

/// What checks of a part may look at beside the part.
#[derive(Debug, PartialEq, Eq)]
pub struct Around {
    /// The languages in which the content is to be complete.
    languages: Vec<Lang>,
    /// The currency of the portal.
    currency: String,
    /// The contacts that the portal and its organisations declare to be public.
    public: BTreeSet<String>,
}

/// Every family.
pub const ALL: &[Family] = &[
    Family::OfPart(words::run),
    Family::OfPart(persons::run),
    Family::OfPart(sums::run),
    Family::OfPart(same::run),
    Family::OfPart(stated::run),
    Family::OfPart(results::run),
    Family::OfPart(plausible::run),
    Family::OfPart(dates::run),
    Family::OfWhole(history::run),
    Family::OfWhole(corrections::run),
];

/// Gives what is wrong as of `today`.
pub fn dated(portal: &Portal, today: Date) -> Findings {
    let mut findings = corrections::dated(portal, today);
    findings.extend(calendar::run(portal, today));
    findings
}

/// Gives what all families find.
pub fn check(portal: &Portal, figures: &Figures) -> Findings {
    Checking::once().check(portal, figures)
}

/// What was found in each grant the last time.
#[derive(Debug, Default)]
pub struct Checking {
    grants: Kept<Same<Grant>, Around, Arc<Findings>>,
}

impl Checking {
    /// For one time: nothing is kept.
    pub fn once() -> Self {
        Self { grants: Kept::nothing() }
    }

    /// Gives what all families find; a grant is looked at again only where it or what is around it is another than the
    /// last time.
    pub fn check(&mut self, portal: &Portal, figures: &Figures) -> Findings {
        let around = Around::of(portal);
        let others = parts(portal).into_iter().filter(|part| !matches!(part, Part::Grant(_)));
        let others: Vec<Part<'_>> = others.collect();
        let others = others.par_iter().flat_map_iter(|part| of_part(*part, &around));
        let whole = ALL.par_iter().filter_map(|family| match family {
            Family::OfPart(_) => None,
            Family::OfWhole(run) => Some(run(portal, figures)),
        });
        let mut findings: Findings = others.chain(whole.flat_map_iter(Findings::into_iter)).collect();
        let grants = portal.grants.held().iter().cloned().map(Same).collect();
        let of_grant = |grant: Same<Grant>, around: &Around| Arc::new(of_part(Part::Grant(&grant.0), around));
        for found in self.grants.renew(grants, around, of_grant) {
            findings.extend_from_slice(&found);
        }
        findings
    }
}

fn of_part(part: Part<'_>, around: &Around) -> Findings {
    let found = |family: &Family| match family {
        Family::OfPart(run) => run(part, around),
        Family::OfWhole(_) => Findings::new(),
    };
    let mut findings = ALL.iter().flat_map(found).collect();
    notes::in_languages(&mut findings, &around.languages);
    findings
}

impl Around {
    fn of(portal: &Portal) -> Self {
        Self { languages: portal.languages.clone(), currency: portal.currency.clone(), public: persons::public(portal) }
    }
}
