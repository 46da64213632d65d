//! Slips that editors make most often where they write values as they would in a letter.

use crate::value::{Stated, quantity, written};

/// A slip, and the line as TOML wants it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Slip {
    /// The end of the name of the hint that explains it.
    pub(super) name: &'static str,
    /// The line as it should be.
    pub(super) line: String,
    /// The line as it should be if its one mark begins the decimals, where it may part thousands too.
    pub(super) decimal: Option<String>,
}

/// The slip in a line that cannot be read, where it is one of those known.
pub(super) fn slip(line: &str) -> Option<Slip> {
    if let Some((key, value)) = without_equals(line) {
        return Some(Slip { name: "equals", line: format!("{key} = {}", in_quotes(value)), decimal: None });
    }
    let (key, value) = line.split_once('=')?;
    let (key, value) = (key.trim(), value.trim());
    let with = |value: String| format!("{key} = {value}");
    let found = |name, value| Some(Slip { name, line: with(value), decimal: None });
    if let Some(text) = with_inner_quotes(value) {
        return found("inner", format!("\"{text}\""));
    }
    if let Some(text) = half_in_quotes(value) {
        return found("open", format!("\"{text}\""));
    }
    if let Some(text) = between_other_marks(value) {
        return found("quotes", format!("\"{text}\""));
    }
    if let Some((thousands, decimal)) = written::two_readings(value).filter(|_| is_number(value)) {
        return Some(Slip { name: "thousands", line: with(thousands), decimal: Some(with(decimal)) });
    }
    if let Some((name, number)) = plain(value) {
        return found(name, number);
    }
    year_first(value).and_then(|date| found("date", format!("\"{date}\"")))
}

/// Key and value of a line with a colon or only a space between them.
fn without_equals(line: &str) -> Option<(&str, &str)> {
    let line = line.trim();
    let is_bare = |letter: char| letter.is_ascii_alphanumeric() || "_-.".contains(letter);
    let (key, rest) = line.split_at(line.find(|letter| !is_bare(letter))?);
    let rest = rest.trim_start();
    let value = rest.strip_prefix(':').unwrap_or(rest).trim();
    let is_value = value.starts_with(['"', '{', '[', '«', '“']) || value.starts_with(|it: char| it.is_ascii_digit());
    let is_word = rest.starts_with(':') && value.starts_with(char::is_alphabetic) && !value.contains(['"', '=']);
    let starts_as_key = key.starts_with(|letter: char| letter.is_ascii_lowercase());
    (starts_as_key && !rest.starts_with('=') && (is_value || is_word)).then_some((key, value))
}

/// A value as it stands where it is written as one, else as a text.
fn in_quotes(value: &str) -> String {
    let is_written = value.starts_with(['"', '{', '[']) || value.starts_with(|it: char| it.is_ascii_digit());
    let text = between_other_marks(value).unwrap_or(value);
    if is_written || ["true", "false"].contains(&value) { value.to_owned() } else { format!("\"{text}\"") }
}

/// `Жоба «X»` for `"Жоба "X""`.
fn with_inner_quotes(value: &str) -> Option<String> {
    let text = value.strip_prefix('"')?.strip_suffix('"')?;
    let parts: Vec<&str> = text.split('"').collect();
    let sound = parts.len() >= 3 && parts.len() % 2 == 1 && !text.contains(['\\', '#']);
    // A list of texts has commas between its quotation marks.
    let is_list = parts.iter().any(|part| part.trim() == ",");
    let marks = ["«", "»"].into_iter().cycle().map(Some).take(parts.len() - 1).chain([None]);
    let joined = parts.iter().zip(marks).map(|(part, mark)| format!("{part}{}", mark.unwrap_or_default())).collect();
    (sound && !is_list).then_some(joined)
}

/// The text of a value with a quotation mark at one end only, or with none.
fn half_in_quotes(value: &str) -> Option<&str> {
    let text = match (value.strip_prefix('"'), value.strip_suffix('"')) {
        (Some(text), None) | (None, Some(text)) => text,
        (None, None) if value.starts_with(char::is_alphabetic) => value,
        _ => return None,
    };
    (!text.trim().is_empty() && !text.contains(['"', '\\', '#', '=', '[', '{'])).then(|| text.trim())
}

/// The text between «…», “…”, „…“ or ‘…’.
fn between_other_marks(value: &str) -> Option<&str> {
    let text = value.strip_prefix(['«', '“', '”', '„', '‘', '’', '‟'])?;
    let text = text.trim_end().trim_end_matches(['»', '”', '“', '’', '‘']);
    (!text.is_empty() && !text.contains(['"', '\\'])).then_some(text)
}

