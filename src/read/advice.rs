//! What to write in place of a line that cannot be read: never something that is refused as well.

use super::reader::Reader;
use super::record::{Key, Record, Shape};
use super::slip::{Slip, slip};
use crate::finding::{Arg, Code, FileName, Finding, nearest};
use crate::language::{region_names, regions};
use toml::de::{DeTable, DeValue};

/// The finding with what may be written in place of the line, where that is known. `heading` is what stands in the brackets
/// above it.
pub(super) fn advised(finding: Finding, line: &str, heading: Option<&str>, root: Option<&'static Record>) -> Finding {
    let written = root.and_then(|root| Written::of(line, heading, root));
    let is_read = |line: &str| written.as_ref().is_none_or(|written| written.is_read(line));
    let slip = slip(line);
    if let Some(known) = slip.as_ref().and_then(|slip| accepted(slip, is_read)) {
        let finding = finding.with("slip", known.name).with("line", known.line);
        return known.decimal.into_iter().fold(finding, |finding, decimal| finding.with("decimal", decimal));
    }
    let Some(written) = &written else { return finding };
    if let Some(line) = written.quoted().into_iter().find(|line| is_read(line)) {
        return finding.with("slip", "open").with("line", line);
    }
    if slip.is_some() { written.example(finding) } else { finding }
}

/// What is left of a slip where only one of its two lines can be read, or none.
fn accepted(slip: &Slip, is_read: impl Fn(&str) -> bool) -> Option<Slip> {
    let line = Some(slip.line.clone()).filter(|line| is_read(line));
    let decimal = slip.decimal.clone().filter(|line| is_read(line));
    match (line, decimal) {
        (Some(line), decimal) if decimal.is_some() == slip.decimal.is_some() => {
            Some(Slip { name: slip.name, line, decimal })
        }
        (Some(line), _) => Some(Slip { name: "grouped", line, decimal: None }),
        (None, Some(line)) => Some(Slip { name: "comma", line, decimal: None }),
        (None, None) => None,
    }
}

/// A line with a key that is known.
struct Written<'l> {
    /// The key as it is written: `title.kk`.
    name: &'l str,
    value: &'l str,
    record: &'static Record,
    key: &'static Key,
    /// How many parts of the name lead to the key.
    depth: usize,
}

impl<'l> Written<'l> {
    /// What stands in this line, below this heading of a file.
    fn of(line: &'l str, heading: Option<&str>, root: &'static Record) -> Option<Self> {
        let (name, value) = line.split_once(['=', ':'])?;
        let (name, value) = (name.trim(), value.trim());
        let mut table = section(heading, root)?;
        for (at, part) in name.split('.').enumerate() {
            let key = table.keys.iter().find(|key| key.name == part.trim())?;
            match (key.shape)() {
                Shape::Record(below) if name.split('.').nth(at + 1).is_some() => table = below,
                _ => return Some(Self { name, value, record: table, key, depth: at + 1 }),
            }
        }
        None
    }

    /// Whether nothing is wrong with the value in this line.
    fn is_read(&self, line: &str) -> bool {
        let (table, errors) = DeTable::parse_recoverable(line);
        let whole = toml::Spanned::new(0..0, DeValue::Table(table.into_inner()));
        let value = self.name.split('.').take(self.depth).try_fold(&whole, |value, part| match value.get_ref() {
            DeValue::Table(table) => table.get(part.trim()),
            _ => None,
        });
        let mut reader = Reader::new(&FileName::from(""));
        value.into_iter().for_each(|value| (self.key.read)(value, &mut reader));
        let is_wrong = |finding: &Finding| finding.code != Code::MissingKey;
        let is_sound = errors.is_empty() && !reader.into_findings().iter().any(is_wrong);
        value.is_some_and(|value| is_sound && (!self.is_region() || are_regions(value.get_ref())))
    }

    /// Whether the name of a region is wanted: a text can be read there, and is refused later if it is not the code.
    fn is_region(&self) -> bool {
        self.key.name == "region"
    }

    /// What is written in place of a word: itself, or the code of the region that it names.
    fn word(&self, written: &str) -> String {
        if !self.is_region() {
            return written.to_owned();
        }
        match region_names::meant(written).as_slice() {
            [meant] => meant.code.to_owned(),
            _ => written.to_owned(),
        }
    }

