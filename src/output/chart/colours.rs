//! The light colours of a look's charts, for pictures that have no style sheet beside them.

use std::collections::BTreeMap;

/// The charts' style sheet of the built-in look, which has every colour.
const BUILT_IN: &str = include_str!("../../../themes/default/styles/charts.css");
/// The style of pictures, in which colours stand by their names.
const STYLE: &str = include_str!("picture.css");
/// A colour may name another one, and that one another; no look needs more.
const DEEPEST: usize = 8;

/// The style of pictures with the colours of a look whose charts have this style sheet.
pub fn style(charts: Option<&str>) -> String {
    let mut colours = colours(BUILT_IN);
    colours.extend(colours_of_look(charts));
    let lines = STYLE.lines().filter(|line| !line.starts_with("/*"));
    let mut style = lines.collect::<Vec<_>>().concat();
    for _ in 0..DEEPEST {
        for (name, value) in &colours {
            style = style.replace(&format!("var({name})"), value);
        }
    }
    style
}

fn colours_of_look(charts: Option<&str>) -> BTreeMap<String, String> {
    charts.map(colours).unwrap_or_default()
}

/// What the first rule for `.chart` sets.
fn colours(css: &str) -> BTreeMap<String, String> {
    let rule = css.split_once(".chart {").and_then(|(_, rest)| rest.split_once('}')).map_or("", |(rule, _)| rule);
    // A comment stands behind the declaration that it is about.
    let declarations = rule.split(';').filter_map(|line| line.rsplit("*/").next()?.split_once(':'));
    let colours = declarations.map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned()));
    colours.filter(|(name, value)| name.starts_with("--chart-") && is_plain(value)).collect()
}

/// Whether a value can stand in a picture as it is.
fn is_plain(value: &str) -> bool {
    value.chars().all(|sign| sign.is_ascii_alphanumeric() || "#(),.%- ".contains(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_colour_is_left_without_a_value() {
        assert!(!style(None).contains("var("));
        assert!(style(None).contains(".met { fill: #12436d; }"));
    }

    #[test]
    fn a_look_has_its_own_colours_and_nothing_but_colours() {
        let css = ".chart {\n --chart-1: #010203; /* own */\n --chart-2: url(\"</style>\");\n}";
        assert!(style(Some(css)).contains(".fill-1 { fill: #010203; }"));
        assert!(style(Some(css)).contains(".fill-2 { fill: #f46a25; }"));
    }
}
