//! Documents become an inverted index: elasticlunr keeps the words of each field, and says which documents have them.
//!
//! Documents are read in runs, each with indexes of its own, so that all processors take part and memory
//! holds only a few of elasticlunr's trees at a time.

use super::Map;
use super::keys::Keys;
use super::outline::Told;
use crate::language::Lang;
use crate::site::Passage;
use crate::site::documents::Document;
use elasticlunr::inverted_index::InvertedIndex;
use elasticlunr::pipeline::PipelineFn;
use elasticlunr::{IndexBuilder, Language, Pipeline};
use rayon::prelude::*;
use std::collections::hash_map::Entry;
use std::sync::Arc;

/// What an index tells apart.
pub(super) const FIELDS: [&str; 3] = ["title", "organisation", "body"];
/// Something for each of [`FIELDS`].
pub(super) type Counts<T> = [T; FIELDS.len()];
/// Places of documents in ascending order, with how often a word stands in each field.
pub(super) type Postings = Vec<(u32, Counts<u8>)>;

/// Which documents have a word, and how often.
#[derive(Debug, Default)]
pub(super) struct Inverted {
    /// By key.
    pub(super) keys: Map<Arc<str>, Postings>,
    /// How many words each document has.
    pub(super) lengths: Vec<Counts<u32>>,
    /// How often each form stands in the texts of a language.
    forms: Map<(Lang, String), u32>,
}

impl Inverted {
    /// How each key is written: as it is where that is a word, and as its commonest form otherwise.
    pub(super) fn spellings(&self, keys: &[Arc<Keys>]) -> Map<Arc<str>, String> {
        let mut forms: Vec<(&(Lang, String), u32)> = self.forms.iter().map(|(form, count)| (form, *count)).collect();
        forms.par_sort_unstable();
        let mut best: Map<Arc<str>, (u32, &str)> = Map::default();
        for ((lang, form), count) in forms {
            let Some(key) = keys.iter().find(|keys| keys.lang == *lang).map(|keys| keys.key(form)) else { continue };
            let count = if *key == **form { u32::MAX } else { count };
            if best.get(&key).is_none_or(|(most, _)| *most < count) {
                best.insert(key, (count, form));
            }
        }
        best.into_iter().map(|(key, (_, form))| (key, form.to_owned())).collect()
    }

    /// Appends the documents of the next run.
    pub(super) fn append(&mut self, run: Self) {
        let first = u32::try_from(self.lengths.len()).unwrap_or(u32::MAX);
        for (key, postings) in run.keys {
            let moved = postings.into_iter().map(|(document, counts)| (first + document, counts));
            self.keys.entry(key).or_default().extend(moved);
        }
        self.lengths.extend(run.lengths);
        for (form, count) in run.forms {
            *self.forms.entry(form).or_default() += count;
        }
    }
}

/// How often a word may stand in a field, beyond which more says no more: three such numbers are one number of elasticlunr,
/// which is exact up to 53 bits.
const MOST: u64 = 1 << 8;

/// Indexes a run of documents; `keys` are the analysers of all their languages, that of the page first.
pub(super) fn index(documents: &[Told<'_>], keys: &[Arc<Keys>]) -> Inverted {
    let mut all = Inverted { lengths: vec![Counts::default(); documents.len()], ..Inverted::default() };
    for (at, keys) in keys.iter().enumerate() {
        let mut reader = Reader::new(keys);
        // elasticlunr finds the place of a document before all others at once.
        for ((place, (document, _)), lengths) in documents.iter().enumerate().zip(&mut all.lengths).rev() {
            reader.read(place, texts(document, keys.lang, at == 0), lengths);
        }
        reader.tell(&mut all);
    }
    all
}

/// Reads the texts of one language in one run of documents.
struct Reader<'d> {
    keys: &'d Keys,
    /// Words as they stand in texts, as places in `forms`.
    words: Map<&'d str, usize>,
    /// The forms of these words, each with the place of its key, if it has one, and how often it was read.
    forms: Vec<(String, Option<usize>, u32)>,
    /// Every key, and its place.
    places: Map<Arc<str>, usize>,
    in_order: Vec<Arc<str>>,
    index: InvertedIndex,
}

impl<'d> Reader<'d> {
    fn new(keys: &'d Keys) -> Self {
        let (words, forms, places, in_order, index) = Default::default();
        Self { keys, words, forms, places, in_order, index }
    }

