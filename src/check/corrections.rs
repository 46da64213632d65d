//! Corrections held against what stands now, against the editions, and against the calendar.

use super::history::said;
use crate::derive::Figures;
use crate::derive::corrected::{has, is_value, main_value};
use crate::derive::history::{corrections, is_same};
use crate::derive::ledger::{Figure, What, canonical};
use crate::finding::{About, Arg, Code, Finding, Findings};
use crate::model::{Correction, Grant, Portal, Within};
use crate::read::{Edition, FrozenFigure, Placed};
use crate::value::{PartialDate, Period, Stated, quantity};
use jiff::civil::Date;

/// A grant or lot with its corrections.
struct Page<'p> {
    /// `grants/x`, and the names that it had before.
    names: Vec<String>,
    /// The first day on which anything of it can have been corrected.
    begins: Option<Date>,
    corrections: Vec<&'p Correction>,
}

pub(super) fn run(portal: &Portal, figures: &Figures) -> Findings {
    pages(portal).iter().flat_map(|page| of_page(portal, figures, page)).collect()
}

/// Corrections that have no date, or one before the beginning or after `today`.
pub fn dated(portal: &Portal, today: Date) -> Findings {
    let of_pages = pages(portal).into_iter().flat_map(|page| {
        let Page { begins, corrections, .. } = page;
        corrections.into_iter().map(move |it| (it, begins))
    });
    let withdrawn = portal.withdrawn.iter().map(|it| (it, last_edition(portal, it)));
    of_pages.chain(withdrawn).filter_map(|(it, begins)| impossible(it, begins, today)).collect()
}

/// The grants and lots with corrections.
fn pages(portal: &Portal) -> Vec<Page<'_>> {
    let page = |folder: &str, slug: &str, former: &[Placed<String>], begins| {
        let slugs = [slug].into_iter().chain(former.iter().map(|old| old.value.as_str()));
        let names: Vec<String> = slugs.map(|slug| format!("{folder}/{slug}")).collect();
        let corrections = names.first().map(|name| corrections(portal, name)).unwrap_or_default();
        Page { names, begins, corrections }
    };
    let is_corrected = |grant: &&Grant| {
        !grant.corrections.is_empty() || grant.stories.iter().any(|story| !story.corrections.is_empty())
    };
    let grants = portal
        .grants
        .iter()
        .filter(is_corrected)
        .map(|it| page("grants", &it.slug, &it.former_slugs, begins(it.period.as_ref(), it.source.date.as_ref())));
    let lots = portal
        .lots
        .iter()
        .filter(|lot| !lot.corrections.is_empty())
        .map(|it| page("lots", &it.slug, &it.former_slugs, begins(it.period.as_ref(), it.source.date.as_ref())));
    grants.chain(lots).collect()
}

/// The first day of the work or of the document, whichever is earlier.
fn begins(period: Option<&Placed<Period>>, document: Option<&Stated<PartialDate>>) -> Option<Date> {
    let document = document.and_then(Stated::known).map(|date| date.first_day());
    period.map(|period| period.value.first_day()).into_iter().chain(document).min()
}

fn last_edition(portal: &Portal, withdrawal: &Correction) -> Option<Date> {
    let page = withdrawal.about.as_ref()?;
    let has = |edition: &&Edition| edition.shown().contains(page.as_str());
    portal.editions.iter().rev().find(has).map(|edition| edition.date)
}

/// Without a date a correction has to say at least what stood there: that tells between which editions it was.
fn impossible(it: &Correction, begins: Option<Date>, today: Date) -> Option<Finding> {
    let finding = || {
        let finding = Finding::new(Code::CorrectionDate).at(&it.date.place).with("end", PartialDate::Day(today));
        begins.map_or(finding.clone(), |day| finding.with("start", PartialDate::Day(day)))
    };
    match it.date.known() {
        None if it.was.is_none() => Some(finding().with("value", Arg::Term("no-date"))),
        None => None,
        Some(date) => {
            let early = begins.is_some_and(|begins| date.last_day() < begins);
            (early || date.first_day() > today).then(|| finding().with("value", *date))
        }
    }
}

fn of_page(portal: &Portal, figures: &Figures, page: &Page<'_>) -> Findings {
    let told = |at: usize| page.names.first().is_some_and(|name| figures.history.is_told(name, at));
    let found = |(at, it): (usize, &&Correction)| {
        let idle = if told(at) { None } else { idle(figures, page, it) };
        idle.or_else(|| was_differs(portal, page, it))
    };
    page.corrections.iter().enumerate().filter_map(found).collect()
}

