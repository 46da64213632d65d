//! Words of the interface both ways: from a code to its label, and from a label in any language back to the code.

use crate::import::words::Words;
use crate::language::{Lang, regions};
use crate::model::{BUILT_IN, PER};
use crate::read::{Drafts, Named, Words as Texts};
use crate::table::CODES;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The lists of a portal.
#[derive(Clone)]
pub(crate) struct Labels {
    lists: BTreeMap<String, Vec<Entry>>,
}

/// A code, and its labels in the order of [`Lang::ALL`]; both as they are compared, too.
#[derive(Clone)]
struct Entry {
    code: String,
    /// As people choose them; a label that another code has as well has its code behind it.
    labels: [String; 4],
    plain_code: String,
    plain_labels: [String; 4],
    /// What pages print for it besides: «құжат», «документов».
    forms: Vec<String>,
}

impl Entry {
    fn new((code, labels): (String, [String; 4])) -> Self {
        let plain_code = plain(&code.replace('-', " "));
        let plain_labels = labels.each_ref().map(|label| plain(label));
        Self { code, labels, plain_code, plain_labels, forms: Vec::new() }
    }

    /// The label in one language; the code where it has none.
    fn label(&self, lang: Lang) -> &str {
        self.labels.get(lang as usize).filter(|label| !label.is_empty()).unwrap_or(&self.code)
    }

    fn is_called(&self, text: &str) -> bool {
        self.plain_labels.iter().any(|label| label == text) || self.labels.iter().any(|label| plain(label) == text)
    }
}

/// Files that a correction can stand in.
const FILES: [&str; 5] = ["grant.toml", "report.toml", "media.toml", "story.toml", "lot.toml"];

impl Labels {
    /// The lists of this portal, with the words of every language.
    pub(crate) fn of(portal: &Drafts) -> Self {
        static BUILT_IN: LazyLock<Labels> = LazyLock::new(Labels::built_in);
        let mut labels = BUILT_IN.clone();
        labels.portal(portal);
        labels.tell_apart();
        labels
    }

    /// The lists that every portal has.
    fn built_in() -> Self {
        let mut labels = Self { lists: BTreeMap::new() };
        for list in CODES.lists().filter(|list| !["theme", "unit", "per", "region", "state"].contains(&list.name)) {
            labels.choices(list.name);
        }
        labels.choices("contact_kind");
        labels.put("per", PER.iter().map(|code| ((*code).to_owned(), each(|lang| Words::of(lang).label("per", code)))));
        let regions = regions::all().map(|it| (it.code.to_owned(), each(|lang| it.name(lang).to_owned())));
        labels.put("region", regions);
        let units = BUILT_IN.iter().map(|code| ((*code).to_owned(), each(|lang| Words::of(lang).label("unit", code))));
        labels.put("unit", units);
        for entry in labels.lists.get_mut("unit").into_iter().flatten() {
            let forms = Words::all().iter().flat_map(|words| words.unit_forms(&entry.code));
            entry.forms = forms.map(|form| plain(&form)).collect();
        }
        labels.choices("currency");
        let money = labels.lists.remove("currency").unwrap_or_default();
        labels.lists.entry("unit".to_owned()).or_default().extend(money);
        labels.put("file", FILES.iter().map(|file| ((*file).to_owned(), each(|_| (*file).to_owned()))));
        labels
    }

    /// Puts the code behind labels that two codes have: «дана (copies)».
    fn tell_apart(&mut self) {
        for all in self.lists.values_mut() {
            let mut count: BTreeMap<(usize, String), usize> = BTreeMap::new();
            for (at, label) in all.iter().flat_map(|entry| entry.plain_labels.iter().enumerate()) {
                *count.entry((at, label.clone())).or_default() += 1;
            }
            for entry in all {
                let Entry { code, labels, plain_labels, .. } = entry;
                for (at, (label, plain)) in labels.iter_mut().zip(plain_labels).enumerate() {
                    if !label.is_empty() && count.get(&(at, plain.clone())).is_some_and(|count| *count > 1) {
                        *label = format!("{label} ({code})");
                    }
                }
            }
        }
    }

    fn choices(&mut self, list: &str) {
        let codes: Vec<String> = Words::of(Lang::En).codes(list);
        self.put(list, codes.into_iter().map(|code| (code.clone(), each(|lang| Words::of(lang).label(list, &code)))));
    }

