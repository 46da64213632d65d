//! What readers are told of figures that changed: what stood there, what stands there, when, and why.

use super::said::said;
use super::tongue::text;
use super::{Passage, Site, Tongue};
use crate::derive::history::{Change, Kind, PartChange, Step, corrections};
use crate::derive::ledger::{Figure, canonical};
use crate::language::Lang;
use crate::model::{Correction, Unit};
use crate::read::{Edition, FrozenFigure};
use crate::value::{Decimal, PartialDate, Stated, quantity};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;

/// One thing that became of a figure.
#[derive(Debug, Clone, Serialize)]
pub struct HistoryLine {
    /// When, written out.
    pub when: String,
    /// When, ISO 8601.
    pub date: String,
    /// What it was: "Correction", "New report".
    pub word: String,
    /// What stood there and what stands there, value by value.
    pub says: Vec<String>,
    /// Why, in the words of the editors.
    pub why: Vec<Passage>,
}

impl Site<'_> {
    /// What a figure is called, by language.
    pub fn titles(&self, figure: &Figure) -> BTreeMap<String, String> {
        let title = |tongue: &Tongue<'_>| said(self, tongue, figure).map(|said| said.title.text);
        self.tongues.values().filter_map(|tongue| Some((tongue.lang.code().to_owned(), title(tongue)?))).collect()
    }
}

/// A figure that editions have and its page has no longer.
pub struct GoneFigure<'s> {
    /// The fragment that it had.
    pub id: &'s str,
    /// What it was called.
    pub title: Passage,
    /// The correction that says why, as places in the list of its page.
    pub corrections: &'s [usize],
    figure: &'s FrozenFigure,
}

/// The figures that are gone from a page, by fragment; none whose fragment something else on the page has now.
pub fn gone_of<'s>(site: &'s Site<'_>, tongue: &Tongue<'_>, page: &str) -> Vec<GoneFigure<'s>> {
    let steps = site.figures.history.steps().iter().rev();
    let changes = steps.flat_map(|step| step.changes.iter().map(move |change| (step, change)));
    let is_gone = |change: &Change| {
        let none = site.figures.ledger.find(page, &change.id).is_none();
        change.page == page && change.kind == Kind::Gone && none && !is_taken(site, page, &change.id)
    };
    let gone = changes.filter(|(_, change)| is_gone(change)).filter_map(|(step, change)| {
        let figure = site.portal.editions.get(step.before)?.figures.get(change.figure)?;
        let title = title_in(tongue, &figure.title).unwrap_or_else(|| change.id.clone().into());
        Some(GoneFigure { id: &change.id, title, corrections: &change.corrections, figure })
    });
    let mut gone: Vec<GoneFigure<'_>> = gone.collect();
    gone.sort_by_key(|it| it.id);
    gone.dedup_by_key(|it| it.id);
    gone
}

/// Whether something that is no figure has this fragment.
fn is_taken(site: &Site<'_>, page: &str, id: &str) -> bool {
    let slug = page.strip_prefix("grants/");
    let Some(grant) = slug.and_then(|slug| site.portal.grants.iter().find(|it| it.slug == slug)) else { return false };
    let mut ids = grant.tasks.iter().map(|it| it.id.as_str()).chain(grant.activities.iter().map(|it| it.id.as_str()));
    let mut others = grant.publications.iter().flatten().map(|it| it.id.as_str());
    let mut groups = grant.target_groups.iter().map(|it| it.id.as_str());
    ids.any(|it| it == id) || others.any(|it| it == id) || groups.any(|it| it == id)
}

impl GoneFigure<'_> {
    /// What it was called and what it stated last, in a sentence: the result, or else the plan.
    pub fn last(&self, site: &Site<'_>, tongue: &Tongue<'_>) -> String {
        let values = &self.figure.values;
        let stated = |wanted: &str| values.iter().find(|(part, value)| part == wanted && value != "not reported");
        let unit = values.iter().find(|(part, _)| part == "unit").map(|(_, unit)| unit.as_str());
        let main = ["value", "total", "achieved", "planned"].into_iter().find_map(stated);
        let was = main
            .map_or_else(|| stated_line(site, tongue, self.figure), |(_, value)| written(site, tongue, value, unit));
        tongue.say("changes.was_of", &[("label", text(self.title.text.as_str())), ("was", text(was))])
    }
}

