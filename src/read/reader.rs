//! Reading one TOML value after another, with everything that is wrong reported on the way.

use crate::finding::{Arg, Code, FileName, Finding, Findings, Place};
use crate::language::Lang;
use crate::read::advice::{advised, heading};
use crate::read::commented::commented_heading;
use crate::read::record::{Record, Shape};
use std::collections::BTreeSet;
use std::ops::{Deref, Range};
use std::sync::Arc;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A value and where it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed<T> {
    /// The value.
    pub value: T,
    /// Where it was written.
    pub place: Place,
}

impl<T> Deref for Placed<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: Copy> Placed<T> {
    /// A copy of the value.
    pub fn get(&self) -> T {
        self.value
    }
}

/// So many findings of a file are kept: all of them are errors, so that nothing is published before the last is mended.
const MOST: usize = 10_000;

/// Something that can be read from a TOML value.
pub trait Written: Sized {
    /// What may be written, for the reference and for messages.
    fn shape() -> Shape;

    /// Reads it. `None` means that it could not be read and that a finding says why.
    fn read(value: &Spanned<DeValue<'_>>, reader: &mut Reader) -> Option<Self>;

    /// What it means when the key is absent; `None` where the key has to be there.
    fn absent() -> Option<Self> {
        None
    }
}

/// Reads one file: knows its name, the key it is at, and what was found so far.
#[derive(Debug)]
pub struct Reader {
    file: FileName,
    /// Where the text that is read begins in the file.
    offset: usize,
    /// The keys on the way to the value, each with the record that has it, and whether it has to be there.
    keys: Vec<(&'static Record, String, bool)>,
    /// The keys that texts are under: a file has hundreds of texts under a few keys.
    names: BTreeSet<Arc<str>>,
    findings: Findings,
    /// What the whole of the file is.
    root: Option<&'static Record>,
}

impl Reader {
    /// A reader of `file`.
    pub fn new(file: &FileName) -> Self {
        Self {
            file: file.clone(),
            offset: 0,
            keys: Vec::new(),
            names: BTreeSet::new(),
            findings: Vec::new(),
            root: None,
        }
    }

    /// What was found.
    pub fn into_findings(self) -> Findings {
        self.findings
    }

    /// The place of these bytes of the text that is read.
    pub fn place(&self, span: Range<usize>) -> Place {
        Place::new(&self.file, span.start + self.offset..span.end + self.offset)
    }

    /// Keeps a finding, of a file that is one long mistake only the first ones.
    pub fn report(&mut self, finding: Finding) {
        if self.findings.len() < MOST {
            self.findings.push(finding);
        }
    }

    /// The key being read, such as `period.start`.
    pub fn key(&self) -> String {
        self.keys.iter().map(|(_, key, _)| key.as_str()).collect::<Vec<_>>().join(".")
    }

    /// The key being read, for what stays: one allocation for all texts of the file under it.
    pub fn shared_key(&mut self) -> Arc<str> {
        let key = self.key();
        if let Some(known) = self.names.get(key.as_str()) {
            return Arc::clone(known);
        }
        let name: Arc<str> = key.into();
        self.names.insert(Arc::clone(&name));
        name
    }

    /// Whether the value is under a key that ends like this.
    pub fn is_at(&self, end: &str) -> bool {
        self.keys.last().is_some_and(|(_, key, _)| key.ends_with(end))
    }

    /// Whether the record whose key is read has this key, too.
    pub fn is_beside(&self, key: &str) -> bool {
        self.keys.last().is_some_and(|(record, ..)| record.keys.iter().any(|it| it.name == key))
    }

    /// A line with the key being read as it may be written.
    fn line(&self) -> Arg {
        self.keys
            .last()
            .map_or_else(|| Arg::Text(String::new()), |(record, key, _)| Arg::Line(record.name, key.clone()))
    }

    /// The words that may stand under the key being read.
    pub fn choices(&self) -> Arg {
        self.keys
            .last()
            .map_or_else(|| Arg::List(Vec::new()), |(record, key, _)| Arg::Choices(record.name, key.clone()))
    }

