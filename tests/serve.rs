//! `esep serve`: what is shown is what `esep build` writes, whatever was edited before, and nothing else is shown.

#[path = "serve/edits.rs"]
mod edits;

use esep::World;
use esep::finding::Findings;
use esep::language::Lang;
use esep::output::cache::{Cache, MemoryCache};
use esep::output::sink::MemorySink;
use esep::output::{Asked, Press};
use esep::read::{Files, Memory};
use esep::serve::{Event, Served, serve};
use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::thread;

type Tested = Result<(), Box<dyn Error>>;
type Site = BTreeMap<String, Vec<u8>>;

fn world() -> World {
    World { today: jiff::civil::date(2026, 11, 20), base_url: None, strict: false, edition: None }
}

fn golden(feature: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(feature)
}

/// The sources of a golden portal.
fn sources(feature: &str) -> Result<Memory, Box<dyn Error>> {
    let folder = golden(feature);
    let mut memory = Memory::default();
    for entry in walkdir::WalkDir::new(&folder) {
        let entry = entry?;
        let path = entry.path().strip_prefix(&folder)?.to_str().ok_or("a name")?.to_owned();
        if entry.file_type().is_file() && (path.starts_with("content/") || path.starts_with("themes/")) {
            memory.files.insert(path, fs::read(entry.path())?);
        }
    }
    Ok(memory)
}

/// The same as a brief portal.
fn briefly(feature: &str) -> Result<Memory, Box<dyn Error>> {
    let (files, path) = (sources(feature)?, "content/portal.toml");
    let portal = String::from_utf8(files.files[path].clone())?;
    Ok(files.with(path, format!("extent = \"brief\"\n{portal}")))
}

/// What a build of everything writes and finds.
fn built(files: &dyn Files, cache: &dyn Cache) -> Result<(Site, Findings), Box<dyn Error>> {
    let sink = MemorySink::default();
    let findings = esep::compile_with(files, &world(), cache, &sink)?;
    Ok((sink.into_files(), findings))
}

/// Asks for every file of the site alone. Returns those that come with a whole build only.
fn asked_alone(press: &Press<'_>, whole: &Site, cache: &dyn Cache) -> Result<Vec<String>, Box<dyn Error>> {
    let mut later = Vec::new();
    for (path, bytes) in whole {
        match press.ask(path, cache)? {
            Asked::Made(made) => assert!(made == *bytes, "{path} is another one when it is asked for alone"),
            Asked::WithAll => later.push(path.clone()),
            other => panic!("{path}: {other:?}"),
        }
    }
    assert!(matches!(press.ask("kk/no-such-page/index.html", cache)?, Asked::Missing));
    Ok(later)
}

#[test]
fn a_page_that_is_asked_for_alone_is_the_page_of_the_build() -> Tested {
    let brief = "brief";
    for feature in
        ["lot-and-grant", "own-look", "pagination", "regions-and-dates", "sub-path", "fallback-language", brief]
    {
        let files = if feature == brief { briefly("lot-and-grant")? } else { sources(feature)? };
        let cache = MemoryCache::default();
        let (whole, _) = built(&files, &cache)?;
        let content = esep::understand(&files, &world()).value.ok_or("a portal")?;
        let world = world();
        let site = content.site(&world).value;
        let press = Press::new(&site, &content.theme).map_err(|findings| format!("{findings:?}"))?;
        for path in asked_alone(&press, &whole, &cache)? {
            // Files of data, and the pages that tell the sums of all of them; not the page of the files of one grant.
            let is_of_data = path.starts_with("data/") || path.split('/').nth(1) == Some("data");
            assert!(is_of_data, "{feature}: {path} could be made alone");
        }
    }
    Ok(())
}

/// What the server tells, without what it borrows.
#[derive(Debug)]
enum Told {
    Ready(SocketAddr),
    Looked(usize),
    Built(usize),
    Other,
}

/// A portal on disk that is served; the server lives as long as the test process.
struct Running {
    folder: tempfile::TempDir,
    told: Receiver<Told>,
    address: SocketAddr,
}

const BASE: &str = "/org/portal";

