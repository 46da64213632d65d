//! `esep merge`: the shares of a site become the site.

use super::said::{Failure, Said};
use super::verify::damaged;
use super::{CONTENT_HAS_ERRORS, Done, ui_language};
use crate::language::{Lang, Locale};
use crate::merge::{Merged, Unfit, merge};
use crate::output::manifest::PATH;
use crate::write::Staging;
use rust_decimal::Decimal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Put together the shares of a site that were built with `--shard`: the result is the site that one build gives.
#[derive(Debug, clap::Args)]
pub(super) struct Merge {
    /// The folders of the shares, all of them.
    #[arg(required = true, value_name = "SHARE")]
    shares: Vec<PathBuf>,
    /// Where the site goes.
    #[arg(long, value_name = "DIR")]
    output: PathBuf,
    /// The language of messages; without it that of the machine.
    #[arg(long, value_name = "LANG", value_parser = ui_language::parse)]
    ui_lang: Option<Lang>,
}

impl Merge {
    pub(super) fn ui_lang(&self) -> Lang {
        ui_language::choose(self.ui_lang, Path::new("."))
    }

    pub(super) fn run(self) -> Done {
        let lang = self.ui_lang();
        let staging = Staging::begin(&self.output, Path::new("."))?;
        let merged = match merge(&self.shares, &staging)? {
            Ok(merged) => merged,
            Err(unfit) => {
                for why in unfit {
                    anstream::eprintln!("{}", failure(why).in_language(lang));
                }
                anstream::eprintln!("{}", Said::new("merge.not-merged").in_language(lang));
                return Ok(ExitCode::from(CONTENT_HAS_ERRORS));
            }
        };
        staging.publish()?;
        anstream::eprintln!("{}", self.done(merged, lang));
        Ok(ExitCode::SUCCESS)
    }

    fn done(&self, Merged { files, bytes }: Merged, lang: Lang) -> String {
        let megabytes = Decimal::new(i64::try_from(bytes / 100_000).unwrap_or(i64::MAX), 1);
        let size = Locale::new(lang, &super::said::words(lang)).number(&megabytes);
        Said::new("merge.done").path("output", &self.output).with("size", size).count(files).in_language(lang)
    }
}

fn failure(why: Unfit) -> Failure {
    match why {
        Unfit::NoShare(dir) => Said::new("merge.no-share").path("dir", &dir).into(),
        Unfit::Damaged(dir, damage) => damaged(&dir.join(PATH), damage),
        Unfit::Changed(path) => Said::new("merge.changed").path("path", &path).into(),
        Unfit::OfOther(one, other) => Said::new("merge.of-other").path("one", &one).path("other", &other).into(),
        Unfit::Twice(one, other) => Said::new("merge.twice").path("one", &one).path("other", &other).into(),
        Unfit::Missing(shares, of) => {
            let shares: Vec<String> = shares.iter().map(usize::to_string).collect();
            Said::new("merge.missing").with("shares", shares.join(", ")).count(of).into()
        }
    }
}
