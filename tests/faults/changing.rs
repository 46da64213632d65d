//! Files that go, grow or become others while they are read.

use crate::photo;
use esep::World;
use esep::finding::{Code, Finding, Findings};
use esep::output::sink::MemorySink;
use esep::read::{Files, Folder, Listed, Memory};
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

const PHOTO: &str = "content/grants/2024/ai-komek/pictures/a.jpg";
const PICTURE: &str =
    "\n[[picture]]\nfile = \"a.jpg\"\ndescription.kk = \"Сурет\"\ndescription.ru = \"Снимок\"\nconsent = \"written\"\n";

/// The sound portal with a photo.
fn sound() -> Memory {
    let folder = Folder::new(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/portal"));
    let mut memory = Memory::default().with(PHOTO, photo::jpeg(640, 480));
    for entry in folder.list("content") {
        let mut bytes = folder.read(&entry.path).unwrap();
        if entry.path.ends_with("/grant.toml") {
            bytes.extend(PICTURE.as_bytes());
        }
        memory.files.insert(entry.path, bytes);
    }
    memory
}

/// A file that is another one from the nth time on that it is read.
struct Changing<'m> {
    sound: &'m Memory,
    path: &'m str,
    after: usize,
    read: AtomicUsize,
    then: Option<Vec<u8>>,
}

impl Files for Changing<'_> {
    fn list(&self, folder: &str) -> Vec<Listed> {
        self.sound.list(folder)
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        if path != self.path || self.read.fetch_add(1, Ordering::Relaxed) < self.after {
            return self.sound.read(path);
        }
        self.then.clone().ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn size(&self, path: &str) -> io::Result<u64> {
        self.sound.size(path)
    }
}

fn changing<'m>(sound: &'m Memory, path: &'m str, after: usize, then: Option<Vec<u8>>) -> Changing<'m> {
    Changing { sound, path, after, read: AtomicUsize::new(0), then }
}

fn world() -> World {
    World { today: jiff::civil::date(2024, 12, 1), base_url: None, strict: false, edition: None }
}

fn compiled(files: &dyn Files) -> Findings {
    esep::compile(files, &world(), &MemorySink::default()).unwrap()
}

/// Between the list of files and a look into them, each of them goes.
#[test]
fn a_file_that_goes_before_it_is_read_is_told() {
    let sound = sound();
    for path in sound.files.keys() {
        let found = esep::looked_through(&changing(&sound, path, 0, None), |_, _, _| ()).findings;
        let is_told = |it: &Finding| matches!(it.code, Code::UnreadableFile | Code::PictureUnreadable);
        assert!(found.iter().any(|it| is_told(it) && it.is_error()), "{path}: {found:?}");
    }
}

/// Half of a file is what a program that saves it leaves to be read for a moment.
#[test]
fn half_a_file_is_told_or_read() {
    let sound = sound();
    for (path, bytes) in &sound.files {
        for part in 0..8 {
            let half = bytes[..bytes.len() * part / 8].to_vec();
            esep::looked_through(&changing(&sound, path, 0, Some(half)), |_, _, _| ());
        }
    }
}

/// A photo is looked at before pages are made, and read again when it is published.
#[test]
fn a_photo_that_changes_during_a_build_is_told() {
    let sound = sound();
    assert!(!compiled(&sound).iter().any(Finding::is_error));
    let whole = photo::jpeg(640, 480);
    let others = [None, Some(Vec::new()), Some(whole[..whole.len() / 2].to_vec()), Some(photo::jpeg(320, 480))];
    for then in others {
        let found = compiled(&changing(&sound, PHOTO, 1, then.clone()));
        assert!(found.iter().any(Finding::is_error), "{:?}: {found:?}", then.map(|bytes| bytes.len()));
    }
}
