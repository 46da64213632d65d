//! What stands inside a paragraph.
//!
//! | written | gives |
//! |---|---|
//! | `{br}`, `{tab}`, `{page}` | a soft line break, a tab, a page break |
//! | `{cut}` | the end of one run and the begin of the next, with Word's marks of its spelling check between |
//! | `{hyphen}`, `{shy}` | a hyphen that does not break, a hyphen that only shows where a line breaks |
//! | `{bold:…}` | bold text |
//! | `{note:…}` | a footnote |
//! | `{ins:…}`, `{del:…}` | text that somebody added, took away, with changes tracked |
//! | `{link:…}`, `{field:…}`, `{control:…}` | text in a link, as the result of a field, in a form's content control |

use std::fmt::Write;

/// Whether the words are whole.
#[derive(Default, Clone, Copy, PartialEq)]
pub enum Wear {
    /// One run for one paragraph.
    #[default]
    Fresh,
    /// Every third long word is cut into two runs, as Word does where somebody corrected a letter or a spelling
    /// check passed, and bookmarks stand between them.
    Worn,
}

/// Makes runs, and keeps what a document counts through.
#[derive(Default)]
pub struct Runs {
    /// How the words are cut.
    pub wear: Wear,
    /// The text of every footnote so far.
    pub footnotes: Vec<String>,
    words: usize,
    bookmarks: usize,
    changes: usize,
}

/// `text` in XML.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

const SPELLING: &str = "<w:proofErr w:type=\"spellStart\"/><w:proofErr w:type=\"spellEnd\"/>";

impl Runs {
    /// The runs of a paragraph.
    pub fn of(&mut self, text: &str) -> String {
        let mut xml = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (tag, after) = after.split_once('}').expect("a bracket that is not closed");
            xml.push_str(&self.words(before));
            xml.push_str(&self.tag(tag));
            rest = after;
        }
        xml + &self.words(rest)
    }

    fn tag(&mut self, tag: &str) -> String {
        let (name, text) = tag.split_once(':').unwrap_or((tag, ""));
        match name {
            "" => String::new(),
            "br" => "<w:r><w:br/></w:r>".to_owned(),
            "page" => "<w:r><w:br w:type=\"page\"/></w:r>".to_owned(),
            "tab" => "<w:r><w:tab/></w:r>".to_owned(),
            "hyphen" => "<w:r><w:noBreakHyphen/></w:r>".to_owned(),
            "shy" => "<w:r><w:softHyphen/></w:r>".to_owned(),
            "cut" => SPELLING.to_owned(),
            "bold" => format!("<w:r><w:rPr><w:b/></w:rPr>{}</w:r>", written(text)),
            "note" => self.footnote(text),
            "ins" => self.change("ins", &run(text)),
            "del" => {
                let text = escaped(text);
                self.change("del", &format!("<w:r><w:delText xml:space=\"preserve\">{text}</w:delText></w:r>"))
            }
            "link" => format!("<w:hyperlink w:anchor=\"top\">{}</w:hyperlink>", run(text)),
            "field" => field(text),
            "control" => format!("<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>", run(text)),
            _ => panic!("no such mark in a paragraph: {tag}"),
        }
    }

    fn footnote(&mut self, text: &str) -> String {
        self.footnotes.push(text.to_owned());
        format!("<w:r><w:footnoteReference w:id=\"{}\"/></w:r>", self.footnotes.len())
    }

    fn change(&mut self, kind: &str, runs: &str) -> String {
        self.changes += 1;
        let id = 900 + self.changes;
        format!("<w:{kind} w:id=\"{id}\" w:author=\"Кеңсе\" w:date=\"2020-11-27T10:00:00Z\">{runs}</w:{kind}>")
    }

    fn words(&mut self, text: &str) -> String {
        if text.is_empty() || self.wear == Wear::Fresh {
            return if text.is_empty() { String::new() } else { run(text) };
        }
        let mut xml = String::new();
        let mut begun = String::new();
        for word in text.split_inclusive(' ') {
            let letters = word.chars().count();
            self.words += usize::from(letters > 5);
            if letters > 5 && self.words.is_multiple_of(3) {
                let half = word.char_indices().nth(letters / 2).map_or(0, |(at, _)| at);
                begun.push_str(&word[..half]);
                xml.push_str(&run(&std::mem::take(&mut begun)));
                xml.push_str(&self.scar());
                begun.push_str(&word[half..]);
            } else {
                begun.push_str(word);
            }
        }
        xml + &run(&begun)
    }

    /// What Word leaves between two halves of a word.
    fn scar(&mut self) -> String {
        self.bookmarks += 1;
        let id = self.bookmarks;
        let mut xml = SPELLING.to_owned();
        if id.is_multiple_of(4) {
            let name = if id == 4 { "_GoBack".to_owned() } else { format!("_Hlk{id}") };
            write!(xml, "<w:bookmarkStart w:id=\"{id}\" w:name=\"{name}\"/><w:bookmarkEnd w:id=\"{id}\"/>").unwrap();
        }
        xml
    }
}

fn run(text: &str) -> String {
    format!("<w:r>{}</w:r>", written(text))
}

fn written(text: &str) -> String {
    format!("<w:t xml:space=\"preserve\">{}</w:t>", escaped(text))
}

fn field(text: &str) -> String {
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let code = "<w:r><w:instrText xml:space=\"preserve\"> DOCPROPERTY esep </w:instrText></w:r>";
    format!("{}{code}{}{}{}", mark("begin"), mark("separate"), run(text), mark("end"))
}
