//! `esep theme`: help for those who change how a portal looks.

use super::said::{Failure, Said};
use super::variables::Variables;
use super::{Done, new, ui_language};
use crate::finding::nearest;
use crate::language::Lang;
use crate::read::{Drafts, Folder, Placed, read};
use crate::theme::{DEFAULT, Layer, layers};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Help with a theme: copy a file to change it, ask which file wins, list what styles and templates can use.
#[derive(Debug, clap::Args)]
pub(super) struct Theme {
    #[command(subcommand)]
    what: What,
    /// The portal folder: the one that holds `content/`.
    #[arg(long, value_name = "DIR", default_value = ".", global = true)]
    dir: PathBuf,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// Put a file of the built-in theme into the portal's own theme, to be changed. Nothing is overwritten.
    Copy {
        /// The file, such as `templates/grant.html`.
        file: String,
    },
    /// Say which theme's file is used, and which others there are.
    Why {
        /// The file, such as `templates/grant.html` or `words/kk.toml`.
        file: String,
    },
    /// List the custom properties of the styles, or what a template gets, with values of this portal.
    Variables(Variables),
}

impl Theme {
    pub(super) fn ui_lang(&self) -> Lang {
        ui_language::choose(None, &self.dir)
    }

    pub(super) fn run(self) -> Done {
        let drafts = read(&Folder::new(&self.dir)).value;
        let names = names(&drafts).ok_or(Said::new("new.no-portal"))?;
        match self.what {
            What::Copy { file } => copy(&self.dir, &names, &file),
            What::Why { file } => why(&self.dir, &names, &file),
            What::Variables(variables) => variables.run(&self.dir, &names),
        }
    }
}

/// The themes that `portal.toml` names.
fn names(drafts: &Drafts) -> Option<Vec<Placed<String>>> {
    let portal = drafts.portal.as_ref()?;
    let one = || portal.look.clone().into_iter().collect();
    Some(if portal.themes.is_empty() { one() } else { portal.themes.clone() })
}

fn copy(dir: &Path, names: &[Placed<String>], file: &str) -> Done {
    let own = names.iter().find(|name| name.value != DEFAULT).ok_or(Said::new("theme.no-own"))?;
    let built_in = Layer::built_in();
    let bytes = built_in.files.get(file).ok_or_else(|| unknown(file, [&built_in]))?;
    new::make(dir, &[(format!("themes/{}/{file}", own.value), bytes)])
}

fn why(dir: &Path, names: &[Placed<String>], file: &str) -> Done {
    let layers = layers(&Folder::new(dir), names).value;
    let having: Vec<&Layer> = layers.iter().filter(|layer| layer.files.contains_key(file)).collect();
    let lang = ui_language::choose(None, dir);
    let (winner, others) = having.split_first().ok_or_else(|| unknown(file, &layers))?;
    let used = if file.starts_with("words/") { "theme.words-first" } else { "theme.used" };
    anstream::println!("{}", told(used, winner, file).in_language(lang));
    for layer in others {
        anstream::println!("{}", told(other(file), layer, file).in_language(lang));
    }
    Ok(ExitCode::SUCCESS)
}

/// What becomes of a file that does not win.
fn other(file: &str) -> &'static str {
    match file.split('/').next() {
        Some("words") => "theme.words-below",
        Some("templates" | "cards") if !file.ends_with("ttf") => "theme.extended",
        _ => "theme.not-used",
    }
}

fn told(key: &'static str, layer: &Layer, file: &str) -> Said {
    let template = file.strip_prefix("templates/").unwrap_or(file);
    Said::new(key).with("path", layer.place(file)).with("template", format!("{}/{template}", layer.name))
}

fn unknown<'l>(file: &str, layers: impl IntoIterator<Item = &'l Layer>) -> Failure {
    let files: Vec<&str> = layers.into_iter().flat_map(|layer| layer.files.keys().map(String::as_str)).collect();
    // A page rather than a component of the same name: the shortest path.
    let of_this_name = || files.iter().filter(|known| known.rsplit('/').next() == Some(file));
    let in_other_folder = || of_this_name().min_by_key(|known| known.matches('/').count()).map(|it| (*it).to_owned());
    let meant = in_other_folder().or_else(|| nearest(file, files.iter().copied()));
    let meant = meant.map(|meant| Said::new("new.did-you-mean").with("meant", meant));
    Said::new("theme.no-file").with("file", file).and(meant).into()
}
