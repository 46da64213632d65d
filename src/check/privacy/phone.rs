//! Telephone numbers of Kazakhstan and Kyrgyzstan in the ways in which they are written.

use super::digits::Window;
use super::introduction::{self, Introduction};
use super::letters::is_space;

/// The number with the code of its country, or as it is dialled, if this is a telephone number.
///
/// `introduced`: it is known to be a contact, whatever stands before it.
pub(super) fn normal(window: &Window<'_>, introduced: bool) -> Option<String> {
    let form = form(window)?;
    let start = window.letters().start;
    let introduction = || match introduced {
        true => Introduction::Marked,
        false => introduction::introduction(window.text(), start),
    };
    let is_phone = match form {
        _ if introduction::is_in_address(window.text(), start) => false,
        Form::Clear(_) => !window.is_bare() || introduced || !is_counted(window) || introduction() > Introduction::None,
        Form::Full(_) => introduction() > Introduction::None,
        Form::Grouped(_) => introduction() >= Introduction::Word,
        Form::Run(_) => introduction() == Introduction::Marked && !is_counted(window),
        Form::Short(_) => introduced || is_dialled(window, introduction()),
    };
    is_phone.then(|| form.normal())
}

/// How sure the form alone makes that a number is a telephone number, with its normal form.
enum Form {
    /// Nothing else is written like this.
    Clear(String),
    /// As many digits as a telephone number; a word has to say that it is one.
    Full(String),
    /// A number inside a town in groups: `50-51-52`; a word has to say that it is one.
    Grouped(String),
    /// A number inside a town in one run: `505152`; a word and a mark have to say that it is one.
    Run(String),
    /// The number of a hot line: `109`, `1414`.
    Short(String),
}

impl Form {
    fn normal(self) -> String {
        let (Self::Clear(normal)
        | Self::Full(normal)
        | Self::Grouped(normal)
        | Self::Run(normal)
        | Self::Short(normal)) = self;
        normal
    }
}

fn form(window: &Window<'_>) -> Option<Form> {
    if window.is_decimal() {
        return None;
    }
    let clear = || international(window).or_else(|| national(window, false)).map(Form::Clear);
    let full = || national(window, true).map(Form::Full);
    clear().or_else(full).or_else(|| local(window)).or_else(|| short(window))
}

/// With a plus sign and the code of the country.
fn international(window: &Window<'_>) -> Option<String> {
    let digits = &window.digits;
    let known = match digits.len() {
        11 => digits.starts_with('7'),
        12 => digits.starts_with("996"),
        _ => false,
    };
    let home = digits.starts_with('7') || digits.starts_with("996");
    let other = !home && (11..=15).contains(&digits.len()) && !window.is_amount();
    if !window.plus() || !(known || other) {
        return None;
    }
    Some(
        digits
            .strip_prefix('8')
            .filter(|rest| is_kazakh(rest))
            .map_or_else(|| digits.clone(), |rest| format!("7{rest}")),
    )
}

/// Without a plus sign, in full length.
fn national(window: &Window<'_>, said: bool) -> Option<String> {
    if window.is_amount() && !said {
        return None;
    }
    kazakh_with_prefix(window).or_else(|| kazakh_without_prefix(window, said)).or_else(|| kyrgyz(window, said))
}

/// Codes of operators (70x, 747, 75x, 76x, 77x), towns (71x, 72x) and free calls (80x).
fn is_kazakh(number: &str) -> bool {
    number.len() == 10 && ["70", "71", "72", "74", "75", "76", "77", "80"].iter().any(|code| number.starts_with(code))
}

/// `8 (701) …`, `8-7292-…`, `87011234567`, `7 701 …`.
fn kazakh_with_prefix(window: &Window<'_>) -> Option<String> {
    let rest = window.digits.strip_prefix(['8', '7']).filter(|rest| rest.len() == 10)?;
    let alone = matches!(window.shape.as_slice(), [1, 3..=10, ..]);
    let joined = matches!(window.shape.as_slice(), [4 | 5 | 6 | 11, ..]);
    let pairs = window.brackets_inside() || window.shape.ends_with(&[2, 2]);
    let abroad = alone && pairs && window.digits.starts_with('8') && rest.starts_with(['3', '4', '9']);
    (abroad || (alone || joined) && is_kazakh(rest)).then(|| format!("7{rest}"))
}

