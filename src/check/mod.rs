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
use crate::model::Portal;
use jiff::civil::Date;
use rayon::prelude::*;

/// Checks that belong together.
pub struct Family {
    /// Its name, for tests and messages about the program itself.
    pub name: &'static str,
    /// Gives what it finds, in any order.
    pub run: fn(&Portal, &Figures) -> Findings,
}

/// Every family.
pub const ALL: &[Family] = &[
    Family { name: "words", run: words::run },
    Family { name: "persons", run: persons::run },
    Family { name: "sums", run: sums::run },
    Family { name: "same", run: same::run },
    Family { name: "stated", run: stated::run },
    Family { name: "results", run: results::run },
    Family { name: "plausible", run: plausible::run },
    Family { name: "dates", run: dates::run },
    Family { name: "history", run: history::run },
    Family { name: "corrections", run: corrections::run },
];

/// Gives what is wrong as of `today`.
pub fn dated(portal: &Portal, today: Date) -> Findings {
    let mut findings = corrections::dated(portal, today);
    findings.extend(calendar::run(portal, today));
    findings
}

/// Gives what all families find.
pub fn check(portal: &Portal, figures: &Figures) -> Findings {
    ALL.par_iter().flat_map_iter(|family| (family.run)(portal, figures)).collect()
}
