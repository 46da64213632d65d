//! A grant whose name was given with a slip of the finger: where it is clear that a new one is meant, because its folder
//! is named as well, whether the one of nearly the same name was meant is the first thing that is asked.

use super::{Draft, Origin, Question, Request, Spot, What};
use crate::finding::nearest;

/// Asks whether another grant was meant, where the one that was asked for is not on the portal.
pub(super) fn ask(draft: &mut Draft, request: &Request<'_>) {
    let Some(slug) = request.grant.and_then(|grant| grant.rsplit('/').next()) else { return };
    let grants = || request.portal.grants.iter().map(|it| it.grant.slug.as_str());
    let inside = |path: &str| path.split('/').any(|part| part == slug);
    let Some(file) = draft.files.iter().map(|file| &file.path).find(|path| inside(path)) else { return };
    if let Some(near) = near(slug, grants()) {
        let question = Question::new(What::NearGrant, Origin::new(Spot::Document, slug)).with("near", near);
        let file = Some(file.clone());
        draft.questions.insert(0, Question { file, ..question });
    }
}

/// The grant of nearly this name, where there is none of this name.
pub fn near<'g>(slug: &str, mut grants: impl Iterator<Item = &'g str> + Clone) -> Option<String> {
    let is_there = grants.clone().any(|grant| grant == slug);
    let others = grants.by_ref().filter(|grant| letters(grant) != letters(slug));
    if is_there { None } else { nearest(slug, others) }
}

/// A name without its digits: `legal-advice-2025` and `legal-advice-2026` are grants of two years.
fn letters(slug: &str) -> String {
    slug.chars().filter(|letter| !letter.is_ascii_digit()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::Value;
    use crate::read::{Memory, read};

    fn asked(grant: &str) -> Vec<(What, Vec<(&'static str, String)>)> {
        let files = ["orman-2025", "sauat"].iter().fold(Memory::default(), |files, slug| {
            files.with(&format!("content/grants/2025/{slug}/grant.toml"), "title = \"Орман\"\n")
        });
        let portal = read(&files).value;
        let request =
            Request { portal: &portal, language: None, grant: Some(grant), today: jiff::civil::date(2026, 11, 20) };
        let mut draft = Draft::default();
        let path = format!("{}/grant.toml", request.grant_folder(grant, Some(2026)));
        draft.file(&path).put("title", Value::text("Орман"), Origin::new(Spot::Document, ""));
        ask(&mut draft, &request);
        assert!(draft.questions.iter().all(|question| question.file.as_ref() == Some(&path)));
        draft.questions.into_iter().map(|question| (question.what, question.gaps)).collect()
    }

    #[test]
    fn a_slip_of_the_finger_is_asked_about() {
        let near = |slug: &str| vec![(What::NearGrant, vec![("near", slug.to_owned())])];
        assert_eq!(asked("suat"), near("sauat"));
        assert_eq!(asked("2026/sauatt"), near("sauat"));
        assert_eq!(asked("oman-2025"), near("orman-2025"));
    }

    #[test]
    fn a_grant_that_is_there_one_of_another_year_and_another_name_are_not() {
        for grant in ["sauat", "2025/sauat", "orman-2026", "kitap-2026"] {
            assert_eq!(asked(grant), [], "{grant}");
        }
    }
}
