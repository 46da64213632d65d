//! Files stay at their former addresses. A page that has moved leaves a page there that leads on; a file cannot, because
//! a host of static files sends what lies in the folder and nothing else. So what was published of a thing – its data,
//! its charts as pictures, its share card – lies at the former address as well, as it is today.

use super::sink::Sink;
use crate::site::Site;
use std::collections::BTreeMap;
use std::io;

/// Puts what passes into another sink, and a copy at each former address.
pub(super) struct Lasting<'s> {
    sink: &'s dyn Sink,
    /// By what stands in addresses today, `grants/x`: what stood there before.
    former: &'s BTreeMap<String, Vec<String>>,
}

impl<'s> Lasting<'s> {
    pub(super) fn new(site: &'s Site<'_>, sink: &'s dyn Sink) -> Self {
        Self { sink, former: site.former() }
    }
}

impl Sink for Lasting<'_> {
    fn put(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.sink.put(path, bytes)?;
        if self.former.is_empty() || !lasts(path) {
            return Ok(());
        }
        copies(path, self.former).iter().try_for_each(|copy| self.sink.put(copy, bytes))
    }

    fn is_read(&self) -> bool {
        self.sink.is_read()
    }
}

/// Whether others may have linked to the file itself: pages lead on, and photos are only shown by pages.
fn lasts(path: &str) -> bool {
    let is_taken = ["charts/", "data/", "embed/"].iter().any(|folder| path.starts_with(folder));
    (is_taken || path.ends_with("/card.png")) && !path.ends_with(".html")
}

/// The file at its former addresses: `data/grants/x.json` was `data/grants/old.json`.
fn copies(path: &str, former: &BTreeMap<String, Vec<String>>) -> Vec<String> {
    let starts = path.match_indices('/').map(|(at, _)| at + 1);
    for start in starts {
        let (before, rest) = path.split_at(start);
        let folder = rest.find('/').unwrap_or(rest.len());
        let slug = rest.get(folder + 1..).and_then(|slug| slug.find(['/', '.']));
        let Some((thing, after)) = slug.and_then(|slug| rest.split_at_checked(folder + 1 + slug)) else { continue };
        if let Some(former) = former.get(thing) {
            return former.iter().map(|old| format!("{before}{old}{after}")).collect();
        }
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_copied_to_what_its_folder_was_called() {
        let former =
            BTreeMap::from([("grants/new".to_owned(), vec!["grants/old".to_owned(), "grants/older".to_owned()])]);
        let of = |path: &str| copies(path, &former);
        assert_eq!(of("data/grants/new.json"), ["data/grants/old.json", "data/grants/older.json"]);
        assert_eq!(of("data/cite/grants/new.kk.bib").first().map(String::as_str), Some("data/cite/grants/old.kk.bib"));
        assert_eq!(of("charts/kk/grants/new/sex.svg").len(), 2);
        for other in
            ["data/grants/newer.json", "data/grants.csv", "data/grants/new", "grants/new", "data/lots/new.json"]
        {
            assert_eq!(of(other), Vec::<String>::new(), "{other}");
        }
    }

    #[test]
    fn pages_and_photos_are_not_copied() {
        assert!(lasts("kk/grants/x/card.png") && lasts("embed/kk/grants/x/sex/oembed.json"));
        assert!(!lasts("embed/kk/grants/x/sex/index.html") && !lasts("kk/grants/x/photo-480.jpg"));
    }
}
