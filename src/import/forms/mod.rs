//! Official forms: contract annex, final report, terms of reference, list of lots.
//!
//! A form is not known by the places of its parts but by the words of its headings and of the titles of its tables
//! (`words.toml`), in Kazakh, Russian and Kyrgyz. Every table is read by what its columns mean; a table that means nothing
//! known is asked about, cell by cell, and a paragraph that no key has a place for is kept as text.

mod activities;
mod facts;
mod finish;
mod form;
mod header;
mod ids;
mod lines;
mod lots;
mod others;
mod people;
mod plan;
mod values;
mod walk;
mod when;
mod words;

use super::word::{Block, Document, document_paragraphs};
use super::{Draft, Fault, Request, privacy};
use crate::language::Lang;
use form::Form;

/// What a Word document says, as a draft of content.
///
/// # Errors
/// [`Fault::Nothing`]: nothing in it is known from an official form.
pub fn read(mut document: Document, request: &Request<'_>) -> Result<Draft, Fault> {
    let questions = privacy::clean(&mut document, &|contact| is_public(request, contact));
    let lang = request.language.unwrap_or_else(|| language(&document));
    let title = walk::title(&document);
    let slug = match request.grant {
        Some(grant) => grant.rsplit('/').next().unwrap_or(grant).to_owned(),
        None => ids::slug(title.as_deref().unwrap_or_default(), "grant"),
    };
    let mut form = Form::new(request, lang);
    form.ids = ids::Ids::of_grant(request, &slug);
    form.questions = questions;
    let about = walk::walk(&mut form, &document, slug);
    let empty = form.grant.fields.is_empty() && form.grant.records.is_empty() && form.beside.is_empty();
    if empty && form.report.records.is_empty() { Err(Fault::Nothing) } else { Ok(finish::draft(form, &about)) }
}

/// Whether the portal declares a contact as public: that of an office.
fn is_public(request: &Request<'_>, contact: &str) -> bool {
    let organisations = request.portal.organisations.iter().filter_map(|it| it.draft.as_ref());
    let contacts = organisations.flat_map(|draft| &draft.contact);
    let values = contacts.flat_map(|it| it.value.texts().map(|(_, text, _)| text));
    values.flat_map(crate::check::privacy::contacts).any(|public| public == contact)
}

/// The language of a document, by the letters that only one of the three has.
fn language(document: &Document) -> Lang {
    let (mut kazakh, mut turkic, mut all) = (0, 0, 0);
    for paragraph in document_paragraphs(document) {
        for letter in paragraph.text.chars().flat_map(char::to_lowercase).filter(|letter| letter.is_alphabetic()) {
            all += 1;
            kazakh += usize::from("әғқұһі".contains(letter));
            turkic += usize::from("ңөү".contains(letter));
        }
    }
    // Every twentieth letter of a Kazakh text is one of its own, every thirtieth of a Kyrgyz one; names are not enough.
    if kazakh * 40 > all {
        Lang::Kk
    } else if turkic * 60 > all {
        Lang::Ky
    } else {
        Lang::Ru
    }
}

/// Whether there is a paragraph or a table in it.
fn says_something(block: &Block) -> bool {
    match block {
        Block::Paragraph(paragraph) => !paragraph.text.is_empty(),
        Block::Table(_) => true,
    }
}

#[cfg(test)]
mod tests;
