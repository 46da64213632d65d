//! `grant.toml`: what was agreed.

use super::common::*;
use crate::read::{Placed, Words, choice, record};

choice! {
    /// How far a grant is.
    GrantStatus {
        Proposed = "proposed",
        Contracted = "contracted",
        Running = "running",
        Completed = "completed",
        Cancelled = "cancelled",
    }
}

record! {
    /// A grant: facts once, words per language. The folder's name is its slug.
    @ "content/grants/…/<slug>/grant.toml"
    GrantDraft {
        /// The name of the grant.
        title: Words,
        /// What it is, in one or two sentences.
        summary: Words,
        /// How far it is.
        status: Placed<GrantStatus>,
        /// What it is to reach.
        goal: Option<Words>,
        /// The problem that it answers.
        problem: Option<Words>,
        /// The priority under which it is given.
        priority: Option<Words>,
        /// What stays after the money ends.
        long_term: Option<Words>,
        /// The slug of the lot that it answers.
        lot: Option<Placed<String>>,
        /// Themes of `portal.toml`.
        theme: Vec<Placed<String>>,
        /// Regions, as ISO 3166-2 codes such as `KZ-47`.
        region: Vec<Placed<String>>,
        /// The town or district.
        place: Option<Words>,
        /// From when to when.
        period: Option<PeriodDraft>,
        /// How many days it takes, where the document says so.
        duration_days: Option<WrittenQuantity>,
        /// The amount of the grant, or the cost of what is proposed.
        amount: Option<WrittenQuantity>,
        /// Its currency (ISO 4217); absent: the portal's.
        currency: Option<Placed<String>>,
        /// The document the facts were taken from.
        source: DocumentDraft,
        /// When these facts were last brought up to date.
        updated: WrittenDate,
        /// What the work is based on: resolutions, protocols, programmes.
        basis: Vec<DocumentDraft>,
        /// Who takes part.
        party: Vec<PartyDraft>,
        /// `"-"` where the document says that there are no partners.
        partners: Option<WrittenText>,
        /// For whom the work is done.
        target_group: Vec<TargetGroupDraft>,
        /// Figures that describe the situation.
        context: Vec<ContextDraft>,
        /// Roles in the team. No names.
        team: Vec<TeamDraft>,
        /// Tasks, in the order of the document.
        task: Vec<TaskDraft>,
        /// Activities, in the order of the document.
        activity: Vec<ActivityDraft>,
        /// Promised figures, in the order of the document.
        indicator: Vec<IndicatorDraft>,
        /// What is to prove the work.
        evidence: Vec<EvidenceDraft>,
        /// Alternative ways to pay for the work.
        funding_option: Vec<FundingOptionDraft>,
        /// Who may pay.
        funding_source: Vec<FundingSourceDraft>,
        /// What the work needs, and who pays for it.
        resource: Vec<ResourceDraft>,
        /// What may go wrong.
        risk: Vec<RiskDraft>,
        /// The highest impact and probability of the risk scale. Default 3.
        risk_scale: Option<Placed<i64>>,
        /// Explanations for readers.
        note: Vec<NoteDraft>,
        /// What was corrected, and why.
        correction: Vec<CorrectionDraft>,
        /// Pictures.
        picture: Vec<PictureDraft>,
        /// Slugs that it had before: their addresses lead to the new one.
        former_slugs: Vec<Placed<String>>,
    }
}

record! {
    /// A group for whom the work is done.
    TargetGroupDraft {
        /// Short id.
        id: Placed<String>,
        /// Who they are.
        name: Words,
        /// Youngest and oldest age: `"10-16"`, `"18-65+"`, `"59+"`.
        age: Option<Placed<crate::value::AgeRange>>,
        /// How many there are.
        population: Option<WrittenQuantity>,
        /// How many are to be reached.
        coverage: Option<WrittenQuantity>,
        /// Anything to add.
        detail: Option<Words>,
        /// The id of another figure of this grant that states the same fact: `check` compares the two.
        same_as: Option<Placed<String>>,
    }
}

record! {
    /// A figure that describes the situation.
    ContextDraft {
        /// Short id; the permanent fragment of its address.
        id: Placed<String>,
        /// What is counted.
        title: Words,
        /// Where, as an ISO 3166-1 or 3166-2 code (`KZ`, `KZ-63`).
        region: Option<Placed<String>>,
        /// The value.
        value: WrittenQuantity,
        /// What the number counts.
        unit: Option<Placed<String>>,
        /// When.
        date: Option<WrittenDate>,
        /// The change that the document states, in percent; a fall is negative.
        change: Option<WrittenQuantity>,
        /// The id of the context figure against which the change is stated: `check` computes it.
        change_from: Option<Placed<String>>,
        /// Against what, in words.
        change_since: Option<Words>,
        /// Where the figure comes from.
        source: Option<Words>,
    }
}

