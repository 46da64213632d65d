//! `esep form`: the official report form, filled from the content.

use super::new::no_grant;
use super::said::{Failure, Said};
use super::{CONTENT_HAS_ERRORS, Done, today, ui_language};
use crate::World;
use crate::check::{answer, check};
use crate::derive::derive;
use crate::finding::{Finding, Findings, Format, Outcome, print, settle};
use crate::form::{self, Kind, docx, html};
use crate::language::Lang;
use crate::model::{Grant, Shared, model};
use crate::read::{Files, Folder, read};
use crate::site::Site;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Fill the official form of a grant from the content, as a Word document and as a page to print.
#[derive(Debug, clap::Args)]
pub(super) struct Form {
    /// The slug of the grant, the end of its address.
    grant: String,
    /// The portal folder: the one that holds `content/`.
    #[arg(long, value_name = "DIR", default_value = ".")]
    dir: PathBuf,
    /// Which form.
    #[arg(long = "form", value_name = "FORM", default_value = "report")]
    kind: Kind,
    /// The language of the form; without it the one in which the grant's document is written.
    #[arg(long, value_name = "LANG", value_parser = ui_language::parse)]
    lang: Option<Lang>,
    /// The folder for the files; without it `forms` in the portal folder.
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Write over files that are there and differ.
    #[arg(long)]
    overwrite: bool,
    /// The language of messages; without it the portal's first language.
    #[arg(long, value_name = "LANG", value_parser = ui_language::parse)]
    ui_lang: Option<Lang>,
}

/// A file of the form: its ending and its bytes.
type Written = (&'static str, Vec<u8>);

impl Form {
    pub(super) fn ui_lang(&self) -> Lang {
        ui_language::choose(self.ui_lang, &self.dir)
    }

    pub(super) fn run(self) -> Done {
        let world = World { today: today()?, base_url: None, strict: false, edition: None };
        let files = Folder::new(&self.dir);
        let errors = self.errors(&files);
        if !errors.is_empty() {
            return self.tell(&errors);
        }
        let made = crate::laid_out(&files, &world, |site, _| self.make(&files, site));
        self.write(&made.ok_or(Said::new("new.no-portal"))??)
    }

    /// What is wrong with the files of this grant. Errors elsewhere in the portal do not hold a report up.
    fn errors(&self, files: &Folder) -> Findings {
        let Outcome { value: portal, mut findings } = read(files).then(model);
        if let Some(portal) = portal {
            findings.extend(check(&portal, &derive(&portal)));
            answer(&mut findings, &portal);
        }
        settle(&mut findings);
        let is_here = |file: &str| file.split('/').any(|folder| folder == self.grant);
        let concerns = |finding: &Finding| finding.place.as_ref().is_some_and(|place| is_here(&place.file));
        findings.into_iter().filter(|finding| finding.is_error() && concerns(finding)).collect()
    }

    fn make(&self, files: &Folder, site: &Site<'_>) -> Result<Made, Failure> {
        let at = site.portal.grants.iter().position(|grant| grant.slug == self.grant);
        let at = at.ok_or_else(|| self.no_grant(&site.portal.grants))?;
        let grant = site.portal.grants.get(at).ok_or_else(|| self.no_grant(&site.portal.grants))?;
        let lang = self.lang.or_else(|| written_in(site, grant)).or(site.portal.languages.first().copied());
        let lang = lang.ok_or_else(|| self.no_language(site))?;
        let mut form = form::form(site, lang, at, self.kind).ok_or_else(|| self.no_language(site))?;
        form.carried = Some(form::Carried::of(files, &grant.slug, lang, self.kind));
        let page = html::page(&form).map_err(|error| Failure::Text(error.to_string()))?;
        let name = format!("{}-{}-{}", grant.slug, self.kind.code(), form.lang);
        Ok(Made { name, files: [("docx", docx::document(&form)?), ("html", page.into_bytes())] })
    }

    fn no_grant(&self, grants: &Shared<Grant>) -> Failure {
        no_grant(&self.grant, grants.iter().map(|grant| grant.slug.as_str())).into()
    }

    fn no_language(&self, site: &Site<'_>) -> Failure {
        let codes: Vec<&str> = site.interface_languages().iter().map(|lang| lang.code()).collect();
        let asked = self.lang.map_or("", Lang::code);
        Said::new("form.no-language").with("language", asked).with("languages", codes.join(", ")).into()
    }

    /// Errors in what the form is made from: a form with them is not to be handed in.
    fn tell(&self, errors: &Findings) -> Done {
        let text = |path: &str| Folder::new(&self.dir).shown(path);
        match print(errors, Format::Human, self.ui_lang(), &text, &mut anstream::stdout().lock()) {
            Err(error) if error.kind() != ErrorKind::BrokenPipe => return Err(error.into()),
            _ => {}
        }
        anstream::eprintln!("{}", Said::new("form.not-written").in_language(self.ui_lang()));
        Ok(ExitCode::from(CONTENT_HAS_ERRORS))
    }

    /// Writes both files or none: a form that somebody may have worked on stays unless told otherwise.
    fn write(&self, made: &Made) -> Done {
        let folder = self.output.clone().unwrap_or_else(|| self.dir.join("forms"));
        let path = |ending: &str| folder.join(format!("{}.{ending}", made.name));
        let differs = |(ending, bytes): &&Written| fs::read(path(ending)).is_ok_and(|there| there != *bytes);
        if let Some((ending, _)) = made.files.iter().find(differs).filter(|_| !self.overwrite) {
            return Err(Said::new("form.differs").path("path", &path(ending)).into());
        }
        let failed =
            |error: std::io::Error, path: &Path| Said::new("write.system").path("path", path).with("reason", error);
        fs::create_dir_all(&folder).map_err(|error| failed(error, &folder))?;
        for (ending, bytes) in &made.files {
            fs::write(path(ending), bytes).map_err(|error| failed(error, &path(ending)))?;
            anstream::println!("{}", path(ending).display());
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// The files of a form, and their name without the ending.
struct Made {
    name: String,
    files: [Written; 2],
}

/// The language of the document that the facts were taken from, where the portal has it.
fn written_in(site: &Site<'_>, grant: &Grant) -> Option<Lang> {
    let report = grant.report.as_ref().and_then(|report| report.source.as_ref());
    let lang = report.and_then(|source| source.language).or(grant.source.language)?;
    site.interface_languages().contains(&lang).then_some(lang)
}
