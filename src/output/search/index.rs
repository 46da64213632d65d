//! Documents become an inverted index: elasticlunr reads the words of each language with our own
//! [`Language`], and what it built is taken from its serialised form.
//!
//! Documents are read in runs, each with indexes of its own, so that all processors take part and memory
//! holds only a few of elasticlunr's trees at a time.

use super::keys::Keys;
use crate::language::Lang;
use crate::site::Passage;
use crate::site::documents::Document;
use elasticlunr::pipeline::PipelineFn;
use elasticlunr::{IndexBuilder, Language, Pipeline};
use rayon::prelude::*;
use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, de};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;
use std::rc::Rc;
use std::sync::Arc;

/// What an index tells apart.
pub(super) const FIELDS: [&str; 3] = ["title", "organisation", "body"];
/// Something for each of [`FIELDS`].
pub(super) type Counts<T> = [T; FIELDS.len()];

/// How many documents elasticlunr reads at once.
const RUN: usize = 250;

/// Which documents have a word, and how often.
#[derive(Debug, Default)]
pub(super) struct Inverted {
    /// By key: places of documents in ascending order, with how often the word stands in each field.
    pub(super) keys: BTreeMap<String, Vec<(u32, Counts<u32>)>>,
    /// How many words each document has.
    pub(super) lengths: Vec<Counts<u32>>,
    /// How often each form stands in the texts of a language.
    forms: BTreeMap<(Lang, String), u32>,
}

impl Inverted {
    /// How each key is written: as it is where that is a word, and as its commonest form otherwise.
    pub(super) fn spellings(&self, keys: &[Arc<Keys>]) -> BTreeMap<String, String> {
        let mut best: BTreeMap<String, (u32, &str)> = BTreeMap::new();
        for ((lang, form), count) in &self.forms {
            let Some(key) = keys.iter().find(|keys| keys.lang == *lang).map(|keys| keys.key(form)) else { continue };
            let count = if key == *form { u32::MAX } else { *count };
            if best.get(&key).is_none_or(|(most, _)| *most < count) {
                best.insert(key, (count, form));
            }
        }
        best.into_iter().map(|(key, (_, form))| (key, form.to_owned())).collect()
    }
}

/// The languages that the passages of some documents are written in, that of the page first.
pub(super) fn languages(documents: &[Document], page: Lang) -> Vec<Lang> {
    let passages = documents.iter().flat_map(|it| [&it.title].into_iter().chain(&it.organisation).chain(&it.body));
    let others: BTreeSet<Lang> = passages.filter_map(|it| it.lang).filter_map(Lang::from_code).collect();
    [page].into_iter().chain(others.into_iter().filter(|lang| *lang != page)).collect()
}

/// Indexes the documents; `keys` are the analysers of all their languages, that of the page first.
pub(super) fn index(documents: &[Document], keys: &[Arc<Keys>]) -> Inverted {
    let runs: Vec<Inverted> = documents.par_chunks(RUN).map(|run| index_run(run, keys)).collect();
    let mut all = Inverted::default();
    for run in runs {
        let first = u32::try_from(all.lengths.len()).unwrap_or(u32::MAX);
        for (key, postings) in run.keys {
            let moved = postings.into_iter().map(|(document, counts)| (first + document, counts));
            all.keys.entry(key).or_default().extend(moved);
        }
        all.lengths.extend(run.lengths);
        for (form, count) in run.forms {
            *all.forms.entry(form).or_default() += count;
        }
    }
    all
}