/// A number as TOML wants it, and what it has in place of that: spaces or marks between thousands, or a comma.
fn plain(value: &str) -> Option<(&'static str, String)> {
    let mended = written::without_marks(value).filter(|_| is_number(value));
    let name = match &mended {
        Some(_) => "grouped",
        None if value.contains(char::is_whitespace) => "groups",
        None if value.contains(',') => "comma",
        None => return None,
    };
    let number = mended.as_deref().unwrap_or(value);
    match quantity::parse(number).ok().filter(|_| is_number(number))? {
        Stated::Known(quantity) => Some((name, quantity.to_string())),
        _ => None,
    }
}

/// Whether nothing but a number stands there, however it is written.
fn is_number(value: &str) -> bool {
    let value = value.strip_prefix(['-', '+']).unwrap_or(value);
    let is_sign = |sign: char| sign.is_ascii_digit() || sign.is_whitespace() || ".,_".contains(sign);
    value.starts_with(|sign: char| sign.is_ascii_digit()) && value.chars().all(is_sign)
}

/// `2024-05-12` for `12.05.2024`.
fn year_first(value: &str) -> Option<String> {
    let parts: Vec<&str> = value.split('.').collect();
    let [day, month, year] = parts.as_slice() else { return None };
    let sound = [(day, 2), (month, 2), (year, 4)].iter().all(|(part, count)| is_digits(part) && part.len() == *count);
    sound.then(|| format!("{year}-{month}-{day}"))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::slip;

    #[test]
    fn what_is_written_as_in_a_letter_is_understood() {
        let slips = [
            ("amount = 4 900 000", "groups", "amount = 4900000"),
            ("amount = 4\u{a0}900\u{202f}000", "groups", "amount = 4900000"),
            ("title.ru = «Ай-комек»", "quotes", "title.ru = \"Ай-комек\""),
            ("title.en = “Ai-komek”", "quotes", "title.en = \"Ai-komek\""),
            ("amount = 4 900 000,50", "groups", "amount = 4900000.50"),
            ("amount = 3,249,000", "grouped", "amount = 3249000"),
            ("amount = 3.249.000", "grouped", "amount = 3249000"),
            ("amount = 1,206,432.50", "grouped", "amount = 1206432.50"),
            ("amount = 350,000", "thousands", "amount = 350000"),
            ("share = 12,5", "comma", "share = 12.5"),
            ("updated = 12.05.2024", "date", "updated = \"2024-05-12\""),
            ("title = \"Жоба \"Х\"\"", "inner", "title = \"Жоба «Х»\""),
            ("title.ru = \"\"Ай-комек\" и \"Нур\"\"", "inner", "title.ru = \"«Ай-комек» и «Нур»\""),
            ("title.kk = \"Ай-көмек", "open", "title.kk = \"Ай-көмек\""),
            ("title.kk = Ай-көмек\"", "open", "title.kk = \"Ай-көмек\""),
            ("status = running", "open", "status = \"running\""),
            ("status: \"running\"", "equals", "status = \"running\""),
            ("amount: 350000", "equals", "amount = 350000"),
            ("title.kk: Ай-көмек", "equals", "title.kk = \"Ай-көмек\""),
            ("status \"running\"", "equals", "status = \"running\""),
            ("amount 350000", "equals", "amount = 350000"),
        ];
        for (written, name, line) in slips {
            let found = slip(written).unwrap();
            assert_eq!((found.name, found.line.as_str()), (name, line), "{written}");
            assert!(toml::de::DeTable::parse_recoverable(line).1.is_empty(), "{line}");
            assert!(!toml::de::DeTable::parse_recoverable(written).1.is_empty(), "{written} is no slip");
        }
    }

    #[test]
    fn what_can_be_read_in_two_ways_is_told_in_both() {
        for (written, decimal) in [("a = 350,000", "a = 350"), ("a = 3,249", "a = 3.2490")] {
            assert_eq!(slip(written).unwrap().decimal.as_deref(), Some(decimal), "{written}");
        }
        assert_eq!(slip("a = 0,125").unwrap(), super::Slip { name: "comma", line: "a = 0.125".into(), decimal: None });
    }

    #[test]
    fn what_is_something_else_is_not_guessed_at() {
        let others = [
            "a = \"x\", \"y\"",
            "a = \"x\" \"y",
            "Жай ғана сөздер",
            "a = ",
            "a",
            "a = 1 2",
            "a = 1,2,3",
            "a = 1.2.3",
            "a = «»",
            "a = «\"»",
        ];
        for written in others {
            assert_eq!(slip(written), None, "{written}");
        }
    }
}
