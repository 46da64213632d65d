//! Digits in groups: how numbers are written.

use super::letters::{Letters, is_space};
use std::ops::Range;

/// Digits without anything between them.
pub(super) struct Group {
    /// As ASCII digits.
    digits: String,
    /// The letters of the text, from the marks that belong to the group (`+`, an opening bracket).
    letters: Range<usize>,
    /// What stands before it.
    gap: Gap,
}

/// What stands before a group of digits.
#[derive(Debug, Clone, Copy, Default)]
struct Gap {
    space: bool,
    hyphen: bool,
    dot: bool,
    slash: bool,
    bracket: bool,
    plus: bool,
}

impl Gap {
    fn with(mut self, letter: char) -> Self {
        match letter {
            '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '－' => self.hyphen = true,
            '.' => self.dot = true,
            '/' => self.slash = true,
            '(' | ')' | '[' | ']' | '（' | '）' => self.bracket = true,
            '+' | '＋' => self.plus = true,
            _ => self.space = true,
        }
        self
    }
}

/// The ASCII digit that a letter stands for; full-width digits come from pasted texts.
fn digit(letter: char) -> Option<char> {
    match letter {
        '0'..='9' => Some(letter),
        '０'..='９' => char::from_digit(letter as u32 - '０' as u32, 10),
        _ => None,
    }
}

fn separates(letter: char) -> bool {
    let gap = Gap::default().with(letter);
    !gap.space || is_space(letter)
}

fn opens(letter: char) -> bool {
    matches!(letter, '+' | '＋' | '(' | '[' | '（')
}

/// The most signs between two groups of one number: `) - (`.
const WIDEST_GAP: usize = 5;

/// Groups of digits with nothing but separators between them.
pub(super) fn chains(letters: &Letters<'_>) -> Vec<Vec<Group>> {
    let mut chains: Vec<Vec<Group>> = Vec::new();
    let mut position = 0;
    let mut end_of_last = None;
    while position < letters.len() {
        if letters.at(position).and_then(digit).is_none() {
            position += 1;
            continue;
        }
        let gap = end_of_last.and_then(|end| gap_between(letters, end, position));
        let group = group(letters, position, gap);
        position = group.letters.end;
        end_of_last = Some(position);
        match chains.last_mut() {
            Some(chain) if gap.is_some() => chain.push(group),
            _ => chains.push(vec![group]),
        }
    }
    chains
}

fn gap_between(letters: &Letters<'_>, from: usize, to: usize) -> Option<Gap> {
    if to - from > WIDEST_GAP {
        return None;
    }
    (from..to)
        .filter_map(|position| letters.at(position))
        .try_fold(Gap::default(), |gap, letter| separates(letter).then(|| gap.with(letter)))
}

fn group(letters: &Letters<'_>, start: usize, gap: Option<Gap>) -> Group {
    let digits: String = (start..letters.len()).map_while(|at| letters.at(at).and_then(digit)).collect();
    let marks = letters.backwards(start).take(WIDEST_GAP).take_while(|letter| opens(*letter) || *letter == ' ');
    let marks: Vec<char> = marks.collect();
    let marked = marks.iter().rposition(|mark| opens(*mark)).map_or(0, |last| last + 1);
    let gap = gap.unwrap_or_else(|| marks[..marked].iter().fold(Gap::default(), |gap, mark| gap.with(*mark)));
    Group { letters: start - marked..start + digits.chars().count(), digits, gap }
}

/// Some groups of a chain that may be one number.
pub(super) struct Window<'c> {
    /// All its digits.
    pub(super) digits: String,
    /// How many digits each group has.
    pub(super) shape: Vec<usize>,
    text: &'c Letters<'c>,
    groups: &'c [Group],
    /// Whether groups stand before it in the chain.
    pub(super) is_first: bool,
    next: Option<&'c Group>,
}

/// The most digits of a telephone number (ITU-T E.164).
const MOST_DIGITS: usize = 15;

