//! The Word documents below `import/` are made from text: every part of them is sound, and the same text gives the
//! same bytes. They are left in the folder for the tests' files, to be opened in a word processor.

#[path = "support/docx/mod.rs"]
mod docx;

use quick_xml::Reader;
use quick_xml::events::Event;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use zip::ZipArchive;

/// The texts of the documents, below `tests/`.
fn texts() -> Vec<PathBuf> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let files = walkdir::WalkDir::new(tests.join("import")).sort_by_file_name();
    let files = files.into_iter().map(|entry| entry.unwrap().into_path());
    let texts = files.filter(|path| path.extension().is_some_and(|end| end == "txt"));
    texts.map(|path| path.strip_prefix(&tests).unwrap().to_owned()).collect()
}

fn parts(document: &[u8]) -> Vec<(String, String)> {
    let mut zip = ZipArchive::new(Cursor::new(document)).unwrap();
    let names: Vec<String> = zip.file_names().map(|name| name.unwrap().into_owned()).collect();
    let mut part = |name: String| {
        let mut text = String::new();
        zip.by_name(&name).unwrap().read_to_string(&mut text).unwrap();
        (name, text)
    };
    names.into_iter().map(&mut part).collect()
}

/// All text of a part; a part that is not well-formed fails the test.
fn text_of(name: &str, xml: &str) -> String {
    let mut reader = Reader::from_str(xml);
    let mut text = String::new();
    loop {
        match reader.read_event().unwrap_or_else(|fault| panic!("{name}: {fault}")) {
            Event::Text(piece) => text.push_str(&piece.xml10_content()),
            Event::Eof => return text,
            _ => {}
        }
    }
}

#[test]
fn every_document_is_sound() {
    let texts = texts();
    assert!(!texts.is_empty());
    for path in texts {
        let document = docx::from_file(path.to_str().unwrap());
        assert_eq!(document, docx::from_file(path.to_str().unwrap()), "{}", path.display());
        for (name, xml) in parts(&document) {
            text_of(&name, &xml);
        }
        let copy = Path::new(env!("CARGO_TARGET_TMPDIR")).join(&path).with_extension("docx");
        std::fs::create_dir_all(copy.parent().unwrap()).unwrap();
        std::fs::write(copy, document).unwrap();
    }
}

#[test]
fn a_text_says_what_word_does() {
    let text = "# Есеп\n{bold:Ж}оба{note:Ескерту}\n=== table\n--- heading\n|2v Көрсеткіш\n---\n|2^\n---\n| 1{br}2\n| {del:3}{ins:4}\n+ бес\n===";
    let all = parts(&docx::from_text(text));
    let part = |wanted: &str| &all.iter().find(|(name, _)| name == wanted).unwrap().1;
    let body = part("word/document.xml");
    for wanted in [
        "<w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:t xml:space=\"preserve\">Есеп</w:t></w:r></w:p>",
        "<w:b/></w:rPr><w:t xml:space=\"preserve\">Ж</w:t></w:r><w:r><w:t xml:space=\"preserve\">оба</w:t>",
        "<w:footnoteReference w:id=\"1\"/>",
        "<w:trPr><w:tblHeader/></w:trPr>",
        "<w:gridSpan w:val=\"2\"/><w:vMerge w:val=\"restart\"/>",
        "<w:gridSpan w:val=\"2\"/><w:vMerge/></w:tcPr><w:p/>",
        "1</w:t></w:r><w:r><w:br/></w:r>",
        "<w:delText xml:space=\"preserve\">3</w:delText>",
        "<w:numId w:val=\"2\"/>",
    ] {
        assert!(body.contains(wanted), "{wanted}\n{body}");
    }
    assert!(text_of("footnotes", part("word/footnotes.xml")).contains("Ескерту"));
}

#[test]
fn worn_text_is_cut_and_still_says_the_same() {
    let words = "Тұтынушылардың құқықтарын қорғау саласындағы құқықтық сауаттылықты арттыру";
    let body = |text: &str| parts(&docx::from_text(text)).swap_remove(3).1;
    let worn = body(&format!("=== worn\n{words}"));
    assert!(worn.matches("<w:proofErr").count() > 2, "{worn}");
    assert_eq!(text_of("worn", &worn).trim_start(), words);
    assert_eq!(body(words).matches("<w:r>").count(), 1);
}
