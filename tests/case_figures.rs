//! Every figure and every fact of the five documents is on the pages, in each language of its case.
//!
//! `case_figures/<case>.tsv` goes through a document line by line: an address below the language; a CSS selector
//! (empty: all that stands between header and footer); the texts that one such element has to hold, divided by
//! `|`. A text that stands twice has to be there twice. `kk=…` holds in Kazakh only; `{…}` is a phrase that
//! `phrases.tsv` has in each language. Figures are whole figures: `25` is not found in 125, in 1 025 or in 2,5.
//!
//! `case_figures/<case>.numbers` are all numbers of the document, months of dates excepted, which are words.

use esep::World;
use esep::finding::Finding;
use esep::output::sink::MemorySink;
use esep::read::Folder;
use scraper::{ElementRef, Html, Selector};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

struct Case {
    name: &'static str,
    figures: &'static str,
    numbers: &'static str,
    languages: &'static [&'static str],
}

macro_rules! case {
    ($name:literal, $languages:expr) => {
        Case {
            name: $name,
            figures: include_str!(concat!("case_figures/", $name, ".tsv")),
            numbers: include_str!(concat!("case_figures/", $name, ".numbers")),
            languages: $languages,
        }
    };
}

const CASES: &[Case] = &[
    case!("a-ai-komek-2024", &["kk", "ru"]),
    case!("b-abai-lots", &["kk", "ru"]),
    case!("c-osh-2019", &["kk", "ru", "ky"]),
    case!("d-vko-centre-2021", &["kk", "ru"]),
    case!("e-adamgershilik-2020", &["kk", "ru"]),
];

const PHRASES: &str = include_str!("case_figures/phrases.tsv");
/// The columns of `phrases.tsv` after the first.
const LANGUAGES: [&str; 3] = ["kk", "ru", "ky"];

/// The main part of every page of `content/`, by path.
static PAGES: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let world = World { today: jiff::civil::date(2026, 11, 20), base_url: None, strict: false, edition: None };
    let sink = MemorySink::default();
    let findings = esep::compile(&Folder::new(env!("CARGO_MANIFEST_DIR")), &world, &sink).unwrap();
    let errors: Vec<_> = findings.iter().filter(|it| Finding::is_error(it)).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let pages = sink.into_files().into_iter().filter(|(path, _)| path.ends_with(".html"));
    pages.map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect()
});

/// The texts of elements: a page is parsed once for all lines about it.
#[derive(Default)]
struct Parsed(BTreeMap<String, Option<Html>>);

impl Parsed {
    /// The text of every element that the selector finds; nothing where there is no such page.
    fn texts(&mut self, lang: &str, address: &str, selector: &str) -> Option<Vec<Vec<char>>> {
        let path = format!("{lang}/{address}index.html");
        let parse = || PAGES.get(&path).map(|html| Html::parse_document(html));
        let page = self.0.entry(path.clone()).or_insert_with(parse).as_ref()?;
        let selector = Selector::parse(selector).unwrap();
        let text = |element: ElementRef<'_>| plain(&element.text().collect::<Vec<_>>().join("\n"));
        Some(page.select(&selector).map(text).collect())
    }
}

/// One line of a table.
struct Expected {
    address: &'static str,
    selector: String,
    texts: Vec<&'static str>,
}

/// The lines of a table with their numbers.
fn lines(table: &'static str) -> impl Iterator<Item = (usize, Vec<&'static str>)> {
    let lines = table.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    lines.map(|(at, line)| (at + 1, line.split('\t').collect()))
}

fn expectations(case: &Case) -> Vec<(usize, Expected)> {
    let expected = |(line, columns): (usize, Vec<&'static str>)| {
        let [address, selector, texts] = columns[..] else { panic!("{}.tsv:{line}: not three columns", case.name) };
        let selector = format!("main {selector}");
        (line, Expected { address, selector, texts: texts.split('|').collect() })
    };
    lines(case.figures).map(expected).collect()
}

/// What a phrase is in one language: `online`, or `>= 25` with a figure to fill in.
fn phrase(name: &str, lang: &str) -> String {
    let column = 1 + LANGUAGES.iter().position(|code| *code == lang).unwrap();
    let find =
        |token: &str| lines(PHRASES).find(|(_, columns)| columns[0] == token).map(|(_, columns)| columns[column]);
    match (find(name), name.split_once(' ')) {
        (Some(words), _) => words.to_owned(),
        (None, Some((token, figure))) if find(token).is_some() => find(token).unwrap().replace("{}", figure),
        _ => panic!("phrases.tsv: no phrase `{name}`"),
    }
}

/// The texts of a line that hold in this language, each with how often it has to be there.
fn wanted(expected: &Expected, lang: &str) -> BTreeMap<String, usize> {
    let mut wanted = BTreeMap::new();
    for text in &expected.texts {
        let language = text.split_once('=').filter(|(code, _)| LANGUAGES.contains(code));
        let text = match language {
            Some((code, text)) if code == lang => text.to_owned(),
            Some(_) => continue,
            None => match text.strip_prefix('{').and_then(|text| text.strip_suffix('}')) {
                Some(name) => phrase(name, lang),
                None => (*text).to_owned(),
            },
        };
        *wanted.entry(text).or_default() += 1;
    }
    wanted
}

