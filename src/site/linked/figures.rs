//! Figures as `Observation`s of schema.org: one for each value that is known. "At least 50" is a least value and not 50.

use super::super::said::{Fact, Said, said};
use super::super::{Site, Tongue};
use super::{number, object};
use crate::derive::ledger::{Figure, Owner};
use crate::value::{Amount, Bound, Decimal, PartialDate, Quantity};
use serde_json::{Value, json};

/// The figures of a page, such as `grants/x`, in the order of the ledger.
pub fn observations(site: &Site<'_>, tongue: &Tongue<'_>, page: &str) -> Vec<Value> {
    let about = site.address(&tongue.here(&format!("{page}/")));
    let figures = site.figures.ledger.of_page(page);
    figures.iter().flat_map(|figure| of_figure(site, tongue, figure, &about)).collect()
}

fn of_figure(site: &Site<'_>, tongue: &Tongue<'_>, figure: &Figure, about: &str) -> Vec<Value> {
    let Some(Said { title, facts, date }) = said(site, tongue, figure) else { return Vec::new() };
    let address = format!("{about}#{}", figure.id);
    let known = facts.iter().filter(|fact| fact.quantity.is_some());
    known.map(|fact| observation(&title.text, fact, &address, about, date.or_else(|| reported(site, figure)))).collect()
}

/// The date of the report stands for what was achieved, where the figure itself has none.
fn reported(site: &Site<'_>, figure: &Figure) -> Option<PartialDate> {
    let Owner::Grant(at) = figure.owner else { return None };
    site.portal.grants.get(at)?.report.as_ref()?.date.known().copied()
}

fn observation(name: &str, fact: &Fact, address: &str, about: &str, date: Option<PartialDate>) -> Value {
    let quantity = fact.quantity.unwrap_or_else(|| Quantity::exactly(0));
    let (exact, least, most) = values(quantity);
    let measured = matches!(fact.part, crate::derive::ledger::Part::Achieved | crate::derive::ledger::Part::Total);
    let fields = [
        ("@id", Some(json!(address))),
        ("identifier", Some(json!(fact.part.to_string()))),
        ("observationAbout", Some(json!({ "@id": about }))),
        ("variableMeasured", Some(json!({ "@type": "StatisticalVariable", "name": name }))),
        ("measurementQualifier", fact.label.as_ref().map(|label| json!(label))),
        ("value", exact),
        ("minValue", least),
        ("maxValue", most),
        ("unitText", fact.unit.as_ref().map(|unit| json!(unit))),
        ("observationDate", date.filter(|_| measured).map(|date| json!(date.to_string()))),
        ("description", Some(json!(fact.value.text))),
    ];
    object("Observation", fields)
}

/// Just this, at least this, at most this: one of the three. What is no single number is told in words.
fn values(quantity: Quantity) -> (Option<Value>, Option<Value>, Option<Value>) {
    let one = |value: &Decimal| Some(number(value));
    match (quantity.amount, quantity.bound) {
        (Amount::Number(value), Bound::Exactly) => (one(&value), None, None),
        (Amount::Number(value), Bound::AtLeast) => (None, one(&value), None),
        (Amount::Number(value), Bound::AtMost) => (None, None, one(&value)),
        (Amount::Done(done), _) => (Some(json!(done)), None, None),
        (Amount::Pair(..), _) => (Some(json!(quantity.normalized().to_string())), None, None),
    }
}
