//! When files were last written, for the times when the system says that it lost count.
//!
//! Systems queue so many events and no more; a portal of some thousand grants fills the queue by being read. Reading
//! everything again would fill it again, without end. To ask each file for its time opens none.

use super::watch::{FOLDERS, relative};
use crate::read::Changed;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use walkdir::WalkDir;

/// What a file looks like from outside: when it was last written, and its length. Of folders it only counts that they
/// are there: what is in them has stamps of its own.
type Stamp = Option<(Option<SystemTime>, u64)>;

/// The files that a site is made from, as they were.
pub(super) struct Stamps {
    /// The portal folder.
    pub(super) dir: PathBuf,
    seen: BTreeMap<String, Stamp>,
}

impl Stamps {
    /// How the files are now.
    pub(super) fn of(dir: &Path) -> Self {
        Self { dir: dir.to_owned(), seen: look(dir) }
    }

    /// What is different since the last time, and how it is now.
    pub(super) fn renew(&mut self) -> Option<Changed> {
        let before = std::mem::replace(&mut self.seen, look(&self.dir));
        let is_other = |path: &&String| before.get(*path) != self.seen.get(*path);
        let paths: BTreeSet<String> = before.keys().chain(self.seen.keys()).filter(is_other).cloned().collect();
        (!paths.is_empty()).then_some(Changed::These(paths))
    }
}

fn look(dir: &Path) -> BTreeMap<String, Stamp> {
    let entries =
        FOLDERS.iter().flat_map(|name| WalkDir::new(dir.join(name)).follow_root_links(false)).filter_map(Result::ok);
    entries.filter_map(|entry| Some((relative(dir, entry.path())?, stamp(&entry.metadata().ok()?)))).collect()
}

fn stamp(entry: &Metadata) -> Stamp {
    (!entry.is_dir()).then(|| (entry.modified().ok(), entry.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::{self, File};
    use std::time::Duration;

    #[test]
    fn what_came_went_or_was_written_is_told_once() {
        let portal = tempfile::tempdir().unwrap();
        let content = portal.path().join("content");
        fs::create_dir_all(content.join("grants/x")).unwrap();
        for (name, text) in [("grants/x/grant.toml", "one"), ("portal.toml", "one"), ("kk.md", "one")] {
            fs::write(content.join(name), text).unwrap();
        }
        let mut stamps = Stamps::of(portal.path());
        assert_eq!(stamps.renew(), None);

        let later = SystemTime::now() + Duration::from_secs(2);
        File::options().write(true).open(content.join("portal.toml")).unwrap().set_modified(later).unwrap();
        fs::write(content.join("grants/x/grant.toml"), "longer").unwrap();
        fs::remove_file(content.join("kk.md")).unwrap();
        fs::create_dir(content.join("lots")).unwrap();
        fs::write(portal.path().join("notes.txt"), "nobody's business").unwrap();
        let told = ["content/grants/x/grant.toml", "content/kk.md", "content/lots", "content/portal.toml"];
        assert_eq!(stamps.renew(), Some(Changed::These(told.map(str::to_owned).into())));
        assert_eq!(stamps.renew(), None);
    }
}
