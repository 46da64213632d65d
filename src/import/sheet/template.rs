//! A workbook to fill in: a sheet for each table, with titles, explanations and lists to choose from.
//!
//! Cells where a quantity or a date is typed have the format of texts, so that a spreadsheet keeps `80 %`, `15/15` and
//! `2024-07` as they are typed; what is filled in from the content stands there as a number or a date.

use super::filled::{Cells, Content, Filled};
use super::heads::Part;
use super::labels::Labels;
use super::tables::{At, Column, SHEETS, Sheet};
use crate::import::words::Words;
use crate::language::Lang;
use crate::read::{Drafts, Files, Shape};
use crate::value::{Decimal, PartialDate};
use jiff::civil::Date;
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder,
    Formula, Workbook, Worksheet, XlsxError,
};
use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

/// What a template is made for.
pub struct Template<'a> {
    /// The language of titles, explanations and labels.
    pub lang: Lang,
    /// The content of the portal, whose languages, themes and organisations the workbook offers.
    pub portal: &'a Drafts,
    /// Names of the tables that are wanted; empty: all of them.
    pub tables: &'a [&'a str],
    /// Where the content is, if it is to stand in the workbook.
    pub filled: Option<&'a dyn Files>,
    /// The day that the file names as that of its making.
    pub today: Date,
}

/// Empty rows that have the lists.
const ROWS: u32 = 1_000;
/// What a cell can hold, in UTF-16 units.
const LETTERS: usize = 32_767;

/// A workbook that was made.
pub struct Made {
    /// The file.
    pub bytes: Vec<u8>,
    /// Texts that are longer than a cell can hold: the sheet, and their first letters.
    pub left_out: Vec<(String, String)>,
}

/// Makes the workbook.
///
/// # Errors
/// What the writer of workbooks says.
pub fn template(wanted: &Template<'_>) -> Result<Made, XlsxError> {
    let labels = Labels::of(wanted.portal);
    let words = Words::of(wanted.lang);
    let content = wanted.filled.map(|files| Content::read(wanted.portal, files, &labels, wanted.lang));
    let mut book =
        Book { wanted, words, labels: &labels, lists: Lists::default(), left_out: Vec::new(), looks: Looks::new() };
    let mut workbook = Workbook::new();
    let day = wanted.today;
    let date =
        ExcelDateTime::from_ymd(day.year().unsigned_abs(), day.month().unsigned_abs(), day.day().unsigned_abs())?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&date));
    let sheets = SHEETS.iter().filter(|sheet| wanted.tables.is_empty() || wanted.tables.contains(&sheet.name));
    let sheets: Vec<&'static Sheet> = sheets.collect();
    workbook.push_worksheet(book.guide(&sheets)?);
    for sheet in sheets {
        let rows = content.as_ref().map(|content| content.rows(sheet)).unwrap_or_default();
        workbook.push_worksheet(book.sheet(sheet, &rows)?);
    }
    workbook.push_worksheet(book.lists()?);
    Ok(Made { bytes: workbook.save_to_buffer()?, left_out: book.left_out })
}

/// Whether a sheet is one that the template has beside its tables.
pub(super) fn is_own(name: &str, words: &[Words; 4]) -> bool {
    words
        .iter()
        .any(|words| [words.say("sheet.guide", &[]), words.say("sheet.lists", &[])].iter().any(|own| own == name))
}

/// What stands below the title of a column: what it holds and how that is written.
pub(super) fn explanation(words: &Words, sheet: &Sheet, column: &Column) -> String {
    let hint = match (column.at, sheet.shape(column)) {
        (_, Some(Shape::Quantity)) => "hint.quantity",
        (_, Some(Shape::Date)) => "hint.date",
        (_, Some(Shape::Age)) => "hint.age",
        (_, Some(Shape::List(of))) if matches!(of(), Shape::Words) => "hint.lines",
        (_, Some(Shape::List(_))) => "hint.several",
        (At::Slug, _) | (At::Own("id"), _) => "hint.id",
        _ if !column.list.is_empty() && column.list != "grant" && column.list != "lot" => "hint.list",
        _ => return words.column_about(column.name),
    };
    format!("{} {}", words.column_about(column.name), words.say(hint, &[]))
}

