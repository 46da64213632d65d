//! `esep export-template`: a workbook to fill in, which `esep import` reads back.

use super::said::{Failure, Said};
use super::{Done, today, ui_language};
use crate::import::{Template, template};
use crate::language::Lang;
use crate::read::{Folder, read};
use std::path::PathBuf;
use std::process::ExitCode;

/// Make an XLSX workbook to fill in, with lists to choose from; `esep import` reads it back.
#[derive(Debug, clap::Args)]
pub(super) struct ExportTemplate {
    /// The workbook to be made.
    #[arg(short, long, value_name = "FILE", default_value = "template.xlsx")]
    output: PathBuf,
    /// The portal folder: the one that holds `content/`.
    #[arg(long, value_name = "DIR", default_value = ".")]
    dir: PathBuf,
    /// The language of titles and explanations; without it the portal's first language.
    #[arg(long, value_name = "LANG", value_parser = ui_language::parse)]
    lang: Option<Lang>,
    /// Put in what the portal has already.
    #[arg(long)]
    filled: bool,
    /// Make the workbook anew where there is one.
    #[arg(long)]
    overwrite: bool,
    #[command(flatten)]
    tables: Tables,
}

/// Which sheets the workbook has; without any of these it has all.
#[derive(Debug, clap::Args)]
struct Tables {
    /// The sheet of grants, with their documents and parties.
    #[arg(long)]
    grants: bool,
    /// The sheet of lots.
    #[arg(long)]
    lots: bool,
    /// The sheets of tasks and activities.
    #[arg(long)]
    activities: bool,
    /// The sheet of indicators with their results.
    #[arg(long)]
    indicators: bool,
    /// The sheet of publications.
    #[arg(long)]
    publications: bool,
    /// The sheets of organisations and outlets.
    #[arg(long)]
    organisations: bool,
}

impl Tables {
    fn names(&self) -> Vec<&'static str> {
        let all: [(bool, &[&str]); 6] = [
            (self.grants, &["grants", "documents", "parties"]),
            (self.lots, &["lots"]),
            (self.activities, &["tasks", "activities"]),
            (self.indicators, &["indicators"]),
            (self.publications, &["publications"]),
            (self.organisations, &["organisations", "contacts", "outlets"]),
        ];
        all.into_iter().filter(|(wanted, _)| *wanted).flat_map(|(_, names)| names.iter().copied()).collect()
    }
}

impl ExportTemplate {
    pub(super) fn ui_lang(&self) -> Lang {
        ui_language::choose(self.lang, &self.dir)
    }

    pub(super) fn run(self) -> Done {
        let files = Folder::new(&self.dir);
        let portal = read(&files).value;
        if self.output.exists() && !self.overwrite {
            return Err(Said::new("import.template-there").path("path", &self.output).into());
        }
        let tables = self.tables.names();
        let wanted = Template {
            lang: self.ui_lang(),
            portal: &portal,
            tables: &tables,
            filled: if self.filled { Some(&files) } else { None },
            today: today()?,
        };
        let made = template(&wanted).map_err(|error| Failure::Text(error.to_string()))?;
        std::fs::write(&self.output, made.bytes)?;
        for (sheet, text) in made.left_out {
            let said = Said::new("import.too-long").with("sheet", sheet).with("text", text);
            anstream::eprintln!("{}", said.in_language(self.ui_lang()));
        }
        anstream::println!("{}", self.output.display());
        Ok(ExitCode::SUCCESS)
    }
}
