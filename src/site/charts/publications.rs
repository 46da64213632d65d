//! What was published, and when.

use super::super::Tongue;
use super::super::chart::{Chart, Kind, Month, MonthCount, Publications, PublicationsHead};
use super::super::tongue::text;
use super::number_of;
use crate::model::{Grant, Publication, Unit};
use crate::read::PublicationKind;
use crate::value::{Decimal, PartialDate, Quantity, Stated};

/// More months than this are no picture any more.
const LONGEST: i32 = 36;

/// How many publications there were of each kind, and in each month where that is known.
pub fn publications(tongue: &Tongue<'_>, grants: &[&Grant]) -> Option<Chart> {
    // The copies of a leaflet are no publications: beside hundreds of them nothing else could be seen.
    let all = grants.iter().flat_map(|grant| grant.publications.iter().flatten());
    let (leaflets, all): (Vec<&Publication>, Vec<&Publication>) =
        all.partition(|it| it.kind == PublicationKind::Leaflet);
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
    let undated_count = if months.is_empty() { 0 } else { count_of(&undated, |_| true) };
    let remarks = remarks(tongue, &all, &leaflets, undated_count);
    let described = tongue.count("chart.publications.description", total as usize);
    Some(Chart::Publications(Publications {
        title: tongue.t(if months.is_empty() { "chart.publications.title_kinds" } else { "chart.publications.title" }),
        description: [described].iter().chain(&remarks).map(String::as_str).collect::<Vec<_>>().join(" "),
        kinds: by_kind
            .iter()
            .map(|(kind, count)| Kind {
                label: tongue.choice("publication_kind", kind.code()).into(),
                count: *count,
                written: tongue.locale.number(&(*count).into()),
            })
            .collect(),
        undated: (undated_count > 0).then(|| {
            let label = tongue.t("chart.publications.undated");
            month_count(tongue, &undated, &kinds, Month { written: label.clone(), year: String::new() }, label)
        }),
        months,
        total: tongue.locale.number(&total.into()),
        remarks,
        head: PublicationsHead { month: tongue.t("chart.head.month"), total: tongue.t("chart.head.total") },
    }))
}

/// How many publications an entry stands for, where it says so in one whole number.
fn known_count(publication: &Publication) -> Option<u32> {
    number_of(publication.number()).and_then(|it: Decimal| u32::try_from(it.trunc().mantissa()).ok())
}

fn count_of(publications: &[&Publication], wanted: impl Fn(&Publication) -> bool) -> u32 {
    publications.iter().filter(|it| wanted(it)).filter_map(|it| known_count(it)).fold(0, u32::saturating_add)
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

/// What is not in the columns, and what is not in the chart at all: nothing is left out without a word.
fn remarks(tongue: &Tongue<'_>, all: &[&Publication], leaflets: &[&Publication], undated: u32) -> Vec<String> {
    let undated = (undated > 0).then(|| tongue.count("chart.publications.not_in_columns", undated as usize));
    let uncounted = UNCOUNTED.iter().filter_map(|(key, is)| {
        let entries = all.iter().filter(|it| known_count(it).is_none() && is(it.number())).count();
        (entries > 0).then(|| tongue.count(key, entries))
    });
    undated.into_iter().chain(uncounted).chain(about_leaflets(tongue, leaflets)).collect()
}

/// Whether a count is missing for a reason.
type Reason = fn(&Stated<Quantity>) -> bool;

/// Why an entry is not counted. A pair, or less than none, is no count either.
const UNCOUNTED: [(&str, Reason); 4] = [
    ("chart.publications.not_stated", |count| matches!(count, Stated::NotStated)),
    ("chart.publications.not_applicable", |count| matches!(count, Stated::NotApplicable)),
    ("chart.publications.not_reported", |count| matches!(count, Stated::NotReported)),
    ("chart.publications.unclear", |count| matches!(count, Stated::Unclear(_) | Stated::Known(_))),
];

fn about_leaflets(tongue: &Tongue<'_>, leaflets: &[&Publication]) -> Vec<String> {
    let copies: Vec<u32> = leaflets.iter().filter_map(|it| known_count(it)).collect();
    let left_out = (!leaflets.is_empty()).then(|| tongue.t("chart.publications.leaflets"));
    let known = (!copies.is_empty()).then(|| {
        let copies: u64 = copies.iter().copied().map(u64::from).sum();
        let unit = Unit::of_publications(PublicationKind::Leaflet);
        let written = tongue.quantity(&Quantity::exactly(copies), Some(unit));
        tongue.say("chart.publications.copies", &[("copies", text(written))])
    });
    left_out.into_iter().chain(known).collect()
}
