//! Writing in one language: words with gaps, numbers, plural forms, alphabetical order, lists.
//!
//! Dates are in `dates.rs`, quantities and money in `amounts.rs`.

use super::Lang;
use super::words::Catalogue;
use fixed_decimal::SignDisplay;
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{CollatorBorrowed, CollatorPreferences};
use icu_decimal::DecimalFormatter;
use icu_list::ListFormatter;
use icu_locale_core::{Locale as Tag, locale};
use icu_plurals::{PluralCategory, PluralRules};
use rust_decimal::Decimal;
use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;

/// Everything that is needed to write in one language. Built once per language and shared between threads.
pub struct Locale {
    lang: Lang,
    words: Catalogue,
    decimals: DecimalFormatter,
    plurals: PluralRules,
    order: CollatorBorrowed<'static>,
    lists: ListFormatter,
}

/// What fills a gap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arg {
    /// Text, put in as it stands.
    Text(String),
    /// A number, written as the language writes numbers; it can choose the plural form.
    Number(Decimal),
}

/// A text of the interface that cannot be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingWord {
    /// The key that was asked for.
    pub key: String,
    /// The gap for which there was nothing; absent: the key itself is missing.
    pub gap: Option<String>,
}

impl fmt::Display for MissingWord {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.gap {
            Some(gap) => write!(out, "nothing for {{{gap}}} in `{}`", self.key),
            None => write!(out, "no words for `{}`", self.key),
        }
    }
}

impl std::error::Error for MissingWord {}

/// English is that of Britain, as in the words: "organisation", "30 July 2024".
fn tag(lang: Lang) -> Tag {
    match lang {
        Lang::Kk => locale!("kk"),
        Lang::Ru => locale!("ru"),
        Lang::Ky => locale!("ky"),
        Lang::En => locale!("en-GB"),
    }
}

impl Locale {
    /// The language with these words.
    pub fn new(lang: Lang, words: &Catalogue) -> Locale {
        const COMPILED: &str = "the data of the four languages are compiled in";
        let tag = tag(lang);
        let mut order = CollatorPreferences::from(&tag);
        order.numeric_ordering = Some(CollationNumericOrdering::True);
        Locale {
            lang,
            words: words.clone(),
            decimals: DecimalFormatter::try_new((&tag).into(), Default::default()).expect(COMPILED),
            plurals: PluralRules::try_new_cardinal((&tag).into()).expect(COMPILED),
            order: CollatorBorrowed::try_new(order, Default::default()).expect(COMPILED),
            lists: ListFormatter::try_new_and((&tag).into(), Default::default()).expect(COMPILED),
        }
    }

    /// The language with its built-in words.
    pub fn built_in(lang: Lang) -> Locale {
        Self::new(lang, &Catalogue::built_in(lang))
    }

    /// The language.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// The words.
    pub fn words(&self) -> &Catalogue {
        &self.words
    }

    /// The words for a key with the gaps filled. The plural form is that of the number `count`, or of the first number.
    pub fn text(&self, key: &str, args: &[(&str, Arg)]) -> Result<String, MissingWord> {
        let category = deciding_number(args).map_or("other", |number| self.plural(number));
        self.form(key, category, args)
    }

    /// The words for a key in the given plural category.
    pub(super) fn form(&self, key: &str, category: &str, args: &[(&str, Arg)]) -> Result<String, MissingWord> {
        let missing = |gap| MissingWord { key: key.to_owned(), gap };
        let entry = self.words.entry(key).ok_or_else(|| missing(None))?;
        let value = |name: &str| args.iter().find(|(given, _)| *given == name).map(|(_, arg)| self.written(arg));
        entry.form(category).fill(value).map_err(|gap| missing(Some(gap)))
    }

    fn written<'a>(&self, arg: &'a Arg) -> Cow<'a, str> {
        match arg {
            Arg::Text(text) => text.into(),
            Arg::Number(number) => self.number(number).into(),
        }
    }

    /// A number: `1 206 432,5`. As many decimal places as it was stated with; a true minus sign, which screen readers read out.
    pub fn number(&self, number: &Decimal) -> String {
        self.decimal(number, SignDisplay::Auto)
    }

    /// A change: like a number, with a plus sign where it is above zero.
    pub fn signed(&self, number: &Decimal) -> String {
        self.decimal(number, SignDisplay::ExceptZero)
    }

    fn decimal(&self, number: &Decimal, sign: SignDisplay) -> String {
        let mut fixed = fixed(number);
        fixed.apply_sign_display(sign);
        self.decimals.format(&fixed).to_string().replace('-', "−").replace('\u{202f}', "\u{a0}")
    }

    /// The CLDR plural category of a number: `one`, `few`, `many` or `other` in these languages.
    pub fn plural(&self, number: &Decimal) -> &'static str {
        category_name(self.plurals.category_for(&fixed(number)))
    }

    /// The plural categories that the language tells apart.
    pub fn categories(&self) -> Vec<&'static str> {
        self.plurals.categories().map(category_name).collect()
    }

    /// Alphabetical order, numbers inside by their value. Equal only for equal texts.
    pub fn compare(&self, left: &str, right: &str) -> Ordering {
        self.order.compare(left, right).then_with(|| left.cmp(right))
    }

    /// The items as one enumeration: `Абай, Ұлытау`, `Абай и Улытау`.
    pub fn list<S: AsRef<str>>(&self, items: &[S]) -> String {
        self.lists.format(items.iter().map(S::as_ref)).to_string()
    }

    /// The text with a capital first letter, for a word at the beginning of a line.
    pub fn capital(&self, text: &str) -> String {
        let mut chars = text.chars();
        chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
    }
}

fn deciding_number<'a>(args: &'a [(&str, Arg)]) -> Option<&'a Decimal> {
    let number = |(name, arg): &'a (&str, Arg)| match arg {
        Arg::Number(number) => Some((*name, number)),
        Arg::Text(_) => None,
    };
    let numbers = || args.iter().filter_map(number);
    numbers().find(|(name, _)| *name == "count").or_else(|| numbers().next()).map(|(_, number)| number)
}

/// The same number for ICU. Both types hold any number of up to 28 digits, so nothing is lost.
fn fixed(number: &Decimal) -> fixed_decimal::Decimal {
    fixed_decimal::Decimal::try_from_str(&number.to_string()).unwrap_or_default()
}

fn category_name(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Arg {
        Arg::Text(text)
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Arg {
        Arg::Text(text.to_owned())
    }
}

impl From<Decimal> for Arg {
    fn from(number: Decimal) -> Arg {
        Arg::Number(number)
    }
}

impl From<usize> for Arg {
    fn from(number: usize) -> Arg {
        Arg::Number(number.into())
    }
}
