//! What readers are told of figures that changed.

use super::said::said;
use super::{Site, Tongue};
use crate::derive::ledger::Figure;
use std::collections::BTreeMap;

impl Site<'_> {
    /// What a figure is called, by language.
    pub fn titles(&self, figure: &Figure) -> BTreeMap<String, String> {
        let title = |tongue: &Tongue<'_>| said(self, tongue, figure).map(|said| said.title.text);
        self.tongues.values().filter_map(|tongue| Some((tongue.lang.code().to_owned(), title(tongue)?))).collect()
    }
}
