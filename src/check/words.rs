//! Words: translations that are missing, forgotten or damaged, letters of a wrong alphabet, and signs that nobody sees.

use super::Around;
use super::texts::{Part, Text, Version, Wanted};
use crate::finding::{Arg, Code, Finding, Findings, Place};
use crate::language::Lang;
use crate::language::script::{gaps, invisible_signs, mixed_words};
use crate::read::is_placeholder;
use std::collections::BTreeSet;

pub(super) fn run(part: Part<'_>, around: &Around) -> Findings {
    of_part(part, &around.languages)
}

/// The plural categories of CLDR.
fn plural_categories(lang: Lang) -> &'static [&'static str] {
    match lang {
        Lang::Kk | Lang::Ky | Lang::En => &["one", "other"],
        Lang::Ru => &["one", "few", "many", "other"],
    }
}

fn of_part(part: Part<'_>, languages: &[Lang]) -> Findings {
    let mut findings = Findings::new();
    part.each_text(&mut |text| {
        findings.extend(missing(&text, languages));
        findings.extend(to_be_written(&text));
        findings.extend(identical(&text));
        findings.extend(lost_placeholders(&text));
        findings.extend(text.versions.iter().flat_map(|version| mixed_scripts(&text, version)));
        findings.extend(text.versions.iter().filter_map(|version| invisible(&text, version)));
    });
    findings
}

fn finding(code: Code, text: &Text<'_>, place: &Place) -> Finding {
    Finding::new(code).about(text.about.about()).at(place)
}

fn missing(text: &Text<'_>, languages: &[Lang]) -> Findings {
    let Some(first) = text.versions.first().filter(|first| first.language.is_some()) else { return Findings::new() };
    let is_there = |lang: Lang| text.versions.iter().any(|version| version.language == Some(lang));
    let is_wanted = |lang: &Lang| match &text.wanted {
        Wanted::Words | Wanted::File => true,
        Wanted::Plural(category) => plural_categories(*lang).contains(category),
        Wanted::In(languages) => languages.contains(lang),
        Wanted::Nowhere => false,
    };
    let key = |lang: Lang| if text.wanted == Wanted::File { format!("{lang}.md") } else { text.key.to_owned() };
    let absent = languages.iter().copied().filter(|lang| is_wanted(lang) && !is_there(*lang));
    absent
        .map(|lang| {
            finding(Code::MissingTranslation, text, first.place).with("key", key(lang)).with("language", term(lang))
        })
        .collect()
}

/// A text that `esep new` put there for somebody to replace, and a file in which nothing is written.
fn to_be_written(text: &Text<'_>) -> Findings {
    let is_empty = |version: &Version<'_>| text.wanted == Wanted::File && version.text.trim().is_empty();
    let left = text.versions.iter().filter(|version| is_empty(version) || is_placeholder(version.text.trim()));
    let is_required = ["title", "name", "summary", "source.title"].contains(&text.key);
    let mut findings = Findings::new();
    for version in left {
        let (key, slip) = match (&text.wanted, version.language) {
            (Wanted::File, Some(lang)) => (format!("{lang}.md"), Some("file")),
            _ => (text.key.to_owned(), is_required.then_some("required")),
        };
        let start = version.text.len() - version.text.trim_start().len();
        let place = version.part(start..version.text.trim_end().len());
        // One text is told once for each file, however many languages of it are to be written.
        match findings.last_mut() {
            Some(told) if is_in(told, &place) => told.also.push(place),
            _ => {
                let finding = finding(Code::EmptyText, text, &place).with("key", key);
                findings.push(slip.map_or(finding.clone(), |slip| finding.with("slip", slip)));
            }
        }
    }
    findings
}

fn is_in(finding: &Finding, place: &Place) -> bool {
    finding.place.as_ref().is_some_and(|first| first.file == place.file)
}

fn term(lang: Lang) -> Arg {
    Arg::Term(lang.code())
}

/// How many words two texts must have in common to be called the same: names and loan words of one or
/// two words are often rightly equal.
const FEWEST_WORDS: usize = 3;

fn identical(text: &Text<'_>) -> Findings {
    let mut findings = Findings::new();
    for (at, second) in text.versions.iter().enumerate() {
        let same = |first: &&Version<'_>| say_the_same(first, second);
        if let (Some(first), Some(second_language)) = (text.versions.iter().take(at).find(same), second.language) {
            let first_language = first.language.unwrap_or(second_language);
            findings.push(
                finding(Code::IdenticalTranslation, text, second.place)
                    .with("value", beginning(second.text))
                    .with("first", term(first_language))
                    .with("second", term(second_language)),
            );
        }
    }
    findings
}

