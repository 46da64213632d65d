//! What a result shows: documents in small files, of which a page of results loads a few.

use super::Map;
use super::narrow::narrow;
use super::outline::{Outline, Outlines, Told, told};
use super::pack;
use crate::language::Lang;
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

/// About how many families are written to see how large they are.
const SOME: usize = 400;

/// How texts are put into files.
pub(super) struct Files {
    lang: Lang,
    /// How many documents a file holds.
    pub(super) in_file: usize,
    /// How many letters of its text a document may have.
    most: usize,
}

impl Files {
    /// Files for all of these documents; `lang` is the language of the page.
    pub(super) fn of(outlines: &Outlines<'_>, lang: Lang) -> Self {
        let most = share(outlines.all.iter().map(|it| it.letters).collect(), ALL_LETTERS);
        let some = outlines.some(SOME);
        let some: Vec<Told<'_>> = some.iter().flat_map(|family| told(family)).collect();
        let sizes: usize = some.par_chunks(SAMPLE).map(|it| file(it, lang, most).len()).sum();
        Self { lang, in_file: (TARGET * some.len() / sizes.max(1)).max(1), most }
    }

    /// The files of documents that begin with a file, as JSON.
    pub(super) fn put(&self, told: &[Told<'_>]) -> Vec<String> {
        told.par_chunks(self.in_file).map(|told| file(told, self.lang, self.most)).collect()
    }
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
pub(super) fn by_date(documents: &[Outline]) -> String {
    ranks(documents.iter().map(|it| it.date.map(|date| date.first_day())).collect())
}

/// Places of documents by their money: amounts are compared within a currency, the commonest one first.
pub(super) fn by_amount(documents: &[Outline]) -> String {
    let mut currencies: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
    for (_, currency) in documents.iter().filter_map(|it| it.amount.as_ref()) {
        *currencies.entry(currency).or_default() += 1;
    }
    let place = |it: &Outline| {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::search::index::tests::document;
    use crate::site::documents::{Document, Kind};

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
    fn every_document_is_in_the_file_where_the_engine_looks_for_it() {
        let family = |at: usize| vec![document(&format!("/{at:02}/"), "title", &format!("{at} ").repeat(at * 20))];
        let outlines = Outlines::of(50, &family);
        let files = Files::of(&outlines, Lang::En);
        let put = outlines.run(0..50, |told| files.put(told));
        assert!(put.len() > 1);
        let put: Vec<Value> = put.iter().map(|file| serde_json::from_str(file).unwrap()).collect();
        for place in 0..50 {
            assert_eq!(put[place / files.in_file][place % files.in_file][0], format!("{place:02}/"));
        }
    }

    #[test]
    fn a_file_says_a_text_once_and_cyrillic_letters_take_one_byte() {
        let about = |at: usize| Document {
            kind: Kind::Publication,
            ..document(&format!("/kk/grants/a/#publication-{at}"), "мақала", "Көмек")
        };
        let documents = [document("/kk/grants/a/", "Көмек", "бір"), about(1), about(2)];
        let file: Value = serde_json::from_str(&file(&told(&documents), Lang::Kk, 4)).unwrap();
        let word = |text| narrow(Lang::Kk, text).into_owned();
        assert_eq!(file[0], json!(["kk/grants/a/", null, "page", word("Көмек"), null, null, [], word("бір")]));
        assert_eq!(file[1], json!([0, "publication-1", "publication", word("мақала"), null, null, [], 2]));
        assert_eq!(file[2], json!([0, "publication-2", 5, 6, null, null, [], 2]));
    }
}
