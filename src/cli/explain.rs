//! `esep explain`: what a finding means and what to do.

use super::said::Failure;
use super::{Done, ui_language, verdict};
use crate::finding::{self, Code};
use crate::language::Lang;
use std::path::PathBuf;
use std::process::ExitCode;

/// Say what a finding means and what to do. Without a code, list all codes.
#[derive(Debug, clap::Args)]
pub(super) struct Explain {
    /// The code in square brackets, such as `unknown-key`.
    code: Option<String>,
    /// The portal folder, for its language; explanations need none.
    #[arg(default_value = ".")]
    dir: PathBuf,
    /// The language of the explanation; without it the first language of the portal.
    #[arg(long, value_name = "LANG", value_parser = ui_language::parse)]
    ui_lang: Option<Lang>,
}

impl Explain {
    pub(super) fn ui_lang(&self) -> Lang {
        ui_language::choose(self.ui_lang, &self.dir)
    }

    pub(super) fn run(self) -> Done {
        let lang = self.ui_lang();
        let text = match self.code {
            None => finding::list_codes(lang),
            Some(name) => {
                let code = Code::from_name(name.trim_end_matches('.')).ok_or_else(|| unknown(&name, lang))?;
                finding::explain(code, lang)
            }
        };
        verdict::print(&text)?;
        Ok(ExitCode::SUCCESS)
    }
}

fn unknown(name: &str, lang: Lang) -> Failure {
    let meant = finding::nearest(name, Code::ALL.iter().map(|code| code.name()));
    Failure::Text(finding::unknown_code(name, meant.as_deref(), lang))
}
