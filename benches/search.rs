//! How long the index of a large portal takes, how large it is, what a query costs a phone; beside it Pagefind
//! on the same pages, in the same run.
//!
//! `cargo bench --bench search -- [grants]` (10 000 unless said). Pagefind comes from `pip install pagefind_bin` into
//! `target/bench/python`; without it or without Node.js those figures are left out, and the output says so.

#[path = "portal/mod.rs"]
mod portal;

use esep::finding::Outcome;
use esep::output::sink::NullSink;
use esep::read::Folder;
use esep::theme::Theme;
use esep::write::Staging;
use esep::{World, check, compile, derive, model, output, read, site};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

/// The allocator of the program.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

type Done = Result<(), Box<dyn Error>>;

fn main() -> Done {
    let grants = std::env::args().skip(1).find_map(|arg| arg.parse().ok()).unwrap_or(10_000);
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/bench").join(grants.to_string());
    if !folder.join("content/portal.toml").is_file() {
        portal::generate(&folder, grants)?;
    }
    println!("{grants} grants in two languages");
    let ours = index(&folder)?;
    println!("index, esep                {:>8.2} s", ours.as_secs_f64());
    let public = folder.join("public");
    publish(&folder, &public)?;
    match pagefind(&public, &folder.join("pagefind"))? {
        Some(theirs) => {
            let share = ours.as_secs_f64() / theirs.as_secs_f64();
            println!("index, Pagefind            {:>8.2} s   ours takes {share:.2} of it", theirs.as_secs_f64());
        }
        None => println!("index, Pagefind            not installed in target/bench/python"),
    }
    queries(&folder, &public)
}

fn world() -> World {
    World { today: jiff::civil::date(2026, 1, 1), base_url: None, strict: false, edition: None }
}

/// The time from the site as data to all files of the index, both languages.
fn index(folder: &Path) -> Result<Duration, Box<dyn Error>> {
    let files = Folder::new(folder);
    let Outcome { value: portal, .. } = read::read(&files).then(model::model);
    let portal = portal.ok_or("the generated portal cannot be read")?;
    let figures = derive::derive(&portal);
    let findings = check::check(&portal, &figures);
    let theme = Theme::load(&files, &portal.looks).value;
    let world = world();
    let site = site::site(&portal, &figures, &findings, &theme, &world).value;
    let start = Instant::now();
    output::search::publish(&site, &NullSink)?;
    Ok(start.elapsed())
}

fn publish(folder: &Path, public: &Path) -> Done {
    let start = Instant::now();
    let staging = Staging::begin(public, folder)?;
    compile(&Folder::new(folder), &world(), &staging)?;
    staging.publish()?;
    println!("whole build                {:>8.2} s", start.elapsed().as_secs_f64());
    Ok(())
}

/// The time Pagefind takes for the same pages, if it is there.
fn pagefind(public: &Path, output: &Path) -> Result<Option<Duration>, Box<dyn Error>> {
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/bench/python/bin/python");
    if !program.is_file() {
        return Ok(None);
    }
    let start = Instant::now();
    let run = Command::new(program)
        .args(["-m", "pagefind_bin", "--silent", "--site"])
        .arg(public)
        .arg("--output-path")
        .arg(output)
        .args(["--glob", "{kk,ru}/{grants,stories}/*/index.html"])
        .status()?;
    Ok(run.success().then(|| start.elapsed()))
}

/// What queries cost: measured with the engine itself, over the published files.
fn queries(folder: &Path, public: &Path) -> Done {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/search.mjs");
    let ran = Command::new("node").arg(script).arg(public).arg(folder.join("content")).status();
    match ran {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("the queries stopped: {status}").into()),
        Err(_) => {
            println!("queries                    not measured: Node.js is not there");
            Ok(())
        }
    }
}
