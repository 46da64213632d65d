//! What a document says, held against a file of content: which values are new, differ, are the same; and the file as it
//! would be.

use super::edits::Edits;
use super::node::{Form, Node};
use super::schema::{self, SECTIONS};
use super::{Change, How, State, is_below, same, written};
use crate::import::{Entry, Field, Origin, Record};
use crate::read;

/// The file and what is done to it.
pub(super) struct Held<'t> {
    edits: Edits<'t>,
    root: Node,
    record: &'static read::Record,
    how: How<'t>,
    changes: Vec<Change>,
}

/// A table of the file: what stands there, and what the model says about it.
#[derive(Clone, Copy)]
struct Table<'n> {
    node: &'n Node,
    record: Option<&'static read::Record>,
    /// How its keys are told to people: `indicator.people.`
    name: &'n str,
}

/// The changes that `entries` would make, and the text with them.
///
/// `None` where the text is not TOML.
pub(super) fn hold<'t>(
    text: &'t str,
    record: &'static read::Record,
    entries: &[Entry],
    how: How<'t>,
) -> Option<(Vec<Change>, String)> {
    let root = Node::parse(text)?;
    let mut held = Held { edits: Edits::of(text), root: root.clone(), record, how, changes: Vec::new() };
    let fields: Vec<&Field> = entries.iter().filter_map(field).collect();
    held.fields(Table { node: &root, record: Some(record), name: "" }, &fields);
    for array in arrays(record, entries) {
        held.records(array, &entries.iter().filter_map(|entry| record_of(entry, array)).collect::<Vec<_>>());
    }
    Some((held.changes, held.edits.done()))
}

fn field(entry: &Entry) -> Option<&Field> {
    match entry {
        Entry::Field(field) => Some(field),
        _ => None,
    }
}

fn record_of<'e>(entry: &'e Entry, array: &str) -> Option<&'e Record> {
    match entry {
        Entry::Record(record) if record.array == array => Some(record),
        _ => None,
    }
}

/// The arrays of the entries in the order of the model.
fn arrays<'e>(record: &read::Record, entries: &'e [Entry]) -> Vec<&'e str> {
    let mut arrays: Vec<&str> = Vec::new();
    for entry in entries {
        if let Entry::Record(record) = entry
            && !arrays.contains(&record.array.as_str())
        {
            arrays.push(&record.array);
        }
    }
    arrays.sort_by_key(|array| schema::rank(Some(record), array));
    arrays
}

