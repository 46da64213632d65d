//! What somebody changed in a form by hand: read like any other report, and put in place of what the form carries.

use super::Content;
use crate::import::apply::schema;
use crate::import::word::Document;
use crate::import::{Draft, Entry, Field, Origin, Question, Record, Request, Spot, What, forms};
use crate::read::{self, Drafts};
use std::collections::BTreeSet;

/// Puts what stands in the changed cells into the draft, and asks about the cells that nothing was understood of.
pub(super) fn put(
    draft: &mut Draft,
    content: &Content,
    document: Document,
    changed: Vec<Origin>,
    request: &Request<'_>,
) {
    let spots: BTreeSet<Spot> = changed.iter().map(|cell| cell.spot.clone()).collect();
    let found = read(content, document, request);
    let mut taken = BTreeSet::new();
    for file in found.files {
        let Some(into) = draft.files.iter_mut().find(|it| it.path == file.path) else { continue };
        for entry in file.entries {
            match entry {
                Entry::Field(field) if spots.contains(&field.origin.spot) => {
                    taken.insert(field.origin.spot.clone());
                    put_field(&mut into.entries, field);
                }
                Entry::Record(record) => put_record(&mut into.entries, &record, &spots, &mut taken),
                _ => {}
            }
        }
    }
    ask(draft, found.questions, changed, &taken);
}

/// The document as any report, read with the names that its content has.
fn read(content: &Content, document: Document, request: &Request<'_>) -> Draft {
    let portal = Drafts { portal: request.portal.portal.clone(), ..read::read(&content.portal()).value };
    let request =
        Request { portal: &portal, language: Some(content.lang), grant: Some(&content.grant), today: request.today };
    forms::read(document, &request).unwrap_or_default()
}

fn put_field(entries: &mut Vec<Entry>, field: Field) {
    let fields =
        entries.iter_mut().filter_map(|entry| if let Entry::Field(field) = entry { Some(field) } else { None });
    match fields.into_iter().find(|it| it.key == field.key) {
        Some(there) => *there = field,
        None => entries.push(Entry::Field(field)),
    }
}

/// Only records that the form carries: a new one is for the officer to add.
fn put_record(entries: &mut [Entry], record: &Record, spots: &BTreeSet<Spot>, taken: &mut BTreeSet<Spot>) {
    let Some(identity) = schema::identity(record) else { return };
    let is_it = |there: &Record| there.array == record.array && schema::identity(there).as_ref() == Some(&identity);
    let records = entries.iter_mut().filter_map(|entry| match entry {
        Entry::Record(there) => Some(there),
        _ => None,
    });
    let Some(there) = records.into_iter().find(|there| is_it(there)) else { return };
    put_fields(there, record, spots, taken);
    for (at, inner) in record.records.iter().enumerate().filter(|(_, inner)| inner.array != "target") {
        if let Some(there) = there.records.get_mut(at).filter(|there| there.array == inner.array) {
            put_fields(there, inner, spots, taken);
        }
    }
}

fn put_fields(there: &mut Record, record: &Record, spots: &BTreeSet<Spot>, taken: &mut BTreeSet<Spot>) {
    for field in record.fields.iter().filter(|field| spots.contains(&field.origin.spot)) {
        taken.insert(field.origin.spot.clone());
        match there.fields.iter_mut().find(|it| it.key == field.key) {
            Some(known) => *known = field.clone(),
            None => there.fields.push(field.clone()),
        }
    }
}

/// What the reader asks about changed cells, and the cells from which nothing came.
fn ask(draft: &mut Draft, questions: Vec<Question>, changed: Vec<Origin>, taken: &BTreeSet<Spot>) {
    for cell in changed.into_iter().filter(|cell| !taken.contains(&cell.spot)) {
        let about = |question: &&Question| question.origin.spot == cell.spot && question.what != What::KeptAsText;
        match questions.iter().find(about) {
            Some(question) => draft.ask(question.clone()),
            None => draft.ask(Question::new(What::NotTakenOver, cell)),
        }
    }
}
