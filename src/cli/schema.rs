//! `esep schema`: JSON Schemas of the TOML files, and the settings with which editors find them.

use super::said::{Failure, Said};
use super::{Done, ui_language};
use crate::language::Lang;
use crate::read::{Folder, read};
use crate::schema::{Known, schemas, settings};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Write JSON Schemas of the TOML files, so that editors explain, complete and check while somebody types.
#[derive(Debug, clap::Args)]
pub(super) struct Schema {
    /// The portal folder: the one that holds `content/`.
    #[arg(default_value = ".")]
    dir: PathBuf,
    /// The language of the explanations; without it the first language of the portal.
    #[arg(long, value_name = "LANG", value_parser = ui_language::parse)]
    ui_lang: Option<Lang>,
}

impl Schema {
    pub(super) fn ui_lang(&self) -> Lang {
        ui_language::choose(self.ui_lang, &self.dir)
    }

    pub(super) fn run(self) -> Done {
        let lang = self.ui_lang();
        let drafts = read(&Folder::new(&self.dir)).value;
        if drafts.portal.is_none() {
            return Err(Said::new("new.no-portal").into());
        }
        for (path, text) in schemas(lang, &Known::of(&drafts, lang)) {
            write(&self.dir, &path, &text)?;
        }
        for (path, text) in settings() {
            match fs::read_to_string(self.dir.join(&path)) {
                Ok(there) if there == text => {}
                Ok(_) => anstream::eprintln!("{}", Said::new("schema.kept").with("path", &path).in_language(lang)),
                Err(_) => write(&self.dir, &path, &text)?,
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn write(dir: &Path, path: &str, text: &str) -> Result<(), Failure> {
    let path = if dir == Path::new(".") { PathBuf::from(path) } else { dir.join(path) };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(&path, text)?;
    anstream::println!("{}", path.display());
    Ok(())
}
