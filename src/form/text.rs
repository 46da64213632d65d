//! Longer texts as paragraphs of a form: Markdown without its looks.

use super::Block;
use crate::language::Lang;
use crate::read::{Markdown, Narratives};
use crate::site::Passage;
use pulldown_cmark::{Event, Tag, TagEnd};

/// The text in this language, or in the first of `languages` that it has, as blocks.
pub(super) fn narrative(narratives: &Narratives, lang: Lang, languages: &[Lang]) -> Vec<Block> {
    let wanted = [lang].into_iter().chain(languages.iter().copied());
    let found = wanted.filter_map(|lang| narratives.get(lang)).next().or_else(|| narratives.iter().next());
    found.map(|text| blocks(text, lang)).unwrap_or_default()
}

fn blocks(text: &Markdown, lang: Lang) -> Vec<Block> {
    let mut reading = Reading { lang: (text.language != lang).then(|| text.language.code()), ..Reading::default() };
    text.events().for_each(|event| reading.take(event));
    reading.blocks
}

#[derive(Default)]
struct Reading {
    lang: Option<&'static str>,
    blocks: Vec<Block>,
    line: String,
    items: usize,
    /// In a picture, whose words describe what a form does not show.
    hidden: usize,
}

impl Reading {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(Tag::Image { .. }) => self.hidden += 1,
            Event::End(TagEnd::Image) => self.hidden = self.hidden.saturating_sub(1),
            Event::Text(text) | Event::Code(text) if self.hidden == 0 => self.line.push_str(&text),
            Event::SoftBreak | Event::HardBreak => self.line.push(' '),
            Event::Start(Tag::Item) => {
                self.end(|text| Block::Paragraph { text });
                self.items += 1;
            }
            Event::End(TagEnd::Item) => {
                self.end(|text| Block::Item { text });
                self.items = self.items.saturating_sub(1);
            }
            Event::End(TagEnd::TableCell) => self.line.push_str("; "),
            Event::End(TagEnd::Heading(_)) => self.end(|text| Block::Heading { level: 2, text }),
            Event::End(TagEnd::Paragraph | TagEnd::TableRow | TagEnd::TableHead | TagEnd::CodeBlock) => {
                let in_list = self.items > 0;
                self.end(|text| if in_list { Block::Item { text } } else { Block::Paragraph { text } });
            }
            _ => {}
        }
    }

    fn end(&mut self, block: impl Fn(Passage) -> Block) {
        let line = std::mem::take(&mut self.line);
        let line = line.trim().trim_end_matches(';');
        if !line.is_empty() {
            self.blocks.push(block(Passage { text: line.to_owned(), lang: self.lang }));
        }
    }
}

/// The same with its first letter as a capital.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::FileName;
    use crate::finding::Findings;

    #[test]
    fn a_text_becomes_headings_paragraphs_and_items() {
        let text = "## Heading *here*\n\nOne\nline `code` [link](/x/).\n\n- first\n- second\n\n![seen](a.jpg)\n";
        let mut findings = Findings::new();
        let read = Markdown::read(&FileName::from("kk.md"), text, Lang::Kk, &mut findings);
        let said = |lang: Option<&'static str>, text: &str| Passage { text: text.to_owned(), lang };
        let lines: Vec<String> = blocks(&read, Lang::Kk).iter().map(|block| format!("{block:?}")).collect();
        let expected = [
            Block::Heading { level: 2, text: said(None, "Heading here") },
            Block::Paragraph { text: said(None, "One line code link.") },
            Block::Item { text: said(None, "first") },
            Block::Item { text: said(None, "second") },
        ];
        assert_eq!(lines, expected.map(|block| format!("{block:?}")));
        assert!(format!("{:?}", blocks(&read, Lang::Ru)).contains("lang: Some(\"kk\")"));
    }

    #[test]
    fn the_first_letter_becomes_a_capital_in_every_alphabet() {
        assert_eq!(["әйелдер", "", "№ 1", "өрт"].map(capital), ["Әйелдер", "", "№ 1", "Өрт"]);
    }
}
