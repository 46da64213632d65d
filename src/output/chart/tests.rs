//! Every kind of chart with every kind of content.

use super::samples::{ALL, REAL};
use super::{fragment, svg};
use crate::site::chart::Chart;
use scraper::{ElementRef, Html, Selector};
use std::collections::BTreeSet;
use std::sync::LazyLock;

const ROWS: [usize; 4] = [0, 1, 2, 14];
const VALUES: [f64; 10] = [0.0, 1.0, 99.9, -12.5, 1e-300, 1e18, f64::MAX, f64::NAN, f64::INFINITY, f64::NEG_INFINITY];

fn labels() -> [String; 3] {
    [String::new(), "<b onload=\"x\">&'\u{0}".into(), "Ұзақ атау ".repeat(20) + &"ш".repeat(90)]
}

/// Every chart of every size: with every figure, and with every label.
static DRAWN: LazyLock<Vec<(Chart, String)>> = LazyLock::new(|| {
    let mut charts: Vec<Chart> = REAL.iter().map(|(_, make)| make()).collect();
    for (make, rows) in ALL.iter().flat_map(|make| ROWS.map(|rows| (make, rows))) {
        charts.extend(VALUES.map(|value| make(rows, value, "Көрсеткіш")));
        charts.extend(labels().map(|label| make(rows, 3.0, &label)));
    }
    charts
        .into_iter()
        .map(|chart| {
            let drawn = svg(&chart, "c");
            (chart, drawn)
        })
        .collect()
});

/// Calls `look` with every chart and its drawing.
fn each(look: impl Fn(&Chart, &str)) {
    DRAWN.iter().for_each(|(chart, drawn)| look(chart, drawn));
}

/// One in three of them with its markup parsed; over the kinds and sizes each value and each label has its turn.
fn each_page(look: impl Fn(&Chart, &Html)) {
    for (chart, drawn) in DRAWN.iter().step_by(3) {
        look(chart, &Html::parse_fragment(drawn));
    }
}

fn select<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).expect("a selector")).collect()
}

#[test]
fn every_number_is_a_number_and_stands_inside_the_picture() {
    each(|_, drawn| {
        let steps = drawn.split(" d=\"").skip(1).filter_map(|path| path.split('"').next());
        assert!(!drawn.contains("NaN") && steps.into_iter().all(|steps| !steps.contains("inf")));
    });
    each_page(|chart, page| {
        for text in select(page, ".chart-narrow text") {
            let place = |name| text.attr(name).unwrap_or("0").parse::<f64>().expect("a place");
            assert!((0.0..=330.0).contains(&place("x")), "{}: {:?}", chart.title(), text.html());
            assert!(place("y") >= 0.0, "{}: {:?}", chart.title(), text.html());
        }
    });
}

#[test]
fn numbers_have_at_most_one_decimal() {
    each(|_, drawn| {
        for number in drawn.split(|letter: char| !letter.is_ascii_digit() && letter != '.') {
            let decimals = number.rsplit_once('.').map_or(0, |(_, decimals)| decimals.len());
            assert!(decimals <= 1, "{number}");
        }
    });
}

#[test]
fn nothing_from_outside_becomes_markup() {
    each(|_, drawn| assert!(!drawn.contains("<b ") && !drawn.contains("onload=\"") && !drawn.contains('\u{0}')));
}

#[test]
fn there_is_no_script_no_style_and_no_reference_to_the_outside() {
    each(|_, drawn| {
        assert!(!drawn.contains(" style=") && !drawn.contains("<style") && !drawn.contains("<script"));
        assert!(!drawn.contains("http") && !drawn.contains("<foreignObject"));
    });
}

#[test]
fn every_picture_is_an_image_with_title_and_description() {
    each_page(|chart, page| {
        for picture in select(page, "svg") {
            assert_eq!(picture.attr("role"), Some("img"));
            let names = picture.attr("aria-labelledby").expect("names").split(' ');
            let words = |id| select(page, &format!("[id=\"{id}\"]")).iter().flat_map(|named| named.text()).collect();
            let said: Vec<String> = names.map(words).collect();
            let clean = |words: &str| words.replace('\u{0}', "");
            assert_eq!(said, [clean(chart.title()), clean(chart.description())]);
        }
    });
}

#[test]
fn ids_are_unique_and_every_reference_is_kept() {
    each_page(|_, page| {
        let ids: Vec<&str> = select(page, "[id]").iter().filter_map(|named| named.attr("id")).collect();
        let known: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), known.len());
        let used = select(page, "use").into_iter().filter_map(|used| used.attr("href"));
        let filled = select(page, "[fill]").into_iter().filter_map(|filled| filled.attr("fill"));
        for reference in used.chain(filled) {
            let id = reference.trim_start_matches("url(").trim_end_matches(')').trim_start_matches('#');
            assert!(known.contains(id), "{reference}");
        }
    });
}

