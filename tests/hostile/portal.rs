//! A sound portal with an attack in the place of every text.
//!
//! Which texts there are is seen from the files themselves: every string of every TOML file and of every front matter,
//! and the end of every Markdown text. A key that is added to a portal is attacked without a word here.

use super::corpus::{FIRST_MARK, links, marked, passages, shots};
use super::data::marks;
use esep::World;
use esep::finding::{Code, Finding, Place};
use esep::output::sink::NullSink;
use esep::read::{FILES, Files, Memory, Record};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A table and a key: `GrantDraft`, `title`.
pub type Key = (&'static str, &'static str);

/// A text of the portal and what is tried in its place.
#[derive(Debug, Clone)]
pub struct Target {
    /// Its file.
    pub file: String,
    /// Its key, where the reader knows it; none: a Markdown text.
    pub key: Option<Key>,
    /// The mark of its attacks.
    pub mark: u32,
    /// Where it stands in its file.
    span: Range<usize>,
    /// What is tried, as it is written in the file, the sound text at last.
    shots: Vec<String>,
    /// What is tried now.
    chosen: usize,
}

impl Target {
    /// Whether everything at once stands in its place.
    pub fn is_free(&self) -> bool {
        self.key.is_some() && self.chosen == 0
    }

    /// Whether anything stands in its place.
    pub fn is_attacked(&self) -> bool {
        self.chosen + 1 < self.shots.len()
    }
}

/// A portal under attack.
#[derive(Debug, Clone)]
pub struct Portal {
    sound: Memory,
    /// Sorted by file and place.
    pub targets: Vec<Target>,
}

/// The day on which portals are built.
pub fn world() -> World {
    World { today: jiff::civil::date(2026, 11, 20), base_url: None, strict: false, edition: None }
}

impl Portal {
    /// Finds every text of a sound portal.
    pub fn new(sound: &Memory) -> Self {
        let mut finder = Finder::default();
        for (path, bytes) in &sound.files {
            if let (true, Ok(text)) = (path.starts_with("content/"), std::str::from_utf8(bytes)) {
                finder.file(path, text);
            }
        }
        Self { sound: sound.clone(), targets: finder.targets }
    }

    /// The portal as files.
    pub fn files(&self) -> Memory {
        self.composed().0
    }

    /// Every text begins with this shot again.
    pub fn with_shot(mut self, shot: usize) -> Self {
        for target in &mut self.targets {
            target.chosen = if target.key.is_some() { shot } else { 0 };
        }
        self
    }

    /// Tries the next shot wherever an error is found, until there is none but those that are `tolerated`.
    pub fn settled(mut self, tolerated: &[Code]) -> Self {
        loop {
            let (files, places) = self.composed();
            let findings = esep::compile(&files, &world(), &NullSink).unwrap();
            let errors: Vec<&Finding> =
                findings.iter().filter(|it| it.is_error() && !tolerated.contains(&it.code)).collect();
            if errors.is_empty() {
                return self;
            }
            let refused: BTreeSet<usize> =
                errors.iter().flat_map(|error| self.meant(error, &places)).flat_map(|at| self.to_blame(at)).collect();
            assert!(!refused.is_empty(), "errors that no attack explains: {errors:#?}");
            for at in refused {
                self.targets[at].chosen += 1;
            }
        }
    }

    /// The texts that an error is about: those at its place, otherwise those that it quotes.
    fn meant(&self, error: &Finding, places: &[Range<usize>]) -> Vec<usize> {
        let there = error.place.as_ref().map(|place| self.at(place, places)).unwrap_or_default();
        if !there.is_empty() {
            return there;
        }
        let quoted: Vec<u32> = marks(&format!("{:?}", error.args)).collect();
        (0..self.targets.len()).filter(|at| quoted.contains(&self.targets[*at].mark)).collect()
    }

    /// The attack at a text; where that is sound already, what was attacked and is referred to by it.
    fn to_blame(&self, at: usize) -> Vec<usize> {
        let text = self.targets[at].shots.last();
        let is_named = |other: &usize| self.targets[*other].is_attacked() && self.targets[*other].shots.last() == text;
        if self.targets[at].is_attacked() { vec![at] } else { (0..self.targets.len()).filter(is_named).collect() }
    }

    /// The texts that stand at a place.
    fn at(&self, place: &Place, places: &[Range<usize>]) -> Vec<usize> {
        let (start, end) = (place.start as usize, place.end as usize);
        let is_there = |at: &usize| {
            let (target, range) = (&self.targets[*at], &places[*at]);
            *target.file == *place.file && range.start < end.max(start + 1) && start < range.end
        };
        (0..self.targets.len()).filter(is_there).collect()
    }

    /// The files, and where each target stands in its file.
    fn composed(&self) -> (Memory, Vec<Range<usize>>) {
        let mut files = self.sound.clone();
        let mut places = Vec::new();
        for targets in self.targets.chunk_by(|one, other| one.file == other.file) {
            let file = &targets[0].file;
            let sound = String::from_utf8(self.sound.files[file].clone()).unwrap();
            let (mut text, mut copied) = (String::new(), 0);
            for target in targets {
                text.push_str(&sound[copied..target.span.start]);
                let start = text.len();
                text.push_str(&target.shots[target.chosen]);
                places.push(start..text.len());
                copied = target.span.end;
            }
            text.push_str(&sound[copied..]);
            files = files.with(file, text);
        }
        (files, places)
    }
}

