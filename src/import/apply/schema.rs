//! What the model says about a file: its keys, their order, and by what its records are told apart.

use crate::import::Record;
use crate::read::{
    self, GrantDraft, Key, LotDraft, MediaDraft, OrganisationDraft, OutletDraft, PortalDraft, ReportDraft, Shape,
    StoryDraft,
};

/// What a file of content holds.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Holds {
    /// Keys.
    Keys(&'static read::Record),
    /// A text.
    Markdown,
}

/// What the file at this path holds; `None`: there is no such file in a portal. `path` is relative to `content/`.
pub(crate) fn of(path: &str) -> Option<Holds> {
    let parts: Vec<&str> = path.split('/').collect();
    let plain = |part: &&str| !part.is_empty() && !part.starts_with('.') && !part.contains(['\\', ':', '\0']);
    if !parts.iter().all(plain) {
        return None;
    }
    let record = match (parts.as_slice(), parts.last().copied().unwrap_or_default()) {
        (["portal.toml"], _) => &PortalDraft::RECORD,
        (["organisations", name], _) if name.ends_with(".toml") => &OrganisationDraft::RECORD,
        (["outlets", name], _) if name.ends_with(".toml") => &OutletDraft::RECORD,
        (["lots", _, _], "lot.toml") => &LotDraft::RECORD,
        (["grants", _, .., "stories", _, _], "story.toml") => &StoryDraft::RECORD,
        (["grants", _, ..], "grant.toml") => &GrantDraft::RECORD,
        (["grants", _, ..], "report.toml") => &ReportDraft::RECORD,
        (["grants", _, ..], "media.toml") => &MediaDraft::RECORD,
        ([_, .., _], name) if name.ends_with(".md") => return Some(Holds::Markdown),
        _ => return None,
    };
    Some(Holds::Keys(record))
}

/// What may be written at a dotted key. Below words there are texts.
pub(crate) fn shape(record: &read::Record, key: &str) -> Option<Shape> {
    let (first, rest) = key.split_once('.').unwrap_or((key, ""));
    let shape = (find(record, first)?.shape)();
    match shape {
        shape if rest.is_empty() => Some(shape),
        Shape::Record(record) => self::shape(record, rest),
        Shape::Words => Some(Shape::Text),
        _ => None,
    }
}

/// The record of which the list `array` of `record` is made.
pub(crate) fn item(record: &read::Record, array: &str) -> Option<&'static read::Record> {
    match shape(record, array)? {
        Shape::List(of) => match of() {
            Shape::Record(record) => Some(record),
            _ => None,
        },
        _ => None,
    }
}

/// The place of a key in the order of the model; what it does not know comes last.
pub(crate) fn rank(record: Option<&read::Record>, key: &str) -> usize {
    record.and_then(|record| record.keys.iter().position(|known| known.name == key)).unwrap_or(usize::MAX)
}

fn find(record: &read::Record, key: &str) -> Option<&'static Key> {
    record.keys.iter().find(|known| known.name == key)
}

/// Tables that have a header of their own in files that are made new.
pub(super) const SECTIONS: [&str; 2] = ["source", "follow_up"];

/// By which keys records of an array are told apart; one list of keys after the other is tried.
fn keys(array: &str) -> &'static [&'static [&'static str]] {
    match array {
        "indicator" => &[&["id"], &["standard"]],
        "activity" => &[&["id"], &["activity"]],
        "result" => &[&["indicator"]],
        "breakdown" => &[&["of", "by"]],
        "party" => &[&["organisation", "role"]],
        "picture" => &[&["file"]],
        "target" => &[&["year"]],
        _ => &[&["id"]],
    }
}

/// What tells a record apart from the others of its array: keys with their values; `None`: nothing but its place.
pub(crate) fn identity(record: &Record) -> Option<Vec<(&'static str, &crate::import::Value)>> {
    let all = |keys: &&'static [&'static str]| keys.iter().map(|key| Some((*key, record.get(key)?))).collect();
    keys(&record.array).iter().find_map(all)
}

/// Whether a key tells records of this array apart.
pub(super) fn is_identity(array: &str, node: &super::node::Node) -> bool {
    keys(array).iter().any(|keys| keys.iter().all(|key| node.child(key).is_some()))
}