    /// Reports that the value at `span` is something else than what was expected.
    pub fn wrong_type(&mut self, value: &Spanned<DeValue<'_>>, expected: &'static str) {
        let finding = Finding::new(Code::WrongType)
            .at(&self.place(value.span()))
            .with("key", self.key())
            .with("expected", Arg::Term(expected))
            .with("found", Arg::Term(type_term(value.get_ref())))
            .with("line", self.line());
        self.report(finding);
    }

    /// Reports a text or date that somebody still has to write.
    pub fn to_be_written(&mut self, value: &Spanned<DeValue<'_>>) {
        let finding = Finding::new(Code::EmptyText).at(&self.place(value.span())).with("key", self.key());
        let is_required = self.keys.last().is_some_and(|(_, _, required)| *required);
        self.report(if is_required { finding.with("slip", "required") } else { finding });
    }

    /// Reports a value that is of the right type and still cannot be understood.
    pub fn malformed(&mut self, code: Code, value: &Spanned<DeValue<'_>>, text: &str) {
        let finding = Finding::new(code).at(&self.place(value.span())).with("value", text);
        self.report(finding);
    }

    /// Reads the whole of a TOML text as one record.
    ///
    /// `offset` is where the text begins in its file. After a syntax error the sound parts are still
    /// read, but missing keys are not reported: the parser may have lost them.
    pub fn document<T: Written>(&mut self, text: &str, offset: usize) -> Option<T> {
        self.offset = offset;
        let (table, errors) = DeTable::parse_recoverable(text);
        // What follows on the same line mostly follows from the first mistake.
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let starts: Vec<usize> =
            lines.iter().scan(0, |at, line| Some(std::mem::replace(at, *at + line.len()))).collect();
        let line = |span: &Range<usize>| starts.partition_point(|start| *start <= span.start).saturating_sub(1);
        let all = lines.iter().enumerate().filter(|_| !errors.is_empty());
        let headings: Vec<(usize, &str)> = all.filter_map(|(at, line)| Some((at, heading(line)?))).collect();
        let mut told = BTreeSet::new();
        for error in &errors {
            let span = error.span().unwrap_or(0..0);
            if told.insert(line(&span)) {
                let written = lines.get(line(&span)).copied().unwrap_or_default().trim_end();
                let above = headings.partition_point(|(at, _)| *at < line(&span));
                let heading = above.checked_sub(1).and_then(|last| headings.get(last)).map(|(_, heading)| *heading);
                let finding = Finding::new(Code::TomlSyntax).at(&self.place(span)).with("reason", error.message());
                self.report(advised(finding, written, heading, T::shape().table()));
            }
        }
        let broken: Vec<Place> = self.findings.iter().filter_map(|finding| finding.place.clone()).collect();
        let span = table.span();
        let whole = Spanned::new(span.start..span.start, DeValue::Table(table.into_inner()));
        self.root = T::shape().table();
        let value = T::read(&whole, self);
        self.without_echoes(&broken);
        if let Some(record) = self.root {
            self.below_comments(text, record);
        }
        if !errors.is_empty() {
            self.findings.retain(|finding| finding.code != Code::MissingKey);
            return None;
        }
        value
    }

    /// Takes back what follows from something else that is told: a value where the line cannot be read, a key that is
    /// missing above because it stands in a section.
    fn without_echoes(&mut self, broken: &[Place]) {
        let misplaced: BTreeSet<String> = self.findings.iter().filter_map(root_key).map(str::to_owned).collect();
        let touches =
            |finding: &Finding| finding.place.as_ref().is_some_and(|place| broken.iter().any(|it| it.touches(place)));
        self.findings.retain(|finding| match finding.code {
            Code::TomlSyntax | Code::UnknownKey => true,
            Code::MissingKey => !is_missing(finding, |key| misplaced.contains(key)),
            _ => !touches(finding),
        });
    }

    /// Reports the keys below a heading that is still a comment, in place of what they seem to be in the section above.
    fn below_comments(&mut self, text: &str, record: &'static Record) {
        for (span, heading) in commented_heading(text, record) {
            let place = self.place(span.clone());
            let is_same =
                |finding: &Finding| finding.code == Code::UnknownKey && finding.place.as_ref() == Some(&place);
            self.findings.retain(|finding| !is_same(finding));
            let key = text.get(span).unwrap_or_default();
            let finding = Finding::new(Code::UnknownKey).at(&place).with("key", key);
            self.report(finding.with("slip", "heading").with("heading", heading));
        }
    }

