//! What readers of documents are given: the file, and what they may know of the portal.

use crate::language::Lang;
use crate::read::{Drafts, GrantFiles, IndicatorDraft};
use jiff::civil::Date;

/// A file to import.
#[derive(Debug, Clone)]
pub struct Source {
    /// Its name without folders.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl Source {
    /// The end of its name after the last full stop, in lower case: `docx`.
    pub fn extension(&self) -> String {
        self.name.rsplit_once('.').map(|(_, extension)| extension.to_lowercase()).unwrap_or_default()
    }
}

/// What is asked for, and the portal that it is for.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// What stands in `content/` now.
    pub portal: &'a Drafts,
    /// The language of texts that do not tell their own; given with `--lang`.
    pub language: Option<Lang>,
    /// The slug of the grant that the document is about; given with `--grant`.
    pub grant: Option<&'a str>,
    /// The day that `updated` is filled with.
    pub today: Date,
}

impl Request<'_> {
    /// The folder of a grant relative to `content/`: where it is, or where a new one of this year goes.
    /// `grant` may begin with folders, `2025/orman`, which count for a new one.
    pub fn grant_folder(&self, grant: &str, year: Option<i16>) -> String {
        let slug = grant.rsplit('/').next().unwrap_or(grant);
        let there = self.portal.grants.iter().find(|it| it.grant.slug == slug);
        match (there, year) {
            (Some(there), _) => there.folder.trim_start_matches("content/").to_owned(),
            (None, Some(year)) if slug == grant => format!("grants/{year}/{slug}"),
            (None, _) => format!("grants/{grant}"),
        }
    }

    /// The grant whose files lie in this folder, relative to `content/`.
    pub(super) fn grant_at(&self, folder: &str) -> Option<&GrantFiles> {
        let mut grants = self.portal.grants.iter().map(|it| &**it);
        grants.find(|it| it.folder.strip_prefix("content/") == Some(folder))
    }

    /// The names that records of an array have in a file; of indicators of the official forms that have no other name,
    /// that of the forms, and `true`.
    pub(super) fn names(&self, path: &str, array: &str) -> Vec<(String, bool)> {
        let folder = path.rsplit_once('/').map_or(path, |(folder, _)| folder);
        let grant = self.grant_at(folder).and_then(|it| it.grant.draft.as_ref());
        let lot = self.portal.lots.iter().find(|it| folder == format!("lots/{}", it.slug));
        let lot = lot.and_then(|it| it.draft.as_ref());
        let name = |it: &IndicatorDraft| match (&it.id, &it.standard) {
            (Some(id), _) => Some((id.value.clone(), false)),
            (None, Some(standard)) => Some((standard.value.code().to_owned(), true)),
            (None, None) => None,
        };
        match array {
            "indicator" => {
                let promised = grant.iter().flat_map(|it| &it.indicator).chain(lot.iter().flat_map(|it| &it.indicator));
                promised.filter_map(name).collect()
            }
            _ => grant.iter().flat_map(|it| &it.activity).map(|it| (it.id.value.clone(), false)).collect(),
        }
    }

    /// The languages in which the content is complete; kk, ru, ky and en where the portal says nothing.
    pub fn languages(&self) -> Vec<Lang> {
        let portal = self.portal.portal.as_ref();
        let own: Vec<Lang> = portal.iter().flat_map(|it| &it.languages).map(|lang| lang.value).collect();
        if own.is_empty() { Lang::ALL.to_vec() } else { own }
    }
}
