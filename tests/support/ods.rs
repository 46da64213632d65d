//! OpenDocument spreadsheets for tests, written by hand (OpenDocument 1.3, part 3): what calamine and officers' programs read.

use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const KIND: &str = "application/vnd.oasis.opendocument.spreadsheet";

/// A workbook with one sheet. Cells that are numbers are numbers, `2025-04-01` is a date, `12 %` a percentage, and `""` is
/// empty.
pub fn sheet<const N: usize>(name: &str, rows: &[[&str; N]]) -> Vec<u8> {
    let rows: String =
        rows.iter().map(|row| format!("<table:table-row>{}</table:table-row>", row.map(cell).concat())).collect();
    workbook(&format!("<table:table table:name=\"{name}\">{rows}</table:table>"))
}

/// A workbook of these tables.
pub fn workbook(tables: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
         <office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" office:version=\"1.3\">\
         <office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    );
    let manifest = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
         <manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" manifest:version=\"1.3\">\
         <manifest:file-entry manifest:full-path=\"/\" manifest:media-type=\"{KIND}\"/>\
         <manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/></manifest:manifest>"
    );
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // The kind of the document comes first and is not packed.
    zip.start_file("mimetype", SimpleFileOptions::default().compression_method(CompressionMethod::Stored)).unwrap();
    zip.write_all(KIND.as_bytes()).unwrap();
    for (part, text) in [("META-INF/manifest.xml", manifest), ("content.xml", content)] {
        zip.start_file(part, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn cell(text: &str) -> String {
    let shown = text.replace('&', "&amp;").replace('<', "&lt;");
    let value = |kind: &str, value: &str| format!("office:value-type=\"{kind}\" {value}");
    let percent = text.strip_suffix(" %").and_then(|number| number.parse::<f64>().ok());
    let kind = if text.is_empty() {
        return "<table:table-cell/>".to_owned();
    } else if text.parse::<f64>().is_ok() {
        value("float", &format!("office:value=\"{text}\""))
    } else if let Some(number) = percent {
        value("percentage", &format!("office:value=\"{}\"", number / 100.0))
    } else if text.len() == 10 && text.split('-').all(|part| part.parse::<u16>().is_ok()) {
        value("date", &format!("office:date-value=\"{text}\""))
    } else {
        value("string", "")
    };
    format!("<table:table-cell {kind}><text:p>{shown}</text:p></table:table-cell>")
}
