//! How things of the portal are cited: a grant, a lot, a story, a chart, a single figure.
//!
//! A [`Reference`] is everything that a citation says. `gost` and `apa` write it for readers of one language,
//! [`biblatex`], [`ris`] and [`csl`] for reference managers. The words are those of the page's language, whatever the
//! standard: «Электрондық ресурс», «Электронный ресурс».

mod apa;
pub mod biblatex;
pub mod csl;
mod gost;
mod page;
mod reference;
pub mod ris;
#[cfg(test)]
mod tests;
mod view;

pub use page::{of_page, pages};
pub use reference::{Kind, Reference, chart, data, figure, grant, lot, story};
pub use view::{CiteView, Dated, Length, file_path, has_files, view};
