//! Values that can be written but hardly be right: shares above 100 %, less than nothing, ratings
//! beyond their scale.

use super::check_digit;
use super::subject::Subject;
use super::sums::number;
use super::{Around, Part};
use crate::finding::{Code, Finding, Findings, Place};
use crate::model::{Grant, Indicator, Organisation, Resource, Risk};
use crate::read::Change;
use crate::value::{Amount, Decimal, Quantity, Stated};

pub(super) fn run(part: Part<'_>, around: &Around) -> Findings {
    match part {
        Part::Grant(grant) => of_grant(grant),
        Part::Lot(lot) => implausible(Subject::lot(lot), lot.indicators.iter().flat_map(of_indicator).collect()),
        Part::Organisation(organisation) => business_number(around, organisation).into_iter().collect(),
        _ => Findings::new(),
    }
}

/// The number of an organisation in Kazakhstan, where it cannot be a BIN: twelve digits of which the last checks the rest.
fn business_number(around: &Around, organisation: &Organisation) -> Option<Finding> {
    let number = organisation.number.as_ref()?;
    let country = organisation.region.map(|region| region.country());
    let is_kazakh = country.map_or(around.currency == "KZT", |country| country == "KZ");
    let digits: Option<Vec<u32>> =
        number.chars().filter(|letter| !letter.is_whitespace()).map(|letter| letter.to_digit(10)).collect();
    let is_sound = digits.is_some_and(|digits| match digits.split_last() {
        Some((last, first)) => first.len() == 11 && check_digit(first) == Some(*last),
        None => false,
    });
    let finding = Finding::new(Code::ImplausibleValue).at(&number.place).with("id", "number");
    (is_kazakh && !is_sound).then(|| finding.with("value", number.as_str()).with("slip", "number"))
}

/// A value, and the most that it can be.
struct Value<'g> {
    id: &'g str,
    place: &'g Place,
    quantity: Quantity,
    most: Option<Decimal>,
}

impl<'g> Value<'g> {
    fn count(id: &'g str, place: &'g Place, value: &Option<Stated<Quantity>>) -> Option<Self> {
        Some(Self { id, place, quantity: *value.as_ref()?.known()?, most: None })
    }

    fn share(id: &'g str, place: &'g Place, value: &Option<Stated<Quantity>>) -> Option<Self> {
        Some(Self { most: Some(Decimal::ONE_HUNDRED), ..Self::count(id, place, value)? })
    }

    fn is_implausible(&self) -> bool {
        let numbers = match self.quantity.amount {
            Amount::Number(number) => [number; 2],
            Amount::Pair(first, second) => [first, second],
            Amount::Done(_) => return false,
        };
        let too_much = |number: Decimal| self.most.is_some_and(|most| number > most);
        numbers.into_iter().any(|number| number < Decimal::ZERO || too_much(number))
    }
}

fn implausible(subject: Subject<'_>, values: Vec<Value<'_>>) -> Findings {
    let finding = |value: Value<'_>| {
        let finding = subject.finding(Code::ImplausibleValue, value.place, value.id);
        finding.with("id", value.id).with("value", value.quantity)
    };
    values.into_iter().filter(Value::is_implausible).map(finding).collect()
}

fn of_grant(grant: &Grant) -> Findings {
    let mut findings = implausible(Subject::grant(grant), values(grant));
    findings.extend(grant.risks.iter().flat_map(|risk| ratings(grant, risk)));
    findings
}

fn values(grant: &Grant) -> Vec<Value<'_>> {
    let mut values: Vec<Value<'_>> = grant.indicators.iter().flat_map(of_indicator).collect();
    values.extend(grant.resources.iter().flat_map(of_resource));
    for activity in &grant.activities {
        let reported = activity.report.as_ref().map(|report| &report.participants);
        let both = [Some(&activity.participants), reported].into_iter().flatten();
        values.extend(both.filter_map(|value| Value::count(&activity.id, &activity.written_at, value)));
    }
    for group in &grant.target_groups {
        let most = group.population.as_ref().and_then(number);
        let coverage = Value::count(&group.id, &group.place, &group.coverage);
        values.extend(coverage.map(|coverage| Value { most, ..coverage }));
        values.extend(Value::count(&group.id, &group.place, &group.population));
    }
    for publication in grant.publications.iter().flatten() {
        let both = [&publication.count, &publication.reach];
        values.extend(both.into_iter().filter_map(|it| Value::count(&publication.id, &publication.place, it)));
    }
    for figure in &grant.context {
        let in_percent = figure.unit.as_ref().is_some_and(|unit| unit.is_percent());
        let count = figure.value.known().filter(|value| !value.percent && !in_percent);
        values.extend(count.map(|count| Value { id: &figure.id, place: &figure.place, quantity: *count, most: None }));
    }
    let evidence = grant.evidence.iter();
    values.extend(evidence.filter_map(|it| Value::count(it.id.as_deref()?, &it.place, &it.quantity)));
    for breakdown in grant.report.iter().flat_map(|report| &report.breakdowns) {
        let parts = breakdown.parts.iter().filter_map(|part| part.value.known());
        let of = &breakdown.of.value;
        values.extend(parts.map(|part| Value { id: of, place: &breakdown.place, quantity: *part, most: None }));
    }
    values
}