/// Whether two versions consist of the same words.
///
/// What stands in «» is a name and does not count; nor do numbers, nor, where both languages are
/// written in Cyrillic, words in Latin letters. A text that rightly is the same everywhere is written
/// once, without languages.
fn say_the_same(first: &Version<'_>, second: &Version<'_>) -> bool {
    let both_cyrillic = [first, second].iter().all(|version| version.language != Some(Lang::En));
    let words = |text| own_words(text).filter(move |word| !(both_cyrillic && word.is_ascii()));
    words(first.text).eq(words(second.text)) && words(first.text).nth(FEWEST_WORDS - 1).is_some()
}

/// The words outside «».
fn own_words(text: &str) -> impl Iterator<Item = &str> {
    let pieces = text.split('«').enumerate();
    let outside = pieces.map(|(at, piece)| match piece.split_once('»') {
        Some((_, after)) => after,
        None if at == 0 => piece,
        None => "",
    });
    outside
        .flat_map(|piece| piece.split(|char: char| !char.is_alphabetic() && char != '-'))
        .filter(|word| word.contains(char::is_alphabetic))
}

/// The first words of a long text.
fn beginning(text: &str) -> String {
    const LONGEST: usize = 60;
    let line = text.trim().lines().next().unwrap_or_default();
    match line.char_indices().nth(LONGEST) {
        None => line.to_owned(),
        Some((end, _)) => {
            let start = line.get(..end).unwrap_or(line);
            format!("{}…", start.rsplit_once(' ').map_or(start, |(words, _)| words))
        }
    }
}

fn lost_placeholders(text: &Text<'_>) -> Findings {
    if !text.versions.iter().any(|version| version.text.contains('{')) {
        return Findings::new();
    }
    let is_name =
        |name: &&str| !name.is_empty() && name.chars().all(|char| char.is_ascii_alphanumeric() || char == '_');
    let of = |version: &Version<'_>| gaps(version.text).into_iter().filter(is_name).map(str::to_owned).collect();
    let found: Vec<BTreeSet<String>> = text.versions.iter().map(of).collect();
    let all: BTreeSet<&String> = found.iter().flatten().collect();
    let mut findings = Findings::new();
    for (version, own) in text.versions.iter().zip(&found) {
        for (lost, language) in all.iter().filter(|name| !own.contains(**name)).zip(version.language.iter().cycle()) {
            findings.push(
                finding(Code::LostPlaceholder, text, version.place)
                    .with("placeholder", format!("{{{lost}}}"))
                    .with("language", term(*language)),
            );
        }
    }
    findings
}

fn mixed_scripts(text: &Text<'_>, version: &Version<'_>) -> Findings {
    let mixed = mixed_words(version.text).into_iter();
    mixed
        .map(|mixed| {
            let letters: Vec<String> = mixed.wrong.iter().map(char::to_string).collect();
            let found = finding(Code::MixedScript, text, &version.part(mixed.span))
                .with("value", mixed.word)
                .with("letters", letters.join(", "));
            found.meaning(mixed.repaired)
        })
        .collect()
}

