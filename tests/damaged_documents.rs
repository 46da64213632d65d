//! Damaged and hostile documents: hundreds of broken copies of a Word report, a form, a workbook and an `.ods` sheet are refused or
//! read as far as they go, never with a panic and never without end.
//!
//! The damage is random and always the same: the seed of each copy is its number.

#[path = "support/damage.rs"]
mod damage;
#[path = "support/docx/mod.rs"]
mod docx;
#[path = "support/ods.rs"]
mod ods;
#[path = "support/package.rs"]
mod package;

use damage::{IN_DOCUMENTS, Random};
use esep::form::{Carried, Kind, form};
use esep::import::{self, Fault, Request, Source, Template};
use esep::language::Lang;
use esep::read::{Drafts, Files, Folder, Memory};
use rayon::prelude::*;
use std::panic::{AssertUnwindSafe, catch_unwind};

const DAY: jiff::civil::Date = jiff::civil::date(2026, 11, 20);
/// How many broken copies of each document are imported.
const COPIES: u64 = 60;

fn portal() -> Memory {
    Memory::default().with("content/portal.toml", include_str!("../content/portal.toml"))
}

fn imported(name: &str, bytes: Vec<u8>, portal: &Drafts) -> Result<(), Fault> {
    let request = Request { portal, language: None, grant: Some("2025/orman"), today: DAY };
    let source = Source { name: name.to_owned(), bytes };
    let mut draft = import::read(&source, &request)?;
    import::complete(&mut draft, &request, name, &self::portal());
    import::apply(&draft, &self::portal(), false).map(drop)
}

/// Sound documents, by name.
fn documents() -> Vec<(&'static str, Vec<u8>)> {
    let content = Folder::new(env!("CARGO_MANIFEST_DIR"));
    let drafts = esep::read::read(&content).value;
    let world = esep::World { today: DAY, base_url: None, strict: false, edition: None };
    let printed = esep::laid_out(&content, &world, |site, _| {
        let mut form = form(site, Lang::Kk, 0, Kind::Report).unwrap();
        let slug = &site.portal.grants[0].slug;
        form.carried = Some(Carried::of(&content as &dyn Files, slug, Lang::Kk, Kind::Report));
        esep::form::docx::document(&form).unwrap()
    });
    let tables = ["indicators"];
    let book = Template { lang: Lang::Ru, portal: &drafts, tables: &tables, filled: Some(&content), today: DAY };
    let sheet = [["Грант", "Постоянное имя", "Название", "План"], ["orman", "trees", "Деревья", "50"]];
    vec![
        ("report.docx", docx::from_file("import/case-e/report.txt")),
        ("form.docx", printed.unwrap()),
        ("book.xlsx", import::template(&book).unwrap().bytes),
        ("sheet.ods", ods::sheet("Показатели", &sheet)),
    ]
}

/// A sound archive with one part whose text is cut off, lost, or damaged.
fn broken_part(archive: &[u8], random: &mut Random) -> Vec<u8> {
    let mut parts = package::parts(archive);
    let chosen = random.below(parts.len());
    let text = &mut parts[chosen].1;
    match random.below(4) {
        0 => text.truncate(random.below(text.len())),
        1 => text.clear(),
        _ => *text = damage::damage(random, std::mem::take(text), IN_DOCUMENTS),
    }
    package::packed(&parts)
}

#[test]
fn hundreds_of_damaged_documents_are_refused_or_read_without_a_panic() {
    let portal = esep::read::read(&portal()).value;
    for (name, sound) in documents() {
        assert_eq!(imported(name, sound.clone(), &portal), Ok(()), "{name}");
        let outcomes: Vec<Option<bool>> = (0..COPIES)
            .into_par_iter()
            .map(|copy| {
                let mut random = Random(copy);
                let broken = if copy % 2 == 0 {
                    damage::transmission(&mut random, sound.clone())
                } else {
                    broken_part(&sound, &mut random)
                };
                let done = catch_unwind(AssertUnwindSafe(|| imported(name, broken, &portal).is_ok()));
                done.ok()
            })
            .collect();
        let panics: Vec<usize> = (0..outcomes.len()).filter(|copy| outcomes[*copy].is_none()).collect();
        assert_eq!(panics, Vec::<usize>::new(), "{name}");
        assert!(outcomes.contains(&Some(false)), "{name}: nothing was refused, so nothing was broken");
    }
}

/// Ten entities, each ten times the one before: a few lines that would take ten gigabytes.
fn laughing(root: &str) -> Vec<u8> {
    let mut text = String::from("<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a0 \"ha\">");
    for at in 1..11 {
        let ten = format!("&a{};", at - 1).repeat(10);
        text.push_str(&format!("<!ENTITY a{at} \"{ten}\">"));
    }
    text.push_str(&format!("]><{root}>&a10;</{root}>"));
    text.into_bytes()
}

#[test]
fn entities_that_multiply_are_never_unfolded() {
    let portal = esep::read::read(&portal()).value;
    let parts = [
        ("report.docx", "word/document.xml", "w:document"),
        ("form.docx", "customXml/item1.xml", "content"),
        ("book.xlsx", "xl/workbook.xml", "workbook"),
        ("sheet.ods", "content.xml", "office:document-content"),
    ];
    let documents = documents();
    for (name, part, root) in parts {
        let (_, sound) = documents.iter().find(|(of, _)| *of == name).unwrap();
        let done = imported(name, package::with_parts(sound, &[(part, &laughing(root))]), &portal);
        // Data of other programs, whatever is in them, do not make a document unreadable.
        assert_eq!(done.is_err(), name != "form.docx", "{name}: {done:?}");
    }
}

