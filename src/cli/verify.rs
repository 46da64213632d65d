//! `esep verify`: a copy of a site, held against its manifest.

use super::said::{Failure, Said};
use super::stands_for;
use super::verdict::Told;
use super::{CONTENT_HAS_ERRORS, Done, FAILED, ui_language};
use crate::finding::{Format, on_one_line};
use crate::language::Lang;
use crate::merge::slip_in;
use crate::output::manifest::{Manifest, PATH};
use crate::verify::{Damage, Difference, Verdict, read, verify};
use std::io::{IsTerminal, Write};
use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Say which files of a copy of a site were changed, are missing or were added. Exit status: 0 the same, 1 it differs.
#[derive(Debug, clap::Args)]
pub(super) struct Verify {
    /// The copy: a folder with `data/manifest.json` (a site or one of its editions), or the manifest itself.
    #[arg(default_value = ".")]
    site: PathBuf,
    /// Another folder to be held against that manifest.
    copy: Option<PathBuf>,
    /// The digest that somebody cited: the manifest has to have it.
    #[arg(long, value_name = "SHA-256")]
    digest: Option<String>,
    /// A check code: say for which figure it stands.
    #[arg(long, value_name = "CODE", conflicts_with_all = ["digest", "copy"])]
    code: Option<String>,
    /// The language of messages; without it that of the machine.
    #[arg(long, value_name = "LANG", value_parser = ui_language::parse)]
    ui_lang: Option<Lang>,
    /// For whom differences are printed.
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,
}

/// A manifest and the folder that is held against it.
struct Pair {
    manifest: Manifest,
    /// The manifest as it was read.
    bytes: Vec<u8>,
    folder: PathBuf,
    /// Where the manifest lies in the folder, if it does.
    at: Option<String>,
}

impl Verify {
    pub(super) fn ui_lang(&self) -> Lang {
        ui_language::choose(self.ui_lang, &self.site)
    }

    pub(super) fn run(self) -> Done {
        let lang = self.ui_lang();
        let cited = self.digest.as_deref().map(digest).transpose()?;
        let code = self.code.as_deref().map(stands_for::read).transpose()?;
        let pair = self.pair()?;
        if let Some(code) = code {
            return stands_for::tell(&pair.manifest, &pair.folder, code, lang, self.format);
        }
        let Pair { manifest, bytes, folder, at } = &pair;
        let seen = Seen::new(manifest.files.len());
        let verdict = verify(manifest, bytes, folder, at.as_deref(), &|| seen.one());
        seen.clear();
        let verdict = verdict.map_err(|error| unreadable(folder, &error))?;
        let other_digest = cited.filter(|cited| *cited != manifest.digest);
        let (slip, other_digest) = (slip_in(folder), other_digest.as_deref());
        let told = Told { manifest, verdict: &verdict, folder, slip, other_digest, lang };
        told.print(self.format)?;
        Ok(status(&verdict, other_digest.is_some()))
    }

    fn pair(&self) -> Result<Pair, Failure> {
        let (file, root) = place_of_manifest(&self.site)?;
        let bytes = std::fs::read(&file).map_err(|error| unreadable(&file, &error))?;
        let manifest = read(&bytes).map_err(|damage| damaged(&file, damage))?;
        let folder = self.copy.clone().unwrap_or(root);
        if !folder.is_dir() {
            return Err(Said::new("portal.no-folder").path("dir", &folder).into());
        }
        let at = file.strip_prefix(&folder).ok();
        let at = at.map(|at| at.to_string_lossy().replace(MAIN_SEPARATOR, "/"));
        Ok(Pair { manifest, bytes, folder, at })
    }
}

/// The digest that was cited, as manifests write it.
fn digest(cited: &str) -> Result<String, Failure> {
    let digest = cited.trim().to_lowercase();
    let is_digest = digest.len() == 64 && digest.bytes().all(|sign| sign.is_ascii_hexdigit());
    let said = || Said::new("verify.no-digest").with("cited", on_one_line(cited)).with("manifest", PATH);
    if is_digest { Ok(digest) } else { Err(said().into()) }
}

/// The manifest that is meant, and the folder of the site that it is of. In a portal folder the site is in `public`.
fn place_of_manifest(site: &Path) -> Result<(PathBuf, PathBuf), Failure> {
    if site.is_file() {
        let beside = site.parent().unwrap_or(Path::new("")).to_owned();
        let in_site = site.ends_with(PATH).then(|| beside.parent().map(Path::to_owned)).flatten();
        let root = in_site.unwrap_or(beside);
        return Ok((site.to_owned(), if root == Path::new("") { PathBuf::from(".") } else { root }));
    }
    if !site.is_dir() {
        return Err(Said::new("verify.nothing-there").path("path", site).into());
    }
    let roots = [site.to_owned(), site.join("public")];
    let found = roots.into_iter().map(|root| (root.join(PATH), root)).find(|(file, _)| file.is_file());
    found.ok_or_else(|| Said::new("verify.no-manifest").path("dir", site).with("manifest", PATH).into())
}

fn unreadable(path: &Path, error: &std::io::Error) -> Failure {
    Said::new("write.system").path("path", path).with("reason", error).into()
}

/// Why a manifest is of no use.
pub(super) fn damaged(file: &Path, damage: Damage) -> Failure {
    let shown = |text: String| on_one_line(&text);
    let said = match damage {
        Damage::NotReadable(line, column) => Said::new("verify.damaged").with("line", line).with("column", column),
        Damage::Version(version) => Said::new("verify.version").with("version", version),
        Damage::Path(listed, fault) => {
            Said::new("verify.bad-path").with("listed", shown(listed)).with("fault", super::said::key(fault))
        }
        Damage::Twice(listed) => Said::new("verify.twice").with("listed", shown(listed)),
        Damage::Hash(listed) => Said::new("verify.hash").with("listed", shown(listed)),
    };
    said.path("path", file).into()
}

fn status(verdict: &Verdict, other_digest: bool) -> ExitCode {
    let unread = verdict.count(|difference| matches!(difference, Difference::Unreadable(_)));
    match verdict.differences.len() {
        _ if unread > 0 => ExitCode::from(FAILED),
        0 if !other_digest => ExitCode::SUCCESS,
        _ => ExitCode::from(CONTENT_HAS_ERRORS),
    }
}

/// How far the work is, on a terminal.
struct Seen {
    done: AtomicUsize,
    all: usize,
    shown: bool,
}

impl Seen {
    fn new(all: usize) -> Self {
        Self { done: AtomicUsize::new(0), all, shown: std::io::stderr().is_terminal() }
    }

    fn one(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        let step = (self.all / 100).max(1);
        if self.shown && done.is_multiple_of(step) {
            self.write(&format!("\r{done} / {}", self.all));
        }
    }

    fn clear(&self) {
        if self.shown {
            self.write("\r\u{1b}[K");
        }
    }

    /// A terminal that is gone needs no progress.
    fn write(&self, text: &str) {
        let mut out = std::io::stderr().lock();
        let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    }
}
