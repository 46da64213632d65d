//! What `check`, `build` and `serve` have in common: a portal folder, compiled.

use super::said::{self, Failure, Said};
use super::{CONTENT_HAS_ERRORS, today, ui_language};
use crate::finding::{Finding, Findings, Format, Place, nothing_published, print, print_markdown};
use crate::language::Lang;
use crate::model::BaseUrl;
use crate::output::share::Share;
use crate::output::sink::Sink;
use crate::proof::{Proof, Told};
use crate::read::{EDITIONS, Files, Folder, Noting, is_edition_name, is_recorded};
use crate::write::{FolderCache, Staging, put_edition_list};
use crate::{Content, World};
use rayon::{ThreadPool, ThreadPoolBuildError, ThreadPoolBuilder};
use std::fs::OpenOptions;
use std::io::{self, ErrorKind, Write};
use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use std::process::ExitCode;

/// The portal folder and how findings are told.
#[derive(Debug, clap::Args)]
pub(super) struct Portal {
    /// The portal folder: the one that holds `content/`.
    #[arg(default_value = ".")]
    pub(super) dir: PathBuf,
    /// The address of the portal, in place of the one in `content/portal.toml`.
    #[arg(long, value_name = "URL", value_parser = base_url)]
    pub(super) base_url: Option<BaseUrl>,
    /// Warnings count as errors.
    #[arg(long)]
    pub(super) strict: bool,
    /// How many threads work at once; 0: as many as the machine has.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(super) jobs: usize,
    /// The language of messages; without it the portal's first language.
    #[arg(long, value_name = "LANG", value_parser = ui_language::parse)]
    ui_lang: Option<Lang>,
    /// For whom findings are printed.
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(super) format: Format,
}

/// What a run of the compiler came to, beside the files.
pub(super) struct Compiled {
    findings: Findings,
    /// How many grants made the portal brief, where nobody asked for it.
    brief: Option<usize>,
}

impl Compiled {
    fn of(files: &dyn Files, world: &World, share: Share, cache: &FolderCache, sink: &dyn Sink) -> io::Result<Self> {
        let mut brief = None;
        let see = |content: &Content| brief = content.portal.brief_by_itself();
        let findings = crate::compile_seen(files, world, share, cache, sink, see)?;
        Ok(Self { findings, brief })
    }
}

fn base_url(text: &str) -> Result<BaseUrl, String> {
    BaseUrl::parse(text).ok_or_else(|| "an address such as https://org.github.io/portal/".to_owned())
}

impl Portal {
    /// The portal in `dir`, as it is asked for without options.
    pub(super) fn plain(dir: PathBuf, ui_lang: Option<Lang>, format: Format) -> Self {
        Self { dir, base_url: None, strict: false, jobs: 0, ui_lang, format }
    }

    /// The files of the portal.
    pub(super) fn files(&self) -> Folder {
        Folder::new(&self.dir)
    }

    /// The language of messages.
    pub(super) fn ui_lang(&self) -> Lang {
        ui_language::choose(self.ui_lang, &self.dir)
    }

    /// A folder that is not there is a slip of the finger, and nothing is made for it.
    pub(super) fn must_exist(&self) -> Result<(), Failure> {
        if self.dir.is_dir() { Ok(()) } else { Err(Said::new("portal.no-folder").path("dir", &self.dir).into()) }
    }

    /// Compiles into `sink`, with what `cache` has from the last time.
    pub(super) fn compile(&self, cache: &FolderCache, sink: &dyn Sink) -> Result<Compiled, Failure> {
        self.compile_as(None, Share::WHOLE, cache, sink)
    }

    /// What the site depends on beside the files.
    pub(super) fn world(&self) -> Result<World, Failure> {
        Ok(World { today: today()?, base_url: self.base_url.clone(), strict: self.strict, edition: None })
    }

    fn compile_as(
        &self,
        edition: Option<&str>,
        share: Share,
        cache: &FolderCache,
        sink: &dyn Sink,
    ) -> Result<Compiled, Failure> {
        let world = World { edition: edition.map(str::to_owned), ..self.world()? };
        Ok(self.pool()?.install(|| Compiled::of(&self.files(), &world, share, cache, sink))?)
    }

    fn pool(&self) -> Result<ThreadPool, ThreadPoolBuildError> {
        ThreadPoolBuilder::new().num_threads(self.jobs).build()
    }

