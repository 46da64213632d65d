//! What can be made again: `.esep/` of a portal folder, with the cache in `.esep/cache/`.
//!
//! Each entry begins with the hash of its key and bytes: an entry that is damaged, cut short or under a
//! wrong name is as good as none. It is written under another name and then renamed, so that two builds at
//! once and a killed one do no harm. After a build that was published, what it did not use is deleted: the
//! folder never holds more than one site needs, and no clock decides. A build that failed deletes nothing,
//! because a broken grant would take its photos with it.
//!
//! A file that has not the name of an entry is never touched, and links are not followed.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::output::cache::{Cache, Key};

/// The folder of things that can be made again, within the portal folder.
const FOLDER: &str = ".esep";
/// The length of the hash before the bytes of an entry.
const HASH: usize = 32;
/// The length of a name: the key in hexadecimal without the two digits of the folder.
const NAME: usize = 62;

/// Keeps results in the portal folder.
#[derive(Debug)]
pub struct FolderCache {
    root: PathBuf,
    writes: bool,
    used: Mutex<BTreeSet<Key>>,
}

impl FolderCache {
    /// The cache of the portal at `portal`. Nothing is made on disk before there is something to keep.
    pub fn of(portal: &Path) -> Self {
        Self { root: portal.join(FOLDER).join("cache"), writes: true, used: Mutex::default() }
    }

    /// The same, for commands that write nothing.
    pub fn read_only(portal: &Path) -> Self {
        Self { writes: false, ..Self::of(portal) }
    }

    /// Deletes the entries that were not asked for since [`FolderCache::of`], and what killed builds left.
    pub fn sweep(&self) {
        let used: BTreeSet<PathBuf> = self.used().iter().map(|key| self.path(*key)).collect();
        let files = walkdir::WalkDir::new(&self.root).follow_root_links(false).min_depth(2).max_depth(2);
        for file in files.into_iter().filter_map(Result::ok) {
            if file.file_type().is_file() && is_ours(file.path()) && !used.contains(file.path()) {
                // What cannot be removed now is tried again by the next build.
                let _ = fs::remove_file(file.path());
                let _ = file.path().parent().map(fs::remove_dir);
            }
        }
    }

    fn used(&self) -> std::sync::MutexGuard<'_, BTreeSet<Key>> {
        self.used.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn path(&self, key: Key) -> PathBuf {
        let name = blake3::Hash::from(*key.bytes()).to_hex();
        self.root.join(&name[..2]).join(&name[2..])
    }

    fn write(&self, key: Key, bytes: &[u8]) -> io::Result<()> {
        let path = self.path(key);
        own_folder(self.root.parent().unwrap_or(&self.root))?;
        path.parent().map_or(Ok(()), fs::create_dir_all)?;
        let growing = path.with_extension(std::process::id().to_string());
        let mut file = File::create_new(&growing)?;
        file.write_all(hash(key, bytes).as_bytes())?;
        file.write_all(bytes)?;
        fs::rename(&growing, &path)
    }
}

impl Cache for FolderCache {
    fn get(&self, key: Key) -> Option<Vec<u8>> {
        let entry = fs::read(self.path(key)).ok()?;
        let (stated, bytes) = entry.split_at_checked(HASH)?;
        if hash(key, bytes).as_bytes() != stated {
            return None;
        }
        self.used().insert(key);
        Some(bytes.to_vec())
    }

    fn put(&self, key: Key, bytes: &[u8]) {
        if self.writes {
            self.used().insert(key);
            // A folder that takes nothing costs time at the next build, and nothing else.
            let _ = self.write(key, bytes);
        }
    }
}

fn hash(key: Key, bytes: &[u8]) -> blake3::Hash {
    blake3::Hasher::new_keyed(key.bytes()).update(bytes).finalize()
}

/// Puts a file of ours into `.esep` of the portal folder, in one step.
///
/// # Errors
/// No space, no permission; then what stood there stands.
pub fn put_own(portal: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let folder = portal.join(FOLDER);
    own_folder(&folder)?;
    // Two builds at once do not write into one file.
    let growing = folder.join(format!(".{name}.{}", std::process::id()));
    let put = fs::write(&growing, bytes).and_then(|()| fs::rename(&growing, folder.join(name)));
    put.inspect_err(|_| drop(fs::remove_file(&growing)))
}

