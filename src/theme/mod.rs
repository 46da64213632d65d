//! Which template, word file, style, script or picture wins.
//!
//! A look is a chain of themes, first file wins: those that `portal.toml` names, then the built-in one. Words are laid
//! over each other key by key.

#[cfg(test)]
pub(crate) mod contrast;
mod layer;
mod properties;

pub use layer::{DEFAULT, Layer, layers};
pub use properties::{Property, properties};

use crate::finding::{Arg, Code, FileName, Finding, Findings, Outcome, Place, Severity};
use crate::language::words::FaultKind;
use crate::language::{Catalogue, Lang};
use crate::read::{Files, Placed};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Everything that makes the look.
#[derive(Debug, Default)]
pub struct Theme {
    /// The names of the themes, the first one wins.
    pub chain: Vec<String>,
    /// Templates by full name: `default/grant.html`, `<look>/grant.html`.
    pub templates: BTreeMap<String, String>,
    /// Words by language.
    pub words: BTreeMap<Lang, Catalogue>,
    /// Fonts of share cards by path in the look, such as `cards/text.ttf`.
    pub card_fonts: BTreeMap<String, Vec<u8>>,
    /// Styles, scripts, fonts and pictures by path in the look, such as `styles/base.css`.
    pub assets: BTreeMap<String, Vec<u8>>,
}

/// The folder of the themes.
pub const FOLDER: &str = "themes";

/// The look as it was the last time.
#[derive(Debug, Default)]
pub struct Looking(Option<(Vec<Placed<String>>, Arc<Theme>, Findings)>);

impl Looking {
    /// Loads the themes of a portal, if others are named than the last time. Where their files change, begin anew.
    pub fn load(&mut self, files: &dyn Files, names: &[Placed<String>]) -> Outcome<Arc<Theme>> {
        if let Some((_, theme, findings)) = self.0.as_ref().filter(|(known, ..)| known == names) {
            return Outcome { value: Arc::clone(theme), findings: findings.clone() };
        }
        let Outcome { value: theme, findings } = Theme::load(files, names);
        let theme = Arc::new(theme);
        self.0 = Some((names.to_vec(), Arc::clone(&theme), findings.clone()));
        Outcome { value: theme, findings }
    }
}

impl Theme {
    /// Loads the themes of a portal over the built-in one.
    pub fn load(files: &dyn Files, names: &[Placed<String>]) -> Outcome<Self> {
        let Outcome { value: layers, mut findings } = layers(files, names);
        let mut theme = Self { chain: layers.iter().map(|layer| layer.name.clone()).collect(), ..Self::default() };
        for layer in layers.iter().rev() {
            for (path, bytes) in &layer.files {
                theme.add(&layer.name, path, bytes, &mut findings);
            }
        }
        Outcome { value: theme, findings }
    }

    /// The prefixes under which a template is looked up, in this order.
    pub fn prefixes(&self) -> Vec<String> {
        self.chain.iter().map(|name| format!("{name}/")).collect()
    }

    fn add(&mut self, look: &str, path: &str, bytes: &[u8], findings: &mut Findings) {
        let file = FileName::from(format!("themes/{look}/{path}"));
        let (top, name) = path.split_once('/').unwrap_or(("", path));
        let text = || String::from_utf8(bytes.to_vec());
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        match top {
            "cards" if ending == "svg" => match text() {
                Ok(text) => drop(self.templates.insert(format!("{look}/{path}"), text)),
                Err(_) => findings.push(Finding::new(Code::NotUtf8).at(&Place::file(&file))),
            },
            "cards" if matches!(ending, "ttf" | "otf") => drop(self.card_fonts.insert(path.to_owned(), bytes.to_vec())),
            "templates" => match text() {
                Ok(text) => drop(self.templates.insert(format!("{look}/{name}"), text)),
                Err(_) => findings.push(Finding::new(Code::NotUtf8).at(&Place::file(&file))),
            },
            "words" => match text() {
                Ok(text) => self.add_words(&file, name, &text, findings),
                Err(_) => findings.push(Finding::new(Code::NotUtf8).at(&Place::file(&file))),
            },
            _ if ending == "md" => {}
            "styles" | "scripts" | "fonts" | "pictures" => drop(self.assets.insert(path.to_owned(), bytes.to_vec())),
            _ if path == layer::ABOUT || ending == "txt" || name.starts_with("LICEN") => {}
            _ => findings.push(Finding::new(Code::StrayFile).at(&Place::file(&file))),
        }
    }

    fn add_words(&mut self, file: &FileName, name: &str, text: &str, findings: &mut Findings) {
        let Some(language) = name.strip_suffix(".toml").and_then(Lang::from_code) else {
            findings.push(Finding::new(Code::StrayFile).at(&Place::file(file)));
            return;
        };
        match Catalogue::parse(text) {
            Ok(words) => {
                findings.extend(misspelt(file, language, &words));
                self.words.entry(language).or_default().lay_over(words);
            }
            Err(faults) => findings.extend(faults.into_iter().map(|fault| {
                Finding::new(Code::TomlSyntax).at(&Place::new(file, fault.span)).with("reason", reason(fault.kind))
            })),
        }
    }
}

/// Keys that nothing asks for and that look like one that is asked for. A theme may have words of its own for its
/// templates, so that a key nobody else has is no mistake by itself.
fn misspelt(file: &FileName, language: Lang, words: &Catalogue) -> Findings {
    let known = Catalogue::built_in(language);
    let keys: Vec<&str> = known.iter().map(|(key, _)| key.as_str()).collect();
    let strange = words.iter().map(|(key, _)| key.as_str()).filter(|key| known.entry(key).is_none());
    let finding = |key: &str| {
        let section = key.rsplit_once('.').map_or("", |(section, _)| section);
        let near = keys.iter().copied().filter(|known| known.starts_with(section));
        let finding = Finding::new(Code::UnknownKey).at(&Place::file(file)).with("key", key).near(key, near);
        finding.weighing(Severity::Warning)
    };
    strange.map(finding).filter(|finding| finding.did_you_mean.is_some()).collect()
}

fn reason(fault: FaultKind) -> Arg {
    match fault {
        FaultKind::Syntax(said) => Arg::Text(said),
        FaultKind::NotText => Arg::Term("word-not-text"),
        FaultKind::Brace => Arg::Term("word-brace"),
        FaultKind::NoOther => Arg::Term("word-no-other"),
    }
}
