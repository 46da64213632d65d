//! `esep check`: findings only, nothing written.

use super::Done;
use super::portal::Portal;
use crate::language::Lang;
use crate::output::sink::NullSink;
use crate::write::FolderCache;

/// Say what is wrong with the content; write nothing.
#[derive(Debug, clap::Args)]
pub(super) struct Check {
    #[command(flatten)]
    portal: Portal,
}

impl Check {
    pub(super) fn ui_lang(&self) -> Lang {
        self.portal.ui_lang()
    }

    pub(super) fn run(self) -> Done {
        self.portal.must_exist()?;
        let compiled = self.portal.compile(&FolderCache::read_only(&self.portal.dir), &NullSink)?;
        self.portal.tell_all(&compiled)
    }
}
