//! `esep verify --code`: for which figure a check code stands.

use super::said::{Failure, Said};
use super::verdict::{self, date};
use super::{CONTENT_HAS_ERRORS, Done};
use crate::derive::ledger::CheckCode;
use crate::finding::{Format, on_one_line};
use crate::language::Lang;
use crate::output::edition::FOLDER;
use crate::output::manifest::Manifest;
use crate::site::data::MANIFEST;
use crate::verify::{NoCodes, Stands, stands_for};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Reads a code as people write it down.
pub(super) fn read(text: &str) -> Result<CheckCode, Failure> {
    CheckCode::parse(text).ok_or_else(|| Said::new("verify.no-code").with("code", on_one_line(text)).into())
}

/// Says for what the code stands in the copy in `folder`. Exit status: 0 for something, 1 for nothing.
pub(super) fn tell(manifest: &Manifest, folder: &Path, code: CheckCode, lang: Lang, format: Format) -> Done {
    let found = stands_for(manifest, folder, code, lang).map_err(|why| failure(why, manifest, folder, code))?;
    let text = match format {
        Format::Json => format!("{:#}\n", all_as_json(manifest, code, &found)),
        _ if found.is_empty() => Said::new("verify.code-unknown").with("code", code).in_language(lang) + "\n",
        _ => {
            found.iter().flat_map(|it| lines(manifest, code, it, lang)).map(|it| it.in_language(lang) + "\n").collect()
        }
    };
    verdict::print(&text)?;
    Ok(if found.is_empty() { ExitCode::from(CONTENT_HAS_ERRORS) } else { ExitCode::SUCCESS })
}

fn failure(why: NoCodes, manifest: &Manifest, folder: &Path, code: CheckCode) -> Failure {
    let said = match why {
        NoCodes::Unpublished if manifest.edition.is_some() => match portal_of(folder) {
            Some(portal) => Said::new("verify.codes-of-portal").path("portal", &portal).with("code", code),
            None => Said::new("verify.codes-of-edition"),
        },
        NoCodes::Unpublished => Said::new("verify.codes-unpublished"),
        NoCodes::Damaged(path) => Said::new("verify.codes-damaged").path("path", &folder.join(path)),
    };
    said.path("dir", folder).into()
}

/// The portal whose edition lies in `folder`, where it is there: `public` for `public/e/2026-1`.
fn portal_of(folder: &Path) -> Option<PathBuf> {
    let portal = folder.parent().filter(|editions| editions.ends_with(FOLDER))?.parent()?;
    portal.join(MANIFEST).is_file().then(|| portal.to_owned())
}

/// Title, value, the grant or lot, address, edition.
fn lines(manifest: &Manifest, code: CheckCode, found: &Stands, lang: Lang) -> Vec<Said> {
    let name = if found.title.is_empty() { found.path() } else { found.title.clone() };
    let line = |key: &'static str, gap: &'static str, text: &str| {
        (!text.is_empty()).then(|| Said::new(key).with(gap, on_one_line(text)))
    };
    let title = line("verify.code", "title", &name).map(|said| said.with("code", code));
    let value = line("verify.code-value", "value", &found.line);
    let within = line("verify.code-within", "within", &found.within);
    let address = line("verify.address", "address", &address(manifest, found.path()));
    [title, value, within, address].into_iter().flatten().chain(state(manifest, found, lang)).collect()
}

/// The edition that says so, and what has become of the figure since.
fn state(manifest: &Manifest, found: &Stands, lang: Lang) -> Vec<Said> {
    let today = date(&manifest.date, lang);
    let Some(edition) = &found.edition else {
        let said = match &manifest.edition {
            Some(edition) => Said::new("verify.code-edition").with("edition", on_one_line(edition)),
            None => Said::new("verify.code-today"),
        };
        return vec![said.with("date", today)];
    };
    let of_edition = on_one_line(found.date.as_deref().unwrap_or("…"));
    let edition = Said::new("verify.code-edition").with("edition", on_one_line(edition)).with("date", of_edition);
    let here = found
        .path_now()
        .map(|path| Said::new("verify.code-now-address").with("address", on_one_line(&address(manifest, path))));
    let withdrawn = found.withdrawn.as_ref().map(|it| {
        let said = Said::new("verify.code-withdrawn").with("date", on_one_line(&it.date));
        said.with("why", on_one_line(&it.why))
    });
    [edition, since(found).with("date", today)].into_iter().chain(here).chain(withdrawn).collect()
}

/// Pages and charts, and figures of large portals, have no words for what they state now.
fn since(found: &Stands) -> Said {
    match found.now_page {
        None => Said::new("verify.code-gone"),
        Some(_) if found.same => Said::new("verify.code-same"),
        Some(_) if found.id.is_empty() || found.now.is_empty() => Said::new("verify.code-changed"),
        Some(_) => Said::new("verify.code-now").with("now", on_one_line(&found.now)),
    }
}

/// The address of a page; where the portal has none, the path in the copy.
fn address(manifest: &Manifest, path: String) -> String {
    match &manifest.address {
        Some(address) => format!("{}/{path}", address.trim_end_matches('/')),
        None => path,
    }
}

fn all_as_json(manifest: &Manifest, code: CheckCode, found: &[Stands]) -> Value {
    let one = |it: &Stands| {
        json!({
            "title": it.title,
            "value": it.line,
            "within": it.within,
            "address": address(manifest, it.path()),
            "edition": it.edition.as_ref().or(manifest.edition.as_ref()),
            "changed_since": it.edition.is_some() && !it.same,
            "now": it.now,
            "now_address": it.path_now().map(|path| address(manifest, path)),
            "withdrawn": it.withdrawn.as_ref().map(|it| json!({ "date": it.date, "why": it.why })),
        })
    };
    json!({ "code": code.to_string(), "date": manifest.date, "found": found.iter().map(one).collect::<Vec<_>>() })
}
