//! What the styles of paragraphs say: which are headings, which are numbered, which are bold.

use super::tree::Node;
use std::collections::BTreeMap;

/// How far a style may stand from the one that says it: styles that name each other in a circle end here.
const FARTHEST: usize = 12;

/// The paragraph styles by id.
#[derive(Default)]
pub(super) struct Styles {
    by_id: BTreeMap<String, Style>,
    /// The id of the style of paragraphs that name none.
    default: Option<String>,
}

#[derive(Default)]
struct Style {
    based_on: Option<String>,
    level: Option<u8>,
    numbering: Option<(String, usize)>,
    bold: Option<bool>,
}

impl Styles {
    pub(super) fn new(root: &Node) -> Self {
        let mut styles = Self::default();
        for node in root.children.iter().filter(|node| node.name == "style") {
            let Some(id) = node.attribute("styleId") else { continue };
            let is_default = node.attribute("default") == Some("1") && node.attribute("type") == Some("paragraph");
            if is_default {
                styles.default = Some(id.to_owned());
            }
            styles.by_id.insert(id.to_owned(), style(node));
        }
        styles
    }

    /// The level of the heading, for paragraphs of this style.
    pub(super) fn heading(&self, id: Option<&str>) -> Option<u8> {
        self.first(id, |style| style.level)
    }

    /// The list and the level in it (from 0), for paragraphs of this style.
    pub(super) fn numbering(&self, id: Option<&str>) -> Option<(String, usize)> {
        self.first(id, |style| style.numbering.clone())
    }

    /// Whether paragraphs of this style are bold.
    pub(super) fn bold(&self, id: Option<&str>) -> bool {
        self.first(id, |style| style.bold).unwrap_or(false)
    }

    /// What the style says, or the nearest one that it is based on.
    fn first<T>(&self, id: Option<&str>, says: impl Fn(&Style) -> Option<T>) -> Option<T> {
        let mut next = id.or(self.default.as_deref());
        for _ in 0..FARTHEST {
            let style = self.by_id.get(next?)?;
            if let Some(found) = says(style) {
                return Some(found);
            }
            next = style.based_on.as_deref();
        }
        None
    }
}

fn style(node: &Node) -> Style {
    let properties = node.child("pPr");
    let run = node.child("rPr");
    Style {
        based_on: node.value("basedOn").map(str::to_owned),
        level: properties.and_then(outline_level).or_else(|| level_by_name(node.value("name")?)),
        numbering: properties.and_then(list_and_level),
        bold: run.filter(|run| run.child("b").is_some()).map(|run| run.is_on("b")),
    }
}

/// The level of a heading that paragraph properties state: `0` in the file is level 1; `9` is body text.
pub(super) fn outline_level(properties: &Node) -> Option<u8> {
    let level: u8 = properties.value("outlineLvl")?.parse().ok()?;
    (level < 9).then_some(level + 1)
}

/// The list and the level in it that paragraph properties state.
pub(super) fn list_and_level(properties: &Node) -> Option<(String, usize)> {
    let numbering = properties.child("numPr")?;
    let level = numbering.value("ilvl").and_then(|level| level.parse().ok()).unwrap_or(0);
    Some((numbering.value("numId")?.to_owned(), level))
}

/// Word keeps the English names of its built-in styles in every language of the program.
fn level_by_name(name: &str) -> Option<u8> {
    let name = name.to_lowercase();
    if name == "title" {
        return Some(1);
    }
    name.strip_prefix("heading ")?.parse().ok().filter(|level| (1..=9).contains(level))
}
