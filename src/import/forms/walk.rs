//! Through a document from its beginning to its end: which section, which table, which line.

use super::finish;
use super::form::{Form, Story, at_paragraph};
use super::header::Columns;
use super::lines;
use super::plan::{self, Kind};
use super::words::{find, plain, words};
use super::{activities, facts, lots, others, people, says_something};
use crate::import::word::{Block, Document, Paragraph, Table};
use crate::import::{Origin, Question, Record, Spot, Value, What};

/// A heading without a style of headings is not longer than this.
const LONGEST_HEADING: usize = 120;

/// Where in the document the reader is.
#[derive(Default)]
struct Walk {
    /// The title of the document, once it has been read.
    title: Option<(String, Origin)>,
    kind: Option<&'static str>,
    annex: Option<String>,
    /// Lines above the title of which nothing is known yet.
    preamble: Vec<(String, Origin)>,
    section: Option<&'static str>,
    /// The level of the heading of the section.
    level: u8,
    /// The heading of the section, until a passage has been written under it.
    heading: Option<String>,
    /// The line above a table.
    caption: Option<String>,
}

/// The title of the grant, as the particulars have it.
pub(super) fn title(document: &Document) -> Option<String> {
    let is_title = |text: &str| facts::label(text) == Some("title");
    let in_tables =
        document.blocks.iter().filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None });
    let mut rows = in_tables.flat_map(|table| (0..table.rows()).map(move |row| table.row(row).collect::<Vec<_>>()));
    let cell = rows.find_map(|cells| {
        let at = cells.iter().position(|cell| is_title(&cell.text()))?;
        cells.get(at + 1).map(|cell| cell.text())
    });
    let mut lines = document.blocks.iter().filter_map(|block| match block {
        Block::Paragraph(paragraph) => facts::in_line(&paragraph.text),
        Block::Table(_) => None,
    });
    let line = || lines.find(|(means, _)| *means == "title").map(|(_, text)| text.to_owned());
    cell.or_else(line).map(|text| lines::unquoted(&text).to_owned()).filter(|text| !text.is_empty())
}

/// Reads a document into the form and says what document it is.
pub(super) fn walk(form: &mut Form<'_>, document: &Document, slug: String) -> finish::Document {
    let mut walk = Walk::default();
    for block in document.blocks.iter().filter(|block| says_something(block)) {
        match block {
            Block::Paragraph(paragraph) => walk.paragraph(form, paragraph),
            Block::Table(table) => walk.table(form, table),
        }
    }
    finish::Document { kind: walk.kind, title: walk.title, annex: walk.annex, slug }
}

impl Walk {
    fn paragraph(&mut self, form: &mut Form<'_>, paragraph: &Paragraph) {
        let text = paragraph.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let origin = at_paragraph(paragraph);
        if is_heading(paragraph, &text) {
            self.heading(form, paragraph, text, origin);
        } else if self.title.is_none() {
            self.above_title(form, &text, origin);
        } else if let Some((means, said)) = facts::in_line(&text) {
            if said.is_empty() {
                self.caption = Some(text);
            } else {
                facts::fact(form, means, said, origin, self.section == Some("follow-up"));
            }
        } else if is_signature(&text) {
            // A line for signatures says nothing of the grant, and names persons.
        } else if text.ends_with(':') && text.chars().count() < LONGEST_HEADING {
            self.caption = Some(text);
        } else {
            self.text(form, paragraph, text, origin);
        }
    }

    fn heading(&mut self, form: &mut Form<'_>, paragraph: &Paragraph, text: String, origin: Origin) {
        self.kind = self.kind.or_else(|| find(&words().document, &text));
        if self.title.is_none() {
            self.title = Some((text, origin));
            let unknown = self.preamble.drain(..).map(|(_, origin)| Question::new(What::NotTakenOver, origin));
            form.questions.extend(unknown);
            return;
        }
        let level = paragraph.heading.unwrap_or(9);
        if self.section == Some("stories") && level > self.level {
            form.stories.push(Story { title: text, paragraphs: Vec::new(), origin });
            return;
        }
        (self.section, self.level, self.caption) = (find(&words().section, &text), level, None);
        self.heading = Some(text);
    }

    /// Above the title stand the annex that the document is and what it is based on, each on a line or two.
    fn above_title(&mut self, form: &mut Form<'_>, text: &str, origin: Origin) {
        self.kind = self.kind.or_else(|| find(&words().document, text));
        let number: String = text.chars().filter(char::is_ascii_digit).collect();
        if find(&words().annex, text).is_some() && text.chars().count() < 40 {
            self.annex = Some(number).filter(|number| !number.is_empty() && number.len() < 4);
            return;
        }
        self.preamble.push((text.to_owned(), origin.clone()));
        if facts::basis(form, &self.above(), origin) {
            self.preamble.clear();
        }
    }

