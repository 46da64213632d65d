//! `report.toml`: what was achieved.

use super::common::*;
use crate::read::{Placed, Words, choice, record};

record! {
    /// What was achieved. Without this file nothing has been reported yet.
    @ "content/grants/…/<slug>/report.toml"
    ReportDraft {
        /// The report's date.
        date: WrittenDate,
        /// The report as a document.
        source: Option<DocumentDraft>,
        /// What differs from the plan, as the report states it; `"-"` where it says that nothing does.
        deviation: Option<Words>,
        /// What stays after the money ends.
        long_term: Option<Words>,
        /// Results by indicator. A report without results, activities, evidence and texts is not filled in.
        result: Vec<ResultDraft>,
        /// What became of the activities.
        activity: Vec<ActivityReportDraft>,
        /// What proves the work.
        evidence: Vec<EvidenceDraft>,
        /// Who took part, broken down.
        breakdown: Vec<BreakdownDraft>,
        /// Recommendations to state bodies.
        recommendation: Vec<RecommendationDraft>,
        /// What is proposed next.
        follow_up: Option<FollowUpDraft>,
        /// Explanations for readers.
        note: Vec<NoteDraft>,
        /// What was corrected, and why.
        correction: Vec<CorrectionDraft>,
    }
}

record! {
    /// What was achieved for one indicator.
    ResultDraft {
        /// The indicator's id.
        indicator: Placed<String>,
        /// The result, written like the plan: `211`, `"100 %"`, `"3/4"`, `true` (done). For a plan per group: the amount per group.
        achieved: Option<WrittenQuantity>,
        /// For a plan per group: the result over all groups.
        total: Option<WrittenQuantity>,
        /// When it was measured.
        date: Option<WrittenDate>,
        /// Anything to add.
        comment: Option<Words>,
    }
}

choice! {
    /// What became of an activity.
    Completion {
        Complete = "complete",
        Partly = "partly",
        NotDone = "not-done",
    }
}

record! {
    /// What became of an activity.
    ActivityReportDraft {
        /// The activity's id.
        activity: Placed<String>,
        /// `complete`, `partly` or `not-done`.
        completion: Option<Placed<Completion>>,
        /// When it took place.
        period: Option<PeriodDraft>,
        /// How many took part; `"-"` where that does not apply.
        participants: Option<WrittenQuantity>,
        /// Anything to add.
        comment: Option<Words>,
    }
}

choice! {
    /// By what participants are told apart.
    BreakdownBy {
        Sex = "sex",
        Age = "age",
        Status = "status",
        Other = "other",
    }
}

record! {
    /// Participants of one figure, told apart by one quality.
    BreakdownDraft {
        /// The id of the indicator, activity or target group that is broken down.
        of: Placed<String>,
        /// `sex`, `age`, `status` or `other`.
        by: Placed<BreakdownBy>,
        /// How many there are in all.
        total: Option<WrittenQuantity>,
        /// The parts.
        part: Vec<BreakdownPartDraft>,
    }
}

choice! {
    /// The sexes that official statistics tell apart.
    Sex {
        Women = "women",
        Men = "men",
    }
}

record! {
    /// One part of a breakdown.
    BreakdownPartDraft {
        /// With `by = "sex"`: `women` or `men`.
        sex: Option<Placed<Sex>>,
        /// With `by = "age"`: `"13-16"`, `"59+"`.
        age: Option<Placed<crate::value::AgeRange>>,
        /// Otherwise its name.
        name: Option<Words>,
        /// How many.
        value: WrittenQuantity,
    }
}

record! {
    /// A recommendation to a state body.
    RecommendationDraft {
        /// Short id.
        id: Placed<String>,
        /// The organisation that it is made to.
        to: Option<Placed<String>>,
        /// What is recommended.
        text: Words,
        /// The number of the letter.
        letter_number: Option<WrittenText>,
        /// The date of the letter.
        letter_date: Option<WrittenDate>,
    }
}

record! {
    /// What is proposed next.
    FollowUpDraft {
        /// What is proposed.
        text: Words,
        /// The money that it needs.
        amount: Option<WrittenQuantity>,
        /// Regions, as ISO 3166-2 codes.
        region: Vec<Placed<String>>,
    }
}
