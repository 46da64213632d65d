//! What a check code stands for in a copy of a site, read from the files that the search page loads.
//!
//! Such a file is believed only where its bytes are those of the manifest.

use super::{compare, kind_of};
use crate::derive::ledger::CheckCode;
use crate::language::Lang;
use crate::output::manifest::{Manifest, Mark};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

/// Where the files are, from the root of the site.
const FOLDER: &str = "data/codes/";

/// What a code stands for, as it is published.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct Stands {
    code: String,
    /// The page below the language: `grants/x`.
    pub page: String,
    /// The fragment on it; empty for the whole page.
    #[serde(default)]
    pub id: String,
    /// Its name; empty on large portals.
    #[serde(default)]
    pub title: String,
    /// What it states; empty for pages and charts.
    #[serde(default)]
    pub line: String,
    /// The grant or lot that it belongs to.
    #[serde(default)]
    pub within: String,
    /// The edition that has it, where the portal of the copy's date does not.
    pub edition: Option<String>,
    /// The date of that edition, written out.
    pub date: Option<String>,
    /// The page that has the figure since.
    pub now_page: Option<String>,
    /// What it states since.
    #[serde(default)]
    pub now: String,
    /// Whether it states the same since, and only the name of its page is another.
    #[serde(default)]
    pub same: bool,
    /// When and why it was taken off the portal.
    pub withdrawn: Option<Withdrawal>,
    /// The language of these words.
    #[serde(skip)]
    pub lang: Option<Lang>,
}

/// What editors said of a page that they took off the portal.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Withdrawal {
    /// When, written out.
    pub date: String,
    /// Why.
    pub why: String,
}

impl Stands {
    /// The path of its page with the fragment, from the root of the site: `e/2026-1/kk/grants/x/#figure`.
    pub fn path(&self) -> String {
        let edition = self.edition.as_ref().map(|edition| format!("e/{edition}/")).unwrap_or_default();
        format!("{edition}{}", self.below(&self.page))
    }

    /// The path of the page that has it since: `kk/grants/y/#figure`.
    pub fn path_now(&self) -> Option<String> {
        self.now_page.as_ref().map(|page| self.below(page))
    }

    fn below(&self, page: &str) -> String {
        let lang = self.lang.map_or("", Lang::code);
        let fragment = if self.id.is_empty() { String::new() } else { format!("#{}", self.id) };
        format!("{lang}/{page}/{fragment}")
    }
}

/// Why nothing can be said of a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoCodes {
    /// The site has no files of codes.
    Unpublished,
    /// The file at this path is not as it was published.
    Damaged(String),
}

/// What a code stands for in the copy in `folder`, in the words of `wanted` where the site has that language; empty
/// where it stands for nothing.
///
/// # Errors
/// The site has no codes, or their file was changed or is missing.
pub fn stands_for(manifest: &Manifest, folder: &Path, code: CheckCode, wanted: Lang) -> Result<Vec<Stands>, NoCodes> {
    let (mark, lang) = shard(manifest, code, wanted).ok_or(NoCodes::Unpublished)?;
    let damaged = || NoCodes::Damaged(mark.path.clone());
    if compare(folder, mark, kind_of(folder, &mark.path)).is_some() {
        return Err(damaged());
    }
    let text = std::fs::read_to_string(folder.join(&mark.path)).map_err(|_| damaged())?;
    let entries = entries(&text, lang).ok_or_else(damaged)?;
    let those = entries.into_iter().filter(|entry| CheckCode::parse(&entry.code) == Some(code));
    Ok(those.map(|entry| Stands { lang: Some(lang), ..entry }).collect())
}

/// The file that would have the code, and the language that it speaks: the wanted one, or else the first that has codes.
fn shard(manifest: &Manifest, code: CheckCode, wanted: Lang) -> Option<(&Mark, Lang)> {
    let of = |lang: Option<Lang>| {
        manifest.files.iter().find_map(|mark| {
            let (found, bits, number) = place(&mark.path)?;
            let found = found.or_else(|| of_site(manifest, wanted))?;
            (lang.is_none_or(|lang| lang == found) && code.first_bits(bits) == number).then_some((mark, found))
        })
    };
    of(Some(wanted)).or_else(|| of(None))
}

/// The wanted language, if the site has it, or else another one of its own.
fn of_site(manifest: &Manifest, wanted: Lang) -> Option<Lang> {
    let has = |lang: &Lang| manifest.files.iter().any(|mark| mark.path == format!("{lang}/index.html"));
    [wanted].into_iter().chain(Lang::ALL).find(has)
}

