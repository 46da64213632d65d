//! `/data/grants/<slug>.json` and `/data/lots/<slug>.json` of what was withdrawn: programs that still ask for it learn
//! when and why it was taken off, and where it is kept.

use super::Version;
use super::text::{ByLanguage, Labels, Pen, Text};
use super::value::{Date, Iso};
use crate::language::Lang;
use crate::model::Correction;
use crate::read::Edition;
use crate::value::PartialDate;
use schemars::JsonSchema;
use serde::Serialize;

/// A grant or lot that was published and is not any more. It has none of the other keys of a grant or lot.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "Withdrawn")]
pub struct Withdrawn {
    /// The schema that this file follows.
    schema: Version,
    /// The end of its address.
    slug: String,
    /// What it was called in the last edition that says it.
    title: Option<ByLanguage>,
    /// The page that says that it was withdrawn.
    addresses: ByLanguage,
    /// When it was withdrawn, and why.
    withdrawn: Withdrawal,
    /// The editions that keep it, the oldest first.
    editions: Vec<Kept>,
    /// What the codes in this file are called: by list, then by code.
    labels: Labels,
}

/// When something was withdrawn, and why.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Withdrawal {
    /// When.
    date: Date,
    /// Why.
    text: Text,
}

/// An edition that keeps what was withdrawn.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Kept {
    /// Its name.
    edition: String,
    /// The day on which it was frozen.
    date: Iso,
    /// Its record, as it was frozen.
    file: String,
}

/// What was published once and is not any more, in the index.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Gone {
    /// The end of its address.
    slug: String,
    /// The file that says when and why, seen from this one.
    file: String,
    /// When it was withdrawn.
    date: Date,
}

/// The page of a grant or lot that was withdrawn, `grants/x`, as folder and slug. Nothing else had a file of its own.
pub(super) fn page(withdrawal: &Correction) -> Option<(&str, &str)> {
    withdrawal.about.as_ref()?.split_once('/').filter(|(folder, _)| ["grants", "lots"].contains(folder))
}

impl Pen<'_> {
    /// What stands in place of the record of `folder/slug`.
    pub(super) fn withdrawn(&self, (folder, slug): (&str, &str), withdrawal: &Correction) -> Withdrawn {
        let page = format!("{folder}/{slug}");
        let file = format!("data/{page}.json");
        let editions = &self.portal().editions;
        Withdrawn {
            schema: Version::default(),
            slug: slug.to_owned(),
            title: editions.iter().rev().find_map(|edition| self.frozen_title(edition, &page)),
            addresses: self.addresses(&format!("{page}/")),
            withdrawn: Withdrawal { date: self.date(&withdrawal.date), text: self.words(&withdrawal.text) },
            editions: editions.iter().filter(|it| it.has(&file)).map(|it| self.kept(it, &file)).collect(),
            labels: self.labels(),
        }
    }

    /// A title in the languages that it had; one that was the same everywhere stands in each of them.
    fn frozen_title(&self, edition: &Edition, page: &str) -> Option<ByLanguage> {
        let titles = edition.title(page)?;
        let one = |(code, title): (&String, &String)| Some((Lang::from_code(code)?, title.clone()));
        Some(match titles.get("und") {
            Some(same) => self.each(|_| same.clone()),
            None => titles.iter().filter_map(one).collect(),
        })
    }

    fn kept(&self, edition: &Edition, file: &str) -> Kept {
        Kept {
            edition: edition.name.clone(),
            date: Iso::from(&PartialDate::Day(edition.date)),
            file: self.full(&format!("/e/{}/{file}", edition.name)),
        }
    }

    /// Everything that was withdrawn, by page.
    pub(super) fn gone(&self) -> Vec<Gone> {
        let gone = |it: &Correction| {
            let (folder, slug) = page(it)?;
            Some(Gone { slug: slug.to_owned(), file: format!("{folder}/{slug}.json"), date: self.date(&it.date) })
        };
        let mut all: Vec<Gone> = self.site.withdrawn().iter().filter_map(gone).collect();
        all.sort_by(|one, other| one.file.cmp(&other.file));
        all
    }
}
