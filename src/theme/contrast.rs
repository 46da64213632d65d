//! The colours of `10-tokens.css`, measured: text has 7 : 1 on every ground that it stands on (WCAG 2.2 AAA), signs, bars
//! and edges have 3 : 1 (AA), in light and in dark.

use std::collections::BTreeMap;

const CSS: &str = include_str!("../../themes/default/styles/10-tokens.css");

/// Colours by the name of their custom property.
pub(crate) type Palette = BTreeMap<String, [u8; 3]>;

/// The colours set in the rule of `css` that follows `start`; those that name another colour are left out.
pub(crate) fn palette(css: &str, start: &str) -> Palette {
    let rule = css.split_once(start).and_then(|(_, rest)| rest.split_once('{')?.1.split_once('}')).expect("a rule").0;
    // A comment stands behind the declaration that it is about.
    let declarations = rule.split(';').filter_map(|line| line.rsplit("*/").next()?.split_once(':'));
    declarations.filter_map(|(name, value)| Some((name.trim().to_owned(), hex(value.trim())?))).collect()
}

fn hex(value: &str) -> Option<[u8; 3]> {
    let digits = value.strip_prefix('#')?;
    let full: String =
        if digits.len() == 3 { digits.chars().flat_map(|digit| [digit, digit]).collect() } else { digits.into() };
    let channel = |at: usize| u8::from_str_radix(full.get(at..at + 2)?, 16).ok();
    Some([channel(0)?, channel(2)?, channel(4)?])
}

/// Relative luminance as WCAG defines it.
fn luminance(colour: [u8; 3]) -> f64 {
    let [red, green, blue] = colour.map(|channel| {
        let share = f64::from(channel) / 255.0;
        if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// The contrast of two colours, from 1 to 21.
pub(crate) fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Text and the grounds that it stands on.
const TEXT: [(&str, &[&str]); 8] = [
    ("text", &["ground", "raised", "note-ground", "tile-1"]),
    ("quiet", &["ground", "raised", "note-ground"]),
    ("link", &["ground", "raised", "note-ground"]),
    ("link-hover", &["ground", "raised", "note-ground"]),
    ("accent", &["ground"]),
    ("on-accent", &["accent"]),
    ("on-band", &["band"]),
    ("on-tile", &["tile-2", "tile-3"]),
];

/// Signs, bars and edges that carry a meaning, and the grounds that they stand on.
const GRAPHICS: [(&str, &[&str]); 10] = [
    ("exceeded", &["ground", "raised"]),
    ("met", &["ground", "raised"]),
    ("partly", &["ground", "raised"]),
    ("not-met", &["ground", "raised"]),
    ("pending", &["ground", "raised"]),
    ("accent", &["ground", "raised"]),
    ("line-strong", &["ground", "raised"]),
    ("note-line", &["ground", "note-ground"]),
    ("focus-edge", &["focus"]),
    ("ground", &["tile-2", "tile-3"]),
];

/// The pairs whose contrast is too low, as they stand in a failing test.
fn too_low(palette: &Palette, pairs: &[(&str, &[&str])], least: f64) -> Vec<String> {
    let colour = |name: &str| *palette.get(&format!("--{name}")).unwrap_or_else(|| panic!("no colour `{name}`"));
    let all = pairs.iter().flat_map(|(one, grounds)| grounds.iter().map(move |ground| (*one, *ground)));
    let measured = all.map(|(one, ground)| (one, ground, contrast(colour(one), colour(ground))));
    measured.filter(|it| it.2 < least).map(|(one, ground, it)| format!("{one} on {ground}: {it:.2}")).collect()
}

#[test]
fn text_has_seven_to_one() {
    for start in ["\n:root", "(prefers-color-scheme: dark) {"] {
        assert_eq!(too_low(&palette(CSS, start), &TEXT, 7.0), Vec::<String>::new(), "{start}");
    }
}

#[test]
fn graphics_have_three_to_one() {
    for start in ["\n:root", "(prefers-color-scheme: dark) {"] {
        assert_eq!(too_low(&palette(CSS, start), &GRAPHICS, 3.0), Vec::<String>::new(), "{start}");
    }
}

#[test]
fn contrast_is_that_of_wcag() {
    assert!((contrast([0, 0, 0], [255, 255, 255]) - 21.0).abs() < 1e-9);
    assert!((contrast([0x76, 0x76, 0x76], [255, 255, 255]) - 4.54).abs() < 0.01);
}
