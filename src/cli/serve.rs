//! `esep serve`: build, then show on this machine.

use super::Done;
use super::portal::Portal;
use crate::language::Lang;
use std::path::PathBuf;
use std::process::ExitCode;

/// Build the site and show it on 127.0.0.1.
#[derive(Debug, clap::Args)]
pub(super) struct Serve {
    #[command(flatten)]
    portal: Portal,
    /// Where the site goes; without it, `public` in the portal folder.
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// The port; if it is taken, one of the next.
    #[arg(long, default_value_t = 8000)]
    port: u16,
}

impl Serve {
    pub(super) fn ui_lang(&self) -> Lang {
        self.portal.ui_lang()
    }

    pub(super) fn run(self) -> Done {
        let output = self.output.clone().unwrap_or_else(|| self.portal.dir.join("public"));
        let status = self.portal.publish(&output)?;
        if status != ExitCode::SUCCESS && !output.is_dir() {
            return Ok(status);
        }
        let base = self.portal.base_path();
        crate::serve::serve(output, self.port, &base, |address| anstream::println!("http://{address}{base}/"))?;
        Ok(ExitCode::SUCCESS)
    }
}