struct Looks {
    head: Format,
    explanation: Format,
    text: Format,
    year: Format,
    day: Format,
    month: Format,
}

impl Looks {
    fn new() -> Self {
        let top = || Format::new().set_align(FormatAlign::Top).set_text_wrap();
        let line = || top().set_border_bottom(FormatBorder::Thin);
        Self {
            head: line().set_bold().set_background_color(Color::RGB(0x00E8_EEF4)),
            explanation: line().set_italic().set_font_size(9).set_font_color(Color::RGB(0x0044_4444)),
            text: top().set_num_format("@"),
            year: top().set_num_format("0").set_align(FormatAlign::Left),
            day: top().set_num_format("dd\\.mm\\.yyyy").set_align(FormatAlign::Left),
            month: top().set_num_format("mm\\.yyyy").set_align(FormatAlign::Left),
        }
    }

    fn number(number: &Decimal) -> Format {
        let places = number.scale() as usize;
        let places = if places == 0 { String::new() } else { format!(".{}", "0".repeat(places)) };
        Format::new().set_align(FormatAlign::Top).set_num_format(format!("#,##0{places}"))
    }
}

/// Lists to choose from: each is a column of a sheet of its own.
#[derive(Default)]
struct Lists {
    names: Vec<(String, Vec<String>)>,
}

struct Book<'t> {
    wanted: &'t Template<'t>,
    words: &'static Words,
    labels: &'t Labels,
    lists: Lists,
    left_out: Vec<(String, String)>,
    looks: Looks,
}

