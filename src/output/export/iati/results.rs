//! What was planned and what was achieved.
//!
//! A result is a task, or what belongs to no task, with the figures of one kind. In it each indicator and each activity
//! with participants is one `indicator`. A value is there only where there is a number; what cannot be one (done or not
//! done, unclear, counted otherwise than the plan) is said in words.

use super::super::xml::Element;
use super::activity::{edges, figure, iso};
use super::codes;
use super::figure::{Figure, Measure, ages, bound, dimension, state, unit_id};
use super::narrative::Texts;
use crate::model::{Activity, Breakdown, Grant, Indicator, Part, Unit, UnitName};
use crate::read::{Direction, IndicatorKind, Sex};
use crate::site::{Site, Tongue, facts};
use crate::value::{Amount, Bound, PartialDate, Quantity, Stated};
use jiff::civil::{Date, date};

/// First and last day of a period.
type Days = (Date, Date);

/// The results of a grant: what belongs to no task first, where pages have it first too.
pub(super) fn results(site: &Site<'_>, grant: &Grant, days: Days) -> Vec<Element> {
    use IndicatorKind::{Effect, Expected, Output, Target};
    let loose = |kinds: [IndicatorKind; 2]| kinds.map(|kind| (None, kind));
    let of_tasks =
        (0..grant.tasks.len()).flat_map(|task| [Output, Target, Expected, Effect].map(|kind| (Some(task), kind)));
    let order = loose([Target, Expected]).into_iter().chain(of_tasks).chain(loose([Output, Effect]));
    let result = |(task, kind)| Writer { site, grant, days }.result(task, kind);
    order.filter_map(result).collect()
}

/// What the figures of one grant are written with.
struct Writer<'s, 'p> {
    site: &'s Site<'p>,
    grant: &'s Grant,
    days: Days,
}

/// A figure of the grant, on its way to become an `indicator`.
struct Line<'g> {
    id: &'g str,
    title: Texts,
    detail: Vec<Texts>,
    measure: Measure,
    ascending: bool,
    unit: Option<&'g Unit>,
    per: Option<&'g str>,
    baselines: Vec<Element>,
    periods: Vec<Element>,
}

impl Line<'_> {
    fn element(self, writer: &Writer<'_, '_>) -> Element {
        let reference = Element::new("reference")
            .with("vocabulary", codes::OWN_VOCABULARY)
            .with("code", self.id)
            .with_optional("indicator-uri", figure(writer.site, writer.grant, self.id));
        Element::new("indicator")
            .with("measure", self.measure.code())
            .with("ascending", if self.ascending { "1" } else { "0" })
            .with("aggregation-status", "0")
            .with_optional("esep:unit", self.unit.map(unit_id))
            .with_optional("esep:per", self.per)
            .holding([self.title.element_or("title", self.id)])
            .holding(Texts::lines(self.detail).element("description"))
            .holding([reference])
            .holding(self.baselines)
            .holding(self.periods)
    }
}

