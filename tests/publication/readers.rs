//! Readers while the site is published again and again.

use std::error::Error;
use std::fs;
use std::sync::atomic::{AtomicBool, Ordering};
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
