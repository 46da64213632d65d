//! Lines of a cell: several indicators in one cell, each with its value on the same line of another cell.

use crate::import::target::{self, Target};
use crate::import::word::{Cell, Paragraph};

/// A line of a cell or of a section, without the label that stands before it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Line {
    /// Its label, written or counted by Word: `1)`, `•`.
    pub label: Option<String>,
    /// What it says.
    pub text: String,
    /// Footnotes.
    pub notes: Vec<String>,
    /// Whether it is bold as a whole.
    pub bold: bool,
}

/// The lines of a cell, without empty ones.
pub(super) fn of_cell(cell: &Cell) -> Vec<Line> {
    cell.paragraphs().into_iter().flat_map(of_paragraph).collect()
}

/// The lines of a paragraph; footnotes belong to the last one, the label to the first.
pub(super) fn of_paragraph(paragraph: &Paragraph) -> Vec<Line> {
    let mut lines: Vec<Line> =
        paragraph.text.lines().map(str::trim).filter(|text| !text.is_empty()).map(line).collect();
    for line in &mut lines {
        line.bold = paragraph.bold;
    }
    if let (Some(first), Some(label)) = (lines.first_mut(), &paragraph.label) {
        first.label = Some(label.clone());
    }
    if let Some(last) = lines.last_mut() {
        last.notes.clone_from(&paragraph.notes);
    }
    lines
}

fn line(text: &str) -> Line {
    let (label, rest) = labelled(text);
    Line { label: label.map(str::to_owned), text: trimmed(rest).to_owned(), ..Line::default() }
}

/// A text without the semicolon, comma or full stop that ends an item of a list.
pub(super) fn trimmed(text: &str) -> &str {
    text.trim().trim_end_matches([';', ',']).trim_end()
}

/// A written label and the rest: `1) Флаерлер`, `2. …`, `а) …`, `- …`. A plain number is no label.
fn labelled(text: &str) -> (Option<&str>, &str) {
    let Some((first, rest)) = text.split_once(char::is_whitespace) else { return (None, text) };
    let mark = matches!(first, "-" | "–" | "—" | "•" | "·" | "*");
    let body = first.strip_suffix([')', '.']).unwrap_or_default();
    let counted = !body.is_empty() && body.len() <= 5 && body.split('.').all(|part| part.parse::<u16>().is_ok());
    let lettered = first.ends_with(')') && body.chars().count() == 1 && body.chars().all(char::is_alphabetic);
    if (mark || counted || lettered) && !rest.trim().is_empty() {
        (Some(first), rest.trim_start())
    } else {
        (None, text)
    }
}

/// Joins lines that only a break in the middle of a title parts, until there are as many as values.
pub(super) fn joined(mut lines: Vec<Line>, values: usize) -> Vec<Line> {
    while lines.len() > values.max(1) {
        let goes_on = |line: &Line| {
            line.label.is_none() && line.text.starts_with(|char: char| char.is_lowercase() || char == '(')
        };
        let Some(at) = (1..lines.len()).find(|at| lines.get(*at).is_some_and(goes_on)) else { break };
        let line = lines.remove(at);
        if let Some(before) = lines.get_mut(at - 1) {
            before.text = format!("{} {}", before.text, line.text);
            before.notes.extend(line.notes);
        }
    }
    lines
}

/// A title and the target at its end: `Фотосуреттер – 20`, `Қанағаттану деңгейі: 100 %`.
pub(super) fn with_target(text: &str) -> (&str, Option<Target>) {
    let text = trimmed(text);
    for mark in [" – ", " — ", " - ", ": "] {
        if let Some((title, value)) = text.rsplit_once(mark)
            && let Ok(target) = target::parse(value)
        {
            return (title.trim(), Some(target));
        }
    }
    (text.strip_suffix('.').unwrap_or(text), None)
}

/// A title and the words in brackets at its end.
pub(super) fn with_bracket(text: &str) -> Option<(&str, &str)> {
    let (title, bracket) = text.trim().strip_suffix(')')?.rsplit_once('(')?;
    (!title.trim().is_empty() && !bracket.contains(')')).then(|| (title.trim(), bracket.trim()))
}

/// A text without the quotation marks that enclose all of it.
pub(super) fn unquoted(text: &str) -> &str {
    let inner = text.trim().strip_prefix(['«', '"', '“']).and_then(|text| text.strip_suffix(['»', '"', '”']));
    inner.filter(|inner| !inner.contains(['«', '»', '"', '“', '”'])).unwrap_or(text.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_told_from_text() {
        for (text, label, rest) in [
            ("1) Флаерлер", Some("1)"), "Флаерлер"),
            ("2. Фото", Some("2."), "Фото"),
            ("1.2. Фото", Some("1.2."), "Фото"),
            ("а) фото", Some("а)"), "фото"),
            ("– фото", Some("–"), "фото"),
            ("3 фото", None, "3 фото"),
            ("1.", None, "1."),
            ("-", None, "-"),
            ("кеңес (1) берілді", None, "кеңес (1) берілді"),
        ] {
            assert_eq!(labelled(text), (label, rest), "{text}");
        }
    }

    #[test]
    fn targets_at_the_end_are_found() {
        let told = |text| {
            let (title, target) = with_target(text);
            format!(
                "{title}|{}",
                target.map_or("-".to_owned(), |target| format!("{:?}", target.value.known().map(ToString::to_string)))
            )
        };
        assert_eq!(told("Фотосуреттер – 20;"), "Фотосуреттер|Some(\"20\")");
        assert_eq!(told("Қанағаттану деңгейі: 100 %."), "Қанағаттану деңгейі|Some(\"100 %\")");
        assert_eq!(told("Жүйе: заң, кеңес – 60-тан кем емес;"), "Жүйе: заң, кеңес|Some(\">= 60\")");
        assert_eq!(told("Онлайн жүйе: заң кеңестері;"), "Онлайн жүйе: заң кеңестері|-");
    }

    #[test]
    fn broken_titles_are_joined_to_the_number_of_values() {
        let lines = |texts: &[&str]| texts.iter().map(|text| line(text)).collect::<Vec<_>>();
        let texts = |lines: Vec<Line>| lines.into_iter().map(|line| line.text).collect::<Vec<_>>();
        assert_eq!(texts(joined(lines(&["Қатысушылар", "тізімі", "Фото"]), 2)), ["Қатысушылар тізімі", "Фото"]);
        assert_eq!(texts(joined(lines(&["Фото", "бейне"]), 2)), ["Фото", "бейне"]);
        assert_eq!(texts(joined(lines(&["Фото", "Бейне"]), 1)), ["Фото", "Бейне"]);
    }
}