fn index_run(documents: &[Document], keys: &[Arc<Keys>]) -> Inverted {
    let mut found: BTreeMap<String, BTreeMap<u32, Counts<u32>>> = BTreeMap::new();
    let mut lengths = vec![Counts::default(); documents.len()];
    let mut forms = BTreeMap::new();
    for (place, keys) in keys.iter().enumerate() {
        let (tree, counted) = tree(documents, keys, place == 0);
        forms.extend(counted.into_iter().map(|(form, count)| ((keys.lang, form), count)));
        for (field, name) in FIELDS.iter().enumerate() {
            if let Some(root) = tree.index.get(*name) {
                root.root.collect(&mut String::new(), &mut |key, document, count| {
                    found.entry(key.to_owned()).or_default().entry(document).or_default()[field] += count;
                });
            }
        }
        for (document, fields) in tree.store.lengths {
            for (field, name) in FIELDS.iter().enumerate() {
                if let Some(lengths) = lengths.get_mut(document as usize) {
                    lengths[field] += fields.get(*name).copied().unwrap_or(0);
                }
            }
        }
    }
    Inverted { keys: found.into_iter().map(|(key, it)| (key, it.into_iter().collect())).collect(), lengths, forms }
}

/// What elasticlunr makes of the passages in one language, and how often each form stands there.
fn tree(documents: &[Document], keys: &Arc<Keys>, is_page: bool) -> (Tree, HashMap<String, u32>) {
    let forms = Rc::default();
    let builder = IndexBuilder::with_language(Box::new(Words { keys: Arc::clone(keys), forms: Rc::clone(&forms) }));
    let mut index = builder.save_docs(false).add_fields(FIELDS).build();
    for (place, document) in documents.iter().enumerate() {
        let fields = texts(document, |it| it.lang.map_or(is_page, |lang| lang == keys.lang.code()));
        if fields.iter().any(|text| !text.is_empty()) {
            index.add_doc(&place.to_string(), fields);
        }
    }
    (serde_json::from_str(&index.to_json()).unwrap_or_default(), forms.take())
}

/// The index of all documents in one file, as elasticlunr.js 0.9.5 loads it: references are addresses from
/// the root, and texts in other languages are read with the language of the page. The reader registers a
/// function `esep-<language>` that makes the same keys, and has texts split at everything but letters and digits.
pub(super) fn plain(documents: &[Document], keys: Keys) -> String {
    let language = Words { keys: Arc::new(keys), forms: Rc::default() };
    let builder = IndexBuilder::with_language(Box::new(language)).set_ref("address");
    let mut index = builder.save_docs(false).add_fields(FIELDS).build();
    for document in documents {
        index.add_doc(&document.address, texts(document, |_| true));
    }
    index.to_json()
}

/// The texts of [`FIELDS`], as far as they are wanted.
pub(super) fn texts(document: &Document, wanted: impl Fn(&Passage) -> bool) -> Counts<String> {
    let of = |passages: &mut dyn Iterator<Item = &Passage>| -> String {
        passages.filter(|it| wanted(it)).map(|it| it.text.as_str()).collect::<Vec<_>>().join("\n")
    };
    // Numbers belong to every language, and are read with that of the page.
    let numbers: Vec<Passage> = document.numbers.iter().cloned().map(Passage::from).collect();
    let known_by = &mut document.organisation.iter().chain(&numbers);
    [of(&mut [&document.title].into_iter()), of(known_by), of(&mut document.body.iter())]
}

/// A language for elasticlunr: our tokens, which it counts, and one stage that makes their keys.
pub(super) struct Words {
    pub(super) keys: Arc<Keys>,
    pub(super) forms: Rc<RefCell<HashMap<String, u32>>>,
}

impl Language for Words {
    fn name(&self) -> String {
        self.keys.lang.own_name().to_owned()
    }

    fn code(&self) -> String {
        self.keys.lang.code().to_owned()
    }

    fn tokenize(&self, text: &str) -> Vec<String> {
        let tokens = self.keys.forms(text);
        let mut forms = self.forms.borrow_mut();
        for token in &tokens {
            match forms.get_mut(token) {
                Some(count) => *count += 1,
                None => drop(forms.insert(token.clone(), 1)),
            }
        }
        tokens
    }

    fn make_pipeline(&self) -> Pipeline {
        Pipeline { queue: vec![Box::new(Stage(Arc::clone(&self.keys)))] }
    }
}

struct Stage(Arc<Keys>);

impl PipelineFn for Stage {
    /// The name under which a browser has to register the same stage.
    fn name(&self) -> String {
        format!("esep-{}", self.0.lang.code())
    }

