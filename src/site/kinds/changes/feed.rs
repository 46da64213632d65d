//! The feed of changes.

use super::super::super::tongue::text;
use super::super::super::{Body, Passage, Site, Subject, Tongue};
use super::super::feed::{self, Feed};
use super::BELOW;
use super::entry::{Entry, entries};
use jiff::civil::Date;

/// How many entries the feed has at most.
const FEED_LENGTH: usize = 100;

pub(super) fn body(site: &Site<'_>, tongue: &Tongue<'_>, _: Subject) -> Body {
    let base = &site.portal.base_url;
    let home = base.absolute(&tongue.here(BELOW));
    let id = |name: &str| match base.origin.is_empty() {
        true => format!("urn:esep:{}:{name}", tongue.lang.code()),
        false => format!("{home}#{name}"),
    };
    let entries = latest(site).into_iter().filter_map(|(day, it)| entry(site, tongue, day, it, &id)).collect();
    let portal = tongue.words(&site.portal.title);
    let title = tongue.say("changes.feed_title", &[("portal", text(portal.text))]).into();
    let feed = Feed { name: "changes", of: BELOW, title, entries };
    feed::body(site, tongue, feed, tongue.t("changes.description"))
}

/// The latest entries that have a date, with their day. What is not known to the day stands at the last day that it can mean.
fn latest<'s>(site: &'s Site<'_>) -> Vec<(Date, Entry<'s>)> {
    let day = |entry: &Entry<'_>| {
        let date = crate::value::date::parse(&entry.date(site)).ok()?;
        Some(date.known()?.last_day().min(site.generated))
    };
    let mut all: Vec<(Date, String, Entry<'s>)> =
        entries(site).into_iter().filter_map(|entry| Some((day(&entry)?, entry.name(site), entry))).collect();
    all.sort_by(|one, other| other.0.cmp(&one.0).then_with(|| one.1.cmp(&other.1)));
    all.truncate(FEED_LENGTH);
    all.into_iter().map(|(day, _, entry)| (day, entry)).collect()
}

fn entry(
    site: &Site<'_>,
    tongue: &Tongue<'_>,
    day: Date,
    entry: Entry<'_>,
    id: &dyn Fn(&str) -> String,
) -> Option<feed::Entry> {
    let row = entry.row(site, tongue)?;
    let says = row.line.says.iter().cloned().chain(row.line.why.iter().map(|why| why.text.clone()));
    let of = row.of.map(|of| format!(" {} {}", tongue.lang.dash(), of.text)).unwrap_or_default();
    Some(feed::Entry {
        id: id(&entry.name(site)),
        title: Passage { text: format!("{}{of}", row.figure.title.text), lang: row.figure.title.lang },
        summary: says.collect::<Vec<_>>().join(" ").into(),
        address: site.portal.base_url.absolute(&row.figure.address),
        updated: feed::midnight(day),
    })
}
