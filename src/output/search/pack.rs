//! Numbers as printable text, and text as a script that any page may load, also from `file://`.

use serde::Serialize;
use std::borrow::Cow;

/// How many values a digit has: numbers are written from the lowest digit on, the last digit in the lower
/// half of the alphabet, the ones before it in the upper half.
const BASE: usize = 46;

/// Printable ASCII without the characters that a string of a script has to mark: `"`, `\`, `<`.
const ALPHABET: &[u8; 2 * BASE] =
    b" !#$%&'()*+,-./0123456789:;=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~";

/// Appends a number.
pub(super) fn number(mut number: usize, out: &mut String) {
    while number >= BASE {
        out.push(char::from(ALPHABET[BASE + number % BASE]));
        number /= BASE;
    }
    out.push(char::from(ALPHABET[number]));
}

/// Many numbers, of which neighbours are often equal: each value is followed by how often it is repeated.
pub(super) fn runs(values: &[usize]) -> String {
    let mut out = String::new();
    for run in values.chunk_by(|a, b| a == b) {
        number(run[0], &mut out);
        number(run.len() - 1, &mut out);
    }
    out
}

/// Like [`runs`], for values that mostly go up by one: each is written as the distance from the one before,
/// twice that where it goes up, and one less where it goes down.
pub(super) fn steps(values: &[usize]) -> String {
    let mut out = String::new();
    let mut before = 0;
    for run in values.chunk_by(|a, b| a == b) {
        let value = run[0];
        number(if value >= before { (value - before) * 2 } else { (before - value) * 2 - 1 }, &mut out);
        number(run.len() - 1, &mut out);
        before = value;
    }
    out
}

/// How many letters of packed numbers lie in one file.
const PIECE: usize = 20_000;

/// A long text of packed numbers in pieces for files.
pub(super) fn pieces(text: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut left = text;
    while let Some((piece, rest)) = left.split_at_checked(PIECE) {
        pieces.push(piece.to_owned());
        left = rest;
    }
    pieces.push(left.to_owned());
    pieces
}

/// A classic script that hands data, as JSON, to the engine under `name`.
pub(super) fn script(name: &str, data: &str) -> String {
    format!("esepSearch.take({},{});\n", literal(&name), harmless(data))
}

/// Data as JSON.
pub(super) fn json(data: &(impl Serialize + ?Sized)) -> String {
    serde_json::to_string(data).unwrap_or_else(|_| "null".to_owned())
}

/// JSON that is also a JavaScript expression of the oldest kind and harmless inside a page.
pub(in crate::output) fn literal(data: &impl Serialize) -> String {
    let json = json(data);
    match harmless(&json) {
        Cow::Borrowed(_) => json,
        Cow::Owned(harmless) => harmless,
    }
}

fn harmless(json: &str) -> Cow<'_, str> {
    if !['<', '\u{2028}', '\u{2029}'].iter().any(|sign| json.contains(*sign)) {
        return Cow::Borrowed(json);
    }
    Cow::Owned(json.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What `engine.js` does.
    fn read(text: &str) -> Vec<usize> {
        let (mut numbers, mut number, mut place) = (Vec::new(), 0, 1);
        for letter in text.bytes() {
            let digit = ALPHABET.iter().position(|it| *it == letter).unwrap();
            number += digit % BASE * place;
            place *= BASE;
            if digit < BASE {
                numbers.push(number);
                (number, place) = (0, 1);
            }
        }
        numbers
    }

    #[test]
    fn numbers_come_back() {
        let numbers = [0, 1, 45, 46, 47, 2115, 2116, 97_335, 97_336, 4_000_000_000];
        let mut text = String::new();
        numbers.into_iter().for_each(|it| number(it, &mut text));
        assert_eq!(read(&text), numbers);
    }

    #[test]
    fn the_alphabet_needs_no_marks_and_has_no_letter_twice() {
        let letters: std::collections::BTreeSet<u8> = ALPHABET.iter().copied().collect();
        assert_eq!(letters.len(), ALPHABET.len());
        let text: String = ALPHABET.iter().map(|it| char::from(*it)).collect();
        assert_eq!(literal(&text), format!("\"{text}\""));
    }

    #[test]
    fn equal_neighbours_are_one_run() {
        assert_eq!(read(&runs(&[7, 7, 7, 0, 100])), [7, 2, 0, 0, 100, 0]);
        assert_eq!(runs(&[]), "");
    }

    #[test]
    fn values_that_go_up_by_one_are_small_numbers() {
        assert_eq!(read(&steps(&[0, 1, 1, 2, 50, 3])), [0, 0, 2, 1, 2, 0, 96, 0, 93, 0]);
    }

    #[test]
    fn hostile_text_stays_inside_its_string() {
        let data = ["</script><script>alert(1)</script>", "\u{2028}\u{2029}", "\\\"\n", "__proto__"];
        let script = script("kk/a\"b", &json(&data));
        assert!(!script.contains(['<', '\u{2028}', '\u{2029}']), "{script}");
        assert_eq!(script.matches('\n').count(), 1);
        let data =
            script.strip_prefix("esepSearch.take(\"kk/a\\\"b\",").and_then(|it| it.strip_suffix(");\n")).unwrap();
        let back: Vec<String> = serde_json::from_str(data).unwrap();
        assert_eq!(back, ["</script><script>alert(1)</script>", "\u{2028}\u{2029}", "\\\"\n", "__proto__"]);
    }
}
