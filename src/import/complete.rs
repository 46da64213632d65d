//! What a new file has to have and the document does not say: something that can be published at once, each with a
//! question.

use super::apply::schema::{self, Holds};
use super::{Draft, Entry, Origin, Question, Request, Spot, Value, What};
use crate::read::{Files, Key, Record, Shape};
use crate::value::{PartialDate, Stated};

/// Adds the keys that files not yet in `there` need: a title is the slug, a summary the goal or the title, the source the
/// file `document`. A grant of which only a part is in the document gets its `grant.toml`.
pub fn complete(draft: &mut Draft, request: &Request<'_>, document: &str, there: &dyn Files) {
    let is_there = |path: &str| there.read(&format!("content/{path}")).is_ok();
    for path in grants(draft) {
        if !is_there(&path) {
            draft.file(&path);
        }
    }
    let paths: Vec<String> = draft.files.iter().map(|file| file.path.clone()).filter(|path| !is_there(path)).collect();
    for path in paths {
        if let Some(Holds::Keys(record)) = schema::of(&path) {
            let new = New { request, document, path: &path };
            new.fill(draft, record, "");
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

/// A new file.
struct New<'n> {
    request: &'n Request<'n>,
    document: &'n str,
    path: &'n str,
}

impl New<'_> {
    fn fill(&self, draft: &mut Draft, record: &'static Record, below: &str) {
        for key in record.keys.iter().filter(|key| (key.required)()) {
            let name = format!("{below}{}", key.name);
            if let Shape::Record(inner) = (key.shape)() {
                self.fill(draft, inner, &format!("{name}."));
            } else if said(draft, self.path, &name).is_empty() {
                self.add(draft, &name, key);
            }
        }
    }

    fn add(&self, draft: &mut Draft, name: &str, key: &Key) {
        let origin = Origin::new(Spot::Document, "");
        for (name, value) in self.values(draft, name, key) {
            draft.file(self.path).put(&name, value, origin.clone());
        }
        draft.ask(Question::new(What::Missing, origin).with("key", name).about(self.path, name));
    }

    fn values(&self, draft: &Draft, name: &str, key: &Key) -> Vec<(String, Value)> {
        let value = match (key.shape)() {
            Shape::Words => return self.words(draft, name),
            Shape::Date if name == "updated" => Value::Date(Stated::Known(PartialDate::Day(self.request.today))),
            Shape::Date => Value::Date(Stated::NotStated),
            Shape::Flag => Value::Flag(true),
            Shape::Choice(choices) => {
                let usual = ["contracted", "other", "none"].into_iter().find(|usual| choices.codes.contains(usual));
                Value::text(usual.or_else(|| choices.codes.first().copied()).unwrap_or_default())
            }
            _ => Value::text("?"),
        };
        vec![(name.to_owned(), value)]
    }

    fn words(&self, draft: &Draft, name: &str) -> Vec<(String, Value)> {
        let like = |key: &str| -> Vec<(String, Value)> {
            let texts = said(draft, self.path, key).into_iter();
            texts.map(|(ending, value)| (format!("{name}{ending}"), value)).collect()
        };
        let slug =
            self.path.trim_end_matches(".toml").rsplit('/').find(|part| !KINDS.contains(part)).unwrap_or_default();
        let same = |text: &str| vec![(name.to_owned(), Value::text(text))];
        match name {
            "source.title" => same(self.document),
            "summary" => {
                [like("goal"), like("title")].into_iter().find(|found| !found.is_empty()).unwrap_or_else(|| same(slug))
            }
            _ => same(slug),
        }
    }
}

/// Names of files that stand in a folder of their own.
const KINDS: [&str; 5] = ["grant", "report", "media", "story", "lot"];

/// What the draft says at a key: the rest of each key below it, and the value.
fn said(draft: &Draft, path: &str, key: &str) -> Vec<(String, Value)> {
    let entries = draft.files.iter().filter(|file| file.path == path).flat_map(|file| &file.entries);
    let fields = entries.filter_map(|entry| match entry {
        Entry::Field(field) => Some(field),
        _ => None,
    });
    let below = |found: &str| {
        found.strip_prefix(key).filter(|rest| rest.is_empty() || rest.starts_with('.')).map(str::to_owned)
    };
    fields.filter_map(|field| Some((below(&field.key)?, field.value.clone()))).collect()
}
