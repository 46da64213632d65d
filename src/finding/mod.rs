//! What editors are told: a code, a place, the words to fill in, and whom it concerns.
//!
//! A finding is a value. Stages collect findings and go on; [`print()`] turns them into text for a
//! person, a terminal, a code host or a program, in any language of the interface.

mod code;
mod explain;
mod fold;
mod outcome;
mod place;
mod print;
mod reason;
mod source;
mod visible;
mod wording;

pub use code::Code;
pub use explain::{explain, list_codes};
pub use outcome::{Findings, Outcome, settle, strict};
pub use place::{FileName, Place};
pub use print::{Format, overlay, print, print_markdown, summary};
pub(crate) use visible::on_one_line;
pub use wording::{did_you_mean, hint, message, nothing_published, reader_message, unknown_code};

use crate::language::Lang;
use crate::read::Record;
use crate::value::{Decimal, PartialDate, Quantity};
use serde::{Serialize, Serializer};
use std::ops::{Deref, DerefMut};
use std::sync::Arc;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Nothing is published.
    Error,
    /// Published; with `--strict` it counts as an error.
    Warning,
    /// A warning that a `[[note]]` explains to the readers.
    Note,
}

/// A word that fills a gap in a message.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(untagged)]
pub enum Arg {
    /// Text to be shown as it stands: a key, an id, a quotation.
    Text(String),
    /// A count, which also chooses the plural form.
    Count(u64),
    /// A date, written as the language writes dates.
    Date(PartialDate),
    /// A figure, written as the language writes numbers and bounds; perhaps for each of so many.
    #[serde(serialize_with = "figure")]
    Figure(Quantity, Option<Decimal>),
    /// A line that may be written: the name of a record and one of its keys, shown with an example.
    #[serde(serialize_with = "line")]
    Line(&'static str, String),
    /// The words that may stand under a key, by the name of its record: each with what it means.
    #[serde(serialize_with = "choices")]
    Choices(&'static str, String),
    /// Words of which one can be written.
    #[serde(serialize_with = "list")]
    List(Vec<String>),
    /// A key of the section `term` of the finding words: "a whole number", "a date".
    Term(&'static str),
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<usize> for Arg {
    fn from(count: usize) -> Self {
        Self::Count(count as u64)
    }
}

impl From<Quantity> for Arg {
    fn from(quantity: Quantity) -> Self {
        Self::Figure(quantity, None)
    }
}

impl From<Decimal> for Arg {
    fn from(number: Decimal) -> Self {
        Quantity::exactly(number).into()
    }
}

/// A figure for programs: `>= 25`, `>= 25 × 2`.
fn figure<S: Serializer>(quantity: &Quantity, times: &Option<Decimal>, serializer: S) -> Result<S::Ok, S::Error> {
    match times {
        Some(times) => serializer.collect_str(&format_args!("{quantity} × {times}")),
        None => serializer.collect_str(quantity),
    }
}

/// The words that may stand there, for programs: each with what it means.
fn choices<S: Serializer>(record: &str, key: &str, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&crate::schema::choices(record, key, Lang::En).join(", "))
}

/// The line for programs.
fn line<S: Serializer>(record: &str, key: &str, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&crate::schema::line(record, key, Lang::En).unwrap_or_default())
}

/// The words for programs: `kk, ru`.
fn list<S: Serializer>(words: &[String], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&words.join(", "))
}

impl From<PartialDate> for Arg {
    fn from(date: PartialDate) -> Self {
        Self::Date(date)
    }
}

/// The published thing that a finding concerns, so that its page can show the finding as a note.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct About {
    /// `grants/<slug>` or `lots/<slug>`.
    pub subject: String,
    /// The id of the figure, activity or risk; absent: the whole.
    pub id: Option<String>,
    /// The languages of the content, in which a note about it is wanted.
    #[serde(skip)]
    pub languages: Vec<Lang>,
}

/// One thing that an editor should know.
///
/// Copies share what they tell: stages keep their findings for the next time and hand them on, tens of thousands of them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding(Arc<Details>);

