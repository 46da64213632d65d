//! Spreadsheets: one row for each grant, indicator, publication …; columns are known by their titles in any language.
//!
//! | part | does |
//! |---|---|
//! | `tables` | declares the sheets: what rows and columns are in the files |
//! | `open`, `csv`, `marks` | files as grids of cells |
//! | `heads` | finds the row of titles and what each column holds |
//! | `published` | leaves out what a table says that this portal published itself |
//! | `row`, `cell`, `labels` | a cell as a value, a label as its code |
//! | `gather` | rows as records of files |
//! | `filled`, `template` | the way back: content as rows, rows as a workbook to fill in |

pub(crate) mod cell;
mod csv;
mod filled;
mod gather;
mod grid;
mod heads;
pub(crate) mod labels;
mod marks;
mod open;
mod published;
mod row;
pub(crate) mod tables;
mod template;
mod unpacked;

pub use template::{Made, Template, template};

use super::words::Words;
use super::{Draft, Fault, Origin, Question, Request, Source, Spot, What};
use cell::Given;
use gather::Gather;
use grid::Grid;
use heads::{Heads, Titles};
use labels::Labels;
use std::sync::LazyLock;
use tables::Rows;

/// Reads a spreadsheet.
///
/// # Errors
/// It is too large, broken, in another encoding, or holds nothing that is content.
pub(super) fn read(source: &Source, request: &Request<'_>) -> Result<Draft, Fault> {
    static TITLES: LazyLock<Titles> = LazyLock::new(|| Titles::of(Words::all()));
    let words = Words::all();
    let mut gather = Gather::new(request, Labels::of(request.portal));
    let mut sheets = Vec::new();
    // What the template says beside its tables is no content; nor is an empty sheet.
    let is_content = |grid: &Grid| !grid.rows.is_empty() && !template::is_own(&grid.name, words);
    let mut grids: Vec<Grid> = open::grids(source)?.into_iter().filter(is_content).collect();
    let is_published = published::leave_out(&mut grids, request, words);
    for grid in grids {
        match heads::find(&grid, &TITLES) {
            Some(heads) => {
                ask_about(&grid, &heads, &mut gather);
                ask_which(&grid, &heads, words, &mut gather);
                sheets.push((grid, heads));
            }
            None => {
                gather.ask(Question::new(What::SheetNotUnderstood, Origin::new(Spot::Sheet(grid.name.clone()), "")))
            }
        }
    }
    if sheets.is_empty() && !is_published {
        return Err(Fault::Nothing);
    }
    // What others refer to comes first.
    sheets.sort_by_key(|(_, heads)| !matches!(heads.sheet.rows, Rows::Files(_)));
    sheets.iter().for_each(|(grid, heads)| gather.names(grid, heads));
    for (grid, heads) in &sheets {
        gather.sheet(grid, heads, |number| is_explanation(grid, heads, number, words));
    }
    Ok(gather.done())
}

/// Says for what a sheet was taken whose titles are those of several tables.
fn ask_which(grid: &Grid, heads: &Heads, words: &[Words; 4], gather: &mut Gather<'_>) {
    let Some(words) = words.get(heads.lang as usize).filter(|_| !heads.others.is_empty()) else { return };
    let others: Vec<String> = heads.others.iter().map(|name| words.sheet(name)).collect();
    let question = Question::new(What::SeveralTables, Origin::new(Spot::Sheet(grid.name.clone()), ""));
    gather.ask(question.with("table", words.sheet(heads.sheet.name)).with("others", others.join(", ")));
}

/// What is to be said of a sheet beside its rows: what stands above the titles, columns that mean nothing or are hidden.
fn ask_about(grid: &Grid, heads: &Heads, gather: &mut Gather<'_>) {
    for (row, cells) in grid.rows.range(..heads.row) {
        if let Some((column, cell)) = cells.iter().next() {
            gather.ask(Question::new(What::AboveTitles, grid.origin(*row, *column, cell)));
        }
    }
    let columns = [(What::UnknownColumn, &heads.unknown), (What::ColumnTwice, &heads.twice)];
    for (what, at) in columns.iter().flat_map(|(what, columns)| columns.iter().map(move |at| (*what, *at))) {
        gather.ask(Question::new(what, title(grid, heads, at)));
    }
    let known = |at: &&u32| heads.columns.contains_key(at);
    for at in grid.hidden.iter().filter(known) {
        gather.ask(Question::new(What::HiddenColumn, title(grid, heads, *at)));
    }
    for (top, left, bottom, _) in grid.merged.iter().filter(|(top, _, bottom, _)| *bottom > heads.row.max(*top)) {
        let cell = grid.rows.get(top).and_then(|row| row.get(left));
        if let Some(cell) = cell.filter(|_| *bottom > *top) {
            let rows = format!("{}–{bottom}", top + 1);
            gather.ask(Question::new(What::MergedCells, grid.origin(*top, *left, cell)).with("rows", rows));
        }
    }
}

fn title(grid: &Grid, heads: &Heads, at: u32) -> Origin {
    let nothing = Given::Text(String::new());
    let cell = grid.rows.get(&heads.row).and_then(|row| row.get(&at)).unwrap_or(&nothing);
    grid.origin(heads.row, at, cell)
}

/// Whether a row is the explanation that the template has below its titles.
fn is_explanation(grid: &Grid, heads: &Heads, number: u32, words: &[Words; 4]) -> bool {
    let Some(cells) = grid.rows.get(&number).filter(|_| number == heads.row + 1) else { return false };
    let explains = |at: &u32, cell: &Given| match heads.columns.get(at) {
        Some(heads::Meaning::Column(column, _)) => {
            let texts = words.iter().map(|words| template::explanation(words, heads.sheet, column));
            texts.into_iter().any(|text| labels::plain(&text) == labels::plain(&cell.text()))
        }
        _ => true,
    };
    cells.iter().all(|(at, cell)| explains(at, cell))
}
