//! Looks at the content again after each change.

use super::desk::{Desk, Whole};
use super::version::{Built, Version, Workplace};
use super::watch::Watch;
use super::{Event, Laps, Listener, Served};
use crate::Understanding;
use crate::finding::{Finding, Outcome, overlay};
use crate::read::{Changed, Files, Folder};
use std::sync::Arc;
use std::sync::mpsc::Receiver;

/// Works until nobody tells of changes any more.
pub(super) fn work(
    served: Served,
    desk: Arc<Desk>,
    tell: Arc<Listener>,
    mut watch: Watch,
    changed: &Receiver<Changed>,
) {
    let place = Arc::new(Workplace::new(served));
    let worker = Worker { place, desk, tell };
    let mut understanding = Understanding::default();
    worker.look(&mut understanding, &Changed::All);
    while let Ok(change) = changed.recv() {
        let change = changed.try_iter().fold(change, Changed::and);
        watch.renew(&change);
        worker.look(&mut understanding, &change);
    }
}

struct Worker {
    place: Arc<Workplace>,
    desk: Arc<Desk>,
    tell: Arc<Listener>,
}

impl Worker {
    /// Shows the content as it is now, if it has no error.
    fn look(&self, understanding: &mut Understanding, changed: &Changed) {
        let mut laps = Laps::start();
        let _shut = self.place.gate.shut();
        let look = self.desk.begin_look();
        let served = &self.place.served;
        let (world, files) = (&served.world, Folder::new(&served.dir));
        let Outcome { value: content, findings: mut found } =
            understanding.renew(&files, changed, world, &mut |stage| laps.done(stage));
        let mut next = None;
        if let Some(content) = content.filter(|_| world.is_sound(&found)) {
            let begun = Version::begin(content, &self.place, self.done(look));
            found.extend(begun.findings);
            next = begun.value;
        }
        laps.done("site");
        let findings = world.settled(found);
        let told = overlay(&findings, served.lang, &served.texts(), next.is_none());
        laps.done("findings");
        match next {
            Some(version) => {
                version.accept();
                self.desk.show(version, &told);
            }
            None => self.desk.found(&told),
        }
        (self.tell)(Event::Looked(&laps, &findings));
    }

    /// What is done when the whole site of the next version is built. If the content was looked at since, what was found
    /// in this version is not what is to be told.
    fn done(&self, look: u64) -> Box<dyn FnOnce(Built) + Send> {
        let number = self.desk.next_number();
        let (served, desk, tell) = (Arc::clone(&self.place.served), Arc::clone(&self.desk), Arc::clone(&self.tell));
        Box::new(move |built| match built {
            Ok(findings) => {
                let broken = findings.iter().any(Finding::is_error);
                let is_latest = desk.is_latest(look);
                if is_latest {
                    desk.found(&overlay(&findings, served.lang, &served.texts(), false));
                }
                desk.whole(number, if broken { Whole::Failed } else { Whole::Stands });
                if is_latest {
                    tell(Event::Built(&findings));
                }
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
        |path| Folder::new(&self.dir).shown(path)
    }
}
