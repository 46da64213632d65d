//! The words of a text, their keys in the search, and what a plain keyboard makes of them.

use esep::language::Lang;
use esep::language::stem::{Analyser, normalised};
use std::sync::LazyLock;

/// The analysers of all languages, with a word that a portal keeps whole.
static ANALYSERS: LazyLock<[Analyser; 4]> =
    LazyLock::new(|| Lang::ALL.map(|lang| Analyser::new(lang, &["Алтынай".to_owned()])));

/// Words lie one behind the other in the text, and have a key that is found again.
pub fn stem(bytes: &[u8]) {
    let text = &*String::from_utf8_lossy(bytes);
    for analyser in ANALYSERS.iter() {
        let mut end = 0;
        for token in analyser.tokens(text) {
            assert!(end <= token.start && token.start < token.end, "{token:?}");
            assert!(text.get(token.start..token.end).is_some(), "{token:?}");
            end = token.end;
            word(analyser, &token.form);
        }
    }
}

fn word(analyser: &Analyser, form: &str) {
    assert!(!form.is_empty());
    // Whether a letter passes for one of another alphabet, its size may decide: J does not, j does.
    let alphabets =
        [('a', 'z'), ('\u{400}', '\u{4ff}')].map(|(a, z)| form.chars().any(|letter| (a..=z).contains(&letter)));
    assert!(alphabets == [true, true] || normalised(form) == form, "{form}: one way of writing");
    let (key, ladder) = (analyser.key(form), analyser.ladder(form));
    assert!(!key.is_empty(), "{form}");
    assert_eq!(key, analyser.key(form));
    assert!(ladder.contains(&key), "{form}: {key} is none of {ladder:?}");
    // A suffix is taken off, and at most its vowel put back; some letters are two sounds, and written as two.
    let sounds: usize = form.chars().map(|letter| if "яюёиу".contains(letter) { 2 } else { 1 }).sum();
    assert!(key.chars().count() <= sounds + 1, "{form}: {key}");
    let folded = analyser.fold(&key);
    assert_eq!(analyser.fold(&folded), folded, "{form}");
    assert_eq!(folded.chars().count(), key.chars().count());
}
