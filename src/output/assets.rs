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
/// The name by which templates ask for the scripts of every page in one file.
const SCRIPT: &str = "script.js";
/// Where the scripts of every page are; the others are published one by one, for the pages that ask for them.
const SCRIPTS: &str = "scripts/every-page/";

impl Assets {
    /// Names every file; joins the styles into one and the scripts of every page into one, in the order of their names.
    pub(super) fn of(theme: &Theme) -> Self {
        let mut assets = Self::default();
        let joined = |path: &str| path.starts_with("styles/") || path.starts_with(SCRIPTS);
        for (path, bytes) in theme.assets.iter().filter(|(path, _)| !joined(path)) {
            assets.add(path, bytes.clone());
        }
        assets.add(SEARCH, without_comments(&super::search::engine()).into_bytes());
        let style = assets.with_addresses(&without_comments(&text_of(theme, "styles/")));
        assets.add(STYLE, style.into_bytes());
        assets.add(SCRIPT, without_comments(&text_of(theme, SCRIPTS)).into_bytes());
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

/// All files below a folder of the look, one after the other.
fn text_of(theme: &Theme, folder: &str) -> String {
    let files = theme.assets.iter().filter(|(path, _)| path.starts_with(folder));
    files.map(|(_, bytes)| String::from_utf8_lossy(bytes)).collect::<Vec<_>>().join("\n")
}

/// A script or a style without indentation, empty lines, lines that hold nothing but a comment, and comments behind a
/// declaration: a third of its weight.
fn without_comments(script: &str) -> String {
    let mut out = String::with_capacity(script.len());
    let mut in_comment = false;
    for line in script.lines().map(str::trim).filter(|line| !line.is_empty()) {
        in_comment |= line.starts_with("/*") && line.find("*/").is_none_or(|end| end + 2 == line.len());
        if !in_comment && !line.starts_with("//") {
            out.push_str(without_remark(line));
            out.push('\n');
        }
        in_comment &= !line.ends_with("*/");
    }
    out
}

/// `--accent: #12436d; /* what it is for */` without what it is for.
fn without_remark(line: &str) -> &str {
    match line.rsplit_once("; /*") {
        Some((declaration, remark)) if remark.find("*/").is_some_and(|end| end + 2 == remark.len()) => {
            &line[..=declaration.len()]
        }
        _ => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_lose_their_comments_and_nothing_else() {
        let script =
            "// Says.\n(function () {\n  /** One. */\n  /* Two,\n   * three. */\n\n  /* four */ say('// no');\n})();\n";
        assert_eq!(without_comments(script), "(function () {\n/* four */ say('// no');\n})();\n");
    }

    #[test]
    fn declarations_lose_what_is_said_behind_them() {
        let style = "a {\n  --x: 1px; /* thin */\n  b: url(\"/*\"); /* own */ c: d;\n  e: f; /* one */ /* two */\n  /* g */\n}\n";
        let expected = "a {\n--x: 1px;\nb: url(\"/*\"); /* own */ c: d;\ne: f; /* one */ /* two */\n}\n";
        assert_eq!(without_comments(style), expected);
    }

    #[test]
    fn scripts_of_every_page_are_one_file_and_the_others_stand_alone() {
        let mut theme = Theme::default();
        for (path, text) in
            [("scripts/every-page/2.js", "b();"), ("scripts/every-page/1.js", "a();"), ("scripts/c.js", "c();")]
        {
            theme.assets.insert(path.to_owned(), text.into());
        }
        let assets = Assets::of(&theme);
        let text = |name: &str| {
            let address = assets.addresses.get(name).map(|address| address.trim_start_matches('/'));
            address.and_then(|path| assets.files.get(path)).map(Vec::as_slice)
        };
        assert_eq!(text(SCRIPT), Some(&b"a();\nb();\n"[..]));
        assert_eq!(text("scripts/c.js"), Some(&b"c();"[..]));
        assert_eq!(text("scripts/every-page/1.js"), None);
    }
}
