//! What a key may refer to in this portal, offered while somebody types.

use super::words::page_words;
use crate::language::{Lang, regions};
use crate::model::BUILT_IN;
use crate::read::{Drafts, Named, Words};

/// A word that is offered, and what it stands for.
pub(super) type Offer = (String, String);

/// The names of a portal that other files refer to.
#[derive(Debug, Default)]
pub struct Known {
    organisations: Vec<Offer>,
    outlets: Vec<Offer>,
    lots: Vec<Offer>,
    themes: Vec<Offer>,
    units: Vec<Offer>,
}

impl Known {
    /// The names in this portal; what cannot be read is left out.
    pub fn of(drafts: &Drafts, lang: Lang) -> Self {
        let mut known = Self {
            organisations: named(&drafts.organisations, |draft| &draft.name, lang),
            outlets: named(&drafts.outlets, |draft| &draft.name, lang),
            lots: named(&drafts.lots, |draft| &draft.title, lang),
            ..Self::default()
        };
        if let Some(portal) = &drafts.portal {
            known.themes = portal.theme.iter().map(|theme| (theme.id.value.clone(), said(&theme.name, lang))).collect();
            known.units = portal.unit.iter().map(|unit| (unit.id.value.clone(), said(&unit.other, lang))).collect();
        }
        known
    }

    /// What is offered for a key of this name; nothing where anything may be written.
    pub(super) fn offers(&self, key: &str, lang: Lang) -> Vec<Offer> {
        match key {
            "organisation" | "operator" | "customer" | "to" => self.organisations.clone(),
            "outlet" => self.outlets.clone(),
            "lot" => self.lots.clone(),
            "theme" => self.themes.clone(),
            "region" => regions::all().map(|it| (it.code.to_owned(), it.name(lang).to_owned())).collect(),
            "unit" => built_in(BUILT_IN, "unit_name", lang).chain(self.units.iter().cloned()).collect(),
            "currency" => built_in(&["KZT", "KGS", "USD", "EUR"], "currency_name", lang).collect(),
            _ => Vec::new(),
        }
    }
}

fn built_in(codes: &'static [&'static str], section: &'static str, lang: Lang) -> impl Iterator<Item = Offer> {
    let name = move |code: &str| page_words(&format!("{section}.{code}"), lang).unwrap_or_else(|| code.to_owned());
    codes.iter().map(move |code| ((*code).to_owned(), name(code)))
}

fn named<T>(files: &[Named<T>], name: impl Fn(&T) -> &Words, lang: Lang) -> Vec<Offer> {
    let sound = files.iter().filter_map(|file| Some((file.slug.clone(), file.draft.as_ref()?)));
    sound.map(|(slug, draft)| (slug, said(name(draft), lang))).collect()
}

fn said(words: &Words, lang: Lang) -> String {
    words.in_language(lang, &[]).0.to_owned()
}
