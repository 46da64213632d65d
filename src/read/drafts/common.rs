//! Records that several files share.

use crate::language::Lang;
use crate::read::{AsItStood, Placed, Words, choice, record};
use crate::value::{PartialDate, Quantity, Stated};

/// A quantity as an editor writes it.
pub type WrittenQuantity = Placed<Stated<Quantity>>;
/// A date as an editor writes it: `2024`, `2024-07` or `2024-07-30`; `"?"` where the document leaves it blank.
pub type WrittenDate = Placed<Stated<PartialDate>>;
/// A text that the document may leave blank (`"?"`) or cross out (`"-"`).
pub type WrittenText = Placed<Stated<String>>;

record! {
    /// From when to when.
    PeriodDraft {
        /// First day, month or year.
        start: WrittenDate,
        /// Last day, month or year; absent: the same as the start.
        end: Option<WrittenDate>,
    }
}

choice! {
    /// What kind of document the facts were taken from.
    DocumentKind {
        Contract = "contract",
        ContractAnnex = "contract-annex",
        LotList = "lot-list",
        TermsOfReference = "terms-of-reference",
        Proposal = "proposal",
        Report = "report",
        Resolution = "resolution",
        Protocol = "protocol",
        Programme = "programme",
        Other = "other",
    }
}

record! {
    /// A document: the source of the facts, or what the work is based on.
    DocumentDraft {
        /// What kind of document it is.
        kind: Placed<DocumentKind>,
        /// Its title.
        title: Words,
        /// Its number; `"?"` where the document leaves it blank.
        number: Option<WrittenText>,
        /// Its date; `"?"` where the document leaves it blank.
        date: Option<WrittenDate>,
        /// The organisation that issued it.
        organisation: Option<Placed<String>>,
        /// The language it is written in.
        language: Option<Placed<Lang>>,
        /// Where it can be read.
        link: Option<Placed<String>>,
    }
}

choice! {
    /// What an organisation is in a grant.
    PartyRole {
        Grantee = "grantee",
        Operator = "operator",
        Customer = "customer",
        Funder = "funder",
        Implementer = "implementer",
        Proposer = "proposer",
        Partner = "partner",
        Stakeholder = "stakeholder",
        Interested = "interested",
    }
}

record! {
    /// An organisation or a group that takes part, and what it does. No private person's name.
    PartyDraft {
        /// The organisation's slug under `organisations/`.
        organisation: Option<Placed<String>>,
        /// Or, for a group without a page of its own, its name: "lawyers".
        name: Option<Words>,
        /// What it is in the grant.
        role: Placed<PartyRole>,
        /// What it does.
        does: Option<Words>,
    }
}

choice! {
    /// What an indicator is for.
    IndicatorKind {
        Output = "output",
        Target = "target",
        Expected = "expected",
        Effect = "effect",
    }
}

choice! {
    /// The indicators of the official forms. Their names are built in, and portal-wide totals use them.
    StandardIndicator {
        DirectBeneficiaries = "direct-beneficiaries",
        IndirectBeneficiaries = "indirect-beneficiaries",
        Staff = "staff",
        Specialists = "specialists",
        Ngos = "ngos",
        Partners = "partners",
        WageFund = "wage-fund",
        Taxes = "taxes",
        Purchases = "purchases",
    }
}

choice! {
    /// Which way is better.
    Direction {
        Higher = "higher",
        Lower = "lower",
    }
}

choice! {
    /// A promised change.
    Change {
        Rise = "rise",
        Fall = "fall",
    }
}

