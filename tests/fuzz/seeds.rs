//! Sound input, from which damage begins: made by the tests' own builders, or part of this repository's content.

#[path = "../support/docx/mod.rs"]
mod docx_maker;
#[path = "../support/ods.rs"]
mod ods_maker;

use crate::targets::{package, photo};
use esep::form::{Carried, Kind, form};
use esep::import::Template;
use esep::language::Lang;
use esep::read::{Files, Folder};
use std::sync::LazyLock;

const DAY: jiff::civil::Date = jiff::civil::date(2026, 11, 20);

static CONTENT: LazyLock<Folder> = LazyLock::new(|| Folder::new(env!("CARGO_MANIFEST_DIR")));

fn bytes(texts: &[&str]) -> Vec<Vec<u8>> {
    texts.iter().map(|text| text.as_bytes().to_vec()).collect()
}

fn file(path: &str) -> Vec<u8> {
    CONTENT.read(path).unwrap()
}

/// Amounts in the writings of four languages.
pub fn quantity() -> Vec<Vec<u8>> {
    bytes(&[
        "50",
        "1 206 432",
        "3_249_000",
        "12,5",
        "-20 %",
        "+1.2 %",
        ">= 50",
        "≤ 5",
        "кемінде 50",
        "кем дегенде 1 206,50 %",
        "не менее 50",
        "от 3",
        "ең көп дегенде 5",
        "жок дегенде 50",
        "50-ден кем емес",
        "50дөн кем эмес",
        "5-тен артық емес",
        "at most 5",
        "15/15",
        "3,5/4",
        "50 (елу)",
        "50 адам",
        "350,000",
        "1.206",
        "50-60",
        "?",
        "–",
        "79228162514264337593543950335",
        "0.0000000000000000000000000001",
    ])
}

/// Dates, ages, codes.
pub fn date() -> Vec<Vec<u8>> {
    bytes(&[
        "2024",
        "2024-07",
        "2024-07-30",
        "30.07.2024",
        "2024-02-29",
        "?",
        "-",
        "13-16",
        "13–16",
        "59+",
        "18-65+",
        "15130",
    ])
}

/// Texts in four languages, words with every kind of suffix, and what is no word.
pub fn stem() -> Vec<Vec<u8>> {
    let texts =
        ["grants/2024/ai-komek/kk.md", "grants/2019/osh-bright-future/ky.md", "grants/2019/osh-bright-future/ru.md"];
    let texts = texts.map(|path| String::from_utf8(file(&format!("content/{path}"))).unwrap());
    let lines = texts.iter().flat_map(|text| text.lines()).filter(|line| !line.is_empty());
    let words = [
        "жобаларымыздың есептілігі өңірлердегі халыққа фамилиясы алтынайдың",
        "долбоорлорубуздун иштегендердин сактоодогу",
        "«Жоба» – COVID-19, IT; №76! 19 082 000 теңге, 12,5 ₸19,082,000 googleда",
        "за́мок и\u{306}од тір\u{ad}келген əлеуметтік Faсebook İstanbul ﬁnance Ǆ ß ŉ",
    ];
    lines.map(|line| line.as_bytes().to_vec()).chain(bytes(&words)).collect()
}

/// A file of content with the line that names it.
fn named(name: &str, path: &str) -> Vec<u8> {
    [format!("# {name}\n").as_bytes(), &file(path)].concat()
}

/// One file of each kind.
pub fn content() -> Vec<Vec<u8>> {
    let (grant, own) = ("grants/2024/ai-komek", "tests/support/portal/content");
    let cases = "content/grants/2020/adamgershilik";
    vec![
        named("portal.toml", &format!("{own}/portal.toml")),
        named(&format!("{grant}/grant.toml"), &format!("{own}/{grant}/grant.toml")),
        named(&format!("{grant}/grant.toml"), "content/grants/2024/ai-komek/grant.toml"),
        named(&format!("{grant}/report.toml"), &format!("{cases}/report.toml")),
        named(&format!("{grant}/media.toml"), &format!("{cases}/media.toml")),
        named(
            &format!("{grant}/stories/damaged-dress/story.toml"),
            &format!("{cases}/stories/damaged-dress/story.toml"),
        ),
        named(&format!("{grant}/kk.md"), &format!("{cases}/kk.md")),
        named("lots/lot-2-probation/lot.toml", "content/lots/lot-2-probation/lot.toml"),
        named("organisations/parents-fund.toml", "content/organisations/osh-city-council.toml"),
        named("outlets/city-news.toml", "content/outlets/altyn-aimaq.toml"),
        file("content/grants/2024/ai-komek/grant.toml").into_iter().take(2_000).collect(),
    ]
}

/// Texts with and without front matter, and every construction that there is.
pub fn markdown() -> Vec<Vec<u8>> {
    let all = "# Есеп\n\nБір *екі* **үш** ~~төрт~~ `бес`[^1]\nжол  \nүзілді. <https://a.kz> <a@b.kz>\n\n## Бөлім\n\n- а\n  1. б\n  2. в\n\n\
               7. г\n\n> дәйек\n> > ішкі\n\n| а | б |\n|:--|--:|\n| 1 | [c](/grants/x/ \"т\") |\n\n```toml\na = 1\n```\n\n    код\n\n\
               ![Сурет](pictures/a.jpg) [d][e] ![x ![y](b.jpg)](a.jpg)\n\n***\n\n<b>raw</b> &amp; &#1071; \\*\n\n[e]: tel:1 (е)\n[^1]: Ескерту\n";
    let dangers = "[a](javascript:1) [b](<java\nscript:1>) [c](//x) [d](\\\\x) <javascript:1> [e](data:text/html,x) [f](HTTP://x)\n\n<script>1</script>\n";
    let lists =
        "[g]: javascript:alert(1)\n[g]\n\n* a\n\n  b\n* c\n\n- - - d\n1) e\n\n[^a]\n\n[^a]: x\n\n    y\n[^b]: [^a]\n";
    [vec![file("content/pages/about/kk.md")], bytes(&[all, dangers, lists])].concat()
}