choice! {
    /// How a member of the team is engaged.
    Engagement {
        Staff = "staff",
        Specialist = "specialist",
        Volunteer = "volunteer",
    }
}

record! {
    /// A role in the team.
    TeamDraft {
        /// The role: project head, accountant.
        role: Words,
        /// `staff`, `specialist` or `volunteer`.
        engagement: Option<Placed<Engagement>>,
        /// How many people.
        count: Option<WrittenQuantity>,
        /// How much of the working time, in percent.
        workload: Option<WrittenQuantity>,
    }
}

choice! {
    /// What kind of block of the plan it is.
    TaskKind {
        Task = "task",
        Presentation = "presentation",
        Information = "information",
    }
}

record! {
    /// A task: a block of the plan.
    TaskDraft {
        /// Short id; the permanent fragment of its address.
        id: Placed<String>,
        /// Its number in the document.
        number: Option<Placed<String>>,
        /// What is to be done.
        title: Words,
        /// `task` (default), `presentation` (final public presentation) or `information` (information work).
        kind: Option<Placed<TaskKind>>,
        /// Where.
        place: Option<Words>,
        /// Whether it takes place online.
        online: Option<Placed<bool>>,
        /// When.
        period: Option<PeriodDraft>,
        /// Topics of a series.
        topic: Vec<Words>,
        /// Anything to add.
        detail: Option<Words>,
    }
}

record! {
    /// An activity: something that takes place.
    ActivityDraft {
        /// Short id; the permanent fragment of its address.
        id: Placed<String>,
        /// Its number in the document.
        number: Option<Placed<String>>,
        /// The task it belongs to.
        task: Option<Placed<String>>,
        /// What takes place.
        title: Words,
        /// Where.
        place: Option<Words>,
        /// Whether it takes place online.
        online: Option<Placed<bool>>,
        /// When.
        period: Option<PeriodDraft>,
        /// Days and hours, where the document gives them.
        schedule: Option<Words>,
        /// How many people are to take part.
        participants: Option<WrittenQuantity>,
        /// Who takes part.
        who: Option<Words>,
        /// What is expected to come of it.
        result: Option<Words>,
        /// Anything to add.
        detail: Option<Words>,
        /// The id of another figure of this grant that states the same number of participants: `check` compares the two.
        same_as: Option<Placed<String>>,
    }
}

record! {
    /// A way to pay for the work.
    FundingOptionDraft {
        /// Short id.
        id: Placed<String>,
        /// Its name.
        title: Words,
    }
}

record! {
    /// Somebody who may pay.
    FundingSourceDraft {
        /// Short id.
        id: Placed<String>,
        /// The name: grant, regional budget, entrepreneur's own funds.
        name: Words,
    }
}

record! {
    /// Something that the work needs.
    ResourceDraft {
        /// Short id.
        id: Placed<String>,
        /// The work that needs it.
        work: Words,
        /// What is needed.
        resource: Option<Words>,
        /// How many.
        quantity: Option<WrittenQuantity>,
        /// What is counted.
        unit: Option<Placed<String>>,
        /// What it costs; `"?"` where the document leaves it blank.
        amount: Option<WrittenQuantity>,
        /// Who pays, by way of funding.
        from: Vec<ResourceFromDraft>,
    }
}

record! {
    /// Who pays for a resource.
    ResourceFromDraft {
        /// The id of the funding option; absent: the only one.
        option: Option<Placed<String>>,
        /// The id of the funding source.
        source: Placed<String>,
        /// The share that it pays, in percent; absent: not split in the document.
        share: Option<WrittenQuantity>,
    }
}

choice! {
    /// A level of risk.
    RiskLevel {
        Low = "low",
        Medium = "medium",
        High = "high",
    }
}

record! {
    /// A risk.
    RiskDraft {
        /// Short id; the permanent fragment of its address.
        id: Placed<String>,
        /// Where it comes from: technical, human, finance.
        factor: Option<Words>,
        /// What may happen.
        title: Words,
        /// Impact, from 1 to the top of the scale.
        impact: Option<WrittenQuantity>,
        /// Probability, from 1 to the top of the scale.
        probability: Option<WrittenQuantity>,
        /// The score that the document states.
        score: Option<WrittenQuantity>,
        /// The level that the document states.
        level: Option<Placed<RiskLevel>>,
        /// What is done against it.
        mitigation: Option<Words>,
        /// How it is treated: transfer, accept, face.
        strategy: Option<Words>,
        /// Who looks after it: a role or an organisation.
        owner: Option<Words>,
    }
}