impl Running {
    fn start(feature: &str) -> Result<Self, Box<dyn Error>> {
        let folder = tempfile::tempdir()?;
        for (path, bytes) in sources(feature)?.files {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().ok_or("a folder")?)?;
            fs::write(path, bytes)?;
        }
        let served = Served {
            dir: folder.path().to_owned(),
            output: folder.path().join(".esep/serve"),
            world: world(),
            base_path: BASE.to_owned(),
            port: Some(0),
            lang: Lang::En,
            jobs: 0,
        };
        let (tell, told) = channel();
        let tell = Mutex::new(tell);
        let listener = move |event: Event<'_>| {
            let errors = |findings: &Findings| findings.iter().filter(|finding| finding.is_error()).count();
            let event = match event {
                Event::Ready(address) => Told::Ready(address),
                Event::Looked(_, findings) => Told::Looked(errors(findings)),
                Event::Built(findings) => Told::Built(errors(findings)),
                _ => Told::Other,
            };
            // A test that has ended hears nothing.
            let _ = tell.lock().map(|tell| tell.send(event));
        };
        thread::spawn(move || serve(served, Arc::new(listener)).map_err(|error| error.to_string()));
        let Told::Ready(address) = told.recv()? else { return Err("not ready".into()) };
        Ok(Self { folder, told, address })
    }

    fn looked(&self) -> Result<usize, Box<dyn Error>> {
        loop {
            if let Told::Looked(errors) = self.told.recv()? {
                return Ok(errors);
            }
        }
    }

    /// Looks until there are so many errors: an edit may be told in two pieces.
    fn looked_until(&self, errors: usize) -> Tested {
        while self.looked()? != errors {}
        Ok(())
    }

    fn whole(&self) -> Tested {
        loop {
            if let Told::Built(0) = self.told.recv()? {
                return Ok(());
            }
        }
    }

    fn get(&self, path: &str) -> Result<(u16, Vec<u8>), Box<dyn Error>> {
        let mut stream = TcpStream::connect(self.address)?;
        let host = format!("127.0.0.1:{}", self.address.port());
        stream
            .write_all(format!("GET {BASE}/{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").as_bytes())?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        let end = answer.windows(4).position(|window| window == b"\r\n\r\n").ok_or("a head")?;
        let head = String::from_utf8_lossy(&answer[..end]).into_owned();
        let status = head.split(' ').nth(1).ok_or("a status")?.parse()?;
        Ok((status, answer[end + 4..].to_vec()))
    }

    /// A page without the script that was added to it.
    fn page(&self, path: &str) -> Result<String, Box<dyn Error>> {
        let text = String::from_utf8(self.get(path)?.1)?;
        let Some((before, rest)) = text.split_once(&format!("<script src=\"{BASE}/_esep/live.js\"")) else {
            return Ok(text);
        };
        let (_, after) = rest.split_once("</script>").ok_or("an end")?;
        Ok(format!("{before}{after}"))
    }

    /// The first thing that an open page is told.
    fn state(&self) -> Result<String, Box<dyn Error>> {
        let mut stream = TcpStream::connect(self.address)?;
        let head = format!("GET {BASE}/_esep/events HTTP/1.1\r\nHost: localhost\r\n\r\n");
        stream.write_all(head.as_bytes())?;
        let (mut text, mut piece) = (String::new(), [0; 4096]);
        while !text.contains("data: ") || !text.trim_end_matches("\r\n").ends_with("\n\n") {
            let length = stream.read(&mut piece)?;
            text.push_str(&String::from_utf8_lossy(&piece[..length]));
        }
        Ok(text)
    }

    fn edit(&self, path: &str, from: &str, to: &str) -> Tested {
        let path = self.folder.path().join(path);
        let text = fs::read_to_string(&path)?;
        assert!(text.contains(from), "{from}");
        Ok(fs::write(path, text.replace(from, to))?)
    }
}

#[test]
fn a_change_shows_and_a_mistake_leaves_the_last_good_site() -> Tested {
    let running = Running::start("lot-and-grant")?;
    assert_eq!(running.looked()?, 0);
    let address = "kk/grants/batys/index.html";
    let before = running.page(address)?;
    let files = esep::read::Folder::new(running.folder.path());
    let (site, _) = built(&files, &MemoryCache::default())?;
    assert!(site[address] == before.as_bytes());

    // Every file, once the whole site is built.
    running.whole()?;
    for (path, bytes) in site.iter().filter(|(path, _)| !path.starts_with('.')) {
        assert!(
            running.page(path).map_or_else(|_| running.get(path), |page| Ok((200, page.into())))?.1 == *bytes,
            "{path}"
        );
    }

    running.edit("content/portal.toml", "title", "tytle")?;
    running.looked_until(1)?;
    assert_eq!(running.page(address)?, before);
    let state = running.state()?;
    assert!(state.contains("content/portal.toml:") && state.contains("Did you mean"), "{state}");

    running.edit("content/portal.toml", "tytle", "title")?;
    running.looked_until(0)?;
    assert!(running.state()?.contains("\"findings\":null"));
    fs::write(running.folder.path().join("content/grants/batys/kk.md"), "Жаңа мәтін осында тұр.\n")?;
    running.looked_until(0)?;
    assert!(running.page("kk/grants/batys/")?.contains("Жаңа мәтін осында тұр."));
    assert_eq!(running.get("kk/grants/batys")?.0, 307);
    assert_eq!(running.get("kk/no-such-page/")?.0, 404);
    assert_eq!(running.get("../../content/portal.toml")?.0, 404);
    assert_eq!(running.get("search/kk/start.js")?.0, 200);
    Ok(())
}

#[cfg(unix)]
#[test]
fn no_link_leads_out_of_the_portal_folder() -> Tested {
    use std::os::unix::fs::symlink;
    let outside = tempfile::tempdir()?;
    fs::create_dir_all(outside.path().join("styles"))?;
    fs::write(outside.path().join("styles/95-own.css"), "p { content: 'outside'; }\n")?;
    let running = Running::start("lot-and-grant")?;
    running.looked_until(0)?;
    let portal = running.folder.path();
    fs::create_dir(portal.join("themes"))?;
    symlink(outside.path(), portal.join("themes/outside"))?;
    let text = fs::read_to_string(portal.join("content/portal.toml"))?;
    fs::write(portal.join("content/portal.toml"), format!("themes = [\"outside\"]\n{text}"))?;
    symlink(outside.path(), portal.join("content/grants/outside"))?;
    while running.looked()? == 0 {}
    let files = esep::read::Folder::new(portal);
    let listed = files.list("themes/outside");
    assert!(listed.iter().all(|entry| entry.kind == esep::read::ListedKind::Link), "{listed:?}");
    let (site, findings) = built(&files, &MemoryCache::default())?;
    assert!(findings.iter().any(|finding| finding.code.name() == "symbolic-link"), "{findings:?}");
    assert!(!site.values().any(|bytes| bytes.windows(7).any(|window| window == b"outside")));
    Ok(())
}
