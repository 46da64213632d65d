//! `esep stem`: the keys under which the search finds words.

use super::{Done, ui_language};
use crate::language::Lang;
use crate::language::stem::{Analyser, browser_table, normalised};
use std::io::{self, BufRead, BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;

/// Read words line by line and print each with its key in the search index: `form TAB key`.
#[derive(Debug, clap::Args)]
pub(super) struct Stem {
    /// The language of the words: kk, ru, ky or en.
    #[arg(value_parser = ui_language::parse)]
    lang: Lang,
    /// Print every key that a query with the word looks up, joined by `|`.
    #[arg(long)]
    ladder: bool,
    /// Print the data with which the search in the browser finds the same keys, and read nothing.
    #[arg(long, conflicts_with = "ladder")]
    table: bool,
}

impl Stem {
    pub(super) fn ui_lang(&self) -> Lang {
        ui_language::choose(None, Path::new("."))
    }

    pub(super) fn run(self) -> Done {
        let mut out = BufWriter::new(io::stdout().lock());
        if self.table {
            writeln!(out, "{}", browser_table(self.lang))?;
        } else {
            let analyser = Analyser::new(self.lang, &[]);
            for line in io::stdin().lock().lines() {
                let line = line?;
                writeln!(out, "{line}\t{}", self.keys(&analyser, &line))?;
            }
        }
        out.flush()?;
        Ok(ExitCode::SUCCESS)
    }

    /// The keys of a line. Of words with spaces between them the first counts: the others are its auxiliaries
    /// («болған жоқ»). Parts with hyphens are joined, each by its key («оқу-жаттығу»).
    fn keys(&self, analyser: &Analyser, line: &str) -> String {
        let word = line.split_whitespace().next().unwrap_or_default();
        let mut forms: Vec<String> = analyser.tokens(word).map(|token| token.form).collect();
        let last = forms.pop().unwrap_or_else(|| normalised(word));
        let head: String = forms.iter().map(|form| analyser.key(form) + "-").collect();
        let keys = if self.ladder { analyser.ladder(&last) } else { vec![analyser.key(&last)] };
        keys.iter().map(|key| format!("{head}{key}")).collect::<Vec<_>>().join("|")
    }
}
