//! How wide words are, and where their lines break.
//!
//! SVG text neither wraps nor tells its width at build time. The width is estimated from classes of letters, a
//! little above what the usual sans-serif faces of phones and desktops need, so that a line rather ends early
//! than runs into its neighbour.

use std::borrow::Cow;

/// How a piece of text is set. Sizes are units of the drawing, which are CSS pixels at the usual text size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Style {
    /// Class in `charts.css`, if it is not the usual text; the size must be the same there.
    pub class: &'static str,
    /// Font size.
    pub size: f64,
    /// How much wider than the regular weight.
    pub weight: f64,
}

/// The names of things.
pub const LABEL: Style = Style { class: "", size: 15.0, weight: 1.0 };
/// Headings and figures.
pub const STRONG: Style = Style { class: "strong", size: 15.0, weight: 1.1 };
/// What explains.
pub const SMALL: Style = Style { class: "small", size: 14.0, weight: 1.0 };

/// Halvings in the search for lines of equal length: the last is finer than a letter.
const BALANCING: u32 = 6;
/// No label of a picture is longer than this; its table has the rest.
const MOST_LINES: usize = 8;

impl Style {
    /// Estimated width of words on one line.
    pub fn width(&self, words: &str) -> f64 {
        words.chars().map(advance).sum::<f64>() * self.size * self.weight
    }

    /// From one baseline to the next.
    pub fn leading(&self) -> f64 {
        (self.size * 1.3).round()
    }

    /// Lines no wider than `width` where words allow it, as few as possible and of about the same length; a word that
    /// is too long for a line is divided. No-break spaces never break. No words: no lines.
    pub fn wrap(&self, words: &str, width: f64) -> Vec<String> {
        let words = words.split([' ', '\n', '\r', '\t']).filter(|word| !word.is_empty());
        let pieces: Vec<Piece> = words.flat_map(|word| self.divide(word, width)).collect();
        let lines = fill(&pieces, width, self.width(" "));
        shorten(self.balanced(&pieces, lines, width))
    }

    /// The same number of lines, in the narrowest column that holds them.
    fn balanced(&self, pieces: &[Piece], lines: Vec<String>, width: f64) -> Vec<String> {
        let all: f64 = pieces.iter().map(|piece| piece.width).sum();
        let (mut narrow, mut wide) = (all / lines.len().max(1) as f64, width);
        let mut best = lines;
        for _ in 0..BALANCING {
            let middle = (narrow + wide) / 2.0;
            let tried = fill(pieces, middle, self.width(" "));
            if tried.len() <= best.len() {
                (best, wide) = (tried, middle);
            } else {
                narrow = middle;
            }
        }
        best
    }

    /// The words as far as a line of this width holds them. Estimates are generous, so a tenth more still fits.
    pub fn cut<'a>(&self, words: &'a str, width: f64) -> Cow<'a, str> {
        if self.width(words) <= width * 1.1 {
            return words.into();
        }
        let mut kept: String = words.into();
        while !kept.is_empty() && self.width(&kept) + self.width("…") > width {
            kept.pop();
        }
        format!("{kept}…").into()
    }

    /// One word in pieces that fit, parted after a hyphen or a slash if there is one.
    fn divide(&self, word: &str, width: f64) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut piece = String::new();
        for letter in word.chars() {
            piece.push(letter);
            if self.width(&piece) > width && piece.chars().count() > 1 {
                let rest = piece.split_off(cut(&piece));
                pieces.push(std::mem::replace(&mut piece, rest));
            }
        }
        pieces.push(piece);
        pieces.into_iter().map(|text| Piece { width: self.width(&text), text }).collect()
    }
}

/// What is not broken: a word, or as much of a long one as fits.
struct Piece {
    text: String,
    width: f64,
}

/// Lines as full as they can be.
fn fill(pieces: &[Piece], width: f64, space: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut used = 0.0;
    for piece in pieces {
        match lines.last_mut() {
            Some(line) if used + space + piece.width <= width => {
                line.push(' ');
                line.push_str(&piece.text);
                used += space + piece.width;
            }
            _ => {
                lines.push(piece.text.clone());
                used = piece.width;
            }
        }
    }
    lines
}