    fn filter(&self, form: String) -> Option<String> {
        Some(self.0.key(&form)).filter(|key| !key.is_empty())
    }
}

/// What is read of a serialised index.
#[derive(Default, Deserialize)]
struct Tree {
    index: BTreeMap<String, Root>,
    #[serde(rename = "documentStore")]
    store: Store,
}

#[derive(Deserialize)]
struct Root {
    root: Node,
}

#[derive(Default, Deserialize)]
struct Store {
    #[serde(rename = "docInfo")]
    lengths: BTreeMap<u32, BTreeMap<String, u32>>,
}

/// A place in the tree of letters: the documents that have the word which ends here, and what follows.
#[derive(Default)]
struct Node {
    documents: BTreeMap<u32, Frequency>,
    children: Vec<(String, Node)>,
}

/// elasticlunr keeps the square root of how often a word stands in a field.
#[derive(Deserialize)]
struct Frequency {
    tf: f64,
}

impl Node {
    fn collect(&self, word: &mut String, found: &mut impl FnMut(&str, u32, u32)) {
        for (document, frequency) in &self.documents {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "the square of a root of a count"
            )]
            found(word, *document, (frequency.tf * frequency.tf).round() as u32);
        }
        for (letter, child) in &self.children {
            let before = word.len();
            word.push_str(letter);
            child.collect(word, found);
            word.truncate(before);
        }
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a node of an elasticlunr index")
    }

    /// Beside the letters, which are one character long, a node has `docs` and `df`.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let mut node = Node::default();
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "docs" => node.documents = map.next_value()?,
                "df" => drop(map.next_value::<IgnoredAny>()?),
                _ if key.chars().count() == 1 => node.children.push((key, map.next_value()?)),
                _ => return Err(de::Error::custom("neither a letter nor a field of a node")),
            }
        }
        Ok(node)
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
            facets: BTreeMap::new(),
            facts: BTreeMap::new(),
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
        let inverted = index(&[document], &analysers(&[Lang::En]));
        assert_eq!(inverted.keys["grant"], [(0, [1, 0, 2])]);
        assert_eq!(inverted.keys["garden"], [(0, [0, 0, 1])]);
        assert_eq!(inverted.keys["2020"], [(0, [0, 1, 0])]);
        assert_eq!(inverted.lengths, [[1, 1, 3]]);
    }

    #[test]
    fn documents_of_all_runs_keep_their_places() {
        let documents: Vec<Document> = (0..2 * RUN + 7).map(|at| document(&at.to_string(), "word", "")).collect();
        let inverted = index(&documents, &analysers(&[Lang::En]));
        let places: Vec<usize> = inverted.keys["word"].iter().map(|(place, _)| *place as usize).collect();
        assert_eq!(places, (0..documents.len()).collect::<Vec<_>>());
        assert_eq!(inverted.lengths.len(), documents.len());
    }

    #[test]
    fn a_passage_is_read_in_its_own_language() {
        let russian = Passage { text: "гранты потребителей".to_owned(), lang: Some("ru") };
        let documents = [Document { body: vec![russian], ..document("/", "grants", "") }];
        assert_eq!(languages(&documents, Lang::En), [Lang::En, Lang::Ru]);
        let keys = analysers(&[Lang::En, Lang::Ru]);
        let inverted = index(&documents, &keys);
        assert_eq!(inverted.keys["грант"], [(0, [0, 0, 1])]);
        assert_eq!(inverted.lengths, [[1, 0, 2]]);
        let spellings = inverted.spellings(&keys);
        assert_eq!(spellings["потребител"], "потребителей");
    }

    #[test]
    fn a_run_of_letters_that_is_no_word_does_no_harm() {
        let inverted = index(&[document("/", &"а".repeat(10_000), "__proto__ docs df")], &analysers(&[Lang::Kk]));
        let longest = inverted.keys.keys().map(|key| key.chars().count()).max();
        assert_eq!(longest, Some(super::super::keys::LETTERS));
        assert!(["proto", "docs", "df"].iter().all(|word| inverted.keys.contains_key(*word)));
    }
}
