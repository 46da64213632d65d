//! Words: in every language, and from fixed lists.

use crate::derive::State;
use crate::language::{Lang, Region};
use crate::model::{Portal, Unit, UnitName};
use crate::read::{
    BreakdownBy, Change, Completion, Consent, ContactKind, Direction, DocumentKind, Engagement, GrantStatus,
    IndicatorKind, Measured, OrganisationKind, OutletKind, PartyRole, PublicationKind, RiskLevel, Sex,
    StandardIndicator, TaskKind, Words,
};
use crate::site::{Site, Tongue};
use crate::table::plain;
use crate::value::{Bound, Stated};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};
use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// One text in each language that it exists in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ByLanguage {
    /// Kazakh, Cyrillic alphabet.
    pub kk: Option<String>,
    /// Russian.
    pub ru: Option<String>,
    /// Kyrgyz.
    pub ky: Option<String>,
    /// English.
    pub en: Option<String>,
}

impl ByLanguage {
    fn set(&mut self, lang: Lang, text: String) {
        let place = match lang {
            Lang::Kk => &mut self.kk,
            Lang::Ru => &mut self.ru,
            Lang::Ky => &mut self.ky,
            Lang::En => &mut self.en,
        };
        *place = Some(text);
    }
}

impl FromIterator<(Lang, String)> for ByLanguage {
    fn from_iter<I: IntoIterator<Item = (Lang, String)>>(texts: I) -> Self {
        let mut all = Self::default();
        texts.into_iter().for_each(|(lang, text)| all.set(lang, text));
        all
    }
}

/// A text of the content, or why there is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Text {
    /// The text in each language that it was written in. A name that is the same everywhere stands in each of them.
    Written(ByLanguage),
    /// The document has none: `not stated` where it leaves the place blank, `not applicable` where it crosses it out.
    Absent {
        /// Why there is none.
        state: Code<ValueState>,
    },
}

/// Whether there is a value, and if not, why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueState {
    Known,
    NotStated,
    NotApplicable,
    NotReported,
    Unclear,
}

/// A list of codes that does not depend on the content.
pub trait Listed: Copy + 'static {
    /// The name of the list in the schema.
    const NAME: &'static str;
    /// Where the words of the list stand.
    const WORDS: &'static str;
    /// Every code.
    fn all() -> Vec<&'static str>;
    /// The code.
    fn code(self) -> &'static str;
}

macro_rules! listed {
    ($($list:ident $words:literal),* $(,)?) => { $(
        impl Listed for $list {
            const NAME: &'static str = stringify!($list);
            const WORDS: &'static str = $words;
            fn all() -> Vec<&'static str> {
                Self::ALL.iter().map(|it| it.code()).collect()
            }
            fn code(self) -> &'static str {
                $list::code(self)
            }
        }
    )* };
}

listed! {
    BreakdownBy "choice.breakdown_by",
    Change "choice.change",
    Completion "choice.completion",
    Consent "choice.consent",
    ContactKind "choice.contact_kind",
    Direction "choice.direction",
    DocumentKind "choice.document_kind",
    Engagement "choice.engagement",
    GrantStatus "choice.grant_status",
    IndicatorKind "choice.indicator_kind",
    Measured "choice.measured",
    OrganisationKind "choice.organisation_kind",
    OutletKind "choice.outlet_kind",
    PartyRole "choice.party_role",
    PublicationKind "choice.publication_kind",
    RiskLevel "choice.risk_level",
    Sex "choice.sex",
    StandardIndicator "standard",
    State "state",
    TaskKind "choice.task_kind",
}

impl Listed for ValueState {
    const NAME: &'static str = "ValueState";
    const WORDS: &'static str = "";
    fn all() -> Vec<&'static str> {
        [Self::Known, Self::NotStated, Self::NotApplicable, Self::NotReported, Self::Unclear].map(Self::code).to_vec()
    }
    fn code(self) -> &'static str {
        match self {
            Self::Known => "known",
            Self::NotStated => "not stated",
            Self::NotApplicable => "not applicable",
            Self::NotReported => "not reported",
            Self::Unclear => "unclear",
        }
    }
}

impl Listed for Bound {
    const NAME: &'static str = "Bound";
    const WORDS: &'static str = "";
    fn all() -> Vec<&'static str> {
        [Self::Exactly, Self::AtLeast, Self::AtMost].map(Listed::code).to_vec()
    }
    fn code(self) -> &'static str {
        match self {
            Self::Exactly => "exactly",
            Self::AtLeast => "at least",
            Self::AtMost => "at most",
        }
    }
}

impl Listed for Lang {
    const NAME: &'static str = "Language";
    const WORDS: &'static str = "";
    fn all() -> Vec<&'static str> {
        Lang::ALL.map(Lang::code).to_vec()
    }
    fn code(self) -> &'static str {
        Lang::code(self)
    }
}

/// A code of a fixed list, alone. It is written as in the tables, in words: `at least`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code<L>(pub L);