/// An archive, and its parts as text.
fn both(archive: Vec<u8>) -> Vec<Vec<u8>> {
    vec![package::laid_out(&archive), archive]
}

/// A report with the twists of real ones, an annex with wide tables, and a printed form with its data.
pub fn docx() -> Vec<Vec<u8>> {
    let small = "=== worn\n# Есеп\n{bold:Ж}оба {del:3}{ins:4}{note:Ескерту}\n+ бір\n+ екі\n* үш\n=== table\n--- heading\n|v №\n|2 Көрсеткіш\n---\n|^\n| жоспар\n| іске асты\n\
                 ---\n| 1\n| 50\n| 64\n===\n=== landscape\nҚол қойылған";
    let documents = [
        docx_maker::from_text(small),
        docx_maker::from_file("import/case-b/lots.txt"),
        docx_maker::from_file("import/case-e/report.txt"),
        docx_maker::from_file("import/case-a/annex-3.txt"),
        printed_form(),
    ];
    documents.into_iter().flat_map(both).collect()
}

fn printed_form() -> Vec<u8> {
    let world = esep::World { today: DAY, base_url: None, strict: false, edition: None };
    let printed = esep::laid_out(&*CONTENT, &world, |site, _| {
        let mut form = form(site, Lang::Kk, 0, Kind::Report).unwrap();
        let slug = &site.portal.grants[0].slug;
        form.carried = Some(Carried::of(&*CONTENT as &dyn Files, slug, Lang::Kk, Kind::Report));
        esep::form::docx::document(&form).unwrap()
    });
    printed.unwrap()
}

const ROWS: [[&str; 6]; 4] = [
    ["Грант", "Постоянное имя", "Название", "План", "Единица", "Неизвестно"],
    ["orman", "trees", "Деревья", "не менее 50", "people", ""],
    ["orman", "share", "Доля", "12 %", "percent", "2025-04-01"],
    ["orman", "pairs", "Пары", "15/15", "?", "=1"],
];

/// A workbook with filled tables, and a small one.
pub fn xlsx() -> Vec<Vec<u8>> {
    let drafts = esep::read::read(&*CONTENT).value;
    let tables = ["indicators"];
    let book = Template { lang: Lang::Ru, portal: &drafts, tables: &tables, filled: Some(&*CONTENT), today: DAY };
    [both(esep::import::template(&book).unwrap().bytes), both(workbook().unwrap())].concat()
}

fn workbook() -> Result<Vec<u8>, rust_xlsxwriter::XlsxError> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let percent = rust_xlsxwriter::Format::new().set_num_format("0%");
    let sheet = book.add_worksheet();
    for (row, cells) in (0..).zip(ROWS) {
        for (column, cell) in (0..).zip(cells) {
            sheet.write_string(row, column, cell)?;
        }
    }
    sheet.write_number_with_format(4, 3, 0.8, &percent)?;
    sheet.write_formula(5, 3, rust_xlsxwriter::Formula::new("=1/0"))?;
    sheet.merge_range(6, 0, 8, 0, "orman", &percent)?;
    sheet.set_column_hidden(1)?;
    book.save_to_buffer()
}

/// Sheets with values of every kind, merged and repeated cells.
pub fn ods() -> Vec<Vec<u8>> {
    let odd = "<table:table table:name=\"Показатели\"><table:table-column table:visibility=\"collapse\" \
               table:number-columns-repeated=\"3\"/><table:table-row table:number-rows-repeated=\"2\"><table:table-cell \
               table:number-columns-repeated=\"2\" table:number-rows-spanned=\"2\" office:value-type=\"percentage\" \
               office:value=\"0.5\"/><table:covered-table-cell/><table:table-cell table:formula=\"of:=1\"/></table:table-row>\
               </table:table>";
    [both(ods_maker::sheet("Показатели", &ROWS)), both(ods_maker::workbook(odd))].concat()
}

/// Tables with every usual mark.
pub fn csv() -> Vec<Vec<u8>> {
    let table = |mark: &str| ROWS.map(|row| row.join(mark)).join("\n").into_bytes();
    let quoted = "\u{feff}Грант;Постоянное имя;Название;План\r\n\"orman\";trees;\"Де\"\"рев\nья\";'=50\r\n".into();
    vec![table(";"), table(","), table("\t"), quoted]
}

/// Small photos of each kind, upright and turned, whole and in part.
pub fn picture() -> Vec<Vec<u8>> {
    vec![
        photo::jpeg(24, 16),
        photo::held(&photo::jpeg(24, 16), 6),
        photo::with_profile(&photo::jpeg(8, 8), &moxcms::ColorProfile::new_display_p3().encode().unwrap()),
        photo::png(24, 16),
        photo::held_png(&photo::png(24, 16), 8),
        photo::png_header(12_000, 9_000),
        photo::moving_png(),
        photo::webp(24, 16),
        photo::moving_webp(),
        b"GIF89a\x01\x00\x01\x00".to_vec(),
        b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_vec(),
    ]
}
