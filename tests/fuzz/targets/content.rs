//! A file of a portal: TOML, or a text beside it.

use esep::finding::{Finding, Findings, Format, Place, settle};
use esep::language::Lang;
use esep::read::{Files, Memory};
use std::sync::LazyLock;

/// The file that is meant where the first line does not name another.
const GRANT: &str = "grants/2024/ai-komek/grant.toml";

macro_rules! portal {
    ($($path:literal),*) => {
        Memory::default()$(.with(concat!("content/", $path), include_str!(concat!("../../support/portal/content/", $path))))*
    };
}

/// A small sound portal, in which the file is put.
static PORTAL: LazyLock<Memory> = LazyLock::new(|| {
    portal!(
        "portal.toml",
        "grants/2024/ai-komek/grant.toml",
        "grants/2024/ai-komek/kk.md",
        "grants/2024/ai-komek/ru.md",
        "organisations/parents-fund.toml",
        "outlets/city-news.toml"
    )
});

/// A file of the portal is read, linked, added up and checked; every finding has a place that is there. The first line may
/// name the file: `# grants/2024/ai-komek/report.toml`.
pub fn content(bytes: &[u8]) {
    let path = format!("content/{}", named(bytes).unwrap_or(GRANT));
    let files = PORTAL.clone().with(&path, bytes);
    let found = findings(&files);
    assert_eq!(found, findings(&files), "the same content");
    found.iter().for_each(|finding| in_its_file(finding, &files));
    told(&found, &files, bytes.len());
}

fn named(bytes: &[u8]) -> Option<&str> {
    let line = bytes.split(|byte| *byte == b'\n').next()?;
    let name = std::str::from_utf8(line).ok()?.strip_prefix("# ")?.trim();
    (!name.is_empty()).then_some(name)
}

fn findings(files: &Memory) -> Findings {
    let outcome = esep::read::read(files).then(esep::model::model);
    let mut found = outcome.findings;
    if let Some(portal) = outcome.value {
        let figures = esep::derive::derive(&portal);
        found.extend(esep::check::check(&portal, &figures));
        esep::check::answer(&mut found, &portal);
    }
    settle(&mut found);
    found
}

fn in_its_file(finding: &Finding, files: &Memory) {
    for place in finding.place.iter().chain(&finding.also) {
        assert!(place.start <= place.end, "{finding:?}");
        if let Some(text) = text(place, files) {
            let span = place.start as usize..place.end as usize;
            assert!(text.get(span).is_some(), "{finding:?}: no such place among {} bytes", text.len());
        }
    }
}

/// The text of a file as findings count its bytes; nothing where it is none.
fn text(place: &Place, files: &Memory) -> Option<String> {
    let text = String::from_utf8(files.read(&place.file).ok()?).ok()?;
    Some(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// Tells the findings in one of the formats and languages.
fn told(found: &[Finding], files: &Memory, choice: usize) {
    let texts = |path: &str| files.read(path).ok().map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let format = [Format::Human, Format::Short, Format::Github, Format::Json][choice % 4];
    let mut out = Vec::new();
    esep::finding::print(found, format, Lang::ALL[choice / 4 % 4], &texts, &mut out).unwrap();
    assert!(String::from_utf8(out).is_ok());
}
