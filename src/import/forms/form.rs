//! A form in the making: what was found so far, as parts of content files.

use super::ids::Ids;
use super::lines::Line;
use super::words::{find, words};
use crate::import::word::{Cell, Paragraph, Table};
use crate::import::{Field, File, Origin, Question, Record, Request, Spot, Value, What};
use crate::language::Lang;
use crate::value::{Decimal, PartialDate, Quantity, Stated};

/// The file of content that something belongs to, in the folder of the grant.
pub(super) const GRANT: &str = "grant.toml";
pub(super) const REPORT: &str = "report.toml";
pub(super) const MEDIA: &str = "media.toml";

/// Keys and records of one file.
#[derive(Debug, Default)]
pub(super) struct Part {
    pub fields: Vec<Field>,
    pub records: Vec<Record>,
}

/// A success story.
#[derive(Debug)]
pub(super) struct Story {
    pub title: String,
    pub paragraphs: Vec<String>,
    pub origin: Origin,
}

/// What was found in a document.
pub(super) struct Form<'r> {
    pub request: &'r Request<'r>,
    /// The language of the document.
    pub lang: Lang,
    pub ids: Ids,
    pub grant: Part,
    pub report: Part,
    pub media: Part,
    pub stories: Vec<Story>,
    /// Passages of the text beside the grant.
    pub passages: Vec<(String, Origin)>,
    /// Organisations, outlets and lots, each a file of its own.
    pub beside: Vec<File>,
    /// How many took part in all, where a line of its own says so.
    pub total: Option<(Stated<Quantity>, Origin)>,
    pub questions: Vec<Question>,
}

impl Part {
    /// Adds a key, unless the document has said it before: what stands first counts.
    pub fn put(&mut self, key: &str, value: Value, origin: Origin) -> bool {
        let new = !self.has(key);
        if new {
            self.fields.push(Field::new(key, value, origin));
        }
        new
    }

    /// Whether there is such a key.
    pub fn has(&self, key: &str) -> bool {
        self.fields.iter().any(|field| field.key == key)
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.key == key)
    }

    /// The record with this id.
    pub fn record(&mut self, array: &str, id: &str) -> Option<&mut Record> {
        self.records.iter_mut().find(|it| it.array == array && it.get("id") == Some(&Value::text(id)))
    }
}

impl<'r> Form<'r> {
    pub fn new(request: &'r Request<'r>, lang: Lang) -> Self {
        let (grant, report, media) = <(Part, Part, Part)>::default();
        let (stories, passages, beside, questions) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self {
            request,
            lang,
            ids: Ids::default(),
            grant,
            report,
            media,
            stories,
            passages,
            beside,
            total: None,
            questions,
        }
    }

    /// A key in the language of the document: `title.kk`.
    pub fn in_lang(&self, key: &str) -> String {
        format!("{key}.{}", self.lang.code())
    }

    /// Asks about this place.
    pub fn ask(&mut self, what: What, origin: &Origin, file: &str, key: &str) {
        self.questions.push(Question::new(what, origin.clone()).about(file, key));
    }

    /// Says what was guessed.
    pub fn guessed(&mut self, value: &str, origin: &Origin, file: &str, key: &str) {
        let question = Question::new(What::Guessed, origin.clone()).with("value", value);
        self.questions.push(question.about(file, key));
    }

    /// Keeps a paragraph that no key has a place for.
    pub fn keep(&mut self, text: &str, origin: Origin) {
        let file = format!("{}.md", self.lang.code());
        self.questions.push(Question { file: Some(file), ..Question::new(What::KeptAsText, origin.clone()) });
        self.passages.push((markdown(text), origin));
    }

    /// Asks about every cell of a row that says something.
    pub fn row_not_taken_over(&mut self, table: &Table, row: usize) {
        for cell in table.row(row).filter(|cell| cell.row == row) {
            let text = cell.text();
            if !text.is_empty() && text.parse::<u32>().is_err() {
                self.not_taken_over(table, cell);
            }
        }
    }

    /// Asks about a cell from which nothing was taken.
    pub fn not_taken_over(&mut self, table: &Table, cell: &Cell) {
        self.questions.push(Question::new(What::NotTakenOver, at(table, cell)));
    }

    /// Says that the contacts at this place were left out, unless it was said.
    pub fn contacts_left_out(&mut self, origin: &Origin) {
        if !self.questions.iter().any(|question| question.origin.spot == origin.spot) {
            // Contacts name persons: they are not quoted.
            self.questions.push(Question::new(What::PersonalDataLeftOut, Origin::new(origin.spot.clone(), "")));
        }
    }

