//! A file to fill in, made from the same records that read it: required keys with something to replace,
//! optional ones as comments, every key with what it means.

use crate::language::Lang;
use crate::read::{Key, Record, Shape, placeholder};
use jiff::civil::Date;

/// What a file to fill in is made for.
pub(super) struct Draft<'a> {
    /// Languages that texts are wanted in.
    pub(super) languages: &'a [Lang],
    /// The day that dates are filled with.
    pub(super) today: Date,
}

impl Draft<'_> {
    /// The text of a file of this kind. Keys of tables stand after all others, as TOML wants it.
    pub(super) fn file(&self, record: &Record) -> String {
        let (tables, plain): (Vec<&Key>, Vec<&Key>) = record.keys.iter().partition(|key| is_table(&(key.shape)()));
        let mut out = comment(record.doc, "");
        for key in plain {
            out.push('\n');
            out.push_str(&self.key(key, "", !(key.required)()));
        }
        for key in tables {
            out.push('\n');
            out.push_str(&self.table(key));
        }
        out
    }

    fn key(&self, key: &Key, indent: &str, optional: bool) -> String {
        let mark = if optional { "# " } else { "" };
        let lines = self.lines(key).into_iter().map(|line| format!("{indent}{mark}{line}\n"));
        format!("{}{}", comment(key.doc, indent), lines.collect::<String>())
    }

    fn lines(&self, key: &Key) -> Vec<String> {
        match (key.shape)() {
            Shape::Words => self.words(key.name),
            shape => vec![format!("{} = {}", key.name, self.value(&shape))],
        }
    }

    fn words(&self, key: &str) -> Vec<String> {
        self.languages.iter().map(|lang| format!("{key}.{} = \"{}\"", lang.code(), placeholder(key, *lang))).collect()
    }

    fn value(&self, shape: &Shape) -> String {
        match shape {
            Shape::Text | Shape::Words | Shape::Stated => "\"…\"".to_owned(),
            Shape::Whole | Shape::Quantity => "1".to_owned(),
            Shape::Flag => "true".to_owned(),
            Shape::Date => format!("\"{}\"", self.today),
            Shape::Language => "\"kk\"".to_owned(),
            Shape::Age => "\"18-65+\"".to_owned(),
            Shape::Choice(choices) => format!("\"{}\"", choices.first().unwrap_or(&"")),
            Shape::List(of) => format!("[{}]", self.value(&of())),
            Shape::Record(_) => "{}".to_owned(),
        }
    }

    /// A table of its own, with the keys that it has to have; as a comment where it may be left out.
    fn table(&self, key: &Key) -> String {
        let (record, head) = match (key.shape)() {
            Shape::Record(record) => (record, format!("[{}]", key.name)),
            Shape::List(of) => match of() {
                Shape::Record(record) => (record, format!("[[{}]]", key.name)),
                _ => return String::new(),
            },
            _ => return String::new(),
        };
        let optional = !(key.required)();
        let mark = if optional { "# " } else { "" };
        let required = record.keys.iter().filter(|key| (key.required)());
        let lines = required.flat_map(|key| self.lines(key)).map(|line| format!("{mark}{line}\n"));
        format!("{}{mark}{head}\n{}", comment(key.doc, ""), lines.collect::<String>())
    }
}

fn is_table(shape: &Shape) -> bool {
    match shape {
        Shape::Record(_) => true,
        Shape::List(of) => matches!(of(), Shape::Record(_)),
        _ => false,
    }
}

fn comment(doc: &str, indent: &str) -> String {
    doc.lines().map(|line| format!("{indent}# {}\n", line.trim())).collect()
}
