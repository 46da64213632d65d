//! The different ways of having, or not having, a value.

use serde::Serialize;

/// A value that a document states, or the reason why there is none. Zero is a value; these reasons never count as zero.
///
/// Serialised as `{"state": "known", "value": …}`, `{"state": "not_stated"}` and so on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(tag = "state", content = "value", rename_all = "snake_case")]
pub enum Stated<T> {
    /// The document states it.
    Known(T),
    /// The document leaves it blank; written `"?"`.
    NotStated,
    /// The document crosses it out; written `"-"`.
    NotApplicable,
    /// Nobody has reported it yet.
    NotReported,
    /// The document says something that is no such value; the text as it stands there.
    Unclear(String),
}

impl<T> Stated<T> {
    /// The value, if it is known.
    pub fn known(&self) -> Option<&T> {
        match self {
            Stated::Known(value) => Some(value),
            _ => None,
        }
    }

    /// The same with `change` done to a known value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Stated<U> {
        match self {
            Stated::Known(value) => Stated::Known(change(value)),
            Stated::NotStated => Stated::NotStated,
            Stated::NotApplicable => Stated::NotApplicable,
            Stated::NotReported => Stated::NotReported,
            Stated::Unclear(text) => Stated::Unclear(text),
        }
    }

    /// The same, borrowed.
    pub fn as_ref(&self) -> Stated<&T> {
        match self {
            Stated::Known(value) => Stated::Known(value),
            Stated::NotStated => Stated::NotStated,
            Stated::NotApplicable => Stated::NotApplicable,
            Stated::NotReported => Stated::NotReported,
            Stated::Unclear(text) => Stated::Unclear(text.clone()),
        }
    }

    /// What a mark that stands for a missing value means: `?` not stated, a hyphen or dash not applicable.
    pub fn from_mark(text: &str) -> Option<Stated<T>> {
        match text.trim() {
            "?" => Some(Stated::NotStated),
            "-" | "–" | "—" => Some(Stated::NotApplicable),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_known_value_is_changed() {
        assert_eq!(Stated::Known(2).map(|n| n * 2), Stated::Known(4));
        assert_eq!(Stated::<i32>::NotReported.map(|n| n * 2), Stated::NotReported);
        let unclear = Stated::<i32>::Unclear("жиырма".into());
        assert_eq!(unclear.clone().map(|n| n * 2), unclear);
    }

    #[test]
    fn the_reasons_stay_apart_when_serialised() {
        let written = |value: &Stated<u8>| serde_json::to_string(value).unwrap();
        assert_eq!(written(&Stated::Known(0)), r#"{"state":"known","value":0}"#);
        assert_eq!(written(&Stated::NotStated), r#"{"state":"not_stated"}"#);
        assert_eq!(written(&Stated::NotApplicable), r#"{"state":"not_applicable"}"#);
        assert_eq!(written(&Stated::NotReported), r#"{"state":"not_reported"}"#);
    }

    #[test]
    fn marks_mean_what_editors_mean() {
        assert_eq!(Stated::<u8>::from_mark(" ? "), Some(Stated::NotStated));
        assert_eq!(Stated::<u8>::from_mark("—"), Some(Stated::NotApplicable));
        assert_eq!(Stated::<u8>::from_mark("0"), None);
    }
}
