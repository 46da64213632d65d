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
use table::Table;

/// The analysis of one language, with the words that a portal wants left whole.
pub struct Analyser {
    lang: Lang,
    /// Words that are left whole, letter by letter.
    keep: Vec<Vec<char>>,
    stems: Stems,
}

enum Stems {
    Suffixes(&'static Table),
    Russian(Stemmer),
    English(Stemmer),
}

impl Stems {
    /// What a known word looks like to the stemmer, letter by letter.
    fn shapes(&self, word: &str) -> Vec<Vec<char>> {
        match self {
            Self::Suffixes(table) => table.shapes(word).into(),
            Self::Russian(_) | Self::English(_) => vec![word.chars().collect()],
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
        Self { lang, keep: keep.iter().flat_map(|word| stems.shapes(&normalised(word))).collect(), stems }
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
        if let Some(name) = name(form) {
            return name.to_owned();
        }
        match &self.stems {
            Stems::Suffixes(table) => table.key(form, &self.keep),
            Stems::Russian(stemmer) => self.stemmed(stemmer, form, letters::is_cyrillic),
            Stems::English(stemmer) => self.stemmed(stemmer, form, |letter| letter.is_ascii_alphabetic()),
        }
    }

    /// Every key that a form could have, [`Analyser::key`] among them, from the longest word to the shortest.
    pub fn ladder(&self, form: &str) -> Vec<String> {
        match &self.stems {
            Stems::Suffixes(table) if name(form).is_none() => table.ladder(form, &self.keep),
            _ => vec![self.key(form)],
        }
    }

    /// What is left of a key on a keyboard without Kazakh and Kyrgyz letters: «өңір» is «онир».
    pub fn fold(&self, key: &str) -> String {
        key.chars().map(|letter| letters::instead(letters::folds(self.lang), letter)).collect()
    }

    fn keeps(&self, form: &str) -> bool {
        self.keep.iter().any(|word| form.chars().eq(word.iter().copied()))
    }

    fn stemmed(&self, stemmer: &Stemmer, form: &str, own: impl Fn(char) -> bool) -> String {
        if form.chars().all(own) && !self.keeps(form) { stemmer.stem(form).into_owned() } else { form.to_owned() }
    }
}

/// A name in another alphabet, or a number, before Cyrillic letters: «google» of «googleда».
fn name(form: &str) -> Option<&str> {
    let name = form.get(..form.find(letters::is_cyrillic)?)?;
    (name.chars().count() > 1).then_some(name)
}

#[cfg(test)]
mod tests;