impl Writer<'_, '_> {
    fn said(&self, say: impl Fn(&Tongue<'_>) -> String) -> Texts {
        Texts::said(self.site, say)
    }

    fn words(&self, words: &crate::read::Words) -> Texts {
        Texts::of(self.site, words)
    }

    /// A sentence with a label: «План: не указано в документе.»
    fn labelled(&self, key: &str, say: impl Fn(&Tongue<'_>) -> String) -> Texts {
        self.said(|tongue| tongue.say(key, &[("value", crate::language::Arg::Text(say(tongue)))]))
    }

    /// The figures of one kind that belong to one task, or to none.
    fn result(&self, task: Option<usize>, kind: IndicatorKind) -> Option<Element> {
        let of_task = |indicator: &&Indicator| indicator.kind == kind && self.task_of(indicator) == task;
        let indicators = self.grant.indicators.iter().filter(of_task).map(|it| self.indicator(it));
        let activities = self.grant.activities.iter().filter(|it| kind == IndicatorKind::Output && it.task == task);
        let lines: Vec<Element> =
            indicators.chain(activities.filter_map(|it| self.activity(it))).map(|line| line.element(self)).collect();
        let owner = task.and_then(|at| self.grant.tasks.get(at));
        let title = owner.map_or_else(
            || self.said(|tongue| tongue.t(&format!("block.{}", kind.code()))),
            |task| self.words(&task.title),
        );
        let detail = owner.and_then(|task| task.detail.as_ref()).and_then(|it| self.words(it).element("description"));
        let result = Element::new("result").with("type", codes::result(kind)).with("aggregation-status", "0");
        (!lines.is_empty()).then(|| result.holding(title.element("title")).holding(detail).holding(lines))
    }

    fn task_of(&self, indicator: &Indicator) -> Option<usize> {
        indicator.task.or_else(|| self.grant.activities.get(indicator.activity?)?.task)
    }

    fn indicator<'g>(&self, it: &'g Indicator) -> Line<'g> {
        let unit = it.unit.as_ref();
        let years = it.targets.iter().map(|target| &target.planned);
        let values = [&it.planned, &it.achieved].into_iter().chain(&it.achieved_total).chain(years);
        let measure = Measure::of(values, unit);
        let mut detail: Vec<Texts> = it.detail.iter().chain(&it.method).map(|words| self.words(words)).collect();
        let targets = self.figures(&it.planned, measure, it, |tongue| facts::planned(tongue, it).text);
        if targets.is_empty() && it.targets.is_empty() {
            detail.push(self.labelled("iati.plan", |tongue| facts::planned(tongue, it).text));
        }
        let mut actuals = self.figures(&it.achieved, measure, it, |tongue| tongue.value(&it.achieved, unit).text);
        if actuals.is_empty() && !matches!(it.achieved, Stated::NotReported) {
            detail.push(self.labelled("iati.result", |tongue| tongue.value(&it.achieved, unit).text));
        }
        if let Some(first) = actuals.first_mut() {
            first.comment =
                Texts::lines([std::mem::take(&mut first.comment)].into_iter().chain(self.beside_result(it)));
        } else {
            detail.extend(self.beside_result(it));
        }
        actuals.extend(self.over_all_groups(it, measure));
        actuals.extend(self.broken_down(&it.id, measure, unit));
        let (baselines, said) = self.baselines(it, measure);
        detail.extend(said);
        let whole = self.period(self.days, &it.planned, &it.achieved, &targets, &actuals);
        let title =
            it.title.as_ref().map_or_else(|| self.said(|tongue| tongue.indicator(it).text), |words| self.words(words));
        Line {
            id: &it.id,
            title,
            detail,
            measure,
            ascending: it.direction == Direction::Higher,
            unit,
            per: it.per.as_ref().map(|per| per.unit.as_str()),
            baselines,
            periods: whole.into_iter().chain(self.years(it, measure)).collect(),
        }
    }

    /// What the report says about a result, and when it was measured.
    fn beside_result(&self, it: &Indicator) -> Vec<Texts> {
        let measured = it.result_date.as_ref().filter(|date| date.known().is_some());
        let measured = measured.map(|date| self.labelled("iati.measured", |tongue| tongue.date(date).text));
        it.comment.iter().map(|words| self.words(words)).chain(measured).collect()
    }

