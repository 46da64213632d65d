//! Readers while the site is published again and again.

use std::error::Error;
use std::fs;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::thread;

use crate::support::*;

const SWAPS: usize = 200;
const PAGES: usize = 12;

/// Publishes two editions in turn while three readers read every page that both have, each time by
/// its path. Gives how many pages were read; a page that is missing or neither edition's is an error.
fn read_during_swaps<F>(portal: &Portal, read: F) -> Result<usize, Box<dyn Error>>
where
    F: Fn(&str) -> Result<Vec<u8>, Box<dyn Error>> + Sync,
{
    let (a, b) = (site("a", PAGES), site("b", PAGES));
    portal.publish(&a)?;
    let is_over = AtomicBool::new(false);
    let read_all = || -> Result<usize, String> {
        let mut pages = 0;
        while !is_over.load(Ordering::Relaxed) {
            for (path, edition) in a.iter().filter(|(path, _)| b.contains_key(*path)) {
                let got = read(path).map_err(|error| format!("{path}: {error}"))?;
                if got != *edition && Some(&got) != b.get(path) {
                    return Err(format!("{path}: of no edition, {} bytes", got.len()));
                }
                pages += 1;
            }
        }
        Ok(pages)
    };
    thread::scope(|scope| {
        let readers = [(); 3].map(|()| scope.spawn(read_all));
        let written = (0..SWAPS).try_for_each(|swap| portal.publish([&b, &a][swap % 2]).map(drop));
        is_over.store(true, Ordering::Relaxed);
        written?;
        let mut pages = 0;
        for reader in readers {
            pages += reader.join().map_err(|_| "a reader panicked")??;
        }
        Ok(pages)
    })
}

#[test]
fn no_reader_ever_finds_a_page_missing_or_mixed() -> Tested {
    let portal = Portal::new()?;
    let pages = read_during_swaps(&portal, |path| Ok(fs::read(portal.output().join(path))?))?;
    assert!(pages > SWAPS, "{pages}");
    Ok(())
}

#[test]
fn the_server_follows_every_swap() -> Tested {
    let portal = Portal::new()?;
    portal.publish(&site("b", 1))?;
    let output = portal.output();
    let (ready, address) = mpsc::channel();
    thread::spawn(move || {
        esep::serve::serve_folder(&output, Some(0), "/portal/", |address| ready.send(address).unwrap_or_default())
    });
    let address = address.recv()?;
    assert_eq!(get(address, "index.html")?, b"b");
    let pages = read_during_swaps(&portal, |path| get(address, path))?;
    assert!(pages > 100, "{pages}");
    portal.publish(&site("c", 1))?;
    assert_eq!(get(address, "index.html")?, b"c");
    Ok(())
}

fn get(address: SocketAddr, path: &str) -> Result<Vec<u8>, Box<dyn Error>> {
    // `.nojekyll` is for the web host; the server shows no hidden file.
    if path == ".nojekyll" {
        return Ok(Vec::new());
    }
    let mut stream = TcpStream::connect(address)?;
    write!(stream, "GET /portal/{path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    let end = answer.windows(4).position(|bytes| bytes == b"\r\n\r\n").ok_or("no answer")?;
    let body = answer.split_off(end + 4);
    match answer.starts_with(b"HTTP/1.1 200 ") {
        true => Ok(body),
        false => Err(String::from_utf8_lossy(&answer).into()),
    }
}
