//! Which pages link where, until all of them are there and links can be checked.
//!
//! A large portal has millions of links, and nearly all of them lead to a few addresses and places: each name is kept
//! once, and links are pairs of numbers.

use super::links::{Internal, PageLinks};
use std::collections::{BTreeSet, HashMap};
use std::sync::{Mutex, PoisonError};

/// The number of a name.
type Number = u32;

/// The links of all pages so far. Pages come from many threads at once.
#[derive(Debug, Default)]
pub(super) struct Web {
    pages: Mutex<Pages>,
}

#[derive(Debug, Default)]
struct Pages {
    names: Names,
    by_address: HashMap<Number, Page>,
}

/// Names by number, each once. Numbers are given as names come, so that nothing may be sorted by them.
#[derive(Debug, Default)]
struct Names {
    numbers: HashMap<Box<str>, Number>,
}

/// One page.
#[derive(Debug)]
struct Page {
    /// Places on it that others can link to, sorted.
    ids: Box<[Number]>,
    /// Addresses and fragments; without those that lead to a place on the page itself which is there.
    links: Box<[(Number, Number)]>,
}

/// Links that lead nowhere, by the page that has them.
#[derive(Debug, Default)]
pub(super) struct Dead {
    /// Pages that are not there.
    pub(super) pages: Vec<(String, Internal)>,
    /// Places that are not there.
    pub(super) fragments: Vec<(String, Internal)>,
}

impl Web {
    /// Adds the page at an address.
    pub(super) fn add(&self, address: &str, links: &PageLinks) {
        let mut pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        let names = &mut pages.names;
        let mut ids: Box<[Number]> = links.ids.iter().map(|id| names.number(id)).collect();
        ids.sort_unstable();
        let is_own = |link: &&Internal| link.address == address && links.ids.contains(&link.fragment);
        let links = links.internal.iter().filter(|link| !is_own(link));
        let links = links.map(|link| (names.number(&link.address), names.number(&link.fragment))).collect();
        let address = names.number(address);
        pages.by_address.insert(address, Page { ids, links });
    }

    /// Finds the links that lead nowhere, by page. `files` are the addresses of everything else that is published.
    pub(super) fn dead(self, files: &BTreeSet<String>) -> Dead {
        let Pages { names, by_address } = self.pages.into_inner().unwrap_or_else(PoisonError::into_inner);
        let texts = names.texts();
        let text = |number: Number| texts.get(number as usize).copied().unwrap_or_default();
        let none = names.numbers.get("").copied();
        let mut dead = Dead::default();
        for (at, page) in &by_address {
            for (address, fragment) in &page.links {
                let link = || Internal { address: text(*address).to_owned(), fragment: text(*fragment).to_owned() };
                match by_address.get(address) {
                    Some(there) if Some(*fragment) == none || there.ids.binary_search(fragment).is_ok() => {}
                    Some(_) => dead.fragments.push((text(*at).to_owned(), link())),
                    None if files.contains(text(*address)) => {}
                    None => dead.pages.push((text(*at).to_owned(), link())),
                }
            }
        }
        dead.pages.sort();
        dead.fragments.sort();
        dead
    }
}

impl Names {
    fn number(&mut self, name: &str) -> Number {
        match self.numbers.get(name) {
            Some(number) => *number,
            None => {
                let number = Number::try_from(self.numbers.len()).unwrap_or(Number::MAX);
                self.numbers.insert(name.into(), number);
                number
            }
        }
    }

    /// The names by their numbers.
    fn texts(&self) -> Vec<&str> {
        let mut texts: Vec<(Number, &str)> = self.numbers.iter().map(|(text, number)| (*number, &**text)).collect();
        texts.sort_unstable();
        texts.into_iter().map(|(_, text)| text).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::links::{Written, rewrite};
    use super::*;

    #[test]
    fn dead_links_and_fragments_are_told_apart() {
        let web = Web::default();
        let add = |html: &str, address: &str| {
            web.add(address, &rewrite(html, address, Written::Relative(&BTreeSet::new())).1);
        };
        add(r##"<a href="/b/#x"><a href="/b/#y"><a href="/c/"><a href="/s.css"><a href="#z"><a href="/b/">"##, "/a/");
        add(r##"<p id="x"><a href="#x"><a href="/b/#x">"##, "/b/");
        let dead = web.dead(&BTreeSet::from(["/s.css".to_owned()]));
        let link = |address: &str, fragment: &str| Internal { address: address.into(), fragment: fragment.into() };
        assert_eq!(dead.pages, [("/a/".into(), link("/c/", ""))]);
        assert_eq!(dead.fragments, [("/a/".into(), link("/a/", "z")), ("/a/".into(), link("/b/", "y"))]);
    }
}