    /// Reads the texts of one document, field by field, and adds to how many words they have.
    fn read(&mut self, document: usize, texts: Counts<Vec<&'d str>>, lengths: &mut Counts<u32>) {
        let all = self.keys;
        let mut keys: Vec<(usize, usize)> = Vec::new();
        for (field, (texts, length)) in texts.iter().zip(lengths).enumerate() {
            let before = keys.len();
            let words = texts.iter().flat_map(|text| all.words(text));
            keys.extend(words.filter_map(|word| self.key(word)).map(|key| (key, field)));
            *length += u32::try_from(keys.len() - before).unwrap_or(u32::MAX);
        }
        keys.sort_unstable();
        // In the order of their texts documents are in the order of their numbers.
        let name = format!("{document:05}");
        for same in keys.chunk_by(|one, other| one.0 == other.0) {
            if let Some(key) = same.first().and_then(|(key, _)| self.in_order.get(*key)) {
                self.index.add_token(&name, key, weight(same.iter().map(|(_, field)| *field)));
            }
        }
    }

    /// The place of the key of a word, which is counted.
    fn key(&mut self, word: &'d str) -> Option<usize> {
        let at = match self.words.get(word) {
            Some(at) => *at,
            None => self.learn(word),
        };
        let (_, key, count) = self.forms.get_mut(at)?;
        *count += 1;
        *key
    }

    fn learn(&mut self, word: &'d str) -> usize {
        let form = self.keys.form(word);
        let key = self.keys.key(&form);
        let place = (!key.is_empty()).then(|| match self.places.get(&key) {
            Some(place) => *place,
            None => self.add(key),
        });
        self.forms.push((form, place, 0));
        self.words.insert(word, self.forms.len() - 1);
        self.forms.len() - 1
    }

    fn add(&mut self, key: Arc<str>) -> usize {
        self.places.insert(Arc::clone(&key), self.in_order.len());
        self.in_order.push(key);
        self.in_order.len() - 1
    }

    /// What was read: the documents of each key, and how often each form stands there.
    fn tell(self, all: &mut Inverted) {
        for (form, _, count) in self.forms {
            *all.forms.entry((self.keys.lang, form)).or_default() += count;
        }
        for key in self.in_order {
            let known = self.index.get_docs(&key).unwrap_or_default();
            let postings = known.into_iter().filter_map(|(name, weight)| Some((name.parse().ok()?, counts(weight))));
            let postings = postings.collect();
            match all.keys.entry(key) {
                Entry::Vacant(first) => drop(first.insert(postings)),
                Entry::Occupied(mut other) => merge(other.get_mut(), postings),
            }
        }
    }
}

/// How often a word stands in each field, as one number.
fn weight(fields: impl Iterator<Item = usize>) -> f64 {
    let mut counts: Counts<u64> = Counts::default();
    fields.for_each(|field| counts[field] += 1);
    counts.iter().fold(0, |weight, count| weight * MOST + count.min(&(MOST - 1))) as f64
}

/// What [`weight`] has made one number.
fn counts(weight: f64) -> Counts<u8> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a whole number below 2^24")]
    let mut weight = weight as u64;
    let mut counts = Counts::default();
    for count in counts.iter_mut().rev() {
        *count = u8::try_from(weight % MOST).unwrap_or(u8::MAX);
        weight /= MOST;
    }
    counts
}

/// Adds the documents that have the same key in another language.
fn merge(all: &mut Postings, others: Postings) {
    all.extend(others);
    all.sort_by_key(|(document, _)| *document);
    all.dedup_by(|other, one| {
        let same = one.0 == other.0;
        if same {
            one.1.iter_mut().zip(other.1).for_each(|(one, other)| *one = one.saturating_add(other));
        }
        same
    });
}

/// The index of all documents in one file, as elasticlunr.js 0.9.5 loads it: references are addresses from
/// the root, and texts in other languages are read with the language of the page. The reader registers a
/// function `esep-<language>` that makes the same keys, and has texts split at everything but letters and digits.
pub(super) fn plain(documents: impl Iterator<Item = Document>, keys: Keys) -> String {
    let language = Words(Arc::new(keys));
    let builder = IndexBuilder::with_language(Box::new(language)).set_ref("address");
    let mut index = builder.save_docs(false).add_fields(FIELDS).build();
    for document in documents {
        index.add_doc(&document.address, passages(&document, |_| true, true).map(|texts| texts.join("\n")));
    }
    index.to_json()
}

/// The texts of [`FIELDS`] in one language; `is_page`: which is that of the page, and of what names no other.
fn texts(document: &Document, lang: Lang, is_page: bool) -> Counts<Vec<&str>> {
    passages(document, |it| it.lang.map_or(is_page, |its| its == lang.code()), is_page)
}

/// The texts of [`FIELDS`], as far as they are wanted. Numbers belong to every language.
fn passages<'d>(document: &'d Document, wanted: impl Fn(&Passage) -> bool, numbers: bool) -> Counts<Vec<&'d str>> {
    let texts = |it: &'d [Passage]| it.iter().filter(|it| wanted(it)).map(|it| it.text.as_str()).collect::<Vec<_>>();
    let numbers = document.numbers.iter().filter(|_| numbers).map(String::as_str);
    [
        texts(std::slice::from_ref(&document.title)),
        texts(document.organisation.as_slice()).into_iter().chain(numbers).collect(),
        texts(&document.body),
    ]
}

