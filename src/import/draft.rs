//! What was found in a document, as content: files, their keys and records, and where each value stands in the document.

use super::question::Question;
use crate::language::Lang;
use crate::value::{AgeRange, PartialDate, Quantity, Stated};

/// Content that a document gives, and what is to be asked about it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Draft {
    /// Files, in the order in which they are shown and written.
    pub files: Vec<File>,
    /// What was not understood, left out, or has to be confirmed; in the order of the document.
    pub questions: Vec<Question>,
}

impl Draft {
    /// The file at this path; made, at the end, where there is none yet.
    pub fn file(&mut self, path: &str) -> &mut File {
        let at = self.files.iter().position(|file| file.path == path).unwrap_or(self.files.len());
        if at == self.files.len() {
            self.files.push(File { path: path.to_owned(), entries: Vec::new() });
        }
        &mut self.files[at]
    }

    /// Adds a question.
    pub fn ask(&mut self, question: Question) {
        self.questions.push(question);
    }
}

/// What a document says about one file of content.
#[derive(Debug, Clone, PartialEq)]
pub struct File {
    /// The path relative to `content/`, with `/`: `grants/2024/ai-komek/grant.toml`, `grants/2024/ai-komek/kk.md`.
    pub path: String,
    /// What stands in it, in the order of the document.
    pub entries: Vec<Entry>,
}

impl File {
    /// Adds a key of the file's own table.
    pub fn put(&mut self, key: &str, value: Value, origin: Origin) {
        self.entries.push(Entry::Field(Field::new(key, value, origin)));
    }

    /// Adds a record of an array of tables.
    pub fn add(&mut self, record: Record) {
        self.entries.push(Entry::Record(record));
    }

    /// Adds a passage of Markdown.
    pub fn write(&mut self, text: impl Into<String>, origin: Origin) {
        self.entries.push(Entry::Passage { text: text.into(), origin });
    }
}

/// One thing that stands in a file.
#[derive(Debug, Clone, PartialEq)]
pub enum Entry {
    /// A key of the file, or of a table in it.
    Field(Field),
    /// A record of an array of tables: an indicator, a task.
    Record(Record),
    /// A passage of Markdown; passages of a file follow each other with an empty line between.
    Passage {
        /// The text.
        text: String,
        /// Where it comes from.
        origin: Origin,
    },
}

/// A key and its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// The key, dotted as in the file: `status`, `title.kk`, `period.start`, `source.title.ru`.
    pub key: String,
    /// The value.
    pub value: Value,
    /// Where it comes from.
    pub origin: Origin,
}

impl Field {
    /// A key with a value.
    pub fn new(key: impl Into<String>, value: Value, origin: Origin) -> Self {
        Self { key: key.into(), value, origin }
    }
}

/// A record of an array of tables.
///
/// Which record of a file it is, follows from the keys by which records of its array are told apart (`id` of an
/// indicator, `indicator` of a result, `of` and `by` of a breakdown); where it has none of them, from
/// [`place`](Self::place), and then from what it says.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// The name of the array: `indicator`, `task`, `result`; in a record: `target`, `part`, `from`.
    pub array: String,
    /// Its place in the array, from 0, where the document tells it; only looked at where no key tells records apart.
    pub place: Option<usize>,
    /// Its keys, in the order of the document.
    pub fields: Vec<Field>,
    /// Records in it: targets by year, parts of a breakdown. Given: they are all that there are.
    pub records: Vec<Record>,
    /// Where it comes from as a whole.
    pub origin: Origin,
}

impl Record {
    /// A record without keys yet.
    pub fn new(array: impl Into<String>, origin: Origin) -> Self {
        Self { array: array.into(), place: None, fields: Vec::new(), records: Vec::new(), origin }
    }

    /// Adds a key that stands where the record as a whole does.
    pub fn with(mut self, key: &str, value: Value) -> Self {
        let origin = self.origin.clone();
        self.put(key, value, origin);
        self
    }

    /// Adds a key.
    pub fn put(&mut self, key: &str, value: Value, origin: Origin) {
        self.fields.push(Field::new(key, value, origin));
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.fields.iter().find(|field| field.key == key).map(|field| &field.value)
    }
}

/// A value of content. Two values are the same where they mean the same: `12.50` and `12.5`, `>= 50` and `≥50`.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A text: words of one language, an id, a code, a link.
    Text(String),
    /// A quantity, or the mark for a missing one. What was not understood belongs into a text key and a question.
    Quantity(Stated<Quantity>),
    /// A date, or the mark for a missing one.
    Date(Stated<PartialDate>),
    /// A range of ages.
    Age(AgeRange),
    /// A whole number: a year, the top of a risk scale.
    Whole(i64),
    /// `true` or `false`.
    Flag(bool),
    /// A text per language where the file wants it as one value: a topic in a list.
    Words(Vec<(Lang, String)>),
    /// Several values.
    List(Vec<Value>),
}

impl Value {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// Several texts: themes, regions.
    pub fn texts(texts: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self::List(texts.into_iter().map(Self::text).collect())
    }
}

/// Where something stands in the document, and what stands there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    /// The place.
    pub spot: Spot,
    /// What stands there, word for word, on one line; shortened where it is long. Never personal data.
    pub text: String,
}

impl Origin {
    /// This text at this place.
    pub fn new(spot: Spot, text: impl AsRef<str>) -> Self {
        Self { spot, text: quoted(text.as_ref()) }
    }
}

/// At most so many characters of a cell are quoted.
const QUOTED: usize = 200;

fn quoted(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= QUOTED {
        return line;
    }
    line.chars().take(QUOTED).chain(['…']).collect()
}

/// A place in a document, counted as officers count: from 1.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Spot {
    /// The document as a whole.
    Document,
    /// A sheet of a spreadsheet as a whole.
    Sheet(String),
    /// A cell of a spreadsheet.
    Cell {
        /// The name of the sheet.
        sheet: String,
        /// The row, from 1.
        row: u32,
        /// The column, from 1: 3 is shown as `C`.
        column: u32,
    },
    /// A field of a line of CSV.
    Line {
        /// The line of the file, from 1.
        line: u32,
        /// The field, from 1.
        column: u32,
    },
    /// A cell of a table of a text document.
    Table {
        /// The table, from 1.
        table: u32,
        /// The row, from 1.
        row: u32,
        /// The column, from 1, as seen: a merged cell counts as many as it covers.
        column: u32,
    },
    /// A paragraph of a text document, from 1, tables not counted.
    Paragraph(u32),
}
