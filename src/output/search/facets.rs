//! The filters of all documents, as one short text for each facet.

use super::pack;
use crate::site::documents::{Document, Facet};
use serde_json::{Value, json};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// A facet with more values than this does not bring all their words at once.
const MANY: usize = 64;
/// How many values lie in one file of words then.
const IN_FILE: usize = 16;

/// One facet.
pub(super) struct Packed {
    /// What the engine loads at the start.
    pub(super) meta: Value,
    /// Codes and words of values, where they are too many for the start.
    pub(super) files: Vec<Value>,
}

/// Packs a facet; `words` are its values with their words, in the order in which readers see them.
pub(super) fn packed(documents: &[Document], facet: Facet, words: Vec<(String, String)>) -> Packed {
    let none = Vec::new();
    let of = |document: &Document| document.facets.get(&facet).unwrap_or(&none).clone();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for code in documents.iter().flat_map(of) {
        *counts.entry(code).or_default() += 1;
    }
    let mut words: Vec<(String, String)> = words.into_iter().filter(|(code, _)| counts.contains_key(code)).collect();
    let many = words.len() > MANY;
    if many {
        words.sort_by_key(|(code, _)| Reverse(counts.get(code).copied()));
    }
    let place: BTreeMap<&str, usize> = words.iter().enumerate().map(|(at, (code, _))| (code.as_str(), at)).collect();
    let set = |document: &Document| -> Vec<usize> {
        let mut set: Vec<usize> = of(document).iter().filter_map(|code| place.get(code.as_str()).copied()).collect();
        set.sort_unstable();
        set.dedup();
        set
    };
    let sets: Vec<Vec<usize>> = documents.iter().map(set).collect();
    let distinct = if many { first_first(&sets) } else { commonest_first(&sets) };
    let number: BTreeMap<&Vec<usize>, usize> = distinct.iter().enumerate().map(|(at, set)| (*set, at)).collect();
    let numbers: Vec<usize> = sets.iter().filter_map(|set| number.get(set).copied()).collect();
    let runs = if many { pack::steps(&numbers) } else { pack::runs(&numbers) };
    // Most facets have one value for each document.
    let sets: Vec<Value> =
        distinct.iter().map(|set| if let [one] = set[..] { json!(one) } else { json!(set) }).collect();
    let listed =
        |words: &[(String, String)]| -> Value { words.iter().map(|(code, word)| json!([code, word])).collect() };
    let files: Vec<Value> = if many { words.chunks(IN_FILE).map(listed).collect() } else { Vec::new() };
    let values = if many { json!(words.len()) } else { listed(&words) };
    Packed { meta: json!({ "values": values, "inFile": IN_FILE, "sets": sets, "runs": runs }), files }
}

/// In the order in which they appear.
fn first_first(sets: &[Vec<usize>]) -> Vec<&Vec<usize>> {
    let mut seen = BTreeSet::new();
    sets.iter().filter(|set| seen.insert(*set)).collect()
}

fn commonest_first(sets: &[Vec<usize>]) -> Vec<&Vec<usize>> {
    let mut counts: BTreeMap<&Vec<usize>, usize> = BTreeMap::new();
    for set in sets {
        *counts.entry(set).or_default() += 1;
    }
    let mut distinct: Vec<(&Vec<usize>, usize)> = counts.into_iter().collect();
    distinct.sort_by_key(|(_, count)| Reverse(*count));
    distinct.into_iter().map(|(set, _)| set).collect()
}
