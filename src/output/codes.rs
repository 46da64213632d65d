//! `/data/codes/`: what check codes lead to, in small files that the search page loads one at a time.
//!
//! `data/codes/<language>/<bits>/<number>.js` has the entries of all codes whose first `<bits>` bits are `<number>`: a
//! classic script that calls `esepCodes.take`, so that codes are also found where the site is opened as a folder. There
//! is a file for each number: one that is not there was not published, and says nothing of a code. The files of a brief
//! portal have no words and serve all languages: they lie in `data/codes/all/<bits>/`.

use super::search::literal;
use super::sink::Sink;
use crate::read::Edition;
use crate::site::codes::{Coded, Withdrawn, Words, bits, coded, dated, folder, withdrawn, words};
use crate::site::{Site, Tongue};
use rayon::prelude::*;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io;
use std::ops::Range;

/// Puts the files of every language into the sink.
///
/// # Errors
/// What the sink says: no space, no permission.
pub(super) fn publish(site: &Site<'_>, sink: &dyn Sink) -> io::Result<()> {
    let all = coded(site);
    let languages = site.interface_languages().iter();
    let tongues: Vec<&Tongue<'_>> = languages.filter_map(|lang| site.tongue(Some(*lang))).collect();
    if site.portal.is_brief() {
        let Some(tongue) = tongues.first() else { return Ok(()) };
        let brief = |shard: Range<usize>| Brief::of(site, &tongues, all.get(shard).unwrap_or_default());
        return put(&folder(site, tongue), shards(&all, bits(site)), sink, brief);
    }
    for tongue in tongues {
        // The words of the entries are asked for in any case: a missing one is found here.
        let words = words(site, tongue, &all);
        let entries: Vec<(&Coded<'_>, Words)> = all.iter().zip(words).collect();
        let of_shard = |shard: Range<usize>| -> Vec<Entry<'_>> {
            let entries = entries.get(shard).unwrap_or_default();
            entries.iter().map(|(coded, words)| Entry::of(site, tongue, coded, words)).collect()
        };
        put(&folder(site, tongue), shards(&all, bits(site)), sink, of_shard)?;
    }
    Ok(())
}

/// The entries, which are sorted by code, cut by the first bits of their codes.
fn shards(all: &[Coded<'_>], bits: u32) -> Vec<Range<usize>> {
    let start = |number: u64| all.partition_point(|entry| entry.code.first_bits(bits) < number);
    (0..1 << bits).map(|number| start(number)..start(number + 1)).collect()
}

fn put<T: Serialize>(
    folder: &str,
    shards: Vec<Range<usize>>,
    sink: &dyn Sink,
    data: impl Fn(Range<usize>) -> T + Sync,
) -> io::Result<()> {
    if !sink.is_read() {
        return Ok(());
    }
    let put = |(number, shard): (usize, Range<usize>)| {
        let name = format!("{folder}/{number}");
        let text = format!("esepCodes.take({},{});\n", literal(&name), literal(&data(shard)));
        sink.put(&format!("data/codes/{name}.js"), text.as_bytes())
    };
    shards.into_par_iter().enumerate().map(put).collect()
}

/// An entry with words.
#[derive(Serialize)]
struct Entry<'s> {
    code: String,
    page: &'s str,
    #[serde(skip_serializing_if = "str::is_empty")]
    id: &'s str,
    #[serde(flatten)]
    words: &'s Words,
    #[serde(flatten)]
    older: Option<Older<'s>>,
}

/// What an edition had under the code.
#[derive(Serialize)]
struct Older<'s> {
    edition: &'s str,
    date: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    now_page: Option<&'s str>,
    now: &'s str,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    same: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    withdrawn: Option<Withdrawn>,
}

impl<'s> Entry<'s> {
    fn of(site: &Site<'_>, tongue: &Tongue<'_>, coded: &'s Coded<'_>, words: &'s Words) -> Self {
        let older = coded.older.as_ref().map(|older| Older {
            edition: &older.edition.name,
            date: dated(tongue, older.edition),
            now_page: older.now_page.as_deref(),
            now: &words.now,
            same: older.same,
            withdrawn: withdrawn(site, tongue, &coded.page),
        });
        Self { code: plain(coded), page: &coded.page, id: &coded.id, words, older }
    }
}

/// The code without its dash.
fn plain(coded: &Coded<'_>) -> String {
    coded.code.to_string().replace('-', "")
}

/// A shard without words.
#[derive(Serialize)]
struct Brief<'s> {
    /// What the portal has today, parted by spaces: ten signs of the code, the page – without its folder, if it is a
    /// grant's –, and after `#` the fragment.
    now: String,
    /// What only editions have.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    old: Vec<Old<'s>>,
    /// The dates of these editions by name and language.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    dates: BTreeMap<&'s str, BTreeMap<&'static str, String>>,
    /// Why pages were taken off the portal, by page and language.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    withdrawn: BTreeMap<&'s str, BTreeMap<&'static str, Withdrawn>>,
}

/// What only an edition has.
#[derive(Serialize)]
struct Old<'s> {
    code: String,
    page: &'s str,
    id: &'s str,
    edition: &'s str,
    #[serde(skip_serializing_if = "Option::is_none")]
    now_page: Option<&'s str>,
    same: bool,
}

impl<'s> Brief<'s> {
    fn of(site: &Site<'_>, tongues: &[&Tongue<'_>], shard: &'s [Coded<'_>]) -> Self {
        let now: Vec<String> = shard.iter().filter(|it| it.older.is_none()).map(short).collect();
        let older = || shard.iter().filter_map(|it| Some((it, it.older.as_ref()?)));
        let old = older().map(|(it, older)| Old {
            code: plain(it),
            page: &it.page,
            id: &it.id,
            edition: &older.edition.name,
            now_page: older.now_page.as_deref(),
            same: older.same,
        });
        let date = |edition: &Edition| tongues.iter().map(|it| (it.lang.code(), dated(it, edition))).collect();
        let why = |page: &str| -> BTreeMap<&'static str, Withdrawn> {
            tongues.iter().filter_map(|it| Some((it.lang.code(), withdrawn(site, it, page)?))).collect()
        };
        let withdrawn = older().map(|(it, _)| (it.page.as_str(), why(&it.page)));
        Self {
            now: now.join(" "),
            old: old.collect(),
            dates: older().map(|(_, older)| (older.edition.name.as_str(), date(older.edition))).collect(),
            withdrawn: withdrawn.filter(|(_, why)| !why.is_empty()).collect(),
        }
    }
}

fn short(coded: &Coded<'_>) -> String {
    let page = coded.page.strip_prefix("grants/").unwrap_or(&coded.page);
    let mark = if coded.id.is_empty() { "" } else { "#" };
    format!("{}{page}{mark}{}", plain(coded), coded.id)
}
