//! Letters: sets of Cyrillic ones, letters that stand for others, the fold of a look-up.

use crate::language::Lang;

/// First letter of the Cyrillic block that tables are about.
const FIRST: u32 = 0x400;
/// Number of letters in the block.
const COUNT: usize = 0x100;

/// Whether a letter is in the Cyrillic block U+0400–U+04FF.
pub(super) fn is_cyrillic(letter: char) -> bool {
    place(letter).is_some()
}

/// The place of a letter in the block.
pub(super) fn place(letter: char) -> Option<usize> {
    let place = (letter as u32).checked_sub(FIRST)? as usize;
    (place < COUNT).then_some(place)
}

/// A set of Cyrillic letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Letters([u64; COUNT / 64]);

impl Letters {
    pub(super) fn of(text: &str) -> Self {
        let mut letters = Self::default();
        for place in text.chars().filter_map(place) {
            if let Some(part) = letters.0.get_mut(place / 64) {
                *part |= 1 << (place % 64);
            }
        }
        letters
    }

    pub(super) fn has(&self, letter: char) -> bool {
        place(letter).is_some_and(|place| self.0.get(place / 64).is_some_and(|part| part >> (place % 64) & 1 == 1))
    }

    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Letters of the same alphabets that are written for others: ё, and the look-alikes of neighbouring alphabets.
pub(super) const VARIANTS: [(char, char); 10] = [
    ('ё', 'е'),
    ('ѐ', 'е'),
    ('ѝ', 'и'),
    ('ѳ', 'ө'),
    ('ӏ', 'і'),
    ('ї', 'і'),
    ('ӄ', 'қ'),
    ('ҡ', 'қ'),
    ('ӊ', 'ң'),
    ('ҥ', 'ң'),
];

/// What a keyboard without Kazakh and Kyrgyz letters makes of them.
const FOLDS: [(char, char); 9] =
    [('ә', 'а'), ('ғ', 'г'), ('қ', 'к'), ('ң', 'н'), ('ө', 'о'), ('ұ', 'у'), ('ү', 'у'), ('һ', 'х'), ('і', 'и')];
/// The same for Kazakh, where ы is typed for і, and where е and э are one sound.
const KAZAKH_FOLDS: [(char, char); 11] = [
    ('ә', 'а'),
    ('ғ', 'г'),
    ('қ', 'к'),
    ('ң', 'н'),
    ('ө', 'о'),
    ('ұ', 'у'),
    ('ү', 'у'),
    ('һ', 'х'),
    ('і', 'и'),
    ('ы', 'и'),
    ('э', 'е'),
];

/// What a keyboard without the letters of Kazakh and Kyrgyz makes of the words of a language.
pub(super) fn folds(lang: Lang) -> &'static [(char, char)] {
    match lang {
        Lang::Kk => &KAZAKH_FOLDS,
        Lang::Ky | Lang::Ru | Lang::En => &FOLDS,
    }
}

/// The letter that stands for this one in a list of pairs, or the letter itself.
pub(super) fn instead(pairs: &[(char, char)], letter: char) -> char {
    pairs.iter().find(|(from, _)| *from == letter).map_or(letter, |(_, to)| *to)
}