fn about(page: &Page<'_>, id: &str) -> About {
    let subject = page.names.first().cloned().unwrap_or_default();
    About { subject, id: Some(id.to_owned()), languages: Vec::new() }
}

/// A correction that has not changed anything: what it says to have stood there stands there still. One that explains a
/// change between two editions has changed something, even if it was changed back.
fn idle(figures: &Figures, page: &Page<'_>, it: &Correction) -> Option<Finding> {
    let (id, was) = (it.about.as_ref()?, it.was.as_ref()?);
    let figure = figures.ledger.find(page.names.first()?, id)?;
    still_stands(figure, it.within, &canonical(was)).then(|| {
        let finding = Finding::new(Code::CorrectionChangesNothing).at(&was.place).about(about(page, id));
        finding.with("id", id.as_str()).with("was", was.as_str())
    })
}

/// Whether a correction of this figure states what no edition says. It explains nothing then, and is found by itself.
pub(super) fn is_disputed(portal: &Portal, page: &str, id: &str) -> bool {
    let pages = pages(portal);
    let Some(page) = pages.iter().find(|it| it.names.first().is_some_and(|name| name == page)) else { return false };
    let of_figure = page.corrections.iter().filter(|it| it.about.as_ref().is_some_and(|about| **about == id));
    of_figure.into_iter().any(|it| was_differs(portal, page, it).is_some())
}

/// A correction of what no edition says. Of several corrections of one figure it is enough that one says what an edition
/// has: the others speak of what stood there between two editions. Words are not held against figures.
fn was_differs(portal: &Portal, page: &Page<'_>, it: &Correction) -> Option<Finding> {
    let (id, was) = (it.about.as_ref()?, it.was.as_ref()?);
    quantity::parse(was).ok()?;
    let frozen = before(portal, page, it, id);
    let (edition, last) = frozen.last()?;
    let of_figure = page.corrections.iter().filter(|other| other.about.as_ref().is_some_and(|about| **about == **id));
    let mut said_before = of_figure.filter_map(|other| Some(canonical(other.was.as_ref()?)));
    if said_before.any(|was| frozen.iter().any(|(_, figure)| has_stated(figure, &was))) {
        return None;
    }
    let finding = Finding::new(Code::CorrectionWasDiffers).at(&was.place).about(about(page, id));
    let finding = finding.with("id", id.as_str()).with("was", was.as_str()).with("edition", edition.name.as_str());
    Some(finding.with("stated", said(&main_value(&last.values, it.within))))
}

/// The figure as the editions have it that were frozen before it was corrected. A date may be wrong: where none was, those
/// count that do not have the correction itself.
fn before<'p>(portal: &'p Portal, page: &Page<'_>, it: &Correction, id: &str) -> Vec<(&'p Edition, &'p FrozenFigure)> {
    let figures = portal.editions.iter().filter_map(|edition| {
        let figure = edition.figures.iter().find(|figure| figure.id == id && page.names.contains(&figure.page))?;
        Some((edition, figure))
    });
    let end = it.date.known().map(|date| date.last_day());
    let (earlier, later): (Vec<_>, Vec<_>) =
        figures.partition(|(edition, _)| end.is_none_or(|end| edition.date <= end));
    match earlier.is_empty() {
        false => earlier,
        true => later.into_iter().filter(|(edition, _)| !has(edition, &page.names, it)).collect(),
    }
}

fn has_stated(figure: &FrozenFigure, was: &str) -> bool {
    figure.values.iter().any(|(part, text)| is_value(part) && is_same(text, was))
}

/// Whether each value that a file can state of the figure is the one that is said to be corrected.
fn still_stands(figure: &Figure, within: Within, was: &str) -> bool {
    let own = figure.values.iter().map(|(part, text)| (part.to_string(), text.as_str()));
    let mut own = own.filter(|(part, _)| is_written_in(figure.what, within, part)).peekable();
    own.peek().is_some() && own.all(|(_, text)| is_same(text, was))
}

/// Results stand in the report, plans in the grant: a correction speaks of the values of its own file.
fn is_written_in(what: What, within: Within, part: &str) -> bool {
    let is_of_report = part == "achieved" || (part == "total" && matches!(what, What::Indicator(_)));
    let both = matches!(what, What::Indicator(_) | What::Activity(_));
    is_value(part) && (!both || (within == Within::Report) == is_of_report)
}
