//! The words of one language: each distinct form is analysed once, whoever meets it first.

use super::Map;
use crate::language::Lang;
use crate::language::stem::Analyser;
use std::sync::{Arc, PoisonError, RwLock};

/// How many letters of a key are told apart: longer runs of letters are no words.
pub(super) const LETTERS: usize = 40;

/// An analyser that remembers.
pub(super) struct Keys {
    /// Its language.
    pub(super) lang: Lang,
    analyser: Analyser,
    known: RwLock<Map<String, Arc<str>>>,
}

impl Keys {
    /// `kept` are the words that the portal wants left whole.
    pub(super) fn new(lang: Lang, kept: &[String]) -> Self {
        Self { lang, analyser: Analyser::new(lang, kept), known: RwLock::default() }
    }

    /// The words of a text, as they stand there.
    pub(super) fn words<'t>(&self, text: &'t str) -> impl Iterator<Item = &'t str> + use<'t> {
        self.analyser.words(text)
    }

    /// The form of a word as it stands in a text.
    pub(super) fn form(&self, word: &str) -> String {
        self.analyser.form(word)
    }

    /// The key of a form.
    pub(super) fn key(&self, form: &str) -> Arc<str> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner).get(form).cloned();
        known.unwrap_or_else(|| {
            let key: Arc<str> = self.analyser.key(form).chars().take(LETTERS).collect::<String>().into();
            self.known.write().unwrap_or_else(PoisonError::into_inner).insert(form.to_owned(), Arc::clone(&key));
            key
        })
    }

    /// The folded key.
    pub(super) fn fold(&self, key: &str) -> String {
        self.analyser.fold(key)
    }
}
