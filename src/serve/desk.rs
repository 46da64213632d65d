//! What is shown at the moment, and who waits for something newer.

use super::version::Version;
use crate::output::Asked;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::sync::watch;

/// How far the whole site of a version is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whole {
    /// It is being built.
    Growing,
    /// It stands in the folder.
    Stands,
    /// It could not be built; the folder has an older one, or none.
    Failed,
}

/// What is shown at the moment.
#[derive(Clone)]
pub(super) struct Shown {
    /// Counts the versions; 0: none so far.
    pub(super) number: u64,
    /// The last good one.
    pub(super) version: Option<Arc<Version>>,
    pub(super) whole: Whole,
    /// What was found, as open pages are told it.
    pub(super) findings: Arc<str>,
}

/// Where the latest version lies, for everybody who asks.
pub(super) struct Desk {
    shown: watch::Sender<Shown>,
    /// How often the content was looked at.
    looks: AtomicU64,
}

impl Default for Desk {
    fn default() -> Self {
        let shown = Shown { number: 0, version: None, whole: Whole::Failed, findings: Arc::from("null") };
        Self { shown: watch::Sender::new(shown), looks: AtomicU64::new(0) }
    }
}

/// Where the answer to a question is.
pub(super) enum Answer {
    /// Made now.
    Made(Vec<u8>),
    /// There is no such page.
    Missing,
    /// In the folder of the whole site.
    InFolder,
}

impl Desk {
    /// Shows a new version.
    pub(super) fn show(&self, version: Version, findings: &str) {
        self.shown.send_modify(|shown| {
            let number = shown.number + 1;
            let (version, findings) = (Some(Arc::new(version)), Arc::from(findings));
            *shown = Shown { number, version, whole: Whole::Growing, findings };
        });
    }

    /// The content is looked at: gives the number of this look.
    pub(super) fn begin_look(&self) -> u64 {
        self.looks.fetch_add(1, Ordering::SeqCst) + 1
    }

    /// Whether the content was not looked at since.
    pub(super) fn is_latest(&self, look: u64) -> bool {
        self.looks.load(Ordering::SeqCst) == look
    }

    /// Tells what was found; what is shown stays.
    pub(super) fn found(&self, findings: &str) {
        self.shown.send_modify(|shown| shown.findings = Arc::from(findings));
    }

    /// The whole site of this version is built, or cannot be. A later version does not care.
    pub(super) fn whole(&self, number: u64, whole: Whole) {
        self.shown.send_if_modified(|shown| {
            let is_it = shown.number == number;
            if is_it {
                shown.whole = whole;
            }
            is_it
        });
    }

    /// The number that the next version will have.
    pub(super) fn next_number(&self) -> u64 {
        self.shown.borrow().number + 1
    }

    /// Everything that is shown, now and from now on.
    pub(super) fn follow(&self) -> watch::Receiver<Shown> {
        self.shown.subscribe()
    }

    /// The file at `path` as the last good version has it. Waits where only a whole build has it.
    pub(super) async fn ask(&self, path: &str) -> io::Result<Answer> {
        let mut follow = self.follow();
        loop {
            let Shown { version, whole, .. } = follow.borrow_and_update().clone();
            let Some(version) = version.filter(|_| whole != Whole::Stands) else { return Ok(Answer::InFolder) };
            match version.ask(path).await {
                Some(Ok(Asked::Made(bytes))) => return Ok(Answer::Made(bytes)),
                Some(Ok(Asked::Missing)) => return Ok(Answer::Missing),
                Some(Ok(Asked::Broken(_))) => return Ok(Answer::InFolder),
                Some(Err(error)) => return Err(error),
                Some(Ok(Asked::WithAll)) if whole == Whole::Failed => return Ok(Answer::InFolder),
                // It comes later, or from the next version.
                Some(Ok(Asked::WithAll)) | None => {}
            }
            drop(version);
            if follow.changed().await.is_err() {
                return Ok(Answer::InFolder);
            }
        }
    }
}