/// Language, bits and number of `data/codes/kk/5/17.js`. Files of `all` serve every language.
fn place(path: &str) -> Option<(Option<Lang>, u32, u64)> {
    let mut parts = path.strip_prefix(FOLDER)?.strip_suffix(".js")?.split('/');
    let lang = match parts.next()? {
        "all" => None,
        code => Some(Lang::from_code(code)?),
    };
    Some((lang, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

/// What a file has: entries with words, or the places of a brief portal.
#[derive(Deserialize)]
#[serde(untagged)]
enum Shard {
    Words(Vec<Stands>),
    Brief(Brief),
}

/// See `output::codes`.
#[derive(Deserialize)]
struct Brief {
    now: String,
    #[serde(default)]
    old: Vec<Stands>,
    #[serde(default)]
    dates: BTreeMap<String, BTreeMap<String, String>>,
    #[serde(default)]
    withdrawn: BTreeMap<String, BTreeMap<String, Withdrawal>>,
}

impl Brief {
    fn entries(self, lang: Lang) -> Vec<Stands> {
        let now = self.now.split(' ').filter_map(of_today);
        let old = self.old.into_iter().map(|it| Stands {
            date: it.edition.as_ref().and_then(|name| self.dates.get(name)?.get(lang.code())).cloned(),
            withdrawn: self.withdrawn.get(&it.page).and_then(|why| why.get(lang.code())).cloned(),
            ..it
        });
        now.chain(old).collect()
    }
}

/// `7KQ2M4F9XTx#y` is the figure `y` of the grant `x`.
fn of_today(text: &str) -> Option<Stands> {
    let (code, place) = text.split_at_checked(10)?;
    let (page, id) = place.split_once('#').unwrap_or((place, ""));
    let page = if page.contains('/') { page.to_owned() } else { format!("grants/{page}") };
    Some(Stands { code: code.to_owned(), page, id: id.to_owned(), ..Stands::default() })
}

/// The second argument of `esepCodes.take("kk/5/17",[…]);`.
fn entries(text: &str, lang: Lang) -> Option<Vec<Stands>> {
    let call = text.trim_end().strip_prefix("esepCodes.take(")?.strip_suffix(");")?;
    let (name, shard): (String, Shard) = serde_json::from_str(&format!("[{call}]")).ok()?;
    let entries = match shard {
        Shard::Words(entries) => entries,
        Shard::Brief(brief) => brief.entries(lang),
    };
    (!name.is_empty()).then_some(entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_codes_is_read_as_it_is_written() {
        let text = "esepCodes.take(\"kk/0/0\",[{\"code\":\"7KQ2M4F9XT\",\"page\":\"grants/a\",\"id\":\"b\",\
                    \"title\":\"\\u003ca\",\"edition\":\"2026-1\",\"date\":\"1\",\"now\":\"\"}]);\n";
        let read = entries(text, Lang::Kk).unwrap();
        let first = Stands { lang: Some(Lang::Kk), ..read[0].clone() };
        assert_eq!((first.path().as_str(), first.title.as_str()), ("e/2026-1/kk/grants/a/#b", "<a"));
        assert_eq!((first.path_now(), first.same), (None, false));
        let moved = Stands { now_page: Some("grants/c".to_owned()), ..first };
        assert_eq!(moved.path_now().as_deref(), Some("kk/grants/c/#b"));
        assert_eq!(entries("esepCodes.take(\"kk/0/0\",[{}]);", Lang::Kk), None);
        assert_eq!(entries("alert(1)", Lang::Kk), None);
    }

    #[test]
    fn the_places_of_a_brief_portal_are_read_for_every_language() {
        let text = "esepCodes.take(\"all/0/0\",{\"now\":\"7KQ2M4F9XTa#b 7KQ2M4F9XVlots/c\",\"old\":[{\"code\":\"7KQ2M4F9XW\",\
                    \"page\":\"grants/d\",\"id\":\"\",\"edition\":\"2026-1\",\"same\":false}],\
                    \"dates\":{\"2026-1\":{\"kk\":\"1\",\"ru\":\"2\"}},\
                    \"withdrawn\":{\"grants/d\":{\"ru\":{\"date\":\"3\",\"why\":\"4\"}}}});\n";
        let read = entries(text, Lang::Ru).unwrap();
        let places: Vec<(&str, &str)> = read.iter().map(|it| (it.page.as_str(), it.id.as_str())).collect();
        assert_eq!(places, [("grants/a", "b"), ("lots/c", ""), ("grants/d", "")]);
        assert_eq!(
            (read[2].date.as_deref(), read[2].withdrawn.as_ref().map(|it| it.why.as_str())),
            (Some("2"), Some("4"))
        );
        assert_eq!(entries(text, Lang::Kk).unwrap()[2].withdrawn, None);
    }

    #[test]
    fn the_place_of_a_file_is_read_from_its_path() {
        assert_eq!(place("data/codes/ru/5/17.js"), Some((Some(Lang::Ru), 5, 17)));
        assert_eq!(place("data/codes/all/5/17.js"), Some((None, 5, 17)));
        assert_eq!(place("data/codes/ru/17.js"), None);
        assert_eq!(place("data/index.json"), None);
    }
}
