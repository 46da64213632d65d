//! What an import says, asks and calls things, in one language.

use super::question::Question;
use super::{Origin, Spot};
use crate::language::{Catalogue, Entry, Lang, Locale, regions};
use crate::value::Decimal;
use std::sync::LazyLock;

/// The words of one language: those of imports and those of the interface.
pub(crate) struct Words {
    lang: Lang,
    own: Catalogue,
    locale: Locale,
}

impl Words {
    fn read(lang: Lang) -> Self {
        let own = Catalogue::parse(source(lang)).unwrap_or_default();
        Self { lang, own, locale: Locale::built_in(lang) }
    }

    /// The words of every language, in the order of [`Lang::ALL`]; read once.
    pub(crate) fn all() -> &'static [Self; 4] {
        static ALL: LazyLock<[Words; 4]> = LazyLock::new(|| Lang::ALL.map(Words::read));
        &ALL
    }

    /// The words of this language.
    pub(crate) fn of(lang: Lang) -> &'static Self {
        let [kk, ru, ky, en] = Self::all();
        match lang {
            Lang::Kk => kk,
            Lang::Ru => ru,
            Lang::Ky => ky,
            Lang::En => en,
        }
    }

    /// An entry of imports, or of the interface.
    fn entry(&self, own: &str, site: &str) -> Option<&Entry> {
        self.own.entry(own).or_else(|| self.locale.words().entry(site))
    }

    fn plain(&self, own: &str, site: &str) -> String {
        self.entry(own, site).map(|entry| entry.form("other").source()).unwrap_or_default()
    }

    /// A text of imports with its gaps filled.
    pub(crate) fn say(&self, key: &str, gaps: &[(&str, &str)]) -> String {
        self.fill(key, gaps, None)
    }

    /// The same with the form that a number wants, which fills the gap `count`.
    pub(crate) fn count(&self, key: &str, count: usize, gaps: &[(&str, &str)]) -> String {
        self.fill(key, gaps, Some(Decimal::from(count)))
    }

    fn fill(&self, key: &str, gaps: &[(&str, &str)], count: Option<Decimal>) -> String {
        let Some(entry) = self.entry(key, key) else { return key.to_owned() };
        let form = entry.form(count.as_ref().map_or("other", |count| self.locale.plural(count)));
        let value = |gap: &str| match (gap, &count) {
            ("count", Some(count)) => self.locale.number(count),
            _ => gaps.iter().find(|(name, _)| *name == gap).map_or("…", |(_, text)| text).to_owned(),
        };
        form.fill(|gap| Some(value(gap))).unwrap_or_default()
    }

    /// The title of a sheet.
    pub(crate) fn sheet(&self, name: &str) -> String {
        self.plain(&format!("table.{name}.title"), &format!("data.table.{name}.title"))
    }

    /// What the rows of a sheet are.
    pub(crate) fn sheet_about(&self, name: &str) -> String {
        self.plain(&format!("table.{name}.about"), &format!("data.table.{name}.about"))
    }

    /// The title of a column.
    pub(crate) fn column(&self, name: &str) -> String {
        self.plain(&format!("column.{name}.title"), &format!("data.column.{name}.title"))
    }

    /// What a column holds.
    pub(crate) fn column_about(&self, name: &str) -> String {
        self.plain(&format!("column.{name}.about"), &format!("data.column.{name}.about"))
    }

    /// The title of a column with its texts in one language, or of one text for all languages.
    pub(crate) fn column_in(&self, name: &str, lang: Option<Lang>) -> String {
        let title = self.column(name);
        match lang {
            Some(lang) => {
                let language = self.label("language", lang.code());
                self.say("data.part.language", &[("title", &title), ("language", &language)])
            }
            None => self.say("part.all", &[("title", &title)]),
        }
    }

    /// The label of a code.
    pub(crate) fn label(&self, list: &str, code: &str) -> String {
        let key = code.replace(' ', "-");
        match list {
            "standard" | "per" => self.plain("", &format!("{list}.{key}")),
            "value" | "bound" | "document_use" | "language" => self.plain("", &format!("data.{list}.{key}")),
            "yes_no" => self.plain("", if code == "yes" { "value.done" } else { "value.not_done" }),
            "unit" => self.plain("", &format!("unit_name.{key}")),
            "currency" => self.plain("", &format!("currency_name.{key}")),
            "region" => regions::region(code).map_or_else(|| code.to_owned(), |it| it.name(self.lang).to_owned()),
            _ => self.plain("", &format!("choice.{list}.{key}")),
        }
    }

    /// How pages write a built-in unit beside numbers, without the number.
    pub(crate) fn unit_forms(&self, code: &str) -> Vec<String> {
        let forms = self.locale.words().entry(&format!("unit.{code}")).map(Entry::forms).unwrap_or_default();
        forms.iter().map(|(_, form)| form.source().replace("{count}", " ")).collect()
    }

    /// The codes of a list that labels are known for, by the alphabet.
    pub(crate) fn codes(&self, list: &str) -> Vec<String> {
        let section = match list {
            "standard" | "per" => list.to_owned(),
            "value" | "bound" | "document_use" | "language" => format!("data.{list}"),
            "currency" => "currency_name".to_owned(),
            "yes_no" => return ["yes", "no"].map(str::to_owned).to_vec(),
            _ => format!("choice.{list}"),
        };
        self.locale.words().section(&section).map(|(code, _)| code.to_owned()).collect()
    }

    /// A place of a document.
    pub(crate) fn spot(&self, origin: &Origin) -> String {
        let number = |number: u32| number.to_string();
        match &origin.spot {
            Spot::Document => self.say("spot.document", &[]),
            Spot::Sheet(sheet) => self.say("spot.sheet", &[("sheet", sheet)]),
            Spot::Cell { sheet, row, column } => {
                self.say("spot.cell", &[("sheet", sheet), ("cell", &format!("{}{row}", letters(*column)))])
            }
            Spot::Line { line, column } => {
                self.say("spot.line", &[("line", &number(*line)), ("column", &number(*column))])
            }
            Spot::Table { table, row, column } => {
                let gaps = [("table", number(*table)), ("row", number(*row)), ("column", number(*column))];
                self.say("spot.table", &gaps.each_ref().map(|(name, text)| (*name, text.as_str())))
            }
            Spot::Paragraph(at) => self.say("spot.paragraph", &[("number", &number(*at))]),
        }
    }

    /// What is asked, in a sentence or two, without its place.
    pub(crate) fn question(&self, question: &Question) -> String {
        let gaps: Vec<(&str, &str)> = question.gaps.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let text = [("text", question.origin.text.as_str()), ("key", question.key.as_deref().unwrap_or_default())];
        self.say(&format!("question.{}", question.what.code()), &[gaps.as_slice(), &text].concat())
    }
}