/// A language for the whole of elasticlunr: our words, and one stage that makes their keys.
struct Words(Arc<Keys>);

impl Language for Words {
    fn name(&self) -> String {
        self.0.lang.own_name().to_owned()
    }

    fn code(&self) -> String {
        self.0.lang.code().to_owned()
    }

    fn tokenize(&self, text: &str) -> Vec<String> {
        self.0.words(text).map(|word| self.0.form(word)).collect()
    }

    fn make_pipeline(&self) -> Pipeline {
        Pipeline { queue: vec![Box::new(Stage(Arc::clone(&self.0)))] }
    }
}

struct Stage(Arc<Keys>);

impl PipelineFn for Stage {
    /// The name under which a browser has to register the same stage.
    fn name(&self) -> String {
        format!("esep-{}", self.0.lang.code())
    }

    fn filter(&self, form: String) -> Option<String> {
        Some(self.0.key(&form)).filter(|key| !key.is_empty()).map(|key| key.to_string())
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::site::documents::Kind;

    /// A page of text.
    pub(in crate::output::search) fn document(address: &str, title: &str, body: &str) -> Document {
        Document {
            kind: Kind::Page,
            address: address.to_owned(),
            title: Passage::from(title.to_owned()),
            organisation: None,
            numbers: Vec::new(),
            body: vec![Passage::from(body.to_owned())],
            facets: Default::default(),
            facts: Vec::new(),
            date: None,
            amount: None,
        }
    }

    fn analysers(languages: &[Lang]) -> Vec<Arc<Keys>> {
        languages.iter().map(|lang| Arc::new(Keys::new(*lang, &[]))).collect()
    }

    #[test]
    fn words_are_counted_by_field_under_their_key() {
        let document =
            Document { numbers: vec!["2020".to_owned()], ..document("/", "Grants", "grant, granted; garden") };
        let inverted = index(&[(&document, None)], &analysers(&[Lang::En]));
        assert_eq!(inverted.keys["grant"], [(0, [1, 0, 2])]);
        assert_eq!(inverted.keys["garden"], [(0, [0, 0, 1])]);
        assert_eq!(inverted.keys["2020"], [(0, [0, 1, 0])]);
        assert_eq!(inverted.lengths, [[1, 1, 3]]);
    }

    #[test]
    fn counts_of_all_fields_are_one_number_and_come_back() {
        let fields = [0, 2, 2, 2, 1, 0];
        assert_eq!(counts(weight(fields.into_iter())), [2, 1, 3]);
        assert_eq!(counts(weight(std::iter::repeat_n(2, 200_000))), [0, 0, 255]);
    }

    #[test]
    fn documents_of_all_runs_keep_their_places() {
        let documents: Vec<Document> = (0..70).map(|at| document(&at.to_string(), "word", "")).collect();
        let all = documents.len();
        let documents: Vec<Told<'_>> = documents.iter().map(|document| (document, None)).collect();
        let keys = analysers(&[Lang::En]);
        let mut inverted = Inverted::default();
        documents.chunks(30).for_each(|run| inverted.append(index(run, &keys)));
        let places: Vec<usize> = inverted.keys["word"].iter().map(|(place, _)| *place as usize).collect();
        assert_eq!(places, (0..all).collect::<Vec<_>>());
        assert_eq!(inverted.lengths.len(), all);
    }

    #[test]
    fn a_passage_is_read_in_its_own_language() {
        let russian = Passage { text: "гранты потребителей".to_owned(), lang: Some("ru") };
        let document = Document { body: vec![russian], ..document("/", "grants", "") };
        let keys = analysers(&[Lang::En, Lang::Ru]);
        let inverted = index(&[(&document, None)], &keys);
        assert_eq!(inverted.keys["грант"], [(0, [0, 0, 1])]);
        assert_eq!(inverted.lengths, [[1, 0, 2]]);
        let spellings = inverted.spellings(&keys);
        assert_eq!(spellings["потребител"], "потребителей");
    }

    #[test]
    fn a_run_of_letters_that_is_no_word_does_no_harm() {
        let document = document("/", &"а".repeat(10_000), "__proto__ docs df");
        let inverted = index(&[(&document, None)], &analysers(&[Lang::Kk]));
        let longest = inverted.keys.keys().map(|key| key.chars().count()).max();
        assert_eq!(longest, Some(super::super::keys::LETTERS));
        assert!(["proto", "docs", "df"].iter().all(|word| inverted.keys.contains_key(*word)));
    }
}
