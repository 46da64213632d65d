//! Tables: which cell covers which place of the grid.

use super::body::Body;
use super::document::{Cell, Table};
use super::fault::Fault;
use super::tree::Node;

/// Word itself allows 63 columns.
const MOST_COLUMNS: usize = 200;
/// The most places of a grid.
const MOST_PLACES: usize = 400_000;

pub(super) fn table(node: &Node, body: &mut Body) -> Result<Table, Fault> {
    let mut table = Table::default();
    let mut places = 0;
    for row in inside(node, "tr") {
        // A row that a tracked change took away.
        if row.path(&["trPr", "del"]).is_some() {
            continue;
        }
        let line = table.grid.len();
        table.grid.push(Vec::new());
        skip(&mut table, line, row.child("trPr").and_then(|properties| properties.value("gridBefore")))?;
        for cell in inside(row, "tc") {
            add(&mut table, line, cell, body)?;
        }
        places += table.grid.get(line).map_or(0, Vec::len);
        if places > MOST_PLACES {
            return Err(Fault::TooLarge);
        }
    }
    Ok(table)
}

/// Rows of a table or cells of a row, those in content controls and tracked insertions too.
fn inside<'n>(node: &'n Node, name: &str) -> Vec<&'n Node> {
    let mut found = Vec::new();
    for node in &node.children {
        match node.name.as_str() {
            other if other == name => found.push(node),
            "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo" => found.extend(inside(node, name)),
            _ => {}
        }
    }
    found
}

/// Leaves out the places before the first cell of a row that begins further to the right.
fn skip(table: &mut Table, row: usize, columns: Option<&str>) -> Result<(), Fault> {
    let columns = columns.and_then(|columns| columns.parse().ok()).unwrap_or(0);
    cover(table, row, columns, None)
}

fn add(table: &mut Table, row: usize, node: &Node, body: &mut Body) -> Result<(), Fault> {
    let properties = node.child("tcPr");
    let value = |name| properties.and_then(|properties| properties.value(name));
    let columns = value("gridSpan").and_then(|span| span.parse().ok()).unwrap_or(1).max(1);
    let column = table.grid.get(row).map_or(0, Vec::len);
    // A cell that goes on says so with or without the word; one that begins says `restart`.
    let goes_on = |name| {
        properties
            .and_then(|properties| properties.child(name))
            .is_some_and(|node| node.attribute("val") != Some("restart"))
    };
    if goes_on("vMerge")
        && let Some(above) = above(table, row, column)
    {
        return widen(table, above, row, columns);
    }
    if goes_on("hMerge")
        && let Some(before) = before(table, row, column)
    {
        grow(table, before, 0, columns);
        return cover(table, row, columns, Some(before));
    }
    let blocks = body.blocks(node)?;
    table.cells.push(Cell { row, column, rows: 1, columns, blocks });
    cover(table, row, columns, Some(table.cells.len() - 1))
}

fn above(table: &Table, row: usize, column: usize) -> Option<usize> {
    *table.grid.get(row.checked_sub(1)?)?.get(column)?
}

fn before(table: &Table, row: usize, column: usize) -> Option<usize> {
    *table.grid.get(row)?.get(column.checked_sub(1)?)?
}

/// Lets the cell above cover this row too.
fn widen(table: &mut Table, cell: usize, row: usize, columns: usize) -> Result<(), Fault> {
    let new_row = table.cells.get(cell).is_some_and(|cell| cell.row + cell.rows == row);
    grow(table, cell, usize::from(new_row), 0);
    cover(table, row, columns, Some(cell))
}

fn grow(table: &mut Table, cell: usize, rows: usize, columns: usize) {
    if let Some(cell) = table.cells.get_mut(cell) {
        cell.rows += rows;
        cell.columns += columns;
    }
}

fn cover(table: &mut Table, row: usize, columns: usize, cell: Option<usize>) -> Result<(), Fault> {
    let Some(line) = table.grid.get_mut(row) else { return Ok(()) };
    if columns > MOST_COLUMNS || line.len() + columns > MOST_COLUMNS {
        return Err(Fault::TooLarge);
    }
    line.extend(std::iter::repeat_n(cell, columns));
    Ok(())
}
