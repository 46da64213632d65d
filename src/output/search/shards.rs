//! The index is cut into shards that a phone loads when it needs them.
//!
//! Keys are sorted by their folded form, in which letters that a Russian keyboard lacks are replaced, so
//! that all spellings of a word lie in one shard. A shard begins where the first three letters change,
//! unless a group of words with the same beginning is too large for one. Documents of a common key lie in
//! files of their own, so that only who asks for the key loads them.

use super::impact::STEPS;
use super::keys::LETTERS;
use super::narrow::narrow;
use super::pack;
use crate::language::Lang;
use rayon::prelude::*;
use std::cmp::Ordering;
use std::ops::Range;

/// How large a shard is meant to be, in bytes after compression.
const TARGET: f64 = 3_000.0;
/// How large it may become.
const LIMIT: f64 = 4_500.0;
/// How many letters of a key choose its shard.
const PREFIX: usize = 3;
/// How many letters the documents of a key take before they get files of their own.
const COMMON: usize = 6_000;
/// How large such a file may be, in bytes after compression.
const FILE: f64 = 17_000.0;

/// A key and the documents that have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// The folded key.
    pub(super) fold: String,
    /// The key.
    pub(super) key: String,
    /// How readers see it.
    pub(super) spelling: String,
    /// Documents in ascending order, each with the impact of the word.
    pub(super) postings: Vec<(u32, u8)>,
}

/// The index in files.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Cut {
    /// Keys and their documents.
    pub(super) shards: Vec<Shard>,
    /// Documents of common keys: how many, and these, as gaps; twice the gap, and one more where the word
    /// matters much.
    pub(super) lists: Vec<String>,
}

/// A part of the index.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Shard {
    /// No folded key in it is before this.
    pub(super) start: String,
    /// The keys, each as how many letters it shares with the one before and the further letters; after them,
    /// where it is written in another way, `=`, how many letters that shares with the key, and its further
    /// letters; and a space. Then a line end, and for each key twice how many documents it has, and these.
    /// They come by impact: eight times how many there are but one, and the impact; then gaps. A common key
    /// has one more than twice that number, then the first of its lists and how many there are.
    pub(super) text: String,
}

/// A key with its documents as a shard has them.
struct Written {
    entry: Entry,
    documents: String,
}

/// As a browser compares texts: by units of UTF-16.
fn order(a: &Entry, b: &Entry) -> Ordering {
    let units = |a: &str, b: &str| a.encode_utf16().cmp(b.encode_utf16());
    units(&a.fold, &b.fold).then_with(|| units(&a.key, &b.key))
}

/// Cuts the index; `lang` is the language of the page.
pub(super) fn cut(mut entries: Vec<Entry>, lang: Lang) -> Cut {
    entries.par_sort_unstable_by(order);
    let packed: Vec<(String, Vec<String>)> = entries.par_iter().map(|entry| packed(&entry.postings)).collect();
    let mut lists = Vec::new();
    let written: Vec<Written> =
        entries.into_iter().zip(packed).map(|(entry, packed)| written(entry, packed, &mut lists)).collect();
    Cut { shards: shards(&written, lang), lists }
}

fn shards(entries: &[Written], lang: Lang) -> Vec<Shard> {
    let mut shards: Vec<Shard> = Vec::new();
    let mut waiting: Range<usize> = 0..0;
    let mut weight = 0.0;
    let mut end = 0;
    for group in entries.chunk_by(|a, b| prefix(&a.entry.fold) == prefix(&b.entry.fold)) {
        let own: f64 = group.iter().map(cost).sum();
        if weight + own > TARGET && !waiting.is_empty() {
            shards.push(shard(&entries[waiting.clone()], PREFIX, lang));
            waiting = end..end;
            weight = 0.0;
        }
        end += group.len();
        if own > LIMIT {
            shards.extend(cut_group(group, lang));
            waiting = end..end;
        } else {
            waiting.end = end;
            weight += own;
        }
    }
    if !waiting.is_empty() {
        shards.push(shard(&entries[waiting], PREFIX, lang));
    }
    shards
}