    /// Compiles the whole site into `output` and tells what was found, or only tells it where that site stands there
    /// already; with errors in the content the last good site stands.
    pub(super) fn publish(&self, output: &Path) -> Result<ExitCode, Failure> {
        self.must_exist()?;
        let staging = Staging::begin(output, &self.dir)?;
        let (files, asked, pool) = (self.files(), self.asked(output)?, self.pool()?);
        let standing = || asked.as_ref().and_then(|asked| Proof::holding(&self.dir, output, asked, &files));
        if let Some(proof) = pool.install(standing) {
            say(proof.told.findings.as_bytes())?;
            self.say_brief(proof.told.brief);
            self.done("build.unchanged", output, proof.files);
            return Ok(ExitCode::SUCCESS);
        }
        let (cache, world) = (FolderCache::of(&self.dir), self.world()?);
        let noting = Noting::new(&files);
        let compiled = pool.install(|| Compiled::of(&noting, &world, Share::WHOLE, &cache, &staging))?;
        let status = self.tell_all(&compiled)?;
        if status != ExitCode::SUCCESS {
            anstream::eprintln!("{}", self.not_published(output));
            return Ok(status);
        }
        let count = self.put_in_place(staging, output)?;
        cache.sweep();
        if let (Some(asked), Some(noted)) = (asked, noting.into_noted()) {
            let Compiled { findings, brief } = compiled;
            let findings = String::from_utf8_lossy(&self.told(&findings, self.format)?).into_owned();
            let told = Told { findings, brief };
            // Without a proof the next build takes its time, and nothing else.
            let _ = Proof::of(output, &asked, noted, told, count).and_then(|proof| proof.keep(&self.dir));
        }
        Ok(ExitCode::SUCCESS)
    }

    /// Compiles a share of the site into `output` and tells what was found; with errors in the content nothing is there.
    /// What this share does not need of the cache may be what another one needs.
    pub(super) fn publish_share(&self, share: Share, output: &Path) -> Result<ExitCode, Failure> {
        self.must_exist()?;
        let staging = Staging::begin(output, &self.dir)?;
        let compiled = self.compile_as(None, share, &FolderCache::of(&self.dir), &staging)?;
        let status = self.tell_all(&compiled)?;
        if status != ExitCode::SUCCESS {
            anstream::eprintln!("{}", self.not_published(output));
            return Ok(status);
        }
        self.put_in_place(staging, output)?;
        anstream::eprintln!("{}", said::share(share.number(), share.of()).in_language(self.ui_lang()));
        Ok(ExitCode::SUCCESS)
    }

    /// Everything that a build into `output` follows from beside the files of the portal, and how it is told; nothing where
    /// that cannot be said: where another program reads what is told, or where nobody knows which program this is.
    fn asked(&self, output: &Path) -> Result<Option<String>, Failure> {
        if self.format == Format::Github {
            return Ok(None);
        }
        let program = || {
            let file = std::fs::metadata(std::env::current_exe()?)?;
            io::Result::Ok((file.len(), file.modified()?))
        };
        let (world, lang) = (self.world()?, self.ui_lang());
        let Some(program) = program().ok() else { return Ok(None) };
        let (version, output) = (env!("CARGO_PKG_VERSION"), std::path::absolute(output)?);
        Ok(Some(format!("{:?}", (version, program, world, lang, self.format, &self.dir, output))))
    }

    /// Gives the number of files.
    fn put_in_place(&self, staging: Staging, output: &Path) -> Result<usize, Failure> {
        let changes = staging.publish()?;
        let files = changes.new.len() + changes.changed.len() + changes.same.len();
        self.done("build.done", output, files);
        Ok(files)
    }

    fn done(&self, how: &'static str, output: &Path, files: usize) {
        let done = Said::new(how).path("output", output).count(files);
        anstream::eprintln!("{}", done.in_language(self.ui_lang()));
    }

    /// Freezes the site as an edition and publishes into `output`; with errors in the content there is neither.
    ///
    /// What is told is what was found before the edition was there: figures that changed since the one before.
    pub(super) fn publish_with_edition(&self, edition: &str, output: &Path) -> Result<ExitCode, Failure> {
        self.must_exist()?;
        if !is_edition_name(edition) {
            return Err(Said::new("edition.bad-name").with("name", edition).into());
        }
        let folder = self.dir.join(EDITIONS).join(edition);
        if folder.exists() || is_recorded(&self.files(), edition) {
            return Err(Said::new("edition.exists").with("name", edition).path("folder", &folder).into());
        }
        let site = Staging::begin(output, &self.dir)?;
        let frozen = Staging::edition(&self.dir, edition)?;
        let cache = FolderCache::of(&self.dir);
        let compiled = self.compile_as(Some(edition), Share::WHOLE, &cache, &frozen)?;
        let status = self.tell_all(&compiled)?;
        if status != ExitCode::SUCCESS {
            anstream::eprintln!("{}", self.not_published(output));
            return Ok(status);
        }
        frozen.freeze()?;
        put_edition_list(&self.dir, &crate::output::edition::list(&self.files(), edition)?)?;
        let done = Said::new("edition.done").with("name", edition).path("folder", &folder);
        anstream::eprintln!("{}", done.in_language(self.ui_lang()));
        let Compiled { findings, .. } = self.compile(&cache, &site)?;
        if findings.iter().any(Finding::is_error) {
            return self.tell(&findings);
        }
        self.put_in_place(site, output)?;
        cache.sweep();
        Ok(ExitCode::SUCCESS)
    }

