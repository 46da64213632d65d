//! What a publication changed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// What became of one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    New,
    Changed,
    Same,
}

/// What a publication changed, as sorted paths within the site. Files that were added by hand are
/// not counted.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Changes {
    /// Files that were not there before.
    pub new: Vec<String>,
    /// Files that were there with other bytes.
    pub changed: Vec<String>,
    /// Files of the old site that the new one does not have.
    pub removed: Vec<String>,
    /// Files that are as they were.
    pub same: Vec<String>,
    /// Where the old site still lies when it could not be cleared away. Readers do not see it, and
    /// the next build tries again.
    pub leftover: Option<PathBuf>,
}

impl Changes {
    /// Whether readers find the same files as before.
    pub fn is_empty(&self) -> bool {
        self.new.is_empty() && self.changed.is_empty() && self.removed.is_empty()
    }

    pub(super) fn between(before: &BTreeSet<String>, after: BTreeMap<String, Fate>) -> Self {
        let gone = |path: &&String| !after.contains_key(*path);
        let mut changes = Self { removed: before.iter().filter(gone).cloned().collect(), ..Self::default() };
        for (path, fate) in after {
            match fate {
                Fate::New => changes.new.push(path),
                Fate::Changed => changes.changed.push(path),
                Fate::Same => changes.same.push(path),
            }
        }
        changes
    }
}
