//! `esep build`: the site, into a folder.

use super::Done;
use super::portal::Portal;
use crate::language::Lang;
use crate::output::share::Share;
use std::path::PathBuf;

/// Build the site. With an error in the content nothing is published, and the last good site stands.
#[derive(Debug, clap::Args)]
pub(super) struct Build {
    #[command(flatten)]
    portal: Portal,
    /// Where the site goes; without it, `public` in the portal folder.
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Freeze the site as the edition NAME as well: it is kept in `editions/NAME` and published at `/e/NAME/` from now
    /// on, and no later build changes it. Latin letters, digits, `-` and `.`.
    #[arg(long, value_name = "NAME")]
    edition: Option<String>,
    /// Build a share of the site only: 2/4 is the second of four. `esep merge` puts the shares together.
    #[arg(long, value_name = "K/N", requires = "output", conflicts_with = "edition")]
    shard: Option<Share>,
}

impl Build {
    pub(super) fn ui_lang(&self) -> Lang {
        self.portal.ui_lang()
    }

    pub(super) fn run(self) -> Done {
        let output = self.output.unwrap_or_else(|| self.portal.dir.join("public"));
        match (&self.edition, self.shard.filter(|share| !share.is_whole())) {
            (Some(edition), _) => self.portal.publish_with_edition(edition, &output),
            (None, Some(share)) => self.portal.publish_share(share, &output),
            (None, None) => self.portal.publish(&output),
        }
    }
}
