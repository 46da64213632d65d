//! A form as a Word document (ECMA-376, transitional): a small writer for headings, paragraphs and tables.
//!
//! Pages are A4 and numbered; tables have borders and repeat their heads on each page; every run that is not in the
//! form's language says in which it is. Same form, same bytes: nothing in the package depends on time or machine.

mod body;
mod package;

use super::{Form, carried};
use std::io;

/// The document.
///
/// # Errors
/// None in practice: memory takes everything.
pub fn document(form: &Form) -> io::Result<Vec<u8>> {
    let printed = package::package(form, body::body(form), None)?;
    let Some(content) = &form.carried else { return Ok(printed) };
    let content = content.element(&carried::read_back(&printed));
    package::package(form, body::body(form), Some(content))
}
