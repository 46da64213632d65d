//! `esep build`: the site, into a folder.

use super::Done;
use super::portal::Portal;
use crate::finding::nothing_published;
use crate::write::Staging;
use std::path::PathBuf;
use std::process::ExitCode;

/// Build the site. With an error in the content nothing is published, and the last good site stands.
#[derive(Debug, clap::Args)]
pub(super) struct Build {
    #[command(flatten)]
    portal: Portal,
    /// Where the site goes; without it, `public` in the portal folder.
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
}

impl Build {
    pub(super) fn run(self) -> Done {
        let output = self.output.unwrap_or_else(|| self.portal.dir.join("public"));
        let staging = Staging::begin(&output, &self.portal.dir)?;
        let findings = self.portal.compile(&staging)?;
        let status = self.portal.tell(&findings)?;
        if status != ExitCode::SUCCESS {
            anstream::eprintln!("{}", nothing_published(self.portal.ui_lang()));
            return Ok(status);
        }
        let changes = staging.publish()?;
        let files = changes.new.len() + changes.changed.len() + changes.same.len();
        anstream::eprintln!("{}: {files} files", output.display());
        Ok(status)
    }
}
