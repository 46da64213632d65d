//! Shows a portal on this machine while it is written: at the same base address as the web host, with the same bytes.
//!
//! | part | does |
//! |---|---|
//! | `watch` | tells which files of the portal folder changed |
//! | `stamps` | finds that out from the times of the files, where the system lost count |
//! | `work` | looks at the content again after each change |
//! | `version` | one sound state of the content: prints the page that is asked for, and builds the whole site beside that |
//! | `gate` | makes building wait while the content is looked at |
//! | `desk` | knows the last good version and what was found since; every open page hears of it |
//! | `answer` | one request, one answer |
//! | `live` | what is added to a page so that it shows changes and findings by itself |
//!
//! A page is printed alone when it is asked for, so that a change shows at once however large the portal is. Behind it
//! the whole site is built into a folder, which finds what only a whole build can find (links that lead nowhere), and
//! from then on files come from there. While the content has errors, the last good version is shown.
//!
//! Only programs on this machine are answered, and only under its own names and to pages of this address: a page of
//! the web that has its name point here (DNS rebinding) gets nothing.

mod answer;
mod desk;
mod gate;
mod live;
mod stamps;
mod version;
mod watch;
mod work;

use crate::World;
use crate::finding::Findings;
use crate::language::Lang;
use answer::Host;
use desk::Desk;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::{Duration, Instant};

/// Where to begin looking for a free port.
pub const PORT: u16 = 8000;
/// Where to end.
pub const LAST_PORT: u16 = 8019;

/// A portal that is to be shown.
#[derive(Debug, Clone)]
pub struct Served {
    /// The folder that holds `content/`.
    pub dir: PathBuf,
    /// Where the whole site goes.
    pub output: PathBuf,
    /// What the site depends on beside the files.
    pub world: World,
    /// The path of the base address, such as `/portal/` (percent-encoded), empty or `/` for none.
    pub base_path: String,
    /// This port and no other (0: any free one); without it, the next free one from [`PORT`].
    pub port: Option<u16>,
    /// The language of what is shown over the pages.
    pub lang: Lang,
    /// How many threads build the whole site; 0: all but one.
    pub jobs: usize,
}

/// What happens while a portal is shown.
#[derive(Debug)]
pub enum Event<'e> {
    /// Browsers are answered at this address.
    Ready(SocketAddr),
    /// The folder is too large for the system to watch, or it cannot: files are looked through every two seconds.
    Polling,
    /// The content was looked at again, which took so long. With errors the last good state is shown.
    Looked(&'e Laps, &'e Findings),
    /// The whole site was built and this was found altogether.
    Built(&'e Findings),
    /// The whole site could not be built, for reasons outside the content.
    Failed(&'e io::Error),
}

/// How long each stage of a look at the content took, in their order.
#[derive(Debug, Clone)]
pub struct Laps {
    start: Instant,
    laps: Vec<(&'static str, Duration)>,
}

impl Laps {
    fn start() -> Self {
        Self { start: Instant::now(), laps: Vec::new() }
    }

    /// A stage is done.
    fn done(&mut self, stage: &'static str) {
        let before: Duration = self.laps.iter().map(|(_, took)| *took).sum();
        self.laps.push((stage, self.start.elapsed().saturating_sub(before)));
    }

    /// When the look began.
    pub fn began(&self) -> Instant {
        self.start
    }

    /// The stages.
    pub fn stages(&self) -> &[(&'static str, Duration)] {
        &self.laps
    }

    /// All of them together.
    pub fn total(&self) -> Duration {
        self.laps.iter().map(|(_, took)| *took).sum()
    }
}

/// Hears what happens.
pub type Listener = dyn Fn(Event<'_>) + Send + Sync;

/// Shows a portal until the process ends.
///
/// # Errors
/// The port is taken, the base path is no path of an address, the system refuses.
pub fn serve(served: Served, tell: Arc<Listener>) -> io::Result<()> {
    let dir = std::fs::canonicalize(&served.dir)?;
    let output = std::path::absolute(&served.output)?;
    let served = Served { dir, output, ..served };
    let listener = listen(served.port)?;
    let desk = Arc::new(Desk::default());
    let host = Host::new(Arc::clone(&desk), &served.output, &served.base_path)?;
    let (changes, changed) = mpsc::channel();
    let watch = watch::Watch::of(&served.dir, changes, &tell)?;
    tell(Event::Ready(listener.local_addr()?));
    thread::spawn(move || work::work(served, desk, tell, watch, &changed));
    answer_all(listener, host)
}

/// Shows a folder that was built, and no changes. `base_path` and `port` as in [`Served`]; `on_ready` is told the address.
///
/// # Errors
/// The folder cannot be read, the port is taken, the system refuses.
pub fn serve_folder(
    folder: &Path,
    port: Option<u16>,
    base_path: &str,
    on_ready: impl FnOnce(SocketAddr),
) -> io::Result<()> {
    std::fs::read_dir(folder)?;
    let host = Host::new(Arc::new(Desk::default()), &std::path::absolute(folder)?, base_path)?;
    let listener = listen(port)?;
    on_ready(listener.local_addr()?);
    answer_all(listener, host)
}

/// Answers until the process ends.
fn answer_all(listener: TcpListener, host: Host) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().enable_time().build()?;
    runtime.block_on(async { axum::serve(tokio::net::TcpListener::from_std(listener)?, host.router()).await })
}

/// Listens on the wanted port, or on the first that is free.
fn listen(wanted: Option<u16>) -> io::Result<TcpListener> {
    let bind = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    if let Some(port) = wanted {
        return bind(port);
    }
    let mut refused = io::Error::from(io::ErrorKind::AddrInUse);
    for port in PORT..=LAST_PORT {
        match bind(port) {
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => refused = error,
            other => return other,
        }
    }
    Err(refused)
}

#[cfg(test)]
mod tests;
