//! The questions as a file beside the draft, in which editors tick what is done.
//!
//! What stands in the file stays: questions of earlier imports, ticks, lines of the editors' own. An import adds what it
//! asks for the first time, in whatever language it was asked then, and ticks what an editor has answered in the content.
//! What was asked once is known by a key in the last line about the document, so that a line which an editor deletes does
//! not come back.

use super::report::line;
use super::words::Words;
use super::{Question, Source};
use crate::language::Lang;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

/// The questions of an import.
pub(super) struct Asked<'a> {
    pub(super) source: &'a Source,
    /// What is asked.
    pub(super) open: Vec<&'a Question>,
    /// What the content answers by now.
    pub(super) answered: Vec<&'a Question>,
    pub(super) lang: Lang,
}

impl Asked<'_> {
    /// The file with the questions, where `there` stands now.
    pub(super) fn text(&self, there: &str) -> String {
        let all = Words::all();
        let [.., english] = all;
        let before: Vec<String> = there.lines().map(str::to_owned).collect();
        let mut lines = before.clone();
        let mut begin = self.begin(&lines, all);
        let mut keys = begin.map(|begin| take_keys(&mut lines, begin)).unwrap_or_default();
        self.tick(&mut lines, begin, all);
        let asked = begin.map(|begin| part(&lines, begin)).unwrap_or_default();
        let asked: BTreeSet<String> = asked.iter().filter_map(|line| unmarked(line)).map(str::to_owned).collect();
        let words = Words::of(self.lang);
        let mut last: Option<(&Question, usize)> = None;
        for question in &self.open {
            let is_there = all.iter().any(|words| holds(&asked, &line(question, words)));
            if keys.insert(key(question, english)) && !is_there {
                let begin = *begin.get_or_insert_with(|| self.add_part(&mut lines));
                // Questions about one file follow each other.
                let place = last.filter(|(last, _)| last.file == question.file).map(|(_, at)| at + 1);
                let place = place.unwrap_or_else(|| self.place(question, &mut lines, begin, all));
                lines.insert(place, format!("{OPEN}{}", line(question, words)));
                last = Some((question, place));
            }
        }
        if let Some(begin) = begin {
            put_keys(&mut lines, begin, &keys);
        }
        if lines == before { there.to_owned() } else { format!("{}\n", lines.join("\n")) }
    }

    /// Where the part about this document begins.
    fn begin(&self, lines: &[String], all: &[Words; 4]) -> Option<usize> {
        let titles = all.each_ref().map(|words| self.title(words));
        lines.iter().position(|line| titles.contains(line))
    }

    fn title(&self, words: &Words) -> String {
        format!("# {}", words.say("file.title", &[("file", &self.source.name)]))
    }

    fn add_part(&self, lines: &mut Vec<String>) -> usize {
        let words = Words::of(self.lang);
        if !lines.is_empty() {
            lines.push(String::new());
        }
        let begin = lines.len();
        lines.extend([self.title(words), String::new(), words.say("file.about", &[])]);
        begin
    }

    /// Ticks what the content answers.
    fn tick(&self, lines: &mut [String], begin: Option<usize>, all: &[Words; 4]) {
        let answered: Vec<String> =
            self.answered.iter().flat_map(|question| all.iter().map(|words| line(question, words))).collect();
        for written in lines.iter_mut().skip(begin.unwrap_or(usize::MAX)) {
            let is_answered = |open: &str| answered.iter().any(|line| open.starts_with(line));
            if written.strip_prefix(OPEN).is_some_and(is_answered) {
                *written = written.replacen(OPEN, DONE, 1);
            }
        }
    }

    /// Where a question about this file is added: after those that are there, or below a new heading.
    fn place(&self, question: &Question, lines: &mut Vec<String>, begin: usize, all: &[Words; 4]) -> usize {
        let head =
            |words: &Words| format!("## {}", question.file.clone().unwrap_or_else(|| words.say("file.whole", &[])));
        let heads = all.each_ref().map(head);
        let part = end(lines, begin, "# ");
        let at = (begin..part).find(|at| lines.get(*at).is_some_and(|line| heads.contains(line)));
        let place = before_blanks(lines, begin, at.map_or(part, |at| end(lines, at, "## ").min(part)));
        if at.is_some() {
            return place;
        }
        lines.splice(place..place, [String::new(), head(Words::of(self.lang)), String::new()]);
        place + 3
    }
}

