//! The colours of `charts.css`, measured: WCAG 2.2 asks for 3 : 1 for graphics and 4.5 : 1 for text.

use std::collections::BTreeMap;

const CSS: &str = include_str!("../../../themes/default/styles/charts.css");

type Palette = BTreeMap<String, [u8; 3]>;

/// The colours set in the rule that follows `start`; those that name another colour are left out.
fn palette(start: &str) -> Palette {
    let rule = CSS.split_once(start).and_then(|(_, rest)| rest.split_once('{')?.1.split_once('}')).expect("a rule").0;
    let declarations = rule.split(';').filter_map(|line| line.split_once(':'));
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

fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn assert_contrast(palette: &Palette, one: &str, other: &str, least: f64) {
    let (one, other) = (format!("--chart-{one}"), format!("--chart-{other}"));
    let measured = contrast(palette[&one], palette[&other]);
    assert!(measured >= least, "{one} on {other}: {measured:.2}");
}

fn assert_readable(palette: &Palette) {
    for graphic in ["1", "2", "3", "4", "line"] {
        assert_contrast(palette, graphic, "ground", 3.0);
    }
    // Series and states stand in these orders.
    for (one, other) in [("1", "2"), ("2", "3"), ("3", "4"), ("4", "1")] {
        assert_contrast(palette, one, other, 3.0);
    }
    for text in ["text", "muted"] {
        for ground in ["ground", "low", "middle", "high"] {
            assert_contrast(palette, text, ground, 4.5);
        }
    }
    for sign in ["risk", "differs"] {
        assert_contrast(palette, "on-risk", sign, 4.5);
        for ground in ["ground", "low", "middle", "high"] {
            assert_contrast(palette, sign, ground, 3.0);
        }
    }
}

#[test]
fn the_light_palette_is_readable() {
    assert_readable(&palette("\n.chart"));
}

#[test]
fn the_dark_palette_is_readable() {
    assert_readable(&palette("(prefers-color-scheme: dark) {"));
}