record! {
    /// A figure that is promised: a bound, an amount, a unit; results are reported against it.
    IndicatorDraft {
        /// Short id; the permanent fragment of its address. Required unless `standard` is given, which then serves as id.
        id: Option<Placed<String>>,
        /// Its number in the document.
        number: Option<Placed<String>>,
        /// `output` (default: of a task), `target` (target indicator), `expected` (expected result) or `effect` (social and economic effect).
        kind: Option<Placed<IndicatorKind>>,
        /// An indicator of the official forms; its name is then built in.
        standard: Option<Placed<StandardIndicator>>,
        /// The task it belongs to.
        task: Option<Placed<String>>,
        /// The activity it belongs to.
        activity: Option<Placed<String>>,
        /// What is counted. Required unless `standard` is given.
        title: Option<Words>,
        /// Anything to add.
        detail: Option<Words>,
        /// What is promised: `50`, `">= 50"`, `"<= 5"`, `"80 %"`, `"15/15"`, `true` (to be done), `"-"` (not applicable), `"?"` (left blank).
        planned: Option<WrittenQuantity>,
        /// What the number counts: `people`, `documents`, `percent` … or a unit of `portal.toml`.
        unit: Option<Placed<String>>,
        /// The amount is promised for each of these: `group`, `meeting`, `webinar`, `event`.
        per: Option<Placed<String>>,
        /// How many of them there are, where the document says so.
        per_count: Option<WrittenQuantity>,
        /// The percentage is a share of this other indicator.
        share_of: Option<Placed<String>>,
        /// `higher` (default) or `lower` is better.
        direction: Option<Placed<Direction>>,
        /// The percentage is a change: to `rise` or `fall` by so much.
        change: Option<Placed<Change>>,
        /// Where things stood before.
        baseline: Option<BaselineDraft>,
        /// Targets by year.
        target: Vec<YearTargetDraft>,
        /// Names of the two numbers of a pair (`"15/15"`): before and after, legal and natural persons.
        parts: Vec<Words>,
        /// How it is measured.
        method: Option<Words>,
        /// The id of another figure of this grant that states the same fact: `check` compares the two.
        same_as: Option<Placed<String>>,
    }
}

record! {
    /// Where things stood before.
    BaselineDraft {
        /// The value.
        value: WrittenQuantity,
        /// When it was measured.
        date: Option<WrittenDate>,
    }
}

record! {
    /// The target for one year.
    YearTargetDraft {
        /// The year.
        year: Placed<i64>,
        /// What is promised; absent where the document leaves it blank.
        planned: Option<WrittenQuantity>,
    }
}

record! {
    /// What proves that something was done.
    EvidenceDraft {
        /// Short id; required only where something refers to it.
        id: Option<Placed<String>>,
        /// The activity it proves.
        activity: Option<Placed<String>>,
        /// The task it proves.
        task: Option<Placed<String>>,
        /// The annex of the document that holds it.
        annex: Option<Placed<String>>,
        /// What it is: list of participants, minutes, photos.
        title: Words,
        /// How many.
        quantity: Option<WrittenQuantity>,
        /// What is counted.
        unit: Option<Placed<String>>,
        /// The id of another figure of this grant that states the same fact: `check` compares the two.
        same_as: Option<Placed<String>>,
    }
}

record! {
    /// An explanation that readers see beside the figure; it also answers a finding of `esep check`.
    NoteDraft {
        /// The id of the figure, activity, risk … that it explains; absent: the whole.
        about: Option<Placed<String>>,
        /// The code of the finding that it answers.
        code: Option<Placed<String>>,
        /// The explanation.
        text: Words,
        /// When it was written.
        date: Option<WrittenDate>,
    }
}

record! {
    /// A correction: what stood on the portal before, and why it stands there no longer. Readers see it beside the figure,
    /// on the page of changes and in its feed.
    CorrectionDraft {
        /// The id of the figure, activity, publication … that was corrected: the part after `#` in its permanent address;
        /// `"grant"`, `"lot"` or `"story"`: the whole.
        about: Placed<String>,
        /// When it was corrected.
        date: WrittenDate,
        /// What stood there: `50`, `">= 50"`, `"?"`, or words.
        was: Option<Placed<AsItStood>>,
        /// Why it was corrected.
        text: Words,
    }
}

record! {
    /// A photo or drawing in the folder `pictures/` beside the file. A text puts it between its paragraphs with
    /// `![what it shows](pictures/name.jpg)`; the others stand together.
    PictureDraft {
        /// The file's name in `pictures/`.
        file: Placed<String>,
        /// What it shows, for those who cannot see it.
        description: Option<Words>,
        /// Who made it (an organisation or a role, not a private person).
        credit: Option<Words>,
        /// Whether the people shown have agreed, which stands beside the picture; with `none` it is not published.
        consent: Option<Placed<Consent>>,
    }
}

choice! {
    /// How a person agreed to be written about or shown.
    Consent {
        None = "none",
        Written = "written",
        Spoken = "spoken",
        NotNeeded = "not-needed",
    }
}
