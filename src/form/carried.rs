//! The content behind a Word form, carried in it beside what it shows, so that reading the form back gives the same content:
//! names of figures, the other languages, and what the form has no cell for.
//!
//! Word keeps such data in parts of their own ("custom XML data", ECMA-376 part 1, 15.2.5). Comments of the files, photos and
//! everything that belongs to other grants stay at home. Beside the content stand fingerprints of the rows and paragraphs as
//! they were printed: where another text stands now, somebody has changed it by hand, and the text counts.

use super::Kind;
use crate::import::carried::{self, NAMESPACE};
use crate::import::word::{self, Document};
use crate::language::Lang;
use crate::output::export::xml::Element;
use crate::read::Files;
use std::collections::BTreeMap;

/// The content behind a form.
#[derive(Debug, Clone)]
pub struct Carried {
    grant: String,
    lang: Lang,
    /// TOML without comments, or Markdown, by path relative to `content/`.
    files: BTreeMap<String, String>,
}

impl Carried {
    /// What stands in the content about this grant: a plan has nothing of what was reported.
    pub fn of(files: &dyn Files, grant: &str, lang: Lang, kind: Kind) -> Self {
        let listed = files.list("content");
        let paths: Vec<&str> = listed.iter().filter_map(|it| it.path.strip_prefix("content/")).collect();
        let own = paths.iter().find_map(|path| path.strip_suffix("grant.toml")?.strip_suffix(&format!("{grant}/")));
        let folder = own.map(|own| format!("{own}{grant}/"));
        let mut carried = Self { grant: grant.to_owned(), lang, files: BTreeMap::new() };
        for path in paths.iter().filter(|path| folder.as_ref().is_some_and(|folder| path.starts_with(folder))) {
            let of_plan = path.ends_with("/grant.toml") || (path.ends_with(".md") && !path.contains("/stories/"));
            let asked = path.ends_with("/questions.md");
            if (kind == Kind::Report || of_plan) && !asked {
                carried.take(files, path);
            }
        }
        carried.follow(files, &paths);
        carried
    }

    /// Takes the files of organisations, outlets and lots that are named in what was taken.
    fn follow(&mut self, files: &dyn Files, paths: &[&str]) {
        loop {
            let named = |path: &&&str| {
                let slug = path.strip_prefix("lots/").and_then(|path| path.split('/').next());
                let single = || path.strip_prefix("organisations/").or(path.strip_prefix("outlets/"));
                let slug = slug.or_else(|| single()?.strip_suffix(".toml"));
                slug.is_some_and(|slug| self.names(slug)) && !self.files.contains_key(**path)
            };
            let more: Vec<&str> = paths.iter().filter(named).copied().collect();
            let before = self.files.len();
            more.into_iter().for_each(|path| self.take(files, path));
            if self.files.len() == before {
                return;
            }
        }
    }

    fn names(&self, slug: &str) -> bool {
        let quoted = format!("\"{slug}\"");
        self.files.values().any(|text| text.contains(&quoted))
    }

    fn take(&mut self, files: &dyn Files, path: &str) {
        let text = files.read(&format!("content/{path}")).ok().and_then(|bytes| String::from_utf8(bytes).ok());
        let text = text.and_then(|text| if path.ends_with(".md") { Some(text) } else { values(path, &text) });
        self.files.extend(text.map(|text| (path.to_owned(), text)));
    }

    /// The part of the package, for a document that was printed like this.
    pub(super) fn element(&self, printed: &Document) -> Element {
        let file = |(path, text): (&String, &String)| {
            Element::new("file").with("path", path.clone()).holding([Element::text("t", text)])
        };
        let line = |cells: Vec<String>| Element::new("line").with("cells", cells.join(" "));
        Element::new("content")
            .with("xmlns", NAMESPACE)
            .with("grant", self.grant.clone())
            .with("lang", self.lang.code())
            .holding(self.files.iter().map(file))
            .holding(carried::fingerprints(printed).into_iter().map(line))
    }
}

/// The values of a file of TOML: no comments, and no photos, which are files of their own.
fn values(path: &str, text: &str) -> Option<String> {
    if !path.ends_with(".toml") {
        return None;
    }
    let mut table: toml::Table = text.trim_start_matches('\u{feff}').parse().ok()?;
    table.remove("picture");
    toml::to_string(&table).ok()
}

/// How a document reads that was just written.
pub(super) fn read_back(bytes: &[u8]) -> Document {
    word::read(bytes).unwrap_or_default()
}
