//! Whom findings concern.

use crate::finding::{About, Code, Finding, Place};
use crate::model::{Grant, Lot};

/// A grant or a lot, as findings name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Subject<'p> {
    folder: &'static str,
    slug: &'p str,
}

impl<'p> Subject<'p> {
    /// The grant.
    pub fn grant(grant: &'p Grant) -> Self {
        Self { folder: "grants", slug: &grant.slug }
    }

    /// The lot.
    pub fn lot(lot: &'p Lot) -> Self {
        Self { folder: "lots", slug: &lot.slug }
    }

    /// Its figure, activity or risk with this id, or the whole.
    pub fn about(self, id: Option<&str>) -> About {
        let subject = format!("{}/{}", self.folder, self.slug);
        About { subject, id: id.map(str::to_owned), languages: Vec::new() }
    }

    /// A finding about the figure, activity or risk with this id.
    pub fn finding(self, code: Code, place: &Place, id: &str) -> Finding {
        Finding::new(code).at(place).about(self.about(Some(id)))
    }

    /// A finding about the whole.
    pub fn finding_on_all(self, code: Code, place: &Place) -> Finding {
        Finding::new(code).at(place).about(self.about(None))
    }
}
