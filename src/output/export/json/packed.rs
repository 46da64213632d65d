//! `data/grants.zip`: the records of all grants and lots, under the paths that they have as files.

use super::super::archive::{Archive, Packed, pack};
use super::super::{Shelf, Tag};
use super::bytes;
use super::grant::Grant;
use super::lot::Lot;
use super::text::Pen;
use crate::site::Site;
use crate::site::data::RECORDS;
use rayon::prelude::*;
use std::io;

/// How many records are made at the same time, before they are appended.
const AT_ONCE: usize = 256;

/// A grant or lot, as a place in the portal's list.
#[derive(Clone, Copy)]
enum Of {
    Grant(usize),
    Lot(usize),
}

/// Puts the archive.
pub(super) fn publish(site: &Site<'_>, shelf: &Shelf<'_>) -> io::Result<()> {
    let all = all(site);
    if all.is_empty() {
        return Ok(());
    }
    if !shelf.is_read() {
        all.par_iter().for_each(|(_, of)| ask(site, *of));
    }
    let tag = Tag { kind: "json-records", rows: Some(all.len()), ..Tag::default() };
    shelf.put(tag, RECORDS, || {
        let mut archive = Archive::new();
        for some in all.chunks(AT_ONCE) {
            let packed: Vec<Packed> = some.par_iter().map(|it| record(site, it)).collect::<io::Result<_>>()?;
            packed.into_iter().try_for_each(|file| archive.add(file))?;
        }
        archive.finish()
    })
}

/// Every grant and lot with its path in the archive, by path.
fn all(site: &Site<'_>) -> Vec<(String, Of)> {
    let path = |kind: &str, slug: &str| format!("{kind}/{slug}.json");
    let grants = site.portal.grants.iter().enumerate().map(|(at, it)| (path("grants", &it.slug), Of::Grant(at)));
    let lots = site.portal.lots.iter().enumerate().map(|(at, it)| (path("lots", &it.slug), Of::Lot(at)));
    let mut all: Vec<(String, Of)> = grants.chain(lots).collect();
    all.sort_by(|(one, _), (other, _)| one.cmp(other));
    all
}

fn record(site: &Site<'_>, (path, of): &(String, Of)) -> io::Result<Packed> {
    let record = match *of {
        Of::Grant(at) => grant(site, at).map(|grant| bytes(&grant)),
        Of::Lot(at) => lot(site, at).map(|lot| bytes(&lot)),
    };
    let record = record.transpose()?.unwrap_or_default();
    pack(path.clone(), |file| file.write_all(&record))
}

/// Asks for every word that a record says, so that one which is missing is found without writing it.
fn ask(site: &Site<'_>, of: Of) {
    match of {
        Of::Grant(at) => drop(grant(site, at)),
        Of::Lot(at) => drop(lot(site, at)),
    }
}

fn grant(site: &Site<'_>, at: usize) -> Option<Grant> {
    let (grant, figures) = site.portal.grants.get(at).zip(site.figures.grants.get(at))?;
    Some(Pen::new(site).grant(grant, figures))
}

fn lot(site: &Site<'_>, at: usize) -> Option<Lot> {
    Some(Pen::new(site).lot(at, site.portal.lots.get(at)?))
}
