//! `esep import`: an official document or a spreadsheet becomes draft content and a list of questions.

use super::new::{is_path_of_slugs, no_grant};
use super::said::{Failure, Said};
use super::{Done, today, ui_language};
use crate::import::{Draft, Fault, Report, Request, Source, apply, complete, near, read};
use crate::language::Lang;
use crate::read::{Folder, read as read_content};
use std::io::ErrorKind;
use std::path::PathBuf;
use std::process::ExitCode;

/// Turn a document of Word or a spreadsheet into draft content and a list of questions. What an editor has changed is
/// never overwritten.
#[derive(Debug, clap::Args)]
pub(super) struct Import {
    /// The document: .docx, .xlsx, .ods, .csv
    file: PathBuf,
    /// The portal folder: the one that holds `content/`.
    #[arg(long, value_name = "DIR", default_value = ".")]
    dir: PathBuf,
    /// The language of texts that do not tell their own.
    #[arg(long, value_name = "LANG", value_parser = ui_language::parse)]
    lang: Option<Lang>,
    /// The grant that the document is about, where it does not say so: its short name, or `2025/orman` for a new one.
    #[arg(long, value_name = "SLUG")]
    grant: Option<String>,
    /// Overwrite values that differ.
    #[arg(long)]
    overwrite: bool,
    /// Only show what would change; write nothing.
    #[arg(long)]
    dry_run: bool,
    /// The language of messages; without it the portal's first language.
    #[arg(long, value_name = "LANG", value_parser = ui_language::parse)]
    ui_lang: Option<Lang>,
}

impl Import {
    pub(super) fn ui_lang(&self) -> Lang {
        ui_language::choose(self.ui_lang, &self.dir)
    }

    pub(super) fn run(self) -> Done {
        let files = Folder::new(&self.dir);
        let portal = read_content(&files).value;
        if portal.portal.is_none() {
            return Err(Said::new("new.no-portal").into());
        }
        let grant = self.grant.as_deref();
        if let Some(grant) = grant.filter(|grant| !is_path_of_slugs(grant)) {
            return Err(Said::new("new.slug").with("slug", grant).into());
        }
        let request = Request { portal: &portal, language: self.lang, grant, today: today()? };
        let source = self.source()?;
        let mut draft = read(&source, &request).map_err(|fault| self.failed(fault))?;
        is_of_a_grant(&draft, &request)?;
        complete(&mut draft, &request, &source.name, &files);
        let changes = apply(&draft, &files, self.overwrite).map_err(|fault| self.failed(fault))?;
        let report = Report { source: &source, changes: &changes, questions: &draft.questions, lang: self.ui_lang() };
        anstream::print!("{}", report.changes(self.dry_run));
        if self.dry_run {
            anstream::print!("{}", report.asked());
            return Ok(ExitCode::SUCCESS);
        }
        let mut texts: Vec<(String, String)> =
            changes.texts().map(|(path, text)| (path.to_owned(), text.to_owned())).collect();
        let questions = report.questions_file(&files);
        texts.extend(questions.clone());
        crate::import::write(&self.dir, &texts)?;
        anstream::print!("{}", report.asked());
        if let Some((path, _)) = questions {
            anstream::println!("content/{path}");
        }
        Ok(ExitCode::SUCCESS)
    }

    fn source(&self) -> Result<Source, Failure> {
        let name = self.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let unread = |error: std::io::Error| match error.kind() {
            ErrorKind::NotFound => Said::new("import.not-found").path("path", &self.file),
            ErrorKind::PermissionDenied => Said::new("import.not-allowed").path("path", &self.file),
            ErrorKind::IsADirectory => Said::new("import.folder").path("path", &self.file),
            _ => Said::new("import.unread").path("path", &self.file).with("reason", error),
        };
        // What is no file may have no end.
        let file = std::fs::metadata(&self.file).map_err(unread)?;
        if !file.is_file() {
            return Err(unread(ErrorKind::IsADirectory.into()).into());
        }
        if file.len() > LARGEST {
            return Err(Said::new("import.too-large")
                .path("path", &self.file)
                .with("limit", LARGEST / 1_000_000)
                .into());
        }
        Ok(Source { name, bytes: std::fs::read(&self.file).map_err(unread)? })
    }

    fn failed(&self, fault: Fault) -> Failure {
        let said = match fault {
            Fault::UnknownKind(kind) => Said::new("import.unknown-kind").with("kind", kind),
            Fault::Broken(reason) => Said::new("import.broken").with("reason", reason),
            Fault::TooLarge(limit) => Said::new("import.too-large").with("limit", limit),
            Fault::TooLong(limit) => Said::new("import.too-many-rows").with("limit", limit),
            Fault::NotUtf8 => Said::new("import.not-utf8"),
            Fault::BrokenContent(path) => return Said::new("import.broken-content").with("path", path).into(),
            Fault::OutsideContent(path) => return Said::new("import.outside-content").with("path", path).into(),
            Fault::Nothing => Said::new("import.nothing"),
        };
        said.path("path", &self.file).into()
    }
}

/// What is about a grant needs one: on the portal, or in the document. A new one of nearly the same name as another has to
/// be meant: its folder says so.
fn is_of_a_grant(draft: &Draft, request: &Request<'_>) -> Result<(), Failure> {
    let Some(asked) = request.grant else { return Ok(()) };
    let slug = asked.rsplit('/').next().unwrap_or(asked);
    let known = || request.portal.grants.iter().map(|it| it.grant.slug.as_str());
    if known().any(|it| it == slug) {
        return Ok(());
    }
    if !draft.files.iter().any(|file| file.path.ends_with(&format!("/{slug}/grant.toml"))) {
        return Err(no_grant(asked, known()).into());
    }
    match near(slug, known()).filter(|_| slug == asked) {
        None => Ok(()),
        Some(near) => {
            let folder = format!("{}/{slug}", request.today.year());
            let new = Said::new("import.new-grant").with("grant", folder);
            let meant = Said::new("new.did-you-mean").with("meant", near).and(Some(new));
            Err(Said::new("new.no-grant").with("slug", asked).and(Some(meant)).into())
        }
    }
}

/// The largest file that is looked at, in bytes.
const LARGEST: u64 = 100_000_000;
