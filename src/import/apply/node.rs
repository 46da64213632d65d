//! A TOML file as a tree in which every value knows its bytes, so that one can be changed and all others stay.

use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A value and the bytes it takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Node {
    /// Of a table with a header: the header; of dotted keys: one of them.
    pub(crate) span: Range<usize>,
    pub(crate) kind: Kind,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A text, without its quotation marks.
    Text(String),
    /// A number, a date, `true` or `false`, as it is written.
    Plain(String),
    /// Several values.
    List(Vec<Node>),
    /// Keys and values in the order of the file.
    Table(Form, Vec<(String, Node)>),
}

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// The file itself.
    Root,
    /// `[source]`, `[[indicator]]`.
    Header,
    /// `title.kk = …`
    Dotted,
    /// `{ start = … }`
    Inline,
}

impl Node {
    /// Reads a file; `None` where it is not TOML.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let table = DeTable::parse(text).ok()?;
        Some(Self { span: 0..0, kind: Kind::Table(Form::Root, entries(text, table.get_ref())) })
    }

    fn of(text: &str, value: &Spanned<DeValue<'_>>) -> Self {
        let span = value.span();
        let written = text.get(span.clone()).unwrap_or_default();
        let kind = match value.get_ref() {
            DeValue::String(text) => Kind::Text(text.to_string()),
            DeValue::Array(items) => Kind::List(items.iter().map(|item| Self::of(text, item)).collect()),
            DeValue::Table(table) => Kind::Table(form(written), entries(text, table)),
            _ => Kind::Plain(written.to_owned()),
        };
        Self { span, kind }
    }

    /// The value at a dotted key.
    pub(crate) fn find(&self, key: &str) -> Option<&Self> {
        key.split('.').try_fold(self, |node, part| node.child(part))
    }

    /// The value of one key of a table.
    pub(crate) fn child(&self, key: &str) -> Option<&Self> {
        self.entries().iter().find(|(name, _)| name == key).map(|(_, node)| node)
    }

    /// The keys and values of a table.
    pub(crate) fn entries(&self) -> &[(String, Node)] {
        match &self.kind {
            Kind::Table(_, entries) => entries,
            _ => &[],
        }
    }

    /// The values of a list.
    pub(crate) fn items(&self) -> &[Node] {
        match &self.kind {
            Kind::List(items) => items,
            _ => &[],
        }
    }

    pub(crate) fn form(&self) -> Option<Form> {
        match self.kind {
            Kind::Table(form, _) => Some(form),
            _ => None,
        }
    }

    /// Whether it stands below a header of its own, or is a list of such tables.
    pub(crate) fn is_headed(&self) -> bool {
        match &self.kind {
            Kind::Table(form, _) => *form == Form::Header,
            Kind::List(items) => items.first().is_some_and(Self::is_headed),
            _ => false,
        }
    }

    /// The text of a text, or a number and the like as it is written.
    pub(crate) fn written(&self) -> Option<&str> {
        match &self.kind {
            Kind::Text(text) | Kind::Plain(text) => Some(text),
            _ => None,
        }
    }

    /// One past the last byte of it and of everything in it.
    pub(crate) fn end(&self) -> usize {
        let below = match &self.kind {
            Kind::Table(_, entries) => entries.iter().map(|(_, node)| node.end()).max(),
            Kind::List(items) => items.iter().map(Self::end).max(),
            _ => None,
        };
        self.span.end.max(below.unwrap_or_default())
    }
}

fn form(written: &str) -> Form {
    match written.as_bytes().first() {
        Some(b'{') => Form::Inline,
        Some(b'[') => Form::Header,
        _ => Form::Dotted,
    }
}

fn entries(text: &str, table: &DeTable<'_>) -> Vec<(String, Node)> {
    let entry = |(key, value): (&Spanned<std::borrow::Cow<'_, str>>, &Spanned<DeValue<'_>>)| {
        (key.get_ref().to_string(), Node::of(text, value))
    };
    let mut entries: Vec<_> = table.iter().map(entry).collect();
    entries.sort_by_key(|(_, node)| node.span.start);
    entries
}