/// The letters of a column, counted from 1: 28 is `AB`.
fn letters(column: u32) -> String {
    let mut rest = column;
    let mut letters = Vec::new();
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or_default()));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

fn source(lang: Lang) -> &'static str {
    in_language!(lang, "words")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::What;
    use crate::import::sheet::tables::SHEETS;

    fn gaps(lang: Lang) -> Vec<(String, Vec<String>)> {
        let words = Catalogue::parse(source(lang)).unwrap();
        let gaps = |entry: &Entry| {
            let mut gaps: Vec<String> = entry.form("other").gaps().map(str::to_owned).collect();
            gaps.sort();
            gaps.dedup();
            gaps
        };
        words.iter().map(|(key, entry)| (key.clone(), gaps(entry))).collect()
    }

    #[test]
    fn every_language_says_the_same() {
        for lang in [Lang::Kk, Lang::Ru, Lang::Ky] {
            assert_eq!(gaps(lang), gaps(Lang::En), "{lang:?}");
        }
    }

    #[test]
    fn every_question_and_every_column_has_its_words() {
        for words in Words::all() {
            for what in What::ALL {
                assert!(words.own.entry(&format!("question.{}", what.code())).is_some(), "{}", what.code());
            }
            for sheet in &SHEETS {
                assert!(!words.sheet(sheet.name).is_empty() && !words.sheet_about(sheet.name).is_empty());
                assert!(words.sheet(sheet.name).chars().count() <= 31, "{}", sheet.name);
                let titles: Vec<String> = sheet.columns.iter().map(|it| words.column(it.name)).collect();
                let mut different = titles.clone();
                different.sort();
                different.dedup();
                assert_eq!(different.len(), titles.len(), "{titles:?}");
                for column in sheet.columns {
                    assert!(!words.column(column.name).is_empty(), "{}", column.name);
                    assert!(!words.column_about(column.name).is_empty(), "{}", column.name);
                }
            }
        }
    }

    #[test]
    fn columns_are_called_as_spreadsheets_call_them() {
        let called: Vec<String> = [1, 26, 27, 28, 703, 16_384].into_iter().map(letters).collect();
        assert_eq!(called, ["A", "Z", "AA", "AB", "AAA", "XFD"]);
    }
}
