//! Looks at the content again after each change.

use super::desk::{Desk, Whole};
use super::version::{Built, Version};
use super::watch::Watch;
use super::{Event, Listener, Served};
use crate::finding::{Finding, Findings, Outcome, overlay};
use crate::read::{Changed, Folder, Reading};
use std::sync::mpsc::Receiver;
use std::sync::{Arc, Mutex};
use std::time::Instant;

/// Works until nobody tells of changes any more.
pub(super) fn work(
    served: Served,
    desk: Arc<Desk>,
    tell: Arc<Listener>,
    mut watch: Watch,
    changed: &Receiver<Changed>,
) {
    let worker = Worker { served: Arc::new(served), desk, tell, turn: Arc::default() };
    let mut reading = Reading::default();
    worker.look(&mut reading, &Changed::All);
    while let Ok(change) = changed.recv() {
        let change = changed.try_iter().fold(change, Changed::and);
        watch.renew(&change);
        worker.look(&mut reading, &change);
    }
}

struct Worker {
    served: Arc<Served>,
    desk: Arc<Desk>,
    tell: Arc<Listener>,
    /// Held by the version that builds its whole site.
    turn: Arc<Mutex<()>>,
}

impl Worker {
    /// Shows the content as it is now, if it has no error.
    fn look(&self, reading: &mut Reading, changed: &Changed) {
        let start = Instant::now();
        let (world, files) = (&self.served.world, Folder::new(&self.served.dir));
        reading.renew(&files, changed);
        let Outcome { value: content, findings: mut found } = crate::understand_drafts(reading.drafts(), &files, world);
        let is_sound = |found: &Findings| !world.settled(found.clone()).iter().any(Finding::is_error);
        let mut next = None;
        if let Some(content) = content.filter(|_| is_sound(&found)) {
            let begun = Version::begin(Arc::new(content), &self.served, &self.turn, self.done());
            found.extend(begun.findings);
            next = begun.value;
        }
        let findings = world.settled(found);
        let told = overlay(&findings, self.served.lang, &self.served.texts(), next.is_none());
        match next {
            Some(version) => {
                version.accept();
                self.desk.show(version, &told);
            }
            None => self.desk.found(&told),
        }
        (self.tell)(Event::Looked(start.elapsed(), &findings));
    }

    /// What is done when the whole site of the next version is built.
    fn done(&self) -> Box<dyn FnOnce(Built) + Send> {
        let number = self.desk.next_number();
        let (served, desk, tell) = (Arc::clone(&self.served), Arc::clone(&self.desk), Arc::clone(&self.tell));
        Box::new(move |built| match built {
            Ok(findings) => {
                let broken = findings.iter().any(Finding::is_error);
                desk.found(&overlay(&findings, served.lang, &served.texts(), false));
                desk.whole(number, if broken { Whole::Failed } else { Whole::Stands });
                tell(Event::Built(&findings));
            }
            Err(error) => {
                desk.whole(number, Whole::Failed);
                tell(Event::Failed(&error));
            }
        })
    }
}

impl Served {
    /// The text of a file that a finding speaks of.
    fn texts(&self) -> impl Fn(&str) -> Option<String> {
        |path| Some(String::from_utf8_lossy(&std::fs::read(self.dir.join(path)).ok()?).into_owned())
    }
}
