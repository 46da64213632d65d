//! Every figure of the ledger stands in the JSON at its place, with its value and its check code.

use super::text::Pen;
use super::*;
use crate::World;
use crate::derive::ledger::{Figure, Owner, Part, What};
use crate::read::{Files, Folder};
use serde_json::json;

fn world() -> World {
    World { today: jiff::civil::date(2026, 11, 20), base_url: None, strict: false, edition: None }
}

/// The records of all grants and lots, as they are published.
fn records(files: &dyn Files, see: impl FnOnce(&Site<'_>, Vec<Value>, Vec<Value>)) {
    crate::laid_out(files, &world(), |site, _| {
        let grants = site.portal.grants.iter().zip(&site.figures.grants);
        let grants = grants.map(|(grant, figures)| plain(&Pen::new(site).grant(grant, figures)));
        let lots = site.portal.lots.iter().enumerate().map(|(at, lot)| plain(&Pen::new(site).lot(at, lot)));
        let (grants, lots) = (grants.collect(), lots.collect());
        see(site, grants, lots);
    })
    .expect("a portal");
}

fn plain(record: &impl Serialize) -> Value {
    let mut value = serde_json::to_value(record).expect("a record");
    drop_absent(&mut value);
    value
}

/// Where a figure stands in the record of its owner.
fn place<'r>(record: &'r Value, figure: &Figure) -> &'r Value {
    let at = |list: &str, at: usize| &record[list][at];
    match figure.what {
        What::Amount | What::ResourcesTotal => record,
        What::States => &record["states"],
        What::Indicator(n) => at("indicators", n),
        What::Activity(n) => at("activities", n),
        What::Evidence(n) => at("evidence", n),
        What::TargetGroup(n) => at("target_groups", n),
        What::Breakdown(n) => at("breakdowns", n),
        What::Context(n) => at("context", n),
        What::Publication(n) => at("publications", n),
        What::Resource(n) => at("resources", n),
        What::Risk(n) => at("risks", n),
        What::FollowUp => &record["report"]["follow_up"],
    }
}

/// The value of one part of a figure, in the form that check codes are made of.
fn stated(place: &Value, figure: &Figure, part: &Part) -> String {
    let evidence = matches!(figure.what, What::Evidence(_));
    let value = match part {
        Part::Value if evidence => &place["quantity"],
        Part::Value if matches!(figure.what, What::Context(_)) => &place["value"],
        Part::Value => &place["amount"],
        Part::Planned if matches!(figure.what, What::Activity(_)) => &place["participants"],
        Part::Achieved if matches!(figure.what, What::Activity(_)) => &place["report"]["participants"],
        Part::Total if matches!(figure.what, What::Indicator(_)) => &place["achieved_total"],
        Part::Baseline => &place["baseline"]["value"],
        Part::PerCount => &place["planned"]["per"]["count"],
        Part::Count if matches!(figure.what, What::Resource(_)) => &place["quantity"],
        Part::Target(year) => {
            let targets = place["targets"].as_array().expect("targets");
            &targets.iter().find(|target| target["year"] == json!(year)).expect("a year")["planned"]
        }
        Part::Of(code) if figure.what == What::States => return place[crate::table::plain(code)].to_string(),
        Part::Of(number) => &place["parts"][number.parse::<usize>().expect("a number") - 1]["value"],
        Part::Unit => return text(&place["unit"]).to_owned(),
        Part::Per => return text(&place["planned"]["per"]["unit"]).to_owned(),
        other => &place[other.to_string()],
    };
    written(value)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or("nothing")
}

fn written(value: &Value) -> String {
    match text(&value["state"]) {
        "not stated" => return "?".to_owned(),
        "not applicable" => return "-".to_owned(),
        "not reported" => return "not reported".to_owned(),
        "unclear" => return format!("{:?}", text(&value["written"])),
        state => assert_eq!(state, "known", "{value}"),
    }
    if let Some(currency) = value["currency"].as_str() {
        return format!("{} {currency}", text(&value["amount"]));
    }
    let bound = match text(&value["bound"]) {
        "at least" => ">= ",
        "at most" => "<= ",
        _ => "",
    };
    let percent = if value["percent"] == json!(true) { " %" } else { "" };
    let amount = match (&value["done"], &value["second"]) {
        (Value::Bool(done), _) => done.to_string(),
        (_, Value::String(second)) => format!("{}/{second}", text(&value["amount"])),
        _ => text(&value["amount"]).to_owned(),
    };
    format!("{bound}{amount}{percent}")
}

