//! Rows of titles: which sheet they belong to, and what each column holds.

use super::grid::Grid;
use super::labels::plain;
use super::tables::{Column, SHEETS, Sheet};
use crate::import::words::Words;
use crate::language::Lang;
use crate::read::Shape;
use crate::table::{self, Field};
use std::collections::{BTreeMap, BTreeSet};

/// What a column of a document holds.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Meaning {
    /// A part of a column of the sheet.
    Column(&'static Column, Part),
    /// What follows from other columns.
    Derived,
}

/// Which part of a column it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// The value; of texts, in the language of the document.
    Value,
    /// The text in one language.
    In(Lang),
    /// One text for every language.
    Same,
    /// Which way the number binds.
    Bound,
    /// The second number of a pair.
    Second,
    /// What the number counts, where another column says so too.
    Unit,
    /// Why there is no value.
    Status,
    /// The youngest age of a range.
    Youngest,
    /// The oldest age of a range.
    Oldest,
    /// Whether older people belong to it too.
    Open,
}

/// The columns that published tables have in place of a range of ages.
const AGES: [(&str, Part); 3] = [("age_from", Part::Youngest), ("age_to", Part::Oldest), ("age_open", Part::Open)];

/// A row of titles that was understood.
#[derive(Debug)]
pub(crate) struct Heads {
    /// The sheet.
    pub(crate) sheet: &'static Sheet,
    /// The number of the row.
    pub(crate) row: u32,
    /// The language of the titles.
    pub(crate) lang: Lang,
    /// What each column holds.
    pub(crate) columns: BTreeMap<u32, Meaning>,
    /// Columns whose title means nothing.
    pub(crate) unknown: Vec<u32>,
    /// Columns whose title stands there a second time.
    pub(crate) twice: Vec<u32>,
    /// Sheets that know as many of the titles.
    pub(crate) others: Vec<&'static str>,
}

/// Among so many rows that have cells, the titles are looked for.
const ROWS: usize = 30;

/// Finds the row of titles of a sheet; `None` where no row has two titles that are known.
pub(crate) fn find(grid: &Grid, titles: &Titles) -> Option<Heads> {
    let named = titles.named(&grid.name);
    let sheets = SHEETS.iter().filter(|sheet| named.is_none_or(|named| named == sheet.name));
    let rows: Vec<u32> = grid.rows.keys().copied().take(ROWS).collect();
    let mut best: Option<Heads> = None;
    for sheet in sheets.clone() {
        for row in &rows {
            let heads = titles.row(grid, *row, sheet);
            let better = best.as_ref().is_none_or(|best| heads.columns.len() > best.columns.len());
            if heads.columns.len() >= 2 && better {
                best = Some(heads);
            }
        }
    }
    let mut best = best?;
    let fits = |sheet: &&'static Sheet| titles.row(grid, best.row, sheet).columns.len() == best.columns.len();
    best.others = sheets.filter(fits).map(|sheet| sheet.name).filter(|name| *name != best.sheet.name).collect();
    Some(best)
}

/// The titles of all sheets and columns in every language.
pub(crate) struct Titles {
    sheets: BTreeMap<String, &'static str>,
    columns: BTreeMap<&'static str, [BTreeMap<String, Meaning>; 4]>,
    /// Heads of the tables for programs.
    programs: BTreeMap<&'static str, BTreeMap<String, Meaning>>,
}

impl Titles {
    pub(crate) fn of(words: &[Words; 4]) -> Self {
        let mut sheets = BTreeMap::new();
        let mut columns = BTreeMap::new();
        let programs = SHEETS.iter().map(|sheet| (sheet.name, for_programs(sheet))).collect();
        for sheet in &SHEETS {
            sheets.insert(sheet.name.to_owned(), sheet.name);
            sheets.extend(words.iter().map(|words| (plain(&words.sheet(sheet.name)), sheet.name)));
            columns.insert(sheet.name, words.each_ref().map(|words| of_sheet(sheet, words)));
        }
        Self { sheets, columns, programs }
    }

