//! What took place, and what proves it.

use super::filler::{Filler, number};
use super::{Block, Cell};
use crate::model::{Activity, Evidence, Setting};
use crate::read::Words;
use crate::site::Passage;
use crate::value::Stated;

const HEADS: [(&str, usize, bool); 8] = [
    ("number", 4, true),
    ("activity", 24, false),
    ("when", 13, false),
    ("where", 18, false),
    ("participants_planned", 10, true),
    ("participants_achieved", 10, true),
    ("completion", 11, false),
    ("evidence", 26, false),
];

impl Filler<'_> {
    /// The table of activities with their results, and evidence that belongs to none of them.
    pub(super) fn activities(&self) -> Vec<Block> {
        let grant = self.grant;
        let row = |(at, activity): (usize, &Activity)| self.activity(at, activity);
        let rows = grant.activities.iter().enumerate().map(row).collect();
        let mut blocks = vec![self.heading("form.block.activities"), self.table("form.block.activities", &HEADS, rows)];
        let others: Vec<&Evidence> = grant.evidence.iter().filter(|it| it.activity.is_none()).collect();
        if !others.is_empty() {
            blocks.push(Block::below(self.t("form.head.other_evidence")));
            blocks.extend(others.into_iter().map(|it| Block::Item { text: self.proof(it) }));
        }
        blocks
    }

    fn activity(&self, at: usize, it: &Activity) -> Vec<Cell> {
        let report = it.report.as_ref();
        let held = report.and_then(|report| report.period.as_ref()).or(it.setting.period.as_ref());
        let when = held.map(|period| self.tongue.period(&period.value));
        let took_part = report.map_or(self.not_reported(), |it| self.quantity_or_blank(it.participants.as_ref()));
        let completion = report.and_then(|report| report.completion);
        let completion = completion.map(|done| self.tongue.choice("completion", done.code()));
        let number = it.number.clone().map_or_else(|| number(at), Cell::of);
        vec![
            number,
            Cell::lines(self.activity_lines(it)),
            Cell::of(when.unwrap_or_else(|| self.not_stated())),
            self.place(&it.setting, it.schedule.as_ref()),
            Cell::of(self.quantity_or_blank(it.participants.as_ref())),
            Cell::of(took_part),
            Cell::of(completion.unwrap_or_else(|| self.not_reported())),
            self.proofs(at),
        ]
    }

    /// The activity as planned, and what the report adds in words.
    fn activity_lines(&self, it: &Activity) -> Vec<Passage> {
        let comment = it.report.as_ref().and_then(|report| report.comment.as_ref());
        self.planned_activity(it).into_iter().chain(comment.map(|words| self.words(words))).collect()
    }

    /// What takes place and for whom, what is expected of it, what else is said.
    pub(super) fn planned_activity(&self, it: &Activity) -> Vec<Passage> {
        let who = it.who.as_ref().map(|who| self.labelled(&self.t("form.head.who"), &self.words(who)));
        let result = it.result.as_ref().map(|words| self.labelled(&self.t("form.head.expected"), &self.words(words)));
        let detail = it.detail.as_ref().map(|words| self.words(words));
        [Some(self.tongue.words(&it.title)), who, result, detail].into_iter().flatten().collect()
    }

    /// Where, and on which days; what takes place online takes place there.
    pub(super) fn place(&self, setting: &Setting, schedule: Option<&Words>) -> Cell {
        let online = setting.online.then(|| self.t("form.value.online").into());
        let place = setting.place.as_ref().map(|place| self.words(place)).or(online);
        let place = place.unwrap_or_else(|| self.not_stated().into());
        let schedule = schedule.map(|words| self.words(words)).filter(|words| *words != place);
        Cell::lines([place].into_iter().chain(schedule))
    }

    /// What proves the activity, as planned and as reported.
    fn proofs(&self, activity: usize) -> Cell {
        self.proofs_of(self.grant.evidence.iter().filter(|it| it.activity == Some(activity)))
    }

    /// What is to prove the activity.
    pub(super) fn planned_proofs(&self, activity: usize) -> Cell {
        self.proofs_of(self.grant.evidence.iter().filter(|it| it.activity == Some(activity) && !it.reported))
    }

    /// By annexes, in the order of the content.
    fn proofs_of<'e>(&self, evidence: impl Iterator<Item = &'e Evidence>) -> Cell {
        let mut lines: Vec<Passage> = Vec::new();
        let mut annex: Option<&str> = None;
        for it in evidence {
            if it.annex.as_deref() != annex {
                annex = it.annex.as_deref();
                lines.extend(annex.map(|number| self.annex(number).into()));
            }
            lines.push(self.proof(it));
        }
        if lines.is_empty() {
            lines.push(self.not_stated().into());
        }
        Cell::lines(lines)
    }

    fn annex(&self, number: &str) -> String {
        self.tongue.say("form.annex", &[("number", crate::language::Arg::Text(number.to_owned()))])
    }

    /// What it is, and how many.
    pub(super) fn proof(&self, it: &Evidence) -> Passage {
        let title = self.tongue.words(&it.title);
        match &it.quantity {
            Some(Stated::NotStated) | None => title,
            Some(quantity) => self.counted(&title, &self.quantity(quantity)),
        }
    }
}
