use super::*;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const RELATIONS: &str = r#"<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;

fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [("_rels/.rels", RELATIONS)].iter().chain(parts) {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn document(body: &str) -> String {
    format!("<?xml version='1.0' encoding='UTF-8'?><w:document xmlns:w='w'><w:body>{body}</w:body></w:document>")
}

fn read_body(body: &str) -> Document {
    read(&package(&[("word/document.xml", &document(body))])).expect("a sound document")
}

fn only_paragraph(body: &str) -> Paragraph {
    match read_body(body).blocks.as_slice() {
        [Block::Paragraph(paragraph)] => paragraph.clone(),
        other => panic!("{other:?}"),
    }
}

fn only_table(rows: &str) -> Table {
    match read_body(&format!("<w:tbl>{rows}</w:tbl>")).blocks.as_slice() {
        [Block::Table(table)] => table.clone(),
        other => panic!("{other:?}"),
    }
}

fn cell(text: &str, properties: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>")
}

/// The texts of the grid, row by row, merged cells once for each place.
fn places(table: &Table) -> Vec<Vec<String>> {
    let text = |row, column| table.cell(row, column).map_or("·".to_owned(), Cell::text);
    let columns = |row: usize| (0..table.grid[row].len()).map(move |column| text(row, column)).collect();
    (0..table.rows()).map(columns).collect()
}

#[test]
fn a_word_cut_into_runs_is_one_word() {
    let paragraph = only_paragraph(
        "<w:p><w:bookmarkStart w:id='0' w:name='_GoBack'/><w:r><w:t>кем</w:t></w:r><w:proofErr w:type='spellStart'/>\
         <w:r><w:rPr><w:b/></w:rPr><w:t>інде</w:t></w:r><w:bookmarkEnd w:id='0'/><w:r><w:t xml:space='preserve'> 5</w:t></w:r>\
         <w:r><w:softHyphen/><w:t>0</w:t></w:r></w:p>",
    );
    assert_eq!(paragraph.text, "кемінде 50");
    assert!(!paragraph.bold);
}

#[test]
fn insertions_are_kept_and_deletions_dropped() {
    let paragraph = only_paragraph(
        "<w:p><w:ins><w:r><w:t>50</w:t></w:r></w:ins><w:del><w:r><w:delText>40</w:delText></w:r></w:del>\
         <w:moveFrom><w:r><w:t>a</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t> адам</w:t></w:r></w:moveTo></w:p>",
    );
    assert_eq!(paragraph.text, "50 адам");
    let joined = read_body(
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>бір</w:t></w:r></w:p><w:p><w:r><w:t> сөйлем</w:t></w:r></w:p>",
    );
    assert_eq!(joined.blocks.len(), 1);
    assert!(matches!(&joined.blocks[0], Block::Paragraph(paragraph) if paragraph.text == "бір сөйлем"));
}

#[test]
fn soft_breaks_signs_links_and_controls_are_read() {
    let paragraph = only_paragraph(
        "<w:p><w:r><w:t>1&#x2009;000 &amp; A</w:t><w:br/><w:t>B</w:t><w:tab/></w:r><w:hyperlink><w:r><w:t>сайт</w:t></w:r>\
         </w:hyperlink><w:sdt><w:sdtContent><w:r><w:t>!</w:t></w:r></w:sdtContent></w:sdt>\
         <w:r><w:sym w:font='Symbol' w:char='F0B3'/><w:t>5</w:t><w:noBreakHyphen/></w:r>\
         <w:r><w:rPr><w:vanish/></w:rPr><w:t>жасырын</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>",
    );
    assert_eq!(paragraph.text, "1\u{2009}000 & A\nB\tсайт!≥5-");
}

#[test]
fn headings_are_known_by_style_level_and_boldness() {
    let styles = "<w:styles><w:style w:type='paragraph' w:styleId='1'><w:name w:val='heading 2'/></w:style>\
        <w:style w:type='paragraph' w:styleId='a'><w:basedOn w:val='1'/><w:rPr><w:b/></w:rPr></w:style>\
        <w:style w:type='paragraph' w:styleId='x'><w:basedOn w:val='y'/></w:style>\
        <w:style w:type='paragraph' w:styleId='y'><w:basedOn w:val='x'/></w:style></w:styles>";
    let body = "<w:p><w:pPr><w:pStyle w:val='a'/></w:pPr><w:r><w:t>Мақсаты</w:t></w:r></w:p>\
        <w:p><w:pPr><w:pStyle w:val='x'/><w:outlineLvl w:val='0'/></w:pPr><w:r><w:t>I</w:t></w:r></w:p>\
        <w:p><w:pPr><w:pStyle w:val='x'/></w:pPr><w:r><w:t>text</w:t></w:r></w:p>";
    let read = read(&package(&[("word/document.xml", &document(body)), ("word/styles.xml", styles)])).unwrap();
    let found: Vec<_> = document::paragraphs(&read.blocks).into_iter().map(|it| (it.heading, it.bold)).collect();
    assert_eq!(found, [(Some(2), true), (Some(1), false), (None, false)]);
}

#[test]
fn labels_of_lists_are_counted() {
    let numbering = "<w:numbering><w:abstractNum w:abstractNumId='0'>\
        <w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%1)'/></w:lvl>\
        <w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='russianLower'/><w:lvlText w:val='%1.%2'/></w:lvl></w:abstractNum>\
        <w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/><w:lvlText w:val=''/></w:lvl></w:abstractNum>\
        <w:num w:numId='5'><w:abstractNumId w:val='0'/></w:num><w:num w:numId='6'><w:abstractNumId w:val='1'/></w:num>\
        <w:num w:numId='7'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='4'/></w:lvlOverride></w:num>\
        </w:numbering>";
    let item = |list: &str, level: &str, text: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{list}'/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let items = [("5", "0", "a"), ("5", "1", "b"), ("5", "0", "c"), ("5", "1", "d"), ("6", "0", "e"), ("7", "0", "f")];
    let body: String = items.iter().map(|(list, level, text)| item(list, level, text)).collect();
    let body = body + &item("5", "0", "") + &item("99", "0", "g") + &item("0", "0", "h");
    let read = read(&package(&[("word/document.xml", &document(&body)), ("word/numbering.xml", numbering)])).unwrap();
    let labels: Vec<_> = document::paragraphs(&read.blocks).into_iter().map(|it| it.label.as_deref()).collect();
    assert_eq!(labels, [Some("1)"), Some("1.а"), Some("2)"), Some("2.а"), Some("•"), Some("4)"), None, None, None]);
}

#[test]
fn notes_stand_with_their_paragraph() {
    let footnotes = "<w:footnotes><w:footnote w:type='separator' w:id='0'><w:p/></w:footnote>\
        <w:footnote w:id='2'><w:p><w:r><w:t> Сауалнама бойынша </w:t></w:r></w:p></w:footnote></w:footnotes>";
    let endnotes = "<w:endnotes><w:endnote w:id='2'><w:p><w:r><w:t>Соңында</w:t></w:r></w:p></w:endnote></w:endnotes>";
    let body = "<w:p><w:r><w:t>80%</w:t><w:footnoteReference w:id='2'/><w:endnoteReference w:id='2'/></w:r></w:p>";
    let parts = [
        ("word/document.xml", document(body)),
        ("word/footnotes.xml", footnotes.to_owned()),
        ("word/endnotes.xml", endnotes.to_owned()),
    ];
    let parts: Vec<(&str, &str)> = parts.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let read = read(&package(&parts)).unwrap();
    assert_eq!(document::paragraphs(&read.blocks)[0].notes, ["Сауалнама бойынша", "Соңында"]);
}

#[test]
fn merged_cells_are_one_cell() {
    let rows = [
        format!(
            "<w:tr>{}{}</w:tr>",
            cell("Міндет", "<w:vMerge w:val='restart'/>"),
            cell("Жоспар", "<w:gridSpan w:val='2'/>")
        ),
        format!("<w:tr>{}{}{}</w:tr>", cell("", "<w:vMerge/>"), cell("1", ""), cell("2", "")),
        format!(
            "<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>{}{}</w:tr>",
            cell("3", "<w:hMerge w:val='restart'/>"),
            cell("", "<w:hMerge/>")
        ),
        format!("<w:tr><w:trPr><w:del/></w:trPr>{}</w:tr>", cell("өшірілген", "")),
        format!(
            "<w:sdt><w:sdtContent><w:tr><w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt></w:tr></w:sdtContent></w:sdt>",
            cell("соңғы", "")
        ),
    ];
    let table = only_table(&rows.concat());
    assert_eq!(
        places(&table),
        [vec!["Міндет", "Жоспар", "Жоспар"], vec!["Міндет", "1", "2"], vec!["·", "3", "3"], vec!["соңғы"]]
    );
    let anchor = table.cell(1, 0).unwrap();
    assert_eq!((anchor.row, anchor.rows, anchor.columns), (0, 2, 1));
    assert_eq!(table.cell(2, 2).map(|cell| cell.columns), Some(2));
    assert_eq!(table.row(0).count(), 2);
    assert_eq!(table.row(1).map(Cell::text).collect::<Vec<_>>(), ["Міндет", "1", "2"]);
    assert_eq!(table.columns(), 3);
}

#[test]
fn tables_in_cells_are_numbered_after_the_one_that_holds_them() {
    let inner = format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", cell("ішкі", ""));
    let body = format!(
        "<w:tbl><w:tr><w:tc>{inner}<w:p/></w:tc></w:tr></w:tbl><w:tbl><w:tr>{}</w:tr></w:tbl>",
        cell("екінші", "")
    );
    let read = read_body(&body);
    let [Block::Table(outer), Block::Table(second)] = read.blocks.as_slice() else { panic!("{read:?}") };
    let Some(Block::Table(nested)) = outer.cell(0, 0).and_then(|cell| cell.blocks.first()) else { panic!("{outer:?}") };
    assert_eq!((outer.number, nested.number, second.number), (1, 2, 3));
    assert_eq!(outer.cell(0, 0).map(Cell::text).as_deref(), Some("ішкі"));
}

#[test]
fn text_boxes_are_read_once() {
    let content = "<w:txbxContent><w:p><w:r><w:t>бокс</w:t></w:r></w:p></w:txbxContent>";
    let read = read_body(&format!(
        "<w:p><w:r><mc:AlternateContent xmlns:mc='m'><mc:Choice><w:drawing><x>{content}</x></w:drawing></mc:Choice>\
         <mc:Fallback><w:pict>{content}</w:pict></mc:Fallback></mc:AlternateContent><w:t>мәтін</w:t></w:r></w:p>"
    ));
    let texts: Vec<_> = document::paragraphs(&read.blocks).into_iter().map(|it| it.text.as_str()).collect();
    assert_eq!(texts, ["мәтін", "бокс"]);
}

#[test]
fn what_is_no_sound_document_is_refused() {
    let with = |text: &str| read(&package(&[("word/document.xml", text)])).map(|_| ());
    let deep = document(&format!("{}{}", "<w:sdt>".repeat(400), "</w:sdt>".repeat(400)));
    let wide = document(&format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", cell("", "<w:gridSpan w:val='4000000000'/>")));
    let bomb = "<!DOCTYPE a [<!ENTITY b 'c'>]><w:document/>";
    assert_eq!(read(b"").map(|_| ()), Err(Fault::NotWord));
    assert_eq!(read(b"PK not a zip").map(|_| ()), Err(Fault::Damaged));
    assert_eq!(read(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0]).map(|_| ()), Err(Fault::OldWord));
    assert_eq!(read(&package(&[])).map(|_| ()), Err(Fault::NotWord));
    assert_eq!(with("<w:document><w:body>"), Err(Fault::Damaged));
    assert_eq!(with("<w:document/>"), Err(Fault::NotWord));
    assert_eq!(with(""), Err(Fault::Damaged));
    assert_eq!(with(bomb), Err(Fault::Entities));
    assert_eq!(with(&document("<w:p><w:r><w:t>&lol;</w:t></w:r></w:p>")), Err(Fault::Entities));
    assert_eq!(with(&deep), Err(Fault::TooLarge));
    assert_eq!(with(&wide), Err(Fault::TooLarge));
}

/// Every cut and every changed byte of a document gives a document or a fault, never a panic.
#[test]
fn damage_never_makes_it_panic() {
    let body = format!(
        "<w:tbl><w:tr>{}{}</w:tr></w:tbl>",
        cell("50", "<w:vMerge/>"),
        cell("а &gt; б", "<w:gridSpan w:val='2'/>")
    );
    let whole = package(&[("word/document.xml", &document(&body))]);
    for end in 0..whole.len() {
        let _ = read(&whole[..end]);
    }
    for at in 0..whole.len() {
        for other in [0, b'<', 0xFF] {
            let mut changed = whole.clone();
            changed[at] = other;
            let _ = read(&changed);
        }
    }
    let text = document(&body);
    for at in text.char_indices().map(|(at, _)| at) {
        let _ = read(&package(&[("word/document.xml", &text[..at])]));
    }
}
