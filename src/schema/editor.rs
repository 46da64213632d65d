//! How editors find the schemas: the settings of Taplo, which Even Better TOML reads too, and of VS Code.
//!
//! Only `.taplo.toml` says which schema belongs to which file: paths in the settings of VS Code are not resolved
//! against the folder that is open.

use crate::read::{FILES, Record};
use serde_json::json;

/// The folder of the schemas, in the portal folder.
pub const FOLDER: &str = ".esep/schemas";

/// The name of the schema of a kind of file: `grant.schema.json`.
pub(super) fn file_name(file: &Record) -> String {
    format!("{}.schema.json", super::name(file).trim_end_matches("File").to_lowercase())
}

/// The files that make editors use the schemas: path in the portal folder and text.
pub fn settings() -> Vec<(String, String)> {
    let of_vs_code = json!({
        "evenBetterToml.schema.enabled": true,
        // The schemas of this folder are all that is needed: no list is fetched from elsewhere.
        "evenBetterToml.schema.catalogs": [],
        "evenBetterToml.formatter.reorderKeys": false,
        "files.encoding": "utf8",
        "files.eol": "\n",
        "files.insertFinalNewline": true,
        "files.exclude": { "public": true, ".esep": true },
    });
    let extensions = json!({ "recommendations": ["tamasfe.even-better-toml"] });
    vec![
        (".taplo.toml".to_owned(), taplo()),
        (".vscode/extensions.json".to_owned(), format!("{extensions:#}\n")),
        (".vscode/settings.json".to_owned(), format!("{of_vs_code:#}\n")),
    ]
}

fn taplo() -> String {
    let rules = FILES.iter().filter_map(|file| Some((pattern(file.file?)?, file_name(file))));
    let rules = rules.map(|(pattern, schema)| {
        format!("\n[[rule]]\ninclude = [\"{pattern}\"]\nschema.path = \"{FOLDER}/{schema}\"\n")
    });
    let head = "include = [\"content/**/*.toml\", \"themes/*/theme.toml\"]\n\n[formatting]\nreorder_keys = false\n";
    head.to_owned() + &rules.collect::<String>()
}

/// `content/grants/…/<slug>/grant.toml` is `content/grants/**/grant.toml`; nothing for Markdown.
fn pattern(file: &str) -> Option<String> {
    let is_toml = file.ends_with(".toml");
    let pattern = file.replace("…/<slug>", "**").replace("**/stories/<slug>", "**/stories/*");
    is_toml.then(|| pattern.replace("<slug>", "*").replace("<name>", "*"))
}
