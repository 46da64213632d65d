//! The search: an index that a phone loads in small parts, and the script that reads it.
//!
//! | file below `search/<language>/` | holds |
//! |---|---|
//! | `start.js` | the name of the folder of this build; the only name that stays |
//! | `<hash>/meta.js` | where each shard begins, the filters of all documents |
//! | `<hash>/stems.js` | suffix tables, synonyms |
//! | `<hash>/keys-N.js` | words and the documents that have them |
//! | `<hash>/list-N.js` | the documents that have a common word |
//! | `<hash>/texts-N.js` | what results show |
//! | `<hash>/<facet>-N.js` | words of a facet that has many values |
//! | `<hash>/date-N.js`, `amount-N.js` | the order by date and by money |
//!
//! Where the portal asks for it, `data/search-<language>.json` is the whole index as elasticlunr.js reads it.
//!
//! Everything else is a classic script that calls `esepSearch.take`, so that the search also works where the
//! site is opened as a folder. Scripts are asked for by address; hosts compress them.

mod facets;
mod impact;
mod index;
mod keys;
mod narrow;
mod outline;
mod pack;
mod shards;
mod texts;

pub(super) use pack::literal;

use super::sink::Sink;
use crate::language::{Lang, stem};
use crate::site::documents::{self, Documents, Facet, Facets};
use crate::site::{Site, Tongue};
use facets::Packed;
use impact::Impact;
use index::{Inverted, Postings};
use keys::Keys;
use outline::Outlines;
use rayon::prelude::*;
use serde_json::{Value, json};
use shards::{Cut, Entry};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io;
use std::sync::Arc;

/// The script of the search: what it needs to know of the languages, and the engine. Comments and
/// indentation stay here.
pub(super) fn engine() -> String {
    let scripts = [
        include_str!("browser/stem.js"),
        include_str!("browser/stem_ru.js"),
        include_str!("browser/stem_en.js"),
        include_str!("browser/readings.js"),
        include_str!("browser/parts.js"),
        include_str!("browser/terms.js"),
        include_str!("browser/snippet.js"),
        include_str!("browser/engine.js"),
    ];
    let lines = scripts.iter().flat_map(|script| script.lines()).map(str::trim_start);
    lines.filter(|line| !line.is_empty() && !line.starts_with("//")).flat_map(|line| [line, "\n"]).collect()
}

/// Words by the million are looked up here: nothing that is put into the sink has their order.
type Map<K, V> = HashMap<K, V, foldhash::fast::RandomState>;

/// Puts the index of every language into the sink and gives the addresses of its files.
///
/// # Errors
/// What the sink says: no space, no permission.
pub fn publish(site: &Site<'_>, sink: &dyn Sink) -> io::Result<BTreeSet<String>> {
    let mut addresses = BTreeSet::new();
    for lang in site.interface_languages() {
        let Some(tongue) = site.tongue(Some(*lang)) else { continue };
        addresses.extend(if sink.is_read() { put(site, tongue, sink)? } else { name(site, tongue, sink)? });
    }
    Ok(addresses)
}

/// Puts the files that pages lead to, empty: where nobody reads them, every word of the index is asked for, so that one
/// which is missing is found, and nothing is packed.
fn name(site: &Site<'_>, tongue: &Tongue<'_>, sink: &dyn Sink) -> io::Result<Vec<String>> {
    let documents = Documents::new(site, tongue);
    (0..documents.families()).into_par_iter().for_each(|number| drop(documents.family(number)));
    for facet in Facet::ALL {
        documents::values(site, tongue, facet);
    }
    let plain = site.portal.search.plain_index.then(|| plain_path(tongue.lang));
    [start_path(tongue.lang)].into_iter().chain(plain).map(|path| put_file(sink, &path, "")).collect()
}

/// Puts one file and gives its address.
fn put_file(sink: &dyn Sink, path: &str, text: &str) -> io::Result<String> {
    sink.put(path, text.as_bytes()).map(|()| format!("/{path}"))
}

fn start_path(lang: Lang) -> String {
    format!("search/{lang}/start.js")
}

fn plain_path(lang: Lang) -> String {
    format!("data/search-{lang}.json")
}

/// Puts the files of one language.
fn put(site: &Site<'_>, tongue: &Tongue<'_>, sink: &dyn Sink) -> io::Result<Vec<String>> {
    let documents = Documents::new(site, tongue);
    let family = |number| documents.family(number);
    let outlines = Outlines::of(documents.families(), &family);
    let mut addresses = Vec::new();
    if site.portal.search.plain_index {
        let keys = Keys::new(tongue.lang, kept(site, tongue.lang));
        addresses.push(put_file(sink, &plain_path(tongue.lang), &index::plain(outlines.one_by_one(), keys))?);
    }
    let lang = tongue.lang.code();
    let parts = parts(site, tongue, &outlines);
    let hash = hash(&parts);
    let part = |(name, json): (String, String)| {
        let text = pack::script(&format!("{lang}/{hash}/{name}"), &json);
        put_file(sink, &format!("search/{lang}/{hash}/{name}.js"), &text)
    };
    addresses.extend(parts.into_par_iter().map(part).collect::<io::Result<Vec<String>>>()?);
    let start = pack::script(&format!("{lang}/start"), &pack::json(&hash));
    addresses.push(put_file(sink, &start_path(tongue.lang), &start)?);
    Ok(addresses)
}