    /// The line with its value in quotation marks, and as a list of such values.
    fn quoted(&self) -> Vec<String> {
        let Self { name, value, .. } = self;
        let is_list = matches!((self.key.shape)(), Shape::List(_));
        let inner =
            value.strip_prefix('[').and_then(|value| value.strip_suffix(']')).filter(|_| is_list).unwrap_or(value);
        if inner.trim().is_empty() || inner.contains(['"', '\'', '\\', '#', '[', '{', '«', '“', '„']) {
            return Vec::new();
        }
        let items: Vec<String> = inner.split(',').map(|item| format!("\"{}\"", self.word(item.trim()))).collect();
        match is_list {
            true => vec![format!("{name} = [{}]", items.join(", "))],
            false => vec![format!("{name} = \"{}\"", self.word(inner))],
        }
    }

    /// The finding with the words that may stand there, or an example.
    fn example(&self, finding: Finding) -> Finding {
        let example = Arg::Line(self.record.name, self.key.name.to_owned());
        let Shape::Choice(choice) = (self.key.shape)() else {
            return finding.with("slip", "example").with("line", example);
        };
        let written = self.value.trim_matches(|sign: char| !sign.is_alphanumeric()).to_lowercase();
        let near = choice.codes.iter().find(|code| **code == written).map(|code| (*code).to_owned());
        let near = near.or_else(|| nearest(&written, choice.codes.iter().copied()));
        let line = near.map_or(example, |code| Arg::Text(format!("{} = \"{code}\"", self.name)));
        let choices = choice.codes.iter().map(|code| (*code).to_owned()).collect();
        finding.with("slip", "choice").with("line", line).with("choices", Arg::List(choices))
    }
}

/// Whether every text is the code of a region.
fn are_regions(value: &DeValue<'_>) -> bool {
    match value {
        DeValue::Array(values) => values.iter().all(|value| are_regions(value.get_ref())),
        value => value.as_str().is_some_and(|code| regions::region(code).is_some()),
    }
}

/// The section below a heading.
fn section(heading: Option<&str>, root: &'static Record) -> Option<&'static Record> {
    let Some(heading) = heading else { return Some(root) };
    heading.split('.').try_fold(root, |table, part| {
        let key = table.keys.iter().find(|key| key.name == part.trim())?;
        (key.shape)().table()
    })
}

/// What stands in the brackets of a heading.
pub(super) fn heading(line: &str) -> Option<&str> {
    let line = line.split('#').next().unwrap_or(line).trim();
    let name = line.strip_prefix('[')?.strip_suffix(']')?;
    let name = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name).trim();
    let is_name = |sign: char| sign.is_ascii_alphanumeric() || "_-. ".contains(sign);
    (!name.is_empty() && name.chars().all(is_name)).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::{advised, heading};
    use crate::finding::{Code, Finding, hint};
    use crate::language::Lang;
    use crate::read::GrantDraft;

    fn advice(text: &str) -> String {
        let lines: Vec<&str> = text.lines().collect();
        let (line, above) = lines.split_last().unwrap();
        let finding = Finding::new(Code::TomlSyntax).with("reason", "");
        let heading = above.iter().rev().find_map(|line| heading(line));
        hint(&advised(finding, line, heading, Some(&GrantDraft::RECORD)), Lang::En)
    }

    #[test]
    fn what_is_advised_is_read() {
        for (text, line) in [
            ("amount = 3,249,000", "amount = 3249000"),
            ("status = running", "status = \"running\""),
            ("[[indicator]]\nplanned = >= 50", "planned = \">= 50\""),
            ("[[indicator]]\nplanned = 80 %", "planned = \"80 %\""),
            ("title.kk = Ай-көмек", "title.kk = \"Ай-көмек\""),
            ("theme = [family, health]", "theme = [\"family\", \"health\"]"),
            ("theme = family", "theme = [\"family\"]"),
            ("region = Мангистау", "region = [\"KZ-47\"]"),
            ("region = [Алматы облысы, KZ-75]", "region = [\"KZ-19\", \"KZ-75\"]"),
            ("region = Атлантида", "region = [\"KZ-47\"]"),
            ("period.start = 12.05.2024", "period.start = \"2024-05-12\""),
            ("[source]\nnumber = 12/34", "number = \"12/34\""),
        ] {
            assert!(advice(text).contains(&format!("“{line}”")), "{text}: {}", advice(text));
        }
    }

    #[test]
    fn where_the_value_is_no_choice_the_choices_are_named() {
        for status in ["завершён", "«завершён»", "Running"] {
            let advice = advice(&format!("status = {status}"));
            assert!(advice.contains("running, completed, cancelled"), "{advice}");
            assert!(!advice.contains(status), "{advice}");
        }
    }

    #[test]
    fn what_would_be_refused_is_not_advised() {
        let advice = advice("amount = көп");
        assert!(advice.contains("“amount = 350000”") && !advice.contains("көп"), "{advice}");
    }
}
