//! The codes of findings.
//!
//! To add a finding:
//!
//! 1. Give it a line in [`Code`], among the codes of its stage: a variant with a sentence, a name that
//!    is never changed again, its weight. What concerns the source and not the file is a warning.
//! 2. Write its words in all four files of `words/`: `message` names the text it concerns, `hint` is the
//!    next step, `what`, `why` and `todo` are for `esep explain`. A contradiction of the source has
//!    `reader` too, which stands beside the figure. Gaps are `{name}`; a message that means little while they are open has
//!    `short` beside it, for the list of all codes.
//! 3. Report it where the mistake is seen: `Finding::new(code).at(place).with("name", …)`, with
//!    `near` where a word was meant, `also` for a second place, `about` for what its page shows.
//! 4. Put content that causes it into `examples.toml`, and a case with the same lines into
//!    `tests/findings/<name>.md`; `UPDATE=1 cargo test --test findings` fills in what is told. Read it
//!    as an officer would, in each language.
//! 5. Say in the tests of the stage when it does not fire.
//!
//! Tests ask for every step but the last.

use super::Severity;
use serde::Serialize;

macro_rules! codes {
    ($( $(#[doc = $doc:literal])* $variant:ident = $name:literal $severity:ident, )*) => {
        /// What kind of finding it is. Names are permanent: editors answer them in `[[note]]`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $( $(#[doc = $doc])* $variant, )* }

        impl Code {
            /// Every code, in the order of the stages that find it.
            pub const ALL: &'static [Self] = &[ $( Self::$variant, )* ];

            /// The permanent name.
            pub fn name(self) -> &'static str {
                match self { $( Self::$variant => $name, )* }
            }

            /// The weight that it has unless something changes it.
            pub fn severity(self) -> Severity {
                match self { $( Self::$variant => Severity::$severity, )* }
            }
        }
    };
}

codes! {
    // read: files and their form
    /// There is no `content/portal.toml`.
    PortalMissing = "portal-missing" Error,
    /// A file cannot be read.
    UnreadableFile = "unreadable-file" Error,
    /// A file is not UTF-8.
    NotUtf8 = "not-utf8" Error,
    /// A file or folder has no place in a portal.
    StrayFile = "stray-file" Warning,
    /// An import left questions that nobody has ticked.
    QuestionsOpen = "questions-open" Warning,
    /// A symbolic link is not followed.
    SymbolicLink = "symbolic-link" Warning,
    /// TOML that cannot be read.
    TomlSyntax = "toml-syntax" Error,
    /// The front matter of a page does not begin or end as it should.
    FrontMatterSyntax = "front-matter-syntax" Error,
    /// A key that means nothing here.
    UnknownKey = "unknown-key" Error,
    /// A key that must be there.
    MissingKey = "missing-key" Error,
    /// A value of another type.
    WrongType = "wrong-type" Error,
    /// A word that is not one of the choices.
    UnknownChoice = "unknown-choice" Error,
    /// A text with nothing in it.
    EmptyText = "empty-text" Error,
    /// A quantity that cannot be understood.
    MalformedQuantity = "malformed-quantity" Error,
    /// A date that cannot be understood.
    MalformedDate = "malformed-date" Error,
    /// A day that does not exist.
    ImpossibleDate = "impossible-date" Error,
    /// An age range that cannot be understood.
    MalformedAge = "malformed-age" Error,
    /// A code of the DAC that has not five digits.
    MalformedSector = "malformed-sector" Error,
    /// A language that esep does not know.
    UnknownLanguage = "unknown-language" Error,
    /// The country code `kz` in place of the language code `kk`.
    KzForKk = "kz-for-kk" Error,
    /// HTML inside Markdown.
    RawHtml = "raw-html" Error,
    /// A link that is neither a page nor an ordinary web, mail or telephone address.
    UnsafeLink = "unsafe-link" Error,

    // model: what it means
    /// A name that cannot be an id or a part of an address.
    MalformedId = "malformed-id" Error,
    /// Two things with one slug.
    DuplicateSlug = "duplicate-slug" Error,
    /// Two things with one id in one grant.
    DuplicateId = "duplicate-id" Error,
    /// A reference to something that is not there.
    UnknownReference = "unknown-reference" Error,
    /// A code that is no region.
    UnknownRegion = "unknown-region" Error,
    /// A unit that nobody has declared.
    UnknownUnit = "unknown-unit" Error,
    /// A currency that ISO 4217 does not have.
    UnknownCurrency = "unknown-currency" Error,
    /// A period that ends before it starts.
    PeriodBackwards = "period-backwards" Error,
    /// The address of the portal cannot be used.
    MalformedBaseUrl = "malformed-base-url" Error,
    /// A word for the search that is not one word.
    MalformedSearchWord = "malformed-search-word" Error,
    /// A word with nothing beside it that means the same.
    LoneSynonym = "lone-synonym" Error,
    /// An e-mail address to which nobody can write.
    MalformedEmail = "malformed-email" Error,
    /// A gap `{…}` in an address that nothing fills.
    UnknownGap = "unknown-gap" Error,
    /// A grant or lot is called former or withdrawn, and content has it.
    StillThere = "still-there" Error,
    /// A page of an edition is not in content any more, and nothing says what became of it.
    PageGone = "page-gone" Error,

    // check: words
    /// A text is missing in a language in which the content is to be complete.
    MissingTranslation = "missing-translation" Warning,
    /// A text is the same in two languages.
    IdenticalTranslation = "identical-translation" Warning,
    /// A `{placeholder}` is missing in one language.
    LostPlaceholder = "lost-placeholder" Warning,
    /// Latin letters inside a Cyrillic word, or the reverse.
    MixedScript = "mixed-script" Warning,
    /// A sign that takes no room or turns the order of reading.
    InvisibleSign = "invisible-sign" Warning,

    // check: figures
    /// The parts of a breakdown do not add up to its total.
    BreakdownSum = "breakdown-sum" Warning,
    /// The amounts of the resource plan do not add up to the cost.
    ResourceSum = "resource-sum" Warning,
    /// The shares of a resource do not add up to 100 %.
    ShareSum = "share-sum" Warning,
    /// What was spent is more or less than the grant.
    SpendingDiffers = "spending-differs" Warning,
    /// A date lies outside the period of the grant.
    DateOutsidePeriod = "date-outside-period" Warning,
    /// The document speaks of another number of days than the period has.
    DurationDiffers = "duration-differs" Warning,
    /// Two figures that state the same fact differ.
    FiguresDiffer = "figures-differ" Warning,
    /// A stated risk score is not impact times probability.
    RiskScoreDiffers = "risk-score-differs" Warning,
    /// A risk is rated beyond the scale.
    RiskOutsideScale = "risk-outside-scale" Warning,
    /// A result for which nothing was planned.
    ResultWithoutPlan = "result-without-plan" Warning,
    /// A completed grant says nothing of a planned figure.
    ResultMissing = "result-missing" Warning,
    /// A target for a year has no value.
    TargetYearMissing = "target-year-missing" Warning,
    /// A stated change is not what the two figures give.
    ChangeDiffers = "change-differs" Warning,
    /// A value that can hardly be right.
    ImplausibleValue = "implausible-value" Warning,
    /// A region that did not exist at the time.
    RegionNotValid = "region-not-valid" Warning,
    /// A note answers a finding that is not there.
    NoteAnswersNothing = "note-answers-nothing" Warning,

    /// A figure is another one than in the last edition, and no correction says why.
    ChangeWithoutCorrection = "change-without-correction" Warning,
    /// A figure of the last edition is not there any more, and no correction says why.
    FigureGone = "figure-gone" Warning,
    /// No edition says what a correction says to have stood there.
    CorrectionWasDiffers = "correction-was-differs" Warning,
    /// A correction has no date, or one that cannot be.
    CorrectionDate = "correction-date" Error,
    /// What a correction says to have corrected still stands.
    CorrectionChangesNothing = "correction-changes-nothing" Warning,

    // check: persons
    /// A telephone number that is not declared as public.
    PhoneNumber = "phone-number" Error,
    /// An e-mail address that is not declared as public.
    EmailAddress = "email-address" Error,
    /// A person's identification number.
    PersonalNumber = "personal-number" Error,
    /// A person is named without consent.
    NameWithoutConsent = "name-without-consent" Error,

    // pictures
    /// A picture is named but not there.
    PictureMissing = "picture-missing" Error,
    /// A picture has no description.
    PictureWithoutDescription = "picture-without-description" Error,
    /// A picture is damaged or none at all.
    PictureUnreadable = "picture-unreadable" Error,
    /// A picture is of a kind that not every browser shows.
    PictureKind = "picture-kind" Error,
    /// A picture moves.
    PictureMoves = "picture-moves" Error,
    /// A picture has more pixels than anybody needs.
    PictureTooLarge = "picture-too-large" Error,
    /// The names of two pictures of one folder differ only in capital and small letters.
    PictureSameName = "picture-same-name" Error,
    /// The ending of a picture's name says another kind than its bytes.
    PictureWrongEnding = "picture-wrong-ending" Warning,
    /// It is not said whether the people on a picture have agreed.
    PictureWithoutConsent = "picture-without-consent" Warning,
    /// A file lies in `pictures/`, and nothing names it.
    PictureNotListed = "picture-not-listed" Warning,

    // share cards
    /// A title has a character that the fonts of share cards do not have.
    CardLetters = "card-letters" Warning,

    // editions
    /// The list or the figures of an edition cannot be read.
    EditionUnreadable = "edition-unreadable" Error,
    /// A file of an edition is not as it was frozen.
    EditionAltered = "edition-altered" Error,
    /// An edition that was frozen is not there any more.
    EditionGone = "edition-gone" Error,

    // the host
    /// The site is nearly as large as its host takes, or larger.
    SiteNearLimit = "site-near-limit" Warning,

    // theme
    /// A theme says that it works with other versions of the program.
    ThemeVersion = "theme-version" Warning,
    /// A theme is named where no file of it can win.
    ThemeWithoutEffect = "theme-without-effect" Warning,

    // site and output
    /// Two pages want one address.
    AddressCollision = "address-collision" Error,
    /// A word of the interface is missing.
    WordMissing = "word-missing" Error,
    /// A template cannot be read or filled in.
    TemplateError = "template-error" Error,
    /// A link leads to no page.
    DeadLink = "dead-link" Error,
    /// A link leads to no place on the page.
    DeadFragment = "dead-fragment" Error,
}

impl Code {
    /// The code with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }

    /// Whether a `[[note]]` can answer it, because it concerns what the source says and not how the file is written.
    pub fn can_be_answered(self) -> bool {
        self.severity() == Severity::Warning
    }
}

impl Serialize for Code {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}
