//! Share cards: what a card says, arranged by an SVG template of the look, becomes a PNG.
//!
//! Letters come from the fonts in `cards/` of the look and from nowhere else, so that a card is the same on every
//! machine. The template gets text that these fonts can show: see [`Fonts::shown`].

mod fonts;
mod lines;
mod png;

pub(super) use fonts::Fonts;
pub(super) use lines::register;

use super::cache::{Cache, Key, cached};
use super::page::{Printer, card_template};
use super::sink::Sink;
use crate::finding::{Code, Finding, Findings};
use crate::site::Entry;
use crate::site::card::{Card, FILE, HEIGHT, WIDTH};
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{FontResolver, ImageHrefResolver, Options, Tree};
use std::collections::BTreeSet;
use std::io;
use std::sync::Arc;

/// How a card is drawn; to be changed whenever the same template is to give another picture.
const RECIPE: &str = "card 3";

/// Draws cards and puts them beside their pages.
pub(super) struct Cards<'o> {
    fonts: Arc<Fonts>,
    cache: &'o dyn Cache,
    sink: &'o dyn Sink,
}

impl<'o> Cards<'o> {
    pub(super) fn new(fonts: &Arc<Fonts>, cache: &'o dyn Cache, sink: &'o dyn Sink) -> Self {
        Self { fonts: Arc::clone(fonts), cache, sink }
    }

    /// Puts the card of a page beside it, and tells what is wrong with its template and which letters are missing.
    /// Where nobody keeps the files, nothing is drawn: it is what takes the time.
    ///
    /// # Errors
    /// What the sink says.
    pub(super) fn put(&self, printer: &Printer<'_>, entry: &Entry, said: &Card) -> io::Result<Findings> {
        let (card, missing) = shown(said, &self.fonts);
        let svg = match printer.card(entry, &card) {
            Ok(svg) => svg,
            Err(finding) => return Ok(vec![*finding]),
        };
        if self.sink.is_read() {
            let key = Key::new(RECIPE, &[svg.as_bytes(), self.fonts.hash()]);
            match cached(self.cache, key, || draw(&svg, &self.fonts)) {
                Ok(bytes) => self.sink.put(&format!("{}{FILE}", entry.address.trim_start_matches('/')), &bytes)?,
                Err(reason) => return Ok(vec![broken(entry, reason)]),
            }
        } else if let Err(reason) = Tree::from_str(&svg, &without_letters()) {
            return Ok(vec![broken(entry, reason.to_string())]);
        }
        Ok(missing_letters(said, &missing).into_iter().collect())
    }
}

fn broken(entry: &Entry, reason: String) -> Finding {
    let finding = Finding::new(Code::TemplateError).with("template", card_template(entry));
    finding.with("reason", reason).with("page", entry.address.as_str())
}

/// That the title has characters which the card leaves out.
fn missing_letters(said: &Card, missing: &BTreeSet<char>) -> Option<Finding> {
    let letters: Vec<String> = missing.iter().map(char::to_string).collect();
    let finding = Finding::new(Code::CardLetters).at(&said.place).with("value", letters.join(" "));
    (!letters.is_empty()).then_some(finding)
}

/// The card with text that the fonts can show, and the characters of its title that they cannot.
fn shown(card: &Card, fonts: &Fonts) -> (Card, BTreeSet<char>) {
    let mut card = card.clone();
    let mut missing = BTreeSet::new();
    card.title = fonts.shown(&card.title, &mut missing);
    let mut others = BTreeSet::new();
    let sentences = card.below.iter_mut().chain(&mut card.remark).chain(&mut card.awaited);
    let texts = card.labels.iter_mut().chain(sentences).chain([&mut card.portal]);
    let bars = card.bars.iter_mut().flat_map(|bar| {
        let legends = bar.parts.iter_mut().filter_map(|part| part.legend.as_mut());
        [&mut bar.label, &mut bar.value.text].into_iter().chain(legends)
    });
    for text in texts.chain(bars).chain(&mut card.site) {
        *text = fonts.shown(text, &mut others);
    }
    (card, missing)
}

/// The PNG of a filled template.
///
/// # Errors
/// What is wrong with the SVG.
fn draw(svg: &str, fonts: &Fonts) -> Result<Vec<u8>, String> {
    let tree = tree(svg, fonts)?;
    let mut ground = Pixmap::new(WIDTH, HEIGHT).ok_or("no memory for the picture")?;
    ground.fill(Color::WHITE);
    let (width, height) = (tree.size().width(), tree.size().height());
    let fit = Transform::from_scale(WIDTH as f32 / width, HEIGHT as f32 / height);
    resvg::render(&tree, fit, &mut ground.as_mut());
    png::encode(&ground, png::OF_CARD)
}