#[derive(Default)]
struct Finder {
    targets: Vec<Target>,
}

impl Finder {
    fn file(&mut self, path: &str, text: &str) {
        let from = self.targets.len();
        if path.ends_with(".toml") {
            self.toml(path, text, 0);
        } else if path.ends_with(".md") {
            if let Some((front, _)) = text.strip_prefix("+++\n").and_then(|rest| rest.split_once("\n+++")) {
                self.toml(path, front, "+++\n".len());
            }
            self.markdown(path, text.len());
        }
        self.targets[from..].sort_by_key(|target| target.span.start);
    }

    fn toml(&mut self, path: &str, text: &str, offset: usize) {
        let table = DeTable::parse(text).unwrap();
        self.table(path, table.get_ref(), record_of(path), offset);
    }

    fn table(&mut self, path: &str, table: &DeTable<'_>, record: Option<&'static Record>, offset: usize) {
        for (name, value) in table {
            let key = record.and_then(|record| record.keys.iter().find(|key| key.name == name.get_ref().as_ref()));
            let within = key.and_then(|key| (key.shape)().table());
            let named = record.zip(key).map(|(record, key)| (record.name, key.name));
            self.value(path, value, (named, within), offset);
        }
    }

    fn value(
        &mut self,
        path: &str,
        value: &Spanned<DeValue<'_>>,
        at: (Option<Key>, Option<&'static Record>),
        offset: usize,
    ) {
        match value.get_ref() {
            DeValue::String(text) => self.text(path, at.0, value.span(), (text, offset)),
            DeValue::Array(items) => items.iter().for_each(|item| self.value(path, item, at, offset)),
            DeValue::Table(table) if at.1.is_some() => self.table(path, table, at.1, offset),
            // A text in several languages.
            DeValue::Table(table) => table.iter().for_each(|(_, value)| self.value(path, value, at, offset)),
            _ => {}
        }
    }

    fn text(&mut self, path: &str, key: Option<Key>, span: Range<usize>, (text, offset): (&str, usize)) {
        let mark = self.next_mark();
        let written = |text: &str| toml_edit::Value::from(text).to_string();
        let mut shots: Vec<String> = shots(mark).iter().map(|shot| written(shot)).collect();
        shots.push(written(text));
        let span = span.start + offset..span.end + offset;
        let key = key.or(Some(("", "")));
        self.targets.push(Target { file: path.to_owned(), key, mark, span, shots, chosen: 0 });
    }

    fn markdown(&mut self, path: &str, end: usize) {
        // Every address on every page would be much of the same.
        let attacks = passages().chain(links().filter(|_| path.contains("/pages/")));
        for attack in attacks {
            let mark = self.next_mark();
            let passage = marked(&attack, mark);
            let shots = vec![format!("\n\n{passage}"), String::new()];
            self.targets.push(Target { file: path.to_owned(), key: None, mark, span: end..end, shots, chosen: 0 });
        }
    }

    fn next_mark(&self) -> u32 {
        FIRST_MARK + self.targets.len() as u32
    }
}

/// What the file at a path holds.
fn record_of(path: &str) -> Option<&'static Record> {
    let (parts, name): (Vec<&str>, _) = (path.split('/').collect(), path.rsplit('/').next()?);
    let is_it = |record: &&&'static Record| {
        let Some(pattern) = record.file else { return false };
        let ending = pattern.rsplit('/').next().unwrap_or_default();
        let folder = pattern.split('/').nth(1).unwrap_or_default();
        let is_there = parts.get(1) == Some(&folder);
        (ending == name && (is_there || folder == name)) || (is_there && ending.starts_with('<'))
    };
    FILES.iter().find(is_it).copied()
}

/// Keys that hold the name of something else or a word of a grammar, where nothing else is taken, and forms of the plural
/// that English does not have.
const NAMES: [&str; 19] = [
    "few",
    "many",
    "about",
    "activity",
    "change_from",
    "currency",
    "en",
    "former_slugs",
    "kk",
    "ky",
    "look",
    "organisation",
    "partners",
    "ru",
    "same_as",
    "themes",
    "works_with",
    "id",
    "email",
];

/// Every key that holds a text, by the records of the reader.
pub fn text_keys() -> BTreeSet<Key> {
    let records = esep::schema::records();
    let keys = records.iter().flat_map(|record| record.keys.iter().map(move |key| (record.name, key)));
    let texts = keys.filter(|(_, key)| is_text(&(key.shape)()) && !NAMES.contains(&key.name));
    texts.map(|(record, key)| (record, key.name)).collect()
}

fn is_text(shape: &esep::read::Shape) -> bool {
    use esep::read::Shape;
    match shape {
        Shape::Text | Shape::AsItStood | Shape::Words | Shape::Stated => true,
        Shape::List(of) => is_text(&of()),
        _ => false,
    }
}

/// The first shot of every text that stands there, by mark.
pub fn free_texts(portal: &Portal) -> BTreeMap<u32, String> {
    let texts = portal.targets.iter().filter(|target| target.is_free());
    texts.map(|target| (target.mark, shots(target.mark)[0].trim().to_owned())).collect()
}

/// The text of a portal's file, as printers of findings ask for it.
pub fn text_of(files: &Memory, path: &str) -> Option<String> {
    files.read(path).ok().and_then(|bytes| String::from_utf8(bytes).ok())
}
