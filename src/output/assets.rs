//! Styles, scripts, fonts and pictures of the look, under names that change with their content.
//!
//! The host caches everything for minutes, so that a new page may meet an old style; a name made from
//! the content keeps the two apart.

use crate::theme::Theme;
use std::collections::BTreeMap;

/// The files of the look as they are published.
#[derive(Debug, Default)]
pub(super) struct Assets {
    /// Addresses by path in the look: `fonts/text.woff2` to `/assets/text-1a2b3c4d.woff2`.
    addresses: BTreeMap<String, String>,
    files: BTreeMap<String, Vec<u8>>,
}

/// The name by which templates ask for all styles in one file.
const STYLE: &str = "style.css";
/// The name by which templates ask for the script of the search.
const SEARCH: &str = "search.js";

impl Assets {
    /// Names every file and joins the styles into one, in the order of their names.
    pub(super) fn of(theme: &Theme) -> Self {
        let mut assets = Self::default();
        let (styles, others): (Vec<_>, Vec<_>) = theme.assets.iter().partition(|(path, _)| path.starts_with("styles/"));
        for (path, bytes) in others {
            assets.add(path, bytes.clone());
        }
        let sheets: Vec<String> = styles.iter().map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned()).collect();
        assets.add(SEARCH, super::search::engine().into_bytes());
        let style = assets.with_addresses(&sheets.join("\n"));
        assets.add(STYLE, style.into_bytes());
        assets
    }

    /// Paths in the look and the addresses that they have.
    pub(super) fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        self.addresses.iter().map(|(path, address)| (path.as_str(), address.as_str()))
    }

    /// Paths and bytes of what is published.
    pub(super) fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
    }

    fn add(&mut self, path: &str, bytes: Vec<u8>) {
        let name = path.rsplit('/').next().unwrap_or(path);
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "bin"));
        let hash = blake3::hash(&bytes).to_hex();
        let published = format!("assets/{stem}-{}.{ending}", &hash[..10]);
        self.addresses.insert(path.to_owned(), format!("/{published}"));
        self.files.insert(published, bytes);
    }

    /// `url("../fonts/x.woff2")` in a style leads to the published file beside it.
    fn with_addresses(&self, style: &str) -> String {
        self.addresses.iter().fold(style.to_owned(), |style, (path, address)| {
            let beside = address.trim_start_matches("/assets/");
            style.replace(&format!("../{path}"), beside)
        })
    }
}
