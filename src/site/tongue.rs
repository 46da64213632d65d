//! Writing for readers of one language: the portal's words and values, written out.

use super::{Passage, Value};
use crate::finding::{Arg as FindingArg, Code, Finding};
use crate::language::{Arg, Entry, Lang, Locale, MissingWord, Region};
use crate::model::{Indicator, Portal, Unit, UnitName};
use crate::read::Words;
use crate::theme::Theme;
use crate::value::{AgeRange, Decimal, PartialDate, Period, Quantity, Stated};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

/// How to write in one language.
pub struct Tongue<'p> {
    /// The language.
    pub lang: Lang,
    /// Its numbers, dates, plural forms, alphabet and words.
    pub locale: Arc<Locale>,
    portal: &'p Portal,
    missing: Arc<Mutex<BTreeSet<String>>>,
}

impl<'p> Tongue<'p> {
    /// The words of the look, with the units of the portal added.
    pub fn new(lang: Lang, portal: &'p Portal, theme: &Theme) -> Self {
        let mut words = theme.words.get(&lang).cloned().unwrap_or_default();
        for (id, forms) in &portal.units {
            let text = |words: &'p Words| words.in_language(lang, &portal.languages).0;
            words.insert_unit(id, &forms.iter().map(|(category, words)| (*category, text(words))).collect());
        }
        Self { lang, locale: Arc::new(Locale::new(lang, &words)), portal, missing: Arc::default() }
    }

