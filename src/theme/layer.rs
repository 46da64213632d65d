//! The themes that a portal is made with, file by file.

use crate::finding::{Arg, Code, FileName, Finding, Findings, Outcome, Place};
use crate::read::{Files, ListedKind, Placed, Reader, ThemeFileDraft, is_slug};
use rust_embed::RustEmbed;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

#[derive(RustEmbed)]
#[folder = "themes/default/"]
struct BuiltIn;

/// The name of the built-in theme: templates reach it as `default/<name>`.
pub const DEFAULT: &str = "default";

/// The file in which a theme says what it is.
pub(super) const ABOUT: &str = "theme.toml";

/// A theme: its name and its files.
#[derive(Debug)]
pub struct Layer {
    /// The folder under `themes/`.
    pub name: String,
    /// Bytes by path in the theme, such as `templates/grant.html`.
    pub files: BTreeMap<String, Cow<'static, [u8]>>,
}

impl Layer {
    /// The theme inside the program.
    pub fn built_in() -> Self {
        let files = BuiltIn::iter().filter_map(|path| Some((path.to_string(), BuiltIn::get(&path)?.data)));
        Self { name: DEFAULT.to_owned(), files: files.collect() }
    }

    /// Where a file of this theme is, for findings.
    pub fn place(&self, path: &str) -> FileName {
        FileName::from(format!("themes/{}/{path}", self.name))
    }

    fn of_folder(files: &dyn Files, name: &str) -> Outcome<Self> {
        let folder = format!("themes/{name}/");
        let (mut read, mut findings) = (BTreeMap::new(), Findings::new());
        for entry in files.list(folder.trim_end_matches('/')) {
            let path = entry.path.strip_prefix(&folder).unwrap_or(&entry.path).to_owned();
            match (&entry.kind, files.read(&entry.path)) {
                (ListedKind::File, Ok(bytes)) => drop(read.insert(path, Cow::Owned(bytes))),
                (ListedKind::File, Err(error)) => {
                    let place = Place::file(&FileName::from(entry.path.as_str()));
                    findings.push(Finding::new(Code::UnreadableFile).at(&place).with("reason", error.to_string()));
                }
                _ => {}
            }
        }
        Outcome { value: Self { name: name.to_owned(), files: read }, findings }
    }

    /// Whether `theme.toml` says that the theme works with this version of the program.
    fn check_version(&self) -> Findings {
        let Some(bytes) = self.files.get(ABOUT) else { return Findings::new() };
        let file = self.place(ABOUT);
        let Ok(text) = std::str::from_utf8(bytes) else {
            return vec![Finding::new(Code::NotUtf8).at(&Place::file(&file))];
        };
        let mut reader = Reader::new(&file);
        let draft: Option<ThemeFileDraft> = reader.document(text, 0);
        let mut findings = reader.into_findings();
        findings.extend(draft.and_then(|draft| self.does_not_fit(&draft.works_with)));
        findings
    }

    fn does_not_fit(&self, versions: &[Placed<String>]) -> Option<Finding> {
        let first = versions.first()?;
        let stated: Vec<&str> = versions.iter().map(|version| version.as_str()).collect();
        let fits = stated.iter().any(|stated| fits(env!("CARGO_PKG_VERSION"), stated));
        let finding = Finding::new(Code::ThemeVersion).at(&first.place).with("value", self.name.as_str());
        let finding = finding.with("stated", stated.join(", ")).with("version", env!("CARGO_PKG_VERSION"));
        (!fits).then_some(finding)
    }
}

/// `0.1` stands for every version that begins with these numbers.
fn fits(version: &str, stated: &str) -> bool {
    let mut numbers = version.split('.');
    stated.split('.').all(|number| numbers.next() == Some(number))
}

/// The themes of a portal, the first one wins. The built-in theme is the last one unless it is named.
pub fn layers(files: &dyn Files, names: &[Placed<String>]) -> Outcome<Vec<Layer>> {
    let folders = folders(files);
    let (mut layers, mut findings): (Vec<Layer>, Findings) = (Vec::new(), without_effect(names).collect());
    for name in names.iter().filter(|name| *name.value != *DEFAULT) {
        if is_slug(name) && folders.contains(&name.value) {
            let Outcome { value: layer, findings: found } = Layer::of_folder(files, name);
            findings.extend(found.into_iter().chain(layer.check_version()));
            layers.push(layer);
        } else {
            findings.push(unknown(name, &folders));
        }
    }
    let own_after = names.iter().position(|name| name.value == DEFAULT).map(|at| layers.len().min(at));
    layers.insert(own_after.unwrap_or(layers.len()), Layer::built_in());
    Outcome { value: layers, findings }
}

/// Names of which no file can win: those after the built-in theme, which has every file, and those named twice.
fn without_effect(names: &[Placed<String>]) -> impl Iterator<Item = Finding> {
    let built_in = names.iter().position(|name| name.value == DEFAULT);
    let is_useless = move |at: usize, name: &Placed<String>| {
        built_in.is_some_and(|built_in| at > built_in) || names.iter().take(at).any(|other| other.value == name.value)
    };
    let useless = names.iter().enumerate().filter(move |(at, name)| is_useless(*at, name));
    useless.map(|(_, name)| Finding::new(Code::ThemeWithoutEffect).at(&name.place).with("value", name.as_str()))
}

/// The folders under `themes/`.
fn folders(files: &dyn Files) -> BTreeSet<String> {
    // A link in their place is none.
    let listed = files.list("themes").into_iter().filter(|entry| entry.kind == ListedKind::File);
    listed.filter_map(|entry| Some(entry.path.split('/').nth(1)?.to_owned())).collect()
}

fn unknown(name: &Placed<String>, folders: &BTreeSet<String>) -> Finding {
    if !is_slug(name) {
        return Finding::new(Code::MalformedId).at(&name.place).with("value", name.as_str());
    }
    let finding = Finding::new(Code::UnknownReference).at(&name.place).with("value", name.as_str());
    finding.with("kind", Arg::Term("look")).near(name, folders.iter().map(String::as_str).chain([DEFAULT]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_stands_for_all_that_begin_with_it() {
        assert!(fits("0.1.0", "0.1") && fits("0.1.0", "0") && fits("0.1.0", "0.1.0"));
        assert!(!fits("0.1.0", "0.2") && !fits("0.10.0", "0.1") && !fits("0.1.0", "0.1.0.1") && !fits("0.1.0", ""));
    }

    #[test]
    fn the_built_in_theme_works_with_this_program() {
        let about = Layer::built_in().files.contains_key(ABOUT);
        assert!(about && Layer::built_in().check_version().is_empty());
    }
}
