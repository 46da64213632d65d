//! What was corrected, and which addresses things had before.

use super::linker::{Ids, Linker};
use crate::finding::{Code, Finding, Place};
use crate::read::{AsItStood, CorrectionDraft, Placed, WithdrawnDraft, Words, is_slug};
use crate::value::{PartialDate, Stated};

/// A correction: what stood on the portal before, and why it stands there no longer.
#[derive(Debug, Clone)]
pub struct Correction {
    /// Where it is written.
    pub place: Place,
    /// The id of what was corrected; absent: the whole.
    pub about: Option<Placed<String>>,
    /// In which file it stands, which says what it can be about.
    pub within: Within,
    /// When it was corrected.
    pub date: Placed<Stated<PartialDate>>,
    /// What stood there, as it was written.
    pub was: Option<Placed<String>>,
    /// Why it was corrected.
    pub text: Words,
}

/// The file in which a correction stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Within {
    /// `grant.toml` or `lot.toml`: what was promised.
    Plan,
    /// `report.toml`: what was achieved.
    Report,
    /// `media.toml`: what was published.
    Media,
    /// `story.toml`.
    Story,
    /// `portal.toml`: what was withdrawn as a whole.
    Portal,
}

impl Within {
    /// Whether a correction in this file that is about `word` is about the whole.
    fn is_whole(self, word: &str, of_lot: bool) -> bool {
        match self {
            Self::Plan => word == if of_lot { "lot" } else { "grant" },
            Self::Report | Self::Media => word == "grant",
            Self::Story => word == "story",
            Self::Portal => false,
        }
    }
}

/// Fragments of pages that no id in a file gives.
const OWN_FRAGMENTS: [&str; 4] = ["figure-amount", "figure-indicators", "figure-total", "figure-needed"];

pub(super) fn corrections_of(drafts: Vec<CorrectionDraft>, within: Within) -> Vec<Correction> {
    drafts.into_iter().map(|draft| correction_of(draft, within)).collect()
}

fn correction_of(draft: CorrectionDraft, within: Within) -> Correction {
    let CorrectionDraft { written_at, about, date, was, text } = draft;
    let is_whole = within.is_whole(&about, written_at.file.ends_with("/lot.toml"));
    Correction {
        place: written_at,
        about: Some(about).filter(|_| !is_whole),
        within,
        date,
        was: was.map(|Placed { value: AsItStood(value), place }| Placed { value, place }),
        text,
    }
}

/// The date of the data: the day that the file states, or that of a later correction. Nobody is told the data of May who gets
/// a figure that was corrected in June.
pub(super) fn date_of_data<'c>(
    stated: Stated<PartialDate>,
    corrections: impl IntoIterator<Item = &'c Correction>,
) -> Stated<PartialDate> {
    let days = corrections.into_iter().filter_map(|it| it.date.known().copied());
    let latest = days.max_by_key(|date| date.last_day());
    match (stated.known().map(|date| date.last_day()), latest) {
        (Some(day), Some(latest)) if latest.last_day() > day => Stated::Known(latest),
        (None, Some(latest)) => Stated::Known(latest),
        _ => stated,
    }
}

/// What was taken off the portal.
pub(super) fn withdrawal_of(draft: WithdrawnDraft) -> Correction {
    let WithdrawnDraft { written_at, about, date, text } = draft;
    Correction { place: written_at, about: Some(about), within: Within::Portal, date, was: None, text }
}

/// Reports corrections of what is neither there nor in an edition. `pages` are the names that the page has and had,
/// `fragments` those of breakdowns.
pub(super) fn check_corrections<'c>(
    corrections: impl IntoIterator<Item = &'c Correction>,
    pages: &[String],
    ids: &Ids,
    fragments: &[String],
    linker: &mut Linker,
) {
    for about in corrections.into_iter().filter_map(|correction| correction.about.as_ref()) {
        let is_fragment = OWN_FRAGMENTS.contains(&about.as_str()) || fragments.contains(&about.value);
        if !is_fragment && !pages.iter().any(|page| linker.was_published(page, about)) {
            ids.check(about, "figure", linker);
        }
    }
}

/// The names that a page has and had: `grants/x`.
pub(super) fn page_names(folder: &str, slug: &str, former: &[Placed<String>]) -> Vec<String> {
    let slugs = [slug].into_iter().chain(former.iter().map(|old| old.value.as_str()));
    slugs.map(|slug| format!("{folder}/{slug}")).collect()
}

/// Slugs that a thing had before; one that could never have been an address is reported.
pub(super) fn former(slugs: Vec<Placed<String>>, linker: &mut Linker) -> Vec<Placed<String>> {
    let (sound, broken): (Vec<_>, Vec<_>) = slugs.into_iter().partition(|slug| is_slug(slug));
    for slug in broken {
        linker.report(Finding::new(Code::MalformedId).at(&slug.place).with("value", slug.as_str()));
    }
    sound
}