impl Book<'_> {
    /// The languages in which the portal has texts.
    fn languages(&self) -> Vec<Lang> {
        let portal = self.wanted.portal.portal.iter();
        let own = portal.flat_map(|it| it.languages.iter().chain(&it.further_languages)).map(|lang| lang.value);
        let languages: Vec<Lang> = own.collect();
        if languages.is_empty() { vec![self.wanted.lang] } else { languages }
    }

    /// What the workbook is and how it is filled in.
    fn guide(&self, sheets: &[&'static Sheet]) -> Result<Worksheet, XlsxError> {
        let mut page = Worksheet::new();
        page.set_name(self.words.say("sheet.guide", &[]))?;
        page.set_column_width(0, 34)?.set_column_width(1, 100)?;
        let steps = ["guide.what", "guide.rows", "guide.id", "guide.languages", "guide.import"];
        let mut row = 0;
        for step in steps {
            let text = self.words.say(step, &[]);
            page.merge_range(row, 0, row, 1, &text, &self.looks.text)?;
            page.set_row_height(row, 34)?;
            row += 1;
        }
        for sheet in sheets {
            row += 1;
            page.write_string_with_format(row, 0, self.words.sheet(sheet.name), &self.looks.head)?;
            page.write_string_with_format(row, 1, self.words.sheet_about(sheet.name), &self.looks.text)?;
        }
        Ok(page)
    }

    fn sheet(&mut self, sheet: &'static Sheet, rows: &[Cells]) -> Result<Worksheet, XlsxError> {
        let mut page = Worksheet::new();
        let title = self.words.sheet(sheet.name);
        page.set_name(&title)?.set_freeze_panes(2, 0)?;
        let columns = self.columns(sheet, rows);
        let mut at = BTreeMap::new();
        for (number, (column, part)) in (0_u16..).zip(&columns) {
            self.head(&mut page, number, sheet, column, *part)?;
            at.insert((column.name, order(*part)), number);
        }
        for (row, cells) in (2_u32..).zip(rows) {
            for (name, part, cell) in cells {
                let column = at.get(&(*name, order(*part))).or_else(|| at.get(&(*name, order(self.first(*part)))));
                let Some(column) = column else { continue };
                self.cell(&mut page, &title, row, *column, cell)?;
            }
        }
        let last = u16::try_from(columns.len()).unwrap_or(u16::MAX).saturating_sub(1);
        page.autofilter(0, 0, u32::try_from(rows.len()).unwrap_or(ROWS) + 1, last)?;
        Ok(page)
    }

    /// A mark that holds for every language stands in the column of the first one.
    fn first(&self, part: Part) -> Part {
        match part {
            Part::Same => self.languages().first().map_or(part, |lang| Part::In(*lang)),
            other => other,
        }
    }

    /// The columns with their parts: a text has one for each language, and one for all where the content needs it.
    fn columns(&self, sheet: &'static Sheet, rows: &[Cells]) -> Vec<(&'static Column, Part)> {
        let mut used: BTreeSet<(&str, usize)> = BTreeSet::new();
        for (name, part, cell) in rows.iter().flatten() {
            let is_mark = matches!(cell, Filled::Text(text) if ["-", "?"].contains(&text.trim()));
            if !(is_mark && *part == Part::Same) {
                used.insert((name, order(*part)));
            }
        }
        let languages = self.languages();
        let mut columns = Vec::new();
        for column in sheet.columns {
            if !sheet.is_words(column) {
                columns.push((column, Part::Value));
                continue;
            }
            let others = Lang::ALL
                .into_iter()
                .filter(|lang| !languages.contains(lang) && used.contains(&(column.name, order(Part::In(*lang)))));
            columns.extend(languages.iter().copied().chain(others).map(|lang| (column, Part::In(lang))));
            if used.contains(&(column.name, order(Part::Same))) {
                columns.push((column, Part::Same));
            }
        }
        columns
    }

    fn head(
        &mut self,
        page: &mut Worksheet,
        number: u16,
        sheet: &'static Sheet,
        column: &'static Column,
        part: Part,
    ) -> Result<(), XlsxError> {
        let title = match part {
            Part::In(lang) => self.words.column_in(column.name, Some(lang)),
            Part::Same => self.words.column_in(column.name, None),
            _ => self.words.column(column.name),
        };
        let title = if is_required(sheet, column) { format!("{title} *") } else { title };
        page.write_string_with_format(0, number, title, &self.looks.head)?;
        page.write_string_with_format(1, number, explanation(self.words, sheet, column), &self.looks.explanation)?;
        let is_text = sheet.is_words(column) || column.at == At::Passage;
        page.set_column_width(number, if is_text { 40 } else { 20 })?;
        page.set_column_format(number, &self.looks.text)?;
        let several = matches!(sheet.shape(column), Some(Shape::List(_)));
        let list = if matches!(sheet.shape(column), Some(Shape::Flag)) || column.list == "partners" {
            "yes_no"
        } else {
            column.list
        };
        if !list.is_empty() {
            let choices = match sheet.shape(column) {
                Some(Shape::Choice(codes)) => {
                    codes.codes.iter().map(|code| self.labels.label(list, code, self.wanted.lang).to_owned()).collect()
                }
                _ if list == "grant" || list == "lot" => {
                    self.labels.list(list, self.wanted.lang).into_iter().map(|(code, _)| code.to_owned()).collect()
                }
                _ => self.labels.list(list, self.wanted.lang).into_iter().map(|(_, label)| label.to_owned()).collect(),
            };
            // The lists of a portal may grow with the workbook; several values stand in one cell.
            let open = several || ["grant", "lot", "organisation", "outlet", "unit", "theme"].contains(&list);
            self.choose(page, number, list, choices, open)?;
        }
        Ok(())
    }

    fn choose(
        &mut self,
        page: &mut Worksheet,
        column: u16,
        list: &str,
        choices: Vec<String>,
        open: bool,
    ) -> Result<(), XlsxError> {
        if choices.is_empty() {
            return Ok(());
        }
        let last = choices.len() + 1;
        let at = self.lists.names.iter().position(|(name, _)| name == list).unwrap_or_else(|| {
            self.lists.names.push((list.to_owned(), choices));
            self.lists.names.len() - 1
        });
        let letter = letters(at);
        let name = self.words.say("sheet.lists", &[]);
        let range = Formula::new(format!("='{name}'!${letter}$2:${letter}${last}"));
        let style = if open { DataValidationErrorStyle::Information } else { DataValidationErrorStyle::Stop };
        let rule = DataValidation::new().allow_list_formula(range).set_error_style(style).show_error_message(!open);
        page.add_data_validation(2, column, ROWS + 1, column, &rule)?;
        Ok(())
    }

    fn cell(
        &mut self,
        page: &mut Worksheet,
        title: &str,
        row: u32,
        column: u16,
        cell: &Filled,
    ) -> Result<(), XlsxError> {
        match cell {
            Filled::Text(text) if text.encode_utf16().count() > LETTERS => {
                self.left_out.push((title.to_owned(), text.chars().take(60).collect()));
            }
            Filled::Text(text) => {
                page.write_string_with_format(row, column, text, &self.looks.text)?;
            }
            Filled::Number(number) => match binary(number) {
                Some(value) => {
                    page.write_number_with_format(row, column, value, &Looks::number(number))?;
                }
                None => {
                    page.write_string_with_format(row, column, number.to_string(), &self.looks.text)?;
                }
            },
            Filled::Date(date) => self.date(page, row, column, *date)?,
        }
        Ok(())
    }

    fn date(&self, page: &mut Worksheet, row: u32, column: u16, date: PartialDate) -> Result<(), XlsxError> {
        let looks = match date {
            PartialDate::Year(year) => {
                page.write_number_with_format(row, column, f64::from(year), &self.looks.year)?;
                return Ok(());
            }
            PartialDate::Month(..) => &self.looks.month,
            PartialDate::Day(_) => &self.looks.day,
        };
        match day(date.first_day()) {
            Some(day) => page.write_datetime_with_format(row, column, &day, looks)?,
            None => page.write_string_with_format(row, column, date.to_string(), &self.looks.text)?,
        };
        Ok(())
    }

    /// The lists, on a sheet that is not shown.
    fn lists(&self) -> Result<Worksheet, XlsxError> {
        let mut page = Worksheet::new();
        page.set_name(self.words.say("sheet.lists", &[]))?.set_hidden(true);
        for (column, (name, choices)) in (0_u16..).zip(&self.lists.names) {
            page.write_string(0, column, name)?;
            for (row, choice) in (1_u32..).zip(choices) {
                page.write_string(row, column, choice)?;
            }
        }
        Ok(page)
    }
}