/// All signs of a text that nobody sees, told once.
fn invisible(text: &Text<'_>, version: &Version<'_>) -> Option<Finding> {
    let places: BTreeSet<Place> = invisible_signs(version.text).map(|(bytes, _)| version.part(bytes)).collect();
    let mut places = places.into_iter();
    let first = places.next()?;
    let signs: BTreeSet<char> = invisible_signs(version.text).map(|(_, sign)| sign).collect();
    let numbers: Vec<String> = signs.into_iter().map(|sign| format!("U+{:04X}", u32::from(sign))).collect();
    let mut found = finding(Code::InvisibleSign, text, &first).with("signs", numbers.join(", "));
    found.also.extend(places);
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::super::testing::Content;
    use super::{plural_categories, run};
    use crate::language::{Lang, Locale};

    fn found(grant: &str) -> Vec<String> {
        Content::grant(grant).found(run)
    }

    #[test]
    fn a_language_that_is_to_be_complete_is_missed() {
        assert_eq!(found("goal.kk = \"Мақсат\""), ["missing-translation key=goal language=ru"]);
        let whole = "goal = \"Goal\"\nproblem.kk = \"Мәселе\"\nproblem.ru = \"Проблема\"\nproblem.ky = \"Маселе\"";
        assert!(found(whole).is_empty());
    }

    #[test]
    fn a_file_is_missed_where_another_language_has_it() {
        let folder = "content/grants/g";
        let text = |names: &[&str]| {
            let content = names
                .iter()
                .fold(Content::grant(""), |content, name| content.with(&format!("{folder}/{name}"), "Текст"));
            content.found(run)
        };
        assert_eq!(text(&["ru.md"]), ["missing-translation key=kk.md language=kk"]);
        assert!(text(&[]).is_empty() && text(&["kk.md", "ru.md"]).is_empty());
        let page =
            |lang: &str, front: &str| (format!("content/pages/about/{lang}.md"), format!("+++\n{front}\n+++\nМәтін"));
        let pages = [page("kk", "title = \"Портал\"\nsummary = \"Қысқаша\""), page("ru", "title = \"Портал\"")];
        let content = pages.into_iter().fold(Content::grant(""), |content, (path, text)| content.with(&path, &text));
        assert_eq!(content.found(run), ["missing-translation key=summary language=ru"]);
    }

    #[test]
    fn a_file_in_which_nothing_is_written_is_seen() {
        let grant = Content::grant("").with("content/grants/g/kk.md", "Мәтін").with("content/grants/g/ru.md", " \n");
        assert_eq!(grant.found(run), ["empty-text - key=ru.md slip=file"]);
        let page = |lang: &str, front: &str| (format!("content/pages/about/{lang}.md"), format!("+++\n{front}\n+++\n"));
        let pages = [page("kk", "title = \"Жоба\""), page("ru", "title = \"Проект\"")];
        let content = pages.into_iter().fold(Content::grant(""), |content, (path, text)| content.with(&path, &text));
        assert_eq!(content.found(run), ["empty-text key=kk.md slip=file", "empty-text key=ru.md slip=file"]);
    }

    #[test]
    fn a_plural_form_is_wanted_where_the_language_has_it() {
        let unit = |forms: &str| Content::grant("").in_portal(&format!("[[unit]]\nid = \"hut\"\n{forms}")).found(run);
        let russian = "one.ru = \"юрта\"\nfew.ru = \"юрты\"\nmany.ru = \"юрт\"\nother.ru = \"юрты\"\n";
        assert!(unit(&format!("{russian}one.kk = \"киіз үй\"\nother.kk = \"киіз үй\"")).is_empty());
        assert_eq!(unit(&format!("{russian}other.kk = \"киіз үй\"")), ["missing-translation key=unit.one language=kk"]);
    }

    #[test]
    fn plural_categories_are_those_of_the_locales() {
        for lang in Lang::ALL {
            assert_eq!(plural_categories(lang), Locale::built_in(lang).categories());
        }
    }

    #[test]
    fn a_forgotten_translation_is_seen() {
        let copied = "goal.kk = \"Цель проекта для всех\"\ngoal.ru = \"Цель проекта для всех\"";
        assert_eq!(found(copied), ["identical-translation value=Цель проекта для всех first=kk second=ru"]);
        for rightly in
            ["Instagram", "Пробация", "WhatsApp чаты", "«Балдарга жаркын келечек» 2019", "Zoom, Teams, Meet: онлайн"]
        {
            assert!(found(&format!("goal.kk = \"{rightly}\"\ngoal.ru = \"{rightly}\"")).is_empty(), "{rightly}");
        }
    }

    #[test]
    fn a_placeholder_is_in_all_languages_or_in_none() {
        assert_eq!(
            found("goal.kk = \"{count} адам, {year}\"\ngoal.ru = \"{count} человек\""),
            ["lost-placeholder placeholder={year} language=ru"]
        );
        assert!(found("goal.kk = \"{count} адам\"\ngoal.ru = \"Людей: {count}\"").is_empty());
    }

    #[test]
    fn a_wrong_letter_is_pointed_at() {
        let content =
            Content::grant("goal = \"Тіркелген, тiркелген\"").with("content/grants/g/kk.md", "# Бас\n\nБір сoз.");
        let content = content
            .with("content/grants/g/ru.md", "Слово")
            .with("content/pages/p/kk.md", PAGE)
            .with("content/pages/p/ru.md", RUSSIAN);
        assert_eq!(
            content.places(run),
            [
                "mixed-script grant.toml «тiркелген»",
                "mixed-script kk.md «сoз»",
                "mixed-script kk.md «Бeт»",
                "mixed-script kk.md «мaтін»",
            ]
        );
    }

    #[test]
    fn signs_that_nobody_sees_are_told_once_for_each_text() {
        assert_eq!(
            found("goal = \"Ақ\\u202eша, \\u200bақша\\u202c\""),
            ["invisible-sign signs=U+200B, U+202C, U+202E"]
        );
        let grant = Content::grant("").with("content/grants/g/kk.md", "Бір\u{200b} сөз.");
        assert_eq!(grant.with("content/grants/g/ru.md", "Слово").places(run), ["invisible-sign kk.md «\u{200b}»"]);
    }

    const PAGE: &str = "+++\ntitle = \"Бeт\"\n+++\nБұл мaтін\n";
    const RUSSIAN: &str = "+++\ntitle = \"Страница\"\n+++\nЭто текст\n";
}
