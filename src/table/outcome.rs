//! Around the figures: recommendations, explanations, documents.

use super::Of;
use super::cell::{Cell, Said};
use super::column::Holds::{Code, Date, Id, Link, Reference, Text, Words};
use super::column::{plain, stated};
use super::row::{Owner, Place, each, of_grant};
use crate::model::{Document, Note, Recommendation};

/// One row for each recommendation to a state body.
pub(super) static RECOMMENDATIONS: Of<Recommendation> = Of {
    name: "recommendations",
    columns: &[
        plain("id", Id, |row| row.id(&row.it.id)),
        plain("grant", Reference("grants"), |row| row.grant()),
        plain("organisation", Reference("organisations"), |row| row.organisation(row.it.to)),
        stated("text", Words, |row| Cell::words(&row.it.text)),
        stated("number", Text, |row| Cell::maybe(row.it.letter_number.as_ref(), |number| Cell::text(number.as_str()))),
        stated("date", Date, |row| Cell::maybe_date(row.it.letter_date.as_ref())),
    ],
    places: |_, owner| of_grant(owner, |grant| grant.report.iter().flat_map(|report| &report.recommendations)),
};

/// One row for each explanation that readers see beside a figure.
pub(super) static NOTES: Of<Note> = Of {
    name: "notes",
    columns: &[
        plain("id", Id, |row| row.numbered("note")),
        plain("grant", Reference("grants"), |row| row.grant()),
        plain("lot", Reference("lots"), |row| row.lot()),
        plain("about", Text, |row| row.it.about.as_ref().map_or(Cell::Blank, |id| row.id(id))),
        stated("text", Words, |row| Cell::words(&row.it.text)),
        plain("finding", Text, |row| row.it.code.as_ref().map_or(Cell::Blank, |code| Cell::text(code.value.name()))),
        stated("date", Date, |row| Cell::maybe_date(row.it.date.as_ref())),
    ],
    places: |_, owner| match owner {
        Owner::Grant(_, grant) => each(&grant.notes),
        Owner::Lot(_, lot) => each(&lot.notes),
        Owner::Portal => Vec::new(),
    },
};

/// What a document is to its grant or lot; the place in this list is the part of a row.
const USES: [&str; 3] = ["plan", "report", "basis"];

/// One row for each document that figures come from or work is based on.
pub(super) static DOCUMENTS: Of<Document> = Of {
    name: "documents",
    columns: &[
        plain("id", Id, |row| row.numbered("document")),
        plain("grant", Reference("grants"), |row| row.grant()),
        plain("lot", Reference("lots"), |row| row.lot()),
        plain("use", Code("document_use"), |row| Cell::maybe_code(row.part.and_then(|part| USES.get(part)).copied())),
        plain("kind", Code("document_kind"), |row| Cell::code(row.it.kind.code())),
        plain("title", Words, |row| Cell::Said(Said::Words(&row.it.title))),
        stated("number", Text, |row| Cell::maybe(row.it.number.as_ref(), |number| Cell::text(number.as_str()))),
        stated("date", Date, |row| Cell::maybe_date(row.it.date.as_ref())),
        plain("organisation", Reference("organisations"), |row| row.organisation(row.it.organisation)),
        plain("language", Code("language"), |row| {
            row.it.language.map_or(Cell::Blank, |language| Cell::Code(language.code().into()))
        }),
        plain("link", Link, |row| Cell::maybe_text(row.it.link.as_ref())),
    ],
    places: |_, owner| {
        let all: Vec<(&Document, usize)> = match owner {
            Owner::Grant(_, grant) => {
                let report = grant.report.iter().filter_map(|report| report.source.as_ref());
                let basis = grant.basis.iter().map(|document| (document, 2));
                [(&grant.source, 0)].into_iter().chain(report.map(|document| (document, 1))).chain(basis).collect()
            }
            Owner::Lot(_, lot) => vec![(&lot.source, 0)],
            Owner::Portal => Vec::new(),
        };
        all.into_iter().enumerate().map(|(at, (it, part))| Place { it, at, part: Some(part) }).collect()
    },
};
