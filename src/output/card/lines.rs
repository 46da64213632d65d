//! Text in lines that fit. SVG knows no line ends, so that templates ask for them:
//! `{% set lines = card.title | lines(width=1056, size=56, most=3, weight=700) %}`.

use super::Fonts;
use super::fonts::FAMILY;
use std::sync::Arc;
use tera::{Kwargs, State, Tera, TeraResult, Value};

/// Adds the filters `lines`, a text as a list of lines, and `wide`, how wide a text is.
///
/// `width` and `size` are those of the drawing; `most` is the number of lines (default 1), the last of which ends in an
/// ellipsis if the text goes on; `weight` (default 400) and `family` are those of the font.
pub(in crate::output) fn register(tera: &mut Tera, fonts: &Arc<Fonts>) {
    let own = Arc::clone(fonts);
    tera.register_filter("lines", move |text: &str, kwargs: Kwargs, _: &State<'_>| -> TeraResult<Value> {
        let width: f64 = kwargs.must_get("width")?;
        let most: usize = kwargs.get("most")?.unwrap_or(1);
        let measure = measure(&own, &kwargs)?;
        Ok(Value::from_serializable(&lines(text, width, most, &measure)))
    });
    let own = Arc::clone(fonts);
    tera.register_filter("wide", move |text: &str, kwargs: Kwargs, _: &State<'_>| -> TeraResult<f64> {
        Ok(measure(&own, &kwargs)?(text))
    });
}

/// How wide a text is in the size, weight and family that a filter was given.
fn measure(fonts: &Fonts, kwargs: &Kwargs) -> TeraResult<impl Fn(&str) -> f64> {
    let size: f64 = kwargs.must_get("size")?;
    let weight: u16 = kwargs.get("weight")?.unwrap_or(400);
    let family: String = kwargs.get("family")?.unwrap_or_else(|| FAMILY.to_owned());
    Ok(move |text: &str| f64::from(fonts.width(text, &family, weight)) * size)
}

/// The text in at most `most` lines of at most `width`; `measure` tells how wide a text is.
fn lines(text: &str, width: f64, most: usize, measure: &dyn Fn(&str) -> f64) -> Vec<String> {
    let fits = |line: &str| measure(line) <= width;
    let mut lines: Vec<String> = Vec::new();
    for piece in pieces(text, &fits) {
        match lines.last_mut() {
            Some(line) if fits(format!("{line}{piece}").trim_end()) => line.push_str(&piece),
            _ => lines.push(piece),
        }
    }
    let goes_on = lines.len() > most;
    let rest = lines.split_off(most.saturating_sub(1).min(lines.len())).concat();
    if !rest.is_empty() {
        lines.push(if goes_on { cut(&rest, &fits) } else { rest });
    }
    lines.iter().map(|line| line.trim_end().to_owned()).collect()
}

/// Where a line may end: after a space, after a hyphen, and anywhere in a word that no line can hold.
fn pieces(text: &str, fits: &dyn Fn(&str) -> bool) -> Vec<String> {
    let words = text.split_inclusive([' ', '-', '/']);
    words.flat_map(|word| if fits(word.trim_end()) { vec![word.to_owned()] } else { broken(word, fits) }).collect()
}

fn broken(word: &str, fits: &dyn Fn(&str) -> bool) -> Vec<String> {
    let mut parts = vec![String::new()];
    for c in word.chars() {
        match parts.last_mut() {
            Some(part) if part.is_empty() || fits(&format!("{part}{c}")) => part.push(c),
            _ => parts.push(c.to_string()),
        }
    }
    parts
}

/// The beginning of the text with an ellipsis, up to the end of a word; of one long word, up to a letter.
fn cut(text: &str, fits: &dyn Fn(&str) -> bool) -> String {
    let ended =
        |part: &str| format!("{}…", part.trim_end_matches([' ', ',', ';', ':', '.', '–', '—', '-', '«', '(', '…']));
    let ends = |at: &(usize, char)| at.1 == ' ';
    let words = text.char_indices().filter(ends).map(|(at, _)| at).chain([text.len()]);
    let whole = words.map(|at| ended(&text[..at])).take_while(|part| fits(part)).last();
    let letters = || text.char_indices().map(|(at, _)| ended(&text[..at])).take_while(|part| fits(part)).last();
    whole.filter(|part| part != "…").or_else(letters).unwrap_or_else(|| "…".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every character is one wide.
    fn lines_of(text: &str, width: usize, most: usize) -> Vec<String> {
        lines(text, width as f64, most, &|text: &str| text.chars().count() as f64)
    }

    #[test]
    fn words_fill_lines() {
        assert_eq!(lines_of("баланы тану өнері", 11, 3), ["баланы тану", "өнері"]);
        assert_eq!(lines_of("баланы тану", 11, 1), ["баланы тану"]);
        assert_eq!(lines_of("", 11, 3), [] as [&str; 0]);
    }

    #[test]
    fn what_does_not_fit_ends_at_a_word() {
        assert_eq!(lines_of("баланы тану өнері, семинар", 12, 2), ["баланы тану", "өнері…"]);
        assert_eq!(lines_of("баланы тану өнері, семинар", 7, 1), ["баланы…"]);
    }

    #[test]
    fn a_word_that_no_line_holds_is_broken() {
        assert_eq!(lines_of("аббббббббв г", 4, 4), ["аббб", "бббб", "бв г"]);
        assert_eq!(lines_of("аббббббббв", 4, 2), ["аббб", "ббб…"]);
        assert_eq!(lines_of("социально-экономический", 13, 2), ["социально-", "экономический"]);
    }

    #[test]
    fn no_width_is_too_small() {
        assert_eq!(lines_of("абв", 0, 2), ["а", "…"]);
        assert_eq!(lines_of("абв где", 1, 0), ["…"]);
    }
}
