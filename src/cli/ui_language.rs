//! In which language the program speaks.

use crate::language::Lang;
use crate::read::{Files, Folder};
use std::path::Path;

/// Reads the value of `--ui-lang`, or one of those of `--lang`.
pub(super) fn parse(code: &str) -> Result<Lang, String> {
    Lang::from_code(code.trim()).ok_or_else(|| "kk, ru, ky or en".to_owned())
}

/// The language that was asked for, or the first one of the portal in `dir`, or that of the machine.
pub(super) fn choose(asked: Option<Lang>, dir: &Path) -> Lang {
    without_portal(asked.or_else(|| first_of_portal(dir)))
}

/// Where there is no portal yet: the language that was asked for, or that of the machine.
pub(super) fn without_portal(asked: Option<Lang>) -> Lang {
    asked.or_else(of_machine).unwrap_or(Lang::En)
}

/// Read apart from everything else, so that it is known also where the portal is full of mistakes.
fn first_of_portal(dir: &Path) -> Option<Lang> {
    let text = String::from_utf8(Folder::new(dir).read_text("content/portal.toml").ok()?).ok()?;
    let (table, _) = toml::de::DeTable::parse_recoverable(&text);
    let languages = table.get_ref().get("languages")?.get_ref().as_array()?;
    languages.first().and_then(|first| Lang::from_code(first.get_ref().as_str()?))
}

fn of_machine() -> Option<Lang> {
    Lang::from_code(locale().split(['_', '-', '.']).next().unwrap_or_default())
}

/// The languages of the state in the country of the machine: Kyrgyz and Russian in Kyrgyzstan, else Kazakh and Russian.
pub(super) fn of_country() -> [Lang; 2] {
    let locale = locale();
    let is_kyrgyz = locale.starts_with("ky") || locale.contains("_KG") || locale.contains("-KG");
    [if is_kyrgyz { Lang::Ky } else { Lang::Kk }, Lang::Ru]
}

/// The locale that is set, such as `ru_KZ.UTF-8`; empty where none is.
fn locale() -> String {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(|name| std::env::var(name).ok());
    set.into_iter().find(|value| !value.is_empty()).unwrap_or_default()
}
