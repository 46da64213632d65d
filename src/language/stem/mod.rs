//! Words of a text and the keys under which the search finds them.
//!
//! [`Analyser`] cuts a text into words ([`Token`]), gives each word its key in the index, and for a query every key that
//! the word could have. Kazakh and Kyrgyz take their suffixes off by a table (`kk.toml`, `ky.toml`, read by `table`,
//! walked by `walk`); Russian and English have the stemmers of Snowball. Numbers and words of another alphabet are their
//! own keys. `src/output/search/browser/stem.js` does the same in the browser, with [`browser_table`] as its data;
//! `tests/stem_parity.rs` compares the two.

mod letters;
mod table;
mod token;
mod walk;

pub use table::browser_table;
pub use token::{Token, normalised};

use super::Lang;
use rust_stemmers::{Algorithm, Stemmer};
use std::collections::BTreeSet;
use table::Table;

/// The analysis of one language, with the words that a portal wants left whole.
pub struct Analyser {
    lang: Lang,
    /// Words that are left whole, letter by letter.
    keep: BTreeSet<Vec<char>>,
    stems: Stems,
}

enum Stems {
    Suffixes(&'static Table),
    Russian(Stemmer),
    English(Stemmer),
}

impl Stems {
    /// A word, letter by letter, as the stemmer sees it.
    fn letters(&self, word: &str) -> Vec<char> {
        match self {
            Self::Suffixes(table) => table.split(word),
            Self::Russian(_) | Self::English(_) => word.chars().collect(),
        }
    }
}

impl Analyser {
    /// `keep`: words that are their own keys, such as names; in any letter case.
    pub fn new(lang: Lang, keep: &[String]) -> Self {
        let stems = match lang {
            Lang::Kk | Lang::Ky => Stems::Suffixes(table::table(lang)),
            Lang::Ru => Stems::Russian(Stemmer::create(Algorithm::Russian)),
            Lang::En => Stems::English(Stemmer::create(Algorithm::English)),
        };
        Self { lang, keep: keep.iter().map(|word| stems.letters(&normalised(word))).collect(), stems }
    }

    /// The words of a text in reading order.
    ///
    /// A word is a run of letters and digits; digits in groups of three («19 082 000») are one number. Its form is
    /// composed (NFC), in lower case, without soft hyphens and stress marks, with е for ё, and with the letters of one
    /// alphabet where those of another pass for them.
    pub fn tokens<'t>(&self, text: &'t str) -> impl Iterator<Item = Token> + use<'t> {
        token::tokens(text)
    }

    /// The key under which a form is indexed.
    pub fn key(&self, form: &str) -> String {
        match &self.stems {
            Stems::Suffixes(table) => table.key(form, &self.keep),
            Stems::Russian(stemmer) => self.stemmed(stemmer, form, letters::is_cyrillic),
            Stems::English(stemmer) => self.stemmed(stemmer, form, |letter| letter.is_ascii_alphabetic()),
        }
    }

    /// Every key that a form could have, [`Analyser::key`] among them, from the longest word to the shortest.
    pub fn ladder(&self, form: &str) -> Vec<String> {
        match &self.stems {
            Stems::Suffixes(table) => table.ladder(form),
            Stems::Russian(_) | Stems::English(_) => vec![self.key(form)],
        }
    }

    /// What is left of a key on a keyboard without Kazakh and Kyrgyz letters: «өңір» is «онир».
    pub fn fold(&self, key: &str) -> String {
        key.chars().map(|letter| letters::instead(letters::folds(self.lang), letter)).collect()
    }

    fn stemmed(&self, stemmer: &Stemmer, form: &str, own: impl Fn(char) -> bool) -> String {
        if form.chars().all(own) && !self.keep.contains(&self.stems.letters(form)) {
            stemmer.stem(form).into_owned()
        } else {
            form.to_owned()
        }
    }
}

#[cfg(test)]
mod tests;