/// Cuts words with the same beginning where the folded key changes.
fn cut_group(group: &[Written], lang: Lang) -> Vec<Shard> {
    let mut shards = Vec::new();
    let mut waiting: Range<usize> = 0..0;
    let mut weight = 0.0;
    for same in group.chunk_by(|a, b| a.entry.fold == b.entry.fold) {
        let own: f64 = same.iter().map(cost).sum();
        if weight + own > TARGET && !waiting.is_empty() {
            shards.push(shard(&group[waiting.clone()], usize::MAX, lang));
            waiting = waiting.end..waiting.end;
            weight = 0.0;
        }
        waiting.end += same.len();
        weight += own;
    }
    shards.push(shard(&group[waiting], usize::MAX, lang));
    shards
}

fn prefix(fold: &str) -> &str {
    fold.char_indices().nth(PREFIX).map_or(fold, |(end, _)| &fold[..end])
}

/// Bytes of a letter of a packed number after compression.
const NUMBER: f64 = 0.66;
/// Bytes of a byte of a key after compression.
const LETTER: f64 = 0.4;

/// How large an entry is after compression, about.
fn cost(written: &Written) -> f64 {
    let Entry { key, spelling, .. } = &written.entry;
    let other = if spelling == key { 0 } else { spelling.len() };
    written.documents.len() as f64 * NUMBER + (key.len() + other + 3) as f64 * LETTER
}

/// The documents of a key as a shard has them, or as files of their own, if they are many.
fn packed(postings: &[(u32, u8)]) -> (String, Vec<String>) {
    let mut documents = String::new();
    pack::number(postings.len() * 2, &mut documents);
    by_impact(postings, &mut documents);
    if documents.len() > COMMON { (String::new(), files(postings)) } else { (documents, Vec::new()) }
}

/// Puts the files of a common key to the end of `lists`.
fn written(entry: Entry, (mut documents, files): (String, Vec<String>), lists: &mut Vec<String>) -> Written {
    if !files.is_empty() {
        pack::number(entry.postings.len() * 2 + 1, &mut documents);
        pack::number(lists.len(), &mut documents);
        pack::number(files.len(), &mut documents);
        lists.extend(files);
    }
    Written { entry, documents }
}

fn by_impact(postings: &[(u32, u8)], out: &mut String) {
    for impact in (0..STEPS).rev() {
        let run: Vec<usize> = postings.iter().filter(|it| it.1 == impact).map(|it| it.0 as usize).collect();
        if !run.is_empty() {
            pack::number((run.len() - 1) * usize::from(STEPS) + usize::from(impact), out);
            gaps(run).for_each(|gap| pack::number(gap, out));
        }
    }
}

/// The lists of a common key, as many as it needs.
fn files(postings: &[(u32, u8)]) -> Vec<String> {
    let all = postings.last().map_or(0, |(document, _)| *document as usize + 1);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small positive number")]
    let files = (size(postings.len(), all) / FILE).ceil() as usize;
    postings.chunks(postings.len().div_ceil(files.max(1)).max(1)).map(list).collect()
}

/// How large the list of so many of all documents is in bytes: what the theory of information allows, as compression
/// comes close to it, and half a bit for each impact.
fn size(postings: usize, all: usize) -> f64 {
    let bits = |some: usize| if some == 0 { 0.0 } else { some as f64 * (all as f64 / some as f64).log2() };
    (bits(postings) + bits(all - postings) + postings as f64 / 2.0) / 8.0
}

fn list(postings: &[(u32, u8)]) -> String {
    let mut out = String::new();
    pack::number(postings.len(), &mut out);
    let places = postings.iter().map(|(document, _)| *document as usize);
    for (gap, (_, impact)) in gaps(places).zip(postings) {
        pack::number(gap * 2 + usize::from(*impact >= STEPS / 2), &mut out);
    }
    out
}

/// The distance of each document to the one before, from 0.
fn gaps(documents: impl IntoIterator<Item = usize>) -> impl Iterator<Item = usize> {
    let mut next = 0;
    documents.into_iter().map(move |document| {
        let gap = document.saturating_sub(next);
        next = document + 1;
        gap
    })
}

fn shard(entries: &[Written], letters: usize, lang: Lang) -> Shard {
    let first = entries.first().map_or("", |written| written.entry.fold.as_str());
    let mut text = String::new();
    let mut before = "";
    for Entry { key, spelling, .. } in entries.iter().map(|written| &written.entry) {
        continued(before, key, lang, &mut text);
        if spelling != key {
            text.push('=');
            continued(key, spelling, lang, &mut text);
        }
        text.push(' ');
        before = key;
    }
    text.push('\n');
    text.extend(entries.iter().map(|written| written.documents.as_str()));
    Shard { start: first.chars().take(letters).collect(), text }
}

