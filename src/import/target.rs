//! The grammar of targets: what tables of plans and reports write where a quantity belongs.
//!
//! `50`, `кемінде 50`, `не менее 50 человек`, `50дөн кем эмес`, `1 (әр топтан)`, `15/15`, `80%`, `4 күн`, `1,5 млн теңге`,
//! `50 (елу)`, `бір`, `-`. What the number counts, and for each of what it is promised, is taken off word by word; the
//! rest has to be a quantity of the content ([`quantity::parse`]). Nothing is guessed: where a word is left over, the
//! whole is not understood.

mod bounds;
mod numbers;
mod per;
mod words;

use crate::language::stem::normalised;
use crate::value::quantity::{self, QuantityFault};
use crate::value::{Amount, Bound, Decimal, Quantity, Stated, written};
use words::words;

/// A target as content has it.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// The bound and the amount, or the mark for a missing one.
    pub value: Stated<Quantity>,
    /// The id of the unit that is written beside the number.
    pub unit: Option<&'static str>,
    /// For each of what it is promised.
    pub per: Option<&'static str>,
    /// How many of these there are.
    pub per_count: Option<Decimal>,
    /// What else stands in brackets, as it is written.
    pub detail: Option<String>,
}

impl Target {
    fn of(value: Stated<Quantity>) -> Self {
        Self { value, unit: None, per: None, per_count: None, detail: None }
    }
}

/// Reads a target in Kazakh, Russian or Kyrgyz.
///
/// # Errors
/// Why it is not understood.
pub fn parse(text: &str) -> Result<Target, QuantityFault> {
    let plain = tidy(text);
    if plain.is_empty() {
        return Err(QuantityFault::Empty);
    }
    if let Some(value) = mark(&plain) {
        return Ok(Target::of(value));
    }
    let (said, brackets) = parted(&plain)?;
    let mut rest = spaced(&said);
    let mut target = Target::of(Stated::NotStated);
    per::take(&mut rest, &mut target, false);
    target.unit = take_unit(&mut rest);
    let quantity = amount(rest)?;
    if quantity.percent {
        target.unit = Some("percent");
    }
    target.value = Stated::Known(quantity);
    // One bracket may say several things: «әр вебинарға, барлығы 5».
    let parts = brackets.into_iter().flat_map(|inside| inside.split(", "));
    parts.map(str::trim).try_for_each(|part| bracket(part, quantity, &mut target))?;
    Ok(target)
}

/// Whether a cell says that it has no value: crossed out, or left blank in whatever words.
pub fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
        || mark(&tidy(text)).is_some_and(|value| matches!(value, Stated::NotStated | Stated::NotApplicable))
}

/// The unit that a text names, such as the head or the cell of a column of units; the first of several.
pub fn unit(text: &str) -> Option<&'static str> {
    take_unit(&mut spaced(&tidy(text)))
}

/// The number that is written in words: `елу`, `пятьдесят две тысячи`.
pub fn in_words(text: &str) -> Option<Decimal> {
    numbers::read(&tidy(text).split(' ').map(str::to_owned).collect::<Vec<_>>())
}

/// Words in the one way of writing, one space between, no full stop or semicolon at the end.
fn tidy(text: &str) -> String {
    let words: Vec<String> = text.split_whitespace().map(word).collect();
    let text = words.join(" ");
    let text = text.trim_end_matches([';', ',', ' ']);
    // A full stop that ends the sentence, not one that shortens a word.
    let stop = text
        .strip_suffix('.')
        .filter(|rest| rest.ends_with(|char: char| char.is_ascii_digit() || char == '%' || char == ')'));
    stop.unwrap_or(text).to_owned()
}

fn word(word: &str) -> String {
    if word.chars().any(char::is_alphabetic) { normalised(word) } else { word.to_owned() }
}

fn mark(text: &str) -> Option<Stated<Quantity>> {
    let words = &words().mark;
    let is = |list: &[String]| list.iter().any(|word| word == text);
    if let Some(mark) = Stated::from_mark(text) {
        return Some(mark);
    }
    if is(&words.not_applicable) {
        return Some(Stated::NotApplicable);
    }
    if is(&words.not_stated) || text.chars().all(|char| matches!(char, '_' | '…' | '.')) {
        return Some(Stated::NotStated);
    }
    let done = |done| Some(Stated::Known(Quantity::done(done)));
    if is(&words.done) {
        done(true)
    } else if is(&words.not_done) {
        done(false)
    } else {
        None
    }
}

