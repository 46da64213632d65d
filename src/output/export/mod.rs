//! Everything as data: files below `/data/`, made from the model in the forms that programs read.
//!
//! An export is a file here and a line in [`ALL`]; what it puts on the [`Shelf`] appears on the data page by itself,
//! under the words `data.file.<kind>`. Exports run before the pages are printed, one after the other, so that a later
//! one may list the files of the earlier ones.

mod archive;
mod catalogue;
mod cite;
mod giving;
mod iati;
mod json;
mod names;
mod shelf;
mod tables;
mod wanted;
pub(crate) mod xml;

pub use shelf::{Shelf, Tag};
pub(crate) use tables::{Published, published};
pub use tables::{guard, unguarded};
pub use wanted::{is_of_all, of_page};

use super::sink::Sink;
use crate::site::Site;
use crate::site::data::{DataFile, LeftOut};
use std::io;

/// One form of the data.
pub struct Export {
    /// Its name.
    pub name: &'static str,
    /// Puts its files on the shelf.
    pub publish: fn(&Site<'_>, &Shelf<'_>) -> io::Result<()>,
}

/// Every export, in the order in which they run.
pub const ALL: &[Export] =
    &[cite::EXPORT, json::RECORDS, tables::EXPORT, iati::EXPORT, giving::EXPORT, catalogue::EXPORT, json::INDEX];

/// Puts all files of data into the sink and gives their list, by path, and the grants that some of them cannot hold.
///
/// # Errors
/// What the sink says: no space, no permission.
pub fn publish(site: &Site<'_>, sink: &dyn Sink) -> io::Result<(Vec<DataFile>, Vec<LeftOut>)> {
    let shelf = Shelf::new(sink);
    for export in ALL {
        (export.publish)(site, &shelf)?;
    }
    Ok(shelf.into_lists())
}