/// Whether a row means nothing without this column.
fn is_required(sheet: &Sheet, column: &Column) -> bool {
    let key = match column.at {
        At::Slug | At::Passage | At::Language => return true,
        At::Own(key) if !key.contains('.') => key,
        _ => return false,
    };
    sheet.own().and_then(|record| record.keys.iter().find(|it| it.name == key)).is_some_and(|key| (key.required)())
}

fn order(part: Part) -> usize {
    match part {
        Part::In(lang) => 1 + lang as usize,
        Part::Same => 5,
        _ => 0,
    }
}

fn letters(at: usize) -> String {
    let letter = |at: usize| char::from(b'A' + u8::try_from(at % 26).unwrap_or_default());
    if at < 26 { letter(at).to_string() } else { format!("{}{}", letter(at / 26 - 1), letter(at)) }
}

/// The binary number that is written with the same digits.
fn binary(number: &Decimal) -> Option<f64> {
    let digits = number.mantissa().unsigned_abs().to_string().len();
    f64::from_str(&number.to_string()).ok().filter(|_| digits <= 15)
}

/// Workbooks know no day before 1900.
fn day(date: Date) -> Option<ExcelDateTime> {
    let year = u16::try_from(date.year()).ok().filter(|year| *year >= 1900)?;
    ExcelDateTime::from_ymd(year, date.month().unsigned_abs(), date.day().unsigned_abs()).ok()
}