#[test]
fn archives_that_unpack_without_end_are_refused() {
    let portal = esep::read::read(&portal()).value;
    let documents = documents();
    let spaces = vec![b' '; 310_000_000];
    for (name, part) in
        [("report.docx", "word/document.xml"), ("book.xlsx", "xl/workbook.xml"), ("sheet.ods", "content.xml")]
    {
        let (_, sound) = documents.iter().find(|(of, _)| *of == name).unwrap();
        let bomb = package::with_parts(sound, &[(part, &spaces)]);
        assert!(bomb.len() < 1_000_000, "{name}: {}", bomb.len());
        assert!(matches!(imported(name, bomb, &portal), Err(Fault::TooLarge(_))), "{name}");
    }
}

/// Cells far beyond the edge of any sheet, and sheets that each would take the room of all that may be taken.
#[test]
fn spreadsheets_without_end_are_read_to_their_edge_or_refused() {
    let portal = esep::read::read(&portal()).value;
    let table =
        |cells: &str| format!("<table:table table:name=\"x\"><table:table-row>{cells}</table:table-row></table:table>");
    let gap = "<table:table-cell table:number-columns-repeated=\"2000000\"/>".repeat(2_200);
    let merged = table(&format!("{gap}<table:table-cell table:number-columns-spanned=\"9\"/>"));
    assert_eq!(imported("sheet.ods", ods::workbook(&merged), &portal), Err(Fault::Nothing));
    let far = "<table:table-row table:number-rows-repeated=\"900\"/><table:table-row><table:table-cell \
               table:number-columns-repeated=\"9000\"/><table:table-cell office:value-type=\"float\" \
               office:value=\"1\"/></table:table-row>";
    let tables: String = (0..9).map(|at| format!("<table:table table:name=\"{at}\">{far}</table:table>")).collect();
    assert!(matches!(imported("sheet.ods", ods::workbook(&tables), &portal), Err(Fault::TooLarge(_))));
}

/// A reader that waits for the end of a table or a remark would wait for ever.
#[test]
fn what_never_ends_in_a_sheet_is_broken() {
    let portal = esep::read::read(&portal()).value;
    let row = "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>a</text:p>";
    for open in ["</table:table-cell></table:table-row>", "<office:annotation>"] {
        let open = format!("<table:table table:name=\"x\">{row}{open}");
        let sheet = ods::workbook(&open);
        let parts = package::parts(&sheet);
        let (_, content) = parts.iter().find(|(name, _)| name == "content.xml").unwrap();
        let end = String::from_utf8_lossy(content).find(&open).unwrap() + open.len();
        let done = imported("sheet.ods", package::with_parts(&sheet, &[("content.xml", &content[..end])]), &portal);
        assert!(matches!(done, Err(Fault::Broken(_))), "{open}: {done:?}");
    }
}

/// A workbook whose first sheet and texts are these.
fn workbook(sheet: &str, text: &str) -> Vec<u8> {
    let kind = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let sheet = format!("<worksheet xmlns=\"{kind}\">{sheet}</worksheet>");
    let texts = format!("<sst xmlns=\"{kind}\"><si><t>{text}</t></si></sst>");
    let documents = documents();
    let (_, sound) = documents.iter().find(|(of, _)| *of == "book.xlsx").unwrap();
    let parts = [("xl/worksheets/sheet1.xml", sheet.as_bytes()), ("xl/sharedStrings.xml", texts.as_bytes())];
    package::with_parts(sound, &parts)
}

/// Names that are longer than that of any cell would be counted over the edge of a number.
#[test]
fn cells_that_no_sheet_has_are_broken() {
    let portal = esep::read::read(&portal()).value;
    for merged in ["AfillStyleLst", "A99999999999", "B9:A1"] {
        let cells = format!("<sheetData/><mergeCells count=\"1\"><mergeCell ref=\"{merged}\"/></mergeCells>");
        let done = imported("book.xlsx", workbook(&cells, ""), &portal);
        assert_eq!(done, Err(Fault::Broken(merged.to_owned())), "{merged}");
    }
}

/// A text of a megabyte in each of a thousand cells, and four hundred million spaces.
#[test]
fn what_is_written_once_and_told_often_takes_the_room_of_all() {
    let portal = esep::read::read(&portal()).value;
    let long = "a".repeat(1_000_000);
    let row = |at: usize| format!("<row r=\"{at}\"><c r=\"A{at}\" t=\"s\"><v>0</v></c></row>");
    let cells = format!("<sheetData>{}</sheetData>", (1..=1000).map(row).collect::<String>());
    assert!(matches!(imported("book.xlsx", workbook(&cells, &long), &portal), Err(Fault::TooLarge(_))));
    let cell = |repeats: &str, text: &str| {
        format!("<table:table-cell office:value-type=\"string\" {repeats}><text:p>{text}</text:p></table:table-cell>")
    };
    for cell in [cell("table:number-columns-repeated=\"1000\"", &long), cell("", "<text:s text:c=\"400000000\"/>")] {
        let table = format!("<table:table table:name=\"x\"><table:table-row>{cell}</table:table-row></table:table>");
        assert!(matches!(imported("sheet.ods", ods::workbook(&table), &portal), Err(Fault::TooLarge(_))));
    }
}
