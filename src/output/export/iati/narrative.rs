//! Texts in every language that there is, each marked with its language.

use super::super::xml::Element;
use crate::language::Lang;
use crate::read::Words;
use crate::site::{Site, Tongue};
use crate::value::Stated;

/// A text by language; without a language it is the same in all of them.
#[derive(Debug, Clone, Default)]
pub(super) struct Texts(Vec<(Option<Lang>, String)>);

impl Texts {
    /// Words of the content, in the languages that they are written in. A mark in place of words is said in words.
    pub(super) fn of(site: &Site<'_>, words: &Words) -> Self {
        if words.same.as_deref().and_then(Stated::<()>::from_mark).is_some() {
            return Self::said(site, |tongue| tongue.words(words).text);
        }
        Self(words.texts().map(|(lang, text, _)| (lang, text.to_owned())).collect())
    }

    /// Words of the content for the reader of one language, in the language that there is.
    pub(super) fn in_one(site: &Site<'_>, words: &Words, lang: Lang) -> Self {
        let Some(tongue) = site.tongue(Some(lang)) else { return Self::default() };
        let passage = tongue.words(words);
        let its = passage.lang.and_then(Lang::from_code).unwrap_or(lang);
        Self(vec![(Some(its), passage.text)])
    }

    /// Words that the program says, in every language of the interface.
    pub(super) fn said(site: &Site<'_>, say: impl Fn(&Tongue<'_>) -> String) -> Self {
        let tongues = site.interface_languages().iter().filter_map(|lang| site.tongue(Some(*lang)));
        Self(tongues.map(|tongue| (Some(tongue.lang), say(tongue))).collect())
    }

    /// Several texts, one a line. What is the same in every language stands in each of them.
    pub(super) fn lines(all: impl IntoIterator<Item = Self>) -> Self {
        let all: Vec<Self> = all.into_iter().filter(|it| !it.0.is_empty()).collect();
        let mut languages: Vec<Option<Lang>> = all.iter().flat_map(|it| it.0.iter().map(|(lang, _)| *lang)).collect();
        languages.sort_unstable();
        languages.dedup();
        if languages.len() > 1 {
            languages.retain(Option::is_some);
        }
        let text = |lang: Option<Lang>| {
            let own = all.iter().flat_map(|it| it.0.iter().filter(move |(its, _)| *its == lang || its.is_none()));
            (lang, own.map(|(_, text)| text.as_str()).collect::<Vec<_>>().join("\n"))
        };
        Self(languages.into_iter().map(text).collect())
    }

    /// The text for the reader of one language, where there is one.
    pub(super) fn in_language(&self, lang: Lang) -> Option<&str> {
        let found = self.0.iter().find(|(own, _)| own.is_none_or(|own| own == lang));
        found.map(|(_, text)| text.as_str())
    }

    /// The element with a narrative for each language; `None` where there is nothing to tell.
    pub(super) fn element(&self, name: &'static str) -> Option<Element> {
        let element = Element::new(name).holding(self.narratives());
        (!element.is_empty()).then_some(element)
    }

    /// The element, with another text where there is nothing to tell but the schema wants something.
    pub(super) fn element_or(&self, name: &'static str, otherwise: &str) -> Element {
        self.element(name).unwrap_or_else(|| Element::new(name).holding([Element::text("narrative", otherwise)]))
    }

    /// A narrative for each language.
    pub(super) fn narratives(&self) -> Vec<Element> {
        let narrative = |(lang, text): &(Option<Lang>, String)| {
            Element::text("narrative", text).with_optional("xml:lang", lang.map(Lang::code))
        };
        self.0.iter().map(narrative).filter(|it| !it.is_empty()).collect()
    }
}