    /// Reads the value of one key of a table.
    pub fn field<T: Written>(
        &mut self,
        table: &DeTable<'_>,
        record: &'static Record,
        key: &str,
        owner: &Place,
    ) -> Option<T> {
        self.keys.push((record, key.to_owned(), T::absent().is_none()));
        let read = self.value_of(table, key, owner);
        self.keys.pop();
        read
    }

    fn value_of<T: Written>(&mut self, table: &DeTable<'_>, key: &str, owner: &Place) -> Option<T> {
        let Some((_, value)) = entry(table, key) else {
            let absent = T::absent();
            if absent.is_none() {
                let finding =
                    Finding::new(Code::MissingKey).at(owner).with("key", self.key()).with("line", self.line());
                self.report(finding);
            }
            return absent;
        };
        T::read(value, self).or_else(T::absent)
    }

    /// Reports the keys of a table that mean nothing, and takes back the missing key that was meant.
    pub fn unknown_keys(&mut self, table: &DeTable<'_>, known: &[&'static str], since: usize) {
        for (key, value) in table.iter().filter(|(key, _)| !known.contains(&key.get_ref().as_ref())) {
            let written = key.get_ref().as_ref();
            if known.iter().all(|known| Lang::from_code(known).is_some()) {
                self.language(written, &self.place(key.span()));
                continue;
            }
            if self.belongs_to_root(written) {
                let finding = Finding::new(Code::UnknownKey).at(&self.place(key.span())).with("key", written);
                self.report(finding.with("slip", "root"));
                continue;
            }
            // A key that is there already may be meant as well, where both are texts per language: `titel.ru`.
            let is_table = |value: &Spanned<DeValue<'_>>| matches!(value.get_ref(), DeValue::Table(_));
            let joins = |other: &Spanned<DeValue<'_>>| is_table(value) && is_table(other);
            let free = known.iter().copied().filter(|known| entry(table, known).is_none_or(|(_, other)| joins(other)));
            let finding =
                Finding::new(Code::UnknownKey).at(&self.place(key.span())).with("key", written).near(written, free);
            if let Some(meant) = &finding.did_you_mean {
                forget_missing(&mut self.findings, since, meant);
            }
            self.report(finding);
        }
    }

    /// Whether a key that means nothing in the section that is read is one of the file itself.
    fn belongs_to_root(&self, key: &str) -> bool {
        let has = |root: &Record| root.keys.iter().any(|known| known.name == key);
        !self.keys.is_empty() && self.root.is_some_and(has)
    }

    /// How many findings there are: a mark for [`Reader::unknown_keys`].
    pub fn mark(&self) -> usize {
        self.findings.len()
    }
}

fn entry<'t, 'i>(
    table: &'t DeTable<'i>,
    key: &str,
) -> Option<(&'t Spanned<std::borrow::Cow<'i, str>>, &'t Spanned<DeValue<'i>>)> {
    table.get_key_value(key)
}

fn forget_missing(findings: &mut Findings, since: usize, meant: &str) {
    let is_it = |finding: &Finding| is_missing(finding, |key| key.rsplit('.').next() == Some(meant));
    if let Some(found) = findings.iter().skip(since).position(is_it) {
        findings.remove(since + found);
    }
}

/// Whether a key is missing, and this one.
fn is_missing(finding: &Finding, is_key: impl Fn(&str) -> bool) -> bool {
    finding.code == Code::MissingKey && finding.args.iter().any(|(_, arg)| matches!(arg, Arg::Text(key) if is_key(key)))
}

/// The key of the file itself that stands in a section.
fn root_key(finding: &Finding) -> Option<&str> {
    let text = |name: &str| {
        finding.args.iter().find_map(|(gap, arg)| match arg {
            Arg::Text(text) if *gap == name => Some(text.as_str()),
            _ => None,
        })
    };
    text("key").filter(|_| text("slip") == Some("root"))
}

fn type_term(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "text",
        DeValue::Integer(_) => "whole-number",
        DeValue::Float(_) => "number",
        DeValue::Boolean(_) => "true-or-false",
        DeValue::Datetime(_) => "date",
        DeValue::Array(_) => "list",
        DeValue::Table(_) => "table",
    }
}
