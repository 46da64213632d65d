//! `esep theme variables`: what styles and templates can use.

use super::said::Said;
use super::{Done, today, ui_language};
use crate::World;
use crate::read::{Folder, Placed};
use crate::site::{ALL, Page, PageKind, Site};
use crate::theme::{Property, Theme, properties};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;

/// How long an example may be, in characters.
const EXAMPLE: usize = 60;
/// From so many pages of a kind the variables are gathered.
const PAGES: usize = 200;

/// What is listed.
#[derive(Debug, clap::Args)]
pub(super) struct Variables {
    /// The kind of page, such as `grant`; without it, the custom properties of the styles.
    kind: Option<String>,
}

impl Variables {
    pub(super) fn run(self, dir: &Path, names: &[Placed<String>]) -> Done {
        let files = Folder::new(dir);
        let lang = ui_language::choose(None, dir);
        let lines = match &self.kind {
            None => {
                let theme = Theme::load(&files, names).value;
                let mut lines = vec![Said::new("theme.of-styles").in_language(lang), String::new()];
                lines.extend(table(properties(&theme).into_iter().map(row).collect()));
                lines.extend([String::new(), Said::new("theme.of-kinds").with("kinds", kinds()).in_language(lang)]);
                lines
            }
            Some(name) => {
                let kind = ALL.iter().find(|kind| kind.name == name);
                let kind = kind.ok_or_else(|| Said::new("theme.no-kind").with("kind", name).with("kinds", kinds()))?;
                let world = World { today: today()?, base_url: None, strict: false, edition: None };
                let found = crate::laid_out(&files, &world, |site, _| gathered(site, kind)).unwrap_or_default();
                let mut lines = vec![
                    Said::new("theme.of-template").with("template", kind.template).in_language(lang),
                    String::new(),
                ];
                lines.extend(table(
                    found.into_iter().map(|(name, (shape, example))| vec![name, shape.to_owned(), example]).collect(),
                ));
                lines
            }
        };
        lines.iter().for_each(|line| anstream::println!("{}", line.trim_end()));
        Ok(ExitCode::SUCCESS)
    }
}

fn kinds() -> String {
    ALL.iter().map(|kind| kind.name).collect::<Vec<_>>().join(", ")
}

fn row(property: Property) -> Vec<String> {
    vec![property.name, property.value, property.dark.unwrap_or_default(), property.meaning]
}

/// Columns, each as wide as its longest cell.
fn table(rows: Vec<Vec<String>>) -> Vec<String> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let wide = |column: usize| rows.iter().filter_map(|row| Some(row.get(column)?.chars().count())).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(wide).collect();
    let cell = |(text, width): (&String, &usize)| format!("{text:width$}  ");
    rows.iter().map(|row| row.iter().zip(&widths).map(cell).collect()).collect()
}

/// Names of values, the kind of each and an example, over the pages of one kind.
type Gathered = BTreeMap<String, (&'static str, String)>;

fn gathered(site: &Site<'_>, kind: &PageKind) -> Gathered {
    let mut found = Gathered::new();
    let entries = site.entries().iter().filter(|entry| entry.kind.name == kind.name);
    for page in entries.take(PAGES).filter_map(|entry| site.page(entry)) {
        let Page { frame, body, .. } = page;
        let values = [("frame", serde_json::to_value(&frame)), ("page", serde_json::to_value(&body.view))];
        for (name, value) in values {
            gather(name.to_owned(), &value.unwrap_or_default(), &mut found);
        }
        for (name, _) in &body.charts {
            found.insert(
                format!("charts.{name}"),
                ("chart", "id, named, svg, title, description, table, take".to_owned()),
            );
        }
    }
    found
}

fn gather(name: String, value: &Value, found: &mut Gathered) {
    match value {
        Value::Object(fields) => {
            fields.iter().for_each(|(field, value)| gather(format!("{name}.{field}"), value, found))
        }
        Value::Array(items) => {
            found.entry(name.clone()).or_insert(("list", String::new()));
            items.iter().for_each(|item| gather(format!("{name}[]"), item, found));
        }
        Value::Null => drop(found.entry(name).or_insert(("absent", String::new()))),
        Value::Bool(flag) => set(name, "yes or no", flag.to_string(), found),
        Value::Number(number) => set(name, "number", number.to_string(), found),
        Value::String(text) => set(name, "text", shortened(text), found),
    }
}

/// The first example stays; something is better than nothing.
fn set(name: String, shape: &'static str, example: String, found: &mut Gathered) {
    let known = found.entry(name).or_insert((shape, String::new()));
    if known.1.is_empty() {
        *known = (shape, example);
    }
}

fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(EXAMPLE) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}