impl Held<'_> {
    fn tell(&mut self, key: String, state: State, new: String, origin: &Origin) {
        self.changes.push(Change { key, state, new, origin: origin.clone() });
    }

    /// Holds keys against a table that is there.
    fn fields(&mut self, table: Table<'_>, fields: &[&Field]) {
        let mut missing = Vec::new();
        for field in fields {
            match reached(table.node, &field.key) {
                Some(node) => self.value(table, field, node),
                None => missing.push(*field),
            }
        }
        for field in &missing {
            self.tell(format!("{}{}", table.name, field.key), State::New, written::value(&field.value), &field.origin);
        }
        self.add(table.node, table.record, missing.iter().map(|field| (field.key.as_str(), *field)).collect());
    }

    fn value(&mut self, table: Table<'_>, field: &Field, node: &Node) {
        let at = table.node.find(&field.key).is_some();
        let name = format!("{}{}", table.name, field.key);
        let state = if same::same(node, &field.value) {
            State::Same
        } else if self.how.guesses.iter().any(|guess| is_below(&name, guess)) {
            State::Answered
        } else {
            let old = self.old(node);
            let replaceable = at && self.how.overwrite && matches!(node.form(), None | Some(Form::Inline));
            if replaceable && !node.is_headed() {
                self.edits.replace(node.span.clone(), written::value(&field.value));
                State::Changed { old }
            } else {
                State::Kept { old }
            }
        };
        self.tell(name, state, written::value(&field.value), &field.origin);
    }

    /// What stands there now, on one line.
    fn old(&self, node: &Node) -> String {
        let written = self.edits.slice(node.span.start..node.end());
        written.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Adds keys to a table that does not have them.
    fn add(&mut self, node: &Node, record: Option<&'static read::Record>, fields: Vec<(&str, &Field)>) {
        for group in written::grouped_below(record, fields.into_iter()) {
            let below = node.child(group.key);
            match below.and_then(Node::form) {
                Some(Form::Header) => {
                    if let Some(below) = below {
                        self.add(below, group.record, group.fields);
                    }
                }
                Some(Form::Inline) => {
                    if let Some(below) = below {
                        self.add_inline(below, &group);
                    }
                }
                _ if node.form() == Some(Form::Root) && SECTIONS.contains(&group.key) => self.add_section(&group),
                _ => self.add_lines(node, record, &group),
            }
        }
    }

    fn add_inline(&mut self, node: &Node, group: &written::Group<'_>) {
        let last = node.entries().iter().map(|(_, node)| node.end()).max();
        let entries = written::grouped_below(group.record, group.fields.iter().copied());
        let entries: Vec<String> = entries.iter().flat_map(written::Group::lines).collect();
        match last {
            Some(last) => self.edits.insert(last, (false, group.rank), format!(", {}", entries.join(", "))),
            None => {
                self.edits.insert(node.span.start + 1, (false, group.rank), format!(" {} ", entries.join(", ")));
            }
        }
    }

    /// Adds lines after the key that comes before them in the model; at the beginning where none does.
    fn add_lines(&mut self, node: &Node, record: Option<&read::Record>, group: &written::Group<'_>) {
        let plain = || node.entries().iter().filter(|(_, node)| !node.is_headed());
        let before =
            plain().filter(|(key, _)| schema::rank(record, key) <= group.rank).map(|(_, node)| node.end()).max();
        let lines = group.lines().join("\n");
        let rank = (false, group.rank);
        match (before, node.form()) {
            (Some(end), _) => self.edits.insert_after(end, rank, &lines),
            (None, Some(Form::Header)) => self.edits.insert_after(node.span.end, rank, &lines),
            (None, _) if self.root.entries().is_empty() => self.edits.append(rank, &format!("{lines}\n")),
            (None, _) => self.edits.insert(0, rank, format!("{lines}\n")),
        }
    }

    /// Adds a table with a header to the file.
    fn add_section(&mut self, group: &written::Group<'_>) {
        let entries = written::grouped_below(group.record, group.fields.iter().copied());
        let lines: Vec<String> = entries.iter().flat_map(written::Group::lines).collect();
        self.add_block(group.rank, &format!("[{}]\n{}", group.key, lines.join("\n")));
    }

    /// Puts a table with its header after those that come before it in the model.
    fn add_block(&mut self, rank: usize, block: &str) {
        let entries = self.root.entries();
        let before = |(key, node): &&(String, Node)| !node.is_headed() || schema::rank(Some(self.record), key) <= rank;
        match entries.iter().filter(before).map(|(_, node)| node.end()).max() {
            Some(end) => {
                let end = self.edits.after_comments(end);
                self.edits.insert_after(end, (true, rank), &format!("\n{block}"));
            }
            None if entries.is_empty() => self.edits.append((true, rank), &format!("\n{block}\n")),
            None => self.edits.insert(0, (true, rank), format!("{block}\n\n")),
        }
    }

    /// Holds the records of one array against those that are there.
    fn records(&mut self, array: &str, records: &[&Record]) {
        let root = self.root.clone();
        let there: &[Node] = root.child(array).map(Node::items).unwrap_or_default();
        let item = schema::item(self.record, array);
        let pairs = matched(array, there, records);
        let mut new = Vec::new();
        for (at, (record, found)) in records.iter().zip(pairs).enumerate() {
            let name = format!("{array}.{}.", label(record, found.unwrap_or(there.len() + at)));
            match found.and_then(|found| there.get(found)) {
                Some(node) => self.record(Table { node, record: item, name: &name }, record),
                None => {
                    self.tell_new(&name, record);
                    new.push(*record);
                }
            }
        }
        self.add_records(array, item, root.child(array), &new);
    }

    fn record(&mut self, table: Table<'_>, record: &Record) {
        self.fields(table, &record.fields.iter().collect::<Vec<_>>());
        for array in inner_arrays(record) {
            let given: Vec<&Record> = record.records.iter().filter(|record| record.array == array).collect();
            self.inner(table, array, &given);
        }
    }

    /// Records in a record are held against what is there as one value.
    fn inner(&mut self, table: Table<'_>, array: &str, given: &[&Record]) {
        let of = table.record.and_then(|record| schema::item(record, array));
        let new = written::records(of, given);
        let told = format!("{} × {}", array, given.len());
        let Some(origin) = given.first().map(|record| record.origin.clone()) else { return };
        let state = match table.node.child(array) {
            None => {
                let rank = schema::rank(table.record, array);
                self.add_value(table, rank, &format!("{array} = {new}"));
                State::New
            }
            Some(node) if same::same_records(node, given) => State::Same,
            Some(node) => {
                let old = format!("{} × {}", array, node.items().len());
                if self.how.overwrite && !node.is_headed() {
                    self.edits.replace(node.span.clone(), new);
                    State::Changed { old }
                } else {
                    State::Kept { old }
                }
            }
        };
        self.tell(format!("{}{array}", table.name), state, told, &origin);
    }

    fn add_value(&mut self, table: Table<'_>, rank: usize, line: &str) {
        let plain = table.node.entries().iter().filter(|(_, node)| !node.is_headed());
        let before = plain.filter(|(key, _)| schema::rank(table.record, key) <= rank).map(|(_, node)| node.end()).max();
        self.edits.insert_after(before.unwrap_or(table.node.span.end), (false, rank), line);
    }

    fn tell_new(&mut self, name: &str, record: &Record) {
        for field in &record.fields {
            self.tell(format!("{name}{}", field.key), State::New, written::value(&field.value), &field.origin);
        }
        for array in inner_arrays(record) {
            let count = record.records.iter().filter(|record| record.array == array).count();
            self.tell(format!("{name}{array}"), State::New, format!("{array} × {count}"), &record.origin);
        }
    }

    fn add_records(&mut self, array: &str, item: Option<&'static read::Record>, there: Option<&Node>, new: &[&Record]) {
        let rank = schema::rank(Some(self.record), array);
        let in_one_line = there.filter(|there| !there.is_headed() && !there.items().is_empty());
        for record in new {
            match in_one_line {
                Some(list) => {
                    let last = list.items().last().map_or(list.span.start + 1, Node::end);
                    let fields: Vec<&Field> = record.fields.iter().collect();
                    self.edits.insert(last, (false, rank), format!(", {}", written::inline(item, &fields)));
                }
                None => self.add_block(rank, &format!("[[{array}]]\n{}", block(item, record))),
            }
        }
    }
}

