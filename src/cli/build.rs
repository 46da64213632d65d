//! `esep build`: the site, into a folder.

use super::Done;
use super::portal::Portal;
use crate::language::Lang;
use std::path::PathBuf;

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
    pub(super) fn ui_lang(&self) -> Lang {
        self.portal.ui_lang()
    }

    pub(super) fn run(self) -> Done {
        let output = self.output.unwrap_or_else(|| self.portal.dir.join("public"));
        self.portal.publish(&output)
    }
}
