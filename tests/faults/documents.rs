//! Documents that unfold: tables without end, archives, entities, nests, pictures.

use crate::photo;
use crate::support::{Portal, Told, head, line_about, tree};
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const GRANT: &str = "content/grants/2024/ai-komek";

/// An archive of these parts.
fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// An archive with a part that unfolds to so many megabytes of spaces.
fn unfolding(part: &str, megabytes: usize) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("_rels/.rels", SimpleFileOptions::default()).unwrap();
    zip.write_all(RELATIONS.as_bytes()).unwrap();
    zip.start_file(part, SimpleFileOptions::default()).unwrap();
    let spaces = vec![b' '; 1_000_000];
    (0..megabytes).for_each(|_| zip.write_all(&spaces).unwrap());
    zip.finish().unwrap().into_inner()
}

const RELATIONS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
    <Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" \
    Target=\"word/document.xml\"/></Relationships>";

/// A Word document whose body is this.
fn word(before: &str, body: &str) -> Vec<u8> {
    let text = format!("{before}<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    packed(&[("_rels/.rels", RELATIONS.as_bytes()), ("word/document.xml", text.as_bytes())])
}

/// A workbook with one sheet of these rows.
fn book(rows: &str) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let workbook = format!(
        "<workbook xmlns=\"{main}\" xmlns:r=\"{relation}\"><sheets><sheet name=\"Indicators\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
    );
    let relations = format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" \
         Type=\"{relation}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
    );
    let sheet = format!("<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData></worksheet>");
    packed(&[
        ("_rels/.rels", RELATIONS.replace("word/document.xml", "xl/workbook.xml").as_bytes()),
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

/// The import of a document. Content and site are as before.
fn refused(name: &str, bytes: &[u8]) -> Told {
    let portal = Portal::new();
    portal.write(name, bytes);
    let before = tree(&portal.root.join("content"));
    let told = portal.esep(&["import", name, "--ui-lang", "en", "--grant", "ai-komek"]);
    assert_eq!(told.status, Some(2), "{name}: {} {}", told.err, head(&told.out));
    assert_eq!(told.err.lines().count(), 1, "{name}: {}", told.err);
    assert!(told.err.starts_with(&format!("esep: {name}: ")), "{}", told.err);
    assert_eq!(tree(&portal.root.join("content")), before);
    portal.stands();
    told
}

#[test]
fn a_table_of_a_million_lines_is_too_long() {
    let head = "Grant,Permanent name,Planned\n";
    let lines: String = (0..1_000_000).map(|at| format!("ai-komek,l{at},{at}\n")).collect();
    let told = refused("lines.csv", (head.to_owned() + &lines).as_bytes());
    assert!(told.err.contains("rows"), "{}", told.err);
    let cell = |text: &str| format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let row = |texts: [&str; 3]| format!("<row>{}</row>", texts.map(cell).concat());
    let rows: String = (0..50_001).map(|at| row(["ai-komek", &format!("line-{at}"), "Line"])).collect();
    let told = refused("lines.xlsx", &book(&(row(["Grant", "Permanent name", "Name"]) + &rows)));
    assert!(told.err.contains("rows"), "{}", told.err);
}

#[test]
fn what_unfolds_without_end_is_refused() {
    refused("bomb.xlsx", &unfolding("xl/worksheets/sheet1.xml", 310));
    refused("bomb.ods", &unfolding("content.xml", 310));
    refused("bomb.docx", &unfolding("word/document.xml", 110));
    let entities: String =
        (1..11).map(|at| format!("<!ENTITY a{at} \"{}\">", format!("&a{};", at - 1).repeat(10))).collect();
    let laughs = format!("<!DOCTYPE x [<!ENTITY a0 \"ha\">{entities}]>");
    refused("laughs.docx", &word(&laughs, "<w:p><w:r><w:t>&a10;</w:t></w:r></w:p>"));
    let nest = |tag: &str| format!("{}{}", format!("<{tag}>").repeat(200_000), format!("</{tag}>").repeat(200_000));
    for tag in ["w:sdt", "w:tbl", "w:p", "mc:AlternateContent"] {
        refused("nest.docx", &word("", &nest(tag)));
    }
    let cells = format!("<w:tbl>{}</w:tbl>", "<w:tr><w:tc/></w:tr>".repeat(1_000_000));
    refused("cells.docx", &word("", &cells));
}

/// A few bytes that say of themselves that they are large, and photos that break off.
#[test]
fn pictures_that_unfold_are_told() {
    let portal = Portal::new();
    let webp = photo::webp(640, 480);
    let pictures = [
        ("bomb.png", photo::png_header(60_000, 60_000), "picture-too-large"),
        ("long.png", photo::png_header(1, 4_000_000_000), "picture-too-large"),
        ("empty.jpg", Vec::new(), "picture-unreadable"),
        ("cut.webp", webp[..webp.len() / 2].to_vec(), "picture-unreadable"),
        ("header.png", photo::png_header(12_000, 9_000), "picture-unreadable"),
        ("other.png", photo::png_header(11_000, 10_000), "picture-unreadable"),
    ];
    for (name, bytes, _) in &pictures {
        portal.write(&format!("{GRANT}/pictures/{name}"), bytes);
        let entry = format!(
            "[[picture]]\nfile = \"{name}\"\ndescription.kk = \"Сурет\"\ndescription.ru = \"Снимок\"\nconsent = \"written\"\n"
        );
        portal.add(&format!("{GRANT}/grant.toml"), &entry);
    }
    let told = portal.refused();
    for (name, _, code) in &pictures {
        let line = told.lines().find(|line| line.contains(name)).unwrap_or_else(|| panic!("{name}: {told}"));
        assert!(line.contains(&format!("error[{code}]")), "{line}");
    }
    assert!(line_about(&told, &format!("{GRANT}/grant.toml")).is_some());
}
