//! `esep init`: a new portal that builds at once.

use super::said::Said;
use super::{Done, new, ui_language};
use crate::language::Lang;
use rust_embed::RustEmbed;
use std::path::PathBuf;

#[derive(RustEmbed)]
#[folder = "src/cli/skeleton/"]
struct Skeleton;

/// Make a new portal with an example grant. The folder may be there, but must not hold `content/`.
#[derive(Debug, clap::Args)]
pub(super) struct Init {
    /// The folder to make it in.
    dir: PathBuf,
}

impl Init {
    pub(super) fn ui_lang(&self) -> Lang {
        ui_language::choose(None, &self.dir)
    }

    pub(super) fn run(self) -> Done {
        if self.dir.join("content").exists() {
            return Err(Said::new("init.there-already").path("dir", &self.dir).into());
        }
        let files = Skeleton::iter().filter_map(|path| {
            let text = String::from_utf8(Skeleton::get(&path)?.data.into_owned()).ok()?;
            // Cargo would take a file of this name for its own.
            Some((path.replace("gitignore", ".gitignore"), text))
        });
        let files: Vec<(String, String)> = files.collect();
        let done = new::make(&self.dir, &files)?;
        let dir = self.dir.display();
        anstream::println!("\nesep serve {dir}");
        Ok(done)
    }
}
