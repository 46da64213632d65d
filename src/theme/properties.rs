//! The custom properties of the styles, with what the comment beside each says of it.

use super::Theme;
use std::collections::BTreeMap;

/// A custom property.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Property {
    /// Its name, such as `--accent`.
    pub name: String,
    /// Its value.
    pub value: String,
    /// Its value on dark ground, where that is another one.
    pub dark: Option<String>,
    /// The comment on its line.
    pub meaning: String,
}

/// The custom properties of `:root` and `.chart` in the styles of a look, in the order in which they are first written.
///
/// A property is read where it has a line of its own: `--accent: #12436d; /* what it is for */`.
pub fn properties(theme: &Theme) -> Vec<Property> {
    let mut order: Vec<String> = Vec::new();
    let mut known: BTreeMap<String, Property> = BTreeMap::new();
    let styles = theme.assets.iter().filter(|(path, _)| path.starts_with("styles/"));
    for (_, bytes) in styles {
        let mut rule = Rule::default();
        for line in String::from_utf8_lossy(bytes).lines() {
            rule.enter(line);
            if let Some((name, value, meaning)) = declared(line).filter(|_| rule.is_common()) {
                if !known.contains_key(name) {
                    order.push(name.to_owned());
                }
                let property = known.entry(name.to_owned()).or_insert_with(|| Property::named(name));
                property.set(value, meaning, &rule);
            }
            rule.leave(line);
        }
    }
    order.iter().filter_map(|name| known.remove(name)).collect()
}

impl Property {
    fn named(name: &str) -> Self {
        Self { name: name.to_owned(), value: String::new(), dark: None, meaning: String::new() }
    }

    /// Later styles win; a width or paper that changes a value is left out.
    fn set(&mut self, value: &str, meaning: &str, rule: &Rule) {
        match rule.media() {
            None => self.value = value.to_owned(),
            Some(media) if media.contains("prefers-color-scheme: dark") => self.dark = Some(value.to_owned()),
            Some(_) => {}
        }
        if self.meaning.is_empty() {
            self.meaning = meaning.to_owned();
        }
    }
}

/// The rules that a line stands in, outermost first.
#[derive(Default)]
struct Rule(Vec<String>);

impl Rule {
    fn enter(&mut self, line: &str) {
        if let Some(selector) = line.trim_end().strip_suffix('{') {
            self.0.push(selector.trim().to_owned());
        }
    }

    fn leave(&mut self, line: &str) {
        if line.trim() == "}" {
            self.0.pop();
        }
    }

    /// Whether it holds for the page or for every chart; other rules keep values for their own use.
    fn is_common(&self) -> bool {
        self.0.last().is_some_and(|selector| selector == ":root" || selector == ".chart")
    }

    fn media(&self) -> Option<&str> {
        self.0.first().map(String::as_str).filter(|rule| rule.starts_with("@media"))
    }
}

/// Name, value and comment of a line that declares a custom property.
fn declared(line: &str) -> Option<(&str, &str, &str)> {
    let (name, rest) = line.trim().strip_prefix("--").and(line.trim().split_once(':'))?;
    let (value, comment) = rest.split_once(';')?;
    let comment = comment.trim().trim_start_matches("/*").trim_end_matches("*/");
    Some((name, value.trim(), comment.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Memory;

    #[test]
    fn every_property_of_the_built_in_theme_says_what_it_is_for() {
        let properties = properties(&Theme::load(&Memory::default(), &[]).value);
        let without: Vec<&str> =
            properties.iter().filter(|it| it.meaning.is_empty()).map(|it| it.name.as_str()).collect();
        assert_eq!(without, [] as [&str; 0], "say it in a comment on the line of the property");
        assert!(properties.iter().any(|it| it.name == "--accent" && it.dark.is_some()));
    }

    #[test]
    fn a_line_says_name_value_and_meaning() {
        assert_eq!(declared("  --a: 1px; /* thin */"), Some(("--a", "1px", "thin")));
        assert_eq!(declared("--a: var(--b);"), Some(("--a", "var(--b)", "")));
        assert_eq!(declared("color: var(--a);"), None);
        assert_eq!(declared("--a"), None);
    }
}
