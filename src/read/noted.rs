//! What was read of a portal, so that a later build can prove that it would read the same.

use super::{Files, Listed};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::io;
use std::sync::{Mutex, PoisonError};

/// Passes on what files say, and notes it.
pub struct Noting<'f> {
    files: &'f dyn Files,
    noted: Mutex<(Noted, bool)>,
}

/// What was read: hashes (BLAKE3, hexadecimal) by path. What could not be read has none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noted {
    /// What each folder held.
    lists: BTreeMap<String, String>,
    /// The bytes of each file.
    files: BTreeMap<String, Option<String>>,
    /// The lengths of files that nobody read.
    sizes: BTreeMap<String, Option<u64>>,
}

impl<'f> Noting<'f> {
    /// Notes what is read of `files`.
    pub fn new(files: &'f dyn Files) -> Self {
        Self { files, noted: Mutex::new((Noted::default(), true)) }
    }

    /// What was read; nothing where something was read twice and had changed in between.
    pub fn into_noted(self) -> Option<Noted> {
        let (mut noted, is_settled) = self.noted.into_inner().unwrap_or_else(PoisonError::into_inner);
        let Noted { files, sizes, .. } = &mut noted;
        sizes.retain(|path, _| !files.contains_key(path));
        is_settled.then_some(noted)
    }

    fn note<V: PartialEq>(&self, path: &str, value: V, of: fn(&mut Noted) -> &mut BTreeMap<String, V>) {
        let mut noted = self.noted.lock().unwrap_or_else(PoisonError::into_inner);
        let is_settled = match of(&mut noted.0).entry(path.to_owned()) {
            Entry::Occupied(before) => *before.get() == value,
            Entry::Vacant(place) => {
                place.insert(value);
                true
            }
        };
        noted.1 &= is_settled;
    }
}

impl Files for Noting<'_> {
    fn list(&self, folder: &str) -> Vec<Listed> {
        let listed = self.files.list(folder);
        self.note(folder, hash_of_list(&listed), |noted| &mut noted.lists);
        listed
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        let read = self.files.read(path);
        self.note(path, read.as_ref().ok().map(|bytes| hash(bytes)), |noted| &mut noted.files);
        read
    }

    fn size(&self, path: &str) -> io::Result<u64> {
        let size = self.files.size(path);
        self.note(path, size.as_ref().ok().copied(), |noted| &mut noted.sizes);
        size
    }
}

impl Noted {
    /// Whether whoever reads the same of `files` now gets the same.
    pub fn holds(&self, files: &dyn Files) -> bool {
        let list = |(folder, noted): (&String, &String)| hash_of_list(&files.list(folder)) == *noted;
        let file = |(path, noted): (&String, &Option<String>)| files.read(path).ok().map(|it| hash(&it)) == *noted;
        let size = |(path, noted): (&String, &Option<u64>)| files.size(path).ok() == *noted;
        self.lists.iter().all(list) && self.sizes.par_iter().all(size) && self.files.par_iter().all(file)
    }
}

fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

fn hash_of_list(listed: &[Listed]) -> String {
    let mut hasher = blake3::Hasher::new();
    for Listed { path, kind } in listed {
        hasher.update(format!("{path}\0{kind:?}\0").as_bytes());
    }
    hasher.finalize().to_hex().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Memory;

    fn portal() -> Memory {
        Memory::default().with("content/a", "1").with("content/b", "2")
    }

    fn noted(files: &Memory) -> Noted {
        let noting = Noting::new(files);
        noting.list("content");
        let _ = noting.read("content/a");
        let _ = noting.size("content/b");
        let _ = noting.read("content/c");
        noting.into_noted().unwrap()
    }

    #[test]
    fn it_holds_while_what_was_read_is_the_same() {
        let noted = noted(&portal());
        assert!(noted.holds(&portal()));
        assert!(noted.holds(&portal().with("themes/x", "not looked at")));
        assert!(noted.holds(&portal().with("content/b", "3")), "only its length was asked for");
        for (path, text) in [("content/a", "2"), ("content/b", "33"), ("content/c", ""), ("content/d", "")] {
            assert!(!noted.holds(&portal().with(path, text)), "{path}");
        }
        let mut less = portal();
        less.files.remove("content/b");
        assert!(!noted.holds(&less));
    }

    #[test]
    fn what_changes_while_it_is_read_proves_nothing() {
        struct Growing(std::sync::atomic::AtomicU8);
        impl Files for Growing {
            fn list(&self, _folder: &str) -> Vec<Listed> {
                Vec::new()
            }
            fn read(&self, _path: &str) -> io::Result<Vec<u8>> {
                Ok(vec![self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed)])
            }
        }
        let files = Growing(Default::default());
        let noting = Noting::new(&files);
        let _ = (noting.read("a"), noting.read("a"));
        assert_eq!(noting.into_noted(), None);
    }

    #[test]
    fn it_reads_back_as_it_was_written() {
        let noted = noted(&portal());
        let text = serde_json::to_string(&noted).unwrap();
        assert_eq!(serde_json::from_str::<Noted>(&text).unwrap(), noted);
    }
}