impl<'c> Window<'c> {
    /// `count` groups from `first` on, if they can be one number and stand apart from their neighbours.
    pub(super) fn new(text: &'c Letters<'c>, chain: &'c [Group], first: usize, count: usize) -> Option<Self> {
        let groups = chain.get(first..first + count)?;
        let shape: Vec<usize> = groups.iter().map(|group| group.digits.len()).collect();
        if shape.iter().sum::<usize>() > MOST_DIGITS {
            return None;
        }
        let digits = groups.iter().map(|group| group.digits.as_str()).collect();
        let next = chain.get(first + count);
        let window = Self { digits, shape, text, groups, is_first: first == 0, next };
        (window.starts_apart() && window.ends_apart()).then_some(window)
    }

    pub(super) fn text(&self) -> &'c Letters<'c> {
        self.text
    }

    /// The letters that it takes, marks included.
    pub(super) fn letters(&self) -> Range<usize> {
        let mut start = self.groups.first().map_or(0, |group| group.letters.start);
        let end = self.groups.last().map_or(0, |group| group.letters.end);
        let count = |brackets: &[char]| {
            (start..end).filter_map(|at| self.text.at(at)).filter(|letter| brackets.contains(letter)).count()
        };
        // A bracket that the number does not close is not part of it.
        let open = count(&['(', '[', '（']).saturating_sub(count(&[')', ']', '）']));
        for _ in 0..open {
            start += usize::from(matches!(self.text.at(start), Some('(' | '[' | '（')));
        }
        start..end
    }

    /// Whether a plus sign stands before it.
    pub(super) fn plus(&self) -> bool {
        self.groups.first().is_some_and(|group| group.gap.plus)
    }

    /// Whether a bracket opens before its first group.
    pub(super) fn brackets_at_start(&self) -> bool {
        self.groups.first().is_some_and(|group| group.gap.bracket)
    }

    /// Whether its first group stands alone in brackets: the code of a town or an operator.
    pub(super) fn is_code_in_brackets(&self) -> bool {
        self.brackets_at_start() && self.inner().next().is_some_and(|gap| gap.bracket)
    }

    /// Whether a bracket stands between its groups.
    pub(super) fn brackets_inside(&self) -> bool {
        self.inner().any(|gap| gap.bracket)
    }

    /// Whether its last two groups are joined by a hyphen.
    pub(super) fn hyphen_at_end(&self) -> bool {
        self.inner().last().is_some_and(|gap| gap.hyphen)
    }

    /// Whether all its groups are joined by hyphens or spaces only.
    pub(super) fn is_plainly_grouped(&self) -> bool {
        self.inner().all(|gap| !(gap.dot || gap.slash || gap.bracket || gap.plus))
    }

    /// Whether it is written like an amount: `19 082 000`, `1.206.432`.
    pub(super) fn is_amount(&self) -> bool {
        let same = self.inner().all(|gap| gap.space && !gap.hyphen && !gap.dot)
            || self.inner().all(|gap| gap.dot && !gap.space && !gap.hyphen);
        let groups = matches!(self.shape.split_first(), Some((1..=3, rest)) if !rest.is_empty() && rest.iter().all(|length| *length == 3));
        same && groups && !self.brackets_inside() && !self.digits.starts_with('0')
    }

    /// Whether it is written like a number with decimal places.
    pub(super) fn is_decimal(&self) -> bool {
        self.shape.len() == 2 && self.inner().all(|gap| gap.dot && !gap.space && !gap.bracket)
    }

    /// Whether it is one run of digits.
    pub(super) fn is_bare(&self) -> bool {
        self.shape.len() == 1
    }

    fn inner(&self) -> impl Iterator<Item = Gap> {
        self.groups.iter().skip(1).map(|group| group.gap)
    }

    fn starts_apart(&self) -> bool {
        let Some(first) = self.groups.first() else { return false };
        if !self.is_first {
            return first.gap.space || first.gap.slash;
        }
        let mut before = self.text.backwards(first.letters.start);
        match before.next() {
            Some('_' | '@' | '%' | '$') => false,
            Some(',' | '.') => before.next().and_then(digit).is_none(),
            Some(letter) => !letter.is_ascii_alphanumeric(),
            None => true,
        }
    }

    fn ends_apart(&self) -> bool {
        if let Some(next) = self.next {
            return next.gap.space || next.gap.slash;
        }
        let end = self.groups.last().map_or(0, |group| group.letters.end);
        !matches!(self.text.at(end), Some(letter) if letter.is_ascii_alphabetic() || matches!(letter, '_' | '@' | '%' | '₸' | '⃀' | '$'))
    }
}
