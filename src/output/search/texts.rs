//! What a result shows: documents in small files, of which a page of results loads a few.

use super::Map;
use super::narrow::narrow;
use super::pack;
use crate::language::Lang;
use crate::site::documents::{Document, Facet, Family, Kind};
use rayon::prelude::*;
use serde_json::{Value, json};
use std::fmt::Write;

/// How many letters of text a language keeps for its snippets at most. Where there are more, the longest
/// documents keep their beginning only.
const ALL_LETTERS: usize = 8_000_000;

/// How large a file is meant to be on average, in bytes before compression.
const TARGET: usize = 3_000;
/// How many documents are written together to see how large they are.
const SAMPLE: usize = 12;

/// Documents in files.
pub(super) struct Texts {
    /// How many documents a file holds.
    pub(super) in_file: usize,
    /// What the files hold, as JSON.
    pub(super) files: Vec<String>,
}

/// A document, and the title of the thing that it tells about, which its text need not repeat.
type Told<'d> = (&'d Document, Option<&'d str>);

/// Puts documents into files, in their order; `lang` is the language of the page.
pub(super) fn texts(documents: &[&Document], lang: Lang) -> Texts {
    let told = told(documents);
    let letters = |(document, title): &Told<'_>| {
        let own = document.body.iter().filter(|it| Some(it.text.as_str()) != *title);
        own.map(|it| it.text.chars().count()).sum()
    };
    let most = share(told.par_iter().map(letters).collect(), ALL_LETTERS);
    let file = |told: &[Told<'_>]| file(told, lang, most);
    let sizes: usize = told.par_chunks(SAMPLE).map(|it| file(it).len()).sum();
    let in_file = (TARGET * documents.len() / sizes.max(1)).max(1);
    Texts { in_file, files: told.par_chunks(in_file).map(file).collect() }
}

/// Stories and publications follow the grant that they tell about: see [`in_order`].
fn told<'d>(documents: &[&'d Document]) -> Vec<Told<'d>> {
    let mut title = None;
    let told = |document: &&'d Document| {
        let about = title.filter(|_| is_told(document));
        if !is_told(document) {
            title = Some(document.title.text.as_str());
        }
        (*document, about)
    };
    documents.iter().map(told).collect()
}