#[test]
fn the_table_says_every_row() {
    each(|chart, _| {
        let table = chart.table();
        assert_eq!(table.caption, chart.title());
        assert!(table.rows.iter().all(|row| row.len() == table.head.len()));
    });
    for make in ALL {
        assert!(make(2, 1.0, "x").table().rows.len() >= 2);
    }
}

#[test]
fn every_row_of_the_table_has_its_place_in_the_picture() {
    each_page(|chart, page| {
        let rows = chart.table().rows.len();
        let parts = select(page, "[data-rows]");
        let areas: Vec<&str> =
            parts.iter().filter_map(|part| part.attr("data-rows")).flat_map(|it| it.split(',')).collect();
        for area in &areas {
            let numbers: Vec<f64> = area.split(' ').map(|number| number.parse().expect("a number")).collect();
            assert!((numbers[0] as usize) < rows && [1, 5].contains(&numbers.len()), "{}: {area}", chart.title());
            if let [x, y, width, height] = numbers[1..] {
                assert!(x >= 0.0 && y >= 0.0 && x + width <= 330.1 && height > 0.0, "{}: {area}", chart.title());
            }
        }
    });
    for (name, make) in REAL {
        let (chart, drawn) = (make(), svg(&make(), "c"));
        let rows: BTreeSet<&str> = drawn
            .split("data-rows=\"")
            .skip(1)
            .filter_map(|it| it.split('"').next())
            .flat_map(|it| it.split(','))
            .filter_map(|it| it.split(' ').next())
            .collect();
        // A total is said by the others together, and what has no date stands in no month.
        let without = chart.table().rows.len().saturating_sub(rows.len());
        assert!(
            without <= if name.starts_with("publications") { 2 } else { usize::from(name.starts_with("resources")) },
            "{name}: {without}"
        );
    }
}

#[test]
fn a_chart_without_rows_says_its_description() {
    for make in ALL {
        let drawn = svg(&make(0, 1.0, "Дерек жоқ"), "c");
        assert!(drawn.contains(">Дерек жоқ</text>"), "{drawn}");
    }
}

#[test]
fn what_is_not_reported_has_words_and_no_bar() {
    let drawn =
        svg(&super::samples::REAL.iter().find(|(name, _)| *name == "progress-plan-only").expect("a sample").1(), "c");
    let page = Html::parse_fragment(&drawn);
    assert_eq!(drawn.matches(">әзірге есеп берілмеген</text>").count(), 5);
    assert_eq!(select(&page, "path.frame").len(), 5);
    assert!(select(&page, ".met, .exceeded, .partly, .not-met, .zero, .plan").is_empty());
}

#[test]
fn ids_lose_what_has_a_meaning_elsewhere() {
    assert_eq!(fragment("a b\"<#)é-1_2.x"), "a-b----é-1_2.x");
}

/// The gallery: every sample on one page. `ESEP_GALLERY=<file>` also writes it, to be looked at.
#[test]
fn all_samples_share_a_page_without_sharing_an_id() {
    let page = gallery();
    let ids: Vec<_> = page.match_indices(" id=\"").filter_map(|(at, _)| page[at + 5..].split('"').next()).collect();
    assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len());
    if let Ok(path) = std::env::var("ESEP_GALLERY") {
        std::fs::write(path, page).expect("the gallery is written");
    }
}

fn gallery() -> String {
    let css = include_str!("../../../themes/default/styles/charts.css");
    let figures: String = REAL
        .iter()
        .map(|(name, make)| {
            let chart = make();
            format!("<figure><figcaption>{}</figcaption>{}</figure>\n", chart.title(), svg(&chart, name))
        })
        .collect();
    format!(
        "<!doctype html><html lang=\"kk\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>Charts</title><style>:root{{color-scheme:light dark}}body{{margin:16px auto;padding:0 16px;max-width:45rem;\
         font-family:\"Noto Sans\",\"Liberation Sans\",sans-serif;background:var(--ground)}}figure{{margin:0 0 3rem}}\
         figcaption{{font-weight:bold;font-size:1.2rem;margin:0 0 .8rem}}\
         :root{{--ground:#fff}}@media (prefers-color-scheme:dark){{:root{{--ground:#14171a}}}}{css}</style>{figures}</html>"
    )
}
