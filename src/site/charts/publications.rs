//! What was published, when, where, and how many it reached.

use super::super::chart::{
    Chart, Kind, Label, Month, MonthCount, Outlet, Publications, PublicationsHead, Reach, ReachGroup, ReachHead,
};
use super::super::facts::unit_of;
use super::super::tongue::number;
use super::super::{Site, Tongue};
use super::{length, number_of};
use crate::model::{Grant, Publication};
use crate::read::{Measured, PublicationKind};
use crate::value::{Decimal, PartialDate, Stated};
use std::collections::BTreeMap;

/// More months than this are no picture any more.
const LONGEST: i32 = 36;
/// More bars than this are no picture either; the tables have them all.
const LONGEST_LIST: usize = 40;

/// How many publications there were of each kind, and in each month where that is known.
pub fn publications(tongue: &Tongue<'_>, grants: &[&Grant]) -> Option<Chart> {
    // The copies of a leaflet are no publications: beside hundreds of them nothing else could be seen.
    let all = grants.iter().flat_map(|grant| grant.publications.iter().flatten());
    let all: Vec<&Publication> = all.filter(|it| it.kind != PublicationKind::Leaflet).collect();
    let mut by_kind: Vec<(PublicationKind, u32)> = PublicationKind::ALL
        .iter()
        .map(|kind| (*kind, count_of(&all, |it| it.kind == *kind)))
        .filter(|(_, count)| *count > 0)
        .collect();
    by_kind.sort_by_key(|(kind, count)| (std::cmp::Reverse(*count), *kind));
    let total: u32 = by_kind.iter().map(|(_, count)| *count).sum();
    if total == 0 {
        return None;
    }
    let kinds: Vec<PublicationKind> = by_kind.iter().map(|(kind, _)| *kind).collect();
    let months = months(tongue, &all, &kinds);
    let undated: Vec<&Publication> =
        all.iter().copied().filter(|it| month_of(it).is_none() || months.is_empty()).collect();
    let undated_count = count_of(&undated, |_| true);
    Some(Chart::Publications(Publications {
        title: tongue.t(if months.is_empty() { "chart.publications.title_kinds" } else { "chart.publications.title" }),
        description: tongue.count("chart.publications.description", total as usize),
        kinds: by_kind
            .iter()
            .map(|(kind, count)| Kind {
                label: tongue.choice("publication_kind", kind.code()).into(),
                count: *count,
                written: tongue.locale.number(&(*count).into()),
            })
            .collect(),
        undated: (undated_count > 0 && !months.is_empty()).then(|| {
            let label = tongue.t("chart.publications.undated");
            month_count(tongue, &undated, &kinds, Month { written: label.clone(), year: String::new() }, label)
        }),
        months,
        total: tongue.locale.number(&total.into()),
        remark: remark(tongue, &all),
        head: PublicationsHead { month: tongue.t("chart.head.month"), total: tongue.t("chart.head.total") },
    }))
}

/// How many publications an entry stands for; one whose count the document leaves open stands for none.
fn count(publication: &Publication) -> u32 {
    match &publication.count {
        None => 1,
        Some(count) => number_of(count).and_then(|it: Decimal| u32::try_from(it.trunc().mantissa()).ok()).unwrap_or(0),
    }
}

fn count_of(publications: &[&Publication], wanted: impl Fn(&Publication) -> bool) -> u32 {
    publications.iter().filter(|it| wanted(it)).map(|it| count(it)).fold(0, u32::saturating_add)
}

/// The month of a publication, where it lies in one month.
fn month_of(publication: &Publication) -> Option<(i16, i8)> {
    let period = publication.period.as_ref()?.value;
    let month = |date: PartialDate| match date {
        PartialDate::Year(_) => None,
        PartialDate::Month(year, month) => Some((year, month)),
        PartialDate::Day(day) => Some((day.year(), day.month())),
    };
    month(period.start).filter(|start| Some(*start) == month(period.end))
}

