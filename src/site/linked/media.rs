//! Stories as `Article`s of schema.org, publications about grants as what they are.

use super::super::kinds::parts;
use super::super::{Site, Tongue};
use super::{codes, in_languages, number, object, organisation};
use crate::model::{Grant, Publication, Story, Who};
use crate::read::PublicationKind;
use crate::value::{Decimal, Quantity};
use serde_json::{Value, json};

/// A success story. Nobody is named: who it tells of is no author.
pub fn story(site: &Site<'_>, tongue: &Tongue<'_>, grant: &Grant, story: &Story) -> Value {
    let address = site.address(&tongue.here(&format!("stories/{}/", story.slug)));
    let author = parts::lead_party(grant).and_then(|party| match party.who {
        Who::Organisation(at) => organisation(site, tongue, at),
        Who::Group(_) => None,
    });
    let languages = story.narratives.iter().map(|text| text.language);
    let fields = [
        ("@id", Some(json!(address))),
        ("headline", in_languages(&story.title)),
        ("description", Some(json!(tongue.words(&story.summary).text))),
        ("url", Some(json!(address))),
        ("inLanguage", (!story.narratives.is_empty()).then(|| codes(languages))),
        ("author", author),
        ("publisher", site.portal.operator.and_then(|at| organisation(site, tongue, at))),
        ("license", licence(site)),
        ("about", Some(json!({ "@id": site.address(&parts::grant_address(tongue, grant)) }))),
    ];
    object("Article", fields)
}

/// The address of the licence of the portal.
pub(super) fn licence(site: &Site<'_>) -> Option<Value> {
    site.portal.licence.as_ref()?.link.as_ref().map(|link| json!(link))
}

/// Publications about grants: what is one thing as what it is, what is several as a collection.
pub fn publications<'p>(
    site: &Site<'_>,
    tongue: &Tongue<'_>,
    all: impl IntoIterator<Item = (&'p Grant, &'p Publication)>,
) -> Vec<Value> {
    all.into_iter().map(|(grant, it)| publication(site, tongue, grant, it)).collect()
}

fn publication(site: &Site<'_>, tongue: &Tongue<'_>, grant: &Grant, it: &Publication) -> Value {
    let outlet = it.outlet.and_then(|at| site.portal.outlets.get(at));
    let day = it.period.as_ref().filter(|period| period.start == period.end).map(|period| period.start);
    let address = |link: &Option<crate::read::Placed<String>>| link.as_ref().map(|link| json!(link.value));
    let of_grant = site.address(&parts::grant_address(tongue, grant));
    let (kind, title, size) = match &it.count {
        None => (kind(it.kind), "headline", None),
        Some(count) => match count.known().and_then(Quantity::number) {
            Some(count) if count == Decimal::ONE => (kind(it.kind), "headline", None),
            several => ("Collection", "name", several.map(|several| number(&several))),
        },
    };
    let fields = [
        ("@id", Some(json!(format!("{of_grant}#{}", it.id)))),
        (title, in_languages(&it.title)),
        ("collectionSize", size),
        ("datePublished", day.map(|day| json!(day.to_string()))),
        ("publisher", outlet.map(|outlet| json!({ "@type": "Organization", "name": tongue.words(&outlet.name).text }))),
        ("inLanguage", (!it.languages.is_empty()).then(|| codes(it.languages.iter().copied()))),
        ("url", address(&it.link)),
        ("archivedAt", address(&it.archived)),
        ("about", Some(json!({ "@id": of_grant }))),
    ];
    object(kind, fields)
}

fn kind(kind: PublicationKind) -> &'static str {
    match kind {
        PublicationKind::Article => "NewsArticle",
        PublicationKind::Post => "SocialMediaPosting",
        PublicationKind::Broadcast | PublicationKind::Clip => "Clip",
        PublicationKind::Leaflet | PublicationKind::Other => "CreativeWork",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Folder;
    use crate::value::Stated;

    #[test]
    fn one_article_is_news_and_several_are_a_collection() {
        let folder = Folder::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/english-interface"));
        let today = jiff::civil::date(2026, 11, 20);
        let world = crate::World { today, base_url: None, strict: false, edition: None };
        let told = crate::laid_out(&folder, &world, |site, _| {
            let tongue = site.tongue(None)?;
            let grant = site.portal.grants.iter().find(|grant| grant.publications.is_some())?;
            let article = grant.publications.as_ref()?.iter().find(|it| it.kind == PublicationKind::Article)?;
            let counted =
                |count: i64| Publication { count: Some(Stated::Known(Quantity::exactly(count))), ..article.clone() };
            let all = [Publication { count: None, ..article.clone() }, counted(1), counted(12)];
            Some(publications(site, tongue, all.iter().map(|it| (grant, it))))
        });
        let told = told.flatten().unwrap_or_default();
        let kinds: Vec<_> = told.iter().map(|it| (it["@type"].clone(), it.get("collectionSize").cloned())).collect();
        let expected =
            [(json!("NewsArticle"), None), (json!("NewsArticle"), None), (json!("Collection"), Some(json!(12)))];
        assert_eq!(kinds, expected);
    }
}
