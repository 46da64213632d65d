//! What a code means: the text of `esep explain`.

use super::Code;
use super::wording::Wording;
use crate::language::Lang;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// A title, what it is, why it matters, an example of content that causes it, and what to do; plain
/// text for a terminal of 80 columns.
pub fn explain(code: Code, lang: Lang) -> String {
    let words = Wording::of(lang);
    let title = format!("{}[{}]", words.severity(code.severity()), code.name());
    let text = |kind: &str| wrapped(&words.of_code(code, kind, &[]).unwrap_or_default());
    let part = |key: &str, text: String| format!("{}\n{text}", words.say(&format!("frame.{key}"), &[]));
    let parts = [
        title,
        part("what", text("what")),
        part("why", text("why")),
        part("example", indented(example(code))),
        part("todo", text("todo")),
    ];
    parts.join("\n\n") + "\n"
}

/// Every code, each with what it says on the lines below it; plain text for a terminal of 80 columns.
pub fn list_codes(lang: Lang) -> String {
    let words = Wording::of(lang);
    Code::ALL.iter().map(|code| format!("{}\n{}\n", code.name(), wrapped(&in_short(*code, words)))).collect()
}

/// What a finding with this code says, whatever it is about.
fn in_short(code: Code, words: &Wording) -> String {
    let said = |kind| words.of_code(code, kind, &[]);
    without_open_gaps(&said("short").or_else(|| said("message")).unwrap_or_default())
}

/// Details that nobody knows yet tell nothing: `(…)` and, at the end, `: …`.
fn without_open_gaps(text: &str) -> String {
    let text = text.replace(" (…)", "");
    text.strip_suffix(": ….").map_or_else(|| text.clone(), |kept| format!("{kept}."))
}

/// Content that causes the finding.
fn example(code: Code) -> &'static str {
    static EXAMPLES: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    let examples = EXAMPLES.get_or_init(|| toml::from_str(include_str!("examples.toml")).unwrap_or_default());
    examples.get(code.name()).map_or("", String::as_str)
}

const INDENT: &str = "    ";
const WIDTH: usize = 76;

fn indented(text: &str) -> String {
    text.trim_end().lines().map(|line| format!("{INDENT}{line}").trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

/// The text in lines that fit, indented.
fn wrapped(text: &str) -> String {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let line = lines.last().map_or(0, |line| line.chars().count());
        if line > 0 && line + 1 + word.chars().count() > WIDTH {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    indented(&lines.join("\n"))
}
