//! What an officer is asked after an import.

use super::draft::Origin;
use crate::value::written::two_readings;

/// Something that was not understood, was left out, or has to be confirmed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Where it stands in the document.
    pub origin: Origin,
    /// What is asked.
    pub what: What,
    /// Words that fill the gaps of the question, by name.
    pub gaps: Vec<(&'static str, String)>,
    /// The file of content that it concerns, relative to `content/`; absent: none of them.
    pub file: Option<String>,
    /// The key that it concerns, with the record it is in: `indicator.people.planned`.
    pub key: Option<String>,
}

impl What {
    /// What is asked about a text that is no quantity.
    pub fn no_quantity(text: &str) -> Self {
        if two_readings(text).is_some() { Self::QuantityInTwoWays } else { Self::QuantityNotUnderstood }
    }
}

impl Question {
    /// A question about this place of the document.
    pub fn new(what: What, origin: Origin) -> Self {
        Self { origin, what, gaps: Vec::new(), file: None, key: None }
    }

    /// Fills the gap `{name}` of its words.
    pub fn with(mut self, name: &'static str, word: impl Into<String>) -> Self {
        self.gaps.push((name, word.into()));
        self
    }

    /// Says which key of which file it concerns.
    pub fn about(mut self, file: impl Into<String>, key: impl Into<String>) -> Self {
        (self.file, self.key) = (Some(file.into()), Some(key.into()));
        self
    }
}

/// Declares what can be asked: a variant, and the key of its words in `import/words`.
macro_rules! questions {
    ( $( $(#[doc = $doc:literal])* $variant:ident = $code:literal, )* ) => {
        /// What is asked.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum What { $( $(#[doc = $doc])* $variant, )* }

        impl What {
            /// Everything that can be asked.
            pub const ALL: &'static [Self] = &[ $( Self::$variant, )* ];

            /// Its name, which is the key of its words under `question`.
            pub fn code(self) -> &'static str {
                match self { $( Self::$variant => $code, )* }
            }
        }
    };
}

questions! {
    /// A cell that should hold a quantity holds something else. Nothing was taken over from it.
    QuantityNotUnderstood = "quantity-not-understood",
    /// A number that may be whole or have decimals: `1,200`. Nothing was taken over from it.
    QuantityInTwoWays = "quantity-in-two-ways",
    /// A cell that should hold a date holds something else. Nothing was taken over from it.
    DateNotUnderstood = "date-not-understood",
    /// A cell that should hold a range of ages holds something else. Nothing was taken over from it.
    AgeNotUnderstood = "age-not-understood",
    /// A cell that should say yes or no holds something else. Nothing was taken over from it.
    FlagNotUnderstood = "flag-not-understood",
    /// A cell that should hold one of a list of words holds another one. Nothing was taken over from it.
    WordNotInList = "word-not-in-list",
    /// A cell should hold the short name of something else in the grant and holds something else. Nothing was taken over.
    NotAnId = "not-an-id",
    /// A cell holds an error of the spreadsheet.
    CellError = "cell-error",
    /// A formula whose result the file does not hold.
    FormulaWithoutResult = "formula-without-result",
    /// A column whose title means nothing here.
    UnknownColumn = "unknown-column",
    /// A second column with the same title.
    ColumnTwice = "column-twice",
    /// A column that is hidden was read like the others.
    HiddenColumn = "hidden-column",
    /// A cell that covers several rows: only the first of them has its value.
    MergedCells = "merged-cells",
    /// A sheet in which no row of titles was found.
    SheetNotUnderstood = "sheet-not-understood",
    /// A sheet whose titles are those of several tables: it was taken for `{table}` and not for `{others}`.
    SeveralTables = "several-tables",
    /// A line above the row of titles.
    AboveTitles = "above-titles",
    /// A row that does not say to which grant or lot it belongs.
    WhichOwner = "which-owner",
    /// A row about a grant, lot, story or organisation that is not there. Nothing was taken over from it.
    NoSuchOwner = "no-such-owner",
    /// The same, and there is one of nearly the same name: `{near}`.
    NoSuchOwnerNear = "no-such-owner-near",
    /// A row with nothing but the result of something that was never promised. Nothing was taken over from it.
    NoSuchId = "no-such-id",
    /// The same, and there is something of nearly the same name: `{near}`.
    NoSuchIdNear = "no-such-id-near",
    /// A row without the short name that it needs.
    NoName = "no-name",
    /// Two rows say different things about the same: the first one, `{value}`, was taken over.
    Contradiction = "contradiction",
    /// A passage that no key has a place for. It was kept as text.
    KeptAsText = "kept-as-text",
    /// A passage that no key has a place for. Nothing was taken over from it.
    NotTakenOver = "not-taken-over",
    /// Personal data were left out. The origin does not quote them.
    PersonalDataLeftOut = "personal-data-left-out",
    /// The name of a person was replaced by a role: `{role}`.
    NameReplaced = "name-replaced",
    /// Something that is required is not in the document; a placeholder stands there.
    Missing = "missing",
    /// The portal has this grant, `{grant}`: the document was taken for one about it.
    SameGrant = "same-grant",
    /// The portal has a grant of the same title, `{grant}`, which differs in other things: this was taken for a new one.
    PerhapsSameGrant = "perhaps-same-grant",
    /// The grant `{text}` that was asked for is not on the portal, and one of nearly the same name is, `{near}`: a new one was
    /// made.
    NearGrant = "near-grant",
    /// A value was guessed and has to be confirmed: `{value}`.
    Guessed = "guessed",
}