/// What became of a figure, the latest first: changes between editions, and corrections that are in no edition yet.
pub fn history_of(site: &Site<'_>, tongue: &Tongue<'_>, page: &str, id: &str) -> Vec<HistoryLine> {
    let corrections = corrections(site.portal, page);
    let changes: Vec<(&Step, &Change)> = changes_of(site, page, id).collect();
    let told: Vec<usize> = changes.iter().flat_map(|(_, change)| change.corrections.iter().copied()).collect();
    let loose = corrections.iter().enumerate().filter(|(at, it)| is_about(it, id) && !told.contains(at));
    let loose = loose.map(|(_, it)| correction_line(site, tongue, page, it));
    let mut lines: Vec<HistoryLine> =
        changes.into_iter().map(|(step, change)| change_line(site, tongue, step, change)).chain(loose).collect();
    lines.sort_by(|one, other| other.date.cmp(&one.date));
    lines
}

fn changes_of<'s>(site: &'s Site<'_>, page: &str, id: &str) -> impl Iterator<Item = (&'s Step, &'s Change)> {
    let of = |step: &'s Step| {
        let at = step.changes.binary_search_by(|it| (it.page.as_str(), it.id.as_str()).cmp(&(page, id)));
        at.ok().and_then(|at| step.changes.get(at)).map(|change| (step, change))
    };
    site.figures.history.steps().iter().filter_map(of)
}

fn is_about(correction: &Correction, id: &str) -> bool {
    correction.about.as_ref().is_some_and(|about| **about == id)
}

/// A change between two editions, or since the last one.
pub(super) fn change_line(site: &Site<'_>, tongue: &Tongue<'_>, step: &Step, change: &Change) -> HistoryLine {
    let corrections = corrections(site.portal, &change.page);
    let corrections: Vec<&&Correction> = change.corrections.iter().filter_map(|at| corrections.get(*at)).collect();
    let corrected = corrections.iter().filter_map(|it| it.date.known()).max();
    let date = corrected.copied().unwrap_or_else(|| PartialDate::Day(came_about(site, step, change)));
    let ended = (change.kind == Kind::Gone && !corrections.is_empty()).then(|| tongue.t("changes.ended"));
    let word = match change.kind {
        Kind::Computed => "changes.computed",
        Kind::PageGone if !corrections.is_empty() => "changes.withdrawn",
        _ if !corrections.is_empty() => "changes.corrected",
        Kind::Changed => "changes.changed",
        Kind::Reported => "changes.reported",
        Kind::Gone | Kind::PageGone => "changes.gone",
    };
    HistoryLine {
        when: tongue.locale.date(&date),
        date: date.to_string(),
        word: tongue.t(word),
        says: parts(site, tongue, step, change).into_iter().chain(ended).collect(),
        why: corrections.iter().map(|it| tongue.words(&it.text)).chain(no_reason(tongue, change)).collect(),
    }
}

fn no_reason(tongue: &Tongue<'_>, change: &Change) -> Option<Passage> {
    change.is_unexplained().then(|| tongue.t("changes.no_reason").into())
}

/// The day of a change of which no correction tells it: that of the edition which has it; before there is one, the date of
/// the data, where that is later than the last edition.
pub(super) fn came_about(site: &Site<'_>, step: &Step, change: &Change) -> Date {
    let edition = |at: usize| site.portal.editions.get(at).map(|edition| edition.date);
    if let Some(day) = step.after.and_then(edition) {
        return day;
    }
    let grant = change.page.strip_prefix("grants/").and_then(|slug| site.portal.grant(slug));
    let lot = || change.page.strip_prefix("lots/").and_then(|slug| site.portal.lot(slug));
    let updated = grant.map(|it| &it.updated).or_else(|| lot().map(|it| &it.updated));
    let updated = updated.and_then(Stated::known).map(|date| date.last_day());
    updated.max(edition(step.before)).map_or(site.generated, |day| day.min(site.generated))
}

/// A correction by itself.
pub(super) fn correction_line(site: &Site<'_>, tongue: &Tongue<'_>, page: &str, it: &Correction) -> HistoryLine {
    HistoryLine {
        when: tongue.date(&it.date).text,
        date: it.date.known().map(ToString::to_string).unwrap_or_default(),
        word: tongue.t("changes.corrected"),
        says: was(site, tongue, page, it).map(|was| was_sentence(site, tongue, page, it, was)).into_iter().collect(),
        why: vec![tongue.words(&it.text)],
    }
}

