//! A file to fill in, made from the same records that read it: required keys with something to replace, optional ones
//! as comments, every key explained in the language of the editor.

use crate::language::Lang;
use crate::read::{Key, Record, ReportDraft, Shape, placeholder};
use crate::schema::{choice_words, example, example_within, key_words, record_words};
use jiff::civil::Date;

/// What a file to fill in is made for.
pub(super) struct Draft<'a> {
    /// Languages that texts are wanted in.
    pub(super) languages: &'a [Lang],
    /// The language of the explanations.
    pub(super) lang: Lang,
    /// The day that dates are filled with.
    pub(super) today: Date,
}

/// Columns of a line of explanation.
const WIDTH: usize = 110;

impl Draft<'_> {
    /// The text of a file of this kind. Keys of tables stand after all others, as TOML wants it.
    pub(super) fn file(&self, record: &Record) -> String {
        let (tables, plain): (Vec<&Key>, Vec<&Key>) = record.keys.iter().partition(|key| is_section(&(key.shape)()));
        let plain = plain.into_iter().map(|key| format!("\n{}", self.key(record, key, (key.required)())));
        let tables = tables.into_iter().map(|key| format!("\n{}", self.section(record, key)));
        comment(&record_words(record, self.lang)) + &plain.chain(tables).collect::<String>()
    }

    /// A key with what it means; as a comment where it may be left out.
    fn key(&self, record: &Record, key: &Key, live: bool) -> String {
        self.explained(record, key, live, self.lines(record, key, live))
    }

    fn explained(&self, record: &Record, key: &Key, live: bool, lines: Vec<String>) -> String {
        let mark = if live { "" } else { "#" };
        let lines = lines.into_iter().map(|line| format!("{mark}{line}\n"));
        let inner = if is_section(&(key.shape)()) { self.inner_meanings(&(key.shape)()) } else { String::new() };
        comment(&self.meaning(record, key)) + &comment(&inner) + &lines.collect::<String>()
    }

    /// What the keys of a table mean that is written in braces.
    fn inner_meanings(&self, shape: &Shape) -> String {
        let Some(table) = shape.table() else { return String::new() };
        let dash = self.lang.dash();
        let meanings = table.keys.iter().map(|key| format!("{} {dash} {}", key.name, self.meaning(table, key)));
        meanings.collect::<Vec<_>>().join("\n")
    }

    /// A table with a head of its own and each of its keys.
    fn section(&self, record: &Record, key: &Key) -> String {
        let shape = (key.shape)();
        let Some(table) = shape.table() else { return String::new() };
        let live = (key.required)();
        let head =
            if matches!(shape, Shape::List(_)) { format!("[[{}]]", key.name) } else { format!("[{}]", key.name) };
        let mark = if live { "" } else { "#" };
        let keys = table.keys.iter().map(|inner| {
            let live = live && (inner.required)();
            match example_within(record, key, inner) {
                Some(example) => self.explained(table, inner, live, vec![format!("{} = {example}", inner.name)]),
                None => self.key(table, inner, live),
            }
        });
        format!("{}{mark}{head}\n{}", comment(&self.meaning(record, key)), keys.collect::<String>())
    }

    fn meaning(&self, record: &Record, key: &Key) -> String {
        let meaning = key_words(record, key, self.lang);
        let Shape::Choice(choice) = (key.shape)() else { return meaning };
        let dash = self.lang.dash();
        let choices =
            choice.codes.iter().map(|code| format!("{code} {dash} {}", choice_words(choice, code, self.lang)));
        format!("{meaning}\n{}", choices.collect::<Vec<_>>().join("; "))
    }

    fn lines(&self, record: &Record, key: &Key, live: bool) -> Vec<String> {
        match (key.shape)() {
            Shape::Words => self.words(key.name).collect(),
            // What was reported is dated by whoever reports it, not by the day on which the file is made.
            Shape::Date if live && record.name == ReportDraft::RECORD.name => vec![format!("{} = \"…\"", key.name)],
            Shape::Date if live => vec![format!("{} = \"{}\"", key.name, self.today)],
            shape => vec![format!("{} = {}", key.name, self.value(record, key, &shape))],
        }
    }

    fn words(&self, key: &str) -> impl Iterator<Item = String> {
        self.languages.iter().map(move |lang| format!("{key}.{} = \"{}\"", lang.code(), placeholder(key, *lang)))
    }

    fn value(&self, record: &Record, key: &Key, shape: &Shape) -> String {
        match (example(record, key), shape) {
            (Some(example), _) => self.at_home(example),
            (None, Shape::List(of)) => format!("[{}]", self.value(record, key, &of())),
            (None, Shape::Words) => format!("{{ {} }}", self.inline_words(key)),
            (None, Shape::Record(table)) => format!("{{ {} }}", self.inline(table)),
            (None, _) => "\"…\"".to_owned(),
        }
    }

    /// The example with the codes of Kyrgyzstan, where the portal is Kyrgyz; examples are written for Kazakhstan.
    fn at_home(&self, example: &str) -> String {
        let is_kyrgyz = self.languages.contains(&Lang::Ky) && !self.languages.contains(&Lang::Kk);
        let codes = [("\"KZT\"", "\"KGS\""), ("\"KZ-47\"", "\"KG-Y\""), ("\"kk\"", "\"ky\"")];
        let codes = codes.into_iter().filter(|_| is_kyrgyz);
        codes.fold(example.to_owned(), |example, (kazakh, kyrgyz)| example.replace(kazakh, kyrgyz))
    }

    /// Texts of each language inside braces.
    fn inline_words(&self, key: &Key) -> String {
        let texts = self.languages.iter().map(|lang| format!("{} = \"{}\"", lang.code(), placeholder(key.name, *lang)));
        texts.collect::<Vec<_>>().join(", ")
    }

    /// The keys that a table has to have, on one line; where none has to be there, the first ones.
    fn inline(&self, table: &Record) -> String {
        let required: Vec<&Key> = table.keys.iter().filter(|key| (key.required)()).collect();
        let shown = if required.is_empty() { table.keys.iter().take(2).collect() } else { required };
        shown.into_iter().flat_map(|key| self.lines(table, key, false)).collect::<Vec<_>>().join(", ")
    }
}

/// Whether a key has a head of its own: all tables but periods, which stand on one line.
fn is_section(shape: &Shape) -> bool {
    shape.table().is_some_and(|table| table.name != "PeriodDraft")
}

/// The text as lines of comment that are not too long to be read.
fn comment(text: &str) -> String {
    text.lines().flat_map(wrapped).map(|line| format!("# {line}\n")).collect()
}

fn wrapped(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= WIDTH => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
