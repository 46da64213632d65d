//! The plan: tasks, activities and what proves them.

use super::Of;
use super::cell::{Cell, Said};
use super::column::Holds::{Code, Date, Id, Page, Quantity, Reference, Text, Texts, Words};
use super::column::{plain, stated};
use super::row::{Row, of_grant};
use crate::model::{Activity, ActivityReport, Evidence, Task};

/// One row for each activity.
pub(super) static ACTIVITIES: Of<Activity> = Of {
    name: "activities",
    columns: &[
        plain("id", Id, |row| row.id(&row.it.id)),
        plain("grant", Reference("grants"), |row| row.grant()),
        plain("task", Reference("tasks"), |row| row.task(row.it.task)),
        plain("number", Text, |row| Cell::maybe_text(row.it.number.as_ref())),
        plain("title", Words, |row| Cell::Said(Said::Words(&row.it.title))),
        stated("place", Words, |row| Cell::maybe_words(row.it.setting.place.as_ref())),
        plain("online", Code("yes_no"), |row| Cell::flag(row.it.setting.online)),
        plain("start", Date, |row| Cell::start(row.it.setting.period.as_deref())),
        plain("end", Date, |row| Cell::end(row.it.setting.period.as_deref())),
        stated("schedule", Words, |row| Cell::maybe_words(row.it.schedule.as_ref())),
        stated("who", Words, |row| Cell::maybe_words(row.it.who.as_ref())),
        stated("participants", Quantity, |row| Cell::maybe_quantity(row.it.participants.as_ref(), None)),
        plain("completion", Code("completion"), |row| {
            Cell::maybe_code(report(row).and_then(|it| it.completion).map(|it| it.code()))
        }),
        plain("held_start", Date, |row| Cell::start(report(row).and_then(|it| it.period.as_deref()))),
        plain("held_end", Date, |row| Cell::end(report(row).and_then(|it| it.period.as_deref()))),
        stated("participated", Quantity, |row| {
            Cell::maybe_quantity(report(row).and_then(|it| it.participants.as_ref()), None)
        }),
        stated("comment", Words, |row| Cell::maybe_words(report(row).and_then(|it| it.comment.as_ref()))),
        stated("result", Words, |row| Cell::maybe_words(row.it.result.as_ref())),
        stated("detail", Words, |row| Cell::maybe_words(row.it.detail.as_ref())),
        plain("note", Texts, |row| row.notes(&row.it.id)),
        plain("check_code", Text, |row| row.check_code(&row.it.id)),
        plain("page", Page, |row| row.page(&row.it.id)),
    ],
    places: |_, owner| of_grant(owner, |grant| &grant.activities),
};

/// One row for each block of the plan.
pub(super) static TASKS: Of<Task> = Of {
    name: "tasks",
    columns: &[
        plain("id", Id, |row| row.id(&row.it.id)),
        plain("grant", Reference("grants"), |row| row.grant()),
        plain("number", Text, |row| Cell::maybe_text(row.it.number.as_ref())),
        plain("title", Words, |row| Cell::Said(Said::Words(&row.it.title))),
        plain("kind", Code("task_kind"), |row| Cell::code(row.it.kind.code())),
        stated("place", Words, |row| Cell::maybe_words(row.it.setting.place.as_ref())),
        plain("online", Code("yes_no"), |row| Cell::flag(row.it.setting.online)),
        plain("start", Date, |row| Cell::start(row.it.setting.period.as_deref())),
        plain("end", Date, |row| Cell::end(row.it.setting.period.as_deref())),
        plain("topics", Texts, |row| Cell::texts(&row.it.topics)),
        stated("detail", Words, |row| Cell::maybe_words(row.it.detail.as_ref())),
        plain("note", Texts, |row| row.notes(&row.it.id)),
    ],
    places: |_, owner| of_grant(owner, |grant| &grant.tasks),
};

/// One row for each thing that proves the work.
pub(super) static EVIDENCE: Of<Evidence> = Of {
    name: "evidence",
    columns: &[
        plain("id", Id, |row| match &row.it.id {
            Some(id) => row.id(id),
            None => row.numbered("evidence"),
        }),
        plain("grant", Reference("grants"), |row| row.grant()),
        plain("task", Reference("tasks"), |row| row.task(row.it.task)),
        plain("activity", Reference("activities"), |row| row.activity(row.it.activity)),
        plain("title", Words, |row| Cell::Said(Said::Words(&row.it.title))),
        stated("quantity", Quantity, |row| Cell::maybe_quantity(row.it.quantity.as_ref(), row.it.unit.as_ref())),
        plain("annex", Text, |row| Cell::maybe_text(row.it.annex.as_ref())),
        plain("reported", Code("yes_no"), |row| Cell::flag(row.it.reported)),
        plain("note", Texts, |row| row.it.id.as_ref().map_or(Cell::Blank, |id| row.notes(id))),
        plain("check_code", Text, |row| row.it.id.as_ref().map_or(Cell::Blank, |id| row.check_code(id))),
    ],
    places: |_, owner| of_grant(owner, |grant| &grant.evidence),
};

fn report<'p>(row: &Row<'p, Activity>) -> Option<&'p ActivityReport> {
    row.it.report.as_ref()
}
