//! Activities of small portals, as programs of other people would read them.

use crate::World;
use crate::output::sink::MemorySink;
use crate::read::Memory;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::collections::BTreeMap;

const PORTAL: &str = "title = \"P\"\ndescription = \"D\"\nlanguages = [\"kk\", \"ru\"]\ncurrency = \"KZT\"\n\
    base_url = \"https://portal.example/\"\n";

const GRANT: &str = "title = \"G\"\nsummary = \"S\"\nstatus = \"running\"\nupdated = \"2024-12-01\"\n\
    source = { kind = \"contract\", date = \"2024-01-20\", title = \"C\" }\n\
    party = [{ name = \"Жастар\", role = \"implementer\" }]\n";

/// The files of a portal with one grant, made of these keys besides the necessary ones.
fn published(grant: &str) -> BTreeMap<String, Vec<u8>> {
    let content = Memory::default()
        .with("content/portal.toml", PORTAL)
        .with("content/grants/g/grant.toml", format!("{GRANT}{grant}"));
    let world = World { today: jiff::civil::date(2025, 1, 1), base_url: None, strict: false, edition: None };
    let sink = MemorySink::default();
    crate::compile(&content, &world, &sink).unwrap();
    sink.into_files()
}

fn activity(grant: &str) -> String {
    let file = published(grant).remove("data/iati-activities.xml");
    String::from_utf8(file.expect("the grant is an activity")).unwrap()
}

/// The names and values of the attributes of every element with this name.
fn attributes(xml: &str, name: &str) -> Vec<String> {
    let mut reader = Reader::from_str(xml);
    let mut found = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => return found,
            Event::Start(element) | Event::Empty(element) if element.name().as_ref() == name => {
                found.push(element.attributes_raw().trim().to_owned());
            }
            _ => {}
        }
    }
}

#[test]
fn a_grant_without_a_period_is_left_out() {
    assert!(!published("").contains_key("data/iati-activities.xml"));
    assert!(published("period = { start = \"2024\" }\n").contains_key("data/iati-activities.xml"));
}

#[test]
fn money_is_a_budget_up_to_a_year_and_a_commitment_always() {
    let year = activity("amount = 1000\nperiod = { start = \"2024-03-01\", end = \"2025-02-28\" }\n");
    assert_eq!(attributes(&year, "budget").len(), 1);
    let longer = activity("amount = 1000\nperiod = { start = \"2024-03-01\", end = \"2025-03-01\" }\n");
    assert!(attributes(&longer, "budget").is_empty());
    for xml in [year, longer] {
        assert_eq!(attributes(&xml, "transaction-date"), ["iso-date=\"2024-01-20\""]);
    }
    let nothing = activity("amount = \"?\"\nperiod = { start = \"2024\" }\n");
    assert!(attributes(&nothing, "budget").is_empty() && attributes(&nothing, "transaction").is_empty());
}

#[test]
fn the_four_kinds_of_no_value_stay_apart() {
    let indicator =
        |id: &str, planned: &str| format!("[[indicator]]\nid = \"{id}\"\ntitle = \"T\"\nplanned = {planned}\n");
    let grant: String = [("known", "0"), ("blank", "\"?\""), ("crossed", "\"-\""), ("todo", "true")]
        .iter()
        .map(|(id, planned)| indicator(id, planned))
        .collect();
    let xml = activity(&format!("period = {{ start = \"2024\" }}\n{grant}"));
    assert_eq!(attributes(&xml, "target"), ["value=\"0\"", ""]);
    let periods = attributes(&xml, "period");
    let planned: Vec<&str> = periods.iter().filter_map(|it| it.split('"').nth(1)).collect();
    assert_eq!(planned, ["known", "not stated", "not applicable", "known"]);
    assert!(
        attributes(&xml, "actual").is_empty() && periods.iter().all(|it| it.contains("esep:achieved=\"not reported\""))
    );
    assert!(xml.contains("План: в документе не указано."), "{xml}");
}

#[test]
fn hostile_content_stays_well_formed() {
    let hostile = "]]> <b>&amp; &boom; \\\"'\\u0001\\u000B\\u001F\\uFFFF ]]]]><![CDATA[>";
    let text = format!(
        "goal = \"{hostile}\"\nproblem = \"\\u0001\"\nperiod = {{ start = \"2024\" }}\n\
        [[indicator]]\nid = \"i\"\ntitle = \"{hostile}\"\nplanned = 1\n"
    );
    let xml = activity(&text);
    assert_eq!(attributes(&xml, "iati-activity").len(), 1);
    assert!(xml.chars().all(|letter| letter == '\n' || (letter >= ' ' && letter != '\u{ffff}')), "{xml:?}");
    assert_eq!(attributes(&xml, "description"), ["type=\"1\"", "type=\"2\""], "a text of nothing is no text");
}
