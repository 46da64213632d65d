//! Words of the interface both ways: from a code to its label, and from a label in any language back to the code.

use crate::import::words::Words;
use crate::language::{Lang, regions};
use crate::model::{BUILT_IN, PER};
use crate::read::{Drafts, Named, Words as Texts};
use crate::table::CODES;
use std::collections::BTreeMap;

/// The lists of a portal.
pub(crate) struct Labels {
    /// Codes of each list with their labels by language.
    lists: BTreeMap<String, Vec<(String, [String; 4])>>,
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
        labels.put("unit", money);
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
        self.lists.entry(list.to_owned()).or_default().extend(codes);
    }

    /// Adds something that the document itself declares: an organisation with its name.
    pub(crate) fn add(&mut self, list: &str, code: &str, name: &str) {
        let known = self.lists.entry(list.to_owned()).or_default();
        if !known.iter().any(|(known, labels)| known == code && labels.iter().any(|label| label == name)) {
            known.push((code.to_owned(), each(|_| name.to_owned())));
        }
    }

    /// The codes of a list with their labels in one language. Labels that two codes share are the codes.
    pub(crate) fn list(&self, list: &str, lang: Lang) -> Vec<(&str, &str)> {
        let all = self.lists.get(list).map(Vec::as_slice).unwrap_or_default();
        let label = |(code, labels): &(String, [String; 4])| {
            labels.get(lang as usize).map_or_else(|| code.clone(), Clone::clone)
        };
        all.iter()
            .map(|entry| {
                let shared = all.iter().filter(|other| plain(&label(other)) == plain(&label(entry))).count() > 1;
                let label = entry.1.get(lang as usize).filter(|label| !shared && !label.is_empty());
                (entry.0.as_str(), label.map_or(entry.0.as_str(), String::as_str))
            })
            .collect()
    }

    /// The label of a code in one language; the code where it has none.
    pub(crate) fn label<'l>(&'l self, list: &str, code: &'l str, lang: Lang) -> &'l str {
        self.list(list, lang).into_iter().find(|(known, _)| *known == code).map_or(code, |(_, label)| label)
    }

    /// The code that a text means: the code itself, or its label in any language, as long as it is the label of one code.
    pub(crate) fn code(&self, list: &str, text: &str) -> Option<&str> {
        let all = self.lists.get(list)?;
        let text = plain(text);
        if let Some((code, _)) =
            all.iter().find(|(code, _)| plain(code) == text || plain(&code.replace('-', " ")) == text)
        {
            return Some(code);
        }
        let mut codes: Vec<&str> = all
            .iter()
            .filter(|(_, labels)| labels.iter().any(|label| plain(label) == text))
            .map(|(code, _)| code.as_str())
            .collect();
        codes.dedup();
        if codes.len() == 1 { codes.first().copied() } else { None }
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
