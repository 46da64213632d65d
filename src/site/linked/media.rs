//! Stories as `Article`s of schema.org, publications about grants as what they are.

use super::super::kinds::parts;
use super::super::{Site, Tongue};
use super::{codes, in_languages, object, organisation};
use crate::model::{Grant, Publication, Story, Who};
use crate::read::PublicationKind;
use crate::value::{Amount, Stated};
use serde_json::{Value, json};

/// A success story. Nobody is named: who it tells of is no author.
pub fn story(site: &Site<'_>, tongue: &Tongue<'_>, grant: &Grant, story: &Story) -> Value {
    let address = site.address(&tongue.here(&format!("stories/{}/", story.slug)));
    let author = parts::lead_party(grant).and_then(|party| match party.who {
        Who::Organisation(at) => organisation(site, tongue, at),
        Who::Group(_) => None,
    });
    let languages = story.narratives.keys().copied();
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

/// Publications about grants, those that are one thing each and can be named.
pub fn publications<'p>(
    site: &Site<'_>,
    tongue: &Tongue<'_>,
    all: impl IntoIterator<Item = (&'p Grant, &'p Publication)>,
) -> Vec<Value> {
    let single = |it: &Publication| match it.count.as_ref() {
        None => true,
        Some(Stated::Known(count)) => count.amount == Amount::Number(1.into()),
        Some(_) => false,
    };
    let named = all.into_iter().filter(|(_, it)| single(it));
    named.map(|(grant, it)| publication(site, tongue, grant, it)).collect()
}

fn publication(site: &Site<'_>, tongue: &Tongue<'_>, grant: &Grant, it: &Publication) -> Value {
    let outlet = it.outlet.and_then(|at| site.portal.outlets.get(at));
    let day = it.period.as_ref().filter(|period| period.start == period.end).map(|period| period.start);
    let address = |link: &Option<crate::read::Placed<String>>| link.as_ref().map(|link| json!(link.value));
    let of_grant = site.address(&parts::grant_address(tongue, grant));
    let fields = [
        ("@id", Some(json!(format!("{of_grant}#{}", it.id)))),
        ("headline", in_languages(&it.title)),
        ("datePublished", day.map(|day| json!(day.to_string()))),
        ("publisher", outlet.map(|outlet| json!({ "@type": "Organization", "name": tongue.words(&outlet.name).text }))),
        ("inLanguage", (!it.languages.is_empty()).then(|| codes(it.languages.iter().copied()))),
        ("url", address(&it.link)),
        ("archivedAt", address(&it.archived)),
        ("about", Some(json!({ "@id": of_grant }))),
    ];
    object(kind(it.kind), fields)
}

fn kind(kind: PublicationKind) -> &'static str {
    match kind {
        PublicationKind::Article => "NewsArticle",
        PublicationKind::Post => "SocialMediaPosting",
        PublicationKind::Broadcast | PublicationKind::Clip => "Clip",
        PublicationKind::Leaflet | PublicationKind::Other => "CreativeWork",
    }
}
