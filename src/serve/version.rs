//! One sound state of the content: prints single pages, and builds the whole site beside that.
//!
//! A site borrows the content that it is laid out from; both live in a thread that answers questions for as long as
//! anybody holds the [`Version`].

use super::Served;
use super::gate::{Gate, lock};
use crate::Content;
use crate::finding::{Finding, Findings, Outcome};
use crate::kept::Same;
use crate::output::sink::Sink;
use crate::output::{Asked, Plates, Press};
use crate::read::Folder;
use crate::site::{Layout, Site};
use crate::theme::Theme;
use crate::write::{FolderCache, Staging};
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};
use tokio::sync::oneshot;

/// How long nothing changes before the whole site is built: whoever saves twice waits for neither.
const QUIET: Duration = Duration::from_millis(700);

/// Somebody wants a file.
struct Question {
    path: String,
    answer: oneshot::Sender<io::Result<Asked>>,
}

/// A state of the content that can be asked for pages. Dropped, it ends, and so does the building of its site.
pub(super) struct Version {
    questions: Sender<Question>,
    /// Taken when the site may be built.
    accepted: Mutex<Option<Sender<()>>>,
}

/// What building the whole site came to: what was found altogether, or why it failed.
pub(super) type Built = io::Result<Findings>;

/// Says what became of the whole site.
pub(super) type Done = Box<dyn FnOnce(Built) + Send>;

impl Version {
    /// Lays the site out and compiles the look; gives the version, if there is no error in them, and what was found.
    pub(super) fn begin(content: Content, place: &Arc<Workplace>, done: Done) -> Outcome<Option<Self>> {
        let (questions, asked) = channel();
        let (accepted, go) = channel();
        let (ready, found) = channel();
        let place = Arc::clone(place);
        thread::spawn(move || live(&content, &place, &ready, (&asked, go), done));
        let (sound, findings) = found.recv().unwrap_or((false, Findings::new()));
        let version = Self { questions, accepted: Mutex::new(Some(accepted)) };
        Outcome { value: sound.then_some(version), findings }
    }

    /// Lets the whole site be built, if nothing changes for a moment.
    pub(super) fn accept(&self) {
        let accepted = lock(&self.accepted).take();
        // A version that has ended builds nothing.
        accepted.map(|accepted| accepted.send(()));
    }

    /// The file at a path; nothing where the version has ended.
    pub(super) async fn ask(&self, path: &str) -> Option<io::Result<Asked>> {
        let (answer, answered) = oneshot::channel();
        self.questions.send(Question { path: path.to_owned(), answer }).ok()?;
        answered.await.ok()
    }
}

/// Where versions work, one after the other.
pub(super) struct Workplace {
    pub(super) served: Arc<Served>,
    /// Closed while the content is looked at.
    pub(super) gate: Gate,
    /// Held by the one that builds, and how long building took the last time.
    turn: Mutex<Duration>,
    /// What the version before has left for the next one.
    left: Mutex<Left>,
}

/// What one version leaves for the next one: where pages stand, and the look, compiled.
#[derive(Default)]
struct Left {
    layout: Layout,
    plates: Option<(Same<Theme>, Arc<Plates>)>,
}

impl Workplace {
    pub(super) fn new(served: Served) -> Self {
        Self { served: Arc::new(served), gate: Gate::default(), turn: Mutex::default(), left: Mutex::default() }
    }
}

impl Left {
    /// The look, compiled; again only where it is another one.
    fn plates(&mut self, theme: &Arc<Theme>) -> Result<Arc<Plates>, Findings> {
        let theme = Same(Arc::clone(theme));
        if let Some((_, plates)) = self.plates.as_ref().filter(|(known, _)| *known == theme) {
            return Ok(Arc::clone(plates));
        }
        let plates = Arc::new(Plates::of(&theme.0)?);
        self.plates = Some((theme, Arc::clone(&plates)));
        Ok(plates)
    }
}

type Ready = Sender<(bool, Findings)>;