    fn portal(&mut self, drafts: &Drafts) {
        let portal = drafts.portal.iter();
        let themes = portal.clone().flat_map(|it| &it.theme).map(|it| (it.id.value.clone(), texts(&it.name)));
        self.put("theme", themes.collect::<Vec<_>>());
        let units = portal
            .flat_map(|it| &it.unit)
            .map(|it| (it.id.value.clone(), texts(it.many.as_ref().unwrap_or(&it.other))));
        self.put("unit", units.collect::<Vec<_>>());
        self.put("organisation", named(&drafts.organisations, |draft| &draft.name));
        self.put("outlet", named(&drafts.outlets, |draft| &draft.name));
        self.put("lot", named(&drafts.lots, |draft| &draft.title));
        let grants =
            drafts.grants.iter().filter_map(|it| Some((it.grant.slug.clone(), texts(&it.grant.draft.as_ref()?.title))));
        self.put("grant", grants.collect::<Vec<_>>());
    }

    fn put(&mut self, list: &str, codes: impl IntoIterator<Item = (String, [String; 4])>) {
        self.lists.entry(list.to_owned()).or_default().extend(codes.into_iter().map(Entry::new));
    }

    /// Adds something that the document itself declares: an organisation with its name.
    pub(crate) fn add(&mut self, list: &str, code: &str, name: &str) {
        let known = self.lists.entry(list.to_owned()).or_default();
        if !known.iter().any(|entry| entry.code == code && entry.labels.iter().any(|label| label == name)) {
            known.push(Entry::new((code.to_owned(), each(|_| name.to_owned()))));
        }
    }

    fn all(&self, list: &str) -> &[Entry] {
        self.lists.get(list).map(Vec::as_slice).unwrap_or_default()
    }

    /// The codes of a list with their labels in one language.
    pub(crate) fn list(&self, list: &str, lang: Lang) -> Vec<(&str, &str)> {
        self.all(list).iter().map(|entry| (entry.code.as_str(), entry.label(lang))).collect()
    }

    /// The label of a code in one language; the code where it has none.
    pub(crate) fn label<'l>(&'l self, list: &str, code: &'l str, lang: Lang) -> &'l str {
        self.all(list).iter().find(|entry| entry.code == code).map_or(code, |entry| entry.label(lang))
    }

    /// The code that a text means: the code itself, or its label in any language, as long as it is the label of one code.
    /// Units may be written as pages print them, and of two with one name the first is meant.
    pub(crate) fn code(&self, list: &str, text: &str) -> Option<&str> {
        let all = self.all(list);
        let text = plain(text);
        let plain_code = text.replace('-', " ");
        if let Some(entry) = all.iter().find(|entry| entry.plain_code == plain_code) {
            return Some(&entry.code);
        }
        let called = all.iter().filter(|entry| entry.is_called(&text));
        let mut codes: Vec<&str> = called.map(|entry| entry.code.as_str()).collect();
        codes.dedup();
        match codes.as_slice() {
            [code] => Some(code),
            [code, ..] if list == "unit" => Some(code),
            [] => all.iter().find(|entry| entry.forms.contains(&text)).map(|entry| entry.code.as_str()),
            _ => None,
        }
    }
}

fn each(text: impl Fn(Lang) -> String) -> [String; 4] {
    Lang::ALL.map(text)
}

fn texts(words: &Texts) -> [String; 4] {
    each(|lang| words.in_language(lang, &Lang::ALL).0.to_owned())
}

fn named<T>(list: &[Named<T>], name: impl Fn(&T) -> &Texts) -> Vec<(String, [String; 4])> {
    list.iter().filter_map(|it| Some((it.slug.clone(), texts(name(it.draft.as_ref()?))))).collect()
}

/// A text as it is compared with others: case, spaces, marks at its end and the dots of ё do not count.
pub(crate) fn plain(text: &str) -> String {
    let text = text.to_lowercase().replace('ё', "е");
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").trim_end_matches(['*', ':', ' ']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_offered_once_and_read_as_pages_print_them() {
        let labels = Labels::of(&Drafts::default());
        for lang in Lang::ALL {
            for list in ["unit", "per", "region"] {
                let mut offered: Vec<&str> = labels.list(list, lang).into_iter().map(|(_, label)| label).collect();
                let all = offered.len();
                assert!(offered.iter().all(|label| !label.is_empty()));
                offered.sort_unstable();
                offered.dedup();
                assert_eq!(offered.len(), all, "{lang} {list}: {offered:?}");
            }
            for (code, label) in labels.list("unit", lang) {
                assert_eq!(labels.code("unit", label), Some(code), "{lang}");
            }
        }
        assert_eq!(labels.label("unit", "copies", Lang::Kk), "дана (copies)");
        assert_eq!(labels.label("per", "group", Lang::Kk), "әр топқа");
        let printed =
            [("дана", "items"), ("документов", "documents"), ("document", "documents"), ("видеозаписей", "videos")];
        for (text, code) in printed {
            assert_eq!(labels.code("unit", text), Some(code), "{text}");
        }
    }
}