/// The lines of a new record.
fn block(item: Option<&'static read::Record>, record: &Record) -> String {
    let fields: Vec<&Field> = record.fields.iter().collect();
    let groups = written::grouped(item, &fields);
    let mut lines: Vec<(usize, String)> =
        groups.iter().flat_map(|group| group.lines().into_iter().map(|line| (group.rank, line))).collect();
    for array in inner_arrays(record) {
        let inner: Vec<&Record> = record.records.iter().filter(|record| record.array == array).collect();
        let of = item.and_then(|item| schema::item(item, array));
        lines.push((schema::rank(item, array), format!("{array} = {}", written::records(of, &inner))));
    }
    lines.sort_by_key(|(rank, _)| *rank);
    lines.into_iter().map(|(_, line)| line).collect::<Vec<_>>().join("\n")
}

fn inner_arrays(record: &Record) -> Vec<&str> {
    let mut arrays: Vec<&str> = record.records.iter().map(|record| record.array.as_str()).collect();
    arrays.dedup();
    arrays
}

/// The value at a key; where a part of the key is no table, that value: it stands in the way.
fn reached<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    let mut node = node;
    for part in key.split('.') {
        match (node.child(part), node.form()) {
            (Some(child), _) => node = child,
            (None, Some(_)) => return None,
            (None, None) => return Some(node),
        }
    }
    Some(node)
}

/// Whether the node at this place of an array is the record that is the nth of it.
type IsIt = fn(array: &str, at: usize, node: &Node, nth: usize, record: &Record) -> bool;

/// For each record the place of the one that it is, in the list that is there.
fn matched(array: &str, there: &[Node], records: &[&Record]) -> Vec<Option<usize>> {
    let mut taken = vec![false; there.len()];
    let mut found: Vec<Option<usize>> = records.iter().map(|_| None).collect();
    let is_it: [IsIt; 3] = [
        |_, _, node, _, record| {
            schema::identity(record).is_some_and(|keys| {
                keys.iter().all(|(key, value)| node.find(key).is_some_and(|it| same::same(it, value)))
            })
        },
        |_, _, node, _, record| schema::identity(record).is_none() && same::same_record(node, record),
        |array, at, node, nth, record| {
            schema::identity(record).is_none() && !schema::is_identity(array, node) && record.place.unwrap_or(nth) == at
        },
    ];
    for is_it in is_it {
        for (nth, record) in records.iter().enumerate() {
            if found.get(nth) != Some(&None) {
                continue;
            }
            let fits =
                |(at, node): &(usize, &Node)| taken.get(*at) == Some(&false) && is_it(array, *at, node, nth, record);
            let at = there.iter().enumerate().find(fits).map(|(at, _)| at);
            if let (Some(at), Some(slot)) = (at, found.get_mut(nth)) {
                *slot = Some(at);
                if let Some(taken) = taken.get_mut(at) {
                    *taken = true;
                }
            }
        }
    }
    found
}

/// How a record is told to people: by what tells it apart, or by its number.
fn label(record: &Record, at: usize) -> String {
    let Some(keys) = schema::identity(record) else { return (at + 1).to_string() };
    let words: Vec<String> = keys.iter().map(|(_, value)| written::value(value).trim_matches('"').to_owned()).collect();
    words.join("-")
}
