//! Percentages, money, quantities with bounds and units, and the words for values that are missing.

use super::Lang;
use super::locale::{Arg, Locale, MissingWord};
use crate::value::{Amount, Bound, Quantity, Stated};
use rust_decimal::Decimal;

impl Locale {
    /// A percentage: `12,5 %`, in English `12.5%`.
    pub fn percent(&self, number: &Decimal) -> String {
        self.percentage(self.number(number))
    }

    /// A change in percent: `+9,1 %`.
    pub fn signed_percent(&self, number: &Decimal) -> String {
        self.percentage(self.signed(number))
    }

    fn percentage(&self, number: String) -> String {
        let args = [("number", Arg::Text(number.clone()))];
        self.text("number.percent", &args).unwrap_or_else(|_| format!("{number} %"))
    }

    /// An amount of money in a currency (ISO 4217): `3 249 000 ₸`. A currency without words is written by its code.
    pub fn money(&self, amount: &Decimal, currency: &str) -> String {
        let sign = if amount.is_sign_negative() && !amount.is_zero() { "−" } else { "" };
        format!("{sign}{}", self.money_in(self.plural(amount), &amount.abs(), currency))
    }

    fn money_in(&self, category: &str, amount: &Decimal, currency: &str) -> String {
        let number = self.number(amount);
        let args = [("amount", Arg::Text(number.clone())), ("code", currency.into())];
        self.form(&format!("currency.{currency}"), category, &args)
            .or_else(|_| self.form("currency.other_code", category, &args))
            .unwrap_or_else(|_| format!("{number} {currency}"))
    }

    /// A quantity without its unit: «кемінде 50», «не менее 80 %», `15/15`.
    pub fn quantity(&self, quantity: &Quantity) -> String {
        let amount = match quantity.amount {
            Amount::Number(number) if quantity.percent => self.percent(&number),
            Amount::Number(number) => self.number(&number),
            Amount::Pair(first, second) => format!("{}/{}", self.number(&first), self.number(&second)),
            Amount::Done(done) => self.done(done),
        };
        self.bounded(quantity.bound, amount)
    }

    /// A quantity with its unit, which is a key of the section `unit` or a currency (ISO 4217): «кемінде 50 адам»,
    /// «не менее 2 публикаций», "at least ₸5,000". Pairs and things to be done stand without a unit.
    pub fn counted(&self, quantity: &Quantity, unit: &str) -> Result<String, MissingWord> {
        let Some(number) = quantity.number() else { return Ok(self.quantity(quantity)) };
        if quantity.percent || unit == "percent" {
            return Ok(self.bounded(quantity.bound, self.percent(&number)));
        }
        let category = self.beside(quantity.bound, self.plural(&number));
        let text = if is_currency(unit) {
            self.money_in(category, &number, unit)
        } else {
            self.units(quantity.bound, &number, category, unit)?
        };
        Ok(self.bounded(quantity.bound, text))
    }

    /// An exception under `unit_bounded` wins over the rule of [`Locale::beside`].
    fn units(&self, bound: Bound, number: &Decimal, category: &str, unit: &str) -> Result<String, MissingWord> {
        let args = [("count", Arg::Number(*number))];
        let exception = format!("unit_bounded.{unit}");
        if bound != Bound::Exactly && self.words().entry(&exception).is_some() {
            return self.text(&exception, &args);
        }
        self.form(&format!("unit.{unit}"), category, &args)
    }

    /// The plural category of a noun after the words of a bound. Russian bounds take the genitive: its singular is the
    /// form used with 2 («не менее 21 публикации»), its plural the form used with 5 («не менее 2 публикаций»).
    fn beside(&self, bound: Bound, category: &'static str) -> &'static str {
        match (self.lang(), bound, category) {
            (_, Bound::Exactly, _) => category,
            (Lang::Ru, _, "one") => "few",
            (Lang::Ru, _, "few") => "many",
            _ => category,
        }
    }

    fn bounded(&self, bound: Bound, amount: String) -> String {
        let key = match bound {
            Bound::Exactly => return amount,
            Bound::AtLeast => "bound.at_least",
            Bound::AtMost => "bound.at_most",
        };
        let sign = if bound == Bound::AtLeast { "≥" } else { "≤" };
        self.text(key, &[("amount", Arg::Text(amount.clone()))]).unwrap_or_else(|_| format!("{sign} {amount}"))
    }

    fn done(&self, done: bool) -> String {
        let (key, sign) = if done { ("value.done", "✓") } else { ("value.not_done", "✗") };
        self.text(key, &[]).unwrap_or_else(|_| sign.to_owned())
    }

    /// A quantity for each group, meeting, webinar or event, with their number where it is known:
    /// «2 топтың әрқайсысынан кемінде 25 ата-ана», "1 presentation per webinar".
    pub fn per(&self, quantity: &str, each: &str, count: Option<&Decimal>) -> Result<String, MissingWord> {
        let phrase = match count {
            Some(count) => self.text(&format!("per_counted.{each}"), &[("count", Arg::Number(*count))])?,
            None => self.text(&format!("per.{each}"), &[])?,
        };
        self.text("quantity.per", &[("quantity", quantity.into()), ("per", phrase.into())])
    }

    /// The words for a value that is not there; nothing for a known one.
    pub fn absent<T>(&self, value: &Stated<T>) -> Option<String> {
        let (key, text) = match value {
            Stated::Known(_) => return None,
            Stated::NotStated => ("value.not_stated", "?"),
            Stated::NotApplicable => ("value.not_applicable", "–"),
            Stated::NotReported => ("value.not_reported", "…"),
            Stated::Unclear(text) => ("value.unclear", text.as_str()),
        };
        Some(self.text(key, &[("text", text.into())]).unwrap_or_else(|_| text.to_owned()))
    }
}

/// Currencies have capital letters, ids of units have small ones.
fn is_currency(unit: &str) -> bool {
    unit.len() == 3 && unit.bytes().all(|byte| byte.is_ascii_uppercase())
}
