//! A document about a grant that the portal has: known by its title and what else the two say of it, so that the same
//! money is not counted twice.

use super::sheet::labels::plain;
use super::{Draft, Entry, Fault, File, Question, Request, Value, What};
use crate::read::{GrantDraft, GrantFiles};
use crate::value::{PartialDate, Stated};

/// Reads a document that does not say whose it is: about the grant that it is found to be about, or about a new one.
///
/// # Errors
/// Those of `read`.
pub(super) fn read(request: &Request<'_>, read: impl Fn(&Request<'_>) -> Result<Draft, Fault>) -> Result<Draft, Fault> {
    let mut draft = read(request)?;
    if request.grant.is_some() {
        return Ok(draft);
    }
    let Some((file, grant, agree)) = known(&draft, request) else { return Ok(draft) };
    let title = title(file).map(|(_, origin)| origin.clone());
    let path = file.path.clone();
    if agree {
        draft = read(&Request { grant: Some(&grant.grant.slug), ..*request })?;
    }
    let what = if agree { What::SameGrant } else { What::PerhapsSameGrant };
    if let Some(origin) = title {
        let path = if agree { format!("{}/grant.toml", grant.folder.trim_start_matches("content/")) } else { path };
        let question = Question::new(what, origin).with("grant", &grant.grant.slug);
        draft.questions.insert(0, question.about(path, "title"));
    }
    Ok(draft)
}

/// The grant of the same title, where the draft would make a new one; and whether all that both say agrees.
fn known<'d, 'r>(draft: &'d Draft, request: &Request<'r>) -> Option<(&'d File, &'r GrantFiles, bool)> {
    let is_new =
        |file: &&File| file.path.strip_suffix("/grant.toml").is_some_and(|folder| request.grant_at(folder).is_none());
    let file = draft.files.iter().find(is_new)?;
    let (title, _) = title(file)?;
    let alike = |grant: &&&GrantFiles| {
        let texts = grant.grant.draft.iter().flat_map(|it| it.title.texts());
        texts.into_iter().any(|(_, text, _)| bare(text) == bare(title))
    };
    let grants: Vec<&GrantFiles> = request.portal.grants.iter().map(|it| &**it).collect();
    let alike: Vec<&&GrantFiles> = grants.iter().filter(alike).collect();
    let says_so = |grant: &&&&GrantFiles| grant.grant.draft.as_ref().is_some_and(|it| agrees(file, it));
    let agreeing: Vec<&&&GrantFiles> = alike.iter().filter(says_so).collect();
    match (agreeing.as_slice(), alike.first()) {
        ([grant], _) => Some((file, **grant, true)),
        (_, Some(grant)) => Some((file, **grant, false)),
        _ => None,
    }
}

fn bare(title: &str) -> String {
    plain(title).replace(['«', '»', '"', '“', '”'], "")
}

/// What a file says at a key.
fn said<'f>(file: &'f File, key: &'f str) -> impl Iterator<Item = &'f super::Field> {
    file.entries.iter().filter_map(move |entry| match entry {
        Entry::Field(field) if field.key.split('.').next() == Some(key) || field.key == key => Some(field),
        _ => None,
    })
}

fn title(file: &File) -> Option<(&str, &super::Origin)> {
    said(file, "title").find_map(|field| match &field.value {
        Value::Text(text) => Some((text.as_str(), &field.origin)),
        _ => None,
    })
}

/// Whether nothing that both say differs: the years in which the work begins and ends, the sum, who does it, the number
/// of the contract.
fn agrees(file: &File, grant: &GrantDraft) -> bool {
    let year = |key: &str| {
        let field = file.entries.iter().find_map(|entry| match entry {
            Entry::Field(field) if field.key == key => Some(field),
            _ => None,
        });
        field.and_then(|field| match &field.value {
            Value::Date(Stated::Known(date)) => Some(PartialDate::year(*date)),
            _ => None,
        })
    };
    let known = |date: &Stated<PartialDate>| date.as_ref().known().map(|date| date.year());
    let start = grant.period.as_ref().and_then(|it| known(&it.start.value));
    let end = grant.period.as_ref().and_then(|it| it.end.as_ref()).and_then(|it| known(&it.value));
    let amount = said(file, "amount").find_map(|field| match &field.value {
        Value::Quantity(Stated::Known(quantity)) => quantity.number(),
        _ => None,
    });
    let own_amount = grant.amount.as_ref().and_then(|it| it.value.as_ref().known().and_then(|it| it.number()));
    same(year("period.start"), start)
        && same(year("period.end"), end)
        && same(amount, own_amount)
        && same(grantee(file), own_grantee(grant))
}

/// What only one of the two says does not part them.
fn same<T: PartialEq>(one: Option<T>, other: Option<T>) -> bool {
    one.is_none() || other.is_none() || one == other
}

fn grantee(file: &File) -> Option<String> {
    file.entries.iter().find_map(|entry| match entry {
        Entry::Record(record) if record.array == "party" && record.get("role") == Some(&Value::text("grantee")) => {
            match record.get("organisation")? {
                Value::Text(slug) => Some(slug.clone()),
                _ => None,
            }
        }
        _ => None,
    })
}

fn own_grantee(grant: &GrantDraft) -> Option<String> {
    let party = grant.party.iter().find(|party| party.role.value.code() == "grantee")?;
    Some(party.organisation.as_ref()?.value.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{Origin, Spot};
    use crate::read::{Drafts, Memory};
    use crate::value::date;

    const THERE: &str = "title.kk = \"«Орман» жобасы\"\nperiod = { start = \"2025-03\" }\namount = 500\n";

    fn portal() -> Drafts {
        let source = "summary.kk = \"Орман.\"\nstatus = \"running\"\nupdated = \"2025-04-01\"\n[source]\nkind = \"contract\"\ntitle.kk = \"Шарт\"\n";
        let files = Memory::default().with("content/grants/2025/orman/grant.toml", format!("{THERE}{source}").as_str());
        crate::read::read(&files).value
    }

    fn about(title: &str, start: &str) -> (Vec<String>, Vec<What>) {
        let portal = portal();
        let today = jiff::civil::date(2026, 11, 20);
        let request = Request { portal: &portal, language: None, grant: None, today };
        let origin = || Origin::new(Spot::Paragraph(1), title);
        let document = |request: &Request<'_>| {
            let folder = request.grant_folder(request.grant.unwrap_or("orman-zhobasy"), Some(2025));
            let mut draft = Draft::default();
            let file = draft.file(&format!("{folder}/grant.toml"));
            file.put("title.kk", Value::text(title), origin());
            file.put("period.start", Value::Date(date::parse(start).unwrap()), origin());
            Ok(draft)
        };
        let draft = read(&request, document).unwrap();
        let paths = draft.files.iter().map(|file| file.path.clone()).collect();
        (paths, draft.questions.iter().map(|question| question.what).collect())
    }

    #[test]
    fn a_grant_that_the_portal_has_is_not_made_twice() {
        let own = vec!["grants/2025/orman/grant.toml".to_owned()];
        let new = vec!["grants/2025/orman-zhobasy/grant.toml".to_owned()];
        assert_eq!(about("Орман жобасы", "2025-03-10"), (own, vec![What::SameGrant]));
        assert_eq!(about("Орман жобасы", "2023-03-10"), (new.clone(), vec![What::PerhapsSameGrant]));
        assert_eq!(about("Өзен жобасы", "2025-03-10"), (new, Vec::new()));
    }
}