/// Where to cut a piece whose last letter is one too many: byte offset, never 0.
fn cut(piece: &str) -> usize {
    let last = piece.char_indices().next_back().map_or(0, |(at, _)| at);
    let mark = piece.get(..last).and_then(|start| start.rfind(['-', '/', '–', '_', '.']));
    mark.and_then(|at| piece.get(at..)?.chars().next().map(|mark| at + mark.len_utf8())).unwrap_or(last)
}

fn shorten(mut lines: Vec<String>) -> Vec<String> {
    if lines.len() > MOST_LINES {
        lines.truncate(MOST_LINES);
        if let Some(last) = lines.last_mut() {
            last.pop();
            last.push('…');
        }
    }
    lines
}

/// Width of a letter in parts of the font size.
fn advance(letter: char) -> f64 {
    match letter {
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' => 0.0,
        'i' | 'l' | 'j' | 'I' | 'і' | 'ї' | 'І' | 'Ї' | '\'' | '|' | '!' => 0.3,
        ' ' | '\u{a0}' | '\u{202f}' | '.' | ',' | ':' | ';' | '·' => 0.31,
        'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '/' | '-' | '"' | '“' | '”' => 0.38,
        'г' | 'к' | 'з' | 'с' | 'т' | 'э' | 'ч' | 'ь' | 'c' | 's' | 'z' | 'J' => 0.56,
        'ж' | 'м' | 'ш' | 'щ' | 'ы' | 'ю' | 'ф' | 'm' | 'w' | 'ъ' => 0.84,
        'Ж' | 'Ш' | 'Щ' | 'Ю' | 'Ы' | 'Ф' | 'М' | 'M' | 'W' | '%' | '№' | '—' | '…' | '@' => 0.95,
        '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{ffef}' | '\u{1f000}'.. => 1.05,
        letter if letter.is_uppercase() => 0.71,
        _ => 0.615,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_spaces_and_stay_within_the_width() {
        let words = "Құқықтық кеңес алған әлеуметтік осал топтардағы тұрғындар саны";
        let lines = LABEL.wrap(words, 200.0);
        assert!(lines.len() > 2);
        assert!(lines.iter().all(|line| LABEL.width(line) <= 200.0));
        assert_eq!(lines.join(" "), words);
    }

    #[test]
    fn no_word_is_left_alone_where_lines_can_be_equal() {
        assert_eq!(SMALL.wrap("Нәтиже: 1 құжат. Жоспар: 1 құжат.", 250.0), ["Нәтиже: 1 құжат.", "Жоспар: 1 құжат."]);
    }

    #[test]
    fn a_figure_keeps_together() {
        assert_eq!(SMALL.wrap("жоспар 19\u{a0}082\u{a0}000", 90.0), ["жоспар", "19\u{a0}082\u{a0}000"]);
    }

    #[test]
    fn a_long_word_is_divided_after_its_hyphens() {
        let lines = LABEL.wrap("мемлекеттік-жекешелік-әріптестік", 130.0);
        assert_eq!(lines, ["мемлекеттік-", "жекешелік-", "әріптестік"]);
        let letters = LABEL.wrap(&"ш".repeat(40), 130.0);
        assert!(letters.len() > 1 && letters.iter().all(|line| LABEL.width(line) <= 130.0));
    }

    #[test]
    fn nothing_gives_no_line_and_too_much_ends_with_an_ellipsis() {
        assert!(LABEL.wrap("  \n", 100.0).is_empty());
        let lines = LABEL.wrap(&"сөз ".repeat(500), 100.0);
        assert_eq!(lines.len(), MOST_LINES);
        assert!(lines.last().is_some_and(|line| line.ends_with('…')));
    }

    #[test]
    fn no_room_still_ends() {
        assert_eq!(LABEL.wrap("аб", 0.0), ["а", "б"]);
    }
}
