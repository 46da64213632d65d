//! Ids and slugs: those that the portal has already, by title, and new ones made of the title.

use super::words::plain;
use crate::import::Request;
use crate::read::{Placed, Words};
use std::collections::BTreeSet;

/// How many words of a title an id has, and how many letters at most.
const MOST_WORDS: usize = 5;
const MOST_LETTERS: usize = 44;

/// The ids of one grant or lot.
#[derive(Debug, Default)]
pub(super) struct Ids {
    taken: BTreeSet<String>,
    /// Ids that content has: array, title, id.
    known: Vec<(&'static str, String, String)>,
    /// Figures that content has: the key, and the indicator.
    figures: BTreeSet<(&'static str, String)>,
}

impl Ids {
    /// The ids that content has for this grant.
    pub fn of_grant(request: &Request<'_>, slug: &str) -> Self {
        let mut ids = Self::default();
        let Some(files) = request.portal.grants.iter().find(|it| it.grant.slug == slug) else { return ids };
        if let Some(grant) = &files.grant.draft {
            grant.task.iter().for_each(|it| ids.know("task", &it.title, &it.id));
            grant.activity.iter().for_each(|it| ids.know("activity", &it.title, &it.id));
            grant.target_group.iter().for_each(|it| ids.know("target_group", &it.name, &it.id));
            for indicator in &grant.indicator {
                if let (Some(title), Some(id)) = (&indicator.title, &indicator.id) {
                    ids.know("indicator", title, id);
                    ids.figures.extend(indicator.planned.is_some().then(|| ("planned", id.to_string())));
                }
            }
        }
        let results = files.report.iter().flat_map(|report| &report.result).filter(|it| it.achieved.is_some());
        ids.figures.extend(results.map(|it| ("achieved", it.indicator.to_string())));
        let publications = files.media.iter().flat_map(|media| &media.publication);
        publications.for_each(|it| ids.know("publication", &it.title, &it.id));
        let recommendations = files.report.iter().flat_map(|report| &report.recommendation);
        recommendations.for_each(|it| ids.know("recommendation", &it.text, &it.id));
        ids
    }

    /// The ids that content has for this lot.
    pub fn of_lot(request: &Request<'_>, slug: &str) -> Self {
        let mut ids = Self::default();
        let lot = request.portal.lots.iter().find(|it| it.slug == slug).and_then(|it| it.draft.as_ref());
        for indicator in lot.iter().flat_map(|lot| &lot.indicator) {
            if let (Some(title), Some(id)) = (&indicator.title, &indicator.id) {
                ids.know("indicator", title, id);
            }
        }
        ids
    }

    /// Whether content has this figure of an indicator: what a document says of it in words was answered.
    pub fn is_answered(&self, key: &'static str, id: &str) -> bool {
        self.figures.contains(&(key, id.to_owned()))
    }

    fn know(&mut self, array: &'static str, title: &Words, id: &Placed<String>) {
        for (_, text, _) in title.texts() {
            self.known.push((array, plain(text), id.to_string()));
        }
    }

    /// An id for a new record: the one that content has for this title, or one made of the title.
    pub fn new_id(&mut self, array: &str, title: &str) -> String {
        let title = plain(title);
        let free = |id: &str| !self.taken.contains(id);
        let known = self.known.iter().find(|(of, known, id)| *of == array && *known == title && free(id));
        let id = known.map_or_else(|| self.unused(&slug(&title, array)), |(_, _, id)| id.clone());
        self.taken.insert(id.clone());
        id
    }

    /// Takes an id that is fixed, such as that of a standard indicator; `false` where something has it already.
    pub fn take(&mut self, id: &str) -> bool {
        self.taken.insert(id.to_owned())
    }

    fn unused(&self, id: &str) -> String {
        let used = |id: &str| self.taken.contains(id) || self.known.iter().any(|(_, _, known)| known == id);
        let numbered = (2..).map(|number| format!("{id}-{number}"));
        std::iter::once(id.to_owned()).chain(numbered).find(|id| !used(id)).unwrap_or_default()
    }
}

/// A text as a part of an address: small Latin letters, digits, hyphens; `otherwise` where nothing is left of it.
pub(super) fn slug(text: &str, otherwise: &str) -> String {
    let latin: String = text.to_lowercase().chars().map(latin).collect();
    let words = latin.split(|char: char| !char.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut slug = String::new();
    for word in words.take(MOST_WORDS) {
        if slug.len() + word.len() >= MOST_LETTERS {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    if slug.is_empty() { otherwise.replace('_', "-") } else { slug }
}

/// Kazakh, Kyrgyz and Russian letters in Latin; other signs part words, save for those that are silent.
fn latin(letter: char) -> String {
    const LETTERS: [(char, &str); 42] = [
        ('а', "a"),
        ('ә', "a"),
        ('б', "b"),
        ('в', "v"),
        ('г', "g"),
        ('ғ', "g"),
        ('д', "d"),
        ('е', "e"),
        ('ё', "e"),
        ('ж', "zh"),
        ('з', "z"),
        ('и', "i"),
        ('й', "i"),
        ('к', "k"),
        ('қ', "q"),
        ('л', "l"),
        ('м', "m"),
        ('н', "n"),
        ('ң', "n"),
        ('о', "o"),
        ('ө', "o"),
        ('п', "p"),
        ('р', "r"),
        ('с', "s"),
        ('т', "t"),
        ('у', "u"),
        ('ұ', "u"),
        ('ү', "u"),
        ('ф', "f"),
        ('х', "kh"),
        ('һ', "h"),
        ('ц', "ts"),
        ('ч', "ch"),
        ('ш', "sh"),
        ('щ', "sh"),
        ('ъ', ""),
        ('ы', "y"),
        ('і', "i"),
        ('ь', ""),
        ('э', "e"),
        ('ю', "iu"),
        ('я', "ia"),
    ];
    let found = LETTERS.iter().find(|(known, _)| *known == letter).map(|(_, latin)| (*latin).to_owned());
    found.unwrap_or_else(|| if letter.is_ascii_alphanumeric() { letter.to_string() } else { " ".to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_become_slugs() {
        assert_eq!(slug("«Ай-көмек»", "grant"), "ai-komek");
        assert_eq!(
            slug("Қатысушылар тізімі (брифинг) және тағы да басқа құжаттар", "x"),
            "qatysushylar-tizimi-brifing-zhane-tagy"
        );
        assert_eq!(slug("№ —", "target_group"), "target-group");
    }

    #[test]
    fn ids_are_never_given_twice() {
        let mut ids = Ids::default();
        assert!(ids.take("staff") && !ids.take("staff"));
        assert_eq!([ids.new_id("task", "Брифинг"), ids.new_id("activity", "Брифинг")], ["brifing", "brifing-2"]);
    }
}
