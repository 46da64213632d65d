//! What is expensive to make and always the same: photos in several sizes, share cards.
//!
//! A cache only saves time. Its keys are made from everything that a result depends on, so that a site
//! has the same bytes with a full cache, an empty one and none.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// Names a result by what it is made from and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key([u8; 32]);

impl Key {
    /// The key of what `recipe` makes out of `parts`. The recipe says what is done, with every setting, and
    /// is changed whenever the result would be another. The program's version and those of its libraries
    /// are part of every key: a new encoder makes everything anew.
    pub fn new(recipe: &str, parts: &[&[u8]]) -> Self {
        let program = concat!(env!("CARGO_PKG_VERSION"), " ", env!("ESEP_LIBRARIES"));
        let mut hasher = blake3::Hasher::new();
        for part in [program.as_bytes(), recipe.as_bytes()].iter().chain(parts) {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        Self(hasher.finalize().into())
    }

    /// The bytes of the key.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// Keeps results from one build to the next. Called by many threads at once.
///
/// Whatever goes wrong in a cache, the result is made once more, and nobody has to be told.
pub trait Cache: Sync {
    /// The result as it was put, or nothing; never a damaged one.
    fn get(&self, key: Key) -> Option<Vec<u8>>;
    /// Keeps a result.
    fn put(&self, key: Key, bytes: &[u8]);
}

/// The result from the cache; if it is not there it is made, and kept.
///
/// # Errors
/// What making it says; nothing is kept then.
pub fn cached<E>(cache: &dyn Cache, key: Key, make: impl FnOnce() -> Result<Vec<u8>, E>) -> Result<Vec<u8>, E> {
    if let Some(bytes) = cache.get(key) {
        return Ok(bytes);
    }
    let bytes = make()?;
    cache.put(key, &bytes);
    Ok(bytes)
}

/// Keeps nothing.
#[derive(Debug, Default)]
pub struct NoCache;

impl Cache for NoCache {
    fn get(&self, _key: Key) -> Option<Vec<u8>> {
        None
    }

    fn put(&self, _key: Key, _bytes: &[u8]) {}
}

/// Keeps results in memory, for tests and for the server.
#[derive(Debug, Default)]
pub struct MemoryCache {
    results: Mutex<BTreeMap<Key, Vec<u8>>>,
}

impl MemoryCache {
    /// How many results it holds.
    pub fn count(&self) -> usize {
        self.results.lock().unwrap_or_else(PoisonError::into_inner).len()
    }
}

impl Cache for MemoryCache {
    fn get(&self, key: Key) -> Option<Vec<u8>> {
        self.results.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned()
    }

    fn put(&self, key: Key, bytes: &[u8]) {
        self.results.lock().unwrap_or_else(PoisonError::into_inner).insert(key, bytes.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::convert::Infallible;

    #[test]
    fn another_recipe_another_part_or_another_cut_is_another_key() {
        let key = Key::new("card 1", &[b"ab", b"c"]);
        assert_eq!(key, Key::new("card 1", &[b"ab", b"c"]));
        for other in [
            Key::new("card 2", &[b"ab", b"c"]),
            Key::new("card 1", &[b"ab", b"d"]),
            Key::new("card 1", &[b"a", b"bc"]),
            Key::new("card 1", &[b"abc"]),
        ] {
            assert_ne!(key, other);
        }
    }

    #[test]
    fn a_result_is_made_once() {
        let cache = MemoryCache::default();
        let key = Key::new("card 1", &[]);
        let make = |bytes: &'static [u8]| move || Ok::<_, Infallible>(bytes.to_vec());
        assert_eq!(cached(&cache, key, make(b"first")), Ok(b"first".to_vec()));
        assert_eq!(cached(&cache, key, make(b"second")), Ok(b"first".to_vec()));
        assert_eq!(cached(&NoCache, key, make(b"second")), Ok(b"second".to_vec()));
    }

    #[test]
    fn what_could_not_be_made_is_not_kept() {
        let cache = MemoryCache::default();
        assert_eq!(cached(&cache, Key::new("card 1", &[]), || Err("no")), Err("no"));
        assert_eq!(cache.count(), 0);
    }
}
