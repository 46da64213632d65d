//! Families of words: all forms of a word have the key of its dictionary form, and no other family has it.

use super::*;

/// Lines with the dictionary form first; lines that begin with `#` say what follows.
const FAMILIES: [(Lang, &str); 2] =
    [(Lang::Kk, include_str!("kk_families.txt")), (Lang::Ky, include_str!("ky_families.txt"))];

fn families(text: &str) -> impl Iterator<Item = Vec<&str>> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.split_whitespace().collect::<Vec<_>>()).filter(|family| !family.is_empty())
}

/// The keys of a word, which are several if it has a hyphen.
fn keys(analyser: &Analyser, word: &str) -> Vec<String> {
    analyser.tokens(word).map(|token| analyser.key(&token.form)).collect()
}

#[test]
fn a_family_has_one_key() {
    for (lang, text) in FAMILIES {
        let analyser = Analyser::new(lang, &[]);
        let strangers: Vec<_> = families(text)
            .flat_map(|family| {
                let own = family.first().map(|word| keys(&analyser, word)).unwrap_or_default();
                let analyser = &analyser;
                family.into_iter().map(move |word| (word, keys(analyser, word), own.clone()))
            })
            .filter(|(_, found, own)| found != own)
            .collect();
        assert!(strangers.is_empty(), "{lang}: {strangers:?}");
    }
}

#[test]
fn families_are_told_apart() {
    for (lang, text) in FAMILIES {
        let analyser = Analyser::new(lang, &[]);
        let own: Vec<_> = families(text).filter_map(|family| Some(keys(&analyser, family.first()?))).collect();
        assert!(own.len() > 80, "{lang}: {} families", own.len());
        assert_eq!(own.iter().collect::<BTreeSet<_>>().len(), own.len(), "{lang}");
    }
}
