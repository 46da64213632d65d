//! What commands say beside findings, in the language of the officer.

use crate::language::{Catalogue, Lang, Locale};
use crate::write::{LIST, PathFault, WriteError};
use rust_decimal::Decimal;
use std::borrow::Cow;
use std::io;
use std::path::Path;

/// Something that is said: a key of the word files, and what fills the gaps.
#[derive(Debug)]
pub(super) struct Said {
    key: Cow<'static, str>,
    gaps: Vec<(&'static str, String)>,
    count: Option<usize>,
    /// What goes on after it.
    more: Option<Box<Said>>,
}

impl Said {
    pub(super) fn new(key: impl Into<Cow<'static, str>>) -> Self {
        Self { key: key.into(), gaps: Vec::new(), count: None, more: None }
    }

    pub(super) fn with(mut self, gap: &'static str, value: impl ToString) -> Self {
        self.gaps.push((gap, value.to_string()));
        self
    }

    pub(super) fn path(self, gap: &'static str, path: &Path) -> Self {
        self.with(gap, path.display())
    }

    /// Fills the gap `count` and chooses the plural form.
    pub(super) fn count(mut self, count: usize) -> Self {
        self.count = Some(count);
        self
    }

    pub(super) fn and(mut self, more: Option<Said>) -> Self {
        self.more = more.map(Box::new);
        self
    }

    /// The words in this language.
    pub(super) fn in_language(&self, lang: Lang) -> String {
        let words = words(lang);
        let locale = Locale::new(lang, &words);
        let said = self.fill(&locale, &words);
        match &self.more {
            Some(more) => format!("{said} {}", more.in_language(lang)),
            None => said,
        }
    }

    fn fill(&self, locale: &Locale, words: &Catalogue) -> String {
        let Some(entry) = words.entry(&self.key) else { return self.key.to_string() };
        let count = self.count.map(Decimal::from);
        let form = entry.form(count.map_or("other", |count| locale.plural(&count)));
        let value = |gap: &str| match (gap, &count) {
            ("count", Some(count)) => Some(locale.number(count)),
            // What is wrong with a path is itself a key.
            ("fault", _) => self.gap(gap).and_then(|key| words.entry(key)).map(|fault| fault.form("other").source()),
            _ => self.gap(gap).map(str::to_owned),
        };
        form.fill(|gap| Some(value(gap).unwrap_or_else(|| "…".to_owned()))).unwrap_or_default()
    }

    fn gap(&self, name: &str) -> Option<&str> {
        self.gaps.iter().find(|(gap, _)| *gap == name).map(|(_, value)| value.as_str())
    }
}

/// That what stands there is only one share of a site, and how it becomes the site.
pub(super) fn share(number: usize, of: usize) -> Said {
    Said::new("build.share").with("number", number).with("of", of)
}

/// What commands say, in this language.
pub(super) fn words(lang: Lang) -> Catalogue {
    Catalogue::parse(source(lang)).unwrap_or_default()
}

fn source(lang: Lang) -> &'static str {
    in_language!(lang, "words")
}

/// Why a command did not do its work, beside what is wrong with the content.
#[derive(Debug)]
pub(super) enum Failure {
    /// In words of ours.
    Said(Said),
    /// In the words of the system, or in words that are chosen already.
    Text(String),
}

impl Failure {
    pub(super) fn in_language(&self, lang: Lang) -> String {
        match self {
            Self::Said(said) => said.in_language(lang),
            Self::Text(text) => text.clone(),
        }
    }
}

impl From<Said> for Failure {
    fn from(said: Said) -> Self {
        Self::Said(said)
    }
}

impl From<jiff::Error> for Failure {
    fn from(error: jiff::Error) -> Self {
        Self::Text(error.to_string())
    }
}

impl From<rayon::ThreadPoolBuildError> for Failure {
    fn from(error: rayon::ThreadPoolBuildError) -> Self {
        Self::Text(error.to_string())
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.downcast::<WriteError>() {
            Ok(error) => error.into(),
            Err(error) => Self::Text(error.to_string()),
        }
    }
}

impl From<WriteError> for Failure {
    fn from(error: WriteError) -> Self {
        use WriteError::*;
        let said = match error {
            OverSources { output, sources } => {
                Said::new("write.over-sources").path("output", &output).path("sources", &sources)
            }
            NotAFolder { path } => Said::new("write.not-a-folder").path("path", &path),
            NotOurs { folder, example } => {
                Said::new("write.not-ours").path("folder", &folder).path("example", &example).with("list", LIST)
            }
            DamagedList { list, line } => Said::new("write.damaged-list").path("list", &list).with("line", line),
            Collision { folder, paths } => {
                let paths: Vec<_> = paths.iter().map(|path| path.display().to_string()).collect();
                Said::new("write.collision").path("folder", &folder).with("paths", paths.join(", "))
            }
            Busy { output } => Said::new("write.busy").path("output", &output),
            BadPath { path, fault } => Said::new("write.bad-path").with("path", path).with("fault", key(fault)),
            Twice { path } => Said::new("write.twice").with("path", path),
            Unfinished { path } => Said::new("write.unfinished").with("path", path),
            NoSpace { path } => Said::new("write.no-space").path("path", &path),
            NoPermission { path } => Said::new("write.no-permission").path("path", &path),
            CannotReplace { output, source } => {
                Said::new("write.cannot-replace").path("output", &output).with("reason", source)
            }
            Io { path, source } => Said::new("write.system").path("path", &path).with("reason", source),
        };
        said.into()
    }
}

pub(super) fn key(fault: PathFault) -> &'static str {
    match fault {
        PathFault::Empty => "fault.empty",
        PathFault::Absolute => "fault.absolute",
        PathFault::Part => "fault.part",
        PathFault::Backslash => "fault.backslash",
        PathFault::Control => "fault.control",
        PathFault::Reserved => "fault.reserved",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gaps(lang: Lang) -> Vec<(String, Vec<String>)> {
        let words = Catalogue::parse(source(lang)).unwrap();
        let keys: Vec<String> = words.iter().map(|(key, _)| key.clone()).collect();
        let gaps = |key: &String| {
            let form = words.entry(key).unwrap().form("other");
            let mut gaps: Vec<String> = form.gaps().map(str::to_owned).collect();
            gaps.sort();
            gaps.dedup();
            (key.clone(), gaps)
        };
        keys.iter().map(gaps).collect()
    }

    #[test]
    fn every_language_says_the_same() {
        for lang in [Lang::Kk, Lang::Ru, Lang::Ky] {
            assert_eq!(gaps(lang), gaps(Lang::En), "{lang:?}");
        }
    }

    #[test]
    fn counts_have_the_form_of_their_language() {
        let said = |count| Said::new("build.done").with("output", "public").count(count);
        assert_eq!(said(1).in_language(Lang::En), "public: 1 file");
        assert_eq!(said(2).in_language(Lang::Ru), "public: 2 файла");
        assert_eq!(said(45).in_language(Lang::Kk), "public: 45 файл");
    }

    #[test]
    fn what_is_wrong_with_a_path_is_said_in_the_same_language() {
        let error = WriteError::BadPath { path: "a//b".to_owned(), fault: PathFault::Part };
        let told = Failure::from(io::Error::from(error)).in_language(Lang::Ru);
        assert_eq!(told, "«a//b» не может быть файлом сайта: одна из его частей пуста, «.» или «..».");
    }
}
