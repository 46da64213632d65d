//! The labels of lists, which Word counts itself and does not store.

use super::tree::Node;
use std::collections::{BTreeMap, BTreeSet};

/// Word has nine levels in a list.
const LEVELS: usize = 9;

/// The lists of the document and how far each has been counted.
#[derive(Default)]
pub(super) struct Labels {
    /// For each list the pattern that it follows, and the levels that it starts anew.
    lists: BTreeMap<String, (String, BTreeMap<usize, u32>)>,
    patterns: BTreeMap<String, Vec<Level>>,
    counts: BTreeMap<String, [Option<u32>; LEVELS]>,
    begun: BTreeSet<String>,
}

#[derive(Clone)]
struct Level {
    start: u32,
    format: String,
    text: String,
}

impl Labels {
    pub(super) fn new(root: &Node) -> Self {
        let mut labels = Self::default();
        for node in &root.children {
            match node.name.as_str() {
                "abstractNum" => {
                    let id = node.attribute("abstractNumId").unwrap_or_default();
                    labels.patterns.insert(id.to_owned(), levels(node));
                }
                "num" => {
                    let id = node.attribute("numId").unwrap_or_default();
                    let pattern = node.value("abstractNumId").unwrap_or_default();
                    labels.lists.insert(id.to_owned(), (pattern.to_owned(), overrides(node)));
                }
                _ => {}
            }
        }
        labels
    }

    /// The label of the next paragraph of this list on this level.
    pub(super) fn next(&mut self, list: &str, level: usize) -> Option<String> {
        let (pattern, overrides) = self.lists.get(list)?;
        let levels = self.patterns.get(pattern)?;
        let stated = levels.get(level)?;
        let counts = self.counts.entry(pattern.clone()).or_default();
        if self.begun.insert(list.to_owned()) {
            for (level, start) in overrides {
                if let Some(count) = counts.get_mut(*level) {
                    *count = Some(start.saturating_sub(1));
                }
            }
        }
        let count = counts.get_mut(level)?;
        *count = Some(count.map_or(stated.start, |count| count.saturating_add(1)));
        counts.iter_mut().skip(level + 1).for_each(|deeper| *deeper = None);
        Some(label(levels, level, counts))
    }
}

fn levels(node: &Node) -> Vec<Level> {
    let levels = node.children.iter().filter(|node| node.name == "lvl").take(LEVELS);
    let level = |node: &Node| Level {
        start: node.value("start").and_then(|start| start.parse().ok()).unwrap_or(1),
        format: node.value("numFmt").unwrap_or("decimal").to_owned(),
        text: node.value("lvlText").unwrap_or_default().to_owned(),
    };
    levels.map(level).collect()
}

fn overrides(node: &Node) -> BTreeMap<usize, u32> {
    let stated = node.children.iter().filter(|node| node.name == "lvlOverride");
    let start = |node: &Node| {
        let level = node.attribute("ilvl")?.parse().ok()?;
        Some((level, node.value("startOverride")?.parse().ok()?))
    };
    stated.filter_map(start).collect()
}

/// The text of the level with its gaps filled: `%1.%2.` becomes `2.1.`.
fn label(levels: &[Level], level: usize, counts: &[Option<u32>; LEVELS]) -> String {
    if levels.get(level).is_some_and(|level| level.format == "bullet") {
        return "•".to_owned();
    }
    let text = levels.get(level).map_or("", |level| level.text.as_str());
    let filled = levels.iter().zip(counts).enumerate().fold(text.to_owned(), |text, (index, (level, count))| {
        let number = count.unwrap_or(level.start);
        text.replace(&format!("%{}", index + 1), &formatted(number, &level.format))
    });
    filled.trim().to_owned()
}

fn formatted(number: u32, format: &str) -> String {
    match format {
        "none" => String::new(),
        "decimalZero" => format!("{number:02}"),
        "lowerLetter" => letter(number, "abcdefghijklmnopqrstuvwxyz"),
        "upperLetter" => letter(number, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        "russianLower" => letter(number, "абвгдежзиклмнопрстуфхцчшщэюя"),
        "russianUpper" => letter(number, "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ"),
        "lowerRoman" => roman(number).to_lowercase(),
        "upperRoman" => roman(number),
        _ => number.to_string(),
    }
}

fn letter(number: u32, alphabet: &str) -> String {
    let length = u32::try_from(alphabet.chars().count()).unwrap_or(u32::MAX);
    let Some(index) = number.checked_sub(1) else { return String::new() };
    let times = (index / length + 1).min(3);
    let letter = alphabet.chars().nth((index % length) as usize);
    letter.into_iter().flat_map(|letter| std::iter::repeat_n(letter, times as usize)).collect()
}

fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 9] =
        [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    if !(1..400).contains(&number) {
        return number.to_string();
    }
    let mut left = number;
    let mut written = String::new();
    for (value, sign) in SIGNS {
        while left >= value {
            written.push_str(sign);
            left -= value;
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_in_the_ways_of_official_forms() {
        let cases = [
            (4, "upperRoman", "IV"),
            (9, "lowerRoman", "ix"),
            (3, "russianLower", "в"),
            (2, "upperLetter", "B"),
            (27, "lowerLetter", "aa"),
            (7, "decimalZero", "07"),
            (7, "none", ""),
            (12, "decimal", "12"),
            (0, "lowerLetter", ""),
            (5000, "upperRoman", "5000"),
        ];
        for (number, format, written) in cases {
            assert_eq!(formatted(number, format), written, "{number} {format}");
        }
    }
}
