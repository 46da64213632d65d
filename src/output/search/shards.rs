//! The index is cut into shards that a phone loads when it needs them.
//!
//! Keys are sorted by their folded form, in which letters that a Russian keyboard lacks are replaced, so
//! that all spellings of a word lie in one shard. A shard begins where the first three letters change,
//! unless a group of words with the same beginning is too large for one.

use super::impact::STEPS;
use super::keys::LETTERS;
use super::pack;
use std::cmp::Ordering;
use std::ops::Range;

/// How large a shard is meant to be, in bytes after compression.
const TARGET: f64 = 10_000.0;
/// How large it may become.
const LIMIT: f64 = 15_000.0;
/// How many letters of a key choose its shard.
const PREFIX: usize = 3;

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
    pub(super) postings: Vec<(u32, usize)>,
}

/// A part of the index.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Shard {
    /// No folded key in it is before this; a list that is too long for one shard goes on in the next, which
    /// then begins with the same text.
    pub(super) start: String,
    /// The keys, each as how many letters it shares with the one before and the further letters; after them,
    /// where it is written in another way, `=`, how many letters that shares with the key, and its further
    /// letters; and a space. Then a line end, and for each key how many documents it has, and these, as gaps
    /// with impacts.
    pub(super) text: String,
}

/// As a browser compares texts: by units of UTF-16.
fn order(a: &Entry, b: &Entry) -> Ordering {
    let units = |a: &str, b: &str| a.encode_utf16().cmp(b.encode_utf16());
    units(&a.fold, &b.fold).then_with(|| units(&a.key, &b.key))
}

/// Cuts the index.
pub(super) fn cut(mut entries: Vec<Entry>) -> Vec<Shard> {
    entries.sort_by(order);
    let mut shards: Vec<Shard> = Vec::new();
    let mut waiting: Range<usize> = 0..0;
    let mut weight = 0.0;
    let mut end = 0;
    for group in entries.chunk_by(|a, b| prefix(&a.fold) == prefix(&b.fold)) {
        let own: f64 = group.iter().map(cost).sum();
        if weight + own > TARGET && !waiting.is_empty() {
            shards.push(shard(&entries[waiting.clone()], PREFIX));
            waiting = end..end;
            weight = 0.0;
        }
        end += group.len();
        if own > LIMIT {
            shards.extend(cut_group(group));
            waiting = end..end;
        } else {
            waiting.end = end;
            weight += own;
        }
    }
    if !waiting.is_empty() {
        shards.push(shard(&entries[waiting], PREFIX));
    }
    shards
}

/// Cuts words with the same beginning where the folded key changes.
fn cut_group(group: &[Entry]) -> Vec<Shard> {
    let mut shards = Vec::new();
    let mut waiting: Vec<Entry> = Vec::new();
    let mut weight = 0.0;
    for same in group.chunk_by(|a, b| a.fold == b.fold) {
        let own: f64 = same.iter().map(cost).sum();
        if weight + own > TARGET && !waiting.is_empty() {
            shards.push(shard(&waiting, usize::MAX));
            waiting.clear();
            weight = 0.0;
        }
        if own > LIMIT {
            shards.extend(same.iter().flat_map(parts).map(|part| shard(&[part], usize::MAX)));
        } else {
            waiting.extend(same.iter().cloned());
            weight += own;
        }
    }
    if !waiting.is_empty() {
        shards.push(shard(&waiting, usize::MAX));
    }
    shards
}

/// A word that nearly every document has fills several shards.
fn parts(entry: &Entry) -> Vec<Entry> {
    let mut parts: Vec<Entry> = Vec::new();
    let mut weight = f64::INFINITY;
    for (posting, gap) in entry.postings.iter().zip(gaps(&entry.postings)) {
        weight += pack::width(gap) as f64 * POSTING;
        if weight > TARGET {
            parts.push(Entry { postings: Vec::new(), ..entry.clone() });
            weight = 0.0;
        }
        if let Some(part) = parts.last_mut() {
            part.postings.push(*posting);
        }
    }
    parts
}

fn prefix(fold: &str) -> &str {
    fold.char_indices().nth(PREFIX).map_or(fold, |(end, _)| &fold[..end])
}