/// `701 123 45 67`, `(7292) 50-51-52`: only where the groups leave no doubt.
fn kazakh_without_prefix(window: &Window<'_>, said: bool) -> Option<String> {
    let clear = match window.shape.as_slice() {
        [3, 3, 2, 2] => window.is_first || window.brackets_at_start(),
        [3, 3, 4] | [4, 2, 2, 2] => window.brackets_inside() || window.hyphen_at_end(),
        [3..=5, ..] => window.is_code_in_brackets(),
        _ => false,
    };
    let is_one = is_kazakh(&window.digits) && !window.digits.starts_with('8') && (clear || said);
    is_one.then(|| format!("7{}", window.digits))
}

/// `0 555 12 34 56`, `0312 66-12-34`, `996 555 123456`.
fn kyrgyz(window: &Window<'_>, said: bool) -> Option<String> {
    let is_number = |number: &str| number.len() == 9 && number.starts_with(['2', '3', '5', '7', '9']);
    let shape = window.shape.as_slice();
    let whole = shape.last().is_some_and(|last| *last > 1);
    if let Some(number) = window.digits.strip_prefix("996").filter(|number| is_number(number)) {
        return (whole && matches!(shape, [12] | [3 | 6, 3..=10, ..])).then(|| format!("996{number}"));
    }
    if let Some(number) = window.digits.strip_prefix('0').filter(|number| is_number(number)) {
        return (whole && matches!(shape, [1, 3..=10, ..] | [4 | 5 | 6 | 10, ..])).then(|| format!("996{number}"));
    }
    let clear = *shape == [3, 2, 2, 2] && window.hyphen_at_end() || window.is_code_in_brackets();
    (is_number(&window.digits) && whole && (clear || said)).then(|| format!("996{}", window.digits))
}

/// A number inside a town.
fn local(window: &Window<'_>) -> Option<Form> {
    match window.shape.as_slice() {
        [1..=3, 2, 2] | [3, 4] if window.is_plainly_grouped() => Some(Form::Grouped(window.digits.clone())),
        [3, 3] if window.hyphen_at_end() => Some(Form::Grouped(window.digits.clone())),
        [5..=7] => Some(Form::Run(window.digits.clone())),
        _ => None,
    }
}

/// The number of a hot line. Those of both countries begin with 1; 1900 and so on are years.
fn short(window: &Window<'_>) -> Option<Form> {
    let fits = matches!(window.shape.as_slice(), [3 | 4]) && window.digits.starts_with('1');
    let year = window.digits.len() == 4 && window.digits.starts_with("19");
    (fits && !year).then(|| Form::Short(window.digits.clone()))
}

/// Whether a short number is meant to be dialled, and not a count: "by telephone 120 people …".
fn is_dialled(window: &Window<'_>, introduction: Introduction) -> bool {
    let end = window.letters().end;
    let next = (end..window.text().len()).filter_map(|at| window.text().at(at)).find(|letter| !is_space(*letter));
    let ends = !next.is_some_and(char::is_alphanumeric);
    match introduction {
        Introduction::None | Introduction::Messenger => false,
        Introduction::Word => ends,
        Introduction::Marked => true,
    }
}

/// Whether a bare run of digits is the number of a document, or an amount with its currency.
fn is_counted(window: &Window<'_>) -> bool {
    const CURRENCIES: [&str; 11] = ["теңге", "тенге", "тг", "₸", "сом", "руб", "kzt", "kgs", "млн", "доллар", "usd"];
    let letters = window.letters();
    let after = (letters.end..window.text().len()).filter_map(|at| window.text().at(at));
    let word: String = after.skip_while(|letter| is_space(*letter)).take(8).flat_map(char::to_lowercase).collect();
    introduction::is_numbered(window.text(), letters.start) || CURRENCIES.iter().any(|name| word.starts_with(name))
}