/// What all works together cost is the sum of what stands beside each of them.
fn is_sum(figure: &Figure) -> bool {
    figure.what == What::ResourcesTotal
}

/// Breakdowns of one figure by one quality have one name; the second one goes on counting the parts from 1.
fn is_alone(record: &Value, figure: &Figure) -> bool {
    let breakdowns =
        record["breakdowns"].as_array().map_or(0, |all| all.iter().filter(|it| it["id"] == json!(figure.id)).count());
    breakdowns <= 1
}

#[test]
fn every_figure_of_the_ledger_stands_in_its_record() {
    records(&Folder::new(env!("CARGO_MANIFEST_DIR")), |site, grants, lots| {
        let mut seen = 0;
        for figure in site.figures.ledger.figures() {
            let record = match figure.owner {
                Owner::Grant(at) => &grants[at],
                Owner::Lot(at) => &lots[at],
            };
            assert_eq!(record["check_codes"][&figure.id], json!(figure.code.to_string()), "{}", figure.id);
            if is_sum(figure) || !is_alone(record, figure) {
                continue;
            }
            let place = place(record, figure);
            for (part, value) in &figure.values {
                assert_eq!(stated(place, figure, part), *value, "{}#{} {part}", figure.page, figure.id);
                seen += 1;
            }
        }
        assert!(seen > 400, "only {seen} values");
    });
}

#[test]
fn the_reasons_for_no_value_stay_apart() {
    let indicator = |id: &str, planned: &str| {
        format!("[[indicator]]\nid = \"{id}\"\ntitle = \"Т\"\nplanned = {planned}\nunit = \"people\"\n")
    };
    let grant = [
        "title = \"Бақ\"\nsummary = \"Бақ.\"\nstatus = \"running\"\nupdated = \"?\"\nplace = \"-\"\n",
        "source = { kind = \"contract\", title = \"Шарт\", number = \"?\" }\n",
        &indicator("zero", "0"),
        &indicator("blank", "\"?\""),
        &indicator("crossed", "\"-\""),
        &indicator("pair", "\">= 3/4\""),
        &indicator("share", "\"12.50 %\""),
        &indicator("to-do", "true"),
        &indicator("broken", "\"елу\""),
    ];
    let portal = "title = \"П\"\ndescription = \"П\"\nlanguages = [\"kk\", \"ru\"]\ncurrency = \"KZT\"\n";
    let files = crate::read::Memory::default()
        .with("content/portal.toml", portal)
        .with("content/grants/baq/grant.toml", grant.concat());
    records(&files, |_, grants, _| {
        let grant = &grants[0];
        let value = |at: usize, key: &str| {
            let mut value = grant["indicators"][at]["planned"].clone();
            value.as_object_mut().expect("a value").remove("text");
            assert_eq!(grant["indicators"][at]["achieved"]["state"], json!("not reported"), "{key}");
            value
        };
        let known = json!({"state": "known", "bound": "exactly", "amount": "0", "percent": false, "unit": "people"});
        assert_eq!(value(0, "zero"), known);
        assert_eq!(value(1, "blank"), json!({"state": "not stated", "unit": "people"}));
        assert_eq!(value(2, "crossed"), json!({"state": "not applicable", "unit": "people"}));
        assert_eq!((&value(3, "pair")["amount"], &value(3, "pair")["second"]), (&json!("3"), &json!("4")));
        assert_eq!((&value(4, "share")["amount"], &value(4, "share")["percent"]), (&json!("12.5"), &json!(true)));
        assert_eq!(value(5, "to-do")["done"], json!(true));
        assert_eq!(value(6, "broken"), json!({"state": "unclear", "unit": "people", "written": "елу"}));
        assert_eq!(grant["amount"], json!({"state": "not stated", "currency": "KZT"}));
        assert_eq!(grant["updated"], json!({"state": "not stated"}));
        assert_eq!(grant["town"], json!({"state": "not applicable"}));
        assert_eq!(grant["source"]["number"], json!({"state": "not stated"}));
        assert_eq!(grant["report"]["state"], json!("not reported"));
        assert_eq!(grant["title"], json!({"kk": "Бақ", "ru": "Бақ"}));
    });
}
