//! How a page is cited: one line, in the shape that editors and universities here are used to (GOST R 7.0.5).

use super::super::tongue::text;
use super::super::{Passage, Site, Tongue};
use crate::value::PartialDate;

/// Title, organisation, portal, address and date of the page at `address`, an address from the root.
pub(super) fn citation(
    site: &Site<'_>,
    tongue: &Tongue<'_>,
    title: &Passage,
    organisation: Option<&Passage>,
    address: &str,
) -> String {
    let base = &site.portal.base_url;
    let address = if base.origin.is_empty() { address.to_owned() } else { base.absolute(address) };
    let args = [
        ("title", text(title.text.as_str())),
        ("organisation", text(organisation.map_or("", |name| name.text.as_str()))),
        ("portal", text(tongue.words(&site.portal.title).text)),
        ("address", text(address)),
        ("date", text(tongue.locale.date(&PartialDate::Day(site.generated)))),
    ];
    tongue.say(if organisation.is_some() { "cite.by" } else { "cite.without" }, &args)
}