/// What is missing in the element that comes nearest to the line; nothing where one element holds everything.
fn missing(expected: &Expected, lang: &str, pages: &mut Parsed) -> Vec<String> {
    let Some(texts) = pages.texts(lang, expected.address, &expected.selector) else {
        return vec!["no such page".to_owned()];
    };
    let wanted = wanted(expected, lang);
    let absent = |text: Vec<char>| -> Vec<String> {
        let is_absent = |(want, times): &(&String, &usize)| count(&text, &plain(want)) < **times;
        wanted.iter().filter(is_absent).map(|(want, _)| want.clone()).collect()
    };
    let nearest = texts.into_iter().map(absent).min_by_key(Vec::len);
    nearest.unwrap_or_else(|| vec!["no such element".to_owned()])
}

/// Small letters, one kind of space; a space that divides the thousands of a figure is told apart from others.
fn plain(text: &str) -> Vec<char> {
    let text: Vec<char> = text.to_lowercase().chars().collect();
    let is_digit = |at: usize| text.get(at).is_some_and(char::is_ascii_digit);
    let space = |at: usize| {
        let thousands = at > 0 && is_digit(at - 1) && (1..=3).all(|next| is_digit(at + next)) && !is_digit(at + 4);
        if thousands && text[at] != '\n' { '\u{a0}' } else { ' ' }
    };
    let mut plain: Vec<char> = Vec::with_capacity(text.len());
    for (at, char) in text.iter().enumerate() {
        match char {
            '\n' => plain.push('\n'),
            char if char.is_whitespace() => plain.push(space(at)),
            char => plain.push(*char),
        }
    }
    plain
}

/// How often a text stands in another. A figure is not found in the middle of a longer one.
fn count(text: &[char], wanted: &[char]) -> usize {
    let is_digit = |at: Option<usize>| at.and_then(|at| text.get(at)).is_some_and(char::is_ascii_digit);
    let divides =
        |at: Option<usize>| at.and_then(|at| text.get(at)).is_some_and(|it| ['\u{a0}', ',', '.'].contains(it));
    let goes_on = |near: Option<usize>, far: Option<usize>| is_digit(near) || divides(near) && is_digit(far);
    let whole = |from: &usize| {
        let end = from + wanted.len();
        let before = wanted[0].is_ascii_digit() && goes_on(from.checked_sub(1), from.checked_sub(2));
        let after = wanted[wanted.len() - 1].is_ascii_digit() && goes_on(Some(end), Some(end + 1));
        !before && !after
    };
    let places = text.windows(wanted.len()).enumerate().filter(|(_, window)| *window == wanted);
    places.map(|(from, _)| from).filter(whole).count()
}

/// Every figure of a text: `1 206 432` as `1206432`, `9,1` as `9.1`.
fn numbers(text: &[char]) -> BTreeSet<String> {
    let text: String = text.iter().map(|it| if *it == ',' { '.' } else { *it }).filter(|it| *it != '\u{a0}').collect();
    let figures = text.split(|it: char| !it.is_ascii_digit() && it != '.');
    let figures = figures.map(|figure| figure.trim_matches('.')).filter(|figure| !figure.is_empty());
    figures.map(str::to_owned).collect()
}

#[test]
fn every_figure_and_fact_is_on_the_pages() {
    let mut pages = Parsed::default();
    let mut problems = Vec::new();
    for case in CASES {
        for (line, expected) in expectations(case) {
            for lang in case.languages {
                let missing = missing(&expected, lang, &mut pages);
                if !missing.is_empty() {
                    let Expected { address, selector, .. } = &expected;
                    let missing = missing.join(" | ");
                    problems.push(format!("{}.tsv:{line} {lang} {address} {selector}: {missing}", case.name));
                }
            }
        }
    }
    assert!(problems.is_empty(), "{} lines have something missing\n{}", problems.len(), problems.join("\n"));
}

#[test]
fn every_number_of_the_documents_is_on_the_pages() {
    let mut pages = Parsed::default();
    let mut problems = Vec::new();
    for case in CASES {
        let addresses: BTreeSet<&str> = expectations(case).iter().map(|(_, expected)| expected.address).collect();
        for lang in case.languages {
            let texts = addresses.iter().filter_map(|address| pages.texts(lang, address, "main")).flatten();
            let found: BTreeSet<String> = texts.flat_map(|text| numbers(&text)).collect();
            let missing: Vec<&str> = case.numbers.split_whitespace().filter(|it| !found.contains(*it)).collect();
            if !missing.is_empty() {
                problems.push(format!("{} {lang}: {}", case.name, missing.join(" ")));
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn no_phrase_is_left_over() {
    let figures: String = CASES.iter().map(|case| case.figures).collect();
    let used = |name: &str| figures.contains(&format!("{{{name}}}")) || figures.contains(&format!("{{{name} "));
    let unused: Vec<&str> = lines(PHRASES).map(|(_, columns)| columns[0]).filter(|name| !used(name)).collect();
    assert!(unused.is_empty(), "{unused:?}");
}

#[test]
fn a_figure_is_a_whole_figure() {
    let count = |text: &str, wanted: &str| count(&plain(text), &plain(wanted));
    assert_eq!(count("кемінде\u{a0}25 ата-ана, 25", "25"), 2);
    for longer in ["125", "250", "1\u{a0}025", "1 025", "25\u{a0}000", "2,25", "25,5", "25.5"] {
        assert_eq!(count(longer, "25"), 0, "{longer}");
    }
    assert_eq!(count("1\u{a0}206\u{202f}432", "1 206 432"), 1);
    assert_eq!(count("15/15", "15/15"), 1);
    assert_eq!(count("200\n211", "211"), 1);
    assert_eq!(numbers(&plain("+9,1\u{a0}% және 59 800, 3.")).into_iter().collect::<Vec<_>>(), ["3", "59800", "9.1"]);
}