/// The lines of the part that begins here.
fn part(lines: &[String], begin: usize) -> &[String] {
    lines.get(begin..end(lines, begin, "# ")).unwrap_or_default()
}

/// Where the blank lines begin that end at `place`.
fn before_blanks(lines: &[String], begin: usize, mut place: usize) -> usize {
    while place > begin + 1 && lines.get(place - 1).is_some_and(|line| line.trim().is_empty()) {
        place -= 1;
    }
    place
}

/// Around the keys of what was asked about a document: a comment, which no page of Markdown shows.
const KEYS: (&str, &str) = ("<!-- esep: ", " -->");

/// What a question is known by, in whatever words it is asked: eight hexadecimal digits.
fn key(question: &Question, english: &Words) -> String {
    let spot = english.spot(&question.origin);
    let gaps = question.gaps.iter().map(|(_, word)| word.as_str());
    let of = [question.what.code(), &spot, &question.origin.text, question.key.as_deref().unwrap_or_default()];
    let said: Vec<&str> = of.into_iter().chain(gaps).collect();
    Sha256::digest(said.join("\n")).iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

/// Takes the keys out of the part that begins here.
fn take_keys(lines: &mut Vec<String>, begin: usize) -> BTreeSet<String> {
    let Some(at) = part(lines, begin).iter().position(|line| line.starts_with(KEYS.0)) else { return BTreeSet::new() };
    let at = begin + at;
    let line = lines.get(at).cloned().unwrap_or_default();
    lines.drain(before_blanks(lines, begin, at)..=at);
    let keys = line.trim_start_matches(KEYS.0).trim_end().trim_end_matches(KEYS.1);
    keys.split_whitespace().map(str::to_owned).collect()
}

/// Puts the keys at the end of the part that begins here.
fn put_keys(lines: &mut Vec<String>, begin: usize, keys: &BTreeSet<String>) {
    if keys.is_empty() {
        return;
    }
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    let place = before_blanks(lines, begin, end(lines, begin, "# "));
    lines.splice(place..place, [String::new(), format!("{}{}{}", KEYS.0, keys.join(" "), KEYS.1)]);
}

const OPEN: &str = "- [ ] ";
const DONE: &str = "- [x] ";

/// How many questions of such a file wait for an answer, and where the first of them stands.
pub(crate) fn open(text: &str) -> Option<(usize, std::ops::Range<usize>)> {
    let mut at = 0;
    let mut found: Option<(usize, std::ops::Range<usize>)> = None;
    for line in text.split_inclusive('\n') {
        if line.starts_with(OPEN) {
            let first = found.take();
            let count = first.as_ref().map_or(0, |(count, _)| *count) + 1;
            found = Some((count, first.map_or(at..at + line.trim_end().len(), |(_, place)| place)));
        }
        at += line.len();
    }
    found
}

/// How many questions of such a file wait for an answer about each file of content, by its path relative to `content/`;
/// those about the document as a whole stand under words in place of a path.
pub(crate) fn open_by_file(text: &str) -> BTreeMap<String, u64> {
    let (mut about, mut found) = ("", BTreeMap::new());
    for line in text.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            about = heading;
        } else if line.starts_with(OPEN) {
            *found.entry(about.to_owned()).or_default() += 1;
        }
    }
    found
}

/// What a line asks, ticked or not.
fn unmarked(written: &str) -> Option<&str> {
    [OPEN, DONE, "- [X] "].iter().find_map(|mark| written.strip_prefix(mark))
}