/// A word as how many letters it shares with another, and its further letters.
fn continued(before: &str, word: &str, lang: Lang, out: &mut String) {
    let shared = before.chars().zip(word.chars()).take_while(|(a, b)| a == b).count().min(LETTERS);
    pack::number(shared, out);
    let further = word.char_indices().nth(shared).and_then(|(start, _)| word.get(start..)).unwrap_or_default();
    out.push_str(&narrow(lang, further));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(key: &str, documents: u32) -> Entry {
        let postings = (0..documents).map(|at| (at * 400, 3)).collect();
        Entry { fold: key.replace('қ', "к"), key: key.to_owned(), spelling: format!("{key}лар"), postings }
    }

    fn cut(entries: Vec<Entry>) -> Cut {
        super::cut(entries, Lang::En)
    }

    fn starts(cut: &Cut) -> Vec<&str> {
        cut.shards.iter().map(|shard| shard.start.as_str()).collect()
    }

    #[test]
    fn what_is_small_is_one_shard_in_the_order_of_folded_keys() {
        let cut = cut(vec![entry("қара", 1), entry("калам", 1), entry("каранд", 2), entry("2020", 1)]);
        assert_eq!((starts(&cut), cut.lists.len()), (vec!["202"], 0));
        let (keys, numbers) = cut.shards[0].text.split_once('\n').unwrap();
        assert_eq!(keys, " 2020=%лар  калам=&лар  қара=%лар  каранд='лар ");
        assert_eq!(numbers.len(), 4 * 3 + 2, "399 has two digits");
    }

    #[test]
    fn a_shard_begins_where_the_first_letters_change() {
        let many = ["аба", "абаа", "абаб", "ада", "адаа", "баб"].map(|key| entry(key, 600));
        assert_eq!(starts(&cut(many.to_vec())), ["аба", "ада"]);
    }

    #[test]
    fn many_words_with_one_beginning_are_cut_at_a_word() {
        let cut = cut((0..9).map(|at| entry(&format!("қара{at}"), 900)).collect());
        let starts = starts(&cut);
        assert!(starts.len() > 1);
        assert!(starts.iter().all(|start| start.starts_with("кара")), "{starts:?}");
        assert!(starts.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn documents_come_by_impact_the_highest_first() {
        let mut text = String::new();
        by_impact(&[(0, 1), (5, 7), (6, 1)], &mut text);
        let mut expected = String::new();
        [7, 5, usize::from(STEPS) + 1, 0, 5].iter().for_each(|it| pack::number(*it, &mut expected));
        assert_eq!(text, expected);
    }

    #[test]
    fn documents_of_a_common_word_lie_in_files_of_their_own() {
        let cut = cut(vec![entry("абв", 1), entry("где", 40_000), entry("гдея", 4_000), entry("ежз", 1)]);
        assert_eq!(starts(&cut), ["абв"]);
        assert!(cut.lists.len() > 2, "{}", cut.lists.len());
        assert!(cut.lists.iter().all(|list| list.len() < 30_000), "{:?}", cut.lists.iter().map(String::len));
        let (_, documents) = cut.shards[0].text.split_once('\n').unwrap();
        assert!(documents.len() < 4 * 5, "{documents}");
    }

    #[test]
    fn every_document_of_a_common_word_is_in_one_of_its_files() {
        let postings: Vec<(u32, u8)> = (0..100_000).map(|at| (at * 9, (at % u32::from(STEPS)) as u8)).collect();
        let files = files(&postings);
        assert!(files.len() > 2);
        let part = postings.len().div_ceil(files.len());
        for (file, postings) in files.iter().zip(postings.chunks(part)) {
            let mut begin = String::new();
            pack::number(postings.len(), &mut begin);
            pack::number(postings[0].0 as usize * 2 + usize::from(postings[0].1 >= STEPS / 2), &mut begin);
            assert!(file.starts_with(&begin));
        }
        assert_eq!(part * (files.len() - 1) + postings.chunks(part).last().unwrap().len(), postings.len());
    }

    #[test]
    fn a_word_that_every_document_has_costs_hardly_anything() {
        assert!(size(1_000, 1_000) < 100.0);
        assert!(size(500, 1_000) > 125.0);
        assert_eq!(files(&[(0, 3)]).len(), 1);
    }

    #[test]
    fn no_words_are_no_shards() {
        assert_eq!(cut(Vec::new()), Cut::default());
    }
}
