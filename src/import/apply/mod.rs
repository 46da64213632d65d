//! A draft held against the portal: what is new, what differs, what is the same, and the files as they would be.
//!
//! Files that are there are changed value by value: every byte that is not touched stays, comments, order and line ends
//! with it (which is why the text is edited at the places that the reader of TOML tells, and not printed anew from a
//! tree). A value that differs is kept, because an editor may have put it there, unless it is to be overwritten. Nothing
//! is ever removed.

mod edits;
pub(crate) mod node;
mod same;
pub(crate) mod schema;
#[cfg(test)]
mod tests;
mod toml;
mod written;

pub(super) use same::stated_quantity;
pub(crate) use written::value as shown;

use super::{Draft, Entry, Fault, File, Origin, Question, What};
use crate::read::Files;
use schema::Holds;
use std::io::ErrorKind;

/// What a draft would do to the portal.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changes {
    /// File by file, in the order of the draft.
    pub files: Vec<FileChanges>,
}

/// What a draft would do to one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileChanges {
    /// The path relative to `content/`.
    pub path: String,
    /// Whether there is no such file yet.
    pub is_new: bool,
    /// Value by value.
    pub values: Vec<Change>,
    /// The file as it would be; `None`: as it is.
    pub text: Option<String>,
}

/// One value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its key with the record that it is in: `indicator.people.planned`.
    pub key: String,
    /// What becomes of it.
    pub state: State,
    /// The value of the document, as TOML on one line.
    pub new: String,
    /// Where it comes from.
    pub origin: Origin,
}

/// What becomes of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// There was none; it is added.
    New,
    /// It stands there already.
    Same,
    /// It is a guess, or stands for what the document does not say, and an editor has written another one.
    Answered,
    /// Another one stands there and is overwritten.
    Changed {
        /// What stands there, as it is written.
        old: String,
    },
    /// Another one stands there and is kept.
    Kept {
        /// What stands there, as it is written.
        old: String,
    },
}

impl FileChanges {
    /// How many values come to this.
    pub fn count(&self, which: impl Fn(&State) -> bool) -> usize {
        self.values.iter().filter(|change| which(&change.state)).count()
    }
}

impl Changes {
    /// Whether an editor has answered this question: another value stands where a guess or a placeholder would.
    pub fn answer(&self, question: &Question) -> bool {
        let (Some(path), Some(key)) = (&question.file, &question.key) else { return false };
        let values = self.files.iter().filter(|file| file.path == *path).flat_map(|file| &file.values);
        let mut own = values.filter(|change| is_below(&change.key, key)).peekable();
        guesses(question) && own.peek().is_some() && own.all(|change| change.state == State::Answered)
    }

    /// The files that are to be written: path relative to `content/`, and text.
    pub fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().filter_map(|file| Some((file.path.as_str(), file.text.as_deref()?)))
    }
}

/// Holds a draft against the portal folder. With `overwrite`, values that differ are overwritten.
///
/// # Errors
/// A file of the draft is none of a portal's, or the file that is there cannot be read.
pub fn apply(draft: &Draft, files: &dyn Files, overwrite: bool) -> Result<Changes, Fault> {
    let hold = |file: &File| {
        let guesses = draft.questions.iter().filter(|question| question.file.as_ref() == Some(&file.path));
        let guesses = guesses.filter(|question| self::guesses(question)).filter_map(|question| question.key.as_deref());
        hold(file, read(file, files)?, How { overwrite, guesses: &guesses.collect::<Vec<_>>() })
    };
    let files = draft.files.iter().filter(|file| !file.entries.is_empty()).map(hold).collect::<Result<_, _>>()?;
    Ok(Changes { files })
}

/// What becomes of values that differ.
#[derive(Debug, Clone, Copy)]
struct How<'h> {
    /// They are overwritten.
    overwrite: bool,
    /// Keys whose values the document does not say; those are never overwritten.
    guesses: &'h [&'h str],
}

/// Whether the value that a question is about was not in the document.
fn guesses(question: &Question) -> bool {
    matches!(question.what, What::Missing | What::Guessed)
}

/// Whether a key is this one, or one of its texts or of the keys in its table.
fn is_below(key: &str, above: &str) -> bool {
    key.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// The text that is there; `None`: there is no such file yet.
fn read(file: &File, files: &dyn Files) -> Result<Option<String>, Fault> {
    match files.read(&format!("content/{}", file.path)) {
        Ok(bytes) => String::from_utf8(bytes).map(Some).map_err(|_| Fault::BrokenContent(file.path.clone())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(_) => Err(Fault::BrokenContent(file.path.clone())),
    }
}

fn hold(file: &File, there: Option<String>, how: How<'_>) -> Result<FileChanges, Fault> {
    let is_new = there.is_none();
    let there = there.unwrap_or_default();
    // A byte order mark is no part of the text, and stays where it is.
    let (mark, text) = there.strip_prefix('\u{feff}').map_or(("", there.as_str()), |text| ("\u{feff}", text));
    let held = match schema::of(&file.path) {
        Some(Holds::Keys(record)) => toml::hold(text, record, &file.entries, how),
        Some(Holds::Markdown) => Some(hold_passages(text, &file.entries, how.overwrite)),
        None => return Err(Fault::OutsideContent(file.path.clone())),
    };
    let (values, text) = held.ok_or_else(|| Fault::BrokenContent(file.path.clone()))?;
    let text = format!("{mark}{text}");
    Ok(FileChanges { path: file.path.clone(), is_new, values, text: (is_new || text != there).then_some(text) })
}

/// A text is one value.
fn hold_passages(there: &str, entries: &[Entry], overwrite: bool) -> (Vec<Change>, String) {
    let passages = entries.iter().filter_map(|entry| match entry {
        Entry::Passage { text, origin } => Some((text.trim(), origin)),
        _ => None,
    });
    let (texts, origins): (Vec<&str>, Vec<&Origin>) = passages.filter(|(text, _)| !text.is_empty()).unzip();
    let Some(origin) = origins.first() else { return (Vec::new(), there.to_owned()) };
    let text = format!("{}\n", texts.join("\n\n"));
    let old = || Origin::new(origin.spot.clone(), there).text;
    let state = match there.trim() {
        "" => State::New,
        old if old == text.trim() => State::Same,
        _ if overwrite => State::Changed { old: old() },
        _ => State::Kept { old: old() },
    };
    let written = if matches!(state, State::New | State::Changed { .. }) { text.clone() } else { there.to_owned() };
    let change = Change {
        key: String::new(),
        state,
        new: Origin::new(origin.spot.clone(), &text).text,
        origin: (*origin).clone(),
    };
    (vec![change], written)
}
