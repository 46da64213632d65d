//! Tables that this portal published: their cells that say what the portal says now are no news.
//!
//! A published table says much in words that cannot be taken back: a task is called by its title, a text that a language
//! does not have is that of another one, what follows from the rest has a column. So cells are not read but compared with
//! the same cells of the table as it would be published now, and only those that differ are read.

use super::cell::Given;
use super::csv;
use super::grid::Grid;
use super::tables::{At, SHEETS, Sheet};
use crate::World;
use crate::derive::derive;
use crate::import::words::Words;
use crate::import::{Request, Source};
use crate::model::model;
use crate::output::export::{Published, published};
use crate::read::Memory;
use crate::site::Site;
use crate::table;
use crate::theme::Theme;
use crate::value::Decimal;
use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;
use std::sync::LazyLock;

/// Leaves out what the portal says already, and sheets in which nothing is left. Gives whether any sheet was one that the
/// portal published.
pub(super) fn leave_out(grids: &mut Vec<Grid>, request: &Request<'_>, words: &[Words; 4]) -> bool {
    if !grids.iter().any(|grid| names_rows(grid, words)) {
        return false;
    }
    let Some(portal) = model(request.portal.clone()).value else { return false };
    let figures = derive(&portal);
    static BUILT_IN: LazyLock<Theme> = LazyLock::new(|| Theme::load(&Memory::default(), &[]).value);
    let world = World { today: request.today, base_url: None, strict: false, edition: None };
    let site = crate::site::site(&portal, &figures, &[], &BUILT_IN, &world).value;
    let forms: Vec<Published> = table::ALL.iter().flat_map(|table| published(&site, *table)).collect();
    let before = grids.len();
    let is_news = |grid: &mut Grid| {
        let own: Vec<&Published> = forms.iter().filter(|form| is_of(grid, form)).collect();
        own.iter().for_each(|form| compare(grid, form, &site));
        own.is_empty() || grid.rows.len() > 1
    };
    grids.retain_mut(is_news);
    grids.len() < before
}

/// The first row that has cells.
fn heads(grid: &Grid) -> Vec<(u32, String)> {
    let row = grid.rows.values().next();
    row.into_iter().flatten().map(|(at, cell)| (*at, cell.text())).collect()
}

/// Whether the first row has the title of permanent names.
fn names_rows(grid: &Grid, words: &[Words; 4]) -> bool {
    heads(grid).iter().any(|(_, head)| head == "id" || words.iter().any(|words| words.column("id") == *head))
}

/// Whether every column of a sheet is one of this table.
fn is_of(grid: &Grid, form: &Published) -> bool {
    let heads = heads(grid);
    let id = form.heads.first();
    heads.iter().any(|(_, head)| Some(head) == id) && heads.iter().all(|(_, head)| form.heads.contains(head))
}

/// A sheet beside the table as it would be published now.
struct Beside<'p> {
    form: &'p Published,
    sheet: Option<&'static Sheet>,
    /// Where each column of the sheet is in the table, from 0.
    columns: BTreeMap<u32, usize>,
    /// The rows of the table, by their permanent names.
    rows: BTreeMap<String, &'p BTreeMap<u32, Given>>,
}

fn compare(grid: &mut Grid, form: &Published, site: &Site<'_>) {
    let name = format!("{}.csv", form.table());
    let Some(table) = form.csv(site).ok().and_then(|bytes| csv::grid(&Source { name, bytes }).ok()) else { return };
    let columns =
        heads(grid).into_iter().filter_map(|(at, head)| Some((at, form.heads.iter().position(|it| *it == head)?)));
    let rows = table.rows.values().skip(1).filter_map(|row| Some((row.get(&1)?.text(), row)));
    let sheet = SHEETS.iter().find(|sheet| sheet.name == form.table());
    let beside = Beside { form, sheet, columns: columns.collect(), rows: rows.collect() };
    beside.leave_out(grid);
}

impl Beside<'_> {
    fn leave_out(&self, grid: &mut Grid) {
        let Some(id) = self.columns.iter().find(|(_, column)| **column == 0).map(|(at, _)| *at) else { return };
        let Some(first) = grid.rows.keys().next().copied() else { return };
        let name = |row: &BTreeMap<u32, Given>| row.get(&id).map(Given::text).unwrap_or_default();
        let news: BTreeSet<String> = grid
            .rows
            .range(first + 1..)
            .filter(|(_, row)| self.differs(&name(row), row).is_none_or(|columns| !columns.is_empty()))
            .map(|(_, row)| group(&name(row)))
            .collect();
        grid.rows.retain(|number, row| *number == first || news.contains(&group(&name(row))));
        for (_, row) in grid.rows.range_mut(first + 1..) {
            let name = name(row);
            // Rows that are only numbered are told apart by their place and by what they say.
            if let Some(columns) = self.differs(&name, row).filter(|_| !is_numbered(&name)) {
                row.retain(|at, _| self.columns.get(at).is_some_and(|column| self.stays(*column, &columns)));
            }
        }
    }

    /// The columns of the table of which any part differs; `None`: it has no such row.
    fn differs(&self, name: &str, row: &BTreeMap<u32, Given>) -> Option<BTreeSet<usize>> {
        let published = self.rows.get(name)?;
        let differs = |(at, column): (&u32, &usize)| {
            let there = u32::try_from(column + 1).ok().and_then(|at| published.get(&at));
            let field = self.form.fields.get(*column)?;
            let counts = self.sheet.is_none_or(|sheet| !sheet.is_derived(field.column.name));
            (counts && plain(row.get(at)) != plain(there)).then_some(field.at)
        };
        Some(self.columns.iter().filter_map(differs).collect())
    }

    /// Whether a column is read: what differs, and what tells to what it belongs.
    fn stays(&self, column: usize, differing: &BTreeSet<usize>) -> bool {
        let Some(field) = self.form.fields.get(column) else { return false };
        let at = self.sheet.and_then(|sheet| sheet.column(field.column.name)).map(|column| column.at);
        let tells = match at {
            Some(At::Own(key)) => key == "id",
            Some(At::Report(_) | At::Passage) | None => false,
            Some(_) => true,
        };
        tells || differing.contains(&field.at)
    }
}

/// A cell as it is compared: a workbook holds numbers where a text has their digits.
fn plain(cell: Option<&Given>) -> String {
    let text = cell.map(Given::text).unwrap_or_default();
    Decimal::from_str(&text).map_or(text, |number| number.normalize().to_string())
}

/// Whether a row has no name of its own: `grants/x/party/2`.
fn is_numbered(name: &str) -> bool {
    name.contains('/') && !name.contains('#')
}

/// What the rows with one name in common say together: the targets of an indicator, the parties of a grant.
fn group(name: &str) -> String {
    match name.split_once('#') {
        Some((owner, rest)) => format!("{owner}#{}", rest.split('/').next().unwrap_or(rest)),
        None => name.split('/').take(3).collect::<Vec<_>>().join("/"),
    }
}
