//! Dates outside the period, and regions before or after their time.
//!
//! Dates are as exact as the document has them: one lies outside only if no day that it can mean lies
//! within.

use super::subject::Subject;
use super::{Around, Part};
use crate::finding::{Code, Findings, Place};
use crate::model::{Grant, RegionRef};
use crate::read::Placed;
use crate::value::{PartialDate, Period, Stated};

pub(super) fn run(part: Part<'_>, _: &Around) -> Findings {
    match part {
        Part::Grant(grant) => {
            let mut findings = outside(grant);
            let period = grant.period.as_ref().map(|period| period.value).or_else(|| date_of(&grant.source.date));
            findings.extend(regions(Subject::grant(grant), &grant.regions, period));
            findings
        }
        Part::Lot(lot) => {
            let period = lot.period.as_ref().map(|period| period.value).or_else(|| date_of(&lot.source.date));
            regions(Subject::lot(lot), &lot.regions, period)
        }
        _ => Findings::new(),
    }
}

/// Where no period is stated, the time of the document.
fn date_of(date: &Option<Stated<PartialDate>>) -> Option<Period> {
    let date = *date.as_ref()?.known()?;
    Some(Period { start: date, end: date })
}

/// Something that has a date.
struct Dated<'g> {
    id: &'g str,
    place: &'g Place,
    date: PartialDate,
}

fn outside(grant: &Grant) -> Findings {
    let Some(period) = grant.period.as_ref().map(|period| period.value) else { return Findings::new() };
    let finding = |dated: Dated<'_>| {
        Subject::grant(grant)
            .finding(Code::DateOutsidePeriod, dated.place, dated.id)
            .with("value", dated.date)
            .with("start", period.start)
            .with("end", period.end)
    };
    let within = dated_within(grant).into_iter().filter(|dated| !period.touches(dated.date));
    let early = publications(grant).into_iter().filter(|dated| dated.date.last_day() < period.first_day());
    within.chain(early).map(finding).collect()
}

/// What belongs into the period: the work and its results.
fn dated_within(grant: &Grant) -> Vec<Dated<'_>> {
    let tasks = grant.tasks.iter().map(|task| (task.id.as_str(), task.setting.period.as_ref()));
    let activities = grant.activities.iter().flat_map(|activity| {
        let reported = activity.report.as_ref().and_then(|report| report.period.as_ref());
        [activity.setting.period.as_ref(), reported].map(|period| (activity.id.as_str(), period))
    });
    let results = grant.indicators.iter().filter_map(|indicator| {
        let date = *indicator.result_date.as_ref()?.known()?;
        Some(Dated { id: &indicator.id, place: indicator.result_place.as_ref()?, date })
    });
    let work = tasks.chain(activities).filter_map(|(id, period)| Some((id, period?)));
    work.flat_map(|(id, period)| ends(id, period)).chain(results).collect()
}

/// A publication may come after the end, but not before there was anything to tell.
fn publications(grant: &Grant) -> Vec<Dated<'_>> {
    let publications = grant.publications.iter().flatten();
    publications.filter_map(|it| Some(ends(&it.id, it.period.as_ref()?))).flatten().collect()
}

/// The ends of a period, once if they are the same.
fn ends<'g>(id: &'g str, period: &'g Placed<Period>) -> Vec<Dated<'g>> {
    let mut dates = vec![period.value.start, period.value.end];
    dates.dedup();
    dates.into_iter().map(|date| Dated { id, place: &period.place, date }).collect()
}

fn regions(subject: Subject<'_>, regions: &[Placed<RegionRef>], period: Option<Period>) -> Findings {
    let Some(period) = period else { return Findings::new() };
    let finding = |region: &Placed<RegionRef>| {
        let finding = subject.finding_on_all(Code::RegionNotValid, &region.place);
        finding.with("value", region.value.code).with("date", period.start)
    };
    regions.iter().filter(|region| !region.value.existed_in(period)).map(finding).collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::Content;
    use super::run;

    const PERIOD: &str = "period = { start = \"2020-03\", end = \"2020-11\" }\n";

    fn activity(period: &str) -> Vec<String> {
        Content::grant(&format!("{PERIOD}[[activity]]\nid = \"a\"\ntitle = \"A\"\nperiod = {period}")).found(run)
    }

    #[test]
    fn work_lies_within_the_period_as_far_as_dates_say() {
        assert_eq!(
            activity("{ start = \"2020-02-29\", end = \"2020-11-30\" }"),
            ["date-outside-period a value=2020-02-29 start=2020-03 end=2020-11"]
        );
        assert!(
            activity("{ start = \"2020\" }").is_empty()
                && activity("{ start = \"2020-03\", end = \"2020-11-30\" }").is_empty()
        );
        assert_eq!(activity("{ start = \"2021\" }").len(), 1);
        assert!(
            Content::grant("[[task]]\nid = \"t\"\ntitle = \"T\"\nperiod = { start = \"1999\" }").found(run).is_empty()
        );
    }

    #[test]
    fn tasks_reports_results_and_publications_are_looked_at() {
        let grant = format!(
            "{PERIOD}[[task]]\nid = \"t\"\ntitle = \"T\"\nperiod = {{ start = \"2020-12-01\" }}\n\
            [[activity]]\nid = \"a\"\ntitle = \"A\"\n[[indicator]]\nid = \"i\"\ntitle = \"I\"\nplanned = 1"
        );
        let report = "[[activity]]\nactivity = \"a\"\nperiod = { start = \"2019-06-04\" }\n\
            [[result]]\nindicator = \"i\"\nachieved = 1\ndate = \"2021-01\"";
        let publication = |id: &str, date: &str| {
            format!("[[publication]]\nid = \"{id}\"\nkind = \"post\"\ntitle = \"T\"\ndate = \"{date}\"\n")
        };
        let media = publication("early", "2020-02-29") + &publication("late", "2021-05-01");
        let content = Content::grant(&grant).report(report).with("content/grants/g/media.toml", &media);
        let found = [("t", "2020-12-01"), ("a", "2019-06-04"), ("i", "2021-01"), ("early", "2020-02-29")];
        let line = |(id, date)| format!("date-outside-period {id} value={date} start=2020-03 end=2020-11");
        assert_eq!(content.found(run), found.map(line));
    }

    #[test]
    fn a_region_exists_at_its_time() {
        let abai = |period: &str| Content::grant(&format!("region = [\"KZ-10\"]\n{period}")).found(run);
        assert_eq!(abai(PERIOD), ["region-not-valid - value=KZ-10 date=2020-03"]);
        assert!(abai("period = { start = \"2022\", end = \"2023\" }").is_empty() && abai("").is_empty());
    }
}
