//! What can hardly be right as of today: facts looked through, reports written and articles published in the future, work that
//! ended long ago and still runs.

use super::subject::Subject;
use crate::finding::{Code, Finding, Findings, Place};
use crate::model::{Correction, Grant, Portal, Publication};
use crate::read::GrantStatus;
use crate::value::{PartialDate, Stated};
use jiff::ToSpan;
use jiff::civil::Date;

/// Years after its end in which a grant is reported and completed.
const YEARS_TO_COMPLETE: i64 = 1;

pub(super) fn run(portal: &Portal, today: Date) -> Findings {
    let grants = portal.grants.iter().flat_map(|it| {
        // The date of the data may be that of a correction, which has a finding of its own.
        let of_stories = it.stories.iter().flat_map(|story| &story.corrections);
        let stated = stated(&it.updated, it.corrections.iter().chain(of_stories));
        [in_future(stated, &it.updated_place, today), overdue(it, today)]
    });
    let lots = portal.lots.iter().map(|it| in_future(stated(&it.updated, &it.corrections), &it.place, today));
    let happened = portal.grants.iter().flat_map(|it| to_come(it, today));
    grants.chain(lots).flatten().chain(happened).collect()
}

/// The date of the data, where it is not that of a correction.
fn stated<'c>(
    updated: &Stated<PartialDate>,
    corrections: impl IntoIterator<Item = &'c Correction>,
) -> Option<PartialDate> {
    let day = *updated.known()?;
    let corrected = corrections.into_iter().any(|it| it.date.known() == Some(&day));
    (!corrected).then_some(day)
}

/// Nobody has looked through facts on a day that is still to come.
fn in_future(updated: Option<PartialDate>, place: &Place, today: Date) -> Option<Finding> {
    let day = updated?;
    let finding = Finding::new(Code::ImplausibleValue).at(place).with("id", "updated").with("value", day);
    (day.first_day() > today).then(|| finding.with("slip", "future"))
}

/// A report or a publication of a day that is still to come.
fn to_come<'g>(grant: &'g Grant, today: Date) -> Findings {
    let report = grant.report.iter().filter_map(|it| Some(("date", &it.place, *it.date.known()?)));
    let published = |it: &'g Publication| {
        let period = it.period.as_ref()?;
        Some((it.id.as_str(), &period.place, period.value.start))
    };
    let publications = grant.publications.iter().flatten().filter_map(published);
    let dated = report.chain(publications).filter(|(_, _, day)| day.first_day() > today);
    let finding = |(id, place, day): (&str, &Place, PartialDate)| {
        Subject::grant(grant).finding(Code::ImplausibleValue, place, id).with("value", day).with("slip", "coming")
    };
    dated.map(finding).collect()
}

fn overdue(grant: &Grant, today: Date) -> Option<Finding> {
    let period = grant.period.as_ref().filter(|_| grant.status == GrantStatus::Running)?;
    let end = period.value.end;
    let finding = Subject::grant(grant).finding_on_all(Code::ImplausibleValue, &period.place);
    let finding = finding.with("id", "status").with("value", grant.status.code()).with("end", end);
    let last = end.last_day().checked_add(YEARS_TO_COMPLETE.years()).ok()?;
    (last < today).then(|| finding.with("slip", "overdue"))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Content, line};
    use super::run;
    use jiff::civil::{Date, date};

    fn found(status: &str, rest: &str, today: Date) -> Vec<String> {
        run(&Content::with_status(status, rest).checked().0, today).iter().map(line).collect()
    }

    #[test]
    fn facts_are_looked_through_before_today() {
        assert_eq!(found("running", "", date(2023, 12, 31)), ["implausible-value id=updated value=2024 slip=future"]);
        assert!(found("running", "", date(2024, 1, 1)).is_empty());
    }

    #[test]
    fn what_is_still_to_come_has_not_been_written_yet() {
        let media = "[[publication]]\nid = \"p\"\nkind = \"article\"\ntitle = \"T\"\ndate = \"2025-03\"\n";
        let content = Content::with_status("running", "")
            .with("content/grants/g/media.toml", media)
            .with("content/grants/g/report.toml", "date = \"2025-02-01\"\nlong_term = \"L\"\n");
        let found = |today| run(&content.checked().0, today).iter().map(line).collect::<Vec<_>>();
        let coming = |id: &str, day: &str| format!("implausible-value {id} value={day} slip=coming");
        assert_eq!(found(date(2025, 1, 31)), [coming("date", "2025-02-01"), coming("p", "2025-03")]);
        assert_eq!(found(date(2025, 2, 1)), [coming("p", "2025-03")]);
        assert!(found(date(2025, 3, 1)).is_empty());
    }

    #[test]
    fn work_that_ended_long_ago_does_not_run() {
        let period = "period = { start = \"2024-01\", end = \"2024-06\" }";
        let overdue = ["implausible-value - id=status value=running end=2024-06 slip=overdue"];
        assert_eq!(found("running", period, date(2025, 7, 1)), overdue);
        assert!(found("running", period, date(2025, 6, 30)).is_empty());
        assert!(found("completed", period, date(2027, 1, 1)).is_empty());
    }
}
