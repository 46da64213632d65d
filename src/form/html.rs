//! A form as a page that stands by itself, to be read in a browser or printed.

use super::Form;
use tera::{Context, Tera, TeraResult};

const NAME: &str = "form.html";

/// The page. Its styles stand in it: it is a file to be handed on, without anything beside it.
///
/// # Errors
/// What the template engine says.
pub fn page(form: &Form) -> TeraResult<String> {
    let mut tera = Tera::default();
    tera.add_raw_template(NAME, include_str!("form.html"))?;
    let mut context = Context::new();
    context.insert("form", form);
    tera.render(NAME, &context)
}
