//! How many the publications reached.

use super::super::chart::{Chart, Label, Outlet, Reach, ReachGroup, ReachHead};
use super::super::tongue::number;
use super::super::{Site, Tongue};
use super::{length, number_of};
use crate::model::{Grant, Publication, Unit};
use crate::read::Measured;
use std::collections::BTreeMap;

/// More bars than this are no picture; the tables have them all.
const LONGEST: usize = 40;

/// What the reach of a publication counts, in the order of the groups.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Measure {
    Of(Measured),
    /// There is a reach, or a reason why there is none, and nobody says of what.
    Unsaid,
    /// Nothing is said of a reach.
    Unmeasured,
}

impl Measure {
    fn of(publication: &Publication) -> Self {
        match (&publication.reach, publication.measured) {
            (None, _) => Self::Unmeasured,
            (Some(_), Some(measured)) => Self::Of(measured),
            (Some(_), None) => Self::Unsaid,
        }
    }

    fn label(self, tongue: &Tongue<'_>) -> Label {
        match self {
            Self::Of(measured) => tongue.choice("measured", measured.code()).into(),
            Self::Unsaid => tongue.t("chart.reach.measure_unsaid").into(),
            Self::Unmeasured => tongue.t("chart.reach.not_measured").into(),
        }
    }
}

/// How many the publications reached, by what was measured and by outlet. `listed`: they stand in a table of the page.
pub fn reach(site: &Site<'_>, tongue: &Tongue<'_>, grants: &[&Grant], listed: bool) -> Option<Chart> {
    let mut groups: BTreeMap<Measure, Vec<Outlet>> = BTreeMap::new();
    for publication in grants.iter().flat_map(|grant| grant.publications.iter().flatten()) {
        let id = listed.then(|| publication.id.clone());
        groups.entry(Measure::of(publication)).or_default().push(Outlet { id, ..outlet(site, tongue, publication) });
    }
    let outlets: Vec<&Outlet> = groups.values().flatten().collect();
    if outlets.len() > LONGEST || outlets.iter().all(|outlet| outlet.reach.is_none()) {
        return None;
    }
    let description = tongue.say("chart.reach.description", &[("count", number(outlets.len()))]);
    let groups = groups.into_iter().map(|(measure, outlets)| ReachGroup { measure: measure.label(tongue), outlets });
    Some(Chart::Reach(Reach {
        title: tongue.t("chart.reach.title"),
        description,
        groups: groups.collect(),
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
    let label = outlet.map_or_else(|| tongue.words(&publication.title), |outlet| tongue.words(&outlet.name));
    let count = tongue.value(publication.number(), Some(Unit::of_publications(publication.kind)));
    let reach = publication.reach.as_ref();
    Outlet {
        id: None,
        label: label.into(),
        publications: count.text,
        reach: reach.and_then(number_of).map(length),
        written: reach.map_or_else(|| tongue.t("chart.reach.not_measured"), |it| tongue.value(it, None).text),
    }
}