    /// The languages of the content, the first one first.
    pub(super) fn content_languages(&self) -> &'p [Lang] {
        &self.portal.languages
    }

    /// Words that were asked for and are not there.
    pub(super) fn missing(&self) -> Vec<Finding> {
        let missing = self.missing.lock().unwrap_or_else(PoisonError::into_inner);
        let finding = |key: &String| {
            Finding::new(Code::WordMissing)
                .with("key", key.as_str())
                .with("language", FindingArg::Term(self.lang.code()))
        };
        missing.iter().map(finding).collect()
    }

    /// Words of the interface for templates, which outlive every borrow. A missing word is noted and shown by its key.
    ///
    /// # Errors
    /// The gap for which there is nothing.
    pub fn saying(&self) -> impl Fn(&str, &[(&str, Arg)]) -> Result<String, MissingWord> + Send + Sync + 'static {
        let (locale, missing) = (Arc::clone(&self.locale), Arc::clone(&self.missing));
        move |key, args| match locale.text(key, args) {
            Err(MissingWord { key, gap: None }) => {
                missing.lock().unwrap_or_else(PoisonError::into_inner).insert(key.clone());
                Ok(key)
            }
            said => said,
        }
    }

    /// Words of the interface that have neither gaps nor plural forms, by key.
    pub fn plain_words(&self) -> impl Iterator<Item = (&str, String)> {
        self.locale.words().iter().filter_map(|(key, entry)| match entry {
            Entry::Text(text) if text.gaps().next().is_none() => Some((key.as_str(), text.source())),
            _ => None,
        })
    }

    /// Words of the interface with gaps filled. A missing word is noted and shown by its key.
    pub fn say(&self, key: &str, args: &[(&str, Arg)]) -> String {
        self.or_missing(self.locale.text(key, args))
    }

    /// Words of the interface without gaps.
    pub fn t(&self, key: &str) -> String {
        self.say(key, &[])
    }

    /// Words whose plural form follows `count`.
    pub fn count(&self, key: &str, count: usize) -> String {
        self.say(key, &[("count", number(count))])
    }

    fn or_missing(&self, said: Result<String, crate::language::MissingWord>) -> String {
        said.unwrap_or_else(|missing| {
            let key = missing.key.clone();
            self.missing.lock().unwrap_or_else(PoisonError::into_inner).insert(missing.key);
            key
        })
    }

    /// Words of the content, in this language or in the one that there is.
    ///
    /// `"?"` and `"-"` in place of a text are said in words: left blank, not applicable.
    pub fn words(&self, words: &Words) -> Passage {
        let mark = words.same.as_deref().and_then(Stated::<()>::from_mark);
        if let Some(said) = mark.and_then(|mark| self.locale.absent(&mark)) {
            return said.into();
        }
        let (text, lang) = words.in_language(self.lang, &self.portal.languages);
        Passage { text: text.to_owned(), lang: lang.filter(|lang| *lang != self.lang).map(Lang::code) }
    }

    /// Words of the content that may be absent.
    pub fn optional(&self, words: Option<&Words>) -> Option<Passage> {
        words.map(|words| self.words(words))
    }

    /// The word for a choice: `choice("grant_status", "running")`.
    pub fn choice(&self, list: &str, code: &str) -> String {
        self.t(&format!("choice.{list}.{code}"))
    }

    /// The name of a region.
    pub fn region(&self, region: &Region) -> String {
        region.name(self.lang).to_owned()
    }

    /// The name of an indicator.
    pub fn indicator(&self, indicator: &Indicator) -> Passage {
        match (&indicator.title, indicator.standard) {
            (Some(title), _) => self.words(title),
            (None, Some(standard)) => self.t(&format!("standard.{}", standard.code())).into(),
            (None, None) => indicator.id.clone().into(),
        }
    }

    /// The name of a theme of the portal.
    pub(super) fn theme_label(&self, id: &str) -> String {
        let theme = self.portal.themes.iter().find(|theme| theme.id == id);
        theme.map_or_else(|| id.to_owned(), |theme| self.words(&theme.name).text)
    }

    /// A quantity for each group, meeting, webinar or event.
    pub fn per(&self, quantity: &str, each: &str, count: Option<&Decimal>) -> String {
        self.or_missing(self.locale.per(quantity, each, count))
    }

    /// A range of ages: "10–16", "59 and over". The last age of a range decides the plural form.
    pub fn age(&self, age: &AgeRange) -> String {
        let from = number(age.from.into());
        let Some(to) = age.to else {
            return self.say(if age.open { "age.and_over" } else { "age.exactly" }, &[("from", from)]);
        };
        let from = text(self.locale.number(&age.from.into()));
        let key = if age.open { "age.range_and_over" } else { "age.range" };
        self.say(key, &[("from", from), ("to", number(to.into()))])
    }

    /// The name of a unit by itself, as in the head of a table.
    pub fn unit_name(&self, unit: &Unit) -> String {
        match &unit.name {
            UnitName::BuiltIn(id) => self.t(&format!("unit_name.{id}")),
            UnitName::Own(id) => self.t(&format!("unit_name.{id}")),
            UnitName::Currency(code) => code.clone(),
        }
    }

    /// A quantity with its unit.
    pub fn quantity(&self, quantity: &Quantity, unit: Option<&Unit>) -> String {
        match unit {
            Some(unit) => self.or_missing(self.locale.counted(quantity, unit_key(unit))),
            None => self.locale.quantity(quantity),
        }
    }

    /// A quantity, or in words why there is none.
    pub fn value(&self, value: &Stated<Quantity>, unit: Option<&Unit>) -> Value {
        let number = value.known().and_then(Quantity::number);
        self.stated(value, |quantity| self.quantity(quantity, unit)).sorted_by(number)
    }

    /// A quantity that is absent where the key is.
    pub fn optional_value(&self, value: Option<&Stated<Quantity>>, unit: Option<&Unit>) -> Option<Value> {
        value.map(|value| self.value(value, unit))
    }

    /// Any value, or in words why there is none.
    pub fn stated<T>(&self, value: &Stated<T>, write: impl FnOnce(&T) -> String) -> Value {
        let state = match value {
            Stated::Known(known) => return Value::known(write(known)),
            Stated::NotStated => "not-stated",
            Stated::NotApplicable => "not-applicable",
            Stated::NotReported => "not-reported",
            Stated::Unclear(_) => "unclear",
        };
        Value::absent(self.locale.absent(value).unwrap_or_default(), state)
    }

    /// Money, or in words why there is none.
    pub fn money(&self, amount: &Stated<Decimal>, currency: &str) -> Value {
        self.stated(amount, |amount| self.locale.money(amount, currency)).sorted_by(amount.known())
    }

    /// A date, or in words why there is none.
    pub fn date(&self, date: &Stated<PartialDate>) -> Value {
        self.stated(date, |date| self.locale.date(date)).sorted_by(date.known())
    }

    /// A percentage, sorted by its value.
    pub fn percent(&self, percent: &Decimal) -> Value {
        Value::known(self.locale.percent(&percent.round_dp(1).normalize())).sorted_by(Some(percent.normalize()))
    }

    /// A period.
    pub fn period(&self, period: &Period) -> String {
        self.locale.period(period)
    }

    /// A period, sorted by its first day.
    pub fn when(&self, period: &Period) -> Value {
        Value::known(self.period(period)).sorted_by(Some(period.first_day()))
    }

    /// An address below this language: `here("grants/")` is `/kk/grants/`.
    pub fn here(&self, below: &str) -> String {
        format!("/{}/{below}", self.lang.code())
    }

    /// Puts things into the order of this language's alphabet.
    pub fn sort<T>(&self, list: &mut [T], name: impl Fn(&T) -> &str) {
        list.sort_by(|a, b| self.locale.compare(name(a), name(b)));
    }
}

fn unit_key(unit: &Unit) -> &str {
    match &unit.name {
        UnitName::BuiltIn(id) => id,
        UnitName::Own(id) | UnitName::Currency(id) => id,
    }
}

/// A count as a word that fills a gap.
pub fn number(count: usize) -> Arg {
    Arg::Number(Decimal::from(count))
}

/// Text as a word that fills a gap.
pub fn text(text: impl Into<String>) -> Arg {
    Arg::Text(text.into())
}
