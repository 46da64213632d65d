//! The words of one language: each distinct form is analysed once, whoever meets it first.

use crate::language::Lang;
use crate::language::stem::Analyser;
use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

/// How many letters of a key are told apart: longer runs of letters are no words.
pub(super) const LETTERS: usize = 40;

/// An analyser that remembers.
pub(super) struct Keys {
    /// Its language.
    pub(super) lang: Lang,
    analyser: Analyser,
    known: RwLock<HashMap<String, String>>,
}

impl Keys {
    /// `kept` are the words that the portal wants left whole.
    pub(super) fn new(lang: Lang, kept: &[String]) -> Self {
        Self { lang, analyser: Analyser::new(lang, kept), known: RwLock::default() }
    }

    /// The words of a text.
    pub(super) fn forms(&self, text: &str) -> Vec<String> {
        self.analyser.tokens(text).map(|token| token.form).collect()
    }

    /// The key of a word.
    pub(super) fn key(&self, form: &str) -> String {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner).get(form).cloned();
        known.unwrap_or_else(|| {
            let key: String = self.analyser.key(form).chars().take(LETTERS).collect();
            self.known.write().unwrap_or_else(PoisonError::into_inner).insert(form.to_owned(), key.clone());
            key
        })
    }

    /// The folded key.
    pub(super) fn fold(&self, key: &str) -> String {
        self.analyser.fold(key)
    }
}
