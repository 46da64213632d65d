//! The content that a form of esep carries: given back as it was, with what was changed in the document by hand.
//!
//! | step | |
//! |---|---|
//! | [`of`] | the data in the package: files of content, and fingerprints of every row and paragraph as printed |
//! | [`values`] | a file of content as a draft |
//! | [`mod@print`] | which cells hold another text than the one that was printed |
//! | [`by_hand`] | these cells, read like those of any other report, in place of what is carried |

mod by_hand;
mod print;
mod values;

pub(crate) use print::fingerprints;

use super::word::{self, Document};
use super::{Draft, Origin, Request, Spot};
use crate::language::Lang;
use crate::read::Memory;

/// The namespace of the data.
pub(crate) const NAMESPACE: &str = "urn:esep:form:1";

/// Where a form may put content: never into what the portal itself is.
const FOLDERS: [&str; 4] = ["grants/", "lots/", "organisations/", "outlets/"];

/// The content behind a form.
#[derive(Debug)]
pub(super) struct Content {
    grant: String,
    lang: Lang,
    /// Texts by path relative to `content/`.
    files: Vec<(String, String)>,
    /// The fingerprints of the cells of each row, of a paragraph one.
    printed: Vec<Vec<String>>,
}

/// The content that a Word document carries; `None` where it is no form of esep, or a program has dropped the data.
pub(super) fn of(bytes: &[u8]) -> Option<Content> {
    let data = word::data(bytes, NAMESPACE)?;
    let lang = Lang::from_code(data.attribute("lang")?)?;
    let file = |node: &word::Node| {
        let text = node.child("t").map(|text| text.text.clone()).unwrap_or_default();
        (node.name == "file").then_some((node.attribute("path")?.to_owned(), text))
    };
    let line = |node: &word::Node| {
        let cells = (node.name == "line").then(|| node.attribute("cells").unwrap_or_default())?;
        Some(cells.split(' ').map(str::to_owned).collect())
    };
    Some(Content {
        grant: data.attribute("grant")?.to_owned(),
        lang,
        files: data.children.iter().filter_map(file).collect(),
        printed: data.children.iter().filter_map(line).collect(),
    })
}

/// The content of the form as a draft for the portal of the request.
pub(super) fn draft(content: &Content, document: Document, request: &Request<'_>) -> Draft {
    let mut draft = Draft::default();
    let origin = Origin::new(Spot::Document, "");
    let files = content.files.iter().filter(|(path, _)| FOLDERS.iter().any(|folder| path.starts_with(folder)));
    draft.files.extend(files.filter_map(|(path, text)| values::file(path, text, &origin)));
    let changed = print::changed(&document, &content.printed);
    if !changed.is_empty() {
        by_hand::put(&mut draft, content, document, changed, request);
    }
    in_portal(&mut draft, content, request);
    draft
}

/// Puts the files into the folder that the grant has in this portal.
fn in_portal(draft: &mut Draft, content: &Content, request: &Request<'_>) {
    let Some(carried) = content.folder() else { return };
    let there = request.portal.grants.iter().any(|it| it.grant.slug == content.grant);
    let folder = match request.grant {
        Some(grant) => request.grant_folder(grant, None),
        None if there => request.grant_folder(&content.grant, None),
        None => return,
    };
    let moved = |path: &str| path.strip_prefix(carried).map(|rest| format!("{folder}{rest}"));
    for path in draft.files.iter_mut().map(|file| &mut file.path) {
        *path = moved(path).unwrap_or_else(|| std::mem::take(path));
    }
    for path in draft.questions.iter_mut().filter_map(|question| question.file.as_mut()) {
        *path = moved(path).unwrap_or_else(|| std::mem::take(path));
    }
}

impl Content {
    /// The folder of the grant relative to `content/`.
    fn folder(&self) -> Option<&str> {
        self.files.iter().find_map(|(path, _)| path.strip_suffix("/grant.toml"))
    }

    /// The content as a portal of its own.
    fn portal(&self) -> Memory {
        let file =
            |portal: Memory, (path, text): &(String, String)| portal.with(&format!("content/{path}"), text.as_str());
        self.files.iter().fold(Memory::default(), file)
    }
}
