//! What a new file has to have and the document does not say: placeholders, each with a question.

use super::apply::schema::{self, Holds};
use super::{Draft, Entry, Origin, Question, Request, Spot, Value, What};
use crate::read::{Files, Key, Record, Shape, placeholder};
use crate::value::{PartialDate, Stated};

/// Adds the keys that files not yet in `there` need. A grant of which only a part is in the document gets its
/// `grant.toml`.
pub fn complete(draft: &mut Draft, request: &Request<'_>, there: &dyn Files) {
    let is_there = |path: &str| there.read(&format!("content/{path}")).is_ok();
    for path in grants(draft) {
        if !is_there(&path) {
            draft.file(&path);
        }
    }
    let paths: Vec<String> = draft.files.iter().map(|file| file.path.clone()).filter(|path| !is_there(path)).collect();
    for path in paths {
        if let Some(Holds::Keys(record)) = schema::of(&path) {
            fill(draft, request, &path, record, "");
        }
    }
}

/// The `grant.toml` of each grant that the draft says something about.
fn grants(draft: &Draft) -> Vec<String> {
    let folder = |path: &str| {
        let folder = path.split("/stories/").next().unwrap_or(path);
        let folder = if folder == path { folder.rsplit_once('/')?.0 } else { folder };
        folder.starts_with("grants/").then(|| format!("{folder}/grant.toml"))
    };
    let mut grants: Vec<String> = draft.files.iter().filter_map(|file| folder(&file.path)).collect();
    grants.dedup();
    grants
}

fn fill(draft: &mut Draft, request: &Request<'_>, path: &str, record: &'static Record, below: &str) {
    for key in record.keys.iter().filter(|key| (key.required)()) {
        let name = format!("{below}{}", key.name);
        if let Shape::Record(inner) = (key.shape)() {
            fill(draft, request, path, inner, &format!("{name}."));
        } else if !says(draft, path, &name) {
            add(draft, request, path, &name, key);
        }
    }
}

fn says(draft: &Draft, path: &str, key: &str) -> bool {
    let is_it = |found: &str| found == key || found.strip_prefix(key).is_some_and(|rest| rest.starts_with('.'));
    let entries = draft.files.iter().filter(|file| file.path == path).flat_map(|file| &file.entries);
    entries.into_iter().any(|entry| matches!(entry, Entry::Field(field) if is_it(&field.key)))
}

fn add(draft: &mut Draft, request: &Request<'_>, path: &str, name: &str, key: &Key) {
    let origin = Origin::new(Spot::Document, "");
    let values: Vec<(String, Value)> = match (key.shape)() {
        Shape::Words => {
            let text = |lang| (format!("{name}.{lang}"), Value::text(placeholder(key.name, lang)));
            request.languages().into_iter().map(text).collect()
        }
        Shape::Date if name == "updated" => {
            vec![(name.to_owned(), Value::Date(Stated::Known(PartialDate::Day(request.today))))]
        }
        Shape::Date => vec![(name.to_owned(), Value::Date(Stated::NotStated))],
        Shape::Flag => vec![(name.to_owned(), Value::Flag(true))],
        Shape::Choice(choices) => {
            let usual = ["contracted", "other", "none"].into_iter().find(|usual| choices.contains(usual));
            let word = usual.or_else(|| choices.first().copied()).unwrap_or_default();
            vec![(name.to_owned(), Value::text(word))]
        }
        _ => vec![(name.to_owned(), Value::text("…"))],
    };
    for (name, value) in values {
        draft.file(path).put(&name, value, origin.clone());
    }
    draft.ask(Question::new(What::Missing, origin).with("key", name).about(path, name));
}
