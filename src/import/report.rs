//! An import in words: what changes, what is asked.

use super::asked::Asked;
use super::words::Words;
use super::{Change, Changes, FileChanges, Question, Source, State};
use crate::language::Lang;
use crate::read::Files;
use std::fmt::Write;

/// What an import found, to be told in one language.
#[derive(Debug, Clone, Copy)]
pub struct Report<'r> {
    /// The document.
    pub source: &'r Source,
    /// What becomes of the content.
    pub changes: &'r Changes,
    /// What is asked.
    pub questions: &'r [Question],
    /// The language.
    pub lang: Lang,
}

/// So many questions are shown on the screen; all of them are in the file.
const SHOWN: usize = 20;
/// So many values of a file are shown, the others are counted.
const VALUES: usize = 40;
/// A value on the screen has at most so many characters.
const LETTERS: usize = 80;

impl Report<'_> {
    /// What changes, file by file.
    pub fn changes(&self, dry_run: bool) -> String {
        let words = Words::of(self.lang);
        let mut out = String::new();
        for file in &self.changes.files {
            tell(file, words, &mut out);
        }
        let changed = self.changes.files.iter().filter(|file| file.text.is_some()).count();
        let key = match (changed, dry_run) {
            (0, _) => "done.nothing",
            (_, true) => "done.would",
            (_, false) => "done.written",
        };
        let kept: usize =
            self.changes.files.iter().map(|file| file.count(|state| matches!(state, State::Kept { .. }))).sum();
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{}", words.count(key, changed, &[]));
        if kept > 0 {
            let _ = writeln!(out, "{}", words.count("done.kept", kept, &[]));
        }
        out
    }

    /// The questions as the screen shows them: the first ones, and how many there are.
    pub fn asked(&self) -> String {
        let words = Words::of(self.lang);
        let mut out = String::new();
        let open = self.open();
        if open.is_empty() {
            return out;
        }
        let _ = writeln!(out, "\n{}", words.count("done.questions", open.len(), &[]));
        for question in open.iter().take(SHOWN) {
            let _ = writeln!(out, "  {}", line(question, words));
        }
        if let Some(more) = open.len().checked_sub(SHOWN).filter(|more| *more > 0) {
            let _ = writeln!(out, "  {}", words.count("done.more", more, &[]));
        }
        out
    }

    /// What is asked: without what an editor has answered in the content.
    fn open(&self) -> Vec<&Question> {
        self.questions.iter().filter(|question| !self.changes.answer(question)).collect()
    }

    /// The questions as a file beside the draft; `None`: nothing is asked, and nothing was. What stands in the file that
    /// is there, stays.
    pub fn questions_file(&self, files: &dyn Files) -> Option<(String, String)> {
        let (answered, open): (Vec<&Question>, Vec<&Question>) =
            self.questions.iter().partition(|question| self.changes.answer(question));
        let path = format!("{}questions.md", self.folder());
        let there = files.read(&format!("content/{path}")).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        let there = there.unwrap_or_default();
        let text = Asked { source: self.source, open, answered, lang: self.lang }.text(&there);
        (!text.is_empty() && (text != there || !self.questions.is_empty())).then_some((path, text))
    }

    /// The folder of the only grant or lot that the draft is about; `content/` itself where there are several.
    fn folder(&self) -> String {
        let folder = |file: &FileChanges| {
            let path = file.path.split("/stories/").next()?;
            let is_owner = path.starts_with("grants/") || path.starts_with("lots/");
            let folder = if path == file.path { path.rsplit_once('/')?.0 } else { path };
            is_owner.then(|| folder.to_owned())
        };
        let mut folders: Vec<String> = self.changes.files.iter().filter_map(folder).collect();
        folders.sort();
        folders.dedup();
        match folders.as_slice() {
            [folder] => format!("{folder}/"),
            _ => String::new(),
        }
    }
}

/// A question on one line, with its place.
pub(super) fn line(question: &Question, words: &Words) -> String {
    let key = question.key.as_ref().map(|key| format!(" ({key})")).unwrap_or_default();
    format!("{}: {}{key}", words.spot(&question.origin), words.question(question))
}

fn tell(file: &FileChanges, words: &Words, out: &mut String) {
    let path = format!("content/{}", file.path);
    let new = file.count(|state| *state == State::New);
    let same = file.count(|state| matches!(state, State::Same | State::Answered));
    if file.is_new {
        let _ = writeln!(out, "{}", words.count("file.new", new, &[("path", &path)]));
        return;
    }
    if same == file.values.len() {
        let _ = writeln!(out, "{}", words.count("file.same", same, &[("path", &path)]));
        return;
    }
    let _ = writeln!(out, "{path}");
    let told: Vec<&Change> =
        file.values.iter().filter(|change| !matches!(change.state, State::Same | State::Answered)).collect();
    for change in told.iter().take(VALUES) {
        let _ = writeln!(out, "  {}", value(change, words));
    }
    if let Some(more) = told.len().checked_sub(VALUES).filter(|more| *more > 0) {
        let _ = writeln!(out, "  {}", words.count("value.more", more, &[]));
    }
    if same > 0 {
        let _ = writeln!(out, "  {}", words.count("value.same", same, &[]));
    }
}

fn value(change: &Change, words: &Words) -> String {
    let (spot, new) = (words.spot(&change.origin), short(&change.new));
    let (key, old) = match &change.state {
        State::New | State::Same | State::Answered => ("value.new", String::new()),
        State::Changed { old } => ("value.changed", short(old)),
        State::Kept { old } => ("value.kept", short(old)),
    };
    let of = if change.key.is_empty() { words.say("value.text", &[]) } else { change.key.clone() };
    words.say(key, &[("key", &of), ("old", &old), ("new", &new), ("spot", &spot)])
}

fn short(value: &str) -> String {
    let line = value.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LETTERS { line } else { line.chars().take(LETTERS).chain(['…']).collect() }
}
