//! How long after a save the server has the changed page ready, by stage, and how much memory it takes.
//!
//! `cargo bench --bench serve -- [grants]...` (100, 1 000 and 10 000 unless said). For each size the real server is
//! started on a generated portal, the title of one grant is changed several times, and the page of the grant is asked for
//! as a browser does. Of each row, the round with the median time is shown; of all, the highest memory so far.

#[path = "portal/mod.rs"]
mod portal;

use esep::World;
use esep::language::Lang;
use esep::serve::{Event, Laps, Served, serve};
use std::error::Error;
use std::fs;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// The allocator of the program.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

type Done = Result<(), Box<dyn Error>>;

const ROUNDS: usize = 5;
const GRANT: &str = "content/grants/2018/grant-3/grant.toml";
const PAGE: &str = "/kk/grants/grant-3/";
/// By then the server rests no more and builds the whole site.
const INTO_BUILD: Duration = Duration::from_millis(1500);

enum Told {
    Ready(SocketAddr),
    Looked(Laps),
}

/// A change that was shown.
struct Round {
    stages: Vec<(&'static str, Duration)>,
    all: Duration,
}

fn main() -> Done {
    let mut sizes: Vec<usize> = std::env::args().skip(1).filter_map(|arg| arg.parse().ok()).collect();
    if sizes.is_empty() {
        sizes = vec![100, 1_000, 10_000];
    }
    sizes.into_iter().enumerate().try_for_each(|(at, grants)| measure(grants, at == 0))
}

fn measure(grants: usize, with_head: bool) -> Done {
    let dir = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/bench").join(grants.to_string());
    if !dir.join("content/portal.toml").is_file() {
        portal::generate(&dir, grants)?;
    }
    let told = start(dir.clone());
    let Told::Ready(address) = told.recv()? else { return Err("the server is not ready".into()) };
    let first = looked(&told)?.total();
    let file = dir.join(GRANT);
    let sound = fs::read_to_string(&file)?;
    let mut number = 0;
    let mut round = |rests: Duration| -> Result<Round, Box<dyn Error>> {
        thread::sleep(rests);
        number += 1;
        let title = format!("Өзгеріс {number}");
        let text = sound.replacen("title.kk = \"", &format!("title.kk = \"{title} "), 1);
        shown(&told, address, || fs::write(&file, &text), &title)
    };
    let quiet = median((0..ROUNDS).map(|_| round(Duration::ZERO)).collect::<Result<_, _>>()?);
    let building = median((0..ROUNDS).map(|_| round(INTO_BUILD)).collect::<Result<_, _>>()?);
    fs::write(&file, &sound)?;
    if with_head {
        head(&quiet);
    }
    let stages: Vec<String> = quiet.stages.iter().map(|(_, took)| ms(*took)).collect();
    println!(
        "| {grants} | {} | {} | **{}** | {} | {} |",
        ms(first),
        stages.join(" | "),
        ms(quiet.all),
        ms(building.all),
        memory()
    );
    Ok(())
}

fn head(round: &Round) {
    let stages: Vec<&str> = round.stages.iter().map(|(stage, _)| *stage).collect();
    println!("ms | grants | first look | {} | **shown** | while the whole site is built | MB |", stages.join(" | "));
    println!("{}|", "|---".repeat(stages.len() + 5));
}

/// A server that lives as long as this process.
fn start(dir: PathBuf) -> Receiver<Told> {
    let world = World { today: jiff::civil::date(2026, 1, 1), base_url: None, strict: false, edition: None };
    let (output, base_path) = (dir.join(".esep/serve"), String::new());
    let served = Served { dir, output, world, base_path, port: Some(0), lang: Lang::En, jobs: 0 };
    let (tell, told) = channel();
    let tell = Mutex::new(tell);
    let listener = move |event: Event<'_>| {
        let event = match event {
            Event::Ready(address) => Told::Ready(address),
            Event::Looked(laps, _) => Told::Looked(laps.clone()),
            Event::Built(_) => return,
            Event::Polling => return eprintln!("the system does not watch so many folders: files are looked through"),
            Event::Failed(error) => return eprintln!("{error}"),
        };
        drop(tell.lock().map(|tell| tell.send(event)));
    };
    thread::spawn(move || serve(served, Arc::new(listener)).map_err(|error| eprintln!("{error}")));
    told
}

fn looked(told: &Receiver<Told>) -> Result<Laps, Box<dyn Error>> {
    loop {
        if let Told::Looked(laps) = told.recv()? {
            return Ok(laps);
        }
    }
}

/// Saves a file and asks for the page until it says so.
fn shown(
    told: &Receiver<Told>,
    address: SocketAddr,
    save: impl FnOnce() -> std::io::Result<()>,
    title: &str,
) -> Result<Round, Box<dyn Error>> {
    let start = Instant::now();
    save()?;
    let laps = looked(told)?;
    let asked = Instant::now();
    while !get(address)?.contains(title) {
        looked(told)?;
    }
    let watch = laps.began().saturating_duration_since(start);
    let stages = [("watch", watch)].into_iter().chain(laps.stages().to_vec()).chain([("page", asked.elapsed())]);
    Ok(Round { stages: stages.collect(), all: start.elapsed() })
}

fn get(address: SocketAddr) -> Result<String, Box<dyn Error>> {
    let mut stream = TcpStream::connect(address)?;
    stream.write_all(format!("GET {PAGE} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").as_bytes())?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

fn median(mut rounds: Vec<Round>) -> Round {
    rounds.sort_by_key(|round| round.all);
    rounds.swap_remove(rounds.len() / 2)
}

fn ms(time: Duration) -> String {
    format!("{:.0}", time.as_secs_f64() * 1e3)
}

/// The most memory that this process has had, in MB, where the system tells.
fn memory() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let highest = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = highest.and_then(|it| it.trim().split(' ').next()?.parse::<u64>().ok());
    kilobytes.map_or_else(|| "–".to_owned(), |it| (it / 1024).to_string())
}
