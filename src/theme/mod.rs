//! Which template, word file, style, script or picture wins.
//!
//! A look is a chain of layers, first file wins: the portal's own `themes/<look>/`, then the built-in
//! look. Words are laid over each other key by key.

#[cfg(test)]
pub(crate) mod contrast;

use crate::finding::{Arg, Code, Finding, Findings, Outcome, Place};
use crate::language::words::FaultKind;
use crate::language::{Catalogue, Lang};
use crate::read::{Files, ListedKind};
use rust_embed::RustEmbed;
use std::collections::BTreeMap;
use std::sync::Arc;

#[derive(RustEmbed)]
#[folder = "themes/default/"]
struct BuiltIn;

/// The name of the built-in look: templates reach it as `default/<name>`.
pub const DEFAULT: &str = "default";

/// Everything that makes the look.
#[derive(Debug, Default)]
pub struct Theme {
    /// The name of the portal's own look, where it has one.
    pub own: Option<String>,
    /// Templates by full name: `default/grant.html`, `<look>/grant.html`.
    pub templates: BTreeMap<String, String>,
    /// Words by language.
    pub words: BTreeMap<Lang, Catalogue>,
    /// Styles, scripts, fonts and pictures by path in the look, such as `styles/base.css`.
    pub assets: BTreeMap<String, Vec<u8>>,
}

impl Theme {
    /// Loads the look: `themes/<look>/` of the portal folder over the built-in one.
    pub fn load(files: &dyn Files, look: Option<&str>) -> Outcome<Self> {
        let mut findings = Findings::new();
        let mut theme = Self::default();
        for path in BuiltIn::iter() {
            if let Some(file) = BuiltIn::get(&path) {
                theme.add(DEFAULT, &path, &file.data, &mut findings);
            }
        }
        if let Some(look) = look.filter(|look| *look != DEFAULT) {
            theme.own = Some(look.to_owned());
            theme.add_own(files, look, &mut findings);
        }
        Outcome { value: theme, findings }
    }

    /// The prefixes under which a template is looked up, in this order.
    pub fn prefixes(&self) -> Vec<String> {
        self.own.iter().map(String::as_str).chain([DEFAULT]).map(|look| format!("{look}/")).collect()
    }

    fn add_own(&mut self, files: &dyn Files, look: &str, findings: &mut Findings) {
        let folder = format!("themes/{look}");
        let listed = files.list(&folder);
        if listed.is_empty() {
            let place = Place::file(&Arc::from(folder.as_str()));
            findings.push(Finding::new(Code::UnreadableFile).at(&place).with("reason", ""));
        }
        for entry in listed.iter().filter(|entry| entry.kind == ListedKind::File) {
            let name = entry.path.get(folder.len() + 1..).unwrap_or(&entry.path);
            match files.read(&entry.path) {
                Ok(bytes) => self.add(look, name, &bytes, findings),
                Err(error) => {
                    let place = Place::file(&Arc::from(entry.path.as_str()));
                    findings.push(Finding::new(Code::UnreadableFile).at(&place).with("reason", error.to_string()));
                }
            }
        }
    }

    fn add(&mut self, look: &str, path: &str, bytes: &[u8], findings: &mut Findings) {
        let file: Arc<str> = Arc::from(format!("themes/{look}/{path}"));
        let (top, name) = path.split_once('/').unwrap_or(("", path));
        let text = || String::from_utf8(bytes.to_vec());
        match top {
            "templates" => match text() {
                Ok(text) => drop(self.templates.insert(format!("{look}/{name}"), text)),
                Err(_) => findings.push(Finding::new(Code::NotUtf8).at(&Place::file(&file))),
            },
            "words" => match text() {
                Ok(text) => self.add_words(&file, name, &text, findings),
                Err(_) => findings.push(Finding::new(Code::NotUtf8).at(&Place::file(&file))),
            },
            _ if name.ends_with(".md") => {}
            "styles" | "scripts" | "fonts" | "pictures" => drop(self.assets.insert(path.to_owned(), bytes.to_vec())),
            _ => {}
        }
    }

    fn add_words(&mut self, file: &Arc<str>, name: &str, text: &str, findings: &mut Findings) {
        let Some(language) = name.strip_suffix(".toml").and_then(Lang::from_code) else {
            findings.push(Finding::new(Code::StrayFile).at(&Place::file(file)));
            return;
        };
        match Catalogue::parse(text) {
            Ok(words) => self.words.entry(language).or_default().lay_over(words),
            Err(faults) => findings.extend(faults.into_iter().map(|fault| {
                Finding::new(Code::TomlSyntax).at(&Place::new(file, fault.span)).with("reason", reason(fault.kind))
            })),
        }
    }
}

fn reason(fault: FaultKind) -> Arg {
    match fault {
        FaultKind::Syntax(said) => Arg::Text(said),
        FaultKind::NotText => Arg::Term("word-not-text"),
        FaultKind::Brace => Arg::Term("word-brace"),
        FaultKind::NoOther => Arg::Term("word-no-other"),
    }
}
