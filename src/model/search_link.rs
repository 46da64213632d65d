//! What `[search]` of `portal.toml` means.

use super::Search;
use super::linker::Linker;
use crate::finding::{Code, Finding};
use crate::language::Lang;
use crate::read::{Placed, SearchDraft, SearchWordsDraft};
use std::collections::BTreeMap;

/// The settings; words that can find nothing are reported and left out.
pub(super) fn link(draft: Option<SearchDraft>, linker: &mut Linker) -> Search {
    let Some(SearchDraft { written_at: _, keep, synonym, plain_index }) = draft else { return Search::default() };
    let mut search = Search { plain_index: plain_index.is_some_and(|plain| plain.value), ..Search::default() };
    for (language, words) in keep.into_iter().flat_map(by_language) {
        search.keep.insert(language, sound(&words, linker));
    }
    for (language, words) in synonym.into_iter().flat_map(by_language) {
        search.synonyms.entry(language).or_default().extend(group(&words, linker));
    }
    search
}

/// The languages in which words are given, with their words.
fn by_language(draft: SearchWordsDraft) -> BTreeMap<Lang, Vec<Placed<String>>> {
    let SearchWordsDraft { written_at: _, kk, ru, ky, en } = draft;
    let written = [(Lang::Kk, kk), (Lang::Ru, ru), (Lang::Ky, ky), (Lang::En, en)];
    written.into_iter().filter(|(_, words)| !words.is_empty()).collect()
}

/// Words that mean the same. A word alone is reported: it may have been meant for another language's.
fn group(words: &[Placed<String>], linker: &mut Linker) -> Option<Vec<String>> {
    if let [word] = words {
        linker.report(Finding::new(Code::LoneSynonym).at(&word.place).with("value", word.as_str()));
    }
    Some(sound(words, linker)).filter(|sound| sound.len() > 1)
}

fn sound(words: &[Placed<String>], linker: &mut Linker) -> Vec<String> {
    words.iter().filter_map(|word| one_word(word, linker)).collect()
}

/// The word in lower case; anything but one word of letters and digits is reported.
fn one_word(word: &Placed<String>, linker: &mut Linker) -> Option<String> {
    let text = word.trim();
    if text.is_empty() || !text.chars().all(char::is_alphanumeric) {
        linker.report(Finding::new(Code::MalformedSearchWord).at(&word.place).with("value", text));
        return None;
    }
    Some(text.to_lowercase())
}