    /// That nothing was published, and that the site of before still stands where there is one.
    fn not_published(&self, output: &Path) -> String {
        let stands = std::fs::read_dir(output).is_ok_and(|mut entries| entries.next().is_some());
        if stands {
            nothing_published(self.ui_lang())
        } else {
            Said::new("build.nothing-yet").in_language(self.ui_lang())
        }
    }

    /// The path below which the portal is published, such as `/portal`, or nothing.
    pub(super) fn base_path(&self) -> String {
        let written = || {
            let portal = crate::read::read(&self.files()).value.portal?;
            portal.base_url.and_then(|written| BaseUrl::parse(&written))
        };
        self.base_url.clone().or_else(written).map(|base| base.path).unwrap_or_default()
    }

    /// The findings with paths as they are reached from the current folder, so that terminals and code hosts find the files.
    fn seen_from_here(&self, findings: &Findings) -> Findings {
        let folder = self.dir.to_string_lossy().replace(MAIN_SEPARATOR, "/");
        let folder = folder.trim_end_matches('/');
        let moved = |place: &mut Place| place.file = format!("{folder}/{}", place.file).into();
        let mut findings = findings.clone();
        for finding in findings.iter_mut().filter(|_| folder != ".") {
            let details = &mut **finding;
            details.place.iter_mut().chain(&mut details.also).for_each(moved);
        }
        findings
    }

    /// Code hosts name a file, in `GITHUB_STEP_SUMMARY`, whose Markdown stands on the page of the run.
    fn list_on_the_page_of_the_run(
        &self,
        findings: &Findings,
        text: &dyn Fn(&str) -> Option<String>,
    ) -> io::Result<()> {
        let Some(path) = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty()) else { return Ok(()) };
        let mut page = Vec::new();
        print_markdown(findings, self.ui_lang(), text, &mut page)?;
        OpenOptions::new().create(true).append(true).open(path)?.write_all(&page)
    }

    /// Prints what was found, and what an editor should know beside it; gives the exit status.
    pub(super) fn tell_all(&self, compiled: &Compiled) -> Result<ExitCode, Failure> {
        let status = self.tell(&compiled.findings)?;
        self.say_brief(compiled.brief);
        Ok(status)
    }

    /// That so many grants made the portal brief, which nobody asked for.
    fn say_brief(&self, grants: Option<usize>) {
        if let Some(grants) = grants {
            anstream::eprintln!("{}", Said::new("portal.brief").count(grants).in_language(self.ui_lang()));
        }
    }

    /// Prints the findings and gives the exit status that they mean.
    pub(super) fn tell(&self, findings: &Findings) -> Result<ExitCode, Failure> {
        self.tell_as(findings, self.format)
    }

    /// The same in another form.
    pub(super) fn tell_as(&self, findings: &Findings, format: Format) -> Result<ExitCode, Failure> {
        say(&self.told(findings, format)?)?;
        if self.format == Format::Github {
            self.list_on_the_page_of_the_run(&self.seen_from_here(findings), &text)?;
        }
        let failed = findings.iter().any(Finding::is_error);
        Ok(if failed { ExitCode::from(CONTENT_HAS_ERRORS) } else { ExitCode::SUCCESS })
    }

    /// The findings as they are printed.
    fn told(&self, findings: &Findings, format: Format) -> io::Result<Vec<u8>> {
        let mut told = Vec::new();
        print(&self.seen_from_here(findings), format, self.ui_lang(), &text, &mut told)?;
        Ok(told)
    }
}

/// A file of the content to be shown, as it is reached from the current folder.
fn text(path: &str) -> Option<String> {
    Folder::new("").shown(path)
}

/// Prints what findings come to.
fn say(told: &[u8]) -> io::Result<()> {
    match anstream::stdout().lock().write_all(told) {
        // Whoever reads the other end has seen enough.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        said => said,
    }
}
