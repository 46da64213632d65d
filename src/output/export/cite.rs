//! Entries for reference managers: a file for each grant and lot, format and language, with everything on its pages
//! that can be cited.

use super::{Export, Shelf, Tag};
use crate::derive::ledger::Owner;
use crate::language::Lang;
use crate::site::cite::{Reference, biblatex, csl, file_path, has_files, of_page, pages, ris};
use crate::site::{Site, Tongue};
use rayon::prelude::*;
use std::io;

/// The files below `/data/cite/`.
pub(super) const EXPORT: Export = Export { name: "cite", publish };

/// A format: the ending of its files, the key of their title, how they are written.
type Format = (&'static str, &'static str, fn(&[Reference]) -> String);

const FORMATS: [Format; 3] =
    [("bib", "bib", biblatex::file), ("ris", "ris", ris::file), ("csl.json", "csl", csl::file)];

fn publish(site: &Site<'_>, shelf: &Shelf<'_>) -> io::Result<()> {
    pages(site).into_par_iter().try_for_each(|(page, owner)| put(site, shelf, &page, owner))
}

/// The entries of one grant or lot.
pub(super) fn of_owner(site: &Site<'_>, shelf: &Shelf<'_>, owner: Owner) -> io::Result<()> {
    let page = match owner {
        Owner::Grant(at) => site.portal.grants.get(at).map(|grant| format!("grants/{}", grant.slug)),
        Owner::Lot(at) => site.portal.lots.get(at).map(|lot| format!("lots/{}", lot.slug)),
    };
    page.map_or(Ok(()), |page| put(site, shelf, &page, owner))
}

fn put(site: &Site<'_>, shelf: &Shelf<'_>, page: &str, owner: Owner) -> io::Result<()> {
    if !has_files(site) {
        return Ok(());
    }
    let languages = site.interface_languages().iter();
    let mut tongues = languages.filter_map(|lang| Some((*lang, site.tongue(Some(*lang))?)));
    tongues.try_for_each(|(lang, tongue): (Lang, &Tongue<'_>)| {
        let references = of_page(site, tongue, owner);
        FORMATS.iter().try_for_each(|(ending, kind, write)| {
            let tag = Tag { kind, language: Some(lang), grant: owner.grant(), rows: Some(references.len()) };
            shelf.put(tag, &file_path(page, lang, ending), || Ok(write(&references).into_bytes()))
        })
    })
}
