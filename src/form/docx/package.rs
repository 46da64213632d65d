//! The package: its parts, and what they say beside the text.

use super::body::styled;
use crate::form::Form;
use crate::output::export::xml::{self, Element};
use std::io::{self, Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// WordprocessingML.
pub(super) const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// Links between the parts of a document.
pub(super) const LINKS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// The footer, among the links of the document.
pub(super) const FOOTER: &str = "rId1";

const KIND: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// Where the content behind the form stands in the package.
const CONTENT: &str = "customXml/item1.xml";

/// Packs the parts. Entries have a fixed time and order.
pub(super) fn package(form: &Form, document: Element, content: Option<Element>) -> io::Result<Vec<u8>> {
    let mut parts = vec![
        ("[Content_Types].xml", content_types()),
        ("_rels/.rels", relations(&package_links())),
        ("docProps/core.xml", core(form)),
        ("word/_rels/document.xml.rels", relations(&document_links(content.is_some()))),
        ("word/document.xml", document),
        ("word/footer1.xml", footer(form)),
        ("word/numbering.xml", numbering()),
        ("word/settings.xml", settings()),
        ("word/styles.xml", styles(form)),
    ];
    parts.extend(content.map(|content| (CONTENT, content)));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, root) in &parts {
        zip.start_file(*name, options)?;
        zip.write_all(&xml::document(root)?)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// The language as Word names it.
pub(super) fn locale(lang: &str) -> &'static str {
    match lang {
        "kk" => "kk-KZ",
        "ky" => "ky-KG",
        "ru" => "ru-RU",
        _ => "en-GB",
    }
}

fn content_types() -> Element {
    let defaults = [("rels", "application/vnd.openxmlformats-package.relationships+xml"), ("xml", "application/xml")];
    let defaults =
        defaults.map(|(ending, kind)| Element::new("Default").with("Extension", ending).with("ContentType", kind));
    let words = [
        ("document", "document.main"),
        ("footer1", "footer"),
        ("numbering", "numbering"),
        ("settings", "settings"),
        ("styles", "styles"),
    ];
    let part = |name: String, kind: String| Element::new("Override").with("PartName", name).with("ContentType", kind);
    let words = words.map(|(name, kind)| part(format!("/word/{name}.xml"), format!("{KIND}.{kind}+xml")));
    let core =
        part("/docProps/core.xml".to_owned(), "application/vnd.openxmlformats-package.core-properties+xml".to_owned());
    Element::new("Types")
        .with("xmlns", "http://schemas.openxmlformats.org/package/2006/content-types")
        .holding(defaults)
        .holding(words)
        .holding([core])
}

fn package_links() -> [(&'static str, String); 2] {
    const CORE: &str = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
    [("word/document.xml", format!("{LINKS}/officeDocument")), ("docProps/core.xml", CORE.to_owned())]
}

/// The footer comes first: its number is [`FOOTER`].
fn document_links(content: bool) -> Vec<(&'static str, String)> {
    const PARTS: [(&str, &str); 5] = [
        ("footer1.xml", "footer"),
        ("styles.xml", "styles"),
        ("numbering.xml", "numbering"),
        ("settings.xml", "settings"),
        ("../customXml/item1.xml", "customXml"),
    ];
    let parts = PARTS.iter().filter(|(_, kind)| content || *kind != "customXml");
    parts.map(|(target, kind)| (*target, format!("{LINKS}/{kind}"))).collect()
}

fn relations(links: &[(&'static str, String)]) -> Element {
    let link = |(number, (target, kind)): (usize, &(&str, String))| {
        let link = Element::new("Relationship").with("Id", format!("rId{number}")).with("Type", kind.clone());
        link.with("Target", *target)
    };
    Element::new("Relationships")
        .with("xmlns", "http://schemas.openxmlformats.org/package/2006/relationships")
        .holding((1..).zip(links).map(link))
}

fn core(form: &Form) -> Element {
    Element::new("cp:coreProperties")
        .with("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties")
        .with("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .holding([
            Element::text("dc:title", &form.title),
            Element::text("dc:subject", &form.subject.text),
            Element::text("dc:language", form.lang),
        ])
}

/// The number of the page, which Word counts.
fn footer(form: &Form) -> Element {
    let field = Element::new("w:fldSimple").with("w:instr", "PAGE");
    let field = field.holding([Element::new("w:r").holding([Element::text("w:t", "1")])]);
    let word = Element::new("w:r").holding([Element::text("w:t", &form.page), Element::new("w:tab")]);
    let paragraph = styled("Footer", &Default::default()).holding([word, field]);
    Element::new("w:ftr").with("xmlns:w", WORD).holding([paragraph])
}

/// One list, with dashes.
fn numbering() -> Element {
    let value = |name: &'static str, value: &str| Element::new(name).with("w:val", value);
    let indent = Element::new("w:ind").with("w:left", "567").with("w:hanging", "283");
    let level = Element::new("w:lvl").with("w:ilvl", "0").holding([
        value("w:start", "1"),
        value("w:numFmt", "bullet"),
        value("w:lvlText", "–"),
        value("w:lvlJc", "left"),
        Element::new("w:pPr").holding([indent]),
    ]);
    let list = Element::new("w:num").with("w:numId", "1").holding([value("w:abstractNumId", "0")]);
    let pattern = Element::new("w:abstractNum").with("w:abstractNumId", "0").holding([level]);
    Element::new("w:numbering").with("xmlns:w", WORD).holding([pattern, list])
}

/// Opened as a document of today's Word, not in the mode for old ones.
fn settings() -> Element {
    let mode = Element::new("w:compatSetting")
        .with("w:name", "compatibilityMode")
        .with("w:uri", "http://schemas.microsoft.com/office/word")
        .with("w:val", "15");
    Element::new("w:settings").with("xmlns:w", WORD).holding([Element::new("w:compat").holding([mode])])
}

/// How a paragraph of a style looks.
struct Look {
    id: &'static str,
    name: &'static str,
    /// Half points.
    size: &'static str,
    bold: bool,
    align: &'static str,
    /// Twentieths of a point.
    before: &'static str,
    after: &'static str,
    /// The level in the outline of the document; headings stay with what follows.
    outline: Option<&'static str>,
}

const fn look(id: &'static str, name: &'static str, size: &'static str, align: &'static str) -> Look {
    Look { id, name, size, bold: false, align, before: "0", after: "0", outline: None }
}

/// The first one is what all others are based on.
const LOOKS: [Look; 11] = [
    Look { after: "120", ..look("Normal", "Normal", "24", "left") },
    Look { bold: true, after: "120", ..look("Title", "Title", "28", "center") },
    Look { after: "240", ..look("Subtitle", "Subtitle", "26", "center") },
    Look { bold: true, before: "240", after: "120", outline: Some("0"), ..look("Heading1", "heading 1", "26", "left") },
    Look { bold: true, before: "180", after: "80", outline: Some("1"), ..look("Heading2", "heading 2", "24", "left") },
    look("TableText", "Table Text", "20", "left"),
    look("TableFigure", "Table Figure", "20", "center"),
    Look { bold: true, ..look("TableHead", "Table Head", "20", "center") },
    Look { after: "60", ..look("Gap", "Table Gap", "12", "left") },
    Look { before: "60", ..look("Mark", "Mark", "18", "left") },
    Look { before: "720", ..look("Signature", "Signature", "24", "left") },
];

fn styles(form: &Form) -> Element {
    let fonts = ["w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"];
    let fonts = fonts.into_iter().fold(Element::new("w:rFonts"), |fonts, script| fonts.with(script, "Times New Roman"));
    let size = Element::new("w:sz").with("w:val", "24");
    let lang = Element::new("w:lang").with("w:val", locale(form.lang));
    let runs = Element::new("w:rPrDefault").holding([Element::new("w:rPr").holding([fonts, size, lang])]);
    let defaults = Element::new("w:docDefaults").holding([runs]);
    let footer = paragraph_style(&look("Footer", "footer", "18", "center"));
    Element::new("w:styles")
        .with("xmlns:w", WORD)
        .holding([defaults])
        .holding(LOOKS.iter().map(paragraph_style))
        .holding([footer, table_style()])
}

fn paragraph_style(it: &Look) -> Element {
    let style = Element::new("w:style").with("w:type", "paragraph").with("w:styleId", it.id);
    let style = if it.id == "Normal" { style.with("w:default", "1") } else { style };
    let spacing = Element::new("w:spacing").with("w:before", it.before).with("w:after", it.after);
    let keep = it.outline.map(|_| Element::new("w:keepNext"));
    let outline = it.outline.map(|level| Element::new("w:outlineLvl").with("w:val", level));
    let align = Element::new("w:jc").with("w:val", it.align);
    let paragraph = Element::new("w:pPr").holding(keep).holding([spacing, align]).holding(outline);
    let bold = it.bold.then(|| Element::new("w:b"));
    let size = [Element::new("w:sz").with("w:val", it.size), Element::new("w:szCs").with("w:val", it.size)];
    let based = (it.id != "Normal").then(|| Element::new("w:basedOn").with("w:val", "Normal"));
    style
        .holding([Element::new("w:name").with("w:val", it.name)])
        .holding(based)
        .holding([paragraph, Element::new("w:rPr").holding(bold).holding(size)])
}

fn table_style() -> Element {
    let side = |side: &'static str| {
        let line = Element::new(side).with("w:val", "single").with("w:sz", "4");
        line.with("w:space", "0").with("w:color", "auto")
    };
    let sides = ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"].map(side);
    let margin = |side: &'static str| Element::new(side).with("w:w", "85").with("w:type", "dxa");
    let margins = Element::new("w:tblCellMar").holding(["w:left", "w:right"].map(margin));
    let borders = Element::new("w:tblBorders").holding(sides);
    let bold = Element::new("w:rPr").holding([Element::new("w:b")]);
    let keys = Element::new("w:tblStylePr").with("w:type", "firstCol").holding([bold]);
    Element::new("w:style").with("w:type", "table").with("w:styleId", "Form").holding([
        Element::new("w:name").with("w:val", "Form"),
        Element::new("w:tblPr").holding([borders, margins]),
        keys,
    ])
}