/// The PNG of a drawing of ours, `scale` pixels for a unit, on a white ground.
///
/// # Errors
/// What is wrong with the SVG, or no memory.
pub(super) fn raster(svg: &str, fonts: &Fonts, scale: f32) -> Result<Vec<u8>, String> {
    let tree = tree(svg, fonts)?;
    let pixels = |length: f32| (length * scale).round() as u32;
    let (width, height) = (pixels(tree.size().width()), pixels(tree.size().height()));
    let mut ground = Pixmap::new(width, height).ok_or("no memory for the picture")?;
    ground.fill(Color::WHITE);
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut ground.as_mut());
    png::encode(&ground, png::OF_CHART)
}

fn tree(svg: &str, fonts: &Fonts) -> Result<Tree, String> {
    Tree::from_str(svg, &options(fonts)).map_err(|error| error.to_string())
}

/// Only our fonts, and no file of the machine.
fn options(fonts: &Fonts) -> Options<'_> {
    let mut options = Options {
        fontdb: Arc::clone(&fonts.database),
        font_resolver: FontResolver {
            select_font: Box::new(|font, _| fonts.face(font)),
            select_fallback: FontResolver::default_fallback_selector(),
        },
        ..without_letters()
    };
    options.font_family = fonts::FAMILY.to_owned();
    options
}

/// No font and no file of the machine: enough to find what is wrong with an SVG. Laying out letters takes the time.
fn without_letters<'f>() -> Options<'f> {
    let image_href_resolver = ImageHrefResolver {
        resolve_data: ImageHrefResolver::default_data_resolver(),
        resolve_string: Box::new(|_, _| None),
    };
    Options { image_href_resolver, ..Options::default() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Memory;
    use crate::theme::Theme;

    fn fonts() -> Fonts {
        Fonts::of(&Theme::load(&Memory::default(), &[]).value)
    }

    fn letters_of_words() -> BTreeSet<char> {
        let theme = Theme::load(&Memory::default(), &[]).value;
        let forms = theme.words.values().flat_map(|words| words.iter().flat_map(|(_, entry)| entry.forms()));
        forms.flat_map(|(_, form)| form.source().chars().collect::<Vec<_>>()).collect()
    }

    #[test]
    fn every_letter_of_the_words_is_in_the_font() {
        let mut missing = BTreeSet::new();
        let letters: String = letters_of_words().into_iter().collect();
        fonts().shown(&letters, &mut missing);
        assert_eq!(missing, BTreeSet::new());
    }

    #[test]
    fn what_the_font_does_not_have_becomes_something_plain() {
        let shown = |text: &str| fonts().shown(text, &mut BTreeSet::new());
        assert_eq!(shown("ﬁ  \t🌳 — ｔ２ тау"), "fi — t2 тау");
        assert_eq!(shown("مرحبا بالعالم"), "… …");
        assert_eq!(shown("\u{1}\u{202e}\u{fe0f}"), "");
    }

    /// A picture for each letter: all different, so that none is an empty box.
    #[test]
    fn letters_of_kazakh_and_kyrgyz_are_drawn() {
        let fonts = fonts();
        let picture = |letter: char, weight: u16| {
            let text = format!("<text x=\"100\" y=\"400\" font-size=\"300\" font-weight=\"{weight}\">{letter}</text>");
            let svg = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1200\" height=\"630\">{text}</svg>");
            draw(&svg, &fonts).unwrap()
        };
        for weight in [400, 700] {
            let letters = "ӘәҒғҚқҢңӨөҰұҮүҺһІіАаГгКкНнОоУуХх\u{fffd}".chars();
            let drawn: BTreeSet<Vec<u8>> = letters.clone().map(|letter| picture(letter, weight)).collect();
            // Cyrillic `І` and Latin `I` may be one picture, but no two of these are.
            assert_eq!(drawn.len(), letters.count(), "{weight}");
            assert!(!drawn.contains(&picture(' ', weight)));
        }
    }

    #[test]
    fn no_file_of_the_machine_is_read() {
        let svg = |href: &str| {
            let image = format!("<image href=\"{href}\" width=\"1200\" height=\"630\"/>");
            format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1200\" height=\"630\">{image}</svg>")
        };
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default/pictures/icon.svg");
        assert!(draw(&svg(file), &fonts()) == draw(&svg("nowhere.svg"), &fonts()));
    }

    #[test]
    fn what_is_wrong_is_found_without_letters() {
        let fonts = fonts();
        for svg in ["<svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"0\"><text>есеп</text></svg>", "text"]
        {
            let with = tree(svg, &fonts).map(drop);
            let without = Tree::from_str(svg, &without_letters()).map(drop).map_err(|error| error.to_string());
            assert!(with.is_err());
            assert_eq!(with, without);
        }
    }

    #[test]
    fn a_family_that_is_not_there_does_not_make_text_vanish() {
        let svg = |family: &str| {
            let text = format!("<text x=\"9\" y=\"99\" font-size=\"90\" font-family=\"{family}\">есеп</text>");
            format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1200\" height=\"630\">{text}</svg>")
        };
        assert!(draw(&svg("Comic Sans"), &fonts()) == draw(&svg("Golos Text"), &fonts()));
    }
}
