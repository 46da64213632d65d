//! GOST R 7.0.5: areas parted by a full stop and a dash, as editors and universities here write them.

use super::super::Tongue;
use super::super::tongue::text;
use super::view::{ACCESSED, Dated};
use super::{Kind, Reference};
use crate::language::Arg;

/// The citation as one line.
pub(super) fn gost(tongue: &Tongue<'_>, it: &Reference) -> Dated {
    let date = it.made.strftime("%d.%m.%Y").to_string();
    let address = [("address", text(it.address.as_str())), ("date", text(ACCESSED))];
    let areas = [
        Some(body(tongue, it)),
        it.data.as_ref().map(|date| tongue.say("cite.gost.data", &[("date", text(tongue.locale.date(date)))])),
        Some(it.version.clone()),
        Some(tongue.say("cite.gost.url", &address)),
        it.code.as_ref().map(|code| tongue.say("cite.code", &[("code", text(code.as_str()))])),
    ];
    Dated::new(&joined(areas.into_iter().flatten()), date)
}

fn body(tongue: &Tongue<'_>, it: &Reference) -> String {
    let args: Vec<(&str, Arg)> = vec![
        ("title", text(it.full_title())),
        ("organisation", text(it.organisation.as_deref().unwrap_or_default())),
        ("within", text(it.within.as_deref().unwrap_or_default())),
        ("portal", text(it.portal.as_str())),
    ];
    let key = match (it.kind, it.organisation.is_some()) {
        (Kind::Grant | Kind::Lot | Kind::Data, true) => "cite.gost.whole_by",
        (Kind::Grant | Kind::Lot | Kind::Data, false) => "cite.gost.whole",
        (_, true) => "cite.gost.part_by",
        (_, false) => "cite.gost.part",
    };
    tongue.say(key, &args)
}

/// The areas, each ended by one full stop.
fn joined(areas: impl Iterator<Item = String>) -> String {
    let ended = |area: String| if area.ends_with('.') { area } else { area + "." };
    areas.map(ended).collect::<Vec<_>>().join(" – ")
}
