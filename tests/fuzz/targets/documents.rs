//! Documents and spreadsheets that are imported.

use super::package;
use esep::finding::Code;
use esep::import::{self, Draft, Fault, Request, Source};
use esep::read::{Drafts, Memory};
use std::sync::LazyLock;

const DAY: jiff::civil::Date = jiff::civil::date(2026, 11, 20);

static PORTAL: LazyLock<Memory> = LazyLock::new(|| {
    Memory::default().with("content/portal.toml", include_str!("../../support/portal/content/portal.toml"))
});
static DRAFTS: LazyLock<Drafts> = LazyLock::new(|| esep::read::read(&*PORTAL).value);

/// Parts that a text needs not name to be a Word document.
const WORD: [(&str, &str); 1] = [(
    "_rels/.rels",
    "<Relationships><Relationship Type=\"x/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>",
)];
/// Parts that a text needs not name to be a workbook of one sheet.
const WORKBOOK: [(&str, &str); 2] = [
    (
        "xl/workbook.xml",
        "<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>\
         <sheet name=\"Показатели\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
    ),
    (
        "xl/_rels/workbook.xml.rels",
        "<Relationships><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/\
         relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>",
    ),
];
/// Parts that a text needs not name to be an OpenDocument spreadsheet.
const SPREADSHEET: [(&str, &str); 2] =
    [("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("META-INF/manifest.xml", "<manifest:manifest/>")];

/// A Word document: an archive, or its parts laid out as text.
pub fn docx(bytes: &[u8]) {
    imported("form.docx", package::put_together(bytes, &WORD));
}

/// A workbook: an archive, or its parts laid out as text.
pub fn xlsx(bytes: &[u8]) {
    imported("book.xlsx", package::put_together(bytes, &WORKBOOK));
}

/// An OpenDocument spreadsheet: an archive, or its parts laid out as text.
pub fn ods(bytes: &[u8]) {
    imported("sheet.ods", package::put_together(bytes, &SPREADSHEET));
}

/// A table as text.
pub fn csv(bytes: &[u8]) {
    imported("indicators.csv", bytes.to_vec());
}

/// The same document gives the same draft. What is written of it can be read, and is there when it is imported again.
fn imported(name: &str, bytes: Vec<u8>) {
    let source = Source { name: name.to_owned(), bytes };
    let request = Request { portal: &DRAFTS, language: None, grant: None, today: DAY };
    let read = import::read(&source, &request);
    assert_eq!(read, import::read(&source, &request), "the same document");
    let Ok(mut draft) = read else { return };
    import::complete(&mut draft, &request, name, &*PORTAL);
    match import::apply(&draft, &*PORTAL, false) {
        Ok(changes) => written(
            &draft,
            changes.texts().fold(PORTAL.clone(), |portal, (path, text)| portal.with(&format!("content/{path}"), text)),
        ),
        Err(fault) => assert!(matches!(fault, Fault::OutsideContent(_)), "{fault:?}"),
    }
}

fn written(draft: &Draft, portal: Memory) {
    for finding in esep::read::read(&portal).findings {
        assert!(!matches!(finding.code, Code::TomlSyntax | Code::UnknownKey | Code::NotUtf8), "{finding:?}");
    }
    let again = import::apply(draft, &portal, false).unwrap();
    let changed: Vec<_> = again.texts().collect();
    assert!(changed.is_empty(), "imported again: {changed:?}");
}