/// A figure without a row of its own has to be named.
fn was_sentence(site: &Site<'_>, tongue: &Tongue<'_>, page: &str, it: &Correction, was: String) -> String {
    let id = it.about.as_ref().filter(|about| about.starts_with("figure-"));
    let figure = id.and_then(|id| site.figures.ledger.find(page, id)).and_then(|figure| said(site, tongue, figure));
    match figure {
        Some(said) => tongue.say("changes.was_of", &[("label", text(said.title.text)), ("was", text(was))]),
        None => tongue.say("changes.was", &[("was", text(was))]),
    }
}

/// What a correction says to have stood there, with the unit of the figure where it is a value.
fn was(site: &Site<'_>, tongue: &Tongue<'_>, page: &str, it: &Correction) -> Option<String> {
    let was = it.was.as_ref()?;
    let figure = it.about.as_ref().and_then(|id| site.figures.ledger.find(page, id));
    let stated = |name: &str| {
        let values = figure.map_or(&[][..], |figure| figure.values.as_slice());
        values.iter().find(|(part, _)| part.to_string() == name).map(|(_, text)| text.as_str())
    };
    let value = canonical(was);
    // Money is written without its currency, which is that of the figure.
    let currency = stated("value").and_then(|value| value.split_once(' ')).map(|(_, currency)| currency);
    let money = currency.filter(|code| is_currency(code) && value.parse::<Decimal>().is_ok());
    let value = money.map_or_else(|| value.clone(), |code| format!("{value} {code}"));
    Some(written(site, tongue, &value, stated("unit")))
}

/// The values that changed, one sentence each.
fn parts(site: &Site<'_>, tongue: &Tongue<'_>, step: &Step, change: &Change) -> Vec<String> {
    let frozen = site.portal.editions.get(step.before).and_then(|edition| edition.figures.get(change.figure));
    let unit = frozen.and_then(|it| it.values.iter().find(|(part, _)| part == "unit")).map(|(_, unit)| unit.as_str());
    let now = site.figures.ledger.find(&change.page, &change.id);
    let name = now.and_then(|figure| said(site, tongue, figure)).map(|said| said.title.text);
    let moved = change.parts.iter().find(|part| part.part == "unit");
    let new_unit = moved.map_or(unit, |part| part.after.as_deref());
    let value = |part: &str, value: &str, unit: Option<&str>| match part {
        "unit" => unit_name(site, tongue, value),
        "per" => tongue.t(&format!("per.{value}")),
        _ => written(site, tongue, value, if is_counted(part) { unit } else { None }),
    };
    let part = |it: &PartChange| {
        let before = it.before.as_ref().map(|before| ("before", text(value(&it.part, before, unit))));
        let after = it.after.as_ref().map(|after| ("after", text(value(&it.part, after, new_unit))));
        let key = match (&before, &after) {
            _ if change.kind == Kind::Gone => "changes.part_was",
            (None, _) => "changes.part_new",
            (_, None) => "changes.part_gone",
            _ => "changes.part",
        };
        let label =
            name.clone().filter(|_| it.part == "value").unwrap_or_else(|| label(tongue, &change.page, &it.part));
        let args: Vec<_> = [("label", text(label))].into_iter().chain(before).chain(after).collect();
        tongue.say(key, &args)
    };
    let states = |it: &PartChange| it.before.as_deref().is_some_and(|before| before != "not reported");
    let is_told = |it: &&PartChange| change.kind != Kind::Gone || (states(it) && !["unit", "per"].contains(&&*it.part));
    change.parts.iter().filter(is_told).map(part).collect()
}

/// What a figure of an edition stated, in one line.
pub(super) fn stated_line(site: &Site<'_>, tongue: &Tongue<'_>, figure: &FrozenFigure) -> String {
    let unit = figure.values.iter().find(|(part, _)| part == "unit").map(|(_, unit)| unit.as_str());
    let values = figure.values.iter().filter(|(part, value)| is_stated(&figure.page, part, value));
    let line = |(part, value): &(String, String)| {
        let value = written(site, tongue, value, unit.filter(|_| is_counted(part)));
        if part == "value" { value } else { format!("{}: {value}", label(tongue, &figure.page, part)) }
    };
    values.map(line).collect::<Vec<_>>().join("; ")
}

/// A lot asks for something, and says what was achieved only where that is known.
fn is_stated(page: &str, part: &str, value: &str) -> bool {
    let is_awaited = page.starts_with("lots/") && part == "achieved" && value == "not reported";
    !is_awaited && !["unit", "per", "per-count"].contains(&part)
}

fn is_counted(part: &str) -> bool {
    ["value", "planned", "achieved", "total", "baseline"].contains(&part) || part.starts_with("target-")
}

