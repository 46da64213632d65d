//! `/data/codes/`: what check codes lead to, in small files that the search page loads one at a time.
//!
//! `data/codes/<language>/<bits>/<number>.js` has the entries of all codes whose first `<bits>` bits are `<number>`: a
//! classic script that calls `esepCodes.take`, so that codes are also found where the site is opened as a folder. There
//! is a file for each number: one that is not there was not published, and says nothing of a code.

use super::search::literal;
use super::sink::Sink;
use crate::language::Lang;
use crate::site::Site;
use crate::site::codes::{Coded, bits, coded};
use rayon::prelude::*;
use std::io;

/// Puts the files of every language into the sink.
///
/// # Errors
/// What the sink says: no space, no permission.
pub(super) fn publish(site: &Site<'_>, sink: &dyn Sink) -> io::Result<()> {
    let bits = bits(site);
    for lang in site.interface_languages() {
        let Some(tongue) = site.tongue(Some(*lang)) else { continue };
        // The words of the entries are asked for in any case: a missing one is found here.
        let all = coded(site, tongue);
        if !sink.is_read() {
            continue;
        }
        let shards = shards(&all, bits).into_par_iter().enumerate();
        shards.map(|(number, entries)| put(*lang, bits, number, entries, sink)).collect::<io::Result<()>>()?;
    }
    Ok(())
}

/// The entries, which are sorted by code, cut by the first bits of their codes.
fn shards(all: &[Coded], bits: u32) -> Vec<&[Coded]> {
    let start = |number: u64| all.partition_point(|entry| entry.code.first_bits(bits) < number);
    (0..1 << bits).map(|number| all.get(start(number)..start(number + 1)).unwrap_or_default()).collect()
}

fn put(lang: Lang, bits: u32, number: usize, entries: &[Coded], sink: &dyn Sink) -> io::Result<()> {
    let name = format!("{lang}/{bits}/{number}");
    let text = format!("esepCodes.take({},{});\n", literal(&name), literal(&entries));
    sink.put(&format!("data/codes/{name}.js"), text.as_bytes())
}
