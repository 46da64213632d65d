//! A portal with a site that stands, and the program within limits.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::sync::LazyLock;
use std::time::{Duration, Instant};
use tempfile::TempDir;
use walkdir::WalkDir;

/// How much the program may take, in kilobytes of address space: threads, the program itself and all that it holds.
const MEMORY: u64 = 2_500_000;
/// Nothing takes so long, even on a busy machine: whoever is not done by then waits for ever.
const FOR_EVER: Duration = Duration::from_secs(300);

/// Bytes by path; a link is shown as where it leads.
pub type Tree = BTreeMap<String, Vec<u8>>;

/// A portal folder with a site.
pub struct Portal {
    _temp: TempDir,
    pub root: PathBuf,
}

/// What a run of the program came to.
#[derive(Debug)]
pub struct Told {
    pub status: Option<i32>,
    pub out: String,
    pub err: String,
}

/// The sound portal, built once.
static SOUND: LazyLock<Portal> = LazyLock::new(|| {
    let portal = Portal::empty();
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/portal"), &portal.root);
    let built = portal.esep(&["build"]);
    assert_eq!(built.status, Some(0), "{built:?}");
    portal
});

impl Portal {
    fn empty() -> Self {
        let temp = tempfile::tempdir().unwrap();
        Self { root: temp.path().canonicalize().unwrap(), _temp: temp }
    }

    /// The sound portal with its site.
    pub fn new() -> Self {
        let portal = Self::empty();
        copy(&SOUND.root, &portal.root);
        portal
    }

    pub fn path(&self, path: &str) -> PathBuf {
        let path = self.root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        path
    }

    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.path(path), bytes).unwrap();
    }

    /// Adds lines to a file that is there.
    pub fn add(&self, path: &str, text: &str) {
        let there = fs::read_to_string(self.path(path)).unwrap();
        self.write(path, format!("{there}\n{text}"));
    }

    pub fn esep(&self, arguments: &[&str]) -> Told {
        finished(&mut self.command(arguments), &self.root)
    }

    /// The program in the portal folder, within a limit of memory.
    pub fn command(&self, arguments: &[&str]) -> Command {
        self.command_of(Path::new(env!("CARGO_BIN_EXE_esep")), arguments)
    }

    /// The same with the program at another place.
    pub fn command_of(&self, program: &Path, arguments: &[&str]) -> Command {
        let mut command = Command::new("sh");
        command.arg("-c").arg(format!("ulimit -v {MEMORY} && exec \"$0\" \"$@\"")).arg(program);
        command.args(arguments).current_dir(&self.root).env_clear();
        command.env("SOURCE_DATE_EPOCH", "1795176000").env("RAYON_NUM_THREADS", "2").env("MALLOC_ARENA_MAX", "2");
        command
    }

    /// Builds, and shows that the content is refused and the site stands. Gives the findings, a line each.
    pub fn refused(&self) -> String {
        let told = self.esep(&["build", "--jobs", "2", "--ui-lang", "en", "--format", "short"]);
        assert_eq!(told.status, Some(1), "{}\n{}", told.err, head(&told.out));
        self.stands();
        told.out
    }

    /// The site is that of the sound portal, byte for byte, and nothing is left of a build.
    pub fn stands(&self) {
        let (site, sound) = (tree(&self.root.join("public")), tree(&SOUND.root.join("public")));
        let differ: Vec<&String> =
            sound.keys().chain(site.keys()).filter(|path| site.get(*path) != sound.get(*path)).collect();
        assert!(differ.is_empty() && !sound.is_empty(), "{differ:?}");
        assert!(!self.root.join(".public.esep").exists());
    }
}

/// The first lines of a long text.
pub fn head(text: &str) -> String {
    text.lines().take(40).map(|line| line.chars().take(300).collect::<String>() + "\n").collect()
}

/// The line about a file, if there is one.
pub fn line_about<'t>(told: &'t str, file: &str) -> Option<&'t str> {
    told.lines().find(|line| line.starts_with(&format!("{file}:")))
}

/// Runs the program to its end. What it says goes into files, so that it never waits for a reader.
pub fn finished(command: &mut Command, root: &Path) -> Told {
    let [out, err] = ["said.out", "said.err"].map(|name| root.join(name));
    let child = command.stdout(File::create(&out).unwrap()).stderr(File::create(&err).unwrap()).spawn().unwrap();
    let status = ended(child);
    let said = |path: &Path| String::from_utf8(fs::read(path).unwrap()).unwrap();
    let told = Told { status, out: said(&out), err: said(&err) };
    [out, err].iter().for_each(|path| fs::remove_file(path).unwrap());
    told
}

/// The exit status; `None` where a signal ended it.
fn ended(mut child: Child) -> Option<i32> {
    let begun = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status.code();
        }
        if begun.elapsed() > FOR_EVER {
            child.kill().unwrap();
            child.wait().unwrap();
            panic!("the program does not end");
        }
        std::thread::sleep(Duration::from_millis(10));
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in WalkDir::new(from).into_iter().map(Result::unwrap) {
        let target = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(target).unwrap();
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Every file below a folder.
pub fn tree(folder: &Path) -> Tree {
    let entries = WalkDir::new(folder).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    let named = |path: &Path| path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
    entries.map(|entry| (named(entry.path()), fs::read(entry.path()).unwrap())).collect()
}

/// Whether this is the user who may read and write everything.
pub fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
}
