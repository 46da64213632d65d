//! Words before a number that say what it is.

use super::letters::{Letters, is_space};

/// How a number is introduced as a telephone number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Introduction {
    /// Not at all.
    None,
    /// The name of a messenger or the word "mobile" stands before it.
    Messenger,
    /// A word such as "telephone" or "hot line" stands before it.
    Word,
    /// Such a word and a colon, a number sign or the word "number".
    Marked,
}

/// How far back a word is looked for.
const REACH: usize = 48;
/// How far back the beginning of a web address is looked for.
const ADDRESS_REACH: usize = 300;

/// How the number at `position` is introduced.
pub(super) fn introduction(text: &Letters<'_>, position: usize) -> Introduction {
    let (words, marked) = words_before(text, position);
    let fillers = words.iter().take_while(|word| is_filler(word)).count();
    let marked = marked || words.iter().take(fillers).any(|word| word != "доверия");
    let Some(word) = words.get(fillers) else { return Introduction::None };
    match is_phone_word(word, words.get(fillers + 1)) {
        true if marked => Introduction::Marked,
        true => Introduction::Word,
        false if is_messenger(word) => Introduction::Messenger,
        false => Introduction::None,
    }
}

/// Whether the word before the number is one of those for personal identification numbers.
pub(super) fn is_called_personal(text: &Letters<'_>, position: usize) -> bool {
    let (words, _) = words_before(text, position);
    let mut words = words.iter().skip_while(|word| is_filler(word));
    words.next().is_some_and(|word| ["жсн", "иин", "iin", "пин", "инн", "pin", "жжн"].contains(&word.as_str()))
}

/// Whether a number sign stands before it: a contract, a lot, a letter.
pub(super) fn is_numbered(text: &Letters<'_>, position: usize) -> bool {
    let sign = text.backwards(position).find(|letter| !is_space(*letter));
    matches!(sign, Some('№' | '#')) || words_before(text, position).0.first().is_some_and(|word| word == "isbn")
}

/// Whether it stands inside a web address, where long numbers are usual. Addresses of messengers hold telephone numbers.
pub(super) fn is_in_address(text: &Letters<'_>, position: usize) -> bool {
    let part = |letter: &char| !letter.is_whitespace() && !matches!(letter, '(' | '<' | '"' | '«');
    let back: Vec<char> = text.backwards(position).take(ADDRESS_REACH).take_while(part).collect();
    let address = back.into_iter().rev().collect::<String>().to_lowercase();
    let is_address = address.contains("://") || address.starts_with("www.");
    is_address && !["wa.me/", "whatsapp", "phone="].iter().any(|messenger| address.contains(messenger))
}

/// The last three words of the line before `position`, nearest first, and whether a mark stands after the last one.
fn words_before(text: &Letters<'_>, position: usize) -> (Vec<String>, bool) {
    let before: Vec<char> = text.backwards(position).take(REACH).take_while(|letter| *letter != '\n').collect();
    let words = before.split(|letter| !letter.is_alphabetic()).filter(|word| !word.is_empty()).take(3);
    let words: Vec<String> = words.map(|word| word.iter().rev().collect::<String>().to_lowercase()).collect();
    let gap = before.iter().take_while(|letter| !letter.is_alphabetic());
    let has = |marks: &[char]| gap.clone().any(|letter| marks.contains(letter));
    // A full stop after a short word belongs to the word: «тел.».
    let is_short = words.first().is_some_and(|word| word.chars().count() <= 4);
    if has(&[';', '!', '?']) || has(&['.']) && !is_short {
        return (Vec::new(), false);
    }
    let marked = has(&[':', '№', '#', '.']);
    (words, marked)
}

fn is_filler(word: &str) -> bool {
    const NUMBER: [&str; 3] = ["нөмір", "номер", "number"];
    NUMBER.iter().any(|beginning| word.starts_with(beginning)) || matches!(word, "no" | "доверия")
}

/// Whether it is a word for a telephone; `before` is the word before it.
fn is_phone_word(word: &str, before: Option<&String>) -> bool {
    const WHOLE: [&str; 9] = ["тел", "tel", "phone", "phones", "telephone", "fax", "hotline", "call", "шалыңыз"];
    const BEGINNINGS: [&str; 6] = ["телефон", "факс", "позвоните", "звоните", "хабарласыңыз", "чалыңыз"];
    WHOLE.contains(&word)
        || BEGINNINGS.iter().any(|beginning| word.starts_with(beginning))
        || before.is_some_and(|before| is_hot_line(before, word))
}

fn is_messenger(word: &str) -> bool {
    const WHOLE: [&str; 6] = ["моб", "mob", "mobile", "cell", "whatsapp", "viber"];
    const BEGINNINGS: [&str; 10] =
        ["ұялы", "уялы", "уюлдук", "мобильн", "сотов", "ватсап", "вотсап", "уатсап", "ватцап", "вайбер"];
    WHOLE.contains(&word) || BEGINNINGS.iter().any(|beginning| word.starts_with(beginning))
}

/// "hot line" and "call centre" in the four languages.
fn is_hot_line(first: &str, second: &str) -> bool {
    const PAIRS: [(&str, &str); 9] = [
        ("жедел", "желі"),
        ("ыстық", "желі"),
        ("горяч", "лини"),
        ("ысык", "линия"),
        ("hot", "line"),
        ("call", "цент"),
        ("call", "орталы"),
        ("колл", "центр"),
        ("call", "борбор"),
    ];
    PAIRS.iter().any(|(one, two)| first.starts_with(one) && second.starts_with(two))
}
