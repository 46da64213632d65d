//! `esep check`: findings only, nothing written.

use super::Done;
use super::portal::Portal;
use crate::output::sink::NullSink;

/// Say what is wrong with the content; write nothing.
#[derive(Debug, clap::Args)]
pub(super) struct Check {
    #[command(flatten)]
    portal: Portal,
}

impl Check {
    pub(super) fn run(self) -> Done {
        let findings = self.portal.compile(&NullSink)?;
        self.portal.tell(&findings)
    }
}
