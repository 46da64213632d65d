//! The files of a new portal.
//!
//! The files in `skeleton/` hold every language. A line `title.kk = …` stays where Kazakh is a language of the portal, a
//! line `#kk …` becomes a comment where it is the first one; `README.kk.md` is then the README, and `kk.md` a text.

use super::said::Said;
use crate::language::Lang;
use crate::read::{Memory, read};
use crate::schema::{Known, schemas, settings};
use rust_embed::RustEmbed;
use std::collections::BTreeMap;

#[derive(RustEmbed)]
#[folder = "src/cli/skeleton/"]
struct Skeleton;

/// What a new portal is to be.
pub(super) struct Wish {
    /// The languages of its content, the main one first.
    pub(super) languages: Vec<Lang>,
    /// Its name, where it has one.
    pub(super) title: Option<String>,
    /// Its address, where it has one.
    pub(super) base_url: Option<String>,
}

/// Paths in the portal folder and texts.
pub(super) type Files = Vec<(String, String)>;

/// The gap `{warning}` is for what is said when publishing takes long.
const WORKFLOW: &str = include_str!("../scaffold/pages.yml");
/// What is made from the content does not belong in the repository; the schemas do, so that editors find them at once.
const IGNORED: &str = "/public\n/.public.esep\n/.esep/*\n!/.esep/schemas\n";
const ATTRIBUTES: &str = "* text=auto eol=lf\n*.jpg binary\n*.jpeg binary\n*.png binary\n*.webp binary\n/.esep/schemas/** linguist-generated\n";

/// Every file of a new portal. Same wish, same bytes.
pub(super) fn files(wish: &Wish) -> Files {
    let own = |path: &str, text: &str| (path.to_owned(), text.to_owned());
    let content = content(wish);
    let workflow = workflow(wish.first());
    let fixed =
        [own(".gitattributes", ATTRIBUTES), own(".github/workflows/pages.yml", &workflow), own(".gitignore", IGNORED)];
    let editors = schemas(wish.first(), &known(&content, wish.first())).into_iter().chain(settings());
    let files: BTreeMap<String, String> = content.iter().cloned().chain(fixed).chain(editors).collect();
    files.into_iter().collect()
}

/// The workflow that publishes the portal. Its warning stands in a quoted text of a shell, which fills in the minutes.
fn workflow(lang: Lang) -> String {
    let warning = Said::new("init.deploy-near-limit").with("minutes", "$minutes").in_language(lang);
    WORKFLOW.replace("{warning}", &warning.replace('"', "\\\""))
}

fn known(content: &Files, lang: Lang) -> Known {
    let memory = content.iter().fold(Memory::default(), |memory, (path, text)| memory.with(path, text.clone()));
    Known::of(&read(&memory).value, lang)
}

fn content(wish: &Wish) -> Files {
    let files = Skeleton::iter().filter_map(|path| {
        let text = String::from_utf8(Skeleton::get(&path)?.data.into_owned()).ok()?;
        let text = if path.ends_with(".toml") { wish.filled(&wish.chosen(&text, &path)) } else { text };
        Some((wish.path(&path)?, text))
    });
    files.collect()
}

/// The key and the language of a line such as `title.kk = …`.
fn lang_of(line: &str) -> Option<(&str, Lang)> {
    let (name, code) = line.split(" = ").next()?.split_once('.')?;
    Some((name, Lang::from_code(code)?))
}

/// The key of a text in one language.
fn text_of(line: &str) -> Option<&str> {
    lang_of(line).map(|(name, _)| name)
}

impl Wish {
    fn first(&self) -> Lang {
        self.languages.first().copied().unwrap_or(Lang::En)
    }

    /// The path in the portal; nothing for a text in another language.
    fn path(&self, path: &str) -> Option<String> {
        let Some(stem) = path.strip_suffix(".md") else { return Some(path.to_owned()) };
        let code = stem.rsplit(['.', '/']).next().and_then(Lang::from_code)?;
        match path.starts_with("README.") {
            true => (code == self.first()).then(|| "README.md".to_owned()),
            false => self.languages.contains(&code).then(|| path.to_owned()),
        }
    }

    /// The lines that are in the languages of the portal.
    fn chosen(&self, text: &str, path: &str) -> String {
        let lines: Vec<String> = text.lines().filter_map(|line| self.line(line, path)).collect();
        let same_text = |one: &String, next: &String| text_of(one).is_some() && text_of(one) == text_of(next);
        let in_order = lines.chunk_by(same_text).flat_map(|lines| self.in_order(lines));
        in_order.map(|line| line + "\n").collect()
    }

    /// The lines of one text, the main language first.
    fn in_order(&self, lines: &[String]) -> Vec<String> {
        let place = |line: &String| {
            let lang = lang_of(line).and_then(|(_, lang)| self.languages.iter().position(|known| *known == lang));
            lang.unwrap_or_default()
        };
        let mut lines = lines.to_vec();
        lines.sort_by_key(place);
        lines
    }

    fn line(&self, line: &str, path: &str) -> Option<String> {
        if let Some((code, comment)) = line.strip_prefix('#').and_then(|rest| rest.split_once(' '))
            && let Some(lang) = Lang::from_code(code)
        {
            return (lang == self.first()).then(|| format!("# {comment}"));
        }
        let Some((name, lang)) = lang_of(line) else { return Some(line.to_owned()) };
        match &self.title {
            Some(title) if name == "title" && path == "content/portal.toml" => {
                (lang == Lang::Kk).then(|| format!("title = {}", toml::Value::from(title.as_str())))
            }
            _ => self.languages.contains(&lang).then(|| line.to_owned()),
        }
    }

    /// The text with its gaps filled: languages, address, and what is usual in the country.
    fn filled(&self, text: &str) -> String {
        let languages: Vec<String> = self.languages.iter().map(|lang| format!("\"{}\"", lang.code())).collect();
        let base_url = match &self.base_url {
            Some(address) => format!("base_url = {}", toml::Value::from(address.as_str())),
            None => "# base_url = \"https://example.org/portal/\"".to_owned(),
        };
        let is_kyrgyz = self.languages.contains(&Lang::Ky) && !self.languages.contains(&Lang::Kk);
        let (currency, region) = if is_kyrgyz { ("KGS", "KG-N") } else { ("KZT", "KZ-63") };
        let gaps = [
            ("languages", &*languages.join(", ")),
            ("base_url", &base_url),
            ("currency", currency),
            ("region", region),
        ];
        gaps.iter().fold(text.to_owned(), |text, (gap, value)| text.replace(&format!("{{{gap}}}"), value))
    }
}
