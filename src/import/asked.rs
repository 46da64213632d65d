//! The questions as a file beside the draft, in which editors tick what is done.
//!
//! What stands in the file stays: questions of earlier imports, ticks, lines of the editors' own. An import adds what it
//! asks for the first time, in whatever language it was asked then, and ticks what an editor has answered in the content.

use super::report::line;
use super::words::Words;
use super::{Question, Source};
use crate::language::Lang;
use std::collections::BTreeSet;
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
        let words = Words::of(self.lang);
        let mut lines: Vec<String> = there.lines().map(str::to_owned).collect();
        let mut begin = self.begin(&lines, &all);
        let mut changed = self.tick(&mut lines, begin, &all);
        let part = begin.and_then(|begin| lines.get(begin..end(&lines, begin, "# ")));
        let mut asked: BTreeSet<String> =
            part.unwrap_or_default().iter().filter_map(|line| unmarked(line)).map(str::to_owned).collect();
        let mut before: Option<(&Question, usize)> = None;
        for question in &self.open {
            if all.iter().any(|words| holds(&asked, &line(question, words))) {
                continue;
            }
            let begin = *begin.get_or_insert_with(|| self.add_part(&mut lines));
            // Questions about one file follow each other.
            let place = before.filter(|(before, _)| before.file == question.file).map(|(_, at)| at + 1);
            let place = place.unwrap_or_else(|| self.place(question, &mut lines, begin, &all));
            let new = line(question, &words);
            lines.insert(place, format!("{OPEN}{new}"));
            asked.insert(new);
            before = Some((question, place));
            changed = true;
        }
        if changed { format!("{}\n", lines.join("\n")) } else { there.to_owned() }
    }

    /// Ticks what the content answers; gives whether there was anything.
    fn tick(&self, lines: &mut [String], begin: Option<usize>, all: &[Words; 4]) -> bool {
        let answered: Vec<String> =
            self.answered.iter().flat_map(|question| all.iter().map(|words| line(question, words))).collect();
        let is_answered = |line: &str| {
            line.strip_prefix(OPEN).is_some_and(|written| answered.iter().any(|line| written.starts_with(line)))
        };
        let mut ticked = false;
        for line in lines.iter_mut().skip(begin.unwrap_or(usize::MAX)).filter(|line| is_answered(line)) {
            *line = line.replacen(OPEN, DONE, 1);
            ticked = true;
        }
        ticked
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
        lines.extend([self.title(&words), String::new(), words.say("file.about", &[])]);
        begin
    }

    /// Where a question about this file is added: after those that are there, or below a new heading.
    fn place(&self, question: &Question, lines: &mut Vec<String>, begin: usize, all: &[Words; 4]) -> usize {
        let head =
            |words: &Words| format!("## {}", question.file.clone().unwrap_or_else(|| words.say("file.whole", &[])));
        let heads = all.each_ref().map(head);
        let part = end(lines, begin, "# ");
        let at = (begin..part).find(|at| lines.get(*at).is_some_and(|line| heads.contains(line)));
        let mut place = at.map_or(part, |at| end(lines, at, "## ").min(part));
        while place > begin + 1 && lines.get(place - 1).is_some_and(|line| line.trim().is_empty()) {
            place -= 1;
        }
        if at.is_some() {
            return place;
        }
        lines.splice(place..place, [String::new(), head(&Words::of(self.lang)), String::new()]);
        place + 3
    }
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
        assert_eq!((open(&first).unwrap().0, first.lines().count()), (2, 8));
        let edited = first.replacen("- [ ] ", "- [x] ", 1) + "- спросить у бухгалтера\n";
        let place = open(&edited).unwrap().1;
        assert!(edited[place].contains("Строка 2"));
        // In another language, without one of them, with a new one.
        let again = text(&edited, &[&two, &three], &[], Lang::Kk);
        assert!(again.starts_with(&edited), "{again}");
        assert_eq!(again.lines().count(), edited.lines().count() + 1);
        assert_eq!(text(&again, &[&one, &two, &three], &[], Lang::En), again);
        // What the content answers is ticked.
        assert_eq!(open(&text(&again, &[], &[&two], Lang::Ky)).unwrap().0, 1);
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
