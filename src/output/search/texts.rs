//! What a result shows: documents in small files, of which a page of results loads a few.

use super::pack;
use crate::site::documents::{Document, Facet, Kind};
use rayon::prelude::*;
use serde_json::{Value, json};
use std::fmt::Write;

/// How many letters of text a language keeps for its snippets at most. Where there are more, the longest
/// documents keep their beginning only.
const ALL_LETTERS: usize = 8_000_000;

/// How large a file is meant to be on average, in bytes before compression.
const TARGET: usize = 6_000;

/// Documents in files.
pub(super) struct Texts {
    /// How many documents a file holds.
    pub(super) in_file: usize,
    /// What the files hold.
    pub(super) files: Vec<Value>,
}

/// Puts documents into files, in their order.
pub(super) fn texts(documents: &[Document]) -> Texts {
    let letters = |document: &Document| document.body.iter().map(|it| it.text.chars().count()).sum();
    let most = share(documents.iter().map(letters).collect(), ALL_LETTERS);
    let sizes: usize = documents.par_iter().map(|it| record(it, most).to_string().len()).sum();
    let in_file = (TARGET * documents.len() / sizes.max(1)).max(1);
    let file = |documents: &[Document]| documents.iter().map(|it| record(it, most)).collect();
    Texts { in_file, files: documents.par_chunks(in_file).map(file).collect() }
}

/// How much everybody may have so that all together have no more than `sum`.
fn share(mut wishes: Vec<usize>, sum: usize) -> usize {
    wishes.sort_unstable();
    let mut left = sum;
    for (place, wish) in wishes.iter().enumerate() {
        let equal = left / (wishes.len() - place);
        if *wish > equal {
            return equal;
        }
        left -= wish;
    }
    wishes.last().copied().unwrap_or(0)
}

/// Address, kind, title and its language, facts, date, whether the text is whole, and passages: each a text,
/// after it its language where that is not the page's.
fn record(document: &Document, most: usize) -> Value {
    let mut left = most;
    let mut passages: Vec<Value> = Vec::new();
    for passage in &document.body {
        let text = beginning(&passage.text, left);
        left -= text.chars().count();
        match (passage.lang, text.is_empty()) {
            (_, true) => {}
            (Some(lang), false) => passages.push(json!([text, lang])),
            (None, false) => passages.push(json!(text)),
        }
    }
    let whole = left > 0 || document.body.is_empty();
    json!([
        document.address.trim_start_matches('/'),
        document.kind.code(),
        document.title.text,
        document.title.lang,
        document.facts,
        document.date.map(|date| date.to_string()),
        u8::from(whole),
        passages,
    ])
}

/// At most so many letters, cut after a word, with the marks of lists and blocks as one space or line end.
fn beginning(text: &str, letters: usize) -> String {
    let mut out = String::new();
    let mut left = letters;
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        for word in line.split_whitespace() {
            let size = word.chars().count() + 1;
            if size > left {
                return out.trim_end().to_owned();
            }
            left -= size;
            let space = if out.is_empty() || out.ends_with('\n') { "" } else { " " };
            let _ = write!(out, "{space}{word}");
        }
        out.push('\n');
    }
    out.truncate(out.trim_end().len());
    out
}

/// Places of documents by when they began, as ranks from 1; 0 where it is not known.
pub(super) fn by_date(documents: &[Document]) -> String {
    ranks(documents.iter().map(|it| it.date.map(|date| date.first_day())).collect())
}

/// Places of documents by their money: amounts are compared within a currency, the commonest one first.
pub(super) fn by_amount(documents: &[Document]) -> String {
    let mut currencies: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
    for (_, currency) in documents.iter().filter_map(|it| it.amount.as_ref()) {
        *currencies.entry(currency).or_default() += 1;
    }
    let place = |it: &Document| {
        let (amount, currency) = it.amount.as_ref()?;
        Some((currencies.get(currency.as_str()).copied(), std::cmp::Reverse(currency.clone()), *amount))
    };
    ranks(documents.iter().map(place).collect())
}

fn ranks<T: Ord + Clone>(values: Vec<Option<T>>) -> String {
    let mut known: Vec<T> = values.iter().flatten().cloned().collect();
    known.sort();
    known.dedup();
    let rank = |value: Option<T>| value.map_or(0, |value| known.binary_search(&value).map_or(0, |rank| rank + 1));
    pack::runs(&values.into_iter().map(rank).collect::<Vec<_>>())
}

/// Documents that have the same filters stand together, so that the lists of filters are short.
pub(super) fn in_order(documents: Vec<Document>) -> Vec<Document> {
    let mut families: Vec<Vec<Document>> = Vec::new();
    for document in documents {
        match families.last_mut() {
            Some(family) if matches!(document.kind, Kind::Story | Kind::Publication) => family.push(document),
            _ => families.push(vec![document]),
        }
    }
    let place = |family: &Vec<Document>| {
        let first = family.first()?;
        let facet = |facet: Facet| first.facets.get(&facet).cloned().unwrap_or_default();
        let facets = [Facet::Organisation, Facet::Region, Facet::Theme, Facet::Year, Facet::Status].map(facet);
        Some((first.kind, facets, first.address.clone()))
    };
    families.sort_by_cached_key(place);
    families.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::search::index::tests::document;

    #[test]
    fn long_texts_give_way_to_short_ones() {
        assert_eq!(share(vec![9, 1, 5], 6), 2);
        assert_eq!(share(vec![1, 2], 100), 2);
        assert_eq!(share(Vec::new(), 100), 0);
    }

    #[test]
    fn a_text_is_cut_after_a_word_and_its_lines_stay() {
        assert_eq!(beginning(" Бір  екі\n\n үш төрт", 100), "Бір екі\nүш төрт");
        assert_eq!(beginning(" Бір  екі\n\n үш төрт", 12), "Бір екі\nүш");
        assert_eq!(beginning(" Бір  екі\n\n үш төрт", 8), "Бір екі");
        assert_eq!(beginning("Бір", 0), "");
    }

    #[test]
    fn what_is_not_known_comes_last() {
        assert_eq!(ranks(vec![Some(5), None, Some(3), Some(5)]), pack::runs(&[2, 0, 1, 2]));
    }

    #[test]
    fn what_is_told_about_a_grant_stays_with_it() {
        let of = |kind: Kind, address: &str| Document { kind, ..document(address, "title", "") };
        let unsorted =
            [(Kind::Grant, "b"), (Kind::Story, "z"), (Kind::Page, "c"), (Kind::Grant, "a"), (Kind::Publication, "y")];
        let sorted = in_order(unsorted.map(|(kind, address)| of(kind, address)).to_vec());
        assert_eq!(sorted.iter().map(|it| it.address.as_str()).collect::<Vec<_>>(), ["a", "y", "b", "z", "c"]);
    }

    #[test]
    fn every_document_is_in_the_file_where_the_engine_looks_for_it() {
        let documents: Vec<Document> =
            (0..50).map(|at| document(&format!("/{at}"), "title", &"word ".repeat(at * 20))).collect();
        let texts = texts(&documents);
        assert!(texts.files.len() > 1);
        for (place, _) in documents.iter().enumerate() {
            assert_eq!(texts.files[place / texts.in_file][place % texts.in_file][0], place.to_string());
        }
    }
}