    /// The numbers of a quantity, where they are to be read like those of the indicator; a pair is two of them.
    fn figures(
        &self,
        value: &Stated<Quantity>,
        measure: Measure,
        it: &Indicator,
        say: impl Fn(&Tongue<'_>) -> String,
    ) -> Vec<Figure> {
        let plain = value.known().is_some_and(|quantity| says_all(quantity, it));
        let comment = if plain { Texts::default() } else { self.said(say) };
        let figure = |value, dimensions, comment| Figure { value, dimensions, comment };
        match (value, measure) {
            (Stated::Known(quantity), _) if Measure::of_one(quantity, it.unit.as_ref()) == measure => {
                match quantity.amount {
                    Amount::Number(number) => vec![figure(Some(number), Vec::new(), comment)],
                    Amount::Done(_) => vec![figure(None, Vec::new(), comment)],
                    Amount::Pair(first, second) => [("1", first), ("2", second)]
                        .into_iter()
                        .zip(0..)
                        .map(|((part, number), at)| {
                            let name = it.parts.get(at).map(|words| self.words(words)).unwrap_or_default();
                            figure(Some(number), vec![("part", part.to_owned())], Texts::lines([name, comment.clone()]))
                        })
                        .collect(),
                }
            }
            (Stated::Unclear(_), Measure::Words) => vec![figure(None, Vec::new(), comment)],
            _ => Vec::new(),
        }
    }

    /// What was achieved over all groups, where the plan is for each of them.
    fn over_all_groups(&self, it: &Indicator, measure: Measure) -> Vec<Figure> {
        let Some(total) = &it.achieved_total else { return Vec::new() };
        let figures = self.figures(total, measure, it, |tongue| tongue.value(total, it.unit.as_ref()).text);
        figures.into_iter().map(|figure| figure.in_dimension("scope", "total")).collect()
    }

    /// A period with its values; absent where nothing is promised and nothing is reported.
    fn period(
        &self,
        days: Days,
        planned: &Stated<Quantity>,
        achieved: &Stated<Quantity>,
        targets: &[Figure],
        actuals: &[Figure],
    ) -> Option<Element> {
        let bound = planned.known().map(|quantity| bound(quantity.bound));
        let (first, last) = (iso(days.0)?, iso(days.1)?);
        let period = Element::new("period")
            .with("esep:planned", state(planned))
            .with_optional("esep:bound", bound)
            .with("esep:achieved", state(achieved))
            .holding([
                Element::new("period-start").with("iso-date", first),
                Element::new("period-end").with("iso-date", last),
            ])
            .holding(targets.iter().map(|figure| figure.element("target")))
            .holding(actuals.iter().map(|figure| figure.element("actual")));
        Some(period)
    }

    /// The targets by year, each for its calendar year. Results are not stated by year.
    fn years(&self, it: &Indicator, measure: Measure) -> Vec<Element> {
        let year = |target: &crate::model::YearTarget| {
            let year = i16::try_from(target.year).ok().filter(|year| (1..=9999).contains(year))?;
            let days = (date(year, 1, 1), date(year, 12, 31));
            let say = |tongue: &Tongue<'_>| facts::change(tongue, it, &target.planned).text;
            let figures = self.figures(&target.planned, measure, it, say);
            let period = Element::new("period")
                .with("esep:planned", state(&target.planned))
                .with_optional("esep:bound", target.planned.known().map(|quantity| bound(quantity.bound)))
                .holding([
                    Element::new("period-start").with("iso-date", iso(days.0)?),
                    Element::new("period-end").with("iso-date", iso(days.1)?),
                ])
                .holding(figures.iter().map(|figure| figure.element("target")));
            Some(period)
        };
        it.targets.iter().filter_map(year).collect()
    }

    /// Where things stood before, where a number and its year are stated; otherwise in words.
    fn baselines(&self, it: &Indicator, measure: Measure) -> (Vec<Element>, Option<Texts>) {
        let Some(baseline) = &it.baseline else { return (Vec::new(), None) };
        let say = |tongue: &Tongue<'_>| tongue.value(&baseline.value, it.unit.as_ref()).text;
        let figures = self.figures(&baseline.value, measure, it, say);
        let day = baseline.date.as_ref().and_then(Stated::known).filter(|day| day.year() > 0);
        let (Some(day), false) = (day, figures.is_empty()) else {
            return (Vec::new(), Some(self.labelled("iati.baseline", say)));
        };
        let exact = match day {
            PartialDate::Day(day) => iso(*day),
            _ => None,
        };
        let element = |figure: &Figure| {
            figure.element("baseline").with_optional("iso-date", exact.clone()).with("year", day.year().to_string())
        };
        (figures.iter().map(element).collect(), None)
    }

    /// The parts of what was achieved, one quality after the other.
    fn broken_down(&self, id: &str, measure: Measure, unit: Option<&Unit>) -> Vec<Figure> {
        let breakdowns = self.grant.report.iter().flat_map(|report| &report.breakdowns);
        breakdowns
            .filter(|it| it.of.value == id && measure != Measure::Words)
            .flat_map(|it| self.breakdown(it, unit))
            .collect()
    }

    fn breakdown(&self, it: &Breakdown, unit: Option<&Unit>) -> Vec<Figure> {
        let name = dimension(it.by);
        let value = |quantity: &Stated<Quantity>, part: String, called: Option<Texts>| {
            let value = quantity.known()?.number()?;
            let said = self.said(|tongue| tongue.value(quantity, unit).text);
            let comment = Texts::lines(called.into_iter().chain([said]));
            Some(Figure { value: Some(value), dimensions: vec![(name, part)], comment })
        };
        let parts = it.parts.iter().filter_map(|part| {
            let called = match &part.part {
                Part::Group(words) => self.words(words),
                known => self.said(|tongue| facts::part_name(tongue, known).text),
            };
            value(&part.value, self.part_value(&part.part), Some(called))
        });
        let total = it.total.as_ref().and_then(|total| value(total, "total".to_owned(), None));
        parts.chain(total).collect()
    }

    /// The value of a dimension: fixed for sex and age, and the name in the portal's default language for a group.
    fn part_value(&self, part: &Part) -> String {
        match part {
            Part::Sex(Sex::Women) => "female".to_owned(),
            Part::Sex(Sex::Men) => "male".to_owned(),
            Part::Age(age) => ages(age),
            Part::Group(words) => {
                let default = self.site.portal.languages.first();
                default.and_then(|lang| self.words(words).in_language(*lang).map(str::to_owned)).unwrap_or_default()
            }
        }
    }

    /// How many take part in an activity, planned and counted, where anything is said of it.
    fn activity<'g>(&self, it: &'g Activity) -> Option<Line<'g>> {
        const PEOPLE: &Unit = &Unit { name: UnitName::BuiltIn("people") };
        let counted = it.report.as_ref().and_then(|report| report.participants.as_ref());
        let (planned, achieved) = match (&it.participants, counted) {
            (None, None) => return None,
            (planned, achieved) => (
                planned.as_ref().map_or(Stated::NotStated, Clone::clone),
                achieved.map_or(Stated::NotReported, Clone::clone),
            ),
        };
        let measure = Measure::of([&planned, &achieved], Some(PEOPLE));
        let figure = |value: &Stated<Quantity>| {
            let number = value.known().and_then(Quantity::number)?;
            let comment = self.said(|tongue| tongue.value(value, Some(PEOPLE)).text);
            Some(Figure { value: Some(number), dimensions: Vec::new(), comment })
        };
        let targets: Vec<Figure> = figure(&planned).into_iter().collect();
        let actuals: Vec<Figure> =
            figure(&achieved).into_iter().chain(self.broken_down(&it.id, measure, Some(PEOPLE))).collect();
        let days = edges(it.setting.period.as_ref().map(|period| &period.value)).unwrap_or(self.days);
        let plan =
            targets.is_empty().then(|| self.labelled("iati.plan", |tongue| tongue.value(&planned, Some(PEOPLE)).text));
        let not_counted = actuals.is_empty() && !matches!(achieved, Stated::NotReported);
        let result =
            not_counted.then(|| self.labelled("iati.result", |tongue| tongue.value(&achieved, Some(PEOPLE)).text));
        let comment = it.report.iter().filter_map(|report| report.comment.as_ref());
        let detail = it.detail.iter().chain(&it.who).chain(comment).map(|words| self.words(words));
        Some(Line {
            id: &it.id,
            title: self.words(&it.title),
            detail: detail.chain(plan).chain(result).collect(),
            measure: if measure == Measure::Words { Measure::Unit } else { measure },
            ascending: true,
            unit: Some(PEOPLE),
            per: None,
            baselines: Vec::new(),
            periods: self.period(days, &planned, &achieved, &targets, &actuals).into_iter().collect(),
        })
    }
}

/// Whether the number says everything about the value: no bound, no unit, nothing that it is promised for each of.
fn says_all(quantity: &Quantity, it: &Indicator) -> bool {
    let bare = it.unit.is_none() && it.per.is_none() && it.change.is_none();
    bare && quantity.bound == Bound::Exactly && !quantity.percent && quantity.number().is_some()
}