    /// The slug of the organisation of this name: one that the portal has, or that becomes a file of the draft.
    pub fn organisation(&mut self, name: &str, origin: &Origin) -> String {
        let known = self.request.portal.organisations.iter().find(|it| {
            let draft = it.draft.iter();
            let names = draft.flat_map(|draft| std::iter::once(&draft.name).chain(&draft.short_name));
            names.flat_map(|words| words.texts()).any(|(_, text, _)| same_name(text, name))
        });
        if let Some(known) = known {
            return known.slug.clone();
        }
        let kind = find(&words().organisation, name);
        self.file_beside("organisations", name, kind, origin)
    }

    /// The slug of the outlet of this name: one that the portal has, or that becomes a file of the draft.
    pub fn outlet(&mut self, name: &str, origin: &Origin) -> String {
        let known = self.request.portal.outlets.iter().find(|it| {
            let names = it.draft.iter().flat_map(|draft| draft.name.texts());
            names.into_iter().any(|(_, text, _)| same_name(text, name))
        });
        let kind = find(&words().outlet, name);
        known.map(|known| known.slug.clone()).unwrap_or_else(|| self.file_beside("outlets", name, kind, origin))
    }

    fn file_beside(&mut self, folder: &str, name: &str, kind: Option<&str>, origin: &Origin) -> String {
        let key = self.in_lang("name");
        let slug = super::ids::slug(name, folder.trim_end_matches('s'));
        let mut path = format!("{folder}/{slug}.toml");
        let mut number = 1;
        // Two names may begin alike.
        while let Some(file) = self.beside.iter().find(|file| file.path == path) {
            if file
                .entries
                .iter()
                .any(|entry| matches!(entry, crate::import::Entry::Field(field) if field.value == Value::text(name)))
            {
                return slug_of(&path);
            }
            number += 1;
            path = format!("{folder}/{slug}-{number}.toml");
        }
        let mut file = File { path: path.clone(), entries: Vec::new() };
        file.put(&key, Value::text(name), origin.clone());
        file.put("kind", Value::text(kind.unwrap_or("other")), origin.clone());
        self.beside.push(file);
        self.guessed(kind.unwrap_or("other"), origin, &path, "kind");
        slug_of(&path)
    }

    /// The part of a file.
    pub fn part(&mut self, file: &str) -> &mut Part {
        match file {
            REPORT => &mut self.report,
            MEDIA => &mut self.media,
            _ => &mut self.grant,
        }
    }
}

fn slug_of(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.trim_end_matches(".toml").to_owned()
}

fn same_name(one: &str, other: &str) -> bool {
    let bare = |text: &str| super::words::plain(text).replace(['«', '»', '"', '“', '”'], "");
    bare(one) == bare(other)
}

/// The place of a cell, with what stands in it.
pub(super) fn at(table: &Table, cell: &Cell) -> Origin {
    at_text(table, cell, &cell.text())
}

/// The place of a cell, with one of its lines.
pub(super) fn at_text(table: &Table, cell: &Cell, text: &str) -> Origin {
    let count = |index: usize| u32::try_from(index).unwrap_or(u32::MAX);
    let spot = Spot::Table { table: count(table.number), row: count(cell.row + 1), column: count(cell.column + 1) };
    Origin::new(spot, text)
}

/// The place of a paragraph.
pub(super) fn at_paragraph(paragraph: &Paragraph) -> Origin {
    Origin::new(Spot::Paragraph(u32::try_from(paragraph.number).unwrap_or(u32::MAX)), &paragraph.text)
}

/// A quantity, exactly so many.
pub(super) fn number(number: impl Into<Decimal>) -> Value {
    Value::Quantity(Stated::Known(Quantity::exactly(number)))
}

/// A date.
pub(super) fn date(date: PartialDate) -> Value {
    Value::Date(Stated::Known(date))
}

/// The footnotes of these lines as one text.
pub(super) fn notes(lines: &[Line]) -> Option<String> {
    let notes: Vec<&str> = lines.iter().flat_map(|line| &line.notes).map(String::as_str).collect();
    (!notes.is_empty()).then(|| notes.join(" "))
}

/// Text as Markdown that says just this.
pub(super) fn markdown(text: &str) -> String {
    let mut written = String::new();
    for (at, line) in text.lines().enumerate() {
        if at > 0 {
            written.push_str("  \n");
        }
        let line = line.trim();
        let counts =
            line.split_once(['.', ')']).is_some_and(|(before, _)| before.len() < 10 && before.parse::<u32>().is_ok());
        for (place, char) in line.char_indices() {
            let mark = r"\`*_[]<>|~".contains(char);
            let first = place == 0 && "#+-=".contains(char);
            let list =
                counts && ".)".contains(char) && line.get(..place).is_some_and(|before| before.parse::<u32>().is_ok());
            if mark || first || list {
                written.push('\\');
            }
            written.push(char);
        }
    }
    written
}