/// The text without its brackets, and what stands in each.
fn parted(text: &str) -> Result<(String, Vec<&str>), QuantityFault> {
    let (mut said, mut inside) = (String::new(), Vec::new());
    let mut rest = text;
    while let Some((before, more)) = rest.split_once('(') {
        let (bracket, after) = more.split_once(')').ok_or(QuantityFault::Bracket)?;
        if before.contains(')') || bracket.contains('(') {
            return Err(QuantityFault::Bracket);
        }
        said.push_str(before);
        inside.push(bracket.trim());
        rest = after;
    }
    said.push_str(rest);
    if rest.contains(')') { Err(QuantityFault::Bracket) } else { Ok((said, inside)) }
}

/// What a bracket adds: the number in words, "for each", how many of these, a unit; or a detail.
fn bracket(inside: &str, quantity: Quantity, target: &mut Target) -> Result<(), QuantityFault> {
    let mut left = spaced(inside);
    if target.per.is_none() {
        per::take(&mut left, target, true);
    } else if let Some(count) = per::counted(&left, target.per) {
        target.per_count = target.per_count.or(Some(count));
        return Ok(());
    }
    if let Some(count) = in_all(&left, quantity, target) {
        target.per_count = target.per_count.or(Some(count));
        return Ok(());
    }
    let unit = take_unit(&mut left);
    match numbers::read(&left) {
        // Where they differ, nobody but the officer knows which is right.
        Some(number) if Some(number) != quantity.number() => return Err(QuantityFault::Bracket),
        Some(_) => target.unit = target.unit.or(unit),
        None if left.is_empty() && (unit.is_none() || target.unit.is_none()) => target.unit = target.unit.or(unit),
        // Each of something that content has no word for: not the amount of the whole.
        None if per::is_each(&left) => return Err(QuantityFault::Words),
        None => add_detail(inside, target),
    }
    Ok(())
}

/// How many there are of what the amount is promised for, from the amount of the whole: `барлығы 5` of one each.
fn in_all(words: &[String], quantity: Quantity, target: &Target) -> Option<Decimal> {
    let [first, number] = words else { return None };
    let whole = quantity::parse(number).ok()?.known()?.number()?;
    let each = quantity.number().filter(|each| !each.is_zero())?;
    let count = whole.checked_div(each)?;
    let said = self::words::words().each.in_all.contains(first);
    (said && target.per.is_some() && count.is_integer() && count > Decimal::ZERO).then(|| count.normalize())
}

fn add_detail(text: &str, target: &mut Target) {
    target.detail = Some(match target.detail.take() {
        Some(before) => format!("{before}; {text}"),
        None => text.to_owned(),
    });
}

/// The words one by one; a number that runs into a word ("50дөн") is parted from it.
fn spaced(text: &str) -> Vec<String> {
    let mut parted = String::new();
    let mut last = ' ';
    for char in text.chars() {
        if last.is_ascii_digit() && char.is_alphabetic() || "%/".contains(char) || "%/".contains(last) {
            parted.push(' ');
        }
        parted.push(char);
        last = char;
    }
    parted.split_whitespace().map(str::to_owned).collect()
}

/// Takes the words of a unit off and gives it; where there are several units, none is stated.
fn take_unit(rest: &mut Vec<String>) -> Option<&'static str> {
    let mut found: Vec<&'static str> = Vec::new();
    let mut at = 0;
    while at < rest.len() {
        match words().unit_at(rest, at) {
            Some((unit, count)) => {
                rest.splice(at..at + count, (unit == "percent").then(|| "%".to_owned()));
                found.push(unit);
            }
            None => at += 1,
        }
    }
    match found.as_slice() {
        [unit] => Some(unit),
        _ => None,
    }
}

/// What is left has to be a quantity: bound, number, percent sign.
fn amount(mut rest: Vec<String>) -> Result<Quantity, QuantityFault> {
    numbers::to_digits(&mut rest);
    let bound = bounds::take(&mut rest)?;
    let times = numbers::take_times(&mut rest);
    match written::parse_surely(&rest.join(" "))? {
        Stated::Known(quantity) => multiplied(bounded(quantity, bound)?, times),
        _ => Err(QuantityFault::NoNumber),
    }
}

fn bounded(quantity: Quantity, bound: Option<Bound>) -> Result<Quantity, QuantityFault> {
    match (bound, quantity.bound) {
        (None, _) => Ok(quantity),
        (Some(bound), Bound::Exactly) => Ok(Quantity { bound, ..quantity }),
        (Some(_), _) => Err(QuantityFault::TwoBounds),
    }
}

fn multiplied(quantity: Quantity, times: Option<Decimal>) -> Result<Quantity, QuantityFault> {
    let (Some(times), Amount::Number(number)) = (times, quantity.amount) else {
        return if times.is_none() { Ok(quantity) } else { Err(QuantityFault::Words) };
    };
    let number = number.checked_mul(times).ok_or(QuantityFault::TooLong)?;
    Ok(Quantity { amount: Amount::Number(number.normalize()), ..quantity })
}

#[cfg(test)]
mod tests;
