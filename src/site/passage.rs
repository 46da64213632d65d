//! Pieces of text as templates get them.

use serde::Serialize;

/// Text, and its language where that is not the page's.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Passage {
    /// The text.
    pub text: String,
    /// BCP 47, only where it is not the page's language.
    pub lang: Option<&'static str>,
}

impl From<String> for Passage {
    fn from(text: String) -> Self {
        Self { text, lang: None }
    }
}

impl From<Passage> for super::chart::Label {
    fn from(passage: Passage) -> Self {
        Self { text: passage.text, lang: passage.lang.map(str::to_owned) }
    }
}

/// A value as a reader sees it: the figure, or in words why there is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Value {
    /// What is shown.
    pub text: String,
    /// `known`, `not-stated`, `not-applicable`, `not-reported` or `unclear`.
    pub state: &'static str,
    /// The figure or the date as programs write it, which a table is sorted by: `1206.5`, `2024-05`. Absent where
    /// none is known.
    pub plain: Option<String>,
}

impl Value {
    /// A known value.
    pub fn known(text: impl Into<String>) -> Self {
        Self { text: text.into(), state: "known", plain: None }
    }

    /// In words, why there is none.
    pub fn absent(text: impl Into<String>, state: &'static str) -> Self {
        Self { text: text.into(), state, plain: None }
    }

    /// The same value, sorted by `plain`.
    pub fn sorted_by(self, plain: Option<impl ToString>) -> Self {
        Self { plain: plain.map(|plain| plain.to_string()), ..self }
    }
}
