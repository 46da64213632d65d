//! The parts of a Word document, and their package.

use super::runs::escaped;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// A package with this body, with footnotes and with `lists` numbered lists beside the one with dots.
pub fn document(body: &str, footnotes: &[String], lists: usize, landscape: bool) -> Vec<u8> {
    let section = section(landscape);
    package(&[
        ("[Content_Types].xml", content_types()),
        ("_rels/.rels", relations(&[("officeDocument", "word/document.xml")])),
        (
            "word/_rels/document.xml.rels",
            relations(&[("styles", "styles.xml"), ("numbering", "numbering.xml"), ("footnotes", "footnotes.xml")]),
        ),
        ("word/document.xml", format!("{HEAD}<w:document {MAIN}><w:body>{body}{section}</w:body></w:document>")),
        ("word/styles.xml", styles()),
        ("word/numbering.xml", numbering(lists)),
        ("word/footnotes.xml", notes(footnotes)),
    ])
}

/// Size and margins of pages.
pub fn section(landscape: bool) -> &'static str {
    if landscape {
        "<w:sectPr><w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/></w:sectPr>"
    } else {
        "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/></w:sectPr>"
    }
}

fn package(parts: &[(&str, String)]) -> Vec<u8> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn content_types() -> String {
    let parts: String =
        [("document", "document.main"), ("styles", "styles"), ("numbering", "numbering"), ("footnotes", "footnotes")]
            .iter()
            .map(|(part, kind)| format!("<Override PartName=\"/word/{part}.xml\" ContentType=\"{TYPE}.{kind}+xml\"/>"))
            .collect();
    format!(
        "{HEAD}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>{parts}</Types>"
    )
}

fn relations(targets: &[(&str, &str)]) -> String {
    let each: String = (1..)
        .zip(targets)
        .map(|(id, (kind, to))| format!("<Relationship Id=\"rId{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{to}\"/>"))
        .collect();
    format!("{HEAD}<Relationships xmlns=\"{RELATIONS}\">{each}</Relationships>")
}

fn styles() -> String {
    let headings: String = (1..=2)
        .map(|level| {
            format!(
                "<w:style w:type=\"paragraph\" w:styleId=\"Heading{level}\"><w:name w:val=\"heading {level}\"/>\
                 <w:pPr><w:outlineLvl w:val=\"{}\"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>",
                level - 1
            )
        })
        .collect();
    let sides: String = ["top", "left", "bottom", "right", "insideH", "insideV"]
        .iter()
        .map(|side| format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>"))
        .collect();
    format!(
        "{HEAD}<w:styles {MAIN}>{headings}<w:style w:type=\"table\" w:styleId=\"TableGrid\"><w:name w:val=\"Table Grid\"/>\
         <w:tblPr><w:tblBorders>{sides}</w:tblBorders></w:tblPr></w:style></w:styles>"
    )
}

/// List 1 has dots; every other is numbered from one on.
fn numbering(lists: usize) -> String {
    let kind = |id: usize, format: &str, text: &str| {
        format!(
            "<w:abstractNum w:abstractNumId=\"{id}\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/>\
             <w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/></w:lvl></w:abstractNum>"
        )
    };
    let numbered: String = (2..lists + 2)
        .map(|id| {
            format!(
                "<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"0\">\
                 <w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>"
            )
        })
        .collect();
    format!(
        "{HEAD}<w:numbering {MAIN}>{}{}<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>{numbered}</w:numbering>",
        kind(0, "bullet", "•"),
        kind(1, "decimal", "%1.")
    )
}

fn notes(footnotes: &[String]) -> String {
    let each: String = (1..)
        .zip(footnotes)
        .map(|(id, text)| {
            let text = escaped(text);
            format!(
                "<w:footnote w:id=\"{id}\"><w:p><w:r><w:footnoteRef/></w:r>\
                 <w:r><w:t xml:space=\"preserve\"> {text}</w:t></w:r></w:p></w:footnote>"
            )
        })
        .collect();
    format!(
        "{HEAD}<w:footnotes {MAIN}><w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>\
         <w:footnote w:type=\"continuationSeparator\" w:id=\"0\"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>\
         {each}</w:footnotes>"
    )
}
