//! Words of a text and the keys under which the search finds them.
//!
//! [`Analyser`] cuts a text into words ([`Token`]), gives each word its key in the index, and for a query every key that
//! the word could have. Kazakh and Kyrgyz take their suffixes off by a table (`kk.toml`, `ky.toml`, described in `source`,
//! walked by `walk`); Russian and English have the stemmers of Snowball. Numbers and words of another alphabet are their
//! own keys. `src/output/search/browser/stem.js` does the same in the browser, with [`browser_table`] as its data;
//! `tests/browser/stems.test.mjs` compares the two.

mod known;
mod letters;
mod packed;
mod source;
mod table;
mod token;
mod walk;

pub use packed::packed;
pub use table::browser_table;
pub use token::{Token, normalised};

use super::Lang;
use known::Known;
use rust_stemmers::{Algorithm, Stemmer};
use std::collections::BTreeSet;
use table::Table;

/// The analysis of one language, with the words that a portal wants left whole.
pub struct Analyser {
    lang: Lang,
    stems: Stems,
}

enum Stems {
    Suffixes { table: &'static Table, keep: Known },
    Listed { stemmer: Stemmer, own: fn(char) -> bool, keep: BTreeSet<String> },
}

impl Analyser {
    /// `keep`: words that are their own keys, such as names; in any letter case.
    pub fn new(lang: Lang, keep: &[String]) -> Self {
        let keep: Vec<String> = keep.iter().map(|word| normalised(word)).collect();
        let listed = |algorithm, own, keep: Vec<String>| Stems::Listed {
            stemmer: Stemmer::create(algorithm),
            own,
            keep: keep.into_iter().collect(),
        };
        let stems = match lang {
            Lang::Kk | Lang::Ky => {
                let table = table::table(lang);
                Stems::Suffixes { table, keep: Known::any(table, &keep) }
            }
            Lang::Ru => listed(Algorithm::Russian, letters::is_cyrillic, keep),
            Lang::En => listed(Algorithm::English, |letter| letter.is_ascii_alphabetic(), keep),
        };
        Self { lang, stems }
    }

    /// The words of a text in reading order.
    ///
    /// A word is a run of letters and digits; digits in groups of three («19 082 000») are one number. Its form is
    /// composed (NFC), in lower case, without soft hyphens and stress marks, with е for ё, and with the letters of one
    /// alphabet where those of another pass for them.
    pub fn tokens<'t>(&self, text: &'t str) -> impl Iterator<Item = Token> + use<'t> {
        token::tokens(text)
    }

    /// The words of a text in reading order, as they stand there; [`Analyser::form`] gives the form of each.
    pub fn words<'t>(&self, text: &'t str) -> impl Iterator<Item = &'t str> + use<'t> {
        token::words(text)
    }

    /// The form of one of [`Analyser::words`]: that of its token.
    pub fn form(&self, word: &str) -> String {
        token::form(word)
    }

    /// The key under which a form is indexed.
    pub fn key(&self, form: &str) -> String {
        if let Some(name) = name(form) {
            return name.to_owned();
        }
        match &self.stems {
            Stems::Suffixes { table, keep } => table.key(form, keep),
            Stems::Listed { stemmer, own, keep } if form.chars().all(own) && !keep.contains(form) => {
                stemmer.stem(form).into_owned()
            }
            Stems::Listed { .. } => form.to_owned(),
        }
    }

    /// Every key that a form could have, [`Analyser::key`] among them, from the longest word to the shortest.
    pub fn ladder(&self, form: &str) -> Vec<String> {
        match &self.stems {
            Stems::Suffixes { table, keep } if name(form).is_none() => table.ladder(form, keep),
            _ => vec![self.key(form)],
        }
    }

    /// What is left of a key on a keyboard without Kazakh and Kyrgyz letters: «өңір» is «онир».
    pub fn fold(&self, key: &str) -> String {
        key.chars().map(|letter| letters::instead(letters::folds(self.lang), letter)).collect()
    }
}

/// A name in another alphabet, or a number, before Cyrillic letters: «google» of «googleда».
fn name(form: &str) -> Option<&str> {
    let name = form.get(..form.find(letters::is_cyrillic)?)?;
    (name.chars().count() > 1).then_some(name)
}

#[cfg(test)]
mod families;
#[cfg(test)]
mod tests;
