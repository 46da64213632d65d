//! What a Word document says.

/// A document: its paragraphs and tables in reading order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// Paragraphs and tables in reading order.
    pub blocks: Vec<Block>,
}

/// A paragraph or a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
}

/// A paragraph.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Paragraph {
    /// Its number among the paragraphs outside of tables that say something, from 1; 0 for all others.
    pub number: usize,
    /// What it says; soft breaks are line ends, tabulators are kept.
    pub text: String,
    /// The level of the heading (1 to 9), where its style makes it one.
    pub heading: Option<u8>,
    /// Whether every word of it is bold, as headings without a style are.
    pub bold: bool,
    /// The label that the list gives it: `1.`, `а)`, `•`. Not part of the text.
    pub label: Option<String>,
    /// Footnotes and endnotes that it refers to.
    pub notes: Vec<String>,
}

/// A table. Rows and columns are counted from 0; a merged cell takes several of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// Its number among all tables of the document, from 1; nested tables count after the one that holds them.
    pub number: usize,
    pub(super) cells: Vec<Cell>,
    /// For every row and column the index of the cell that covers it.
    pub(super) grid: Vec<Vec<Option<usize>>>,
}

/// A cell, however many rows and columns it takes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// Its first row.
    pub row: usize,
    /// Its first column.
    pub column: usize,
    /// How many rows it takes.
    pub rows: usize,
    /// How many columns it takes.
    pub columns: usize,
    /// What is in it.
    pub blocks: Vec<Block>,
}

/// A place of a document: table, row and column from 1; or the number of a paragraph outside of tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    /// In a cell.
    Cell {
        /// The number of the table.
        table: usize,
        /// The first row of the cell.
        row: usize,
        /// Its first column.
        column: usize,
    },
    /// In a paragraph of this number.
    Paragraph(usize),
}

impl Document {
    /// Shows every paragraph, those in tables too, with its place, to be changed.
    pub fn each_paragraph(&mut self, see: &mut dyn FnMut(At, &mut Paragraph)) {
        each(&mut self.blocks, None, see);
    }
}

fn each(blocks: &mut [Block], cell: Option<At>, see: &mut dyn FnMut(At, &mut Paragraph)) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => see(cell.unwrap_or(At::Paragraph(paragraph.number)), paragraph),
            Block::Table(table) => {
                for cell in &mut table.cells {
                    let at = At::Cell { table: table.number, row: cell.row + 1, column: cell.column + 1 };
                    each(&mut cell.blocks, Some(at), see);
                }
            }
        }
    }
}

impl Table {
    /// How many rows it has.
    pub fn rows(&self) -> usize {
        self.grid.len()
    }

    /// How many columns its widest row has.
    pub fn columns(&self) -> usize {
        self.grid.iter().map(Vec::len).max().unwrap_or(0)
    }

    /// The cell that covers this place.
    pub fn cell(&self, row: usize, column: usize) -> Option<&Cell> {
        let index = (*self.grid.get(row)?.get(column)?)?;
        self.cells.get(index)
    }

    /// The cells that cover a row, each once, from left to right.
    pub fn row(&self, row: usize) -> impl Iterator<Item = &Cell> {
        let columns = 0..self.grid.get(row).map_or(0, Vec::len);
        let mut last = None;
        columns.filter_map(move |column| {
            let index = self.grid.get(row)?.get(column).copied().flatten()?;
            if last.replace(index) == Some(index) { None } else { self.cells.get(index) }
        })
    }
}

impl Cell {
    /// Its paragraphs in reading order, those of nested tables included.
    pub fn paragraphs(&self) -> Vec<&Paragraph> {
        paragraphs(&self.blocks)
    }

    /// Its text, a line for each paragraph and soft break, without empty ones. Labels of lists are left out.
    pub fn text(&self) -> String {
        let texts = self.paragraphs().into_iter().flat_map(|paragraph| paragraph.text.lines());
        texts.map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
    }
}

/// The paragraphs of these blocks in reading order, those in tables included.
pub fn paragraphs(blocks: &[Block]) -> Vec<&Paragraph> {
    let mut found = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => found.push(paragraph),
            Block::Table(table) => found.extend(table.cells.iter().flat_map(Cell::paragraphs)),
        }
    }
    found
}

/// Counts the paragraphs outside of tables that say something.
pub(super) fn number_paragraphs(blocks: &mut [Block]) {
    let mut last = 0;
    for block in blocks {
        if let Block::Paragraph(paragraph) = block
            && !paragraph.text.is_empty()
        {
            last += 1;
            paragraph.number = last;
        }
    }
}

/// Counts the tables in reading order.
pub(super) fn number_tables(blocks: &mut [Block], last: &mut usize) {
    for block in blocks {
        if let Block::Table(table) = block {
            *last += 1;
            table.number = *last;
            table.cells.iter_mut().for_each(|cell| number_tables(&mut cell.blocks, last));
        }
    }
}
