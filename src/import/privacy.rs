//! Personal data in documents: left out before anything else is read, so that no draft and no question can quote them.

use super::word::{At, Document};
use super::{Origin, Question, Spot, What};
use crate::check::privacy::personal_data;
use crate::language::stem::normalised;

/// Takes telephone numbers, e-mail addresses and personal identification numbers out of the document, and says where.
/// `public` says whether the portal declares a contact as public.
pub fn clean(document: &mut Document, public: &dyn Fn(&str) -> bool) -> Vec<Question> {
    let mut questions = Vec::new();
    document.each_paragraph(&mut |at, paragraph| {
        let texts = std::iter::once(&mut paragraph.text).chain(&mut paragraph.notes);
        let found = texts.filter_map(|text| without(text, public).then_some(())).count();
        if found > 0 {
            // Who stands beside a telephone number is a person more often than not.
            let origin = Origin::new(spot(at), without_names(&paragraph.text, "…").0);
            questions.push(Question::new(What::PersonalDataLeftOut, origin));
        }
    });
    questions
}

/// Takes personal data out of the text; whether there was some.
fn without(text: &mut String, public: &dyn Fn(&str) -> bool) -> bool {
    let hits = personal_data(text, public);
    // From the end, so that the places before stay where they are.
    for hit in hits.iter().rev() {
        text.replace_range(hit.span.clone(), "…");
    }
    !hits.is_empty()
}

fn spot(at: At) -> Spot {
    let count = |index: usize| u32::try_from(index).unwrap_or(u32::MAX);
    match at {
        At::Cell { table, row, column } => Spot::Table { table: count(table), row: count(row), column: count(column) },
        At::Paragraph(number) => Spot::Paragraph(count(number)),
    }
}

/// Endings of surnames and patronymics: of two words with a capital letter, one that ends so makes them a name.
const NAME_ENDINGS: [&str; 26] = [
    "ов",
    "ова",
    "ев",
    "ева",
    "ин",
    "ина",
    "ский",
    "ская",
    "цкий",
    "цкая",
    "ович",
    "евич",
    "овна",
    "евна",
    "ұлы",
    "қызы",
    "улы",
    "кызы",
    "уулу",
    "енко",
    "баев",
    "баева",
    "беков",
    "бекова",
    "ұлының",
    "қызының",
];

/// Words that a given name stands before: Айгүл есімді әйел.
const AFTER_NAME: [&str; 5] = ["есімді", "атты", "аттуу", "ысымдуу", "деген"];

/// Puts `role` in the place of every name of a person; whether there was one. Names are known by initials, by the endings
/// of surnames and patronymics, and by the words that follow a given name. A word with a capital letter right before a
/// name goes with it: better a word too many than a name left.
pub fn without_names(text: &str, role: &str) -> (String, bool) {
    let words: Vec<&str> = text.split(' ').collect();
    let mut told: Vec<String> = Vec::new();
    let mut found = false;
    let mut at = 0;
    while at < words.len() {
        match name_length(words.get(at..).unwrap_or_default()) {
            0 => told.extend(words.get(at).map(|word| (*word).to_owned())),
            length => {
                let last = words.get(at + length - 1).copied().unwrap_or_default();
                let end: String = last.chars().rev().take_while(|char| ",;:!?»".contains(*char)).collect();
                let begins = told.last().is_none_or(|before| before.ends_with(['.', '!', '?', '…', '\n']));
                let role = if begins { capital(role) } else { role.to_owned() };
                told.push(format!("{role}{}", end.chars().rev().collect::<String>()));
                found = true;
                at += length - 1;
            }
        }
        at += 1;
    }
    (told.join(" "), found)
}

/// A role at the beginning of a sentence.
fn capital(role: &str) -> String {
    let mut letters = role.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// How many words at the beginning are the name of a person.
fn name_length(words: &[&str]) -> usize {
    let is_initial = |word: &&str| is_initials(word);
    let is_capital = |word: &&str| is_name_like(word);
    let initials = words.iter().take_while(|word| is_initial(word)).count();
    if initials > 0 {
        return if words.get(initials).is_some_and(is_capital) { initials + 1 } else { 0 };
    }
    let capitals = words.iter().take_while(|word| is_capital(word)).count().min(3);
    if capitals == 0 {
        return 0;
    }
    let initials_after =
        |count: usize| words.get(count..).unwrap_or_default().iter().take_while(|word| is_initial(word)).count();
    let is_name = |word: &&str| NAME_ENDINGS.iter().any(|ending| bare(word).ends_with(ending));
    if capitals > 1 && words.iter().take(capitals).any(is_name) {
        return capitals + initials_after(capitals);
    }
    // «Ойданова Т.Е.», but not «Оған Т.Е. Ойданова», where the initials belong to what follows.
    let after = initials_after(1);
    let follows = words.get(1 + after).is_some_and(is_capital);
    if after > 0 && !follows && ends_free(words.first().copied().unwrap_or_default()) {
        return 1 + after;
    }
    let named = words.get(1).is_some_and(|word| AFTER_NAME.contains(&normalised(bare(word)).as_str()));
    usize::from(named)
}

/// `А.` or `А.Б.`
fn is_initials(word: &str) -> bool {
    let word = word.trim_end_matches([',', ';']);
    let letters: Vec<&str> = word.split_terminator('.').collect();
    word.ends_with('.')
        && letters.len() <= 2
        && letters.iter().all(|part| part.chars().count() == 1 && part.chars().all(char::is_uppercase))
}

/// A word with one capital letter, its first.
fn is_name_like(word: &str) -> bool {
    let mut letters = bare(word).chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters.clone().count() > 1
        && letters.all(|char| char.is_lowercase() || char == '-')
}

fn ends_free(word: &str) -> bool {
    word.chars().last().is_some_and(char::is_alphabetic)
}

fn bare(word: &str) -> &str {
    word.trim_matches(|char: char| ",;:.!?«»\"".contains(char))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_replaced_by_the_role() {
        let told = |text| without_names(text, "қатысушы");
        for (text, expected) in [
            ("Азаматша Ойданова Т.Е. қорға келді.", "Қатысушы қорға келді."),
            ("Бүгін қорға Ойданова Т.Е. келді.", "Бүгін қорға қатысушы келді."),
            ("Оған Т.Е. Ойданова, заңгер, көмектесті.", "Оған қатысушы, заңгер, көмектесті."),
            ("Ол риза болды. Ойданова Т.Е. кетті", "Ол риза болды. Қатысушы кетті"),
            ("бұл Тест Ойданқызы еді", "бұл қатысушы еді"),
            ("Кейіпкер есімді әйел", "Қатысушы есімді әйел"),
        ] {
            assert_eq!(told(text), (expected.to_owned(), true), "{text}");
        }
        for text in ["Атырау облысының тұрғыны", "Сот туу фактісін анықтады.", "«Алтын аймақ» газеті. А. нүктесі"]
        {
            assert_eq!(told(text), (text.to_owned(), false), "{text}");
        }
    }

    #[test]
    fn personal_data_are_taken_out() {
        let mut text = "Пошта: info@example.org, тел.: +7 (700) 000-00-00".to_owned();
        assert!(without(&mut text, &|_| false));
        assert!(!text.contains('@') && !text.contains("700"), "{text}");
        assert!(!without(&mut "1 206 432 теңге, № 139, 2020 жыл".to_owned(), &|_| false));
    }
}
