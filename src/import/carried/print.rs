//! The text of a document row by row: how it was printed, and which cells have another text now.

use crate::import::word::{Block, Cell, Document, Table};
use crate::import::{Origin, Spot};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// A row of a table, or a paragraph outside of tables: its cells with their places.
struct Line {
    cells: Vec<Origin>,
    prints: Vec<String>,
}

/// The fingerprints of the cells of each row, and of each paragraph.
pub(crate) fn fingerprints(document: &Document) -> Vec<Vec<String>> {
    lines(document).into_iter().map(|line| line.prints).collect()
}

/// The cells and paragraphs whose text is not the one that was printed. A row is known by its text, wherever it
/// stands; one that is not known is held against the printed row that is most like it.
pub(super) fn changed(document: &Document, printed: &[Vec<String>]) -> Vec<Origin> {
    let known: BTreeSet<&[String]> = printed.iter().map(Vec::as_slice).collect();
    let mut found: Vec<Origin> = Vec::new();
    for line in lines(document).into_iter().filter(|line| !known.contains(line.prints.as_slice())) {
        let alike = |other: &&Vec<String>| line.prints.iter().zip(*other).filter(|(one, other)| one == other).count();
        let same_width = printed.iter().rev().filter(|other| other.len() == line.prints.len());
        let nearest = same_width.max_by_key(alike);
        let as_printed = |at: usize| nearest.is_some_and(|nearest| nearest.get(at) == line.prints.get(at));
        let cells = line.cells.into_iter().enumerate();
        found.extend(cells.filter(|(at, _)| !as_printed(*at)).map(|(_, cell)| cell));
    }
    found.sort();
    found.dedup();
    found
}

fn lines(document: &Document) -> Vec<Line> {
    let mut lines = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Table(table) => lines.extend((0..table.rows()).map(|row| of_row(table, row))),
            Block::Paragraph(paragraph) if !paragraph.text.is_empty() => {
                let spot = Spot::Paragraph(count(paragraph.number));
                lines.push(line(vec![(spot, paragraph.text.clone())]));
            }
            Block::Paragraph(_) => {}
        }
    }
    lines
}

fn of_row(table: &Table, row: usize) -> Line {
    let place = |cell: &Cell| Spot::Table {
        table: count(table.number),
        row: count(cell.row + 1),
        column: count(cell.column + 1),
    };
    line(table.row(row).map(|cell| (place(cell), cell.text())).collect())
}

fn line(cells: Vec<(Spot, String)>) -> Line {
    Line {
        prints: cells.iter().map(|(_, text)| fingerprint(text)).collect(),
        cells: cells.into_iter().map(|(spot, text)| Origin::new(spot, text)).collect(),
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Half a SHA-256 of the words: spaces and ends of lines are the business of word processors.
fn fingerprint(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    Sha256::digest(words.join(" ")).iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}
