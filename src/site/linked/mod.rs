//! What a page tells programs: JSON-LD in the words of schema.org, and the tags that reference managers read.
//!
//! Only what the content states is told: a value that is not known is left out, not guessed. Addresses are full ones,
//! so a portal whose address is not known tells nothing.

mod dataset;
mod figures;
mod grant;
mod media;
mod tags;

pub use dataset::dataset;
pub use figures::observations;
pub use grant::grant;
pub use media::{publications, story};
pub use tags::{Tag, report};

use super::frame::Link;
use super::{Body, Entry, Site, Tongue};
use crate::language::Lang;
use crate::model::OrganisationRef;
use crate::read::{Placed, Words};
use crate::value::{Decimal, PartialDate, Stated};
use serde_json::{Map, Value, json};

/// What a page tells programs beside what it says to people.
#[derive(Debug, Clone, Default)]
pub struct Told {
    /// Objects of schema.org.
    pub objects: Vec<Value>,
    /// Tags for reference managers.
    pub tags: Vec<Tag>,
    /// When its facts were last brought up to date, ISO 8601.
    pub modified: Option<String>,
}

impl Told {
    /// Some objects of schema.org and nothing else.
    pub fn of(objects: impl IntoIterator<Item = Value>) -> Self {
        Self { objects: objects.into_iter().collect(), ..Self::default() }
    }
}

/// The day, where it is known as one: less exact dates are none for those who read `article:modified_time`.
pub fn day(date: &Stated<PartialDate>) -> Option<String> {
    match date {
        Stated::Known(PartialDate::Day(day)) => Some(day.to_string()),
        _ => None,
    }
}

/// The JSON-LD of a page: what its body tells, and the way to it. `None` in a brief portal, which tells programs the same in
/// its files of data, and where the portal has no address.
pub(super) fn printed(site: &Site<'_>, entry: &Entry, body: &Body, crumbs: &[Link]) -> Option<String> {
    if site.portal.base_url.origin.is_empty() || site.portal.is_brief() {
        return None;
    }
    let way = (!crumbs.is_empty()).then(|| breadcrumbs(site, entry, body, crumbs));
    let graph: Vec<Value> = body.told.objects.iter().cloned().chain(way).collect();
    (!graph.is_empty()).then(|| escaped(&json!({ "@context": "https://schema.org", "@graph": graph })))
}

/// No text can end the element that holds it.
fn escaped(value: &Value) -> String {
    value.to_string().replace('<', "\\u003c")
}

fn breadcrumbs(site: &Site<'_>, entry: &Entry, body: &Body, crumbs: &[Link]) -> Value {
    let before = crumbs.iter().map(|link| (link.title.text.as_str(), link.address.as_str()));
    let all = before.chain([(body.title.text.as_str(), entry.address.as_str())]).enumerate();
    let items = all.map(|(at, (name, address))| {
        json!({ "@type": "ListItem", "position": at + 1, "name": name, "item": site.address(address) })
    });
    json!({ "@type": "BreadcrumbList", "itemListElement": items.collect::<Vec<_>>() })
}

/// An object of `kind` with those fields that there are.
fn object<'a>(kind: &str, fields: impl IntoIterator<Item = (&'a str, Option<Value>)>) -> Value {
    let kind = ("@type".to_owned(), json!(kind));
    let fields = fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    Value::Object([kind].into_iter().chain(fields).collect::<Map<String, Value>>())
}

/// A list, or its only member, or nothing.
fn some(mut values: Vec<Value>) -> Option<Value> {
    match values.len() {
        0 => None,
        1 => values.pop(),
        _ => Some(Value::from(values)),
    }
}

/// Words in each language that they are written in; nothing for a mark that stands for words.
fn in_languages(words: &Words) -> Option<Value> {
    let said = |(lang, text): &(Lang, Placed<Box<str>>)| json!({ "@language": lang.code(), "@value": text.value });
    match &words.same {
        Some(text) => Stated::<()>::from_mark(text).is_none().then(|| json!(text)),
        None => some(words.by_language.iter().map(said).collect()),
    }
}

/// Exactly this number: a JSON number where a program reads the same digits back, otherwise its digits as text.
fn number(number: &Decimal) -> Value {
    let digits = number.normalize().to_string();
    let same = |value: &Value| matches!(value, Value::Number(it) if it.to_string() == digits);
    serde_json::from_str::<Value>(&digits).ok().filter(same).unwrap_or_else(|| json!(digits))
}

fn organisation(site: &Site<'_>, tongue: &Tongue<'_>, at: OrganisationRef) -> Option<Value> {
    let it = site.portal.organisations.get(at)?;
    let address = site.address(&tongue.here(&format!("organisations/{}/", it.slug)));
    Some(json!({ "@type": "Organization", "name": tongue.words(&it.name).text, "url": address }))
}

/// The codes of languages, sorted.
fn codes(languages: impl IntoIterator<Item = Lang>) -> Value {
    languages.into_iter().map(Lang::code).collect()
}