/// Whether one of the lines begins so.
fn holds(lines: &BTreeSet<String>, begin: &str) -> bool {
    lines.range::<str, _>((Bound::Included(begin), Bound::Unbounded)).next().is_some_and(|line| line.starts_with(begin))
}

/// Where the next line begins that starts so, or the file ends.
fn end(lines: &[String], begin: usize, with: &str) -> usize {
    let next = lines.iter().skip(begin + 1).position(|line| line.starts_with(with));
    next.map_or(lines.len(), |next| begin + 1 + next)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{Origin, Spot, What};

    fn question(number: u32) -> Question {
        let origin = Origin::new(Spot::Line { line: number, column: 1 }, "пять");
        Question::new(What::QuantityNotUnderstood, origin).about("grants/x/report.toml", "achieved")
    }

    fn text(there: &str, open: &[&Question], answered: &[&Question], lang: Lang) -> String {
        let source = Source { name: "a.csv".to_owned(), bytes: Vec::new() };
        Asked { source: &source, open: open.to_vec(), answered: answered.to_vec(), lang }.text(there)
    }

    #[test]
    fn what_stands_in_the_file_stays() {
        let [one, two, three] = [1, 2, 3].map(question);
        let first = text("", &[&one, &two], &[], Lang::Ru);
        assert_eq!((open(&first).unwrap().0, first.lines().count()), (2, 10));
        let edited = first.replacen("- [ ] ", "- [x] ", 1) + "- спросить у бухгалтера\n";
        let shown = |text: &str| text.lines().filter(|line| !line.starts_with(KEYS.0) && !line.is_empty()).count();
        let place = open(&edited).unwrap().1;
        assert!(edited[place].contains("Строка 2"));
        // In another language, without one of them, with a new one.
        let again = text(&edited, &[&two, &three], &[], Lang::Kk);
        assert!(edited.lines().all(|line| line.starts_with(KEYS.0) || again.contains(line)), "{again}");
        assert_eq!(shown(&again), shown(&edited) + 1);
        assert_eq!(text(&again, &[&one, &two, &three], &[], Lang::En), again);
        assert_eq!(open_by_file(&again), [("grants/x/report.toml".to_owned(), 2)].into());
        // What the content answers is ticked.
        assert_eq!(open(&text(&again, &[], &[&two], Lang::Ky)).unwrap().0, 1);
    }

    #[test]
    fn what_was_deleted_is_not_asked_again() {
        let [one, two, three] = [1, 2, 3].map(question);
        let first = text("", &[&one, &two], &[], Lang::Kk);
        let without = |text: &str, words: &str| {
            text.lines().filter(|line| !line.contains(words)).map(|line| format!("{line}\n")).collect::<String>()
        };
        let deleted = without(&first, "1-жол");
        assert_eq!(open(&deleted).unwrap().0, 1);
        assert_eq!(text(&deleted, &[&one, &two], &[], Lang::Ru), deleted);
        let more = text(&deleted, &[&one, &two, &three], &[], Lang::Kk);
        assert_eq!(open(&more).unwrap().0, 2);
        assert!(!more.contains("1-жол") && more.contains("3-жол"), "{more}");
        // A file of before has no keys: what stands in it is known from now on.
        let old = without(&first, KEYS.0);
        let known = text(&old, &[&one, &two], &[], Lang::Kk);
        assert_eq!(known.trim_end(), first.trim_end());
        // Who deletes the whole file, or the keys, is asked everything again.
        assert_eq!(open(&text(&without(&deleted, KEYS.0), &[&one, &two], &[], Lang::Kk)).unwrap().0, 2);
    }

    #[test]
    fn each_document_has_a_part_of_its_own() {
        let question = question(1);
        let other = "# Questions: b.docx\n\n- [ ] Line 1\n";
        let both = text(other, &[&question], &[], Lang::En);
        assert!(both.starts_with(&format!("{other}\n# Questions: a.csv\n")), "{both}");
        assert_eq!(text(&both, &[&question], &[], Lang::En), both);
    }
}
