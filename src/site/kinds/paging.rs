//! Long lists, page by page: `grants/`, `grants/2/`, `grants/3/`.
//!
//! Numbers are no slugs of grants in practice; where one is, the site reports the collision.

use super::super::tongue::number;
use super::super::{Subject, Tongue};
use serde::Serialize;

/// How many things one page of a list shows.
const PER_PAGE: usize = 50;

/// The pages of a list.
pub(super) fn pages(below: &str, count: usize) -> Vec<(Subject, String)> {
    (0..count.div_ceil(PER_PAGE).max(1)).map(|part| (Subject::Part(part), address(below, part))).collect()
}

/// The pages of the list that belongs to one thing.
pub(super) fn pages_of(below: &str, at: usize, count: usize) -> Vec<(Subject, String)> {
    (0..count.div_ceil(PER_PAGE).max(1)).map(|part| (Subject::OnePart(at, part), address(below, part))).collect()
}

/// What one page shows of a list.
pub(super) fn slice<T>(list: &[T], subject: Subject) -> &[T] {
    &list[range(list.len(), subject)]
}

/// Which things of a list of this length one page shows.
pub(super) fn range(length: usize, subject: Subject) -> std::ops::Range<usize> {
    let start = (part(subject) * PER_PAGE).min(length);
    start..(start + PER_PAGE).min(length)
}

/// Which page of a list it is, from 0.
pub(super) fn part(subject: Subject) -> usize {
    match subject {
        Subject::Part(part) | Subject::OnePart(_, part) => part,
        _ => 0,
    }
}

fn address(below: &str, part: usize) -> String {
    if part == 0 { below.to_owned() } else { format!("{below}{}/", part + 1) }
}

/// The links to the pages of a list; nothing for a list of one page.
#[derive(Debug, Serialize)]
pub(super) struct Paging {
    /// "Page 2 of 7".
    here: String,
    previous: Option<String>,
    next: Option<String>,
    pages: Vec<PageLink>,
}

#[derive(Debug, Serialize)]
struct PageLink {
    number: String,
    address: String,
    current: bool,
    /// Pages between the one before and this one are left out.
    gap: bool,
}

impl Paging {
    pub(super) fn new(tongue: &Tongue<'_>, below: &str, count: usize, subject: Subject) -> Self {
        let last = count.div_ceil(PER_PAGE).max(1) - 1;
        let here = part(subject);
        let link = |part: usize| tongue.here(&address(below, part));
        let shown: Vec<usize> =
            (0..=last).filter(|part| *part == 0 || *part == last || part.abs_diff(here) <= 2).collect();
        let page = |(position, part): (usize, &usize)| PageLink {
            number: tongue.locale.number(&(part + 1).into()),
            address: link(*part),
            current: *part == here,
            gap: position > 0 && shown[position - 1] + 1 < *part,
        };
        Self {
            here: tongue.say("paging.here", &[("page", number(here + 1)), ("count", number(last + 1))]),
            previous: (here > 0).then(|| link(here - 1)),
            next: (here < last).then(|| link(here + 1)),
            pages: if last == 0 { Vec::new() } else { shown.iter().enumerate().map(page).collect() },
        }
    }
}