/// Bytes of a letter of a packed number after compression, at most: 92 letters are 6.5 bits.
const POSTING: f64 = 0.82;
/// Bytes of a byte of a key after compression.
const LETTER: f64 = 0.5;

/// How large an entry is after compression, rather more than less.
fn cost(entry: &Entry) -> f64 {
    let numbers: usize = gaps(&entry.postings).map(pack::width).sum();
    numbers as f64 * POSTING + (entry.key.len().max(entry.spelling.len()) + 3) as f64 * LETTER
}

/// The distance to the document before, from 0, with the impact.
fn gaps(postings: &[(u32, usize)]) -> impl Iterator<Item = usize> {
    let mut next = 0;
    postings.iter().map(move |(document, impact)| {
        let gap = (*document as usize).saturating_sub(next);
        next = *document as usize + 1;
        gap * STEPS + impact
    })
}

fn shard(entries: &[Entry], letters: usize) -> Shard {
    let first = entries.first().map_or("", |entry| entry.fold.as_str());
    let mut text = String::new();
    let mut before = "";
    for Entry { key, spelling, .. } in entries {
        continued(before, key, &mut text);
        if spelling != key {
            text.push('=');
            continued(key, spelling, &mut text);
        }
        text.push(' ');
        before = key;
    }
    text.push('\n');
    for Entry { postings, .. } in entries {
        pack::number(postings.len(), &mut text);
        gaps(postings).for_each(|gap| pack::number(gap, &mut text));
    }
    Shard { start: first.chars().take(letters).collect(), text }
}

/// A word as how many letters it shares with another, and its further letters.
fn continued(before: &str, word: &str, out: &mut String) {
    let shared = before.chars().zip(word.chars()).take_while(|(a, b)| a == b).count().min(LETTERS);
    pack::number(shared, out);
    out.extend(word.chars().skip(shared));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(key: &str, documents: u32) -> Entry {
        let postings = (0..documents).map(|at| (at * 400, 3)).collect();
        Entry { fold: key.replace('қ', "к"), key: key.to_owned(), spelling: format!("{key}лар"), postings }
    }

    fn starts(shards: &[Shard]) -> Vec<&str> {
        shards.iter().map(|shard| shard.start.as_str()).collect()
    }

    #[test]
    fn what_is_small_is_one_shard_in_the_order_of_folded_keys() {
        let shards = cut(vec![entry("қара", 1), entry("калам", 1), entry("каранд", 2), entry("2020", 1)]);
        assert_eq!(starts(&shards), ["202"]);
        let (keys, numbers) = shards[0].text.split_once('\n').unwrap();
        assert_eq!(keys, " 2020=%лар  калам=&лар  қара=%лар  каранд='лар ");
        assert_eq!(numbers.len(), 4 + 4 + pack::width(399 * STEPS + 3));
    }

    #[test]
    fn a_shard_begins_where_the_first_letters_change() {
        let many = ["аба", "абаа", "абаб", "ада", "адаа", "баб"].map(|key| entry(key, 1_000));
        assert_eq!(starts(&cut(many.to_vec())), ["аба", "ада"]);
    }

    #[test]
    fn many_words_with_one_beginning_are_cut_at_a_word() {
        let many: Vec<Entry> = (0..9).map(|at| entry(&format!("қара{at}"), 1_500)).collect();
        let shards = cut(many);
        assert!(shards.len() > 1);
        assert!(starts(&shards).iter().all(|start| start.starts_with("кара")), "{shards:?}");
        assert!(starts(&shards).windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn a_word_that_nearly_every_document_has_fills_several_shards() {
        let shards = cut(vec![entry("абв", 1), entry("где", 40_000), entry("гдея", 1), entry("ежз", 1)]);
        let starts = starts(&shards);
        assert_eq!(starts.first(), Some(&"абв"));
        assert_eq!(starts.last(), Some(&"ежз"));
        assert!(starts.iter().filter(|start| **start == "где").count() > 2, "{starts:?}");
        assert!(starts.contains(&"гдея"));
        assert!(shards.iter().all(|shard| (shard.text.len() as f64) * POSTING < LIMIT), "{starts:?}");
    }

    #[test]
    fn no_words_are_no_shards() {
        assert_eq!(cut(Vec::new()), []);
    }
}
