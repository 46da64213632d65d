//! Persons: numbers, addresses and names that are nobody's business.

use super::Around;
use super::privacy::{contacts, personal_data};
use super::subject::Subject;
use super::texts::{Part, Version};
use crate::finding::{Code, Finding, Findings};
use crate::model::{Contact, Portal, Story};
use crate::read::Consent;
use std::collections::BTreeSet;

pub(super) fn run(part: Part<'_>, around: &Around) -> Findings {
    let mut findings = of_part(part, &around.public);
    if let Part::Grant(grant) = part {
        findings.extend(grant.stories.iter().flat_map(|story| names(Subject::grant(grant), story)));
    }
    findings
}

/// The contacts that the portal and its organisations declare.
pub(super) fn public(portal: &Portal) -> BTreeSet<String> {
    let organisations = portal.organisations.iter().flat_map(|organisation| &organisation.contacts);
    let declared = portal.contacts.iter().chain(organisations);
    let values = |contact: &Contact| contact.value.texts().flat_map(|(_, text, _)| contacts(text)).collect::<Vec<_>>();
    let for_errors = portal.report_errors.email.iter().flat_map(|email| contacts(email));
    declared.flat_map(values).chain(for_errors).collect()
}

fn of_part(part: Part<'_>, public: &BTreeSet<String>) -> Findings {
    let mut findings = Findings::new();
    part.each_text(&mut |text| {
        for version in &text.versions {
            findings.extend(of_text(version, public).map(|finding| finding.about(text.about.about())));
        }
    });
    findings
}

fn of_text<'v>(version: &'v Version<'_>, public: &BTreeSet<String>) -> impl Iterator<Item = Finding> + use<'v> {
    let hits = personal_data(version.text, &|contact| public.contains(contact));
    hits.into_iter().map(|hit| Finding::new(hit.code).at(&version.part(hit.span)).with("value", hit.value))
}

/// A person is named only with consent, and never in a story that is called anonymous.
fn names(subject: Subject<'_>, story: &Story) -> Findings {
    let agreed = matches!(story.consent, Consent::Written | Consent::Spoken) && !story.anonymous;
    let names = story.person.iter().flat_map(|person| person.texts());
    let finding = |name: &str, place| subject.finding_on_all(Code::NameWithoutConsent, place).with("value", name);
    names.filter(|_| !agreed).map(|(_, name, place)| finding(name, place)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::Content;
    use super::run;

    const PHONE: &str = "+7 7292 00 00 00";
    const MAIL: &str = "office@organisation.example";

    fn everywhere(text: &str) -> Content {
        let grant = format!("goal = \"{text}\"\n[[evidence]]\ntitle = \"T\"\nannex = \"{text}\"");
        Content::grant(&grant).with("content/grants/g/kk.md", &format!("Сөз. {text}\n"))
    }

    #[test]
    fn numbers_and_addresses_are_found_in_every_text() {
        assert_eq!(
            everywhere(PHONE).places(run),
            [
                format!("phone-number grant.toml «{PHONE}»"),
                "phone-number grant.toml «[[evidence]]»".to_owned(),
                format!("phone-number kk.md «{PHONE}»"),
            ]
        );
        assert_eq!(everywhere(MAIL).found(run).len(), 3);
        let link = Content::grant("").with("content/grants/g/kk.md", &format!("[Хат](mailto:{MAIL})"));
        assert_eq!(link.places(run), [format!("email-address kk.md «{MAIL}»")]);
    }

    #[test]
    fn declared_contacts_are_public() {
        let contact = format!(
            "[[contact]]\nkind = \"phone\"\nvalue = \"8 (7292) 00-00-00\"\n[[contact]]\nkind = \"email\"\nvalue = \"{MAIL}\""
        );
        for text in [PHONE, MAIL] {
            assert!(everywhere(text).in_portal(&contact).found(run).is_empty(), "{text}");
            let organisation = format!("name = \"N\"\nkind = \"public-foundation\"\n{contact}");
            assert!(
                everywhere(text).with("content/organisations/o.toml", &organisation).found(run).is_empty(),
                "{text}"
            );
        }
    }

    fn story(consent: &str, anonymous: bool, person: &str) -> Vec<String> {
        let story =
            format!("title = \"T\"\nsummary = \"S\"\nanonymous = {anonymous}\nconsent = \"{consent}\"\n{person}");
        Content::grant("").with("content/grants/g/stories/s/story.toml", &story).found(run)
    }

    #[test]
    fn a_name_needs_consent() {
        let person = "person = \"Кейіпкер\"";
        for (consent, anonymous) in [("none", false), ("not-needed", false), ("written", true)] {
            assert_eq!(story(consent, anonymous, person), ["name-without-consent - value=Кейіпкер"], "{consent}");
            assert!(story(consent, anonymous, "").is_empty());
        }
        assert!(story("written", false, person).is_empty() && story("spoken", false, person).is_empty());
    }
}
