//! The case files.

use esep::finding::Code;
use std::collections::BTreeSet;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// A case: a Markdown file with blocks.
pub struct Case {
    /// The file's name without its ending.
    pub name: String,
    /// The whole text.
    pub text: String,
    /// The fenced blocks, in order.
    pub blocks: Vec<Block>,
}

/// A fenced block.
pub struct Block {
    /// The first word after the fence.
    pub kind: String,
    /// How the file is made from the block and the sound portal: `changed`, `added` or nothing.
    pub how: String,
    /// The path of a file; empty for other blocks.
    pub path: String,
    /// The bytes of the text between the fences.
    pub body: Range<usize>,
}

/// Every case, sorted by name.
pub fn all() -> Vec<Case> {
    let entries = fs::read_dir(folder()).expect("the folder of the cases");
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let mut names: Vec<String> = paths
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .collect();
    names.sort();
    names.iter().map(|name| read(name)).collect()
}

/// The case with this name.
pub fn read(name: &str) -> Case {
    let text = fs::read_to_string(file(name)).unwrap_or_else(|error| panic!("tests/findings/{name}.md: {error}"));
    let blocks = blocks(&text);
    Case { name: name.to_owned(), text, blocks }
}

impl Case {
    /// The text between the fences of a block.
    pub fn body(&self, block: &Block) -> &str {
        &self.text[block.body.clone()]
    }

    /// The codes in the list of the case: lines `- code`.
    pub fn announced(&self) -> BTreeSet<Code> {
        let listed = self.text.lines().filter_map(|line| line.strip_prefix("- "));
        listed.map(|name| Code::from_name(name).unwrap_or_else(|| panic!("there is no code {name}"))).collect()
    }

    /// Replaces the text of the file.
    pub fn write(&self, text: &str) {
        fs::write(file(&self.name), text).expect("the case can be written");
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/findings")
}

fn file(name: &str) -> PathBuf {
    folder().join(format!("{name}.md"))
}

fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let next = start + line.len();
        match (line.trim_end().strip_prefix("```"), open.take()) {
            (Some(info), None) => open = Some(block(info, next)),
            (Some(_), Some(block)) => blocks.push(Block { body: block.body.start..start, ..block }),
            (None, still) => open = still,
        }
        start = next;
    }
    blocks
}

fn block(info: &str, start: usize) -> Block {
    let words: Vec<&str> = info.split(' ').collect();
    let (kind, how, path) = match words.as_slice() {
        [kind, how, path] => (*kind, *how, *path),
        [kind, path] => (*kind, "", *path),
        [kind] => (*kind, "", ""),
        _ => panic!("what is ```{info}"),
    };
    Block { kind: kind.to_owned(), how: how.to_owned(), path: path.to_owned(), body: start..start }
}
