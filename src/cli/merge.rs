//! `esep merge`: the shares of a site become the site.

use super::said::{Failure, Said};
use super::verify::damaged;
use super::{CONTENT_HAS_ERRORS, Done, ui_language};
use crate::finding::{Format, on_one_line, print};
use crate::language::{Lang, Locale};
use crate::merge::{Differs, Merged, Unfit, merge};
use crate::output::manifest::PATH;
use crate::write::{Staging, overlap};
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
        self.keep_shares()?;
        let staging = Staging::begin(&self.output, Path::new("."))?;
        let merged = match merge(&self.shares, &staging)? {
            Ok(merged) => merged,
            Err(unfit) => {
                tell(unfit, lang);
                return Ok(ExitCode::from(CONTENT_HAS_ERRORS));
            }
        };
        staging.publish()?;
        if let Some(left_out) = left_out(&merged.left_out) {
            anstream::eprintln!("{}", left_out.in_language(lang));
        }
        if let Some(near_limit) = &merged.near_limit {
            let near_limit = std::slice::from_ref(near_limit);
            print(near_limit, Format::Human, lang, &|_| None, &mut anstream::stdout().lock())?;
        }
        anstream::eprintln!("{}", self.done(&merged, lang));
        Ok(ExitCode::SUCCESS)
    }

    /// The site must not be written over a share, nor a share be lost in the site.
    fn keep_shares(&self) -> Result<(), Failure> {
        for share in &self.shares {
            if overlap(&self.output, share)? {
                return Err(Said::new("merge.over-share").path("output", &self.output).path("share", share).into());
            }
        }
        Ok(())
    }

    fn done(&self, merged: &Merged, lang: Lang) -> String {
        let megabytes = Decimal::new(i64::try_from(merged.bytes / 100_000).unwrap_or(i64::MAX), 1);
        let size = Locale::new(lang, &super::said::words(lang)).number(&megabytes);
        Said::new("merge.done").path("output", &self.output).with("size", size).count(merged.files).in_language(lang)
    }
}

/// So many files are named one by one.
const NAMED: usize = 5;

/// That files which somebody put into the shares are no part of the site.
fn left_out(files: &[PathBuf]) -> Option<Said> {
    let named: Vec<String> = files.iter().take(NAMED).map(|file| on_one_line(&file.display().to_string())).collect();
    let more = if files.len() > NAMED { ", …" } else { "" };
    let said = || Said::new("merge.left-out").with("files", named.join(", ") + more).count(files.len());
    (!files.is_empty()).then(said)
}

/// So many files that are not as they were built are told one by one.
const TOLD: usize = 20;

/// Tells why there is no site.
fn tell(unfit: Vec<Unfit>, lang: Lang) {
    let mut altered = 0;
    for why in unfit {
        altered += usize::from(matches!(why, Unfit::Changed(_) | Unfit::Gone(_)));
        if altered <= TOLD {
            anstream::eprintln!("{}", failure(why).in_language(lang));
        }
    }
    if altered > TOLD {
        anstream::eprintln!("{}", Said::new("merge.more-changed").count(altered - TOLD).in_language(lang));
    }
    anstream::eprintln!("{}", Said::new("merge.not-merged").in_language(lang));
}

fn failure(why: Unfit) -> Failure {
    let pair = |key, one: &Path, other: &Path| Said::new(key).path("one", one).path("other", other);
    match why {
        Unfit::NoShare(dir) => Said::new("merge.no-share").path("dir", &dir).into(),
        Unfit::Damaged(dir, damage) => damaged(&dir.join(PATH), damage),
        Unfit::Gone(path) => Said::new("merge.gone").path("path", &path).into(),
        Unfit::Changed(path) => Said::new("merge.changed").path("path", &path).into(),
        Unfit::OfOther(one, other, differs) => of_other(differs, |key| pair(key, &one, &other)).into(),
        Unfit::Twice(one, other, share) => pair("merge.twice", &one, &other).with("share", share).into(),
        Unfit::Clash(one, other, path) => pair("merge.clash", &one, &other).with("path", on_one_line(&path)).into(),
        Unfit::Missing(shares, of) => {
            let shares: Vec<String> = shares.iter().map(usize::to_string).collect();
            Said::new("merge.missing").with("shares", shares.join(", ")).count(of).into()
        }
    }
}

/// In what two shares differ; `pair` names their folders.
fn of_other(differs: Differs, pair: impl Fn(&'static str) -> Said) -> Said {
    let both = |key, first: String, second: String| pair(key).with("first", first).with("second", second);
    let written = |address: Option<String>| address.map_or_else(|| "–".to_owned(), |address| on_one_line(&address));
    match differs {
        Differs::Count(first, second) => both("merge.other-count", first.to_string(), second.to_string()),
        Differs::Content => pair("merge.other-content"),
        Differs::Date(first, second) => both("merge.other-date", on_one_line(&first), on_one_line(&second)),
        Differs::Address(first, second) => both("merge.other-address", written(first), written(second)),
        Differs::Program(first, second) => both("merge.other-program", on_one_line(&first), on_one_line(&second)),
    }
}