    fn above(&self) -> String {
        self.preamble.iter().map(|(text, _)| text.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// A paragraph of a section.
    fn text(&mut self, form: &mut Form<'_>, paragraph: &Paragraph, text: String, origin: Origin) {
        match self.section {
            Some(section @ ("goal" | "problem")) if !form.grant.has(&form.in_lang(section)) => {
                facts::fact(form, section, &text, origin, false);
            }
            Some("tasks") => task(form, paragraph, origin),
            Some("stories") => match form.stories.last_mut() {
                Some(story) => story.paragraphs.push(paragraph.text.clone()),
                None => form.stories.push(Story { title: first_words(&text), paragraphs: vec![text], origin }),
            },
            _ => {
                if let Some(heading) = self.heading.take() {
                    form.passages.push((format!("## {}", super::form::markdown(&heading)), origin.clone()));
                }
                form.keep(&paragraph.text, origin);
            }
        }
    }

    fn table(&mut self, form: &mut Form<'_>, table: &Table) {
        // A document that begins with a table has no title of its own.
        if self.title.is_none() && !self.preamble.is_empty() {
            self.title = Some((self.above(), Origin::new(Spot::Document, "")));
        }
        let columns = Columns::of(table);
        let known = self.particulars(form, table)
            || columns.as_ref().is_some_and(|columns| self.dispatch(form, columns))
            || people::breakdown(form, table, self.caption.as_deref().or(self.heading.as_deref()));
        if !known {
            (0..table.rows()).for_each(|row| form.row_not_taken_over(table, row));
        }
        self.caption = None;
    }

    fn particulars(&self, form: &mut Form<'_>, table: &Table) -> bool {
        table.columns() <= 3 && facts::table(form, table, self.section == Some("follow-up"))
    }

    /// Hands a table over to who reads it, and asks about the columns that are not read; `false` where nobody does.
    fn dispatch(&self, form: &mut Form<'_>, columns: &Columns<'_>) -> bool {
        let has = |means: &str| columns.has(means);
        let amounts = has("planned") || has("value") || has("actual");
        let result = has("indicator") || has("expected") || has("target-indicators");
        let read: &[&str] = if has("target-indicators") && (has("expected") || has("lot-number")) {
            lots::lots(form, columns, self.title.as_ref().map_or("", |(title, _)| title));
            lots::COLUMNS
        } else if has("recommendation") && (has("state-body") || has("letter") || has("organisation")) {
            others::recommendations(form, columns);
            &["recommendation", "state-body", "organisation", "letter"]
        } else if has("outlet") && (has("publication-kind") || has("value") || has("reach")) {
            others::publications(form, columns);
            &["outlet", "publication-kind", "publication", "when", "value", "actual", "reach"]
        } else if has("organisation") && (has("cooperation") || self.section == Some("partners")) {
            others::partners(form, columns);
            &["organisation", "cooperation"]
        } else if has("target-group") {
            people::target_groups(form, columns);
            &["target-group", "population", "reach", "planned", "value", "age"]
        } else if has("position") {
            people::team(form, columns);
            &["position", "engagement", "value", "workload"]
        } else if result && amounts && !has("evidence") && !has("participants") {
            plan::indicators(form, columns, self.kind_of(columns));
            plan::COLUMNS
        } else if has("activity") {
            activities::activities(form, columns);
            activities::COLUMNS
        } else {
            return false;
        };
        columns.not_read(read).into_iter().for_each(|cell| form.not_taken_over(columns.table, cell));
        true
    }

    fn kind_of(&self, columns: &Columns<'_>) -> Kind {
        if self.section == Some("effect") {
            Kind::Effect
        } else if columns.has("expected") && !columns.has("indicator") {
            Kind::Expected
        } else if columns.has("task") || columns.has("activity") || self.kind == Some("report") {
            Kind::Output
        } else {
            Kind::Target
        }
    }
}

fn is_heading(paragraph: &Paragraph, text: &str) -> bool {
    let short = text.chars().count() <= LONGEST_HEADING;
    let styled = paragraph.heading.is_some() && text.chars().count() <= LONGEST_HEADING * 2;
    styled || paragraph.bold && short && facts::in_line(text).is_none_or(|(_, said)| said.is_empty())
}

fn is_signature(text: &str) -> bool {
    text.contains("____") || find(&words().signature, text).is_some() && text.chars().count() < LONGEST_HEADING
}

/// An item of the list of tasks.
fn task(form: &mut Form<'_>, paragraph: &Paragraph, origin: Origin) {
    for line in lines::of_paragraph(paragraph) {
        let id = form.ids.new_id("task", &line.text);
        let mut record = Record::new("task", origin.clone()).with("id", Value::text(&id));
        let number: String = line
            .label
            .iter()
            .flat_map(|label| label.chars())
            .filter(|char| char.is_ascii_digit() || *char == '.')
            .collect();
        let number = number.trim_end_matches('.');
        if !number.is_empty() {
            record = record.with("number", Value::text(number));
        }
        record = record.with(&form.in_lang("title"), Value::text(&line.text));
        form.grant.records.push(record);
    }
}

/// The beginning of a text, for a story without a headline.
fn first_words(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().take(6).collect();
    plain(&words.join(" ")).trim_end_matches(['.', ',', ';', ':']).to_owned()
}