/// The life of a version.
fn live(
    content: &Content,
    place: &Workplace,
    ready: &Ready,
    (questions, go): (&Receiver<Question>, Receiver<()>),
    done: Done,
) {
    let mut left = lock(&place.left);
    let Outcome { value: site, findings: mut found } = content.site_after(&mut left.layout, &place.served.world);
    let press = match left.plates(&content.theme) {
        Ok(plates) => Press::with(&site, plates),
        Err(findings) => {
            found.extend(findings);
            drop(ready.send((false, found)));
            return;
        }
    };
    drop(left);
    let sound = !found.iter().any(Finding::is_error);
    drop(ready.send((sound, found.clone())));
    let cache = FolderCache::read_only(&place.served.dir);
    let ended = AtomicBool::new(false);
    thread::scope(|scope| {
        let whole = Whole { content, site: &site, found, place, ended: &ended };
        scope.spawn(move || whole.build(&go, done));
        for Question { path, answer } in questions {
            let (press, cache) = (&press, &cache);
            // Whoever asked may have gone.
            scope.spawn(move || drop(answer.send(press.ask(&path, cache))));
        }
        ended.store(true, Ordering::Relaxed);
    });
}

/// The whole site of a version, to be built.
struct Whole<'v> {
    content: &'v Content,
    site: &'v Site<'v>,
    /// What laying it out found.
    found: Findings,
    place: &'v Workplace,
    ended: &'v AtomicBool,
}

impl Whole<'_> {
    fn build(self, go: &Receiver<()>, done: Done) {
        if go.recv().is_err() || self.rests() {
            return;
        }
        let mut took = lock(&self.place.turn);
        let start = Instant::now();
        let built = self.publish();
        *took = start.elapsed();
        if !self.ended.load(Ordering::Relaxed) {
            done(built);
        }
    }

    /// Waits until nothing has changed for a while; true where something has. It rests as long as it works: a large site
    /// is not built after every pause of somebody who writes.
    fn rests(&self) -> bool {
        let (_stay, nothing) = channel::<()>();
        let step = QUIET / 20;
        let steps = lock(&self.place.turn).max(QUIET).div_duration_f64(step) as u32;
        (0..steps).any(|_| {
            matches!(nothing.recv_timeout(step), Err(RecvTimeoutError::Disconnected))
                || self.ended.load(Ordering::Relaxed)
        })
    }

    fn publish(&self) -> Built {
        let Served { dir, output, world, jobs, .. } = &*self.place.served;
        let staging = Staging::begin(output, dir).map_err(io::Error::from)?;
        let cache = FolderCache::of(dir);
        let sink = Stoppable { sink: &staging, ended: self.ended, gate: &self.place.gate };
        let site = self.site.with_data(Vec::new(), Vec::new());
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads(*jobs)).build().map_err(io::Error::other)?;
        let found = pool.install(|| self.content.publish(site, &Folder::new(dir), &cache, &sink))?;
        let all = self.content.findings.iter().chain(&self.found).cloned().chain(found).collect();
        let findings = world.settled(all);
        if !findings.iter().any(Finding::is_error) {
            staging.publish().map_err(io::Error::from)?;
            cache.sweep();
        }
        Ok(findings)
    }
}

/// A processor is left to whoever writes and looks.
fn threads(jobs: usize) -> usize {
    let all = thread::available_parallelism().map_or(1, usize::from);
    if jobs == 0 { all.saturating_sub(1).max(1) } else { jobs }
}

/// Takes nothing more when its version has ended, so that its building ends soon, and nothing while the content is looked
/// at.
struct Stoppable<'s> {
    sink: &'s Staging,
    ended: &'s AtomicBool,
    gate: &'s Gate,
}

impl Sink for Stoppable<'_> {
    fn put(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.gate.pass();
        if self.ended.load(Ordering::Relaxed) {
            return Err(io::ErrorKind::Interrupted.into());
        }
        self.sink.put(path, bytes)
    }
}
