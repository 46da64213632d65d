//! The tables of a brief portal: all of them in one archive, for programs with what describes them, and one in the words
//! of each language.

use super::super::archive::{Archive, Packed, pack};
use super::super::{Shelf, Tag, catalogue};
use super::{ask, count, people, programs};
use crate::site::Site;
use crate::site::data::{TABLES, tables_in};
use crate::table::{ALL, Owner, Table};
use rayon::prelude::*;
use std::io::{self, Write};

/// Puts the archives.
pub(super) fn publish(site: &Site<'_>, shelf: &Shelf<'_>, owners: &[Owner<'_>]) -> io::Result<()> {
    let rows = Some(ALL.iter().map(|table| count(site, *table, owners)).sum());
    shelf.put(Tag { kind: "tables", rows, ..Tag::default() }, TABLES, || {
        let mut files = tables(|table, file| programs::csv(site, table, owners, file))?;
        files.extend(catalogue::beside(site, &files)?);
        Archive::of(files)
    })?;
    for lang in site.interface_languages() {
        let Some(tongue) = site.tongue(Some(*lang)) else { continue };
        let tag = Tag { kind: "tables-words", language: Some(*lang), rows, grant: None };
        shelf.put(tag, &tables_in(*lang), || {
            Archive::of(tables(|table, file| people::csv(site, tongue, table, owners, file))?)
        })?;
        if !shelf.is_read() {
            ALL.par_iter().try_for_each(|table| ask(site, tongue, *table, owners))?;
        }
    }
    Ok(())
}

/// Every table, compressed while it is written.
fn tables(write: impl Fn(&dyn Table, &mut dyn Write) -> io::Result<()> + Sync) -> io::Result<Vec<Packed>> {
    ALL.par_iter().map(|table| pack(format!("{}.csv", table.name()), |file| write(*table, file))).collect()
}
