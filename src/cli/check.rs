//! `esep check`: findings only, nothing written.

use crate::finding::settle;
use crate::model::model;
use crate::read::{Files, Folder, read};
use std::path::PathBuf;
use std::process::ExitCode;

/// Say what is wrong with the content; write nothing.
#[derive(clap::Args)]
pub struct Check {
    /// The portal folder: the one that holds `content/`.
    #[arg(default_value = ".")]
    dir: PathBuf,
}

impl Check {
    /// Prints the findings.
    pub fn run(self) -> ExitCode {
        let files = Folder::new(self.dir);
        let mut outcome = read(&files).then(model);
        settle(&mut outcome.findings);
        for finding in &outcome.findings {
            if let Some(place) = &finding.place {
                let bytes = files.read(&place.file).unwrap_or_default();
                let (line, column) = place.line_and_column(&String::from_utf8_lossy(&bytes));
                print!("{}:{line}:{column}: ", place.file);
            }
            println!("{:?}[{}] {:?} {:?}", finding.severity, finding.code.name(), finding.args, finding.did_you_mean);
        }
        ExitCode::from(u8::from(outcome.findings.iter().any(|finding| finding.is_error())))
    }
}