    /// The sheet that is called so: its title, with a number where one sheet was not enough, or the name of its file.
    fn named(&self, name: &str) -> Option<&'static str> {
        let name = plain(name);
        let before = |end: &str| name.split_once(end).map(|(before, _)| before.to_owned());
        let unnumbered = name.trim_end_matches(|char: char| char.is_ascii_digit()).trim_end().to_owned();
        let names = [Some(name.clone()), before("."), Some(unnumbered)];
        names.into_iter().flatten().find_map(|name| self.sheets.get(&name).copied())
    }

    /// What the cells of a row mean as titles of a sheet, in the language in which most of them mean something.
    fn row(&self, grid: &Grid, row: u32, sheet: &'static Sheet) -> Heads {
        let cells: Vec<(u32, String)> =
            grid.rows.get(&row).into_iter().flatten().map(|(at, cell)| (*at, plain(&cell.text()))).collect();
        let maps = self.columns.get(sheet.name);
        let known = |lang: Lang, title: &str| maps.and_then(|maps| maps.get(lang as usize)?.get(title)).copied();
        let count = |lang: &Lang| cells.iter().filter(|(_, title)| known(*lang, title).is_some()).count();
        // Of languages that know equally many, the first one.
        let lang = Lang::ALL.into_iter().rev().max_by_key(count).unwrap_or(Lang::Kk);
        let columns = BTreeMap::new();
        let mut heads = Heads { sheet, row, lang, columns, unknown: Vec::new(), twice: Vec::new(), others: Vec::new() };
        let mut seen = BTreeSet::new();
        for (at, title) in cells {
            let meaning = [lang].into_iter().chain(Lang::ALL).find_map(|lang| known(lang, &title));
            let meaning = meaning.or_else(|| self.programs.get(sheet.name)?.get(&title).copied());
            match meaning {
                None => heads.unknown.push(at),
                Some(_) if !seen.insert(title) => heads.twice.push(at),
                Some(meaning) => {
                    heads.columns.insert(at, meaning);
                }
            }
        }
        heads
    }
}

fn of_sheet(sheet: &'static Sheet, words: &Words) -> BTreeMap<String, Meaning> {
    let mut titles = BTreeMap::new();
    let published: Vec<&'static str> =
        table::find(sheet.name).map(|table| table.columns().iter().map(|it| it.name).collect()).unwrap_or_default();
    for name in published.iter().copied().chain(["other_language"]).filter(|name| sheet.is_derived(name)) {
        titles.insert(plain(&words.column(name)), Meaning::Derived);
    }
    for column in sheet.columns {
        let mut put = |title: String, meaning| titles.insert(plain(&title), meaning);
        let title = words.column(column.name);
        if matches!(sheet.shape(column), Some(Shape::Quantity)) {
            put(words.say("data.part.bound", &[("title", &title)]), Meaning::Column(column, Part::Bound));
            // A published table says the unit beside each number, even where it has a column for it.
            let unit = sheet.column("unit").filter(|_| !published.contains(&"unit"));
            let meaning = unit.map_or(Meaning::Column(column, Part::Unit), |unit| Meaning::Column(unit, Part::Value));
            put(words.say("data.part.unit", &[("title", &title)]), meaning);
        }
        if matches!(sheet.shape(column), Some(Shape::Age)) {
            for (name, part) in AGES {
                put(words.column(name), Meaning::Column(column, part));
            }
        }
        if sheet.is_words(column) {
            for lang in Lang::ALL {
                put(words.column_in(column.name, Some(lang)), Meaning::Column(column, Part::In(lang)));
            }
            put(words.column_in(column.name, None), Meaning::Column(column, Part::Same));
        }
        put(title, Meaning::Column(column, Part::Value));
    }
    titles
}

/// What the heads of the published table for programs mean.
fn for_programs(sheet: &'static Sheet) -> BTreeMap<String, Meaning> {
    let Some(table) = table::find(sheet.name) else { return BTreeMap::new() };
    let fields = table::fields(table, &Lang::ALL);
    let says_units = fields.iter().any(|field| field.column.name == "unit");
    let meaning = |field: &Field| {
        let column = sheet.column(field.column.name);
        let Some(column) = column.filter(|_| !sheet.is_derived(field.column.name)) else {
            return sheet.is_derived(field.column.name).then_some(Meaning::Derived);
        };
        Some(match field.part {
            table::Part::In(lang) if sheet.is_words(column) => Meaning::Column(column, Part::In(lang)),
            table::Part::In(_) => Meaning::Derived,
            table::Part::Value => Meaning::Column(column, Part::Value),
            table::Part::Bound => Meaning::Column(column, Part::Bound),
            table::Part::Second => Meaning::Column(column, Part::Second),
            table::Part::Status if sheet.is_words(column) => Meaning::Derived,
            table::Part::Status => Meaning::Column(column, Part::Status),
            table::Part::Unit => match sheet.column("unit").filter(|_| !says_units) {
                Some(unit) => Meaning::Column(unit, Part::Value),
                None => Meaning::Column(column, Part::Unit),
            },
        })
    };
    fields.iter().filter_map(|field| Some((plain(&field.name), meaning(field)?))).collect()
}