/// What a finding tells.
///
/// The order of the fields is the order in which findings are sorted: by place, then by code.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Details {
    /// Where it was written; absent where no file is to blame.
    pub place: Option<Place>,
    /// What kind of finding it is.
    pub code: Code,
    /// How much it weighs.
    pub severity: Severity,
    /// Words that fill the gaps of the message, by name.
    pub args: Vec<(&'static str, Arg)>,
    /// A word of the content that is close to the one that was written.
    pub did_you_mean: Option<String>,
    /// Other places that belong to it, such as the first of two equal slugs.
    pub also: Vec<Place>,
    /// What it concerns, where that is on a page.
    pub about: Option<About>,
}

impl Deref for Finding {
    type Target = Details;

    fn deref(&self) -> &Details {
        &self.0
    }
}

impl DerefMut for Finding {
    fn deref_mut(&mut self) -> &mut Details {
        Arc::make_mut(&mut self.0)
    }
}

impl Finding {
    /// A finding of this kind, with the weight that its kind has, at no place yet.
    pub fn new(code: Code) -> Self {
        Self(Arc::new(Details {
            place: None,
            code,
            severity: code.severity(),
            args: Vec::new(),
            did_you_mean: None,
            also: Vec::new(),
            about: None,
        }))
    }

    /// Gives it another weight than its kind has.
    pub fn weighing(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// Offers this word instead of what was written.
    pub fn meaning(mut self, word: impl Into<String>) -> Self {
        self.did_you_mean = Some(word.into());
        self
    }

    /// A key of a table that has to be there, such as `organisation` of `party`.
    pub fn missing(record: &Record, table: &str, key: &str) -> Self {
        let line = Arg::Line(record.name, key.to_owned());
        Self::new(Code::MissingKey).with("key", format!("{table}.{key}")).with("line", line)
    }

    /// Says where it was written.
    pub fn at(mut self, place: &Place) -> Self {
        self.place = Some(place.clone());
        self
    }

    /// Fills the gap `{name}` of its message.
    pub fn with(mut self, name: &'static str, word: impl Into<Arg>) -> Self {
        self.args.push((name, word.into()));
        self
    }

    /// Offers the candidate that is nearest to what was written, if one is near enough.
    pub fn near<'a>(mut self, written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Self {
        self.did_you_mean = nearest(written, candidates);
        self
    }

    /// Adds another place that belongs to it.
    pub fn also(mut self, place: &Place) -> Self {
        self.also.push(place.clone());
        self
    }

    /// Says what it concerns.
    pub fn about(mut self, about: impl Into<Option<About>>) -> Self {
        self.about = about.into();
        self
    }

    /// Says what could be written, where that is little enough to be read.
    pub fn listed<'a>(self, choices: impl IntoIterator<Item = &'a str>) -> Self {
        const MOST: usize = 48;
        let choices: Vec<String> = choices.into_iter().map(str::to_owned).collect();
        if choices.is_empty() || choices.len() > MOST {
            return self;
        }
        let mut listed = if self.slip().is_some() { self } else { self.with("slip", "listed") };
        listed.args.push(("choices", Arg::List(choices)));
        listed
    }

    /// Which of the mistakes with words of their own it is: `hint-quotes` belongs to `quotes`.
    fn slip(&self) -> Option<&str> {
        self.args.iter().find_map(|(name, arg)| match arg {
            Arg::Text(slip) if *name == "slip" => Some(slip.as_str()),
            _ => None,
        })
    }

    /// Whether a `[[note]]` can answer it: what is written in a wrong form has to be written anew.
    pub fn can_be_answered(&self) -> bool {
        self.code.can_be_answered() && self.slip() != Some("form")
    }

    /// Whether publication has to stop.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// The candidate nearest to `written`, at most a third of its letters and one more away.
///
/// Of equally near candidates the first in order of the alphabet wins.
pub fn nearest<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let letters = written.chars().count();
    let limit = 1 + letters / 3;
    candidates
        .into_iter()
        .filter(|candidate| candidate.chars().count().abs_diff(letters) <= limit)
        .map(|candidate| (strsim::damerau_levenshtein(written, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= limit && *candidate != written)
        .min()
        .map(|(_, candidate)| candidate.to_owned())
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_of_the_finger_is_understood() {
        assert_eq!(nearest("titel", ["title", "theme"]).as_deref(), Some("title"));
        assert_eq!(nearest("colour", ["title", "theme"]), None);
        assert_eq!(nearest("b", ["c", "a"]).as_deref(), Some("a"));
    }
}
