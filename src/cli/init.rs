//! `esep init`: a new portal that builds at once.

use super::said::{Failure, Said};
use super::skeleton::{self, Wish};
use super::{Done, new, ui_language};
use crate::language::Lang;
use crate::model::BaseUrl;
use std::fs;
use std::path::{Path, PathBuf};

/// Make a new portal with two example grants, the settings of editors and the workflow that publishes it.
#[derive(Debug, clap::Args)]
pub(super) struct Init {
    /// The folder to make it in: a new one, an empty one, or a fresh clone.
    dir: PathBuf,
    /// The languages of the content, the main one first, such as `kk,ru`; without it those of the machine's country.
    #[arg(long, value_name = "LANGS", value_delimiter = ',', value_parser = ui_language::parse)]
    lang: Vec<Lang>,
    /// The name of the portal, the same in every language.
    #[arg(long)]
    title: Option<String>,
    /// The address under which it will be published; without it that of GitHub Pages, where the folder is a clone.
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// The language of messages; without it the first one of `--lang`, or that of the machine.
    #[arg(long, value_name = "LANG", value_parser = ui_language::parse)]
    ui_lang: Option<Lang>,
}

impl Init {
    pub(super) fn ui_lang(&self) -> Lang {
        ui_language::without_portal(self.ui_lang.or(self.lang.first().copied()))
    }

    pub(super) fn run(self) -> Done {
        self.must_be_free()?;
        let languages = self.languages();
        let base_url = self.base_url.clone().or_else(|| address_of_pages(&self.dir));
        if let Some(address) = base_url.as_ref().filter(|address| BaseUrl::parse(address).is_none()) {
            return Err(Said::new("init.address").with("address", address).into());
        }
        let wish = Wish { languages, title: self.title.clone(), base_url };
        let done = new::make(&self.dir, &skeleton::files(&wish))?;
        anstream::println!("\nesep serve {}", self.dir.display());
        Ok(done)
    }

    /// The languages that were asked for, each once, or those of the country of the machine.
    fn languages(&self) -> Vec<Lang> {
        let wanted = if self.lang.is_empty() { ui_language::of_country().to_vec() } else { self.lang.clone() };
        let mut languages: Vec<Lang> = Vec::new();
        for lang in wanted {
            if !languages.contains(&lang) {
                languages.push(lang);
            }
        }
        languages
    }

    /// Nothing may be there but what a clone of a new repository holds.
    fn must_be_free(&self) -> Result<(), Failure> {
        if self.dir.join("content").exists() {
            return Err(Said::new("init.there-already").path("dir", &self.dir).into());
        }
        let Ok(entries) = fs::read_dir(&self.dir) else { return Ok(()) };
        let mut names: Vec<String> =
            entries.filter_map(Result::ok).map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        match names.into_iter().find(|name| ![".git", "LICENSE"].contains(&name.as_str())) {
            Some(example) => Err(Said::new("init.not-empty").path("dir", &self.dir).with("example", example).into()),
            None => Ok(()),
        }
    }
}

/// The address of GitHub Pages for the repository that this folder is a clone of.
fn address_of_pages(dir: &Path) -> Option<String> {
    let settings = fs::read_to_string(dir.join(".git/config")).ok()?;
    let (_, origin) = settings.split_once("[remote \"origin\"]")?;
    let lines = origin.lines().skip(1).take_while(|line| !line.trim_start().starts_with('['));
    let mut addresses = lines.filter_map(|line| line.trim().strip_prefix("url").and_then(|rest| rest.split_once('=')));
    page_of_repository(addresses.next()?.1.trim())
}

/// `https://owner.github.io/name/` for `https://github.com/owner/name.git` and `git@github.com:owner/name.git`.
fn page_of_repository(remote: &str) -> Option<String> {
    let (_, path) = remote.split_once("github.com")?;
    let path = path.trim_start_matches([':', '/']).trim_end_matches('/');
    let (owner, name) = path.strip_suffix(".git").unwrap_or(path).split_once('/')?;
    let is_name = |name: &str| {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(&byte))
    };
    if !is_name(owner) || !is_name(name) {
        return None;
    }
    let host = format!("{}.github.io", owner.to_lowercase());
    let path = if name.to_lowercase() == host { String::new() } else { format!("{name}/") };
    Some(format!("https://{host}/{path}"))
}

#[cfg(test)]
mod tests {
    use super::page_of_repository;

    #[test]
    fn the_address_of_pages_comes_from_the_repository() {
        let page = |remote| page_of_repository(remote).unwrap_or_default();
        for remote in ["https://github.com/Our-City/portal.git", "git@github.com:Our-City/portal.git"] {
            assert_eq!(page(remote), "https://our-city.github.io/portal/");
        }
        assert_eq!(page("https://github.com/our-city/our-city.github.io"), "https://our-city.github.io/");
        for other in
            ["https://git.example.org/our-city/portal.git", "git@github.com:portal", "https://github.com/a/b/c"]
        {
            assert_eq!(page(other), "", "{other}");
        }
    }
}
