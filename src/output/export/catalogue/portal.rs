//! What all descriptions say of the portal.

use crate::derive::Figures;
use crate::language::Lang;
use crate::model::Portal;
use crate::read::Words;
use crate::site::{Site, Tongue};
use crate::table::{CODES, Cell, Owner, Source, Table};
use crate::value::{PartialDate, Stated};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// How to write in each language of the portal, the default one first.
pub(super) fn tongues<'s>(site: &'s Site<'_>) -> Vec<&'s Tongue<'s>> {
    site.interface_languages().iter().filter_map(|lang| site.tongue(Some(*lang))).collect()
}

/// What `write` writes, by language.
pub(super) fn by_language(site: &Site<'_>, write: impl Fn(&Tongue<'_>) -> String) -> Map<String, Value> {
    tongues(site).into_iter().map(|tongue| (tongue.lang.code().to_owned(), json!(write(tongue)))).collect()
}

/// The languages in which the words were written; a name that is the same everywhere has none.
pub(super) fn written(words: &Words) -> Vec<(Option<Lang>, String)> {
    words.texts().map(|(lang, text, _)| (lang, text.to_owned())).collect()
}

/// Every list of codes with its codes, in order.
pub(super) fn codes(portal: &Portal, figures: &Figures) -> BTreeMap<String, Vec<String>> {
    let mut lists: BTreeMap<String, Vec<String>> = BTreeMap::new();
    CODES.rows(Source { portal, figures }, Owner::Portal, &mut |cells| {
        if let [_, Cell::Text(list), Cell::Text(code), ..] = cells {
            lists.entry(list.to_string()).or_default().push(code.to_string());
        }
    });
    lists
}

/// When facts of a grant or lot were last brought up to date.
pub(super) fn updated(portal: &Portal) -> Option<PartialDate> {
    let grants = portal.grants.iter().map(|grant| &grant.updated);
    let dates = grants.chain(portal.lots.iter().map(|lot| &lot.updated));
    dates.filter_map(Stated::known).max().copied()
}

/// Which state of the data it is: the edition, or when the facts were last brought up to date.
pub(super) fn version(site: &Site<'_>) -> Option<String> {
    site.edition.map(str::to_owned).or_else(|| updated(site.portal).map(|date| date.to_string()))
}

/// The full address of something on the portal, where that is known.
pub(super) fn full(site: &Site<'_>, address: &str) -> Option<String> {
    let base = &site.portal.base_url;
    (!base.origin.is_empty()).then(|| base.absolute(address))
}
