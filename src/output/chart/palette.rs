//! The colours of `charts.css`, measured: WCAG 2.2 asks for 3 : 1 for graphics and 4.5 : 1 for text.

use crate::theme::contrast::{self, Palette, contrast};

const CSS: &str = include_str!("../../../themes/default/styles/charts.css");

fn palette(start: &str) -> Palette {
    contrast::palette(CSS, start)
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
