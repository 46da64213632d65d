//! What must hold for findings, whatever they quote: one line stays one line, no terminal and no code host is steered.

use super::portal::text_of;
use esep::finding::{Findings, Format, overlay, print, print_markdown};
use esep::language::Lang;
use esep::read::Memory;
use pulldown_cmark::{Event, Parser, Tag};

/// What is wrong with the findings as they are told.
pub fn wrong(findings: &Findings, files: &Memory) -> Vec<String> {
    let texts = |path: &str| text_of(files, path);
    let told = |format: Format, lang: Lang| {
        let mut out = Vec::new();
        print(findings, format, lang, &texts, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    };
    let mut wrong = Vec::new();
    for lang in Lang::ALL {
        let human = told(Format::Human, lang);
        wrong.extend(steering(&human, &anstream::adapter::strip_str(&human).to_string()));
        let short = told(Format::Short, lang);
        wrong.extend(steering(&short, &short));
        wrong.extend(lines("short", &short, findings.len(), &["content/", "/"]));
        let github = told(Format::Github, lang);
        wrong.extend(steering(&github, &github));
        wrong.extend(lines("github", &github, findings.len(), &["::error ", "::warning ", "::notice "]));
        let json = told(Format::Json, lang);
        wrong.extend(serde_json::from_str::<serde_json::Value>(&json).err().map(|error| error.to_string()));
        wrong.extend(steering(&json, &json));
        let overlay = overlay(findings, lang, &texts, true);
        wrong.extend(serde_json::from_str::<serde_json::Value>(&overlay).err().map(|error| error.to_string()));
    }
    let mut out = Vec::new();
    print_markdown(findings, Lang::En, &texts, &mut out).unwrap();
    wrong.extend(markup(&String::from_utf8(out).unwrap()));
    wrong
}

/// Signs in a text that move the cursor or turn the order of reading. `bare` is the text without the colours of the
/// printer itself.
fn steering(text: &str, bare: &str) -> Vec<String> {
    let own = text.matches('\u{1b}').count() == text.matches("\u{1b}[").count();
    let turns = |sign: &char| matches!(sign, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let steers = |sign: &char| turns(sign) || (sign.is_control() && *sign != '\n');
    let found = bare.chars().find(steers).map(|sign| format!("{sign:?} is told"));
    found.into_iter().chain((!own).then(|| "an escape that is no colour".to_owned())).collect()
}

fn lines(format: &str, text: &str, count: usize, starts: &[&str]) -> Vec<String> {
    let stray = text.lines().find(|line| !starts.iter().any(|start| line.starts_with(start)));
    let more = (text.lines().count() != count).then(|| format!("{format}: {} lines", text.lines().count()));
    stray.map(|line| format!("{format}: {line}")).into_iter().chain(more).collect()
}

/// Markup in the Markdown of a run's page beside that of the printer itself: a list with one word of each item in bold.
fn markup(text: &str) -> Vec<String> {
    let is_own = |event: &Event<'_>| match event {
        Event::Html(_) | Event::InlineHtml(_) | Event::Code(_) => false,
        Event::Start(tag) => matches!(tag, Tag::Paragraph | Tag::List(_) | Tag::Item | Tag::Strong),
        _ => true,
    };
    Parser::new(text).filter(|event| !is_own(event)).map(|event| format!("{event:?}")).collect()
}
