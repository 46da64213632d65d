//! Words of the interface both ways: from a code to its label, and from a label in any language back to the code.

use crate::import::words::Words;
use crate::language::{Lang, regions};
use crate::model::{BUILT_IN, PER};
use crate::read::{Drafts, Named, Words as Texts};
use crate::table::CODES;
use std::collections::BTreeMap;

/// The lists of a portal.
pub(crate) struct Labels {
    lists: BTreeMap<String, Vec<Entry>>,
}

/// A code, and its labels in the order of [`Lang::ALL`]; both as they are compared, too.
struct Entry {
    code: String,
    labels: [String; 4],
    plain_code: String,
    plain_labels: [String; 4],
}

impl Entry {
    fn new((code, labels): (String, [String; 4])) -> Self {
        let plain_code = plain(&code.replace('-', " "));
        let plain_labels = labels.each_ref().map(|label| plain(label));
        Self { code, labels, plain_code, plain_labels }
    }

    /// The label in one language; the code where it has none, or one that another code has as well.
    fn label(&self, all: &[Self], lang: Lang) -> &str {
        let own = self.plain_labels.get(lang as usize);
        let shared = all.iter().filter(|other| other.plain_labels.get(lang as usize) == own).count() > 1;
        self.labels.get(lang as usize).filter(|label| !shared && !label.is_empty()).unwrap_or(&self.code)
    }
}

/// Files that a correction can stand in.
const FILES: [&str; 5] = ["grant.toml", "report.toml", "media.toml", "story.toml", "lot.toml"];

impl Labels {
    /// The lists of this portal, with the words of every language.
    pub(crate) fn of(portal: &Drafts, words: &[Words; 4]) -> Self {
        let mut labels = Self { lists: BTreeMap::new() };
        for list in CODES.lists().filter(|list| !["theme", "unit", "region", "state"].contains(&list.name)) {
            labels.choices(list.name, words);
        }
        labels.choices("contact_kind", words);
        labels.put("per", PER.iter().map(|code| ((*code).to_owned(), each(|lang| of(words, lang).label("per", code)))));
        let regions = regions::all().map(|it| (it.code.to_owned(), each(|lang| it.name(lang).to_owned())));
        labels.put("region", regions);
        let units = BUILT_IN.iter().map(|code| ((*code).to_owned(), each(|lang| of(words, lang).label("unit", code))));
        labels.put("unit", units);
        labels.choices("currency", words);
        let money = labels.lists.remove("currency").unwrap_or_default();
        labels.lists.entry("unit".to_owned()).or_default().extend(money);
        labels.put("file", FILES.iter().map(|file| ((*file).to_owned(), each(|_| (*file).to_owned()))));
        labels.portal(portal);
        labels
    }

    fn choices(&mut self, list: &str, words: &[Words; 4]) {
        let codes: Vec<String> = of(words, Lang::En).codes(list);
        self.put(list, codes.into_iter().map(|code| (code.clone(), each(|lang| of(words, lang).label(list, &code)))));
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
        let all = self.all(list);
        all.iter().map(|entry| (entry.code.as_str(), entry.label(all, lang))).collect()
    }

    /// The label of a code in one language; the code where it has none.
    pub(crate) fn label<'l>(&'l self, list: &str, code: &'l str, lang: Lang) -> &'l str {
        let all = self.all(list);
        all.iter().find(|entry| entry.code == code).map_or(code, |entry| entry.label(all, lang))
    }

    /// The code that a text means: the code itself, or its label in any language, as long as it is the label of one code.
    pub(crate) fn code(&self, list: &str, text: &str) -> Option<&str> {
        let all = self.all(list);
        let text = plain(text);
        let plain_code = text.replace('-', " ");
        if let Some(entry) = all.iter().find(|entry| entry.plain_code == plain_code) {
            return Some(&entry.code);
        }
        let is_it = |entry: &&Entry| entry.plain_labels.contains(&text);
        let mut codes: Vec<&str> = all.iter().filter(is_it).map(|entry| entry.code.as_str()).collect();
        codes.dedup();
        if let [code] = codes.as_slice() { Some(code) } else { None }
    }
}

fn of(words: &[Words; 4], lang: Lang) -> &Words {
    let [kk, ru, ky, en] = words;
    match lang {
        Lang::Kk => kk,
        Lang::Ru => ru,
        Lang::Ky => ky,
        Lang::En => en,
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