impl<L: Listed> Serialize for Code<L> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&plain(self.0.code()))
    }
}

impl<L: Listed> JsonSchema for Code<L> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        L::NAME.into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "enum": L::all().into_iter().map(plain).collect::<Vec<_>>() })
    }
}

/// What codes are called: by list, then by code.
pub type Labels = BTreeMap<&'static str, BTreeMap<String, ByLanguage>>;

/// Writes one file in every language of the portal at once, and remembers the codes that stand in it.
pub struct Pen<'s> {
    /// The site.
    pub site: &'s Site<'s>,
    tongues: Vec<&'s Tongue<'s>>,
    labels: RefCell<Labels>,
}

impl<'s> Pen<'s> {
    /// A pen with the languages of the interface.
    pub fn new(site: &'s Site<'s>) -> Self {
        let tongues = site.interface_languages().iter().filter_map(|lang| site.tongue(Some(*lang))).collect();
        Self { site, tongues, labels: RefCell::default() }
    }

    /// The portal.
    pub fn portal(&self) -> &'s Portal {
        self.site.portal
    }

    /// What `write` writes in each language.
    pub fn each(&self, write: impl Fn(&Tongue<'_>) -> String) -> ByLanguage {
        self.tongues.iter().map(|tongue| (tongue.lang, write(tongue))).collect()
    }

    /// A text of the content.
    pub fn words(&self, words: &Words) -> Text {
        let Some(same) = &words.same else {
            let texts = words.by_language.iter().map(|(lang, text)| (*lang, text.value.to_string()));
            return Text::Written(texts.collect());
        };
        match Stated::<()>::from_mark(same) {
            Some(mark) => Text::Absent { state: self.state(&mark) },
            None => Text::Written(self.each(|_| same.to_string())),
        }
    }

    /// A text that may not be there.
    pub fn optional(&self, words: Option<&Words>) -> Option<Text> {
        words.map(|words| self.words(words))
    }

    /// What the codes in the file are called.
    pub fn labels(&self) -> Labels {
        self.labels.take()
    }

    /// A code that is called what `write` writes in each language.
    pub fn coded(&self, list: &'static str, code: &str, write: impl Fn(&Tongue<'_>) -> String) -> String {
        let mut labels = self.labels.borrow_mut();
        let list = labels.entry(list).or_default();
        if !list.contains_key(code) {
            list.insert(code.to_owned(), self.each(write));
        }
        code.to_owned()
    }

    /// A code of a fixed list.
    pub fn choice<L: Listed>(&self, choice: L) -> Code<L> {
        let key = format!("{}.{}", L::WORDS, choice.code());
        self.coded(L::WORDS.trim_start_matches("choice."), &plain(choice.code()), |tongue| tongue.t(&key));
        Code(choice)
    }

    /// Whether there is a value, and if not, why.
    pub fn state<T>(&self, value: &Stated<T>) -> Code<ValueState> {
        let (state, words) = match value {
            Stated::Known(_) => return Code(ValueState::Known),
            Stated::Unclear(_) => return Code(ValueState::Unclear),
            Stated::NotStated => (ValueState::NotStated, "value.not_stated"),
            Stated::NotApplicable => (ValueState::NotApplicable, "value.not_applicable"),
            Stated::NotReported => (ValueState::NotReported, "value.not_reported"),
        };
        self.coded("no_value", state.code(), |tongue| tongue.t(words));
        Code(state)
    }

    /// Known, or not reported yet.
    pub fn reported(&self, is: bool) -> Code<ValueState> {
        self.state(&if is { Stated::Known(()) } else { Stated::NotReported })
    }

    /// A region, by its code of ISO 3166-2.
    pub fn region(&self, region: &Region) -> String {
        self.coded("region", region.code, |tongue| tongue.region(region))
    }

    /// The themes at these places, by their ids.
    pub fn themes(&self, themes: &[usize]) -> Vec<String> {
        let themes = themes.iter().filter_map(|at| self.portal().themes.get(*at));
        themes.map(|theme| self.coded("theme", &theme.id, |tongue| tongue.words(&theme.name).text)).collect()
    }

    /// A unit: its id, or the code of a currency.
    pub fn unit(&self, unit: &Unit) -> String {
        let code = match &unit.name {
            UnitName::BuiltIn(id) => id,
            UnitName::Own(id) | UnitName::Currency(id) => id.as_str(),
        };
        self.coded("unit", code, |tongue| tongue.unit_name(unit))
    }

    /// The page below each language, with full addresses where the portal's is known.
    pub fn addresses(&self, below: &str) -> ByLanguage {
        self.each(|tongue| self.full(&tongue.here(below)))
    }

    /// An address from the root, with the portal's before it where that is known.
    pub fn full(&self, address: &str) -> String {
        self.portal().base_url.absolute(address)
    }

    /// The slug of an organisation.
    pub fn organisation(&self, at: usize) -> Option<String> {
        self.portal().organisations.get(at).map(|it| it.slug.clone())
    }
}