/// A rise may be more than 100 %, a share or a fall may not.
fn of_indicator(indicator: &Indicator) -> Vec<Value<'_>> {
    let in_percent = indicator.unit.as_ref().is_some_and(|unit| unit.is_percent());
    let may_exceed = indicator.change == Some(Change::Rise);
    let value = |place, value: &Stated<Quantity>| {
        let quantity = *value.known()?;
        let most = ((quantity.percent || in_percent) && !may_exceed).then_some(Decimal::ONE_HUNDRED);
        Some(Value { id: &indicator.id, place, quantity, most })
    };
    let result_place = indicator.result_place.as_ref().unwrap_or(&indicator.place);
    let results = [Some(&indicator.achieved), indicator.achieved_total.as_ref()].into_iter().flatten();
    let baseline = indicator.baseline.as_ref().map(|baseline| &baseline.value);
    let plans = [&indicator.planned].into_iter().chain(baseline).map(|plan| value(&indicator.place, plan));
    let targets = indicator.targets.iter().map(|target| value(&target.place, &target.planned));
    plans.chain(results.map(|result| value(result_place, result))).chain(targets).flatten().collect()
}

fn of_resource(resource: &Resource) -> Vec<Value<'_>> {
    let (id, place) = (resource.id.as_str(), &resource.place);
    let shares = resource.from.iter().map(|from| Value::share(id, place, &from.share));
    [Value::count(id, place, &resource.quantity)].into_iter().chain(shares).flatten().collect()
}

fn ratings(grant: &Grant, risk: &Risk) -> Findings {
    let scale = Decimal::ONE..=Decimal::from(grant.risk_scale);
    let ratings = [&risk.impact, &risk.probability].into_iter().filter_map(|value| value.as_ref().and_then(number));
    let finding = |rating| {
        let finding = Subject::grant(grant).finding(Code::RiskOutsideScale, &risk.place, &risk.id);
        finding.with("value", rating).with("scale", grant.risk_scale.to_string())
    };
    ratings.filter(|rating| !scale.contains(rating)).map(finding).collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::Content;
    use super::run;

    fn indicator(rest: &str) -> Vec<String> {
        Content::grant(&format!("[[indicator]]\nid = \"a\"\ntitle = \"A\"\n{rest}")).found(run)
    }

    #[test]
    fn a_share_is_at_most_the_whole() {
        assert_eq!(indicator("planned = \"120 %\""), ["implausible-value a id=a value=120 %"]);
        assert_eq!(indicator("planned = 101\nunit = \"percent\""), ["implausible-value a id=a value=101"]);
        assert_eq!(indicator("change = \"fall\"\ntarget = [{ year = 2030, planned = \"101 %\" }]").len(), 1);
        for sound in
            ["planned = \"100 %\"", "change = \"rise\"\nplanned = \"150 %\"", "planned = 1200", "planned = true"]
        {
            assert!(indicator(sound).is_empty(), "{sound}");
        }
    }

    #[test]
    fn nothing_is_less_than_nothing() {
        assert_eq!(indicator("planned = -3"), ["implausible-value a id=a value=-3"]);
        assert_eq!(indicator("baseline = { value = -3 }").len(), 1);
    }

    #[test]
    fn every_kind_of_value_is_looked_at() {
        let grant = "[[activity]]\nid = \"act\"\ntitle = \"T\"\nparticipants = -1\n\
            [[target_group]]\nid = \"group\"\nname = \"N\"\npopulation = 40\ncoverage = 41\n\
            [[context]]\nid = \"growth\"\ntitle = \"T\"\nvalue = \"-21 %\"\n\
            [[context]]\nid = \"births\"\ntitle = \"T\"\nvalue = -21\n\
            [[evidence]]\nid = \"pile\"\ntitle = \"T\"\nquantity = -2\n\
            [[funding_source]]\nid = \"s\"\nname = \"S\"\n\
            [[resource]]\nid = \"tent\"\nwork = \"W\"\nquantity = -7\nfrom = [{ source = \"s\", share = \"170 %\" }]\n";
        let report = "[[activity]]\nactivity = \"act\"\nparticipants = -3\n\
            [[breakdown]]\nof = \"act\"\nby = \"sex\"\npart = [{ sex = \"men\", value = -4 }]";
        let media = "[[publication]]\nid = \"post\"\nkind = \"post\"\ntitle = \"T\"\nreach = -65";
        let content = Content::grant(grant).report(report).with("content/grants/g/media.toml", media);
        let mut found = content.found(run);
        found.sort();
        let expected = [
            ("act", "-1"),
            ("act", "-3"),
            ("act", "-4"),
            ("births", "-21"),
            ("group", "41"),
            ("pile", "-2"),
            ("post", "-65"),
            ("tent", "-7"),
            ("tent", "170 %"),
        ];
        assert_eq!(found, expected.map(|(id, value)| format!("implausible-value {id} id={id} value={value}")));
    }

    #[test]
    fn a_business_number_checks_itself() {
        let of = |region: &str, number: &str| {
            let organisation =
                format!("name = \"N\"\nkind = \"state-body\"\nregion = \"{region}\"\nnumber = \"{number}\"");
            Content::grant("").with("content/organisations/o.toml", &organisation).found(run)
        };
        assert!(of("KZ-75", "990140000017").is_empty() && of("KG-B", "12345678901234").is_empty());
        for wrong in ["12345", "990140000018", "99014000001X"] {
            assert_eq!(of("KZ-75", wrong), [format!("implausible-value id=number value={wrong} slip=number")]);
        }
    }

    #[test]
    fn ratings_stay_on_their_scale() {
        let risk = |scale: &str| {
            Content::grant(&format!("{scale}\n[[risk]]\nid = \"r\"\ntitle = \"R\"\nimpact = 4\nprobability = 0"))
                .found(run)
        };
        assert_eq!(risk(""), ["risk-outside-scale r value=4 scale=3", "risk-outside-scale r value=0 scale=3"]);
        assert_eq!(risk("risk_scale = 5"), ["risk-outside-scale r value=0 scale=5"]);
    }
}
