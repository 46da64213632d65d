//! Which files of the portal folder changed.
//!
//! The folders that a site is made from are watched with everything in them, and the portal folder itself so that one
//! of them may come later. What else lies in it, such as the site that was built, is nobody's business.

use super::stamps::Stamps;
use super::{Event, Listener};
use crate::read::{Changed, EDITIONS};
use notify_debouncer_full::notify::{Config, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};
use notify_debouncer_full::{DebounceEventResult, Debouncer, NoCache, new_debouncer_opt};
use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::Duration;

/// The folders that a site is made from.
pub(super) const FOLDERS: [&str; 3] = ["content", "themes", EDITIONS];
/// How long after a change its companions are waited for: editors write a file in several steps.
const TOGETHER: Duration = Duration::from_millis(10);
/// How often a folder that cannot be watched is looked through.
const EVERY: Duration = Duration::from_secs(2);

/// Watches for as long as it is held.
pub(super) struct Watch {
    dir: PathBuf,
    eyes: Eyes,
}

enum Eyes {
    /// The system tells.
    Open(Debouncer<RecommendedWatcher, NoCache>),
    /// All files are looked through from time to time.
    Blinking(Debouncer<PollWatcher, NoCache>),
}

impl Watch {
    /// Watches the portal in `dir`, an absolute path without links. Where the system cannot, files are looked through.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub(super) fn of(dir: &Path, changes: Sender<Changed>, tell: &Arc<Listener>) -> io::Result<Self> {
        let dir = dir.to_owned();
        let config = Config::default().with_follow_symlinks(false);
        let open = debouncer::<RecommendedWatcher>(&dir, changes.clone(), config).and_then(|mut open| {
            look_at_all(&mut open, &dir)?;
            Ok(open)
        });
        if let Ok(open) = open {
            return Ok(Self { dir, eyes: Eyes::Open(open) });
        }
        tell(Event::Polling);
        let mut blinking = debouncer::<PollWatcher>(&dir, changes, config.with_poll_interval(EVERY))?;
        look_at_all(&mut blinking, &dir)?;
        Ok(Self { dir, eyes: Eyes::Blinking(blinking) })
    }

    /// Looks at folders anew that came, or went and came back.
    pub(super) fn renew(&mut self, changed: &Changed) {
        let came = |name: &&str| match changed {
            Changed::All => true,
            Changed::These(paths) => paths.contains(*name),
        };
        for name in FOLDERS.iter().filter(|name| came(name)) {
            let path = self.dir.join(name);
            // A folder that is not there is told of when it comes.
            let _ = match &mut self.eyes {
                Eyes::Open(open) => open.unwatch(&path).or(Ok(())).and_then(|()| look_at(open, &path)),
                Eyes::Blinking(eyes) => eyes.unwatch(&path).or(Ok(())).and_then(|()| look_at(eyes, &path)),
            };
        }
    }
}

type Watched = Result<(), notify_debouncer_full::notify::Error>;

fn debouncer<W: Watcher>(dir: &Path, changes: Sender<Changed>, config: Config) -> io::Result<Debouncer<W, NoCache>> {
    let mut stamps = Stamps::of(dir);
    let tell = move |events: DebounceEventResult| {
        if let Some(changed) = changed(&mut stamps, events) {
            // Nobody listens any more when the process ends.
            let _ = changes.send(changed);
        }
    };
    new_debouncer_opt(TOGETHER, Some(TOGETHER / 4), tell, NoCache::new(), config).map_err(io::Error::other)
}

fn look_at_all<W: Watcher>(eyes: &mut Debouncer<W, NoCache>, dir: &Path) -> io::Result<()> {
    eyes.watch(dir, RecursiveMode::NonRecursive).map_err(io::Error::other)?;
    FOLDERS.iter().try_for_each(|name| look_at(eyes, &dir.join(name))).map_err(io::Error::other)
}

/// A link is not followed.
fn look_at<W: Watcher>(eyes: &mut Debouncer<W, NoCache>, folder: &Path) -> Watched {
    let is_folder = std::fs::symlink_metadata(folder).is_ok_and(|entry| entry.is_dir());
    if is_folder { eyes.watch(folder, RecursiveMode::Recursive) } else { Ok(()) }
}

/// What these events mean for us; nothing where files were only read. Where the system lost events, the stamps tell.
fn changed(stamps: &mut Stamps, events: DebounceEventResult) -> Option<Changed> {
    let events = match events {
        Ok(events) if !events.iter().any(|event| event.need_rescan()) => events,
        _ => return stamps.renew(),
    };
    let events = events.iter().filter(|event| !event.kind.is_access());
    let paths: BTreeSet<String> =
        events.flat_map(|event| &event.paths).filter_map(|path| relative(&stamps.dir, path)).collect();
    (!paths.is_empty()).then_some(Changed::These(paths))
}

/// The path within the portal, if the site is made from it.
pub(super) fn relative(dir: &Path, path: &Path) -> Option<String> {
    let inside = path.strip_prefix(dir).ok()?;
    let parts: Vec<_> = inside.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.first().filter(|first| FOLDERS.contains(&first.as_ref()))?;
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_site_is_made_from_counts() {
        let dir = Path::new("/portal");
        let of = |path: &str| relative(dir, Path::new(path));
        assert_eq!(of("/portal/content/a/kk.md").as_deref(), Some("content/a/kk.md"));
        assert_eq!(of("/portal/themes").as_deref(), Some("themes"));
        for path in ["/portal/public/index.html", "/portal/.esep/x", "/portal/contents/x", "/portal", "/other/content"]
        {
            assert_eq!(of(path), None, "{path}");
        }
    }
    #[test]
    fn where_the_system_lost_events_only_what_changed_is_told() {
        use notify_debouncer_full::DebouncedEvent;
        use notify_debouncer_full::notify::event::{EventKind, Flag};
        let portal = tempfile::tempdir().unwrap();
        std::fs::create_dir(portal.path().join("content")).unwrap();
        let mut stamps = Stamps::of(portal.path());
        let mut lost = || {
            let event = notify_debouncer_full::notify::Event::new(EventKind::Other).set_flag(Flag::Rescan);
            changed(&mut stamps, Ok(vec![DebouncedEvent::new(event, std::time::Instant::now())]))
        };
        assert_eq!(lost(), None, "files were only read");
        std::fs::write(portal.path().join("content/portal.toml"), "").unwrap();
        assert_eq!(lost(), Some(Changed::These(["content/portal.toml".to_owned()].into())));
        assert_eq!(lost(), None);
    }
}
