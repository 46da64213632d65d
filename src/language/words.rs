//! The words of the interface, key by key: what `themes/<name>/words/<lang>.toml` holds.
//!
//! An entry is a text, or a table of texts by CLDR plural category. Tables of tables make dotted keys:
//! `[unit] people = { one = "…", other = "…" }` is the entry `unit.people`.

use super::Lang;
use super::template::Template;
use std::collections::BTreeMap;
use std::collections::btree_map;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The CLDR plural categories.
pub const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// One entry of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// The same text for every number.
    Text(Template),
    /// A text for each plural category; `other` is always there.
    Forms {
        /// The texts of the categories other than `other`.
        special: BTreeMap<&'static str, Template>,
        /// The text of all other numbers.
        other: Template,
    },
}

impl Entry {
    /// The text for numbers of this plural category.
    pub fn form(&self, category: &str) -> &Template {
        match self {
            Entry::Text(text) => text,
            Entry::Forms { special, other } => special.get(category).unwrap_or(other),
        }
    }

    /// Every text with its category; a text for all numbers counts as `other`.
    pub fn forms(&self) -> Vec<(&'static str, &Template)> {
        match self {
            Entry::Text(text) => vec![("other", text)],
            Entry::Forms { special, other } => {
                special.iter().map(|(category, text)| (*category, text)).chain([("other", other)]).collect()
            }
        }
    }

    /// Whether the entry has plural forms.
    pub fn is_plural(&self) -> bool {
        matches!(self, Entry::Forms { .. })
    }
}

/// The words of one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Catalogue {
    entries: BTreeMap<String, Entry>,
}

/// Something in a word file that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CatalogueFault {
    /// The bytes of the file that it concerns.
    pub span: Range<usize>,
    /// The dotted key; empty for a fault of syntax.
    pub key: String,
    /// What is wrong.
    pub kind: FaultKind,
}

/// What is wrong with an entry of a word file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// The file is not TOML; the message of the TOML reader.
    Syntax(String),
    /// The value is neither a text nor a table.
    NotText,
    /// A brace opens or closes no gap.
    Brace,
    /// A table of plural forms lacks `other`.
    NoOther,
}

impl Catalogue {
    /// The words that are built in.
    pub fn built_in(lang: Lang) -> Catalogue {
        Self::parse(in_language!(lang, "../../themes/default/words")).unwrap_or_default()
    }

    /// Reads a word file. All faults are told at once.
    pub fn parse(text: &str) -> Result<Catalogue, Vec<CatalogueFault>> {
        let table = DeTable::parse(text).map_err(|error| vec![syntax(&error)])?;
        let mut reader = Reader::default();
        reader.table("", table.get_ref());
        if reader.faults.is_empty() { Ok(reader.catalogue) } else { Err(reader.faults) }
    }

    /// Puts the entries of `over` in place of entries with the same key, and adds the others.
    pub fn lay_over(&mut self, over: Catalogue) {
        self.entries.extend(over.entries);
    }

    /// Adds or replaces one entry.
    pub fn insert(&mut self, key: &str, entry: Entry) {
        self.entries.insert(key.to_owned(), entry);
    }

    /// Adds a unit of measurement: the words beside a number by plural category. Without words for `other` nothing is added.
    pub fn insert_unit(&mut self, id: &str, words: &BTreeMap<&'static str, &str>) {
        let Some(other) = words.get("other") else { return };
        let special = words.iter().filter(|(category, _)| **category != "other");
        let special = special.map(|(category, word)| (*category, Template::counting(word))).collect();
        let forms = Entry::Forms { special, other: Template::counting(other) };
        self.insert(&format!("unit.{id}"), forms);
        self.insert(&format!("unit_name.{id}"), Entry::Text(Template::plain(words.get("many").unwrap_or(other))));
    }

    /// The entry with this dotted key.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries.get(key)
    }

    /// Every entry, sorted by key.
    pub fn iter(&self) -> btree_map::Iter<'_, String, Entry> {
        self.entries.iter()
    }

    /// The entries below a section: `section("choice.sex")` gives `women` and `men`.
    pub fn section<'a>(&'a self, name: &'a str) -> impl Iterator<Item = (&'a str, &'a Entry)> {
        self.entries.iter().filter_map(move |(key, entry)| {
            let rest = key.strip_prefix(name)?.strip_prefix('.')?;
            Some((rest, entry))
        })
    }
}

fn syntax(error: &toml::de::Error) -> CatalogueFault {
    CatalogueFault {
        span: error.span().unwrap_or_default(),
        key: String::new(),
        kind: FaultKind::Syntax(error.message().to_owned()),
    }
}

#[derive(Default)]
struct Reader {
    catalogue: Catalogue,
    faults: Vec<CatalogueFault>,
}

impl Reader {
    fn table(&mut self, prefix: &str, table: &DeTable<'_>) {
        for (name, value) in table {
            let key = match prefix {
                "" => name.get_ref().to_string(),
                _ => format!("{prefix}.{}", name.get_ref()),
            };
            match value.get_ref() {
                DeValue::Table(forms) if is_plural(forms) => self.forms(key, value.span(), forms),
                DeValue::Table(section) => self.table(&key, section),
                _ => {
                    if let Some(text) = self.template(&key, value) {
                        self.catalogue.entries.insert(key, Entry::Text(text));
                    }
                }
            }
        }
    }

    fn forms(&mut self, key: String, span: Range<usize>, table: &DeTable<'_>) {
        let mut special = BTreeMap::new();
        for category in CATEGORIES {
            if let Some(text) = table.get(category).and_then(|value| self.template(&key, value)) {
                special.insert(category, text);
            }
        }
        match special.remove("other") {
            Some(other) => {
                self.catalogue.entries.insert(key, Entry::Forms { special, other });
            }
            None if table.contains_key("other") => {}
            None => self.faults.push(CatalogueFault { span, key, kind: FaultKind::NoOther }),
        }
    }

    fn template(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Option<Template> {
        let read = match value.get_ref() {
            DeValue::String(text) => Template::parse(text).map_err(|_| FaultKind::Brace),
            _ => Err(FaultKind::NotText),
        };
        read.map_err(|kind| self.faults.push(CatalogueFault { span: value.span(), key: key.to_owned(), kind })).ok()
    }
}

/// A table whose keys are all plural categories. (A choice may be called `other`, but never stands alone.)
fn is_plural(table: &DeTable<'_>) -> bool {
    !table.is_empty() && table.keys().all(|key| CATEGORIES.contains(&key.get_ref().as_ref()))
}
