//! The filters of all documents, as one short text for each facet.

use super::pack;
use crate::site::documents::{Facet, Facets};
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
pub(super) fn packed(documents: &[&Facets], facet: Facet, words: Vec<(String, String)>) -> Packed {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for code in documents.iter().flat_map(|it| it.of(facet)) {
        *counts.entry(code).or_default() += 1;
    }
    let mut words: Vec<(String, String)> =
        words.into_iter().filter(|(code, _)| counts.contains_key(code.as_str())).collect();
    let many = words.len() > MANY;
    if many {
        words.sort_by_key(|(code, _)| Reverse(counts.get(code.as_str()).copied()));
    }
    let place: BTreeMap<&str, usize> = words.iter().enumerate().map(|(at, (code, _))| (code.as_str(), at)).collect();
    let set = |document: &&Facets| -> Vec<usize> {
        let mut set: Vec<usize> =
            document.of(facet).iter().filter_map(|code| place.get(code.as_str()).copied()).collect();
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

#[cfg(test)]
mod tests {
    use super::*;

    fn with(values: &[&str]) -> Facets {
        Facets::default().with(Facet::Region, values.iter().map(|it| (*it).to_owned()).collect())
    }

    fn words(codes: &[&str]) -> Vec<(String, String)> {
        codes.iter().map(|code| ((*code).to_owned(), code.to_uppercase())).collect()
    }

    #[test]
    fn values_that_nothing_has_are_left_out() {
        let documents = [with(&["a"]), with(&["b", "a"]), with(&[])];
        let Packed { meta, files } = packed(&documents.each_ref(), Facet::Region, words(&["a", "x", "b"]));
        assert_eq!(meta["values"], json!([["a", "A"], ["b", "B"]]));
        assert_eq!(meta["sets"], json!([[], 0, [0, 1]]));
        assert_eq!(meta["runs"], pack::runs(&[1, 2, 0]));
        assert!(files.is_empty());
    }

    #[test]
    fn words_of_very_many_values_come_in_files_the_commonest_first() {
        let codes: Vec<String> = (0..100).map(|at| format!("o{at:02}")).collect();
        let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
        let mut documents: Vec<Facets> = codes.iter().map(|code| with(&[*code])).collect();
        documents.push(with(&["o99"]));
        let Packed { meta, files } = packed(&documents.iter().collect::<Vec<_>>(), Facet::Region, words(&codes));
        assert_eq!((meta["values"].as_u64(), files.len()), (Some(100), 7));
        assert_eq!(files[0][0], json!(["o99", "O99"]));
        let numbers: Vec<usize> = (0..100).chain([99]).collect();
        assert_eq!(meta["runs"], pack::steps(&numbers));
    }
}
