//! Damaged and hostile documents: hundreds of broken copies of a Word report, a form, a workbook and an `.ods` sheet are refused or
//! read as far as they go, never with a panic and never without end.
//!
//! The damage is random and always the same: the seed of each copy is its number.

#[path = "support/docx/mod.rs"]
mod docx;
#[path = "support/ods.rs"]
mod ods;

use esep::form::{Carried, Kind, form};
use esep::import::{self, Fault, Request, Source, Template};
use esep::language::Lang;
use esep::read::{Drafts, Files, Folder, Memory};
use rayon::prelude::*;
use std::io::{Cursor, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const DAY: jiff::civil::Date = jiff::civil::date(2026, 11, 20);
/// How many broken copies of each document are imported.
const COPIES: u64 = 60;

/// A small generator of random numbers (SplitMix64): the same numbers on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % (limit.max(1) as u64)) as usize
    }
}

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

/// A copy that is cut off, or has bytes flipped in the archive.
fn broken_archive(bytes: &[u8], random: &mut Random) -> Vec<u8> {
    let mut broken = bytes.to_vec();
    if random.below(3) == 0 {
        broken.truncate(random.below(bytes.len()));
        return broken;
    }
    for _ in 0..=random.below(8) {
        let at = random.below(broken.len());
        broken[at] ^= 1 << random.below(8);
    }
    broken
}

/// A sound archive with one part whose text is cut off, or has splinters in it.
fn broken_part(bytes: &[u8], random: &mut Random) -> Vec<u8> {
    const SPLINTERS: [&[u8]; 16] = [
        b"<",
        b">",
        b"</w:tbl>",
        b"<w:tr>",
        b"<w:tc>",
        b"</w:tc>",
        b"w:val=\"99999999999\"",
        b"\"",
        b"&",
        b"&#0;",
        b"\xff\xfe",
        b"<w:gridSpan w:val=\"200\"/>",
        b"<w:vMerge/>",
        b"<!DOCTYPE x>",
        b"r=\"ZZZZ99999999\"",
        b"-1",
    ];
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let chosen = random.below(zip.len());
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..zip.len() {
        let mut part = zip.by_index(at).unwrap();
        let (name, mut text) = (part.name().unwrap().into_owned(), Vec::new());
        part.read_to_end(&mut text).unwrap();
        if at == chosen {
            match random.below(4) {
                0 => text.truncate(random.below(text.len())),
                1 => text.clear(),
                _ => {
                    for _ in 0..=random.below(6) {
                        let place = random.below(text.len());
                        let splinter = SPLINTERS[random.below(SPLINTERS.len())];
                        text.splice(place..place, splinter.iter().copied());
                    }
                }
            }
        }
        out.start_file(name, SimpleFileOptions::default()).unwrap();
        out.write_all(&text).unwrap();
    }
    out.finish().unwrap().into_inner()
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
                let broken =
                    if copy % 2 == 0 { broken_archive(&sound, &mut random) } else { broken_part(&sound, &mut random) };
                let done = catch_unwind(AssertUnwindSafe(|| imported(name, broken, &portal).is_ok()));
                done.ok()
            })
            .collect();
        let panics: Vec<usize> = (0..outcomes.len()).filter(|copy| outcomes[*copy].is_none()).collect();
        assert_eq!(panics, Vec::<usize>::new(), "{name}");
        assert!(outcomes.contains(&Some(false)), "{name}: nothing was refused, so nothing was broken");
    }
}

/// The sound document with these parts in place of its own.
fn with_parts(sound: &[u8], parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipArchive::new(Cursor::new(sound)).unwrap();
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..zip.len() {
        let mut part = zip.by_index(at).unwrap();
        let (name, mut text) = (part.name().unwrap().into_owned(), Vec::new());
        part.read_to_end(&mut text).unwrap();
        let other = parts.iter().find(|(of, _)| *of == name).map(|(_, text)| text.to_vec());
        out.start_file(name, SimpleFileOptions::default()).unwrap();
        out.write_all(&other.unwrap_or(text)).unwrap();
    }
    out.finish().unwrap().into_inner()
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
        let done = imported(name, with_parts(sound, &[(part, &laughing(root))]), &portal);
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
        let bomb = with_parts(sound, &[(part, &spaces)]);
        assert!(bomb.len() < 1_000_000, "{name}: {}", bomb.len());
        assert!(matches!(imported(name, bomb, &portal), Err(Fault::TooLarge(_))), "{name}");
    }
}
