//! Short texts, one per language.

use super::reader::{Placed, Reader, Written};
use super::record::Shape;
use crate::finding::{Code, Finding, Place};
use crate::language::Lang;
use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::Arc;
use toml::Spanned;
use toml::de::DeValue;

/// A text in one or more languages (`title.kk`, `title.ru`), or one text for all of them (`title`).
///
/// Most texts that a record may have are absent, and a portal has millions of records: so a text stands elsewhere, and an
/// absent one takes the room of an address.
#[derive(Debug, Clone)]
pub struct Words(Box<Versions>);

/// What was written of a text.
#[derive(Debug, Clone)]
pub struct Versions {
    /// Where it was written.
    pub place: Place,
    /// The key, for messages.
    pub key: Arc<str>,
    /// The text that is the same in every language: a name.
    pub same: Option<Box<str>>,
    /// The texts, each with its language, sorted. Portals have millions of them, and a map would take five times the
    /// memory.
    pub by_language: Box<[(Lang, Placed<Box<str>>)]>,
}

impl Reader {
    /// The language with this code; `kz` and codes that esep does not know are reported.
    pub fn language(&mut self, code: &str, place: &Place) -> Option<Lang> {
        let language = Lang::from_code(code);
        if language.is_none() {
            let finding = if code == "kz" {
                Finding::new(Code::KzForKk).at(place).with("key", self.key())
            } else {
                let codes = Lang::ALL.iter().map(|lang| lang.code());
                Finding::new(Code::UnknownLanguage)
                    .at(place)
                    .with("value", code)
                    .with("key", self.key())
                    .near(code, codes)
            };
            self.report(finding);
        }
        language
    }
}

impl Deref for Words {
    type Target = Versions;

    fn deref(&self) -> &Versions {
        &self.0
    }
}

impl Words {
    fn new(versions: Versions) -> Self {
        Self(Box::new(versions))
    }
}

impl Written for Words {
    fn shape() -> Shape {
        Shape::Words
    }

    fn read(value: &Spanned<DeValue<'_>>, reader: &mut Reader) -> Option<Self> {
        let place = reader.place(value.span());
        let key = reader.shared_key();
        match value.get_ref() {
            DeValue::String(_) => {
                let same = Some(reader.text(value)?.into_boxed_str());
                Some(Self::new(Versions { place, key, same, by_language: Box::default() }))
            }
            DeValue::Table(table) => {
                let mut texts = BTreeMap::new();
                for (code, text) in table {
                    let code_place = reader.place(code.span());
                    let language = reader.language(code.get_ref(), &code_place);
                    let text = Placed::<String>::read(text, reader);
                    if let (Some(language), Some(Placed { value, place })) = (language, text) {
                        texts.insert(language, Placed { value: value.into_boxed_str(), place });
                    }
                }
                let by_language: Box<[_]> = texts.into_iter().collect();
                (!by_language.is_empty()).then(|| Self::new(Versions { place, key, same: None, by_language }))
            }
            _ => {
                reader.wrong_type(value, "words");
                None
            }
        }
    }
}

impl Versions {
    /// The text in `language`, or in the first of `languages` that has it, or in any that has it.
    ///
    /// Gives the text and the language it is in; `None` for a text that belongs to every language.
    pub fn in_language(&self, language: Lang, languages: &[Lang]) -> (&str, Option<Lang>) {
        if let Some(same) = &self.same {
            return (same, None);
        }
        let wanted = [language].into_iter().chain(languages.iter().copied());
        let found = wanted.filter_map(|lang| self.written_in(lang).map(|text| (lang, text))).next();
        let any = || self.by_language.iter().map(|(lang, text)| (*lang, text)).next();
        found.or_else(any).map_or(("", None), |(lang, text)| (&*text.value, Some(lang)))
    }

    /// The text in this language, where it is written.
    pub fn written_in(&self, language: Lang) -> Option<&Placed<Box<str>>> {
        self.by_language.iter().find(|(lang, _)| *lang == language).map(|(_, text)| text)
    }

    /// Every text with its place and, where it has one, its language.
    pub fn texts(&self) -> impl Iterator<Item = (Option<Lang>, &str, &Place)> {
        let same = self.same.iter().map(|text| (None, &**text, &self.place));
        same.chain(self.by_language.iter().map(|(lang, text)| (Some(*lang), &*text.value, &text.place)))
    }
}