fn is_told(document: &Document) -> bool {
    matches!(document.kind, Kind::Story | Kind::Publication)
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

/// The documents of one file, each a list of page, fragment, kind, title and its language, date, names and words of facts,
/// and passages: each a text, or a list of a text and its language where that is not the page's.
fn file(documents: &[Told<'_>], lang: Lang, most: usize) -> String {
    let mut said = Said { lang, texts: Map::default() };
    let records: Value = documents.iter().map(|told| record(*told, most, &mut said)).collect();
    pack::json(&records)
}

fn record((document, about): Told<'_>, most: usize, said: &mut Said) -> Value {
    let address = document.address.trim_start_matches('/');
    let (page, fragment) = address.split_once('#').map_or((address, None), |(page, place)| (page, Some(place)));
    let date = document.date.map(|date| date.to_string());
    let mut record = vec![
        said.name(page),
        fragment.map_or(Value::Null, |it| said.name(it)),
        said.name(document.kind.code()),
        said.words(&document.title.text),
        document.title.lang.map_or(Value::Null, |it| said.name(it)),
        date.map_or(Value::Null, |it| said.name(&it)),
    ];
    record.push(document.facts.iter().flat_map(|(name, words)| [said.name(name), said.words(words)]).collect());
    let mut left = most;
    for passage in &document.body {
        let is_title = Some(passage.text.as_str()) == about;
        let text = beginning(&passage.text, if is_title { usize::MAX } else { left });
        left -= if is_title { 0 } else { text.chars().count() };
        match (passage.lang, text.is_empty()) {
            (_, true) => {}
            (Some(lang), false) => record.push(json!([said.words(&text), said.name(lang)])),
            (None, false) => record.push(said.words(&text)),
        }
    }
    Value::from(record)
}

/// What a file has said: a text that it said before is a number, from 0 on in the order in which texts were first said.
struct Said {
    lang: Lang,
    texts: Map<String, usize>,
}

impl Said {
    /// Words of people.
    fn words(&mut self, text: &str) -> Value {
        let lang = self.lang;
        self.once(text).unwrap_or_else(|| narrow(lang, text).into())
    }

    /// Names that programs give, which have Latin letters.
    fn name(&mut self, text: &str) -> Value {
        self.once(text).unwrap_or_else(|| text.into())
    }

    fn once(&mut self, text: &str) -> Option<Value> {
        let number = self.texts.len();
        let known = self.texts.get(text).map(|number| json!(number));
        if known.is_none() {
            self.texts.insert(text.to_owned(), number);
        }
        known
    }
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
pub(super) fn by_date(documents: &[&Document]) -> String {
    ranks(documents.iter().map(|it| it.date.map(|date| date.first_day())).collect())
}

/// Places of documents by their money: amounts are compared within a currency, the commonest one first.
pub(super) fn by_amount(documents: &[&Document]) -> String {
    let mut currencies: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
    for (_, currency) in documents.iter().filter_map(|it| it.amount.as_ref()) {
        *currencies.entry(currency).or_default() += 1;
    }
    let place = |it: &&Document| {
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
pub(super) fn in_order(mut families: Vec<Family>) -> Vec<Family> {
    let place = |family: &Family| {
        let first = family.first()?;
        let facet = |facet: Facet| first.values(facet).to_vec();
        let facets = [Facet::Organisation, Facet::Region, Facet::Theme, Facet::Year, Facet::Status].map(facet);
        Some((first.kind, facets, first.address.clone()))
    };
    families.sort_by_cached_key(place);
    families
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
        let unsorted = vec![
            vec![of(Kind::Grant, "b"), of(Kind::Story, "z")],
            vec![of(Kind::Page, "c")],
            vec![of(Kind::Grant, "a"), of(Kind::Publication, "y")],
        ];
        let sorted: Vec<Document> = in_order(unsorted).into_iter().flatten().collect();
        assert_eq!(sorted.iter().map(|it| it.address.as_str()).collect::<Vec<_>>(), ["a", "y", "b", "z", "c"]);
    }

    #[test]
    fn every_document_is_in_the_file_where_the_engine_looks_for_it() {
        let documents: Vec<Document> =
            (0..50).map(|at| document(&format!("/{at}/"), "title", &format!("{at} ").repeat(at * 20))).collect();
        let texts = texts(&documents.iter().collect::<Vec<_>>(), Lang::En);
        assert!(texts.files.len() > 1);
        let files: Vec<Value> = texts.files.iter().map(|file| serde_json::from_str(file).unwrap()).collect();
        for (place, _) in documents.iter().enumerate() {
            assert_eq!(files[place / texts.in_file][place % texts.in_file][0], format!("{place}/"));
        }
    }

    #[test]
    fn a_file_says_a_text_once_and_cyrillic_letters_take_one_byte() {
        let about = |at: usize| Document {
            kind: Kind::Publication,
            ..document(&format!("/kk/grants/a/#publication-{at}"), "мақала", "Көмек")
        };
        let documents = [document("/kk/grants/a/", "Көмек", "бір"), about(1), about(2)];
        let file: Value = serde_json::from_str(&file(&told(&documents.each_ref()), Lang::Kk, 4)).unwrap();
        let word = |text| narrow(Lang::Kk, text).into_owned();
        assert_eq!(file[0], json!(["kk/grants/a/", null, "page", word("Көмек"), null, null, [], word("бір")]));
        assert_eq!(file[1], json!([0, "publication-1", "publication", word("мақала"), null, null, [], 2]));
        assert_eq!(file[2], json!([0, "publication-2", 5, 6, null, null, [], 2]));
    }
}
