//! CSV: parted by semicolons, commas or tabs, in UTF-8.

use super::cell::Given;
use super::grid::{CELLS, Grid};
use crate::import::{Fault, Source};

/// The cells of a file. All of them are texts: what they mean is known where a kind of value is wanted.
///
/// # Errors
/// It is in another encoding, or has too many cells.
pub(super) fn grid(source: &Source) -> Result<Grid, Fault> {
    let text = std::str::from_utf8(&source.bytes).map_err(|_| Fault::NotUtf8)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let name = source.name.rsplit_once('.').map_or(source.name.as_str(), |(name, _)| name);
    let mut grid = Grid::new(name, true);
    let mut reader = ::csv::ReaderBuilder::new()
        .delimiter(delimiter(text))
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut room = CELLS;
    let (mut line, mut counted) = (1, 0);
    for record in reader.records() {
        let record = record.map_err(|error| Fault::Broken(error.to_string()))?;
        // The reader counts lines before the second half of CR LF.
        let start = record.position().map_or(0, |at| usize::try_from(at.byte()).unwrap_or(counted));
        let start = start + usize::from(text.as_bytes().get(start) == Some(&b'\n'));
        line += text.get(counted..start).map_or(0, |passed| passed.matches('\n').count());
        counted = start;
        room = room.checked_sub(record.len()).ok_or(Fault::TooLarge(super::open::LARGEST.1))?;
        for (column, field) in (1_u32..).zip(&record) {
            grid.put(u32::try_from(line).unwrap_or(u32::MAX), column, Given::Text(unguarded(field).to_owned()))?;
        }
    }
    Ok(grid)
}

/// Of semicolon, tab and comma the one that most often stands outside quotation marks in the first lines.
fn delimiter(text: &str) -> u8 {
    let mut counts = [(b';', 0_usize), (b'\t', 0), (b',', 0)];
    let mut quoted = false;
    for byte in text.bytes().take(10_000) {
        match byte {
            b'"' => quoted = !quoted,
            _ if !quoted => {
                if let Some((_, count)) = counts.iter_mut().find(|(mark, _)| *mark == byte) {
                    *count += 1;
                }
            }
            _ => {}
        }
    }
    // Of equals the last one wins.
    counts.iter().max_by_key(|(_, count)| *count).map_or(b',', |(mark, _)| *mark)
}

/// Without the apostrophe that keeps spreadsheets from taking a published text for a formula.
fn unguarded(field: &str) -> &str {
    field.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@'])).unwrap_or(field)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Vec<(u32, u32, String)>, Fault> {
        let grid = grid(&Source { name: "indicators.csv".to_owned(), bytes: text.as_bytes().to_vec() })?;
        let cells =
            grid.rows.iter().flat_map(|(row, cells)| cells.iter().map(move |(at, cell)| (*row, *at, cell.text())));
        Ok(cells.collect())
    }

    #[test]
    fn every_usual_mark_parts_cells() {
        for text in ["\u{feff}a;\"b,\nc\"\n;d\n", "a,\"b,\nc\"\n,d\n", "a\t\"b,\nc\"\r\n\td\r\n"] {
            let cells = read(text).unwrap();
            let texts: Vec<&str> = cells.iter().map(|(.., text)| text.as_str()).collect();
            assert_eq!(texts, ["a", "b,\nc", "d"], "{text}");
            assert_eq!((cells[2].0, cells[2].1), (3, 2), "{text}");
        }
    }

    #[test]
    fn another_encoding_is_refused_and_guards_are_taken_away() {
        let bytes = b"\xcf\xeb\xe0\xed;1\n".to_vec();
        assert_eq!(grid(&Source { name: "a.csv".to_owned(), bytes }), Err(Fault::NotUtf8));
        assert_eq!(read("'=1;'tis").unwrap(), [(1, 1, "=1".to_owned()), (1, 2, "'tis".to_owned())]);
    }
}