/// The word for a part of a figure, as the page of the figure has it.
fn label(tongue: &Tongue<'_>, page: &str, part: &str) -> String {
    let key = match part {
        "planned" if page.starts_with("lots/") => "lot.asked",
        "planned" => "chart.head.planned",
        "achieved" => "chart.head.achieved",
        "total" => "chart.head.total",
        "baseline" => "grant.baseline",
        "population" => "grant.population",
        "coverage" => "grant.coverage",
        "change" => "grant.change",
        "count" => "grant.quantity",
        "reach" => "chart.head.reach",
        "impact" => "chart.head.impact",
        "probability" => "chart.head.probability",
        "score" => "chart.head.score",
        "unit" => "changes.unit",
        "per" | "per-count" => "changes.per",
        _ => match (part.strip_prefix("target-"), part.strip_prefix("of-")) {
            (Some(year), _) => return year.to_owned(),
            (_, Some(number)) if number.parse::<u32>().is_ok() => {
                return format!("{} {number}", tongue.t("word.numero"));
            }
            (_, Some(state)) => return tongue.t(&format!("state.{state}")),
            _ => "grant.value",
        },
    };
    tongue.t(key)
}

fn is_currency(code: &str) -> bool {
    code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn unit(site: &Site<'_>, id: &str) -> Option<Unit> {
    Unit::find(id, site.portal.units.keys().map(String::as_str))
}

fn unit_name(site: &Site<'_>, tongue: &Tongue<'_>, id: &str) -> String {
    unit(site, id).map_or_else(|| id.to_owned(), |unit| tongue.unit_name(&unit))
}

/// A value of a ledger in the words of a language.
fn written(site: &Site<'_>, tongue: &Tongue<'_>, value: &str, of: Option<&str>) -> String {
    let money = value.split_once(' ').filter(|(_, code)| is_currency(code));
    if let Some((Ok(amount), code)) = money.map(|(amount, code)| (amount.parse::<Decimal>(), code)) {
        return tongue.money(&Stated::Known(amount), code).text;
    }
    match value {
        "not reported" => tongue.value(&Stated::NotReported, None).text,
        "true" | "false" => tongue.quantity(&crate::value::Quantity::done(value == "true"), None),
        _ => match quantity::parse(value) {
            Ok(stated) => tongue.value(&stated, of.and_then(|id| unit(site, id)).as_ref()).text,
            Err(_) => value.trim_matches('"').to_owned(),
        },
    }
}

/// What a grant or lot is called: now, or else, as everything else, in the last edition that says it.
pub(super) fn page_title(site: &Site<'_>, tongue: &Tongue<'_>, page: &str) -> Option<Passage> {
    let (folder, slug) = page.split_once('/').unwrap_or(("", page));
    let grant = || site.portal.grant(slug).map(|it| &it.title);
    let lot = || site.portal.lot(slug).map(|it| &it.title);
    let now = match folder {
        "grants" => grant(),
        "lots" => lot(),
        _ => None,
    };
    let frozen = || site.portal.editions.iter().rev().find_map(|edition| edition.title(page));
    now.map(|title| tongue.words(title)).or_else(|| frozen().and_then(|titles| title_in(tongue, titles)))
}

/// The title in the language of the page, or in the first language of the content that has one.
pub(super) fn title_in(tongue: &Tongue<'_>, titles: &BTreeMap<String, String>) -> Option<Passage> {
    let wanted = [tongue.lang].into_iter().chain(tongue.content_languages().iter().copied());
    let found = wanted.filter_map(|lang| Some((Some(lang), titles.get(lang.code())?))).next();
    let any = || titles.iter().map(|(code, title)| (Lang::from_code(code), title)).next();
    let (lang, title) = found.or_else(any)?;
    Some(Passage { text: title.clone(), lang: lang.filter(|lang| *lang != tongue.lang).map(Lang::code) })
}

/// The address of the frozen page of an edition; its first page where it has none of this language.
pub(super) fn frozen_address(edition: &Edition, lang: Lang, page: &str, id: &str) -> String {
    let file = format!("{}/{page}/index.html", lang.code());
    let home = format!("{}/index.html", lang.code());
    match (edition.has(&file), edition.has(&home)) {
        (true, _) if id.is_empty() => format!("/e/{}/{}/{page}/", edition.name, lang.code()),
        (true, _) => format!("/e/{}/{}/{page}/#{id}", edition.name, lang.code()),
        (false, true) => format!("/e/{}/{}/", edition.name, lang.code()),
        (false, false) => format!("/e/{}/", edition.name),
    }
}
