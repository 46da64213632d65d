//! The words that scripts say, one small script for each language: every page would have to carry them otherwise.

use crate::language::{Arg, Lang};
use crate::site::{Site, Tongue};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// The name by which templates ask for the script of their language.
pub(super) const NAME: &str = "words.js";

/// What scripts say: the name that they know, the key of the words, and the gaps that the script fills.
const WORDS: [(&str, &str, &[&str]); 11] = [
    ("alphabet", "script.alphabet", &[]),
    ("contents", "section.contents", &[]),
    ("sortedUp", "script.sorted_up", &["column"]),
    ("sortedDown", "script.sorted_down", &["column"]),
    ("sortedNot", "script.sorted_not", &[]),
    ("shown", "script.shown", &["shown", "all"]),
    ("shownNone", "script.shown_none", &[]),
    ("copiedLink", "script.copied_link", &[]),
    ("copiedCitation", "script.copied_citation", &[]),
    ("copiedNot", "script.copied_not", &[]),
    ("chartKeys", "script.chart_keys", &[]),
];

/// The scripts, as they are published.
#[derive(Debug, Default)]
pub(super) struct Spoken {
    /// Path and bytes by language.
    scripts: BTreeMap<Lang, (String, Vec<u8>)>,
}

impl Spoken {
    /// Says all words in each language of a site.
    pub(super) fn of(site: &Site<'_>) -> Self {
        let languages = site.interface_languages().iter();
        let scripts = languages.filter_map(|lang| Some((*lang, script(*lang, site.tongue(Some(*lang))?))));
        Self { scripts: scripts.collect() }
    }

    /// Paths and bytes of what is published.
    pub(super) fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.scripts.values().map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
    }

    /// The address of the script for pages in this language.
    pub(super) fn address(&self, lang: Lang) -> Option<String> {
        self.scripts.get(&lang).map(|(path, _)| format!("/{path}"))
    }
}

fn script(lang: Lang, tongue: &Tongue<'_>) -> (String, Vec<u8>) {
    let say = tongue.saying();
    let said = |(name, key, gaps): &(&str, &str, &[&str])| {
        // A gap is filled with its own name: the script knows what belongs there.
        let gaps: Vec<(&str, Arg)> = gaps.iter().map(|gap| (*gap, Arg::Text(format!("{{{gap}}}")))).collect();
        let words = say(key, &gaps).unwrap_or_else(|missing| missing.to_string());
        ((*name).to_owned(), Value::from(words))
    };
    let words: Map<String, Value> = WORDS.iter().map(said).collect();
    let bytes = format!("window.esepWords={};\n", Value::from(words)).into_bytes();
    let hash = blake3::hash(&bytes).to_hex();
    (format!("assets/words-{}-{}.js", lang.code(), &hash[..10]), bytes)
}
