//! IATI 2.03: every grant as an activity, with what was planned and what was achieved.
//!
//! A grant that states no period, or nobody who pays for the work, answers for it or does it, cannot be an activity and
//! is left out by name. Four things are said in attributes of an own namespace (`urn:esep:iati`), because IATI has no
//! place for them: the bound, the unit, what an amount is promised for each of, and why there is no value.

mod activity;
mod codes;
mod figure;
mod narrative;
mod results;
#[cfg(test)]
mod tests;

pub(super) use activity::awarded;

use super::xml::{self, Element};
use super::{Export, Shelf, Tag};
use crate::model::Grant;
use crate::site::Site;
use crate::site::data::LeftOut;
use rayon::prelude::*;
use std::io;

/// `data/iati-activities.xml`; on large portals more files after it, each with [`AT_ONCE`] grants at most.
pub const EXPORT: Export = Export { name: "iati", publish };

const KIND: &str = "iati";
/// How many activities a file has at most: readers refuse files that are too large.
const AT_ONCE: usize = 1000;

fn publish(site: &Site<'_>, shelf: &Shelf<'_>) -> io::Result<()> {
    for (grant, it) in site.portal.grants.iter().enumerate() {
        activity::lacks(it).into_iter().for_each(|reason| shelf.leave_out(LeftOut { kind: KIND, grant, reason }));
    }
    let grants: Vec<&Grant> = site.portal.grants.iter().filter(|grant| activity::lacks(grant).is_empty()).collect();
    for (at, grants) in grants.chunks(AT_ONCE).enumerate() {
        let tag = Tag { kind: KIND, rows: Some(grants.len()), ..Tag::default() };
        let activities = activities(site, grants);
        shelf.put(tag, &path(at), || xml::document(&activities))?;
    }
    Ok(())
}

fn path(at: usize) -> String {
    let number = if at == 0 { String::new() } else { format!("-{}", at + 1) };
    format!("data/iati-activities{number}.xml")
}

fn activities(site: &Site<'_>, grants: &[&Grant]) -> Element {
    let activities: Vec<Element> = grants.par_iter().filter_map(|grant| activity::activity(site, grant)).collect();
    Element::new("iati-activities").with("version", "2.03").with("xmlns:esep", "urn:esep:iati").holding(activities)
}