fn months(tongue: &Tongue<'_>, all: &[&Publication], kinds: &[PublicationKind]) -> Vec<MonthCount> {
    let number = |(year, month): (i16, i8)| i32::from(year) * 12 + i32::from(month) - 1;
    let dated: Vec<i32> = all.iter().filter_map(|it| month_of(it)).map(number).collect();
    let (Some(first), Some(last)) = (dated.iter().min(), dated.iter().max()) else { return Vec::new() };
    if last - first >= LONGEST {
        return Vec::new();
    }
    let column = |at: i32| {
        let (year, month) =
            (i16::try_from(at.div_euclid(12)).unwrap_or(0), i8::try_from(at.rem_euclid(12) + 1).unwrap_or(1));
        let own: Vec<&Publication> = all.iter().copied().filter(|it| month_of(it) == Some((year, month))).collect();
        let written = Month { written: tongue.locale.short_month(month), year: year.to_string() };
        month_count(tongue, &own, kinds, written, tongue.locale.month(year, month))
    };
    (*first..=*last).map(column).collect()
}

fn month_count(
    tongue: &Tongue<'_>,
    own: &[&Publication],
    kinds: &[PublicationKind],
    month: Month,
    label: String,
) -> MonthCount {
    let counts: Vec<u32> = kinds.iter().map(|kind| count_of(own, |it| it.kind == *kind)).collect();
    MonthCount {
        month,
        label,
        counts_written: counts.iter().map(|count| tongue.locale.number(&(*count).into())).collect(),
        written: tongue.locale.number(&counts.iter().sum::<u32>().into()),
        counts,
    }
}

/// Said where the document leaves open how many publications there were.
fn remark(tongue: &Tongue<'_>, all: &[&Publication]) -> Option<String> {
    let open = all.iter().filter(|it| it.count.as_ref().is_some_and(|count| number_of(count).is_none())).count();
    (open > 0).then(|| tongue.count("chart.publications.open", open))
}

/// How many the publications reached, by what was measured and by outlet. `listed`: they stand in a table of the page.
pub fn reach(site: &Site<'_>, tongue: &Tongue<'_>, grants: &[&Grant], listed: bool) -> Option<Chart> {
    let mut groups: BTreeMap<Option<Measured>, Vec<Outlet>> = BTreeMap::new();
    for publication in grants.iter().flat_map(|grant| grant.publications.iter().flatten()) {
        let measured =
            publication.measured.filter(|_| publication.reach.as_ref().is_some_and(|it| number_of(it).is_some()));
        groups
            .entry(measured)
            .or_default()
            .push(Outlet { id: listed.then(|| publication.id.clone()), ..outlet(site, tongue, publication) });
    }
    // Not measured comes first in the order of the map, and last on the page.
    let unmeasured = groups.remove(&None);
    let rows: usize = groups.values().chain(&unmeasured).map(Vec::len).sum();
    if groups.is_empty() || rows > LONGEST_LIST {
        return None;
    }
    let groups =
        groups.into_iter().chain(unmeasured.map(|outlets| (None, outlets))).map(|(measured, outlets)| ReachGroup {
            measure: measured
                .map_or_else(|| tongue.t("chart.reach.not_measured"), |it| tongue.choice("measured", it.code()))
                .into(),
            outlets,
        });
    let groups: Vec<ReachGroup> = groups.collect();
    Some(Chart::Reach(Reach {
        title: tongue.t("chart.reach.title"),
        description: tongue
            .say("chart.reach.description", &[("count", number(groups.iter().map(|group| group.outlets.len()).sum()))]),
        groups,
        head: ReachHead {
            outlet: tongue.t("chart.head.outlet"),
            publications: tongue.t("chart.head.publications"),
            measure: tongue.t("chart.head.measure"),
            reach: tongue.t("chart.head.reach"),
        },
    }))
}

fn outlet(site: &Site<'_>, tongue: &Tongue<'_>, publication: &Publication) -> Outlet {
    let outlet = publication.outlet.and_then(|at| site.portal.outlets.get(at));
    let label: Label =
        outlet.map_or_else(|| tongue.words(&publication.title), |outlet| tongue.words(&outlet.name)).into();
    let reach = publication.reach.as_ref().and_then(number_of);
    let one = Stated::Known(crate::value::Quantity::exactly(1));
    Outlet {
        id: None,
        label,
        publications: tongue.value(publication.count.as_ref().unwrap_or(&one), Some(&unit_of(publication.kind))).text,
        reach: reach.map(length),
        written: reach.map_or_else(|| tongue.t("chart.reach.not_measured"), |it| tongue.locale.number(&it)),
    }
}
