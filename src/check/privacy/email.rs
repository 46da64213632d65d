//! E-mail addresses, also those that were disguised: `name (at) host.kz`.

use super::Found;
use super::letters::{Letters, is_space};
use crate::finding::Code;

/// The most spaces around a sign that is spelled out.
const WIDEST_SPACE: usize = 3;

/// Every e-mail address in the text.
pub(super) fn addresses(text: &Letters<'_>) -> Vec<Found> {
    (0..text.len()).filter_map(|position| address(text, position, at_sign(text, position)?)).collect()
}

/// How many letters the sign between name and host takes, if it stands here.
fn at_sign(text: &Letters<'_>, position: usize) -> Option<usize> {
    match text.at(position)? {
        '@' | '＠' => Some(1),
        _ => spelled(text, position, &["at", "собака", "эт"]),
    }
}

/// How many letters the dot between two labels takes, if it stands here.
fn dot(text: &Letters<'_>, position: usize) -> Option<usize> {
    if matches!(text.at(position)?, '.' | '．') {
        return Some(1);
    }
    let before = spaces(text, position);
    let word = spelled(text, position + before, &["dot", "точка", "нүкте", "чекит"])?;
    Some(before + word + spaces(text, position + before + word))
}

fn spaces(text: &Letters<'_>, position: usize) -> usize {
    (position..text.len()).take_while(|at| text.at(*at).is_some_and(is_space)).take(WIDEST_SPACE).count()
}

/// One of these words in brackets.
fn spelled(text: &Letters<'_>, position: usize, words: &[&str]) -> Option<usize> {
    let closing = match text.at(position)? {
        '(' => ')',
        '[' => ']',
        '{' => '}',
        _ => return None,
    };
    let length = |word: &&str| {
        let end = position + 1 + word.chars().count();
        let inside = (position + 1..end).filter_map(|position| text.at(position)).flat_map(char::to_lowercase);
        (inside.eq(word.chars()) && text.at(end) == Some(closing)).then_some(end + 1 - position)
    };
    words.iter().find_map(length)
}

/// The address around the sign at `position`, which takes `length` letters.
fn address(text: &Letters<'_>, position: usize, length: usize) -> Option<Found> {
    let spelled = length > 1;
    let widest = if spelled { WIDEST_SPACE } else { 0 };
    let end_of_name = position - text.backwards(position).take(widest).take_while(|letter| is_space(*letter)).count();
    let name = text.backwards(end_of_name).take_while(|letter| is_name(*letter)).count();
    let start = end_of_name - name;
    let start = (start..end_of_name).find(|at| text.at(*at).is_some_and(char::is_alphanumeric))?;

    let after = position + length;
    let (host, end) = host(text, after + spaces(text, after).min(widest))?;
    let name = (start..end_of_name).filter_map(|at| text.at(at)).collect::<String>();
    let normal = format!("{name}@{host}").to_lowercase();
    Some(Found { code: Code::EmailAddress, letters: start..end, normal })
}

fn is_name(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '.' | '_' | '%' | '+' | '-')
}

/// The host that begins at `from`, and where it ends: labels with dots between them, the last one of letters only.
fn host(text: &Letters<'_>, from: usize) -> Option<(String, usize)> {
    let mut host = String::new();
    let mut found = None;
    let mut position = from;
    loop {
        let start = position;
        while text.at(position).is_some_and(|letter| letter.is_alphanumeric() || letter == '-') {
            position += 1;
        }
        let label: String = (start..position).filter_map(|at| text.at(at)).collect();
        let is_top = label.chars().count() >= 2 && label.chars().all(char::is_alphabetic);
        let has_dot = !host.is_empty();
        host.push_str(&label);
        if has_dot && (is_top || label.to_lowercase().starts_with("xn--")) {
            found = Some((host.len(), position));
        }
        match dot(text, position) {
            Some(length) if !label.is_empty() => position += length,
            _ => break,
        }
        host.push('.');
    }
    let (length, end) = found?;
    host.truncate(length);
    Some((host, end))
}