/// The name of a build: another content is another name.
fn hash(parts: &BTreeMap<String, String>) -> String {
    let mut hasher = blake3::Hasher::new();
    for (name, json) in parts {
        hasher.update(name.as_bytes()).update(&[0]).update(json.as_bytes()).update(&[0]);
    }
    hasher.finalize().to_hex()[..10].to_owned()
}

/// Everything that is loaded, as JSON by name.
fn parts(site: &Site<'_>, tongue: &Tongue<'_>, outlines: &Outlines<'_>) -> BTreeMap<String, String> {
    let languages = outlines.languages(tongue.lang);
    let keys: Vec<Arc<Keys>> = languages.iter().map(|lang| Arc::new(Keys::new(*lang, kept(site, *lang)))).collect();
    let Read { texts, in_file, inverted } = read(outlines, &keys, tongue.lang);
    let Cut { shards, lists } = shards::cut(entries(inverted, &keys), tongue.lang);
    let orders = [("date", texts::by_date(&outlines.all)), ("amount", texts::by_amount(&outlines.all))]
        .map(|(name, text)| (name, pack::pieces(&text)));
    let filters: Vec<&Facets> = outlines.all.iter().map(|it| &*it.facets).collect();
    let mut parts = BTreeMap::new();
    let packed = |facet: &Facet| facets::packed(&filters, *facet, documents::values(site, tongue, *facet));
    let packed: Vec<Packed> = Facet::ALL.par_iter().map(packed).collect();
    let mut facets = serde_json::Map::new();
    for (facet, packed) in Facet::ALL.iter().zip(packed) {
        facets.insert(facet.code().to_owned(), packed.meta);
        parts.extend(numbered(facet.code(), packed.files.iter().map(pack::json)));
    }
    let meta = json!({
        "documents": outlines.all.len(),
        "keys": stem::packed(shards.iter().map(|shard| shard.start.as_str())),
        "inFile": in_file,
        "facets": facets,
        "orders": orders.iter().map(|(name, files)| (*name, files.len())).collect::<BTreeMap<_, _>>(),
    });
    let languages: Value = languages.iter().map(|lang| language(site, *lang)).collect();
    parts.extend([("meta".to_owned(), pack::json(&meta)), ("stems".to_owned(), pack::json(&languages))]);
    parts.extend(numbered("keys", shards.iter().map(|shard| pack::json(&shard.text))));
    parts.extend(numbered("list", lists.iter().map(pack::json)));
    parts.extend(numbered("texts", texts));
    for (name, files) in orders {
        parts.extend(numbered(name, files.iter().map(pack::json)));
    }
    parts
}

/// About how many documents are read at once, on each processor.
const RUN: usize = 2_000;
/// How many runs a processor reads before they are put together.
const RUNS: usize = 2;

/// What all documents say.
struct Read {
    /// Their texts, in files.
    texts: Vec<String>,
    /// How many documents a file holds.
    in_file: usize,
    inverted: Inverted,
}

/// Reads all documents, run by run.
fn read(outlines: &Outlines<'_>, keys: &[Arc<Keys>], lang: Lang) -> Read {
    let files = texts::Files::of(outlines, lang);
    let (all, size) = (outlines.all.len(), RUN.next_multiple_of(files.in_file));
    let run = |start| outlines.run(start..all.min(start + size), |told| (files.put(told), index::index(told, keys)));
    let starts: Vec<usize> = (0..all).step_by(size).collect();
    let mut read = Read { texts: Vec::new(), in_file: files.in_file, inverted: Inverted::default() };
    for some in starts.chunks(RUNS * rayon::current_num_threads()) {
        let runs: Vec<(Vec<String>, Inverted)> = some.par_iter().map(|start| run(*start)).collect();
        for (texts, inverted) in runs {
            read.texts.extend(texts);
            read.inverted.append(inverted);
        }
    }
    read
}

fn numbered(name: &str, files: impl IntoIterator<Item = String>) -> impl Iterator<Item = (String, String)> {
    files.into_iter().enumerate().map(move |(number, data)| (format!("{name}-{number}"), data))
}

/// What the browser has to know of a language.
fn language(site: &Site<'_>, lang: Lang) -> Value {
    json!({
        "lang": lang.code(),
        "table": stem::browser_table(lang),
        "keep": kept(site, lang),
        "synonyms": site.portal.search.synonyms.get(&lang),
    })
}

/// Words that the portal wants left whole.
fn kept<'s>(site: &'s Site<'_>, lang: Lang) -> &'s [String] {
    site.portal.search.keep.get(&lang).map_or(&[], Vec::as_slice)
}

/// Keys with what they say about each document.
fn entries(inverted: Inverted, keys: &[Arc<Keys>]) -> Vec<Entry> {
    let spellings = inverted.spellings(keys);
    let Inverted { keys: found, lengths, .. } = inverted;
    let impact = Impact::of(&lengths);
    let Some(page) = keys.first() else { return Vec::new() };
    let entry = |(key, postings): (Arc<str>, Postings)| Entry {
        fold: page.fold(&key),
        spelling: spellings.get(&key).map_or_else(|| key.to_string(), Clone::clone),
        postings: postings
            .iter()
            .filter_map(|(document, counts)| Some((*document, impact.step(counts, lengths.get(*document as usize)?))))
            .collect(),
        key: key.to_string(),
    };
    found.into_par_iter().map(entry).collect()
}
