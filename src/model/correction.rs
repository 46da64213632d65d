//! What was corrected, and which addresses things had before.

use super::linker::{Ids, Linker};
use crate::finding::{Code, Finding, Place};
use crate::read::{AsItStood, CorrectionDraft, Placed, Words, is_slug};
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
    pub date: Stated<PartialDate>,
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
}

/// Fragments of pages that no id in a file gives.
const OWN_FRAGMENTS: [&str; 4] = ["figure-amount", "figure-indicators", "figure-total", "figure-needed"];

pub(super) fn corrections_of(drafts: Vec<CorrectionDraft>, within: Within) -> Vec<Correction> {
    drafts.into_iter().map(|draft| correction_of(draft, within)).collect()
}

fn correction_of(draft: CorrectionDraft, within: Within) -> Correction {
    let CorrectionDraft { written_at, about, date, was, text } = draft;
    let is_whole = ["grant", "lot", "story"].contains(&about.as_str());
    Correction {
        place: written_at,
        about: Some(about).filter(|_| !is_whole),
        within,
        date: date.value,
        was: was.map(|Placed { value: AsItStood(value), place }| Placed { value, place }),
        text,
    }
}

/// Reports corrections of what is neither there nor in an edition. `fragments` are those of breakdowns.
pub(super) fn check_corrections<'c>(
    corrections: impl IntoIterator<Item = &'c Correction>,
    page: &str,
    ids: &Ids,
    fragments: &[String],
    linker: &mut Linker,
) {
    for about in corrections.into_iter().filter_map(|correction| correction.about.as_ref()) {
        let is_fragment = OWN_FRAGMENTS.contains(&about.as_str()) || fragments.contains(&about.value);
        if !is_fragment && !linker.was_published(page, about) {
            ids.check(about, "figure", linker);
        }
    }
}

/// Slugs that a thing had before; one that could never have been an address is reported.
pub(super) fn former(slugs: Vec<Placed<String>>, linker: &mut Linker) -> Vec<Placed<String>> {
    let (sound, broken): (Vec<_>, Vec<_>) = slugs.into_iter().partition(|slug| is_slug(slug));
    for slug in broken {
        linker.report(Finding::new(Code::MalformedId).at(&slug.place).with("value", slug.as_str()));
    }
    sound
}
