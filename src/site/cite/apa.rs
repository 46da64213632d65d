//! APA 7: author, date, title and kind of work, site, version, address. A date of access belongs to works without a
//! version, and there is always one here.

use super::super::Tongue;
use super::super::tongue::text;
use super::Reference;
use crate::value::PartialDate;

/// The citation as one line. A work without an author begins with its title.
pub(super) fn apa(tongue: &Tongue<'_>, it: &Reference) -> String {
    let date = format!("({})", it.data.map_or_else(|| tongue.t("cite.apa.undated"), |date| dated(tongue, date)));
    let title = format!("{} [{}]", it.full_title(), tongue.t(it.kind.word()));
    let (first, third) = match &it.organisation {
        Some(organisation) => (organisation.clone(), Some(title)),
        None => (title, None),
    };
    let within = it.within.as_ref().map(|within| tongue.say("cite.apa.within", &[("within", text(within.as_str()))]));
    let code = it.code.as_ref().map(|code| tongue.say("cite.code", &[("code", text(code.as_str()))]));
    let parts = [
        Some(first),
        Some(date),
        third,
        within,
        Some(it.portal.clone()),
        Some(it.version.clone()),
        code,
        Some(it.address.clone()),
    ];
    joined(parts.into_iter().flatten())
}

fn dated(tongue: &Tongue<'_>, date: PartialDate) -> String {
    let (year, month) =
        (text(date.year().to_string()), |key: &str, month: i8| text(tongue.t(&format!("{key}.{month}"))));
    match date {
        PartialDate::Year(_) => date.to_string(),
        PartialDate::Month(_, it) => tongue.say("cite.apa.month", &[("year", year), ("month", month("month", it))]),
        PartialDate::Day(day) => {
            let month = month("month_with_day", day.month());
            tongue.say("cite.apa.day", &[("year", year), ("month", month), ("day", text(day.day().to_string()))])
        }
    }
}

/// The parts, each but the last ended by one full stop: nothing follows an address.
fn joined(parts: impl Iterator<Item = String>) -> String {
    let parts: Vec<String> = parts.collect();
    let is_ended = |part: &str| part.ends_with(['.', '?', '!']);
    let mut out = String::new();
    for part in parts {
        match (out.is_empty(), is_ended(&out)) {
            (true, _) => {}
            (false, true) => out.push(' '),
            (false, false) => out.push_str(". "),
        }
        out.push_str(&part);
    }
    out
}
