//! Tags in the head of a page, as reference managers read them: with an institution and a number a page is a report.

use super::super::cite::Reference;
use crate::value::PartialDate;
use serde::Serialize;

/// A tag: its name and what it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tag {
    name: &'static str,
    content: String,
}

/// The tags of a page that is to be taken as a report.
pub fn report(it: &Reference) -> Vec<Tag> {
    let tags = [
        ("citation_title", Some(it.title.clone())),
        ("citation_author", it.organisation.clone()),
        ("citation_technical_report_institution", Some(it.portal.clone())),
        ("citation_technical_report_number", Some(it.number.clone())),
        ("citation_publication_date", it.data.map(date)),
        ("citation_language", Some(it.language.code().to_owned())),
        ("citation_public_url", Some(it.address.clone())),
    ];
    tags.into_iter().filter_map(|(name, content)| Some(Tag { name, content: content? })).collect()
}

/// `2024/12/15`, as exact as it is known.
fn date(date: PartialDate) -> String {
    date.to_string().replace('-', "/")
}