/// The bytes of a file of ours, if it is there.
pub fn own(portal: &Path, name: &str) -> Option<Vec<u8>> {
    fs::read(portal.join(FOLDER).join(name)).ok()
}

/// Makes the folder, and has git ignore it also in portals whose `.gitignore` does not know it.
fn own_folder(folder: &Path) -> io::Result<()> {
    let ignored = folder.join(".gitignore");
    if !ignored.exists() {
        fs::create_dir_all(folder)?;
        fs::write(ignored, "*\n")?;
    }
    Ok(())
}

/// Whether this is the name of an entry, finished or not.
fn is_ours(path: &Path) -> bool {
    path.file_stem()
        .and_then(|name| name.to_str())
        .is_some_and(|name| name.len() == NAME && name.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    type Tested = Result<(), Box<dyn std::error::Error>>;

    fn key(name: &str) -> Key {
        Key::new("test", &[name.as_bytes()])
    }

    #[test]
    fn what_was_put_is_there_in_the_next_build() -> Tested {
        let portal = tempfile::tempdir()?;
        assert_eq!(FolderCache::of(portal.path()).get(key("a")), None);
        assert!(!portal.path().join(".esep").exists(), "nothing is made before there is something to keep");
        FolderCache::of(portal.path()).put(key("a"), b"photo");
        assert_eq!(FolderCache::of(portal.path()).get(key("a")).as_deref(), Some(b"photo".as_slice()));
        assert_eq!(fs::read_to_string(portal.path().join(".esep/.gitignore"))?, "*\n");
        Ok(())
    }

    #[test]
    fn damaged_entries_are_none_and_are_made_anew() -> Tested {
        let portal = tempfile::tempdir()?;
        let cache = FolderCache::of(portal.path());
        let path = cache.path(key("a"));
        let sound = || -> io::Result<Vec<u8>> {
            cache.put(key("a"), b"photo");
            fs::read(&path)
        };
        let entry = sound()?;
        for at in 0..entry.len() {
            let mut damaged = sound()?;
            damaged[at] ^= 1;
            fs::write(&path, damaged)?;
            assert_eq!(cache.get(key("a")), None, "byte {at}");
            fs::write(&path, &entry[..at])?;
            assert_eq!(cache.get(key("a")), None, "cut at {at}");
        }
        sound()?;
        assert_eq!(cache.get(key("a")).as_deref(), Some(b"photo".as_slice()));
        cache.put(key("b"), b"other photo");
        fs::copy(cache.path(key("b")), &path)?;
        assert_eq!(cache.get(key("a")), None, "an entry under a wrong name");
        Ok(())
    }

    #[test]
    fn only_what_the_build_used_stays() -> Tested {
        let portal = tempfile::tempdir()?;
        let before = FolderCache::of(portal.path());
        for name in ["kept", "old"] {
            before.put(key(name), b"photo");
        }
        let unfinished = before.path(key("killed")).with_extension("4711");
        fs::create_dir_all(unfinished.parent().ok_or("a folder")?)?;
        fs::write(&unfinished, "")?;
        let foreign = before.root.join("ab/notes.txt");
        fs::create_dir_all(before.root.join("ab"))?;
        fs::write(&foreign, "")?;

        let now = FolderCache::of(portal.path());
        assert!(now.get(key("kept")).is_some());
        now.put(key("new"), b"photo");
        now.sweep();
        let left = ["kept", "new", "old"].map(|name| now.get(key(name)).is_some());
        assert_eq!(left, [true, true, false]);
        assert!(!unfinished.exists() && foreign.exists());
        Ok(())
    }

    #[test]
    fn a_command_that_writes_nothing_writes_no_cache() -> Tested {
        let portal = tempfile::tempdir()?;
        FolderCache::read_only(portal.path()).put(key("a"), b"photo");
        assert!(!portal.path().join(".esep").exists());
        Ok(())
    }

    #[test]
    fn a_cache_that_cannot_be_written_does_no_harm() -> Tested {
        let portal = tempfile::tempdir()?;
        fs::write(portal.path().join(".esep"), "a file")?;
        let cache = FolderCache::of(portal.path());
        cache.put(key("a"), b"photo");
        assert_eq!(cache.get(key("a")), None);
        cache.sweep();
        Ok(())
    }
}
