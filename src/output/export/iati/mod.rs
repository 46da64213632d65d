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

use super::archive::{Archive, pack};
use super::xml::{self, Element};
use super::{Export, Shelf, Tag};
use crate::model::Grant;
use crate::site::Site;
use crate::site::data::LeftOut;
use rayon::prelude::*;
use std::io;

/// `data/iati-activities.xml`; on large portals more files after it, each with [`AT_ONCE`] grants at most, and all of them
/// packed where the portal is brief.
pub const EXPORT: Export = Export { name: "iati", publish };

const KIND: &str = "iati";
/// The same packed.
const PACKED: (&str, &str) = ("iati-packed", "data/iati.zip");
/// How many activities a file has at most: readers refuse files that are too large.
const AT_ONCE: usize = 1000;
/// How many activities are in memory as elements at the same time: those of a whole file take many times its bytes.
const PIECE: usize = 64;

fn publish(site: &Site<'_>, shelf: &Shelf<'_>) -> io::Result<()> {
    let is_packed = site.portal.is_brief();
    let kind = if is_packed { PACKED.0 } else { KIND };
    for (grant, it) in site.portal.grants.iter().enumerate() {
        activity::lacks(it).into_iter().for_each(|reason| shelf.leave_out(LeftOut { kind, grant, reason }));
    }
    let grants: Vec<&Grant> = site.portal.grants.iter().filter(|grant| activity::lacks(grant).is_empty()).collect();
    let tag = |grants: &[&Grant]| Tag { kind, rows: Some(grants.len()), ..Tag::default() };
    let mut files = grants.chunks(AT_ONCE).enumerate();
    match is_packed {
        true if grants.is_empty() => Ok(()),
        // Where nobody reads it, its words are asked for all the same.
        true if !shelf.is_read() => {
            files.try_for_each(|(_, grants)| activities(site, grants).map(drop))?;
            shelf.put(tag(&grants), PACKED.1, || Ok(Vec::new()))
        }
        true => shelf.put(tag(&grants), PACKED.1, || packed(site, files)),
        false => files.try_for_each(|(at, grants)| {
            let document = activities(site, grants)?;
            shelf.put(tag(grants), &format!("data/{}", name(at)), || Ok(document))
        }),
    }
}

fn name(at: usize) -> String {
    let number = if at == 0 { String::new() } else { format!("-{}", at + 1) };
    format!("iati-activities{number}.xml")
}

fn packed<'g>(site: &Site<'_>, files: impl Iterator<Item = (usize, &'g [&'g Grant])>) -> io::Result<Vec<u8>> {
    let file = |(at, grants): (usize, &[&Grant])| {
        let document = activities(site, grants)?;
        pack(name(at), |file| file.write_all(&document))
    };
    Archive::of(files.map(file).collect::<io::Result<_>>()?)
}

/// The file of these grants.
fn activities(site: &Site<'_>, grants: &[&Grant]) -> io::Result<Vec<u8>> {
    let root = Element::new("iati-activities").with("version", "2.03").with("xmlns:esep", "urn:esep:iati");
    let piece =
        |some: &[&Grant]| some.par_iter().filter_map(|grant| activity::activity(site, grant)).collect::<Vec<_>>();
    xml::document_of(&root, grants.chunks(PIECE).map(piece))
}
